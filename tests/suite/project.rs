//! A project in a temporary folder, and what the pipeline makes of it.

use packwright::diag::{self, Code, Diagnostic, Findings, Severity, Sources, Terminal};
use packwright::pack::{self, Asked, Job, Made, Prepared, Report, Selection, Status, Workshop};
use packwright::plan::Choice;
use packwright::world::World;
use packwright::write::Writers;
use packwright::write::ooxml::Template;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// `programme.toml` without its list of sessions.
const PROGRAMME: &str = r##"
[programme]
id = "test"
title = "Test programme"
short = "Test"
version = "1"

[organisation]
name = "Harbour Hospital"

[terms.coach]
singular = "quality coach"
plural = "quality coaches"

[[workstream]]
id = "stream"
title = "A workstream"
outcomes = [{ id = "ws-know", text = "Know it" }]
"##;

/// Front matter of an hour's session.
pub const FRONT: &str = "---
title: An hour
workstream: stream
summary: A session for a test.
duration: 60m
audience: Everyone
outcomes:
  - id: know
    text: Know it
    develops: [ws-know]
---
";

/// An hour's session with one activity that holds this text.
pub fn hour(text: &str) -> String {
    format!("{FRONT}\n# Work {{#work time=60m type=exercise}}\n\nWhy we do this.\n\n{text}\n")
}

/// An hour with two slides, notes and a worksheet: all kinds of document.
pub fn full_hour(name: &str) -> String {
    hour(&format!(
        "::: slide {{#first layout=content}}\n## First of {name}\n\nThe first slide says one thing.\n:::\n\n\
         ::: say\nThis is said aloud in {name}.\n:::\n\n\
         ::: slide {{#second layout=key-points}}\n## Second of {name}\n\n- One\n- Two\n- Three\n:::\n\n\
         :::: worksheet {{#sheet title=\"Sheet of {name}\"}}\n::: lines {{#thoughts label=\"What we think\" rows=3}}\n:::\n::::"
    ))
}

/// Files of a session with one worksheet: slides, handout, guide, worksheet and worksheets as PDF;
/// slides, guide and worksheet to be edited.
pub const FILES: usize = 5 + 3;
/// The edition's templates, which are in its output besides.
pub const TEMPLATES: usize = 2;

/// A project on disk; gone when dropped.
pub struct Project {
    folder: TempDir,
    sessions: Vec<String>,
}

/// What a run found and made.
pub struct Built {
    /// Findings in the order of the sources.
    pub found: Vec<Found>,
    /// Each document; empty when the programme could not be read.
    pub documents: Vec<Made>,
    /// Files taken out of the output.
    pub removed: Vec<String>,
}

/// A finding with its place spelt out.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub code: Code,
    pub severity: Severity,
    /// `file:line:column`; empty when it concerns no place.
    pub place: String,
    pub message: String,
    pub help: Vec<String>,
    pub json: serde_json::Value,
    pub terminal: String,
}

impl Project {
    /// An empty programme.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let project = Self { folder, sessions: Vec::new() };
        project.write_programme(PROGRAMME);
        project
    }

    /// One session with this text.
    pub fn of(session: &str) -> Self {
        Self::new().session("one", session)
    }

    /// A copy of a folder's files as they are.
    pub fn copy_of(sources: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(sources, &folder.path().join("sources"));
        Self { folder, sessions: Vec::new() }
    }

    /// Adds a session to the end of the programme.
    pub fn session(mut self, id: &str, text: &str) -> Self {
        self.sessions.push(id.to_owned());
        self.write_programme(PROGRAMME);
        self.file(&format!("sources/sessions/{id}/session.md"), text)
    }

    /// Writes a file, by its path below the project's folder.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes);
        self
    }

    fn write_programme(&self, text: &str) {
        self.put("sources/programme.toml", format!("sessions = {:?}\n{text}", self.sessions));
    }

    /// Writes a file.
    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a path in the project")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    /// Changes a file; the change must change something.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path(path)).expect("a text file");
        assert!(text.contains(from), "`{path}` does not contain `{from}`");
        self.put(path, text.replacen(from, to, 1));
    }

    /// A path below the project's folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A file of the first session's output.
    pub fn output(&self, path: &str) -> PathBuf {
        self.path("output/base/sessions/01-one").join(path)
    }

    /// The project as the pipeline sees it.
    pub fn world(&self) -> World {
        World::new(self.folder.path())
    }

    /// Reads and lays out everything, writes nothing.
    pub fn check(&self) -> Built {
        self.go(false, 2)
    }

    /// Makes everything that is not up to date.
    pub fn build(&self) -> Built {
        self.go(true, 2)
    }

    fn go(&self, write: bool, threads: usize) -> Built {
        let world = self.world();
        let mut findings = Findings::default();
        let (sources, prepared) = pack::prepare(&world, &Asked::default(), &mut findings);
        let mut report = Report::default();
        if let Some(prepared) = &prepared {
            let writers = Workshop::default().writers(&world, prepared);
            let job = Job {
                world: &world,
                editions: std::slice::from_ref(prepared),
                writers: &[writers],
                selection: &Selection::default(),
                choice: &Choice::default(),
                output: self.path("output"),
                write,
                threads,
                progress: &|_, _| {},
            };
            report = pack::make(&job, &mut findings);
            report.documents.retain(|made| !made.path.starts_with("templates/"));
        }
        let found = findings.sorted().iter().map(|finding| Found::new(finding, &sources)).collect();
        Built { found, documents: report.documents, removed: report.removed }
    }

    /// Runs the program on the project.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).into()
    }

    /// Runs the program with an environment variable.
    pub fn run_with(&self, variable: (&str, &str), arguments: &[&str]) -> Ran {
        let mut command = self.prepare_command(arguments);
        command.env(variable.0, variable.1).output().expect("the program runs").into()
    }

    fn command(&self, arguments: &[&str]) -> Output {
        self.prepare_command(arguments).output().expect("the program runs")
    }

    /// The program, ready to be run on the project.
    pub fn prepare_command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("-C").arg(self.folder.path()).args(arguments);
        command
    }

    /// Every file of the output with its bytes, by its path.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files(&self.path("output"));
        // Its manifest follows every change of them; it has tests of its own.
        files.retain(|path, _| !path.ends_with(packwright::pack::MANIFEST));
        files.retain(|path, _| !path.ends_with(packwright::pack::CONTENTS));
        // So have its templates, which are the same whatever the sources say.
        files.retain(|path, _| !path.contains("/templates/"));
        files
    }
}

/// The writers of a project.
pub fn writers(world: &World, prepared: &Prepared, templates: Vec<Template>) -> Writers {
    Writers::new(world, &prepared.theme.name, templates)
}

/// A part of a Word or PowerPoint file.
pub fn member(file: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
    let mut bytes = Vec::new();
    let mut part = archive.by_name(name).expect("a part of this name");
    std::io::Read::read_to_end(&mut part, &mut bytes).expect("a whole part");
    bytes
}

/// The program without arguments, its environment free of what would change its output.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").stdin(std::process::Stdio::null());
    command
}

/// What the program said.
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        let ran =
            Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
        assert!(!ran.err.contains("panicked at"), "the program panicked:\n{}", ran.err);
        ran
    }
}

impl Ran {
    /// Expects an exit code.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{}\n{}", self.out, self.err);
        self
    }

    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}:\n{}", self.out))
    }
}

impl Found {
    fn new(finding: &Diagnostic, sources: &Sources) -> Self {
        let json = diag::json(finding, sources);
        let place = match &json["place"] {
            serde_json::Value::Null => String::new(),
            place => format!(
                "{}:{}:{}",
                place["file"].as_str().unwrap_or("?"),
                place["line"],
                place["column"]
            ),
        };
        Self {
            code: finding.code,
            severity: finding.severity,
            place,
            message: finding.message.clone(),
            help: finding.help.clone(),
            terminal: diag::terminal(finding, sources, Terminal { colour: false, width: 80 }),
            json,
        }
    }
}

impl Built {
    /// The codes found, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.found.iter().map(|found| found.code.name()).collect()
    }

    /// The findings of a code.
    pub fn of(&self, code: Code) -> Vec<&Found> {
        self.found.iter().filter(|found| found.code == code).collect()
    }

    /// The only finding; fails when there is another or none.
    pub fn only(&self, code: Code) -> &Found {
        assert_eq!(self.codes(), [code.name()], "{}", self.text());
        &self.found[0]
    }

    /// Expects no findings at all.
    pub fn clean(self) -> Self {
        assert!(self.found.is_empty(), "{}", self.text());
        self
    }

    /// All findings as a person reads them.
    pub fn text(&self) -> String {
        self.found.iter().map(|found| format!("{}\n", found.terminal)).collect()
    }

    /// Names of the documents that were typeset, without folders.
    pub fn typeset(&self) -> Vec<String> {
        self.with(|status| matches!(status, Status::Typeset(_)))
    }

    /// Paths of the documents whose status fits, sorted.
    pub fn with(&self, fits: impl Fn(&Status) -> bool) -> Vec<String> {
        let fitting = self.documents.iter().filter(|made| fits(&made.status));
        let mut paths: Vec<String> =
            fitting.map(|made| made.path.replace("sessions/", "")).collect();
        paths.sort();
        paths
    }

    /// Expects that every document has this status.
    pub fn all(self, status: Status) -> Self {
        assert!(!self.documents.is_empty(), "no documents");
        for made in &self.documents {
            assert_eq!(made.status, status, "{}\n{}", made.path, self.text());
        }
        self
    }
}

/// Every file below a folder with its bytes, by its path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    collect(folder, folder, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name =
                path.strip_prefix(root).expect("a path below").to_string_lossy().into_owned();
            found.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}

/// The checkout.
pub fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
