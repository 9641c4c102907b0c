//! What a printer has accepted, so that it is sent once.

use super::job::Job;
use ipp::prelude::*;
use serde::{Deserialize, Serialize};

/// The jobs of a run that were sent, to any printer.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    jobs: Vec<Noted>,
}

/// A job that was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noted {
    printer: String,
    /// A hash over the file and its settings.
    key: String,
    name: String,
    copies: u32,
    /// Its number at the printer; none while there is no answer.
    pub job: Option<i32>,
}

impl Noted {
    /// A job that is about to be sent.
    pub fn new(printer: &str, job: &Job) -> Self {
        Self {
            printer: printer.to_owned(),
            key: job.key.clone(),
            name: job.name.clone(),
            copies: job.copies,
            job: None,
        }
    }
}

impl Record {
    /// A job that was sent.
    pub fn find(&self, printer: &str, key: &str) -> Option<Noted> {
        self.jobs.iter().find(|it| it.printer == printer && it.key == key).cloned()
    }

    /// Writes a job down.
    pub fn note(&mut self, noted: Noted) {
        self.forget(&noted.printer, &noted.key);
        self.jobs.push(noted);
    }

    /// The printer has given it a number.
    pub fn accepted(&mut self, printer: &str, key: &str, number: i32) {
        let found = self.jobs.iter_mut().find(|it| it.printer == printer && it.key == key);
        if let Some(noted) = found {
            noted.job = Some(number);
        }
    }

    /// The printer has not taken it.
    pub fn forget(&mut self, printer: &str, key: &str) {
        self.jobs.retain(|it| it.printer != printer || it.key != key);
    }
}

/// What became of a job at the printer.
pub enum Fate {
    /// It has it under this number.
    Has(i32, State),
    /// It does not know it, or not any more.
    Unknown,
}

/// What a job is doing (RFC 8011 5.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State(Option<JobState>);

impl State {
    /// From the value of `job-state`.
    pub fn of(value: i32) -> Self {
        Self(JobState::from_i32(value))
    }

    /// Will it never be printed?
    pub fn is_lost(self) -> bool {
        matches!(self.0, Some(JobState::Canceled | JobState::Aborted))
    }

    /// The keyword of the standard.
    pub fn word(self) -> &'static str {
        match self.0 {
            Some(JobState::Pending) => "pending",
            Some(JobState::PendingHeld) => "held",
            Some(JobState::Processing) => "processing",
            Some(JobState::ProcessingStopped) => "stopped",
            Some(JobState::Canceled) => "canceled",
            Some(JobState::Aborted) => "aborted",
            Some(JobState::Completed) => "completed",
            None => "unknown",
        }
    }
}
