//! The formats, and which of them a kind of document comes in.

use crate::part::{Document, DocumentKind};
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
    /// A page for a mail program.
    Html,
    /// An e-mail to be addressed and sent: RFC 5322.
    Eml,
    /// Plain text: of an e-mail, or the alternative text of a picture.
    Txt,
    /// A picture for a screen: Portable Network Graphics, ISO/IEC 15948.
    Png,
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
            Format::Html => "html",
            Format::Eml => "eml",
            Format::Txt => "txt",
            Format::Png => "png",
        }
    }
}

/// The formats of a document: what is shown and handed out as PDF, what people edit as Word or
/// PowerPoint too. A handout, the worksheets in one file and what is cut or folded are made for printing
/// only; what is sent or posted is made for a screen only.
pub fn formats(document: &Document) -> &'static [Format] {
    match document.kind {
        DocumentKind::Slides => &[Format::Pdf, Format::Pptx],
        DocumentKind::Handout | DocumentKind::Worksheets | DocumentKind::Notice => &[Format::Pdf],
        DocumentKind::Guide | DocumentKind::Worksheet => &[Format::Pdf, Format::Docx],
        DocumentKind::Paper => match document.options.paper.form.as_str() {
            "email" => &[Format::Html, Format::Eml, Format::Txt],
            "email-signature" => &[Format::Html, Format::Txt],
            "social" => &[Format::Png, Format::Txt],
            "badges" | "tent-cards" => &[Format::Pdf],
            _ => &[Format::Pdf, Format::Docx],
        },
        DocumentKind::Template => &[Format::Dotx, Format::Potx],
    }
}
