//! How high parts will be: a worksheet should take as many pages in Word as on paper, and a field that
//! takes what is left of its page must not push it over.

use super::field::{self, LINE};
use super::look::HANG;
use super::section::MM;
use super::story::Story;
use super::style::Style;
use super::styles::{self, AFTER};
use crate::part::{Body, Extent, Field, GroupRole, Part, Run, Table, TableRole, TextRole, plain};

/// Height of a drawing is never cut to less than this share.
const LEAST: f64 = 0.5;
/// Rows to fill in are never lower than this share of what they are on paper.
const TIGHTEST: f64 = 0.55;
/// A field that takes what is left is at least so high, in points.
const LEAST_FILL: f64 = 40.0;
/// What estimates miss.
const SPARE: f64 = 14.0;
/// The small paragraph behind a table.
const GAP: f64 = 8.0;

/// What parts hold, in points of height.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    /// Words and frames.
    fixed: f64,
    /// Drawings.
    drawings: f64,
    /// Lines and boxes to fill in.
    rows: f64,
    /// Fields that take what is left.
    fills: f64,
}

impl Sum {
    fn fixed(height: f64) -> Self {
        Self { fixed: height, ..Self::default() }
    }

    fn and(self, other: Self) -> Self {
        Self {
            fixed: self.fixed + other.fixed,
            drawings: self.drawings + other.drawings,
            rows: self.rows + other.rows,
            fills: self.fills + other.fills,
        }
    }

    fn total(&self) -> f64 {
        self.fixed + self.drawings + self.rows + self.fills * 1000.0
    }
}

/// Settles how high drawings, rows and filling fields are on a page with so much room.
pub fn fit(story: &mut Story, parts: &[Part], room: f64) {
    let sum = all(story, parts, story.width);
    (story.tight, story.shrink, story.fill) = (1.0, 1.0, 0.0);
    let fills = sum.fills * LEAST_FILL;
    let left = room - SPARE - sum.fixed - fills;
    let wanted = sum.drawings + sum.rows;
    if wanted > left && wanted > 0.0 {
        let share = left / wanted;
        story.shrink = share.clamp(LEAST, 1.0);
        story.tight = share.clamp(TIGHTEST, 1.0);
    }
    if sum.fills > 0.0 {
        let rest = left + fills - sum.drawings * story.shrink - sum.rows * story.tight;
        story.fill = (rest / sum.fills).max(LEAST_FILL);
    }
}

/// Height of a part in points, as far as can be told, without what takes the rest of its page.
pub fn height(story: &Story, part: &Part, width: f64) -> f64 {
    let sum = one(story, part, width);
    sum.fixed + sum.drawings + sum.rows
}

fn all(story: &Story, parts: &[Part], width: f64) -> Sum {
    parts.iter().map(|part| one(story, part, width)).fold(Sum::default(), Sum::and)
}

fn one(story: &Story, part: &Part, width: f64) -> Sum {
    match &part.body {
        Body::Heading { level, runs } => {
            let style = Style::heading(level.saturating_sub(1));
            Sum::fixed(paragraph(story, style, runs, width) + 4.0)
        }
        Body::Text { runs, role } => {
            let style = match role {
                TextRole::Body => Style::Normal,
                TextRole::Lead => Style::Lead,
                TextRole::Small => Style::Small,
                TextRole::Attribution => Style::Attribution,
                TextRole::Code => Style::CodeBlock,
            };
            Sum::fixed(paragraph(story, style, runs, width))
        }
        Body::List { items, .. } => {
            let item = |part: &Part| match &part.body {
                Body::Text { runs, .. } => {
                    Sum::fixed(paragraph(story, Style::ListBullet, runs, width - HANG))
                }
                _ => one(story, part, width - HANG),
            };
            items.iter().flat_map(|it| &it.parts).map(item).fold(Sum::default(), Sum::and)
        }
        Body::Table(table) => table_sum(story, table),
        Body::Picture { caption, width: share, ratio, .. } => {
            let picture = width * share.unwrap_or(1.0) / ratio.max(0.05);
            Sum::fixed(picture + 8.0 + caption_height(story, caption, width))
        }
        Body::Drawing { drawing, caption, .. } => Sum {
            fixed: 10.0 + caption_height(story, caption, width),
            drawings: drawing.height * (width / drawing.width).min(1.0),
            ..Sum::default()
        },
        Body::Field { label, hint, field } => {
            let mut head = label.clone();
            head.extend(hint.iter().cloned());
            let head = match head.is_empty() {
                true => 0.0,
                false => paragraph(story, Style::FieldLabel, &head, width),
            };
            Sum::fixed(head).and(field_sum(story, field, width))
        }
        Body::Callout { title, children, .. } => {
            let label = paragraph(story, Style::BoxLabel, title, width) + 10.0 + GAP;
            Sum::fixed(label).and(all(story, children, width - 24.0))
        }
        Body::Rule => Sum::fixed(15.0),
        Body::Break => Sum::default(),
        Body::Group { role: GroupRole::Columns { widths }, children } => {
            columns(story, widths, children, width)
        }
        Body::Group { children, .. } => all(story, children, width),
    }
}

/// Side by side the highest counts.
fn columns(story: &Story, widths: &[f64], children: &[Part], width: f64) -> Sum {
    let total: f64 = widths.iter().sum::<f64>().max(0.01);
    let room = width - children.len().saturating_sub(1) as f64 * 6.0 * MM;
    let sums = children.iter().zip(widths).map(|(child, it)| one(story, child, room * it / total));
    let highest = sums.max_by(|a, b| a.total().total_cmp(&b.total()));
    highest.unwrap_or_default().and(Sum::fixed(GAP))
}

fn table_sum(story: &Story, table: &Table) -> Sum {
    let widths = story.column_widths(table);
    let height = |cells: &[Vec<Run>], style: Style| {
        let cells = cells.iter().zip(&widths);
        cells.map(|(cell, width)| paragraph(story, style, cell, width - 10.0)).fold(0.0, f64::max)
    };
    let mut sum = Sum::fixed(height(&table.header, Style::TableHeading) + 5.0 + GAP);
    sum.fixed += caption_height(story, &table.caption, story.width);
    for row in &table.rows {
        let words = height(&row.cells, Style::TableText) + 4.0;
        let least = match table.role {
            TableRole::Form => table.row_height.unwrap_or(24.0),
            TableRole::Data | TableRole::RunSheet => table.row_height.unwrap_or(0.0),
        };
        match least > words {
            true => sum.rows += least,
            false => sum.fixed += words,
        }
    }
    sum
}

fn field_sum(story: &Story, field: &Field, width: f64) -> Sum {
    let line = paragraph(story, Style::Field, &[], width) + 1.5;
    match field {
        Field::Text | Field::Date | Field::Scale { .. } => Sum::fixed(line),
        Field::Lines { rows: Extent::Fixed(rows) } => {
            Sum { rows: rows * LINE, fixed: GAP, ..Sum::default() }
        }
        Field::Box { height: Extent::Fixed(height) } => {
            Sum { rows: *height, fixed: GAP, ..Sum::default() }
        }
        Field::Lines { rows: Extent::Fill } | Field::Box { height: Extent::Fill } => {
            Sum { fills: 1.0, fixed: GAP, ..Sum::default() }
        }
        Field::Choice { options, many, inline } => {
            let option = paragraph(story, Style::FieldOption, &[], width) + 3.0;
            match field::is_list(options, *many) {
                true => Sum::fixed(line),
                false if *inline => {
                    let letters: usize = options.iter().map(|it| plain(it).len() + 10).sum();
                    let lines = (letters as f64 * 5.3 / width).ceil().max(1.0);
                    Sum::fixed(option * lines)
                }
                false => Sum::fixed(option * options.len() as f64),
            }
        }
        Field::Signature => Sum::fixed(60.0),
    }
}

fn caption_height(story: &Story, runs: &[Run], width: f64) -> f64 {
    if runs.is_empty() { 0.0 } else { paragraph(story, Style::Caption, runs, width) }
}

/// Height of a paragraph with the room above and below it.
pub fn paragraph(story: &Story, style: Style, runs: &[Run], width: f64) -> f64 {
    let look = story.scale.look(style);
    let size = story.scale.size(look.step.unwrap_or(0.0));
    let line = if look.line > 0.0 { look.line } else { styles::LINE };
    let bold = look.bold == Some(true);
    let lines = story.office.widths().lines(runs, bold, size, width.max(20.0)).len().max(1);
    let edges = story.scale.room(look.before.unwrap_or(0.0) + look.after.unwrap_or(AFTER));
    lines as f64 * size * 1.15 * line + edges
}
