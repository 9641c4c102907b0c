//! A run chart with data: axes, the line, its median and goal, and annotations above.

use super::axis::{Scale, label_every};
use super::flags::{Flag, flags};
use super::series::{Series, number, reference_lines};
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::outline::capital;
use crate::model::tool::scene::{Rect, Scene, Set, Stroke};
use crate::part::{Align, Drawing, Paint, VAlign};

/// Points so close that dots would merge into a band.
const MOST_DOTS: usize = 150;

/// Draws the chart.
pub(super) fn draw(series: &Series, y_label: &str, canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let size = canvas.text;
    let set = Set::new(Lettering::regular(size), Paint::InkSoft);
    let height = canvas.height.min((canvas.width * 0.52).max(size * 14.0));
    let scale = scale(series, height, size);
    let widest =
        |texts: &[String]| texts.iter().map(|text| set.lettering.width(text)).fold(0.0, f64::max);
    let ticks: Vec<String> = scale.ticks().into_iter().map(number).collect();
    let left = widest(&ticks) + size * 0.7;
    let names: Vec<String> = reference_lines(series).into_iter().flatten().map(|l| l.0).collect();
    let right = if names.is_empty() { size * 0.5 } else { widest(&names) * 1.03 + size * 0.5 };
    let mut top = size * 0.4;
    if !y_label.is_empty() {
        let tall = Lettering::bold(size).height(y_label, canvas.width);
        scene.words(
            Rect::new(0.0, 0.0, canvas.width, tall),
            y_label,
            Set::new(Lettering::bold(size), Paint::Ink),
        );
        top += tall;
    }
    let foot =
        set.lettering.line() * if series.x_label.is_empty() { 1.0 } else { 2.0 } + size * 0.5;
    let width = canvas.width - left - right;
    let notes = flags(series, Rect::new(left, top, width, 0.0), canvas);
    let band = notes.iter().map(|note| note.rect.bottom()).fold(top, f64::max);
    let least = size * 8.0;
    let area =
        Rect::new(left, band + size * 0.4, width, (height - band - foot - size * 0.4).max(least));
    let chart = Chart { series, scale, area };
    chart.draw_axes(&ticks, &mut scene);
    chart.draw_references(&mut scene);
    chart.draw_flags(&notes, &mut scene);
    chart.draw_line(&mut scene);
    scene.finish(area.bottom() + foot)
}

fn scale(series: &Series, height: f64, size: f64) -> Scale {
    let [low, high] = series.range();
    let lines = || [series.median, series.goal].into_iter().flatten();
    let low = lines().fold(low, f64::min);
    let high = lines().fold(high, f64::max);
    let steps = ((height * 0.7) / (size * 2.4)).clamp(3.0, 8.0) as usize;
    Scale::around(low, high, steps)
}

struct Chart<'a> {
    series: &'a Series,
    scale: Scale,
    /// Between the axes.
    area: Rect,
}

impl Chart<'_> {
    fn x(&self, index: usize) -> f64 {
        self.area.x + (index as f64 + 0.5) * self.area.w / self.series.points.len() as f64
    }

    fn y(&self, value: f64) -> f64 {
        self.area.bottom() - self.scale.place(value) * self.area.h
    }

    fn draw_axes(&self, ticks: &[String], scene: &mut Scene) {
        let size = scene.size;
        let soft = Set::new(Lettering::regular(size), Paint::InkSoft);
        let line = soft.lettering.line();
        for (value, words) in self.scale.ticks().into_iter().zip(ticks) {
            let y = self.y(value);
            let is_base = value == self.scale.low;
            let (paint, thickness) =
                if is_base { (Paint::InkSoft, 1.0) } else { (Paint::PrimaryTint, 0.75) };
            scene
                .line(&[[self.area.x, y], [self.area.right(), y]], Stroke::solid(paint, thickness));
            let rect = Rect::new(0.0, y - line / 2.0, self.area.x - size * 0.5, line);
            scene.words(rect, words, soft.at(Align::Right, VAlign::Middle));
        }
        self.draw_x_labels(soft, scene);
        let name = capital(&self.series.x_label);
        let y = self.area.bottom() + line + size * 0.4;
        let rect = Rect::new(self.area.x, y, self.area.w, line);
        let set = Set { paint: Paint::Ink, ..soft };
        scene.words(rect, &name, set.at(Align::Right, VAlign::Top));
    }

    fn draw_x_labels(&self, set: Set, scene: &mut Scene) {
        let size = scene.size;
        let points = &self.series.points;
        let widest = points.iter().map(|p| set.lettering.width(&p.x)).fold(0.0, f64::max);
        let pitch = self.area.w / points.len() as f64;
        let every = label_every(widest + size * 0.7, pitch);
        let numbers: Option<Vec<i64>> = points.iter().map(|point| point.x.parse().ok()).collect();
        for (index, point) in points.iter().enumerate() {
            let place = numbers.as_ref().map_or(index as i64, |numbers| numbers[index]);
            if place % every as i64 != 0 {
                continue;
            }
            let (x, y) = (self.x(index), self.area.bottom());
            scene.line(&[[x, y], [x, y + size * 0.25]], Stroke::solid(Paint::InkSoft, 0.75));
            // Centred below its tick, but not beyond the drawing.
            let width = widest.max(set.lettering.width(&point.x)) + 1.0;
            let rect = Rect::new(x - width / 2.0, y + size * 0.3, width, set.lettering.line());
            scene.words(rect, &point.x, set.at(Align::Centre, VAlign::Top));
        }
    }

    fn draw_references(&self, scene: &mut Scene) {
        let size = scene.size;
        let line = Lettering::regular(size).line();
        let strokes = [
            (Stroke::dashed(Paint::Ink, scene.hairline() * 1.2), Paint::Ink),
            (Stroke::solid(Paint::Accent, scene.hairline() * 1.2), Paint::Accent),
        ];
        let lines = reference_lines(self.series);
        let places = lines.each_ref().map(|line| line.as_ref().map(|(_, value)| self.y(*value)));
        let labels = apart(places, line);
        for (index, reference) in lines.into_iter().enumerate() {
            let (Some((words, value)), Some(middle)) = (reference, labels[index]) else { continue };
            let (stroke, paint) = strokes[index];
            let y = self.y(value);
            scene.line(&[[self.area.x, y], [self.area.right(), y]], stroke);
            let x = self.area.right() + size * 0.4;
            let set = Set::new(Lettering::regular(size), paint).at(Align::Left, VAlign::Middle);
            let width = set.lettering.width(&words) * 1.03;
            scene.words(Rect::new(x, middle - line / 2.0, width, line), &words, set);
        }
    }

    fn draw_flags(&self, flags: &[Flag], scene: &mut Scene) {
        let size = scene.size;
        for flag in flags {
            let end = self.y(self.series.points[flag.point].y) - size * 0.5;
            let points = [[flag.x, flag.rect.y], [flag.x, end.max(flag.rect.bottom())]];
            scene.line(&points, Stroke::solid(Paint::InkSoft, 0.75));
            let align = if flag.is_left { Align::Right } else { Align::Left };
            let set = Set::new(Lettering::regular(size), Paint::Ink).at(align, VAlign::Top);
            scene.words(flag.rect, flag.words, set);
        }
    }

    fn draw_line(&self, scene: &mut Scene) {
        let points: Vec<[f64; 2]> = self
            .series
            .points
            .iter()
            .enumerate()
            .map(|(index, point)| [self.x(index), self.y(point.y)])
            .collect();
        scene.line(&points, Stroke::solid(Paint::Primary, scene.hairline() * 1.5));
        if points.len() > MOST_DOTS {
            return;
        }
        let pitch = self.area.w / points.len() as f64;
        let radius = (pitch * 0.3).clamp(1.2, scene.size * 0.28);
        for point in points {
            scene.dot(point, radius, Paint::Primary);
        }
    }
}

/// Moves two labels apart that would touch.
fn apart(places: [Option<f64>; 2], line: f64) -> [Option<f64>; 2] {
    let [Some(one), Some(other)] = places else { return places };
    let missing = line - (one - other).abs();
    if missing <= 0.0 {
        return places;
    }
    let by = if one <= other { missing / 2.0 } else { -missing / 2.0 };
    [Some(one - by), Some(other + by)]
}
