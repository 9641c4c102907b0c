//! A ramp of PDSA cycles that rise from left to right, each larger than the last.

use super::names;
use super::ring::Ring;
use crate::model::Words;
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Look, Rect, Scene, Set, Stroke};
use crate::part::{Align, Drawing, Paint, VAlign};

/// Measures in points.
struct Ramp {
    count: usize,
    /// From cycle to cycle.
    pitch: f64,
    /// How much higher each cycle stands.
    rise: f64,
    /// Outer radius of the last cycle.
    largest: f64,
    /// Width and height of a label.
    label: [f64; 2],
    height: f64,
}

/// Draws the ramp; an empty label becomes a box to write in.
pub(super) fn draw(labels: &[String], words: &Words, canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let ramp = Ramp::new(labels, canvas);
    ramp.draw_learning(words.get("learning"), &mut scene);
    let stroke = Stroke::solid(Paint::InkSoft, scene.hairline() * 1.2);
    let letters = names(words).map(first_letter);
    for (index, label) in labels.iter().enumerate() {
        ramp.draw_cycle(index, label, letters, &mut scene);
        if index + 1 < labels.len() {
            scene.arrow(&ramp.step_up(index, scene.size), stroke);
        }
    }
    scene.finish(ramp.height)
}

fn first_letter(name: &str) -> &str {
    name.char_indices().nth(1).map_or(name, |(end, _)| &name[..end])
}

impl Ramp {
    fn new(labels: &[String], canvas: &Canvas) -> Self {
        let size = canvas.text;
        let blank = labels.iter().any(String::is_empty);
        let pitch = canvas.width / labels.len() as f64;
        let lettering = Lettering::bold(size);
        let width = pitch - size;
        let words = labels.iter().map(|label| lettering.height(label, width)).fold(0.0, f64::max);
        let pen = if blank { (canvas.height * 0.22).max(size * 4.0) } else { 0.0 };
        let label = [width, words.max(pen)];
        let share = if blank { 0.2 } else { 0.26 };
        let largest = (pitch * 0.34).min(canvas.height * share).min(size * 7.0).max(size * 3.2);
        let steps = labels.len().saturating_sub(1).max(1) as f64;
        let fixed = largest * 2.0 + label[1] + size * 0.8;
        let natural = largest * 0.55;
        let rise = if blank { ((canvas.height - fixed) / steps).max(size * 1.5) } else { natural };
        let height = fixed + rise * steps;
        Self { count: labels.len(), pitch, rise, largest, label, height }
    }

    fn radius(&self, index: usize) -> f64 {
        let share = index as f64 / self.count.saturating_sub(1).max(1) as f64;
        self.largest * (0.7 + 0.3 * share)
    }

    fn centre(&self, index: usize, size: f64) -> [f64; 2] {
        let foot = self.height - self.label[1] - size * 0.8 - self.rise * index as f64;
        [(index as f64 + 0.5) * self.pitch, foot - self.radius(index)]
    }

    fn draw_cycle(&self, index: usize, label: &str, letters: [&str; 4], scene: &mut Scene) {
        let size = scene.size;
        let ([x, y], outer) = (self.centre(index, size), self.radius(index));
        let look = if label.is_empty() { Ring::PALE } else { Ring::SOLID };
        let ring = Ring::around([x, y], outer, size * 1.3);
        ring.draw(letters, Lettering::bold(size), look, scene);
        let [width, height] = self.label;
        let below = Rect::new(x - width / 2.0, y + outer + size * 0.6, width, height);
        let set = Set::new(Lettering::bold(size), Paint::Ink).at(Align::Centre, VAlign::Top);
        match label.is_empty() {
            true => scene.boxed(below, size * 0.25, Look::BLANK, ""),
            false => scene.words(below, label, set),
        }
    }

    /// The arrow from a cycle to the next.
    fn step_up(&self, index: usize, size: f64) -> [[f64; 2]; 2] {
        let (one, two) = (self.centre(index, size), self.centre(index + 1, size));
        let (dx, dy) = (two[0] - one[0], two[1] - one[1]);
        let length = dx.hypot(dy).max(1.0);
        let (ux, uy) = (dx / length, dy / length);
        let (from, to) = (self.radius(index) + size * 0.5, self.radius(index + 1) + size * 0.5);
        [[one[0] + ux * from, one[1] + uy * from], [two[0] - ux * to, two[1] - uy * to]]
    }

    /// The long arrow above the ramp.
    fn draw_learning(&self, learning: &str, scene: &mut Scene) {
        let size = scene.size;
        let last = self.count.saturating_sub(1);
        let (first, end) = (self.centre(0, size), self.centre(last, size));
        let (low, high) = (self.radius(0), self.radius(last));
        let start = [first[0] - low, first[1] - low - size * 0.8];
        let end = [end[0] - high - size * 0.8, end[1] - high + size * 0.3];
        scene.arrow(&[start, end], Stroke::solid(Paint::Accent, scene.hairline() * 2.0));
        let lettering = Lettering::bold(size);
        let set = Set::new(lettering, Paint::Accent).at(Align::Right, VAlign::Bottom);
        let width = lettering.width(learning) + size;
        let [x, y] = [(start[0] + end[0]) / 2.0, (start[1] + end[1]) / 2.0];
        let rect = Rect::new(x - width - size * 0.4, y - size * 1.6, width, size * 1.3);
        scene.words(rect, learning, set);
    }
}
