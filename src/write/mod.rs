//! Documents to bytes in memory. Never touches the disk except through the world.

pub mod docx;
mod format;
pub mod html;
pub mod ooxml;
pub mod pdf;
mod pool;
pub mod pptx;
mod problem;

pub use format::{Format, formats};
pub use pool::run;
pub use problem::Finding;

use crate::part::Document;
use crate::plan::Words;
use crate::theme::Theme;
use crate::world::World;
use html::Mail;
use ooxml::{Office, Template};
use pdf::Press;
use std::sync::Arc;

/// A finished document.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages or slides; 0 where only the reader's program can tell, as in Word.
    pub pages: usize,
    /// What each page of a PDF says and shows, as a short hash; none in other formats.
    pub fingerprints: Vec<String>,
    /// What was found while it was made: overflow, missing glyphs, what a format cannot express.
    pub findings: Vec<Finding>,
}

/// The writers of all formats, for one theme's layouts and one set of templates.
pub struct Writers {
    /// The typesetter.
    pub press: Arc<Press>,
    /// What Word and PowerPoint files share.
    pub office: Office,
    /// What is sent by mail.
    pub mail: Mail,
}

impl Writers {
    /// Writers with a typesetter of their own, for one edition.
    pub fn new(world: &World, theme_name: &str, templates: Vec<Template>) -> Self {
        Self::with(Arc::new(Press::new(world, theme_name)), world, theme_name, templates)
    }

    /// Writers with a typesetter that others use, too.
    pub fn with(
        press: Arc<Press>,
        world: &World,
        theme_name: &str,
        templates: Vec<Template>,
    ) -> Self {
        let office = Office::new(world, templates);
        Self { press, office, mail: Mail::new(world, theme_name) }
    }

    /// Writes a document in a format.
    pub fn write(
        &self,
        format: Format,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Written, Vec<Finding>> {
        match format {
            Format::Pdf => self.press.print(document, theme, words),
            Format::Docx | Format::Dotx => docx::write(document, theme, words, &self.office),
            Format::Pptx | Format::Potx => pptx::write(document, theme, words, &self.office),
            Format::Png => self.press.poster(document, theme, words),
            // What a picture says; an e-mail's own words.
            Format::Txt if formats(document).contains(&Format::Png) => {
                let bytes = html::alternative(document).into_bytes();
                Ok(Written { bytes, pages: 0, fingerprints: Vec::new(), findings: Vec::new() })
            }
            Format::Html | Format::Eml | Format::Txt => {
                self.mail.write(format, document, theme, words)
            }
        }
    }
}
