//! The record of what stands in the output: by it a build with nothing changed reads no file twice. Each
//! edition's folder has a record of its own, so that one organisation costs the same among a hundred.

use super::{Key, write_atomically};
use crate::write::Finding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Every output file of some folders by its path.
#[derive(Clone, Debug, Default)]
pub struct Index {
    records: BTreeMap<String, Record>,
}

/// One output file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// What it was made from.
    pub key: Key,
    /// The key's name in the store.
    pub name: String,
    /// How the file looked when it was written.
    pub stamp: Stamp,
    /// SHA-256 of the file, for the manifest.
    pub sha256: String,
    /// How many pages.
    pub pages: usize,
    /// What each page of a PDF says and shows, as a short hash.
    pub fingerprints: Vec<String>,
    /// What was found in its layout.
    pub findings: Vec<Finding>,
}

/// Size and time of a file: enough to see that somebody changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    modified: u128,
}

impl Stamp {
    /// The stamp of a file, if it is there.
    pub fn of(path: &Path) -> Option<Self> {
        let facts = std::fs::metadata(path).ok()?;
        let modified = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        Some(Self { size: facts.len(), modified })
    }

    /// Size in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Index {
    /// Takes in the record at a path; a missing or damaged one is empty.
    pub fn read(&mut self, path: &Path) {
        let parse = |bytes: Vec<u8>| serde_json::from_slice(&bytes).ok();
        let records: Option<BTreeMap<String, Record>> = std::fs::read(path).ok().and_then(parse);
        self.records.extend(records.unwrap_or_default());
    }

    /// Writes the record of the files below a folder.
    pub fn write(&self, folder: &Path, path: &Path) -> io::Result<()> {
        let below = |(path, _): &(&String, &Record)| Path::new(path.as_str()).starts_with(folder);
        let records: BTreeMap<&String, &Record> = self.records.iter().filter(below).collect();
        write_atomically(path, &serde_json::to_vec(&records)?)
    }

    /// The record of a file.
    pub fn get(&self, path: &Path) -> Option<&Record> {
        self.records.get(&*path.to_string_lossy())
    }

    /// Records a file.
    pub fn set(&mut self, path: &Path, record: Record) {
        self.records.insert(path.to_string_lossy().into_owned(), record);
    }

    /// The files below a folder, by their paths in it.
    pub fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = (&'a Path, &'a Record)> {
        self.records.iter().filter_map(move |(path, record)| {
            Some((Path::new(path).strip_prefix(folder).ok()?, record))
        })
    }

    /// Takes out the files below a folder that are not among the wanted ones.
    pub fn take_others(
        &mut self,
        folder: &Path,
        wanted: impl Fn(&Path) -> bool,
    ) -> Vec<(String, Record)> {
        let gone: Vec<String> = self
            .records
            .keys()
            .filter(|path| Path::new(path).starts_with(folder) && !wanted(Path::new(path)))
            .cloned()
            .collect();
        gone.into_iter().filter_map(|path| self.records.remove_entry(&path)).collect()
    }
}
