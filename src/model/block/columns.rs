//! Blocks side by side.

use super::{Block, BlockKind, Lowering, Place, parse_all};
use crate::diag::{Code, Diagnostic};
use crate::model::Context;
use crate::part::{Body, GroupRole};
use crate::syntax::{Attributes, Container};

/// `::: columns {widths="2 1"}`: each child is a column.
pub(super) fn parse(container: &Container, place: Place, cx: &mut Context) -> Option<BlockKind> {
    container.attributes.expect_only(&["widths"], cx.findings);
    let blocks = parse_all(&container.children, place, cx);
    if !(2..=6).contains(&blocks.len()) {
        let message = format!("`columns` has {} children", blocks.len());
        cx.report(
            Diagnostic::new(Code::EmptySlot, container.name_span, message)
                .help("put 2 to 6 blocks inside; several blocks make one column in `::: column`"),
        );
        return None;
    }
    let mut widths = widths(&container.attributes, blocks.len(), cx);
    if widths.is_empty() {
        widths = vec![1.0; blocks.len()];
    }
    Some(BlockKind::Columns(widths, blocks))
}

/// The `widths` of so many columns; empty when none are given or they do not fit.
pub(super) fn widths(attributes: &Attributes, count: usize, cx: &mut Context) -> Vec<f64> {
    let Some(text) = attributes.value("widths") else { return Vec::new() };
    let parse = |word: &str| word.parse::<f64>().ok().filter(|n| (0.1..=100.0).contains(n));
    match text.split_whitespace().map(parse).collect::<Option<Vec<f64>>>() {
        Some(widths) if widths.len() == count => widths,
        _ => {
            let message = format!("`widths=\"{text}\"` does not give {count} relative widths");
            cx.bad_attribute(
                attributes.place("widths"),
                message,
                "one number for each column: `widths=\"2 1\"`",
            );
            Vec::new()
        }
    }
}

/// `::: column`: a sequence of blocks as one column.
pub(super) fn column(container: &Container, place: Place, cx: &mut Context) -> Option<BlockKind> {
    container.attributes.expect_only(&["title"], cx.findings);
    Some(BlockKind::Stack(parse_all(&container.children, place, cx)))
}

pub(super) fn lower(widths: &[f64], blocks: &[Block], lowering: &Lowering) -> Body {
    // A drawing in a column has that column's width.
    let total: f64 = widths.iter().sum();
    let children = blocks.iter().zip(widths).map(|(block, share)| {
        let mut narrow = *lowering;
        narrow.canvas.width =
            (lowering.canvas.width - 12.0 * (blocks.len() - 1) as f64) * share / total;
        block.lower(&narrow)
    });
    Body::Group {
        role: GroupRole::Columns { widths: widths.to_vec() },
        children: children.collect(),
    }
}

pub(super) fn lower_stack(blocks: &[Block], lowering: &Lowering) -> Body {
    Body::Group { role: GroupRole::Stack, children: lowering.all(blocks) }
}
