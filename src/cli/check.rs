//! `packwright check`

use super::options::{Format, Making, Pick, Reporting};
use super::report::{self, count};
use super::{Outcome, build};
use crate::diag::{Findings, Sources};
use crate::pack::Workshop;
use crate::world::World;
use crate::write::ooxml::{inspect, read_package};
use clap::Args;
use std::path::PathBuf;

/// Options of `check`.
#[derive(Args)]
pub struct Options {
    /// Word and PowerPoint files to look at instead of the programme: can everybody read them?
    files: Vec<PathBuf>,
    #[command(flatten)]
    pick: Pick,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    reporting: Reporting,
}

/// Looks at files that somebody may have edited.
pub fn files(options: &Options) -> Outcome {
    let mut found = Findings::default();
    for file in &options.files {
        let shown = file.display();
        let package = std::fs::read(file)
            .map_err(|error| error.to_string())
            .and_then(|bytes| read_package(&bytes))
            .map_err(|why| format!("`{shown}` is no Word or PowerPoint file: {why}"))?;
        let problems = inspect(&package);
        found.extend(problems.iter().map(|problem| {
            let mut finding = problem.diagnostic(&Sources::default());
            finding.message = format!("`{shown}`: {}", finding.message);
            finding
        }));
    }
    let (errors, _) = report::findings(found, &Sources::default(), options.reporting.format);
    if options.reporting.format == Format::Text {
        let looked = count(options.files.len(), "file");
        eprintln!("{looked} checked: {}", count(errors, "error"));
    }
    Ok(errors == 0)
}

/// Is it about files, not about a programme?
pub fn names_files(options: &Options) -> bool {
    !options.files.is_empty()
}

/// Reads and lays out everything, writes nothing, reports all findings.
pub fn run(world: &World, options: &Options) -> Outcome {
    let (sources, found, made) =
        build::once(world, &options.pick, &options.making, &mut Workshop::default(), false);
    let (errors, warnings) = report::findings(found, &sources, options.reporting.format);
    if options.reporting.format == Format::Text {
        made.iter().for_each(|report| report::translated(&report.progress));
        let documents = made.as_ref().map_or(0, |report| report.documents.len());
        eprintln!(
            "{} checked: {}, {}",
            count(documents, "document"),
            count(errors, "error"),
            count(warnings, "warning")
        );
    }
    Ok(errors == 0 && !(warnings > 0 && options.reporting.denies_warnings()) && made.is_some())
}
