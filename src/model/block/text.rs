//! Paragraphs, lists, quotations and inline text.

use super::{Block, BlockKind, Lowering, Place, parse_all};
use crate::diag::Span;
use crate::model::Context;
use crate::part::{Body, CalloutRole, ListItem, Part, Run, TextRole};
use crate::syntax::{Inline, InlineKind, Node, NodeKind, smart};
use std::collections::HashMap;

/// Footnote texts by name.
pub type Footnotes = HashMap<String, Vec<Inline>>;

/// The footnotes among some nodes, also within containers.
pub fn footnotes(nodes: &[Node]) -> Footnotes {
    let mut found = Footnotes::new();
    collect_footnotes(nodes, &mut found);
    found
}

fn collect_footnotes(nodes: &[Node], found: &mut Footnotes) {
    for node in nodes {
        match &node.kind {
            NodeKind::Footnote { name, children } => {
                let mut words = Vec::new();
                for child in children {
                    if let NodeKind::Paragraph(inlines) = &child.kind {
                        words.extend(inlines.iter().cloned());
                    }
                }
                found.insert(name.clone(), words);
            }
            NodeKind::Container(container) => collect_footnotes(&container.children, found),
            NodeKind::Quote(children) => collect_footnotes(children, found),
            NodeKind::List { items, .. } => {
                items.iter().for_each(|item| collect_footnotes(&item.children, found));
            }
            NodeKind::Heading { .. }
            | NodeKind::Paragraph(_)
            | NodeKind::Table { .. }
            | NodeKind::Code { .. }
            | NodeKind::Rule => {}
        }
    }
}

/// A bulleted, numbered or tick list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// Numbered?
    pub ordered: bool,
    /// First number.
    pub start: u32,
    /// Tick box, content.
    pub items: Vec<(bool, Vec<Block>)>,
}

impl List {
    pub(super) fn parse(
        ordered: bool,
        start: u32,
        items: &[crate::syntax::Item],
        place: Place,
        cx: &mut Context,
    ) -> Self {
        let items = items
            .iter()
            .map(|item| (item.tick.is_some(), parse_all(&item.children, place, cx)))
            .collect();
        Self { ordered, start, items }
    }

    pub(super) fn lower(&self, lowering: &Lowering) -> Body {
        let item = |(tick, blocks): &(bool, Vec<Block>)| ListItem {
            tick: *tick,
            parts: lowering.all(blocks),
        };
        Body::List {
            ordered: self.ordered,
            start: self.start,
            items: self.items.iter().map(item).collect(),
        }
    }
}

/// A quotation: a last paragraph that starts with a dash says whose words they are.
pub(super) fn quote(mut blocks: Vec<Block>) -> BlockKind {
    let said_by = |block: &Block| match &block.kind {
        BlockKind::Paragraph(inlines) => {
            let words = Inline::plain(inlines);
            words.trim_start().starts_with(['—', '–']).then(|| inlines.clone())
        }
        _ => None,
    };
    let attribution = blocks.last().and_then(said_by);
    if attribution.is_some() {
        blocks.pop();
    }
    let mut attribution = attribution.unwrap_or_default();
    without_dash(&mut attribution);
    BlockKind::Quote(blocks, attribution)
}

/// Takes out the dash that a line of words begins with.
fn without_dash(inlines: &mut [Inline]) {
    match inlines.first_mut().map(|inline| &mut inline.kind) {
        Some(InlineKind::Text(first)) => {
            *first = first.trim_start_matches(['—', '–', ' ']).to_owned();
        }
        Some(InlineKind::Language(_, inner)) => without_dash(inner),
        _ => {}
    }
}

pub(super) fn lower_quote(
    span: Span,
    blocks: &[Block],
    attribution: &[Inline],
    lowering: &Lowering,
) -> Body {
    let mut children = lowering.all(blocks);
    if !attribution.is_empty() {
        children.push(Part {
            id: String::new(),
            src: lowering.sources.origin(span),
            body: Body::Text { runs: lowering.runs(attribution), role: TextRole::Attribution },
        });
    }
    Body::Callout { role: CalloutRole::Quote, title: Vec::new(), children }
}

/// Running text.
pub(super) fn paragraph(runs: Vec<Run>) -> Body {
    Body::Text { runs, role: TextRole::Body }
}

/// Fixed-width text.
pub(super) fn code(text: &str) -> Body {
    // A line ends where its author ended it, in every format.
    let mut runs = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            runs.push(Run::Break);
        }
        if !line.is_empty() {
            runs.push(Run::text(line));
        }
    }
    Body::Text { runs, role: TextRole::Code }
}

/// Words of an attribute as runs; none when empty.
pub(super) fn label(text: &str) -> Vec<Run> {
    match text {
        "" => Vec::new(),
        text => vec![Run::text(tie(&smart(text)))],
    }
}

/// Inline text as runs.
pub fn runs(inlines: &[Inline], footnotes: &Footnotes) -> Vec<Run> {
    let mut out = Vec::new();
    push_runs(inlines, Style::default(), footnotes, &mut out);
    out
}

/// What holds for the words within.
#[derive(Clone, Copy, Default)]
struct Style<'a> {
    strong: bool,
    emph: bool,
    /// Tag of their language; empty for the document's.
    language: &'a str,
}

fn push_runs(inlines: &[Inline], style: Style, footnotes: &Footnotes, out: &mut Vec<Run>) {
    let Style { strong, emph, language } = style;
    let run =
        |text: String, code| Run::Text { text, strong, emph, code, language: language.to_owned() };
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                out.push(run(tie(text), false));
            }
            InlineKind::Value { name, text, open } => out.push(Run::Value {
                name: name.clone(),
                text: tie(text),
                open: *open,
                strong,
                emph,
            }),
            InlineKind::Code(text) => {
                out.push(run(text.clone(), true));
            }
            InlineKind::Strong(inner) => {
                push_runs(inner, Style { strong: true, ..style }, footnotes, out);
            }
            InlineKind::Emph(inner) => {
                push_runs(inner, Style { emph: true, ..style }, footnotes, out);
            }
            InlineKind::Language(language, inner) => {
                push_runs(inner, Style { language, ..style }, footnotes, out);
            }
            // A link within the session has nothing to lead to on paper: its words are enough.
            InlineKind::Link { href, inlines } if href.starts_with('#') => {
                push_runs(inlines, style, footnotes, out);
            }
            InlineKind::Link { href, inlines } => {
                let mut runs = Vec::new();
                push_runs(inlines, style, footnotes, &mut runs);
                out.push(Run::Link { href: href.clone(), short: short_address(href), runs });
            }
            InlineKind::Footnote(name) => {
                // A footnote within a footnote would never end; its words are enough.
                let text = footnotes.get(name).map_or(&[][..], Vec::as_slice);
                out.push(Run::Footnote { runs: runs(text, &Footnotes::new()) });
            }
            // Pictures inside a paragraph were refused when it was parsed.
            InlineKind::Image { .. } => {}
            InlineKind::Break => out.push(Run::Break),
        }
    }
}

/// An address as it is printed: without its scheme and a closing slash.
fn short_address(href: &str) -> String {
    let bare = ["https://www.", "http://www.", "https://", "http://", "mailto:"]
        .iter()
        .find_map(|prefix| href.strip_prefix(prefix))
        .unwrap_or(href);
    bare.trim_end_matches('/').to_owned()
}

const UNITS: &[&str] = &[
    "min", "minute", "minutes", "h", "hour", "hours", "mm", "cm", "m", "%", "pt", "days", "weeks",
    "months", "years",
];

/// Ties a number to its unit with a no-break space.
pub(crate) fn tie(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        let number = word.ends_with(|c: char| c.is_ascii_digit());
        let unit = next.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        out.push(if number && UNITS.contains(&unit) { '\u{a0}' } else { ' ' });
    }
    out
}
