//! What a user waits for: a build with nothing changed, and an edit under `watch`.

use super::figure::{Figure, Target, median};
use super::process::cost;
use super::project::Project;
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// How often each is done.
const ROUNDS: usize = 11;
/// Longer than this no build takes.
const PATIENCE: Duration = Duration::from_secs(120);

fn packwright(project: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
    command.arg("-C").arg(project);
    command
}

/// The whole process of a second build.
pub fn unchanged() {
    let project = Project::copy();
    let build = || {
        let mut command = Command::new("sh");
        // Findings about the sources make the exit code 1; the build is measured all the same.
        command.args(["-c", "\"$0\" -C \"$1\" build || test $? = 1"]);
        command.arg(env!("CARGO_BIN_EXE_packwright")).arg(project.path());
        cost(&mut [command], 1)
    };
    let first = build();
    let times: Vec<f64> = (0..ROUNDS).map(|_| build().wall * 1000.0).collect();
    let from = json!({ "first_build_s": first.wall, "ms": times });
    let figure = Figure {
        name: "unchanged",
        value: median(times),
        unit: "ms",
        target: Target::AtMost(100.0),
        from,
    };
    figure.print(&format!(
        "a build with nothing changed, whole process (the first took {:.1} s, {:.1} s CPU)",
        first.wall, first.cpu
    ));
}

/// From saving an edited slide to the finished PDFs of its session.
pub fn watch() {
    let project = Project::copy();
    let session = first_session(&project);
    let source = project.at(&format!("sources/sessions/{session}/session.md"));
    let original = std::fs::read_to_string(&source).expect("a session's source");
    let mut child = packwright(project.path())
        .arg("watch")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program is there");
    let lines = lines_of(child.stderr.take().expect("it is piped"));
    wait_for(&lines, "watching");
    // Let the file system's own events of the copy pass.
    std::thread::sleep(Duration::from_millis(500));
    while lines.try_recv().is_ok() {}
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let start = Instant::now();
        std::fs::write(&source, edited(&original, round)).expect("the source can be written");
        let summary = wait_for(&lines, " documents, ");
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        assert!(summary.contains("typeset"), "the edit changed no document: {summary}");
        if round == 0 {
            println!("  {summary}");
        }
        std::thread::sleep(Duration::from_millis(300));
    }
    // Only this child, by its handle.
    let _ = child.kill();
    let _ = child.wait();
    let from = json!({ "session": session, "ms": times });
    let figure = Figure {
        name: "watch-edit",
        value: median(times),
        unit: "ms",
        target: Target::AtMost(300.0),
        from,
    };
    figure.print(
        "a one-slide edit under `watch`, from saving to the session's finished PDFs (median)",
    );
}

fn first_session(project: &Project) -> String {
    let (_, prepared) = super::project::prepared(project.path());
    prepared.edition.sessions.first().expect("a programme has sessions").id.clone()
}

/// The source with another word in the title of a slide in the middle: another one each round, as
/// somebody would who tries words.
fn edited(original: &str, round: usize) -> String {
    let mut lines: Vec<String> = original.lines().map(str::to_owned).collect();
    let opens = |line: &str| {
        line.trim_start_matches(':').trim_start().starts_with("slide ") && line.starts_with(":::")
    };
    let titled = |index: &usize| opens(&lines[*index - 1]) && lines[*index].starts_with("## ");
    let titles: Vec<usize> = (1..lines.len()).filter(titled).collect();
    let title = titles[titles.len() / 2];
    lines[title].push_str(&format!(" {}", round + 1));
    lines.join("\n") + "\n"
}

fn lines_of(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    receiver
}

fn wait_for(lines: &Receiver<String>, words: &str) -> String {
    loop {
        let line = lines.recv_timeout(PATIENCE).expect("the program goes on");
        if line.contains(words) {
            return line;
        }
    }
}
