//! The end of a run: what is no more leaves the output, and the manifest says what stands there.

use super::Prepared;
use super::manifest::{MANIFEST, Manifest};
use crate::diag::{Code, Diagnostic, Findings};
use crate::store::{Index, Stamp};
use std::collections::HashSet;
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

/// The manifest of everything that stands in an edition's folder.
pub fn write_manifest(output: &Path, prepared: &Prepared, index: &Index, findings: &mut Findings) {
    let edition = &prepared.edition;
    let folder = output.join(&edition.name);
    let files = Manifest::files(index, &folder);
    if files.is_empty() {
        return;
    }
    let facts = &edition.programme.programme;
    let manifest = Manifest {
        programme: facts.title.clone(),
        version: facts.version.clone(),
        edition: edition.name.clone(),
        tool: concat!("packwright ", env!("CARGO_PKG_VERSION")).to_owned(),
        revision: prepared.revision.clone(),
        files,
    };
    if let Err(error) = manifest.write(&folder) {
        let message =
            format!("`{}` could not be written: {error}", folder.join(MANIFEST).display());
        findings.push(
            Diagnostic::new(Code::OutputFailed, None, message)
                .help("the documents themselves are there"),
        );
    }
}
