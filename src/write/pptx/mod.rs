//! PowerPoint decks: PresentationML (ECMA-376 part 1, clause 19) with a slide master, one layout for each
//! named slide layout, native tables, shapes and speaker notes. What comes in is a deck of slides; what
//! goes out is a package that PowerPoint opens as if it had made it. Refuses documents of other kinds.

mod fill;
mod flow;
mod icon;
mod ink;
mod layout;
mod layouts;
mod lines;
mod master;
mod measure;
mod notes;
mod picture;
mod place;
mod presentation;
mod shapes;
mod sheet;
mod slide;
mod table;
mod text;

use super::ooxml::{Office, Package, THEME_TYPE, add_properties, theme_part};
use super::{Finding, Written};
use crate::diag::Code;
use crate::part::{Document, DocumentKind, Slide};
use crate::plan::Words;
use crate::theme::Theme;
use layout::Shown;
use sheet::Deck;
use std::collections::BTreeMap;

/// Writes a deck for PowerPoint.
pub fn write(
    document: &Document,
    theme: &Theme,
    words: &Words,
    office: &Office,
) -> Result<Written, Vec<Finding>> {
    if document.kind != DocumentKind::Slides {
        let message = "only a deck of slides can be a PowerPoint file";
        let finding = Finding::new(Code::NotExpressible, "", message);
        return Err(vec![Finding { warning: false, ..finding }]);
    }
    let mut deck = Deck {
        document,
        theme,
        words,
        office,
        package: Package::default(),
        findings: Vec::new(),
        icons: BTreeMap::new(),
        media: BTreeMap::new(),
    };
    own(&mut deck);
    add_properties(&mut deck.package, &document.info, "Microsoft Office PowerPoint");
    Ok(Written { bytes: deck.package.zip(), pages: document.slides.len(), findings: deck.findings })
}

/// A deck with our own master.
fn own<'d>(deck: &mut Deck<'d>) {
    let (document, theme) = (deck.document, deck.theme);
    for number in 1..=2 {
        let part = theme_part(theme, &document.info.programme_short);
        deck.package.add(&format!("ppt/theme/theme{number}.xml"), THEME_TYPE, part);
    }
    let wanted: Vec<(usize, String)> = document.slides.iter().map(layout_of).collect();
    let layouts = layout::of_deck(&wanted);
    let parts: Vec<String> = layouts.iter().map(|layout| layout.part.clone()).collect();
    master::write(deck, &parts);
    layouts.iter().for_each(|shown| layout::write(deck, shown));
    notes::write_master(deck);
    let mut slides = Vec::new();
    for (index, (slide, wanted)) in document.slides.iter().zip(&wanted).enumerate() {
        let part = format!("ppt/slides/slide{}.xml", index + 1);
        let Some(shown) = best(&layouts, wanted) else { continue };
        slide::write(deck, slide, shown, &part);
        if let Some(told) = document.notes.get(index).filter(|told| !told.is_empty()) {
            let notes = format!("ppt/notesSlides/notesSlide{}.xml", index + 1);
            notes::write(deck, told, slide.number, &notes, &part);
        }
        slides.push(part);
    }
    presentation::write(deck, &slides);
}

/// The layout that a slide has, and the activity type whose colours it takes.
fn layout_of(slide: &Slide) -> (usize, String) {
    let index = layouts::layout_of(slide.layout, slide.slots.full_bleed, slide.badge.is_some());
    let kind = slide.activity.as_ref().map_or("", |activity| activity.activity.as_str());
    (index, kind.to_owned())
}

fn best<'a>(layouts: &'a [Shown], (index, kind): &(usize, String)) -> Option<&'a Shown> {
    let same = |shown: &&Shown| shown.index == *index;
    layouts.iter().filter(same).find(|shown| shown.kind == *kind).or(layouts.iter().find(same))
}
