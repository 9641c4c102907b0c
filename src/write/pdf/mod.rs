//! PDF/UA-1 (ISO 14289-1) through Typst as a library: one process, with fonts, parsed layouts and
//! laid-out paragraphs shared between documents and threads.

mod ink;
mod inspect;
mod miniature;
mod press;
mod problem;
mod sheet;

pub use press::{Press, Setting, data, owner};
pub use problem::Finding;
pub use sheet::layout_name;

/// A finished document.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// What was found in its layout: overflow, missing glyphs.
    pub findings: Vec<Finding>,
}
