//! Every text of a session or document with its place, a paragraph, item, label or cell each.

use crate::diag::Span;
use crate::model::block::{Block, BlockKind};
use crate::model::{Item, Paper, Session};
use crate::syntax::Inline;

/// A text.
pub struct Text {
    /// Its words.
    pub words: String,
    /// A paragraph or item of a list, not a heading, label or cell.
    pub running: bool,
    /// Where it is.
    pub span: Span,
}

/// The texts of a session.
pub fn session(session: &Session) -> Vec<Text> {
    let mut texts = Texts(Vec::new());
    for item in session.activities.iter().flat_map(|activity| &activity.items) {
        match item {
            Item::Block(block) => texts.block(block),
            Item::Note(note) => texts.blocks(&note.blocks),
            Item::Slide(at) => {
                let slide = &session.slides[*at];
                texts.add(&slide.title, false, slide.span);
                texts.blocks(&slide.body);
                slide.columns.iter().for_each(|(_, blocks)| texts.blocks(blocks));
            }
            Item::Worksheet(at) => {
                let sheet = &session.worksheets[*at];
                texts.blocks(&sheet.blocks);
            }
        }
    }
    texts.0
}

/// The texts of a document.
pub fn paper(paper: &Paper) -> Vec<Text> {
    let mut texts = Texts(Vec::new());
    texts.blocks(&paper.blocks);
    texts.0
}

struct Texts(Vec<Text>);

impl Texts {
    fn add(&mut self, inlines: &[Inline], running: bool, span: Span) {
        let words = Inline::plain(inlines).replace('\u{a0}', " ");
        if !words.trim().is_empty() {
            self.0.push(Text { words, running, span });
        }
    }

    fn plain(&mut self, words: &str, span: Span) {
        if !words.trim().is_empty() {
            self.0.push(Text { words: words.replace('\u{a0}', " "), running: false, span });
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(_, inlines) => self.add(inlines, false, block.span),
            BlockKind::Paragraph(inlines) => self.add(inlines, true, block.span),
            BlockKind::List(list) => {
                list.items.iter().for_each(|(_, blocks)| self.blocks(blocks));
            }
            BlockKind::Quote(blocks, _)
            | BlockKind::Columns(_, blocks)
            | BlockKind::Stack(blocks) => self.blocks(blocks),
            BlockKind::Callout(_, title, blocks) => {
                self.plain(title, block.span);
                self.blocks(blocks);
            }
            BlockKind::Table(table) => {
                let rows = table.rows.iter().chain([&table.header]);
                rows.flatten().for_each(|cell| self.add(cell, false, block.span));
            }
            BlockKind::Cards(deck) => deck.cards.iter().for_each(|card| {
                self.add(&card.label, false, card.heading.span);
                self.blocks(&card.blocks);
            }),
            BlockKind::Field(label, hint, _) => {
                self.plain(label, block.span);
                self.add(hint, false, block.span);
            }
            BlockKind::Picture(_)
            | BlockKind::Rule
            | BlockKind::Code(_)
            | BlockKind::NewPage
            | BlockKind::Generated(_)
            | BlockKind::Tool(..) => {}
        }
    }
}
