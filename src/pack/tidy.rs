//! The end of a run: what is no more leaves the output, and the manifest says what stands there.

use super::Prepared;
use super::contents::{CONTENTS, Contents};
use super::manifest::{FileFacts, MANIFEST, Manifest, sha256, write_changed};
use crate::diag::{Code, Diagnostic, Findings};
use crate::part::hash_json;
use crate::store::{Index, Stamp};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// Takes out files that an earlier build made and this programme no longer has. A file that was
/// changed by hand since stays.
pub fn remove_others(folder: &Path, index: &mut Index, wanted: &HashSet<PathBuf>) -> Vec<String> {
    let mut removed = Vec::new();
    for (path, record) in index.take_others(folder, |path| wanted.contains(path)) {
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

/// The manifest of everything that stands in an edition's folder, and what its files say. `new` is what
/// those say that were made in this run; of the others it is known.
pub fn write_manifest(
    output: &Path,
    prepared: &Prepared,
    index: &Index,
    new: Contents,
    findings: &mut Findings,
) {
    let edition = &prepared.edition;
    let folder = output.join(&edition.name);
    let mut files = Manifest::files(index, &folder);
    if files.is_empty() {
        return;
    }
    let contents = written_contents(&folder, &files, new);
    let (sha256, bytes) = (sha256(&contents), contents.len() as u64);
    let key = prepared.revision.clone();
    files.insert(CONTENTS.to_owned(), FileFacts { sha256, bytes, pages: 0, key });
    let manifest = manifest(prepared, files);
    for (name, written) in [
        (CONTENTS, write_changed(&folder, CONTENTS, &contents)),
        (MANIFEST, manifest.write(&folder)),
    ] {
        if let Err(error) = written {
            let message =
                format!("`{}` could not be written: {error}", folder.join(name).display());
            findings.push(
                Diagnostic::new(Code::OutputFailed, None, message)
                    .help("the documents themselves are there"),
            );
        }
    }
}

/// The manifest of some files of an edition.
pub fn manifest(prepared: &Prepared, files: BTreeMap<String, FileFacts>) -> Manifest {
    let (edition, theme) = (&prepared.edition, &prepared.theme);
    let facts = &edition.programme.programme;
    let look = hash_json(&(&theme.colours, &theme.activities, &theme.fonts));
    Manifest {
        programme: facts.title.clone(),
        version: facts.version.clone(),
        edition: edition.name.clone(),
        tool: concat!("packwright ", env!("CARGO_PKG_VERSION")).to_owned(),
        revision: prepared.revision.clone(),
        look: look[..16].to_owned(),
        files,
    }
}

/// What the files of a folder say, as a file: what is known already, and what is new.
fn written_contents(folder: &Path, files: &BTreeMap<String, FileFacts>, new: Contents) -> Vec<u8> {
    let before = std::fs::read(folder.join(CONTENTS)).unwrap_or_default();
    let known = Manifest::read(folder).is_ok_and(|manifest| {
        manifest.files.len() == files.len() + 1
            && files.keys().all(|it| manifest.files.contains_key(it))
    });
    if new.files.is_empty() && known {
        return before;
    }
    let mut contents = Contents::parse(&before).unwrap_or_default();
    contents.add(new);
    contents.keep(|path| files.contains_key(path));
    contents.text().into_bytes()
}
