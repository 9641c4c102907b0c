//! The differences of a session to its change notice: one page that goes into the pack, with what to
//! print again and what has changed. Another one is for the documents that belong to no session.

use super::difference::{Comparison, DocumentChange, FileChange, Group, Status};
use super::pages::ranges;
use super::pieces::{LineChange, PieceChange};
use crate::diag::Origin;
use crate::model::Session;
use crate::pack::{BILINGUAL, PieceKind, Prepared, TEMPLATES};
use crate::part::{Align, Body, Column, Document, Part, Row, Run, Table, TableRole, TextRole};
use crate::plan::{self, Words};
use std::sync::Arc;

/// Longest quotation from a text, in letters.
const QUOTED: usize = 110;
/// Most changed lines of one slide, activity or worksheet.
const SHOWN: usize = 3;
/// Most rows in a list: no page holds more.
const MOST: usize = 40;

/// A notice for each session that has changed, and one for the programme's documents, each with the
/// file of the sources that it is about. `fits` says whether a document fits one page: what does not
/// is told more briefly, and says of how much it says nothing.
pub fn notices(
    comparison: &Comparison,
    prepared: &Prepared,
    fits: impl Fn(&Document) -> bool,
) -> Vec<(Arc<str>, Document)> {
    let edition = &prepared.edition;
    let words = &prepared.words;
    // What is in both languages is told with the first.
    let of_language = |group: &&Group| {
        let both = group.language == BILINGUAL && prepared.twin.is_some();
        both || group.language == prepared.folder
    };
    let (sessions, documents): (Vec<&Group>, Vec<&Group>) =
        comparison.groups.iter().filter(of_language).partition(|group| group.is_session);
    let changed = sessions.iter().filter(|group| group.status == Status::Changed);
    let mut notices: Vec<(Arc<str>, Document)> = changed
        .filter_map(|group| {
            let session = edition.sessions.iter().find(|session| session.id == group.id)?;
            let it = Notice { comparison, groups: vec![group], session: Some(session), prepared };
            let document = it.document(&fits, |parts| plan::notice(edition, session, words, parts));
            Some((edition.sources.origin(session.span).file, document))
        })
        .collect();
    // A session that is new or gone has no pack in which somebody would look for a notice.
    let whole = sessions.iter().filter(|it| matches!(it.status, Status::Added | Status::Removed));
    let groups: Vec<&Group> = whole.copied().chain(documents).collect();
    if !groups.is_empty() {
        let it = Notice { comparison, groups, session: None, prepared };
        let document = it.document(&fits, |parts| plan::programme_notice(edition, words, parts));
        notices.push((TEMPLATES.into(), document));
    }
    if !prepared.folder.is_empty() {
        for (_, document) in &mut notices {
            document.path = format!("{}/{}", prepared.folder, document.path);
        }
    }
    notices
}

struct Notice<'a> {
    comparison: &'a Comparison,
    /// What it is about: one session, or documents.
    groups: Vec<&'a Group>,
    session: Option<&'a Session>,
    prepared: &'a Prepared,
}

/// A row of a table: its cells.
type Cells = Vec<Vec<Run>>;

impl Notice<'_> {
    /// The notice with as much of what has changed as fits one page, and then as much of what is to be
    /// printed.
    fn document(
        &self,
        fits: impl Fn(&Document) -> bool,
        planned: impl Fn(Vec<Part>) -> Document,
    ) -> Document {
        let (print, changes) = (self.print(), self.changes());
        let made = |most: (usize, usize)| planned(self.parts(&print, &changes, most));
        // The most that fits; that none fits is no more than a guess, which the page shows.
        let most = |all: usize, fits: &dyn Fn(usize) -> bool| {
            let (mut low, mut high) = (0, all.min(MOST));
            while low < high {
                let middle = (low + high).div_ceil(2);
                if fits(middle) { low = middle } else { high = middle - 1 }
            }
            low
        };
        let printed = most(print.len(), &|some| fits(&made((some, 0))));
        let changed = most(changes.len(), &|some| fits(&made((printed, some))));
        made((printed, changed))
    }

    fn words(&self) -> &Words {
        &self.prepared.words
    }

    fn parts(&self, print: &[Cells], changes: &[Cells], most: (usize, usize)) -> Vec<Part> {
        let (from, to) = (&self.comparison.from.version, &self.comparison.to.version);
        let lead = match (self.session.is_some(), from == to) {
            (true, true) => "notice-lead",
            (true, false) => "notice-lead-version",
            (false, true) => "notice-lead-documents",
            (false, false) => "notice-lead-documents-version",
        };
        let lead = self.words().say(lead, &[("from", from), ("to", to)]);
        let mut parts = vec![self.text(lead, TextRole::Lead)];
        let head = ["notice-document", "notice-pages"];
        self.list(("print", "notice-print", &head), print, most.0, &mut parts);
        let head = ["notice-where", "notice-before", "notice-now"];
        self.list(("changes", "notice-changes", &head), changes, most.1, &mut parts);
        parts
    }

    /// A heading with a table of some rows, and how many more there are.
    fn list(
        &self,
        (id, title, head): (&str, &str, &[&str]),
        rows: &[Cells],
        most: usize,
        parts: &mut Vec<Part>,
    ) {
        if rows.is_empty() {
            return;
        }
        parts.push(self.heading(title));
        let some = &rows[..rows.len().min(most)];
        if !some.is_empty() {
            parts.push(self.table(id, head, some.to_vec()));
        }
        let left = (rows.len() - some.len()).to_string();
        if left != "0" {
            let more = self.words().say("notice-more", &[("count", &left)]);
            parts.push(self.text(more, TextRole::Small));
        }
    }

    fn part(&self, id: &str, body: Body) -> Part {
        let sources = &self.prepared.edition.sources;
        let src = match self.session {
            Some(session) => sources.origin(session.span),
            None => Origin { file: TEMPLATES.into(), line: 1 },
        };
        Part { id: id.to_owned(), src, body }
    }

    fn text(&self, text: String, role: TextRole) -> Part {
        self.part("", Body::Text { runs: vec![Run::text(text)], role })
    }

    fn heading(&self, word: &str) -> Part {
        let runs = vec![Run::text(self.words().get(word))];
        self.part("", Body::Heading { level: 2, runs })
    }

    fn table(&self, id: &str, head: &[&str], rows: Vec<Vec<Vec<Run>>>) -> Part {
        let columns = head.iter().enumerate();
        let columns = columns.map(|(index, _)| {
            let weight = if index == 0 { 1.0 } else { 1.5 };
            Column { align: Align::Left, weight }
        });
        self.part(
            id,
            Body::Table(Table {
                role: TableRole::Data,
                caption: Vec::new(),
                columns: columns.collect(),
                header: head.iter().map(|word| vec![Run::text(self.words().get(word))]).collect(),
                rows: rows.into_iter().map(|cells| Row { accent: String::new(), cells }).collect(),
                row_height: None,
            }),
        )
    }

    /// What to print again, a row for each document.
    fn print(&self) -> Vec<Cells> {
        let mut rows = Vec::new();
        for group in &self.groups {
            match (self.session, group.status) {
                (None, Status::Added | Status::Removed) if group.is_session => {
                    let added = group.status == Status::Added;
                    let word = if added { "notice-session-new" } else { "notice-session-gone" };
                    let number = group.number_now.max(group.number_before);
                    let name = format!("{} {number}: {}", self.words().get("session"), group.title);
                    rows.push(vec![
                        vec![Run::strong(name)],
                        vec![Run::text(self.words().get(word))],
                    ]);
                }
                _ => rows.extend(group.documents.iter().map(|it| self.to_print(group, it))),
            }
        }
        rows
    }

    fn to_print(&self, group: &Group, document: &DocumentChange) -> Cells {
        // The session's title stands above; what is left tells the document.
        let title = document.title.strip_prefix(&format!("{}: ", group.title));
        let title = title.unwrap_or(&document.title).to_owned();
        let pdf = document.files.iter().find(|file| file.format == "pdf");
        let others: Vec<String> = document
            .files
            .iter()
            .filter(|file| file.format != "pdf" && file.status != Status::Removed)
            .map(|file| format!(".{}", file.format))
            .collect();
        let mut said: Vec<String> =
            pdf.map(|file| self.pages(file, document)).into_iter().collect();
        if !others.is_empty() && document.status != Status::Removed {
            said.push(self.words().say("notice-file", &[("files", &others.join(", "))]));
        }
        vec![vec![Run::strong(title)], vec![Run::text(said.join("; "))]]
    }

    fn pages(&self, file: &FileChange, document: &DocumentChange) -> String {
        let Some(pages) = &file.pages else { return String::new() };
        let status = file.status;
        let list = ranges(&pages.print);
        let (now, before) = (pages.now.to_string(), pages.before.to_string());
        let all = [("pages", list.as_str()), ("count", now.as_str()), ("before", before.as_str())];
        let slides = document.kind == "slides";
        let word = match status {
            Status::Removed => "notice-gone",
            Status::Added => "notice-new",
            _ if pages.whole || pages.print.len() == pages.now => "notice-whole",
            _ if pages.onward.is_some() => "notice-onward",
            _ if pages.print.is_empty() && pages.take_out.is_empty() => "notice-nothing",
            _ if pages.print.is_empty() => "",
            _ if pages.print.len() == 1 && slides => "notice-slide",
            _ if pages.print.len() == 1 => "notice-page",
            _ if slides => "notice-slides",
            _ => "notice-some",
        };
        let mut said: Vec<String> = Vec::new();
        if !word.is_empty() {
            said.push(self.words().say(word, &all));
        }
        let sheets = pages.sheets();
        let some = !sheets.is_empty() && word != "notice-whole";
        if document.kind == "guide" && status == Status::Changed && some {
            let word = if sheets.len() == 1 { "notice-sheet" } else { "notice-sheets" };
            said.push(self.words().say(word, &[("sheets", &ranges(&sheets))]));
        }
        if !pages.take_out.is_empty() && status != Status::Removed {
            let out = ranges(&pages.take_out);
            said.push(self.words().say("notice-take-out", &[("pages", &out)]));
        }
        said.join("; ")
    }

    /// What has changed, a row for each line of text or thing.
    fn changes(&self) -> Vec<Cells> {
        let mut rows = Vec::new();
        for group in self.groups.iter().filter(|group| group.status == Status::Changed) {
            let mut later: Vec<&PieceChange> = Vec::new();
            for change in &group.changes {
                match change.later {
                    Some(_) => later.push(change),
                    None => self.change(group, change, &mut rows),
                }
            }
            for same in later.chunk_by(|a, b| a.later == b.later) {
                let minutes = same[0].later.unwrap_or(0);
                let word = match (same.len(), minutes > 0) {
                    (1, true) => "notice-later",
                    (1, false) => "notice-earlier",
                    (_, true) => "notice-all-later",
                    (_, false) => "notice-all-earlier",
                };
                let (first, count) = (same[0].name.clone(), same.len().to_string());
                let minutes = minutes.abs().to_string();
                let said = self.words().say(word, &[("count", &count), ("minutes", &minutes)]);
                let lines = same[0].lines.first();
                let was = lines.and_then(|line| line.was.clone()).unwrap_or_default();
                rows.push(vec![
                    vec![Run::strong(first)],
                    vec![Run::text(was)],
                    vec![Run::text(said)],
                ]);
            }
        }
        rows
    }

    fn change(&self, group: &Group, change: &PieceChange, rows: &mut Vec<Cells>) {
        let place = vec![Run::strong(self.named(group, change))];
        let one = |was: String, now: String| {
            vec![place.clone(), vec![Run::text(was)], vec![Run::text(now)]]
        };
        let word = |word: &str| self.words().get(word).to_owned();
        let none = || "–".to_owned();
        match (change.status, change.lines.is_empty()) {
            (Status::Added, _) => rows.push(one(none(), word("notice-added"))),
            (Status::Removed, _) => rows.push(one(none(), word("notice-removed"))),
            (Status::Moved, _) => rows.push(one(none(), word("notice-moved"))),
            (Status::Changed, true) => rows.push(one(none(), word("notice-drawn"))),
            (Status::Changed, false) => {
                // A page shows many things a little rather than one of them whole.
                let some = if change.lines.len() > SHOWN + 1 { SHOWN } else { change.lines.len() };
                for line in &change.lines[..some] {
                    let (was, now) = self.with_minutes(change, quoted(line));
                    let now = if now.is_empty() { word("notice-removed") } else { now };
                    rows.push(one(if was.is_empty() { none() } else { was }, now));
                }
                if change.lines.len() > some {
                    let more = (change.lines.len() - some).to_string();
                    rows.push(one(
                        none(),
                        self.words().say("notice-more-here", &[("count", &more)]),
                    ));
                }
            }
        }
    }

    /// The times of an activity with its length.
    fn with_minutes(&self, change: &PieceChange, (was, now): (String, String)) -> (String, String) {
        let Some((before, after)) = change.minutes else { return (was, now) };
        let min = self.words().get("min");
        (format!("{was} ({before} {min})"), format!("{now} ({after} {min})"))
    }

    /// What a person calls a piece.
    fn named(&self, group: &Group, change: &PieceChange) -> String {
        let word = |word: &str| self.words().get(word).to_owned();
        if self.session.is_none() {
            // Only one of several documents.
            return match change.kind {
                PieceKind::Section if !change.name.is_empty() => {
                    format!("{}: {}", group.title, change.name)
                }
                PieceKind::Picture => format!("{}: {}", group.title, file(&change.name)),
                _ => group.title.clone(),
            };
        }
        let kind = match change.kind {
            PieceKind::Head => return word("notice-head"),
            PieceKind::Cover => return word("notice-cover"),
            PieceKind::Picture => return format!("{}: {}", word("picture"), file(&change.name)),
            PieceKind::Slide | PieceKind::SlideNotes => {
                format!("{} {}", word("slide"), change.number)
            }
            PieceKind::Time => word("time"),
            PieceKind::Activity => word("activity"),
            PieceKind::Worksheet => word("worksheet"),
            PieceKind::Section => return change.name.clone(),
        };
        format!("{kind}: {}", change.name)
    }
}

fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A changed line, before and now, around what is different in it.
pub fn quoted(line: &LineChange) -> (String, String) {
    let (was, now) = (line.was.as_deref().unwrap_or(""), line.now.as_deref().unwrap_or(""));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (was.split_whitespace().collect(), now.split_whitespace().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(a, b)| a == b);
    let tail = tail.count();
    let cut = |words: &[&str]| {
        let around = 4;
        let start =
            if line.was.is_none() || line.now.is_none() { 0 } else { same.saturating_sub(around) };
        let end = words.len().saturating_sub(tail.saturating_sub(around)).max(start);
        let mut text = words[start..end].join(" ");
        if text.chars().count() > QUOTED {
            let short: String = text.chars().take(QUOTED).collect();
            let at = short.rfind(' ').unwrap_or(short.len());
            text = format!("{} …", &short[..at]);
        } else if end < words.len() {
            text.push_str(" …");
        }
        if start > 0 { format!("… {text}") } else { text }
    };
    (cut(&old), cut(&new))
}
