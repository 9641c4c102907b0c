//! Options that several commands share.

use crate::pack::{Asked, Selection};
use crate::part::DocumentKind;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Whose editions, delivered how, in which language.
#[derive(Args, Clone)]
pub struct Editions {
    /// The editions of these organisations instead of the shared one
    #[arg(long, value_name = "ORGANISATION", value_delimiter = ',')]
    organisation: Vec<String>,
    /// The editions of all organisations
    #[arg(long, conflicts_with = "organisation")]
    all_organisations: bool,
    /// Another mode of delivery than the edition's own
    #[arg(long, value_parser = crate::resolve::MODES.iter().copied().collect::<Vec<_>>())]
    mode: Option<String>,
    /// The short version of every session that has one
    #[arg(long)]
    short: bool,
    /// Another language than the edition's own, such as `cy`
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Option<String>,
}

impl Editions {
    /// Is nothing asked for?
    pub fn is_plain(&self) -> bool {
        let whose = self.organisation.is_empty() && !self.all_organisations;
        whose && self.mode.is_none() && !self.short && self.language.is_none()
    }

    /// Are all organisations meant?
    pub fn is_all(&self) -> bool {
        self.all_organisations
    }

    /// The editions asked for, the shared one where no organisation is named.
    pub fn asked(&self, all: impl Fn() -> Vec<String>) -> Vec<Asked> {
        let ids = if self.all_organisations { all() } else { self.organisation.clone() };
        let asked = |organisation: Option<String>| Asked {
            organisation,
            mode: self.mode.clone(),
            short: self.short,
            language: self.language.clone(),
            ..Asked::default()
        };
        match ids.is_empty() {
            true => vec![asked(None)],
            false => ids.into_iter().map(|id| asked(Some(id))).collect(),
        }
    }
}

/// Whose edition, which sessions and documents.
#[derive(Args, Clone)]
pub struct Pick {
    #[command(flatten)]
    editions: Editions,
    /// Only these sessions, by id or number
    #[arg(long, value_name = "SESSION", value_delimiter = ',')]
    session: Vec<String>,
    /// Only sessions of these workstreams
    #[arg(long, value_name = "WORKSTREAM", value_delimiter = ',')]
    workstream: Vec<String>,
    /// Only these kinds of document
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    only: Vec<Kind>,
    /// Only these formats
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    formats: Vec<FileFormat>,
}

/// Formats as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
pub enum FileFormat {
    /// PDF
    Pdf,
    /// Word
    Docx,
    /// PowerPoint
    Pptx,
    /// Word templates
    Dotx,
    /// PowerPoint templates
    Potx,
    /// E-mails and signatures as pages
    Html,
    /// E-mails as drafts
    Eml,
    /// E-mails as plain text, and what pictures say
    Txt,
    /// Pictures for screens
    Png,
}

impl From<FileFormat> for crate::write::Format {
    fn from(format: FileFormat) -> Self {
        match format {
            FileFormat::Pdf => Self::Pdf,
            FileFormat::Docx => Self::Docx,
            FileFormat::Pptx => Self::Pptx,
            FileFormat::Dotx => Self::Dotx,
            FileFormat::Potx => Self::Potx,
            FileFormat::Html => Self::Html,
            FileFormat::Eml => Self::Eml,
            FileFormat::Txt => Self::Txt,
            FileFormat::Png => Self::Png,
        }
    }
}

/// Whose edition, for commands that look at one.
#[derive(Args, Clone)]
pub struct Whose {
    /// The edition of this organisation instead of the shared one
    #[arg(long, value_name = "ORGANISATION")]
    organisation: Option<String>,
    /// Another mode of delivery than the edition's own
    #[arg(long, value_parser = crate::resolve::MODES.iter().copied().collect::<Vec<_>>())]
    mode: Option<String>,
    /// The short version of every session that has one
    #[arg(long)]
    short: bool,
    /// Another language than the edition's own, such as `cy`
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    language: Option<String>,
}

impl Whose {
    /// The edition of an organisation.
    pub fn of(organisation: Option<String>) -> Self {
        Self { organisation, mode: None, short: false, language: None }
    }

    /// As the pipeline understands it.
    pub fn asked(&self) -> Asked {
        Asked {
            organisation: self.organisation.clone(),
            mode: self.mode.clone(),
            short: self.short,
            language: self.language.clone(),
            ..Asked::default()
        }
    }
}

/// A language tag as in BCP 47: letters and digits, parted by hyphens.
pub fn language(tag: &str) -> Result<String, String> {
    match crate::translate::is_tag(tag) {
        true => Ok(tag.to_owned()),
        false => Err("a language is a tag such as `cy`, `en-GB` or `ar`".to_owned()),
    }
}

/// Kinds of document as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
pub enum Kind {
    /// slides.pdf, slides.pptx
    Slides,
    /// slides-handout.pdf
    Handout,
    /// facilitator-guide.pdf, facilitator-guide.docx
    Guide,
    /// worksheets.pdf and each worksheet
    Worksheets,
    /// letters, flyers, agreements, guidance, forms
    Papers,
    /// templates for Word and PowerPoint
    Templates,
}

impl Kind {
    /// The kinds that the name means.
    fn kinds(self) -> &'static [DocumentKind] {
        match self {
            Kind::Slides => &[DocumentKind::Slides],
            Kind::Handout => &[DocumentKind::Handout],
            Kind::Guide => &[DocumentKind::Guide],
            Kind::Worksheets => &[DocumentKind::Worksheet, DocumentKind::Worksheets],
            Kind::Papers => &[DocumentKind::Paper],
            Kind::Templates => &[DocumentKind::Template],
        }
    }
}

impl Pick {
    /// The editions asked for.
    pub fn editions(&self) -> &Editions {
        &self.editions
    }

    /// The shared edition as it is?
    pub fn is_plain(&self) -> bool {
        self.editions.is_plain()
    }

    /// The same sessions in every kind and format.
    pub fn all_files(&self) -> Self {
        Self { only: Vec::new(), formats: Vec::new(), ..self.clone() }
    }

    /// As the pipeline understands it.
    pub fn selection(&self) -> Selection {
        Selection {
            sessions: self.session.clone(),
            workstreams: self.workstream.clone(),
            kinds: self.only.iter().flat_map(|kind| kind.kinds()).copied().collect(),
            formats: self.formats.iter().map(|format| (*format).into()).collect(),
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
    /// Outlines instead of grounds of colour, to save ink; makes PDFs only, in a folder of their own
    #[arg(long)]
    pub ink_saver: bool,
    /// Base Word files on this template of your organisation (.dotx)
    #[arg(long, value_name = "FILE")]
    pub word_template: Option<PathBuf>,
    /// Base PowerPoint files on this template of your organisation (.potx)
    #[arg(long, value_name = "FILE")]
    pub powerpoint_template: Option<PathBuf>,
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
