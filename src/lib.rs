//! packwright turns a structured programme of training into slide decks, facilitator guides and
//! print packs, and into Word and PowerPoint files to be edited.
//!
//! Data flows one way, and every arrow changes the type:
//!
//! ```text
//! sources ─read→ Programme ─lay over→ Programme ─resolve→ Edition ─plan→ [Document] ─write→ bytes ─store/pack→ output
//!                            (an organisation's            (no choice    (parts only)  (PDF, docx,
//!                             layers and changes)           left)                       pptx, …)
//! ```
//!
//! - A document is planned once and written in each of its formats ([`write::formats`]).
//! - Facts of the edition stay apart from words ([`part::Run::Value`]), so that Word can bind them to
//!   one place.
//! - An organisation's changes are made to the syntax tree, before anything in it is understood
//!   ([`resolve::lay_over`]): what they leave is checked as if it had been written so.
//! - Translations take the place of texts on the syntax tree, too, when nothing is left to choose
//!   ([`translate`]).
//! - What finished packs say is kept beside them, so that two of them can be told apart
//!   ([`compare`]); finished pages are laid onto sheets without knowing what is on them ([`impose`],
//!   [`print`]).
//! - Any number of editions are made in one run ([`pack::make`]), each document for one edition after
//!   the other, so that they share what they can.
//! - Finished pages are laid onto sheets by [`impose`], which knows nothing of programmes.
//! - Forms that people have filled in are read back by what they say of themselves ([`collect`]).
//! - What a pack says is written down beside it, so that two packs can be compared by content
//!   ([`compare`]): what has changed, and which printed pages to replace.
#![forbid(unsafe_code)]

pub mod cli;
pub mod collect;
pub mod compare;
pub mod diag;
pub mod impose;
pub mod model;
pub mod pack;
pub mod part;
pub mod plan;
pub mod print;
pub mod read;
pub mod resolve;
pub mod store;
pub mod syntax;
pub mod theme;
pub mod translate;
pub mod world;
pub mod write;
