//! A print run: everything that a session, or a set of documents, needs on paper, in as many copies as there are people, as one
//! PDF in the order in which it is used, and the plan of it. An edition comes in, bytes go out.
//!
//! The run is printed on both sides, collated, as it is: where something is printed on one side only, the
//! other one is a blank page, so that everything begins on the front of a sheet. A printer that knows one
//! side only gets the pages alone.

mod cover;
pub mod ipp;
mod item;
mod pile;
mod plan;
mod run;
mod send;

pub use cover::name as paper_name;
pub use item::{Item, Recipient};
pub use pile::Order;
pub use plan::{Plan, Row};
pub use run::{Run, Stopped, run};
pub use send::{Ready, Sides, script};

use crate::pack::Prepared;
use crate::plan::Choice;
use crate::theme::Theme;
use crate::write::Writers;
use crate::write::pdf::Tone;

/// Most people of one print run: a hall, not a town.
pub const MOST: u32 = 1000;

/// For how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    /// Who take part.
    pub participants: u32,
    /// Into how many groups they are divided.
    pub groups: u32,
    /// Who lead.
    pub facilitators: u32,
    /// Copies more than needed of what each participant gets; of other things there is one more.
    pub spares: u32,
}

/// What is asked for.
pub struct Asked<'a> {
    /// The edition.
    pub prepared: &'a Prepared,
    /// Its writers.
    pub writers: &'a Writers,
    /// Id or number of the session; none for documents of the programme alone.
    pub session: Option<String>,
    /// Documents of the programme to be printed with it, and who gets them if not who usually does.
    pub documents: Vec<(String, Option<Recipient>)>,
    /// The look of what is printed.
    pub theme: &'a Theme,
    /// For how many.
    pub people: People,
    /// In which order and on how many sheets.
    pub order: Order,
    /// In colour or in greys.
    pub tone: Tone,
    /// Ids of what is not printed.
    pub without: Vec<String>,
    /// Choices of the document kinds.
    pub choice: Choice,
    /// All of it on one side?
    pub one_sided: bool,
    /// Is the printer to staple?
    pub staple: bool,
    /// Each pile as a file of its own, too?
    pub each: bool,
}
