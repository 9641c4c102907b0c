//! The key of a document: everything that its bytes depend on, in a form that can be printed, so
//! that it can be said *why* a document was made again.

use crate::part::{Document, Info, hash, hash_json};
use crate::write::Format;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the code that makes documents, and of the crates it is built with: a hash over both,
/// taken when the program is compiled. The output does not carry it.
pub const WRITER: &str =
    concat!("packwright ", env!("CARGO_PKG_VERSION"), ", code ", env!("PACKWRIGHT_CODE"));

/// Everything that a document's bytes depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Version of the writers.
    pub writer: String,
    /// Edition and path: they are part of the PDF's identifier.
    pub document: String,
    /// `SOURCE_DATE_EPOCH`.
    pub timestamp: Option<i64>,
    /// Hash of each piece of content, by what it is.
    pub content: BTreeMap<String, String>,
    /// Hash of the theme.
    pub theme: String,
    /// Hash of the interface words.
    pub words: String,
    /// Hash of all fonts.
    pub fonts: String,
    /// Hash of each layout file the document's layout imports.
    pub layouts: BTreeMap<String, String>,
    /// Hash of each picture.
    pub pictures: BTreeMap<String, String>,
    /// Format, and what only its writer uses.
    pub format: Format,
    /// Fonts and template of Word and PowerPoint files; empty for PDF.
    pub office: String,
}

/// The parts of a key that all documents of a build share.
#[derive(Clone, Debug)]
pub struct Shared {
    /// Hash of the theme.
    pub theme: String,
    /// Hash of the interface words.
    pub words: String,
    /// Hash of all fonts.
    pub fonts: String,
    /// `SOURCE_DATE_EPOCH`.
    pub timestamp: Option<i64>,
    /// Hash of the fonts and the template of a format; empty for PDF.
    pub office: BTreeMap<Format, String>,
}

/// A document whose content is hashed piece by piece, once for all its formats.
pub struct Content<'a> {
    document: &'a Document,
    pieces: BTreeMap<String, String>,
    /// The same in the second language of a document in two.
    twin: Option<Box<Content<'a>>>,
}

impl<'a> Content<'a> {
    /// Hashes what all formats of a document show.
    pub fn new(document: &'a Document) -> Self {
        let mut pieces = BTreeMap::new();
        pieces.insert("options".to_owned(), hash_json(&document.options));
        pieces.insert("the timeline".to_owned(), hash_json(&document.timeline));
        for slide in &document.slides {
            pieces.insert(format!("slide {}", slide.id), hash_json(slide));
        }
        for worksheet in &document.worksheets {
            pieces.insert(format!("worksheet {}", worksheet.id), hash_json(worksheet));
        }
        for (index, part) in document.parts.iter().enumerate() {
            let name = if part.id.is_empty() {
                format!("part {index}")
            } else {
                format!("section {}", part.id)
            };
            pieces.insert(name, hash_json(part));
        }
        let twin = document.twin.as_deref().map(|twin| Box::new(Self::new(twin)));
        Self { document, pieces, twin }
    }

    /// Hash of each piece that a format shows, by what it is.
    fn pieces(&self, format: Format) -> BTreeMap<String, String> {
        let document = self.document;
        let mut pieces = self.pieces.clone();
        pieces.insert("titles and facts".to_owned(), hash_json(&facts(document, format)));
        if format == Format::Pptx {
            for (slide, notes) in document.slides.iter().zip(&document.notes) {
                pieces.insert(format!("notes of slide {}", slide.id), hash_json(notes));
            }
        }
        for (name, hash) in self.twin.iter().flat_map(|twin| twin.pieces(format)) {
            pieces.insert(format!("{name}, in the second language"), hash);
        }
        pieces
    }

    /// The key of the document in a format.
    pub fn key(
        &self,
        format: Format,
        shared: &Shared,
        layouts: BTreeMap<String, String>,
        pictures: BTreeMap<String, String>,
    ) -> Key {
        let document = self.document;
        let content = self.pieces(format);
        Key {
            writer: WRITER.to_owned(),
            document: format!("{}/{}.{}", document.info.edition, document.path, format.extension()),
            timestamp: shared.timestamp,
            content,
            theme: shared.theme.clone(),
            words: shared.words.clone(),
            fonts: shared.fonts.clone(),
            layouts,
            pictures,
            format,
            office: shared.office.get(&format).cloned().unwrap_or_default(),
        }
    }
}

impl Key {
    /// The key as the name of an entry.
    pub fn name(&self) -> String {
        hash(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// What differs from an earlier key, in words.
    pub fn difference(&self, before: &Key) -> Vec<String> {
        let mut out = Vec::new();
        let mut one = |what: &str, same: bool| {
            if !same {
                out.push(what.to_owned());
            }
        };
        one("packwright's own version", self.writer == before.writer);
        one("SOURCE_DATE_EPOCH", self.timestamp == before.timestamp);
        one("the theme", self.theme == before.theme);
        one("the interface words", self.words == before.words);
        one("the fonts", self.fonts == before.fonts);
        one("the office fonts or template", self.office == before.office);
        for (now, then) in [
            (&self.content, &before.content),
            (&self.layouts, &before.layouts),
            (&self.pictures, &before.pictures),
        ] {
            out.extend(
                now.iter()
                    .filter(|(name, hash)| then.get(*name) != Some(hash))
                    .map(|(name, _)| name.clone()),
            );
            out.extend(
                then.keys()
                    .filter(|name| !now.contains_key(*name))
                    .map(|name| format!("{name} (removed)")),
            );
        }
        out
    }
}

/// The facts that a format writes. A Word file carries all that is known of a cohort, to be shown where
/// somebody puts it; elsewhere it is what the kind tells. So two cohorts of an organisation have the same
/// worksheets, made once.
fn facts(document: &Document, format: Format) -> Info {
    let mut info = document.info.clone();
    match format {
        Format::Docx | Format::Dotx | Format::Html | Format::Eml | Format::Txt => {}
        Format::Pdf | Format::Png | Format::Pptx | Format::Potx => {
            info.cohort = document.told_of_cohort()
        }
    }
    info
}
