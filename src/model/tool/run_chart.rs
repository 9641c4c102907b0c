//! A run chart: a measure over time with its median and goal, or an empty grid to plot by hand.
//!
//! The data is a CSV file (`src`) or a fenced block inside; list items `- 11: words` annotate the
//! point whose x value comes before the colon.

mod axis;
mod data;
mod flags;
mod grid;
mod plot;

use super::labels::LABELS;
use super::outline::{self, Entry, Facts, sentence};
use super::{Canvas, Context};
use crate::diag::Span;
use crate::part::Drawing;
use crate::syntax::{Container, smart};

/// A run chart.
#[derive(Clone, Debug, PartialEq)]
pub struct RunChart {
    pub(super) facts: Facts,
    /// What is measured; may be empty.
    y_label: String,
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    /// Room for so many points.
    Grid(usize),
    Series(Series),
}

/// The data and what is drawn across it.
#[derive(Clone, Debug, PartialEq)]
struct Series {
    /// Name of the x column.
    x_label: String,
    /// At least two.
    points: Vec<Point>,
    median: Option<f64>,
    /// The median is that of so many first points; 0 for all.
    baseline: usize,
    goal: Option<f64>,
    notes: Vec<Note>,
}

/// A measurement.
#[derive(Clone, Debug, PartialEq)]
struct Point {
    /// As in the data.
    x: String,
    y: f64,
}

/// An annotation.
#[derive(Clone, Debug, PartialEq)]
struct Note {
    /// Which point.
    point: usize,
    words: String,
}

/// Points of an empty grid, unless the author says otherwise.
const GRID_POINTS: usize = 24;

/// Most annotations that a reader can tell apart.
const MOST_NOTES: usize = 12;

const ATTRIBUTES: [&str; 8] = ["src", "x", "y", "y-label", "median", "baseline", "goal", "points"];

impl RunChart {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<Self> {
        let facts = outline::facts(container, &ATTRIBUTES, cx);
        let (mut entries, fenced) = outline::entries_and_fenced(container, cx);
        outline::limit_depth(&mut entries, 1, "annotations have nothing below them", cx);
        let y_label = outline::words_of(container, "y-label");
        let content = match data::read(container, &fenced, cx) {
            data::Found::Nothing => Content::Grid(empty_grid(container, &entries, cx)),
            data::Found::Unusable => return None,
            data::Found::Table(table) => Content::Series(series(container, table, &entries, cx)),
        };
        Some(Self { facts, y_label, content })
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self.content, Content::Grid(_))
    }

    pub(super) fn describe(&self) -> String {
        let of =
            |words: &str| if words.is_empty() { String::new() } else { format!(" of {words}") };
        match &self.content {
            Content::Grid(points) => format!(
                "Empty run chart grid{} with room for {points} points, to plot by hand.",
                of(&self.y_label)
            ),
            Content::Series(series) => {
                let name = if self.y_label.is_empty() { &self.facts.title } else { &self.y_label };
                format!("Run chart{}: {}", of(name), series.describe())
            }
        }
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        match &self.content {
            Content::Grid(points) => grid::draw(*points, &self.y_label, canvas),
            Content::Series(series) => plot::draw(series, &self.y_label, canvas),
        }
    }
}

impl Series {
    fn describe(&self) -> String {
        let mut out = format!("{} points", self.points.len());
        if let (Some(first), Some(last)) = (self.points.first(), self.points.last()) {
            out.push_str(&format!(
                ", from {} ({}) to {} ({})",
                first.x,
                number(first.y),
                last.x,
                number(last.y)
            ));
        }
        let [low, high] = self.range();
        out.push_str(&format!(". Lowest {}, highest {}.", number(low), number(high)));
        if let Some(median) = self.median {
            let of = match self.baseline {
                0 => String::new(),
                points => format!(" of the first {points} points"),
            };
            out.push_str(&format!(" Median{of}: {}.", number(median)));
        }
        if let Some(goal) = self.goal {
            out.push_str(&format!(" Goal: {}.", number(goal)));
        }
        for note in &self.notes {
            let x = &self.points[note.point].x;
            out.push_str(&format!(" At {x}: {}", sentence(&note.words)));
        }
        out
    }

    /// Lowest and highest measurement.
    fn range(&self) -> [f64; 2] {
        let values = || self.points.iter().map(|point| point.y);
        [values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max)]
    }
}

fn series(
    container: &Container,
    table: data::Table,
    entries: &[Entry],
    cx: &mut Context,
) -> Series {
    let data::Table { x_label, points } = table;
    let attributes = &container.attributes;
    if attributes.flag("points") {
        let message = "`points` is for an empty grid, and this chart has data";
        cx.bad_attribute(attributes.place("points"), message, "leave out `points`");
    }
    let baseline = outline::count(container, "baseline", 2..=points.len(), cx);
    let wants_median = outline::flag(container, "median", cx) || baseline.is_some();
    let measured: Vec<f64> =
        points.iter().take(baseline.unwrap_or(points.len())).map(|point| point.y).collect();
    let notes = notes(&points, entries, cx);
    Series {
        x_label,
        median: if wants_median { median(measured) } else { None },
        baseline: baseline.unwrap_or(0),
        goal: goal(container, cx),
        notes,
        points,
    }
}

fn goal(container: &Container, cx: &mut Context) -> Option<f64> {
    let value = container.attributes.value("goal")?;
    let goal = data::measurement(value);
    if goal.is_none() {
        let message = format!("`goal` cannot be `{value}`");
        cx.bad_attribute(container.attributes.place("goal"), message, "write a number: `goal=2`");
    }
    goal
}

fn empty_grid(container: &Container, entries: &[Entry], cx: &mut Context) -> usize {
    let help = "give the data with `src=\"….csv\"`, or leave this to the pen";
    for key in ["x", "y", "median", "baseline", "goal"] {
        if let Some(attribute) = container.attributes.get(key) {
            let message = format!("`{key}` needs data, and this grid is empty");
            cx.bad_attribute(attribute.span, message, help);
        }
    }
    if let Some(entry) = entries.first() {
        outline::bad_data(entry.span, "an empty grid has nothing to annotate", help, cx);
    }
    outline::count(container, "points", 5..=60, cx).unwrap_or(GRID_POINTS)
}

fn notes(points: &[Point], entries: &[Entry], cx: &mut Context) -> Vec<Note> {
    if let Some(entry) = entries.get(MOST_NOTES) {
        let message = format!("a run chart has at most {MOST_NOTES} annotations");
        outline::bad_data(entry.span, message, "keep those that the text speaks of", cx);
    }
    entries.iter().take(MOST_NOTES).filter_map(|entry| note(points, entry, cx)).collect()
}

fn note(points: &[Point], entry: &Entry, cx: &mut Context) -> Option<Note> {
    // An x value may have a colon in it (`09:30: tea`): the first prefix that is one counts.
    let found = entry.words.match_indices(':').find_map(|(at, _)| {
        let x = entry.words[..at].trim();
        let point = points.iter().position(|point| same_x(&point.x, x))?;
        Some(Note { point, words: entry.words[at + 1..].trim().to_owned() })
    });
    match found {
        Some(note) if !note.words.is_empty() => Some(note),
        _ => {
            unknown_x(points, entry.span, &entry.words, cx);
            None
        }
    }
}

/// The data has not been through the typographic quotes that the list has.
fn same_x(data: &str, written: &str) -> bool {
    data == written || smart(data) == written
}

fn unknown_x(points: &[Point], span: Span, words: &str, cx: &mut Context) {
    let first = points.first().map_or("", |point| point.x.as_str());
    let last = points.last().map_or("", |point| point.x.as_str());
    let help = format!(
        "write an x value of the data, a colon, and words: `- {first}: what happened`; the data \
         goes from `{first}` to `{last}`"
    );
    let x = words.split(':').next().unwrap_or("").trim();
    let message = format!("no point of the data is called `{x}`, or it has no words");
    outline::bad_data(span, message, &help, cx);
}

/// The middle value, or halfway between the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    match values.len() % 2 {
        1 => Some(upper),
        _ => Some((values[values.len() / 2 - 1] + upper) / 2.0),
    }
}

/// A number with at most two decimals and a true minus sign.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = if text == "-0" { "0" } else { text };
    text.replace('-', "−")
}

/// A line's name with its value, as it stands beside the line.
fn named(name: &str, value: f64) -> String {
    format!("{name} {}", number(value))
}

/// The lines across the chart: name and value.
fn reference_lines(series: &Series) -> [Option<(String, f64)>; 2] {
    [
        series.median.map(|median| (named(LABELS.median, median), median)),
        series.goal.map(|goal| (named(LABELS.goal, goal), goal)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between_the_middle_two() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![47.0, 51.0, 43.0, 45.0]), Some(46.0));
        assert_eq!(median(Vec::new()), None);
    }
}
