//! `manifest.json` of an edition: every file with its SHA-256, so that whoever receives the folder, or
//! a zip of it, can tell that it is whole and which content it was made from.

use super::contents::CONTENTS;
use crate::store::{Index, write_atomically};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The manifest's name in the edition's folder.
pub const MANIFEST: &str = "manifest.json";

/// What an edition consists of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Manifest {
    /// Title of the programme.
    pub programme: String,
    /// Version of the programme.
    pub version: String,
    /// Name of the edition.
    pub edition: String,
    /// What made it.
    pub tool: String,
    /// Hash of every source file together: the same sources, the same revision.
    pub revision: String,
    /// Hash of the edition's look: its colours and fonts.
    #[serde(default)]
    pub look: String,
    /// Every file by its path in the folder.
    pub files: BTreeMap<String, FileFacts>,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// SHA-256 (FIPS 180-4) in hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Pages or slides; left out where only the reader's program can tell.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pages: usize,
    /// What it was made from, as `packwright build --explain` names it.
    pub key: String,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Manifest {
    /// The files that the record of the output has below an edition's folder.
    pub fn files(index: &Index, folder: &Path) -> BTreeMap<String, FileFacts> {
        let facts = index.below(folder).map(|(path, record)| {
            let facts = FileFacts {
                sha256: record.sha256.clone(),
                bytes: record.stamp.size(),
                pages: record.pages,
                key: record.name.clone(),
            };
            (portable(path), facts)
        });
        facts.collect()
    }

    /// Writes the manifest into its folder, unless the same is there.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        write_changed(folder, MANIFEST, &text)
    }

    /// The manifest of a folder; the error says why there is none.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(folder.join(MANIFEST)).map_err(|error| error.to_string())?;
        Self::parse(&bytes)
    }

    /// Does the folder hold the contents that the manifest was written with?
    pub fn knows_contents(folder: &Path) -> bool {
        let contents = std::fs::read(folder.join(CONTENTS));
        let Ok(manifest) = Self::read(folder) else { return false };
        let facts = manifest.files.get(CONTENTS);
        facts.zip(contents.ok()).is_some_and(|(facts, bytes)| facts.sha256 == sha256(&bytes))
    }

    /// Reads a manifest.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }
}

/// Writes a file into a folder, unless the same is there.
pub fn write_changed(folder: &Path, name: &str, text: &[u8]) -> io::Result<()> {
    let file = folder.join(name);
    match std::fs::read(&file) {
        Ok(before) if before == text => Ok(()),
        _ => write_atomically(&file, text),
    }
}

/// A relative path with slashes, on every system.
fn portable(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What is wrong with a received edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// The manifest names it, and it is not there.
    Missing(String),
    /// It is not what was made.
    Changed(String),
    /// The manifest does not know it.
    Unknown(String),
}

/// An edition as it was received.
pub struct Verified {
    /// Its manifest.
    pub manifest: Manifest,
    /// What is wrong with it, by path.
    pub flaws: Vec<Flaw>,
}

/// Compares a folder or a zip with the manifest in it.
pub fn verify(path: &Path) -> Result<Verified, String> {
    let received = if path.is_dir() { of_folder(path) } else { of_zip(path) };
    let Received { mut hashes, manifest } =
        received.map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
    let (place, manifest) = manifest.ok_or_else(|| {
        format!(
            "there is no `{MANIFEST}` in `{}`\nhelp: give the folder of one edition, or a zip of it, as `packwright build` makes it",
            path.display()
        )
    })?;
    let manifest = Manifest::parse(&manifest).map_err(|why| {
        format!(
            "`{place}` in `{}` is no manifest: {why}\nhelp: ask for the pack again, or build it again",
            path.display()
        )
    })?;
    hashes.remove(&place);
    // A zip of the folder has the folder's name before every path.
    let prefix = place.strip_suffix(MANIFEST).unwrap_or("").to_owned();
    let mut flaws = Vec::new();
    for (name, facts) in &manifest.files {
        match hashes.remove(&format!("{prefix}{name}")) {
            None => flaws.push(Flaw::Missing(name.clone())),
            Some(hash) if hash != facts.sha256 => flaws.push(Flaw::Changed(name.clone())),
            Some(_) => {}
        }
    }
    flaws.extend(hashes.into_keys().map(Flaw::Unknown));
    flaws.sort();
    Ok(Verified { manifest, flaws })
}

/// What was received: the hash of each file by its path, and the manifest nearest to the top.
#[derive(Default)]
struct Received {
    hashes: BTreeMap<String, String>,
    manifest: Option<(String, Vec<u8>)>,
}

impl Received {
    fn add(&mut self, name: String, bytes: Vec<u8>) {
        self.hashes.insert(name.clone(), sha256(&bytes));
        let is_manifest = name == MANIFEST || name.ends_with(&format!("/{MANIFEST}"));
        let order = |name: &str| (name.len(), name.to_owned());
        let known = self.manifest.as_ref().map(|(known, _)| order(known));
        if is_manifest && known.is_none_or(|known| order(&name) < known) {
            self.manifest = Some((name, bytes));
        }
    }
}

fn of_folder(folder: &Path) -> io::Result<Received> {
    let mut received = Received::default();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap_or(&path);
                received.add(portable(below), std::fs::read(&path)?);
            }
        }
    }
    Ok(received)
}

/// Most bytes of a zip, unpacked: many times the largest edition.
const LARGEST: u64 = 8 << 30;

fn of_zip(path: &Path) -> io::Result<Received> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path)?)?;
    let mut received = Received::default();
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let entry = archive.by_index(index)?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        entry.take(left).read_to_end(&mut bytes)?;
        left -= bytes.len() as u64;
        if left == 0 {
            return Err(io::Error::other("it is larger than any edition"));
        }
        received.add(name, bytes);
    }
    Ok(received)
}
