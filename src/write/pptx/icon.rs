//! The icons of the layouts as shapes: strokes that take a colour of the theme and can be edited.

use super::ink::Ink;
use super::layouts::QUOTE_MARK;
use super::place::Place;
use super::sheet::{Alt, Sheet};
use crate::part::MIRRORED_ICONS;
use crate::write::ooxml::{Xml, emu};
use resvg::tiny_skia::PathSegment;
use resvg::usvg::{Group, Node, Options, Tree};

/// An icon: the strokes of its drawing, ready to be put into a geometry.
#[derive(Clone, Debug, PartialEq)]
pub struct Icon {
    /// Width and height of the drawing, in its own units.
    size: (f64, f64),
    /// Width of the strokes.
    stroke: f64,
    /// `a:path` elements in thousandths of a unit.
    paths: String,
}

/// So many steps of a path's coordinates to a unit of the drawing.
const FINE: f32 = 1000.0;

/// Reads an icon's drawing.
pub fn read(svg: &[u8]) -> Option<Icon> {
    let tree = Tree::from_data(svg, &Options::default()).ok()?;
    let size = tree.size();
    let mut icon = Icon {
        size: (f64::from(size.width()), f64::from(size.height())),
        stroke: 1.75,
        paths: String::new(),
    };
    let frame = ((size.width() * FINE).to_string(), (size.height() * FINE).to_string());
    collect(tree.root(), &frame, &mut icon);
    Some(icon)
}

fn collect(group: &Group, frame: &(String, String), icon: &mut Icon) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, frame, icon),
            Node::Path(path) => {
                if let Some(stroke) = path.stroke() {
                    icon.stroke = f64::from(stroke.width().get());
                }
                let fill = if path.fill().is_some() { "norm" } else { "none" };
                let Some(data) = path.data().clone().transform(path.abs_transform()) else {
                    continue;
                };
                let mut xml = Xml::piece();
                xml.open("a:path", &[("w", &frame.0), ("h", &frame.1), ("fill", fill)]);
                data.segments().for_each(|segment| step(&mut xml, segment));
                icon.paths.push_str(&xml.finish());
            }
            // The icons are strokes; a picture or text in one is not drawn.
            Node::Image(_) | Node::Text(_) => {}
        }
    }
}

fn step(xml: &mut Xml, segment: PathSegment) {
    let mut points = |name: &'static str, points: &[resvg::tiny_skia::Point]| {
        xml.open(name, &[]);
        for point in points {
            let [x, y] = [point.x, point.y].map(|at| ((at * FINE).round() as i64).to_string());
            xml.empty("a:pt", &[("x", &x), ("y", &y)]);
        }
        xml.close();
    };
    match segment {
        PathSegment::MoveTo(to) => points("a:moveTo", &[to]),
        PathSegment::LineTo(to) => points("a:lnTo", &[to]),
        PathSegment::QuadTo(by, to) => points("a:quadBezTo", &[by, to]),
        PathSegment::CubicTo(a, b, to) => points("a:cubicBezTo", &[a, b, to]),
        PathSegment::Close => drop(xml.empty("a:close", &[])),
    }
}

impl Sheet<'_, '_> {
    /// An icon of the layouts, as decoration: it stands beside the word it means.
    pub fn icon(&mut self, name: &str, place: Place, ink: Ink) {
        let theme = self.deck.theme;
        if !self.deck.icons.contains_key(name) {
            let file = self.deck.office.layout(&theme.name, &format!("icons/{name}.svg"));
            self.deck.icons.insert(name.to_owned(), file.and_then(|svg| read(&svg)));
        }
        let Some(Some(icon)) = self.deck.icons.get(name) else { return };
        let icon = icon.clone();
        let shown = self.word("icon");
        let turned = self.turns() && MIRRORED_ICONS.contains(&name);
        self.open_outline(shown, &icon.paths, place, (turned, false));
        self.xml.empty("a:noFill", &[]);
        let width = emu(icon.stroke * place.w / icon.size.0).to_string();
        self.xml.open("a:ln", &[("w", &width), ("cap", "rnd")]);
        ink.fill(&mut self.xml, theme);
        self.xml.empty("a:round", &[]).close();
        self.xml.close().close();
    }

    /// Does the deck run from right to left?
    fn turns(&self) -> bool {
        self.deck.document.info.direction().is_right_to_left()
    }

    /// A filled outline, as decoration. Arabic has the question mark mirrored, and opens a quotation with the mark
    /// that closes it in English: the same turned round.
    pub fn mark(&mut self, name: &str, svg: &str, place: Place, ink: Ink) {
        let theme = self.deck.theme;
        let Some(icon) = read(svg.as_bytes()) else { return };
        let turns = self.turns();
        self.open_outline(name, &icon.paths, place, (turns, turns && svg == QUOTE_MARK));
        ink.fill(&mut self.xml, theme);
        self.xml.raw("<a:ln><a:noFill/></a:ln>").close().close();
    }

    fn open_outline(&mut self, name: &str, paths: &str, place: Place, turned: (bool, bool)) {
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        self.named(name, Alt::Decorative);
        self.xml.empty("p:cNvSpPr", &[]).empty("p:nvPr", &[]).close();
        self.xml.open("p:spPr", &[]);
        place.turned(&mut self.xml, "a:xfrm", turned.0, turned.1);
        custom(&mut self.xml, paths, None);
    }
}

/// A geometry of one's own (ECMA-376 part 1, 20.1.9.8) from `a:path` elements.
pub fn custom(xml: &mut Xml, paths: &str, text: Option<&str>) {
    xml.open("a:custGeom", &[]);
    xml.raw("<a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>");
    xml.raw(text.unwrap_or("<a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>"));
    xml.open("a:pathLst", &[]).raw(paths).close().close();
}
