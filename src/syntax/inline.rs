//! Inline Markdown.

use super::Attributes;
use crate::diag::Span;

/// A stretch of inline text.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of inline text.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Words.
    Text(String),
    /// A fact of the edition that a variable stood for; made when variables are expanded.
    Value {
        /// Name of the variable, without braces.
        name: String,
        /// The fact.
        text: String,
        /// Nobody has filled it in yet.
        open: bool,
    },
    /// Words in another language than the edition's, by its tag; made where a translation is missing.
    Language(String, Vec<Inline>),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `*emphasis*`
    Emph(Vec<Inline>),
    /// `` `code` ``
    Code(String),
    /// `[words](address)`
    Link {
        /// Where it goes.
        href: String,
        /// The words.
        inlines: Vec<Inline>,
    },
    /// `![alt](path "caption"){width=60%}`
    Image {
        /// Path as written.
        path: String,
        /// Alternative text.
        alt: String,
        /// Caption; may be empty.
        caption: String,
        /// In braces behind it.
        attributes: Attributes,
    },
    /// `[^name]`
    Footnote(String),
    /// A line break the author asked for.
    Break,
}

impl Inline {
    /// Plain words.
    pub fn text(span: Span, text: impl Into<String>) -> Self {
        Self { span, kind: InlineKind::Text(text.into()) }
    }

    /// The words of inlines without their treatment.
    pub fn plain(inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text)
                | InlineKind::Code(text)
                | InlineKind::Value { text, .. } => {
                    out.push_str(text);
                }
                InlineKind::Strong(inner)
                | InlineKind::Emph(inner)
                | InlineKind::Language(_, inner) => {
                    out.push_str(&Self::plain(inner));
                }
                InlineKind::Link { inlines, .. } => out.push_str(&Self::plain(inlines)),
                InlineKind::Image { alt, .. } => out.push_str(alt),
                InlineKind::Footnote(_) => {}
                InlineKind::Break => out.push(' '),
            }
        }
        out
    }
}
