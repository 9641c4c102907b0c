//! The ring of a PDSA cycle: four arrow-headed segments, clockwise from the left.

use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Look, Rect, Scene, Set};
use crate::part::{Align, PathStep, VAlign};
use std::f64::consts::{FRAC_PI_2, PI};

/// Width of the widest step name.
pub(super) fn names_width(names: [&str; 4], lettering: Lettering) -> f64 {
    names.iter().map(|name| lettering.width(name)).fold(0.0, f64::max)
}

/// A ring, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ring {
    /// Its middle.
    pub centre: [f64; 2],
    /// Outer radius.
    pub outer: f64,
    /// Inner radius.
    pub inner: f64,
}

impl Ring {
    /// In full colour.
    pub const SOLID: Look = Look::AIM;
    /// On sheets to write on. Without an outline: around the gaps it would be a tangle.
    pub const PALE: Look = Look { stroke: None, ..Look::MAIN };

    /// A ring wide enough for names of this width.
    pub fn around(centre: [f64; 2], outer: f64, names: f64) -> Self {
        let band = (outer * 0.4).max(names).min(outer * 0.8);
        Self { centre, outer, inner: outer - band }
    }

    /// Draws the segments with their names in them.
    pub fn draw(self, names: [&str; 4], lettering: Lettering, look: Look, scene: &mut Scene) {
        let set = Set::new(lettering, look.text).at(Align::Centre, VAlign::Middle);
        for (index, name) in names.into_iter().enumerate() {
            let start = PI + index as f64 * FRAC_PI_2;
            scene.path(self.segment(start), look);
            let middle = self.point(start + FRAC_PI_2 / 2.0 + self.lead() * 0.6, self.middle());
            let width = lettering.width(name) * 1.1 + 1.0;
            scene.words(Rect::around(middle, width, lettering.line()), name, set);
        }
    }

    fn middle(self) -> f64 {
        (self.outer + self.inner) / 2.0
    }

    /// How far a segment's head runs ahead, in radians.
    fn lead(self) -> f64 {
        ((self.outer - self.inner) * 0.32 / self.middle().max(1.0)).min(0.4)
    }

    /// At an angle, clockwise from the right, and a distance from the middle.
    fn point(self, angle: f64, radius: f64) -> [f64; 2] {
        [self.centre[0] + radius * angle.cos(), self.centre[1] + radius * angle.sin()]
    }

    fn segment(self, start: f64) -> Vec<PathStep> {
        // A gap of the same width in points on rings of every size.
        let gap = (self.outer * 0.035).max(2.0) / self.middle().max(1.0);
        let (from, to) = (start + gap / 2.0, start + FRAC_PI_2 - gap / 2.0);
        let lead = self.lead();
        let [x, y] = self.point(from, self.outer);
        let mut steps = vec![PathStep::Move { x, y }];
        steps.extend(self.arc(from, to, self.outer));
        for (angle, radius) in [(to + lead, self.middle()), (to, self.inner)] {
            let [x, y] = self.point(angle, radius);
            steps.push(PathStep::Line { x, y });
        }
        steps.extend(self.arc(to, from, self.inner));
        let [x, y] = self.point(from + lead, self.middle());
        steps.extend([PathStep::Line { x, y }, PathStep::Close]);
        steps
    }

    /// An arc in two Bézier curves, each short enough to look round.
    fn arc(self, from: f64, to: f64, radius: f64) -> [PathStep; 2] {
        let half = (from + to) / 2.0;
        [self.curve(from, half, radius), self.curve(half, to, radius)]
    }

    fn curve(self, from: f64, to: f64, radius: f64) -> PathStep {
        let reach = 4.0 / 3.0 * ((to - from) / 4.0).tan() * radius;
        let ([x0, y0], [x, y]) = (self.point(from, radius), self.point(to, radius));
        PathStep::Curve {
            x1: x0 - reach * from.sin(),
            y1: y0 + reach * from.cos(),
            x2: x + reach * to.sin(),
            y2: y - reach * to.cos(),
            x,
            y,
        }
    }
}
