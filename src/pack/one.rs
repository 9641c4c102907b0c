//! One document: left alone, taken from the store, or written.

use super::contents::Outlined;
use super::make::{Job, Status};
use super::manifest::sha256;
use super::place::{detach, locate_all};
use super::task::Task;
use crate::diag::{Code, Diagnostic};
use crate::store::{Index, Lookup, Record, Stamp, Store, write_atomically};
use crate::write::Written;

/// What a thread brings back.
pub struct Outcome {
    /// What became of the document.
    pub status: Status,
    /// What is to be noted of the file, when it was written.
    pub record: Option<Record>,
    /// What the file says, where that is not written down yet.
    pub says: Option<Outlined>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// What is known of a document that is up to date; `None` for one that is not.
pub fn unchanged(job: &Job, index: &Index, task: &Task) -> Option<Outcome> {
    let record = index.get(&task.file).filter(|record| record.name == task.name)?;
    // Without writing, what stands in the output does not matter.
    if job.write && Stamp::of(&task.file) != Some(record.stamp) {
        return None;
    }
    let findings = locate_all(&record.findings, &job.editions[task.edition].edition.sources, task);
    Some(Outcome { status: Status::Unchanged, record: None, says: None, findings })
}

/// Makes a document that is not up to date.
pub fn one(job: &Job, store: &Store, index: &Index, task: &Task) -> Outcome {
    let sources = &job.editions[task.edition].edition.sources;
    let before = index.get(&task.file);
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
            match write(job, store, task, before, &mut findings) {
                Ok(made) => made,
                Err(findings) => {
                    return Outcome { status: Status::Failed, record: None, says: None, findings };
                }
            }
        }
    };
    findings.extend(locate_all(&written.findings, sources, task));
    if job.write
        && let Err(error) = write_atomically(&task.file, &written.bytes)
    {
        let message = format!("`{}` could not be written: {error}", task.file.display());
        findings.push(
            Diagnostic::new(Code::OutputFailed, None, message)
                .help("the last good file is still there"),
        );
        return Outcome { status: Status::Failed, record: None, says: None, findings };
    }
    let stamp = Stamp::of(&task.file);
    let record = stamp.filter(|_| job.write).map(|stamp| Record {
        key: task.key.clone(),
        name: task.name.clone(),
        stamp,
        sha256: sha256(&written.bytes),
        pages: written.pages,
        fingerprints: written.fingerprints,
        findings: written.findings,
    });
    Outcome { status, record, says: None, findings }
}

/// Writes a document and keeps it in the store; otherwise gives what stands in the way.
fn write(
    job: &Job,
    store: &Store,
    task: &Task,
    before: Option<&Record>,
    findings: &mut Vec<Diagnostic>,
) -> Result<(Written, Status), Vec<Diagnostic>> {
    let prepared = &job.editions[task.edition];
    let writers = &job.writers[task.edition];
    let written = writers.write(
        task.format,
        &task.document,
        &prepared.theme,
        prepared.words_of(&task.document),
    );
    let mut written =
        written.map_err(|refused| locate_all(&refused, &prepared.edition.sources, task))?;
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
