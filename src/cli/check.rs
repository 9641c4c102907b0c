//! `packwright check`

use super::options::{Format, Making, Pick, Reporting};
use super::report::{self, count};
use super::{Outcome, build};
use crate::world::World;
use clap::Args;

/// Options of `check`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    pick: Pick,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    reporting: Reporting,
}

/// Reads and lays out everything, writes nothing, reports all findings.
pub fn run(world: &World, options: &Options) -> Outcome {
    let (sources, found, made) =
        build::once(world, &options.pick, &options.making, &mut None, false);
    let (errors, warnings) = report::findings(found, &sources, options.reporting.format);
    if options.reporting.format == Format::Text {
        let documents = made.as_ref().map_or(0, |(_, report)| report.documents.len());
        eprintln!(
            "{} checked: {}, {}",
            count(documents, "document"),
            count(errors, "error"),
            count(warnings, "warning")
        );
    }
    Ok(errors == 0 && !(warnings > 0 && options.reporting.denies_warnings()) && made.is_some())
}
