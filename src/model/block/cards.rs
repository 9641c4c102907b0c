//! Cards to cut out: `::: cards {across=2 down=4 back="…"}`. Each heading begins a card, what follows it is
//! the card's text. Cards of a deck are of equal size, fill their pages, and have backs where they are given.

use super::{Block, BlockKind, Lowering, Place, first_line, parse_all, text};
use crate::diag::{Code, Diagnostic};
use crate::model::attributes::Typed;
use crate::model::{Context, slug};
use crate::part::{Body, GroupRole, Part, TextRole};
use crate::syntax::{Container, Inline, Node, NodeKind};

/// What stays free at the edges of a card in points: 8 mm, for hands that do not cut straight.
const SAFE: f64 = 8.0 * 72.0 / 25.4;

/// A deck of cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Cards {
    /// Cards beside each other on a page.
    pub across: usize,
    /// Rows of cards on a page.
    pub down: usize,
    /// What is printed on the backs; empty for none.
    pub back: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// One card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The block of its heading: place, and id or empty.
    pub heading: Block,
    /// Its label.
    pub label: Vec<Inline>,
    /// Its text; may be empty, then the label is what the card says.
    pub blocks: Vec<Block>,
}

/// Parses a `::: cards`.
pub(super) fn parse(container: &Container, place: Place, cx: &mut Context) -> Option<BlockKind> {
    let attributes = &container.attributes;
    attributes.expect_only(&["across", "down", "back"], cx.findings);
    let headed = |node: &Node| matches!(node.kind, NodeKind::Heading { .. });
    let nodes = &container.children;
    let first = nodes.iter().position(headed).unwrap_or(nodes.len());
    if let Some(node) = nodes[..first].first() {
        cx.report(
            Diagnostic::new(
                Code::MisplacedBlock,
                first_line(node),
                "this stands before the first card",
            )
            .help("begin each card with a heading: `### Opening`"),
        );
    }
    let mut cards = Vec::new();
    let mut rest = &nodes[first..];
    while !rest.is_empty() {
        let end = rest[1..].iter().position(headed).map_or(rest.len(), |at| at + 1);
        let mut blocks = parse_all(&rest[..end], place, cx);
        if !blocks.is_empty() {
            let heading = blocks.remove(0);
            if let BlockKind::Heading(_, label) = &heading.kind {
                cards.push(Card { label: label.clone(), heading, blocks });
            }
        }
        rest = &rest[end..];
    }
    if cards.is_empty() {
        cx.report(
            Diagnostic::new(Code::EmptySlot, container.name_span, "`cards` has no cards")
                .help("begin each card with a heading, `### Opening`, and write its text below"),
        );
        return None;
    }
    let count = |key, most, otherwise, cx: &mut Context| {
        attributes.number(key, 1..=most, cx).map_or(otherwise, |number| number as usize)
    };
    Some(BlockKind::Cards(Cards {
        across: count("across", 4, 2, cx),
        down: count("down", 8, 4, cx),
        back: attributes.words("back"),
        cards,
    }))
}

impl Cards {
    /// Sheets of cards, each with the sheet of its backs behind it. There the places of a row are
    /// mirrored, so that each back is behind its card when the paper is turned over sideways.
    pub(super) fn lower(&self, block: &Block, lowering: &Lowering) -> Body {
        let mut children = Vec::new();
        let mut inner = *lowering;
        inner.canvas.width = lowering.canvas.width / self.across as f64 - 2.0 * SAFE;
        inner.canvas.height = lowering.canvas.height / self.down as f64 - 3.0 * SAFE;
        let places = self.across * self.down;
        for cards in self.cards.chunks(places) {
            let blank = || self.place(block, lowering, String::new(), Vec::new());
            let mut fronts: Vec<Part> = cards.iter().map(|card| card.lower(&inner)).collect();
            fronts.resize_with(places, blank);
            children.push(self.sheet(block, lowering, false, fronts));
            if self.back.is_empty() {
                continue;
            }
            let mut backs: Vec<Part> = (0..places).map(|_| blank()).collect();
            for at in 0..cards.len() {
                let (row, column) = (at / self.across, at % self.across);
                let body = Body::Text { runs: text::label(&self.back), role: TextRole::Lead };
                let said =
                    Part { id: String::new(), src: lowering.sources.origin(block.span), body };
                let mirrored = row * self.across + self.across - 1 - column;
                backs[mirrored] = self.place(block, lowering, String::new(), vec![said]);
            }
            children.push(self.sheet(block, lowering, true, backs));
        }
        Body::Group { role: GroupRole::Stack, children }
    }

    fn sheet(&self, block: &Block, lowering: &Lowering, back: bool, children: Vec<Part>) -> Part {
        let role = GroupRole::CardSheet { across: self.across, down: self.down, back };
        let src = lowering.sources.origin(block.span);
        Part { id: String::new(), src, body: Body::Group { role, children } }
    }

    fn place(&self, block: &Block, lowering: &Lowering, id: String, children: Vec<Part>) -> Part {
        let src = lowering.sources.origin(block.span);
        Part { id, src, body: Body::Group { role: GroupRole::Stack, children } }
    }
}

impl Card {
    /// Its label as a heading, then its text.
    fn lower(&self, lowering: &Lowering) -> Part {
        let src = lowering.sources.origin(self.heading.span);
        let runs = lowering.runs(&self.label);
        let id = match self.heading.id.as_str() {
            "" => slug(&Inline::plain(&self.label)),
            id => id.to_owned(),
        };
        let label =
            Part { id: String::new(), src: src.clone(), body: Body::Heading { level: 2, runs } };
        let mut children = vec![label];
        children.extend(lowering.all(&self.blocks));
        Part { id, src, body: Body::Group { role: GroupRole::Stack, children } }
    }
}
