//! A hundred organisations: every session, every PDF, Word and PowerPoint file of each, on two cores; then
//! one word in a slide that all share, and one word in one organisation.
//!
//! `EDITIONS=20` makes it shorter: so many organisations in place of a hundred.

use super::figure::{Figure, Target};
use super::project::Project;
use serde_json::json;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many organisations, unless the environment says otherwise.
const ORGANISATIONS: usize = 100;
/// Threads: the project's machines have two cores.
const CORES: &str = "2";
/// How often the memory of the running program is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// All figures, from one project.
pub fn figures() {
    let most = std::env::var("EDITIONS").ok().and_then(|it| it.parse().ok());
    let most: usize = most.unwrap_or(ORGANISATIONS);
    let project = Project::copy();
    std::fs::remove_dir_all(project.at("sources/organisations")).expect("it has organisations");
    let mut runs = Vec::new();
    for count in [1, 10, most] {
        (1..=count).for_each(|number| organisation(&project, number, "Organisation"));
        for folder in ["output", ".packwright"] {
            let _ = std::fs::remove_dir_all(project.at(folder));
        }
        let run = build(&project, &ALL);
        println!(
            "  {count} organisations: {} files in {:.1} s, {:.1} s CPU, {:.2} ms CPU each, {:.0} MB",
            run.files,
            run.wall,
            run.cpu,
            run.each(),
            run.peak_mb
        );
        runs.push(run);
    }
    let (one, ten, all) = (&runs[0], &runs[1], &runs[2]);
    let from = json!({
        "organisations": [1, 10, most],
        "files": runs.iter().map(|run| run.files).collect::<Vec<_>>(),
        "wall_s": runs.iter().map(|run| run.wall).collect::<Vec<_>>(),
        "cpu_s": runs.iter().map(|run| run.cpu).collect::<Vec<_>>(),
        "peak_mb": runs.iter().map(|run| run.peak_mb).collect::<Vec<_>>(),
    });
    let figure =
        |name, value, unit, target| Figure { name, value, unit, target, from: from.clone() };
    let rate = all.files as f64 / all.wall;
    figure("editions-speed", rate, "files per second", Target::AtLeast(60.0))
        .print(&format!("{most} organisations, {} files, two threads", all.files));
    figure("editions-memory", all.peak_mb, "MB", Target::AtMost(900.0))
        .print(&format!("peak memory of {most} organisations"));
    figure("editions-flat", all.each() / ten.each(), "of the time at 10", Target::AtMost(1.1))
        .print(&format!("CPU time a file at {most} organisations beside that at 10"));
    figure("editions-flat-10", ten.each() / one.each(), "of the time at 1", Target::AtMost(1.1))
        .print("CPU time a file at 10 organisations beside that at 1");
    let reused = 1.0 - all.each() / one.each();
    figure("editions-reused", reused, "of the work of one edition alone", Target::AtLeast(0.4))
        .print(&format!("work that {most} editions share"));
    shared_slide(&project, most);
    one_organisation(&project, most);
}

/// One word of a slide that all have: deck, handout and guide of its session are made again.
fn shared_slide(project: &Project, most: usize) {
    let unchanged = build(project, &ALL);
    assert_eq!(unchanged.made, 0, "nothing has changed");
    let sessions = std::fs::read_dir(project.at("sources/sessions")).expect("sessions");
    let mut ids: Vec<String> =
        sessions.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    ids.sort();
    let listed =
        std::fs::read_to_string(project.at("sources/programme.toml")).expect("a programme");
    let is_taught = |id: &&String| listed.contains(&format!("\n  \"{id}\""));
    let id = ids.iter().find(is_taught).expect("a session that is taught");
    let file = project.at(&format!("sources/sessions/{id}/session.md"));
    let text = std::fs::read_to_string(&file).expect("a session");
    let slide = text.find("::: slide").expect("a slide");
    let end = slide + text[slide..].find("\n## ").expect("a title") + 4;
    let line = end + text[end..].find('\n').expect("an end of line");
    let changed = format!("{} today{}", &text[..line], &text[line..]);
    std::fs::write(file, changed).expect("the session can be written");
    let run = build(project, &ALL);
    let only = [&ALL[..], &["--session", id, "--only", "slides,handout,guide"]].concat();
    let clean = clean(project, &only);
    report("editions-slide", "one word of a shared slide", most, (&run, &clean, &unchanged));
}

/// One word of one organisation: its files and no others.
fn one_organisation(project: &Project, most: usize) {
    let unchanged = build(project, &ALL);
    organisation(project, most, "Trust");
    let run = build(project, &ALL);
    assert_eq!(run.editions, 1, "only one edition has changed");
    let clean = clean(project, &["--organisation", &format!("org-{most:03}")]);
    report("editions-one", "one word of one organisation", most, (&run, &clean, &unchanged));
}

/// The same documents made from nothing: what a change should cost, and no more.
fn clean(project: &Project, asked: &[&str]) -> Run {
    let (kept, aside) = (project.at(".packwright"), project.at(".aside"));
    std::fs::rename(&kept, &aside).expect("the store is there");
    let other = project.at("clean");
    let run = build(project, &[asked, &["--output", &other.to_string_lossy()]].concat());
    std::fs::remove_dir_all(&kept).expect("a new store");
    std::fs::remove_dir_all(other).expect("a new output");
    std::fs::rename(aside, kept).expect("the store is there");
    run
}

/// What a change costs beside making from nothing what it touches.
fn report(name: &str, what: &str, most: usize, (run, clean, unchanged): (&Run, &Run, &Run)) {
    assert_eq!(run.made, clean.made, "what the change touches, and nothing else");
    let from = json!({
        "organisations": most, "files": run.files, "made": run.made, "editions": run.editions,
        "wall_s": run.wall, "cpu_s": run.cpu, "peak_mb": run.peak_mb,
        "clean_wall_s": clean.wall, "clean_cpu_s": clean.cpu,
        "unchanged_wall_s": unchanged.wall, "unchanged_cpu_s": unchanged.cpu,
    });
    let (value, unit) = (run.cpu / clean.cpu, "of the CPU time of making these files from nothing");
    Figure { name, value, unit, target: Target::AtMost(1.5), from }.print(&format!(
        "{what} of {most} organisations: {} of {} files made, in {} editions, {:.1} s (from nothing {:.1} s; nothing changed: {:.1} s), {:.0} MB",
        run.made, run.files, run.editions, run.wall, clean.wall, unchanged.wall, run.peak_mb
    ));
}

fn organisation(project: &Project, number: usize, word: &str) {
    let folder = project.at(&format!("sources/organisations/org-{number:03}"));
    std::fs::create_dir_all(&folder).expect("a folder in the temporary folder");
    let text = format!(
        "[organisation]\nname = \"{word} number {number}\"\nshort = \"Org {number}\"\n\
         contact = \"coaches@org-{number}.example.org\"\n[brand.colours]\nprimary = \"#{:02X}3F6C\"\naccent = \"#7A{:02X}2B\"\n",
        (number * 37) % 90,
        (number * 53) % 60
    );
    std::fs::write(folder.join("organisation.toml"), text).expect("a file in the folder");
}

/// What a build has made, and what it took.
struct Run {
    files: usize,
    made: usize,
    editions: usize,
    wall: f64,
    cpu: f64,
    peak_mb: f64,
}

impl Run {
    /// Milliseconds of CPU time a file.
    fn each(&self) -> f64 {
        1000.0 * self.cpu / self.files as f64
    }
}

/// All editions.
const ALL: [&str; 1] = ["--all-organisations"];

/// Builds as a process of its own.
fn build(project: &Project, asked: &[&str]) -> Run {
    let log = std::fs::File::create(project.at("log")).expect("a file in the temporary folder");
    let out = std::fs::File::create(project.at("out")).expect("a file in the temporary folder");
    let (start, before) = (Instant::now(), super::process::children_cpu());
    let mut child = Command::new(env!("CARGO_BIN_EXE_packwright"))
        .arg("-C")
        .arg(project.path())
        .args(["build", "--explain", "--jobs", CORES])
        .args(asked)
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(log)
        .spawn()
        .expect("the program is there");
    let mut peak_kb = 0;
    let status = loop {
        peak_kb = peak_kb.max(super::process::peak_kb(&child.id().to_string()));
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None => std::thread::sleep(LOOK),
        }
    };
    let (wall, cpu) = (start.elapsed().as_secs_f64(), super::process::children_cpu() - before);
    let read = |name: &str| std::fs::read_to_string(project.at(name)).expect("a log");
    // Findings about the sources make the exit code 1; the build is measured all the same.
    assert!(matches!(status.code(), Some(0 | 1)), "{}", read("log"));
    let lines = read("out");
    let made: Vec<&str> = lines.lines().filter(|line| line.contains(": typeset")).collect();
    // Where there are several, a line begins with its edition.
    let mut editions: Vec<&str> =
        made.iter().filter_map(|line| line.split_once('/')).map(|(edition, _)| edition).collect();
    editions.sort_unstable();
    editions.dedup();
    Run {
        files: lines.lines().count(),
        made: made.len(),
        editions: editions.len(),
        wall,
        cpu,
        peak_mb: peak_kb as f64 / 1024.0,
    }
}
