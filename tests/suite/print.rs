//! A print run has what its plan says, and packs have what their manifests say.

use super::project::{FRONT, Project, full_hour};
use packwright::pack;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A session with a worksheet for each, of two pages; one for pairs; cards for groups, with backs; an A3
/// sheet for the room.
pub fn session() -> String {
    let sheet = |id: &str, more: &str, body: &str| {
        format!(":::: worksheet {{#{id} title=\"Sheet {id}\" {more}}}\n{body}\n::::\n\n")
    };
    let lines = "::: lines {#a label=\"One\" rows=3}\n:::";
    let two = format!("{lines}\n\n::: new-page\n:::\n\n::: lines {{#b label=\"Two\" rows=3}}\n:::");
    format!(
        "{FRONT}\n# First {{#first time=30m type=exercise}}\n\nWhy.\n\n\
         ::: slide {{#one layout=content}}\n## One\n\nText.\n:::\n\n{}{}\
         # Second {{#second time=30m type=exercise}}\n\nWhy.\n\n{}",
        sheet("each", "copies=each", &two),
        sheet("pair", "copies=pair", lines),
        sheet("wall", "copies=room size=a3 orientation=landscape", lines),
    )
}

fn folder(project: &Project) -> std::path::PathBuf {
    project.path("output/print/base/01-one")
}

fn plan(project: &Project) -> Value {
    let json = std::fs::read(folder(project).join("print-plan.json")).expect("a plan");
    serde_json::from_slice(&json).expect("JSON")
}

fn pages(path: &Path) -> usize {
    lopdf::Document::load(path).expect("a PDF").get_pages().len()
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a number")
}

const PEOPLE: [&str; 6] = ["--participants", "10", "--groups", "3", "--facilitators", "2"];

fn print(project: &Project, more: &[&str]) -> super::project::Ran {
    project.run(&[&["print", "--session", "one"], PEOPLE.as_slice(), more].concat())
}

#[test]
fn the_plan_counts_what_is_in_the_run() {
    let project = Project::of(&session());
    for order in ["hand-out", "fewest"] {
        print(&project, &["--order", order]).exits(0);
        let plan = plan(&project);
        let run = folder(&project).join("print-run.pdf");
        let sheets: u64 = plan["sheets"].as_object().expect("sizes").values().map(number).sum();
        assert_eq!(pages(&run) as u64, number(&plan["pages"]), "{order}");
        assert_eq!(number(&plan["pages"]), 2 * sheets, "two pages a sheet");
        let kinds = ["colour-pages", "greyscale-pages", "blank-pages"];
        let all: u64 = kinds.iter().map(|kind| number(&plan[*kind])).sum();
        assert_eq!(all, number(&plan["pages"]), "every page is of one kind");
        let rows = plan["rows"].as_array().expect("rows");
        let total: u64 = rows.iter().map(|row| number(&row["sheets"])).sum();
        assert_eq!(total, sheets);
        // As many pages have something on them as the plan says are printed.
        let document = lopdf::Document::load(&run).expect("a PDF");
        let blank = document.get_pages().into_values().filter(|page| {
            let content = document.get_page_content(*page);
            !content.windows(2).any(|operator| operator == b"Do")
        });
        assert_eq!(blank.count() as u64, number(&plan["blank-pages"]), "{order}");
        let csv = std::fs::read_to_string(folder(&project).join("print-plan.csv")).expect("CSV");
        assert_eq!(csv.lines().count(), rows.len() + 1);
        assert!(pages(&folder(&project).join("print-plan.pdf")) >= 1);
    }
}

#[test]
fn copies_are_for_the_people_there_are() {
    let project = Project::of(&session());
    print(&project, &["--spares", "1"]).exits(0);
    let plan = plan(&project);
    let rows = plan["rows"].as_array().expect("rows").iter();
    let copies: BTreeMap<&str, (u64, u64)> = rows
        .map(|row| {
            let id = row["items"][0].as_str().expect("an id");
            (id, (number(&row["copies"]), number(&row["sheets"])))
        })
        .collect();
    assert_eq!(copies["guide"].0, 2);
    assert_eq!(copies["handout"].0, 11);
    assert_eq!(copies["each"], (11, 11), "two pages on a sheet");
    assert_eq!(copies["pair"], (6, 6));
    assert_eq!(copies["wall"], (1, 1));
    assert_eq!(plan["sheets"]["a3"], 1);
    // In the order of use.
    let rows = plan["rows"].as_array().expect("rows").iter();
    let order: Vec<&str> = rows.map(|row| row["items"][0].as_str().expect("an id")).collect();
    assert_eq!(order, ["cover", "dividers", "guide", "handout", "each", "pair", "wall"]);
}

#[test]
fn fewest_sheets_are_fewer() {
    let project = Project::of(&session());
    print(&project, &["--order", "hand-out"]).exits(0);
    let first = plan(&project);
    print(&project, &["--order", "fewest"]).exits(0);
    let second = plan(&project);
    let sheets = |plan: &Value| number(&plan["pages"]) / 2;
    assert!(sheets(&second) < sheets(&first));
    assert_eq!(number(&first["other-sheets"]), sheets(&second));
    assert_eq!(number(&second["other-sheets"]), sheets(&first));
}

/// Documents of the programme that are used in the room, and one that is sent.
fn with_documents(list: Option<&str>) -> Project {
    let each = |form: &str| {
        format!(
            "---\ntitle: The {form}\nform: {form}\n---\n\n# {{{{participant.name}}}} {{#name}}\n"
        )
    };
    let plain = |form: &str| format!("---\ntitle: The {form}\nform: {form}\n---\n\nSome words.\n");
    let project = Project::new()
        .session("one", &session())
        .session("two", &full_hour("two"))
        .file("sources/documents/who/document.md", plain("register"))
        .file("sources/documents/badges/document.md", each("badges"))
        .file("sources/documents/diploma/document.md", each("certificate"))
        .file("sources/documents/deal/document.md", plain("agreement"))
        .file("sources/documents/mail/document.md", plain("email"));
    if let Some(list) = list {
        project.put("sources/people.csv", list);
        project.edit(
            "sources/programme.toml",
            "[terms.coach]",
            "[cohort]\nparticipants = \"people.csv\"\n\n[terms.coach]",
        );
    }
    project
}

/// Of each item of a run: copies, pages of a copy, sheets, both sides, staple, cut.
fn rows(project: &Project, folder: &str) -> BTreeMap<String, (u64, u64, u64, bool, bool, bool)> {
    let path = project.path("output/print/base").join(folder).join("print-plan.json");
    let plan: Value = serde_json::from_slice(&std::fs::read(path).expect("a plan")).expect("JSON");
    let rows = plan["rows"].as_array().expect("rows").clone().into_iter();
    rows.map(|row| {
        let flag = |key: &str| row[key].as_bool().expect("a flag");
        let of = |key: &str| number(&row[key]);
        let id = row["items"][0].as_str().expect("an id").to_owned();
        let flags = (flag("both-sides"), flag("staple"), flag("cut"));
        (id, (of("copies"), of("pages"), of("sheets"), flags.0, flags.1, flags.2))
    })
    .collect()
}

#[test]
fn what_is_used_in_the_room_is_in_the_run() {
    let project = with_documents(None);
    print(&project, &[]).exits(0);
    let first = rows(&project, "01-one");
    assert_eq!(first["who"].0, 1);
    assert_eq!(first["badges"], (2, 1, 2, false, false, true), "twelve people, ten on a sheet");
    assert!(!first.contains_key("diploma") && !first.contains_key("deal"));
    project.run(&[&["print", "--session", "two"], PEOPLE.as_slice()].concat()).exits(0);
    let last = rows(&project, "02-two");
    assert_eq!(last["diploma"], (12, 1, 12, false, false, false), "empty ones, for names by hand");
    assert!(!last.contains_key("badges"));
    // With a list each name has its own page: one copy of all of them, nothing on their backs.
    let project = with_documents(Some("name\nAmina Yusuf\nBea Cole\nCai Rees\n"));
    print(&project, &[]).exits(0);
    assert_eq!(rows(&project, "01-one")["badges"], (1, 1, 1, false, false, true));
    project.run(&[&["print", "--session", "two"], PEOPLE.as_slice()].concat()).exits(0);
    assert_eq!(rows(&project, "02-two")["diploma"], (1, 3, 3, false, false, false));
}

#[test]
fn documents_are_printed_by_themselves() {
    let project = with_documents(None);
    let run = |documents: &str, more: &[&str]| {
        let args = ["print", "--document", documents];
        project.run(&[args.as_slice(), PEOPLE.as_slice(), more].concat())
    };
    run("deal", &[]).exits(0);
    assert_eq!(rows(&project, "document-deal")["deal"].0, 12);
    run("deal:facilitator,who", &[]).exits(0);
    let both = rows(&project, "documents");
    assert_eq!((both["deal"].0, both["who"].0), (2, 1));
    print(&project, &["--document", "deal:group"]).exits(0);
    assert_eq!(rows(&project, "01-one")["deal"].0, 4);
    let ran = run("dael", &[]).exits(2);
    assert!(ran.err.contains("did you mean `deal`?"), "{}", ran.err);
    let ran = run("mail", &[]).exits(2);
    assert!(ran.err.contains("nothing called `mail`"), "{}", ran.err);
    run("deal:everybody", &[]).exits(2);
    project.run(&["print"]).exits(2);
}

#[test]
fn a_run_on_one_side_has_no_blank_pages() {
    let project = Project::of(&session());
    print(&project, &["--one-sided", "--no-staple"]).exits(0);
    let plan = plan(&project);
    assert_eq!(number(&plan["blank-pages"]), 0);
    let sheets: u64 = plan["sheets"].as_object().expect("sizes").values().map(number).sum();
    assert_eq!(number(&plan["pages"]), sheets);
    assert_eq!(pages(&folder(&project).join("print-run.pdf")) as u64, sheets);
    let rows = plan["rows"].as_array().expect("rows").iter();
    for row in rows {
        assert!(row["both-sides"] == false && row["staple"] == false, "{row}");
    }
}

#[test]
fn prices_make_costs() {
    let project = Project::of(&session());
    print(&project, &["--plan-only"]).exits(0);
    assert!(!folder(&project).exists(), "a plan only");
    let prices = "[print.prices]\ncurrency = \"€\"\npaper = { a4 = 1, a3 = 100 }\n\
                  greyscale = { a4 = 0, a3 = 0 }\ncolour = { a4 = 0, a3 = 0 }\n\n[terms.coach]";
    project.edit("sources/programme.toml", "[terms.coach]", prices);
    print(&project, &[]).exits(0);
    let plan = plan(&project);
    let expected = number(&plan["sheets"]["a4"]) + 100 * number(&plan["sheets"]["a3"]);
    assert_eq!(plan["cost"].as_f64(), Some(expected as f64));
    assert_eq!(plan["currency"], "€");
}

#[test]
fn piles_are_files_in_printing_order() {
    let project = Project::of(&session());
    let send = project.path("send");
    print(&project, &["--send", &send.to_string_lossy()]).exits(0);
    let files = super::project::files(&send);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected =
        ["01-guide.pdf", "02-handout.pdf", "03-each.pdf", "04-pair.pdf", "05-wall.pdf", "print.sh"];
    assert_eq!(names, expected);
    let script = String::from_utf8(files["print.sh"].clone()).expect("a script");
    let line = |name: &str| {
        script.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{script}"))
    };
    for part in ["-n 12 ", "media=A4 ", "sides=two-sided-long-edge ", "print-color-mode=color"] {
        assert!(line("03-each.pdf").contains(part), "{script}");
    }
    for part in ["-n 1 ", "media=A3 ", "sides=one-sided "] {
        assert!(line("05-wall.pdf").contains(part), "{script}");
    }
    assert_eq!((pages(&send.join("03-each.pdf")), pages(&send.join("04-pair.pdf"))), (2, 1));
    // Again is the same; beside what is not its own it stops.
    print(&project, &["--send", &send.to_string_lossy()]).exits(0);
    assert!(files == super::project::files(&send));
    project.put("send/06-old.pdf", "old");
    let ran = print(&project, &["--send", &send.to_string_lossy()]).exits(2);
    assert!(ran.err.contains("06-old.pdf"), "{}", ran.err);
}

#[test]
fn a_run_is_the_same_every_time() {
    let project = Project::of(&session());
    print(&project, &[]).exits(0);
    let read = || super::project::files(&folder(&project));
    let first = read();
    assert_eq!(first.len(), 4);
    print(&project, &[]).exits(0);
    assert!(first == read());
}

#[test]
fn bad_numbers_of_people_are_refused() {
    let project = Project::of(&session());
    for (arguments, why) in [
        (vec!["--session", "one", "--participants", "0"], "nobody takes part"),
        (vec!["--session", "one", "--participants", "10000"], "more than 1000 people"),
        (vec!["--session", "one", "--participants", "many"], "write a number"),
        (vec!["--session", "one", "--participants", "4", "--groups", "5"], "would be empty"),
        (vec!["--session", "one", "--without", "handuot"], "did you mean `handout`?"),
        (vec!["--session", "one", "--without", "guide,handout,each,pair,wall"], "nothing is left"),
    ] {
        let ran = project.run(&[&["print"], arguments.as_slice()].concat()).exits(2);
        assert!(ran.err.contains(why), "{arguments:?}: {}", ran.err);
    }
    let ran = project.run(&["print", "--session", "oen"]).exits(1);
    assert!(
        ran.err.contains("unknown-selection") && ran.err.contains("did you mean `one`?"),
        "{}",
        ran.err
    );
    assert!(!project.path("output").exists(), "nothing half done");
}

#[test]
fn packs_are_whole_and_verified() {
    let project =
        Project::new().session("one", &full_hour("one")).session("two", &full_hour("two"));
    project.run(&["pack"]).exits(0);
    let packs = super::project::files(&project.path("output/packs/base"));
    let names: Vec<&str> = packs.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "01-one-facilitator.zip",
            "01-one-participant.zip",
            "02-two-facilitator.zip",
            "02-two-participant.zip",
            "comms.zip",
        ]
    );
    for name in &names {
        let path = project.path("output/packs/base").join(name);
        let said = project.run(&["verify", &path.to_string_lossy()]).exits(0);
        assert!(said.err.contains("whole"), "{}", said.err);
    }
    let zip = std::io::Cursor::new(packs["01-one-participant.zip"].clone());
    let mut zip = zip::ZipArchive::new(zip).expect("a zip");
    let inside: Vec<String> =
        zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert!(
        inside.iter().all(|name| !name.contains("guide") && !name.ends_with("slides.pdf")),
        "{inside:?}"
    );
    assert!(inside.contains(&"worksheets/sheet.pdf".to_owned()), "{inside:?}");
    let mut page = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("contents.html").expect("a page"), &mut page)
        .expect("text");
    for name in inside.iter().filter(|name| *name != "manifest.json" && *name != "contents.html") {
        assert!(page.contains(&format!("href=\"{name}\"")), "{name} in {page}");
    }
    // The same bytes again; a session by itself has none of the programme's.
    project.run(&["pack", "--session", "two"]).exits(0);
    assert!(packs == super::project::files(&project.path("output/packs/base")));
    // What was changed on its way is seen.
    let mut changed = packs["comms.zip"].clone();
    let at = changed.windows(4).position(|it| it == b"PK\x03\x04").expect("a file") + 200;
    changed[at] ^= 1;
    project.put("changed.zip", changed);
    let changed = project.path("changed.zip");
    assert_ne!(project.run(&["verify", &changed.to_string_lossy()]).code, Some(0));
}

#[test]
fn names_are_safe_everywhere() {
    for (name, safe) in [
        ("slides.pdf", "slides.pdf"),
        ("What? A/B: <test>.pdf", "What- A-B- -test-.pdf"),
        ("con.pdf", "_con.pdf"),
        ("COM1.docx", "_COM1.docx"),
        ("com10.docx", "com10.docx"),
        ("ends with dot..pdf", "ends with dot.pdf"),
        ("Gweithdy ŵ.pdf", "Gweithdy ŵ.pdf"),
        ("nul.tar.gz", "_nul.tar.gz"),
        ("lpt².txt", "_lpt².txt"),
        ("a_vti_b.pdf", "a-vti-b.pdf"),
        ("Desktop.ini", "_Desktop.ini"),
    ] {
        assert_eq!(pack::safe(name), safe);
    }
    // Not longer than a path of SharePoint allows, and not with a space before its dot.
    let long = pack::safe(&format!("{}.pdf", "long ".repeat(80)));
    assert!(long.chars().count() <= 104 && long.ends_with("long.pdf"), "{long}");
}
