//! Two packs to their differences: session by session, document by document.

use super::pages::Pages;
use super::pieces::{PieceChange, Told, changes};
use crate::pack::{CONTENTS, PieceKind, Received};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is different between two packs of an edition.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Comparison {
    /// Name of the edition.
    pub edition: String,
    /// The earlier pack.
    pub from: Side,
    /// The later pack.
    pub to: Side,
    /// Colours or fonts have changed: every page looks another way, whatever it says.
    pub look: bool,
    /// Sessions, and documents of the programme, that are not the same.
    pub groups: Vec<Group>,
}

/// Which pack it is.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Side {
    /// Version of the programme.
    pub version: String,
    /// Revision of its sources.
    pub revision: String,
    /// What made it.
    pub tool: String,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is new.
    Added,
    /// It is no more.
    Removed,
    /// It says or shows something else.
    Changed,
    /// It stands in another place.
    Moved,
}

/// A session with its documents, or a document of the programme.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Group {
    /// Id of the session; path of a document.
    pub id: String,
    /// Title.
    pub title: String,
    /// The folder of its language, in an edition in two; else empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Is it a session?
    pub is_session: bool,
    /// What became of it.
    pub status: Status,
    /// Number of the session before; 0 where it was not there or is none.
    pub number_before: u32,
    /// Number of the session now.
    pub number_now: u32,
    /// What has changed in its text, once however many documents show it.
    pub changes: Vec<PieceChange>,
    /// The documents that are not the same.
    pub documents: Vec<DocumentChange>,
}

/// A document that is not the same.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct DocumentChange {
    /// Path in the edition's folder without its extension: now, or before where it is gone.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// What became of it.
    pub status: Status,
    /// Its files that are not the same.
    pub files: Vec<FileChange>,
    /// What has changed in it.
    #[serde(skip)]
    pub changes: Vec<PieceChange>,
}

/// A file that is not the same.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FileChange {
    /// Its extension.
    pub format: String,
    /// What became of it.
    pub status: Status,
    /// Which pages of a PDF to print again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
}

/// A file's place that stays when sessions are numbered otherwise: its group, in a language where the
/// edition is in two, its document, its format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    group: String,
    language: String,
    document: String,
    format: String,
}

/// The folders that an edition has, below that of a language where it is in two.
const FOLDERS: [&str; 3] = ["sessions/", "documents/", "templates/"];

/// A path as a place, with the number of its session.
fn place(path: &str) -> Option<(Place, u32)> {
    let (stem, format) = path.rsplit_once('.')?;
    let is_own = |path: &str| FOLDERS.iter().any(|folder| path.starts_with(folder));
    let (language, stem) = match stem.split_once('/') {
        Some((language, below)) if !is_own(stem) && is_own(below) => (language, below),
        _ => ("", stem),
    };
    let (group, number) = match stem.strip_prefix("sessions/").and_then(|it| it.split_once('/')) {
        Some((folder, _)) => {
            let (number, id) = folder.split_once('-')?;
            (format!("sessions/{id}"), number.parse().ok()?)
        }
        None => (stem.to_owned(), 0),
    };
    let document = match number {
        0 => String::new(),
        _ => stem.splitn(3, '/').nth(2)?.to_owned(),
    };
    // A notice is about changes; it is none.
    let is_notice = stem.rsplit('/').next() == Some("change-notice");
    let (language, format) = (language.to_owned(), format.to_owned());
    (path != CONTENTS && !is_notice)
        .then_some((Place { group, language, document, format }, number))
}

/// The files of a pack by their places.
fn places(pack: &Received) -> BTreeMap<Place, (String, u32)> {
    let paths = pack.manifest.files.keys();
    paths.filter_map(|path| place(path).map(|(at, number)| (at, (path.clone(), number)))).collect()
}

/// Compares two packs of an edition.
pub fn compare(from: &Received, to: &Received) -> Comparison {
    let (old, new) = (places(from), places(to));
    let mut all: Vec<&Place> = old.keys().chain(new.keys()).collect();
    all.sort();
    all.dedup();
    let mut groups: Vec<Group> = Vec::new();
    for documents in all.chunk_by(|a, b| (&a.group, &a.language) == (&b.group, &b.language)) {
        let both = Both { from, to, old: &old, new: &new };
        groups.extend(both.group(documents));
    }
    let order = |group: &Group| {
        let gone = group.status == Status::Removed;
        (!group.is_session, gone, group.number_now, group.id.clone(), group.language.clone())
    };
    groups.sort_by_key(order);
    let side = |pack: &Received| Side {
        version: pack.manifest.version.clone(),
        revision: pack.manifest.revision.clone(),
        tool: pack.manifest.tool.clone(),
    };
    Comparison {
        edition: to.manifest.edition.clone(),
        from: side(from),
        to: side(to),
        look: from.manifest.look != to.manifest.look,
        groups,
    }
}

/// Both packs with their files by place.
#[derive(Clone, Copy)]
struct Both<'a> {
    from: &'a Received,
    to: &'a Received,
    old: &'a BTreeMap<Place, (String, u32)>,
    new: &'a BTreeMap<Place, (String, u32)>,
}

impl Both<'_> {
    /// A session or document; nothing when it is the same.
    fn group(&self, files: &[&Place]) -> Option<Group> {
        let by_document = files.chunk_by(|a, b| a.document == b.document);
        let documents: Vec<DocumentChange> =
            by_document.filter_map(|files| self.document(files)).collect();
        let number = |side: &BTreeMap<Place, (String, u32)>| {
            files.iter().find_map(|place| side.get(*place)).map(|(_, number)| *number)
        };
        let (before, now) = (number(self.old), number(self.new));
        let status = match (before, now) {
            (None, _) => Status::Added,
            (_, None) => Status::Removed,
            (before, now) if before != now && documents.is_empty() => Status::Moved,
            _ => Status::Changed,
        };
        if documents.is_empty() && status == Status::Changed {
            return None;
        }
        let outline =
            files.iter().find_map(|place| self.now(place).or(self.before(place)))?.outline;
        let is_session = files[0].group.starts_with("sessions/");
        let title = if is_session { &outline.session } else { &outline.title };
        let mut changes: Vec<PieceChange> = Vec::new();
        for change in documents.iter().flat_map(|document| &document.changes) {
            let same = |it: &PieceChange| match change.kind {
                // Each document has a head of its own.
                PieceKind::Head => it.kind == change.kind && it.lines == change.lines,
                _ => (it.kind, &it.id) == (change.kind, &change.id),
            };
            if !changes.iter().any(same) {
                changes.push(change.clone());
            }
        }
        // What is said beside a slide is what the guide says of its activity.
        if documents.iter().any(|document| document.kind == "guide") {
            changes.retain(|change| change.kind != PieceKind::SlideNotes);
        }
        changes.sort_by_key(|change| (change.kind, change.status == Status::Removed));
        Some(Group {
            id: files[0].group.trim_start_matches("sessions/").to_owned(),
            title: title.clone(),
            language: files[0].language.clone(),
            is_session,
            status,
            number_before: before.unwrap_or(0),
            number_now: now.unwrap_or(0),
            changes,
            documents,
        })
    }

    fn before(&self, place: &Place) -> Option<Told<'_>> {
        told(self.from, &self.old.get(place)?.0)
    }

    fn now(&self, place: &Place) -> Option<Told<'_>> {
        told(self.to, &self.new.get(place)?.0)
    }

    /// A document; nothing when all its files are the same.
    fn document(&self, files: &[&Place]) -> Option<DocumentChange> {
        let mut changed = Vec::new();
        let mut all: Vec<PieceChange> = Vec::new();
        for place in files {
            if let Some((file, changes)) = self.file(place) {
                changed.push(file);
                for change in changes {
                    if !all.contains(&change) {
                        all.push(change);
                    }
                }
            }
        }
        let first = changed.first()?;
        let place = files.iter().find(|place| place.format == first.format)?;
        let outline = self.now(place).or(self.before(place))?.outline;
        let has = |side: &BTreeMap<Place, (String, u32)>| {
            files.iter().any(|place| side.contains_key(*place))
        };
        let status = match (has(self.old), has(self.new)) {
            (false, _) => Status::Added,
            (_, false) => Status::Removed,
            _ => Status::Changed,
        };
        let path = &self.new.get(*place).or(self.old.get(*place))?.0;
        Some(DocumentChange {
            path: path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem).to_owned(),
            title: outline.title.clone(),
            kind: outline.kind.clone(),
            status,
            files: changed,
            changes: all,
        })
    }

    /// A file and what has changed in it; nothing when it says and shows the same.
    fn file(&self, place: &Place) -> Option<(FileChange, Vec<PieceChange>)> {
        let pages = |pack: &Received, path: &String| {
            pack.contents.files.get(path).map_or(Vec::new(), |said| said.pages.clone())
        };
        let is_pdf = place.format == "pdf";
        let format = place.format.clone();
        match (self.old.get(place), self.new.get(place)) {
            (Some((old, _)), Some((new, _))) => {
                let key = |pack: &Received, path: &str| pack.manifest.files[path].key.clone();
                if key(self.from, old) == key(self.to, new) {
                    return None;
                }
                let (before, now) = (told(self.from, old)?, told(self.to, new)?);
                let changes = changes(before, now);
                let (was, is) = (pages(self.from, old), pages(self.to, new));
                let head = changes.iter().any(|change| change.kind == PieceKind::Head);
                let pages = is_pdf.then(|| match head {
                    true => Pages::all(was.len(), is.len()),
                    false => Pages::compare(&was, &is, now.outline.kind == "worksheets"),
                });
                let same = changes.is_empty() && pages.as_ref().is_none_or(Pages::is_empty);
                let status = Status::Changed;
                (!same).then_some((FileChange { format, status, pages }, changes))
            }
            (None, Some((new, _))) => {
                let now = pages(self.to, new).len();
                let pages = is_pdf.then(|| Pages { whole: true, ..Pages::all(0, now) });
                Some((FileChange { format, status: Status::Added, pages }, Vec::new()))
            }
            (Some((old, _)), None) => {
                let before = pages(self.from, old).len();
                let pages = is_pdf.then(|| Pages {
                    before,
                    take_out: (1..=before).collect(),
                    ..Pages::default()
                });
                Some((FileChange { format, status: Status::Removed, pages }, Vec::new()))
            }
            (None, None) => None,
        }
    }
}

fn told<'a>(pack: &'a Received, path: &str) -> Option<Told<'a>> {
    Some(Told { outline: pack.contents.outline(path)?, contents: &pack.contents })
}
