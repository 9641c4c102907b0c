//! A slide's part (ECMA-376 part 1, 19.3.1.38): its words in the placeholders of its layout.

use super::fill::Tune;
use super::flow::boxed;
use super::ink::Ink;
use super::layout::{Shown, setting};
use super::layouts::{
    BODY_TOP, COLUMN_RULES, EYEBROW_ICON, GROUP_ICON, LAYOUTS, Layout, Slot, TAB, TITLE_LINE,
};
use super::lines::{Line, Tone};
use super::master::{FOOTER, NUMBER, slide_number, timeline};
use super::measure::{Setting, line_count};
use super::place::{
    BODY_END, FULL, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, Place, at, column_x, columns_width,
};
use super::sheet::{Alt, Deck, Sheet, once};
use crate::part::{Body, Part, Run, Slide, SlideLayout};

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
        let widths = self.deck.office.widths();
        let taken = line_count(
            widths,
            &page.slide.title,
            true,
            slot.look.size,
            slot.place.w / self.deck.breadth,
        );
        let shift = (taken.min(4) as f64 - lines as f64) * TITLE_LINE;
        let place = Place { h: slot.place.h + shift, ..slot.place };
        self.title(slot, Some(place), &page.slide.title, &page.slide.src);
        self.eyebrow(page);
        shift
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

    fn foot(&mut self, page: &Page) {
        let current = page.slide.activity.as_ref().map(|activity| activity.index);
        for (name, kind, idx) in
            [("slot-footer", "ftr", FOOTER.0), ("slot-slide-number", "sldNum", NUMBER.0)]
        {
            self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
            let name = self.word(name);
            self.named(name, Alt::Own);
            self.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>").open("p:nvPr", &[]);
            self.xml
                .empty("p:ph", &[("type", kind), ("sz", "quarter"), ("idx", idx)])
                .close()
                .close();
            self.xml
                .empty("p:spPr", &[])
                .raw("<p:txBody><a:bodyPr/><a:lstStyle/>")
                .open("a:p", &[]);
            if kind == "ftr" {
                let title = self.deck.document.info.session.title.as_str();
                self.title_runs(&[Run::text(title)]);
            } else {
                slide_number(self, &page.slide.number.to_string());
            }
            self.xml.close().raw("</p:txBody>").close();
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
        let facts = [info.date.as_str(), &info.organisation.name];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
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

    /// The largest of three settings in which all columns fit: little text stands larger and farther apart.
    fn roomy(
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

    fn content(&mut self, page: &Page<'d>) {
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
    fn below(&mut self, slot: &Slot, shift: f64) -> Place {
        let place = slot.place.below_y(slot.place.y + shift);
        self.foot_notes(place, Ink::Role("ink-soft"))
    }

    fn two_columns(&mut self, page: &Page<'d>) {
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
    fn headed(
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
    fn lead_in(&mut self, page: &Page<'d>, shift: f64) -> f64 {
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

    fn comparison(&mut self, page: &Page<'d>) {
        // The cards are the layout's and stay where they are: a long title gets smaller above them.
        let slot = page.slot(0);
        let widths = self.deck.office.widths();
        let taken = line_count(
            widths,
            &page.slide.title,
            true,
            slot.look.size,
            slot.place.w / self.deck.breadth,
        );
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
    fn rest_above(&mut self, page: &Page<'d>) {
        if page.slide.slots.body.is_empty() {
            return;
        }
        let set = Setting { size: 20.0, second: 18.0, bold: false, gap: 4.0, indent: 22.0 };
        let lines = self.lines(&page.slide.slots.body);
        self.text_box(&lines, at(MARGIN, 112.0, FULL, 26.0), &boxed(set, page.tune()));
    }

    fn half_picture(&mut self, page: &Page<'d>) {
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

    fn full_picture(&mut self, page: &Page<'d>) {
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

    fn table_slide(&mut self, page: &Page<'d>) {
        let shift = self.heading(page, 1);
        let lower = self.lead_in(page, shift);
        let place =
            at(MARGIN, BODY_TOP, FULL, BODY_END - BODY_TOP).below_y(BODY_TOP + shift + lower);
        let place = self.foot_notes(place, Ink::Role("ink-soft"));
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

    fn statement(&mut self, page: &Page<'d>) {
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

    fn question(&mut self, page: &Page<'d>) {
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

    fn quote(&mut self, page: &Page<'d>) {
        self.title(page.slot(0), None, &page.slide.title, &page.slide.src);
        self.eyebrow(page);
        let slot = page.slot(1);
        self.flow(&page.slide.slots.body, Some(slot), slot.place, setting(&slot.look), page.tune());
        if !page.slide.slots.attribution.is_empty() {
            self.fill(page.slot(13), None, &[Line::of(&page.slide.slots.attribution)], page.tune());
        }
        self.foot_notes(at(slot.place.x, 420.0, slot.place.w, 52.0), Ink::Role("ink-soft"));
    }

    fn activity(&mut self, page: &Page<'d>) {
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

    fn diagram(&mut self, page: &Page<'d>) {
        let shift = self.heading(page, 1);
        let lower = self.lead_in(page, shift);
        let place =
            at(MARGIN, BODY_TOP, FULL, BODY_END - BODY_TOP).below_y(BODY_TOP + shift + lower);
        let place = self.foot_notes(place, Ink::Role("ink-soft"));
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

    /// A size a little smaller, where with it a line's last word does not fall onto a line of its own.
    fn without_rests(&self, slot: &Slot, lines: &[Line]) -> Option<f64> {
        const SMALLER: f64 = 22.0;
        let set = Setting { gap: 0.0, ..setting(&slot.look) };
        let count = |size: f64| {
            let set = Setting { size, ..set };
            (self.height_of(lines, &set, slot.place.w) / size).round()
        };
        (count(SMALLER) < count(set.size)).then_some(SMALLER)
    }

    fn points(&mut self, page: &Page<'d>) {
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
