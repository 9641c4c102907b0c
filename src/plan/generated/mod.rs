//! What a document takes from the programme itself: its sessions, the map of the curriculum, competencies,
//! worksheets, the glossary, key points, and the pages of a participant's handbook.

mod competencies;
mod lists;
mod map;
mod pages;

use super::{Choice, Plan, Words};
use crate::diag::Span;
use crate::model::Session;
use crate::model::block::Generated;
use crate::part::{
    Align, Body, Column, GroupRole, ListItem, Part, Row, Run, Table, TableRole, TextRole, Worksheet,
};
use crate::resolve::Edition;

/// What is needed to put generated content in its place.
pub struct Source<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Its interface words.
    pub words: &'a Words,
    /// The block in whose place it stands.
    pub span: Span,
    /// Level of the headings that may stand here.
    pub level: u8,
}

/// The parts in the place of a generated block. Worksheets that they show in full are added to `sheets`.
pub fn parts(source: &Source, generated: Generated, sheets: &mut Vec<Worksheet>) -> Vec<Part> {
    match generated {
        Generated::Sessions { summary, dates } => lists::sessions(source, summary, dates),
        Generated::WorksheetsList => lists::worksheets(source),
        Generated::Glossary => lists::glossary(source),
        Generated::CurriculumMap { grid: false } => map::table(source),
        Generated::CurriculumMap { grid: true } => map::grid(source),
        Generated::Competencies { self_assessment: false } => competencies::table(source),
        Generated::Competencies { self_assessment: true } => competencies::self_assessment(source),
        Generated::KeyPoints => pages::key_points(source),
        Generated::SessionPages => pages::sessions(source, sheets),
    }
}

impl Source<'_> {
    fn part(&self, body: Body) -> Part {
        Part { id: String::new(), src: self.edition.sources.origin(self.span), body }
    }

    fn heading(&self, level: u8, id: &str, text: &str) -> Part {
        let runs = vec![Run::text(text)];
        Part { id: id.to_owned(), ..self.part(Body::Heading { level, runs }) }
    }

    fn text(&self, runs: Vec<Run>, role: TextRole) -> Part {
        self.part(Body::Text { runs, role })
    }

    fn word(&self, key: &'static str) -> String {
        self.words.get(key).to_owned()
    }

    fn list(&self, items: impl Iterator<Item = String>, tick: bool) -> Part {
        let item = |text| {
            let said = self.text(vec![Run::text(text)], TextRole::Body);
            ListItem { tick, parts: vec![said] }
        };
        self.part(Body::List { ordered: false, start: 1, items: items.map(item).collect() })
    }

    /// A table to read: words for its header, and the share of each column.
    fn table(&self, columns: &[(&'static str, f64)], rows: Vec<Vec<Vec<Run>>>) -> Part {
        let header = columns.iter().map(|(key, _)| vec![Run::text(self.word(key))]).collect();
        let columns: Vec<Column> = columns
            .iter()
            .map(|(_, weight)| Column { align: Align::Left, weight: *weight })
            .collect();
        self.table_of(columns, header, rows)
    }

    fn table_of(
        &self,
        columns: Vec<Column>,
        header: Vec<Vec<Run>>,
        rows: Vec<Vec<Vec<Run>>>,
    ) -> Part {
        let row = |cells| Row { accent: String::new(), cells };
        self.part(Body::Table(Table {
            role: TableRole::Data,
            caption: Vec::new(),
            columns,
            header,
            rows: rows.into_iter().map(row).collect(),
            row_height: None,
        }))
    }

    fn group(&self, role: GroupRole, children: Vec<Part>) -> Part {
        self.part(Body::Group { role, children })
    }

    /// The plan of a session, to lower what is in it.
    fn plan<'a>(&'a self, session: &'a Session, choice: &'a Choice) -> Plan<'a> {
        Plan { edition: self.edition, session, words: self.words, choice }
    }

    fn workstream(&self, session: &Session) -> String {
        let id = &session.front.workstream.value;
        let known = self.edition.programme.workstreams.iter().find(|it| it.id == *id);
        known.map_or(String::new(), |it| it.title.clone())
    }
}

/// A text as the runs of a cell.
fn cell(text: impl Into<String>) -> Vec<Run> {
    let text = text.into();
    if text.is_empty() { Vec::new() } else { vec![Run::text(text)] }
}

/// A name, and what there is to say about it below.
fn named(name: &str, about: &str) -> Vec<Run> {
    let mut runs = vec![Run::strong(name)];
    if !about.is_empty() {
        runs.extend([Run::Break, Run::text(about)]);
    }
    runs
}
