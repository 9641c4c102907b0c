//! Layouts of an organisation's template: each of ours finds one of theirs by the mapping, by its name,
//! or by its type.

use super::layout::{Shown, ph_type};
use super::layouts::{LAYOUTS, Slot};
use super::template::{Base, Frame, Holder, OBJECT};
use crate::part::SlideLayout;
use crate::plan::Words;
use crate::write::ooxml::Mapping;

/// Types of layout that can stand for ours, best first (ECMA-376 part 1, 19.7.15).
fn types(layout: &SlideLayout) -> &'static [&'static str] {
    match layout {
        SlideLayout::Title => &["title"],
        SlideLayout::Section => &["secHead", "title"],
        SlideLayout::TwoColumns => &["twoObj", "twoTxTwoObj", "obj"],
        SlideLayout::Comparison => &["twoTxTwoObj", "twoObj", "obj"],
        SlideLayout::Picture => &["picTx", "objTx", "titleOnly", "obj"],
        SlideLayout::Table => &["tbl", "obj", "titleOnly"],
        SlideLayout::Diagram => &["titleOnly", "obj"],
        SlideLayout::Content
        | SlideLayout::Statement
        | SlideLayout::Question
        | SlideLayout::Quote
        | SlideLayout::Activity
        | SlideLayout::KeyPoints
        | SlideLayout::NextSteps => &["obj", "tx", "titleOnly"],
    }
}

/// Which of the template's layouts a layout of ours takes, by its place in [`LAYOUTS`].
pub fn frame<'a>(
    base: &'a Base,
    mapping: &Mapping,
    words: &Words,
    layout: SlideLayout,
    index: usize,
) -> Option<&'a Frame> {
    let key = LAYOUTS[index].name.trim_start_matches("layout-");
    let named = |name: &str| base.frames.iter().find(|frame| frame.name.eq_ignore_ascii_case(name));
    // A mapping speaks of our fourteen layouts; two of ours have a second form.
    let plain = match key {
        "full-picture" => "picture",
        "steps" => "activity",
        key => key,
    };
    let mapped = [key, plain]
        .into_iter()
        .find_map(|key| mapping.layouts.get(key))
        .and_then(|name| named(name));
    if let Some(frame) = mapped.or_else(|| named(words.get(LAYOUTS[index].name))) {
        return Some(frame);
    }
    let typed = |kind: &&str| base.frames.iter().find(|frame| frame.kind == **kind);
    types(&layout).iter().find_map(typed).or(base.frames.first())
}

/// The layout of a template made by us that is ours for a slide: nobody changed where its placeholders
/// stand or how large their words are, so slides are written as those of our own decks.
pub fn own(
    base: &Base,
    mapping: &Mapping,
    words: &Words,
    (index, kind): (usize, String),
) -> Option<Shown> {
    let layout = &LAYOUTS[index];
    if mapping.layouts.contains_key(layout.name.trim_start_matches("layout-")) {
        return None;
    }
    let plain = words.get(layout.name).to_owned();
    let of_kind = format!("{plain}: {}", words.get(&kind));
    let named = |name: &String| base.frames.iter().find(|frame| frame.name == *name);
    let frame = [of_kind, plain].iter().find_map(named)?;
    let same = |slot: &Slot| {
        let holder = frame.holders.iter().find(|holder| holder.idx == slot.idx);
        holder.is_some_and(|holder| holder.is(slot))
    };
    let part = frame.part.clone();
    layout.slots.iter().all(same).then_some(Shown { index, kind, part })
}

impl Frame {
    pub fn title(&self) -> Option<&Holder> {
        self.holders.iter().find(|holder| matches!(holder.kind.as_str(), "title" | "ctrTitle"))
    }

    /// Its placeholders for content, in reading order.
    pub fn content(&self) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(|holder| {
            !matches!(holder.kind.as_str(), "title" | "ctrTitle" | "dt" | "ftr" | "sldNum" | "hdr")
        })
    }

    /// Those that take words.
    pub fn words(&self) -> impl Iterator<Item = &Holder> {
        self.content().filter(|holder| matches!(holder.kind.as_str(), "obj" | "body" | "subTitle"))
    }

    pub fn of_kind(&self, kind: &str) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.kind == kind)
    }

    /// What a slide of ours needs and this layout has no placeholder for.
    pub fn lacks(&self, layout: &SlideLayout) -> Option<&'static str> {
        let words = self.words().count();
        match layout {
            SlideLayout::Picture => self.of_kind("pic").is_none().then_some("a picture"),
            SlideLayout::TwoColumns | SlideLayout::Comparison => {
                (words < 2).then_some("two columns")
            }
            SlideLayout::Diagram => None,
            SlideLayout::Table => {
                let any = self.of_kind("tbl").or_else(|| self.of_kind("obj"));
                any.is_none().then_some("a table")
            }
            SlideLayout::Title
            | SlideLayout::Section
            | SlideLayout::Content
            | SlideLayout::Statement
            | SlideLayout::Question
            | SlideLayout::Quote
            | SlideLayout::Activity
            | SlideLayout::KeyPoints
            | SlideLayout::NextSteps => (words == 0).then_some("text"),
        }
    }
}

impl Holder {
    /// Is it this placeholder of ours?
    fn is(&self, slot: &Slot) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 0.5;
        let (here, there) = (self.place, slot.place);
        self.kind == ph_type(slot.hold).unwrap_or(OBJECT)
            && near(here.x, there.x)
            && near(here.y, there.y)
            && near(here.w, there.w)
            && near(here.h, there.h)
            && near(self.size, slot.look.size)
    }
}
