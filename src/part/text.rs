//! Inline text: runs of words with emphasis, links, icons and footnotes.

use super::{Body, GroupRole, Part};
use serde::Serialize;

/// A run of text. Strings are shown as they are, never parsed as markup.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "run", rename_all = "kebab-case")]
pub enum Run {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// Bold.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        strong: bool,
        /// Italic.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        emph: bool,
        /// Fixed width.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        code: bool,
        /// Tag of the language they are in; empty where it is the document's.
        #[serde(skip_serializing_if = "String::is_empty")]
        language: String,
    },
    /// A fact of the edition, such as the organisation's name: where a format can, one change of
    /// it changes every place. On paper it is text.
    #[serde(rename = "text")]
    Value {
        /// Its name as the author wrote it, for instance `organisation.name`.
        #[serde(rename = "value")]
        name: String,
        /// The fact, or where it is still open a reminder in brackets (`[venue]`).
        text: String,
        /// Nobody has filled it in yet.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        open: bool,
        /// Bold.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        strong: bool,
        /// Italic.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        emph: bool,
    },
    /// A link.
    Link {
        /// Where it goes.
        href: String,
        /// The address as it is printed.
        short: String,
        /// The words.
        runs: Vec<Run>,
    },
    /// An icon with the word it stands for.
    Icon {
        /// Name of the drawing.
        name: String,
        /// The word, read out in its place.
        label: String,
    },
    /// A footnote.
    Footnote {
        /// Its text.
        runs: Vec<Run>,
    },
    /// A line break the author asked for.
    Break,
}

impl Run {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Run::Text { text, strong: false, emph: false, code: false, language: String::new() }
    }

    /// Bold words.
    pub fn strong(text: impl Into<String>) -> Self {
        let text = text.into();
        Run::Text { text, strong: true, emph: false, code: false, language: String::new() }
    }
}

/// The words of runs without their treatment.
pub fn plain(runs: &[Run]) -> String {
    let mut out = String::new();
    plain_into(runs, &mut out);
    out
}

fn plain_into(runs: &[Run], out: &mut String) {
    for run in runs {
        match run {
            Run::Text { text, .. } | Run::Value { text, .. } => out.push_str(text),
            Run::Link { runs, .. } => plain_into(runs, out),
            Run::Icon { label, .. } => out.push_str(label),
            Run::Footnote { .. } => {}
            Run::Break => out.push(' '),
        }
    }
}

/// The words of parts in reading order, one line per paragraph, item or cell.
pub fn plain_parts(parts: &[Part]) -> Vec<String> {
    let mut lines = Vec::new();
    for part in parts {
        collect(part, &mut lines);
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

fn collect(part: &Part, lines: &mut Vec<String>) {
    match &part.body {
        Body::Heading { runs, .. } | Body::Text { runs, .. } => lines.push(plain(runs)),
        Body::List { items, .. } => {
            items.iter().flat_map(|item| &item.parts).for_each(|part| collect(part, lines));
        }
        Body::Table(table) => {
            lines.push(plain(&table.caption));
            lines.extend(table.header.iter().map(|cell| plain(cell)));
            lines.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| plain(cell)));
        }
        Body::Picture { alt, caption, .. } => lines.extend([alt.clone(), plain(caption)]),
        Body::Drawing { alt, caption, .. } => lines.extend([plain(caption), alt.clone()]),
        Body::Field { label, hint, field } => {
            lines.extend([plain(label), plain(hint)]);
            lines.extend(field.words());
        }
        Body::Callout { title, children, .. } => {
            lines.push(plain(title));
            children.iter().for_each(|part| collect(part, lines));
        }
        Body::Rule | Body::Break => {}
        Body::Group { role, children } => {
            match role {
                GroupRole::Card { title, .. } => lines.push(title.clone()),
                GroupRole::Fact { label, value, .. } => lines.push(format!("{label}: {value}")),
                GroupRole::Activity { title, .. } => lines.push(title.clone()),
                GroupRole::Columns { .. }
                | GroupRole::Stack
                | GroupRole::Copy { .. }
                | GroupRole::Cover
                | GroupRole::Step { .. }
                | GroupRole::CardSheet { .. }
                | GroupRole::FullSheet { .. }
                | GroupRole::HandOut { .. } => {}
            }
            children.iter().for_each(|part| collect(part, lines));
        }
    }
}

/// Every run of a part at the top of its texts, in reading order.
pub fn all_runs(part: &Part) -> Vec<&Run> {
    match &part.body {
        Body::Heading { runs, .. } | Body::Text { runs, .. } => runs.iter().collect(),
        Body::List { items, .. } => {
            items.iter().flat_map(|item| &item.parts).flat_map(all_runs).collect()
        }
        Body::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            table.caption.iter().chain(table.header.iter().chain(cells).flatten()).collect()
        }
        Body::Picture { caption, .. } | Body::Drawing { caption, .. } => caption.iter().collect(),
        Body::Field { label, hint, .. } => label.iter().chain(hint).collect(),
        Body::Callout { title, children, .. } => {
            title.iter().chain(children.iter().flat_map(all_runs)).collect()
        }
        Body::Rule | Body::Break => Vec::new(),
        Body::Group { children, .. } => children.iter().flat_map(all_runs).collect(),
    }
}
