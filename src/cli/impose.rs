//! `packwright impose`

use super::report::count;
use super::{Failure, Outcome, print};
use crate::impose::{self, Backs, Flip, Job, MM, Scheme, Size};
use crate::pack::Manifest;
use crate::store::write_atomically;
use crate::world::World;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `impose`.
#[derive(Args)]
pub struct Options {
    /// The PDF whose pages are laid onto sheets; it stays as it is
    file: PathBuf,
    /// How
    #[arg(long = "as", value_enum, value_name = "SCHEME")]
    scheme: Named,
    /// The PDF to write; beside FILE otherwise
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The finished sheet: a0 to a6, letter, legal, tabloid, sra3, sra4, or `210x297` in millimetres;
    /// A4, or for single pages their own size, otherwise
    #[arg(long, value_name = "SIZE", value_parser = size)]
    paper: Option<Size>,
    /// What stays free at the edges of a sheet, such as `8mm`
    #[arg(long, value_name = "LENGTH", value_parser = length)]
    margin: Option<f32>,
    /// Pages on a side of a sheet that is cut and stacked
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u8).range(2..=64))]
    cells: u8,
    /// Sheets that are cut and stacked are printed on one side only
    #[arg(long)]
    one_sided: bool,
    /// Where the backs of cards are among the pages
    #[arg(long, value_enum, default_value = "none")]
    backs: BacksNamed,
    /// The edge on which the printer turns sheets; without, the one that keeps backs upright
    #[arg(long, value_enum)]
    flip: Option<FlipNamed>,
    /// How thick a sheet of a booklet is: 0.1 mm is 80 g/m² paper
    #[arg(long, value_name = "LENGTH", default_value = "0.1mm", value_parser = length)]
    thickness: f32,
    /// The size that a poster grows to; its own otherwise, or double that of a page that fits a sheet
    #[arg(long, value_name = "SIZE", value_parser = size)]
    to: Option<Size>,
    /// How far the sheets of a poster lie over each other
    #[arg(long, value_name = "LENGTH", default_value = "10mm", value_parser = length)]
    overlap: f32,
    /// Add crop marks, registration marks and a colour bar around the sheet, for a print shop
    #[arg(long)]
    marks: bool,
    /// How far colour runs beyond the cut; pages without a bleed of their own are enlarged
    #[arg(long, value_name = "LENGTH", requires = "marks", value_parser = length)]
    bleed: Option<f32>,
    /// Words at the top of every page, such as "Facilitator copy"; `{{programme}}`, `{{version}}` and
    /// `{{edition}}` stand for those of the edition that FILE is from
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    stamp: String,
}

/// Schemes as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
enum Named {
    /// A page on each sheet, to stamp it or to add marks
    Single,
    /// Folded sheets, stapled in the fold; two pages on a side
    Booklet,
    /// Two pages on a side
    #[value(name = "2-up")]
    Two,
    /// Four pages on a side
    #[value(name = "4-up")]
    Four,
    /// Six pages on a side
    #[value(name = "6-up")]
    Six,
    /// Eight pages on a side
    #[value(name = "8-up")]
    Eight,
    /// Nine pages on a side
    #[value(name = "9-up")]
    Nine,
    /// Several pages on a side, in order once the pile is cut and its pieces are laid on each other
    CutAndStack,
    /// Each page is a card at its own size
    Cards,
    /// Each page over several sheets to be glued together
    Poster,
    /// Pages larger than the sheet reduced to it: A3 on A4
    #[value(name = "a3-on-a4")]
    Reduce,
}

/// Where backs are, as it is named on the command line.
#[derive(ValueEnum, Clone, Copy)]
enum BacksNamed {
    /// There are none
    None,
    /// After each front
    Alternate,
    /// The last page, for all
    Last,
}

/// Edges as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
enum FlipNamed {
    /// The long edge
    Long,
    /// The short edge
    Short,
}

/// Lays the pages of a PDF onto sheets.
pub fn run(options: &Options) -> Outcome {
    let output = output(options);
    if is_same(&output, &options.file) {
        let message = format!("`{}` would be written over itself", options.file.display());
        return Err(Failure(format!("{message}\nhelp: name another file with `-o`")));
    }
    let named = options.file.display();
    let bytes = World::named_file(&options.file)
        .map_err(|error| Failure(format!("`{named}` cannot be read: {error}")))?;
    let job = Job { stamp: stamp(options)?, ..job(options) };
    let imposed = impose::impose(bytes, &job, World::face()).map_err(|refused| {
        Failure(format!("`{named}` cannot be imposed: {}\nhelp: {}", refused.message, refused.help))
    })?;
    write_atomically(&output, &imposed.bytes).map_err(|error| {
        Failure(format!("`{}` could not be written: {error}", output.display()))
    })?;
    let pages = count(imposed.sides.len(), "page");
    print(&format!("{}: {pages}, {} kB", output.display(), imposed.bytes.len().div_ceil(1000)));
    imposed.notes.iter().for_each(|note| print(&format!("  {note}")));
    Ok(true)
}

/// Do two paths name one file, by whatever way?
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).ok();
    real(one) == real(other)
}

/// The words of the stamp, with the facts that the manifest above the file knows.
fn stamp(options: &Options) -> Result<String, Failure> {
    let words = options.stamp.trim().to_owned();
    if !words.contains("{{") {
        return Ok(words);
    }
    let file = std::path::absolute(&options.file).unwrap_or_default();
    let manifest = file.ancestors().skip(1).find_map(|folder| Manifest::read(folder).ok());
    let manifest = manifest.ok_or_else(|| {
        let message =
            format!("`{}` is in no edition that `{words}` could name", options.file.display());
        Failure(format!(
            "{message}\nhelp: take a file that `packwright build` made, or write the words out"
        ))
    })?;
    let facts = [
        ("{{programme}}", &manifest.programme),
        ("{{version}}", &manifest.version),
        ("{{edition}}", &manifest.edition),
    ];
    let words = facts.iter().fold(words, |words, (name, fact)| words.replace(name, fact));
    match words.contains("{{") {
        false => Ok(words),
        true => {
            let known = facts.map(|fact| fact.0).join(", ");
            Err(Failure(format!("`{words}` names a fact that is not known\nhelp: write {known}")))
        }
    }
}

fn job(options: &Options) -> Job {
    let scheme = match options.scheme {
        Named::Single => Scheme::Single,
        Named::Booklet => Scheme::Booklet { thickness: options.thickness },
        Named::Two => Scheme::Up(2),
        Named::Four => Scheme::Up(4),
        Named::Six => Scheme::Up(6),
        Named::Eight => Scheme::Up(8),
        Named::Nine => Scheme::Up(9),
        Named::CutAndStack => {
            Scheme::CutAndStack { cells: options.cells.into(), duplex: !options.one_sided }
        }
        Named::Cards => Scheme::Cards {
            backs: match options.backs {
                BacksNamed::None => Backs::None,
                BacksNamed::Alternate => Backs::Alternate,
                BacksNamed::Last => Backs::Last,
            },
        },
        Named::Poster => Scheme::Poster { to: options.to, overlap: options.overlap },
        Named::Reduce => Scheme::Reduce,
    };
    Job {
        scheme,
        paper: options.paper,
        margin: options.margin,
        flip: options.flip.map(|flip| match flip {
            FlipNamed::Long => Flip::Long,
            FlipNamed::Short => Flip::Short,
        }),
        marks: options.marks,
        bleed: options.bleed,
        stamp: String::new(),
    }
}

/// The file to write: by its scheme beside the original, unless it is named.
fn output(options: &Options) -> PathBuf {
    let stem = options.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let scheme = options.scheme.to_possible_value();
    let scheme = scheme.as_ref().map_or("imposed", |value| value.get_name());
    let name = format!("{}-{scheme}.pdf", stem.unwrap_or_default());
    let beside = || options.file.parent().unwrap_or(Path::new("")).join(name);
    options.output.clone().unwrap_or_else(beside)
}

fn size(text: &str) -> Result<Size, String> {
    Size::parse(text).ok_or_else(|| {
        format!(
            "`{text}` is no size of paper; write one of {}, or `210x297` in millimetres",
            Size::names().collect::<Vec<_>>().join(", ")
        )
    })
}

/// A length in points from one in millimetres, centimetres, inches or points.
fn length(text: &str) -> Result<f32, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "mm" => MM,
        "cm" => 10.0 * MM,
        "in" => 72.0,
        "pt" => 1.0,
        _ => return Err("write a number and its unit, such as `3mm`, `0.5in` or `9pt`".to_owned()),
    };
    let number: f32 = digits.trim().parse().map_err(|_| format!("`{digits}` is no number"))?;
    match (0.0..=1000.0 * MM).contains(&(number * unit)) {
        true => Ok(number * unit),
        false => Err("it is between 0 and 1000 mm".to_owned()),
    }
}
