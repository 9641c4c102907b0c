//! A small vector scene in points: native vectors in PDF, native shapes in PowerPoint, a picture
//! with alternative text in Word. Colours are roles of the theme, never values.

use super::Run;
use serde::Serialize;

/// A scene with its own size; a writer may scale it to the space there is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// Shapes, painted in order.
    pub shapes: Vec<Shape>,
}

/// A shape of a drawing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "shape", rename_all = "kebab-case")]
#[allow(missing_docs)] // the fields of plane geometry
pub enum Shape {
    /// A rectangle, with rounded corners when `radius` is above 0.
    Box {
        x: f64,
        y: f64,
        w: f64,
        h: f64,
        radius: f64,
        fill: Option<Paint>,
        stroke: Option<Paint>,
        thickness: f64,
        dashed: bool,
        label: Option<Label>,
    },
    /// A rhombus in the rectangle, for decisions.
    Diamond {
        x: f64,
        y: f64,
        w: f64,
        h: f64,
        fill: Option<Paint>,
        stroke: Option<Paint>,
        thickness: f64,
        label: Option<Label>,
    },
    /// An ellipse in the rectangle.
    Ellipse {
        x: f64,
        y: f64,
        w: f64,
        h: f64,
        fill: Option<Paint>,
        stroke: Option<Paint>,
        thickness: f64,
        label: Option<Label>,
    },
    /// A broken line through points, with optional arrow heads.
    Line {
        points: Vec<[f64; 2]>,
        stroke: Paint,
        thickness: f64,
        dashed: bool,
        arrow_start: bool,
        arrow_end: bool,
    },
    /// An outline of straight and curved steps.
    Path { steps: Vec<PathStep>, fill: Option<Paint>, stroke: Option<Paint>, thickness: f64 },
    /// Text in a rectangle.
    Text { x: f64, y: f64, w: f64, h: f64, label: Label },
}

/// One step of a path; absolute coordinates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
#[allow(missing_docs)] // coordinates
pub enum PathStep {
    Move {
        x: f64,
        y: f64,
    },
    Line {
        x: f64,
        y: f64,
    },
    /// Cubic Bézier with two control points.
    Curve {
        x1: f64,
        y1: f64,
        x2: f64,
        y2: f64,
        x: f64,
        y: f64,
    },
    Close,
}

/// Text of a shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// The words.
    pub runs: Vec<Run>,
    /// Size in points.
    pub size: f64,
    /// Semi-bold?
    pub bold: bool,
    /// Colour role.
    pub paint: Paint,
    /// Horizontal place.
    pub align: Align,
    /// Vertical place.
    pub valign: VAlign,
    /// Space to the shape's edges.
    pub inset: f64,
}

/// Horizontal place of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum Align {
    Left,
    Centre,
    Right,
}

/// Vertical place of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the names say it
pub enum VAlign {
    Top,
    Middle,
    Bottom,
}

/// A colour by its role in the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the roles are those of `theme.toml`
pub enum Paint {
    Ink,
    InkSoft,
    Rule,
    Paper,
    Primary,
    PrimaryTint,
    PrimaryPale,
    Accent,
    AccentTint,
    AccentPale,
    OnPrimary,
}

impl Drawing {
    /// The same as a mirror shows it: what leads from left to right leads from right to left. Words stay
    /// words, at the other side of their place.
    pub fn mirrored(self) -> Self {
        let width = self.width;
        let shapes = self.shapes.into_iter().map(|shape| shape.mirrored(width)).collect();
        Self { shapes, ..self }
    }
}

/// A length in hundredths of a point, as scenes have them.
fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

impl Shape {
    /// The same in a scene of this width, mirrored.
    fn mirrored(mut self, width: f64) -> Self {
        let across = |x: f64| round(width - x);
        match &mut self {
            Shape::Box { x, w, label, .. }
            | Shape::Diamond { x, w, label, .. }
            | Shape::Ellipse { x, w, label, .. } => {
                *x = across(*x + *w);
                if let Some(label) = label {
                    label.align = label.align.mirrored();
                }
            }
            Shape::Line { points, .. } => points.iter_mut().for_each(|[x, _]| *x = across(*x)),
            Shape::Path { steps, .. } => {
                for step in steps {
                    match step {
                        PathStep::Move { x, .. } | PathStep::Line { x, .. } => *x = across(*x),
                        PathStep::Curve { x1, x2, x, .. } => {
                            [x1, x2, x].into_iter().for_each(|x| *x = across(*x));
                        }
                        PathStep::Close => {}
                    }
                }
            }
            Shape::Text { x, w, label, .. } => {
                *x = across(*x + *w);
                label.align = label.align.mirrored();
            }
        }
        self
    }
}

impl Align {
    /// The other side.
    fn mirrored(self) -> Self {
        match self {
            Align::Left => Align::Right,
            Align::Centre => Align::Centre,
            Align::Right => Align::Left,
        }
    }
}
