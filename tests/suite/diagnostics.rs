//! Every rule fires, once, at the right place, with help; every finding is collected; people and
//! programs are told the same.

use super::case::Case;
use super::picture::{SVG, bomb, png};
use super::project::{FRONT, Project, full_hour, hour, program};
use packwright::diag::{Code, Severity};
use std::collections::BTreeSet;

/// Rules that a text file cannot show: bytes, sizes, a damaged store, the command line. Each is made
/// for real by the test beside it.
const MADE_IN_CODE: &[(Code, fn())] = &[
    (Code::NotUtf8, text_that_is_not_utf8),
    (Code::FileTooLarge, a_text_too_large),
    (Code::PictureTooLarge, a_picture_too_large),
    (Code::LowResolution, a_picture_too_coarse),
    (Code::PageOverflow, a_drawing_taller_than_its_paper),
    (Code::CacheDamaged, super::incremental::a_damaged_entry_warns_and_is_made_again),
    (Code::OutputFailed, super::atomic::an_output_that_cannot_be_written),
    (Code::UnknownSelection, a_flag_that_names_nothing),
    (Code::BadOverride, super::organisation::changes_that_cannot_be_made),
    (Code::LayerClash, super::organisation::two_layers_that_undo_each_other),
    (Code::UnrecordedOverride, super::stale::a_shared_text_that_changes_is_seen),
    (Code::StaleOverride, super::stale::a_shared_text_that_changes_is_seen),
    (Code::ConflictMark, super::stale::both_sides_changed_the_same_line),
    (Code::TemplateLacks, super::word::a_template_that_lacks_styles),
];

#[test]
fn every_case_is_found_where_it_is() {
    let wrong: Vec<String> = Case::all().iter().filter_map(|case| case.verdict().err()).collect();
    assert!(wrong.is_empty(), "{} cases:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases: BTreeSet<&str> = Case::all().iter().map(|case| case.code.name()).collect();
    let coded: BTreeSet<&str> = MADE_IN_CODE.iter().map(|(code, _)| code.name()).collect();
    for code in Code::ALL {
        let made = (cases.contains(code.name()), coded.contains(code.name()));
        assert_ne!(
            made,
            (false, false),
            "`{}` has no case: add tests/cases/{}.md",
            code.name(),
            code.name()
        );
        assert_ne!(
            made,
            (true, true),
            "`{}` is in tests/cases: take it out of MADE_IN_CODE",
            code.name()
        );
    }
}

#[test]
fn text_that_is_not_utf8() {
    let project = Project::of(&hour(""))
        .file("sources/sessions/one/session.md", b"---\ntitle: Caf\xe9\n---\n");
    let built = project.check();
    let found = built.only(Code::NotUtf8);
    assert!(
        found.message.contains("`sessions/one/session.md`") && found.message.contains("byte 14"),
        "{}",
        found.message
    );
    assert_eq!(found.help, ["save it again as UTF-8"]);
}

#[test]
fn a_text_too_large() {
    let long = "Five million letters.\n".repeat(240_000);
    let project = Project::of(&hour("::: include {src=\"long.md\"}\n:::"))
        .file("sources/sessions/one/long.md", &long);
    let built = project.check();
    let found = built.only(Code::FileTooLarge);
    assert_eq!(found.place, "sessions/one/session.md:17:14");
    assert!(
        found.message.contains("`sessions/one/long.md` is 5 MB large; the limit is 4 MB"),
        "{}",
        found.message
    );
    // The session itself, too.
    let project = Project::of(&format!("{FRONT}{long}"));
    assert_eq!(project.check().codes(), ["file-too-large"]);
}

#[test]
fn a_picture_too_large() {
    let project = Project::of(&hour("![A wall](wall.png)"))
        .file("sources/sessions/one/wall.png", bomb(60_000, 60_000));
    let built = project.check();
    let found = built.only(Code::PictureTooLarge);
    assert_eq!(found.place, "sessions/one/session.md:17:1");
    assert!(found.message.contains("3600 megapixels"), "{}", found.message);
}

#[test]
fn a_picture_too_coarse() {
    let slide = "::: slide {#one layout=picture}\n## One\n\n![A ward](ward.png)\n:::";
    let project = Project::of(&hour(slide)).file("sources/sessions/one/ward.png", png(500, 400));
    let built = project.check();
    let found = built.only(Code::LowResolution);
    assert_eq!(found.severity, Severity::Warning);
    assert_eq!(found.place, "sessions/one/session.md:20:1");
    assert!(
        found.message.contains("dots per inch") && found.help[0].contains("150"),
        "{}",
        found.terminal
    );
    project.put("sources/sessions/one/ward.png", png(2000, 1600));
    project.check().clean();
    project.edit("sources/sessions/one/session.md", "ward.png", "ward.svg");
    project.put("sources/sessions/one/ward.svg", SVG);
    project.check().clean();
}

/// Which documents show it and how often differs with the layout; that it is an error does not.
#[test]
fn a_drawing_taller_than_its_paper() {
    let branches: String =
        (0..60).map(|n| format!("  - Primary {n}\n    - Secondary {n}\n")).collect();
    let sheet = format!(
        ":::: worksheet {{title=\"Sheet\"}}\n::: driver-diagram {{#d}}\n- Aim\n{branches}:::\n::::"
    );
    let built = Project::of(&hour(&sheet)).check();
    let of = built.of(Code::PageOverflow);
    assert!(
        of.iter().any(|found| found
            .help
            .iter()
            .any(|help| help == "in sessions/01-one/worksheets/sheet.pdf")),
        "{}",
        built.text()
    );
    assert!(
        of.iter().all(|found| found.severity == Severity::Error
            && found.message.contains("outside the paper"))
    );
    assert_eq!(of.len(), built.found.len(), "{}", built.text());
}

#[test]
fn words_wider_than_the_paper_are_found() {
    let long = "Pneumono".repeat(40);
    let slide = format!("::: slide {{#a}}\n## One\n\n{}\n:::", "Pneumono".repeat(12));
    let table = format!(
        "| a{}|\n|---{}|\n| x{}|",
        " | Pneumonoultramicroscopic".repeat(12),
        "|---".repeat(12),
        " | x".repeat(12)
    );
    for text in [
        format!(":::: worksheet {{title=\"Sheet\"}}\n{long}\n::::"),
        slide,
        format!(":::: worksheet {{title=\"Sheet\"}}\n{table}\n::::"),
    ] {
        let built = Project::of(&hour(&text)).check();
        assert!(!built.of(Code::PageOverflow).is_empty(), "{text:.60} fits?\n{}", built.text());
    }
}

#[test]
fn a_box_taller_than_its_paper_is_found() {
    let sheet =
        ":::: worksheet {title=\"Sheet\"}\n::: box {#a label=\"A\" height=400mm}\n:::\n::::";
    let built = Project::of(&hour(sheet)).check();
    assert!(!built.of(Code::PageOverflow).is_empty(), "{}", built.text());
}

#[test]
fn a_flag_that_names_nothing() {
    let project = Project::of(&hour(""));
    let ran = project.run(&["build", "--session", "onee", "--format", "json"]).exits(1);
    let found = &ran.json()[0];
    assert_eq!(found["code"], "unknown-selection");
    assert_eq!(found["message"], "there is no session `onee`");
    assert!(found["help"].to_string().contains("did you mean `one`?"), "{found}");
    assert!(project.files().is_empty(), "nothing is made when the selection is wrong");
    project.run(&["build", "--workstream", "steam"]).exits(1);
}

/// A session with six different mistakes, from the front matter to its end.
fn six_mistakes() -> Project {
    let text = hour(
        "::: sya\nHello.\n:::\n\n::: slide {#a layuot=content}\nNo title.\n:::\n\n![](gone.svg)\n\n<br>\n\n{{nobody}}",
    );
    Project::of(&text).session("two", &full_hour("two").replace("60m type", "55m type"))
}

#[test]
fn all_problems_are_collected() {
    let built = six_mistakes().check();
    let wanted = [
        "unknown-container",
        "missing-title",
        "unknown-attribute",
        "missing-alt-text",
        "html-not-allowed",
        "unknown-variable",
        "duration-mismatch",
    ];
    for code in wanted {
        assert!(built.codes().contains(&code), "{code}\n{}", built.text());
    }
    let lines: Vec<&str> = built.found.iter().map(|found| found.place.as_str()).collect();
    assert!(
        lines.windows(2).all(|pair| !pair[1].contains("/one/") || pair[0].contains("/one/")),
        "{lines:?}"
    );
}

#[test]
fn people_and_programs_are_told_the_same() {
    let project = six_mistakes();
    let expected = project.check();
    let data = project.run(&["check", "--format", "json"]).exits(1);
    let list = data.json();
    let list = list.as_array().expect("a list");
    assert_eq!(list.len(), expected.found.len());
    let text = project.run(&["check"]).exits(1);
    for (found, json) in expected.found.iter().zip(list) {
        assert_eq!(*json, found.json);
        assert_eq!(json["code"], found.code.name());
        assert_eq!(json["message"], found.message.as_str());
        assert!(json["place"]["end_column"].is_u64() && json["severity"].is_string(), "{json}");
        assert!(
            text.err.contains(&format!("[{}]: {}", found.code.name(), found.message)),
            "{}",
            text.err
        );
        assert!(text.err.contains(&found.place), "{} in\n{}", found.place, text.err);
        assert!(
            found.help.iter().all(|help| text.err.contains(help.lines().next().unwrap_or(""))),
            "{}",
            text.err
        );
    }
    assert!(text.err.contains("^"), "the words are underlined:\n{}", text.err);
}

#[test]
fn the_underline_is_below_its_words() {
    let built =
        Project::of(&hour("::: slide {#one layuot=content}\n## ŵ – one\n\nText.\n:::")).check();
    let found = built.only(Code::UnknownAttribute);
    let lines: Vec<&str> = found.terminal.lines().collect();
    let at = lines.iter().position(|line| line.contains("::: slide")).expect("the line is shown");
    let column = lines[at].find("layuot").expect("the word is shown");
    assert_eq!(lines[at + 1].find('^'), Some(column), "\n{}", found.terminal);
    assert_eq!(lines[at + 1].matches('^').count(), "layuot=content".len(), "\n{}", found.terminal);
}

#[test]
fn warnings_fail_only_when_denied() {
    let project = Project::of(&hour("")).file("sources/sessions/two/session.md", "Not yet.");
    for command in ["check", "build"] {
        let ran = project.run(&[command]).exits(0);
        assert!(ran.err.contains("warning[unlisted-session]"), "{}", ran.err);
        project.run(&[command, "--deny", "warnings"]).exits(1);
    }
}

#[test]
fn explain_knows_every_code() {
    let all = program().arg("explain").output().expect("the program runs");
    let all = String::from_utf8(all.stdout).expect("UTF-8");
    for code in Code::ALL {
        let line = all.lines().find(|line| line.split_whitespace().next() == Some(code.name()));
        assert!(line.is_some_and(|line| line.contains(code.summary())), "{}", code.name());
        let one = program().args(["explain", code.name()]).output().expect("the program runs");
        let one = String::from_utf8(one.stdout).expect("UTF-8");
        assert!(one.starts_with(&format!("{} (", code.name())), "{one}");
        assert!(
            one.contains(code.why()) && one.contains(code.example().lines().next().unwrap_or("?")),
            "{one}"
        );
    }
    let ran = program().args(["explain", "missing-alt-txt"]).output().expect("the program runs");
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("did you mean `missing-alt-text`?"));
}

#[test]
fn codes_are_written_as_the_house_writes() {
    let mut names = BTreeSet::new();
    for code in Code::ALL {
        assert!(names.insert(code.name()), "{} twice", code.name());
        assert!(
            code.name().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            code.name()
        );
        assert!(!code.summary().ends_with('.'), "{}", code.summary());
        assert!(!code.summary().starts_with(|c: char| c.is_uppercase()), "{}", code.summary());
        assert!(code.why().ends_with(['.', '?']) && !code.example().is_empty(), "{}", code.name());
    }
}

#[test]
fn without_a_programme_the_command_says_how_to_start() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for command in
        [&["build"][..], &["check"], &["list"], &["model", "--session", "one"], &["watch"]]
    {
        let ran = program()
            .arg("-C")
            .arg(folder.path())
            .args(command)
            .output()
            .expect("the program runs");
        assert_eq!(ran.status.code(), Some(2), "{command:?}");
        assert!(
            String::from_utf8_lossy(&ran.stderr).contains("packwright new <folder>"),
            "{command:?}"
        );
    }
    let project = Project::of(&hour("")).file("sources/programme.toml", "sessions = [");
    let ran = project.run(&["build"]).exits(1);
    assert!(
        ran.err.contains("error[bad-programme]") && ran.err.contains("programme.toml:1:"),
        "{}",
        ran.err
    );
}
