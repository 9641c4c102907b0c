//! A document of the programme: a letter, flyer, agreement, guidance or form. Its facts, and what
//! it refuses; its blocks are those of a worksheet.

use super::block::{Block, BlockKind, Footnotes, Place, first_line, footnotes, parse_all};
use super::claim::{Claimed, claim};
use super::front::Facts;
use super::placed::Placed;
use super::value::{PaperForm, PaperSize};
use super::{Context, Ids};
use crate::diag::{Code, Diagnostic, Span};
use crate::part::Translated;
use crate::syntax::{Node, NodeKind};
use schemars::JsonSchema;
use serde::Deserialize;

/// Guidance with more sections than this opens with a table of contents, unless it says otherwise.
const SECTIONS: usize = 8;

/// Margins of a page to read, left and right together: 50 mm and 22 mm.
const READING: f64 = 72.0 * 72.0 / 25.4;
/// Lines longer than this are hard to read, whatever the paper: 180 mm.
const LONGEST: f64 = 180.0 * 72.0 / 25.4;
/// Margins of a page to fill in or to look at: 18 mm on each side.
const FILLING: f64 = 36.0 * 72.0 / 25.4;

/// Front matter of `document.md`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PaperFront {
    /// Title of the document.
    pub title: String,
    /// A second line below the title.
    #[serde(default)]
    pub subtitle: String,
    /// letter, flyer, agreement, guidance, form, certificate, badges, tent-cards, register, email,
    /// email-signature or social.
    pub form: Placed,
    /// `participant`: each one gets a copy with what the list says of them.
    #[serde(default)]
    pub each: Option<Placed>,
    /// What it is for, in one line.
    #[serde(default)]
    pub summary: String,
    /// For whom.
    #[serde(default)]
    pub audience: String,
    /// Paper: a4, a3 or letter; a4 when missing. A `social` picture is square or wide; both when missing.
    #[serde(default)]
    pub size: Option<Placed>,
    /// Landscape rather than portrait.
    #[serde(default)]
    pub landscape: bool,
    /// A table of contents; long guidance has one when this is missing.
    #[serde(default)]
    pub contents: Option<bool>,
    /// Numbered headings and clauses; agreements have them when this is missing.
    #[serde(default)]
    pub numbered: Option<bool>,
    /// In an edition in two languages, one file with both; by its form when missing.
    #[serde(default)]
    pub bilingual: Option<bool>,
    /// Version of this document; the programme's when missing.
    #[serde(default)]
    pub version: String,
}

impl Facts for PaperFront {
    fn placed_mut(&mut self) -> Vec<&mut Placed> {
        [&mut self.form].into_iter().chain(&mut self.size).collect()
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        vec![&mut self.title, &mut self.subtitle, &mut self.summary, &mut self.audience]
    }
}

/// A document of an edition: no choice left.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Id: the name of its folder.
    pub id: String,
    /// The top of its file.
    pub span: Span,
    /// Its facts.
    pub front: PaperFront,
    /// What it is.
    pub form: PaperForm,
    /// Its paper.
    pub size: PaperSize,
    /// A table of contents stands at its start.
    pub contents: bool,
    /// Headings and clauses are numbered.
    pub numbered: bool,
    /// What is on it; every heading and field has an id.
    pub blocks: Vec<Block>,
    /// Where each participant gets a copy, the names and what the copies hold.
    pub copies: Vec<(String, Vec<Block>)>,
    /// Its footnotes.
    pub footnotes: Footnotes,
    /// Which of its words are not in the edition's language.
    pub translated: Translated,
}

/// What a document's file says, before it is parsed.
pub struct PaperInput<'a> {
    /// Id: the name of its folder.
    pub id: &'a str,
    /// The top of its file.
    pub span: Span,
    /// Its facts, variables expanded.
    pub front: PaperFront,
    /// What it is.
    pub form: PaperForm,
    /// Its paper.
    pub size: PaperSize,
    /// Its body, with nothing left to choose.
    pub body: &'a [Node],
}

impl Paper {
    /// Parses a document. What cannot be used is reported and left out.
    pub fn parse(input: PaperInput, cx: &mut Context) -> Self {
        let PaperInput { id, span, front, form, size, body } = input;
        expect_first_level(body, cx);
        let mut blocks = parse_all(body, Place::Paper, cx);
        refuse_inner(&blocks, true, cx);
        let mut ids = Ids::default();
        claim(&mut blocks, Claimed::Headings, &mut ids, cx);
        let sections =
            blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(..))).count();
        Paper {
            id: id.to_owned(),
            span,
            contents: front.contents.unwrap_or(form == PaperForm::Guidance && sections > SECTIONS),
            numbered: front.numbered.unwrap_or(form == PaperForm::Agreement),
            front,
            form,
            size,
            blocks,
            copies: Vec::new(),
            footnotes: footnotes(body),
            translated: Translated::default(),
        }
    }

    /// Width and height of its paper in points.
    pub fn paper(&self) -> (f64, f64) {
        let (short, long) = self.size.points();
        if self.front.landscape { (long, short) } else { (short, long) }
    }

    /// Width of its text column in points: what is meant to be read has a margin on its left, what is
    /// filled in or seen from afar has the width of the page.
    pub fn text_width(&self) -> f64 {
        let paper = self.paper().0;
        match self.form {
            PaperForm::Letter | PaperForm::Agreement | PaperForm::Guidance => {
                (paper - READING).min(LONGEST)
            }
            PaperForm::Flyer
            | PaperForm::Form
            | PaperForm::Certificate
            | PaperForm::Badges
            | PaperForm::TentCards
            | PaperForm::Register
            | PaperForm::Email
            | PaperForm::EmailSignature
            | PaperForm::Social => paper - FILLING,
        }
    }
}

/// The title stands in the front matter, so the sections below it are of level 1.
fn expect_first_level(body: &[Node], cx: &mut Context) {
    let first = body.iter().find_map(|node| match &node.kind {
        NodeKind::Heading { level, .. } => Some((node, *level)),
        _ => None,
    });
    if let Some((node, level)) = first.filter(|(_, level)| *level > 1) {
        let message = format!("the first heading is of level {level}");
        cx.report(
            Diagnostic::new(Code::HeadingSkipped, first_line(node), message)
                .help("use `#`: the title stands in the front matter, the sections below it"),
        );
    }
}

/// What comes from the programme has headings and pages, so it stands directly in the document.
fn refuse_inner(blocks: &[Block], direct: bool, cx: &mut Context) {
    for block in blocks {
        if matches!(block.kind, BlockKind::Generated(_)) && !direct {
            let message = "what comes from the programme cannot stand inside another block";
            cx.report(
                Diagnostic::new(Code::MisplacedBlock, block.span, message)
                    .help("put it directly below a heading of the document"),
            );
        }
        if !matches!(block.kind, BlockKind::Cards(_)) {
            block.inner().into_iter().for_each(|inner| refuse_inner(inner, false, cx));
        }
    }
}
