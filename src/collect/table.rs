//! Answers to tables: one for each form, a row for each file, as CSV (RFC 4180) that spreadsheets open.

use super::{Answer, Filled, Form};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The columns before the answers.
const FACTS: [&str; 5] = ["file", "form", "edition", "version", "language"];

/// What stands at the head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// The field's name.
    Names,
    /// What was asked.
    Questions,
}

/// The answers to one form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The form's id; empty where no file says.
    pub form: String,
    /// Names of the fields, in the order of the form.
    pub names: Vec<String>,
    /// What each asks.
    pub questions: HashMap<String, String>,
    /// The forms that came back with something in them.
    pub rows: Vec<Filled>,
    /// Files of forms with nothing in them.
    pub blank: Vec<String>,
    /// What a person should know of the rows.
    pub notes: Vec<String>,
}

/// A table for each form, in the order of their first files.
pub fn tables(mut filled: Vec<Filled>) -> Vec<Table> {
    recognise(&mut filled);
    let mut tables: Vec<Table> = Vec::new();
    for one in filled {
        let at = tables.iter().position(|table| table.form == one.form.id);
        let at = at.unwrap_or_else(|| {
            tables.push(Table { form: one.form.id.clone(), ..Table::default() });
            tables.len() - 1
        });
        tables[at].add(one);
    }
    for table in &mut tables {
        table.note();
    }
    tables
}

/// Some programs drop what a file says of itself: such a form is the one whose fields it has.
fn recognise(filled: &mut [Filled]) {
    let known: BTreeMap<String, (Form, HashSet<String>)> = filled
        .iter()
        .filter(|one| !one.form.id.is_empty())
        .map(|one| {
            let names = one.answers.iter().map(|answer| answer.name.clone()).collect();
            (one.form.id.clone(), (one.form.clone(), names))
        })
        .collect();
    for one in filled.iter_mut().filter(|one| one.form.id.is_empty()) {
        let fits = |names: &HashSet<String>| one.answers.iter().all(|it| names.contains(&it.name));
        if let Some((form, _)) = known.values().find(|(_, names)| fits(names)) {
            one.form.id.clone_from(&form.id);
        }
    }
}

impl Table {
    fn add(&mut self, one: Filled) {
        // A field that others do not have comes behind the one it follows.
        let mut place = 0;
        for Answer { name, question, .. } in &one.answers {
            match self.names.iter().position(|known| known == name) {
                Some(at) => place = at + 1,
                None => {
                    self.names.insert(place, name.clone());
                    place += 1;
                }
            }
            if !question.is_empty() {
                self.questions.entry(name.clone()).or_insert_with(|| question.clone());
            }
        }
        match one.is_blank() {
            true => self.blank.push(one.file),
            false => self.rows.push(one),
        }
    }

    fn note(&mut self) {
        let mut first: HashMap<&str, &str> = HashMap::new();
        for row in &self.rows {
            if let Some(other) = first.insert(&row.hash, &row.file) {
                self.notes.push(format!(
                    "`{}` is the same as `{other}`, byte for byte: is one a copy?",
                    row.file
                ));
            }
            if row.form.id.is_empty() {
                self.notes.push(format!("`{}` does not say which form it is", row.file));
            }
            let names: HashSet<&str> = row.answers.iter().map(|it| it.name.as_str()).collect();
            let lacking: Vec<&String> =
                self.names.iter().filter(|name| !names.contains(name.as_str())).collect();
            if let Some(name) = lacking.first() {
                let version = match row.form.version.as_str() {
                    "" => String::new(),
                    version => format!(", version {version},"),
                };
                self.notes.push(format!(
                    "`{}`{version} lacks {} of the fields of the others, such as `{name}`",
                    row.file,
                    lacking.len()
                ));
            }
        }
    }

    /// The columns.
    pub fn header(&self, heads: Heads) -> Vec<String> {
        let asked = |name: &String| match heads {
            Heads::Names => name.clone(),
            Heads::Questions => self.questions.get(name).unwrap_or(name).clone(),
        };
        FACTS.into_iter().map(str::to_owned).chain(self.names.iter().map(asked)).collect()
    }

    /// The cells of a row.
    pub fn cells<'a>(&'a self, row: &'a Filled) -> Vec<&'a str> {
        let Form { id, edition, version, language, .. } = &row.form;
        let mut values: HashMap<&str, &str> = HashMap::new();
        for answer in &row.answers {
            values.entry(&answer.name).or_insert(&answer.value);
        }
        let answers =
            self.names.iter().map(|name| values.get(name.as_str()).copied().unwrap_or(""));
        [&*row.file, id, edition, version, language].into_iter().chain(answers).collect()
    }

    /// The table as CSV with a byte order mark, without which Excel takes UTF-8 for Windows-1252.
    pub fn csv(&self, heads: Heads) -> Vec<u8> {
        let terminator = csv::Terminator::CRLF;
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
        let rows = self.rows.iter().map(|row| self.cells(row).into_iter().map(safe).collect());
        let header: Vec<String> = self.header(heads).iter().map(|head| safe(head)).collect();
        for record in std::iter::once(header).chain(rows) {
            // Writing to memory cannot fail, and all rows have as many cells.
            drop(writer.write_record(record));
        }
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        bytes.extend(writer.into_inner().unwrap_or_default());
        bytes
    }
}

/// A cell that a spreadsheet takes for text: an answer that begins as a formula does is not reckoned.
fn safe(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match formula && value.parse::<f64>().is_err() {
        true => format!("'{value}"),
        false => value.to_owned(),
    }
}
