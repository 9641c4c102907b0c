//! The narrow waist: many block kinds lower themselves into these few parts, and every writer
//! sees only parts. The enums are closed and matched without a wildcard arm, so that a new part
//! makes the compiler name each writer.
//!
//! Lengths are points (1/72 inch) unless a name says otherwise. Serialised with serde, this is
//! also the JSON that the Typst layouts read.

mod direction;
mod document;
mod drawing;
mod field;
mod hash;
mod text;
mod translated;

pub use direction::{
    Direction, LEFT_TO_RIGHT_MARK, MIRRORED_ICONS, RIGHT_TO_LEFT, in_order, is_right_to_left,
    isolated, with_isolates,
};
pub use document::{
    Badge, Cohort, Document, DocumentKind, Info, Options, Organisation, Paper, Partner,
    SessionInfo, Slide, SlideActivity, SlideColumn, SlideLayout, Slots, TimelineSegment, Worksheet,
};
pub use drawing::{Align, Drawing, Label, Paint, PathStep, Shape, VAlign};
pub use field::{Extent, Field};
pub use hash::{hash, hash_json};
pub use text::{Run, all_runs, plain, plain_parts};
pub use translated::Translated;

use crate::diag::Origin;
use serde::Serialize;

/// One piece of a document: what it is, where the author wrote it, and an id that stays the same
/// when the document is generated again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// Stable id, unique in its document; empty where nothing refers to the part.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// File and line of the author's text.
    pub src: Origin,
    /// What it is.
    #[serde(flatten)]
    pub body: Body,
}

/// The closed list of parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Body {
    /// A heading; `level` counts from 1 within the document.
    Heading {
        /// 1 is the highest.
        level: u8,
        /// The words.
        runs: Vec<Run>,
    },
    /// A paragraph.
    Text {
        /// The words.
        runs: Vec<Run>,
        /// How it is set.
        role: TextRole,
    },
    /// A bulleted, numbered or tick list.
    List {
        /// Numbered?
        ordered: bool,
        /// First number of a numbered list.
        start: u32,
        /// The items.
        items: Vec<ListItem>,
    },
    /// A table with a header row.
    Table(Table),
    /// A raster or vector picture from a file.
    Picture {
        /// Path that the world resolves, for instance `sessions/x/ward.svg`.
        path: String,
        /// Alternative text; empty for a decoration.
        alt: String,
        /// Caption below, may be empty.
        caption: Vec<Run>,
        /// Width as a share of the space there is, 0 to 1.
        width: Option<f64>,
        /// Width divided by height.
        ratio: f64,
    },
    /// A small vector scene.
    Drawing {
        /// The scene.
        drawing: Drawing,
        /// What it says, for those who do not see it.
        alt: String,
        /// Caption or title, may be empty.
        caption: Vec<Run>,
    },
    /// Something a person fills in.
    Field {
        /// What is asked; may be empty where a heading above says it.
        label: Vec<Run>,
        /// A hint in small print; may be empty.
        hint: Vec<Run>,
        /// The kind of field.
        field: Field,
    },
    /// A set-off box.
    Callout {
        /// Which treatment.
        role: CalloutRole,
        /// Its title; may be empty.
        title: Vec<Run>,
        /// What is in it.
        children: Vec<Part>,
    },
    /// A thin line across.
    Rule,
    /// A page break.
    Break,
    /// Parts that belong together.
    Group {
        /// What holds them together.
        #[serde(flatten)]
        role: GroupRole,
        /// The parts.
        children: Vec<Part>,
    },
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextRole {
    /// Running text.
    Body,
    /// An opening sentence, larger.
    Lead,
    /// Small print.
    Small,
    /// Who said a quotation.
    Attribution,
    /// Text in a fixed-width face.
    Code,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListItem {
    /// A tick box stands before it.
    pub tick: bool,
    /// Its paragraphs and nested lists.
    pub parts: Vec<Part>,
}

/// A table: a header row and body rows of equal length.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What kind of table.
    pub role: TableRole,
    /// Caption; may be empty.
    pub caption: Vec<Run>,
    /// One per column.
    pub columns: Vec<Column>,
    /// The header cells.
    pub header: Vec<Vec<Run>>,
    /// The body.
    pub rows: Vec<Row>,
    /// Least height of a body row; `None` lets the text decide.
    pub row_height: Option<f64>,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableRole {
    /// An ordinary table.
    Data,
    /// To be filled in by hand.
    Form,
    /// The run sheet of a session.
    RunSheet,
}

/// A column: its alignment and share of the width.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Where its text stands.
    pub align: Align,
    /// Relative width; 0 is as narrow as its text allows.
    pub weight: f64,
}

/// A body row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The activity type that colours a run-sheet row, else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accent: String,
    /// The cells, as many as there are columns.
    pub cells: Vec<Vec<Run>>,
}

/// Which treatment a set-off box gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Hash, PartialOrd, Ord)]
#[serde(rename_all = "kebab-case")]
pub enum CalloutRole {
    /// Read aloud.
    Say,
    /// Done by the facilitator.
    Do,
    /// Asked of the room.
    Ask,
    /// The producer's lane in virtual delivery.
    Producer,
    /// Likely questions with answers.
    Questions,
    /// What to cut.
    ShortOfTime,
    /// An aside.
    Note,
    /// Advice.
    Tip,
    /// A caution.
    Warning,
    /// An example.
    Example,
    /// A quotation; its last child may be an attribution.
    Quote,
}

impl CalloutRole {
    /// Key of the word that a box begins with when it has no title of its own.
    pub fn word_key(self) -> Option<&'static str> {
        match self {
            CalloutRole::Say => Some("say"),
            CalloutRole::Do => Some("do"),
            CalloutRole::Ask => Some("ask"),
            CalloutRole::Producer => Some("producer"),
            CalloutRole::Questions => Some("questions"),
            CalloutRole::ShortOfTime => Some("short-of-time"),
            CalloutRole::Note => Some("note"),
            CalloutRole::Tip => Some("tip"),
            CalloutRole::Warning => Some("warning"),
            CalloutRole::Example => Some("example"),
            CalloutRole::Quote => None,
        }
    }
}

/// What holds a group together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum GroupRole {
    /// Children side by side.
    Columns {
        /// Relative widths, one per child.
        widths: Vec<f64>,
    },
    /// One of several columns, or just a sequence.
    Stack,
    /// What one participant gets: a letter, a certificate, a badge.
    Copy {
        /// Whose it is.
        name: String,
    },
    /// The useful cover of a facilitator guide.
    Cover,
    /// A titled box on the cover.
    Card {
        /// Icon name.
        icon: String,
        /// Title.
        title: String,
    },
    /// A short fact of the at-a-glance strip.
    Fact {
        /// Icon name.
        icon: String,
        /// What it is about ("Length").
        label: String,
        /// The fact ("3 h").
        value: String,
    },
    /// An activity of the guide.
    Activity {
        /// Number among the session's activities.
        number: u32,
        /// Name.
        title: String,
        /// Type: input, discussion, exercise, energiser, break or debrief.
        activity: String,
        /// Clock time of its start, `09:30`.
        start: String,
        /// Clock time of its end.
        end: String,
        /// Length in minutes.
        minutes: u32,
        /// Who leads.
        lead: String,
        /// How, may be empty.
        method: String,
        /// Group size: alone, pairs, threes, groups, plenary, or empty.
        group: String,
        /// Names of what is needed.
        resources: Vec<String>,
        /// May be left out when time is short.
        optional: bool,
    },
    /// Notes that belong to slides: the slides stand beside them.
    Step {
        /// Indices into the document's `slides`.
        slides: Vec<usize>,
    },
    /// A sheet of cards to cut out, row by row, with a page to itself. A place without a card is an
    /// empty child.
    CardSheet {
        /// Cards beside each other.
        across: usize,
        /// Rows of cards.
        down: usize,
        /// The backs of the sheet before, mirrored.
        back: bool,
    },
    /// A worksheet in full, on pages of its own size.
    FullSheet {
        /// Index into the document's `worksheets`.
        worksheet: usize,
    },
    /// A worksheet is handed out here.
    HandOut {
        /// Index into the document's `worksheets`.
        worksheet: usize,
    },
}
