//! The data of a run chart: CSV with a header, from a file beside the session or a fenced block.

use super::series::Point;
use crate::diag::{Code, Diagnostic, Span};
use crate::model::Context;
use crate::model::tool::outline::Fenced;
use crate::syntax::Container;
use csv::StringRecord;

/// What the author gave.
pub(super) enum Found {
    /// No data: an empty grid.
    Nothing,
    /// Data that cannot be used; reported.
    Unusable,
    /// Data.
    Table(Table),
}

/// The two columns of a chart.
pub(super) struct Table {
    /// Name of the x column.
    pub x_label: String,
    /// At least two points.
    pub points: Vec<Point>,
}

/// Where data comes from.
struct Origin<'a> {
    /// How messages call it.
    name: &'a str,
    span: Span,
}

/// More points than a page or screen can show apart.
const MOST_POINTS: usize = 1000;

/// Larger measurements are a mistake, and their sums would not be numbers any more.
const LARGEST: f64 = 1e12;

const SHAPE: &str = "a run chart needs a CSV table with a header row, and a number in the `y` \
                     column of each row";

/// Reads the data, if there is any.
pub(super) fn read(container: &Container, fenced: &[Fenced], cx: &mut Context) -> Found {
    let found = match (container.attributes.get("src"), fenced) {
        (None, []) => return Found::Nothing,
        (Some(src), []) => {
            let name = src.value.as_deref().unwrap_or("");
            let origin = Origin { name, span: src.span };
            cx.read(name, src.span).and_then(|text| table(container, &text, &origin, cx))
        }
        (None, [block]) if matches!(block.info, "csv" | "") => {
            table(container, block.text, &Origin { name: "the data", span: block.span }, cx)
        }
        (None, [block]) => {
            let message = format!("`{}` is not a kind of data", block.info);
            report(block.span, message, "begin the block with three backticks and `csv`", cx)
        }
        (_, [.., block]) => {
            let help = "keep either `src` or one fenced block";
            report(block.span, "the data is given twice", help, cx)
        }
    };
    found.map_or(Found::Unusable, Found::Table)
}

/// A number of the data: finite, and of a size that a chart can show.
pub(super) fn measurement(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|value: &f64| value.abs() <= LARGEST)
}

fn table(container: &Container, text: &str, origin: &Origin, cx: &mut Context) -> Option<Table> {
    // Spreadsheets begin CSV with a byte order mark.
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return report(origin.span, format!("{}: {error}", origin.name), SHAPE, cx),
    };
    let x = column(container, "x", 0, &header, origin, cx);
    let y = column(container, "y", 1, &header, origin, cx);
    let (x, y) = (x?, y?);
    let mut points = Vec::new();
    for record in reader.records() {
        let point = record.map_err(|error| error.to_string()).and_then(|row| point(&row, x, y));
        match point {
            Ok(point) => points.push(point),
            Err(why) => return report(origin.span, format!("{}: {why}", origin.name), SHAPE, cx),
        }
    }
    let message = match points.len() {
        0 | 1 => "a line needs at least two points".to_owned(),
        2..=MOST_POINTS => {
            let x_label = header.get(x).unwrap_or("").to_owned();
            return Some(Table { x_label, points });
        }
        many => format!("{many} points are more than a chart can show ({MOST_POINTS})"),
    };
    report(origin.span, message, "one point for each day, week or month is usual", cx)
}

/// Index of the column that an attribute names, or of the usual one.
fn column(
    container: &Container,
    key: &str,
    usual: usize,
    header: &StringRecord,
    origin: &Origin,
    cx: &mut Context,
) -> Option<usize> {
    let Some(name) = container.attributes.value(key) else {
        if usual < header.len() {
            return Some(usual);
        }
        return report(origin.span, format!("{} has no `{key}` column", origin.name), SHAPE, cx);
    };
    let index = header.iter().position(|column| column == name);
    if index.is_none() {
        let message = format!("{} has no column `{name}`", origin.name);
        let columns: Vec<&str> = header.iter().take(12).collect();
        cx.report(
            Diagnostic::new(Code::BadData, container.attributes.place(key), message)
                .did_you_mean(name, columns.iter().copied())
                .help(format!("its columns are: {}", columns.join(", "))),
        );
    }
    index
}

fn point(record: &StringRecord, x: usize, y: usize) -> Result<Point, String> {
    let line = record.position().map_or(0, csv::Position::line);
    let value = record.get(y).unwrap_or("");
    match measurement(value) {
        Some(y) => Ok(Point { x: record.get(x).unwrap_or("").to_owned(), y }),
        None => Err(format!("`{value}` in line {line} is not a number")),
    }
}

fn report<T>(span: Span, message: impl Into<String>, help: &str, cx: &mut Context) -> Option<T> {
    cx.report(Diagnostic::new(Code::BadData, span, message).help(help));
    None
}
