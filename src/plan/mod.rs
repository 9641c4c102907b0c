//! An edition to its documents, one file per kind of document. Knows no PDF, Word or PowerPoint.

mod blanks;
mod estimate;
mod generated;
mod guide;
mod links;
mod notes;
mod paper;
mod run_sheet;
mod slide;
mod template;
mod words;
mod worksheet;

pub use crate::model::Words;
pub use blanks::{Blank, Takes, blanks};
pub use words::{calendar, of_language, primary, read as read_words};

use crate::model::Session;
use crate::model::block::Lowering;
use crate::model::tool::Canvas;
use crate::part::{
    Cohort, Direction, Document, DocumentKind, Info, Options, Paper, SessionInfo, TimelineSegment,
    plain,
};
use crate::resolve::Edition;

/// What the user chose of the documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Slides on a handout page.
    pub per_page: u32,
}

impl Default for Choice {
    fn default() -> Self {
        Self { per_page: 3 }
    }
}

/// The templates of an edition.
pub fn template(edition: &Edition, words: &Words) -> Document {
    template::document(edition, words)
}

/// The documents of a session, in the order of their kinds.
pub fn session(
    edition: &Edition,
    session: &Session,
    words: &Words,
    choice: &Choice,
) -> Vec<Document> {
    let plan = Plan { edition, session, words, choice };
    let folder = folder(session);
    let mut documents = vec![
        plan.document(DocumentKind::Slides, format!("{folder}/slides"), "slides"),
        plan.document(DocumentKind::Handout, format!("{folder}/slides-handout"), "handout"),
        plan.document(DocumentKind::Guide, format!("{folder}/facilitator-guide"), "guide"),
    ];
    let slides = slide::slides(&plan);
    if slides.is_empty() {
        documents.retain(|document| document.kind == DocumentKind::Guide);
    }
    for document in &mut documents {
        document.slides.clone_from(&slides);
    }
    let worksheets = worksheet::worksheets(&plan);
    if let Some(guide) = documents.last_mut() {
        guide.parts = guide::parts(&plan, &slides, &worksheets);
        guide.worksheets.clone_from(&worksheets);
        let notes = notes::of_slides(&guide.parts, &slides, &worksheets, words);
        if let Some(deck) = documents.first_mut().filter(|d| d.kind == DocumentKind::Slides) {
            deck.notes = notes;
        }
    }
    documents.extend(worksheet::documents(&plan, &folder, worksheets));
    documents.iter_mut().for_each(Document::mark_languages);
    documents
}

/// A document of the programme, in each of its shapes.
pub fn paper(edition: &Edition, paper: &crate::model::Paper, words: &Words) -> Vec<Document> {
    paper::documents(edition, paper, words)
}

/// A document with the same one in the second language of a bilingual edition behind it.
pub fn bilingual(first: Document, second: Document) -> Document {
    paper::bilingual(first, second)
}

/// The change notice of a session with what it says.
pub fn notice(
    edition: &Edition,
    session: &Session,
    words: &Words,
    parts: Vec<crate::part::Part>,
) -> Document {
    let plan = Plan { edition, session, words, choice: &Choice::default() };
    let path = format!("{}/change-notice", folder(session));
    Document { parts, ..plan.document(DocumentKind::Notice, path, "notice") }
}

/// The change notice of the documents that belong to no session.
pub fn programme_notice(
    edition: &Edition,
    words: &Words,
    parts: Vec<crate::part::Part>,
) -> Document {
    let kind_name = words.get("notice").to_owned();
    let title = titled(words.get("notice-documents"), &kind_name);
    Document {
        kind: DocumentKind::Notice,
        path: "documents/change-notice".to_owned(),
        info: facts(edition, words, title, kind_name),
        options: Options {
            per_page: 0,
            is_virtual: edition.is_virtual,
            paper: Paper::default(),
            form: String::new(),
        },
        timeline: Vec::new(),
        slides: Vec::new(),
        worksheets: Vec::new(),
        notes: Vec::new(),
        parts,
        translated: edition.translated.clone(),
        twin: None,
    }
}

/// The folder of a session in the edition's.
fn folder(session: &Session) -> String {
    format!("sessions/{:02}-{}", session.number, session.id)
}

/// The deck of the slides that a handout or guide shows: the same document as the deck's own, so
/// that both can be set as one.
pub fn deck_of(document: &Document, words: &Words) -> Document {
    let kind_name = words.get("slides").to_owned();
    let title = titled(&document.info.session.title, &kind_name);
    Document {
        kind: DocumentKind::Slides,
        info: Info { title, kind_name, ..document.info.clone() },
        options: Options { per_page: 0, ..document.options.clone() },
        worksheets: Vec::new(),
        notes: Vec::new(),
        parts: Vec::new(),
        ..document.clone()
    }
}

/// The title of a session's document of a kind.
fn titled(session: &str, kind_name: &str) -> String {
    format!("{session}: {kind_name}")
}

/// What planning a session needs.
#[derive(Clone, Copy)]
struct Plan<'a> {
    edition: &'a Edition,
    session: &'a Session,
    words: &'a Words,
    choice: &'a Choice,
}

impl Plan<'_> {
    /// A document of the session without its content.
    fn document(&self, kind: DocumentKind, path: String, kind_word: &str) -> Document {
        let kind_name = self.words.get(kind_word).to_owned();
        let title = titled(&self.session.front.title, &kind_name);
        let slides =
            matches!(kind, DocumentKind::Slides | DocumentKind::Handout | DocumentKind::Guide);
        Document {
            kind,
            path,
            info: self.info(title, kind_name),
            notes: Vec::new(),
            options: Options {
                per_page: if kind == DocumentKind::Handout { self.choice.per_page } else { 0 },
                is_virtual: self.edition.is_virtual,
                paper: Paper::default(),
                form: String::new(),
            },
            timeline: if slides { self.timeline() } else { Vec::new() },
            slides: Vec::new(),
            worksheets: Vec::new(),
            parts: Vec::new(),
            translated: self.session.translated.clone().with(&self.edition.translated),
            twin: None,
        }
    }

    fn info(&self, title: String, kind_name: String) -> Info {
        let front = &self.session.front;
        let workstream =
            self.edition.programme.workstreams.iter().find(|w| w.id == front.workstream.value);
        let facts = facts(self.edition, self.words, title, kind_name);
        Info {
            cohort: Cohort { date: self.session.date.clone(), ..facts.cohort.clone() },
            workstream: workstream.map_or(String::new(), |w| w.title.clone()),
            session: SessionInfo {
                number: self.session.number,
                title: front.title.clone(),
                subtitle: front.subtitle.clone(),
                summary: front.summary.clone(),
            },
            ..facts
        }
    }

    fn timeline(&self) -> Vec<TimelineSegment> {
        let segment = |activity: &crate::model::Activity| TimelineSegment {
            activity: activity.kind.word().to_owned(),
            minutes: activity.minutes.0,
            title: plain(&self.lowering(SLIDE).runs(&activity.title)),
        };
        self.session.activities.iter().map(segment).collect()
    }

    fn lowering(&self, canvas: Canvas) -> Lowering<'_> {
        Lowering {
            sources: &self.edition.sources,
            canvas,
            footnotes: &self.session.footnotes,
            heading_shift: 0,
            direction: Direction::of(&self.edition.language),
        }
    }
}

/// What headers, footers and covers show of the programme, without a session.
fn facts(edition: &Edition, words: &Words, title: String, kind_name: String) -> Info {
    let facts = &edition.programme.programme;
    Info {
        title,
        language: edition.language.clone(),
        kind_name,
        programme: facts.title.clone(),
        programme_short: facts.short.clone(),
        workstream: String::new(),
        session: SessionInfo::default(),
        organisation: edition.organisation.clone(),
        cohort: edition.cohort.clone(),
        edition: {
            // Whose it is, and how it is delivered where that was asked for.
            let whose = match edition.is_shared {
                true => words.get("shared-edition"),
                false => &edition.organisation.short,
            };
            let variant: Vec<&str> = edition.variant.iter().map(|word| words.get(word)).collect();
            match variant.is_empty() {
                true => whose.to_owned(),
                false => format!("{whose} ({})", variant.join(", ").to_lowercase()),
            }
        },
        version: facts.version.clone(),
        licence: facts.licence.clone(),
        date: facts.date.clone(),
    }
}

/// The space for a drawing on a slide.
const SLIDE: Canvas = Canvas { width: 864.0, height: 330.0, text: 18.0 };
/// The space for a drawing in a guide's text column.
const GUIDE: Canvas = Canvas { width: 330.0, height: 240.0, text: 9.0 };
