//! The slide layouts as data: what each is called, its fields of colour, and its placeholders with
//! their places and type. The geometry is that of `layouts/default/slide-layouts.typ`.

use super::ink::Ink;
use super::place::{
    BESIDE, BODY_END, FIELD, FULL, GUTTER, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, PANEL, Place, at,
    column_x, columns_width,
};
use crate::part::SlideLayout;

/// What a placeholder takes (ECMA-376 part 1, 19.7.10 `ST_PlaceholderType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// The slide's title.
    Title,
    /// The title of the title slide.
    CentreTitle,
    /// The line below it.
    SubTitle,
    /// Text.
    Text,
    /// Text, or whatever else is put there.
    Any,
    /// A picture.
    Picture,
    /// A table.
    Table,
}

/// How lines begin unless a paragraph says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Nothing stands before them.
    None,
    /// Bullets.
    Bullets,
    /// Large numerals.
    Steps,
    /// Check marks.
    Checks,
    /// Boxes to tick.
    Boxes,
}

/// Type of a placeholder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Size in points of the first level.
    pub size: f64,
    /// Bold?
    pub bold: bool,
    /// Colour; in a layout for one activity type, [`Tint::Kind`] is that type's.
    pub ink: Tint,
    /// `t`, `ctr` or `b` (20.1.10.59 `ST_TextAnchoringType`).
    pub anchor: &'static str,
    /// Space between paragraphs in points.
    pub gap: f64,
    /// What lines begin with.
    pub marks: Marks,
    /// Size of the second level where it is not that of a list.
    pub second: Option<f64>,
}

/// A colour of a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tint {
    /// A role of the theme.
    Role(&'static str),
    /// The colour of the layout's activity type.
    Kind,
    /// Its pale background.
    Pale,
}

impl Tint {
    /// The colour in a layout for an activity type.
    pub fn ink(self, kind: &str) -> Ink<'_> {
        match self {
            Tint::Role(role) => Ink::Role(role),
            Tint::Kind => Ink::Kind(kind),
            Tint::Pale => Ink::Pale(kind),
        }
    }
}

/// A placeholder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// What it takes.
    pub hold: Hold,
    /// Its index, unique in the layout.
    pub idx: u32,
    /// Key of its name.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Its type.
    pub look: Look,
    /// Space from its edges to its words: at the sides, above and below.
    pub insets: (f64, f64, f64),
}

/// Something drawn on a layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ornament {
    /// A field of colour, with rounded corners of a radius.
    Field(Place, Tint, f64),
    /// The whole slide in a colour.
    Ground(Tint),
    /// The session as a ring.
    Ring,
    /// A very large punctuation mark, by its outline.
    Mark(&'static str, Place, Tint),
    /// An icon.
    Icon(&'static str, Place, Tint),
    /// The icon of the layout's activity type.
    KindIcon(Place, Tint),
}

/// A slide layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Key of its name.
    pub name: &'static str,
    /// Its type (19.7.15 `ST_SlideLayoutType`).
    pub kind: &'static str,
    /// Shows the master's footer?
    pub footer: bool,
    /// Painted in order.
    pub ornaments: &'static [Ornament],
    /// Placeholders in reading order.
    pub slots: &'static [Slot],
}

const TITLE_LOOK: Look = Look {
    size: 36.0,
    bold: true,
    ink: Tint::Role("ink"),
    anchor: "t",
    gap: 0.0,
    marks: Marks::None,
    second: None,
};
const BODY_LOOK: Look = Look {
    size: 24.0,
    bold: false,
    ink: Tint::Role("ink"),
    anchor: "t",
    gap: 12.0,
    marks: Marks::Bullets,
    second: None,
};
const LINE_LOOK: Look = Look { marks: Marks::None, ..BODY_LOOK };
const CAPTION_LOOK: Look = Look { size: 16.0, ink: Tint::Role("ink-soft"), gap: 6.0, ..LINE_LOOK };

const fn slot(hold: Hold, idx: u32, name: &'static str, place: Place, look: Look) -> Slot {
    Slot { hold, idx, name, place, look, insets: (0.0, 0.0, 0.0) }
}

/// A question mark's outline, that of Atkinson Hyperlegible Next (SIL Open Font License), as in the PDF.
const QUESTION_MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 507 692"><path transform="matrix(1 0 0 -1 -20 680)" d="M166 225V245Q166 286 176.5 315.5Q187 345 214.0 369.0Q241 393 288 417Q339 442 361.0 460.5Q383 479 383 502Q383 532 353.5 550.0Q324 568 275 568Q242 568 216.5 558.5Q191 549 173.0 532.0Q155 515 147 489L20 534Q38 581 74.5 613.5Q111 646 163.5 663.0Q216 680 280 680Q344 680 400.0 661.5Q456 643 491.5 605.0Q527 567 527 509Q527 470 512.5 440.0Q498 410 470.5 386.5Q443 363 401 342Q366 325 345.5 310.0Q325 295 316.0 279.5Q307 264 307 244V225ZM237 -12Q199 -12 172.0 15.0Q145 42 145 80Q145 118 172.0 144.5Q199 171 237 171Q274 171 301.0 144.5Q328 118 328 80Q328 42 301.0 15.0Q274 -12 237 -12Z"/></svg>"##;
/// An opening quotation mark's outline.
pub const QUOTE_MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 393 314"><path transform="matrix(1 0 0 -1 -43 668)" d="M345 354Q307 354 280.0 380.5Q253 407 253 445Q253 454 255.0 463.0Q257 472 259 479L334 668H417L365 534Q395 527 415.5 502.5Q436 478 436 445Q436 407 409.5 380.5Q383 354 345 354ZM134 354Q97 354 70.0 380.5Q43 407 43 445Q43 454 44.5 463.0Q46 472 49 479L123 668H207L155 534Q185 527 205.5 502.5Q226 478 226 445Q226 407 199.5 380.5Q173 354 134 354Z"/></svg>"##;
/// Upper edge of the title, so that its capitals stand at 72 pt.
pub const TITLE_TOP: f64 = 63.0;
/// Height of a line of the title.
pub const TITLE_LINE: f64 = 42.0;
/// Upper edge of the body below a title of one line.
pub const BODY_TOP: f64 = 140.0;

const TITLE: Slot =
    slot(Hold::Title, 0, "slot-title", at(MARGIN, TITLE_TOP, FULL, 48.0), TITLE_LOOK);
const BODY_PLACE: Place = at(MARGIN, BODY_TOP, FULL, BODY_END - BODY_TOP);
const LEAD_IN: Slot =
    slot(Hold::Text, 13, "slot-lead-in", at(MARGIN, BODY_TOP, FULL, 34.0), LINE_LOOK);

/// The activity's name above the title.
pub const EYEBROW: Slot = slot(
    Hold::Text,
    14,
    "slot-activity",
    at(MARGIN + 28.0, 12.0, FULL - 28.0, 38.0),
    Look {
        size: 16.0,
        bold: true,
        ink: Tint::Role("primary-dark"),
        anchor: "b",
        gap: 0.0,
        ..LINE_LOOK
    },
);
/// Where its icon stands.
pub const EYEBROW_ICON: Place = at(MARGIN, 29.0, 20.0, 20.0);
/// The tab at the page's edge.
pub const TAB: Place = at(MARGIN, 0.0, 50.0, 8.0);
const TAB_FIELD: Ornament = Ornament::Field(TAB, Tint::Role("primary-dark"), 0.0);

const COLUMN: f64 = (FULL - GUTTER) / 2.0;
const SECOND: f64 = MARGIN + COLUMN + GUTTER;
/// The rules above two columns.
pub const COLUMN_RULES: [Place; 2] =
    [at(MARGIN, BODY_TOP - 2.0, COLUMN, 3.0), at(SECOND, BODY_TOP - 2.0, COLUMN, 3.0)];
const CARD_TOP: f64 = 142.0;
const CARDS: [Place; 2] = [
    at(MARGIN, CARD_TOP, COLUMN, BODY_END - CARD_TOP),
    at(SECOND, CARD_TOP, COLUMN, BODY_END - CARD_TOP),
];
const BADGE: f64 = 712.0;
const BADGE_IN: f64 = BADGE + 32.0;
const BADGE_WIDTH: f64 = PAGE_WIDTH - BADGE_IN - 24.0;
/// Where the icon of a group's size stands.
pub const GROUP_ICON: Place = at(BADGE_IN, 48.0, 88.0, 88.0);
/// Where the clock of a section stands.
pub const CLOCK: Place = at(BESIDE, 404.0, 26.0, 26.0);
/// The upper part of the card on a picture that fills the slide; its title's shape.
pub const CARD_HEAD: Place = at(MARGIN, 324.0, columns_width(6.0), 94.0);
/// The lower part; the shape of what follows.
pub const CARD_BODY: Place = at(MARGIN, 418.0, columns_width(6.0), 74.0);

const BIG: Look = Look { size: 60.0, ink: Tint::Role("on-primary"), anchor: "b", ..TITLE_LOOK };
const ON_PRIMARY: Look = Look { ink: Tint::Role("on-primary"), ..LINE_LOOK };
const PANEL_FIELD: Place = at(0.0, 0.0, PANEL, FIELD);
const PANEL_TITLE: Place = at(MARGIN, 136.0, PANEL - MARGIN - 24.0, 300.0);
const BESIDE_WIDTH: f64 = PAGE_WIDTH - MARGIN - BESIDE;
const TOP_FIELD: Place = at(0.0, 0.0, PAGE_WIDTH, FIELD);

/// Every layout of a deck, in the order in which PowerPoint's menu shows them.
pub const LAYOUTS: [Layout; 16] = [
    Layout {
        name: "layout-title",
        kind: "title",
        footer: false,
        ornaments: &[Ornament::Ground(Tint::Role("primary")), Ornament::Ring],
        slots: &[
            slot(
                Hold::CentreTitle,
                0,
                "slot-title",
                at(MARGIN, 150.0, columns_width(11.0), 238.0),
                BIG,
            ),
            slot(
                Hold::SubTitle,
                1,
                "slot-subtitle",
                at(MARGIN, 400.0, columns_width(11.0), 40.0),
                Look { size: 28.0, ..ON_PRIMARY },
            ),
            slot(
                Hold::Text,
                13,
                "slot-programme",
                at(MARGIN, 44.0, columns_width(6.0), 64.0),
                Look { size: 20.0, gap: 6.0, ..ON_PRIMARY },
            ),
            slot(
                Hold::Text,
                14,
                "slot-date",
                at(MARGIN, 470.0, columns_width(8.0), 28.0),
                Look { size: 20.0, ..ON_PRIMARY },
            ),
        ],
    },
    Layout {
        name: "layout-section",
        kind: "secHead",
        footer: true,
        ornaments: &[
            Ornament::Field(TOP_FIELD, Tint::Pale, 0.0),
            Ornament::Field(PANEL_FIELD, Tint::Kind, 0.0),
            Ornament::KindIcon(at(MARGIN, MARGIN, 64.0, 64.0), Tint::Role("paper")),
            Ornament::Icon("clock", CLOCK, Tint::Kind),
        ],
        slots: &[
            slot(
                Hold::Title,
                0,
                "slot-title",
                at(BESIDE, 112.0, BESIDE_WIDTH, 190.0),
                Look { size: 48.0, anchor: "b", ..TITLE_LOOK },
            ),
            slot(Hold::Text, 1, "slot-body", at(BESIDE, 316.0, BESIDE_WIDTH, 72.0), LINE_LOOK),
            slot(
                Hold::Text,
                13,
                "slot-number",
                at(MARGIN - 8.0, 190.0, PANEL - MARGIN, 284.0),
                Look { size: 216.0, ink: Tint::Role("paper"), anchor: "b", ..TITLE_LOOK },
            ),
            slot(
                Hold::Text,
                14,
                "slot-kind",
                at(BESIDE, 68.0, BESIDE_WIDTH, 32.0),
                Look { bold: true, ink: Tint::Kind, ..LINE_LOOK },
            ),
            slot(
                Hold::Text,
                15,
                "slot-time",
                at(BESIDE + 36.0, 402.0, BESIDE_WIDTH - 36.0, 32.0),
                Look { bold: true, ink: Tint::Kind, ..LINE_LOOK },
            ),
        ],
    },
    Layout {
        name: "layout-content",
        kind: "obj",
        footer: true,
        ornaments: &[TAB_FIELD],
        slots: &[TITLE, slot(Hold::Any, 1, "slot-body", BODY_PLACE, BODY_LOOK), EYEBROW],
    },
    Layout {
        name: "layout-two-columns",
        kind: "twoObj",
        footer: true,
        // The rules above the columns are drawn on the slide: a sentence above moves them.
        ornaments: &[TAB_FIELD],
        slots: &[
            TITLE,
            slot(Hold::Any, 1, "slot-left", at(MARGIN, 158.0, COLUMN, BODY_END - 158.0), BODY_LOOK),
            slot(
                Hold::Any,
                2,
                "slot-right",
                at(SECOND, 158.0, COLUMN, BODY_END - 158.0),
                BODY_LOOK,
            ),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-comparison",
        kind: "twoTxTwoObj",
        footer: true,
        ornaments: &[
            TAB_FIELD,
            Ornament::Field(CARDS[0], Tint::Role("grey-pale"), 8.0),
            Ornament::Field(CARDS[1], Tint::Role("primary-tint"), 8.0),
        ],
        slots: &[
            TITLE,
            slot(
                Hold::Text,
                1,
                "slot-left-heading",
                at(MARGIN + 28.0, CARD_TOP + 22.0, COLUMN - 56.0, 32.0),
                Look { bold: true, ink: Tint::Role("ink-soft"), ..LINE_LOOK },
            ),
            slot(
                Hold::Any,
                2,
                "slot-left",
                at(MARGIN + 28.0, CARD_TOP + 66.0, COLUMN - 56.0, BODY_END - CARD_TOP - 88.0),
                BODY_LOOK,
            ),
            slot(
                Hold::Text,
                3,
                "slot-right-heading",
                at(SECOND + 28.0, CARD_TOP + 22.0, COLUMN - 56.0, 32.0),
                Look { bold: true, ink: Tint::Role("primary-dark"), ..LINE_LOOK },
            ),
            slot(
                Hold::Any,
                4,
                "slot-right",
                at(SECOND + 28.0, CARD_TOP + 66.0, COLUMN - 56.0, BODY_END - CARD_TOP - 88.0),
                BODY_LOOK,
            ),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-picture",
        kind: "picTx",
        footer: true,
        ornaments: &[TAB_FIELD],
        slots: &[
            slot(
                Hold::Title,
                0,
                "slot-title",
                at(MARGIN, TITLE_TOP, 344.0, 48.0 + TITLE_LINE),
                TITLE_LOOK,
            ),
            slot(
                Hold::Text,
                1,
                "slot-body",
                at(MARGIN, BODY_TOP + TITLE_LINE, 344.0, BODY_END - BODY_TOP - TITLE_LINE),
                BODY_LOOK,
            ),
            slot(
                Hold::Picture,
                2,
                "slot-picture",
                at(PAGE_WIDTH - 528.0, 0.0, 528.0, 396.0),
                CAPTION_LOOK,
            ),
            slot(
                Hold::Text,
                13,
                "slot-caption",
                at(PAGE_WIDTH - 528.0, 404.0, 480.0, 56.0),
                CAPTION_LOOK,
            ),
            slot(
                Hold::Text,
                14,
                "slot-activity",
                at(MARGIN + 28.0, 12.0, 316.0, 38.0),
                EYEBROW.look,
            ),
        ],
    },
    Layout {
        name: "layout-full-picture",
        kind: "picTx",
        footer: false,
        ornaments: &[],
        slots: &[
            slot(
                Hold::Picture,
                2,
                "slot-picture",
                at(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT),
                CAPTION_LOOK,
            ),
            Slot {
                insets: (26.0, 20.0, 4.0),
                ..slot(Hold::Title, 0, "slot-title", CARD_HEAD, Look { size: 28.0, ..TITLE_LOOK })
            },
            Slot {
                insets: (26.0, 4.0, 20.0),
                ..slot(Hold::Text, 1, "slot-body", CARD_BODY, LINE_LOOK)
            },
        ],
    },
    Layout {
        name: "layout-table",
        kind: "tbl",
        footer: true,
        ornaments: &[TAB_FIELD],
        slots: &[
            TITLE,
            LEAD_IN,
            slot(
                Hold::Table,
                1,
                "slot-table",
                at(MARGIN, 186.0, FULL, BODY_END - 186.0),
                CAPTION_LOOK,
            ),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-statement",
        kind: "titleOnly",
        footer: true,
        ornaments: &[Ornament::Field(TOP_FIELD, Tint::Role("primary"), 0.0)],
        slots: &[
            slot(
                Hold::Title,
                0,
                "slot-title",
                at(MARGIN, MARGIN, columns_width(11.0), 336.0),
                Look { size: 52.0, ..BIG },
            ),
            slot(
                Hold::Text,
                1,
                "slot-body",
                at(MARGIN, 400.0, columns_width(10.0), 58.0),
                ON_PRIMARY,
            ),
        ],
    },
    Layout {
        name: "layout-question",
        kind: "obj",
        footer: true,
        ornaments: &[
            Ornament::Field(TOP_FIELD, Tint::Role("accent-pale"), 0.0),
            Ornament::Mark(
                QUESTION_MARK,
                at(640.0, -36.0, 324.0, 443.0),
                Tint::Role("accent-tint"),
            ),
            TAB_FIELD,
        ],
        slots: &[
            slot(
                Hold::Title,
                0,
                "slot-title",
                at(MARGIN, 64.0, columns_width(9.0), 180.0),
                Look { size: 44.0, anchor: "b", ..TITLE_LOOK },
            ),
            slot(
                Hold::Text,
                1,
                "slot-body",
                at(MARGIN, 270.0, columns_width(9.0), 194.0),
                BODY_LOOK,
            ),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-quote",
        kind: "obj",
        footer: true,
        ornaments: &[
            TAB_FIELD,
            Ornament::Mark(QUOTE_MARK, at(MARGIN, 96.0, 110.0, 88.0), Tint::Role("accent")),
        ],
        slots: &[
            // The quotation is what is shown: its title is above the slide, for the outline and screen readers.
            slot(Hold::Title, 0, "slot-title", at(MARGIN, -56.0, FULL, 48.0), TITLE_LOOK),
            slot(
                Hold::Text,
                1,
                "slot-quote",
                at(column_x(2.0) + 24.0, 112.0, columns_width(9.0), 206.0),
                Look { size: 32.0, anchor: "b", ..LINE_LOOK },
            ),
            slot(
                Hold::Text,
                13,
                "slot-attribution",
                at(column_x(2.0) + 24.0, 336.0, columns_width(9.0), 60.0),
                Look { size: 20.0, ink: Tint::Role("ink-soft"), ..LINE_LOOK },
            ),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-activity",
        kind: "obj",
        footer: true,
        ornaments: &[
            Ornament::Field(at(BADGE, 0.0, PAGE_WIDTH - BADGE, FIELD), Tint::Pale, 0.0),
            Ornament::Field(TAB, Tint::Kind, 0.0),
        ],
        slots: &[
            slot(Hold::Title, 0, "slot-title", at(MARGIN, TITLE_TOP, 640.0, 48.0), TITLE_LOOK),
            slot(
                Hold::Any,
                1,
                "slot-steps",
                at(MARGIN, BODY_TOP - 4.0, 632.0, BODY_END - BODY_TOP + 4.0),
                Look { marks: Marks::Steps, gap: 18.0, ..BODY_LOOK },
            ),
            slot(
                Hold::Text,
                13,
                "slot-group",
                at(BADGE_IN, 148.0, BADGE_WIDTH, 64.0),
                Look { bold: true, ..LINE_LOOK },
            ),
            slot(
                Hold::Text,
                15,
                "slot-time",
                at(BADGE_IN, 280.0, BADGE_WIDTH, 176.0),
                Look {
                    size: 112.0,
                    bold: true,
                    ink: Tint::Kind,
                    anchor: "b",
                    gap: 0.0,
                    second: Some(24.0),
                    ..LINE_LOOK
                },
            ),
            slot(
                Hold::Text,
                14,
                "slot-activity",
                at(MARGIN + 28.0, 12.0, 612.0, 38.0),
                Look { ink: Tint::Kind, ..EYEBROW.look },
            ),
        ],
    },
    Layout {
        name: "layout-steps",
        kind: "obj",
        footer: true,
        ornaments: &[TAB_FIELD],
        slots: &[
            TITLE,
            slot(
                Hold::Any,
                1,
                "slot-steps",
                at(MARGIN, BODY_TOP - 4.0, columns_width(11.0), BODY_END - BODY_TOP + 4.0),
                Look { marks: Marks::Steps, gap: 18.0, ..BODY_LOOK },
            ),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-diagram",
        kind: "titleOnly",
        footer: true,
        ornaments: &[TAB_FIELD],
        slots: &[
            TITLE,
            LEAD_IN,
            slot(Hold::Text, 15, "slot-caption", at(MARGIN, 444.0, FULL, 24.0), CAPTION_LOOK),
            EYEBROW,
        ],
    },
    Layout {
        name: "layout-key-points",
        kind: "obj",
        footer: true,
        ornaments: &[
            Ornament::Field(PANEL_FIELD, Tint::Role("primary"), 0.0),
            Ornament::Icon("target", at(MARGIN, MARGIN, 64.0, 64.0), Tint::Role("on-primary")),
        ],
        slots: &[
            slot(
                Hold::Title,
                0,
                "slot-title",
                PANEL_TITLE,
                Look { ink: Tint::Role("on-primary"), anchor: "b", ..TITLE_LOOK },
            ),
            slot(
                Hold::Any,
                1,
                "slot-body",
                at(BESIDE, MARGIN, BESIDE_WIDTH, FIELD - 2.0 * MARGIN),
                Look { anchor: "ctr", marks: Marks::Checks, gap: 28.0, ..BODY_LOOK },
            ),
        ],
    },
    Layout {
        name: "layout-next-steps",
        kind: "obj",
        footer: true,
        ornaments: &[
            Ornament::Field(PANEL_FIELD, Tint::Role("accent"), 0.0),
            Ornament::Icon("calendar", at(MARGIN, MARGIN, 64.0, 64.0), Tint::Role("on-accent")),
        ],
        slots: &[
            slot(
                Hold::Title,
                0,
                "slot-title",
                PANEL_TITLE,
                Look { ink: Tint::Role("on-accent"), anchor: "b", ..TITLE_LOOK },
            ),
            slot(
                Hold::Any,
                1,
                "slot-body",
                at(BESIDE, MARGIN, BESIDE_WIDTH, FIELD - 2.0 * MARGIN),
                Look { anchor: "ctr", marks: Marks::Boxes, gap: 28.0, ..BODY_LOOK },
            ),
        ],
    },
];

/// Which slide layout each of [`LAYOUTS`] is for.
pub const ORDER: [SlideLayout; 16] = [
    SlideLayout::Title,
    SlideLayout::Section,
    SlideLayout::Content,
    SlideLayout::TwoColumns,
    SlideLayout::Comparison,
    SlideLayout::Picture,
    SlideLayout::Picture,
    SlideLayout::Table,
    SlideLayout::Statement,
    SlideLayout::Question,
    SlideLayout::Quote,
    SlideLayout::Activity,
    SlideLayout::Activity,
    SlideLayout::Diagram,
    SlideLayout::KeyPoints,
    SlideLayout::NextSteps,
];

/// The layout of a slide, as its place in [`LAYOUTS`]; full-bleed pictures and activities without a badge
/// have layouts of their own.
pub fn layout_of(layout: SlideLayout, full_bleed: bool, badge: bool) -> usize {
    match layout {
        SlideLayout::Title => 0,
        SlideLayout::Section => 1,
        SlideLayout::Content => 2,
        SlideLayout::TwoColumns => 3,
        SlideLayout::Comparison => 4,
        SlideLayout::Picture if full_bleed => 6,
        SlideLayout::Picture => 5,
        SlideLayout::Table => 7,
        SlideLayout::Statement => 8,
        SlideLayout::Question => 9,
        SlideLayout::Quote => 10,
        SlideLayout::Activity if badge => 11,
        SlideLayout::Activity => 12,
        SlideLayout::Diagram => 13,
        SlideLayout::KeyPoints => 14,
        SlideLayout::NextSteps => 15,
    }
}

/// The activity type that a layout's colours are of unless a deck needs others: of those that have such.
pub fn base_kind(index: usize) -> Option<&'static str> {
    match index {
        1 => Some("input"),
        11 => Some("exercise"),
        _ => None,
    }
}

impl Layout {
    /// The placeholder of an index.
    pub fn slot(&self, idx: u32) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.idx == idx)
    }
}
