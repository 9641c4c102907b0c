//! Ids for what can be filled in: the author's own, or made from its words, so that every field keeps
//! its name in a PDF form, in Word's content controls and in the answers that are read back.

use super::block::{Block, BlockKind};
use super::{Context, Ids};
use crate::part::TableRole;
use crate::syntax::Inline;

/// What a list of boxes to tick is called: lists have no place for an id of the author's.
const TICKS: &str = "ticks";

/// Which blocks get an id besides fields, form tables and lists of boxes to tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Headings, too.
    Headings,
    /// None.
    Fields,
}

/// Gives blocks ids, and reports ids used twice. The author's own come first, so that none made from
/// words takes one.
pub fn claim(blocks: &mut [Block], which: Claimed, ids: &mut Ids, cx: &mut Context) {
    given(blocks, ids, cx);
    missing(blocks, which, ids, cx);
}

fn given(blocks: &mut [Block], ids: &mut Ids, cx: &mut Context) {
    for block in blocks {
        if !block.id.is_empty() {
            ids.claim(Some(&(block.id.clone(), block.span)), "", cx);
        }
        block.inner_mut().into_iter().for_each(|blocks| given(blocks, ids, cx));
    }
}

fn missing(blocks: &mut [Block], which: Claimed, ids: &mut Ids, cx: &mut Context) {
    let mut above = String::new();
    for block in blocks {
        let unnamed = block.id.is_empty();
        match &block.kind {
            BlockKind::Heading(_, words) => {
                above = Inline::plain(words);
                if unnamed && which == Claimed::Headings {
                    block.id = ids.claim(None, &above, cx);
                }
            }
            // A field without a label stands below the heading that says what is asked.
            BlockKind::Field(label, ..) if unnamed => {
                block.id = ids.claim(None, if label.is_empty() { &above } else { label }, cx);
            }
            BlockKind::Table(table) if unnamed && table.role == TableRole::Form => {
                let words = if table.caption.is_empty() { &above } else { &table.caption };
                block.id = ids.claim(None, words, cx);
            }
            BlockKind::List(list) if list.items.iter().any(|(tick, _)| *tick) => {
                block.id = ids.claim(None, TICKS, cx);
            }
            BlockKind::Field(..)
            | BlockKind::Table(_)
            | BlockKind::List(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Quote(..)
            | BlockKind::Picture(_)
            | BlockKind::Callout(..)
            | BlockKind::Rule
            | BlockKind::Code(_)
            | BlockKind::NewPage
            | BlockKind::Cards(_)
            | BlockKind::Columns(..)
            | BlockKind::Stack(_)
            | BlockKind::Generated(_)
            | BlockKind::Tool(..) => {}
        }
        block.inner_mut().into_iter().for_each(|blocks| missing(blocks, which, ids, cx));
    }
}
