//! A seal on an edition: what it was made from, and the files that were made. Where nothing of it has
//! changed and nothing was found wrong, the edition need not be read again.

use super::contents::CONTENTS;
use super::make::{Made, Status};
use super::manifest::MANIFEST;
use super::{Asked, Prepared, Progress, Report, Selection};
use crate::part::{hash, hash_json};
use crate::plan::Choice;
use crate::store::{Stamp, Store, WRITER, write_atomically};
use crate::world::World;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What was made of an edition, and from what.
#[derive(Serialize, Deserialize)]
struct Seal {
    /// Name of the edition.
    edition: String,
    /// The organisations whose folders it is made from.
    organisations: BTreeSet<String>,
    /// Hash of all files that it may be made from.
    inputs: String,
    /// Its templates and their hashes.
    templates: BTreeMap<PathBuf, String>,
    /// What was made.
    files: Vec<File>,
    /// How manifest and contents looked.
    records: Vec<(String, Stamp)>,
    /// How much of it is in its languages.
    progress: Vec<Progress>,
}

#[derive(Serialize, Deserialize)]
struct File {
    path: String,
    source: String,
    pages: usize,
    stamp: Stamp,
}

/// The seals of a project, as one command asks for editions.
pub struct Seals<'a> {
    store: Store,
    /// Everything below `sources`, `layouts` and `fonts` with its hash.
    tree: BTreeMap<String, String>,
    /// What is asked for besides an organisation.
    asked: (&'a Selection, &'a Choice, &'a Path),
}

impl<'a> Seals<'a> {
    /// Looks at every file of a project.
    pub fn new(world: &World, asked: (&'a Selection, &'a Choice, &'a Path)) -> Self {
        let tree = world.tree().into_iter().map(|(path, bytes)| (path, hash(&bytes))).collect();
        Self { store: Store::new(world.root()), tree, asked }
    }

    /// What was made of an edition, where it would be made again just so.
    pub fn unbroken(&self, asked: &Asked) -> Option<Report> {
        let seal: Seal = serde_json::from_slice(&std::fs::read(self.path(asked)).ok()?).ok()?;
        let output = self.asked.2;
        let folder = output.join(&seal.edition);
        let stands = |name: &str, stamp: Stamp| Stamp::of(&folder.join(name)) == Some(stamp);
        let holds = seal.inputs == self.inputs(&seal.organisations)
            && seal.templates.iter().all(|(path, hash)| template(path) == *hash)
            && seal.records.iter().all(|(name, stamp)| stands(name, *stamp))
            && seal.files.iter().all(|file| stands(&file.path, file.stamp));
        holds.then(|| Report {
            documents: seal.files.into_iter().map(|file| made(&seal.edition, file)).collect(),
            editions: vec![seal.edition],
            progress: seal.progress,
            ..Report::default()
        })
    }

    /// Seals an edition, given in one of its languages, that was made without any finding. Without a
    /// seal it is only looked at again.
    pub fn seal(&self, asked: &Asked, prepared: &Prepared, report: &Report) {
        let edition = prepared.edition.name.clone();
        let folder = self.asked.2.join(&edition);
        let files = report.documents.iter().filter(|made| made.edition == edition).map(|made| {
            Some(File {
                path: made.path.clone(),
                source: made.source.to_string(),
                pages: made.pages,
                stamp: Stamp::of(&folder.join(&made.path))?,
            })
        });
        let records = [MANIFEST, CONTENTS]
            .map(|name| Some((name.to_owned(), Stamp::of(&folder.join(name))?)));
        let (Some(files), Some(records)) =
            (files.collect(), records.into_iter().collect::<Option<_>>())
        else {
            return;
        };
        let organisations = prepared.reached.clone();
        let inputs = self.inputs(&organisations);
        let templates = prepared.templates.iter();
        let templates = templates.map(|it| (it.path.clone(), template(&it.path))).collect();
        let progress = report.progress.iter().filter(|it| it.edition == edition).cloned().collect();
        let seal = Seal { edition, organisations, inputs, templates, files, records, progress };
        if let Ok(bytes) = serde_json::to_vec(&seal) {
            let _ = write_atomically(&self.path(asked), &bytes);
        }
    }

    /// Where the seal of what is asked for is kept.
    fn path(&self, asked: &Asked) -> PathBuf {
        let (selection, choice, output) = self.asked;
        self.store
            .seal_path(&hash(format!("{asked:?} {selection:?} {choice:?} {output:?}").as_bytes()))
    }

    /// Hash of all that an edition may be made from: the program, the clock it is given, and every file
    /// but those in the folders of other organisations.
    fn inputs(&self, organisations: &BTreeSet<String>) -> String {
        let ours = |path: &str| match path.strip_prefix("sources/organisations/") {
            Some(rest) => rest.split('/').next().is_some_and(|id| organisations.contains(id)),
            None => true,
        };
        let files: Vec<_> = self.tree.iter().filter(|(path, _)| ours(path)).collect();
        hash_json(&(WRITER, World::timestamp(), files))
    }
}

fn made(edition: &str, file: File) -> Made {
    Made {
        edition: edition.to_owned(),
        path: file.path,
        source: file.source.into(),
        status: Status::Unchanged,
        pages: file.pages,
    }
}

/// Hash of a template and of the mapping beside it.
fn template(path: &Path) -> String {
    let bytes = [path.to_owned(), path.with_extension("toml")];
    let bytes = bytes.map(|path| World::named_file(&path).map(|bytes| hash(&bytes)).ok());
    hash_json(&bytes)
}
