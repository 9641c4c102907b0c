//! A scene under construction: rectangles, looks, and the shapes that tools draw with them.

use super::measure::Lettering;
use crate::part::{Align, Drawing, Label, Paint, PathStep, Run, Shape, VAlign};

/// A rectangle in points, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// From its corner and size; a size below nothing is nothing.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w: w.max(0.0), h: h.max(0.0) }
    }

    /// Around a point.
    pub fn around([x, y]: [f64; 2], w: f64, h: f64) -> Self {
        Self::new(x - w / 2.0, y - h / 2.0, w, h)
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// Bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// Middle, horizontally.
    pub fn middle_x(self) -> f64 {
        self.x + self.w / 2.0
    }

    /// Middle, vertically.
    pub fn middle_y(self) -> f64 {
        self.y + self.h / 2.0
    }

    /// Smaller by so much on every side.
    pub fn inside(self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2.0 * by, self.h - 2.0 * by)
    }

    /// Do the two share more than an edge?
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Does it lie within the other?
    pub fn within(self, other: Self) -> bool {
        self.x >= other.x
            && self.y >= other.y
            && self.right() <= other.right()
            && self.bottom() <= other.bottom()
    }
}

/// Colours and weight of a labelled shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Its area.
    pub fill: Option<Paint>,
    /// Its outline.
    pub stroke: Option<Paint>,
    /// Its words.
    pub text: Paint,
    /// Semi-bold words?
    pub bold: bool,
}

impl Look {
    /// What everything leads to.
    pub const AIM: Self =
        Self { fill: Some(Paint::Primary), stroke: None, text: Paint::OnPrimary, bold: true };
    /// Of the first order.
    pub const MAIN: Self = Self {
        fill: Some(Paint::PrimaryTint),
        stroke: Some(Paint::Primary),
        text: Paint::Ink,
        bold: true,
    };
    /// Of the second order.
    pub const PLAIN: Self = Self {
        fill: Some(Paint::Paper),
        stroke: Some(Paint::Primary),
        text: Paint::Ink,
        bold: false,
    };
    /// Where a branch leads.
    pub const BRANCH: Self = Self {
        fill: Some(Paint::PrimaryPale),
        stroke: Some(Paint::InkSoft),
        text: Paint::Ink,
        bold: false,
    };
    /// What people may do, or what keeps them waiting.
    pub const IDEA: Self = Self {
        fill: Some(Paint::AccentPale),
        stroke: Some(Paint::Accent),
        text: Paint::Ink,
        bold: false,
    };
    /// To be written in by hand: no ink wasted.
    pub const BLANK: Self = Self {
        fill: Some(Paint::Paper),
        stroke: Some(Paint::InkSoft),
        text: Paint::Ink,
        bold: false,
    };

    /// This look, or the blank one where there are no words.
    pub fn unless_blank(self, words: &str) -> Self {
        if words.is_empty() { Self::BLANK } else { self }
    }

    /// Its lettering at a size.
    pub fn lettering(self, size: f64) -> Lettering {
        Lettering { size, bold: self.bold }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    /// Colour.
    pub paint: Paint,
    /// Points.
    pub thickness: f64,
    /// Broken?
    pub dashed: bool,
}

impl Stroke {
    /// An unbroken line.
    pub fn solid(paint: Paint, thickness: f64) -> Self {
        Self { paint, thickness, dashed: false }
    }

    /// A broken line.
    pub fn dashed(paint: Paint, thickness: f64) -> Self {
        Self { paint, thickness, dashed: true }
    }
}

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

/// How free-standing words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Set {
    /// Size and weight.
    pub lettering: Lettering,
    /// Colour.
    pub paint: Paint,
    /// Horizontal place.
    pub align: Align,
    /// Vertical place.
    pub valign: VAlign,
}

impl Set {
    /// At the top left.
    pub fn new(lettering: Lettering, paint: Paint) -> Self {
        Self { lettering, paint, align: Align::Left, valign: VAlign::Top }
    }

    /// Elsewhere in the rectangle.
    pub fn at(self, align: Align, valign: VAlign) -> Self {
        Self { align, valign, ..self }
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
