//! What parsing a block needs besides the block: a place to report to, and the files beside it.

use super::Words;
use crate::diag::{Code, Diagnostic, Findings, Span};
use std::sync::Arc;

/// Files beside a session, by a path relative to it.
pub trait Files {
    /// The text of a file.
    fn text(&self, path: &str) -> Result<Arc<str>, FileProblem>;
    /// What a picture is, without decoding it.
    fn picture(&self, path: &str) -> Result<PictureFacts, FileProblem>;
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Which rule it breaks.
    pub code: Code,
    /// The cause.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

/// What a picture is.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureFacts {
    /// Path below the sources folder.
    pub path: String,
    /// Width in pixels, or in the drawing's own units.
    pub width: f64,
    /// Height likewise.
    pub height: f64,
    /// A drawing (SVG), sharp at any size.
    pub vector: bool,
}

/// Passed down while blocks are parsed.
pub struct Context<'a> {
    /// Where findings go.
    pub findings: &'a mut Findings,
    /// Files beside the session.
    pub files: &'a dyn Files,
    /// The words of the edition's language.
    pub words: &'a Words,
}

impl Context<'_> {
    /// Reports a finding.
    pub fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Reports an attribute that is missing or has a value that is not allowed.
    pub fn bad_attribute(&mut self, span: Span, message: impl Into<String>, help: &str) {
        self.report(Diagnostic::new(Code::BadAttribute, span, message).help(help));
    }

    /// The text of a file beside the session; reports when it cannot be had.
    pub fn read(&mut self, path: &str, span: Span) -> Option<Arc<str>> {
        let got = self.files.text(path);
        self.or_report(got, span)
    }

    /// The facts of a picture beside the session; reports when it cannot be had.
    pub fn picture(&mut self, path: &str, span: Span) -> Option<PictureFacts> {
        let got = self.files.picture(path);
        self.or_report(got, span)
    }

    fn or_report<T>(&mut self, got: Result<T, FileProblem>, span: Span) -> Option<T> {
        got.map_err(|problem| {
            let mut finding = Diagnostic::new(problem.code, span, problem.message);
            if !problem.help.is_empty() {
                finding = finding.help(problem.help);
            }
            self.report(finding);
        })
        .ok()
    }
}
