//! `packwright watch`

use super::options::{Format, Making, Pick};
use super::{Failure, Outcome, build, report};
use crate::pack::Workshop;
use crate::world::World;

use clap::Args;
use notify_debouncer_full::notify::{EventKind, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, new_debouncer};
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// Editors write a file in several steps; this long after the last one the build starts.
const QUIET: Duration = Duration::from_millis(60);

/// Options of `watch`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    pick: Pick,
    #[command(flatten)]
    making: Making,
}

/// Builds, then again whenever a source, layout or font changes. A broken file shows its error and
/// the last good output stays.
pub fn run(world: &World, options: &Options) -> Outcome {
    let (sender, changes) = mpsc::channel();
    let mut watcher = new_debouncer(QUIET, None, move |event: DebounceEventResult| {
        // The receiver is gone only when the program ends.
        let _ = sender.send(event);
    })
    .map_err(|error| Failure(format!("files cannot be watched: {error}")))?;
    for folder in ["sources", "layouts", "fonts"] {
        let path = world.root().join(folder);
        if path.is_dir() {
            watcher
                .watch(&path, RecursiveMode::Recursive)
                .map_err(|error| Failure(format!("`{folder}` cannot be watched: {error}")))?;
        }
    }
    let mut workshop = Workshop::default();
    one(world, options, &mut workshop);
    eprintln!("watching {}; Ctrl-C ends", world.root().display());
    while let Ok(event) = changes.recv() {
        let mut paths = touched(event);
        while let Ok(more) = changes.try_recv() {
            paths.extend(touched(more));
        }
        if paths.is_empty() {
            continue;
        }
        // Sources are read again in any case; parsed layouts and fonts only when one changed.
        if paths.iter().any(|path| !path.starts_with(world.sources()) || is_picture(path)) {
            workshop = Workshop::default();
        }
        one(world, options, &mut workshop);
    }
    Ok(true)
}

fn touched(event: DebounceEventResult) -> Vec<std::path::PathBuf> {
    let changes = |kind: &EventKind| kind.is_create() || kind.is_modify() || kind.is_remove();
    let events = event.unwrap_or_default();
    let paths =
        events.iter().filter(|event| changes(&event.kind)).flat_map(|event| event.paths.clone());
    paths.filter(|path| !is_temporary(path)).collect()
}

/// Files that editors leave for a moment.
fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
    name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp")
}

fn is_picture(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("");
    ["svg", "png", "jpg", "jpeg", "ttf", "otf", "typ"].contains(&extension.to_lowercase().as_str())
}

fn one(world: &World, options: &Options, workshop: &mut Workshop) {
    let start = Instant::now();
    let (sources, found, made) = build::once(world, &options.pick, &options.making, workshop, true);
    let counts = report::findings(found, &sources, Format::Text);
    if let Some(report) = &made {
        let output = build::output(world, &options.making);
        eprintln!("{}", build::summary(report, counts, start, &output));
    }
}
