//! How much of a document is in the edition's language, and which of its words are not: a screen reader
//! changes its voice for them (WCAG 2.2, 3.1.2 Language of Parts).

use super::{Body, Document, Part, Run, Slide, Worksheet};
use serde::Serialize;
use std::collections::BTreeSet;

/// From one text of so many on a document counts as translated.
const LEAST: usize = 20;

/// What is known of a document's translation; nothing where it needs none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Translated {
    /// How many of its texts are in the edition's language; not told to layouts.
    #[serde(skip)]
    pub texts: usize,
    /// How many texts it has.
    #[serde(skip)]
    pub of: usize,
    /// BCP 47 tag of the language that the others are in.
    pub source: String,
    /// Words alone, such as titles, that are still in it, as they are printed.
    pub left: BTreeSet<String>,
}

impl Translated {
    /// Is there nothing to tell a layout?
    pub fn is_plain(&self) -> bool {
        self.left.is_empty()
    }

    /// Next to nothing of it is translated: a title that lists print, at most.
    pub fn is_nothing(&self) -> bool {
        self.of > 0 && self.texts * LEAST < self.of
    }

    /// The language of some words: empty where it is the document's.
    pub fn language_of(&self, words: &str) -> &str {
        if self.left.contains(words) { &self.source } else { "" }
    }

    /// Takes in the words of something else that the document shows; its texts are not counted again.
    pub fn with(mut self, other: &Translated) -> Self {
        if self.source.is_empty() {
            self.source.clone_from(&other.source);
        }
        self.left.extend(other.left.iter().cloned());
        self
    }
}

impl Document {
    /// Marks each run that is still in another language with that language.
    pub fn mark_languages(&mut self) {
        let translated = std::mem::take(&mut self.translated);
        if !translated.is_plain() {
            let mark = &|runs: &mut Vec<Run>| runs.iter_mut().for_each(|it| one(it, &translated));
            self.slides.iter_mut().for_each(|slide| of_slide(slide, mark));
            self.worksheets.iter_mut().for_each(|sheet| of_worksheet(sheet, mark));
            self.parts
                .iter_mut()
                .chain(self.notes.iter_mut().flatten())
                .for_each(|it| of(it, mark));
        }
        self.translated = translated;
    }
}

type Mark<'a> = &'a dyn Fn(&mut Vec<Run>);

fn one(run: &mut Run, translated: &Translated) {
    match run {
        Run::Text { text, language, .. } if language.is_empty() => {
            translated.language_of(text).clone_into(language);
        }
        Run::Link { runs, .. } | Run::Footnote { runs } => {
            runs.iter_mut().for_each(|run| one(run, translated));
        }
        Run::Text { .. } | Run::Value { .. } | Run::Icon { .. } | Run::Break => {}
    }
}

fn of_slide(slide: &mut Slide, mark: Mark) {
    mark(&mut slide.title);
    let slots = &mut slide.slots;
    slots.body.iter_mut().for_each(|part| of(part, mark));
    slots.figure.iter_mut().for_each(|part| of(part, mark));
    for column in &mut slots.columns {
        mark(&mut column.title);
        column.parts.iter_mut().for_each(|part| of(part, mark));
    }
    mark(&mut slots.attribution);
    slide.notes.iter_mut().for_each(mark);
}

fn of_worksheet(sheet: &mut Worksheet, mark: Mark) {
    sheet.parts.iter_mut().for_each(|part| of(part, mark));
}

fn of(part: &mut Part, mark: Mark) {
    match &mut part.body {
        Body::Heading { runs, .. } | Body::Text { runs, .. } => mark(runs),
        Body::List { items, .. } => {
            items.iter_mut().flat_map(|item| &mut item.parts).for_each(|part| of(part, mark));
        }
        Body::Table(table) => {
            mark(&mut table.caption);
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            table.header.iter_mut().chain(cells).for_each(mark);
        }
        Body::Picture { caption, .. } | Body::Drawing { caption, .. } => mark(caption),
        Body::Field { label, hint, .. } => {
            mark(label);
            mark(hint);
        }
        Body::Callout { title, children, .. } => {
            mark(title);
            children.iter_mut().for_each(|part| of(part, mark));
        }
        Body::Rule | Body::Break => {}
        Body::Group { children, .. } => children.iter_mut().for_each(|part| of(part, mark)),
    }
}
