//! Files to a spanned programme: `programme.toml`, one `session.md` for each session, one
//! `document.md` for each document, includes. Knows no formats and no organisations.

mod front;
mod include;
mod lock;
mod organisation;
mod overrides;
mod participants;
mod source;

use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::model::{FrontMatter, PaperFront, ProgrammeFile};
use crate::syntax::Node;
use crate::world::World;
use serde::de::DeserializeOwned;
use source::SourceText;
use std::collections::BTreeSet;

pub use front::{FrontKey, FrontText};
pub use lock::{Lock, lock_path};
pub use organisation::{Layer, layers, organisations};
pub use overrides::{Action, Override, OverrideFile};
pub use participants::{NAME, Person, Roster, participants};
pub use source::What;

/// The programme as it was written; nothing chosen, nothing looked up.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Every file read.
    pub sources: Sources,
    /// `programme.toml`.
    pub file: ProgrammeFile,
    /// Its index in the sources.
    pub index: u32,
    /// The sessions in teaching order.
    pub sessions: Vec<SessionSource>,
    /// The documents, by the names of their folders.
    pub documents: Vec<DocumentSource>,
    /// Who takes part.
    pub roster: Roster,
    /// The flags that hold.
    pub set_flags: BTreeSet<String>,
    /// Folders of documents that could not be read.
    pub unread: Vec<String>,
}

/// A session as it was written.
#[derive(Clone, Debug)]
pub struct SessionSource {
    /// Its folder's name.
    pub id: String,
    /// Place in the programme, from 1.
    pub number: u32,
    /// Its folder below the sources folder.
    pub folder: String,
    /// Index of its file in the sources.
    pub index: u32,
    /// Indices of every file it is made of: its own and those it includes.
    pub files: Vec<u32>,
    /// Its facts as they were written.
    pub facts: FrontText,
    /// Its facts.
    pub front: FrontMatter,
    /// Its body.
    pub body: Vec<Node>,
}

/// A document of the programme as it was written.
#[derive(Clone, Debug)]
pub struct DocumentSource {
    /// Its folder's name.
    pub id: String,
    /// Its folder below the sources folder.
    pub folder: String,
    /// Index of its file in the sources.
    pub index: u32,
    /// Indices of every file it is made of: its own and those it includes.
    pub files: Vec<u32>,
    /// Its facts as they were written.
    pub facts: FrontText,
    /// Its facts.
    pub front: PaperFront,
    /// Its body.
    pub body: Vec<Node>,
}

/// Takes a file in, once; `None`, with a finding, when it cannot be read.
fn take_in(
    world: &World,
    path: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<u32> {
    match world.text(path) {
        Ok(text) => Some(sources.index(path).unwrap_or_else(|| sources.add(path, text))),
        Err(problem) => {
            findings.push(Diagnostic::new(problem.code, None, problem.message).help(problem.help));
            None
        }
    }
}

/// A TOML file that was taken in; `None`, with a finding, when it is not what it should be. `schema`
/// is the word for it that `packwright schema` knows.
fn parsed<T: DeserializeOwned>(
    sources: &Sources,
    index: u32,
    schema: &str,
    findings: &mut Findings,
) -> Option<T> {
    toml::from_str(&sources.file(index).text)
        .map_err(|error: toml::de::Error| {
            let range = error.span().unwrap_or(0..0);
            let span = Span::new(index, range.start, range.end);
            let message = error.message().lines().next().unwrap_or("").to_owned();
            findings.push(
                Diagnostic::new(Code::BadProgramme, span, message)
                    .help(format!("`packwright schema {schema}` prints every key")),
            );
        })
        .ok()
}

/// Reads a project. `None`, with findings, when there is no programme to speak of; a session or
/// document that cannot be read is reported and left out.
pub fn read(world: &World, findings: &mut Findings) -> (Sources, Option<Programme>) {
    let mut sources = Sources::default();
    let text = match world.text("programme.toml") {
        Ok(text) => text,
        Err(problem) => {
            let finding = Diagnostic::new(problem.code, None, problem.message);
            findings.push(
                finding.help("`packwright new <folder>` makes a small programme to start from"),
            );
            return (sources, None);
        }
    };
    let index = sources.add("programme.toml", text);
    let Some(file) = parsed::<ProgrammeFile>(&sources, index, "programme", findings) else {
        return (sources, None);
    };
    let mut sessions = Vec::new();
    let folders = world.folders("sessions");
    for (place, id) in file.sessions.iter().enumerate() {
        let span = Span::new(index, id.span().start, id.span().end);
        if !folders.iter().any(|folder| folder == id.get_ref()) {
            let message = format!("there is no session `{}`", id.get_ref());
            findings.push(
                Diagnostic::new(Code::UnknownReference, span, message)
                    .did_you_mean(id.get_ref(), folders.iter().map(String::as_str))
                    .help(format!(
                        "a session is a folder: `sources/sessions/{}/session.md`",
                        id.get_ref()
                    )),
            );
            continue;
        }
        let number = place as u32 + 1;
        sessions.extend(session(world, "", id.get_ref(), number, &mut sources, findings));
    }
    report_list(&file, index, &folders, findings);
    let (documents, unread) = documents(world, "", &mut sources, findings);
    let programme = Programme {
        sources,
        file,
        index,
        sessions,
        documents,
        roster: Roster::default(),
        set_flags: BTreeSet::new(),
        unread,
    };
    (programme.sources.clone(), Some(programme))
}

fn session(
    world: &World,
    root: &str,
    id: &str,
    number: u32,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<SessionSource> {
    let SourceText { folder, index, files, facts, front, body } =
        source::read(world, What::Session, (root, id), sources, findings)?;
    Some(SessionSource { id: id.to_owned(), number, folder, index, files, facts, front, body })
}

/// Every document; and the folders of those that cannot be read. A folder without `document.md`,
/// for pictures that several share, is none.
fn documents(
    world: &World,
    root: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> (Vec<DocumentSource>, Vec<String>) {
    let (mut documents, mut unread) = (Vec::new(), Vec::new());
    for id in world.folders(&format!("{root}{}", What::Document.folder())) {
        if !world.has(&What::Document.path(root, &id)) {
            continue;
        }
        match source::read(world, What::Document, (root, &id), sources, findings) {
            Some(SourceText { folder, index, files, facts, front, body }) => {
                documents.push(DocumentSource { id, folder, index, files, facts, front, body });
            }
            None => unread.push(format!("{root}{}/{id}", What::Document.folder())),
        }
    }
    (documents, unread)
}

/// Reports sessions listed twice and folders that nothing lists.
fn report_list(file: &ProgrammeFile, index: u32, folders: &[String], findings: &mut Findings) {
    let mut seen = std::collections::HashSet::new();
    for id in &file.sessions {
        if !seen.insert(id.get_ref().as_str()) {
            let span = Span::new(index, id.span().start, id.span().end);
            let message = format!("the session `{}` is listed twice", id.get_ref());
            findings.push(Diagnostic::new(Code::DuplicateId, span, message).help("list it once"));
        }
    }
    for folder in folders.iter().filter(|folder| !seen.contains(folder.as_str())) {
        let message = format!("the session `{folder}` is in no edition");
        findings.push(Diagnostic::new(Code::UnlistedSession, None, message).help(format!(
            "add \"{folder}\" to `sessions` in programme.toml, or move the folder away"
        )));
    }
}
