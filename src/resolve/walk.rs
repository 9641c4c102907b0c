//! Every picture and link of blocks: sharp enough for print, leading somewhere.

use super::length::left_out;
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::model::block::{Block, BlockKind};
use crate::syntax::{Inline, InlineKind, Node};
use std::collections::HashSet;

/// Least dots per inch in print.
const LEAST_DPI: f64 = 150.0;

/// Where something may have stood that this edition leaves out.
#[derive(Clone, Copy)]
pub struct Gone<'a> {
    /// Every source file.
    pub sources: &'a Sources,
    /// What was written, before anything was chosen.
    pub body: &'a [Node],
}

/// Looks at every picture and link with the width it is printed at.
pub struct Walk<'a> {
    /// Where things may have stood that are not there now.
    pub gone: Gone<'a>,
    /// Where findings go.
    pub findings: &'a mut Findings,
    /// The ids that a link can lead to.
    pub anchors: HashSet<&'a str>,
}

impl Walk<'_> {
    /// Looks at blocks printed so many points wide.
    pub fn blocks(&mut self, blocks: &[Block], width: f64) {
        blocks.iter().for_each(|block| self.block(block, width));
    }

    /// Looks at a block printed so many points wide.
    pub fn block(&mut self, block: &Block, width: f64) {
        match &block.kind {
            BlockKind::Picture(picture) => {
                let dpi = picture.resolution(width * picture.width.unwrap_or(1.0));
                if dpi < LEAST_DPI {
                    let message = format!(
                        "`{}` has {dpi:.0} dots per inch at its printed size",
                        picture.path
                    );
                    self.findings.push(
                        Diagnostic::new(Code::LowResolution, picture.span, message)
                            .help(format!("at least {LEAST_DPI:.0} are needed: use a larger picture, or print it smaller")),
                    );
                }
            }
            BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => self.links(inlines),
            BlockKind::List(list) => {
                list.items.iter().for_each(|(_, blocks)| self.blocks(blocks, width))
            }
            BlockKind::Quote(blocks, _)
            | BlockKind::Callout(_, _, blocks)
            | BlockKind::Stack(blocks) => {
                self.blocks(blocks, width);
            }
            BlockKind::Columns(_, blocks) => {
                self.blocks(blocks, width / blocks.len().max(1) as f64)
            }
            BlockKind::Table(table) => {
                table
                    .rows
                    .iter()
                    .chain([&table.header])
                    .flatten()
                    .for_each(|cell| self.links(cell));
            }
            BlockKind::Field(_, hint, _) => self.links(hint),
            BlockKind::Cards(deck) => deck.cards.iter().for_each(|card| {
                self.links(&card.label);
                self.blocks(&card.blocks, width / deck.across as f64);
            }),
            BlockKind::Rule
            | BlockKind::Code(_)
            | BlockKind::Generated(_)
            | BlockKind::NewPage
            | BlockKind::Tool(..) => {}
        }
    }

    fn links(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Link { href, inlines } => {
                    self.address(href, inline.span);
                    self.links(inlines);
                }
                InlineKind::Strong(inner)
                | InlineKind::Emph(inner)
                | InlineKind::Language(_, inner) => self.links(inner),
                InlineKind::Text(_)
                | InlineKind::Value { .. }
                | InlineKind::Code(_)
                | InlineKind::Image { .. }
                | InlineKind::Footnote(_)
                | InlineKind::Break => {}
            }
        }
    }

    fn address(&mut self, href: &str, span: Span) {
        let web = ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| href.starts_with(scheme));
        let known = href.strip_prefix('#').is_some_and(|id| self.anchors.contains(id));
        let id = href.strip_prefix('#').unwrap_or("");
        if !web
            && !known
            && let Some(there) = left_out(self.gone.body, id)
        {
            let message = format!("the link `{href}` leads to what this edition leaves out");
            let there = self.gone.sources.origin(there);
            self.findings.push(Diagnostic::new(Code::UnknownReference, span, message).help(
                format!("give the words with the link the condition of what stands at {there}"),
            ));
        } else if !web && !known {
            let message = format!("the link `{href}` leads nowhere");
            self.findings.push(
                Diagnostic::new(Code::UnknownReference, span, message)
                    .did_you_mean(href.trim_start_matches('#'), self.anchors.iter().copied())
                    .help("link to a full address, `https://…`, or to the id of a heading, slide or worksheet, `#id`"),
            );
        }
    }
}
