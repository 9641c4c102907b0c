//! From a project to files in folders: what is up to date is left alone, the rest is made on
//! several threads and put in its place whole.

mod layouts;
mod make;
mod manifest;
mod pictures;
mod prepare;
mod select;

pub use make::{Job, Made, Report, Status, make, path};
pub use manifest::{Flaw, MANIFEST, Manifest, Verified, sha256, verify};
pub use prepare::{Prepared, Templates, prepare};
pub use select::Selection;
