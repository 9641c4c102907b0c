//! The templates of an edition: what its staff start their own letters and decks from.

use super::{Words, facts};
use crate::part::{Document, DocumentKind, Options, Paper, Translated};
use crate::resolve::Edition;

/// A document with the edition's look and no content.
pub fn document(edition: &Edition, words: &Words) -> Document {
    let title = edition.programme.programme.title.clone();
    let kind_name = words.get("template").to_owned();
    Document {
        kind: DocumentKind::Template,
        path: format!("templates/{}", edition.programme.programme.id),
        info: facts(edition, words, title, kind_name),
        options: Options {
            per_page: 0,
            is_virtual: edition.is_virtual,
            paper: Paper { size: "a4".to_owned(), ..Paper::default() },
            form: String::new(),
        },
        timeline: Vec::new(),
        slides: Vec::new(),
        worksheets: Vec::new(),
        notes: Vec::new(),
        parts: Vec::new(),
        translated: Translated::default(),
        twin: None,
    }
}
