//! Cards to cut out: a row of cards is a table of one row, so that a reader takes it for a frame; all rows
//! are equally high, and the sheet of the backs stands as its fronts do.

use super::measure;
use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::{Body, GroupRole, Part, Run, TextRole, Worksheet};
use crate::write::ooxml::twips;

/// What stays free at the edges of a card in points: 8 mm.
const SAFE: f64 = 8.0 * 72.0 / 25.4;
/// Height of the line above the cards.
const LINE: f64 = 22.0;
/// The paragraph of a point between two rows, and what programs reckon differently.
const SPARE: f64 = 10.0;
/// Steps of the type scale that a deck's text may have, the largest first.
const STEPS: [(Style, f64); 2] = [(Style::Cards, 1.6), (Style::CardsSmall, 0.0)];

/// A field that takes the rest of its card is at least so high, in points.
const LEAST_FILL: f64 = 30.0;

/// What a sheet of cards looks like.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Cards beside each other.
    pub across: usize,
    /// Rows.
    pub down: usize,
    /// The backs?
    pub back: bool,
    /// The places.
    pub cards: &'a [Part],
}

impl Story<'_> {
    /// A page of cards, with the worksheet's name above them.
    pub fn card_sheet(&mut self, worksheet: &Worksheet, sheet: Sheet, first: bool) {
        self.line_above(worksheet, sheet.back, first);
        let width = self.width / sheet.across as f64;
        let height = (self.page - LINE - SPARE) / sheet.down as f64 - 1.0;
        let (style, whole) = self.fitting(worksheet, width, height);
        let style = if sheet.back { Style::CardBacks } else { style };
        let widths = vec![width; sheet.across];
        let (column, tail) = (self.width, std::mem::replace(&mut self.tail, true));
        for row in sheet.cards.chunks(sheet.across) {
            self.open_table(style, &Grid { widths: &widths, ..Grid::default() });
            self.open_row_of_cards(height, whole);
            self.width = width - 2.0 * SAFE;
            for card in row {
                self.open_cell_with(width, |story| {
                    if sheet.back {
                        story.xml.val("w:vAlign", "center");
                    }
                });
                let start = self.xml.len();
                let (step, inner) = (step_of(style), width - 2.0 * SAFE);
                self.fill = height - 2.0 * SAFE - self.height_of_card(card, inner, step);
                self.fill = self.fill.max(LEAST_FILL);
                self.card_parts(card, sheet.back);
                self.end_cell(start);
            }
            self.width = column;
            self.close_row();
            self.close_table();
        }
        self.tail = tail;
    }

    /// The name of the worksheet and what to do, on a line of a height that is the same above backs.
    fn line_above(&mut self, worksheet: &Worksheet, back: bool, first: bool) {
        // What it is for takes half of the height, on the first sheet only.
        let purpose = first && !back && !worksheet.purpose.is_empty();
        self.begin_with(Style::CardsLine, |xml| {
            let height = twips(if purpose { LINE / 2.0 } else { LINE }).to_string();
            xml.empty(
                "w:spacing",
                &[
                    ("w:before", "0"),
                    ("w:after", "0"),
                    ("w:line", &height),
                    ("w:lineRule", "exact"),
                ],
            );
        });
        if !back {
            let strong = (!first).then_some(Style::Hint);
            self.run(strong, &worksheet.title);
            self.tab();
            let mut todo = self.words.get("cut-out").to_owned();
            if has_backs(worksheet) {
                let edge = if worksheet.landscape { "duplex-short" } else { "duplex-long" };
                todo = format!("{todo} {}", self.words.get(edge));
            }
            self.run(Some(Style::Hint), &todo);
        }
        if purpose {
            self.xml.open("w:r", &[]).empty("w:br", &[]).close();
            self.run(Some(Style::Hint), &worksheet.purpose);
        }
        self.end(Style::CardsLine);
    }

    /// Rows are exactly so high; where a card has more to say, they grow and nothing is lost.
    fn open_row_of_cards(&mut self, height: f64, whole: bool) {
        self.xml.open("w:tr", &[]).open("w:trPr", &[]).empty("w:cantSplit", &[]);
        let height = twips(height).to_string();
        let rule = if whole { "exact" } else { "atLeast" };
        self.xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", rule)]).close();
    }

    /// The label as a heading, then the text.
    fn card_parts(&mut self, card: &Part, back: bool) {
        let Body::Group { children, .. } = &card.body else { return };
        let only = children.len() == 1;
        let depth = std::mem::take(&mut self.depth);
        for (at, part) in children.iter().enumerate() {
            match &part.body {
                Body::Heading { runs, .. } if at == 0 => {
                    self.paragraph(if only { Style::CardWord } else { Style::CardLabel }, runs);
                }
                Body::Text { runs, .. } if back => {
                    self.paragraph(Style::CardBack, runs);
                    let programme = self.document.info.programme_short.clone();
                    self.line(Style::CardBackSmall, &programme);
                }
                _ => self.part(part),
            }
        }
        self.depth = depth;
    }

    /// The largest look at which every card fits, and whether any does.
    fn fitting(&self, worksheet: &Worksheet, width: f64, height: f64) -> (Style, bool) {
        let fits = |step: f64| {
            let high = |card: &Part| self.height_of_card(card, width - 2.0 * SAFE, step);
            fronts(worksheet).all(|card| high(card) <= height - 2.0 * SAFE)
        };
        let found = STEPS.into_iter().find(|(_, step)| fits(*step));
        (found.map_or(Style::CardsSmall, |(style, _)| style), found.is_some())
    }

    /// Height of a card's content; a field that takes what is left counts nothing.
    fn height_of_card(&self, card: &Part, width: f64, step: f64) -> f64 {
        let Body::Group { children, .. } = &card.body else { return 0.0 };
        let size = self.scale.size(step);
        let words = |runs: &[Run], width: f64, after: f64| {
            self.office.widths().lines(runs, false, size, width).len() as f64 * size * 1.32 + after
        };
        let one = |part: &Part| match &part.body {
            Body::Heading { runs, .. } => measure::paragraph(self, Style::CardLabel, runs, width),
            Body::Text { runs, role: TextRole::Body } => words(runs, width, 5.0),
            Body::List { items, .. } => items
                .iter()
                .flat_map(|item| &item.parts)
                .map(|part| match &part.body {
                    Body::Text { runs, .. } => words(runs, width - 16.0, 3.0),
                    _ => measure::height(self, part, width - 16.0),
                })
                .sum(),
            _ => measure::height(self, part, width),
        };
        children.iter().map(one).sum()
    }
}

fn step_of(style: Style) -> f64 {
    STEPS.into_iter().find(|it| it.0 == style).map_or(0.0, |it| it.1)
}

/// The cards of a worksheet.
fn fronts(worksheet: &Worksheet) -> impl Iterator<Item = &Part> {
    worksheet.parts.iter().filter_map(sheet).filter(|sheet| !sheet.back).flat_map(|it| it.cards)
}

fn has_backs(worksheet: &Worksheet) -> bool {
    worksheet.parts.iter().filter_map(sheet).any(|sheet| sheet.back)
}

/// A part as a sheet of cards, if it is one.
pub fn sheet(part: &Part) -> Option<Sheet<'_>> {
    match &part.body {
        Body::Group { role: GroupRole::CardSheet { across, down, back }, children } => {
            Some(Sheet { across: *across, down: *down, back: *back, cards: children })
        }
        _ => None,
    }
}
