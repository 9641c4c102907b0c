//! The command line: arguments to one validated job, one file per command. No content logic.

mod build;
mod check;
mod collect;
mod diff;
mod differences;
mod explain;
mod impose;
mod list;
mod merge;
mod model;
mod new;
mod notify;
mod options;
mod pack;
mod picture;
mod places;
mod print;
mod report;
mod review;
mod schema;
mod translate;
mod verify;
mod watch;

use crate::diag::Findings;
use crate::pack::Prepared;
use crate::world::World;
use clap::{CommandFactory, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Slide decks, facilitator guides and print packs from one set of plain-text sources.
#[derive(Parser)]
#[command(name = "packwright", version, about, arg_required_else_help = true)]
struct Arguments {
    /// Work on the project in this folder instead of the current one
    #[arg(short = 'C', long = "project", global = true, value_name = "FOLDER")]
    project: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make every document that is not up to date
    Build(build::Options),
    /// Read everything, lay everything out and report what is wrong, without writing files
    Check(check::Options),
    /// Say what a code of a finding means, with an example
    Explain(explain::Options),
    /// Sessions, documents and worksheets with durations and page counts
    List(list::Options),
    /// Make a small complete programme in a new folder
    New(new::Options),
    /// Build, then build again whenever a source changes
    Watch(watch::Options),
    /// JSON Schema of programme.toml, or of a session's or document's front matter
    Schema(schema::Options),
    /// A session or document as packwright understands it, as JSON
    Model(model::Options),
    /// A page of a document as a PNG picture
    Picture(picture::Options),
    /// Changes of organisations whose shared text is not what it was
    Review(review::Review),
    /// Note what the shared text is now: an organisation's changes hold as they are
    Accept(review::One),
    /// Bring what has changed in the shared text into an organisation's own
    Merge(review::One),
    /// Put the files of each role into a zip: facilitator, participant, comms, programme
    Pack(pack::Options),
    /// Everything a session needs on paper, in as many copies as there are people, and the plan of it
    Print(print::Options),
    /// Lay the pages of a PDF onto sheets: booklets, several on a sheet, cards, posters, crop marks
    Impose(impose::Options),
    /// Read forms back that people have filled in, PDF or Word, as a table with a row for each
    Collect(collect::Options),
    /// Translations of the texts: make PO files, bring them up to date, count what is left
    #[command(subcommand)]
    Translate(translate::Command),
    /// Say whether an edition's folder, or a zip of it, is whole and unchanged
    Verify(verify::Options),
    /// Say what is different between two packs, and which printed pages to replace
    Diff(diff::Options),
    /// Completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
}

/// Stack of the threads that resolve sources, in bytes.
const STACK: usize = 16 << 20;

/// Why a command ends without having done its work.
struct Failure(String);

impl<T: Into<String>> From<T> for Failure {
    fn from(message: T) -> Self {
        Self(message.into())
    }
}

/// Whether the work is free of errors.
type Outcome = Result<bool, Failure>;

/// Runs the command of the process's arguments: exit code 0 when all is well, 1 when something is
/// wrong with the sources or a document, 2 when the command itself cannot be done.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // Sources may be nested as deep as the main thread's stack allows. Whoever has set up the pool
    // before has his reasons.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let project = arguments.project;
    let world = || find(project.clone());
    let outcome = match arguments.command {
        Command::Build(options) => world().and_then(|world| build::run(&world, &options)),
        Command::Check(options) if check::names_files(&options) => check::files(&options),
        Command::Check(options) => world().and_then(|world| check::run(&world, &options)),
        Command::Explain(options) if options.is_about_organisation() => {
            world().and_then(|world| explain::origins(&world, &options))
        }
        Command::Explain(options) => explain::run(&options),
        Command::List(options) => world().and_then(|world| list::run(&world, &options)),
        Command::New(options) => new::run(&options),
        Command::Watch(options) => world().and_then(|world| watch::run(&world, &options)),
        Command::Schema(options) => schema::run(&options),
        Command::Model(options) => world().and_then(|world| model::run(&world, &options)),
        Command::Picture(options) => world().and_then(|world| picture::run(&world, &options)),
        Command::Review(options) => world().and_then(|world| review::review(&world, &options)),
        Command::Accept(options) => world().and_then(|world| review::accept(&world, &options)),
        Command::Merge(options) => world().and_then(|world| merge::merge(&world, &options)),
        Command::Pack(options) => world().and_then(|world| pack::run(&world, &options)),
        Command::Print(options) => world().and_then(|world| print::run(&world, &options)),
        Command::Impose(options) => impose::run(&options),
        Command::Collect(options) => collect::run(&options),
        Command::Translate(command) => world().and_then(|world| translate::run(&world, &command)),
        Command::Verify(options) => verify::run(&options),
        Command::Diff(options) => diff::run(world, &options),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "packwright", &mut script);
            print(&String::from_utf8_lossy(&script));
            Ok(true)
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Failure(message)) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn find(project: Option<PathBuf>) -> Result<World, Failure> {
    let start = match project {
        Some(folder) => folder,
        None => std::env::current_dir()
            .map_err(|error| Failure(format!("no current folder: {error}")))?,
    };
    World::find(&start).ok_or_else(|| {
        Failure(format!(
            "no `sources/programme.toml` in `{}` or above it\nhelp: `packwright new <folder>` makes a small programme to start from",
            start.display()
        ))
    })
}

/// The project, read and resolved, for commands that only look; findings are shown when it cannot be.
fn prepared(world: &World, whose: &options::Whose) -> Result<Prepared, Failure> {
    let mut found = Findings::default();
    let (sources, prepared) = crate::pack::prepare(world, &whose.asked(), &mut found);
    prepared.ok_or_else(|| {
        report::findings(found, &sources, options::Format::Text);
        Failure("the programme cannot be read".to_owned())
    })
}

/// Writes text to standard output; a closed pipe is no error.
fn print(text: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{text}");
}
