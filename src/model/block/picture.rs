//! Pictures: PNG, JPEG and SVG files beside the session.

use crate::diag::{Code, Diagnostic, Span};
use crate::model::Context;
use crate::model::attributes::Typed;
use crate::part::{Body, Run};
use crate::syntax::{Inline, InlineKind, smart};

/// A picture with its alternative text.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Where it is named.
    pub span: Span,
    /// Path below the sources folder.
    pub path: String,
    /// Alternative text; empty for a decoration.
    pub alt: String,
    /// Caption; may be empty.
    pub caption: String,
    /// Share of the width it takes, if the author says.
    pub width: Option<f64>,
    /// Width by height in pixels or drawing units.
    pub size: (f64, f64),
    /// Sharp at any size.
    pub vector: bool,
}

/// The picture of a paragraph that holds nothing else.
pub(super) fn only(inlines: &[Inline]) -> Option<&Inline> {
    let blank = |i: &&Inline| !matches!(&i.kind, InlineKind::Text(t) if t.trim().is_empty());
    let mut rest = inlines.iter().filter(blank);
    let first = rest.next()?;
    (rest.next().is_none() && matches!(first.kind, InlineKind::Image { .. })).then_some(first)
}

/// Reports pictures that stand among words.
pub(super) fn refuse_inline(inlines: &[Inline], cx: &mut Context) {
    for inline in inlines {
        if let InlineKind::Image { .. } = inline.kind {
            let finding =
                Diagnostic::new(Code::MisplacedBlock, inline.span, "a picture among words");
            cx.report(
                finding.help("give it a paragraph of its own, with a blank line before and after"),
            );
        }
    }
}

/// Reads a picture's facts and refuses it without alternative text.
pub(super) fn parse(image: &Inline, cx: &mut Context) -> Option<Picture> {
    let InlineKind::Image { path, alt, caption, attributes } = &image.kind else { return None };
    attributes.expect_only(&["width", "alt"], cx.findings);
    let decoration = attributes.value("alt") == Some("");
    let alt = if alt.trim().is_empty() { attributes.words("alt") } else { alt.clone() };
    if alt.trim().is_empty() && !decoration {
        let message = format!("the picture `{path}` has no alternative text");
        cx.report(
            Diagnostic::new(Code::MissingAltText, image.span, message)
                .help("say what it tells: `![Two nurses at a whiteboard](…)`")
                .help("a decoration that tells nothing takes `{alt=\"\"}`"),
        );
        return None;
    }
    let width = attributes.share("width", cx);
    let facts = cx.picture(path, image.span)?;
    Some(Picture {
        span: image.span,
        path: facts.path,
        alt,
        caption: smart(caption),
        width,
        size: (facts.width, facts.height),
        vector: facts.vector,
    })
}

impl Picture {
    /// Dots per inch when it is printed so many points wide; infinite for a drawing.
    pub fn resolution(&self, points: f64) -> f64 {
        if self.vector { f64::INFINITY } else { self.size.0 / (points / 72.0) }
    }

    pub(super) fn lower(&self) -> Body {
        Body::Picture {
            path: self.path.clone(),
            alt: self.alt.clone(),
            caption: if self.caption.is_empty() {
                Vec::new()
            } else {
                vec![Run::text(&self.caption)]
            },
            width: self.width,
            ratio: self.size.0 / self.size.1.max(1.0),
        }
    }
}
