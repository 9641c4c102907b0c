//! What did not change is not made again, what did is, and nobody can tell from the files how they
//! came about.

use super::picture::SVG;
use super::project::{FILES, Project, TEMPLATES, checkout, full_hour, hour, member};
use packwright::diag::{Code, Severity};
use packwright::pack::Status;
use std::collections::BTreeSet;
use std::path::PathBuf;

const ONE: &str = "sources/sessions/one/session.md";

/// Two sessions with every kind of document.
fn two() -> Project {
    Project::new().session("one", &full_hour("one")).session("two", &full_hour("two"))
}

/// The files of a document of the first session, in all its formats unless one is named.
fn files_of(name: &str) -> Vec<String> {
    let formats: &[&str] = match name {
        "slides" => &[".pdf", ".pptx"],
        "slides-handout" | "worksheets" => &[".pdf"],
        name if name.contains('.') => &[""],
        _ => &[".docx", ".pdf"],
    };
    formats.iter().map(|format| format!("01-one/{name}{format}")).collect()
}

fn reasons(status: &Status) -> Vec<String> {
    match status {
        Status::Typeset(reasons) => reasons.clone(),
        Status::Unchanged | Status::Restored | Status::Failed => Vec::new(),
    }
}

#[test]
fn a_second_build_makes_nothing() {
    let project = two();
    let first = project.build().clean();
    assert_eq!(first.typeset().len(), first.documents.len());
    assert_eq!(first.documents.len(), 2 * FILES);
    let files = project.files();
    let second = project.build().clean().all(Status::Unchanged);
    assert_eq!(project.files(), files);
    let pages = |built: &super::project::Built| {
        built.documents.iter().map(|made| made.pages).collect::<Vec<_>>()
    };
    assert_eq!(pages(&first), pages(&second));
    let ran = project.run(&["build"]).exits(0);
    assert!(ran.err.contains("all unchanged"), "{}", ran.err);
    // Checking is no reason to make anything again either, and writes nothing.
    project.check().clean().all(Status::Unchanged);
}

#[test]
fn checking_first_writes_no_document() {
    let project = two();
    project.check().clean();
    assert!(project.files().is_empty());
    assert!(!project.path("output").exists());
    project.build().clean();
    assert_eq!(project.files().len(), 2 * FILES);
}

#[test]
fn an_edit_makes_only_what_shows_it() {
    for (from, to, made, reason) in [
        (
            "The first slide says one thing.",
            "It says another.",
            &["facilitator-guide", "slides", "slides-handout"][..],
            "slide first",
        ),
        // What is said stands beside a slide, too.
        (
            "This is said aloud",
            "This is whispered",
            &["facilitator-guide", "slides.pptx"],
            "section work",
        ),
        (
            "What we think",
            "What we know",
            &["facilitator-guide", "worksheets/sheet", "worksheets"],
            "worksheet sheet",
        ),
    ] {
        let project = two();
        project.build().clean();
        project.edit(ONE, from, to);
        let built = project.build().clean();
        let made: BTreeSet<String> = made.iter().flat_map(|name| files_of(name)).collect();
        assert_eq!(built.typeset().into_iter().collect::<BTreeSet<_>>(), made, "{to}");
        for document in
            built.documents.iter().filter(|made| matches!(made.status, Status::Typeset(_)))
        {
            let why = reasons(&document.status);
            // A guide has sections for what it shows beside it: the piece itself has to be named.
            let fits = |why: &str| {
                why == reason
                    || document.path.ends_with(".pptx") && why.starts_with("notes of slide")
            };
            assert!(why.iter().any(|why| fits(why)), "{}: {why:?}", document.path);
        }
    }
}

#[test]
fn a_line_added_above_changes_nothing() {
    let project = two();
    project.build().clean();
    let files = project.files();
    project.edit(ONE, "\n# Work", "\n\n\n\n# Work");
    project.build().clean().all(Status::Unchanged);
    project.edit(
        ONE,
        "summary: A session for a test.",
        "# A comment.\nsummary: A session for a test.",
    );
    project.build().clean().all(Status::Unchanged);
    assert_eq!(project.files(), files);
}

/// Lines shift, and the findings kept with an unchanged document shift with them.
#[test]
fn kept_findings_know_their_new_place() {
    let bullets = "- a\n".repeat(11);
    let project = Project::of(&hour(&format!("::: slide {{#tall}}\n## Tall\n\n{bullets}:::")));
    let before = project.build();
    assert_eq!(before.only(Code::SlideOverflow).place, "sessions/one/session.md:17:1");
    project.edit(ONE, "Why we do this.", "Why we do this.\n\n\n\n");
    let after = project.build();
    assert!(after.documents.iter().all(|made| made.status == Status::Unchanged));
    assert_eq!(after.only(Code::SlideOverflow).place, "sessions/one/session.md:21:1");
    // An unchanged document does not hide its error.
    project.run(&["build"]).exits(1);
}

#[test]
fn a_changed_layout_makes_what_imports_it() {
    let project = two();
    let layouts = checkout().join("layouts/default");
    for (layout, ends) in [
        ("handout.typ", &["slides-handout.pdf"][..]),
        ("guide-cover.typ", &["facilitator-guide.pdf"]),
        ("worksheets.typ", &["sheet.pdf", "worksheets.pdf"]),
        ("slide-layouts.typ", &["slides.pdf", "slides-handout.pdf", "facilitator-guide.pdf"]),
        ("base.typ", &[".pdf"]),
        ("icons/say.svg", &[".pdf", ".pptx"]),
    ] {
        // The project's own copy as it is changes nothing …
        let text = std::fs::read_to_string(layouts.join(layout)).expect("a layout");
        project.put(&format!("layouts/default/{layout}"), &text);
        project.build();
        // … and with a change it makes the documents that import it, directly or not.
        let comment =
            if layout.ends_with(".svg") { "<!-- Our own. -->" } else { "\n// Our own.\n" };
        project.put(&format!("layouts/default/{layout}"), format!("{text}{comment}"));
        let built = project.build().clean();
        for made in &built.documents {
            let wanted = ends.iter().any(|end| made.path.ends_with(end));
            let why = reasons(&made.status);
            let name = if layout.ends_with(".svg") {
                "layout icons".to_owned()
            } else {
                format!("layout {layout}")
            };
            if wanted {
                assert_eq!(why, [name], "{} after {layout}", made.path);
            } else {
                assert_eq!(made.status, Status::Unchanged, "{} after {layout}", made.path);
            }
        }
    }
}

#[test]
fn a_copy_of_the_layouts_changes_nothing() {
    let project = two();
    project.build().clean();
    super::project::copy(&checkout().join("layouts"), &project.path("layouts"));
    project.build().clean().all(Status::Unchanged);
    project.edit("layouts/default/theme.toml", "primary = \"#0B4F6C\"", "primary = \"#0B4F6D\"");
    let built = project.build().clean();
    assert!(
        built.documents.iter().all(|made| reasons(&made.status) == ["the theme"]),
        "{:?}",
        built.documents
    );
}

#[test]
fn data_pictures_and_included_files_count() {
    let text = hour(
        "::: slide {#chart layout=diagram}\n## Falls\n\n:::: run-chart {#c title=\"Falls\" src=\"falls.csv\"}\n::::\n:::\n\n\
         ::: include {src=\"more.md\"}\n:::\n\n\
         :::: worksheet {#sheet title=\"Sheet\"}\n![A ward](ward.svg)\n\n::: text {#a label=\"A\"}\n:::\n::::",
    );
    let text = text.replace("::: slide", "::::: slide").replace("::::\n:::\n", "::::\n:::::\n");
    let project = Project::of(&text)
        .file("sources/sessions/one/falls.csv", "week,falls\n1,9\n2,7\n3,8\n")
        .file("sources/sessions/one/more.md", "::: say\nIncluded words.\n:::\n")
        .file("sources/sessions/one/ward.svg", SVG);
    project.build().clean();
    project.build().clean().all(Status::Unchanged);
    for (file, from, to, made) in [
        ("falls.csv", "2,7", "2,6", &["facilitator-guide", "slides", "slides-handout"][..]),
        // What is said stands beside a slide, too.
        ("more.md", "Included", "Other", &["facilitator-guide", "slides.pptx"]),
        (
            "ward.svg",
            "#0B4F6C",
            "#0B4F6D",
            &["facilitator-guide", "worksheets", "worksheets/sheet"],
        ),
    ] {
        project.edit(&format!("sources/sessions/one/{file}"), from, to);
        let mut made: Vec<String> = made.iter().flat_map(|name| files_of(name)).collect();
        made.sort();
        assert_eq!(project.build().clean().typeset(), made, "{file}");
    }
}

#[test]
fn a_handout_of_six_makes_only_the_handouts() {
    let project = two();
    project.run(&["build"]).exits(0);
    let ran = project.run(&["build", "--handout", "6", "--explain"]).exits(0);
    let made: Vec<&str> = ran.out.lines().filter(|line| !line.ends_with(": unchanged")).collect();
    assert_eq!(made.len(), 2, "{}", ran.out);
    assert!(
        made.iter().all(|line| line.contains("slides-handout.pdf: typeset: options")),
        "{}",
        ran.out
    );
    // And back again, out of the store.
    let ran = project.run(&["build", "--explain"]).exits(0);
    assert_eq!(ran.out.matches("restored").count(), 2, "{}", ran.out);
}

#[test]
fn a_deleted_file_comes_out_of_the_store() {
    let project = two();
    project.build().clean();
    let files = project.files();
    std::fs::remove_file(project.output("slides.pdf")).expect("a file");
    let built = project.build().clean();
    assert_eq!(built.with(|status| *status == Status::Restored), ["01-one/slides.pdf"]);
    assert!(built.typeset().is_empty());
    assert_eq!(project.files(), files);
    std::fs::remove_dir_all(project.path("output")).expect("the output");
    project.build().clean().all(Status::Restored);
    assert_eq!(project.files(), files);
    // A file that somebody wrote over is put right.
    std::fs::write(project.output("slides.pdf"), "not a PDF").expect("a file");
    project.build().clean();
    assert_eq!(project.files(), files);
    // An edit that is taken back costs nothing.
    project.edit(ONE, "one thing", "two things");
    assert!(!project.build().clean().typeset().is_empty());
    project.edit(ONE, "two things", "one thing");
    assert!(project.build().clean().typeset().is_empty());
    assert_eq!(project.files(), files);
    // Without the store, too.
    std::fs::remove_dir_all(project.path(".packwright")).expect("the store");
    let built = project.build().clean();
    assert_eq!(built.typeset().len(), built.documents.len());
    assert_eq!(project.files(), files);
}

fn entries(project: &Project) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(project.path(".packwright/store")).expect("a store");
    folder.map(|entry| entry.expect("an entry").path()).collect()
}

#[test]
pub fn a_damaged_entry_warns_and_is_made_again() {
    let damage: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| *bytes.last_mut().expect("a byte") ^= 1,
        |bytes| bytes.clear(),
        |bytes| bytes[0] = b'x',
    ];
    for damage in damage {
        let project = Project::of(&full_hour("one"));
        project.build().clean();
        let files = project.files();
        for entry in entries(&project) {
            let mut bytes = std::fs::read(&entry).expect("an entry");
            damage(&mut bytes);
            std::fs::write(&entry, bytes).expect("an entry");
        }
        // Nobody looks into the store while the output is there.
        project.build().clean().all(Status::Unchanged);
        std::fs::remove_dir_all(project.path("output")).expect("the output");
        let built = project.build();
        assert_eq!(built.codes(), ["cache-damaged"; FILES + TEMPLATES], "{}", built.text());
        assert!(built.found.iter().all(|found| found.severity == Severity::Warning
            && found.help[0].contains("nothing is lost")));
        assert_eq!(built.typeset().len(), FILES);
        assert_eq!(project.files(), files);
        std::fs::remove_dir_all(project.path("output")).expect("the output");
        project.build().clean().all(Status::Restored);
    }
}

#[test]
fn a_damaged_record_is_no_loss() {
    for text in ["", "{", "null", "{\"x\":{}}", "\0\0"] {
        let project = Project::of(&full_hour("one"));
        project.build().clean();
        let files = project.files();
        let records = super::project::files(&project.path(".packwright/index"));
        assert_eq!(records.len(), 1, "one edition, one record");
        records.keys().for_each(|it| project.put(&format!(".packwright/index/{it}"), text));
        project.build().clean().all(Status::Restored);
        assert_eq!(project.files(), files);
        project.build().clean().all(Status::Unchanged);
    }
}

#[test]
fn what_the_programme_drops_leaves_the_output() {
    let project = two();
    project.build().clean();
    let kept: Vec<String> =
        project.files().into_keys().filter(|path| path.contains("01-one")).collect();
    project.edit("sources/programme.toml", "[\"one\", \"two\"]", "[\"one\"]");
    std::fs::remove_dir_all(project.path("sources/sessions/two")).expect("a session");
    let built = project.build().clean();
    assert_eq!(built.removed.len(), FILES, "{:?}", built.removed);
    assert_eq!(project.files().into_keys().collect::<Vec<_>>(), kept);
    assert!(!project.path("output/base/sessions/02-two").exists(), "the empty folder goes, too");
    // A worksheet that is renamed.
    project.edit(ONE, "{#sheet title", "{#page title");
    let built = project.build().clean();
    assert_eq!(built.removed.len(), 2, "{:?}", built.removed);
    assert!(
        !project.output("worksheets/sheet.pdf").exists()
            && project.output("worksheets/page.pdf").exists()
    );
}

#[test]
fn what_somebody_changed_or_added_stays() {
    let project = two();
    project.build().clean();
    let changed = project.path("output/base/sessions/02-two/slides.pdf");
    let added = project.path("output/base/sessions/02-two/notes.txt");
    std::fs::write(&changed, "%PDF my own version %%EOF").expect("a file");
    std::fs::write(&added, "mine").expect("a file");
    project.edit("sources/programme.toml", "[\"one\", \"two\"]", "[\"one\"]");
    std::fs::remove_dir_all(project.path("sources/sessions/two")).expect("a session");
    project.build().clean();
    let left: Vec<String> =
        project.files().into_keys().filter(|path| path.contains("02-two")).collect();
    assert_eq!(left, ["base/sessions/02-two/notes.txt", "base/sessions/02-two/slides.pdf"]);
    assert!(added.exists() && changed.exists());
    // And they stay with every build after that.
    project.build().clean();
    assert!(added.exists() && changed.exists());
}

#[test]
fn a_selection_takes_nothing_away() {
    let project = two();
    project.run(&["build"]).exits(0);
    let files = project.files();
    for arguments in [
        &["build", "--session", "one"][..],
        &["build", "--session", "2"],
        &["build", "--only", "slides"],
        &["build", "--workstream", "stream"],
    ] {
        project.run(arguments).exits(0);
        assert_eq!(project.files(), files, "{arguments:?}");
    }
    let project = two();
    project.run(&["build", "--session", "two", "--only", "guide,worksheets"]).exits(0);
    let made: Vec<String> = project.files().into_keys().collect();
    let folder = "base/sessions/02-two";
    assert_eq!(
        made,
        [
            "facilitator-guide.docx",
            "facilitator-guide.pdf",
            "worksheets.pdf",
            "worksheets/sheet.docx",
            "worksheets/sheet.pdf"
        ]
        .map(|name| format!("{folder}/{name}"))
    );
}

/// Edits one after the other, compared after each with a project that was never anything else.
#[test]
fn incremental_equals_clean() {
    let project = two();
    project.build().clean();
    for (from, to) in [
        ("The first slide says one thing.", "It says **another**.[^note]\n\n[^note]: With a note."),
        ("::: say\nThis is", "::: say\n\nThis really is"),
        ("- Two\n", "- Two\n- Two and a half\n"),
        ("rows=3", "rows=5"),
        ("time=60m", "time=40m"),
        ("title: An hour", "title: Another hour"),
    ] {
        project.edit(ONE, from, to);
        if to == "time=40m" {
            let text = std::fs::read_to_string(project.path(ONE)).expect("a session");
            project.put(ONE, format!("{text}\n# More {{time=20m type=break}}\n"));
        }
        project.build();
        let clean = two();
        super::project::copy(&project.path("sources"), &clean.path("sources"));
        clean.build();
        assert_eq!(project.files(), clean.files(), "after `{to}`");
    }
}

#[test]
fn two_clean_builds_are_the_same_to_the_byte() {
    let (one, other) = (two(), two());
    one.run(&["build", "--jobs", "1"]).exits(0);
    other.run(&["build", "--jobs", "4"]).exits(0);
    assert_eq!(one.files().len(), 2 * FILES);
    assert_eq!(one.files(), other.files());
    // Nor does it matter how many sessions were made in the same run.
    let alone = two();
    alone.run(&["build", "--session", "two"]).exits(0);
    assert!(alone.files().iter().all(|(path, bytes)| one.files()[path] == *bytes));
}

#[test]
fn the_date_is_that_of_source_date_epoch() {
    let project = Project::of(&full_hour("one"));
    project.run(&["build"]).exits(0);
    let without = project.files();
    let holds = |bytes: &[u8], date: &str| {
        bytes.windows(date.len()).any(|window| window == date.as_bytes())
    };
    let dated = |(path, bytes): (&String, &Vec<u8>)| match path.ends_with(".pdf") {
        true => {
            let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
            let info = pdf.trailer.get_deref(b"Info", &pdf).and_then(lopdf::Object::as_dict);
            let made = info.and_then(|info| info.get(b"CreationDate")).and_then(|it| it.as_str());
            made.is_ok_and(|made| holds(made, "20010909"))
        }
        false => holds(&member(bytes, "docProps/core.xml"), "2001-09-09"),
    };
    assert!(!without.iter().any(dated), "no clock: two builds are the same");
    let epoch = ("SOURCE_DATE_EPOCH", "1000000000");
    let ran = project.run_with(epoch, &["build", "--explain"]).exits(0);
    assert_eq!(
        ran.out.matches("typeset: SOURCE_DATE_EPOCH").count(),
        FILES + TEMPLATES,
        "{}",
        ran.out
    );
    let with = project.files();
    assert!(with.iter().all(dated), "2001-09-09 is in every file");
    let other = Project::of(&full_hour("one"));
    other.run_with(epoch, &["build"]).exits(0);
    assert_eq!(other.files(), with);
    project.run_with(("SOURCE_DATE_EPOCH", "soon"), &["build"]).exits(0);
    assert_eq!(project.files(), without);
}

#[test]
fn another_output_folder_is_filled_from_the_store() {
    let project = two();
    project.run(&["build"]).exits(0);
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let path = elsewhere.path().join("deep/er").to_string_lossy().into_owned();
    let ran = project.run(&["build", "--output", &path]).exits(0);
    assert!(ran.err.contains("all restored from the store"), "{}", ran.err);
    assert!(
        super::project::files(&elsewhere.path().join("deep/er"))
            == super::project::files(&project.path("output")),
        "the same files, and the same manifest"
    );
    let ran = project.run(&["build"]).exits(0);
    assert!(ran.err.contains("all unchanged"), "{}", ran.err);
}

#[test]
fn explain_says_why() {
    let project = Project::of(&full_hour("one"));
    let ran = project.run(&["build", "--explain"]).exits(0);
    assert_eq!(ran.out.matches("typeset: new").count(), FILES + TEMPLATES, "{}", ran.out);
    let ran = project.run(&["build", "--explain"]).exits(0);
    assert_eq!(ran.out.matches(": unchanged").count(), FILES + TEMPLATES, "{}", ran.out);
    project.edit(ONE, "one thing", "two things");
    let ran = project.run(&["build", "--explain"]).exits(0);
    assert!(ran.out.contains("slides.pdf: typeset: slide first\n"), "{}", ran.out);
    assert!(ran.out.contains("worksheets/sheet.pdf: unchanged"), "{}", ran.out);
}

#[test]
fn the_store_is_nobodys_source() {
    let project = Project::of(&full_hour("one"));
    project.build().clean();
    let ignore =
        std::fs::read_to_string(project.path(".packwright/.gitignore")).expect("a .gitignore");
    assert_eq!(ignore.trim(), "*");
}

#[test]
fn a_seal_breaks_with_whatever_an_edition_is_made_from() {
    let project = two().file("sources/sessions/one/plan.svg", SVG).file(
        "sources/organisations/trust/organisation.toml",
        "[organisation]\nname = \"The Trust\"\nshort = \"Trust\"\n",
    );
    project.edit(ONE, "::: say\nThis is", "![A plan](plan.svg)\n\n::: say\nThis is");
    let build = |arguments: &[&str]| {
        let ran = project.run(&[&["build"], arguments].concat()).exits(0);
        ran.err.lines().last().unwrap_or_default().to_owned()
    };
    let seals = || std::fs::read_dir(project.path(".packwright/seals")).map_or(0, Iterator::count);
    build(&[]);
    assert_eq!(seals(), 1);
    assert!(build(&[]).contains("all unchanged"));
    let guide = "output/base/sessions/01-one/facilitator-guide.pdf";
    let handout = "output/base/sessions/01-one/slides-handout.pdf";
    let changes: [(&str, &dyn Fn()); 5] = [
        ("a text", &|| project.edit(ONE, "This is said aloud", "This is whispered")),
        ("a picture", &|| {
            std::fs::write(
                project.path("sources/sessions/one/plan.svg"),
                SVG.replace("0B4F6C", "6C4F0B"),
            )
            .expect("a picture");
        }),
        ("a file of the output", &|| {
            std::fs::write(project.path(guide), "spoilt").expect("a guide");
        }),
        ("a file that is gone", &|| {
            std::fs::remove_file(project.path(handout)).expect("a handout");
        }),
        ("a file made otherwise in between", &|| {
            assert!(!build(&["--handout", "6"]).contains("all unchanged"));
        }),
    ];
    for (what, change) in changes {
        change();
        let summary = build(&[]);
        assert!(!summary.contains("all unchanged"), "{what}: {summary}");
        assert!(build(&[]).contains("all unchanged"), "{what}");
    }
    let files = project.files();
    for folder in ["output", ".packwright"] {
        std::fs::remove_dir_all(project.path(folder)).expect("a folder");
    }
    build(&[]);
    assert_eq!(project.files(), files, "as if made from nothing");
    // What another organisation changes concerns nobody else.
    build(&["--all-organisations"]);
    let before = seals();
    project.edit("sources/organisations/trust/organisation.toml", "The Trust", "A Trust");
    assert!(build(&[]).contains("all unchanged"));
    assert!(!build(&["--all-organisations"]).contains("all unchanged"));
    assert_eq!(seals(), before);
}

#[test]
fn what_has_findings_is_looked_at_again() {
    let project = two();
    project.edit(ONE, "This is said aloud", "This is said aloud about {{nothing}} and");
    let first = project.run(&["build"]);
    assert!(!project.path(".packwright/seals").exists());
    assert_eq!(project.run(&["build"]).err.lines().next(), first.err.lines().next());
}
