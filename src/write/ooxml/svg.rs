//! A drawing as SVG 1.1, with words as text in the Office font, so that "Convert to shape" in Word
//! gives shapes and words.

use super::colour::role;
use super::widths::{Fitted, LINE, Widths};
use super::xml::Xml;
use crate::part::{Align, Drawing, Label, Paint, PathStep, Shape, VAlign, is_right_to_left};
use crate::theme::Theme;

/// Distance of the first baseline from the top of its line, in sizes: Arial's ascent.
const ASCENT: f64 = 0.92;

/// A drawing as an SVG file.
pub fn svg(drawing: &Drawing, theme: &Theme, widths: &Widths) -> String {
    let mut canvas = Canvas { xml: Xml::part(), theme, widths };
    let (w, h) = (number(drawing.width), number(drawing.height));
    let view = format!("0 0 {w} {h}");
    canvas.xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &format!("{w}pt")),
            ("height", &format!("{h}pt")),
            ("viewBox", &view),
        ],
    );
    drawing.shapes.iter().for_each(|shape| canvas.shape(shape));
    canvas.xml.finish()
}

struct Canvas<'a> {
    xml: Xml,
    theme: &'a Theme,
    widths: &'a Widths,
}

impl Canvas<'_> {
    fn colour(&self, paint: Paint) -> String {
        self.theme.colours.get(role(paint)).map_or("#000000".to_owned(), ToString::to_string)
    }

    /// Fill and stroke as attributes.
    fn pen(
        &self,
        fill: Option<Paint>,
        stroke: Option<Paint>,
        thickness: f64,
        dashed: bool,
    ) -> Vec<(&'static str, String)> {
        let mut out = vec![("fill", fill.map_or("none".to_owned(), |fill| self.colour(fill)))];
        if let Some(stroke) = stroke {
            out.push(("stroke", self.colour(stroke)));
            out.push(("stroke-width", number(thickness)));
            out.push(("stroke-linejoin", "round".to_owned()));
            if dashed {
                out.push(("stroke-dasharray", "4 3".to_owned()));
            }
        }
        out
    }

    fn element(&mut self, name: &'static str, attributes: &[(&'static str, String)]) {
        let attributes: Vec<(&str, &str)> =
            attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
        self.xml.empty(name, &attributes);
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Box { x, y, w, h, radius, fill, stroke, thickness, dashed, label } => {
                let mut attributes = vec![
                    ("x", number(*x)),
                    ("y", number(*y)),
                    ("width", number(*w)),
                    ("height", number(*h)),
                ];
                if *radius > 0.0 {
                    attributes.push(("rx", number(*radius)));
                }
                attributes.extend(self.pen(*fill, *stroke, *thickness, *dashed));
                self.element("rect", &attributes);
                self.label_of(label.as_ref(), [*x, *y, *w, *h]);
            }
            Shape::Diamond { x, y, w, h, fill, stroke, thickness, label } => {
                let points = [
                    (x + w / 2.0, *y),
                    (x + w, y + h / 2.0),
                    (x + w / 2.0, y + h),
                    (*x, y + h / 2.0),
                ];
                let points: Vec<String> =
                    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
                let mut attributes = vec![("points", points.join(" "))];
                attributes.extend(self.pen(*fill, *stroke, *thickness, false));
                self.element("polygon", &attributes);
                // Words stand in the rhombus's middle half.
                self.label_of(label.as_ref(), [x + w / 8.0, y + h / 8.0, w * 0.75, h * 0.75]);
            }
            Shape::Ellipse { x, y, w, h, fill, stroke, thickness, label } => {
                let mut attributes = vec![
                    ("cx", number(x + w / 2.0)),
                    ("cy", number(y + h / 2.0)),
                    ("rx", number(w / 2.0)),
                    ("ry", number(h / 2.0)),
                ];
                attributes.extend(self.pen(*fill, *stroke, *thickness, false));
                self.element("ellipse", &attributes);
                self.label_of(label.as_ref(), [*x, *y, *w, *h]);
            }
            Shape::Line { points, stroke, thickness, dashed, arrow_start, arrow_end } => {
                self.line(points, *stroke, *thickness, *dashed, (*arrow_start, *arrow_end));
            }
            Shape::Path { steps, fill, stroke, thickness } => {
                let mut attributes = vec![("d", path(steps))];
                attributes.extend(self.pen(*fill, *stroke, *thickness, false));
                self.element("path", &attributes);
            }
            Shape::Text { x, y, w, h, label } => self.label(label, [*x, *y, *w, *h]),
        }
    }

    fn line(
        &mut self,
        points: &[[f64; 2]],
        stroke: Paint,
        thickness: f64,
        dashed: bool,
        (start, end): (bool, bool),
    ) {
        if points.len() < 2 {
            return;
        }
        let last = points.len() - 1;
        let mut drawn = points.to_vec();
        let mut heads = Vec::new();
        if end {
            let (short, head) = arrow(points[last - 1], points[last], thickness);
            drawn[last] = short;
            heads.push(head);
        }
        if start {
            let (short, head) = arrow(points[1], points[0], thickness);
            drawn[0] = short;
            heads.push(head);
        }
        let text: Vec<String> =
            drawn.iter().map(|[x, y]| format!("{},{}", number(*x), number(*y))).collect();
        let mut attributes = vec![("points", text.join(" "))];
        attributes.extend(self.pen(None, Some(stroke), thickness, dashed));
        if !dashed {
            attributes.push(("stroke-linecap", "round".to_owned()));
        }
        self.element("polyline", &attributes);
        for head in heads {
            let fill = self.colour(stroke);
            self.element("polygon", &[("points", head), ("fill", fill)]);
        }
    }

    fn label_of(&mut self, label: Option<&Label>, place: [f64; 4]) {
        if let Some(label) = label {
            self.label(label, place);
        }
    }

    fn label(&mut self, label: &Label, [x, y, w, h]: [f64; 4]) {
        let Fitted { size, lines, .. } = self.widths.fit(label, w, h);
        let (anchor, at) = match label.align {
            Align::Left => ("start", x + label.inset),
            Align::Centre => ("middle", x + w / 2.0),
            Align::Right => ("end", x + w - label.inset),
        };
        let tall = lines.len() as f64 * size * LINE;
        let top = match label.valign {
            VAlign::Top => y + label.inset,
            VAlign::Middle => y + (h - tall) / 2.0,
            VAlign::Bottom => y + h - label.inset - tall,
        };
        let fill = self.colour(label.paint);
        let family = format!("{}, 'Liberation Sans', Arial, sans-serif", self.theme.office.text);
        for (index, line) in lines.iter().enumerate() {
            let baseline = top + size * (ASCENT + index as f64 * LINE);
            self.xml.open(
                "text",
                &[
                    ("x", &number(at)),
                    ("y", &number(baseline)),
                    ("font-family", &family),
                    ("font-size", &number(size)),
                    ("fill", &fill),
                    ("text-anchor", anchor),
                ],
            );
            // Words from right to left make a line that runs so.
            let turned = line.iter().any(|word| word.text.contains(is_right_to_left));
            if turned {
                self.xml.text("\u{2067}");
            }
            let last = line.len().saturating_sub(1);
            for (at, word) in line.iter().enumerate() {
                let text = if at == last { word.text.trim_end() } else { &word.text };
                let mut style = Vec::new();
                if word.strong {
                    style.push(("font-weight", "bold"));
                }
                if word.emph {
                    style.push(("font-style", "italic"));
                }
                if style.is_empty() {
                    self.xml.text(text);
                } else {
                    self.xml.leaf("tspan", &style, text);
                }
            }
            if turned {
                self.xml.text("\u{2069}");
            }
            self.xml.close();
        }
    }
}

/// Where a line ends short of its arrow head, and the head's points. The same shape as in the PDF
/// (`layouts/default/drawing.typ`).
fn arrow(from: [f64; 2], to: [f64; 2], thickness: f64) -> ([f64; 2], String) {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let length = dx.hypot(dy).max(0.001);
    let (ux, uy) = (dx / length, dy / length);
    let long = 5.0 + 2.5 * thickness;
    let half = long * 0.42;
    let base = (to[0] - ux * long, to[1] - uy * long);
    let points = [
        (to[0], to[1]),
        (base.0 - uy * half, base.1 + ux * half),
        (base.0 + uy * half, base.1 - ux * half),
    ];
    let head: Vec<String> =
        points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    ([to[0] - ux * long * 0.6, to[1] - uy * long * 0.6], head.join(" "))
}

fn path(steps: &[PathStep]) -> String {
    let pair = |x: f64, y: f64| format!("{} {}", number(x), number(y));
    let step = |step: &PathStep| match *step {
        PathStep::Move { x, y } => format!("M{}", pair(x, y)),
        PathStep::Line { x, y } => format!("L{}", pair(x, y)),
        PathStep::Curve { x1, y1, x2, y2, x, y } => {
            format!("C{} {} {}", pair(x1, y1), pair(x2, y2), pair(x, y))
        }
        PathStep::Close => "Z".to_owned(),
    };
    steps.iter().map(step).collect()
}

/// A number with at most two decimals.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
