//! Packs: the files of one role in one zip, with a contents page to read and a manifest to check it by.
//! The same files give the same bytes.

use super::cover::cover;
use super::manifest::{FileFacts, MANIFEST, Manifest, sha256};
use super::safe::safe;
use super::{Prepared, path};
use crate::part::{Document, DocumentKind};
use crate::plan::Choice;
use crate::write::{Format, formats};
use std::collections::{BTreeMap, HashSet};
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The contents page in a pack.
const CONTENTS: &str = "contents.html";

/// For whom a pack is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who leads a session: everything of it.
    Facilitator,
    /// Who takes part: the handout and the worksheets.
    Participant,
    /// Who makes the programme known: flyers, letters, e-mails, pictures, and templates for more.
    Comms,
    /// Who runs the programme: its guidance, agreements and forms.
    Programme,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 4] = [Role::Facilitator, Role::Participant, Role::Comms, Role::Programme];

    /// Its name, in the pack's file name and in the list of words after `pack-`.
    pub fn name(self) -> &'static str {
        match self {
            Role::Facilitator => "facilitator",
            Role::Participant => "participant",
            Role::Comms => "comms",
            Role::Programme => "programme",
        }
    }

    /// Has each session one of its own?
    fn is_of_session(self) -> bool {
        matches!(self, Role::Facilitator | Role::Participant)
    }

    fn takes(self, document: &Document) -> bool {
        let form = document.options.paper.form.as_str();
        let public = matches!(form, "flyer" | "letter" | "email" | "email-signature" | "social");
        match (self, document.kind) {
            (
                Role::Facilitator,
                DocumentKind::Slides
                | DocumentKind::Handout
                | DocumentKind::Guide
                | DocumentKind::Worksheet
                | DocumentKind::Worksheets,
            )
            | (
                Role::Participant,
                DocumentKind::Handout | DocumentKind::Worksheet | DocumentKind::Worksheets,
            )
            | (Role::Comms, DocumentKind::Template) => true,
            (Role::Comms, DocumentKind::Paper) => public,
            (Role::Programme, DocumentKind::Paper) => !public,
            _ => false,
        }
    }
}

/// A pack before it is made.
pub struct Pack {
    /// Its file name without `.zip`.
    pub name: String,
    /// What its contents page is called.
    pub title: String,
    /// For whom it is.
    pub role: Role,
    /// Its files.
    pub(super) entries: Vec<Entry>,
}

/// A file of a pack.
pub(super) struct Entry {
    /// Below the edition's folder.
    pub(super) path: String,
    /// In the pack.
    pub(super) name: String,
    /// Of the document.
    pub(super) title: String,
    /// Its format, as people call it.
    pub(super) kind: &'static str,
}

impl Pack {
    /// Puts the change notice of a folder first, where the edition has one.
    fn notice(&mut self, prepared: &Prepared, folder: &str, depth: usize, whole: &Manifest) {
        let path = format!("{folder}/change-notice.pdf");
        if whole.files.contains_key(&path) {
            let below = path.strip_prefix(&format!("{}/", prepared.folder)).unwrap_or(&path);
            let name: Vec<String> = below.split('/').skip(depth).map(safe).collect();
            let title = prepared.words.get("notice").to_owned();
            let kind = kind(Format::Pdf);
            self.entries.insert(0, Entry { name: name.join("/"), path, title, kind });
        }
    }
}

/// The packs of an edition for some sessions and roles; one with nothing in it is none.
pub fn packs(prepared: &Prepared, sessions: &[u32], roles: &[Role], whole: &Manifest) -> Vec<Pack> {
    let mut packs = Vec::new();
    for role in roles.iter().filter(|role| role.is_of_session()) {
        for session in &prepared.edition.sessions {
            if !sessions.is_empty() && !sessions.contains(&session.number) {
                continue;
            }
            let documents = prepared.documents(session, &Choice::default());
            let name = format!("{:02}-{}-{}", session.number, session.id, role.name());
            let mut pack = pack(prepared, name, &session.front.title, *role, &documents);
            let folder = documents.first().and_then(|it| it.path.rsplit_once('/'));
            if let Some((folder, _)) = folder.filter(|_| *role == Role::Facilitator) {
                pack.notice(prepared, folder, 2, whole);
            }
            packs.push(pack);
        }
    }
    let mut documents: Vec<Document> =
        prepared.edition.documents.iter().flat_map(|paper| prepared.papers(paper)).collect();
    documents.push(prepared.template());
    // Whoever asks for a session has not asked for those of the programme.
    let roles = roles.iter().filter(|role| !role.is_of_session() && sessions.is_empty());
    let title = &prepared.edition.programme.programme.title;
    packs.extend(roles.map(|role| {
        let mut pack = pack(prepared, role.name().to_owned(), title, *role, &documents);
        if *role == Role::Programme {
            let folder = format!("{}/documents", prepared.folder);
            pack.notice(prepared, folder.trim_start_matches('/'), 0, whole);
        }
        pack
    }));
    packs.retain(|pack| !pack.entries.is_empty());
    packs.sort_by(|a, b| a.name.cmp(&b.name));
    packs
}

fn pack(
    prepared: &Prepared,
    name: String,
    title: &str,
    role: Role,
    documents: &[Document],
) -> Pack {
    let mut entries: Vec<Entry> = Vec::new();
    for document in documents.iter().filter(|document| role.takes(document)) {
        // The folder of the session or of the documents is the pack itself.
        let depth = if role.is_of_session() { 2 } else { 0 };
        for format in formats(document) {
            let path = path(document, *format);
            let below = path.strip_prefix(&format!("{}/", prepared.folder)).unwrap_or(&path);
            let parts: Vec<String> = below.split('/').skip(depth).map(safe).collect();
            entries.push(Entry {
                name: parts.join("/"),
                path,
                title: document.info.title.clone(),
                kind: kind(*format),
            });
        }
    }
    distinct(&mut entries);
    let words = prepared.words.get(match role {
        Role::Facilitator => "pack-facilitator",
        Role::Participant => "pack-participant",
        Role::Comms => "pack-comms",
        Role::Programme => "pack-programme",
    });
    Pack { name: safe(&name), title: format!("{title}: {words}"), role, entries }
}

/// Gives files other names where a system that does not tell capitals apart would keep one of two.
fn distinct(entries: &mut [Entry]) {
    let mut taken: HashSet<String> = [CONTENTS, MANIFEST].map(str::to_owned).into();
    for entry in entries {
        let (stem, end) = match entry.name.rsplit_once('.') {
            Some((stem, end)) => (stem.to_owned(), format!(".{end}")),
            None => (entry.name.clone(), String::new()),
        };
        let mut count = 1;
        while !taken.insert(entry.name.to_lowercase()) {
            count += 1;
            entry.name = format!("{stem}-{count}{end}");
        }
    }
}

/// Formats as people call them; names of programs are the same in every language.
fn kind(format: Format) -> &'static str {
    match format {
        Format::Pdf => "PDF",
        Format::Docx | Format::Dotx => "Word",
        Format::Pptx | Format::Potx => "PowerPoint",
        Format::Html => "HTML",
        Format::Eml => "EML",
        Format::Txt => "TXT",
        Format::Png => "PNG",
    }
}

/// Makes a pack. `whole` is the edition's manifest; `read` gives the bytes of a file of the
/// edition and what its manifest says of it.
pub fn write(
    pack: &Pack,
    prepared: &Prepared,
    whole: &Manifest,
    read: impl Fn(&str) -> io::Result<(Vec<u8>, FileFacts)>,
) -> io::Result<Vec<u8>> {
    let mut files = Vec::new();
    let mut facts = BTreeMap::new();
    for entry in &pack.entries {
        let (bytes, of_file) = read(&entry.path)?;
        facts.insert(entry.name.clone(), of_file);
        files.push((entry.name.clone(), bytes));
    }
    let page = cover(pack, prepared, &facts).into_bytes();
    let of_page =
        FileFacts { sha256: sha256(&page), bytes: page.len() as u64, pages: 0, key: String::new() };
    facts.insert(CONTENTS.to_owned(), of_page);
    files.insert(0, (CONTENTS.to_owned(), page));
    let manifest = Manifest {
        edition: format!("{}/{}", prepared.edition.name, pack.name),
        files: facts,
        ..whole.clone()
    };
    let mut text = serde_json::to_vec_pretty(&manifest)?;
    text.push(b'\n');
    files.push((MANIFEST.to_owned(), text));
    zipped(&files)
}

/// A zip of files in this order, without times. What is packed already is not packed again.
fn zipped(files: &[(String, Vec<u8>)]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let text = name.ends_with(".html") || name.ends_with(".json");
        let method = if text { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
