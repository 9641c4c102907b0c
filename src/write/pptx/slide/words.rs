//! Slides of words: content, two columns, a comparison.

use super::Page;
use crate::part::{Body, Part};
use crate::write::pptx::fill::Tune;
use crate::write::pptx::flow::boxed;
use crate::write::pptx::ink::Ink;
use crate::write::pptx::layout::setting;
use crate::write::pptx::layouts::{BODY_TOP, COLUMN_RULES, Slot};
use crate::write::pptx::lines::{Line, Tone};
use crate::write::pptx::measure::Setting;
use crate::write::pptx::place::{BODY_END, FULL, MARGIN, Place, at, column_x, columns_width};
use crate::write::pptx::sheet::Sheet;

impl<'d> Sheet<'_, 'd> {
    /// The largest of three settings in which all columns fit: little text stands larger and farther apart.
    pub(super) fn roomy(
        &mut self,
        columns: &[&'d [Part]],
        slot: &Slot,
        place: Place,
    ) -> (Setting, Option<f64>, f64) {
        let usual = setting(&slot.look);
        if self.footnotes.is_empty() {
            for (size, gap) in [(26.0, 20.0), (24.0, 18.0)] {
                let set = Setting { size, gap, second: (size * 0.833_f64).round(), ..usual };
                let fits = |sheet: &mut Self, parts: &&'d [Part]| {
                    sheet.flow_height(parts, place, &set) <= place.h * 0.92
                };
                if columns.iter().all(|parts| fits(self, parts)) {
                    return (set, (size != usual.size).then_some(size), gap);
                }
            }
        }
        (usual, None, usual.gap)
    }

    pub(super) fn content(&mut self, page: &Page<'d>) {
        let shift = self.heading(page, 1);
        let slot = page.slot(1);
        let body = &page.slide.slots.body;
        let place = self.below(slot, shift);
        let figure =
            |part: &&Part| matches!(part.body, Body::Picture { .. } | Body::Drawing { .. });
        let shown: Vec<&'d Part> = body.iter().filter(figure).collect();
        if let ([only], 1) = (&shown[..], body.len()) {
            self.flow(std::slice::from_ref(only), None, place, setting(&slot.look), page.tune());
        } else if shown.is_empty() {
            let (set, size, gap) = self.roomy(&[body], slot, place);
            let tune = Tune { size, gap: Some(gap), ..page.tune() };
            self.flow(body, Some(slot), place, set, tune);
        } else {
            // Words at the left, figures in a column at the right; each keeps the author's order.
            let left = Place { w: columns_width(7.0), ..place };
            let mut right = Place { x: column_x(7.0), w: columns_width(5.0), ..place };
            let told = body.iter().position(|part| !figure(&part));
            if told.is_some() {
                let words: Vec<Line> = body
                    .iter()
                    .filter(|part| !figure(part))
                    .flat_map(|part| self.lines(std::slice::from_ref(part)))
                    .collect();
                self.fill(slot, Some(left), &words, page.tune());
            } else {
                right = place;
            }
            let each = right.h / shown.len() as f64;
            for (index, part) in shown.into_iter().enumerate() {
                let here = at(right.x, right.y + each * index as f64, right.w, each - 16.0);
                self.flow(std::slice::from_ref(part), None, here, setting(&slot.look), page.tune());
            }
        }
    }

    /// A placeholder's place below a title that takes more or fewer lines, above the footnotes.
    pub(super) fn below(&mut self, slot: &Slot, shift: f64) -> Place {
        let place = slot.place.below_y(slot.place.y + shift);
        self.foot_notes(place, Ink::Role("ink-soft"))
    }

    pub(super) fn two_columns(&mut self, page: &Page<'d>) {
        let mut shift = self.heading(page, 1);
        shift += self.lead_in(page, shift);
        let name = self.word("ornament");
        for rule in COLUMN_RULES {
            self.field(name, Place { y: rule.y + shift, ..rule }, page.accent(), 0.0);
        }
        let columns = &page.slide.slots.columns;
        let left = self.below(page.slot(1), shift);
        // Headings are lines of their columns.
        let headed = columns.iter().any(|column| !column.title.is_empty());
        let under = if headed { 36.0 } else { 0.0 };
        let parts: Vec<&'d [Part]> = columns.iter().map(|column| column.parts.as_slice()).collect();
        let room = Place { h: left.h - under, ..left };
        let (set, size, gap) = self.roomy(&parts, page.slot(1), room);
        for (index, column) in columns.iter().enumerate().take(2) {
            let slot = page.slot(index as u32 + 1);
            let place = Place { y: left.y, h: left.h, ..slot.place };
            let tune = Tune { size, gap: Some(gap), ..page.tune() };
            self.headed(page, column, slot, place, set, tune);
        }
    }

    /// A column: its heading as the first line, then what is in it.
    pub(super) fn headed(
        &mut self,
        page: &Page<'d>,
        column: &'d crate::part::SlideColumn,
        slot: &'static Slot,
        place: Place,
        set: Setting,
        tune: Tune,
    ) {
        if column.title.is_empty() {
            self.flow(&column.parts, Some(slot), place, set, tune);
            return;
        }
        let words = column.parts.iter().all(|part| {
            matches!(part.body, Body::Text { .. } | Body::List { .. } | Body::Heading { .. })
        });
        let heading = Line::of(&column.title).toned(Tone::Heading);
        if words {
            let lines: Vec<Line> =
                std::iter::once(heading).chain(self.lines(&column.parts)).collect();
            self.fill(slot, Some(place), &lines, tune);
        } else {
            let high = self.height_of(std::slice::from_ref(&heading), &set, place.w);
            self.fill(slot, Some(Place { h: high, ..place }), &[heading], page.tune());
            self.flow(&column.parts, None, place.below_y(place.y + high + 12.0), set, tune);
        }
    }

    /// A sentence between title and figure or columns; gives how much lower they begin.
    pub(super) fn lead_in(&mut self, page: &Page<'d>, shift: f64) -> f64 {
        let body = &page.slide.slots.body;
        if body.is_empty() {
            return 0.0;
        }
        let place = at(MARGIN, BODY_TOP + shift, FULL, 300.0);
        let set = Setting { size: 24.0, second: 20.0, bold: false, gap: 12.0, indent: 24.0 };
        let high = self.flow_height(body, place, &set).min(220.0) + 2.0;
        let place = Place { h: high, ..place };
        match page.layout.slot(13) {
            Some(slot) => {
                let place = if shift == 0.0 && high <= slot.place.h { slot.place } else { place };
                self.flow(body, Some(slot), place, set, page.tune());
            }
            None => self.flow(body, None, place, set, page.tune()),
        }
        high + 18.0
    }

    pub(super) fn comparison(&mut self, page: &Page<'d>) {
        // The cards are the layout's and stay where they are: a long title gets smaller above them.
        let slot = page.slot(0);
        let taken = self.title_lines(page);
        let room = if taken > 1 { 74.0 } else { slot.place.h };
        self.title(slot, Some(Place { h: room, ..slot.place }), &page.slide.title, &page.slide.src);
        self.eyebrow(page);
        let columns = &page.slide.slots.columns;
        self.rest_above(page);
        let parts: Vec<&'d [Part]> = columns.iter().map(|column| column.parts.as_slice()).collect();
        let room = page.slot(2).place;
        let (set, size, gap) = self.roomy(&parts, page.slot(2), room);
        for (index, column) in columns.iter().enumerate().take(2) {
            let heading = page.slot(2 * index as u32 + 1);
            let ink = Ink::Role(if index == 0 { "ink-soft" } else { "primary-dark" });
            if !column.title.is_empty() {
                self.fill(heading, None, &[Line::of(&column.title)], page.tune());
            }
            let slot = page.slot(2 * index as u32 + 2);
            let place = if column.title.is_empty() {
                slot.place.below_y(heading.place.y)
            } else {
                slot.place
            };
            let tune = Tune { size, gap: Some(gap), accent: ink, ..page.tune() };
            self.flow(&column.parts, Some(slot), place, set, tune);
        }
        self.foot_notes(at(MARGIN, BODY_END - 40.0, FULL, 40.0), Ink::Role("ink-soft"));
    }

    /// The cards of a comparison are the layout's; words before them get the room between title and cards.
    pub(super) fn rest_above(&mut self, page: &Page<'d>) {
        if page.slide.slots.body.is_empty() {
            return;
        }
        let set = Setting { size: 20.0, second: 18.0, bold: false, gap: 4.0, indent: 22.0 };
        let lines = self.lines(&page.slide.slots.body);
        self.text_box(&lines, at(MARGIN, 112.0, FULL, 26.0), &boxed(set, page.tune()));
    }
}
