//! Drawings as native shapes (ECMA-376 part 1, 19.3.1.43): grouped, editable, in colours of the theme,
//! with the words in the shapes they belong to.

use super::icon::custom;
use super::ink::Ink;
use super::layout::ph_type;
use super::layouts::Slot;
use super::place::{PAGE_WIDTH, Place, at};
use super::sheet::{Alt, Sheet, rectangle};
use crate::part::{Align, Drawing, Label, Paint, PathStep, Shape, VAlign};
use crate::write::ooxml::colour::role;
use crate::write::ooxml::{Xml, emu};

/// Fill, stroke, thickness and whether it is dashed.
type Pen = (Option<Paint>, Option<Paint>, f64, bool);

impl Sheet<'_, '_> {
    /// Opens a group of shapes in a frame; its shapes have places on the slide (19.3.1.22).
    pub fn open_group(&mut self, name: &str, frame: Place, alt: Alt) {
        self.xml.open("p:grpSp", &[]).open("p:nvGrpSpPr", &[]);
        self.named(name, alt);
        self.xml.empty("p:cNvGrpSpPr", &[]).empty("p:nvPr", &[]).close();
        self.xml.open("p:grpSpPr", &[]).open("a:xfrm", &[]);
        frame.corners(&mut self.xml, "a:off", "a:ext");
        frame.corners(&mut self.xml, "a:chOff", "a:chExt");
        self.xml.close().close();
    }

    /// Writes what makes a shape a placeholder (19.3.1.36).
    pub fn open_placeholder(&mut self, slot: &Slot) {
        self.xml.open("p:nvSpPr", &[]);
        let name = self.word(slot.name);
        self.named(name, Alt::Own);
        self.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>").open("p:nvPr", &[]);
        self.placeholder_mark(slot);
        self.xml.close().close();
    }

    /// The placeholder's type and index.
    pub fn placeholder_mark(&mut self, slot: &Slot) {
        let idx = slot.idx.to_string();
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        attributes.extend(ph_type(slot.hold).map(|kind| ("type", kind)));
        if slot.idx > 0 {
            attributes.push(("idx", &idx));
        }
        self.xml.empty("p:ph", &attributes);
    }

    /// A drawing in a frame, scaled down where it is larger; gives where it stands.
    pub fn drawing(&mut self, drawing: &Drawing, alt: &str, frame: Place) -> Place {
        let scale =
            (frame.w / drawing.width.max(1.0)).min(frame.h / drawing.height.max(1.0)).min(1.0);
        let (w, h) = (drawing.width * scale, drawing.height * scale);
        let place = at(frame.x + (frame.w - w) / 2.0, frame.y + (frame.h - h) / 2.0, w, h);
        let name = self.word("drawing");
        self.open_group(
            name,
            place,
            if alt.is_empty() { Alt::Decorative } else { Alt::Words(alt) },
        );
        let to = Scaling { x: place.x, y: place.y, scale };
        for shape in &drawing.shapes {
            self.shape(shape, &to);
        }
        self.xml.close();
        place
    }

    fn shape(&mut self, shape: &Shape, to: &Scaling) {
        match shape {
            Shape::Box { x, y, w, h, radius, fill, stroke, thickness, dashed, label } => {
                let place = to.place(*x, *y, *w, *h);
                let pen = (*fill, *stroke, *thickness * to.scale, *dashed);
                let form = |xml: &mut Xml| rectangle(xml, place, radius * to.scale);
                self.solid("box", place, pen, form, label.as_ref().map(|label| (label, 0.0)), to);
            }
            Shape::Diamond { x, y, w, h, fill, stroke, thickness, label } => {
                let place = to.place(*x, *y, *w, *h);
                let pen = (*fill, *stroke, *thickness * to.scale, false);
                // The form's own text rectangle is its middle half; words may stand in the middle
                // three quarters.
                let label = label.as_ref().map(|label| (label, 0.125));
                self.solid("diamond", place, pen, preset("diamond"), label, to);
            }
            Shape::Ellipse { x, y, w, h, fill, stroke, thickness, label } => {
                let place = to.place(*x, *y, *w, *h);
                let pen = (*fill, *stroke, *thickness * to.scale, false);
                let label = label.as_ref().map(|label| (label, 0.146));
                self.solid("ellipse", place, pen, preset("ellipse"), label, to);
            }
            Shape::Line { points, stroke, thickness, dashed, arrow_start, arrow_end } => {
                let pen = (None, Some(*stroke), *thickness * to.scale, *dashed);
                self.line(points, pen, (*arrow_start, *arrow_end), to);
            }
            Shape::Path { steps, fill, stroke, thickness } => {
                self.path(steps, (*fill, *stroke, *thickness * to.scale, false), to);
            }
            Shape::Text { x, y, w, h, label } => {
                let place = to.place(*x, *y, *w, *h);
                let label = to.label(label);
                let fitted =
                    self.deck.office.widths().fit(&label, place.w / self.deck.breadth, place.h);
                // Words alone may be wider than their place, lest another program's rounding break a
                // line that just fits.
                let place = match label.align {
                    Align::Left => at(place.x, place.y, place.w + SLACK, place.h),
                    Align::Centre => at(place.x - SLACK, place.y, place.w + 2.0 * SLACK, place.h),
                    Align::Right => at(place.x - SLACK, place.y, place.w + SLACK, place.h),
                };
                let place = on_page(place);
                self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
                let name = self.word("text");
                self.named(name, Alt::Own);
                self.xml.raw("<p:cNvSpPr txBox=\"1\"/><p:nvPr/>").close().open("p:spPr", &[]);
                place.xfrm(&mut self.xml, "a:xfrm");
                rectangle(&mut self.xml, place, 0.0);
                self.xml.empty("a:noFill", &[]).close();
                self.label(&label, fitted.size, place, 0.0);
                self.xml.close();
            }
        }
    }

    /// A form with fill, outline and, where it has one, its label. `inner` is the share of its width and
    /// height at each side that its words keep away from.
    fn solid(
        &mut self,
        name: &'static str,
        place: Place,
        pen: Pen,
        form: impl Fn(&mut Xml),
        label: Option<(&Label, f64)>,
        to: &Scaling,
    ) {
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let name = self.deck.words.get(name);
        self.named(name, Alt::Own);
        self.xml.empty("p:cNvSpPr", &[]).empty("p:nvPr", &[]).close().open("p:spPr", &[]);
        place.xfrm(&mut self.xml, "a:xfrm");
        form(&mut self.xml);
        self.pen(pen, (false, false));
        self.xml.close();
        match label {
            Some((label, inner)) => {
                let label = to.label(label);
                let share = 1.0 - 2.0 * inner;
                let fitted = self.deck.office.widths().fit(
                    &label,
                    place.w * share / self.deck.breadth,
                    place.h * share,
                );
                // Where the form's own text rectangle is narrower, words reach beyond it.
                let beyond = if inner == 0.125 { -0.125 } else { 0.0 };
                self.label(&label, fitted.size, place, beyond);
            }
            None => {
                let language = self.language();
                self.xml.raw("<p:txBody><a:bodyPr/><a:lstStyle/><a:p>");
                self.xml.empty("a:endParaRPr", &[("lang", language)]).raw("</a:p></p:txBody>");
            }
        }
        self.xml.close();
    }

    /// Fill and outline (20.1.2.2.24), with arrow heads at either end.
    fn pen(&mut self, (fill, stroke, thickness, dashed): Pen, (start, end): (bool, bool)) {
        let theme = self.deck.theme;
        let xml = &mut self.xml;
        match fill {
            Some(paint) => Ink::Role(role(paint)).fill(xml, theme),
            None => drop(xml.empty("a:noFill", &[])),
        }
        let Some(stroke) = stroke else {
            xml.raw("<a:ln><a:noFill/></a:ln>");
            return;
        };
        xml.open("a:ln", &[("w", &emu(thickness).to_string())]);
        Ink::Role(role(stroke)).fill(xml, theme);
        if dashed {
            xml.empty("a:prstDash", &[("val", "dash")]);
        }
        xml.empty("a:round", &[]);
        // Heads grow with their line; on a thin one they are the larger kind.
        let size = if thickness < 2.0 { "lg" } else { "med" };
        for (wanted, name) in [(start, "a:headEnd"), (end, "a:tailEnd")] {
            if wanted {
                xml.empty(name, &[("type", "triangle"), ("w", "med"), ("len", size)]);
            }
        }
        xml.close();
    }

    fn line(&mut self, points: &[[f64; 2]], pen: Pen, heads: (bool, bool), to: &Scaling) {
        let points: Vec<(f64, f64)> = points.iter().map(|[x, y]| to.point(*x, *y)).collect();
        let [(x1, y1), .., (x2, y2)] = points[..] else { return };
        let frame = around(&points);
        let name = self.word("line");
        // A broken line is a form of its own: programs would lead a connector their own way.
        let straight = points.len() == 2;
        if straight {
            self.xml.open("p:cxnSp", &[]).open("p:nvCxnSpPr", &[]);
            self.named(name, Alt::Own);
            self.xml.empty("p:cNvCxnSpPr", &[]).empty("p:nvPr", &[]).close().open("p:spPr", &[]);
            frame.turned(&mut self.xml, "a:xfrm", x2 < x1, y2 < y1);
            preset("line")(&mut self.xml);
        } else {
            self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
            self.named(name, Alt::Own);
            self.xml.empty("p:cNvSpPr", &[]).empty("p:nvPr", &[]).close().open("p:spPr", &[]);
            frame.xfrm(&mut self.xml, "a:xfrm");
            let mut path = Xml::piece();
            open_path(&mut path, frame, false);
            for (index, point) in points.iter().enumerate() {
                let name = if index == 0 { "a:moveTo" } else { "a:lnTo" };
                pt(&mut path, name, &[*point], frame);
            }
            custom(&mut self.xml, &path.finish(), None);
        }
        self.pen(pen, heads);
        self.xml.close().close();
    }

    fn path(&mut self, steps: &[PathStep], pen: Pen, to: &Scaling) {
        let mut points = Vec::new();
        for step in steps {
            match *step {
                PathStep::Move { x, y } | PathStep::Line { x, y } => points.push(to.point(x, y)),
                PathStep::Curve { x1, y1, x2, y2, x, y } => {
                    points.extend([to.point(x1, y1), to.point(x2, y2), to.point(x, y)]);
                }
                PathStep::Close => {}
            }
        }
        if points.is_empty() {
            return;
        }
        let frame = around(&points);
        let mut path = Xml::piece();
        open_path(&mut path, frame, pen.0.is_some());
        for step in steps {
            match *step {
                PathStep::Move { x, y } => pt(&mut path, "a:moveTo", &[to.point(x, y)], frame),
                PathStep::Line { x, y } => pt(&mut path, "a:lnTo", &[to.point(x, y)], frame),
                PathStep::Curve { x1, y1, x2, y2, x, y } => {
                    let points = [to.point(x1, y1), to.point(x2, y2), to.point(x, y)];
                    pt(&mut path, "a:cubicBezTo", &points, frame);
                }
                PathStep::Close => drop(path.empty("a:close", &[])),
            }
        }
        let path = path.finish();
        self.solid("shape", frame, pen, |xml| custom(xml, &path, None), None, to);
    }

    /// A label as the text of its shape, in a size.
    fn label(&mut self, label: &Label, size: f64, place: Place, beyond: f64) {
        let number = |length: f64| emu(length).to_string();
        let side = (label.inset + place.w * beyond).min((place.w / 2.0 - 1.0).max(0.0));
        // A little less than measured, for the same reason.
        let side = number(if beyond == 0.0 { (side - 1.0).max(0.0) } else { side });
        let top =
            number(if beyond == 0.0 { label.inset.min(place.h / 4.0) } else { place.h * beyond });
        let anchor = match label.valign {
            VAlign::Top => "t",
            VAlign::Middle => "ctr",
            VAlign::Bottom => "b",
        };
        self.xml.open("p:txBody", &[]);
        self.xml.open(
            "a:bodyPr",
            &[
                ("wrap", "square"),
                ("lIns", &side),
                ("tIns", &top),
                ("rIns", &side),
                ("bIns", &top),
                ("rtlCol", "0"),
                ("anchor", anchor),
            ],
        );
        self.xml.empty("a:noAutofit", &[]).close().empty("a:lstStyle", &[]);
        let align = match label.align {
            Align::Left => "l",
            Align::Centre => "ctr",
            Align::Right => "r",
        };
        self.xml.open("a:p", &[]).empty("a:pPr", &[("algn", align)]);
        self.plain_runs(&label.runs, size, label.bold, Ink::Role(role(label.paint)));
        self.xml.close().close();
    }
}

/// From a drawing's units to the slide.
struct Scaling {
    x: f64,
    y: f64,
    scale: f64,
}

impl Scaling {
    fn point(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x + x * self.scale, self.y + y * self.scale)
    }

    fn label(&self, label: &Label) -> Label {
        Label { size: label.size * self.scale, inset: label.inset * self.scale, ..label.clone() }
    }

    fn place(&self, x: f64, y: f64, w: f64, h: f64) -> Place {
        at(self.x + x * self.scale, self.y + y * self.scale, w * self.scale, h * self.scale)
    }
}

/// Room at the free sides of words that stand alone.
const SLACK: f64 = 8.0;

/// What of a place is on the slide.
fn on_page(place: Place) -> Place {
    let (left, right) = (place.x.max(0.0), (place.x + place.w).min(PAGE_WIDTH));
    Place { x: left, w: (right - left).max(1.0), ..place }
}

fn preset(name: &'static str) -> impl Fn(&mut Xml) {
    move |xml| {
        xml.open("a:prstGeom", &[("prst", name)]).empty("a:avLst", &[]).close();
    }
}

fn around(points: &[(f64, f64)]) -> Place {
    let start = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    let (left, top, right, bottom) = points
        .iter()
        .fold(start, |(l, t, r, b), (x, y)| (l.min(*x), t.min(*y), r.max(*x), b.max(*y)));
    at(left, top, right - left, bottom - top)
}

fn open_path(xml: &mut Xml, frame: Place, filled: bool) {
    let (w, h) = (emu(frame.w).to_string(), emu(frame.h).to_string());
    let fill: &[(&str, &str)] = if filled { &[] } else { &[("fill", "none")] };
    let attributes: Vec<(&str, &str)> =
        [("w", w.as_str()), ("h", h.as_str())].iter().chain(fill).copied().collect();
    xml.open("a:path", &attributes);
}

fn pt(xml: &mut Xml, name: &'static str, points: &[(f64, f64)], frame: Place) {
    xml.open(name, &[]);
    for (x, y) in points {
        let (x, y) = (emu(x - frame.x).to_string(), emu(y - frame.y).to_string());
        xml.empty("a:pt", &[("x", &x), ("y", &y)]);
    }
    xml.close();
}
