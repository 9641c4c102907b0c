//! One file on its way, with the key that says whether it has to be made.

use super::Prepared;
use super::layouts::LayoutHashes;
use super::make::Job;
use super::pictures::PictureHashes;
use crate::part::{Document, hash, hash_json};
use crate::store::{Content, Key, Shared};
use crate::world::World;
use crate::write::{Format, formats};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Place of a file: source by source, each of its files for one edition after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    source: usize,
    file: usize,
    edition: usize,
}

/// One file on its way.
pub struct Task {
    /// Index of its edition in the job.
    pub edition: usize,
    /// Its place among all.
    pub place: Place,
    /// What it is.
    pub document: Arc<Document>,
    /// In which format.
    pub format: Format,
    /// The file it is written in, below the sources folder.
    pub source: Arc<str>,
    /// Where it goes.
    pub file: PathBuf,
    /// What its bytes depend on.
    pub key: Key,
    /// The key's name.
    pub name: String,
}

impl Task {
    /// The file's path below the edition's folder.
    pub fn path(&self) -> String {
        path(&self.document, self.format)
    }
}

/// The path of a document's file below the edition's folder.
pub fn path(document: &Document, format: Format) -> String {
    format!("{}.{}", document.path, format.extension())
}

/// Plans tasks; hashes what many documents share once.
pub struct Planner<'a> {
    job: &'a Job<'a>,
    /// Of each edition, the files of the sources whose documents are to be made.
    files: Vec<Vec<Arc<str>>>,
    shared: Vec<Shared>,
    layouts: Mutex<HashMap<&'a str, LayoutHashes<'a>>>,
    pictures: PictureHashes<'a>,
}

impl<'a> Planner<'a> {
    /// For a job.
    pub fn new(job: &'a Job<'a>) -> Self {
        let all = job.world.fonts();
        // An organisation's own fonts concern its own editions only.
        let fonts = |prepared: &Prepared| {
            let own = |name: &str| {
                name.split_once('/').is_none_or(|(id, _)| prepared.layers.iter().any(|it| it == id))
            };
            let fonts = all.iter().filter(|(name, _)| own(name));
            let fonts = fonts.flat_map(|(name, bytes)| {
                [name.as_bytes(), blake3::hash(bytes).as_bytes()].concat()
            });
            hash(&fonts.collect::<Vec<_>>())
        };
        let shared = job.editions.iter().map(|prepared| Shared {
            theme: hash_json(&prepared.theme),
            words: hash_json(&prepared.words),
            fonts: fonts(prepared),
            timestamp: World::timestamp(),
            office: [Format::Docx, Format::Pptx, Format::Dotx, Format::Potx]
                .map(|format| (format, prepared.office_hash(format)))
                .into(),
        });
        let files = job.editions.iter().map(|prepared| prepared.files(job.selection));
        Self {
            job,
            files: files.collect(),
            shared: shared.collect(),
            layouts: Mutex::default(),
            pictures: PictureHashes::new(job.world),
        }
    }

    /// The files of the sources that any edition is made from, in the order of the first that has
    /// them.
    pub fn sources(&self) -> Vec<Arc<str>> {
        let mut seen = HashSet::new();
        self.files.iter().flatten().filter(|file| seen.insert(*file)).cloned().collect()
    }

    /// Each source for each edition: those of one source stand together.
    pub fn units<'s>(
        &'s self,
        sources: &'s [Arc<str>],
    ) -> impl Iterator<Item = (usize, (usize, &'s Arc<str>))> {
        let editions = 0..self.job.editions.len();
        sources
            .iter()
            .enumerate()
            .flat_map(move |source| editions.clone().map(move |edition| (edition, source)))
    }

    /// The tasks of one file of the sources for one edition; its place in the programme comes first.
    pub fn tasks(&self, edition: usize, (place, source): (usize, &Arc<str>)) -> Vec<Task> {
        if !self.files[edition].contains(source) {
            return Vec::new();
        }
        let (selection, choice) = (self.job.selection, self.job.choice);
        let documents = self.job.editions[edition].written_in(source, selection, choice);
        self.files_of(edition, (place, source), documents)
    }

    /// The tasks of some documents of one source: for each a file in each of its formats.
    pub fn files_of(
        &self,
        edition: usize,
        (place, source): (usize, &Arc<str>),
        documents: Vec<Document>,
    ) -> Vec<Task> {
        let job = self.job;
        let prepared = &job.editions[edition];
        let folder = job.output.join(&prepared.edition.name);
        let mut tasks = Vec::new();
        for document in documents {
            let document = Arc::new(document);
            let pictures = self.pictures.of(&document);
            let content = Content::new(&document);
            let words = prepared.words_of(&document);
            let shared = &Shared {
                // Of most documents it is the edition's own.
                words: match std::ptr::eq(words, &prepared.words) {
                    true => self.shared[edition].words.clone(),
                    false => hash_json(&(words, document.twin.as_ref().map(|_| words.second()))),
                },
                ..self.shared[edition].clone()
            };
            let asked = |format: &&Format| job.selection.takes_format(**format);
            for &format in formats(&document).iter().filter(asked) {
                let layouts = self.layouts(&prepared.theme.name, &document, format);
                let key = content.key(format, shared, layouts, pictures.clone());
                let (name, file) = (key.name(), folder.join(path(&document, format)));
                let (document, source) = (document.clone(), source.clone());
                let place = Place { source: place, file: tasks.len(), edition };
                tasks.push(Task { edition, place, document, format, source, file, key, name });
            }
        }
        tasks
    }

    /// The layout files that a format of a document is made with, and their hashes.
    fn layouts(
        &self,
        theme: &'a str,
        document: &Document,
        format: Format,
    ) -> BTreeMap<String, String> {
        let mut all = self.layouts.lock().unwrap_or_else(PoisonError::into_inner);
        let layouts = all.entry(theme).or_insert_with(|| LayoutHashes::new(self.job.world, theme));
        match format {
            Format::Pdf | Format::Png => layouts.of(document),
            Format::Html | Format::Eml => layouts.of_mail(document),
            Format::Pptx | Format::Potx => layouts.of_deck(),
            Format::Docx | Format::Dotx | Format::Txt => BTreeMap::new(),
        }
    }
}
