//! The blocks within a block, for whatever looks at all of them.

use super::{Block, BlockKind};

impl Block {
    /// The lists of blocks within this one, in their order.
    pub fn inner(&self) -> Vec<&[Block]> {
        match &self.kind {
            BlockKind::Columns(_, inner)
            | BlockKind::Stack(inner)
            | BlockKind::Callout(_, _, inner)
            | BlockKind::Quote(inner, _) => vec![inner],
            BlockKind::List(list) => list.items.iter().map(|(_, inner)| inner.as_slice()).collect(),
            BlockKind::Cards(deck) => deck.cards.iter().map(|it| it.blocks.as_slice()).collect(),
            BlockKind::Heading(..)
            | BlockKind::Paragraph(_)
            | BlockKind::Table(_)
            | BlockKind::Picture(_)
            | BlockKind::Rule
            | BlockKind::Code(_)
            | BlockKind::NewPage
            | BlockKind::Field(..)
            | BlockKind::Generated(_)
            | BlockKind::Tool(..) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> Vec<&mut [Block]> {
        match &mut self.kind {
            BlockKind::Columns(_, inner)
            | BlockKind::Stack(inner)
            | BlockKind::Callout(_, _, inner)
            | BlockKind::Quote(inner, _) => vec![inner],
            BlockKind::List(list) => {
                list.items.iter_mut().map(|(_, inner)| inner.as_mut_slice()).collect()
            }
            BlockKind::Cards(deck) => {
                deck.cards.iter_mut().map(|it| it.blocks.as_mut_slice()).collect()
            }
            BlockKind::Heading(..)
            | BlockKind::Paragraph(_)
            | BlockKind::Table(_)
            | BlockKind::Picture(_)
            | BlockKind::Rule
            | BlockKind::Code(_)
            | BlockKind::NewPage
            | BlockKind::Field(..)
            | BlockKind::Generated(_)
            | BlockKind::Tool(..) => Vec::new(),
        }
    }
}
