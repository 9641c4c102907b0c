//! What a printer is told of a job.

use super::client::{Printer, attribute, keyword, name};
use super::{Line, Trouble};
use crate::impose::{MM, Size};
use crate::print::Ready;
use ipp::prelude::*;

/// A file with its settings as the printer names them.
pub struct Job<'a> {
    /// The file.
    pub file: &'a Ready,
    /// How many copies; fewer than the file's where the printer makes no more at once.
    pub copies: u32,
    /// Its name at the printer: no other job has it.
    pub name: String,
    /// A hash over the file and all that the printer is told of it.
    pub key: String,
    /// Its settings.
    pub ticket: Ticket,
}

/// Job template attributes (RFC 8011 5.2; `print-color-mode` is of PWG 5100.13).
#[derive(Debug)]
pub struct Ticket {
    /// `media`
    pub media: String,
    /// `sides`, where the printer has a choice
    pub sides: Option<&'static str>,
    /// `print-color-mode`, where the printer has a choice
    pub colour: Option<&'static str>,
    /// `finishings`, where there are any
    pub finishing: Option<i32>,
    /// Can it be told to keep copies apart?
    pub collate: bool,
}

/// Bytes of a name at most, with room for what makes it the only one (RFC 8011 5.1.3: 255).
const NAME: usize = 200;

impl<'a> Job<'a> {
    /// A job for one of so many parts of a file's copies.
    pub fn new(
        file: &'a Ready,
        ticket: Ticket,
        copies: u32,
        (part, parts): (usize, usize),
    ) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(format!("{} {copies} {part} {ticket:?} {}", file.name, file.title).as_bytes());
        hash.update(&file.pdf);
        let key = hash.finalize().to_hex()[..16].to_owned();
        let number = file.name.split('-').next().unwrap_or("");
        let mut title = file.title.clone();
        while title.len() > NAME {
            title.pop();
        }
        let of = if parts > 1 { format!(" {}/{parts}", part + 1) } else { String::new() };
        let name = format!("{number} {title}{of} [{}]", &key[..6]);
        Self { file, copies, name, key, ticket }
    }

    /// The job before the printer has said anything of it.
    pub fn line(&self) -> Line {
        Line { name: self.name.clone(), copies: self.copies, job: 0, state: "", before: false }
    }

    /// A request about the job, without its file.
    pub fn request(
        &self,
        printer: &Printer,
        operation: Operation,
    ) -> Result<IppRequestResponse, Trouble> {
        let mut request = printer.request(operation)?;
        let mut add = |tag, attribute| request.attributes_mut().add(tag, attribute);
        let said = DelimiterTag::OperationAttributes;
        add(said, attribute("job-name", name(&self.name)?)?);
        // Not printed at all, rather than in another way (RFC 8011 4.2.1.1).
        add(said, attribute("ipp-attribute-fidelity", IppValue::Boolean(true))?);
        let format = IppValue::new_mime_media_type("application/pdf").map_err(Trouble::from)?;
        add(said, attribute("document-format", format)?);
        let of_job = DelimiterTag::JobAttributes;
        let ticket = &self.ticket;
        add(of_job, attribute("copies", IppValue::Integer(self.copies as i32))?);
        add(of_job, attribute("media", keyword(&ticket.media)?)?);
        if let Some(sides) = ticket.sides {
            add(of_job, attribute("sides", keyword(sides)?)?);
        }
        if let Some(colour) = ticket.colour {
            add(of_job, attribute("print-color-mode", keyword(colour)?)?);
        }
        if let Some(finishing) = ticket.finishing {
            add(of_job, attribute("finishings", IppValue::Enum(finishing))?);
        }
        if ticket.collate && self.copies > 1 {
            let collated = keyword(super::ability::COLLATED)?;
            add(of_job, attribute("multiple-document-handling", collated)?);
        }
        Ok(request)
    }
}

/// The self-describing name of a paper (PWG 5101.1, 3 and tables 4 to 6).
pub fn media(paper: &str) -> String {
    match paper {
        "letter" => "na_letter_8.5x11in".to_owned(),
        "legal" => "na_legal_8.5x14in".to_owned(),
        "tabloid" => "na_ledger_11x17in".to_owned(),
        _ => {
            let size = Size::parse(paper).unwrap_or_default();
            let mm = |side: f32| (side / MM).round();
            let size = format!("{}x{}mm", mm(size.width), mm(size.height));
            match paper.starts_with(['a', 's']) {
                true => format!("iso_{paper}_{size}"),
                false => format!("custom_{size}_{size}"),
            }
        }
    }
}
