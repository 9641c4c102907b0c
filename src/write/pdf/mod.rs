//! PDF/UA-1 (ISO 14289-1) through Typst as a library: one process, with fonts, parsed layouts and
//! laid-out paragraphs shared between documents and threads.

mod colour;
mod fingerprint;
mod form;
mod grey;
mod ink;
mod inspect;
mod marks;
mod miniature;
mod order;
mod press;
mod sheet;

pub use form::FACTS as FORM_FACTS;
pub use press::{Press, Setting, Tone, data, owner};
pub use sheet::{BILINGUAL, layout_name};
