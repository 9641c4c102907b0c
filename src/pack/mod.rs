//! From a project to files in folders: what is up to date is left alone, the rest is made on
//! several threads and put in its place whole.

mod bundle;
mod contents;
mod cover;
mod draft;
mod languages;
mod layouts;
mod make;
mod manifest;
mod one;
mod outline;
mod pictures;
mod place;
mod prepare;
mod prepared;
mod received;
mod safe;
mod seal;
mod select;
mod task;
mod tidy;
mod verify;
mod workshop;

pub use bundle::{Pack, Role, packs, write as bundle};
pub use contents::{CONTENTS, Contents, Outline, Piece, PieceKind, Said};
pub use draft::Draft;
pub use make::{Job, Made, Report, Status, TOGETHER, add, make};
pub use manifest::{FileFacts, MANIFEST, Manifest, sha256};
pub use prepare::{Asked, BASE, TEMPLATES, asked_of, editions, prepare, prepare_all};
pub use prepared::{BILINGUAL, Prepared, Progress};
pub use received::{Received, received};
pub use safe::safe;
pub use seal::Seals;
pub use select::Selection;
pub use task::path;
pub use verify::{Flaw, Verified, verify};
pub use workshop::Workshop;
