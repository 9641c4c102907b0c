//! A scene under construction, and the shapes that tools draw with.

use crate::part::{Align, Drawing, Label, Paint, PathStep, Run, Shape, VAlign};

pub(super) use super::look::{Look, Set, Stroke};
pub(super) use super::rect::Rect;

/// Shapes so far, and the text size that all measures derive from.
#[derive(Debug)]
pub(super) struct Scene {
    /// Text size in points.
    pub size: f64,
    width: f64,
    shapes: Vec<Shape>,
}

impl Scene {
    /// An empty scene.
    pub fn new(width: f64, size: f64) -> Self {
        Self { size, width, shapes: Vec::new() }
    }

    /// The drawing, so many points high.
    pub fn finish(self, height: f64) -> Drawing {
        Drawing { width: round(self.width), height: round(height), shapes: self.shapes }
    }

    /// Thickness of an ordinary line.
    pub fn hairline(&self) -> f64 {
        (self.size / 12.0).clamp(0.75, 1.5)
    }

    /// Space between words and the edge of their box.
    pub fn inset(&self) -> f64 {
        self.size * 0.5
    }

    /// Height of a box of this width that holds the words.
    pub fn box_height(&self, words: &str, width: f64, look: Look) -> f64 {
        let inset = self.inset();
        look.lettering(self.size).height(words, width - 2.0 * inset) + 2.0 * inset
    }

    /// A rectangle with its words in the middle.
    pub fn boxed(&mut self, rect: Rect, radius: f64, look: Look, words: &str) {
        let inset = self.inset();
        let lettering = look.lettering(self.size);
        let label = (!words.is_empty()).then(|| Label {
            runs: vec![Run::text(lettering.breakable(words, rect.w - 2.0 * inset))],
            size: round(self.size),
            bold: look.bold,
            paint: look.text,
            align: Align::Centre,
            valign: VAlign::Middle,
            inset: round(inset),
        });
        self.shapes.push(Shape::Box {
            x: round(rect.x),
            y: round(rect.y),
            w: round(rect.w),
            h: round(rect.h),
            radius: round(radius.min(rect.h / 2.0).min(rect.w / 2.0)),
            fill: look.fill,
            stroke: look.stroke,
            thickness: self.hairline(),
            dashed: false,
            label,
        });
    }

    /// A rhombus. Its words are a shape of their own: writers disagree about how much of a
    /// rhombus text may use.
    pub fn diamond(&mut self, rect: Rect, look: Look) {
        self.shapes.push(Shape::Diamond {
            x: round(rect.x),
            y: round(rect.y),
            w: round(rect.w),
            h: round(rect.h),
            fill: look.fill,
            stroke: look.stroke,
            thickness: self.hairline(),
            label: None,
        });
    }

    /// A filled circle.
    pub fn dot(&mut self, centre: [f64; 2], radius: f64, fill: Paint) {
        let rect = Rect::around(centre, 2.0 * radius, 2.0 * radius);
        self.shapes.push(Shape::Ellipse {
            x: round(rect.x),
            y: round(rect.y),
            w: round(rect.w),
            h: round(rect.h),
            fill: Some(fill),
            stroke: None,
            thickness: 0.0,
            label: None,
        });
    }

    /// Words in a rectangle, without an outline.
    pub fn words(&mut self, rect: Rect, words: &str, set: Set) {
        if words.is_empty() {
            return;
        }
        self.shapes.push(Shape::Text {
            x: round(rect.x),
            y: round(rect.y),
            w: round(rect.w),
            h: round(rect.h),
            label: Label {
                runs: vec![Run::text(set.lettering.breakable(words, rect.w))],
                size: round(set.lettering.size),
                bold: set.lettering.bold,
                paint: set.paint,
                align: set.align,
                valign: set.valign,
                inset: 0.0,
            },
        });
    }

    /// A broken line without heads.
    pub fn line(&mut self, points: &[[f64; 2]], stroke: Stroke) {
        self.push_line(points, stroke, false);
    }

    /// A line with a head at its end.
    pub fn arrow(&mut self, points: &[[f64; 2]], stroke: Stroke) {
        self.push_line(points, stroke, true);
    }

    fn push_line(&mut self, points: &[[f64; 2]], stroke: Stroke, arrow_end: bool) {
        self.shapes.push(Shape::Line {
            points: points.iter().map(|[x, y]| [round(*x), round(*y)]).collect(),
            stroke: stroke.paint,
            thickness: round(stroke.thickness),
            dashed: stroke.dashed,
            arrow_start: false,
            arrow_end,
        });
    }

    /// An outline, filled.
    pub fn path(&mut self, steps: Vec<PathStep>, look: Look) {
        self.shapes.push(Shape::Path {
            steps: steps.into_iter().map(rounded).collect(),
            fill: look.fill,
            stroke: look.stroke,
            thickness: if look.stroke.is_some() { self.hairline() } else { 0.0 },
        });
    }
}

/// Hundredths of a point: sines differ in their last digit from machine to machine, and builds
/// must not.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn rounded(step: PathStep) -> PathStep {
    match step {
        PathStep::Move { x, y } => PathStep::Move { x: round(x), y: round(y) },
        PathStep::Line { x, y } => PathStep::Line { x: round(x), y: round(y) },
        PathStep::Curve { x1, y1, x2, y2, x, y } => PathStep::Curve {
            x1: round(x1),
            y1: round(y1),
            x2: round(x2),
            y2: round(y2),
            x: round(x),
            y: round(y),
        },
        PathStep::Close => PathStep::Close,
    }
}
