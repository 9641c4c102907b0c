//! One failure stops nothing else, and whatever stands in the output is whole.

use super::project::{FILES, Project, TEMPLATES, full_hour, hour};
use packwright::diag::{Code, Severity};
use packwright::pack::Status;
use std::time::{Duration, Instant};

const ONE: &str = "sources/sessions/one/session.md";

fn two() -> Project {
    Project::new().session("one", &full_hour("one")).session("two", &full_hour("two"))
}

/// A mistake in a session leaves its last good files; the others are built.
#[test]
fn a_broken_session_leaves_its_last_good_files() {
    spoilt(&[
        ("a container", |project| project.edit(ONE, "::: say", "::: sya")),
        ("a time", |project| project.edit(ONE, "time=60m", "time=50m")),
    ]);
}

/// Also when nothing of it can be read any more.
#[test]
fn an_unreadable_session_leaves_its_last_good_files() {
    spoilt(&[
        ("the front matter's end", |project| project.edit(ONE, "---\n\n#", "\n#")),
        ("a key of the front matter", |project| project.edit(ONE, "title:", "titel:")),
        ("its encoding", |project| project.put(ONE, b"---\ntitle: Caf\xe9\n---\n")),
        ("its file", |project| std::fs::remove_file(project.path(ONE)).expect("a file")),
        ("its folder's name", |project| {
            std::fs::rename(
                project.path("sources/sessions/one"),
                project.path("sources/sessions/oen"),
            )
            .expect("a folder");
        }),
    ]);
}

/// Spoils a project.
type Spoil = fn(&Project);

/// Builds, spoils the first of two sessions, changes the second and builds again.
fn spoilt(breaks: &[(&str, Spoil)]) {
    let mut wrong = Vec::new();
    for (what, spoil) in breaks {
        let project = two();
        project.build().clean();
        let before = project.files();
        spoil(&project);
        project.edit("sources/sessions/two/session.md", "one thing", "two things");
        let ran = project.run(&["build"]);
        let after = project.files();
        let of = |id: &str| {
            let of = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
                files
                    .iter()
                    .filter(|(path, _)| path.contains(id))
                    .map(|(p, b)| (p.clone(), b.clone()))
                    .collect::<Vec<_>>()
            };
            (of(&before), of(&after))
        };
        let (one_before, one_after) = of("01-one");
        let (two_before, two_after) = of("02-two");
        if ran.code != Some(1) {
            wrong.push(format!("{what}: exit code {:?}", ran.code));
        }
        if one_before != one_after {
            wrong.push(format!(
                "{what}: {} of {} files of the broken session are left",
                one_after.len(),
                one_before.len()
            ));
        }
        if two_before.len() != two_after.len() || two_before == two_after {
            wrong.push(format!("{what}: the other session was not built"));
        }
        if !ran.err.contains("error[") || !ran.err.contains("document") {
            wrong.push(format!("{what}: no finding or no summary:\n{}", ran.err));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The session is whole, one of its documents cannot be made.
#[test]
fn a_failed_document_leaves_its_last_good_file() {
    let project = two();
    project.build().clean();
    let before = project.files();
    project.put("layouts/default/slides.typ", "#panic(\"no\")");
    let built = project.build();
    assert_eq!(
        built.with(|status| *status == Status::Failed),
        ["01-one/slides.pdf", "02-two/slides.pdf"]
    );
    assert_eq!(built.with(|status| *status != Status::Failed).len(), 2 * FILES - 2);
    // Handouts and guides still show the slides: set in place, where the deck has none to give.
    let after = project.files();
    assert_eq!(after.len(), before.len());
    let deck = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files.iter().find(|(path, _)| path.ends_with("slides.pdf")).map(|(_, bytes)| bytes.clone())
    };
    assert_eq!(deck(&after), deck(&before));
    let ran = project.run(&["build"]).exits(1);
    assert!(ran.err.contains("2 failed"), "{}", ran.err);
    std::fs::remove_file(project.path("layouts/default/slides.typ")).expect("a layout");
    project.build().clean();
    assert_eq!(project.files(), before);
}

#[test]
fn a_broken_programme_touches_nothing() {
    let project = two();
    project.build().clean();
    let before = project.files();
    for text in ["sessions = [", "", "sessions = []\n[programme]\nid = 1"] {
        project.put("sources/programme.toml", text);
        project.run(&["build"]).exits(1);
        assert_eq!(project.files(), before, "{text:?}");
    }
}

#[test]
pub fn an_output_that_cannot_be_written() {
    let project = Project::of(&full_hour("one")).file("taken", "This is a file.");
    let taken = project.path("taken").to_string_lossy().into_owned();
    let ran = project.run(&["build", "--output", &taken, "--format", "json"]).exits(1);
    let list = ran.json();
    let list = list.as_array().expect("a list");
    assert_eq!(list.len(), FILES + TEMPLATES);
    for found in list {
        assert_eq!(found["code"], "output-failed");
        assert!(
            found["message"].as_str().is_some_and(|message| message.contains("taken")),
            "{found}"
        );
        assert_eq!(found["help"][0], "the last good file is still there");
    }
    assert_eq!(std::fs::read_to_string(&taken).expect("a file"), "This is a file.");
    // A folder that stands where one document goes stops only that one.
    std::fs::create_dir_all(project.output("slides.pdf")).expect("a folder");
    let built = project.build();
    assert_eq!(built.only(Code::OutputFailed).severity, Severity::Error);
    assert_eq!(built.with(|status| *status == Status::Failed), ["01-one/slides.pdf"]);
    assert_eq!(project.files().len(), FILES - 1);
}

#[test]
fn a_store_that_cannot_be_written_costs_only_time() {
    let project = Project::of(&full_hour("one")).file(".packwright", "This is a file.");
    let built = project.build();
    assert!(built.found.iter().all(|found| found.code == Code::CacheDamaged), "{}", built.text());
    assert!(!built.found.is_empty() && project.files().len() == FILES);
    project.run(&["build"]).exits(0);
}

/// A document rather than a temporary file that a kill left.
fn is_document(path: &str) -> bool {
    [".pdf", ".docx", ".pptx"].iter().any(|end| path.ends_with(end))
}

/// What of the output is not whole.
fn halves(project: &Project) -> Vec<String> {
    let is_whole = |path: &str, bytes: &[u8]| match path.ends_with(".pdf") {
        true => bytes.starts_with(b"%PDF-1.") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
        // A zip's directory stands at its end.
        false => zip::ZipArchive::new(std::io::Cursor::new(bytes)).is_ok(),
    };
    let documents = project.files().into_iter().filter(|(path, _)| is_document(path));
    documents.filter(|(path, bytes)| !is_whole(path, bytes)).map(|(path, _)| path).collect()
}

#[test]
fn a_kill_at_any_moment_leaves_no_half_file() {
    let sessions = ["one", "two", "three", "four"];
    let project =
        sessions.iter().fold(Project::new(), |project, id| project.session(id, &full_hour(id)));
    let start = Instant::now();
    project.run(&["build"]).exits(0);
    let whole = start.elapsed();
    let good = project.files();
    let (mut killed, mut seen) = (0, 0);
    for round in 0..12u32 {
        // Every round makes everything again, over the files of the round before or into nothing.
        std::fs::remove_dir_all(project.path(".packwright")).expect("the store");
        if round % 2 == 0 {
            std::fs::remove_dir_all(project.path("output")).expect("the output");
        }
        let mut child = project
            .prepare_command(&["build"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(whole.mul_f64(0.15 + 0.07 * f64::from(round)));
        // On Unix this is SIGKILL: nothing in the program can tidy up.
        if child.kill().is_ok() && child.wait().is_ok_and(|status| status.code().is_none()) {
            killed += 1;
        }
        seen += project.files().keys().filter(|path| is_document(path)).count();
        assert_eq!(halves(&project), Vec::<String>::new());
        let ran = project.run(&["build"]).exits(0);
        assert!(!ran.err.contains("error") || ran.err.contains("0 errors"), "{}", ran.err);
        let documents: std::collections::BTreeMap<_, _> =
            project.files().into_iter().filter(|(path, _)| is_document(path)).collect();
        assert!(documents == good, "the next build heals the output");
    }
    assert!(killed >= 3, "only {killed} of 12 builds were killed before they ended");
    assert!(seen > 0, "no build wrote anything before it was killed");
}

#[test]
fn two_builds_at_once_do_not_disturb_each_other() {
    let project = two();
    let spawn = || {
        project
            .prepare_command(&["build"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("it runs")
    };
    let children = [spawn(), spawn(), spawn()];
    for mut child in children {
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
    }
    assert_eq!(halves(&project), Vec::<String>::new());
    assert_eq!(project.files().len(), 2 * FILES);
    project.build().clean();
    let clean = two();
    clean.build().clean();
    assert_eq!(project.files(), clean.files());
}

/// `watch` builds what changes; a broken file shows its error and the last good output stays.
#[test]
fn watch_follows_the_sources() {
    let project = Project::of(&full_hour("one"));
    let log = project.path("log");
    let file = std::fs::File::create(&log).expect("a file");
    let mut child = project.prepare_command(&["watch"]).stderr(file).spawn().expect("it runs");
    let until = |words: &str| {
        let start = Instant::now();
        loop {
            let text = std::fs::read_to_string(&log).unwrap_or_default();
            if text.contains(words) {
                return true;
            }
            if start.elapsed() > Duration::from_secs(20) {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    let started = until("watching");
    let before = std::fs::read(project.output("slides.pdf")).unwrap_or_default();
    project.edit(ONE, "::: say", "::: sya");
    let broken = until("unknown-container");
    let kept = std::fs::read(project.output("slides.pdf")).unwrap_or_default();
    project.edit(ONE, "::: sya", "::: say");
    project.edit(ONE, "one thing", "two things");
    let mended = until("5 typeset");
    let after = std::fs::read(project.output("slides.pdf")).unwrap_or_default();
    child.kill().expect("it can be ended");
    child.wait().expect("it ends");
    let text = std::fs::read_to_string(&log).unwrap_or_default();
    assert!(
        started && broken && mended,
        "started {started}, broken {broken}, mended {mended}:\n{text}"
    );
    assert!(!before.is_empty() && before == kept, "the last good slides stay");
    assert!(after != before, "the slides are new");
    assert_eq!(halves(&project), Vec::<String>::new());
}

#[test]
fn an_empty_session_list_is_no_reason_to_stop() {
    let project = Project::new();
    let built = project.build();
    assert!(
        built.documents.is_empty() && built.found.iter().all(|found| !found.message.is_empty()),
        "{}",
        built.text()
    );
    let project = Project::of(&hour(""));
    // No slides: whether there is a deck or not, nothing panics and nothing is half.
    project.build();
    assert_eq!(halves(&project), Vec::<String>::new());
}
