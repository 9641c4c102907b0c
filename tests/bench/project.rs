//! The programme that is measured: a copy of this repository's own, in a temporary folder.

use packwright::diag::Findings;
use packwright::pack::{self, Asked, Prepared};
use packwright::world::World;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the programme with its layouts and fonts; gone when dropped.
pub struct Project(TempDir);

impl Project {
    /// A fresh copy.
    pub fn copy() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("packwright-bench-")
            .tempdir()
            .expect("a temporary folder");
        for part in ["sources", "layouts", "fonts"] {
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &folder.path().join(part));
        }
        Self(folder)
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path in it.
    pub fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }
}

/// The project in a folder, read and resolved.
pub fn prepared(folder: &Path) -> (World, Prepared) {
    let world = World::new(folder);
    let prepared = pack::prepare(&world, &Asked::default(), &mut Findings::default())
        .1
        .expect("the programme can be read");
    (world, prepared)
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder in the temporary folder");
    for entry in std::fs::read_dir(from).expect("a folder of the programme").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a file of the programme");
        }
    }
}
