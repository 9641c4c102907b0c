//! Parts as lines of text: what a placeholder, a note or a callout holds, with levels and marks.
//! What is more than text (a picture, a table, a field) becomes its words.

use crate::part::{
    Body, CalloutRole, Field, GroupRole, ListItem, Part, Run, Table, TextRole, Worksheet,
};
use crate::plan::Words;
use std::borrow::Cow;

/// What stands before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing; the line begins at the margin of its level's marks.
    None,
    /// Nothing; the line goes on below the words of its item, which is numbered or not.
    Under(bool),
    /// A bullet.
    Bullet,
    /// A number; the list starts at it.
    Number(u32),
    /// A box to tick.
    Tick,
}

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As its placeholder says.
    Plain,
    /// A heading among the text.
    Heading,
    /// An opening sentence.
    Lead,
    /// Small print.
    Small,
    /// Who said a quotation.
    Attribution,
    /// Fixed width.
    Code,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// Its words.
    pub runs: Cow<'a, [Run]>,
    /// Its level, from 0.
    pub level: usize,
    /// What stands before it.
    pub mark: Mark,
    /// How it is set.
    pub tone: Tone,
}

impl<'a> Line<'a> {
    /// A paragraph of runs.
    pub fn of(runs: &'a [Run]) -> Self {
        Line { runs: Cow::Borrowed(runs), level: 0, mark: Mark::None, tone: Tone::Plain }
    }

    /// A paragraph of words.
    pub fn words(text: impl Into<String>) -> Self {
        Line::owned(vec![Run::text(text)])
    }

    /// A bold paragraph of words.
    pub fn strong(text: impl Into<String>) -> Self {
        Line::owned(vec![Run::strong(text)])
    }

    fn owned(runs: Vec<Run>) -> Self {
        Line { runs: Cow::Owned(runs), level: 0, mark: Mark::None, tone: Tone::Plain }
    }

    /// The same at a level.
    pub fn at(mut self, level: usize) -> Self {
        self.level = level;
        self
    }

    /// The same in a tone.
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// The lines of parts.
pub fn lines<'a>(
    parts: &'a [Part],
    words: &'a Words,
    worksheets: &'a [Worksheet],
) -> Vec<Line<'a>> {
    let mut teller = Teller { words, worksheets, lines: Vec::new() };
    parts.iter().for_each(|part| teller.part(part, 0));
    teller.lines
}

struct Teller<'a> {
    words: &'a Words,
    worksheets: &'a [Worksheet],
    lines: Vec<Line<'a>>,
}

impl<'a> Teller<'a> {
    fn push(&mut self, line: Line<'a>) {
        if !line.runs.is_empty() {
            self.lines.push(line);
        }
    }

    fn parts(&mut self, parts: &'a [Part], level: usize) {
        parts.iter().for_each(|part| self.part(part, level));
    }

    fn part(&mut self, part: &'a Part, level: usize) {
        match &part.body {
            Body::Heading { runs, .. } => {
                self.push(Line::of(runs).at(level).toned(Tone::Heading));
            }
            Body::Text { runs, role } => self.push(Line::of(runs).at(level).toned(match role {
                TextRole::Body => Tone::Plain,
                TextRole::Lead => Tone::Lead,
                TextRole::Small => Tone::Small,
                TextRole::Attribution => Tone::Attribution,
                TextRole::Code => Tone::Code,
            })),
            Body::List { ordered, start, items } => {
                items.iter().for_each(|item| self.item(item, *ordered, *start, level));
            }
            Body::Table(table) => self.table(table, level),
            Body::Picture { alt, caption, .. } | Body::Drawing { alt, caption, .. } => {
                if !alt.is_empty() {
                    let word = self.words.get("picture");
                    self.push(Line::words(format!("[{word}: {alt}]")).at(level));
                }
                self.push(Line::of(caption).at(level).toned(Tone::Small));
            }
            Body::Field { label, hint, field } => self.field(label, hint, field, level),
            Body::Callout { role, title, children } => self.callout(*role, title, children, level),
            Body::Rule | Body::Break => {}
            Body::Group { role, children } => {
                self.group(role, level);
                self.parts(children, level);
            }
        }
    }

    fn item(&mut self, item: &'a ListItem, ordered: bool, start: u32, level: usize) {
        let mark = match (item.tick, ordered) {
            (true, _) => Mark::Tick,
            (false, true) => Mark::Number(start),
            (false, false) => Mark::Bullet,
        };
        let first = self.lines.len();
        for part in &item.parts {
            let deeper = matches!(part.body, Body::List { .. });
            let from = self.lines.len();
            self.part(part, if deeper { level + 1 } else { level });
            if !deeper {
                for line in &mut self.lines[from..] {
                    if line.mark == Mark::None {
                        line.mark = Mark::Under(ordered);
                    }
                }
            }
        }
        if let Some(line) =
            self.lines.get_mut(first).filter(|line| matches!(line.mark, Mark::Under(_)))
        {
            line.mark = mark;
        }
    }

    fn table(&mut self, table: &'a Table, level: usize) {
        self.push(Line::of(&table.caption).at(level).toned(Tone::Heading));
        let rows = std::iter::once(&table.header).chain(table.rows.iter().map(|row| &row.cells));
        for (index, cells) in rows.enumerate() {
            let mut runs: Vec<Run> = Vec::new();
            for cell in cells.iter().filter(|cell| !cell.is_empty()) {
                if !runs.is_empty() {
                    runs.push(Run::text(" · "));
                }
                runs.extend(cell.iter().cloned());
            }
            let tone = if index == 0 { Tone::Heading } else { Tone::Plain };
            self.push(Line::owned(runs).at(level).toned(tone));
        }
    }

    fn field(&mut self, label: &'a [Run], hint: &'a [Run], field: &'a Field, level: usize) {
        self.push(Line::of(label).at(level).toned(Tone::Heading));
        self.push(Line::of(hint).at(level).toned(Tone::Small));
        match field {
            Field::Text | Field::Lines { .. } | Field::Box { .. } => {
                self.push(Line::words("…………").at(level));
            }
            Field::Date | Field::Signature => {
                let word = if *field == Field::Date { "date" } else { "signature" };
                self.push(Line::words(format!("{}: …………", self.words.get(word))).at(level));
            }
            Field::Choice { options, .. } => {
                for option in options {
                    let mut line = Line::of(option).at(level);
                    line.mark = Mark::Tick;
                    self.push(line);
                }
            }
            Field::Scale { from, to, low, high } => {
                let numbers: Vec<String> = (*from..=*to).take(100).map(|n| n.to_string()).collect();
                let text = format!("{low} {} {high}", numbers.join(" · "));
                self.push(Line::words(text.trim().to_owned()).at(level));
            }
        }
    }

    fn callout(&mut self, role: CalloutRole, title: &'a [Run], children: &'a [Part], level: usize) {
        let word = role.word_key().map(|key| self.words.get(key));
        match (word, title.is_empty()) {
            (_, false) => self.push(Line::of(title).at(level).toned(Tone::Heading)),
            (Some(word), true) => {
                let spoken = matches!(role, CalloutRole::Say | CalloutRole::Do | CalloutRole::Ask);
                let word = if spoken { word.to_uppercase() } else { word.to_owned() };
                self.push(Line::words(word).at(level).toned(Tone::Heading));
            }
            (None, true) => {}
        }
        self.parts(children, level);
    }

    fn group(&mut self, role: &'a GroupRole, level: usize) {
        let said = match role {
            GroupRole::Card { title, .. } => title.clone(),
            GroupRole::Fact { label, value, .. } => format!("{label}: {value}"),
            GroupRole::Activity { title, .. } => title.clone(),
            GroupRole::HandOut { worksheet } => {
                let title = self.worksheets.get(*worksheet).map_or("", |sheet| &sheet.title);
                if title.is_empty() {
                    return;
                }
                format!("{}: {title}", self.words.get("hand-out"))
            }
            GroupRole::Columns { .. }
            | GroupRole::Stack
            | GroupRole::Copy { .. }
            | GroupRole::Cover
            | GroupRole::Step { .. }
            | GroupRole::CardSheet { .. }
            | GroupRole::FullSheet { .. } => return,
        };
        self.push(Line::words(said).at(level).toned(Tone::Heading));
    }
}
