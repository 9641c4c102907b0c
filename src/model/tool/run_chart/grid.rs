//! An empty run chart to plot by hand: fine squares, a thicker line at every fifth, and room on
//! the left for one's own numbers.

use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Rect, Scene, Set, Stroke};
use crate::part::{Align, Drawing, Paint, VAlign};

/// Least height of a square that a pen can aim at, in points.
const FINEST: f64 = 7.0;

/// Draws a grid for so many points.
pub(super) fn draw(points: usize, y_label: &str, canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let size = canvas.text;
    let lettering = Lettering::regular(size);
    let left = (size * 3.4).max(34.0);
    let top = draw_measure(y_label, canvas, &mut scene);
    let foot = lettering.line() * 2.0 + size * 0.8;
    // Half of the last number stands beyond the last line.
    let right = lettering.width("000") / 2.0 + 0.5;
    let height = (canvas.height - top - foot).max(FINEST * 5.0);
    let area = Rect::new(left, top, (canvas.width - left - right).max(1.0), height);
    draw_squares(area, points, &mut scene);
    draw_numbers(area, points, &mut scene);
    let y = area.bottom() + foot - size * 0.3;
    let name = Rect::new(area.x + area.w * 0.6, y, area.w * 0.4, 0.0);
    scene.line(&[[name.x, y], [name.right(), y]], Stroke::solid(Paint::InkSoft, 0.75));
    scene.finish(area.bottom() + foot)
}

/// The measure's name, and a line to write it on; returns where the grid begins.
fn draw_measure(y_label: &str, canvas: &Canvas, scene: &mut Scene) -> f64 {
    let size = canvas.text;
    let lettering = Lettering::regular(size);
    let width = lettering.width(y_label) + 1.0;
    let (line, start) = if width < canvas.width * 0.6 {
        (lettering.line().max(20.0), if y_label.is_empty() { 0.0 } else { width + size * 0.4 })
    } else {
        (lettering.height(y_label, canvas.width), canvas.width)
    };
    let set = Set::new(lettering, Paint::InkSoft).at(Align::Left, VAlign::Bottom);
    scene.words(Rect::new(0.0, 0.0, width.min(canvas.width), line), y_label, set);
    let end = (start + canvas.width * 0.35).min(canvas.width);
    if start < end {
        let y = line - size * 0.2;
        scene.line(&[[start, y], [end, y]], Stroke::solid(Paint::InkSoft, 0.75));
    }
    line + size * 0.8
}

fn draw_squares(area: Rect, points: usize, scene: &mut Scene) {
    let pitch = area.w / points as f64;
    let fives = ((area.h / (pitch.max(FINEST) * 4.4)).round() as usize).clamp(1, 12);
    let rows = fives * 5;
    let fine = Stroke::solid(Paint::Rule, 0.3);
    let thick = Stroke::solid(Paint::Rule, 0.9);
    for row in 0..rows {
        let y = area.y + row as f64 * area.h / rows as f64;
        let stroke = if row % 5 == 0 { thick } else { fine };
        scene.line(&[[area.x, y], [area.right(), y]], stroke);
    }
    for point in 1..=points {
        let x = area.x + point as f64 * pitch;
        let stroke = if point % 5 == 0 { thick } else { fine };
        scene.line(&[[x, area.y], [x, area.bottom()]], stroke);
    }
    let axis = Stroke::solid(Paint::Ink, scene.hairline());
    scene.line(&[[area.x, area.y], [area.x, area.bottom()], [area.right(), area.bottom()]], axis);
}

/// Numbers below the lines on which points are set: all of them, or every fifth.
fn draw_numbers(area: Rect, points: usize, scene: &mut Scene) {
    let size = scene.size;
    let set = Set::new(Lettering::regular(size), Paint::InkSoft).at(Align::Centre, VAlign::Top);
    let pitch = area.w / points as f64;
    let every = if pitch > set.lettering.width("00") + size * 0.3 { 1 } else { 5 };
    let width = set.lettering.width("000");
    for point in (1..=points).filter(|point| point % every == 0) {
        let x = area.x + point as f64 * pitch;
        let rect =
            Rect::new(x - width / 2.0, area.bottom() + size * 0.3, width, set.lettering.line());
        scene.words(rect, &point.to_string(), set);
    }
}
