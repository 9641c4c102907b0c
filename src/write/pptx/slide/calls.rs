//! Slides that call for something: a statement, a question, a quotation, an activity, points to keep.

use super::Page;
use crate::part::SlideLayout;
use crate::write::pptx::fill::Tune;
use crate::write::pptx::ink::Ink;
use crate::write::pptx::layout::setting;
use crate::write::pptx::layouts::{GROUP_ICON, Slot};
use crate::write::pptx::lines::Line;
use crate::write::pptx::measure::Setting;
use crate::write::pptx::place::{BODY_END, FULL, MARGIN, Place, at};
use crate::write::pptx::sheet::Sheet;

impl<'d> Sheet<'_, 'd> {
    pub(super) fn statement(&mut self, page: &Page<'d>) {
        let slot = page.slot(0);
        let body = &page.slide.slots.body;
        let ink = Ink::Role("on-primary");
        if body.is_empty() {
            let place = Place { h: 400.0, ..slot.place };
            self.title(slot, Some(place), &page.slide.title, &page.slide.src);
        } else {
            self.title(slot, None, &page.slide.title, &page.slide.src);
            let slot = page.slot(1);
            let tune = Tune { accent: ink, ..page.tune() };
            self.flow(body, Some(slot), slot.place, setting(&slot.look), tune);
        }
        self.foot_notes(at(MARGIN, 400.0, FULL, 74.0), ink);
    }

    pub(super) fn question(&mut self, page: &Page<'d>) {
        const BETWEEN: f64 = 26.0;
        let (head, slot) = (page.slot(0), page.slot(1));
        let body = &page.slide.slots.body;
        let title = [Line::of(&page.slide.title)];
        let high = self.height_of(&title, &setting(&head.look), head.place.w);
        let told = self.flow_height(body, slot.place, &setting(&slot.look));
        // Question and what follows stand in the middle together; the layout's places are for a
        // question of two lines and three points.
        let total = high + told + if body.is_empty() { 0.0 } else { BETWEEN };
        let split = ((56.0 + BODY_END - total) / 2.0 + high).clamp(high + 56.0, 420.0);
        let move_by = split - head.place.bottom();
        let (title_place, mut place) = match move_by.abs() < 18.0 {
            true => (head.place, slot.place),
            false => (
                Place { h: split - head.place.y, ..head.place },
                slot.place.below_y(split + BETWEEN),
            ),
        };
        self.title(head, Some(title_place), &page.slide.title, &page.slide.src);
        self.eyebrow(page);
        place = self.foot_notes(place, Ink::Role("ink-soft"));
        if !body.is_empty() {
            let tune = Tune { accent: Ink::Role("accent-dark"), ..page.tune() };
            self.flow(body, Some(slot), place, setting(&slot.look), tune);
        }
    }

    pub(super) fn quote(&mut self, page: &Page<'d>) {
        self.title(page.slot(0), None, &page.slide.title, &page.slide.src);
        self.eyebrow(page);
        let slot = page.slot(1);
        self.flow(&page.slide.slots.body, Some(slot), slot.place, setting(&slot.look), page.tune());
        if !page.slide.slots.attribution.is_empty() {
            self.fill(page.slot(13), None, &[Line::of(&page.slide.slots.attribution)], page.tune());
        }
        self.foot_notes(at(slot.place.x, 420.0, slot.place.w, 52.0), Ink::Role("ink-soft"));
    }

    pub(super) fn activity(&mut self, page: &Page<'d>) {
        let shift = self.heading(page, 1);
        let slot = page.slot(1);
        let place = self.below(slot, shift);
        let lines = self.lines(&page.slide.slots.body);
        let mut tune = Tune { size: self.without_rests(slot, &lines), ..page.tune() };
        if self.footnotes.is_empty() && lines.len() > 1 {
            // Few instructions stand farther apart. A large numeral makes its line higher.
            let set = Setting { gap: 0.0, ..tune.setting(slot) };
            let high = self.height_of(&lines, &set, place.w) + 14.0 * lines.len() as f64;
            let gap = (place.h - high) / (lines.len() - 1) as f64;
            tune.gap = Some(gap.clamp(8.0, 44.0).floor());
        }
        self.flow(&page.slide.slots.body, Some(slot), place, tune.setting(slot), tune);
        if let Some(badge) = &page.slide.badge {
            if !badge.group.is_empty() {
                let group = self.deck.words.get(&badge.group).to_owned();
                self.fill(page.slot(13), None, &[Line::words(group)], page.tune());
                self.icon(&badge.group, GROUP_ICON, page.accent());
            }
            if badge.minutes > 0 {
                let unit = self.word("minutes").to_owned();
                let lines = [Line::words(badge.minutes.to_string()), Line::words(unit).at(1)];
                self.fill(page.slot(15), None, &lines, page.tune());
            }
        }
    }

    /// A size a little smaller, where with it a line's last word does not fall onto a line of its own.
    pub(super) fn without_rests(&self, slot: &Slot, lines: &[Line]) -> Option<f64> {
        const SMALLER: f64 = 22.0;
        let set = Setting { gap: 0.0, ..setting(&slot.look) };
        let count = |size: f64| {
            let set = Setting { size, ..set };
            (self.height_of(lines, &set, slot.place.w) / size).round()
        };
        (count(SMALLER) < count(set.size)).then_some(SMALLER)
    }

    pub(super) fn points(&mut self, page: &Page<'d>) {
        self.title(page.slot(0), None, &page.slide.title, &page.slide.src);
        let slot = page.slot(1);
        let place = self.foot_notes(slot.place, Ink::Role("ink-soft"));
        let next = page.slide.layout == SlideLayout::NextSteps;
        let strong = if next { "accent-dark" } else { "primary-dark" };
        let size = self.without_rests(slot, &self.lines(&page.slide.slots.body));
        let tune = Tune { accent: Ink::Role(strong), size, ..page.tune() };
        self.flow(&page.slide.slots.body, Some(slot), place, setting(&slot.look), tune);
    }
}
