//! A content-addressed store of finished documents, and the record of what stands in the output.
//! Decides nothing about content. A damaged entry is a miss and a warning; every write goes to a
//! temporary file first and is renamed, so that a kill leaves the old or the new, never a half.

mod index;
mod key;

pub use index::{Index, Record, Stamp};
pub use key::{Content, Key, Shared, WRITER};

use crate::part::hash;
use crate::write::{Finding, Written};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Most bytes that the store keeps.
const LIMIT: u64 = 512 << 20;

/// The store of a project.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// First line of an entry.
#[derive(Serialize, Deserialize)]
struct Head {
    hash: String,
    pages: usize,
    fingerprints: Vec<String>,
    findings: Vec<Finding>,
}

/// What looking for an entry gives.
pub enum Lookup {
    /// It is there.
    Hit(Written),
    /// It is not there.
    Miss,
    /// It is there but damaged.
    Damaged,
}

impl Store {
    /// The store in a project's folder.
    pub fn new(project: &Path) -> Self {
        Self { folder: project.join(".packwright") }
    }

    fn entry(&self, key: &str) -> PathBuf {
        self.folder.join("store").join(key)
    }

    /// Where the record of an edition's folder in the output is kept.
    pub fn index_path(&self, folder: &Path) -> PathBuf {
        let name = &hash(folder.to_string_lossy().as_bytes())[..16];
        self.folder.join("index").join(format!("{name}.json"))
    }

    /// Where the seal of an edition is kept.
    pub fn seal_path(&self, name: &str) -> PathBuf {
        self.folder.join("seals").join(format!("{}.json", &name[..16]))
    }

    /// Looks for a finished document.
    pub fn get(&self, key: &str) -> Lookup {
        let Ok(bytes) = std::fs::read(self.entry(key)) else { return Lookup::Miss };
        let parsed = bytes.iter().position(|byte| *byte == b'\n').and_then(|end| {
            let head: Head = serde_json::from_slice(&bytes[..end]).ok()?;
            let content = &bytes[end + 1..];
            (hash(content) == head.hash).then(|| Written {
                bytes: content.to_vec(),
                pages: head.pages,
                fingerprints: head.fingerprints,
                findings: head.findings,
            })
        });
        parsed.map_or(Lookup::Damaged, Lookup::Hit)
    }

    /// Keeps a finished document.
    pub fn put(&self, key: &str, written: &Written) -> io::Result<()> {
        let head = Head {
            hash: hash(&written.bytes),
            pages: written.pages,
            fingerprints: written.fingerprints.clone(),
            findings: written.findings.clone(),
        };
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.push(b'\n');
        bytes.extend(&written.bytes);
        self.keep_out_of_git()?;
        write_atomically(&self.entry(key), &bytes)
    }

    /// The store is nobody's source.
    fn keep_out_of_git(&self) -> io::Result<()> {
        let ignore = self.folder.join(".gitignore");
        if ignore.exists() { Ok(()) } else { write_atomically(&ignore, b"*\n") }
    }

    /// Forgets the oldest entries when the store is too large. What stands in the output does not need
    /// them.
    pub fn trim(&self) {
        let entries = std::fs::read_dir(self.folder.join("store")).into_iter().flatten().flatten();
        let mut found: Vec<_> = entries
            .filter_map(|entry| {
                let facts = entry.metadata().ok()?;
                Some((facts.modified().ok()?, facts.len(), entry.path()))
            })
            .collect();
        let mut total: u64 = found.iter().map(|(_, size, _)| size).sum();
        found.sort();
        for (_, size, path) in found {
            if total <= LIMIT {
                break;
            }
            if std::fs::remove_file(&path).is_ok() {
                total -= size;
            }
        }
    }
}

/// Writes a file so that it is there whole or not at all.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".packwright-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
