//! A timeline: what happens when, left to right.
//!
//! Items `- Month 1: Induction`, a label and what happens; `…` for what is to be written in.

use super::measure::Lettering;
use super::outline::{self, Facts, sentence, written};
use super::scene::{Rect, Scene, Set, Stroke};
use super::{Canvas, Context};
use crate::diag::{Code, Diagnostic};
use crate::part::{Align, Drawing, Paint, VAlign};
use crate::syntax::Container;

/// A timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    pub(super) facts: Facts,
    milestones: Vec<Milestone>,
}

/// A point in time.
#[derive(Clone, Debug, PartialEq)]
struct Milestone {
    /// When; empty when it is to be written in.
    label: String,
    /// What; `None` when only the label is given, empty when it is to be written in.
    words: Option<String>,
}

/// Most milestones that a line can carry.
const MOST_MILESTONES: usize = 24;

/// Between two lines to write on: 8.5 mm, in points.
const RULING: f64 = 24.0;

impl Timeline {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<Self> {
        let facts = outline::facts(container, &[], cx);
        let mut entries = outline::entries(container, cx);
        outline::limit_depth(&mut entries, 1, "milestones have nothing below them", cx);
        if entries.is_empty() {
            let message = "a timeline without milestones";
            let finding = Diagnostic::new(Code::EmptySlot, container.name_span, message);
            cx.report(finding.help("write `- Month 1: Induction`; `- …` is one to write in"));
            return None;
        }
        if let Some(entry) = entries.get(MOST_MILESTONES) {
            let message = format!("a timeline has room for {MOST_MILESTONES} milestones");
            outline::bad_data(entry.span, message, "join some, or draw two timelines", cx);
        }
        let milestone = |words: &str| match words.split_once(':') {
            Some((label, words)) => {
                Milestone { label: written(label), words: Some(written(words)) }
            }
            None if words.is_empty() => {
                Milestone { label: String::new(), words: Some(String::new()) }
            }
            None => Milestone { label: words.to_owned(), words: None },
        };
        let milestones =
            entries.iter().take(MOST_MILESTONES).map(|entry| milestone(&entry.words)).collect();
        Some(Self { facts, milestones })
    }

    pub(super) fn is_blank(&self) -> bool {
        let is_empty = |words: &Option<String>| words.as_deref().is_some_and(str::is_empty);
        self.milestones.iter().any(|one| one.label.is_empty() || is_empty(&one.words))
    }

    pub(super) fn describe(&self) -> String {
        let count = self.milestones.len().to_string();
        let mut out = self.facts.words.say("alt-timeline", &[("count", &count)]);
        for one in &self.milestones {
            let words = match &one.words {
                Some(words) => {
                    format!(" {}: {}", self.facts.spoken(&one.label), self.facts.spoken(words))
                }
                None => format!(" {}", one.label),
            };
            out.push_str(&sentence(&words));
        }
        out
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        let count = self.milestones.len();
        let size = canvas.text;
        let gap = size * 1.2;
        let least = size * 7.5 + if self.is_blank() { size * 2.0 } else { 0.0 };
        let fits = (((canvas.width + gap) / (least + gap)).floor() as usize).max(1);
        if !self.is_blank() && count > fits && count < fits * 2 {
            return draw_alternating(&self.milestones, canvas);
        }
        let rows = count.div_ceil(fits);
        let per_row = count.div_ceil(rows);
        draw_columns(&self.milestones, per_row, self.is_blank(), canvas)
    }
}

fn label_set(size: f64) -> Set {
    Set::new(Lettering::bold(size), Paint::Primary)
}

fn words_set(size: f64) -> Set {
    Set::new(Lettering::regular(size), Paint::Ink)
}

/// Columns of equal width: label above the line, words below it.
fn draw_columns(milestones: &[Milestone], per_row: usize, blank: bool, canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let size = canvas.text;
    let gap = size * 1.2;
    let rows: Vec<&[Milestone]> = milestones.chunks(per_row).collect();
    let width = (canvas.width - gap * (per_row - 1) as f64) / per_row as f64;
    let row_gap = size * 1.6;
    let share = (canvas.height - row_gap * (rows.len() - 1) as f64) / rows.len() as f64;
    let mut top = 0.0;
    for (index, row) in rows.iter().enumerate() {
        let natural = row_height(row, width, size);
        let height = if blank { natural.max(share) } else { natural };
        let is_last = index + 1 == rows.len();
        draw_row(row, Rect::new(0.0, top, width, height), is_last, gap, canvas.width, &mut scene);
        top += height + row_gap;
    }
    scene.finish(top - row_gap)
}

/// Height of the tallest label, with room for a pen where one is blank.
fn label_height(row: &[Milestone], width: f64, size: f64) -> f64 {
    let height = |one: &Milestone| match one.label.is_empty() {
        true => RULING,
        false => label_set(size).lettering.height(&one.label, width),
    };
    row.iter().map(height).fold(0.0, f64::max)
}

fn row_height(row: &[Milestone], width: f64, size: f64) -> f64 {
    let height = |one: &Milestone| match one.words.as_deref() {
        Some("") => RULING * 2.0,
        Some(words) => words_set(size).lettering.height(words, width),
        None => 0.0,
    };
    let words = row.iter().map(height).fold(0.0, f64::max);
    label_height(row, width, size) + size * 1.8 + words
}

/// A row; `cell` is the first column.
fn draw_row(row: &[Milestone], cell: Rect, is_last: bool, gap: f64, width: f64, scene: &mut Scene) {
    let size = scene.size;
    let labels = label_height(row, cell.w, size);
    let line = cell.y + labels + size * 0.8;
    let stroke = Stroke::solid(Paint::Primary, scene.hairline() * 1.6);
    let radius = size * 0.36;
    let ends = [[radius, line], [width, line]];
    if is_last {
        scene.arrow(&ends, stroke)
    } else {
        scene.line(&ends, stroke)
    }
    let soft = Stroke::solid(Paint::InkSoft, 0.6);
    for (index, one) in row.iter().enumerate() {
        let x = index as f64 * (cell.w + gap);
        let label = Rect::new(x, cell.y, cell.w, labels);
        match one.label.is_empty() {
            true => scene.line(&[[x, label.bottom()], [label.right(), label.bottom()]], soft),
            false => {
                scene.words(label, &one.label, label_set(size).at(Align::Left, VAlign::Bottom))
            }
        }
        scene.dot([x + radius, line], radius, Paint::Primary);
        let top = line + size;
        let below = Rect::new(x, top, cell.w, cell.bottom() - top);
        match one.words.as_deref() {
            Some("") => draw_ruling(below, soft, scene),
            Some(words) => scene.words(below, words, words_set(size)),
            None => {}
        }
    }
}

/// Lines to write on.
fn draw_ruling(area: Rect, stroke: Stroke, scene: &mut Scene) {
    let lines = ((area.h + 0.01) / RULING).floor() as usize;
    for line in 1..=lines {
        let y = area.y + line as f64 * RULING;
        scene.line(&[[area.x, y], [area.right(), y]], stroke);
    }
}

/// Milestones above and below the line in turn, each as wide as two of them.
fn draw_alternating(milestones: &[Milestone], canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let size = canvas.text;
    let pitch = canvas.width / (milestones.len() + 1) as f64;
    let width = pitch * 2.0 - size * 1.2;
    let height = |one: &Milestone| {
        let words = one.words.as_deref().unwrap_or("");
        label_set(size).lettering.height(&one.label, width)
            + words_set(size).lettering.height(words, width)
    };
    let side =
        |first: usize| milestones.iter().skip(first).step_by(2).map(height).fold(0.0, f64::max);
    let stem = size * 1.3;
    let line = side(0) + stem + size * 0.3;
    let stroke = Stroke::solid(Paint::Primary, scene.hairline() * 1.6);
    scene.arrow(&[[0.0, line], [canvas.width, line]], stroke);
    for (index, one) in milestones.iter().enumerate() {
        let x = (index + 1) as f64 * pitch;
        let away = if index % 2 == 0 { -stem } else { stem };
        scene.line(&[[x, line], [x, line + away]], Stroke::solid(Paint::Primary, scene.hairline()));
        scene.dot([x, line], size * 0.36, Paint::Primary);
        let tall = height(one);
        let y =
            if index % 2 == 0 { line - stem - size * 0.3 - tall } else { line + stem + size * 0.3 };
        let label = label_set(size).lettering.height(&one.label, width);
        let rect = Rect::new(x - width / 2.0, y, width, label);
        scene.words(rect, &one.label, label_set(size).at(Align::Centre, VAlign::Top));
        let rect = Rect::new(rect.x, rect.bottom(), width, tall - label);
        let words = one.words.as_deref().unwrap_or("");
        scene.words(rect, words, words_set(size).at(Align::Centre, VAlign::Top));
    }
    scene.finish(line + stem + size * 0.3 + side(1))
}
