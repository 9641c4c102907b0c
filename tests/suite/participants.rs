//! What each participant gets, and what is sent: certificates, badges, registers, e-mails, pictures.

use super::project::{Project, hour, member};

const CERTIFICATE: &str = "---\ntitle: Certificate\nform: certificate\nlandscape: true\n---\n\nThis is to say that\n\n# {{participant.name}} {#name}\n\nof {{participant.team}} was there.\n\n::: signature {#lead label=\"Lead\"}\n:::\n";

fn cohort(list: &str) -> Project {
    Project::of(&hour(""))
        .file(
            "sources/organisations/trust/organisation.toml",
            "[organisation]\nname = \"The Trust\"\n[cohort]\nparticipants = \"people.csv\"\n",
        )
        .file("sources/organisations/trust/people.csv", list)
}

fn bytes(project: &Project, path: &str) -> Vec<u8> {
    std::fs::read(project.path(&format!("output/{path}"))).expect(path)
}

fn text(project: &Project, path: &str) -> String {
    String::from_utf8(bytes(project, path)).expect("UTF-8")
}

/// How many pages the trust's PDF of a document has, and what its Word file says.
fn of_trust(project: &Project, id: &str) -> (usize, String) {
    let pdf = bytes(project, &format!("trust/documents/{id}.pdf"));
    let pages = lopdf::Document::load_mem(&pdf).expect("a PDF").get_pages().len();
    let word = member(&bytes(project, &format!("trust/documents/{id}.docx")), "word/document.xml");
    (pages, String::from_utf8(word).expect("XML"))
}

#[test]
fn each_participant_gets_a_certificate() {
    // As a spreadsheet writes it where the comma is the decimal sign: semicolons, a byte order mark, CRLF.
    let list = "\u{feff}Name;Team\r\nZoë O’Brien-Łukasz;Ward 6\r\nSiân ap Gŵyn;Ward 7\r\n";
    let project = cohort(list).file("sources/documents/certificate/document.md", CERTIFICATE);
    project.run(&["build", "--organisation", "trust"]).exits(0);
    let (pages, word) = of_trust(&project, "certificate");
    assert_eq!(pages, 2);
    for words in ["Zoë O’Brien-Łukasz", "Ward 6", "Siân ap Gŵyn", "Ward 7"] {
        assert!(word.contains(words), "`{words}` in {word}");
    }
}

#[test]
fn without_a_list_one_copy_says_what_is_missing() {
    let project = Project::of(&hour(""))
        .file("sources/documents/certificate/document.md", CERTIFICATE)
        .file("sources/organisations/trust/organisation.toml", "");
    let built = project.run(&["build", "--organisation", "trust"]).exits(0);
    assert!(built.err.contains("0 errors"), "{}", built.err);
    let (pages, word) = of_trust(&project, "certificate");
    assert_eq!(pages, 1);
    assert!(word.contains("[name]") && word.contains("[team]"), "{word}");
}

#[test]
fn a_column_that_the_list_lacks_is_said_once() {
    let list = "name\nAmina Yusuf\nBea Cole\n";
    let project = cohort(list).file("sources/documents/certificate/document.md", CERTIFICATE);
    let built = project.run(&["build", "--organisation", "trust"]);
    assert_eq!(built.err.matches("unknown variable or term `{{participant.team}}`").count(), 1);
    assert!(built.err.contains("participant.name"), "what there is: {}", built.err);
}

#[test]
fn a_name_that_no_font_has_is_explained_by_its_row() {
    let list = "name,team\nAmina Yusuf,Ward 6\n王小明,Ward 7\n";
    let project = cohort(list).file("sources/documents/certificate/document.md", CERTIFICATE);
    let built = project.run(&["check", "--organisation", "trust"]);
    assert_eq!(built.err.matches("error[glyph-missing]").count(), 1, "{}", built.err);
    for words in ["`小` (U+5C0F)", "in `王小明`", "organisations/trust/people.csv:3:1"] {
        assert!(built.err.contains(words), "`{words}` in {}", built.err);
    }
}

#[test]
fn an_email_is_a_draft_with_html_and_plain_text() {
    let mail = "---\ntitle: Would you coach a team?\nform: email\n---\n\nDear {{organisation.short}} & all,\n\n- One & 1 < 2\n- Two\n\n[Apply](https://example.org/apply)\n";
    let project = Project::of(&hour("")).file("sources/documents/invite/document.md", mail);
    project.run(&["build"]).exits(0);
    let read = |end: &str| text(&project, &format!("base/documents/invite.{end}"));
    let page = read("html");
    for words in [
        "<html lang=\"en",
        "Hospital &amp; all",
        "<li>One &amp; 1 &lt; 2</li>",
        "href=\"https://example.org/apply\"",
    ] {
        assert!(page.contains(words), "`{words}` in\n{page}");
    }
    let plain = read("txt");
    for words in ["Hospital & all", "* One & 1 < 2", "Apply <https://example.org/apply>"] {
        assert!(plain.contains(words), "`{words}` in\n{plain}");
    }
    let draft = read("eml");
    assert!(draft.starts_with("Subject: Would you coach a team?\r\nX-Unsent: 1\r\n"), "{draft}");
    for words in ["multipart/alternative", "text/plain", "text/html"] {
        assert!(draft.contains(words), "`{words}` in\n{draft}");
    }
    assert!(!draft.contains("\r\nDate:"), "the same draft tomorrow:\n{draft}");
}

#[test]
fn a_picture_comes_square_and_wide_and_says_what_it_shows() {
    let social = "---\ntitle: Ask the next question\nsubtitle: Places are open\nform: social\n---\n\nexample.org\n";
    let project = Project::of(&hour("")).file("sources/documents/join/document.md", social);
    project.run(&["build"]).exits(0);
    for (shape, size) in [("square", (1080, 1080)), ("wide", (1200, 630))] {
        let path = project.path(&format!("output/base/documents/join-{shape}.png"));
        assert_eq!(image::image_dimensions(path).expect("a picture"), size);
        let said = text(&project, &format!("base/documents/join-{shape}.txt"));
        assert_eq!(
            said,
            "Ask the next question. Places are open. example.org. Harbour Hospital.\n"
        );
    }
}

#[test]
fn the_register_has_a_row_for_each_and_a_column_for_each_session() {
    let register = "---\ntitle: Register\nform: register\nlandscape: true\n---\n\nTick.\n";
    let project = cohort("name,team\nAmina Yusuf,Ward 6\nBea Cole,\n")
        .file("sources/documents/register/document.md", register);
    let model = project.run(&["build", "--organisation", "trust"]).exits(0);
    assert!(model.err.contains("0 warnings"), "{}", model.err);
    let (_, word) = of_trust(&project, "register");
    for name in ["Amina Yusuf", "Ward 6", "Bea Cole", "1\u{a0}An\u{a0}hour"] {
        assert!(word.contains(name), "`{name}` in {word}");
    }
}
