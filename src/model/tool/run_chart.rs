//! A run chart: a measure over time with its median and goal, or an empty grid to plot by hand.
//!
//! The data is a CSV file (`src`) or a fenced block inside; list items `- 11: words` annotate the
//! point whose x value comes before the colon.

mod axis;
mod data;
mod flags;
mod grid;
mod plot;
mod series;

use self::series::Series;
use super::outline::{self, Entry, Facts, sentence};
use super::{Canvas, Context};
use crate::part::Drawing;
use crate::syntax::Container;

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

/// Points of an empty grid, unless the author says otherwise.
const GRID_POINTS: usize = 24;

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
            data::Found::Table(table) => {
                Content::Series(Series::new(container, table, &entries, cx))
            }
        };
        Some(Self { facts, y_label, content })
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(self.content, Content::Grid(_))
    }

    pub(super) fn describe(&self) -> String {
        let name = if self.y_label.is_empty() { &self.facts.title } else { &self.y_label };
        let name = if name.is_empty() { String::new() } else { format!(" {}", sentence(name)) };
        match &self.content {
            Content::Grid(points) => {
                let count = points.to_string();
                self.facts.words.say("alt-run-chart-grid", &[("count", &count)]) + &name
            }
            Content::Series(series) => {
                format!("{}{name} {}", self.facts.words.get("alt-run-chart"), series.describe())
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
