//! Makes the documents that are not up to date.

use super::layouts::LayoutHashes;
use super::manifest::{MANIFEST, Manifest, sha256};
use super::pictures::PictureHashes;
use super::{Prepared, Selection};
use crate::diag::{Code, Diagnostic, Findings};
use crate::part::{Document, hash, hash_json};
use crate::plan::Choice;
use crate::store::{Index, Key, Lookup, Record, Shared, Stamp, Store, write_atomically};
use crate::world::World;
use crate::write::{Finding, Format, Writers, Written, formats};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Laid-out paragraphs are forgotten after so many documents, so that memory stays bounded.
const EVICT_EVERY: usize = 8;
/// Those used within so many evictions are kept.
const EVICT_AGE: usize = 2;

/// What is to be made and where it goes.
pub struct Job<'a> {
    /// The project.
    pub world: &'a World,
    /// Its edition and look.
    pub prepared: &'a Prepared,
    /// What is asked for.
    pub selection: &'a Selection,
    /// Choices of the document kinds.
    pub choice: &'a Choice,
    /// The output folder; the edition's folder is made in it.
    pub output: PathBuf,
    /// Write files? `check` typesets without writing.
    pub write: bool,
    /// How many threads.
    pub threads: usize,
    /// Called after each document with how many are done of how many.
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
}

/// One document on its way.
struct Task {
    document: Arc<Document>,
    format: Format,
    /// The file it is written in, below the sources folder.
    source: Arc<str>,
    file: PathBuf,
    key: Key,
    name: String,
}

impl Task {
    /// The file's path below the edition's folder.
    fn path(&self) -> String {
        path(&self.document, self.format)
    }
}

/// The path of a document's file below the edition's folder.
pub fn path(document: &Document, format: Format) -> String {
    format!("{}.{}", document.path, format.extension())
}

/// What a thread brings back.
struct Outcome {
    status: Status,
    record: Option<Record>,
    findings: Vec<Diagnostic>,
}

/// Makes every selected document that is not up to date.
pub fn make(job: &Job, writers: &Writers, findings: &mut Findings) -> Report {
    let sources = &job.prepared.edition.sources;
    findings.extend(writers.press.missing_fonts(&job.prepared.theme).iter().map(|finding| {
        let mut diagnostic = finding.diagnostic(sources);
        diagnostic.span = sources.word(&finding.words, "theme.toml");
        diagnostic
    }));
    let store = Store::new(job.world.root());
    let mut index = Index::read(&store.index_path());
    let tasks = tasks(job);
    let done = AtomicUsize::new(0);
    let outcomes = crate::write::run(&tasks, job.threads, |task| {
        let outcome = catch_unwind(AssertUnwindSafe(|| one(job, writers, &store, &index, task)))
            .unwrap_or_else(|_| panicked(task));
        let count = done.fetch_add(1, Ordering::Relaxed) + 1;
        if matches!(outcome.status, Status::Typeset(_)) && count.is_multiple_of(EVICT_EVERY) {
            comemo::evict(EVICT_AGE);
            writers.press.trim();
        }
        (job.progress)(count, tasks.len());
        outcome
    });
    let mut report = Report::default();
    let mut changed = false;
    for (task, outcome) in tasks.iter().zip(outcomes) {
        findings.extend(outcome.findings);
        let before = index.get(&task.file);
        let pages = outcome
            .record
            .as_ref()
            .or(before.filter(|_| outcome.status == Status::Unchanged))
            .map_or(0, |r| r.pages);
        if let Some(record) = outcome.record.filter(|_| job.write) {
            index.set(&task.file, record);
            changed = true;
        }
        let path = task.path();
        report.documents.push(Made {
            path,
            source: task.source.clone(),
            status: outcome.status,
            pages,
        });
    }
    if job.write && job.selection.is_everything() && job.prepared.broken.is_empty() {
        report.removed = remove_others(job, &mut index, &tasks);
        changed |= !report.removed.is_empty();
    }
    if changed {
        if let Err(error) = index.write(&store.index_path()) {
            // The documents are there; only the next build has to look again.
            let message = format!("the record of the output could not be written: {error}");
            findings.push(Diagnostic::new(Code::CacheDamaged, None, message));
        }
        store.trim(&index);
    }
    if job.write {
        write_manifest(job, &index, findings);
    }
    report
}

/// The manifest of everything that stands in the edition's folder.
fn write_manifest(job: &Job, index: &Index, findings: &mut Findings) {
    let edition = &job.prepared.edition;
    let folder = job.output.join(&edition.name);
    let files = Manifest::files(index, &folder);
    if files.is_empty() {
        return;
    }
    let facts = &edition.programme.programme;
    let manifest = Manifest {
        programme: facts.title.clone(),
        version: facts.version.clone(),
        edition: edition.name.clone(),
        tool: concat!("packwright ", env!("CARGO_PKG_VERSION")).to_owned(),
        revision: edition.sources.revision(),
        files,
    };
    if let Err(error) = manifest.write(&folder) {
        let message =
            format!("`{}` could not be written: {error}", folder.join(MANIFEST).display());
        findings.push(
            Diagnostic::new(Code::OutputFailed, None, message)
                .help("the documents themselves are there"),
        );
    }
}

fn tasks(job: &Job) -> Vec<Task> {
    let prepared = job.prepared;
    let shared = Shared {
        theme: hash_json(&prepared.theme),
        words: hash_json(&prepared.words),
        fonts: hash(
            &job.world
                .fonts()
                .iter()
                .flat_map(|(name, bytes)| {
                    [name.as_bytes(), blake3::hash(bytes).as_bytes()].concat()
                })
                .collect::<Vec<_>>(),
        ),
        timestamp: World::timestamp(),
        office: [Format::Docx, Format::Pptx]
            .map(|format| (format, job.prepared.office_hash(format)))
            .into(),
    };
    let mut layouts = LayoutHashes::new(job.world, &prepared.theme.name);
    let mut pictures = PictureHashes::new(job.world);
    let edition = job.output.join(&prepared.edition.name);
    let mut tasks = Vec::new();
    for (source, document) in prepared.asked(job.selection, job.choice) {
        let document = Arc::new(document);
        let pictures = pictures.of(&document);
        for &format in formats(document.kind) {
            if !job.selection.takes_format(format) {
                continue;
            }
            // Word and PowerPoint files are not made with the typesetter's layouts.
            let layouts = match format {
                Format::Pdf => layouts.of(document.kind),
                Format::Docx | Format::Pptx => BTreeMap::new(),
            };
            let key = Key::new(&document, format, &shared, layouts, pictures.clone());
            let file = edition.join(path(&document, format));
            let (name, source) = (key.name(), source.clone());
            tasks.push(Task { document: document.clone(), format, source, file, key, name });
        }
    }
    tasks
}

fn one(job: &Job, writers: &Writers, store: &Store, index: &Index, task: &Task) -> Outcome {
    let before = index.get(&task.file);
    if let Some(record) = before.filter(|record| record.name == task.name) {
        // Without writing, what stands in the output does not matter.
        if !job.write || Stamp::of(&task.file) == Some(record.stamp) {
            let findings = restore(&record.findings, job, task);
            return Outcome { status: Status::Unchanged, record: None, findings };
        }
    }
    let mut findings = Vec::new();
    let (written, status) = match store.get(&task.name) {
        Lookup::Hit(written) => (written, Status::Restored),
        lookup => {
            if matches!(lookup, Lookup::Damaged) {
                let message = format!("the stored copy of `{}` was damaged", task.path());
                findings.push(
                    Diagnostic::new(Code::CacheDamaged, None, message)
                        .help("it is made again; nothing is lost"),
                );
            }
            match typeset(job, writers, store, task, before, &mut findings) {
                Ok(made) => made,
                Err(refused) => return *refused,
            }
        }
    };
    findings.extend(restore(&written.findings, job, task));
    if job.write
        && let Err(error) = write_atomically(&task.file, &written.bytes)
    {
        let message = format!("`{}` could not be written: {error}", task.file.display());
        findings.push(
            Diagnostic::new(Code::OutputFailed, None, message)
                .help("the last good file is still there"),
        );
        return Outcome { status: Status::Failed, record: None, findings };
    }
    let stamp = Stamp::of(&task.file);
    let record = stamp.filter(|_| job.write).map(|stamp| Record {
        key: task.key.clone(),
        name: task.name.clone(),
        stamp,
        sha256: sha256(&written.bytes),
        pages: written.pages,
        findings: written.findings,
    });
    Outcome { status, record, findings }
}

fn typeset(
    job: &Job,
    writers: &Writers,
    store: &Store,
    task: &Task,
    before: Option<&Record>,
    findings: &mut Vec<Diagnostic>,
) -> Result<(Written, Status), Box<Outcome>> {
    let written =
        writers.write(task.format, &task.document, &job.prepared.theme, &job.prepared.words);
    let mut written = written.map_err(|refused| {
        let findings = refused.iter().map(|finding| locate(finding, job, task)).collect();
        Box::new(Outcome { status: Status::Failed, record: None, findings })
    })?;
    for finding in &mut written.findings {
        detach(finding, &task.document);
    }
    if let Err(error) = store.put(&task.name, &written) {
        let message = format!("the store could not be written: {error}");
        findings.push(
            Diagnostic::new(Code::CacheDamaged, None, message)
                .help("the document itself is not affected"),
        );
    }
    let reasons = before.map_or(vec!["new".to_owned()], |record| {
        let difference = task.key.difference(&record.key);
        if difference.is_empty() {
            vec!["the file in the output was changed or removed".to_owned()]
        } else {
            difference
        }
    });
    Ok((written, Status::Typeset(reasons)))
}

/// A place in a finding as the id of its slide or worksheet: lines shift, ids do not.
fn detach(finding: &mut Finding, document: &Document) {
    let slide = document.slides.iter().find(|slide| slide.src.to_string() == finding.src);
    let sheet = document.worksheets.iter().find(|sheet| sheet.src.to_string() == finding.src);
    if let Some(slide) = slide {
        finding.src = format!("slide#{}", slide.id);
    } else if let Some(sheet) = sheet {
        finding.src = format!("worksheet#{}", sheet.id);
    }
}

fn restore(findings: &[Finding], job: &Job, task: &Task) -> Vec<Diagnostic> {
    findings.iter().map(|finding| locate(finding, job, task)).collect()
}

/// A finding with the place that its slide, worksheet or words have now.
fn locate(finding: &Finding, job: &Job, task: &Task) -> Diagnostic {
    let mut finding = finding.clone();
    let document = &task.document;
    let found = match finding.src.split_once('#') {
        Some(("slide", id)) => {
            document.slides.iter().find(|slide| slide.id == id).map(|slide| slide.src.to_string())
        }
        Some(("worksheet", id)) => document
            .worksheets
            .iter()
            .find(|sheet| sheet.id == id)
            .map(|sheet| sheet.src.to_string()),
        _ => None,
    };
    if let Some(src) = found {
        finding.src = src;
    }
    let sources = &job.prepared.edition.sources;
    let mut diagnostic = finding.diagnostic(sources);
    if diagnostic.span.is_none() {
        let words = if finding.words.is_empty() { None } else { Some(finding.words.as_str()) };
        diagnostic.span = words
            .and_then(|words| sources.word(words, &task.source))
            .or_else(|| sources.line(&task.source, 1));
        diagnostic = diagnostic.help(format!("in {}", task.path()));
    }
    diagnostic
}

fn panicked(task: &Task) -> Outcome {
    let message = format!("`{}` could not be made: the typesetter stopped", task.path());
    let finding = Diagnostic::new(Code::LayoutFailed, None, message)
        .help("this is a fault of packwright's; please report it with its source");
    Outcome { status: Status::Failed, record: None, findings: vec![finding] }
}

/// Takes out files that an earlier build made and this programme no longer has. A file that was
/// changed by hand since stays.
fn remove_others(job: &Job, index: &mut Index, tasks: &[Task]) -> Vec<String> {
    let edition = job.output.join(&job.prepared.edition.name);
    let wanted = |path: &Path| tasks.iter().any(|task| task.file == path);
    let mut removed = Vec::new();
    for (path, record) in index.take_others(&edition, wanted) {
        let path = PathBuf::from(path);
        if Stamp::of(&path) == Some(record.stamp) && std::fs::remove_file(&path).is_ok() {
            // Folders that are empty now go too; a folder with files in it refuses.
            path.ancestors().skip(1).take(2).for_each(|folder| {
                let _ = std::fs::remove_dir(folder);
            });
            removed.push(path.to_string_lossy().into_owned());
        }
    }
    removed
}
