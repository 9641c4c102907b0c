//! Slides that show something: a picture, a table, a diagram.

use super::Page;
use crate::part::{Body, Part};
use crate::write::pptx::fill::Tune;
use crate::write::pptx::ink::Ink;
use crate::write::pptx::layout::setting;
use crate::write::pptx::layouts::{BODY_TOP, Slot};
use crate::write::pptx::lines::{Line, Tone};
use crate::write::pptx::measure::Setting;
use crate::write::pptx::place::{BODY_END, FULL, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Place, at};
use crate::write::pptx::sheet::Sheet;

impl<'d> Sheet<'_, 'd> {
    pub(super) fn half_picture(&mut self, page: &Page<'d>) {
        let shift = self.heading(page, 2);
        let slot = page.slot(1);
        let body = &page.slide.slots.body;
        let place = self.below(slot, shift);
        if !body.is_empty() {
            self.flow(body, Some(slot), place, setting(&slot.look), page.tune());
        }
        let Some(figure) = page.slide.slots.figure.as_deref() else { return };
        let slot = page.slot(2);
        let Body::Picture { path, alt, caption, ratio, .. } = &figure.body else {
            self.flow(
                std::slice::from_ref(figure),
                None,
                slot.place,
                setting(&slot.look),
                page.tune(),
            );
            return;
        };
        // As large as it may be, uncropped, off the top and the right.
        let ratio = ratio.max(0.05);
        let most = if caption.is_empty() { 480.0 } else { 432.0 };
        let w = slot.place.w.min(most * ratio);
        let mut here = at(PAGE_WIDTH - w, 0.0, w, w / ratio);
        if (here.h - slot.place.h).abs() < 0.5 && here.w == slot.place.w {
            here = slot.place;
        }
        let src = figure.src.to_string();
        match self.media(path, &src) {
            Some(media) => self.picture(&media, alt, ratio, here, Some(slot)),
            None => self.flow(
                std::slice::from_ref(figure),
                None,
                here,
                setting(&slot.look),
                page.tune(),
            ),
        }
        if !caption.is_empty() {
            let slot = page.slot(13);
            let place = match here == page.slot(2).place {
                true => slot.place,
                false => at(here.x, here.bottom() + 8.0, here.w - MARGIN, 56.0),
            };
            self.fill(slot, Some(place), &[Line::of(caption)], page.tune());
        }
    }

    pub(super) fn full_picture(&mut self, page: &Page<'d>) {
        let slide = page.slide;
        let mut lines = self.lines(&slide.slots.body);
        let figure = slide.slots.figure.as_deref();
        if let Some(Part { body: Body::Picture { path, alt, caption, ratio, .. }, src, .. }) =
            figure
        {
            if !caption.is_empty() {
                lines.push(Line::of(caption).toned(Tone::Small));
            }
            let slot = page.slot(2);
            if let Some(media) = self.media(path, &src.to_string()) {
                self.picture(&media, alt, *ratio, slot.place, Some(slot));
            }
        }
        let slot = page.slot(0);
        if lines.is_empty() {
            // Nothing but the picture is shown: the title stands above the slide.
            self.title(slot, Some(at(MARGIN, -56.0, FULL, 48.0)), &slide.title, &page.slide.src);
            return;
        }
        // A card of two parts, as high as its words; it grows upwards.
        let body = page.slot(1);
        let high = |sheet: &Self, slot: &Slot, lines: &[Line]| {
            let (side, above, below) = slot.insets;
            let width = slot.place.w - 2.0 * side;
            sheet.height_of(lines, &setting(&slot.look), width) + above + below
        };
        let head = high(self, slot, &[Line::of(&slide.title)]);
        let told = high(self, body, &lines);
        let bottom = PAGE_HEIGHT - MARGIN;
        // The parts meet in their margins, lest a line of the picture show between them.
        let place = Place { y: bottom - told - head, h: head + 3.0, ..slot.place };
        self.title(slot, Some(place), &slide.title, &slide.src);
        let place = Place { y: bottom - told, h: told, ..body.place };
        self.fill(body, Some(place), &lines, page.tune());
    }

    /// Writes what stands above a figure and the notes below it, and gives the room between them.
    fn below_heading(&mut self, page: &Page<'d>) -> Place {
        let shift = self.heading(page, 1);
        let lower = self.lead_in(page, shift);
        let place =
            at(MARGIN, BODY_TOP, FULL, BODY_END - BODY_TOP).below_y(BODY_TOP + shift + lower);
        self.foot_notes(place, Ink::Role("ink-soft"))
    }

    pub(super) fn table_slide(&mut self, page: &Page<'d>) {
        let place = self.below_heading(page);
        let Some(figure) = page.slide.slots.figure.as_deref() else { return };
        let slot = page.slot(1);
        match &figure.body {
            Body::Table(table) if table.caption.is_empty() => {
                self.table(table, place, Some(slot), page.accent());
            }
            _ => self.flow(
                std::slice::from_ref(figure),
                None,
                place,
                setting(&slot.look),
                page.tune(),
            ),
        }
    }

    pub(super) fn diagram(&mut self, page: &Page<'d>) {
        let place = self.below_heading(page);
        let Some(figure) = page.slide.slots.figure.as_deref() else { return };
        let Body::Drawing { drawing, alt, caption } = &figure.body else {
            let set = Setting { size: 24.0, second: 20.0, bold: false, gap: 12.0, indent: 24.0 };
            self.flow(std::slice::from_ref(figure), None, place, set, page.tune());
            return;
        };
        let below = if caption.is_empty() { 0.0 } else { 32.0 };
        let stands = self.drawing(drawing, alt, Place { h: place.h - below, ..place });
        if !caption.is_empty() {
            let slot = page.slot(15);
            let y = (stands.bottom() + 8.0).min(slot.place.y);
            let tune = Tune { align: Some("ctr"), ..page.tune() };
            self.fill(slot, Some(Place { y, ..slot.place }), &[Line::of(caption)], tune);
        }
    }
}
