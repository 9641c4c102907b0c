//! A slide written into a layout of an organisation's template: words go into its placeholders,
//! figures stand where they are.

use super::fill::Tune;
use super::ink::Ink;
use super::layouts::{Hold, LAYOUTS, Look, Marks, Slot, Tint};
use super::lines::{Line, Tone};
use super::place::{Place, at};
use super::sheet::{Deck, Sheet, once};
use super::slide::SLIDE_TYPE;
use super::template::{Base, Frame, Holder};
use crate::part::{Body, Part, Run, Slide, SlideLayout};

/// A slide in one of the template's layouts.
struct Dress<'a, 'd> {
    slide: &'d Slide,
    frame: &'a Frame,
    /// Where text and figures may stand below the title.
    area: Place,
}

/// Writes a slide.
pub fn write<'d>(deck: &mut Deck<'d>, base: &Base, frame: &Frame, slide: &'d Slide, part: &str) {
    deck.package.relate(part, "slideLayout", &frame.part);
    let mut sheet = Sheet::new(deck, part.to_owned(), "p:sld", &[]);
    sheet.footnotes = once(&slide.notes);
    sheet.xml.open("p:cSld", &[]);
    sheet.open_tree();
    let dress = Dress { slide, frame, area: area(base, frame) };
    sheet.dressed_title(&dress);
    sheet.dressed(&dress);
    sheet.dressed_foot(&dress);
    sheet.xml.close().close();
    sheet.xml.raw("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    sheet.finish(SLIDE_TYPE);
}

/// The place of all content placeholders together or, where a layout has none, what its title leaves.
fn area(base: &Base, frame: &Frame) -> Place {
    let (wide, high) = base.size;
    let places: Vec<Place> = frame.content().map(|holder| holder.place).collect();
    let whole = |frame: &Frame| {
        let title = frame
            .title()
            .map_or(at(wide * 0.05, high * 0.05, wide * 0.9, high * 0.15), |it| it.place);
        let top = title.bottom() + high * 0.02;
        at(title.x, top, title.w, (high * 0.9 - top).max(high * 0.3))
    };
    let text = frame.kind == "titleOnly" || places.is_empty();
    // A layout for a title alone: the body of the ordinary layout says where figures look right.
    let ordinary = base.frames.iter().find(|frame| frame.kind == "obj" || frame.kind == "tx");
    match (text, ordinary.and_then(|frame| frame.content().next())) {
        (true, Some(holder))
            if frame.title().is_none_or(|title| title.place.bottom() <= holder.place.y + 20.0) =>
        {
            holder.place
        }
        (true, _) => whole(frame),
        (false, _) => {
            let left = places.iter().map(|place| place.x).fold(f64::MAX, f64::min);
            let top = places.iter().map(|place| place.y).fold(f64::MAX, f64::min);
            let right = places.iter().map(|place| place.x + place.w).fold(0.0, f64::max);
            let bottom = places.iter().map(Place::bottom).fold(0.0, f64::max);
            at(left, top, right - left, bottom - top)
        }
    }
}

impl Holder {
    /// The same as one of our placeholders.
    fn slot(&self) -> Slot {
        let (hold, name) = match self.kind.as_str() {
            "title" => (Hold::Title, "slot-title"),
            "ctrTitle" => (Hold::CentreTitle, "slot-title"),
            "subTitle" => (Hold::SubTitle, "slot-subtitle"),
            "pic" => (Hold::Picture, "slot-picture"),
            "tbl" => (Hold::Table, "slot-table"),
            "body" => (Hold::Text, "slot-body"),
            _ => (Hold::Any, "slot-body"),
        };
        let look = Look {
            size: self.size,
            bold: self.bold,
            ink: Tint::Role("ink"),
            anchor: "t",
            gap: self.size * 0.3,
            marks: if self.marked { Marks::Bullets } else { Marks::None },
            second: None,
        };
        let (side, above) = self.insets;
        let insets = (side, above, above);
        Slot { hold, idx: self.idx, name, place: self.place, look, insets }
    }
}

impl<'d> Sheet<'_, 'd> {
    fn dressed_title(&mut self, dress: &Dress<'_, 'd>) {
        let slide = dress.slide;
        match dress.frame.title() {
            Some(holder) => {
                let slot = holder.slot();
                let tune = Tune::new(Ink::Role("primary-dark"), Some(&slide.src));
                self.fill(&slot, None, &[Line::of(&slide.title)], tune);
            }
            None => {
                // A layout without a title: it stands above the slide, for the outline and screen readers.
                let slot = Slot { place: at(0.0, 0.0, 0.0, 0.0), ..LAYOUTS[2].slots[0] };
                let place = at(dress.area.x, -56.0, dress.area.w, 48.0);
                self.title(&slot, Some(place), &slide.title, &slide.src);
            }
        }
    }

    fn dressed(&mut self, dress: &Dress<'_, 'd>) {
        let slide = dress.slide;
        let slots = &slide.slots;
        match slide.layout {
            SlideLayout::Title => self.dressed_words(dress, self.opening_lines()),
            SlideLayout::Section => {
                let mut lines = Vec::new();
                if let Some(activity) = &slide.activity {
                    let minutes = self.word("minutes");
                    let kind = self.deck.words.get(&activity.activity);
                    lines.push(Line::strong(format!(
                        "{kind} · {}\u{a0}{minutes}",
                        activity.minutes
                    )));
                }
                lines.extend(self.lines(&slots.body));
                self.dressed_words(dress, lines);
            }
            SlideLayout::TwoColumns | SlideLayout::Comparison => self.dressed_columns(dress),
            SlideLayout::Picture | SlideLayout::Table | SlideLayout::Diagram => {
                self.dressed_figure(dress)
            }
            SlideLayout::Quote => {
                let mut lines = self.lines(&slots.body);
                if !slots.attribution.is_empty() {
                    lines.push(Line::of(&slots.attribution).toned(Tone::Attribution));
                }
                self.dressed_words(dress, lines);
            }
            SlideLayout::Activity => {
                let mut lines = Vec::new();
                if let Some(badge) = &slide.badge {
                    let group = (!badge.group.is_empty())
                        .then(|| self.deck.words.get(&badge.group).to_owned());
                    let minutes = self.word("minutes");
                    let time =
                        (badge.minutes > 0).then(|| format!("{}\u{a0}{minutes}", badge.minutes));
                    let facts: Vec<String> = group.into_iter().chain(time).collect();
                    lines.push(Line::words(facts.join(" · ")).toned(Tone::Heading));
                }
                lines.extend(self.lines(&slots.body));
                self.dressed_words(dress, lines);
            }
            SlideLayout::Content
            | SlideLayout::Statement
            | SlideLayout::Question
            | SlideLayout::KeyPoints
            | SlideLayout::NextSteps => match dress.frame.words().next() {
                Some(holder) => self.dressed_flow(dress, &slots.body, Some(holder), holder.place),
                None => self.dressed_flow(dress, &slots.body, None, dress.area),
            },
        }
    }

    fn opening_lines(&self) -> Vec<Line<'d>> {
        let info = &self.deck.document.info;
        let session = format!("{}\u{a0}{}", self.word("session"), info.session.number);
        let about = [info.programme.as_str(), &session].join(" · ");
        let facts = info.opening();
        let lines = [info.session.subtitle.clone(), about, facts.join(" · ")];
        lines.into_iter().filter(|line| !line.is_empty()).map(Line::words).collect()
    }

    /// Parts in a placeholder, or in a place.
    fn dressed_flow(
        &mut self,
        dress: &Dress<'_, 'd>,
        parts: &'d [Part],
        holder: Option<&Holder>,
        place: Place,
    ) {
        if parts.is_empty() {
            return;
        }
        let slot = holder.or_else(|| dress.frame.words().next()).map(Holder::slot);
        let tune = Tune::new(Ink::Role("primary-dark"), Some(&dress.slide.src));
        let place = self.foot_notes(place, Ink::Role("ink-soft"));
        let slot = slot.unwrap_or(LAYOUTS[2].slots[1]);
        let insets = holder.map_or((7.2, 3.6), |holder| holder.insets);
        // What is not words in the placeholder keeps its text's distance from the edges.
        let words = self.lines(parts);
        let inside = at(
            place.x + insets.0,
            place.y + insets.1,
            place.w - 2.0 * insets.0,
            place.h - 2.0 * insets.1,
        );
        let only_words = parts.iter().all(|part| {
            matches!(part.body, Body::Text { .. } | Body::List { .. } | Body::Heading { .. })
        });
        match holder {
            Some(_) if only_words => self.fill(&slot, Some(place), &words, tune),
            Some(_) => self.flow(parts, Some(&slot), inside, tune.setting(&slot), tune),
            None => self.flow(parts, None, inside, tune.setting(&slot), tune),
        }
    }

    fn dressed_words(&mut self, dress: &Dress<'_, 'd>, lines: Vec<Line<'d>>) {
        let tune = Tune::new(Ink::Role("primary-dark"), Some(&dress.slide.src));
        if lines.is_empty() {
            return;
        }
        let holder = dress.frame.words().next();
        let slot = holder.map_or(LAYOUTS[2].slots[1], Holder::slot);
        let place = self
            .foot_notes(holder.map_or(dress.area, |holder| holder.place), Ink::Role("ink-soft"));
        match holder {
            Some(_) => self.fill(&slot, Some(place), &lines, tune),
            None => self.text_box(&lines, place, &super::flow::boxed(tune.setting(&slot), tune)),
        }
    }

    fn dressed_columns(&mut self, dress: &Dress<'_, 'd>) {
        let slots = &dress.slide.slots;
        let words: Vec<&Holder> = dress.frame.words().collect();
        let columns = &slots.columns;
        if words.len() >= 4 && slots.body.is_empty() {
            for (index, column) in columns.iter().enumerate().take(2) {
                let heading: &[Run] = &column.title;
                let tune = Tune::new(Ink::Role("primary-dark"), Some(&dress.slide.src));
                if !heading.is_empty() {
                    self.fill(&words[2 * index].slot(), None, &[Line::of(heading)], tune);
                }
                let holder = words[2 * index + 1];
                self.dressed_flow(dress, &column.parts, Some(holder), holder.place);
            }
            return;
        }
        let mut places: Vec<(Option<&Holder>, Place)> =
            words.iter().map(|holder| (Some(*holder), holder.place)).collect();
        if places.len() < 2 {
            let half = (dress.area.w - 24.0) / 2.0;
            let left = Place { w: half, ..dress.area };
            let right = Place { x: left.x + half + 24.0, ..left };
            places = vec![(words.first().copied(), left), (None, right)];
        }
        if !slots.body.is_empty() {
            let high = 40.0;
            let above = Place { h: high, w: dress.area.w, x: dress.area.x, y: places[0].1.y };
            self.dressed_flow(dress, &slots.body, None, above);
            for (_, place) in &mut places {
                *place = place.below_y(place.y + high + 8.0);
            }
        }
        for (column, (holder, place)) in columns.iter().zip(places) {
            let mut place = place;
            if !column.title.is_empty() {
                let line = [Line::of(&column.title).toned(Tone::Heading)];
                let tune = Tune::new(Ink::Role("primary-dark"), Some(&dress.slide.src));
                let slot = holder.map_or(LAYOUTS[2].slots[1], Holder::slot);
                let words = column.parts.iter().all(|part| {
                    matches!(
                        part.body,
                        Body::Text { .. } | Body::List { .. } | Body::Heading { .. }
                    )
                });
                if let (Some(_), true) = (holder, words) {
                    let [heading] = line;
                    let lines: Vec<Line> =
                        std::iter::once(heading).chain(self.lines(&column.parts)).collect();
                    self.fill(&slot, Some(place), &lines, tune);
                    continue;
                }
                let set = tune.setting(&slot);
                let high = self.height_of(&line, &set, place.w) + 8.0;
                let head = at(place.x + 7.2, place.y, place.w - 14.4, high);
                self.text_box(&line, head, &super::flow::boxed(set, tune));
                place = place.below_y(place.y + high);
            }
            self.dressed_flow(dress, &column.parts, holder, place);
        }
    }

    /// A picture, table or drawing, in its placeholder or where one would be.
    fn dressed_figure(&mut self, dress: &Dress<'_, 'd>) {
        let slots = &dress.slide.slots;
        let Some(figure) = slots.figure.as_deref() else { return };
        let frame = dress.frame;
        let picture = match &figure.body {
            Body::Picture { path, alt, caption, ratio, .. } => Some((path, alt, caption, ratio)),
            _ => None,
        };
        if let (Some((path, alt, caption, ratio)), Some(holder)) = (picture, frame.of_kind("pic")) {
            if let Some(media) = self.media(path, &figure.src.to_string()) {
                self.picture(&media, alt, *ratio, holder.place, Some(&holder.slot()));
            }
            let mut lines = self.lines(&slots.body);
            if !caption.is_empty() {
                lines.push(Line::of(caption).toned(Tone::Small));
            }
            self.dressed_words(dress, lines);
            return;
        }
        let mut place = dress.area;
        let holder = frame.of_kind("tbl").or_else(|| frame.words().next());
        if !slots.body.is_empty() {
            let slot = holder.map_or(LAYOUTS[2].slots[1], Holder::slot);
            let tune = Tune::new(Ink::Role("primary-dark"), Some(&dress.slide.src));
            let set = tune.setting(&slot);
            let high = (self.flow_height(&slots.body, place, &set) + 12.0).min(place.h / 3.0);
            let above = Place { h: high, ..place };
            // The placeholder is the figure's if it can take it.
            let words = frame.words().next().filter(|_| !matches!(figure.body, Body::Table(_)));
            self.dressed_flow(dress, &slots.body, words, above);
            place = place.below_y(place.y + high + 8.0);
        }
        let place = self.foot_notes(place, Ink::Role("ink-soft"));
        let tune = Tune::new(Ink::Role("primary-dark"), Some(&dress.slide.src));
        match &figure.body {
            Body::Table(table) if table.caption.is_empty() => {
                let slot = holder
                    .map(Holder::slot)
                    .filter(|slot| matches!(slot.hold, Hold::Table | Hold::Any));
                self.table(table, place, slot.as_ref(), tune.accent);
            }
            _ => {
                let set = tune.setting(&LAYOUTS[2].slots[1]);
                self.flow(std::slice::from_ref(figure), None, place, set, tune);
            }
        }
    }

    fn dressed_foot(&mut self, dress: &Dress) {
        for kind in ["ftr", "sldNum"] {
            let Some(holder) = dress.frame.of_kind(kind) else { continue };
            self.foot_of(kind, &holder.idx.to_string(), dress.slide.number);
        }
    }
}
