//! The sources of a git revision, in a temporary folder. git is the user's own, called as a program.

use std::io::Cursor;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// The project as it was at a revision; gone when dropped.
pub fn checked_out(root: &Path, revision: &str) -> Result<TempDir, String> {
    let git = |arguments: &[&str]| -> Result<Output, String> {
        Command::new("git").arg("-C").arg(root).args(arguments).output().map_err(|error| {
            format!(
                "`{revision}` is no folder, and git cannot be asked for a revision of this name: {error}\nhelp: install git, or name two folders that were built"
            )
        })
    };
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let inside = git(&["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        return Err(format!(
            "`{revision}` is no folder, and `{}` is no git repository\nhelp: name a folder that `packwright build` has made, or a revision in a repository",
            root.display()
        ));
    }
    let commit = format!("{revision}^{{commit}}");
    let known = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !known.status.success() {
        return Err(format!(
            "there is no folder and no git revision `{revision}`\nhelp: `git log --oneline` shows the revisions; a folder is one that `packwright build` has made"
        ));
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let archive = git(&["archive", "--format=zip", &commit])?;
    if !archive.status.success() {
        return Err(format!("git cannot give the files of `{revision}`: {}", said(&archive)));
    }
    let folder = tempfile::tempdir()
        .map_err(|error| format!("there is no temporary folder for `{revision}`: {error}"))?;
    let unpacked = zip::ZipArchive::new(Cursor::new(archive.stdout))
        .and_then(|mut archive| archive.extract(folder.path()));
    unpacked.map_err(|error| format!("the files of `{revision}` cannot be unpacked: {error}"))?;
    if !folder.path().join("sources").join("programme.toml").is_file() {
        return Err(format!(
            "`{revision}` has no `sources/programme.toml`: it is no programme yet"
        ));
    }
    Ok(folder)
}
