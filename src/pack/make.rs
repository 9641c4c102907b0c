//! Makes the documents that are not up to date, of one edition or of many.
//!
//! Session by session, each for a few editions at a time: what the editions share, laid-out paragraphs
//! above all, is there when the next one needs it, and memory stays bounded however many there are.

use super::contents::Contents;
use super::manifest::Manifest;
use super::one::{Outcome, one, unchanged};
use super::outline::outline;
use super::place::panicked;
use super::task::{Place, Planner, Task};
use super::tidy::{remove_others, write_manifest};
use super::{Prepared, Progress, Selection};
use crate::diag::{Code, Diagnostic, Findings};
use crate::part::Document;
use crate::plan::Choice;
use crate::store::{Index, Store};
use crate::world::World;
use crate::write::Writers;
use crate::write::pdf::Press;
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Laid-out paragraphs are forgotten after so many documents, so that memory stays bounded.
const EVICT_EVERY: usize = 8;
/// Those used within so many evictions are kept.
const EVICT_AGE: usize = 2;
/// So many editions are resolved at a time, and of so many sources the documents planned: memory stays
/// bounded however many organisations there are.
pub const TOGETHER: usize = 16;
/// So many documents wait before they are made, or a few more.
const BATCH: usize = 160;

/// What is to be made and where it goes.
pub struct Job<'a> {
    /// The project.
    pub world: &'a World,
    /// Its editions and their looks.
    pub editions: &'a [Prepared],
    /// The writers of each edition.
    pub writers: &'a [Arc<Writers>],
    /// What is asked for.
    pub selection: &'a Selection,
    /// Choices of the document kinds.
    pub choice: &'a Choice,
    /// The output folder; the editions' folders are made in it.
    pub output: PathBuf,
    /// Write files? `check` typesets without writing.
    pub write: bool,
    /// How many threads.
    pub threads: usize,
    /// Called after each document with how many are done of how many that are known of.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// The file in the output was up to date.
    Unchanged,
    /// It was made before and came out of the store.
    Restored,
    /// It was typeset, for these reasons.
    Typeset(Vec<String>),
    /// It could not be made; its last good file stays.
    Failed,
}

/// A document and what became of it.
#[derive(Clone, Debug)]
pub struct Made {
    /// Name of its edition.
    pub edition: String,
    /// Path of the file below the edition's folder.
    pub path: String,
    /// The source file it is written in, below the sources folder.
    pub source: Arc<str>,
    /// What became of it.
    pub status: Status,
    /// How many pages; 0 when it failed.
    pub pages: usize,
}

/// What a run has made.
#[derive(Debug, Default)]
pub struct Report {
    /// Each document, in order.
    pub documents: Vec<Made>,
    /// Files of sessions, worksheets or documents that are no more, taken out of the output.
    pub removed: Vec<String>,
    /// Names of the editions.
    pub editions: Vec<String>,
    /// Folders with errors in their sources: their documents were not made.
    pub broken: HashSet<String>,
    /// Of each edition in another language than its sources, how much is translated.
    pub progress: Vec<Progress>,
}

impl Report {
    /// Takes in what was made of other editions.
    pub fn add(&mut self, other: Report) {
        self.documents.extend(other.documents);
        self.removed.extend(other.removed);
        self.editions.extend(other.editions);
        self.broken.extend(other.broken);
        self.progress.extend(other.progress);
    }
}

/// Makes every selected document that is not up to date.
pub fn make(job: &Job, findings: &mut Findings) -> Report {
    fonts(job, findings);
    let mut run = Run::new(job);
    for prepared in job.editions {
        run.report.progress.extend(prepared.progress(job.selection));
    }
    let planner = Planner::new(job);
    let sources = planner.sources();
    let units: Vec<_> = planner.units(&sources).collect();
    for some in units.chunks(TOGETHER) {
        let planned = crate::write::run(some, job.threads, |(edition, source)| {
            planner.tasks(*edition, *source)
        });
        let mut tasks: Vec<Task> = planned.into_iter().flatten().collect();
        // One document for each edition, then the next document.
        tasks.sort_by_key(|task| task.place);
        run.take(tasks, findings);
    }
    run.end(findings)
}

/// Adds documents to what stands in the output of a job's only edition.
pub fn add(job: &Job, documents: Vec<(Arc<str>, Document)>, findings: &mut Findings) -> Report {
    let mut run = Run::new(job);
    let planner = Planner::new(job);
    for (place, (source, document)) in documents.into_iter().enumerate() {
        run.take(planner.files_of(0, (place, &source), vec![document]), findings);
    }
    run.make_waiting(findings);
    run.note_down(findings);
    run.report()
}

/// The typesetters of the editions, each once.
fn presses(job: &Job) -> Vec<Arc<Press>> {
    let mut presses: Vec<Arc<Press>> = Vec::new();
    for writers in job.writers {
        if !presses.iter().any(|press| Arc::ptr_eq(press, &writers.press)) {
            presses.push(writers.press.clone());
        }
    }
    presses
}

/// Fonts that a theme names and nobody has, or that lack letters of the edition's language.
fn fonts(job: &Job, findings: &mut Findings) {
    for (prepared, writers) in job.editions.iter().zip(job.writers) {
        let sources = &prepared.edition.sources;
        let language = &prepared.edition.language;
        let mut found = writers.press.missing_fonts(&prepared.theme);
        found.extend(writers.press.lacking(&prepared.theme, language));
        findings.extend(found.iter().map(|finding| {
            let mut diagnostic = finding.diagnostic(sources);
            let files = ["organisation.toml", "theme.toml"];
            diagnostic.span = files.iter().find_map(|file| sources.word(&finding.words, file));
            diagnostic
        }));
    }
}

struct Run<'a> {
    job: &'a Job<'a>,
    store: Store,
    index: Index,
    /// How many documents are done, and how many of them were typeset.
    done: AtomicUsize,
    typeset: AtomicUsize,
    /// Those that are to be made.
    waiting: Vec<Task>,
    /// What became of the others, with their places.
    made: Vec<(Place, Made)>,
    /// The typesetters, each once however many editions share it.
    presses: Vec<Arc<Press>>,
    /// Files that belong into the output.
    wanted: HashSet<PathBuf>,
    report: Report,
    /// Of each folder: the languages of an edition share one.
    state: Vec<State>,
    /// Which of these each edition has.
    state_of: Vec<usize>,
}

/// What is known of an edition's output.
struct State {
    /// Index of the edition, or of its first language.
    edition: usize,
    /// Has it errors in its sources, in any language?
    broken: bool,
    /// Its folder.
    folder: PathBuf,
    /// Is it written down what its files say?
    told: bool,
    /// What those say that were made in this run.
    new: Contents,
    /// Has anything in the folder changed?
    changed: bool,
}

impl<'a> Run<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        let store = Store::new(job.world.root());
        let mut index = Index::default();
        let mut state: Vec<State> = Vec::new();
        let mut state_of = Vec::new();
        for (edition, prepared) in job.editions.iter().enumerate() {
            let folder = job.output.join(&prepared.edition.name);
            let broken = !prepared.broken.is_empty();
            if let Some(at) = state.iter().position(|known| known.folder == folder) {
                state[at].broken |= broken;
                state_of.push(at);
                continue;
            }
            index.read(&store.index_path(&folder));
            let told = !job.write || Manifest::knows_contents(&folder);
            let new = Contents::default();
            state_of.push(state.len());
            state.push(State { edition, broken, folder, told, new, changed: false });
        }
        let editions = state.iter().map(|it| job.editions[it.edition].edition.name.clone());
        let broken = job.editions.iter().flat_map(|prepared| prepared.broken.iter().cloned());
        let report =
            Report { editions: editions.collect(), broken: broken.collect(), ..Report::default() };
        Self {
            job,
            store,
            index,
            done: AtomicUsize::new(0),
            typeset: AtomicUsize::new(0),
            waiting: Vec::new(),
            made: Vec::new(),
            presses: presses(job),
            wanted: HashSet::new(),
            report,
            state,
            state_of,
        }
    }

    /// Takes in some documents: those that are up to date are left alone, the others wait until there
    /// are enough of them to be made.
    fn take(&mut self, tasks: Vec<Task>, findings: &mut Findings) {
        let known = crate::write::run(&tasks, self.job.threads, |task| {
            let mut outcome = unchanged(self.job, &self.index, task)?;
            if !self.state[self.state_of[task.edition]].told {
                outcome.says = Some(outline(&task.document, task.format, &task.key.pictures));
            }
            Some(outcome)
        });
        for (task, outcome) in tasks.into_iter().zip(known) {
            match outcome {
                Some(outcome) => {
                    self.done.fetch_add(1, Ordering::Relaxed);
                    self.note(&task, outcome, findings);
                }
                None => self.waiting.push(task),
            }
        }
        // At the end of a batch threads wait for the last one: batches are not small.
        if self.waiting.len() >= BATCH {
            self.make_waiting(findings);
        }
    }

    /// Makes the documents that wait. What is the same for two editions is made for the first of them,
    /// and is in the store for the next.
    fn make_waiting(&mut self, findings: &mut Findings) {
        let tasks = std::mem::take(&mut self.waiting);
        let known = self.done.load(Ordering::Relaxed) + tasks.len();
        let mut seen = HashSet::new();
        let (first, again): (Vec<&Task>, Vec<&Task>) =
            tasks.iter().partition(|task| seen.insert(task.name.as_str()));
        for some in [first, again] {
            let made = crate::write::run(&some, self.job.threads, |task| self.work(task, known));
            for (task, outcome) in some.into_iter().zip(made) {
                self.note(task, outcome, findings);
            }
        }
    }

    fn work(&self, task: &Task, known: usize) -> Outcome {
        let made = || {
            let mut outcome = one(self.job, &self.store, &self.index, task);
            if self.job.write && outcome.status != Status::Failed {
                outcome.says = Some(outline(&task.document, task.format, &task.key.pictures));
            }
            outcome
        };
        let outcome = catch_unwind(AssertUnwindSafe(made)).unwrap_or_else(|_| Outcome {
            status: Status::Failed,
            record: None,
            says: None,
            findings: vec![panicked(task)],
        });
        if matches!(outcome.status, Status::Typeset(_)) {
            let count = self.typeset.fetch_add(1, Ordering::Relaxed) + 1;
            if count.is_multiple_of(EVICT_EVERY) {
                comemo::evict(EVICT_AGE);
                self.presses.iter().for_each(|press| press.trim());
            }
        }
        let count = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.job.progress)(count, known);
        outcome
    }

    fn note(&mut self, task: &Task, outcome: Outcome, findings: &mut Findings) {
        findings.extend(outcome.findings);
        let before = self.index.get(&task.file);
        let record =
            outcome.record.as_ref().or(before.filter(|_| outcome.status == Status::Unchanged));
        let pages = record.map_or(0, |record| record.pages);
        let state = &mut self.state[self.state_of[task.edition]];
        if let Some(says) = outcome.says {
            let pages = record.map_or(Vec::new(), |record| record.fingerprints.clone());
            state.new.set(&task.path(), says, pages);
        }
        if let Some(record) = outcome.record.filter(|_| self.job.write) {
            self.index.set(&task.file, record);
            state.changed = true;
        }
        self.wanted.insert(task.file.clone());
        let made = Made {
            edition: self.job.editions[task.edition].edition.name.clone(),
            path: task.path(),
            source: task.source.clone(),
            status: outcome.status,
            pages,
        };
        self.made.push((task.place, made));
    }

    /// Takes out what is no more, and writes down what stands there.
    fn end(mut self, findings: &mut Findings) -> Report {
        self.make_waiting(findings);
        if !self.job.write {
            return self.report();
        }
        if self.job.selection.is_everything() {
            for state in &mut self.state {
                if !state.broken {
                    let removed = remove_others(&state.folder, &mut self.index, &self.wanted);
                    state.changed |= !removed.is_empty();
                    self.report.removed.extend(removed);
                }
            }
        }
        self.note_down(findings);
        self.report()
    }

    /// What was made, in the order of the sources, each document for one edition after the other.
    fn report(mut self) -> Report {
        self.made.sort_by_key(|(place, _)| *place);
        self.report.documents = self.made.into_iter().map(|(_, made)| made).collect();
        self.report
    }

    /// Writes down what stands in the output and what it says.
    fn note_down(&mut self, findings: &mut Findings) {
        for state in &mut self.state {
            let prepared = &self.job.editions[state.edition];
            if state.changed
                && let Err(error) =
                    self.index.write(&state.folder, &self.store.index_path(&state.folder))
            {
                // The documents are there; only the next build has to look again.
                let message = format!("the record of the output could not be written: {error}");
                findings.push(Diagnostic::new(Code::CacheDamaged, None, message));
            }
            let new = std::mem::take(&mut state.new);
            write_manifest(&self.job.output, prepared, &self.index, new, findings);
        }
        if self.state.iter().any(|state| state.changed) {
            self.store.trim();
        }
    }
}
