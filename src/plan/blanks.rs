//! A document to what can be filled in on it, in reading order: names that stay the same in the PDF form, in
//! Word's content controls and in the answers that are read back; titles; what each takes.

use crate::model::{HEAD_FIELDS, Words};
use crate::part::{Body, Document, Field, GroupRole, Part, TableRole, Worksheet, plain};

/// Something to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Its name, unique in the document: letters, digits and hyphens.
    pub name: String,
    /// What is asked, for a person who does not see the page.
    pub title: String,
    /// What it takes.
    pub takes: Takes,
}

/// What a blank takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One line of words.
    Line,
    /// Several lines over rules.
    Lines,
    /// Several lines in an empty box.
    Box,
    /// Day, month and year, each in its place.
    Date,
    /// A date in one line.
    DateLine,
    /// A tick.
    Tick,
    /// One of several options.
    Option(Vec<String>),
    /// A whole number from the first to the last.
    Number(i32, i32),
    /// A signature.
    Signature,
}

/// Everything on a document that can be filled in.
pub fn blanks(document: &Document, words: &Words) -> Vec<Blank> {
    let mut found = Found { words, above: String::new(), list: Vec::new() };
    document.worksheets.iter().for_each(|sheet| found.sheet(sheet));
    found.parts(&document.parts);
    let mut list = found.list;
    // In a document of two languages people fill in the one they like.
    if let Some(twin) = &document.twin {
        list.extend(blanks(twin, words.second()));
    }
    list
}

struct Found<'a> {
    words: &'a Words,
    /// The words of the last heading.
    above: String,
    list: Vec<Blank>,
}

impl Found<'_> {
    fn push(&mut self, name: String, title: String, takes: Takes) {
        self.list.push(Blank { name, title, takes });
    }

    fn sheet(&mut self, sheet: &Worksheet) {
        self.above.clone_from(&sheet.title);
        if sheet.name_date {
            for (name, takes) in HEAD_FIELDS.into_iter().zip([Takes::Line, Takes::DateLine]) {
                self.push(name.to_owned(), self.words.get(name).to_owned(), takes);
            }
        }
        self.parts(&sheet.parts);
    }

    fn parts(&mut self, parts: &[Part]) {
        parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &Part) {
        match &part.body {
            Body::Heading { runs, .. } => self.above = plain(runs),
            Body::Field { label, hint, field } if !part.id.is_empty() => {
                let title = [plain(label), plain(hint), self.above.clone()];
                let title = title.into_iter().find(|words| !words.trim().is_empty());
                self.field(&part.id, title.unwrap_or_default(), field);
            }
            Body::List { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    if item.tick && !part.id.is_empty() {
                        let title = item.parts.first().map(crate::part::all_runs);
                        let runs: Vec<_> = title.into_iter().flatten().cloned().collect();
                        self.push(format!("{}-{}", part.id, at + 1), plain(&runs), Takes::Tick);
                    }
                    self.parts(&item.parts);
                }
            }
            Body::Table(table) if table.role == TableRole::Form && !part.id.is_empty() => {
                for (row, cells) in table.rows.iter().enumerate() {
                    let cells = &cells.cells;
                    // A row that begins with words is called by them, any other by its number.
                    let first = cells.first().map(|cell| plain(cell)).unwrap_or_default();
                    let first = if first.is_empty() { (row + 1).to_string() } else { first };
                    for at in (0..cells.len()).filter(|at| cells[*at].is_empty()) {
                        let heading = table.header.get(at).map(|cell| plain(cell));
                        let title = format!("{}, {first}", heading.unwrap_or_default());
                        let name = format!("{}-{}-{}", part.id, row + 1, at + 1);
                        self.push(name, title.trim_start_matches(", ").to_owned(), Takes::Box);
                    }
                }
            }
            Body::Callout { children, .. } => self.parts(children),
            Body::Group { role, children } => match role {
                // What is cut out is written on with a pen; copies are filled in already.
                GroupRole::CardSheet { .. } | GroupRole::Copy { .. } => {}
                GroupRole::Columns { .. }
                | GroupRole::Stack
                | GroupRole::Cover
                | GroupRole::Card { .. }
                | GroupRole::Fact { .. }
                | GroupRole::Activity { .. }
                | GroupRole::Step { .. }
                | GroupRole::FullSheet { .. }
                | GroupRole::HandOut { .. } => self.parts(children),
            },
            Body::Field { .. }
            | Body::Table(_)
            | Body::Text { .. }
            | Body::Picture { .. }
            | Body::Drawing { .. }
            | Body::Rule
            | Body::Break => {}
        }
    }

    fn field(&mut self, id: &str, title: String, field: &Field) {
        let name = id.to_owned();
        match field {
            Field::Text => self.push(name, title, Takes::Line),
            Field::Lines { .. } => self.push(name, title, Takes::Lines),
            Field::Box { .. } => self.push(name, title, Takes::Box),
            Field::Date => self.push(name, title, Takes::Date),
            Field::Choice { options, many: true, .. } => {
                for (at, option) in options.iter().enumerate() {
                    let option = format!("{title}: {}", plain(option));
                    self.push(format!("{id}-{}", at + 1), option, Takes::Tick);
                }
            }
            Field::Choice { options, many: false, .. } => {
                let options = options.iter().map(|option| plain(option)).collect();
                self.push(name, title, Takes::Option(options));
            }
            Field::Scale { from, to, .. } => self.push(name, title, Takes::Number(*from, *to)),
            Field::Signature => {
                let date = format!("{title}: {}", self.words.get("date"));
                self.push(name, title, Takes::Signature);
                self.push(format!("{id}-date"), date, Takes::DateLine);
            }
        }
    }
}
