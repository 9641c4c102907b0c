//! Every text of a syntax tree that people read, in its order, each to be looked at or replaced.

use super::message;
use crate::diag::Span;
use crate::model::tool::Tool;
use crate::syntax::{Attributes, Container, Inline, InlineKind, Node, NodeKind};

/// A text that people read.
pub enum Text<'a> {
    /// With emphasis and links.
    Rich(&'a mut Vec<Inline>),
    /// Words alone.
    Plain(&'a mut String),
}

impl Text<'_> {
    /// The text as a message; `None` when there is nothing to translate.
    pub fn message(&self) -> Option<String> {
        let text = match self {
            Text::Rich(inlines) => message::text(inlines),
            Text::Plain(words) => words.trim().to_owned(),
        };
        message::is_message(&text).then_some(text)
    }
}

/// Where a text stands and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// Its place in the sources.
    pub span: Span,
    /// What it is, for translators.
    pub note: &'a str,
}

/// Attributes whose values people read.
const READ: &[&str] = &[
    "title", "purpose", "label", "lead", "method", "low", "high", "alt", "effect", "aim",
    "y-label", "caption", "subtitle", "text", "back",
];

/// Visits every text of the nodes.
pub fn nodes(nodes: &mut [Node], visit: &mut dyn FnMut(Text, Spot)) {
    all(nodes, "", visit);
}

/// `within` is said of the texts that no block of their own says something of.
fn all(nodes: &mut [Node], within: &str, visit: &mut dyn FnMut(Text, Spot)) {
    nodes.iter_mut().for_each(|node| one(node, within, visit));
}

fn one(node: &mut Node, within: &str, visit: &mut dyn FnMut(Text, Spot)) {
    let span = node.span;
    match &mut node.kind {
        NodeKind::Heading { inlines, attributes, .. } => {
            rich(inlines, Spot { span, note: "heading" }, visit);
            values(attributes, visit);
        }
        NodeKind::Paragraph(inlines) => match inlines.as_mut_slice() {
            [Inline { kind: InlineKind::Image { path, alt, caption, .. }, .. }] => {
                let note = format!("alternative text of {path}");
                visit(Text::Plain(alt), Spot { span, note: &note });
                visit(Text::Plain(caption), Spot { span, note: "caption" });
            }
            _ => rich(inlines, Spot { span, note: within }, visit),
        },
        NodeKind::List { items, .. } => {
            let note = if within.is_empty() { "list item" } else { within };
            items.iter_mut().for_each(|item| all(&mut item.children, note, visit));
        }
        NodeKind::Quote(children) => all(children, "quotation", visit),
        NodeKind::Footnote { children, .. } => all(children, "footnote", visit),
        NodeKind::Table { header, rows, .. } => {
            for cell in header {
                rich(cell, Spot { span, note: "table heading" }, visit);
            }
            for cell in rows.iter_mut().flat_map(|row| &mut row.cells) {
                rich(cell, Spot { span, note: "table cell" }, visit);
            }
        }
        NodeKind::Container(container) => one_container(container, within, visit),
        // Code and data are the same in every language.
        NodeKind::Code { .. } | NodeKind::Rule => {}
    }
}

fn one_container(container: &mut Container, within: &str, visit: &mut dyn FnMut(Text, Spot)) {
    values(&mut container.attributes, visit);
    let drawn = Tool::NAMES.contains(&container.name.as_str());
    let note = match container.name.as_str() {
        "process-map" => {
            "step of a process-map: keep `start:`, `end:`, `decision:` and `delay:` as they are"
        }
        "stakeholder-grid" => "stakeholder-grid: keep `power` and `interest` with their numbers",
        "run-chart" => "run-chart: keep what stands before the colon",
        name if drawn => &format!("part of a {name}"),
        "choice" => "choice",
        "say" | "do" | "ask" | "producer" | "questions" | "short-of-time" => "facilitator’s notes",
        "slide" | "worksheet" => "",
        _ => within,
    };
    all(&mut container.children, note, visit);
}

fn rich(inlines: &mut Vec<Inline>, spot: Spot, visit: &mut dyn FnMut(Text, Spot)) {
    let span = inlines.first().map_or(spot.span, |inline| inline.span);
    visit(Text::Rich(inlines), Spot { span, ..spot });
}

fn values(attributes: &mut Attributes, visit: &mut dyn FnMut(Text, Spot)) {
    for attribute in &mut attributes.list {
        if let (true, Some(value)) = (READ.contains(&attribute.key.as_str()), &mut attribute.value)
        {
            visit(Text::Plain(value), Spot { span: attribute.span, note: &attribute.key });
        }
    }
}
