//! `packwright print --send`: the piles to a printer, or into a folder.

use crate::cli::Failure;
use crate::cli::report::count;
use crate::print::Run;
use crate::print::ipp::{self, Line, Printer, Record, Trouble};
use crate::store::write_atomically;
use clap::Args;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Options for printers.
#[derive(Args)]
pub struct ToPrinter {
    /// Send again what the printer has accepted before
    #[arg(long, requires = "send")]
    again: bool,
    /// How many seconds a printer may take to answer
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=3600))]
    wait: u64,
    /// In whose name; yours on this computer otherwise
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
}

/// Where the piles go.
pub enum Target {
    /// Into a folder, as files.
    Folder(PathBuf),
    /// To a printer, as jobs.
    Printer(Printer),
}

/// A folder or a printer by its address. Only an address has `://` in it.
pub fn target(to: &str, options: &ToPrinter) -> Result<Target, Failure> {
    if !to.contains("://") {
        return Ok(Target::Folder(PathBuf::from(to)));
    }
    let own = || ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    let user = options.user.clone().or_else(own).unwrap_or_else(|| "packwright".to_owned());
    let printer = Printer::at(to, &user, Duration::from_secs(options.wait)).map_err(failure)?;
    Ok(Target::Printer(printer))
}

fn failure(trouble: Trouble) -> Failure {
    Failure(format!("{}\nhelp: {}", trouble.message, trouble.help))
}

/// What was sent from a folder, beside the run.
const RECORD: &str = "print-jobs.json";

/// Sends each pile as a job; says what the printer has made of them.
pub fn to_printer(
    printer: &Printer,
    options: &ToPrinter,
    made: &Run,
    folder: &Path,
) -> Result<String, Failure> {
    let path = folder.join(RECORD);
    let mut record = match options.again {
        true => Record::default(),
        false => read(&path)?,
    };
    let mut keep = |record: &Record| {
        let mut json = serde_json::to_vec_pretty(record).unwrap_or_default();
        json.push(b'\n');
        write_atomically(&path, &json).map_err(|error| Trouble {
            message: format!("`{}` could not be written: {error}", path.display()),
            help: "what is printed has to be written down: say another folder with `--output`"
                .to_owned(),
        })
    };
    let sent = ipp::send(printer, &made.files, &mut record, &mut keep).map_err(failure)?;
    let before = sent.lines.iter().filter(|line| line.before).count();
    let mut out = table(&sent.lines);
    out.extend(sent.notes);
    out.push(format!("{} sent to {}", count(sent.lines.len() - before, "job"), printer.shown));
    if before > 0 {
        out.push(format!(
            "{} sent before, which it has: `--again` prints all of it once more",
            count(before, "job")
        ));
    }
    out.push("the cover sheet and the dividers are in print-run.pdf".to_owned());
    Ok(out.join("\n"))
}

fn read(path: &Path) -> Result<Record, Failure> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Record::default()),
        Err(error) => {
            return Err(Failure(format!("`{}` cannot be read: {error}", path.display())));
        }
    };
    serde_json::from_slice(&bytes).map_err(|error| {
        Failure(format!(
            "`{}` does not say what was sent: {error}\nhelp: `--again` starts a new one, and prints all of it",
            path.display()
        ))
    })
}

/// The jobs for people at a terminal.
fn table(lines: &[Line]) -> Vec<String> {
    let mut out = vec![format!("{:>5}  {:>6}  {:<10} {}", "job", "copies", "state", "name")];
    out.extend(lines.iter().map(|line| {
        let before = if line.before { ", sent before" } else { "" };
        format!("{:>5}  {:>6}  {:<10} {}{before}", line.job, line.copies, line.state, line.name)
    }));
    out
}

/// Each pile as a file, and a script that prints them.
pub fn to_folder(folder: &Path, made: &Run) -> Result<(), Failure> {
    check_folder(folder, made)?;
    write(folder, made)
}

/// Whoever prints a folder prints all of it: what another run has left there must not be among it.
fn check_folder(folder: &Path, made: &Run) -> Result<(), Failure> {
    let shown = folder.display();
    let ours = |name: &str| name == SCRIPT || made.files.iter().any(|file| file.name == name);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !ours(&name) {
            return Err(Failure(format!(
                "`{shown}` has `{name}` in it, which is not of this run\nhelp: name an empty folder, or clear this one"
            )));
        }
    }
    Ok(())
}

/// The name of the script beside the files.
const SCRIPT: &str = "print.sh";

/// The script last: while it is not there, nothing can be printed by half.
fn write(folder: &Path, made: &Run) -> Result<(), Failure> {
    let script = crate::print::script(&made.files, &made.plan.title);
    let files = made.files.iter().map(|file| (file.name.as_str(), file.pdf.as_slice()));
    for (name, bytes) in files.chain([(SCRIPT, script.as_bytes())]) {
        let file = folder.join(name);
        write_atomically(&file, bytes).map_err(|error| {
            Failure(format!("`{}` could not be written: {error}", file.display()))
        })?;
    }
    eprintln!("{} and `{SCRIPT}` → {}", count(made.files.len(), "file"), folder.display());
    Ok(())
}
