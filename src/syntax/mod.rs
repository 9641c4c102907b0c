//! Markdown to a small tree with places: comrak's syntax tree without what we refuse, and `:::`
//! containers with their attributes parsed. Knows no container by name.

mod attributes;
mod fence;
mod inline;
mod mask;
mod parse;
mod smart;

pub use attributes::{Attribute, Attributes};
pub use inline::{Inline, InlineKind};
pub use mask::MAX_DEPTH;
pub use parse::{parse, report_conflict_marks};
pub use smart::{Quotes, smart, smart_in};

use crate::diag::Span;

/// A block of Markdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// `# Heading {#id key=value}`
    Heading {
        /// 1 to 6.
        level: u8,
        /// The words.
        inlines: Vec<Inline>,
        /// In braces at its end.
        attributes: Attributes,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Numbered?
        ordered: bool,
        /// First number.
        start: u32,
        /// Its items.
        items: Vec<Item>,
    },
    /// A block quotation.
    Quote(Vec<Node>),
    /// A pipe table.
    Table {
        /// Alignment of each column: `l`, `c`, `r`.
        columns: Vec<char>,
        /// Header cells.
        header: Vec<Vec<Inline>>,
        /// Body rows.
        rows: Vec<TableRow>,
    },
    /// A fenced or indented block of code.
    Code {
        /// The words after the fence.
        info: String,
        /// The text.
        text: String,
    },
    /// `---`
    Rule,
    /// `[^name]: …`
    Footnote {
        /// Its name.
        name: String,
        /// Its text.
        children: Vec<Node>,
    },
    /// `::: name {attributes}`
    Container(Container),
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its place.
    pub span: Span,
    /// In braces at the end of its first paragraph.
    pub attributes: Attributes,
    /// `Some` when it has a tick box, `true` when it is ticked.
    pub tick: Option<bool>,
    /// What is in it.
    pub children: Vec<Node>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// In braces at the end of its last cell.
    pub attributes: Attributes,
    /// Its cells.
    pub cells: Vec<Vec<Inline>>,
}

/// A container that does nothing but hold its content together under a condition.
pub const ONLY: &str = "only";

/// A `:::` container.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    /// Its place, from the opening fence to the closing one.
    pub span: Span,
    /// Its name.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// In braces after the name.
    pub attributes: Attributes,
    /// What is in it.
    pub children: Vec<Node>,
}
