//! What documents take from the programme itself, and what sessions say of each other.

use super::project::{Project, full_hour, hour, member};
use packwright::diag::{Code, Findings};
use packwright::pack::{self, Asked};
use packwright::part::{Document, DocumentKind, plain_parts};
use packwright::plan::Choice;

const LIST: &str = "sources/documents/list/document.md";

/// Two sessions and a document with this body.
fn project(body: &str) -> Project {
    let second = full_hour("two").replace(
        "audience: Everyone\n",
        "audience: Everyone\nbuilds-on: [one/know]\nafter:\n  - Try it\n",
    );
    Project::of(&full_hour("one"))
        .session("two", &second.replace("title: An hour", "title: The next hour"))
        .file(LIST, format!("---\ntitle: List\nform: guidance\n---\n\n# First\n\n{body}\n"))
}

fn documents(project: &Project) -> Vec<Document> {
    let mut findings = Findings::default();
    let (_, prepared) = pack::prepare(&project.world(), &Asked::default(), &mut findings);
    prepared.expect("a programme").all(&Choice::default()).collect()
}

/// The lines that the document says.
fn lines(body: &str) -> Vec<String> {
    let project = project(body);
    project.check().clean();
    let all = documents(&project);
    let paper = all.iter().find(|it| it.kind == DocumentKind::Paper).expect("a document");
    plain_parts(&paper.parts)
}

#[test]
fn sessions_are_listed_with_their_total() {
    let lines = lines("::: sessions {summary=true}\n:::");
    let all = lines.join("|");
    assert!(
        all.contains("1|An hour A session for a test.|A workstream|1\u{a0}h|2|The next hour"),
        "{all}"
    );
    assert!(all.ends_with("All sessions|2\u{a0}h"), "{all}");
}

#[test]
fn the_map_follows_the_outcomes() {
    let all = lines("::: curriculum-map\n:::").join("|");
    assert!(all.contains("1|An hour|Know it|A1\u{a0} Know it"), "{all}");
    let all = lines("::: curriculum-map {as=grid}\n:::").join("|");
    assert!(all.contains("Session|A1|1. An hour|●|2. The next hour|●"), "{all}");
}

#[test]
fn competencies_name_the_sessions_that_develop_them() {
    let all = lines("::: competencies\n:::").join("|");
    assert!(all.contains("A. A workstream") && all.ends_with("A1|Know it|1, 2"), "{all}");
    let all = lines("::: competencies {as=self-assessment}\n:::").join("|");
    assert!(
        all.contains("Before the programme|Not yet|I could show others|After the programme"),
        "{all}"
    );
}

#[test]
fn worksheets_key_points_and_words_are_collected() {
    let all = lines("::: worksheets-list\n:::").join("|");
    assert!(all.contains("1|An hour|Sheet of one|one for each person|A4 portrait"), "{all}");
    let all = lines("::: key-points\n:::").join("|");
    assert!(all.contains("1. An hour|One|Two|Three|2. The next hour|One|Two|Three"), "{all}");
    let project = project("::: glossary\n:::");
    let file = "sources/programme.toml";
    project.edit(file, "plural = \"quality coaches\"", "plural = \"quality coaches\"\nmeaning = \"Helps a colleague\"\n\n[glossary]\n\"run chart\" = \"What a {{coach}} draws\"");
    project.check().clean();
    let all = documents(&project);
    let paper = all.iter().find(|it| it.kind == DocumentKind::Paper).expect("a document");
    let all = plain_parts(&paper.parts).join("|");
    assert!(
        all.ends_with("Quality coach|Helps a colleague|Run chart|What a quality coach draws"),
        "{all}"
    );
}

#[test]
fn a_handbook_holds_the_worksheets_in_full() {
    let project = project("::: session-pages\n:::");
    let built = project.build().clean();
    let made = built.documents.iter().find(|it| it.path == "documents/list.pdf").expect("a PDF");
    // The first section, then a page of each session and its worksheet.
    assert_eq!(made.pages, 5);
    let file = std::fs::read(project.path("output/base/documents/list.docx")).expect("a Word file");
    let text = String::from_utf8(member(&file, "word/document.xml")).expect("UTF-8");
    assert_eq!(
        text.matches("<w:sectPr>").count(),
        5,
        "before and behind each worksheet, and the last"
    );
    for said in ["By the end, you can", "Try it", "Sheet of two", "What we think", "My notes"] {
        assert!(text.contains(said), "{said}");
    }
}

#[test]
fn the_guide_says_what_a_session_builds_on() {
    let all = documents(&project("Text."));
    let guides: Vec<_> = all.iter().filter(|it| it.kind == DocumentKind::Guide).collect();
    let said = |at: usize| plain_parts(&guides[at].parts).join("|");
    assert!(said(1).contains("Builds on|1. An hour: Know it"), "{}", said(1));
    assert!(!said(0).contains("Builds on"));
}

#[test]
fn an_edition_in_another_order_is_warned() {
    let organisation = "[organisation]\nname = \"North\"\n";
    let file = "sources/organisations/north/organisation.toml";
    let project =
        project("Text.").file(file, format!("sessions = [\"two\", \"one\"]\n{organisation}"));
    let codes = |project: &Project| {
        let ran = project.run(&["check", "--organisation", "north", "--format", "json"]).exits(0);
        let found = ran.json();
        let all = found.as_array().expect("a list").iter();
        all.map(|it| it["code"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&project), [Code::TaughtLater.name()]);
    project.put(file, format!("sessions = [\"two\"]\n{organisation}"));
    assert_eq!(codes(&project), [Code::TaughtLater.name()]);
    project.put(file, format!("sessions = [\"two\"]\nassumed = [\"one\"]\n{organisation}"));
    assert!(codes(&project).is_empty());
}

#[test]
fn the_list_says_how_hard_things_are_to_read() {
    let text = "We ask. They think about it for a while, and nobody speaks. ".repeat(20);
    let project = Project::of(&hour(&text));
    let list = project.run(&["list", "--json"]).exits(0).json();
    let reading = &list["sessions"][0]["reading"];
    assert!(reading["ease"].as_f64().is_some_and(|ease| ease > 80.0), "{reading}");
    assert!(project.run(&["list"]).exits(0).out.contains("(reading ease "));
}
