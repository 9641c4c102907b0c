//! `packwright build`

use super::notify;
use super::options::{Making, Pick, Reporting};
use super::places::Place;
use super::report::{self, count};
use super::{Outcome, print};
use crate::diag::{Diagnostic, Findings, Sources};
use crate::pack::{self, Asked, Job, Made, Report, Seals, Status, Workshop};
use crate::plan::Choice;
use crate::read::{self, Programme};
use crate::resolve::MODES;
use crate::world::World;
use crate::write::{Format, Writers};
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Options of `build`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    pick: Pick,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    reporting: Reporting,
    /// Say of each document why it was made again, or not
    #[arg(long)]
    explain: bool,
    /// Put a change notice into each session that is not what it was in this folder, manifest or git
    /// revision
    #[arg(long, value_name = "PACK")]
    since: Option<String>,
}

/// Makes every document that is not up to date.
pub fn run(world: &World, options: &Options) -> Outcome {
    let start = Instant::now();
    let output = output(world, &options.making);
    // Before anything is made: the earlier pack may stand where the new one goes.
    let find = |name: &String| Place::find(&|| Ok(world.clone()), name);
    let since = options.since.as_ref().map(find).transpose()?;
    let (sources, mut found, made) =
        once(world, &options.pick, &options.making, &mut Workshop::default(), true);
    if options.explain
        && let Some(report) = &made
    {
        let several = report.editions.len() > 1;
        report.documents.iter().for_each(|document| print(&reason(document, several)));
    }
    let name = options.since.as_deref().unwrap_or("");
    if let (Some(since), Some(_), 0) = (&since, &made, found.errors()) {
        let asked = asked(world, &options.pick, &options.making);
        let given = notify::give_notice(world, since, &options.pick, &output, &asked, &mut found)?;
        eprintln!("{} since `{name}`", count(given, "change notice"));
    } else if since.is_some() {
        eprintln!(
            "no change notices since `{name}`: what has errors cannot be compared; they are below\n"
        );
    }
    let (errors, warnings) = report::findings(found, &sources, options.reporting.format);
    if let Some(report) = &made {
        report::translated(&report.progress);
        eprintln!("{}", summary(report, (errors, warnings), start, &output));
    }
    Ok(errors == 0 && !(warnings > 0 && options.reporting.denies_warnings()) && made.is_some())
}

/// Where the editions go.
pub fn output(world: &World, making: &Making) -> PathBuf {
    making.output.clone().unwrap_or_else(|| world.root().join("output"))
}

/// One run of the whole pipeline, a few editions at a time. What is in the workshop is used again, so
/// that `watch` keeps its parsed layouts and fonts.
pub fn once(
    world: &World,
    pick: &Pick,
    making: &Making,
    workshop: &mut Workshop,
    write: bool,
) -> (Sources, Findings, Option<Report>) {
    let mut found = Findings::default();
    let mut selection = pick.selection();
    if making.ink_saver && selection.formats.is_empty() {
        selection.formats.push(Format::Pdf);
    }
    let choice = Choice { per_page: making.per_page() };
    let output = output(world, making);
    let mut whole = Report::default();
    let mut asked = asked(world, pick, making);
    // What is only checked is read in any case: for what is found.
    let seals = write.then(|| Seals::new(world, (&selection, &choice, &output)));
    if let Some(seals) = &seals {
        asked.retain(|asked| match seals.unbroken(asked) {
            Some(report) => {
                whole.add(report);
                false
            }
            None => true,
        });
        if asked.is_empty() {
            return (Sources::default(), found, Some(whole));
        }
    }
    let (mut sources, programme) = read::read(world, &mut found);
    let Some(programme) = programme else { return (sources, found, None) };
    let read = found.clone();
    let bar = report::bar();
    for few in asked.chunks(pack::TOGETHER) {
        let (mut editions, mut asked_for) = (Vec::new(), Vec::new());
        for asked in few {
            // What is wrong with one edition only does not stop the documents of another.
            let mut own = read.clone();
            let in_each = pack::editions(world, &programme, asked, &mut sources, &mut own);
            let is_sound = own.is_empty();
            found.extend(own.sorted());
            let Some(in_each) = in_each else { return (sources, found, None) };
            asked_for.push((asked, editions.len(), is_sound));
            editions.extend(in_each);
        }
        let errors = found.errors();
        editions.iter().for_each(|prepared| selection.check(&prepared.edition, &mut found));
        if found.errors() > errors {
            return (sources, found, None);
        }
        let writers: Vec<Arc<Writers>> =
            editions.iter().map(|prepared| workshop.writers(world, prepared)).collect();
        let done = whole.documents.len();
        let job = Job {
            world,
            editions: &editions,
            writers: &writers,
            selection: &selection,
            choice: &choice,
            output: output.clone(),
            write,
            threads: making.threads(),
            progress: &|now, all| {
                bar.set_length((done + all) as u64);
                bar.set_position((done + now) as u64);
            },
        };
        let before = found.len();
        let report = pack::make(&job, &mut found);
        if let Some(seals) = seals.as_ref().filter(|_| found.len() == before) {
            let sound = asked_for.iter().filter(|(.., is_sound)| *is_sound);
            sound.for_each(|(asked, it, _)| seals.seal(asked, &editions[*it], &report));
        }
        whole.add(report);
    }
    if !write && pick.is_plain() {
        prove_modes(world, &programme, &mut sources, &mut found);
    }
    bar.finish_and_clear();
    (sources, found, Some(whole))
}

/// What is wrong with the shared programme in another mode of delivery, or in its short version.
fn prove_modes(world: &World, programme: &Programme, sources: &mut Sources, found: &mut Findings) {
    let own = programme.file.delivery.mode.get_ref();
    let modes = MODES.iter().flat_map(|mode| [(*mode, false), (*mode, true)]);
    for (mode, short) in modes.filter(|(mode, short)| mode != own || *short) {
        let asked = Asked { mode: Some(mode.to_owned()), short, ..Asked::default() };
        let mut own = Findings::default();
        pack::editions(world, programme, &asked, sources, &mut own);
        let known = |finding: &Diagnostic| {
            found.iter().any(|it| it.span == finding.span && it.message == finding.message)
        };
        let new: Vec<Diagnostic> = own.iter().filter(|it| !known(it)).cloned().collect();
        let edition = if short { format!("short {mode}") } else { mode.to_owned() };
        found.extend(
            new.into_iter().map(|it| it.help(format!("this is so in the {edition} edition"))),
        );
    }
}

/// The editions asked for.
pub fn asked(world: &World, pick: &Pick, making: &Making) -> Vec<Asked> {
    let mut asked = pick.editions().asked(|| read::organisations(world));
    for one in &mut asked {
        one.ink_saver = making.ink_saver;
        one.word_template.clone_from(&making.word_template);
        one.powerpoint_template.clone_from(&making.powerpoint_template);
    }
    asked
}

/// Whether a document became so.
type Fits = fn(&Status) -> bool;

/// One line: how much was made, in what time, with what findings, where.
pub fn summary(
    report: &Report,
    (errors, warnings): (usize, usize),
    start: Instant,
    output: &Path,
) -> String {
    let number = |fits: Fits| report.documents.iter().filter(|made| fits(&made.status)).count();
    let pages: usize = report.documents.iter().map(|made| made.pages).sum();
    let mut parts = vec![format!(
        "{}, {} in {:.2} s",
        count(report.documents.len(), "document"),
        count(pages, "page"),
        start.elapsed().as_secs_f64(),
    )];
    let kinds: [(Fits, &str); 4] = [
        (|status| matches!(status, Status::Typeset(_)), "typeset"),
        (|status| *status == Status::Restored, "restored from the store"),
        (|status| *status == Status::Unchanged, "unchanged"),
        (|status| *status == Status::Failed, "failed"),
    ];
    let made = kinds.iter().filter_map(|(fits, word)| match number(*fits) {
        0 => None,
        n if n == report.documents.len() => Some(format!("all {word}")),
        n => Some(format!("{n} {word}")),
    });
    parts.push(made.collect::<Vec<_>>().join(", "));
    if !report.removed.is_empty() {
        parts.push(format!("{} removed", count(report.removed.len(), "old file")));
    }
    for (folder, word) in [("sessions/", "session"), ("documents/", "document")] {
        let broken = report.broken.iter().filter(|path| path.contains(folder)).count();
        if broken > 0 {
            parts.push(format!("{} left as it was because of errors", count(broken, word)));
        }
    }
    parts.push(format!("{}, {}", count(errors, "error"), count(warnings, "warning")));
    parts.retain(|part| !part.is_empty());
    let folder = match report.editions.as_slice() {
        [one] => output.join(one),
        _ => output.to_owned(),
    };
    format!("{} → {}", parts.join("; "), folder.display())
}

fn reason(made: &Made, several: bool) -> String {
    let why = match &made.status {
        Status::Unchanged => "unchanged".to_owned(),
        Status::Restored => "restored: made before from the same content".to_owned(),
        Status::Failed => "failed; the last good file stays".to_owned(),
        Status::Typeset(reasons) => format!("typeset: {}", reasons.join(", ")),
    };
    match several {
        true => format!("{}/{}: {why}", made.edition, made.path),
        false => format!("{}: {why}", made.path),
    }
}
