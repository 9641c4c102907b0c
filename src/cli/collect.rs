//! `packwright collect`

use super::options::Format;
use super::report::{self, count};
use super::{Failure, Outcome, print};
use crate::collect::{self, Filled, Heads, Table};
use crate::diag::{Code, Diagnostic, Findings, Sources};
use crate::store::write_atomically;
use crate::world::World;
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Options of `collect`.
#[derive(Args)]
pub struct Options {
    /// Forms that were filled in, PDF or Word; of a folder all that are in it
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The CSV file to write; a folder where there are several forms. Without it, the answers are printed
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Put the questions at the heads of the columns, not the names of the fields
    #[arg(long)]
    questions: bool,
    /// Replace a file of answers that is there already
    #[arg(long)]
    replace: bool,
    /// Print the answers as text or JSON
    #[arg(long, value_enum, default_value = "text", conflicts_with = "to")]
    format: Format,
}

/// Reads forms back, a row for each.
pub fn run(options: &Options) -> Outcome {
    let files = files(&options.files)?;
    let mut found = Findings::default();
    let mut filled = Vec::new();
    for (path, name) in files.iter().zip(names(&files)) {
        match one(path, &name) {
            Ok(one) => filled.push(one),
            Err(finding) => found.extend([*finding]),
        }
    }
    let tables = collect::tables(filled);
    let heads = if options.questions { Heads::Questions } else { Heads::Names };
    let (refused, _) = report::findings(found, &Sources::default(), Format::Text);
    match &options.to {
        Some(to) => write(&tables, to, heads, options.replace)?,
        None if options.format == Format::Json => {
            let forms: Vec<Value> = tables.iter().map(as_json).collect();
            print(&serde_json::to_string_pretty(&forms).unwrap_or_default());
        }
        None => {
            for table in &tables {
                let text = String::from_utf8_lossy(&table.csv(heads)).replace('\u{feff}', "");
                print(text.trim_end());
            }
        }
    }
    tables.iter().for_each(say);
    if refused > 0 {
        eprintln!("{} could not be read", count(refused, "file"));
    }
    Ok(refused == 0)
}

/// The files, those of folders in the order of their names.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path)
            .map_err(|error| Failure(format!("`{}` cannot be read: {error}", path.display())))?;
        let is_form = |path: &PathBuf| {
            let end = path.extension().map(|end| end.to_string_lossy().to_lowercase());
            // Word keeps a file of such a name beside one that is open.
            let temporary =
                path.file_name().is_some_and(|it| it.to_string_lossy().starts_with("~$"));
            end.is_some_and(|end| end == "pdf" || end == "docx") && !temporary
        };
        let mut within: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(is_form).collect();
        if within.is_empty() {
            let message = format!("there is no PDF or Word file in `{}`", path.display());
            return Err(Failure(format!(
                "{message}\nhelp: name the folder of the forms that came back"
            )));
        }
        within.sort();
        files.extend(within);
    }
    Ok(files)
}

/// What each file is called: its name, and its path where two have the same.
fn names(files: &[PathBuf]) -> Vec<String> {
    let name = |path: &Path| {
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        *times.entry(name(file)).or_default() += 1;
    }
    let unique = |file: &PathBuf| match times.get(&name(file)) {
        Some(1) => name(file),
        _ => file.display().to_string(),
    };
    files.iter().map(unique).collect()
}

fn one(path: &Path, name: &str) -> Result<Filled, Box<Diagnostic>> {
    let refused = |message: String, help: String| {
        let message = format!("`{}`: {message}", path.display());
        Box::new(Diagnostic::new(Code::FileUnreadable, None, message).help(help))
    };
    let bytes = World::named_file(path).map_err(|error| {
        refused(error.to_string(), "name a PDF or Word file that was filled in".to_owned())
    })?;
    collect::read(name, &bytes).map_err(|why| refused(why.message, why.help))
}

fn write(tables: &[Table], to: &Path, heads: Heads, replace: bool) -> Result<(), Failure> {
    let is_file = to.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) && !to.is_dir();
    let targets: Vec<PathBuf> = match tables {
        [_] if is_file => vec![to.to_owned()],
        [] if is_file => Vec::new(),
        _ if is_file => {
            let forms: Vec<String> = tables.iter().map(|it| format!("`{}`", it.form)).collect();
            let message = format!("the files are of {} forms: {}", tables.len(), forms.join(", "));
            return Err(Failure(format!(
                "{message}\nhelp: name a folder, and each form gets a file in it, or collect one form at a time"
            )));
        }
        _ => {
            tables.iter().map(|table| to.join(format!("{}.csv", file_name(&table.form)))).collect()
        }
    };
    if let Some(there) = targets.iter().find(|target| target.exists() && !replace) {
        return Err(Failure(format!(
            "`{}` is there already\nhelp: give another name, or `--replace` to put the new answers in its place",
            there.display()
        )));
    }
    for (table, target) in tables.iter().zip(&targets) {
        write_atomically(target, &table.csv(heads)).map_err(|error| {
            Failure(format!("`{}` could not be written: {error}", target.display()))
        })?;
        print(&format!("{}: {}", target.display(), count(table.rows.len(), "form")));
    }
    Ok(())
}

/// A form's id as the name of a file.
fn file_name(form: &str) -> String {
    let fits = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
    let name: String = form.chars().map(fits).collect();
    if name.is_empty() { "answers".to_owned() } else { name }
}

/// What a person should know of a table.
fn say(table: &Table) {
    table.notes.iter().for_each(|note| eprintln!("  {note}"));
    if !table.blank.is_empty() {
        let shown: Vec<String> = table.blank.iter().take(3).map(|it| format!("`{it}`")).collect();
        let blank = count(table.blank.len(), "form");
        eprintln!("  {blank} with nothing filled in, left out: {}", shown.join(", "));
    }
}

fn as_json(table: &Table) -> Value {
    let row = |row: &Filled| {
        let answers: serde_json::Map<String, Value> = row
            .answers
            .iter()
            .map(|answer| (answer.name.clone(), Value::String(answer.value.clone())))
            .collect();
        json!({
            "file": row.file,
            "edition": row.form.edition,
            "version": row.form.version,
            "language": row.form.language,
            "answers": answers,
        })
    };
    json!({
        "form": table.form,
        "questions": table.names.iter().map(|name| json!({
            "name": name, "question": table.questions.get(name),
        })).collect::<Vec<_>>(),
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
        "blank": table.blank,
        "notes": table.notes,
    })
}
