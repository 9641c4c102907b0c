//! The differences of a session to its change notice: one page that goes into the pack, with what to
//! print again and what has changed.

use super::difference::{Comparison, DocumentChange, FileChange, Group, Status};
use super::pages::ranges;
use super::pieces::{LineChange, PieceChange};
use crate::model::Session;
use crate::pack::{PieceKind, Prepared};
use crate::part::{Align, Body, Column, Document, Part, Row, Run, Table, TableRole, TextRole};
use crate::plan::{self, Words};
use std::sync::Arc;

/// Longest quotation from a text, in letters.
const QUOTED: usize = 110;
/// Most changes that a page can hold.
const MOST: usize = 24;
/// Most documents in the list of what to print.
const DOCUMENTS: usize = 12;

/// A notice for each session that has changed, with the file of the sources that the session is
/// written in. `fits` says whether a document fits one page: what does not is told more briefly.
pub fn notices(
    comparison: &Comparison,
    prepared: &Prepared,
    fits: impl Fn(&Document) -> bool,
) -> Vec<(Arc<str>, Document)> {
    let edition = &prepared.edition;
    let changed =
        comparison.groups.iter().filter(|it| it.is_session && it.status == Status::Changed);
    let notices = changed.filter_map(|group| {
        let session = edition.sessions.iter().find(|session| session.id == group.id)?;
        let notice = |most| {
            let it = Notice { comparison, group, prepared, session, words: &prepared.words };
            plan::notice(edition, session, &prepared.words, it.parts(most))
        };
        let lengths = [MOST, 16, 11, 7, 4, 2];
        let document = lengths.into_iter().map(notice).find(&fits).unwrap_or_else(|| notice(0));
        Some((edition.sources.origin(session.span).file, document))
    });
    notices.collect()
}

struct Notice<'a> {
    comparison: &'a Comparison,
    group: &'a Group,
    prepared: &'a Prepared,
    session: &'a Session,
    words: &'a Words,
}

impl Notice<'_> {
    fn parts(&self, most: usize) -> Vec<Part> {
        let (from, to) = (&self.comparison.from.version, &self.comparison.to.version);
        let lead = match from == to {
            true => self.words.get("notice-lead").to_owned(),
            false => self.filled("notice-lead-version", &[("from", from), ("to", to)]),
        };
        let mut parts = vec![self.text(lead, TextRole::Lead)];
        parts.push(self.heading("notice-print"));
        parts.push(self.print());
        let all = self.rows();
        if !all.is_empty() {
            parts.push(self.heading("notice-changes"));
            let left = all.len().saturating_sub(most);
            if most > 0 {
                let head = ["notice-where", "notice-before", "notice-now"];
                parts.push(self.table("changes", &head, all.into_iter().take(most).collect()));
            }
            if left > 0 {
                let more = self.filled("notice-more", &[("count", &left.to_string())]);
                parts.push(self.text(more, TextRole::Small));
            }
        }
        parts
    }

    fn part(&self, id: &str, body: Body) -> Part {
        let src = self.prepared.edition.sources.origin(self.session.span);
        Part { id: id.to_owned(), src, body }
    }

    fn text(&self, text: String, role: TextRole) -> Part {
        self.part("", Body::Text { runs: vec![Run::text(text)], role })
    }

    fn heading(&self, word: &str) -> Part {
        let runs = vec![Run::text(self.words.get(word))];
        self.part("", Body::Heading { level: 2, runs })
    }

    /// A sentence of the interface words with something put in.
    fn filled(&self, word: &str, values: &[(&str, &str)]) -> String {
        let sentence = self.words.get(word).to_owned();
        values
            .iter()
            .fold(sentence, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
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
                header: head.iter().map(|word| vec![Run::text(self.words.get(word))]).collect(),
                rows: rows.into_iter().map(|cells| Row { accent: String::new(), cells }).collect(),
                row_height: None,
            }),
        )
    }

    /// What to print again, a row for each document.
    fn print(&self) -> Part {
        let documents = &self.group.documents;
        let mut rows: Vec<Vec<Vec<Run>>> =
            documents.iter().take(DOCUMENTS).map(|document| self.document(document)).collect();
        if documents.len() > DOCUMENTS {
            let left = (documents.len() - DOCUMENTS).to_string();
            rows.push(vec![
                vec![Run::text(self.filled("notice-more", &[("count", &left)]))],
                vec![],
            ]);
        }
        self.table("print", &["notice-document", "notice-pages"], rows)
    }

    fn document(&self, document: &DocumentChange) -> Vec<Vec<Run>> {
        // The session's title stands above; what is left tells the document.
        let title = document.title.strip_prefix(&format!("{}: ", self.group.title));
        let title = title.unwrap_or(&document.title).to_owned();
        let pdf = document.files.iter().find(|file| file.format == "pdf");
        let others: Vec<String> = document
            .files
            .iter()
            .filter(|file| file.format != "pdf")
            .map(|file| format!(".{}", file.format))
            .collect();
        let mut said: Vec<String> =
            pdf.map(|file| self.pages(file, document.status)).into_iter().collect();
        if !others.is_empty() && document.status != Status::Removed {
            said.push(self.filled("notice-file", &[("files", &others.join(", "))]));
        }
        vec![vec![Run::strong(title)], vec![Run::text(said.join("; "))]]
    }

    fn pages(&self, file: &FileChange, status: Status) -> String {
        let Some(pages) = &file.pages else { return String::new() };
        let list = ranges(&pages.print);
        let (now, before) = (pages.now.to_string(), pages.before.to_string());
        let all = [("pages", list.as_str()), ("count", now.as_str()), ("before", before.as_str())];
        let word = match status {
            Status::Removed => "notice-gone",
            Status::Added => "notice-new",
            _ if pages.whole => "notice-whole",
            _ if pages.onward.is_some() => "notice-onward",
            _ if pages.print.is_empty() && pages.take_out.is_empty() => "notice-nothing",
            _ if pages.print.is_empty() => "",
            _ if pages.print.len() == 1 => "notice-page",
            _ => "notice-some",
        };
        let mut said: Vec<String> = Vec::new();
        if !word.is_empty() {
            said.push(self.filled(word, &all));
        }
        if !pages.take_out.is_empty() && status != Status::Removed {
            let out = ranges(&pages.take_out);
            said.push(self.filled("notice-take-out", &[("pages", &out)]));
        }
        said.join("; ")
    }

    /// What has changed, a row for each line of text or thing.
    fn rows(&self) -> Vec<Vec<Vec<Run>>> {
        let mut rows = Vec::new();
        let mut later: Vec<&PieceChange> = Vec::new();
        for change in &self.group.changes {
            if change.later.is_some() {
                later.push(change);
                continue;
            }
            self.change(change, &mut rows);
        }
        for same in later.chunk_by(|a, b| a.later == b.later) {
            let minutes = same[0].later.unwrap_or(0);
            let word = if minutes > 0 { "notice-later" } else { "notice-earlier" };
            let (first, count) = (same[0].name.clone(), same.len().to_string());
            let minutes = minutes.abs().to_string();
            let said = self.filled(word, &[("count", &count), ("minutes", &minutes)]);
            let lines = same[0].lines.first();
            let was = lines.and_then(|line| line.was.clone()).unwrap_or_default();
            rows.push(vec![vec![Run::strong(first)], vec![Run::text(was)], vec![Run::text(said)]]);
        }
        rows
    }

    fn change(&self, change: &PieceChange, rows: &mut Vec<Vec<Vec<Run>>>) {
        let place = vec![Run::strong(self.named(change))];
        let one = |was: String, now: String| {
            vec![place.clone(), vec![Run::text(was)], vec![Run::text(now)]]
        };
        let word = |word: &str| self.words.get(word).to_owned();
        match (change.status, change.lines.is_empty()) {
            (Status::Added, _) => rows.push(one("–".to_owned(), word("notice-added"))),
            (Status::Removed, _) => rows.push(one(String::new(), word("notice-removed"))),
            (Status::Moved, _) => rows.push(one(String::new(), word("notice-moved"))),
            (Status::Changed, true) => rows.push(one(String::new(), word("notice-drawn"))),
            (Status::Changed, false) => {
                for line in &change.lines {
                    let (was, now) = quoted(line);
                    let now = if now.is_empty() { word("notice-removed") } else { now };
                    rows.push(one(if was.is_empty() { "–".to_owned() } else { was }, now));
                }
            }
        }
    }

    /// What a person calls a piece.
    fn named(&self, change: &PieceChange) -> String {
        let word = |word: &str| self.words.get(word).to_owned();
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
