//! What the README promises is there: its commands are commands, its paths exist.

use super::project::{checkout, program};
use super::real;
use std::collections::BTreeSet;

fn readme() -> Option<String> {
    // Until it is written there is nothing to hold it to.
    std::fs::read_to_string(checkout().join("README.md")).ok()
}

/// Lines of fenced blocks in a shell's language.
fn shell_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut shell = None;
    for line in text.lines() {
        match (line.trim().strip_prefix("```"), shell) {
            (Some(info), None) => {
                shell = Some(["sh", "bash", "console", "shell"].contains(&info.trim()))
            }
            (Some(_), Some(_)) => shell = None,
            (None, Some(true)) => lines.push(line.trim().trim_start_matches("$ ").to_owned()),
            (None, _) => {}
        }
    }
    lines
}

/// The arguments of a line that runs packwright; a comment behind it is not one.
fn arguments(line: &str) -> Option<Vec<String>> {
    let line = line.split(" #").next().unwrap_or("");
    let runs = [
        "cargo run --release -- ",
        "packwright ",
        "target/release/packwright ",
        "./target/release/packwright ",
    ];
    let rest = runs.iter().find_map(|run| line.strip_prefix(run))?;
    Some(rest.split_whitespace().map(|word| word.trim_matches(['"', '\'']).to_owned()).collect())
}

#[test]
fn its_two_commands_are_there() {
    let Some(text) = readme() else { return };
    let lines = shell_lines(&text);
    for needed in ["cargo run --release -- build", "cargo test --release"] {
        assert!(lines.iter().any(|line| line == needed), "the README does not say `{needed}`");
    }
}

/// In their order, as a reader would, in a copy of what a fresh clone has after its first build.
#[test]
fn its_commands_run() {
    let Some(text) = readme() else { return };
    let (real, _) = real::built();
    let folder = tempfile::tempdir().expect("a temporary folder");
    for part in ["sources", "output", ".packwright"] {
        super::project::copy(&real.path(part), &folder.path().join(part));
    }
    let commands: Vec<Vec<String>> =
        shell_lines(&text).iter().filter_map(|line| arguments(line)).collect();
    assert!(commands.len() >= 8, "too few commands to be a README: {commands:?}");
    for command in &commands {
        // It ends when the reader ends it; that it works is tested elsewhere.
        let watches = command.iter().any(|word| word == "watch");
        let help: &[&str] = if watches { &["--help"] } else { &[] };
        let output = program()
            .current_dir(folder.path())
            .args(command)
            .args(help)
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success(),
            "the README's `{}` ends with {:?}:\n{said}",
            command.join(" "),
            output.status.code()
        );
    }
}

/// What is named in code, such as `--handout` or `slide-overflow`, is there.
#[test]
fn its_flags_exist() {
    let Some(text) = readme() else { return };
    let commands = super::COMMANDS;
    let help: String = commands
        .iter()
        .map(|command| program().args([command, "--help"]).output().expect("the program runs"))
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .collect();
    let ours = text.lines().filter(|line| !line.starts_with("cargo ") || line.contains(" -- "));
    let flags: BTreeSet<&str> = ours
        .flat_map(|line| line.split(" -- ").last())
        .flat_map(|line| line.split(|c: char| c.is_whitespace() || "`(),;|".contains(c)))
        .filter(|word| {
            word.starts_with("--") && word[2..].starts_with(|c: char| c.is_ascii_lowercase())
        })
        .map(|word| word.split(['=', '.']).next().unwrap_or(word))
        // Cargo's own.
        .filter(|flag| !["--path", "--release"].contains(flag))
        .collect();
    assert!(flags.contains("--handout") && flags.len() >= 5, "{flags:?}");
    let missing: Vec<&&str> = flags.iter().filter(|flag| !help.contains(**flag)).collect();
    assert!(missing.is_empty(), "no command has {missing:?}");
}

/// The example of a finding is what the program says.
#[test]
fn its_example_of_a_finding_is_real() {
    let Some(text) = readme() else { return };
    let Some(example) =
        text.split("```text\nerror[").nth(1).and_then(|rest| rest.split("```").next())
    else {
        return;
    };
    let code = example.split(']').next().unwrap_or("");
    assert!(packwright::diag::Code::from_name(code).is_some(), "the README shows `{code}`");
}

/// Folders that the reader is told to make.
const TO_BE_MADE: &[&str] = &["layouts/ours/"];

#[test]
fn its_paths_exist() {
    let Some(text) = readme() else { return };
    let tops = ["src/", "sources/", "layouts/", "fonts/", "tests/", ".ci/", "Cargo.", "LICENSE"];
    let words = text.split(|c: char| c.is_whitespace() || "`()[]\"'<>|,;".contains(c));
    let named: BTreeSet<&str> = words
        .map(|word| word.trim_end_matches(['.', ':', '!', '?']).trim_start_matches("./"))
        .filter(|word| tops.iter().any(|top| word.starts_with(top)))
        // `<id>`, `…` and `*` stand for any name.
        .filter(|word| !word.contains(['…', '*', '{']) && !TO_BE_MADE.contains(word))
        .collect();
    for path in &named {
        assert!(
            checkout().join(path.split('#').next().unwrap_or("")).exists(),
            "the README names `{path}`"
        );
    }
    assert!(named.len() >= 3, "the README names hardly any file: {named:?}");
    // Pictures and pages it links to.
    for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ', '#']).next()) {
        let local = !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:");
        assert!(!local || checkout().join(target).exists(), "the README links to `{target}`");
    }
}

/// The same reading finds a mistake where there is one.
#[test]
fn a_wrong_readme_would_be_found() {
    let text = "```sh\n$ cargo run --release -- build --session x   # one\n```\n\n```toml\npackwright = 1\n```\n";
    let lines = shell_lines(text);
    assert_eq!(lines, ["cargo run --release -- build --session x   # one"]);
    assert_eq!(arguments(&lines[0]).expect("a command"), ["build", "--session", "x"]);
}
