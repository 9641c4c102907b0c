//! The worksheets of a session: each as a document of its own, and all in one.

use super::{Plan, blanks, estimate};
use crate::model;
use crate::model::block::{Block, BlockKind};
use crate::model::tool::Canvas;
use crate::part::{Body, Document, DocumentKind, GroupRole, Worksheet};

/// Margins of a worksheet: 12 mm, what office printers leave free.
const MARGIN: f64 = 12.0 * 72.0 / 25.4;
/// What title, purpose and footer take of a page's height, in points.
const HEAD_AND_FOOT: f64 = 118.0;
/// A drawing takes at least so much of its page, or it goes to the next.
const LEAST: f64 = 0.34;
/// The most of its page that a drawing takes: some room is left for what estimates miss.
const MOST: f64 = 0.96;

/// All worksheets of the session.
pub fn worksheets(plan: &Plan) -> Vec<Worksheet> {
    plan.session.worksheets.iter().map(|worksheet| one(plan, worksheet)).collect()
}

/// A document for each worksheet, and one with all of them.
pub fn documents(plan: &Plan, folder: &str, all: Vec<Worksheet>) -> Vec<Document> {
    if all.is_empty() {
        return Vec::new();
    }
    let mut documents: Vec<Document> = all
        .iter()
        .map(|worksheet| {
            let path = format!("{folder}/worksheets/{}", worksheet.id);
            let mut document = plan.document(DocumentKind::Worksheet, path, "worksheet");
            document.info.title.clone_from(&worksheet.title);
            document.worksheets = vec![worksheet.clone()];
            if !blanks(&document, plan.words).is_empty() {
                document.options.form = format!("{}/{}", plan.session.id, worksheet.id);
            }
            document
        })
        .collect();
    let mut together =
        plan.document(DocumentKind::Worksheets, format!("{folder}/worksheets"), "worksheets");
    together.worksheets = all;
    documents.push(together);
    documents
}

/// A worksheet with what is on it.
pub fn one(plan: &Plan, worksheet: &model::Worksheet) -> Worksheet {
    let (width, height) = worksheet.paper();
    let large = worksheet.size == model::PaperSize::A3;
    let page = height - 2.0 * MARGIN - HEAD_AND_FOOT - if worksheet.name_date { 20.0 } else { 0.0 };
    let canvas =
        Canvas { width: width - 2.0 * MARGIN, height: page, text: if large { 12.0 } else { 10.5 } };
    let mut parts = Vec::new();
    for (index, block) in worksheet.blocks.iter().enumerate() {
        let mut lowering = plan.lowering(canvas);
        lowering.canvas.height = left_over(&worksheet.blocks, index, canvas);
        let part = block.lower(&lowering);
        match part.body {
            // Each sheet of cards is a page.
            Body::Group { role: GroupRole::Stack, children }
                if matches!(block.kind, BlockKind::Cards(_)) =>
            {
                parts.extend(children);
            }
            _ => parts.push(part),
        }
    }
    Worksheet {
        id: worksheet.id.clone(),
        src: plan.edition.sources.origin(worksheet.span),
        title: worksheet.title.clone(),
        purpose: worksheet.purpose.clone(),
        size: worksheet.size.word().to_owned(),
        landscape: worksheet.landscape,
        name_date: worksheet.name_date,
        copies: worksheet.copies.word().to_owned(),
        parts,
    }
}

/// What the other blocks of its page leave for the drawing of a block.
fn left_over(blocks: &[Block], index: usize, canvas: Canvas) -> f64 {
    let breaks = |block: &Block| matches!(block.kind, BlockKind::NewPage | BlockKind::Cards(_));
    let start = blocks[..index].iter().rposition(breaks).map_or(0, |at| at + 1);
    let end = blocks[index..].iter().position(breaks).map_or(blocks.len(), |at| index + at);
    // Pages after the first have no title.
    let page = canvas.height + if start > 0 { 30.0 } else { 0.0 };
    let drawings =
        blocks[start..end].iter().filter(|block| matches!(block.kind, BlockKind::Tool(..)));
    let left = page * MOST - estimate::height(&blocks[start..end], canvas.width);
    (left / drawings.count().max(1) as f64).clamp(page * LEAST, page * MOST)
}
