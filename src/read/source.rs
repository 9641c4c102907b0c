//! One source file of Markdown: front matter and body, for sessions and documents alike.

use super::front::FrontText;
use super::{include, take_in};
use crate::diag::{Code, Diagnostic, Findings, SourceFile, Sources, Span};
use crate::model::Facts;
use crate::syntax::{self, Node};
use crate::world::World;
use serde::de::DeserializeOwned;

/// What a file is: it says so in messages, and its schema's name is the same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// `session.md`
    Session,
    /// `document.md`
    Document,
}

impl What {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            What::Session => "session",
            What::Document => "document",
        }
    }

    /// The folder of its kind, below the sources folder.
    pub fn folder(self) -> &'static str {
        match self {
            What::Session => "sessions",
            What::Document => "documents",
        }
    }

    /// The path of a file by the name of its folder, below a root: the sources folder itself, or an
    /// organisation's folder with a slash at its end.
    pub fn path(self, root: &str, id: &str) -> String {
        format!("{root}{}/{id}/{}.md", self.folder(), self.word())
    }
}

/// A file as it was written.
pub struct SourceText<F> {
    /// Its folder below the sources folder.
    pub folder: String,
    /// Index of the file in the sources.
    pub index: u32,
    /// Indices of every file it is made of: its own and those it includes.
    pub files: Vec<u32>,
    /// Its facts as they were written.
    pub facts: FrontText,
    /// Its facts.
    pub front: F,
    /// Its body.
    pub body: Vec<Node>,
}

/// Reads a file; `None`, with findings, when it has no usable front matter.
pub fn read<F: Facts + DeserializeOwned>(
    world: &World,
    what: What,
    (root, id): (&str, &str),
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<SourceText<F>> {
    let folder = format!("{root}{}/{id}", what.folder());
    let path = what.path(root, id);
    let index = take_in(world, &path, sources, findings)?;
    let file = sources.file(index).clone();
    let Some((yaml, body)) = front_matter(&file) else {
        findings.push(without_facts(&file, what, index));
        return None;
    };
    let facts = FrontText::new(&file, index, yaml);
    let front = facts.parse(what, sources, findings)?;
    let nodes = syntax::parse(&file, index, body, findings);
    let mut chain = vec![path];
    let mut files = vec![index];
    let mut reading = include::Reading { world, sources, findings, files: &mut files };
    let body = include::expand(nodes, &folder, &mut chain, &mut reading);
    Some(SourceText { folder, index, files, facts, front, body })
}

/// Byte range of the YAML, and where the body starts; `None` for a file without.
pub fn front_matter(file: &SourceFile) -> Option<(std::ops::Range<usize>, usize)> {
    let text = &file.text;
    let start = text.strip_prefix("---\n").map(|_| 4)?;
    let end = text[start..].find("\n---\n").map(|at| start + at + 1)?;
    Some((start..end, end + 4))
}

fn without_facts(file: &SourceFile, what: What, index: u32) -> Diagnostic {
    let word = what.word();
    let span = Span::new(index, 0, file.line(1).end);
    let message = format!("the {word} has no front matter");
    Diagnostic::new(Code::FrontMatterMissing, span, message).help(format!(
        "start the file with `---`, its facts, and `---`; `packwright schema {word}` prints every key"
    ))
}
