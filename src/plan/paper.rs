//! The documents of the programme: letters, flyers, agreements, guidance and forms.

use super::{Words, facts, links};
use crate::model::block::Lowering;
use crate::model::tool::Canvas;
use crate::model::{self, PaperForm};
use crate::part::{Document, DocumentKind, Options, Paper, Part};
use crate::resolve::Edition;

/// The greatest height of a drawing among text, in points: it leaves room for what it belongs to.
const DRAWING: f64 = 300.0;
/// Size of the text in a drawing, in points.
const TEXT: f64 = 10.0;

/// A document of the programme.
pub fn document(edition: &Edition, paper: &model::Paper, words: &Words) -> Document {
    let front = &paper.front;
    let kind_name = words.get(paper.form.word()).to_owned();
    let mut info = facts(edition, words, front.title.clone(), kind_name);
    if !front.version.is_empty() {
        info.version.clone_from(&front.version);
    }
    Document {
        kind: DocumentKind::Paper,
        path: format!("documents/{}", paper.id),
        info,
        options: Options {
            per_page: 0,
            is_virtual: edition.is_virtual,
            paper: Paper {
                form: paper.form.word().to_owned(),
                size: paper.size.word().to_owned(),
                landscape: front.landscape,
                contents: paper.contents,
                numbered: paper.numbered,
                subtitle: front.subtitle.clone(),
                summary: front.summary.clone(),
                audience: front.audience.clone(),
            },
        },
        timeline: Vec::new(),
        slides: Vec::new(),
        worksheets: Vec::new(),
        notes: Vec::new(),
        parts: parts(edition, paper, words),
    }
}

fn parts(edition: &Edition, paper: &model::Paper, words: &Words) -> Vec<Part> {
    let lowering = Lowering {
        sources: &edition.sources,
        canvas: Canvas { width: paper.text_width(), height: DRAWING, text: TEXT },
        footnotes: &paper.footnotes,
        // The title is the heading of level 1.
        heading_shift: 1,
    };
    let mut parts = lowering.all(&paper.blocks);
    // What is signed or sent back ends with its last field; a letter says its addresses in words.
    let title = match paper.form {
        PaperForm::Guidance => words.get("links"),
        PaperForm::Flyer => "",
        PaperForm::Letter | PaperForm::Agreement | PaperForm::Form => return parts,
    };
    parts.extend(links::section(&parts, title, words.get("code-for")));
    parts
}
