//! What a pack would be, without writing it: its keys and what its files say. Only the PDFs whose pages
//! somebody asks about are typeset.

use super::contents::Contents;
use super::make::Job;
use super::manifest::{FileFacts, Manifest};
use super::outline::outline;
use super::received::Received;
use super::task::{Planner, Task};
use super::tidy::manifest;
use crate::store::{Lookup, Store};
use crate::write::Format;
use std::collections::{BTreeMap, HashSet};

/// A pack that is planned.
pub struct Draft<'a> {
    job: &'a Job<'a>,
    tasks: Vec<Task>,
}

impl<'a> Draft<'a> {
    /// Plans all that a job of one edition asks for.
    pub fn new(job: &'a Job<'a>) -> Self {
        let planner = Planner::new(job);
        let sources = planner.sources();
        let units: Vec<_> = planner.units(&sources).collect();
        let tasks = crate::write::run(&units, job.threads, |(edition, source)| {
            planner.tasks(*edition, *source)
        });
        let tasks = tasks.into_iter().flatten().collect();
        Self { job, tasks }
    }

    /// The keys of its files.
    pub fn keys(&self) -> HashSet<String> {
        self.tasks.iter().map(|task| task.name.clone()).collect()
    }

    /// The pack. Files with one of the known keys say what they said: they are not made. What the
    /// store has, it gives.
    pub fn pack(&self, store: &Store, known: &HashSet<String>) -> Received {
        let fingerprints = crate::write::run(&self.tasks, self.job.threads, |task| {
            let asked = task.format == Format::Pdf && !known.contains(&task.name);
            if asked { self.fingerprints(store, task) } else { Vec::new() }
        });
        let mut contents = Contents::default();
        let mut files: BTreeMap<String, FileFacts> = BTreeMap::new();
        for (task, fingerprints) in self.tasks.iter().zip(fingerprints) {
            let facts = FileFacts {
                sha256: String::new(),
                bytes: 0,
                pages: fingerprints.len(),
                key: task.name.clone(),
            };
            files.insert(task.path(), facts);
            let says = outline(&task.document, task.format, &task.key.pictures);
            contents.set(&task.path(), says, fingerprints);
        }
        let manifest: Manifest = manifest(&self.job.editions[0], files);
        Received { manifest, contents }
    }

    /// A document that cannot be made has no pages.
    fn fingerprints(&self, store: &Store, task: &Task) -> Vec<String> {
        if let Lookup::Hit(written) = store.get(&task.name) {
            return written.fingerprints;
        }
        let (prepared, writers) =
            (&self.job.editions[task.edition], &self.job.writers[task.edition]);
        let words = prepared.words_of(&task.document);
        let written = writers.write(task.format, &task.document, &prepared.theme, words);
        written.map_or(Vec::new(), |written| written.fingerprints)
    }
}
