//! Packs as they are found: an edition's folder, a folder of editions, or a manifest with its contents
//! beside it. Refuses what is incomplete or damaged, and says what to do.

use super::contents::{CONTENTS, Contents};
use super::manifest::{MANIFEST, Manifest, sha256};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// An edition with what its files say.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its manifest.
    pub manifest: Manifest,
    /// What its files say.
    pub contents: Contents,
}

impl Received {
    /// Keeps the kinds and formats that another pack has: one that was built in part, such as its PDFs
    /// alone, is compared by that part.
    pub fn keep_what(&mut self, other: &Received) {
        let kind = |pack: &Received, path: &str| {
            let kind = pack.contents.outline(path).map(|outline| outline.kind.clone());
            (kind, path.rsplit('.').next().unwrap_or("").to_owned())
        };
        let has: HashSet<_> = other.manifest.files.keys().map(|path| kind(other, path)).collect();
        let own = self.clone();
        self.manifest.files.retain(|path, _| has.contains(&kind(&own, path)));
    }
}

/// The packs at a path: that of a manifest or of an edition's folder, or all in a folder of editions.
pub fn received(path: &Path) -> Result<Vec<Received>, String> {
    if path.is_file() {
        return Ok(vec![one(path)?]);
    }
    let manifest = path.join(MANIFEST);
    if manifest.is_file() {
        return Ok(vec![one(&manifest)?]);
    }
    let entries = std::fs::read_dir(path)
        .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))?;
    let mut below: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path().join(MANIFEST))
        .filter(|manifest| manifest.is_file())
        .collect();
    below.sort();
    if below.is_empty() {
        return Err(format!(
            "there is no `{MANIFEST}` in `{}` nor in a folder in it\nhelp: name a folder that `packwright build` has made, such as `output/base`",
            path.display()
        ));
    }
    below.iter().map(|manifest| one(manifest)).collect()
}

fn one(path: &Path) -> Result<Received, String> {
    let read = |path: &Path| {
        std::fs::read(path).map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
    };
    let manifest = Manifest::parse(&read(path)?).map_err(|why| {
        format!(
            "`{}` is no manifest: {why}\nhelp: it is damaged or of another program; take it from the pack again",
            path.display()
        )
    })?;
    let beside = path.with_file_name(CONTENTS);
    let bytes = read(&beside).map_err(|why| {
        format!(
            "{why}\nhelp: a pack is compared by its `{CONTENTS}`, which stands beside `{MANIFEST}`"
        )
    })?;
    let damaged = |why: &str| {
        format!(
            "`{}` {why}\nhelp: take it from the pack again; `packwright verify` looks at all files",
            beside.display()
        )
    };
    if manifest.files.get(CONTENTS).is_none_or(|facts| facts.sha256 != sha256(&bytes)) {
        return Err(damaged("is not what was made with the manifest"));
    }
    let contents = Contents::parse(&bytes).map_err(|why| damaged(&format!("is damaged: {why}")))?;
    Ok(Received { manifest, contents })
}
