//! A planned document to its outline: pieces with ids, words and hashes. What shifts when something is
//! put in before it (numbers of slides and activities) is left out of a piece, and so is what changes
//! without anybody having changed the text: date, version.

use super::contents::{Outline, Outlined, Piece, PieceKind};
use crate::part::{
    Body, Document, DocumentKind, GroupRole, Part, Slide, TableRole, hash_json, plain, plain_parts,
};
use crate::write::Format;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// Letters of a piece's hash.
const LENGTH: usize = 12;

/// The outline of a document as a format shows it, with the hashes of its pictures.
pub fn outline(
    document: &Document,
    format: Format,
    pictures: &BTreeMap<String, String>,
) -> Outlined {
    let mut pieces = Pieces::default();
    pieces.head(document);
    document.slides.iter().for_each(|slide| pieces.slide(slide));
    if format == Format::Pptx {
        for (slide, notes) in document.slides.iter().zip(&document.notes) {
            let words = Text { name: plain(&slide.title), lines: plain_parts(notes) };
            pieces.push(PieceKind::SlideNotes, &slide.id, words, notes);
        }
    }
    for sheet in &document.worksheets {
        let mut lines = vec![sheet.title.clone(), sheet.purpose.clone()];
        lines.extend(plain_parts(&sheet.parts));
        let words = Text { name: sheet.title.clone(), lines };
        pieces.push(PieceKind::Worksheet, &sheet.id, words, sheet);
    }
    pieces.body(&document.parts);
    if let Some(twin) = &document.twin {
        pieces.head(twin);
        pieces.body(&twin.parts);
    }
    for (path, hash) in pictures {
        let name = path.trim_start_matches("picture ").to_owned();
        let id = name.clone();
        pieces.push(PieceKind::Picture, &id, Text { name, lines: Vec::new() }, hash);
    }
    let translated = &document.translated;
    let outline = Outline {
        kind: kind(document.kind).to_owned(),
        title: document.full_title(),
        session: document.info.session.title.clone(),
        translated: Some((translated.texts, translated.of)).filter(|it| it.1 > 0),
        pieces: pieces.list,
    };
    let hash = hash_json(&outline)[..LENGTH].to_owned();
    Outlined { hash, outline, texts: pieces.texts }
}

/// The kind as it is called in files and on the command line.
pub fn kind(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Slides => "slides",
        DocumentKind::Handout => "handout",
        DocumentKind::Guide => "guide",
        DocumentKind::Worksheet => "worksheet",
        DocumentKind::Worksheets => "worksheets",
        DocumentKind::Paper => "paper",
        DocumentKind::Notice => "notice",
        DocumentKind::Template => "template",
    }
}

/// The words of a piece.
struct Text {
    /// What a person calls it.
    name: String,
    /// Its words, a line for each paragraph, item or cell.
    lines: Vec<String>,
}

#[derive(Default)]
struct Pieces {
    list: Vec<Piece>,
    texts: Vec<(String, Vec<String>)>,
    ids: HashSet<(PieceKind, String)>,
}

impl Pieces {
    /// Adds a piece; `shown` is what it is made of beyond its words.
    fn push(&mut self, kind: PieceKind, id: &str, mut words: Text, shown: &impl Serialize) {
        words.lines.retain(|line| !line.trim().is_empty());
        let mut unique = id.to_owned();
        for number in 2.. {
            if self.ids.insert((kind, unique.clone())) {
                break;
            }
            unique = format!("{id}-{number}");
        }
        // What it is called is told elsewhere: notes are the same when their slide is renamed.
        let hash = hash_json(&(kind, &unique, &words.lines, hash_json(shown)))[..LENGTH].to_owned();
        self.list.push(Piece(kind, unique, hash.clone(), words.name));
        self.texts.push((hash, words.lines));
    }

    fn head(&mut self, document: &Document) {
        let info = &document.info;
        let lines = [
            &info.title,
            &info.session.title,
            &info.programme,
            &info.organisation.name,
            &info.organisation.short,
            &info.edition,
            &info.licence,
            &document.options.paper.subtitle,
            &document.options.paper.summary,
            &document.options.paper.audience,
        ];
        let words = Text { name: info.title.clone(), lines: lines.into_iter().cloned().collect() };
        let paper = &document.options.paper;
        let form = (&paper.form, &paper.size, paper.landscape, document.options.per_page);
        self.push(PieceKind::Head, "", words, &form);
    }

    fn slide(&mut self, slide: &Slide) {
        let slots = &slide.slots;
        let mut lines = vec![plain(&slide.title)];
        lines.extend(plain_parts(&slots.body));
        for column in &slots.columns {
            lines.push(plain(&column.title));
            lines.extend(plain_parts(&column.parts));
        }
        lines.push(plain(&slots.attribution));
        lines.extend(plain_parts(slots.figure.as_deref().map_or(&[], std::slice::from_ref)));
        lines.extend(slide.notes.iter().map(|note| plain(note)));
        let timed = slide.badge.as_ref().filter(|badge| badge.minutes > 0);
        lines.extend(timed.map(|badge| format!("{}′", badge.minutes)));
        let shown = (slide.layout, &slide.title, slots, &slide.badge, &slide.notes);
        let words = Text { name: lines[0].clone(), lines };
        self.push(PieceKind::Slide, &slide.id, words, &shown);
    }

    /// The body: cover, activities, sections.
    fn body(&mut self, parts: &[Part]) {
        let mut section: Vec<&Part> = Vec::new();
        for part in parts {
            match &part.body {
                Body::Group { role: GroupRole::Activity { .. }, .. } => {
                    self.section(&std::mem::take(&mut section));
                    self.activity(part);
                }
                Body::Group { role: GroupRole::Cover, children } => {
                    let words = Text { name: String::new(), lines: plain_parts(children) };
                    self.push(PieceKind::Cover, "", words, part);
                }
                // What it says is said by the activities.
                Body::Table(table) if table.role == TableRole::RunSheet => {}
                Body::Heading { level, .. } if *level <= 2 => {
                    self.section(&std::mem::take(&mut section));
                    section.push(part);
                }
                _ => section.push(part),
            }
        }
        self.section(&section);
    }

    fn section(&mut self, parts: &[&Part]) {
        // A heading by itself stands above what is told elsewhere, such as the run sheet.
        let alone = parts.len() == 1 && matches!(parts[0].body, Body::Heading { .. });
        let Some(first) = parts.first().filter(|_| !alone) else { return };
        let name = match &first.body {
            Body::Heading { runs, .. } => plain(runs),
            _ => String::new(),
        };
        let id = if first.id.is_empty() { slug(&name) } else { first.id.clone() };
        let lines = parts.iter().flat_map(|part| plain_parts(std::slice::from_ref(part))).collect();
        self.push(PieceKind::Section, &id, Text { name, lines }, &parts);
    }

    fn activity(&mut self, part: &Part) {
        let Body::Group { role, children } = &part.body else { return };
        let GroupRole::Activity {
            title,
            start,
            end,
            minutes,
            activity,
            lead,
            method,
            group,
            resources,
            optional,
            ..
        } = role
        else {
            return;
        };
        let time = vec![start.clone(), end.clone(), minutes.to_string()];
        let words = Text { name: title.clone(), lines: time };
        self.push(PieceKind::Time, &part.id, words, &());
        let mut lines = vec![title.clone(), method.clone(), lead.clone()];
        lines.extend(resources.iter().cloned());
        lines.extend(plain_parts(children));
        // Which slides and worksheets stand where is told by their own pieces: their numbers shift.
        let shown: Vec<&Part> = children.iter().flat_map(unstepped).collect();
        let words = Text { name: title.clone(), lines };
        self.push(PieceKind::Activity, &part.id, words, &(activity, group, optional, shown));
    }
}

/// What stands beside slides or below a worksheet, without the numbers of those.
fn unstepped(part: &Part) -> Vec<&Part> {
    match &part.body {
        Body::Group { role: GroupRole::Step { .. } | GroupRole::HandOut { .. }, children } => {
            children.iter().collect()
        }
        _ => vec![part],
    }
}

fn slug(words: &str) -> String {
    let letters = words.chars().map(|c| if c.is_alphanumeric() { c } else { '-' });
    letters.collect::<String>().to_lowercase().trim_matches('-').to_owned()
}
