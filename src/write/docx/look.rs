//! How paragraphs and words look: the styles as data. Sizes are shares of the size of running text.

use super::style::Style;

/// A rule at one side of a paragraph: side, weight in points, role of its colour, distance in points.
pub type Edge = (&'static str, f64, &'static str, u8);

/// What a paragraph or character style sets; what is empty or zero is inherited.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Which style.
    pub style: Style,
    /// The style below it; character styles have none.
    pub based: Option<Style>,
    /// The style of the paragraph that follows.
    pub next: Option<Style>,
    /// Place in the list of styles (17.7.4.19 `uiPriority`).
    pub priority: u8,
    /// Shown in the gallery of styles.
    pub quick: bool,
    /// Steps of the type scale from running text.
    pub step: Option<f64>,
    /// The theme's display family.
    pub display: bool,
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: bool,
    /// In capitals.
    pub capitals: bool,
    /// Role of the colour.
    pub colour: &'static str,
    /// Role of the ground behind the words.
    pub ground: &'static str,
    /// Space above in points.
    pub before: Option<f64>,
    /// Space below in points.
    pub after: Option<f64>,
    /// Line height as a share of single spacing; below zero, exactly so many points.
    pub line: f64,
    /// Stays with the next paragraph.
    pub with_next: bool,
    /// Stays in one piece.
    pub whole: bool,
    /// Distance from the left edge in points, and how far the first line stands out.
    pub indent: (f64, f64),
    /// Rules.
    pub edges: &'static [Edge],
    /// Role of the ground behind the paragraph.
    pub fill: &'static str,
    /// Outline level from 0.
    pub outline: Option<u8>,
    /// No space between paragraphs of this style.
    pub close: bool,
    /// Numbering: the number's id and level in [`super::numbering`].
    pub number: Option<(u8, u8)>,
    /// Tab stops: at the right edge of the column.
    pub right_tab: bool,
    /// In the middle of the column.
    pub centred: bool,
}

const P: Look = Look {
    style: Style::Normal,
    based: Some(Style::Normal),
    next: None,
    priority: 99,
    quick: false,
    step: None,
    display: false,
    bold: None,
    italic: false,
    capitals: false,
    colour: "",
    ground: "",
    before: None,
    after: None,
    line: 0.0,
    with_next: false,
    whole: false,
    indent: (0.0, 0.0),
    edges: &[],
    fill: "",
    outline: None,
    close: false,
    number: None,
    right_tab: false,
    centred: false,
};
const C: Look = Look { based: None, ..P };
const HEADING: Look = Look {
    next: Some(Style::Normal),
    priority: 9,
    quick: true,
    display: true,
    bold: Some(true),
    colour: "ink",
    line: 1.05,
    with_next: true,
    whole: true,
    ..P
};
const LABEL: Look = Look {
    priority: 34,
    display: true,
    bold: Some(true),
    step: Some(-1.0),
    before: Some(3.0),
    after: Some(3.0),
    with_next: true,
    whole: true,
    line: 1.0,
    ..P
};
const ITEM: Look = Look { priority: 10, quick: true, after: Some(3.0), ..P };
const TOC: Look = Look { priority: 39, next: Some(Style::Normal), right_tab: true, ..P };
const TYPE: Look = Look { priority: 36, bold: Some(true), colour: "paper", ..C };
/// Where the text of a list begins, in points, and the width of its mark.
pub const HANG: f64 = 14.0;

/// Every paragraph and character style.
#[rustfmt::skip] // one look a line or two: a table to be read down
pub const LOOKS: &[Look] = &[
    Look { style: Style::Normal, based: None, priority: 0, quick: true, colour: "ink", ..P },
    Look { style: Style::Heading1, step: Some(3.0), colour: "primary-dark", before: Some(15.0),
        after: Some(8.0), outline: Some(0), edges: &[("top", 1.5, "primary-dark", 7)], ..HEADING
        },
    Look { style: Style::Heading2, step: Some(1.7), before: Some(14.0), after: Some(4.0), outline:
        Some(1), ..HEADING },
    Look { style: Style::Heading3, step: Some(0.6), before: Some(7.0), after: Some(3.0), outline:
        Some(2), ..HEADING },
    Look { style: Style::Heading4, step: Some(0.0), before: Some(8.0), after: Some(2.0), colour:
        "ink-soft", outline: Some(3), ..HEADING },
    Look { style: Style::Title, step: Some(6.0), colour: "primary-dark", after: Some(4.0),
        priority: 10, line: 1.0, ..HEADING },
    Look { style: Style::Subtitle, step: Some(2.0), priority: 11, quick: true, next:
        Some(Style::Normal), after: Some(7.0), line: 1.1, with_next: true, ..P },
    Look { style: Style::Lead, step: Some(0.7), priority: 12, quick: true, next:
        Some(Style::Normal), after: Some(7.0), ..P },
    Look { style: Style::Small, step: Some(-0.9), priority: 13, quick: true, colour: "ink-soft",
        after: Some(4.0), line: 1.15, ..P },
    Look { style: Style::ListBullet, number: Some((1, 0)), ..ITEM },
    Look { style: Style::ListBullet2, number: Some((1, 1)), ..ITEM },
    Look { style: Style::ListBullet3, number: Some((1, 2)), ..ITEM },
    Look { style: Style::ListNumber, number: Some((2, 0)), ..ITEM },
    Look { style: Style::ListNumber2, number: Some((2, 1)), ..ITEM },
    Look { style: Style::ListNumber3, number: Some((2, 2)), ..ITEM },
    Look { style: Style::ListContinue, indent: (HANG, 0.0), quick: false, ..ITEM },
    Look { style: Style::ListContinue2, indent: (2.0 * HANG, 0.0), quick: false, ..ITEM },
    Look { style: Style::ListContinue3, indent: (3.0 * HANG, 0.0), quick: false, ..ITEM },
    Look { style: Style::ListTick, indent: (18.0, 18.0), ..ITEM },
    Look { style: Style::Clause, indent: (28.0, 28.0), after: Some(6.0), ..ITEM },
    Look { style: Style::CardBullet, based: Some(Style::ListBullet), step: Some(-0.6), after:
        Some(1.5), line: 1.12, quick: false, ..ITEM },
    Look { style: Style::CardTick, based: Some(Style::ListTick), step: Some(-0.6), after:
        Some(1.5), line: 1.12, quick: false, ..ITEM },
    Look { style: Style::Caption, step: Some(-0.6), priority: 35, quick: true, bold: Some(true),
        before: Some(6.0), after: Some(4.0), with_next: true, ..P },
    Look { style: Style::Figure, priority: 35, before: Some(4.0), after: Some(4.0), line: 1.0, ..P
        },
    Look { style: Style::Quote, step: Some(0.7), priority: 29, quick: true, italic: true, before:
        Some(8.0), after: Some(4.0), indent: (14.0, 0.0), edges: &[("left", 2.25, "rule", 12)],
        whole: true, ..P },
    Look { style: Style::Attribution, step: Some(-0.6), priority: 30, colour: "ink-soft", after:
        Some(10.0), indent: (14.0, 0.0), edges: &[("left", 2.25, "rule", 12)], ..P },
    Look { style: Style::CodeBlock, step: Some(-0.6), priority: 38, fill: "grey-pale", whole:
        true, before: Some(4.0), ..P },
    Look { style: Style::Line, priority: 40, step: Some(-3.0), after: Some(10.0), line: -4.0,
        edges: &[("bottom", 0.5, "rule", 1)], ..P },
    Look { style: Style::Header, step: Some(-1.2), colour: "ink-soft", after: Some(0.0), line:
        1.0, right_tab: true, ..P },
    Look { style: Style::Masthead, step: Some(-0.4), after: Some(6.0), line: 1.1, right_tab: true,
        edges: &[("top", 4.5, "primary-dark", 8)], ..P },
    Look { style: Style::Footer, step: Some(-1.2), colour: "ink-soft", after: Some(0.0), line:
        1.1, right_tab: true, edges: &[("top", 0.5, "rule", 5)], ..P },
    Look { style: Style::Sender, step: Some(2.4), display: true, bold: Some(true), colour:
        "primary-dark", after: Some(6.0), line: 1.0, right_tab: true, edges: &[("bottom", 1.5,
        "primary-dark", 6)], ..P },
    Look { style: Style::TocHeading, step: Some(2.0), outline: Some(9), before: Some(18.0), after:
        Some(6.0), priority: 39, quick: false, ..HEADING },
    Look { style: Style::Toc1, before: Some(6.0), after: Some(2.0), bold: Some(true), ..TOC },
    Look { style: Style::Toc2, after: Some(2.0), indent: (HANG, 0.0), ..TOC },
    Look { style: Style::Toc3, after: Some(2.0), indent: (2.0 * HANG, 0.0), ..TOC },
    Look { style: Style::FootnoteText, step: Some(-1.2), after: Some(2.0), line: 1.1, ..P },
    Look { style: Style::FieldLabel, bold: Some(true), priority: 31, quick: true, before:
        Some(9.0), after: Some(2.0), line: 1.1, with_next: true, whole: true, ..P },
    Look { style: Style::Field, priority: 31, quick: true, before: Some(5.0), after: Some(2.0),
        line: 1.1, whole: true, edges: &[("bottom", 0.5, "rule", 1)], ..P },
    Look { style: Style::Signature, priority: 31, before: Some(34.0), after: Some(2.0), line: 1.1,
        with_next: true, edges: &[("bottom", 0.5, "rule", 1)], ..P },
    Look { style: Style::FieldOption, priority: 31, quick: true, before: Some(3.0), after:
        Some(3.0), line: 1.1, indent: (20.0, 20.0), whole: true, ..P },
    Look { style: Style::FieldText, priority: 31, before: Some(0.0), after: Some(2.0), line: 1.15,
        ..P },
    Look { style: Style::TableHeading, priority: 32, bold: Some(true), step: Some(-0.6), before:
        Some(2.0), after: Some(2.0), line: 1.1, with_next: true, ..P },
    Look { style: Style::TableText, priority: 32, step: Some(-0.6), before: Some(2.0), after:
        Some(2.0), line: 1.1, ..P },
    Look { style: Style::FactLabel, step: Some(-1.2), priority: 33, colour: "ink-soft", before:
        Some(2.0), after: Some(1.0), line: 1.0, with_next: true, ..P },
    Look { style: Style::FactValue, priority: 33, bold: Some(true), after: Some(2.0), line: 1.05,
        ..P },
    Look { style: Style::ActivityDetails, step: Some(-0.6), priority: 33, after: Some(5.0),
        line: 1.15, ..P },
    Look { style: Style::SlideCue, step: Some(-0.6), bold: Some(true), priority: 33, quick: true,
        before: Some(14.0), after: Some(4.0), line: 1.1, with_next: true, whole: true, fill:
        "primary-tint", indent: (8.0, 0.0), edges: &[("top", 3.0, "primary-tint", 0), ("left",
        4.5, "primary-tint", 4), ("bottom", 3.0, "primary-tint", 0)], ..P },
    Look { style: Style::SlideText, step: Some(-1.2), priority: 33, colour: "ink-soft", after:
        Some(4.0), line: 1.1, with_next: true, ..P },
    Look { style: Style::SayLabel, colour: "primary", capitals: true, ..LABEL },
    Look { style: Style::DoLabel, colour: "ink", capitals: true, ..LABEL },
    Look { style: Style::AskLabel, colour: "accent-dark", capitals: true, ..LABEL },
    Look { style: Style::ProducerLabel, colour: "ink-soft", capitals: true, ..LABEL },
    Look { style: Style::BoxLabel, step: Some(-0.3), colour: "ink", ..LABEL },
    Look { style: Style::CardsLine, step: Some(-0.8), priority: 37, bold: Some(true), colour:
        "primary-dark", after: Some(0.0), right_tab: true, ..P },
    Look { style: Style::CardLabel, step: Some(-0.6), priority: 37, quick: true, bold: Some(true),
        colour: "accent-dark", after: Some(8.0), line: 1.0, with_next: true, outline: Some(0), ..P },
    Look { style: Style::CardWord, step: Some(4.0), priority: 37, quick: true, display: true, bold:
        Some(true), colour: "primary-dark", before: Some(24.0), line: 1.0, outline: Some(0), ..P },
    Look { style: Style::CardBack, step: Some(3.4), priority: 37, quick: true, display: true, bold:
        Some(true), colour: "primary-dark", after: Some(8.0), line: 1.05, centred: true, ..P },
    Look { style: Style::CardBackSmall, step: Some(-1.4), priority: 37, colour: "ink-soft", after:
        Some(0.0), centred: true, ..P },
    Look { style: Style::Gap, step: Some(-5.0), priority: 40, after: Some(0.0), line: -8.0, ..P },
    Look { style: Style::Strong, bold: Some(true), priority: 22, quick: true, ..C },
    Look { style: Style::Emphasis, italic: true, priority: 20, quick: true, ..C },
    Look { style: Style::StrongEmphasis, bold: Some(true), italic: true, priority: 21, quick:
        true, ..C },
    Look { style: Style::CodeText, ground: "grey-pale", priority: 38, ..C },
    Look { style: Style::Hyperlink, colour: "primary", ..C },
    Look { style: Style::FootnoteReference, ..C },
    Look { style: Style::PlaceholderText, colour: "ink-soft", bold: Some(false), ..C },
    Look { style: Style::Hint, colour: "ink-soft", step: Some(-1.2), bold: Some(false), priority:
        31, ..C },
    Look { style: Style::CheckBox, step: Some(1.0), priority: 31, bold: Some(false), ..C },
    Look { style: Style::TypeInput, ground: "input", ..TYPE },
    Look { style: Style::TypeDiscussion, ground: "discussion", ..TYPE },
    Look { style: Style::TypeExercise, ground: "exercise", ..TYPE },
    Look { style: Style::TypeEnergiser, ground: "energiser", ..TYPE },
    Look { style: Style::TypeBreak, ground: "break", ..TYPE },
    Look { style: Style::TypeDebrief, ground: "debrief", ..TYPE },
];

/// Looks that a form of document has instead: worksheets, letters, flyers, agreements, forms.
#[rustfmt::skip] // one look a line or two: a table to be read down
pub const VARIANTS: &[(&str, Look)] = &[
    ("letter", Look { step: Some(3.4), after: Some(12.0), ..TITLE }),
    ("letter", Look { step: Some(1.2), before: Some(12.0), after: Some(4.0), ..PLAIN_HEADING }),
    ("letter", Look { style: Style::Heading2, step: Some(0.6), before: Some(10.0), after:
        Some(3.0), outline: Some(1), ..HEADING }),
    ("agreement", Look { step: Some(5.0), ..TITLE }),
    ("agreement", Look { step: Some(2.0), ..PLAIN_HEADING }),
    ("agreement", Look { style: Style::Heading2, step: Some(0.8), before: Some(10.0), after:
        Some(4.0), outline: Some(1), ..HEADING }),
    ("form", Look { step: Some(5.0), ..TITLE }),
    ("form", Look { step: Some(1.6), fill: "primary-pale", indent: (10.0, 0.0), edges: &[("top",
        4.5, "primary-pale", 0), ("left", 4.5, "primary", 6), ("bottom", 4.5, "primary-pale", 0)],
        ..PLAIN_HEADING }),
    ("flyer", Look { step: Some(6.6), colour: "on-primary", after: Some(10.0), ..TITLE }),
    ("flyer", Look { style: Style::Subtitle, step: Some(1.8), colour: "on-primary", after:
        Some(6.0), line: 1.1, ..P }),
    ("flyer", Look { style: Style::Masthead, step: Some(-0.6), bold: Some(true), colour:
        "on-primary", after: Some(0.0), line: 1.1, ..P }),
    ("flyer", Look { style: Style::Lead, step: Some(0.8), bold: Some(true), before: Some(14.0),
        after: Some(10.0), ..P }),
    ("flyer", Look { step: Some(0.0), colour: "primary", before: Some(8.0), after: Some(2.0),
        ..PLAIN_HEADING }),
];
const TITLE: Look = Look {
    style: Style::Title,
    colour: "primary-dark",
    after: Some(4.0),
    priority: 10,
    line: 1.0,
    ..HEADING
};
const PLAIN_HEADING: Look = Look {
    style: Style::Heading1,
    colour: "primary-dark",
    before: Some(16.0),
    after: Some(6.0),
    outline: Some(0),
    ..HEADING
};

/// A rule of a table: side, kind of line, weight in points, role of its colour.
pub type TableEdge = (&'static str, &'static str, f64, &'static str);

/// What a table style sets.
#[derive(Clone, Copy, Debug)]
pub struct TableLook {
    /// Which style.
    pub style: Style,
    /// Rules of the table.
    pub edges: &'static [TableEdge],
    /// Role of the ground of every cell.
    pub fill: &'static str,
    /// Rules of the first row's cells.
    pub first_edges: &'static [TableEdge],
    /// Role of the ground of the first row.
    pub first_fill: &'static str,
    /// Steps of the type scale from running text.
    pub step: Option<f64>,
    /// Bold.
    pub bold: bool,
    /// Line height as a share of single spacing.
    pub line: f64,
    /// Room in a cell: above, beside, below, in points.
    pub room: (f64, f64, f64),
}

const T: TableLook = TableLook {
    style: Style::TableNormal,
    edges: &[],
    fill: "",
    first_edges: &[],
    first_fill: "",
    step: None,
    bold: false,
    line: 0.0,
    room: (0.0, 5.4, 0.0),
};
const BOX: TableLook = TableLook { step: Some(-0.3), room: (3.0, 10.0, 3.0), line: 1.15, ..T };

/// Where cards are cut: fine dashes all around each.
const CUTS: &[TableEdge] = &[
    ("top", "dashed", 0.25, "rule"),
    ("left", "dashed", 0.25, "rule"),
    ("bottom", "dashed", 0.25, "rule"),
    ("right", "dashed", 0.25, "rule"),
    ("insideV", "dashed", 0.25, "rule"),
];

/// Every table style.
#[rustfmt::skip] // one look a line or two: a table to be read down
pub const TABLE_LOOKS: &[TableLook] = &[
    TableLook { style: Style::TableNormal, ..T },
    TableLook { style: Style::TableGrid, edges: &[("top", "single", 0.5, "rule"), ("left",
        "single", 0.5, "rule"), ("bottom", "single", 0.5, "rule"), ("right", "single", 0.5,
        "rule"), ("insideH", "single", 0.5, "rule"), ("insideV", "single", 0.5, "rule")], ..T },
    TableLook { style: Style::DataTable, edges: &[("bottom", "single", 0.5, "rule"), ("insideH",
        "single", 0.5, "rule")], first_edges: &[("bottom", "single", 1.25, "ink")], room: (2.0,
        5.0, 2.0), ..T },
    TableLook { style: Style::FormTable, edges: &[("top", "single", 0.75, "rule"), ("left",
        "single", 0.75, "rule"), ("bottom", "single", 0.75, "rule"), ("right", "single", 0.75,
        "rule"), ("insideH", "single", 0.75, "rule"), ("insideV", "single", 0.75, "rule")],
        first_fill: "grey-pale", room: (1.0, 5.0, 1.0), ..T },
    TableLook { style: Style::RunSheet, edges: &[("bottom", "single", 1.25, "ink"), ("insideH",
        "single", 0.5, "rule")], first_edges: &[("bottom", "single", 1.25, "ink")], room: (2.0,
        4.5, 2.0), ..T },
    TableLook { style: Style::Facts, edges: &[("top", "single", 1.0, "ink"), ("bottom", "single",
        1.0, "ink"), ("insideV", "single", 0.5, "rule")], room: (3.0, 6.0, 3.0), ..T },
    TableLook { style: Style::Layout, room: (0.0, 0.0, 0.0), ..T },
    TableLook { style: Style::FieldBox, edges: &[("top", "single", 0.75, "rule"), ("left",
        "single", 0.75, "rule"), ("bottom", "single", 0.75, "rule"), ("right", "single", 0.75,
        "rule")], room: (2.0, 5.0, 2.0), ..T },
    TableLook { style: Style::Say, edges: &[("left", "single", 4.5, "primary")], step: Some(0.7),
        line: 1.3, room: (1.0, 11.0, 1.0), ..T },
    TableLook { style: Style::Do, edges: &[("top", "single", 0.75, "ink"), ("left", "single",
        0.75, "ink"), ("bottom", "single", 0.75, "ink"), ("right", "single", 0.75, "ink")], room:
        (1.0, 11.0, 1.0), line: 1.15, ..T },
    TableLook { style: Style::Ask, edges: &[("left", "single", 4.5, "accent")], fill:
        "accent-pale", first_fill: "accent-pale", step: Some(0.5), bold: true, line: 1.2, room:
        (1.0, 11.0, 1.0), ..T },
    TableLook { style: Style::Producer, edges: &[("top", "dashed", 0.5, "rule"), ("left",
        "dashed", 0.5, "rule"), ("bottom", "dashed", 0.5, "rule"), ("right", "dashed", 0.5,
        "rule")], ..BOX },
    TableLook { style: Style::Questions, edges: &[("top", "single", 0.5, "rule")], ..BOX },
    TableLook { style: Style::ShortOfTime, edges: &[("top", "dashed", 0.75, "ink-soft"),
        ("bottom", "dashed", 0.75, "ink-soft")], ..BOX },
    TableLook { style: Style::Note, edges: &[("left", "single", 2.25, "rule")], fill: "grey-pale",
        first_fill: "grey-pale", ..BOX },
    TableLook { style: Style::Tip, edges: &[("left", "single", 2.25, "primary")], fill:
        "primary-pale", first_fill: "primary-pale", ..BOX },
    TableLook { style: Style::Warning, edges: &[("left", "single", 2.25, "accent")], fill:
        "accent-pale", first_fill: "accent-pale", ..BOX },
    TableLook { style: Style::Example, edges: &[("left", "single", 2.25, "primary")], ..BOX },
    TableLook { style: Style::HandOut, edges: &[("top", "single", 0.5, "rule"), ("left", "single",
        0.5, "rule"), ("right", "single", 0.5, "rule"), ("bottom", "single", 2.25, "ink")], ..BOX
        },
    TableLook { style: Style::Banner, fill: "primary", room: (12.0, 18.0, 16.0), ..T },
    TableLook { style: Style::Cards, edges: CUTS, step: Some(1.6), line: 1.15, room: (23.0, 23.0,
        0.0), ..T },
    TableLook { style: Style::CardsSmall, edges: CUTS, step: Some(0.0), line: 1.15, room: (23.0,
        23.0, 0.0), ..T },
    TableLook { style: Style::CardBacks, room: (10.0, 23.0, 10.0), ..T },
    TableLook { style: Style::Action, fill: "accent-tint", step: Some(1.0), room: (10.0, 10.0,
        8.0), ..T },
];
