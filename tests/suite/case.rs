//! The cases of `tests/cases`: one mistake each, with what has to be said about it.
//!
//! `<code>.md` or `<code>.<what>.md` begins with what is expected, one line each, and goes on with
//! the files of a project:
//!
//! ```text
//! says: part of the message
//! help: part of a help line
//! also: another code that the same mistake brings
//! defect: what the program does instead, until it is mended
//! ==== activity
//! ::: »sya
//! ```
//!
//! `==== activity` is the content of the only activity of a session that is right otherwise; any
//! other name is a file of the project. `»` stands before the first character that the finding
//! underlines; without one the finding has no place. Every other finding fails the case.

use super::project::{Project, hour};
use packwright::diag::Code;
use std::path::Path;

/// One mistake.
pub struct Case {
    pub name: String,
    pub code: Code,
    says: Vec<String>,
    help: Vec<String>,
    also: Vec<String>,
    files: Vec<(String, String)>,
    place: String,
    defect: bool,
}

const SESSION: &str = "sources/sessions/one/session.md";

impl Case {
    /// Every case of the folder.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let entries = std::fs::read_dir(folder)
            .expect("tests/cases")
            .map(|entry| entry.expect("a file").path());
        let mut paths: Vec<_> =
            entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Self {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        let code = Code::from_name(name.split('.').next().unwrap_or(""))
            .unwrap_or_else(|| panic!("no code: {name}"));
        let text = std::fs::read_to_string(path).expect("a case");
        let (head, body) = text.split_once("\n====").expect("a case has a file");
        let lines = |key: &str| {
            let lines = head.lines().filter_map(|line| line.strip_prefix(key));
            lines.map(|line| line.trim().to_owned()).collect::<Vec<_>>()
        };
        let mut case = Case {
            code,
            says: lines("says:"),
            help: lines("help:"),
            also: lines("also:"),
            files: Vec::new(),
            place: String::new(),
            defect: !lines("defect:").is_empty(),
            name,
        };
        assert!(!case.says.is_empty(), "{}: a case says what the message is", case.name);
        for file in body.split("\n====") {
            let (path, text) = file.split_once('\n').expect("a file has a name and text");
            let text = text.strip_suffix('\n').unwrap_or(text);
            match path.trim() {
                "activity" => case.file(SESSION, hour(text)),
                path => case.file(path, format!("{text}\n")),
            }
        }
        case
    }

    /// Adds a file, with the mark taken out and remembered.
    fn file(&mut self, path: &str, text: String) {
        let Some((before, after)) = text.split_once('»') else {
            return self.files.push((path.to_owned(), text));
        };
        assert!(self.place.is_empty() && !after.contains('»'), "{}: one mark is enough", self.name);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let shown = path.strip_prefix("sources/").unwrap_or(path);
        self.place = format!("{shown}:{line}:{column}");
        self.files.push((path.to_owned(), [before, after].concat()));
    }

    /// Says what differs from what is expected, if anything does. A case that waits for a repair
    /// has to fail; when it no longer does, its `defect:` goes.
    pub fn verdict(&self) -> Result<(), String> {
        match (self.run(), self.defect) {
            (Ok(()), true) => Err(format!(
                "---- {}: the defect is mended: take its `defect:` line out",
                self.name
            )),
            (Err(_), true) => Ok(()),
            (result, false) => result,
        }
    }

    /// Builds the project and compares.
    fn run(&self) -> Result<(), String> {
        let mut project = Project::of(&hour(""));
        for (path, text) in &self.files {
            project = project.file(path, text);
        }
        let built = project.check();
        let wrong = |what: &str| Err(format!("---- {}: {what}\n{}", self.name, built.text()));
        let mut codes = built.codes();
        codes.sort_unstable();
        let mut expected: Vec<&str> =
            self.also.iter().map(String::as_str).chain([self.code.name()]).collect();
        expected.sort_unstable();
        if codes != expected {
            return wrong(&format!("found {codes:?}, expected {expected:?}"));
        }
        // A code may be expected more than once: the place says which is meant.
        let of = built.of(self.code);
        let Some(found) = of.iter().find(|found| found.place == self.place) else {
            return wrong(&format!("it is not at `{}` but at `{}`", self.place, of[0].place));
        };
        if let Some(missing) = self.says.iter().find(|text| !found.message.contains(*text)) {
            return wrong(&format!("the message does not say `{missing}`"));
        }
        let helps = |text: &&String| found.help.iter().any(|help| help.contains(*text));
        if let Some(missing) = self.help.iter().find(|text| !helps(text)) {
            return wrong(&format!("no help says `{missing}`"));
        }
        if found.help.iter().all(|help| help.trim().is_empty()) {
            return wrong("it gives no help");
        }
        Ok(())
    }
}
