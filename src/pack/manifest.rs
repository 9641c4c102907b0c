//! `manifest.json` of an edition: every file with its SHA-256, so that whoever receives the folder, or
//! a zip of it, can tell that it is whole and which content it was made from.

use super::contents::CONTENTS;
use crate::store::{Index, write_atomically};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

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
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 in hexadecimal of what is read, and how many bytes it is; they are not kept.
pub fn sha256_of(mut from: impl Read) -> io::Result<(String, u64)> {
    let (mut hash, mut length) = (Sha256::new(), 0);
    let mut some = vec![0; 1 << 16];
    loop {
        match from.read(&mut some)? {
            0 => return Ok((hexadecimal(&hash.finalize()), length)),
            count => {
                hash.update(&some[..count]);
                length += count as u64;
            }
        }
    }
}

fn hexadecimal(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
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
pub fn portable(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
