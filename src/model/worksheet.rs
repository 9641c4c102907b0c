//! A worksheet: a sheet of paper with fields.

use super::attributes::Typed;
use super::block::{Block, BlockKind, Place, parse_all};
use super::claim::{Claimed, claim};
use super::value::{Copies, PaperSize};
use super::{Context, Ids};
use crate::diag::{Code, Diagnostic, Span};
use crate::syntax::Container;

/// The ids of the lines for name and date at the top.
pub const HEAD_FIELDS: [&str; 2] = ["name", "date"];

/// A worksheet as the author wrote it.
#[derive(Clone, Debug)]
pub struct Worksheet {
    /// Id; it names the file.
    pub id: String,
    /// Where it is.
    pub span: Span,
    /// Title.
    pub title: String,
    /// One line of purpose; may be empty.
    pub purpose: String,
    /// Paper.
    pub size: PaperSize,
    /// Landscape?
    pub landscape: bool,
    /// Lines for name and date at the top.
    pub name_date: bool,
    /// For whom it is copied.
    pub copies: Copies,
    /// What is on it.
    pub blocks: Vec<Block>,
}

impl Worksheet {
    /// Parses a `::: worksheet`.
    pub fn parse(container: &Container, ids: &mut Ids, cx: &mut Context) -> Option<Self> {
        let attributes = &container.attributes;
        attributes.expect_only(
            &["title", "purpose", "copies", "size", "orientation", "name-date"],
            cx.findings,
        );
        let title = attributes.words("title");
        if title.is_empty() {
            cx.report(
                Diagnostic::new(
                    Code::MissingTitle,
                    container.name_span,
                    "the worksheet has no title",
                )
                .help("add `title=\"…\"`"),
            );
            return None;
        }
        let landscape = |word: &str| match word {
            "portrait" => Some(false),
            "landscape" => Some(true),
            _ => None,
        };
        let mut worksheet = Worksheet {
            id: ids.claim(attributes.id.as_ref(), &title, cx),
            span: container.name_span,
            purpose: attributes.words("purpose"),
            size: attributes
                .one_of("size", PaperSize::WORDS, PaperSize::from_word, cx)
                .unwrap_or(PaperSize::A4),
            landscape: attributes
                .one_of("orientation", &["portrait", "landscape"], landscape, cx)
                .unwrap_or(false),
            name_date: attributes.flag("name-date"),
            copies: attributes
                .one_of("copies", Copies::WORDS, Copies::from_word, cx)
                .unwrap_or(Copies::Each),
            blocks: parse_all(&container.children, Place::Worksheet, cx),
            title,
        };
        let mut fields = Ids::default();
        if worksheet.name_date {
            for name in HEAD_FIELDS {
                fields.claim(Some(&(name.to_owned(), worksheet.span)), "", cx);
            }
        }
        claim(&mut worksheet.blocks, Claimed::Fields, &mut fields, cx);
        refuse_inner_cards(&worksheet.blocks, true, cx);
        Some(worksheet)
    }

    /// Width and height of its paper in points.
    pub fn paper(&self) -> (f64, f64) {
        let (short, long) = self.size.points();
        if self.landscape { (long, short) } else { (short, long) }
    }
}

/// Cards have pages to themselves, so they stand directly in the worksheet.
fn refuse_inner_cards(blocks: &[Block], direct: bool, cx: &mut Context) {
    for block in blocks {
        if matches!(block.kind, BlockKind::Cards(_)) && !direct {
            let message = "`cards` cannot stand inside another block";
            cx.report(
                Diagnostic::new(Code::MisplacedBlock, block.span, message)
                    .help("put them directly into the worksheet: they take whole pages"),
            );
        }
        block.inner().into_iter().for_each(|inner| refuse_inner_cards(inner, false, cx));
    }
}
