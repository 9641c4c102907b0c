//! What is different between two packs, and which pages to print again: no more and no less than what
//! somebody has changed.

use super::project::{Project, files, full_hour, hour};
use packwright::pack::{CONTENTS, MANIFEST, Manifest, Status};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use serde_json::Value;
use std::fs;
use std::process::Command;

const SESSION: &str = "sources/sessions/one/session.md";

/// A session of an hour in three activities, with two slides, notes and a worksheet.
fn session() -> String {
    full_hour("one").replace(
        "# Work {#work time=60m type=exercise}",
        "# Start {#start time=20m type=input}\n\nWe begin.\n\n# Work {#work time=25m type=exercise}",
    ) + "\n# End {#end time=15m type=debrief}\n\nWe look back.\n\n::: slide {#last layout=content}\n## The last\n\nA word to take home.\n:::\n"
}

/// A project built, a copy of its pack in `before`, then changed and built again.
fn built_twice(change: impl Fn(&Project)) -> Project {
    let project = Project::of(&session());
    project.run(&["build"]).exits(0);
    super::project::copy(&project.path("output/base"), &project.path("before"));
    change(&project);
    project.run(&["build"]).exits(0);
    project
}

fn difference(project: &Project) -> Value {
    let (before, now) = (project.path("before"), project.path("output/base"));
    let (before, now) = (before.to_string_lossy(), now.to_string_lossy());
    let ran = project.run(&["diff", &before, &now, "--format", "json"]).exits(0);
    ran.json()[0].clone()
}

/// The only session that is not the same.
fn only_group(comparison: &Value) -> &Value {
    let groups = comparison["groups"].as_array().expect("a list");
    assert_eq!(groups.len(), 1, "{comparison:#}");
    &groups[0]
}

/// The pieces that changed, as `kind id status`.
fn pieces(group: &Value) -> Vec<String> {
    let word = |change: &Value, key: &str| change[key].as_str().unwrap_or("").to_owned();
    let changes = group["changes"].as_array().expect("a list").iter();
    changes.map(|it| ["kind", "id", "status"].map(|key| word(it, key)).join(" ")).collect()
}

/// The files that changed, each with the pages to print.
fn printed(group: &Value) -> Vec<(String, Vec<u64>)> {
    let mut all = Vec::new();
    for document in group["documents"].as_array().expect("a list") {
        for file in document["files"].as_array().expect("a list") {
            let path = document["path"].as_str().expect("a path").rsplit_once("one/");
            let name = format!(
                "{}.{}",
                path.expect("of the session").1,
                file["format"].as_str().expect("a format")
            );
            let pages = file["pages"]["print"].as_array().into_iter().flatten();
            all.push((name, pages.filter_map(Value::as_u64).collect()));
        }
    }
    all
}

fn file(name: &str, pages: &[u64]) -> (String, Vec<u64>) {
    (name.to_owned(), pages.to_vec())
}

#[test]
fn one_changed_slide_is_that_slide_and_where_it_is_shown() {
    let project = built_twice(|it| it.edit(SESSION, "says one thing", "says two things"));
    let comparison = difference(&project);
    let group = only_group(&comparison);
    assert_eq!(pieces(group), ["slide first changed"]);
    let line = &group["changes"][0]["lines"][0];
    assert_eq!(line["was"], "The first slide says one thing.");
    assert_eq!(line["now"], "The first slide says two things.");
    let wanted = [
        file("facilitator-guide.docx", &[]),
        file("facilitator-guide.pdf", &[3]),
        file("slides.pdf", &[1]),
        file("slides.pptx", &[]),
        file("slides-handout.pdf", &[1]),
    ];
    assert_eq!(printed(group), wanted, "the worksheet is not the slide's");
    let text = project.run(&["diff", "HEAD-is-no-folder"]).exits(2);
    assert!(text.err.contains("is no git repository"), "{}", text.err);
}

#[test]
fn the_text_says_what_it_was_and_what_to_print() {
    let project = built_twice(|it| it.edit(SESSION, "says one thing", "says two things"));
    let now = project.path("output/base");
    let before = project.path("before").join(MANIFEST);
    let ran = project.run(&["diff", &before.to_string_lossy(), &now.to_string_lossy()]).exits(0);
    for words in [
        "Session 1, An hour",
        "slide 1 `first`",
        "- The first slide says one thing.",
        "+ The first slide says two things.",
        "print slide 1 of 3 again",
        "printed on both sides: sheet 2",
        "use the new file",
    ] {
        assert!(ran.out.contains(words), "`{words}` in\n{}", ran.out);
    }
    assert!(!ran.out.contains("worksheet"), "{}", ran.out);
}

#[test]
fn another_time_is_said_with_what_starts_later() {
    let project = built_twice(|it| {
        it.edit(SESSION, "#start time=20m", "#start time=25m");
        it.edit(SESSION, "#end time=15m", "#end time=10m");
    });
    let comparison = difference(&project);
    let group = only_group(&comparison);
    assert_eq!(pieces(group), ["time start changed", "time work changed", "time end changed"]);
    let changes = &group["changes"];
    assert_eq!(changes[0]["lines"][0]["was"], "09:30–09:50");
    assert_eq!(changes[0]["lines"][0]["now"], "09:30–09:55");
    assert_eq!(changes[0]["minutes"], serde_json::json!([20, 25]));
    // As long as before, only later.
    assert_eq!(changes[1]["later"], 5);
    assert_eq!(changes[2]["later"], Value::Null);
    let files: Vec<String> = printed(group).into_iter().map(|(name, _)| name).collect();
    assert!(files.contains(&"facilitator-guide.pdf".to_owned()), "{files:?}");
    assert!(!files.iter().any(|name| name.contains("worksheet")), "{files:?}");
}

#[test]
fn a_new_worksheet_is_put_between_the_others() {
    let sheet = ":::: worksheet {#more title=\"One more\"}\n::: lines {#why label=\"Why\" rows=3}\n:::\n::::\n\n:::: worksheet {#sheet ";
    let project = built_twice(|it| it.edit(SESSION, ":::: worksheet {#sheet ", sheet));
    let comparison = difference(&project);
    let group = only_group(&comparison);
    let pieces = pieces(group);
    assert!(pieces.contains(&"worksheet more added".to_owned()), "{pieces:?}");
    let printed = printed(group);
    assert!(printed.contains(&file("worksheets/more.pdf", &[1])), "{printed:?}");
    assert!(printed.contains(&file("worksheets.pdf", &[1])), "{printed:?}");
    assert!(!printed.iter().any(|(name, _)| name == "worksheets/sheet.pdf"), "{printed:?}");
    assert!(!printed.iter().any(|(name, _)| name == "slides.pdf"), "{printed:?}");
}

#[test]
fn a_new_slide_shifts_what_comes_after_it() {
    let slide = "::: slide {#between layout=content}\n## Between\n\nOne more thing.\n:::\n\n::: slide {#second ";
    let project = built_twice(|it| it.edit(SESSION, "::: slide {#second ", slide));
    let comparison = difference(&project);
    let group = only_group(&comparison);
    assert!(pieces(group).contains(&"slide between added".to_owned()), "{:?}", pieces(group));
    let deck = &group["documents"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|document| document["kind"] == "slides");
    let files = deck.expect("the deck")["files"].as_array().expect("a list");
    let pages = &files.iter().find(|it| it["format"] == "pdf").expect("its PDF")["pages"];
    assert_eq!(pages["onward"], 2);
    assert_eq!(pages["print"], serde_json::json!([2, 3, 4]));
}

#[test]
fn a_date_or_a_version_is_no_change() {
    let opener = "::: slide {#opener layout=title}\n## An hour\n:::\n\n::: slide {#first ";
    let project = Project::of(&session().replace("::: slide {#first ", opener));
    project.edit(
        "sources/programme.toml",
        "version = \"1\"",
        "version = \"1\"\ndate = \"May 2030\"",
    );
    project.run(&["build"]).exits(0);
    super::project::copy(&project.path("output/base"), &project.path("before"));
    project.edit(
        "sources/programme.toml",
        "version = \"1\"\ndate = \"May 2030\"",
        "version = \"2\"\ndate = \"1 July 2031\"",
    );
    project.run(&["build"]).exits(0);
    let comparison = difference(&project);
    assert_eq!(comparison["groups"], serde_json::json!([]), "{comparison:#}");
    assert_eq!(comparison["from"]["version"], "1");
    assert_eq!(comparison["to"]["version"], "2");
    // The files themselves are not the same: the date is on them.
    let manifest = |folder: &str| Manifest::read(&project.path(folder)).expect("a manifest");
    for file in ["slides.pdf", "facilitator-guide.pdf", "slides-handout.pdf"] {
        let path = format!("sessions/01-one/{file}");
        let hash = |folder: &str| manifest(folder).files[&path].sha256.clone();
        assert_ne!(hash("before"), hash("output/base"), "{file}");
    }
}

#[test]
fn a_session_that_is_gone_or_new_is_said_so() {
    let project = Project::of(&full_hour("one")).session("two", &hour("Nothing else."));
    project.run(&["build"]).exits(0);
    super::project::copy(&project.path("output/base"), &project.path("before"));
    project.edit("sources/programme.toml", "sessions = [\"one\", \"two\"]", "sessions = [\"two\"]");
    fs::remove_dir_all(project.path("sources/sessions/one")).expect("removed");
    project.run(&["build"]).exits(0);
    let comparison = difference(&project);
    let groups = comparison["groups"].as_array().expect("a list");
    let states: Vec<(&str, &str)> = groups
        .iter()
        .map(|it| (it["id"].as_str().unwrap_or(""), it["status"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(states, [("two", "changed"), ("one", "removed")]);
    assert_eq!((&groups[0]["number-before"], &groups[0]["number-now"]), (&2.into(), &1.into()));
}

#[test]
fn revisions_of_the_sources_are_compared_without_building() {
    let project = Project::of(&session());
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(project.path("")).args(["-c", "user.name=A", "-c", "user.email=a@b"]);
        let output = command.args(arguments).output().expect("git is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "sources"]);
    git(&["commit", "-q", "-m", "one"]);
    project.edit(SESSION, "says one thing", "says two things");
    git(&["commit", "-q", "-a", "-m", "two"]);
    project.edit(SESSION, "A word to take home.", "A sentence to take home.");
    let between = |arguments: &[&str]| {
        let arguments = [&["diff", "--format", "json"], arguments].concat();
        let comparison = project.run(&arguments).exits(0).json()[0].clone();
        pieces(only_group(&comparison))
    };
    assert_eq!(between(&["HEAD~1", "HEAD"]), ["slide first changed"]);
    assert_eq!(between(&["HEAD"]), ["slide last changed"], "the sources as they are");
    assert!(!project.path("output").exists(), "nothing is built");
    project.run(&["build"]).exits(0);
    let built = project.path("output/base");
    assert_eq!(between(&["HEAD", &built.to_string_lossy()]), ["slide last changed"]);
    let ran = project.run(&["diff", "no-such-revision"]).exits(2);
    assert!(ran.err.contains("no folder and no git revision `no-such-revision`"), "{}", ran.err);
    assert!(ran.err.contains("git log --oneline"), "{}", ran.err);
    let ran = project.run(&["diff", "HEAD", "--organisation", "nobody"]).exits(2);
    assert!(ran.err.contains("there is no organisation `nobody`"), "{}", ran.err);
}

#[test]
fn what_is_no_pack_is_refused_with_what_to_do() {
    let project = Project::of(&full_hour("one"));
    project.run(&["build"]).exits(0);
    let folder = project.path("output/base").to_string_lossy().into_owned();
    let refused = |words: &[&str]| {
        let ran = project.run(&["diff", &folder, &folder]).exits(2);
        for word in words {
            assert!(ran.err.contains(word), "`{word}` in\n{}", ran.err);
        }
    };
    let contents = project.path("output/base").join(CONTENTS);
    let whole = fs::read_to_string(&contents).expect("the contents");
    fs::write(&contents, &whole[..whole.len() / 2]).expect("written");
    refused(&["is not what was made with the manifest", "packwright verify"]);
    fs::remove_file(&contents).expect("removed");
    refused(&["contents.json", "stands beside `manifest.json`"]);
    // The next build writes it again, though nothing else is to be made.
    project.run(&["build"]).exits(0);
    assert_eq!(fs::read_to_string(&contents).expect("the contents"), whole);
    project.run(&["verify", &folder]).exits(0);
    fs::write(project.path("output/base").join(MANIFEST), "{").expect("written");
    refused(&["is no manifest", "take it from the pack again"]);
    fs::remove_file(project.path("output/base").join(MANIFEST)).expect("removed");
    refused(&["there is no `manifest.json`", "packwright build"]);
    let ran = project.run(&["diff", "./nowhere", &folder]).exits(2);
    assert!(ran.err.contains("there is no file or folder `./nowhere`"), "{}", ran.err);
}

#[test]
fn a_part_of_a_build_keeps_what_the_rest_says() {
    let project = built_twice(|_| {});
    project.edit(SESSION, "says one thing", "says two things");
    project.run(&["build", "--only", "slides"]).exits(0);
    let comparison = difference(&project);
    let printed = printed(only_group(&comparison));
    // The guide in the folder is the old one still.
    assert_eq!(printed, [file("slides.pdf", &[1]), file("slides.pptx", &[])]);
    project.run(&["build"]).exits(0);
    let clean = Project::of(&session());
    clean.edit(SESSION, "says one thing", "says two things");
    clean.run(&["build"]).exits(0);
    let contents = |project: &Project| fs::read(project.path("output/base").join(CONTENTS)).ok();
    assert_eq!(contents(&project), contents(&clean), "step by step as at once");
}

#[test]
fn a_change_notice_is_one_accessible_page_of_the_pack() {
    let project = built_twice(|_| {});
    project.edit(SESSION, "says one thing", "says two things");
    let before = project.path("before").to_string_lossy().into_owned();
    let ran = project.run(&["build", "--since", &before]).exits(0);
    assert!(ran.err.contains("1 change notice"), "{}", ran.err);
    let folder = project.path("output/base");
    let path = "sessions/01-one/change-notice.pdf";
    let manifest = Manifest::read(&folder).expect("a manifest");
    assert_eq!(manifest.files[path].pages, 1);
    let pdf = fs::read(folder.join(path)).expect("the notice");
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    let report = validate_pdf_bytes(&pdf, &options).expect("a PDF");
    assert!(report.is_compliant, "{report:?}");
    project.run(&["verify", &folder.to_string_lossy()]).exits(0);
    // It is about the pack, so it is no difference itself.
    let printed = printed(only_group(&difference(&project)));
    assert!(!printed.iter().any(|(name, _)| name.contains("notice")), "{printed:?}");
    // A build that is not asked for one leaves none from an earlier pack.
    project.run(&["build"]).exits(0);
    assert!(!folder.join(path).exists());
    // As many changes as there may be, it stays a page.
    let mut text = session();
    for number in 0..60 {
        text = text.replace(
            "# End {#end",
            &format!("A sentence numbered {number} for the one who leads, long enough to be told.\n\n# End {{#end"),
        );
    }
    project.put(SESSION, text);
    project.run(&["build", "--since", &before]).exits(0);
    assert_eq!(Manifest::read(&folder).expect("a manifest").files[path].pages, 1);
}

#[test]
fn what_two_organisations_share_is_made_once() {
    let cohort = |dates: &str| {
        format!("extends = \"trust\"\n[cohort]\ndates = \"{dates}\"\nvenue = \"The hall\"\n")
    };
    let project = Project::of(&full_hour("one"))
        .file(
            "sources/organisations/trust/organisation.toml",
            // Guides say where the cohort meets: here all three meet in one place.
            "[organisation]\nname = \"The Trust\"\n[cohort]\nvenue = \"The hall\"\n",
        )
        .file("sources/organisations/spring/organisation.toml", cohort("in spring"))
        .file("sources/organisations/autumn/organisation.toml", cohort("in autumn"));
    let ran = project.run(&["build", "--all-organisations", "--explain"]).exits(0);
    let made = |path: &str, how: &str| {
        let fits = |line: &&str| line.contains(path) && line.contains(how);
        ran.out.lines().filter(fits).count()
    };
    for path in ["slides.pdf", "facilitator-guide.pdf", "worksheets.pdf", "slides.pptx"] {
        assert_eq!(
            (made(path, ": typeset"), made(path, ": restored")),
            (1, 2),
            "{path}\n{}",
            ran.out
        );
    }
    // A Word file carries the dates, to be shown wherever somebody wants them.
    assert_eq!(made("facilitator-guide.docx", ": typeset"), 3, "{}", ran.out);
    let output = files(&project.path("output"));
    let deck = |edition: &str| &output[&format!("{edition}/sessions/01-one/slides.pdf")];
    assert_eq!(deck("spring"), deck("autumn"));
    // A change of one organisation is made for that one only.
    project.edit("sources/organisations/spring/organisation.toml", "The hall", "The barn");
    let ran = project.run(&["build", "--all-organisations", "--explain"]).exits(0);
    let made: Vec<&str> = ran.out.lines().filter(|line| line.contains(": typeset")).collect();
    assert!(!made.is_empty() && made.iter().all(|line| line.starts_with("spring/")), "{made:?}");
    let shows =
        |line: &&str| ["docx", "dotx", "potx", "guide.pdf"].iter().any(|it| line.contains(it));
    assert!(made.iter().all(shows), "only what shows the venue: {made:?}");
}

#[test]
fn another_brand_makes_no_other_words() {
    let project = built_twice(|it| {
        it.put("layouts/ours/theme.toml", "[colours]\nprimary = \"#5A1A4B\"\n");
        it.edit("sources/programme.toml", "version = \"1\"", "version = \"1\"\ntheme = \"ours\"");
    });
    let comparison = difference(&project);
    assert_eq!(comparison["look"], true);
    assert_eq!(comparison["groups"], serde_json::json!([]), "{comparison:#}");
    assert_eq!(project.build().all(Status::Unchanged).documents.len(), super::project::FILES);
}

/// A project in git, with a commit of all its sources.
fn in_git(project: &Project, message: &str) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(project.path("")).args(["-c", "user.name=A", "-c", "user.email=a@b"]);
        let output = command.args(arguments).output().expect("git is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    if !project.path(".git").exists() {
        git(&["init", "-q"]);
    }
    git(&["add", "sources"]);
    git(&["commit", "-q", "-m", message]);
}

#[test]
fn editions_of_revisions_are_compared_as_they_are_built() {
    let session =
        session().replace("::: say\n", "::: say {when=virtual}\nHello, screen.\n:::\n\n::: say\n");
    let project = Project::of(&session).file(
        "sources/organisations/trust/organisation.toml",
        "[organisation]\nname = \"Trust\"\n",
    );
    in_git(&project, "one");
    project.put(
        "sources/organisations/ward/organisation.toml",
        "extends = \"trust\"\n[organisation]\nname = \"Ward\"\n",
    );
    project.edit(SESSION, "Hello, screen.", "Hello, all screens.");
    let editions = |arguments: &[&str]| -> Vec<(String, usize)> {
        let ran = project.run(&[&["diff", "--format", "json"], arguments].concat()).exits(0);
        let list = ran.json();
        let one = |it: &Value| {
            let groups = it["groups"].as_array().expect("a list").len();
            (it["edition"].as_str().expect("a name").to_owned(), groups)
        };
        list.as_array().expect("a list").iter().map(one).collect()
    };
    let named = |name: &str, groups: usize| vec![(name.to_owned(), groups)];
    assert_eq!(editions(&["HEAD"]), named("base", 0), "nobody is on a screen");
    assert_eq!(editions(&["HEAD", "--mode", "virtual"]), named("base-virtual", 1));
    assert_eq!(
        editions(&["HEAD", "--organisation", "trust", "--mode", "virtual"]),
        named("trust-virtual", 1)
    );
    assert_eq!(editions(&["HEAD", "--language", "cy"]), named("base-cy", 0));
    let ran = project.run(&["diff", "HEAD", "--all-organisations", "--mode", "virtual"]).exits(0);
    assert!(ran.out.contains("trust-virtual, version 1"), "{}", ran.out);
    assert!(ran.err.contains("`ward` is in `the sources` only"), "{}", ran.err);
    // What is built says which edition it is.
    project.run(&["build", "--organisation", "trust", "--mode", "virtual"]).exits(0);
    let built = project.path("output/trust-virtual").to_string_lossy().into_owned();
    assert_eq!(editions(&["HEAD", &built]), named("trust-virtual", 1));
    assert_eq!(editions(&[&built]), named("trust-virtual", 0));
    let ran = project.run(&["diff", &built, "--organisation", "ward"]).exits(2);
    assert!(ran.err.contains("there is no edition `ward` in"), "{}", ran.err);
    let ran = project.run(&["diff", &built, &built, "--short"]).exits(2);
    assert!(ran.err.contains("both sides are built"), "{}", ran.err);
}

/// What a PDF says, with single spaces (poppler's `pdftotext`).
fn words_of(pdf: &std::path::Path) -> String {
    let ran = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext is there");
    let text = String::from_utf8(ran.stdout).expect("UTF-8").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "needs pdftotext"]
fn the_documents_of_the_programme_have_a_notice_of_their_own() {
    let letter = |words: &str| {
        format!("---\ntitle: Welcome\nform: letter\n---\n\n# Hello {{#hello}}\n\n{words}\n")
    };
    let project = Project::of(&session())
        .file("sources/documents/welcome/document.md", letter("See you on Monday."))
        .file("sources/documents/parking/document.md", letter("Behind the house."));
    in_git(&project, "one");
    project.edit("sources/documents/welcome/document.md", "on Monday", "on Tuesday");
    let ran = project.run(&["build", "--since", "HEAD"]).exits(0);
    assert!(ran.err.contains("1 change notice since `HEAD`"), "{}", ran.err);
    let folder = project.path("output/base");
    let path = folder.join("documents/change-notice.pdf");
    let notice = fs::read(&path).expect("the notice");
    let text = words_of(&path);
    for words in ["Documents of the programme", "Welcome", "See you on Monday", "all pages (1)"] {
        assert!(text.contains(words), "`{words}` in\n{text}");
    }
    assert!(!text.contains("Parking"), "{text}");
    // It is about the pack: no difference itself.
    let ran = project.run(&["diff", "HEAD", &folder.to_string_lossy()]).exits(0);
    assert!(!ran.out.contains("notice"), "{}", ran.out);
    // Only what is asked for; and it goes into the packs.
    let ran = project.run(&["build", "--session", "one", "--since", "HEAD"]).exits(0);
    assert!(ran.err.contains("0 change notices"), "{}", ran.err);
    project.run(&["pack", "--since", "HEAD"]).exits(0);
    let zip = fs::read(project.path("output/packs/base/programme.zip")).expect("a pack");
    assert_eq!(super::project::member(&zip, "documents/change-notice.pdf"), notice);
    // Errors are no silence.
    project.edit("sources/documents/welcome/document.md", "on Tuesday", "{{nobody}}");
    let ran = project.run(&["build", "--since", "HEAD"]).exits(1);
    assert!(ran.err.contains("no change notices since `HEAD`"), "{}", ran.err);
}

#[test]
#[ignore = "needs pdftotext"]
fn a_notice_that_is_too_long_says_of_how_much_it_says_nothing() {
    let slides = |word: &str| -> String {
        let one = |n| {
            format!(
                "::: slide {{#s{n} layout=content}}\n## Slide {n}\n\n{word} number {n} of many.\n:::\n\n"
            )
        };
        (1..=70).map(one).collect()
    };
    let text = |word: &str| hour(&slides(word));
    let project = Project::of(&text("Thing"));
    in_git(&project, "one");
    project.put(SESSION, text("Task"));
    project.run(&["build", "--since", "HEAD"]).exits(0);
    let path = "output/base/sessions/01-one/change-notice.pdf";
    let folder = project.path("output/base");
    let manifest = Manifest::read(&folder).expect("a manifest");
    assert_eq!(manifest.files["sessions/01-one/change-notice.pdf"].pages, 1);
    let text = words_of(&project.path(path));
    let shown = (1..=70).filter(|n| text.contains(&format!("Task number {n} of many"))).count();
    assert!(shown > 5, "{text}");
    assert!(text.contains(&format!("and {} more", 70 - shown)), "{shown}: {text}");
}

#[test]
fn a_pack_that_was_built_in_part_is_compared_by_that_part() {
    let project = Project::of(&session());
    in_git(&project, "one");
    project.edit(SESSION, "says one thing", "says two things");
    project.run(&["build", "--formats", "pdf", "--only", "slides,guide"]).exits(0);
    let built = project.path("output/base").to_string_lossy().into_owned();
    let ran = project.run(&["diff", "HEAD", &built, "--format", "json"]).exits(0);
    let comparison = ran.json()[0].clone();
    let wanted = [file("facilitator-guide.pdf", &[3]), file("slides.pdf", &[1])];
    assert_eq!(printed(only_group(&comparison)), wanted);
    // Between two packs it is said what one of them lacks.
    super::project::copy(&project.path("output/base"), &project.path("part"));
    project.run(&["build"]).exits(0);
    let part = project.path("part").to_string_lossy().into_owned();
    let ran = project.run(&["diff", &built, &part]).exits(0);
    assert!(ran.out.contains("slides.pptx"), "{}", ran.out);
    assert!(ran.out.contains("take it out") && !ran.out.contains("use the new"), "{}", ran.out);
}
