//! Findings of the layout, in a form that can be kept with the finished document.

use crate::diag::{Code, Diagnostic, Severity, Sources};
use serde::{Deserialize, Serialize};

/// A finding about a document's layout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Name of the rule.
    pub code: String,
    /// Only a warning, whatever the rule says.
    pub warning: bool,
    /// `file:line` of the author's text; empty when it is not known.
    pub src: String,
    /// Words to underline on that line or, without a line, anywhere in the file; may be empty.
    pub words: String,
    /// The cause.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
}

impl Finding {
    /// A finding of a rule at a place.
    pub fn new(code: Code, src: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            code: code.name().to_owned(),
            warning: code.severity() == Severity::Warning,
            src: src.into(),
            words: String::new(),
            message: message.into(),
            help: String::new(),
        }
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Is it an error?
    pub fn is_error(&self) -> bool {
        !self.warning
    }

    /// As a diagnostic with a place in the sources.
    pub fn diagnostic(&self, sources: &Sources) -> Diagnostic {
        let place = self
            .src
            .rsplit_once(':')
            .and_then(|(file, line)| sources.line(file, line.parse().ok()?));
        let exact = place.and_then(|span| sources.within(span, &self.words)).or(place);
        let code = Code::from_name(&self.code).unwrap_or(Code::LayoutFailed);
        let mut diagnostic = Diagnostic::new(code, exact, self.message.clone());
        diagnostic.severity = if self.warning { Severity::Warning } else { Severity::Error };
        if !self.help.is_empty() {
            diagnostic = diagnostic.help(self.help.clone());
        }
        diagnostic
    }
}
