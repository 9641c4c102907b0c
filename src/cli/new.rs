//! `packwright new <folder>`

use super::{Failure, Outcome, print};
use crate::store::write_atomically;
use clap::Args;
use std::path::PathBuf;

/// The example programme: small, complete, builds at once with the embedded layouts and fonts.
const FILES: &[(&str, &str)] = &[
    ("sources/programme.toml", include_str!("example/programme.toml")),
    ("sources/sessions/first-session/session.md", include_str!("example/session.md")),
    ("sources/sessions/first-session/waiting.csv", include_str!("example/waiting.csv")),
    (".gitignore", ".packwright/\noutput/\n"),
];

/// Options of `new`.
#[derive(Args)]
pub struct Options {
    /// The folder to make; it must be empty or not there yet
    folder: PathBuf,
}

/// Makes a small complete programme.
pub fn run(options: &Options) -> Outcome {
    let folder = &options.folder;
    let taken = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
        || folder.is_file();
    if taken {
        return Err(Failure(format!("`{}` is not empty; nothing was written", folder.display())));
    }
    for (path, text) in FILES {
        write_atomically(&folder.join(path), text.as_bytes())
            .map_err(|error| Failure(format!("`{path}` could not be written: {error}")))?;
    }
    print(&format!("made a small programme; now:\n\n  packwright -C {} build", folder.display()));
    Ok(true)
}
