//! Documents of the programme: found without being listed, made in all their formats, kept apart
//! from the sessions.

use super::project::{FILES, Project, full_hour};
use super::real;
use packwright::diag::Code;
use packwright::model::PaperForm;
use packwright::pack::Status;
use std::collections::BTreeSet;

const NOTE: &str = "sources/documents/note/document.md";

/// A document of a form with this body.
fn text(form: &str, title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\nform: {form}\n---\n\n{body}\n")
}

/// A session and two documents.
fn project() -> Project {
    Project::of(&full_hour("one"))
        .file(NOTE, text("letter", "A note", "# First\n\nIt says one thing."))
        .file("sources/documents/aims/document.md", text("guidance", "Aims", "# Why\n\nBecause."))
        .file("sources/documents/pictures/README.txt", "Not a document.")
}

#[test]
fn they_are_made_by_name_in_every_format() {
    let project = project();
    let built = project.build().clean();
    let made: Vec<&str> = built.documents.iter().map(|made| made.path.as_str()).collect();
    assert_eq!(
        made[FILES..],
        ["documents/aims.pdf", "documents/aims.docx", "documents/note.pdf", "documents/note.docx"]
    );
    project.build().clean().all(Status::Unchanged);
}

#[test]
fn an_edit_makes_only_the_document_that_shows_it() {
    let project = project();
    project.build().clean();
    project.edit(NOTE, "one thing", "another");
    let made: BTreeSet<String> = project.build().clean().typeset().into_iter().collect();
    assert_eq!(
        made,
        BTreeSet::from(["documents/note.docx".to_owned(), "documents/note.pdf".to_owned()])
    );
}

#[test]
fn a_broken_document_leaves_its_last_good_files() {
    for (from, to) in [("# First", "::: sya\n:::"), ("title: A note", "titel: A note")] {
        let project = project();
        project.build().clean();
        let before = project.files();
        project.edit(NOTE, from, to);
        let said = project.run(&["build"]).exits(1);
        assert!(said.err.contains("1 document left as it was"), "{}", said.err);
        assert_eq!(project.files(), before);
    }
}

#[test]
fn a_document_that_is_dropped_leaves_the_output() {
    let project = project();
    project.build().clean();
    std::fs::remove_dir_all(project.path("sources/documents/note")).expect("a document");
    let built = project.build().clean();
    assert_eq!(built.removed.len(), 2, "{:?}", built.removed);
    assert!(!project.path("output/base/documents/note.pdf").exists());
    assert!(project.path("output/base/documents/aims.pdf").exists());
}

#[test]
fn whoever_names_sessions_wants_theirs() {
    for (arguments, sessions, documents) in [
        (&["--session", "one"][..], true, false),
        (&["--workstream", "stream"], true, false),
        (&["--only", "papers"], false, true),
        (&["--only", "papers,slides"], true, true),
    ] {
        let project = project();
        project.run(&[&["build"], arguments].concat()).exits(0);
        let has =
            |folder: &str| project.files().keys().any(|path| path.contains(&format!("/{folder}/")));
        assert_eq!((has("sessions"), has("documents")), (sessions, documents), "{arguments:?}");
    }
}

#[test]
fn list_and_picture_know_them() {
    let project = project();
    project.run(&["build"]).exits(0);
    let list = project.run(&["list", "--json"]).exits(0).json();
    let note = &list["documents"][1];
    assert_eq!((note["id"].as_str(), note["form"].as_str()), (Some("note"), Some("letter")));
    assert_eq!(note["files"][0]["path"], "documents/note.pdf");
    assert_eq!(note["files"][0]["pages"], 1);
    let text = project.run(&["list"]).exits(0).out;
    assert!(
        text.contains("A note  (letter)\n    note\n      documents/note.pdf  1 page"),
        "{text}"
    );
    let page = project.path("page.png");
    let page = page.to_str().expect("a path");
    project.run(&["picture", "documents/note", "-o", page]).exits(0);
}

#[test]
fn a_flyer_is_one_page() {
    let long = "A paragraph that says far more than a flyer should say to anybody.\n\n".repeat(60);
    let project = Project::of(&full_hour("one")).file(NOTE, text("flyer", "Come", &long));
    let built = project.check();
    let found = built.only(Code::PageOverflow);
    assert!(found.message.contains("`Come` takes") && found.message.contains("must fit one"));
    assert_eq!(found.place, "documents/note/document.md:2:8");
}

/// Every form and paper size sets everything that a document may hold.
#[test]
fn every_form_holds_every_block() {
    let real = real::project();
    let blocks: String = ["application-form", "coaching-agreement", "set-up-guide"]
        .map(|id| {
            let path = real.path(&format!("sources/documents/{id}/document.md"));
            let text = std::fs::read_to_string(path).expect("a document");
            let body = text.splitn(3, "---\n").nth(2).expect("a body").to_owned();
            // Their ids are their own.
            let body = body.replace("{#", &format!("{{#{id}-")).replace("[^", &format!("[^{id}-"));
            body.replace("`programme.toml`", "programme.toml").replace("{{team}}", "team")
        })
        .concat();
    let picture = std::fs::read(real.path("sources/documents/set-up-guide/room.svg"));
    let project = Project::of(&full_hour("one"))
        .file("sources/documents/note/room.svg", picture.expect("a picture"));
    for (form, facts) in [
        ("letter", "size: letter"),
        ("agreement", "size: a3\nlandscape: true\nnumbered: false"),
        ("guidance", "numbered: true\ncontents: true"),
        ("guidance", "contents: false"),
        ("form", "numbered: true\nsize: letter"),
        ("flyer", "size: a3"),
        ("flyer", "landscape: true"),
    ] {
        let front =
            format!("---\ntitle: All of it\nsubtitle: And more\nform: {form}\n{facts}\n---\n");
        project.put(NOTE, format!("{front}\n{}", blocks.replace("{{coach.plural}}", "coaches")));
        let built = project.check();
        // So much does not fit a flyer: that is all there is to say, and it is said.
        let fits = match form {
            "flyer" => {
                !built.found.is_empty() && built.of(Code::PageOverflow).len() == built.found.len()
            }
            _ => built.found.is_empty(),
        };
        assert!(fits, "{form} {facts}:\n{}", built.text());
    }
}

#[test]
fn the_real_programme_has_one_of_each_form() {
    let (project, _) = real::built();
    let list = project.run(&["list", "--json"]).exits(0).json();
    let documents = list["documents"].as_array().expect("documents");
    let forms: BTreeSet<&str> = documents.iter().filter_map(|it| it["form"].as_str()).collect();
    assert_eq!(forms, PaperForm::WORDS.iter().copied().collect());
}
