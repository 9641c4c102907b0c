//! Speed and memory, each figure beside its peer and its target. Nothing here passes or fails: a
//! timed test would fail on a busy machine.
//!
//! ```text
//! cargo bench                                    every figure
//! cargo bench --bench peer --bench speed -- session watch     only these
//! ```
//!
//! For each figure it prints a line for people and a line of JSON for programs. The peer of a figure
//! is what a user would otherwise do: one Typst process per document, on the same layouts, data and
//! fonts. That process is the benchmark `peer`, which does what `typst compile` does and shares
//! nothing; where a `typst` is on the path, that one is measured too.

mod brands;
mod editions;
mod figure;
mod office;
mod peer;
mod process;
mod project;
mod rebuild;
mod session;

use std::process::ExitCode;

/// The command's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The figures by name, in the order in which they are measured.
const FIGURES: &[(&str, fn())] = &[
    ("session", session::figure),
    ("brands", brands::speed),
    ("unchanged", rebuild::unchanged),
    ("watch", rebuild::watch),
    ("memory", brands::memory),
    ("editions", editions::figures),
    ("office", office::figure),
    ("zip", office::levels),
];

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let Some(("--child", rest)) =
        arguments.split_first().map(|(first, rest)| (first.as_str(), rest))
    {
        return child(rest);
    }
    let known: Vec<&str> = FIGURES.iter().map(|(name, _)| *name).collect();
    if let Some(unknown) = arguments.iter().find(|name| !known.contains(&name.as_str())) {
        eprintln!("error: there is no figure `{unknown}`\nhelp: known: {}", known.join(", "));
        return ExitCode::from(2);
    }
    let wanted =
        |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    FIGURES.iter().filter(|(name, _)| wanted(name)).for_each(|(_, measure)| measure());
    ExitCode::SUCCESS
}

/// What this program does when it was started to be measured.
fn child(arguments: &[String]) -> ExitCode {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["session", project, number, output] => {
            session::child(project.as_ref(), number, output.as_ref())
        }
        ["hand-made", project, out] => office::lay_out(project.as_ref(), out.as_ref()),
        ["brands", project, documents, order] => brands::child(project.as_ref(), documents, order),
        _ => {
            eprintln!("error: no such child: {arguments:?}");
            return ExitCode::from(2);
        }
    }
    println!("{}", process::own_peak_kb());
    ExitCode::SUCCESS
}
