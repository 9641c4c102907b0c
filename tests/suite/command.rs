//! The commands beside `build` and `check`.

use super::project::{Project, full_hour, hour, program};
use super::real;
use packwright::model::{FrontMatter, ProgrammeFile};
use serde_json::Value;
use std::process::Command;

fn ran(command: &mut Command) -> super::project::Ran {
    command.output().expect("the program runs").into()
}

#[test]
fn a_new_programme_builds_at_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("mine/training");
    let said = ran(program().arg("new").arg(&path)).exits(0);
    assert!(said.out.contains("build"), "{}", said.out);
    let on = |arguments: &[&str]| ran(program().arg("-C").arg(&path).args(arguments));
    on(&["check", "--deny", "warnings"]).exits(0);
    on(&["build", "--deny", "warnings"]).exits(0);
    let files = super::project::files(&path.join("output"));
    for name in ["slides.pdf", "slides-handout.pdf", "facilitator-guide.pdf", "worksheets.pdf"] {
        assert!(files.keys().any(|path| path.ends_with(name)), "{name} among {:?}", files.keys());
    }
    // What it makes is not for git.
    let ignored = std::fs::read_to_string(path.join(".gitignore")).expect("a .gitignore");
    assert!(ignored.contains("output") && ignored.contains(".packwright"));
    // From a folder below, without -C.
    let below = path.join("sources/sessions");
    let said = ran(program().arg("build").current_dir(below)).exits(0);
    assert!(said.err.contains("all unchanged"), "{}", said.err);
}

#[test]
fn new_writes_over_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("mine.txt"), "mine").expect("a file");
    let said = ran(program().arg("new").arg(folder.path())).exits(2);
    assert!(said.err.contains("not empty"), "{}", said.err);
    let said = ran(program().arg("new").arg(folder.path().join("mine.txt"))).exits(2);
    assert!(said.err.contains("error"), "{}", said.err);
    assert_eq!(super::project::files(folder.path()).len(), 1);
}

#[test]
fn list_knows_sessions_documents_and_sheets() {
    let project =
        Project::new().session("one", &full_hour("one")).session("two", &full_hour("two"));
    let before = project.run(&["list", "--json"]).exits(0).json();
    assert_eq!(before["sessions"][0]["documents"][0]["pages"], Value::Null);
    project.run(&["build"]).exits(0);
    let list = project.run(&["list", "--json"]).exits(0).json();
    assert_eq!(list["edition"], "base");
    let sessions = list["sessions"].as_array().expect("sessions");
    assert_eq!(sessions.len(), 2);
    let one = &sessions[0];
    assert_eq!(
        (one["id"].as_str(), one["number"].as_u64(), one["minutes"].as_u64()),
        (Some("one"), Some(1), Some(60))
    );
    assert_eq!(one["worksheets"][0]["id"], "sheet");
    assert_eq!(one["activities"][0]["start"], "09:30");
    assert_eq!(one["slides"], 2);
    for document in one["documents"].as_array().expect("documents") {
        let path = document["path"].as_str().expect("a path");
        assert!(project.path("output/base").join(path).is_file(), "{path}");
        let pages = document["pages"].as_u64().expect("a number");
        assert_eq!(pages > 0, !path.ends_with(".docx"), "{document}");
    }
    let text = project.run(&["list"]).exits(0).out;
    assert!(
        text.contains("An hour") && text.contains("02-two/worksheets/sheet.pdf  1 page"),
        "{text}"
    );
}

#[test]
fn list_of_the_real_programme_is_what_was_built() {
    let (project, built) = real::built();
    let list = project.run(&["list", "--json"]).exits(0).json();
    let files = |group: &str, key: &str| {
        let of = |one: &Value| one[key].as_array().expect("files").clone();
        list[group].as_array().expect("a list").iter().flat_map(of).collect::<Vec<_>>()
    };
    let listed = [files("sessions", "documents"), files("documents", "files")].concat();
    let documents: Vec<(String, u64)> = listed
        .iter()
        .map(|document| {
            (
                document["path"].as_str().expect("a path").to_owned(),
                document["pages"].as_u64().unwrap_or(0),
            )
        })
        .collect();
    let made: Vec<(String, u64)> =
        built.documents.iter().map(|made| (made.path.clone(), made.pages as u64)).collect();
    assert_eq!(documents, made);
}

/// The keys of an object schema, and those it requires.
fn keys(schema: &Value) -> (Vec<String>, Vec<String>) {
    let properties =
        schema["properties"].as_object().expect("properties").keys().cloned().collect();
    let required = schema["required"].as_array().into_iter().flatten();
    (properties, required.map(|key| key.as_str().expect("a key").to_owned()).collect())
}

#[test]
fn the_schema_is_that_of_the_reader() {
    let whole = ran(program().arg("schema")).exits(0).json();
    let session = ran(program().args(["schema", "session"])).exits(0).json();
    let programme = ran(program().args(["schema", "programme"])).exits(0).json();
    assert_eq!(whole["session"], session);
    assert_eq!(whole["programme"], programme);
    let document = ran(program().args(["schema", "document"])).exits(0).json();
    assert_eq!(whole["document"], document);
    assert_eq!(keys(&document).1, ["title", "form"]);
    assert_eq!(session["additionalProperties"], Value::Bool(false));
    // Each key of the schema is taken by the reader, and what it requires the reader requires.
    let (properties, required) = keys(&session);
    let text = |leave_out: &str| {
        let lines = properties.iter().filter(|key| *key != leave_out).map(|key| {
            let list = session["properties"][key]["type"] == "array";
            format!("{key}: {}\n", if list { "[]" } else { "\"1h\"" })
        });
        lines.collect::<String>()
    };
    let read = |text: &str| {
        serde_saphyr::from_str::<FrontMatter>(text).map(|_| ()).map_err(|error| error.to_string())
    };
    read(&text("")).expect("every key of the schema is read");
    for key in &properties {
        assert_eq!(read(&text(key)).is_err(), required.contains(key), "{key}");
    }
    let (properties, required) = keys(&programme);
    assert!(
        properties.iter().any(|key| key == "workstream")
            && required.contains(&"programme".to_owned())
    );
    // The real programme names no key that the schema lacks.
    let text = std::fs::read_to_string(super::project::checkout().join("sources/programme.toml"))
        .expect("a programme");
    let table: toml::Table = text.parse().expect("TOML");
    assert!(table.keys().all(|key| properties.contains(key)), "{properties:?}");
    toml::from_str::<ProgrammeFile>(&text).expect("a programme");
}

#[test]
fn the_model_is_the_resolved_session() {
    let project = Project::of(&full_hour("one"));
    let model = project.run(&["model", "--session", "one"]).exits(0).json();
    assert_eq!(model["id"], "one");
    let slides = model["guide"]["slides"].as_array().expect("slides");
    assert_eq!(
        slides.iter().map(|slide| slide["id"].as_str().unwrap_or("")).collect::<Vec<_>>(),
        ["first", "second"]
    );
    assert_eq!(slides[0]["src"], "sessions/one/session.md:17");
    assert_eq!(model, project.run(&["model", "--session", "1"]).exits(0).json());
    let ran = project.run(&["model", "--session", "oen"]).exits(2);
    assert!(ran.err.contains("did you mean `one`?"), "{}", ran.err);
}

#[test]
fn completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = ran(program().args(["completions", shell])).exits(0);
        for command in
            ["build", "check", "explain", "list", "new", "watch", "schema", "model", "picture"]
        {
            assert!(said.out.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn a_picture_is_a_png_of_the_width() {
    let project = Project::of(&full_hour("one"));
    let file = project.path("page.png");
    let path = file.to_string_lossy().into_owned();
    project
        .run(&["picture", "sessions/01-one/slides", "--page", "2", "--width", "320", "-o", &path])
        .exits(0);
    let picture = image::open(&file).expect("a PNG");
    assert_eq!((picture.width(), picture.height()), (320, 180));
    let ran = project
        .run(&["picture", "sessions/01-one/slides.pdf", "--page", "3", "-o", &path])
        .exits(2);
    assert!(ran.err.contains("2 pages"), "{}", ran.err);
    let ran = project.run(&["picture", "sessions/01-one/sildes", "-o", &path]).exits(2);
    assert!(ran.err.contains("packwright list"), "{}", ran.err);
}

#[test]
fn handouts_take_their_numbers_of_slides() {
    let many = |n: usize| {
        (0..n)
            .map(|i| format!("::: slide {{#s{i}}}\n## Slide {i}\n\nText.\n:::\n\n"))
            .collect::<String>()
    };
    let project = Project::of(&hour(&many(12)));
    for (per_page, pages) in [("1", 12), ("2", 6), ("3", 4), ("4", 3), ("6", 2)] {
        project.run(&["build", "--only", "handout", "--handout", per_page]).exits(0);
        let list = project.run(&["list", "--json"]).exits(0).json();
        let documents = list["sessions"][0]["documents"].as_array().expect("documents").clone();
        let handout = documents.iter().find(|document| {
            document["path"].as_str().is_some_and(|path| path.contains("handout"))
        });
        assert_eq!(handout.expect("a handout")["pages"], pages, "{per_page} on a page");
    }
    project.run(&["build", "--handout", "5"]).exits(2);
}

#[test]
fn wrong_arguments_are_refused_before_anything_is_done() {
    let project = Project::of(&full_hour("one"));
    for arguments in [
        &["build", "--only", "slide"][..],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "-1"],
        &["build", "--deny", "everything"],
        &["check", "--format", "xml"],
        &["bild"],
        &["picture"],
        &["new"],
        &["build", "--page", "1"],
    ] {
        let ran = project.run(arguments).exits(2);
        assert!(ran.err.contains("error"), "{arguments:?}: {}", ran.err);
    }
    assert!(project.files().is_empty());
}

#[test]
fn every_command_explains_itself() {
    let said = ran(program().arg("--help")).exits(0);
    for command in super::COMMANDS {
        assert!(said.out.contains(&format!("  {command} ")), "{}", said.out);
        let help = ran(program().args([command, "--help"])).exits(0);
        assert!(help.out.contains("Usage: packwright"), "{}", help.out);
    }
    assert!(ran(program().arg("--version")).exits(0).out.contains(env!("CARGO_PKG_VERSION")));
}

/// A pipe that is closed early, as with `| head -1`, is no panic.
#[test]
fn a_closed_pipe_is_no_error() {
    ["explain", "schema", "--help"].iter().for_each(|command| into_a_closed_pipe(&[command]));
}

#[test]
fn a_closed_pipe_is_no_error_for_completions() {
    into_a_closed_pipe(&["completions", "bash"]);
}

fn into_a_closed_pipe(arguments: &[&str]) {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output =
        program().args(arguments).stdout(writer).stderr(std::process::Stdio::piped()).spawn();
    let output = output.and_then(|child| child.wait_with_output()).expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{arguments:?}: {said}");
}
