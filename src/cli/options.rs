//! Options that several commands share.

use crate::pack::Selection;
use crate::part::DocumentKind;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which sessions and documents.
#[derive(Args, Clone)]
pub struct Pick {
    /// Only these sessions, by id or number
    #[arg(long, value_name = "SESSION", value_delimiter = ',')]
    session: Vec<String>,
    /// Only sessions of these workstreams
    #[arg(long, value_name = "WORKSTREAM", value_delimiter = ',')]
    workstream: Vec<String>,
    /// Only these kinds of document
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    only: Vec<Kind>,
}

/// Kinds of document as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
pub enum Kind {
    /// slides.pdf
    Slides,
    /// slides-handout.pdf
    Handout,
    /// facilitator-guide.pdf
    Guide,
    /// worksheets.pdf and each worksheet
    Worksheets,
}

impl From<Kind> for DocumentKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Slides => Self::Slides,
            Kind::Handout => Self::Handout,
            Kind::Guide => Self::Guide,
            Kind::Worksheets => Self::Worksheets,
        }
    }
}

impl Pick {
    /// As the pipeline understands it.
    pub fn selection(&self) -> Selection {
        Selection {
            sessions: self.session.clone(),
            workstreams: self.workstream.clone(),
            kinds: self.only.iter().map(|kind| (*kind).into()).collect(),
        }
    }
}

/// Where documents go and how they are made.
#[derive(Args, Clone)]
pub struct Making {
    /// Put the edition's folder here instead of in the project's `output`
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Slides on each page of the handout
    #[arg(long, value_name = "N", default_value = "3", value_parser = ["1", "2", "3", "4", "6"])]
    handout: String,
    /// Work on so many documents at once; one per core otherwise
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

impl Making {
    /// Slides on each page of the handout.
    pub fn per_page(&self) -> u32 {
        self.handout.parse().unwrap_or(3)
    }

    /// How many threads.
    pub fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, |cores| cores.get());
        self.jobs.map_or_else(cores, usize::from)
    }
}

/// How findings are reported.
#[derive(Args, Clone)]
pub struct Reporting {
    /// For people or for programs
    #[arg(long, value_enum, default_value = "text")]
    pub format: Format,
    /// Let warnings fail the command too
    #[arg(long, value_name = "WHAT", value_parser = ["warnings"])]
    deny: Option<String>,
}

impl Reporting {
    /// Do warnings fail the command?
    pub fn denies_warnings(&self) -> bool {
        self.deny.is_some()
    }
}

/// How findings are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}
