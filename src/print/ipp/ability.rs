//! What a printer can do (RFC 8011 5.2 and 5.4), and what a run wants that it cannot.

use super::client::{Printer, first, keyword};
use super::job::{Job, Ticket, media};
use super::{Trouble, client};
use crate::print::{Ready, Sides, paper_name};
use ipp::prelude::*;

/// What is asked for with Get-Printer-Attributes (RFC 8011 4.2.5).
const WANTED: &[&str] = &[
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "media-supported",
    "media-ready",
    "sides-supported",
    "finishings-supported",
    "copies-supported",
    "print-color-mode-supported",
    "color-supported",
    "multiple-document-handling-supported",
];

/// Copies one after the other, each whole (RFC 8011 5.2.4).
pub const COLLATED: &str = "separate-documents-collated-copies";

/// Staples in the order of preference: upper left, then wherever (RFC 8011 5.2.6, PWG 5100.1).
const STAPLES: [i32; 2] = [Finishings::StapleTopLeft as i32, Finishings::Staple as i32];

/// A printer's abilities. What it does not tell of is left to Validate-Job.
pub struct Ability {
    state: Option<i32>,
    reasons: Vec<String>,
    accepting: bool,
    formats: Vec<String>,
    media: Vec<String>,
    loaded: Vec<String>,
    sides: Vec<String>,
    staple: Option<i32>,
    most: u32,
    colours: Vec<String>,
    colour: bool,
    collates: bool,
}

impl Ability {
    /// Asks a printer.
    pub fn of(printer: &Printer) -> Result<Self, Trouble> {
        let mut request = printer.request(Operation::GetPrinterAttributes)?;
        let wanted = WANTED.iter().map(|word| keyword(word)).collect::<Result<Vec<_>, _>>()?;
        let wanted = client::attribute("requested-attributes", IppValue::Array(wanted))?;
        request.attributes_mut().add(DelimiterTag::OperationAttributes, wanted);
        let answer = printer.ask(request)?;
        let group = answer.attributes().first_of(DelimiterTag::PrinterAttributes);
        match group.filter(|_| printer.accepts(&answer)) {
            Some(group) => Ok(Self::read(group)),
            None => {
                let why = client::refusal(&answer, &[]);
                let message = format!("`{}` does not say what it can do: {why}", printer.shown);
                Err(Trouble::new(message, "is this the address of a printer? `ippfind` lists them"))
            }
        }
    }

    fn read(group: &IppAttributeGroup) -> Self {
        let words = |name: &str| -> Vec<String> {
            let value = group.get(name).map(|it| it.value());
            value.into_iter().flatten().map(ToString::to_string).collect()
        };
        let finishings = words("finishings-supported");
        let most = match group.get("copies-supported").map(|it| it.value()) {
            Some(IppValue::RangeOfInteger { max, .. } | IppValue::Integer(max)) => *max,
            _ => i32::MAX,
        };
        let colours = words("print-color-mode-supported");
        let told = first(group, "color-supported");
        Self {
            state: first(group, "printer-state").and_then(|it| it.parse().ok()),
            reasons: words("printer-state-reasons").into_iter().filter(|it| it != "none").collect(),
            accepting: first(group, "printer-is-accepting-jobs").as_deref() != Some("false"),
            formats: words("document-format-supported"),
            media: words("media-supported"),
            loaded: words("media-ready"),
            sides: words("sides-supported"),
            staple: STAPLES.into_iter().find(|it| finishings.contains(&it.to_string())),
            most: u32::try_from(most).ok().filter(|most| *most > 0).unwrap_or(1),
            colour: match colours.is_empty() {
                true => told.as_deref() != Some("false"),
                false => {
                    colours.iter().any(|it| it == "color")
                        || (told.as_deref() == Some("true")
                            && colours.iter().any(|it| it == "auto"))
                }
            },
            colours,
            collates: words("multiple-document-handling-supported").iter().any(|it| it == COLLATED),
        }
    }

    /// Can it print all of it, now? Says everything that it cannot, before anything is sent.
    pub fn all(&self, printer: &Printer, files: &[Ready]) -> Result<(), Trouble> {
        let shown = &printer.shown;
        let because = match self.reasons.is_empty() {
            true => String::new(),
            false => format!(" ({})", self.reasons.join(", ")),
        };
        if self.state == Some(PrinterState::Stopped as i32) {
            let message = format!("`{shown}` has stopped{because}: nothing was sent");
            return Err(Trouble::new(message, "see to the printer, then give the same command"));
        }
        if !self.accepting {
            let message = format!("`{shown}` takes no jobs at present{because}: nothing was sent");
            return Err(Trouble::new(message, "`cupsaccept` opens a queue of CUPS again"));
        }
        let lacks: Vec<(String, String)> = [
            self.no_format(),
            self.no_paper(files),
            self.no_back(files),
            self.no_staple(files),
            self.no_colour(files),
        ]
        .into_iter()
        .flatten()
        .collect();
        if lacks.is_empty() {
            return Ok(());
        }
        let what: Vec<&str> = lacks.iter().map(|(what, _)| what.as_str()).collect();
        let help: Vec<&str> = lacks.iter().map(|(_, help)| help.as_str()).collect();
        Err(Trouble::new(
            format!(
                "`{shown}` cannot print this run as planned, and nothing was sent: it {}",
                what.join("; it ")
            ),
            help.join("; "),
        ))
    }

    fn no_format(&self) -> Option<(String, String)> {
        let takes =
            self.formats.is_empty() || self.formats.iter().any(|it| it == "application/pdf");
        (!takes).then(|| {
            (
                format!("takes no PDF, but {}", self.formats.join(", ")),
                "print through its queue in CUPS, which makes of PDF what the printer takes: \
                 `--send ipp://localhost:631/printers/NAME`, or make files with `--send FOLDER`"
                    .to_owned(),
            )
        })
    }

    fn no_paper(&self, files: &[Ready]) -> Option<(String, String)> {
        let lacks: Vec<&Ready> = files
            .iter()
            .filter(|it| !self.media.is_empty() && !self.media.contains(&media(&it.paper)))
            .collect();
        let mut papers: Vec<String> = lacks.iter().map(|it| paper_name(&it.paper)).collect();
        papers.dedup();
        let without: Vec<String> = lacks.iter().flat_map(|it| it.items.clone()).collect();
        (!lacks.is_empty()).then(|| {
            (
                format!("has no {} ({})", papers.join(" and no "), titles(&lacks)),
                format!(
                    "`--without {}` leaves that out, to be printed elsewhere",
                    without.join(",")
                ),
            )
        })
    }

    fn no_back(&self, files: &[Ready]) -> Option<(String, String)> {
        let able = |wanted: Sides| self.sides.iter().any(|it| it == wanted.keyword());
        let lacks: Vec<&Ready> =
            files.iter().filter(|it| it.sides != Sides::One && !able(it.sides)).collect();
        (!lacks.is_empty()).then(|| {
            let what = format!("does not print on both sides ({})", titles(&lacks));
            (what, "`--one-sided` plans and prints all of it on one side".to_owned())
        })
    }

    fn no_staple(&self, files: &[Ready]) -> Option<(String, String)> {
        let lacks: Vec<&Ready> =
            files.iter().filter(|it| it.staple && self.staple.is_none()).collect();
        (!lacks.is_empty()).then(|| {
            let what = format!("does not staple ({})", titles(&lacks));
            (what, "`--no-staple` leaves the stapling to you".to_owned())
        })
    }

    fn no_colour(&self, files: &[Ready]) -> Option<(String, String)> {
        let lacks: Vec<&Ready> = files.iter().filter(|it| it.colour && !self.colour).collect();
        (!lacks.is_empty()).then(|| {
            let what = format!("prints no colour ({})", titles(&lacks));
            (what, "`--greyscale` makes greys that stay apart".to_owned())
        })
    }

    /// The jobs of a file: one, or several where there are more copies than the printer makes at once.
    pub fn jobs<'a>(&self, file: &'a Ready) -> Vec<Job<'a>> {
        let parts = file.copies.div_ceil(self.most).max(1) as usize;
        let copies = |part: usize| match part + 1 == parts {
            true => file.copies - part as u32 * self.most,
            false => self.most,
        };
        let job = |part| Job::new(file, self.ticket(file), copies(part), (part, parts));
        (0..parts).map(job).collect()
    }

    fn ticket(&self, file: &Ready) -> Ticket {
        let has = |mode: &&&str| self.colours.iter().any(|it| it == **mode);
        // What is grey already needs no mode for it.
        let modes: &[&str] = if file.colour { &["color", "auto"] } else { &["monochrome"] };
        Ticket {
            media: media(&file.paper),
            sides: (!self.sides.is_empty()).then(|| file.sides.keyword()),
            colour: modes.iter().find(has).copied(),
            finishing: self.staple.filter(|_| file.staple),
            collate: self.collates,
        }
    }

    /// What whoever stands at the printer has to do.
    pub fn notes(&self, files: &[Ready]) -> Vec<String> {
        let mut papers: Vec<&str> = files.iter().map(|it| it.paper.as_str()).collect();
        papers.sort_unstable();
        papers.dedup();
        let empty = |paper: &&str| !self.loaded.is_empty() && !self.loaded.contains(&media(paper));
        papers
            .into_iter()
            .filter(empty)
            .map(|paper| {
                format!("no tray has {} in it now: the printer will ask for it", paper_name(paper))
            })
            .collect()
    }
}

fn titles(files: &[&Ready]) -> String {
    files.iter().map(|it| format!("`{}`", it.title)).collect::<Vec<_>>().join(", ")
}
