//! Draws a process map: rows from left to right, a connector back to the left between them, and
//! the side branch of a decision below it.

use super::grid::{Grid, diamond, words_width};
use super::stops::{Stop, stops};
use super::{Kind, ProcessMap};
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Look, Rect, Scene, Set, Stroke};
use crate::part::{Align, Drawing, Paint, PathStep, VAlign};

/// Draws the map.
pub(super) fn draw(map: &ProcessMap, canvas: &Canvas) -> Drawing {
    let stops = stops(&map.steps);
    let mut scene = Scene::new(canvas.width, canvas.text);
    let mut grid = Grid::new(&stops, map.is_blank(), canvas, &scene);
    let rows: Vec<&[Stop]> = stops.chunks(grid.per_row).collect();
    if map.is_blank() {
        grid.stretch(&rows, canvas.height);
    }
    let height = grid.height(&rows);
    let mut top = grid.top;
    let last = rows.len() - 1;
    for (index, row) in rows.iter().enumerate() {
        let line = top + grid.above(row);
        draw_row(row, line, &grid, &mut scene);
        let bottom = top + grid.row_height(row);
        if let (true, Some(stop)) = (index < last, row.last()) {
            let next = bottom + grid.row_gap + grid.above(rows[index + 1]);
            let start = grid.shape(rows[index + 1], 0, next);
            let from = grid.shape(row, row.len() - 1, line);
            draw_return(stop, from, bottom + grid.row_gap * 0.45, start, &grid, &mut scene);
        }
        top = bottom + grid.row_gap;
    }
    scene.finish(if map.is_blank() { height.max(canvas.height) } else { height })
}

fn draw_row(row: &[Stop], line: f64, grid: &Grid, scene: &mut Scene) {
    let stroke = Stroke::solid(Paint::InkSoft, scene.hairline());
    for (index, stop) in row.iter().enumerate() {
        let rect = grid.shape(row, index, line);
        draw_stop(stop, rect, scene);
        if let Some((label, words)) = stop.side {
            draw_side(label, words, rect, grid, scene);
        }
        if index + 1 < row.len() {
            scene.arrow(&[[rect.right(), line], [rect.right() + grid.gap, line]], stroke);
            draw_label(stop.label, rect.right(), line, grid.gap, scene);
        }
    }
}

fn draw_stop(stop: &Stop, rect: Rect, scene: &mut Scene) {
    let look = stop.look();
    let width = words_width(stop.kind, rect.w, scene);
    let set = Set::new(look.lettering(scene.size), look.text).at(Align::Centre, VAlign::Middle);
    match stop.kind {
        Kind::Step => scene.boxed(rect, scene.size * 0.25, look, stop.words),
        Kind::Start | Kind::End => {
            scene.boxed(rect, rect.h / 2.0, look, "");
            let words = Rect::around([rect.middle_x(), rect.middle_y()], width, rect.h);
            scene.words(words, stop.words, set);
        }
        Kind::Decision => {
            scene.diamond(rect, look);
            let (width, _) = diamond(stop.words, rect.w, scene.size);
            let height = set.lettering.height(stop.words, width);
            let words = Rect::around([rect.middle_x(), rect.middle_y()], width, height);
            scene.words(words, stop.words, set);
        }
        Kind::Delay => {
            scene.path(half_moon(rect), look);
            let words = Rect::new(rect.x + scene.inset(), rect.y, width, rect.h);
            scene.words(words, stop.words, set);
        }
    }
}

/// The sign for a delay in flow charts: straight on the left, round on the right.
fn half_moon(rect: Rect) -> Vec<PathStep> {
    // 0.5523 makes a quarter of an ellipse from a Bézier curve.
    let bulge = (rect.h / 2.0).min(rect.w / 3.0);
    let start = rect.right() - bulge;
    let (k, half) = (0.5523, rect.h / 2.0);
    let (right, middle, bottom) = (rect.right(), rect.middle_y(), rect.bottom());
    vec![
        PathStep::Move { x: rect.x, y: rect.y },
        PathStep::Line { x: start, y: rect.y },
        PathStep::Curve {
            x1: start + bulge * k,
            y1: rect.y,
            x2: right,
            y2: middle - half * k,
            x: right,
            y: middle,
        },
        PathStep::Curve {
            x1: right,
            y1: middle + half * k,
            x2: start + bulge * k,
            y2: bottom,
            x: start,
            y: bottom,
        },
        PathStep::Line { x: rect.x, y: bottom },
        PathStep::Close,
    ]
}

/// A branch's name above the arrow that starts here.
fn draw_label(label: &str, x: f64, line: f64, width: f64, scene: &mut Scene) {
    let lettering = Lettering::regular(scene.size);
    let set = Set::new(lettering, Paint::Ink).at(Align::Centre, VAlign::Bottom);
    let height = lettering.height(label, width);
    // A little to the left, where the diamond falls away and the arrow's head does not stand.
    let rect = Rect::new(x - scene.size * 0.15, line - height - scene.size * 0.1, width, height);
    scene.words(rect, label, set);
}

/// The branch that leaves the main line, below its decision.
fn draw_side(label: &str, words: &str, diamond: Rect, grid: &Grid, scene: &mut Scene) {
    let (x, y) = (diamond.middle_x(), diamond.bottom());
    let stroke = Stroke::solid(Paint::InkSoft, scene.hairline());
    scene.arrow(&[[x, y], [x, y + grid.drop]], stroke);
    let lettering = Lettering::regular(scene.size);
    let set = Set::new(lettering, Paint::Ink).at(Align::Left, VAlign::Middle);
    let beside = Rect::new(x + scene.size * 0.4, y, grid.cell / 2.0, grid.drop);
    scene.words(beside, label, set);
    let rect = Rect::new(diamond.x, y + grid.drop, grid.cell, grid.side);
    scene.boxed(rect, scene.size * 0.25, Look::BRANCH.unless_blank(words), words);
}

/// The connector from the end of a row to the start of the next.
fn draw_return(stop: &Stop, from: Rect, lane: f64, to: Rect, grid: &Grid, scene: &mut Scene) {
    let stroke = Stroke::solid(Paint::InkSoft, scene.hairline());
    let (out, down) = (from.right() + grid.margin * 0.8, to.middle_x());
    let points = [
        [from.right(), from.middle_y()],
        [out, from.middle_y()],
        [out, lane],
        [down, lane],
        [down, to.y],
    ];
    scene.arrow(&points, stroke);
    if !stop.label.is_empty() {
        let lettering = Lettering::regular(scene.size);
        let set = Set::new(lettering, Paint::Ink).at(Align::Right, VAlign::Middle);
        let height = lettering.line();
        let width = from.w / 2.0 - scene.size * 0.5;
        let y = from.middle_y() + from.h / 2.0 - height * 0.6;
        scene.words(Rect::new(out - scene.size * 0.3 - width, y, width, height), stop.label, set);
    }
}
