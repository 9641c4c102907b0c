//! Parts below one another in a place: words in the placeholder, what is more than words beside it as
//! native shapes.

use super::fill::Tune;
use super::ink::Ink;
use super::layouts::{Marks, Slot};
use super::lines::{Line, lines};
use super::measure::Setting;
use super::place::{GUTTER, Place, at, columns_width};
use super::sheet::{Alt, Sheet, rectangle};
use super::text::Writing;
use crate::part::{Body, CalloutRole, Drawing, GroupRole, Part, Run, Table};
use crate::write::ooxml::emu;

/// A stretch of a flow.
enum Segment<'d> {
    Words(Vec<Line<'d>>),
    Callout(CalloutRole, Vec<Line<'d>>),
    Table(&'d Table),
    Picture { path: &'d str, alt: &'d str, ratio: f64, width: f64, src: String, caption: &'d [Run] },
    Drawing { drawing: &'d Drawing, alt: &'d str, caption: &'d [Run] },
    Columns(&'d [f64], &'d [Part]),
}

/// Space between two stretches.
const BETWEEN: f64 = 22.0;
/// Space inside a callout: at the left of its words, at the right, above and below.
const CALLOUT: (f64, f64, f64) = (72.0, 24.0, 18.0);
/// A callout is no wider than one reads along.
const CALLOUT_WIDTH: f64 = columns_width(10.0);
const CAPTION: Setting = Setting { size: 16.0, second: 16.0, bold: false, gap: 4.0, indent: 20.0 };

impl<'d> Sheet<'_, 'd> {
    /// Puts parts into a place; the first words go into the placeholder, if there is one.
    pub fn flow(
        &mut self,
        parts: &'d [Part],
        slot: Option<&Slot>,
        place: Place,
        set: Setting,
        tune: Tune,
    ) {
        let segments = self.segments(parts);
        if let ([Segment::Words(words)], Some(slot)) = (&segments[..], slot) {
            self.fill(slot, Some(place), words, tune);
            return;
        }
        let heights: Vec<f64> =
            segments.iter().map(|it| self.segment_height(it, place, &set)).collect();
        // Where there is too much, air goes first.
        let count = segments.len().saturating_sub(1) as f64;
        let high: f64 = heights.iter().sum();
        let between = ((place.h - high) / count.max(1.0)).clamp(8.0, BETWEEN);
        let over = (high + between * count - place.h).max(0.0);
        // What can give way: figures by scaling, words by shrinking.
        let share = |segment: &Segment| match segment {
            Segment::Picture { .. }
            | Segment::Drawing { .. }
            | Segment::Words(_)
            | Segment::Columns(..) => 1.0,
            Segment::Callout(..) => 0.5,
            Segment::Table(_) => 0.7,
        };
        let soft: f64 = segments.iter().zip(&heights).map(|(it, h)| share(it) * h).sum();
        let mut slot = slot;
        let mut y = place.y;
        for (segment, high) in segments.iter().zip(heights) {
            let high = (high - over * share(segment) * high / soft.max(1.0)).max(12.0);
            let here = at(place.x, y, place.w, high);
            self.segment(segment, &mut slot, here, set, tune);
            y += high + between;
        }
    }

    /// Height of parts in a width.
    pub fn flow_height(&mut self, parts: &'d [Part], place: Place, set: &Setting) -> f64 {
        let segments = self.segments(parts);
        let gaps = BETWEEN * (segments.len().saturating_sub(1)) as f64;
        segments.iter().map(|it| self.segment_height(it, place, set)).sum::<f64>() + gaps
    }

    /// The lines of parts on this slide.
    pub fn lines(&self, parts: &'d [Part]) -> Vec<Line<'d>> {
        lines(parts, self.deck.words, &self.deck.document.worksheets)
    }

    fn segments(&self, parts: &'d [Part]) -> Vec<Segment<'d>> {
        let mut segments: Vec<Segment> = Vec::new();
        for part in parts {
            let segment = match &part.body {
                Body::Table(table) => Segment::Table(table),
                Body::Picture { path, alt, caption, width, ratio } => Segment::Picture {
                    path,
                    alt,
                    ratio: ratio.max(0.01),
                    width: width.unwrap_or(1.0),
                    src: part.src.to_string(),
                    caption,
                },
                Body::Drawing { drawing, alt, caption } => {
                    Segment::Drawing { drawing, alt, caption }
                }
                Body::Callout { role, .. } if *role != CalloutRole::Quote => {
                    Segment::Callout(*role, self.lines(std::slice::from_ref(part)))
                }
                Body::Group { role: GroupRole::Columns { widths }, children } => {
                    Segment::Columns(widths, children)
                }
                Body::Group { role: GroupRole::Stack, children } => {
                    segments.extend(self.segments(children));
                    continue;
                }
                Body::Heading { .. }
                | Body::Text { .. }
                | Body::List { .. }
                | Body::Field { .. }
                | Body::Callout { .. }
                | Body::Rule
                | Body::Break
                | Body::Group { .. } => Segment::Words(self.lines(std::slice::from_ref(part))),
            };
            match (segments.last_mut(), segment) {
                (Some(Segment::Words(before)), Segment::Words(lines)) => before.extend(lines),
                (_, Segment::Words(lines)) if lines.is_empty() => {}
                (_, segment) => segments.push(segment),
            }
        }
        segments
    }

    fn segment_height(&mut self, segment: &Segment<'d>, place: Place, set: &Setting) -> f64 {
        match segment {
            Segment::Words(lines) => self.height_of(lines, set, place.w),
            Segment::Callout(_, lines) => {
                let (left, right, above) = CALLOUT;
                let width = place.w.min(CALLOUT_WIDTH) - left - right;
                self.height_of(lines, &callout_setting(set), width) + 2.0 * above
            }
            Segment::Table(table) => {
                let caption = self.caption_height(&table.caption, place.w);
                super::table::height(self.deck, table, place) + caption
            }
            Segment::Picture { ratio, width, caption, .. } => {
                place.w * width / ratio + self.caption_height(caption, place.w)
            }
            Segment::Drawing { drawing, caption, .. } => {
                let scale = (place.w / drawing.width.max(1.0)).min(1.0);
                drawing.height * scale + self.caption_height(caption, place.w)
            }
            Segment::Columns(widths, children) => {
                let places = side_by_side(widths, children.len(), place);
                let heights = children.iter().zip(places).map(|(child, place)| {
                    self.flow_height(std::slice::from_ref(child), place, set)
                });
                heights.fold(0.0, f64::max)
            }
        }
    }

    fn caption_height(&self, caption: &[Run], width: f64) -> f64 {
        if caption.is_empty() {
            0.0
        } else {
            self.height_of(&[Line::of(caption)], &CAPTION, width) + 8.0
        }
    }

    fn segment(
        &mut self,
        segment: &Segment<'d>,
        slot: &mut Option<&Slot>,
        here: Place,
        set: Setting,
        tune: Tune,
    ) {
        match segment {
            Segment::Words(lines) => match slot.take() {
                Some(slot) => self.fill(slot, Some(here), lines, tune),
                None => self.text_box(lines, here, &boxed(set, tune)),
            },
            Segment::Callout(role, lines) => {
                let here = Place { w: here.w.min(CALLOUT_WIDTH), ..here };
                self.callout(*role, lines, here, &set);
            }
            Segment::Table(table) => {
                let caption = self.caption_height(&table.caption, here.w);
                let place = at(here.x, here.y, here.w, here.h - caption);
                let stands = self.table(table, place, None, tune.accent);
                self.caption(&table.caption, at(here.x, stands.bottom() + 8.0, here.w, caption));
            }
            Segment::Picture { path, alt, ratio, width, src, caption } => {
                let below = self.caption_height(caption, here.w);
                let w = (here.w * width).min((here.h - below) * ratio);
                let place = at(here.x, here.y, w, w / ratio);
                match self.media(path, src) {
                    Some(media) => self.picture(&media, alt, *ratio, place, None),
                    None => self.text_box(&[Line::words(*alt)], place, &boxed(set, tune)),
                }
                self.caption(caption, at(here.x, place.bottom() + 8.0, here.w, below));
            }
            Segment::Drawing { drawing, alt, caption } => {
                let below = self.caption_height(caption, here.w);
                let place = at(here.x, here.y, here.w, here.h - below);
                self.drawing(drawing, alt, place);
                self.caption(caption, at(here.x, place.bottom() + 8.0, here.w, below));
            }
            Segment::Columns(widths, children) => {
                let places = side_by_side(widths, children.len(), here);
                for (child, place) in children.iter().zip(places) {
                    self.flow(std::slice::from_ref(child), slot.take(), place, set, tune);
                }
            }
        }
    }

    fn caption(&mut self, runs: &'d [Run], place: Place) {
        if !runs.is_empty() {
            let tune = Tune::new(Ink::Role("ink-soft"), None);
            let tune = Tune { ink: Some(Ink::Role("ink-soft")), ..tune };
            self.text_box(&[Line::of(runs)], place, &boxed(CAPTION, tune));
        }
    }

    /// A set-off box: a panel with its icon, its words in it.
    fn callout(&mut self, role: CalloutRole, lines: &[Line], place: Place, set: &Setting) {
        let (icon, strong, pale) = match role {
            CalloutRole::Warning => ("warning", "accent-dark", "accent-pale"),
            CalloutRole::Example => ("example", "ink-soft", "grey-pale"),
            CalloutRole::Tip => ("tip", "primary-dark", "primary-pale"),
            CalloutRole::Note
            | CalloutRole::Say
            | CalloutRole::Do
            | CalloutRole::Ask
            | CalloutRole::Producer
            | CalloutRole::Questions
            | CalloutRole::ShortOfTime
            | CalloutRole::Quote => ("note", "primary-dark", "primary-pale"),
        };
        let theme = self.deck.theme;
        let set = callout_setting(set);
        let (left, right, above) = CALLOUT;
        let widths = self.deck.office.widths();
        let room = place.h - 2.0 * above;
        let shrunk = super::measure::shrink(
            widths,
            lines,
            &set,
            (place.w - left - right) / self.deck.breadth,
            room,
        );
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let name = self.word(role.word_key().unwrap_or("note"));
        self.named(name, Alt::Own);
        self.xml.empty("p:cNvSpPr", &[]).empty("p:nvPr", &[]).close().open("p:spPr", &[]);
        place.xfrm(&mut self.xml, "a:xfrm");
        rectangle(&mut self.xml, place, 8.0);
        Ink::Role(pale).fill(&mut self.xml, theme);
        self.xml.raw("<a:ln><a:noFill/></a:ln>").close().open("p:txBody", &[]);
        let [left, right, above] = [left, right, above].map(|length| emu(length).to_string());
        self.xml.open(
            "a:bodyPr",
            &[
                ("wrap", "square"),
                ("lIns", &left),
                ("tIns", &above),
                ("rIns", &right),
                ("bIns", &above),
                ("rtlCol", "0"),
                ("anchor", "t"),
            ],
        );
        self.autofit(shrunk);
        self.xml.close().empty("a:lstStyle", &[]);
        let how = Writing {
            set,
            accent: Ink::Role(strong),
            ink: Some(Ink::Role("ink")),
            marks: Marks::None,
            sized: true,
            align: Some("l"),
        };
        self.paragraphs(lines, &how);
        self.xml.close().close();
        self.icon(icon, at(place.x + 24.0, place.y + 16.0, 32.0, 32.0), Ink::Role(strong));
    }

    /// The footnotes, each behind its number.
    pub fn numbered_notes(&self) -> Vec<Vec<Run>> {
        let numbered = self.footnotes.iter().map(|note| {
            let mark = [Run::Footnote { runs: note.clone() }, Run::text(" ")];
            mark.into_iter().chain(note.iter().cloned()).collect()
        });
        numbered.collect()
    }

    /// The slide's footnotes at the foot of a place; gives what is left of the place above them.
    pub fn foot_notes(&mut self, place: Place, ink: Ink) -> Place {
        const SMALL: Setting =
            Setting { size: 14.0, second: 14.0, bold: false, gap: 3.0, indent: 14.0 };
        if self.footnotes.is_empty() {
            return place;
        }
        let notes = self.numbered_notes();
        let lines: Vec<Line> = notes.iter().map(|runs| Line::of(runs)).collect();
        let high = self.height_of(&lines, &SMALL, place.w);
        let foot = at(place.x, place.bottom() - high, place.w, high);
        let tune = Tune { ink: Some(ink), ..Tune::new(ink, None) };
        self.text_box(&lines, foot, &boxed(SMALL, tune));
        Place { h: (place.h - high - 8.0).max(12.0), ..place }
    }
}

/// Words of a box that no placeholder speaks for.
pub fn boxed<'a>(set: Setting, tune: Tune<'a>) -> Writing<'a> {
    Writing {
        set,
        accent: tune.accent,
        ink: Some(tune.ink.unwrap_or(Ink::Role("ink"))),
        marks: Marks::None,
        sized: true,
        align: Some(tune.align.unwrap_or("l")),
    }
}

fn callout_setting(set: &Setting) -> Setting {
    let size = set.size.min(22.0);
    Setting { size, second: size.min(20.0), gap: 8.0, indent: 24.0, ..*set }
}

fn side_by_side(widths: &[f64], count: usize, place: Place) -> Vec<Place> {
    let weight = |index: usize| widths.get(index).copied().unwrap_or(1.0).max(0.01);
    let total: f64 = (0..count).map(weight).sum();
    let room = place.w - GUTTER * (count.saturating_sub(1)) as f64;
    let mut x = place.x;
    (0..count)
        .map(|index| {
            let w = room * weight(index) / total.max(0.01);
            let here = Place { x, w, ..place };
            x += w + GUTTER;
            here
        })
        .collect()
}
