//! The formats, and which of them a kind of document comes in.

use crate::part::DocumentKind;
use serde::{Deserialize, Serialize};

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// PDF/UA-1, ISO 14289-1.
    Pdf,
    /// Word: WordprocessingML, ECMA-376 part 1, clause 17.
    Docx,
    /// PowerPoint: PresentationML, ECMA-376 part 1, clause 19.
    Pptx,
    /// A template for Word.
    Dotx,
    /// A template for PowerPoint.
    Potx,
}

impl Format {
    /// The file name's extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Pptx => "pptx",
            Format::Dotx => "dotx",
            Format::Potx => "potx",
        }
    }
}

/// The formats of a kind of document: what is shown and handed out as PDF, what people edit as
/// Word or PowerPoint too. A handout and the worksheets in one file are made for printing only.
pub fn formats(kind: DocumentKind) -> &'static [Format] {
    match kind {
        DocumentKind::Slides => &[Format::Pdf, Format::Pptx],
        DocumentKind::Handout | DocumentKind::Worksheets => &[Format::Pdf],
        DocumentKind::Guide | DocumentKind::Worksheet | DocumentKind::Paper => {
            &[Format::Pdf, Format::Docx]
        }
        DocumentKind::Template => &[Format::Dotx, Format::Potx],
    }
}
