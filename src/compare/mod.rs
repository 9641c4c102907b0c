//! Two packs to what is different: which text, slide, time or worksheet, and which printed pages to
//! replace. Packs come from folders that were built, or from revisions of the sources.
//!
//! Says nothing of documents that are the same, nor of what changes without anybody having changed the
//! text: a date, a version, the number of a slide.

mod difference;
mod notice;
mod pages;
mod pieces;
mod revision;

pub use difference::{Comparison, DocumentChange, FileChange, Group, Side, Status, compare};
pub use notice::{notices, quoted};
pub use pages::{Pages, ranges};
pub use pieces::{LineChange, PieceChange};
pub use revision::checked_out;
