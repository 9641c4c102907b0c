//! The list of participants: a CSV file (RFC 4180) as a spreadsheet saves it, to people. What is wrong
//! with a row is said by its line; the other rows are still used.

use super::take_in;
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::world::World;
use std::collections::{BTreeMap, HashMap};

/// The column that every list has.
pub const NAME: &str = "name";

/// Columns that documents may ask for also where there is no list yet.
pub const COLUMNS: &[&str] = &[NAME, "role", "team", "organisation", "email"];

/// Who takes part.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    /// The columns of the list, as `{{participant.…}}` names them; the usual ones without a list.
    pub columns: Vec<String>,
    /// The people, in the order of the list; empty where there is none.
    pub people: Vec<Person>,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The row, for findings.
    pub span: Span,
    /// What the list says, by column.
    pub values: BTreeMap<String, String>,
}

impl Person {
    /// What the list says in a column; empty where it says nothing.
    pub fn get(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }
}

/// Reads the list that an edition names; the usual columns and nobody where it names none.
pub fn participants(
    world: &World,
    path: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Roster {
    let usual = || COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    if path.is_empty() {
        return Roster { columns: usual(), people: Vec::new() };
    }
    let mut own = Findings::default();
    let index = take_in(world, path, sources, &mut own);
    let place = ["organisation.toml", "programme.toml"];
    let place = place.iter().find_map(|file| sources.key("cohort.participants", file));
    findings.extend(own.sorted().into_iter().map(|finding| Diagnostic { span: place, ..finding }));
    match index {
        Some(index) => Table { index, sources, findings }.read(path),
        None => Roster { columns: usual(), people: Vec::new() },
    }
}

struct Table<'a> {
    index: u32,
    sources: &'a Sources,
    findings: &'a mut Findings,
}

impl Table<'_> {
    fn read(&mut self, path: &str) -> Roster {
        let text = self.sources.file(self.index).text.clone();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(&text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns: Vec<String> = match reader.headers() {
            Ok(header) => header.iter().map(column).collect(),
            Err(_) => Vec::new(),
        };
        if !columns.iter().any(|column| column == NAME) {
            let line = Span::new(self.index, 0, text.lines().next().unwrap_or("").len());
            self.report(
                line,
                format!("`{path}` has no column `{NAME}`"),
                Some(&columns),
                "its first row names the columns: `name`, and any others, such as `role` and `team`",
            );
            return Roster { columns, people: Vec::new() };
        }
        let mut people: Vec<Person> = Vec::new();
        let mut seen: HashMap<String, u64> = HashMap::new();
        for record in reader.records() {
            let Ok(record) = record else { continue };
            let line = record.position().map_or(0, csv::Position::line);
            let span = self.row(line as u32);
            if record.iter().all(str::is_empty) {
                continue;
            }
            if record.len() != columns.len() {
                let (has, wanted) = (record.len(), columns.len());
                self.report(
                    span,
                    format!("row {line} has {has} cells, the header has {wanted}"),
                    None,
                    "a cell with a comma in it stands in double quotes: `\"Ward 6, nights\"`",
                );
                continue;
            }
            let cells = record.iter().map(str::to_owned);
            let person = Person { span, values: columns.iter().cloned().zip(cells).collect() };
            if person.get(NAME).is_empty() {
                self.report(
                    span,
                    format!("row {line} has no name"),
                    None,
                    "write it, or take out the row",
                );
                continue;
            }
            // Two people may have one name; two rows that say the same of somebody are one person.
            let who = format!("{:?}", person.values).to_lowercase();
            if let Some(first) = seen.insert(who, line) {
                let name = person.get(NAME);
                let message = format!("row {line} says of {name} what row {first} says");
                let help = "take out one; two people of one name differ in another column";
                self.findings
                    .push(Diagnostic::new(Code::BadParticipants, span, message).help(help));
                continue;
            }
            people.push(person);
        }
        if people.is_empty() {
            let message = format!("`{path}` names nobody");
            let help = "write one row for each participant below the header";
            self.report(Span::new(self.index, 0, 0), message, None, help);
        }
        Roster { columns, people }
    }

    fn row(&self, line: u32) -> Span {
        let range = self.sources.file(self.index).line(line.max(1));
        Span::new(self.index, range.start, range.end)
    }

    fn report(&mut self, span: Span, message: String, columns: Option<&[String]>, help: &str) {
        let mut finding = Diagnostic::new(Code::BadParticipants, span, message);
        if let Some(columns) = columns {
            finding = finding.did_you_mean(NAME, columns.iter().map(String::as_str));
        }
        self.findings.push(finding.help(help));
    }
}

/// A column's name as `{{participant.…}}` writes it: `Job title` is `job-title`.
fn column(header: &str) -> String {
    let words = header.to_lowercase();
    let words: Vec<&str> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// What parts the cells: spreadsheets write semicolons where the comma is the decimal sign, and tabs
/// when a table is copied.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or("");
    let count = |sign: char| header.matches(sign).count();
    [(',', b','), (';', b';'), ('\t', b'\t')]
        .into_iter()
        .max_by_key(|(sign, byte)| (count(*sign), *byte == b','))
        .map_or(b',', |(_, byte)| byte)
}
