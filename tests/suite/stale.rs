//! When the shared text changes under an organisation's change: it is told, it sees then, now and here,
//! and nothing is lost, whichever way it goes on.

use super::organisation::{changed, model, said, two_layers, with};
use super::project::{Project, full_hour};
use packwright::diag::Code;
use std::fs;

const SESSION: &str = "sources/sessions/one/session.md";
const LOCK: &str = "sources/organisations/trust/overrides/sessions/one.lock.toml";

const OWN: &str = ":::: replace {of=first}\n::: slide {#first layout=content}\n## Our own first\n\nThe first slide says one thing.\n:::\n::::\n";
const FILE: &str = "sources/organisations/trust/overrides/sessions/one.md";

#[test]
pub fn a_shared_text_that_changes_is_seen() {
    let project = changed(OWN);
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, Code::UnrecordedOverride.name());
    said(&ran, "packwright accept trust first");
    project.run(&["review"]).exits(1);
    project.run(&["accept", "trust"]).exits(0);
    let ran = project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    assert!(!ran.err.contains("override"), "{}", ran.err);
    project.run(&["review"]).exits(0);
    // The shared text changes: the organisation's own stays, and it is told.
    project.edit("sources/sessions/one/session.md", "says one thing", "says one short thing");
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, Code::StaleOverride.name());
    said(&ran, "organisations/trust/overrides/sessions/one.md:1");
    assert!(model(&project, "trust", "one").contains("The first slide says one thing"));
    // Then, now and here beside each other, in lines that any terminal shows; the whole in JSON.
    let shown = project.run(&["review", "trust"]).exits(1).out;
    let heads = shown.lines().find(|line| line.contains("shared, then")).expect("a head");
    let columns: Vec<&str> = heads.split('|').map(str::trim).collect();
    assert_eq!(columns, ["shared, then", "shared, now", "here: trust"]);
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    assert!(ran.err.contains(heads.trim()), "in `check`, too:\n{}", ran.err);
    let data = project.run(&["review", "trust", "--format", "json"]).exits(1).json();
    let text = |key: &str| data[0][key].as_str().expect("a text").to_owned();
    assert!(text("then").contains("says one thing") && text("now").contains("one short thing"));
    assert!(text("here").contains("Our own first"), "{data}");
    assert_eq!((text("standing"), text("action")), ("stale".to_owned(), "replace".to_owned()));
    let check = project.run(&["check", "--organisation", "trust", "--format", "json"]).exits(0);
    let beside = check.json()[0]["beside"].clone();
    assert_eq!(beside[1]["title"], "shared, now");
    assert_eq!(beside[1]["text"], data[0]["now"]);
    // Merged: the new words under the organisation's own title.
    project.run(&["merge", "trust", "first"]).exits(0);
    let text = fs::read_to_string(project.path(FILE)).expect("a file");
    assert_eq!(text, OWN.replace("says one thing", "says one short thing"));
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    // Somewhere else in the session: no concern of this change.
    project.edit("sources/sessions/one/session.md", "Why we do this.", "Why we all do this.");
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
}

#[test]
pub fn both_sides_changed_the_same_line() {
    let project = changed(&OWN.replace("says one thing", "says our thing"));
    project.run(&["accept", "trust"]).exits(0);
    let ran = project.run(&["accept", "trust", "frist"]).exits(2);
    said(&ran, "did you mean `first`?");
    project.edit(SESSION, "says one thing", "says another thing");
    let ran = project.run(&["merge", "trust"]).exits(1);
    said(&ran, "1 with conflict marks");
    said(&project.run(&["merge", "trust"]).exits(2), "resolve them first");
    said(&project.run(&["review"]).exits(1), "has the marks of a merge");
    let text = fs::read_to_string(project.path(FILE)).expect("a file");
    for words in [
        "<<<<<<< here: trust",
        "||||||| shared, then",
        "says our thing",
        "says another thing",
        ">>>>>>> shared, now",
        "Our own first",
    ] {
        assert!(text.contains(words), "`{words}` in\n{text}");
    }
    let ran = project.run(&["build", "--organisation", "trust"]).exits(1);
    said(&ran, Code::ConflictMark.name());
    assert_eq!(ran.err.matches("error[").count(), 4, "the marks and nothing else: {}", ran.err);
    assert!(!project.path("output/trust/sessions/01-one").exists());
}

/// A trust that has changed and noted something.
fn noted(changes: &str) -> Project {
    let project = changed(changes);
    project.run(&["accept", "trust"]).exits(0);
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    project
}

#[test]
fn what_is_called_otherwise_or_gone_is_named() {
    let project = noted(OWN);
    // The text says which it is, whatever it is called now.
    project.edit(SESSION, "{#first layout", "{#beginning layout");
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "there is no `first` in `sessions/one` any more, or never was");
    said(&ran, "what it stood for seems to be called `beginning` now");
    said(&ran, "packwright model --ids --session one");
    let ids = project.run(&["model", "--ids", "--session", "one"]).exits(0).out;
    for words in ["work       ", "beginning  ", "work/say   ", "sheet", "Second of one"] {
        assert!(ids.contains(words), "`{words}` in\n{ids}");
    }
    // It is there to be looked at, and neither accepted nor merged away.
    let ran = project.run(&["review"]).exits(1);
    assert!(ran.out.contains("`beginning` may be meant"), "{}", ran.out);
    assert!(ran.out.contains("(no longer there)") && ran.out.contains("says one"), "{}", ran.out);
    let before = fs::read_to_string(project.path(LOCK)).expect("a lock");
    said(&project.run(&["accept", "trust"]).exits(1), "1 without a shared text to note");
    project.run(&["merge", "trust"]).exits(1);
    assert_eq!(fs::read_to_string(project.path(LOCK)).expect("a lock"), before);
    // Nothing like it is left.
    let session = full_hour("one").replace("::: slide {#first layout=content}\n## First of one\n\nThe first slide says one thing.\n:::\n", "");
    project.put(SESSION, session);
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "there is no `first` in `sessions/one` any more");
    assert!(!ran.err.contains("seems to be called"), "{}", ran.err);
}

#[test]
fn what_moves_is_followed_without_a_word() {
    let project = noted(OWN);
    let slide = "::: slide {#first layout=content}\n## First of one\n\nThe first slide says one thing.\n:::\n\n";
    project.edit(SESSION, slide, "");
    project.edit(SESSION, ":::: worksheet", &format!("{slide}:::: worksheet"));
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    let own = model(&project, "trust", "one");
    assert!(own.find("Second of one") < own.find("Our own first"), "{own}");
}

#[test]
fn a_cohort_hears_what_its_organisation_changes() {
    let region = ":::: replace {of=first}\n::: slide {#first layout=content}\n## The region\n\nIts words.\n:::\n::::\n\n::: change {of=second layout=content}\n:::\n";
    let trust = ":::: replace {of=work over=region}\n# Work {#work time=60m type=exercise}\n\nOurs.\n::::\n";
    let project = two_layers(region, trust);
    project.run(&["accept", "region"]).exits(0);
    project.run(&["accept", "trust"]).exits(0);
    project.run(&["check", "--all-organisations", "--deny", "warnings"]).exits(0);
    // What it noted is the text as the region has left it.
    let lock = fs::read_to_string(project.path(LOCK)).expect("a lock");
    assert!(lock.contains("Its words.") && lock.contains("#second layout=content"), "{lock}");
    assert!(!lock.contains("First of one"), "{lock}");
    let file = "sources/organisations/region/overrides/sessions/one.md";
    let stale = || {
        let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
        said(&ran, "the shared text of `work` has changed since this was written");
        assert_eq!(ran.err.matches("stale-override").count(), 1, "{}", ran.err);
        project.run(&["accept", "trust"]).exits(0);
    };
    project.edit(file, "Its words.", "Its new words.");
    stale();
    project.edit(file, "second layout=content", "second layout=quote");
    stale();
    project.put(file, format!("{region}\n::: remove {{of=work/say}}\n:::\n"));
    project.run(&["accept", "region"]).exits(0);
    stale();
    // A change below what a layer has changed reaches that layer first.
    project.edit(SESSION, "says one thing", "says two things");
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, "organisations/region/overrides/sessions/one.md:1");
    assert_eq!(ran.err.matches("stale-override").count(), 1, "{}", ran.err);
}

#[test]
fn a_change_of_attributes_minds_only_those() {
    let project =
        noted("::: change {of=first layout=statement}\n:::\n\n::: remove {of=second}\n:::\n");
    project.edit(SESSION, "## First of one", "## The very first");
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    project.edit(SESSION, "{#first layout=content}", "{#first layout=quote}");
    project.edit(SESSION, "- Three", "- Four");
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, "layout=content");
    said(&ran, "layout=quote");
    said(&ran, "(taken out)");
    // There is nothing to merge: it is said, and nothing is lost.
    let ran = project.run(&["merge", "trust"]).exits(1);
    said(&ran, "2 to be changed by hand");
    project.run(&["accept", "first"]).exits(0);
    project.run(&["accept", "sessions/one#second"]).exits(0);
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
}

#[test]
fn what_has_no_id_is_named_by_its_kind() {
    let project = noted(
        ":::: replace {of=\"work/say\"}\n::: say\nSaid our way.\n:::\n::::\n\n\
         :::: replace {of=\"second/list\"}\n- Our one\n::::\n",
    );
    let own = model(&project, "trust", "one");
    assert!(own.contains("Said our way") && own.contains("Our one"), "{own}");
    assert!(!own.contains("This is said aloud") && !own.contains("Three"), "{own}");
    let ran = changed("::: remove {of=\"work/say-2\"}\n:::\n")
        .run(&["check", "--organisation", "trust"])
        .exits(1);
    said(&ran, "there is no `work/say-2` in `sessions/one`");
    let ran = changed(
        "::: change {of=second layout=content}\n:::\n\n::: change {of=second layout=quote}\n:::\n",
    )
    .run(&["check", "--organisation", "trust"])
    .exits(1);
    said(&ran, "`second` is changed twice in this file");
}

#[test]
fn whole_sessions_and_documents() {
    let paper = "---\ntitle: Welcome\nform: letter\n---\n\nDear colleague. See you soon.\n";
    let own = paper.replace("Dear colleague", "Dear friend");
    let project = with(&[("trust", "")])
        .file("sources/documents/welcome/document.md", paper)
        .file("sources/documents/parking/document.md", paper.replace("Welcome", "Parking"))
        .file("sources/organisations/trust/documents/welcome/document.md", own)
        .file(
            "sources/organisations/trust/overrides/documents/parking.md",
            "::: remove {of=\"documents/parking\"}\n:::\n",
        )
        .file(
            "sources/organisations/trust/overrides/sessions/one.md",
            "::: remove {of=\"sessions/one\"}\n:::\n",
        );
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, "it is not noted what `documents/welcome` was");
    project.run(&["accept", "trust"]).exits(0);
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    let list = project.run(&["list", "--organisation", "trust"]).exits(0).out;
    assert!(!list.contains("Parking") && list.contains("Welcome"), "{list}");
    project.run(&["build", "--organisation", "trust"]).exits(0);
    assert!(project.path("output/trust/sessions/01-two").exists(), "numbered anew");
    for (path, of) in
        [("documents/parking/document.md", "documents/parking"), (&SESSION[8..], "sessions/one")]
    {
        let path = format!("sources/{path}");
        let text = fs::read_to_string(project.path(&path)).expect("a file");
        project.put(&path, format!("{text}\nOne more thing.\n"));
        let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
        said(&ran, &format!("the shared text of `{of}` has changed"));
        project.run(&["accept", "trust", of]).exits(0);
    }
    // Another sentence of the paragraph that the trust has changed, too.
    project.edit("sources/documents/welcome/document.md", "See you soon", "See you in spring");
    project.run(&["merge", "trust", "documents/welcome"]).exits(0);
    let text = fs::read_to_string(
        project.path("sources/organisations/trust/documents/welcome/document.md"),
    );
    assert!(text.expect("a file").contains("Dear friend. See you in spring."));
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    let ran = project.run(&["explain", "--origin", "trust"]).exits(0);
    assert!(
        ran.out.contains(
            "documents/parking: trust (organisations/trust/overrides/documents/parking.md:1)"
        ),
        "{}",
        ran.out
    );
    project.put(
        "sources/organisations/trust/overrides/sessions/one.md",
        ":::: replace {of=\"sessions/one\"}\nNo.\n::::\n",
    );
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`organisations/trust/sessions/one/session.md`");
}

#[test]
fn notes_stand_in_order_and_a_merge_can_be_made_again() {
    let second = ":::: replace {of=second}\n::: slide {#second layout=content}\n## Ours\n\nSecond.\n:::\n::::\n\n";
    let project = noted(&format!("{second}{OWN}"));
    let lock = fs::read_to_string(project.path(LOCK)).expect("a lock");
    assert!(lock.find("of = \"first\"") < lock.find("of = \"second\""), "{lock}");
    project.edit(SESSION, "says one thing", "says one short thing");
    project.run(&["merge", "first"]).exits(0);
    let merged = fs::read_to_string(project.path(FILE)).expect("a file");
    // Killed before the note was written.
    project.put(LOCK, &lock);
    project.run(&["merge", "trust"]).exits(0);
    assert_eq!(fs::read_to_string(project.path(FILE)).expect("a file"), merged);
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    // What is changed no more is forgotten; Windows line ends stay.
    project.put(FILE, OWN.replace('\n', "\r\n"));
    project.edit(SESSION, "says one short thing", "says one thing");
    project.run(&["merge", "trust"]).exits(0);
    project.run(&["accept", "trust"]).exits(0);
    assert_eq!(fs::read_to_string(project.path(FILE)).expect("a file"), OWN.replace('\n', "\r\n"));
    let lock = fs::read_to_string(project.path(LOCK)).expect("a lock");
    assert!(!lock.contains("second"), "{lock}");
    project.put(LOCK, format!("<<<<<<< HEAD\n{lock}"));
    said(&project.run(&["check", "--organisation", "trust"]).exits(1), "keep both sides' notes");
    said(&project.run(&["accept", "trust"]).exits(2), "keep both sides' notes");
}

#[test]
fn a_change_that_nothing_looks_for_is_named() {
    let project = changed(OWN)
        .file("sources/organisations/trust/overrides/one.md", OWN)
        .file("sources/organisations/trust/overrides/session/one.md", OWN)
        .file("sources/organisations/trust/overrides/sessions/one.txt", OWN)
        .file("sources/organisations/trust/overrides/sessions/two/session.md", OWN);
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    for path in ["one.md", "session", "sessions/one.txt", "sessions/two"] {
        said(&ran, &format!("`organisations/trust/overrides/{path}` changes nothing"));
    }
    assert_eq!(ran.err.matches("nothing looks for it there").count(), 4, "{}", ran.err);
}
