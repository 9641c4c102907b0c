//! Measurements, and what is drawn across them: median, goal and annotations.

use super::data::{self, Table};
use crate::diag::Span;
use crate::model::tool::outline::{self, Entry, sentence};
use crate::model::{Context, Words};
use crate::syntax::{Container, smart};

/// The data and what is drawn across it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    /// Name of the x column.
    pub x_label: String,
    /// At least two.
    pub points: Vec<Point>,
    /// Drawn dashed.
    pub median: Option<f64>,
    /// The median is that of so many first points; 0 for all.
    pub baseline: usize,
    /// What the team wants to reach.
    pub goal: Option<f64>,
    /// What happened when.
    pub notes: Vec<Note>,
    /// The words of the edition's language.
    pub words: Words,
}

/// A measurement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Point {
    /// As in the data.
    pub x: String,
    /// Finite.
    pub y: f64,
}

/// An annotation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Note {
    /// Which point.
    pub point: usize,
    /// What happened.
    pub words: String,
}

/// Most annotations that a reader can tell apart.
const MOST_NOTES: usize = 12;

impl Series {
    /// Checks what is drawn across the data.
    pub fn new(container: &Container, table: Table, entries: &[Entry], cx: &mut Context) -> Self {
        let Table { x_label, points } = table;
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
        Self {
            x_label,
            median: if wants_median { median(measured) } else { None },
            baseline: baseline.unwrap_or(0),
            goal: goal(container, cx),
            notes,
            points,
            words: cx.words.clone(),
        }
    }

    /// What it shows, in sentences.
    pub fn describe(&self) -> String {
        let mut said = Vec::new();
        if let (Some(first), Some(last)) = (self.points.first(), self.points.last()) {
            said.push(self.words.say(
                "alt-run-chart-points",
                &[
                    ("count", &self.points.len().to_string()),
                    ("first", &first.x),
                    ("first-value", &number(first.y)),
                    ("last", &last.x),
                    ("last-value", &number(last.y)),
                ],
            ));
        }
        let [low, high] = self.range().map(number);
        said.push(self.words.say("alt-run-chart-range", &[("low", &low), ("high", &high)]));
        if let Some(median) = self.median {
            let key = match self.baseline {
                0 => "alt-run-chart-median",
                _ => "alt-run-chart-baseline",
            };
            let (points, median) = (self.baseline.to_string(), number(median));
            said.push(self.words.say(key, &[("points", &points), ("median", &median)]));
        }
        if let Some(goal) = self.goal {
            said.push(self.words.say("alt-run-chart-goal", &[("goal", &number(goal))]));
        }
        for note in &self.notes {
            let facts = [("x", &*self.points[note.point].x), ("note", &sentence(&note.words))];
            said.push(self.words.say("alt-run-chart-note", &facts));
        }
        said.join(" ")
    }

    /// Lowest and highest measurement.
    pub fn range(&self) -> [f64; 2] {
        let values = || self.points.iter().map(|point| point.y);
        [values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max)]
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
pub(super) fn number(value: f64) -> String {
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
pub(super) fn reference_lines(series: &Series) -> [Option<(String, f64)>; 2] {
    [
        series.median.map(|median| (named(series.words.get("median"), median), median)),
        series.goal.map(|goal| (named(series.words.get("goal"), goal), goal)),
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
