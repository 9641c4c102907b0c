//! A slide's part (ECMA-376 part 1, 19.3.1.38): its words in the placeholders of its layout.

mod calls;
mod figures;
mod words;

use super::fill::Tune;
use super::flow::boxed;
use super::ink::Ink;
use super::layout::{Shown, setting};
use super::layouts::{EYEBROW_ICON, LAYOUTS, Layout, Slot, TAB, TITLE_LINE};
use super::lines::Line;
use super::master::{FOOTER, NUMBER, slide_number, timeline};
use super::measure::{Setting, line_count};
use super::place::{FULL, MARGIN, Place, at};
use super::sheet::{Alt, Deck, Sheet, once};
use crate::part::{Run, Slide, SlideLayout};

/// Content type of a slide.
pub const SLIDE_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";

/// A slide and its layout.
#[derive(Clone, Copy)]
struct Page<'d> {
    slide: &'d Slide,
    layout: &'static Layout,
    kind: &'d str,
}

impl<'d> Page<'d> {
    fn accent(&self) -> Ink<'d> {
        if self.kind.is_empty() { Ink::Role("primary-dark") } else { Ink::Kind(self.kind) }
    }

    fn tune(&self) -> Tune<'d> {
        Tune::new(self.accent(), Some(&self.slide.src))
    }

    fn slot(&self, idx: u32) -> &'static Slot {
        // The tables of layouts have every index that is asked for; a test holds them to it.
        self.layout.slot(idx).unwrap_or(&self.layout.slots[0])
    }
}

/// Writes a slide.
pub fn write<'d>(deck: &mut Deck<'d>, slide: &'d Slide, shown: &Shown, part: &str) {
    deck.package.relate(part, "slideLayout", &shown.part);
    let kind = slide.activity.as_ref().map_or("", |activity| activity.activity.as_str());
    let mut sheet = Sheet::new(deck, part.to_owned(), "p:sld", &[]);
    sheet.footnotes = once(&slide.notes);
    sheet.xml.open("p:cSld", &[]);
    sheet.open_tree();
    let page = Page { slide, layout: &LAYOUTS[shown.index], kind };
    match slide.layout {
        SlideLayout::Title => sheet.opening(&page),
        SlideLayout::Section => sheet.section(&page),
        SlideLayout::Content => sheet.content(&page),
        SlideLayout::TwoColumns => sheet.two_columns(&page),
        SlideLayout::Comparison => sheet.comparison(&page),
        SlideLayout::Picture if slide.slots.full_bleed => sheet.full_picture(&page),
        SlideLayout::Picture => sheet.half_picture(&page),
        SlideLayout::Table => sheet.table_slide(&page),
        SlideLayout::Statement => sheet.statement(&page),
        SlideLayout::Question => sheet.question(&page),
        SlideLayout::Quote => sheet.quote(&page),
        SlideLayout::Activity => sheet.activity(&page),
        SlideLayout::Diagram => sheet.diagram(&page),
        SlideLayout::KeyPoints | SlideLayout::NextSteps => sheet.points(&page),
    }
    if page.layout.footer {
        sheet.foot(&page);
    }
    sheet.xml.close().close();
    sheet.xml.raw("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    sheet.finish(SLIDE_TYPE);
}

impl<'d> Sheet<'_, 'd> {
    /// The title, and where the body begins below it: `lines` is how many the layout leaves room for.
    fn heading(&mut self, page: &Page<'d>, lines: usize) -> f64 {
        let slot = page.slot(0);
        let taken = self.title_lines(page);
        let shift = (taken.min(4) as f64 - lines as f64) * TITLE_LINE;
        let place = Place { h: slot.place.h + shift, ..slot.place };
        self.title(slot, Some(place), &page.slide.title, &page.slide.src);
        self.eyebrow(page);
        shift
    }

    /// How many lines the title takes in its place.
    fn title_lines(&self, page: &Page) -> usize {
        let slot = page.slot(0);
        let width = slot.place.w / self.deck.breadth;
        line_count(self.deck.office.widths(), &page.slide.title, true, slot.look.size, width)
    }

    /// Which activity this is, above the title, and the tab at the page's edge.
    fn eyebrow(&mut self, page: &Page<'d>) {
        let (Some(slot), Some(activity)) = (page.layout.slot(14), &page.slide.activity) else {
            return;
        };
        let ink = page.accent();
        let tune = Tune { ink: Some(ink), ..page.tune() };
        self.fill(slot, None, &[Line::words(activity.title.clone())], tune);
        let name = self.word("ornament");
        self.field(name, TAB, ink, 0.0);
        self.icon(page.kind, EYEBROW_ICON, ink);
    }

    /// The session in the footer's placeholder, or the slide's number in its own.
    pub(super) fn foot_of(&mut self, kind: &str, idx: &str, number: u32) {
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let name = if kind == "ftr" { "slot-footer" } else { "slot-slide-number" };
        let name = self.word(name);
        self.named(name, Alt::Own);
        self.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>").open("p:nvPr", &[]);
        self.xml.empty("p:ph", &[("type", kind), ("sz", "quarter"), ("idx", idx)]).close().close();
        self.xml.empty("p:spPr", &[]).raw("<p:txBody><a:bodyPr/><a:lstStyle/>").open("a:p", &[]);
        if kind == "ftr" {
            let title = self.deck.document.info.session.title.as_str();
            self.title_runs(&[Run::text(title)]);
        } else {
            slide_number(self, &number.to_string());
        }
        self.xml.close().raw("</p:txBody>").close();
    }

    fn foot(&mut self, page: &Page) {
        let current = page.slide.activity.as_ref().map(|activity| activity.index);
        for (kind, idx) in [("ftr", FOOTER.0), ("sldNum", NUMBER.0)] {
            self.foot_of(kind, idx, page.slide.number);
        }
        if self.deck.bare {
            timeline(self, None);
        }
        if current.is_some() {
            timeline(self, current);
        }
    }

    fn opening(&mut self, page: &Page<'d>) {
        let info = &self.deck.document.info;
        self.title(page.slot(0), None, &page.slide.title, &page.slide.src);
        if !info.session.subtitle.is_empty() {
            let line = Line::words(info.session.subtitle.clone());
            self.fill(page.slot(1), None, &[line], page.tune());
        }
        let session = format!("{}\u{a0}{}", self.word("session"), info.session.number);
        let lines = [Line::words(info.programme.clone()), Line::strong(session)];
        self.fill(page.slot(13), None, &lines, page.tune());
        let facts = info.opening();
        if !facts.is_empty() {
            self.fill(page.slot(14), None, &[Line::words(facts.join("  ·  "))], page.tune());
        }
        self.rest(page, at(MARGIN, 440.0, FULL, 28.0));
    }

    /// What an author put on a slide whose design has no place for it is still shown.
    fn rest(&mut self, page: &Page<'d>, place: Place) {
        if !page.slide.slots.body.is_empty() {
            let set = Setting { size: 20.0, second: 18.0, bold: false, gap: 6.0, indent: 22.0 };
            let tune = Tune { ink: Some(Ink::Role("on-primary")), ..page.tune() };
            let lines = self.lines(&page.slide.slots.body);
            self.text_box(&lines, place, &boxed(set, tune));
        }
    }

    fn section(&mut self, page: &Page<'d>) {
        self.title(page.slot(0), None, &page.slide.title, &page.slide.src);
        if let Some(activity) = &page.slide.activity {
            let kind = self.deck.words.get(&activity.activity).to_owned();
            self.fill(page.slot(14), None, &[Line::words(kind)], page.tune());
            self.fill(
                page.slot(13),
                None,
                &[Line::words(activity.number.to_string())],
                page.tune(),
            );
        }
        let slot = page.slot(1);
        if !page.slide.slots.body.is_empty() {
            self.flow(
                &page.slide.slots.body,
                Some(slot),
                slot.place,
                setting(&slot.look),
                page.tune(),
            );
        }
        if let Some(activity) = &page.slide.activity {
            let time = format!("{}\u{a0}{}", activity.minutes, self.word("minutes"));
            self.fill(page.slot(15), None, &[Line::words(time)], page.tune());
        }
        self.foot_notes(at(slot.place.x, 436.0, slot.place.w, 40.0), Ink::Role("ink-soft"));
    }
}
