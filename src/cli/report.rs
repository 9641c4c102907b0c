//! Findings and progress on the terminal.

use super::options::Format;
use crate::diag::{self, Findings, Severity, Sources};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;

/// Writes all findings; returns how many errors and warnings there are.
pub fn findings(found: Findings, sources: &Sources, format: Format) -> (usize, usize) {
    let found = found.sorted();
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error).count();
    match format {
        Format::Text => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            for finding in &found {
                eprintln!("{}\n", diag::terminal(finding, sources, colour));
            }
        }
        Format::Json => {
            let list: Vec<_> = found.iter().map(|finding| diag::json(finding, sources)).collect();
            super::print(&serde_json::to_string_pretty(&list).unwrap_or_default());
        }
    }
    (errors, found.len() - errors)
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
