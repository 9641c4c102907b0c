//! An edition as it was received, a folder or a zip, beside the manifest in it. A zip is never unpacked
//! onto the disk, nor kept in memory: it may have been made to do harm.

use super::manifest::{MANIFEST, Manifest, portable, sha256, sha256_of};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Most bytes of a zip, unpacked: many times the largest edition.
const LARGEST: u64 = 4 << 30;
/// Most bytes of a manifest, as many times.
const LARGEST_MANIFEST: u64 = 64 << 20;

/// What is wrong with a received edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// The manifest names it, and it is not there.
    Missing(String),
    /// It is not what was made.
    Changed(String),
    /// The manifest does not know it.
    Unknown(String),
    /// It would be unpacked outside of the folder it is unpacked into.
    Outside(String),
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
        received.map_err(|why| format!("`{}` cannot be read: {why}", path.display()))?;
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
    flaws.extend(hashes.into_keys().map(|name| match is_outside(&name) {
        true => Flaw::Outside(name),
        false => Flaw::Unknown(name),
    }));
    flaws.sort();
    Ok(Verified { manifest, flaws })
}

/// Does a path in a zip lead out of the folder, on any system?
fn is_outside(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    drive || name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|part| part == "..")
}

/// What was received: the hash of each file by its path, none for one that cannot be read, and the
/// manifest nearest to the top.
#[derive(Default)]
struct Received {
    hashes: BTreeMap<String, String>,
    manifest: Option<(String, Vec<u8>)>,
}

impl Received {
    /// Is a file with this name the manifest, as far as is known?
    fn is_manifest(&self, name: &str) -> bool {
        let order = |name: &str| (name.len(), name.to_owned());
        let named = name == MANIFEST || name.ends_with(&format!("/{MANIFEST}"));
        named && self.manifest.as_ref().is_none_or(|(known, _)| order(name) < order(known))
    }

    fn add(&mut self, name: String, mut from: impl Read) -> io::Result<u64> {
        let (hash, length) = if self.is_manifest(&name) {
            let mut bytes = Vec::new();
            from.take(LARGEST_MANIFEST).read_to_end(&mut bytes)?;
            let known = (sha256(&bytes), bytes.len() as u64);
            self.manifest = Some((name.clone(), bytes));
            known
        } else {
            sha256_of(&mut from)?
        };
        self.hashes.insert(name, hash);
        Ok(length)
    }
}

fn of_folder(folder: &Path) -> Result<Received, String> {
    let mut received = Received::default();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    let why = |error: io::Error| error.to_string();
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).map_err(why)? {
            let entry = entry.map_err(why)?;
            let path = entry.path();
            if entry.file_type().map_err(why)?.is_dir() {
                folders.push(path);
            } else {
                let below = portable(path.strip_prefix(folder).unwrap_or(&path));
                File::open(&path).and_then(|file| received.add(below, file)).map_err(why)?;
            }
        }
    }
    Ok(received)
}

fn of_zip(path: &Path) -> Result<Received, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let again = "help: copy it again, or ask for it again";
    let mut archive = zip::ZipArchive::new(file)
        .map_err(|error| format!("it is no zip, or only a part of one ({error})\n{again}"))?;
    let large = || format!("unpacked it is larger than any edition\n{again}");
    let mut received = Received::default();
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let damaged = |error: zip::result::ZipError| format!("it is damaged ({error})\n{again}");
        let entry = archive.by_index(index).map_err(damaged)?;
        if entry.is_dir() {
            continue;
        }
        // What it says of its size, and what it turns out to be.
        if entry.size() > left {
            return Err(large());
        }
        let name = entry.name().map_err(damaged)?.into_owned();
        // What cannot be unpacked is not what was made.
        let length = received.add(name.clone(), entry.take(left)).unwrap_or_else(|_| {
            received.hashes.insert(name, String::new());
            0
        });
        left = left.checked_sub(length).filter(|left| *left > 0).ok_or_else(large)?;
    }
    Ok(received)
}
