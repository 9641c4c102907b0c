//! `packwright verify`

use super::report::count;
use super::{Failure, Outcome, print};
use crate::pack::{Flaw, verify};
use clap::Args;
use std::path::PathBuf;

/// Options of `verify`.
#[derive(Args)]
pub struct Options {
    /// An edition's folder, or a zip of it
    edition: PathBuf,
}

/// Says whether an edition is whole: every file there, unchanged, and none besides.
pub fn run(options: &Options) -> Outcome {
    let verified = verify(&options.edition).map_err(Failure)?;
    for flaw in &verified.flaws {
        print(&match flaw {
            Flaw::Missing(path) => format!("missing: {path}"),
            Flaw::Changed(path) => format!("changed: {path}"),
            Flaw::Unknown(path) => format!("not part of it: {path}"),
            Flaw::Outside(path) => format!("do not unpack it, this would land outside: {path}"),
        });
    }
    let manifest = &verified.manifest;
    let files = count(manifest.files.len(), "file");
    let verdict = match verified.flaws.len() {
        0 => "whole".to_owned(),
        flaws => format!("{} not as made", count(flaws, "file")),
    };
    let (programme, version, edition) = (&manifest.programme, &manifest.version, &manifest.edition);
    eprintln!("{programme} {version}, edition `{edition}`, {files}: {verdict}");
    Ok(verified.flaws.is_empty())
}
