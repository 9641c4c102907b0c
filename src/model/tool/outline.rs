//! What all drawn tools share in the sources: an id, a title, alternative text, checked
//! attributes, and a list that becomes a tree of entries. Refuses whatever else stands inside.

use super::Context;
use crate::diag::{Code, Diagnostic, Severity, Span};
use crate::model::Words;
use crate::syntax::{Container, Inline, InlineKind, Item, Node, NodeKind, smart};
use std::ops::RangeInclusive;

/// What every tool has besides its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Stable id; empty when none is given.
    pub id: String,
    /// Caption; may be empty.
    pub title: String,
    /// The author's alternative text; empty when it is made from the content.
    pub alt: String,
    /// The words that drawings print themselves, in the edition's language.
    pub words: Words,
}

/// An entry of the list, with the entries below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its words; empty when the author left them to be written in by hand (`…`).
    pub words: String,
    /// Where they stand.
    pub span: Span,
    /// The nested list.
    pub children: Vec<Entry>,
}

/// A fenced block inside a tool.
pub(super) struct Fenced<'a> {
    /// The word after the fence.
    pub info: &'a str,
    /// What is in it.
    pub text: &'a str,
    /// Its place.
    pub span: Span,
}

/// Checks the attributes against `title`, `alt` and those of the tool.
pub(super) fn facts(container: &Container, known: &[&str], cx: &mut Context) -> Facts {
    let known = [&["title", "alt"], known].concat();
    container.attributes.expect_only(&known, cx.findings);
    let id = container.attributes.id.as_ref().map_or("", |(id, _)| id).to_owned();
    Facts {
        id,
        title: words_of(container, "title"),
        alt: words_of(container, "alt"),
        words: cx.words.clone(),
    }
}

/// The words of an attribute with typographic quotes; empty when it is missing or left blank.
pub(super) fn words_of(container: &Container, key: &str) -> String {
    written(&smart(container.attributes.value(key).unwrap_or("")))
}

/// Is the flag set? Reports a value given to it.
pub(super) fn flag(container: &Container, key: &str, cx: &mut Context) -> bool {
    let Some(attribute) = container.attributes.get(key) else { return false };
    if attribute.value.is_some() {
        let help = format!("write `{key}` alone, or leave it out");
        cx.bad_attribute(attribute.span, format!("`{key}` takes no value"), &help);
    }
    true
}

/// A whole number within limits; reports anything else.
pub(super) fn count(
    container: &Container,
    key: &str,
    limits: RangeInclusive<usize>,
    cx: &mut Context,
) -> Option<usize> {
    let value = container.attributes.value(key)?;
    let number = value.parse().ok().filter(|number| limits.contains(number));
    if number.is_none() {
        let (low, high) = (limits.start(), limits.end());
        let help = format!("write a whole number from {low} to {high}: `{key}={low}`");
        let message = format!("`{key}` cannot be `{value}`");
        cx.bad_attribute(container.attributes.place(key), message, &help);
    }
    number
}

/// The list of a tool. Blocks that are not part of it are reported and left out.
pub(super) fn entries(container: &Container, cx: &mut Context) -> Vec<Entry> {
    let (entries, fenced) = entries_and_fenced(container, cx);
    for block in fenced {
        misplaced(block.span, &container.name, cx);
    }
    entries
}

/// The list of a tool and its fenced blocks.
pub(super) fn entries_and_fenced<'a>(
    container: &'a Container,
    cx: &mut Context,
) -> (Vec<Entry>, Vec<Fenced<'a>>) {
    let (mut entries, mut fenced) = (Vec::new(), Vec::new());
    for node in &container.children {
        match &node.kind {
            NodeKind::List { items, .. } => {
                entries.extend(items.iter().filter_map(|item| entry(item, &container.name, cx)));
            }
            NodeKind::Code { info, text } => {
                fenced.push(Fenced { info: info.trim(), text, span: node.span });
            }
            NodeKind::Heading { .. }
            | NodeKind::Paragraph(_)
            | NodeKind::Quote(_)
            | NodeKind::Table { .. }
            | NodeKind::Rule
            | NodeKind::Footnote { .. }
            | NodeKind::Container(_) => misplaced(node.span, &container.name, cx),
        }
    }
    (entries, fenced)
}

fn entry(item: &Item, tool: &str, cx: &mut Context) -> Option<Entry> {
    let mut found = Entry { words: String::new(), span: item.span, children: Vec::new() };
    let mut has_words = false;
    for node in &item.children {
        match &node.kind {
            NodeKind::Paragraph(inlines) if !has_words => {
                has_words = true;
                found.span = node.span;
                found.words = written(&plain(inlines, tool, cx));
            }
            NodeKind::List { items, .. } => {
                found.children.extend(items.iter().filter_map(|item| entry(item, tool, cx)));
            }
            NodeKind::Paragraph(_)
            | NodeKind::Heading { .. }
            | NodeKind::Code { .. }
            | NodeKind::Quote(_)
            | NodeKind::Table { .. }
            | NodeKind::Rule
            | NodeKind::Footnote { .. }
            | NodeKind::Container(_) => misplaced(node_line(node, item), tool, cx),
        }
    }
    if item.tick.is_some() {
        let message = format!("`{tool}` has no tick boxes");
        cx.report(
            Diagnostic::new(Code::MisplacedBlock, item.span, message).help("write `- words`"),
        );
    }
    if !has_words {
        let help = "write `- …` for a place to be filled in by hand";
        bad_data(found.span, "an item without words", help, cx);
        return None;
    }
    Some(found)
}

/// Where a misplaced block stands; the item's own place when the block has none.
fn node_line(node: &Node, item: &Item) -> Span {
    if node.span.end > node.span.start { node.span } else { item.span }
}

fn misplaced(span: Span, tool: &str, cx: &mut Context) {
    let message = format!("`{tool}` is made from a list, and this is not part of one");
    cx.report(
        Diagnostic::new(Code::MisplacedBlock, span, message)
            .help("write it as an item (`- words`), or move it outside the container"),
    );
}

/// Reports what cannot be drawn.
pub(super) fn bad_data(span: Span, message: impl Into<String>, help: &str, cx: &mut Context) {
    cx.report(Diagnostic::new(Code::BadData, span, message).help(help));
}

/// Reports entries more than so many levels below these, and cuts them off.
pub(super) fn limit_depth(entries: &mut [Entry], levels: usize, help: &str, cx: &mut Context) {
    for entry in entries {
        if levels > 1 {
            limit_depth(&mut entry.children, levels - 1, help, cx);
        } else if let Some(child) = entry.children.first() {
            bad_data(child.span, "the list is nested too deeply here", help, cx);
            entry.children.clear();
        }
    }
}

/// Words as they are drawn: trimmed, and empty when they only say "to be filled in".
pub(super) fn written(words: &str) -> String {
    let words = words.trim();
    let is_blank = words.contains('…') && words.chars().all(|c| matches!(c, '…' | '?' | '.' | ' '));
    if is_blank { String::new() } else { words.to_owned() }
}

impl Facts {
    /// Words for a description, which has to say that a place is empty.
    pub(super) fn spoken<'a>(&'a self, words: &'a str) -> &'a str {
        if words.is_empty() { self.words.get("alt-to-fill-in") } else { words }
    }
}

/// With a capital letter.
pub(in crate::model::tool) fn capital(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A sentence end, unless the words have one.
pub(super) fn sentence(words: &str) -> String {
    match words.trim_end().ends_with(['.', '!', '?', '…']) {
        true => words.trim_end().to_owned(),
        false => format!("{}.", words.trim_end()),
    }
}

/// The plain words of inlines; reports what a drawing has no place for.
fn plain(inlines: &[Inline], tool: &str, cx: &mut Context) -> String {
    for inline in inlines {
        let (what, severity) = match &inline.kind {
            InlineKind::Text(_) | InlineKind::Value { .. } | InlineKind::Break => continue,
            InlineKind::Language(_, inner) => {
                plain(inner, tool, cx);
                continue;
            }
            InlineKind::Strong(_) | InlineKind::Emph(_) | InlineKind::Code(_) => {
                ("emphasis", Severity::Warning)
            }
            InlineKind::Link { .. } => ("a link", Severity::Error),
            InlineKind::Image { .. } => ("a picture", Severity::Error),
            InlineKind::Footnote(_) => ("a footnote", Severity::Error),
        };
        let message = format!("{what} cannot be shown in a `{tool}`");
        let mut finding = Diagnostic::new(Code::MisplacedBlock, inline.span, message)
            .help("use plain words here, and say the rest in the text around the drawing");
        finding.severity = severity;
        cx.report(finding);
    }
    Inline::plain(inlines)
}
