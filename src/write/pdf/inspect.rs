//! Looks at finished pages: content below a slide's limit, text outside the page, characters that
//! no font has.

use crate::diag::Code;
use crate::write::Finding;
use std::collections::{BTreeMap, BTreeSet};
use typst::foundations::{Dict, Label, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Transform};
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst::visualize::Shape;
use typst_layout::PagedDocument;

/// What a glance tolerates: half a point is neither seen nor cut.
const TOLERANCE: f64 = 0.5;

/// Everything found on the pages of a document. Only a deck shows slides at their own size, so only
/// there do their limits mean anything.
pub fn inspect(document: &PagedDocument, is_deck: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut missing = BTreeSet::new();
    let mut watch: Option<Watch> = None;
    let mut one_page = None;
    for (number, page) in document.pages().iter().enumerate() {
        let mut walk = Walk {
            width: page.frame.width().to_pt(),
            height: page.frame.height().to_pt(),
            outside: None,
            missing: &mut missing,
            is_deck,
            clipped: false,
            number,
            one_page: &mut one_page,
            watch: watch.take(),
            findings: &mut findings,
        };
        walk.frame(&page.frame, Transform::identity());
        watch = walk.watch.take();
        if let Some(text) = walk.outside {
            let message = format!("page {} has something outside the paper: `{text}`", number + 1);
            findings.push(
                Finding::new(Code::PageOverflow, "", message)
                    .help("shorten it, or give it more room"),
            );
        }
    }
    // One finding for each stretch of words, however many of its characters are missing.
    let mut stretches: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for (character, text) in missing {
        stretches.entry(text).or_default().push(character);
    }
    findings.extend(stretches.into_iter().map(|(text, characters)| {
        let code = |it: &char| format!("`{it}` (U+{:04X})", *it as u32);
        let shown = named(&characters, code).unwrap_or_default();
        let message = format!("no font of the theme has {shown}, in `{text}`");
        let mut finding = Finding::new(Code::GlyphMissing, "", message)
            .help("write it differently, or add a font that has it to the theme");
        finding.words = text;
        finding
    }));
    findings
}

/// The first few of some characters and how many more there are; `None` when there are none.
pub fn named(characters: &[char], name: impl Fn(&char) -> String) -> Option<String> {
    let first = characters.iter().take(3).map(name).collect::<Vec<_>>().join(", ");
    match characters.len() {
        0 => None,
        1..=3 => Some(first),
        many => Some(format!("{first} and {} more", many - 3)),
    }
}

/// Between the two marks of a slide's or page's body.
struct Watch {
    src: String,
    /// The first words that run off the paper at the right.
    wide: Option<String>,
    limit: f64,
    lowest: f64,
}

struct Walk<'a> {
    width: f64,
    height: f64,
    outside: Option<String>,
    missing: &'a mut BTreeSet<(char, String)>,
    is_deck: bool,
    /// Within a group that clips.
    clipped: bool,
    /// Index of the page.
    number: usize,
    /// Where something began that must fit one page.
    one_page: &'a mut Option<usize>,
    watch: Option<Watch>,
    findings: &'a mut Vec<Finding>,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame, at: Transform) {
        for (point, item) in frame.items() {
            let here = at.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => self.group(group, here),
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Image(_, size, _) => self.reaches(here, size.y),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(mark) = element.to_packed::<MetadataElem>() {
                        self.mark(element.label(), &mark.value);
                    }
                }
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// What a group clips is seen only within its outline, so it cannot leave the paper.
    fn group(&mut self, group: &GroupItem, at: Transform) {
        let clipped = self.clipped;
        self.clipped |= group.clip.is_some();
        self.frame(&group.frame, at.pre_concat(group.transform));
        self.clipped = clipped;
    }

    fn text(&mut self, text: &TextItem, at: Transform) {
        let words = || text.text.chars().take(40).collect::<String>();
        let end = Point::with_x(text.width()).transform(at).x.to_pt();
        match &mut self.watch {
            // On a slide only what stands in its body counts: the rest is drawn by the layout.
            Some(watch) if end > self.width + TOLERANCE => {
                watch.wide.get_or_insert_with(words);
            }
            Some(_) => {}
            None => self.within(Point::zero().transform(at), end, 0.0, words),
        }
        // Typst's lines end at the base line, and so do the limits of the layouts.
        self.reaches(at, Abs::zero());
        for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
            if let Some(character) = text.text[glyph.range()].chars().next() {
                self.missing.insert((character, text.text.chars().take(60).collect()));
            }
        }
    }

    fn shape(&mut self, shape: &Shape, at: Transform) {
        let bounds = shape.bbox(false);
        let end = Point::new(bounds.max.x, bounds.max.y).transform(at);
        self.within(Point::zero().transform(at), end.x.to_pt(), end.y.to_pt(), || {
            "a box or line".to_owned()
        });
    }

    /// Remembers the first thing that leaves the paper.
    fn within(&mut self, start: Point, right: f64, bottom: f64, what: impl FnOnce() -> String) {
        let (x, y) = (start.x.to_pt(), start.y.to_pt());
        let inside = x > -TOLERANCE
            && y > -TOLERANCE
            && right.max(x) < self.width + TOLERANCE
            && bottom.max(y) < self.height + TOLERANCE;
        if !inside && !self.clipped {
            self.outside.get_or_insert_with(what);
        }
    }

    fn reaches(&mut self, at: Transform, below: Abs) {
        if let Some(watch) = &mut self.watch {
            let y = Point::with_y(below).transform(at).y.to_pt();
            watch.lowest = watch.lowest.max(y);
        }
    }

    fn mark(&mut self, label: Option<Label>, value: &Value) {
        let Some(label) = label else { return };
        let is = |name: &str| label == Label::new(PicoStr::intern(name)).expect("a constant label");
        if is("one-page-start") {
            *self.one_page = Some(self.number);
        } else if is("one-page-end") {
            self.end_one_page(value);
        } else if is("card-overflow") {
            self.findings.extend(card_overflow(value));
        } else if !self.is_deck {
            // Slides in miniature: their limits are those of another page.
        } else if is("body-start") {
            if let Value::Dict(facts) = value {
                self.watch = Some(Watch {
                    src: text(facts, "src"),
                    limit: number(facts, "limit"),
                    wide: None,
                    lowest: 0.0,
                });
            }
        } else if is("body-end")
            && let Some(watch) = self.watch.take()
        {
            if let Some(words) = watch.wide {
                let message = format!("`{words}` is wider than the slide");
                self.findings.push(
                    Finding::new(Code::PageOverflow, watch.src.clone(), message)
                        .help("shorten it, or let it break with a hyphen or a space"),
                );
            }
            let over = watch.lowest - watch.limit;
            if over > TOLERANCE {
                self.findings.push(overflow(&watch.src, over));
            }
        }
    }

    /// The end of something that must fit one page; its value names it.
    fn end_one_page(&mut self, value: &Value) {
        let pages = self.one_page.take().map_or(1, |first| self.number - first + 1);
        if let (Value::Str(name), true) = (value, pages > 1) {
            let message = format!("`{name}` takes {pages} pages and must fit one");
            let mut finding = Finding::new(Code::PageOverflow, "", message)
                .help("use shorter names, say less, or leave something out");
            finding.words = name.to_string();
            self.findings.push(finding);
        }
    }
}

fn overflow(src: &str, over: f64) -> Finding {
    let lines = (over / 33.0).ceil();
    let message = format!(
        "the slide's content is {over:.0} pt too tall, about {lines:.0} {}",
        if lines > 1.0 { "lines" } else { "line" }
    );
    Finding::new(Code::SlideOverflow, src, message)
        .help("shorten it, say the rest in the notes, or make two slides")
}

/// A card whose text is taller than the card.
fn card_overflow(value: &Value) -> Option<Finding> {
    let Value::Dict(facts) = value else { return None };
    let message =
        format!("the card `{}` is {:.0} pt too full", text(facts, "label"), number(facts, "over"));
    Some(
        Finding::new(Code::CardOverflow, text(facts, "src"), message)
            .help("shorten it, make two cards of it, or put fewer cards on a page: `down=3`"),
    )
}

fn text(facts: &Dict, key: &str) -> String {
    match facts.get(key) {
        Ok(Value::Str(text)) => text.to_string(),
        _ => String::new(),
    }
}

fn number(facts: &Dict, key: &str) -> f64 {
    match facts.get(key) {
        Ok(Value::Float(number)) => *number,
        Ok(Value::Int(number)) => *number as f64,
        Ok(Value::Length(length)) => length.abs.to_pt(),
        _ => f64::INFINITY,
    }
}
