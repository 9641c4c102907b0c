//! The types of a resolved session or document, one file per kind: its fields, how it is parsed from the
//! syntax tree, what it refuses, and how it lowers itself into parts.

mod attributes;
pub mod block;
mod claim;
mod context;
mod front;
mod ids;
mod organisation;
mod paper;
mod placed;
mod programme;
pub mod session;
mod slide;
pub mod tool;
mod value;
mod words;
mod worksheet;

pub use context::{Context, FileProblem, Files, PictureFacts};
pub use front::{Facts, FrontMatter, Material, Outcome};
pub use ids::{Ids, slug};
pub use organisation::{OrganisationFile, OwnCohort, OwnDelivery, OwnOrganisation};
pub use paper::{Paper, PaperFront, PaperInput};
pub use placed::{Line, Placed};
pub use programme::{
    CohortFacts, Dates, Delivery, OrganisationFacts, Partner, PlainEnglish, Prices, PrintFacts,
    ProgrammeFacts, ProgrammeFile, Term, Workstream, WorkstreamOutcome,
};
pub use session::{Activity, Item, Note, Session};
pub use slide::Slide;
pub use value::{ActivityKind, Clock, Copies, GroupSize, Minutes, PaperForm, PaperSize};
pub use words::Words;
pub use worksheet::{HEAD_FIELDS, Worksheet};
