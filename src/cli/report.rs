//! Findings and progress on the terminal.

use super::options::Format;
use crate::diag::{self, Findings, Severity, Sources, Terminal};
use crate::pack::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Writes all findings; returns how many errors and warnings there are.
pub fn findings(found: Findings, sources: &Sources, format: Format) -> (usize, usize) {
    let found = found.sorted();
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error).count();
    match format {
        Format::Text => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let on = Terminal { colour, width: width() };
            for finding in &found {
                eprintln!("{}\n", diag::terminal(finding, sources, on));
            }
        }
        Format::Json => {
            let list: Vec<_> = found.iter().map(|finding| diag::json(finding, sources)).collect();
            super::print(&serde_json::to_string_pretty(&list).unwrap_or_default());
        }
    }
    (errors, found.len() - errors)
}

/// How much of each edition is translated: a line for each, for it is nothing to be put right at once.
pub fn translated(progress: &[Progress]) {
    for Progress { edition, language, source, texts, of, files, whole } in progress {
        let share = 100 * texts / of.max(&1);
        let whole = match whole {
            0 => String::new(),
            _ => format!("; {whole} of {files} sessions and documents are wholly in {source}"),
        };
        eprintln!(
            "{edition}, {language}: {} of {} texts translated ({share} %){whole}; `packwright translate status {language}` lists them",
            thousands(*texts),
            thousands(*of),
        );
    }
}

/// A number as it is read: 1,234.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Characters in a line of the terminal: `COLUMNS`, or else 80, which all of them have.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    asked.unwrap_or(80).clamp(60, 200)
}

/// A bar on a terminal, nothing elsewhere.
pub fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} documents") {
        bar.set_style(style);
    }
    bar
}

/// `1 document`, `2 documents`.
pub fn count(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {one}s"),
    }
}
