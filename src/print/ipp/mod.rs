//! A print run to a printer, over IPP (RFC 8011): each pile as a job of its own. Files and their settings
//! come in, what the printer made of them goes out.
//!
//! Nothing is sent before the printer has said that it can print all of it. What it has accepted is
//! written down at once, so that the same command sends what is missing after a printer has stopped
//! answering, and nothing twice.

mod ability;
mod client;
mod job;
mod record;

pub use client::Printer;
pub use record::Record;

use super::Ready;
use ability::Ability;
use ipp::prelude::*;
use job::Job;
use record::{Fate, Noted};
use std::time::{Duration, Instant};

/// Why nothing, or not all, was sent.
#[derive(Debug)]
pub struct Trouble {
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Trouble {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// A job as the printer knows it.
pub struct Line {
    /// Its name there.
    pub name: String,
    /// How many copies.
    pub copies: u32,
    /// Its number there.
    pub job: i32,
    /// What it is doing, as RFC 8011 calls it (5.3.7).
    pub state: &'static str,
    /// Was it there already?
    pub before: bool,
}

/// Where what was accepted is kept.
pub type Keep<'a> = &'a mut dyn FnMut(&Record) -> Result<(), Trouble>;

/// What became of a run.
pub struct Sent {
    /// Its jobs.
    pub lines: Vec<Line>,
    /// What whoever stands at the printer should know.
    pub notes: Vec<String>,
}

/// How long to wait between two attempts at a busy printer.
const PAUSE: Duration = Duration::from_millis(500);

/// Sends the files that the record does not have yet.
pub fn send(
    printer: &Printer,
    files: &[Ready],
    record: &mut Record,
    keep: Keep,
) -> Result<Sent, Trouble> {
    let ability = Ability::of(printer)?;
    ability.all(printer, files)?;
    let jobs: Vec<Job> = files.iter().flat_map(|file| ability.jobs(file)).collect();
    let mut lines: Vec<Option<Line>> = Vec::new();
    for job in &jobs {
        lines.push(known(printer, job, record)?);
    }
    let open = |lines: &[Option<Line>]| lines.iter().filter(|line| line.is_none()).count();
    for (job, _) in jobs.iter().zip(&lines).filter(|(_, line)| line.is_none()) {
        validate(printer, job)?;
    }
    for at in 0..jobs.len() {
        if lines[at].is_some() {
            continue;
        }
        let done = jobs.len() - open(&lines);
        lines[at] = Some(
            submit(printer, &jobs[at], record, keep)
                .map_err(|trouble| halted(trouble, done, jobs.len()))?,
        );
    }
    let lines = lines.into_iter().flatten().collect();
    Ok(Sent { lines, notes: ability.notes(files) })
}

/// What the printer knows of a job that was sent to it before: nothing where it has to be sent.
fn known(printer: &Printer, job: &Job, record: &mut Record) -> Result<Option<Line>, Trouble> {
    let Some(noted) = record.find(&printer.shown, &job.key) else { return Ok(None) };
    let line = |number, state| Some(Line { job: number, state, before: true, ..job.line() });
    let fate = match noted.job {
        Some(number) => printer.fate(number, &job.name)?,
        // It was sent and not answered: it may have arrived.
        None => printer.search(&job.name)?,
    };
    Ok(match fate {
        Fate::Has(number, state) if !state.is_lost() => {
            record.accepted(&printer.shown, &job.key, number);
            line(number, state.word())
        }
        Fate::Has(..) => None,
        // Printers forget what they have done.
        Fate::Unknown => noted.job.and_then(|number| line(number, "forgotten")),
    })
}

/// Would the printer take a job? (RFC 8011 4.2.3)
fn validate(printer: &Printer, job: &Job) -> Result<(), Trouble> {
    let request = job.request(printer, Operation::ValidateJob)?;
    let answer = printer.ask(request)?;
    if answer.header().status_code() == StatusCode::ServerErrorOperationNotSupported {
        return Ok(());
    }
    let ignored = client::unsupported(&answer);
    if printer.accepts(&answer) && ignored.is_empty() {
        return Ok(());
    }
    let why = client::refusal(&answer, &ignored);
    Err(Trouble::new(
        format!("`{}` would not take `{}`: {why}: nothing was sent", printer.shown, job.name),
        format!(
            "leave it out with `--without {}`, or print that one from a folder: `--send FOLDER`",
            job.file.items.join(",")
        ),
    ))
}

/// Sends a job (RFC 8011 4.2.1). It is written down before, so that it is looked for if no answer comes,
/// and after, with its number.
fn submit(printer: &Printer, job: &Job, record: &mut Record, keep: Keep) -> Result<Line, Trouble> {
    record.note(Noted::new(&printer.shown, job));
    keep(record)?;
    let start = Instant::now();
    let answer = loop {
        let mut request = job.request(printer, Operation::PrintJob)?;
        *request.payload_mut() = IppPayload::new(std::io::Cursor::new(job.file.pdf.clone()));
        let answer = printer.ask_with(request, job.file.pdf.len())?;
        let busy = matches!(
            answer.header().status_code(),
            StatusCode::ServerErrorBusy | StatusCode::ServerErrorTemporaryError
        );
        if !busy || start.elapsed() > printer.wait {
            break answer;
        }
        std::thread::sleep(PAUSE);
    };
    let found = printer.accepts(&answer).then(|| client::job_of(&answer)).flatten();
    let Some((number, state)) = found else {
        record.forget(&printer.shown, &job.key);
        keep(record)?;
        let why = client::refusal(&answer, &client::unsupported(&answer));
        let message = format!("`{}` did not take `{}`: {why}", printer.shown, job.name);
        return Err(Trouble::new(message, "see to the printer"));
    };
    record.accepted(&printer.shown, &job.key, number);
    keep(record)?;
    Ok(Line { job: number, state: state.word(), ..job.line() })
}

/// A printer that stopped in the middle: how far it came.
fn halted(trouble: Trouble, done: usize, all: usize) -> Trouble {
    Trouble::new(
        format!("{}: {done} of {all} jobs were accepted", trouble.message),
        format!(
            "{}; the same command again sends what is missing, and nothing twice",
            trouble.help
        ),
    )
}
