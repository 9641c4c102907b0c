//! Fields of a worksheet: what a person fills in.

use super::BlockKind;
use crate::diag::{Code, Diagnostic};
use crate::model::Context;
use crate::model::attributes::Typed;
use crate::part::{Extent, Field};
use crate::syntax::{Container, Inline, NodeKind};

/// The containers that are fields.
pub const NAMES: &[&str] = &["text", "lines", "box", "date", "choice", "scale", "signature"];

pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<BlockKind> {
    let attributes = &container.attributes;
    let known: &[&str] = match container.name.as_str() {
        "lines" => &["label", "rows"],
        "box" => &["label", "height"],
        "choice" => &["label", "many", "inline"],
        "scale" => &["label", "from", "to", "low", "high"],
        _ => &["label"],
    };
    attributes.expect_only(known, cx.findings);
    let fill = |key: &str| attributes.value(key) == Some("fill");
    let field = match container.name.as_str() {
        "text" => Field::Text,
        "date" => Field::Date,
        "signature" => Field::Signature,
        "lines" if fill("rows") => Field::Lines { rows: Extent::Fill },
        "lines" => {
            let rows = attributes.number("rows", 1..=60, cx).unwrap_or(3);
            Field::Lines { rows: Extent::Fixed(rows.into()) }
        }
        "box" if fill("height") => Field::Box { height: Extent::Fill },
        "box" => {
            let height = attributes.length("height", cx).unwrap_or(85.0);
            Field::Box { height: Extent::Fixed(height) }
        }
        "choice" => choice(container, cx)?,
        "scale" => scale(container, cx),
        // NAMES is the list of the arms above.
        _ => return None,
    };
    let hint = match &field {
        Field::Choice { .. } => Vec::new(),
        _ => hint(container, cx),
    };
    Some(BlockKind::Field(attributes.words("label"), hint, field))
}

/// The paragraphs in a field are its hint.
fn hint(container: &Container, cx: &mut Context) -> Vec<Inline> {
    let mut hint = Vec::new();
    for node in &container.children {
        match &node.kind {
            NodeKind::Paragraph(inlines) => {
                if !hint.is_empty() {
                    hint.push(Inline::text(node.span, " "));
                }
                hint.extend(inlines.iter().cloned());
            }
            _ => cx.report(
                Diagnostic::new(
                    Code::MisplacedBlock,
                    node.span,
                    "only a hint can stand inside a field",
                )
                .help("write the hint as a paragraph"),
            ),
        }
    }
    hint
}

fn choice(container: &Container, cx: &mut Context) -> Option<Field> {
    let items = container.children.iter().find_map(|node| match &node.kind {
        NodeKind::List { items, .. } => Some(items),
        _ => None,
    });
    let option = |item: &crate::syntax::Item| match item.children.first().map(|node| &node.kind) {
        Some(NodeKind::Paragraph(inlines)) => super::runs(inlines, &super::Footnotes::new()),
        _ => Vec::new(),
    };
    let options: Vec<_> = items.into_iter().flatten().map(option).collect();
    if options.len() < 2 {
        cx.report(
            Diagnostic::new(
                Code::EmptySlot,
                container.name_span,
                "a choice needs at least two options",
            )
            .help("write them as a list inside the container"),
        );
        return None;
    }
    Some(Field::Choice {
        options,
        many: container.attributes.flag("many"),
        inline: container.attributes.flag("inline"),
    })
}

fn scale(container: &Container, cx: &mut Context) -> Field {
    let attributes = &container.attributes;
    let from = attributes.number("from", -10..=10, cx).unwrap_or(0);
    let to = attributes.number("to", -10..=20, cx).unwrap_or(10);
    if to <= from || to - from > 12 {
        let message = format!("a scale from {from} to {to} cannot be circled");
        cx.bad_attribute(
            attributes.place("to"),
            message,
            "use at most 13 steps, for instance 0 to 10",
        );
        return Field::Scale { from: 0, to: 10, low: String::new(), high: String::new() };
    }
    Field::Scale { from, to, low: attributes.words("low"), high: attributes.words("high") }
}
