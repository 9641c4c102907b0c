//! The world that Typst sees while it sets one document.

use super::press::{Press, file_id};
use crate::diag::Code;
use crate::part::DocumentKind;
use crate::write::Finding;
use typst::diag::{FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World, WorldExt};

/// One document being set.
pub struct Sheet<'a> {
    press: &'a Press,
    main: FileId,
    data_id: FileId,
    data: Bytes,
    owner_id: FileId,
    owner: Bytes,
    /// What the layouts read of a document's second language.
    second: Option<(Bytes, Bytes)>,
}

/// The layout file of documents in two languages.
pub const BILINGUAL: &str = "bilingual.typ";

/// The manifest of the package that a document's second language is to its layout: the same layout files
/// with data of their own, so that both are set as one document.
const MANIFEST: &[u8] =
    b"[package]\nname = \"second\"\nversion = \"1.0.0\"\nentrypoint = \"layouts/paper.typ\"\n";

/// The layout file of a kind of document.
pub fn layout_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Slides => "slides.typ",
        DocumentKind::Handout => "handout.typ",
        DocumentKind::Guide => "guide.typ",
        DocumentKind::Worksheet | DocumentKind::Worksheets => "worksheets.typ",
        DocumentKind::Notice => "notice.typ",
        // A template is no paper; whoever asks for its page gets an empty one.
        DocumentKind::Paper | DocumentKind::Template => "paper.typ",
    }
}

impl<'a> Sheet<'a> {
    /// A document of a kind with the data its layout reads.
    pub fn new(press: &'a Press, kind: DocumentKind, data: Vec<u8>, owner: Vec<u8>) -> Self {
        let main = file_id(&format!("/layouts/{}", layout_name(kind)));
        Self {
            press,
            main,
            data_id: file_id("/data.json"),
            data: Bytes::new(data),
            owner_id: file_id("/owner.json"),
            owner: Bytes::new(owner),
            second: None,
        }
    }

    /// The same with a second language.
    pub fn with_second(mut self, data: Vec<u8>, owner: Vec<u8>) -> Self {
        self.main = file_id(&format!("/layouts/{BILINGUAL}"));
        self.second = Some((Bytes::new(data), Bytes::new(owner)));
        self
    }

    /// A file of the second language's package that is no layout file.
    fn of_second(&self, id: FileId) -> Option<Bytes> {
        if !matches!(id.get().root(), VirtualRoot::Package(_)) {
            return None;
        }
        let (data, owner) = self.second.as_ref()?;
        match id.get().vpath().get_without_slash() {
            "typst.toml" => Some(Bytes::new(MANIFEST)),
            "data.json" => Some(data.clone()),
            "owner.json" => Some(owner.clone()),
            _ => None,
        }
    }

    /// An error as a finding.
    pub fn refused(&self, error: &SourceDiagnostic, code: Code) -> Finding {
        let mut finding = self.finding(error, code);
        finding.warning = false;
        finding
    }

    /// A warning as a finding; unknown fonts were reported before the first document.
    pub fn warned(&self, warning: &SourceDiagnostic) -> Option<Finding> {
        if warning.message.contains("unknown font family") {
            return None;
        }
        let mut finding = self.finding(warning, Code::LayoutFailed);
        finding.warning = true;
        Some(finding)
    }

    fn finding(&self, diagnostic: &SourceDiagnostic, code: Code) -> Finding {
        let message = diagnostic.message.as_str();
        let mut help: Vec<String> =
            diagnostic.hints.iter().map(|hint| hint.v.to_string()).collect();
        if let Some(place) = self.place(diagnostic) {
            help.push(format!("raised in {place}"));
        }
        Finding::new(code, author_place(message), message).help(help.join("; "))
    }

    /// File and line in the layouts.
    fn place(&self, diagnostic: &SourceDiagnostic) -> Option<String> {
        let id = diagnostic.span.id()?;
        let range = self.range(diagnostic.span)?;
        let source = self.source(id).ok()?;
        let line = source.lines().byte_to_line(range.start)? + 1;
        Some(format!("{}:{line}", id.get().vpath().get_without_slash()))
    }
}

/// The `file.md:12` that the layouts put into their messages.
fn author_place(message: &str) -> String {
    let words = message.split(|c: char| c.is_whitespace() || matches!(c, '"' | '(' | ')' | '`'));
    let place = |word: &&str| {
        word.rsplit_once(':').is_some_and(|(file, line)| {
            file.ends_with(".md") && !line.is_empty() && line.chars().all(|c| c.is_ascii_digit())
        })
    };
    words.map(|word| word.trim_end_matches([',', ';', '.'])).find(place).unwrap_or("").to_owned()
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.press.layout(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == self.data_id => Ok(self.data.clone()),
            id if id == self.owner_id => Ok(self.owner.clone()),
            id => self.of_second(id).map_or_else(|| self.press.file(id), Ok),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// Layouts have no clock: dates come from the sources.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
