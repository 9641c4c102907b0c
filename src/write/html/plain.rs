//! Parts as plain text: what mail programs without HTML show, and what a picture of words says.

use crate::diag::Code;
use crate::part::{
    Body, Direction, Document, GroupRole, ListItem, Part, Run, Table, plain_parts, with_isolates,
};
use crate::plan::Words;
use crate::write::Finding;

/// A document as plain text, and what could not be expressed.
pub fn text(document: &Document, words: &Words) -> (String, Vec<Finding>) {
    let mut page = Page { words, blocks: Vec::new(), findings: Vec::new() };
    page.parts(&document.parts);
    let text = page.blocks.join("\n\n") + "\n";
    match document.info.direction() {
        Direction::LeftToRight => (text, page.findings),
        Direction::RightToLeft => (with_isolates(&text).into_owned(), page.findings),
    }
}

/// What a picture of a document's words says, for those who do not see it.
pub fn alternative(document: &Document) -> String {
    let (info, paper) = (&document.info, &document.options.paper);
    let body = plain_parts(&document.parts);
    let head = [&info.title, &paper.subtitle, &paper.summary];
    let lines = head.into_iter().chain(&body).chain([&info.organisation.name]);
    let lines = lines.map(|line| line.trim()).filter(|line| !line.is_empty());
    let mut text = String::new();
    for line in lines {
        text.push_str(line);
        text.push_str(if line.ends_with(['.', '?', '!', ':', '…']) { " " } else { ". " });
    }
    text.trim_end().to_owned() + "\n"
}

/// What is said of a part that a mail cannot show.
pub fn expressible(part: &Part, alt: &str) -> Finding {
    let message = "an e-mail carries no pictures: many mail programs would hide it";
    let mut finding = Finding::new(Code::NotExpressible, part.src.to_string(), message);
    finding.words = alt.to_owned();
    finding.help("say in words what it shows, or link to it")
}

/// Where something is to be filled in.
pub fn field_blank() -> &'static str {
    "____________________"
}

/// A line across.
pub fn rule() -> String {
    "-".repeat(40)
}

struct Page<'a> {
    words: &'a Words,
    blocks: Vec<String>,
    findings: Vec<Finding>,
}

impl Page<'_> {
    fn parts(&mut self, parts: &[Part]) {
        parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &Part) {
        match &part.body {
            Body::Heading { level, runs } => {
                let words = spoken(runs);
                let line =
                    if *level <= 2 { "=" } else { "-" }.repeat(words.chars().count().min(72));
                self.blocks.push(format!("{words}\n{line}"));
            }
            Body::Text { runs, .. } => self.blocks.push(spoken(runs)),
            Body::List { ordered, start, items } => self.list(*ordered, *start, items),
            Body::Table(table) => self.table(table),
            Body::Picture { alt, .. } | Body::Drawing { alt, .. } => {
                self.findings.push(expressible(part, alt));
            }
            Body::Field { label, hint, .. } => {
                let words = format!("{} {}", spoken(label), spoken(hint));
                self.blocks.push(format!("{}: {}", words.trim(), field_blank()));
            }
            Body::Callout { role, title, children } => {
                let word = role.word_key().map(|key| self.words.get(key).to_owned());
                let title = if title.is_empty() { word } else { Some(spoken(title)) };
                self.blocks.extend(title.map(|title| format!("{title}:")));
                self.parts(children);
            }
            Body::Rule => self.blocks.push(rule()),
            Body::Break => {}
            Body::Group { role, children } => match role {
                GroupRole::Columns { .. }
                | GroupRole::Stack
                | GroupRole::Copy { .. }
                | GroupRole::CardSheet { .. }
                | GroupRole::FullSheet { .. }
                | GroupRole::Cover
                | GroupRole::Card { .. }
                | GroupRole::Fact { .. }
                | GroupRole::Activity { .. }
                | GroupRole::Step { .. }
                | GroupRole::HandOut { .. } => self.parts(children),
            },
        }
    }

    fn list(&mut self, ordered: bool, start: u32, items: &[ListItem]) {
        let mut lines = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let mark = match (ordered, item.tick) {
                (true, _) => format!("{}. ", start as usize + at),
                (false, true) => "[ ] ".to_owned(),
                (false, false) => "* ".to_owned(),
            };
            let mut inner = Page { words: self.words, blocks: Vec::new(), findings: Vec::new() };
            inner.parts(&item.parts);
            let indent = format!("\n{}", " ".repeat(mark.chars().count()));
            lines.push(mark + &inner.blocks.join("\n").replace('\n', &indent));
            self.findings.append(&mut inner.findings);
        }
        self.blocks.push(lines.join("\n"));
    }

    /// Row by row, each cell with its column's name: columns of text fall apart in other typefaces.
    fn table(&mut self, table: &Table) {
        let heads: Vec<String> = table.header.iter().map(|cell| spoken(cell)).collect();
        for row in &table.rows {
            let cells = row.cells.iter().zip(&heads).filter(|(cell, _)| !cell.is_empty());
            let cells = cells.map(|(cell, head)| match head.is_empty() {
                true => spoken(cell),
                false => format!("{head}: {}", spoken(cell)),
            });
            self.blocks.push(cells.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// Runs as plain text; an address stands behind its words.
fn spoken(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Text { text, .. } | Run::Value { text, .. } => out.push_str(text),
            Run::Link { href, runs, .. } => {
                let words = spoken(runs);
                let address = href.strip_prefix("mailto:").unwrap_or(href);
                out.push_str(&words);
                if words != address {
                    out.push_str(&format!(" <{address}>"));
                }
            }
            Run::Icon { label, .. } => out.push_str(label),
            Run::Footnote { runs } => out.push_str(&format!(" ({})", spoken(runs))),
            Run::Break => out.push('\n'),
        }
    }
    out
}
