//! PowerPoint decks: PresentationML (ECMA-376 part 1, clause 19) with a slide master, one layout for each
//! named slide layout, native tables, shapes and speaker notes. What comes in is a deck of slides; what
//! goes out is a package that PowerPoint opens as if it had made it. Refuses documents of other kinds.

mod branded;
mod direction;
mod dressed;
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
mod template;
mod text;

use super::ooxml::{
    Office, Package, THEME_TYPE, Template, TemplateKind, add_properties, finished, theme_part,
};
use super::{Finding, Written};
use crate::diag::Code;
use crate::part::{Document, DocumentKind, Slide};
use crate::plan::Words;
use crate::theme::Theme;
use layout::Shown;
use sheet::Deck;
use std::collections::BTreeMap;
use template::Base;

/// Content type of a PowerPoint template's main part.
const TEMPLATE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml";

/// Writes a deck for PowerPoint.
pub fn write(
    document: &Document,
    theme: &Theme,
    words: &Words,
    office: &Office,
) -> Result<Written, Vec<Finding>> {
    if !matches!(document.kind, DocumentKind::Slides | DocumentKind::Template) {
        let message = "only a deck of slides can be a PowerPoint file";
        let finding = Finding::new(Code::NotExpressible, "", message);
        return Err(vec![Finding { warning: false, ..finding }]);
    }
    let organisation = office.template(TemplateKind::PowerPoint);
    let base = organisation.and_then(|ours| Some((ours, template::read(ours)?)));
    if let (Some(ours), None) = (organisation, &base) {
        return Err(vec![unusable(ours)]);
    }
    let dressed = base.as_ref().map(|(_, base)| template::theme(base, theme));
    let mut deck = Deck {
        document,
        theme: dressed.as_ref().unwrap_or(theme),
        words,
        office,
        package: Package::default(),
        findings: Vec::new(),
        icons: BTreeMap::new(),
        media: BTreeMap::new(),
        breadth: measure::breadth(
            base.as_ref().map_or(&theme.office.text, |(_, base)| &base.family),
        ),
        notes_master: notes::MASTER.to_owned(),
        table_style: None,
        bare: base.is_some(),
    };
    match base {
        Some((template, base)) => branded(&mut deck, template, &base)?,
        None => own(&mut deck),
    }
    if document.info.direction().is_right_to_left() {
        direction::turn(&mut deck);
    }
    if document.kind == DocumentKind::Template {
        let main = deck.package.related("", "officeDocument").into_iter().next();
        main.into_iter().for_each(|(_, name)| deck.package.retype(&name, TEMPLATE));
    }
    add_properties(&mut deck.package, &document.info, "Microsoft Office PowerPoint");
    Ok(finished(&deck.package, office, document.slides.len(), deck.findings))
}

/// A deck with our own master.
fn own<'d>(deck: &mut Deck<'d>) {
    let (document, theme) = (deck.document, deck.theme);
    for number in 1..=2 {
        let part = theme_part(theme, &document.info.programme_short);
        deck.package.add(&format!("ppt/theme/theme{number}.xml"), THEME_TYPE, part);
    }
    let wanted: Vec<(usize, String)> = match document.kind {
        DocumentKind::Template => layout::every(),
        _ => document.slides.iter().map(layout_of).collect(),
    };
    let layouts = layout::of_deck(&wanted);
    let parts: Vec<String> = layouts.iter().map(|layout| layout.part.clone()).collect();
    master::write(deck, &parts);
    layouts.iter().for_each(|shown| layout::write(deck, shown));
    notes::write_master(deck, "ppt/theme/theme2.xml");
    let mut slides = Vec::new();
    for (index, (slide, wanted)) in document.slides.iter().zip(&wanted).enumerate() {
        let part = format!("ppt/slides/slide{}.xml", index + 1);
        let Some(shown) = best(&layouts, wanted) else { continue };
        slide::write(deck, slide, shown, &part);
        notes_of(deck, index, &part);
        slides.push(part);
    }
    presentation::write(deck, &slides);
}

fn notes_of(deck: &mut Deck, index: usize, slide: &str) {
    let document = deck.document;
    if let Some(told) = document.notes.get(index).filter(|told| !told.is_empty()) {
        let notes = format!("ppt/notesSlides/notesSlide{}.xml", index + 1);
        notes::write(deck, told, index as u32 + 1, &notes, slide);
    }
}

/// A deck in an organisation's template.
fn branded(deck: &mut Deck, template: &Template, base: &Base) -> Result<(), Vec<Finding>> {
    let document = deck.document;
    deck.package = base.package.clone();
    deck.table_style = Some(base.table_style.clone()).filter(|style| style != table::STYLE);
    match &base.notes_master {
        Some(part) => deck.notes_master.clone_from(part),
        None => {
            let free = (1..).map(|number| format!("ppt/theme/theme{number}.xml"));
            let theme = free.into_iter().find(|name| !deck.package.has(name)).unwrap_or_default();
            let part = theme_part(deck.theme, &document.info.programme_short);
            deck.package.add(&theme, THEME_TYPE, part);
            notes::write_master(deck, &theme);
        }
    }
    let mut slides = Vec::new();
    for (index, slide) in document.slides.iter().enumerate() {
        let part = format!("ppt/slides/slide{}.xml", index + 1);
        let wanted = layout_of(slide);
        let ours = wanted.0;
        if let Some(shown) = branded::own(base, &template.mapping, deck.words, wanted) {
            slide::write(deck, slide, &shown, &part);
            notes_of(deck, index, &part);
            slides.push(part);
            continue;
        }
        let Some(frame) = branded::frame(base, &template.mapping, deck.words, slide.layout, ours)
        else {
            return Err(vec![unusable(template)]);
        };
        dressed::write(deck, base, frame, slide, &part);
        notes_of(deck, index, &part);
        slides.push(part);
    }
    presentation::rewrite(deck, base, &slides).ok_or_else(|| vec![unusable(template)])
}

fn unusable(template: &Template) -> Finding {
    let message = format!("`{}` has no slide layouts that can be used", template.path.display());
    let finding = Finding::new(Code::BadTemplate, "", message);
    finding.help("open it in PowerPoint and save it again as a template without macros")
}

/// What a template has no placeholder for, each with the layouts of ours that need it; empty too where it
/// has no layouts at all, which stops every deck.
pub fn lacking(template: &Template, words: &Words) -> Vec<String> {
    let Some(base) = template::read(template) else { return Vec::new() };
    let mut lacking: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (index, layout) in layouts::ORDER.into_iter().enumerate() {
        let frame = branded::frame(&base, &template.mapping, words, layout, index);
        if let Some(what) = frame.and_then(|frame| frame.lacks(&layout)) {
            let name = layouts::LAYOUTS[index].name.trim_start_matches("layout-");
            lacking.entry(what).or_default().push(name);
        }
    }
    let named = |(what, names): (&str, Vec<&str>)| format!("{what} (`{}`)", names.join("`, `"));
    lacking.into_iter().map(named).collect()
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
