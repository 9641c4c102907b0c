//! From a project to files in folders: what is up to date is left alone, the rest is made on
//! several threads and put in its place whole.

mod bundle;
mod layouts;
mod make;
mod manifest;
mod one;
mod pictures;
mod place;
mod prepare;
mod select;
mod task;
mod tidy;
mod workshop;

pub use bundle::{Pack, Role, packs, safe, write as bundle};
pub use make::{Job, Made, Report, Status, make};
pub use manifest::{Flaw, MANIFEST, Manifest, Verified, sha256, verify};
pub use prepare::{Asked, BASE, Prepared, edition, prepare};
pub use select::Selection;
pub use task::path;
pub use workshop::Workshop;
