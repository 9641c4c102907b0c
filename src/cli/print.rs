//! `packwright print`

mod send;

use super::options::{Reporting, Whose};
use super::report::{self, count};
use super::{Failure, Outcome, print as say};
use crate::diag::Findings;
use crate::pack::{self, Prepared, Selection, Workshop};
use crate::plan::Choice;
use crate::print::{Asked, MOST, Order, People, Plan, Recipient, Run, Stopped};
use crate::store::write_atomically;
use crate::theme::Theme;
use crate::world::World;
use crate::write::pdf::Tone;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `print`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    whose: Whose,
    /// The session, by id or number
    #[arg(long, required_unless_present = "document")]
    session: Option<String>,
    /// Documents of the programme, by id, instead of a session or besides; `ID:facilitator`, `ID:each`,
    /// `ID:pair`, `ID:group` and `ID:room` say who gets a copy
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = document)]
    document: Vec<(String, Option<Recipient>)>,
    /// How many take part; the edition's number otherwise
    #[arg(long, value_name = "N", value_parser = people)]
    participants: Option<u32>,
    /// Into how many groups they are divided; groups of four otherwise
    #[arg(long, value_name = "N", value_parser = people)]
    groups: Option<u32>,
    /// How many lead; each gets a guide
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u32).range(0..=50))]
    facilitators: u32,
    /// Copies more than participants; of what pairs and groups get there is one more
    #[arg(long, value_name = "N", default_value = "2", value_parser = clap::value_parser!(u32).range(0..=50))]
    spares: u32,
    /// What the run is made for
    #[arg(long, value_enum, default_value = "hand-out")]
    order: OrderNamed,
    /// In true greys, vectors and pictures
    #[arg(long)]
    greyscale: bool,
    /// Outlines instead of grounds of colour, to save ink
    #[arg(long)]
    ink_saver: bool,
    /// Leave these out: `guide`, `handout`, or the id of a worksheet or document
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    without: Vec<String>,
    /// Slides on each page of the handout
    #[arg(long, value_name = "N", default_value = "3", value_parser = ["1", "2", "3", "4", "6"])]
    handout: String,
    /// Put the run here instead of in `output/print/<edition>/<session>`
    #[arg(long, value_name = "FOLDER")]
    output: Option<PathBuf>,
    /// Print all of it on one side
    #[arg(long)]
    one_sided: bool,
    /// Leave the stapling to people
    #[arg(long)]
    no_staple: bool,
    /// Send each pile to a printer, `ipp://…`, or put it into a folder as files named in printing order
    /// with a script that prints them; each with its own copies, paper, sides, colour and staples
    #[arg(long, value_name = "PRINTER|FOLDER", conflicts_with = "plan_only")]
    send: Option<String>,
    #[command(flatten)]
    to_printer: send::ToPrinter,
    /// Show the plan and write nothing
    #[arg(long)]
    plan_only: bool,
    #[command(flatten)]
    reporting: Reporting,
}

/// Orders as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
enum OrderNamed {
    /// A pile for each item behind a divider: nobody has to sort paper while people wait
    HandOut,
    /// A set for each person, pair and group, on both sides throughout: less paper, given out at the start
    Fewest,
}

/// Makes a print run and its plan.
pub fn run(world: &World, options: &Options) -> Outcome {
    let mut found = Findings::default();
    let (sources, prepared) = pack::prepare(world, &options.whose.asked(), &mut found);
    let Some(prepared) = prepared else {
        report::findings(found, &sources, options.reporting.format);
        return Ok(false);
    };
    let sessions = options.session.iter().cloned().collect();
    let selection = Selection { sessions, ..Selection::default() };
    let mut unknown = Findings::default();
    selection.check(&prepared.edition, &mut unknown);
    if unknown.errors() > 0 {
        report::findings(unknown, &sources, options.reporting.format);
        return Ok(false);
    }
    if found.errors() > 0 {
        report::findings(found, &sources, options.reporting.format);
        return Err(Failure("the sources have errors: nothing is printed".to_owned()));
    }
    let people = for_how_many(&prepared, options)?;
    let target =
        options.send.as_deref().map(|to| send::target(to, &options.to_printer)).transpose()?;
    let writers = Workshop::default().writers(world, &prepared);
    let theme = Theme { outlined: options.ink_saver, ..prepared.theme.clone() };
    let asked = Asked {
        prepared: &prepared,
        theme: &theme,
        documents: options.document.clone(),
        writers: &writers,
        session: options.session.clone(),
        people,
        order: match options.order {
            OrderNamed::HandOut => Order::HandOut,
            OrderNamed::Fewest => Order::Fewest,
        },
        tone: if options.greyscale { Tone::Grey } else { Tone::Colour },
        one_sided: options.one_sided,
        staple: !options.no_staple,
        without: options.without.clone(),
        choice: Choice { per_page: options.handout.parse().unwrap_or(3) },
        each: options.send.is_some(),
    };
    let made = match crate::print::run(&asked) {
        Ok(Some(made)) => made,
        Ok(None) => {
            let session = options.session.as_deref().unwrap_or("");
            let message = format!("the session `{session}` is not in this edition");
            return Err(Failure(format!(
                "{message}\nhelp: `packwright list` shows those that are"
            )));
        }
        Err(Stopped::Nothing) => {
            return Err(Failure(
                "nothing is left to print\nhelp: leave something less out with `--without`".into(),
            ));
        }
        Err(Stopped::Unknown { id, known }) => {
            let near = crate::diag::nearest(&id, known.iter().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
            return Err(Failure(format!(
                "nothing called `{id}` is printed here\nhelp: {near}there are: {}",
                known.join(", ")
            )));
        }
        Err(Stopped::Found(list)) => {
            found.extend(list.iter().map(|finding| finding.diagnostic(&sources)));
            report::findings(found, &sources, options.reporting.format);
            return Ok(false);
        }
    };
    say(&table(&made.plan));
    if options.plan_only {
        return Ok(true);
    }
    let folder = folder(world, options, &prepared, &made);
    match &target {
        Some(send::Target::Folder(to)) => send::to_folder(to, &made)?,
        Some(send::Target::Printer(_)) | None => {}
    }
    save(&folder, &made)?;
    // The run and its plan are there before anything is on its way to a printer.
    if let Some(send::Target::Printer(printer)) = &target {
        say(&send::to_printer(printer, &options.to_printer, &made, &folder)?);
    }
    Ok(true)
}

fn for_how_many(prepared: &Prepared, options: &Options) -> Result<People, Failure> {
    let own = prepared.edition.programme.delivery.participants;
    let participants = match options.participants {
        Some(participants) => participants,
        None => people(&own.to_string()).map_err(|why| {
            Failure(format!(
                "the edition's number of participants: {why}\nhelp: say `--participants`"
            ))
        })?,
    };
    let groups = options.groups.unwrap_or(participants.div_ceil(4));
    if groups > participants {
        return Err(Failure(format!(
            "{groups} groups of {participants} participants: some would be empty\nhelp: say fewer `--groups`"
        )));
    }
    Ok(People { participants, groups, facilitators: options.facilitators, spares: options.spares })
}

/// A document by its id, and who gets it.
fn document(text: &str) -> Result<(String, Option<Recipient>), String> {
    let Some((id, whose)) = text.split_once(':') else { return Ok((text.to_owned(), None)) };
    let recipient = match whose {
        "facilitator" => Recipient::Facilitator,
        "each" => Recipient::Each,
        "pair" => Recipient::Pair,
        "group" => Recipient::Group,
        "room" => Recipient::Room,
        _ => {
            return Err(
                "write `ID`, or `ID:facilitator`, `ID:each`, `ID:pair`, `ID:group`, `ID:room`"
                    .to_owned(),
            );
        }
    };
    Ok((id.to_owned(), Some(recipient)))
}

/// A number of people.
fn people(text: &str) -> Result<u32, String> {
    match text.trim().parse::<u32>() {
        Ok(0) => Err("nobody takes part: there would be nothing to print".to_owned()),
        Ok(number) if number <= MOST => Ok(number),
        Ok(_) => Err(format!("more than {MOST} people: make a run for each cohort")),
        Err(_) => Err(format!("write a number from 1 to {MOST}")),
    }
}

/// Where the run goes.
fn folder(world: &World, options: &Options, prepared: &Prepared, made: &Run) -> PathBuf {
    let edition = &prepared.edition.name;
    let own = || world.root().join("output/print").join(edition).join(&made.folder);
    options.output.clone().unwrap_or_else(own)
}

fn save(folder: &Path, made: &Run) -> Result<(), Failure> {
    let mut json = serde_json::to_vec_pretty(&made.plan).unwrap_or_default();
    json.push(b'\n');
    // The run last: whoever finds it finds its plan, too.
    let files: [(&str, &[u8]); 4] = [
        ("print-plan.pdf", &made.cover),
        ("print-plan.csv", &made.plan.csv()),
        ("print-plan.json", &json),
        ("print-run.pdf", &made.pdf),
    ];
    for (name, bytes) in files {
        let file = folder.join(name);
        write_atomically(&file, bytes).map_err(|error| {
            Failure(format!("`{}` could not be written: {error}", file.display()))
        })?;
    }
    let size = made.pdf.len().div_ceil(1000);
    let run = folder.join("print-run.pdf");
    eprintln!("{}, {size} kB → {}", count(made.plan.pages as usize, "page"), run.display());
    Ok(())
}

/// The plan for people at a terminal.
fn table(plan: &Plan) -> String {
    let mut lines = vec![format!(
        "{}: {}, {}, {}",
        plan.title,
        count(plan.participants as usize, "participant"),
        count(plan.groups as usize, "group"),
        count(plan.facilitators as usize, "facilitator"),
    )];
    lines.push(format!(
        "{:>3}  {:<44} {:>6} {:>6} {:>7}  {:<6} {:>6} {:>6}  {}",
        "no.", "what", "copies", "pages", "sheets", "paper", "colour", "grey", "then"
    ));
    for row in &plan.rows {
        let mut what = row.titles.join(", ");
        if what.chars().count() > 44 {
            what = what.chars().take(43).chain(['…']).collect();
        }
        let mut then = vec![if row.both_sides { "both sides" } else { "one side" }.to_owned()];
        if row.staple {
            then.push("staple".to_owned());
        }
        if row.cut {
            then.push("cut".to_owned());
        }
        then.extend(row.cost.map(|cost| format!("{}{cost:.2}", plan.currency)));
        let number = if row.number == 0 { String::new() } else { row.number.to_string() };
        lines.push(format!(
            "{number:>3}  {what:<44} {:>6} {:>6} {:>7}  {:<6} {:>6} {:>6}  {}",
            row.copies,
            row.pages,
            row.sheets,
            row.paper,
            row.colour_pages,
            row.greyscale_pages,
            then.join(", "),
        ));
    }
    let papers = plan.sheets.iter().map(|(paper, sheets)| format!("{sheets} sheets of {paper}"));
    lines.push(format!(
        "{}; {} pages in colour, {} in greys, {} blank",
        papers.collect::<Vec<_>>().join(", "),
        plan.colour_pages,
        plan.greyscale_pages,
        plan.blank_pages,
    ));
    lines.push(match plan.cost {
        Some(cost) => format!("about {}{cost:.2}", plan.currency),
        None => "no cost: `[print.prices]` of programme.toml or organisation.toml has no price for some of it".to_owned(),
    });
    let other = plan.other_sheets;
    lines.push(match plan.order {
        Order::HandOut => format!(
            "easiest to hand out: a pile for each item behind its divider; `--order fewest` takes {other} sheets, in sets given out at the start"
        ),
        Order::Fewest => format!(
            "fewest sheets: a set for each person, pair and group; `--order hand-out` takes {other} sheets, in piles in the order of use"
        ),
    });
    lines.join("\n")
}
