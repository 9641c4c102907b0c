//! packwright turns a structured programme of training into slide decks, facilitator guides and
//! print packs.
//!
//! Data flows one way, and every arrow changes the type:
//!
//! ```text
//! sources ─read→ Programme ─resolve→ Edition ─plan→ [Document] ─write→ bytes ─store/pack→ output
//! ```
#![forbid(unsafe_code)]

pub mod cli;
pub mod diag;
pub mod model;
pub mod pack;
pub mod part;
pub mod plan;
pub mod read;
pub mod resolve;
pub mod store;
pub mod syntax;
pub mod theme;
pub mod world;
pub mod write;
