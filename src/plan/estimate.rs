//! How much of a worksheet's page the blocks beside a drawing need, so that the drawing gets the
//! rest. A little too much is right: what is left over is white space, what is too little is a
//! drawing pushed to the next page.

use crate::model::block::{Block, BlockKind};
use crate::part::{Extent, Field};
use crate::syntax::Inline;

/// Height of a line of running text.
const LINE: f64 = 15.5;
/// Space after a block.
const GAP: f64 = 10.0;
/// A label or hint above a field.
const LABEL: f64 = 18.0;
/// A ruled line: 8.5 mm.
const RULED: f64 = 24.1;

/// Height in points of some blocks at a width.
pub fn height(blocks: &[Block], width: f64) -> f64 {
    blocks.iter().map(|block| one(block, width) + GAP).sum()
}

fn lines(inlines: &[Inline], width: f64) -> f64 {
    // About five points for a character at this size.
    let per_line = (width / 5.1).max(10.0);
    (Inline::plain(inlines).chars().count() as f64 / per_line).ceil().max(1.0)
}

fn one(block: &Block, width: f64) -> f64 {
    match &block.kind {
        BlockKind::Heading(..) => 32.0,
        BlockKind::Paragraph(inlines) => lines(inlines, width) * LINE,
        BlockKind::List(list) => {
            let item =
                |blocks: &[Block]| blocks.iter().map(|block| one(block, width - 24.0)).sum::<f64>();
            list.items.iter().map(|(_, blocks)| item(blocks).max(LINE) + 5.0).sum()
        }
        BlockKind::Quote(blocks, _) | BlockKind::Stack(blocks) => height(blocks, width - 16.0),
        BlockKind::Callout(_, _, blocks) => height(blocks, width - 40.0) + 36.0,
        BlockKind::Table(table) => {
            let row = table.row_height.unwrap_or(24.0);
            let caption = if table.caption.is_empty() { 0.0 } else { LABEL };
            caption + 26.0 + table.rows.len() as f64 * row
        }
        BlockKind::Picture(picture) => {
            let wide = width * picture.width.unwrap_or(1.0);
            wide * picture.size.1 / picture.size.0.max(1.0) + 16.0
        }
        BlockKind::Columns(widths, blocks) => {
            let total: f64 = widths.iter().sum();
            let column = |(block, share): (&Block, &f64)| one(block, width * share / total);
            blocks.iter().zip(widths).map(column).fold(0.0, f64::max)
        }
        BlockKind::Field(label, _, field) => {
            let label = if label.is_empty() { 0.0 } else { LABEL };
            label + in_field(field)
        }
        BlockKind::Code(text) => text.lines().count() as f64 * LINE,
        BlockKind::Rule => 6.0,
        BlockKind::NewPage
        | BlockKind::Cards(_)
        | BlockKind::Generated(_)
        | BlockKind::Tool(..) => 0.0,
    }
}

fn in_field(field: &Field) -> f64 {
    match field {
        Field::Text => RULED,
        Field::Lines { rows: Extent::Fixed(rows) } => rows * RULED,
        Field::Box { height: Extent::Fixed(height) } => *height,
        // What fills the page shares it with the drawing.
        Field::Lines { rows: Extent::Fill } | Field::Box { height: Extent::Fill } => 130.0,
        Field::Date => 30.0,
        Field::Choice { options, inline: true, .. } => (options.len() as f64 / 3.0).ceil() * 22.0,
        Field::Choice { options, .. } => options.len() as f64 * 22.0,
        Field::Scale { .. } => 40.0,
        Field::Signature => 46.0,
    }
}
