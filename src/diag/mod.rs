//! Diagnostics are values: a code, a severity, a place in the sources, a message and what to do.
//! Stages collect them; only the command line prints them, on the terminal or as JSON.

mod align;
mod beside;
mod code;
mod render;
mod span;

pub use align::{common, gaps};
pub use beside::Beside;
pub use code::Code;
pub use render::{Terminal, json, terminal};
pub use span::{Origin, SourceFile, Sources, Span};

use serde::Serialize;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Work goes on; `--deny warnings` makes it an error.
    Warning,
    /// The document concerned cannot be made.
    Error,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Which rule.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where; `None` when it concerns no place in a file.
    pub span: Option<Span>,
    /// The cause: lower case, no full stop, names in backticks.
    pub message: String,
    /// What the underlined words are; may be empty.
    pub label: String,
    /// Texts that are to be compared.
    pub beside: Option<Beside>,
    /// What to do.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A finding of the code's own severity.
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            span: span.into(),
            message: message.into(),
            label: String::new(),
            beside: None,
            help: Vec::new(),
        }
    }

    /// Says what the underlined words are.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Shows texts beside each other.
    pub fn beside(mut self, texts: Beside) -> Self {
        self.beside = Some(texts);
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Adds "did you mean" when one of the known names is near.
    pub fn did_you_mean<'a>(self, got: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(got, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// The known name nearest to what was written, if any is near enough to be meant.
pub fn nearest<'a>(got: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(got, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len().min(got.len()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// What a stage has found so far.
#[derive(Clone, Debug, Default)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.0.len() - self.errors()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is there nothing?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of the sources, errors and warnings together; doubles removed.
    pub fn sorted(mut self) -> Vec<Diagnostic> {
        let place = |d: &Diagnostic| d.span.map(|s| (s.file, s.start));
        self.0.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.message.cmp(&b.message)));
        self.0.dedup();
        self.0
    }

    /// Looks at them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
