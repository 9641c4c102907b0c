//! `contents.json` of an edition: what each file says, piece by piece, so that two packs can be compared
//! by content long after their sources are gone. Everything in it is named by its hash: a slide that
//! stands in deck, handout and guide is written once.
//!
//! Date, version and the like are not part of it: a new date in a footer is no change.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the file in the edition's folder.
pub const CONTENTS: &str = "contents.json";

/// What the files of an edition say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// Each file by its path in the folder.
    pub files: BTreeMap<String, Said>,
    /// Documents by their hashes.
    pub documents: BTreeMap<String, Outline>,
    /// The words of pieces by their hashes, a line for each paragraph, item or cell.
    pub texts: BTreeMap<String, Vec<String>>,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Hash of its document.
    pub document: String,
    /// What each page of a PDF says and shows, as a short hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

/// A document as a list of its pieces, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// Kind of document, as in `--only`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Title of its session; empty where it belongs to none.
    pub session: String,
    /// How many texts of its source are translated, and how many there are; nothing where it needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<(usize, usize)>,
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// A piece of a document: what it is, its stable id, the hash of what it says and shows, and what a
/// person calls it. Pieces that say the same may have other names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece(pub PieceKind, pub String, pub String, pub String);

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PieceKind {
    /// What every page shows in its head or foot: titles, whose it is.
    Head,
    /// The cover of a guide: summary, outcomes, room, materials.
    Cover,
    /// When an activity begins and ends.
    Time,
    /// An activity: what it is and what is said and done in it.
    Activity,
    /// A slide.
    Slide,
    /// What is said beside a slide, in the deck for PowerPoint.
    SlideNotes,
    /// A worksheet.
    Worksheet,
    /// A section of a document.
    Section,
    /// A picture's own file.
    Picture,
}

/// The outline of a document with the words of its pieces.
#[derive(Clone, Debug)]
pub struct Outlined {
    /// Hash of the outline.
    pub hash: String,
    /// The outline.
    pub outline: Outline,
    /// The words of its pieces by their hashes.
    pub texts: Vec<(String, Vec<String>)>,
}

impl Contents {
    /// Notes what a file says.
    pub fn set(&mut self, path: &str, outlined: Outlined, pages: Vec<String>) {
        let said = Said { document: outlined.hash.clone(), pages };
        self.files.insert(path.to_owned(), said);
        self.documents.entry(outlined.hash).or_insert(outlined.outline);
        self.texts.extend(outlined.texts);
    }

    /// Takes in what other files say; of files that both have, the others' counts.
    pub fn add(&mut self, other: Contents) {
        self.files.extend(other.files);
        self.documents.extend(other.documents);
        self.texts.extend(other.texts);
    }

    /// Keeps some files, and of documents and words what they need.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        self.files.retain(|path, _| wanted(path));
        let used: BTreeSet<&String> = self.files.values().map(|said| &said.document).collect();
        self.documents.retain(|hash, _| used.contains(hash));
        let pieces = self.documents.values().flat_map(|outline| &outline.pieces);
        let used: BTreeSet<&String> = pieces.map(|piece| &piece.2).collect();
        self.texts.retain(|hash, _| used.contains(hash));
    }

    /// What a file's document is made of.
    pub fn outline(&self, path: &str) -> Option<&Outline> {
        self.documents.get(&self.files.get(path)?.document)
    }

    /// As a file: one line for each entry, so that two of them can be looked at side by side.
    pub fn text(&self) -> String {
        let mut out = String::from("{\n");
        lines("files", &self.files, &mut out);
        out.push_str(",\n");
        lines("documents", &self.documents, &mut out);
        out.push_str(",\n");
        lines("texts", &self.texts, &mut out);
        out.push_str("\n}\n");
        out
    }

    /// Reads such a file; the error says what is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }
}

fn lines(name: &str, entries: &BTreeMap<String, impl Serialize>, out: &mut String) {
    let line = |(key, value)| format!("{}:{}", json(key), json(value));
    let list: Vec<String> = entries.iter().map(line).collect();
    out.push_str(&format!("\"{name}\":{{\n{}\n}}", list.join(",\n")));
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
