//! A deck whose lines run from right to left: a pass over its finished parts, so that nothing else here has to know
//! of directions.
//!
//! - What stands on a slide, a layout or the master changes sides, whole: a drawing is mirrored already where that
//!   is right (`model/tool`), a picture never.
//! - Paragraphs get `rtl` (ECMA-376 part 1, 21.1.2.2.7). Unlike Word, PowerPoint takes `l` for the left whatever
//!   the direction: alignments change sides, too.
//! - Tables and the presentation get `rtl` (21.1.3.15, 19.2.1.26), and columns of text `rtlCol` (21.1.2.1.1).
//! - Names, addresses and telephone numbers in Latin letters are kept in order by marks (U+200E).

use super::place::PAGE_WIDTH;
use super::sheet::Deck;
use crate::part::{LEFT_TO_RIGHT_MARK, in_order, is_right_to_left};
use crate::write::ooxml::tree::{Child, Element};
use crate::write::ooxml::{complex_family, complex_fonts, emu};

/// Where an element is.
#[derive(Clone, Copy, Default)]
struct Within {
    /// On what changes sides: a slide, a layout, the master, or a drawing among others.
    sides: bool,
    /// In a group, whose shapes have places of its own.
    group: bool,
    /// In a table.
    table: bool,
}

/// Turns all parts of a finished deck; of a template only our slides, where they stand in its layouts.
pub fn turn(deck: &mut Deck) {
    let ours = !deck.bare;
    let course = deck.words.get("timeline").to_owned();
    let display = complex_family(&deck.theme.office.display);
    let text = complex_family(&deck.theme.office.text);
    let names: Vec<String> = deck.package.names().map(str::to_owned).collect();
    for name in names {
        let Some(kind) = deck.package.content_type(&name).map(str::to_owned) else { continue };
        let is = |part: &str| kind.contains(part);
        let slide = is(".slide+xml");
        let notes = is(".notesSlide+xml");
        let master = is(".slideLayout+xml") || is(".slideMaster+xml") || is(".notesMaster+xml");
        let presentation = is(".presentation.main+xml") || is(".template.main+xml");
        let known =
            slide || notes || (ours && master) || presentation || (ours && is(".theme+xml"));
        let part = deck.package.bytes(&name).filter(|_| known);
        let Some(part) = part.and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        let Some(mut root) = Element::parse(part) else { continue };
        if presentation {
            root.set("rtl", "1");
        }
        if is(".theme+xml") {
            complex_fonts(&mut root, &display, &text);
        }
        let sides = ours && !is("notes");
        walk(&mut root, Within { sides, ..Within::default() }, &course);
        deck.package.add(&name, &kind, root.part());
    }
}

fn walk(element: &mut Element, within: Within, course: &str) {
    let mut inner = within;
    match element.name.as_str() {
        "p:spTree" if within.sides && !within.group => {
            let page = (0, emu(PAGE_WIDTH));
            element.elements().for_each(|shape| change_sides(shape, page, course));
        }
        "p:grpSp" => inner.group = true,
        "a:tbl" => inner.table = true,
        "a:tblPr" => element.set("rtl", "1"),
        "a:tcPr" => {
            element.swap("marL", "marR");
            sides_of_cell(element);
        }
        "a:bodyPr" => {
            if !element.attributes.is_empty() {
                element.set("rtlCol", "1");
            }
            if !within.group {
                element.swap("lIns", "rIns");
            }
        }
        "a:p" => paragraph(element, within),
        "a:pPr" => direction(element, within),
        "a:t" => {
            let text = element.text();
            *element = element.with_text(&in_order_by_marks(&text));
        }
        name if is_level(name) => {
            direction(element, within);
            // What says nothing stands on the left.
            if element.attribute("algn").is_none() {
                element.set("algn", "r");
            }
        }
        _ => {}
    }
    element.elements().for_each(|child| walk(child, inner, course));
}

/// Properties of a level of a list of styles: `a:lvl1pPr` and so on.
fn is_level(name: &str) -> bool {
    name.starts_with("a:lvl") && name.ends_with("pPr")
}

/// Direction and side of a paragraph; the words of a drawing stand where they belong in it.
fn direction(properties: &mut Element, within: Within) {
    properties.set("rtl", "1");
    let other = match properties.attribute("algn") {
        Some("l") => "r",
        Some("r") => "l",
        _ => return,
    };
    if !within.group {
        properties.set("algn", other);
    }
}

/// A paragraph that says nothing of itself.
fn paragraph(element: &mut Element, within: Within) {
    let told = element.element("a:pPr").is_some();
    let properties = element.first("a:pPr");
    if !told && within.table {
        properties.set("algn", "l");
    }
}

/// The rules of a cell change sides, in the schema's order (21.1.3.17).
fn sides_of_cell(properties: &mut Element) {
    for rule in properties.elements() {
        rule.name = match rule.name.as_str() {
            "a:lnL" => "a:lnR".to_owned(),
            "a:lnR" => "a:lnL".to_owned(),
            _ => continue,
        };
    }
    let first = |child: &Child| !matches!(child, Child::Element(it) if it.name == "a:lnL");
    let sides = properties.children.iter().filter(
        |child| matches!(child, Child::Element(it) if it.name == "a:lnL" || it.name == "a:lnR"),
    );
    let count = sides.count();
    if let Some(sides) = properties.children.get_mut(..count) {
        sides.sort_by_key(first);
    }
}

/// Moves a shape to the other side of its page or group, given by its left edge and its width.
fn change_sides(shape: &mut Element, (left, width): (i64, i64), course: &str) {
    let is_course = shape.name == "p:grpSp" && named(shape, course);
    let Some(place) = transform(shape) else { return };
    let number = |element: &mut Element, name: &str, attribute: &str| -> Option<i64> {
        element.element(name)?.attribute(attribute)?.parse().ok()
    };
    let (x, w) = (number(place, "a:off", "x"), number(place, "a:ext", "cx"));
    let (Some(x), Some(w)) = (x, w) else { return };
    let moved = (2 * left + width - x - w).to_string();
    if let Some(corner) = place.element("a:off") {
        corner.set("x", &moved);
    }
    // The bars of the session's course follow one another the other way.
    let own = (number(place, "a:chOff", "x"), number(place, "a:chExt", "cx"));
    if let (true, (Some(left), Some(width))) = (is_course, own) {
        shape.elements().for_each(|bar| change_sides(bar, (left, width), ""));
    }
}

/// Has a shape this name?
fn named(shape: &mut Element, name: &str) -> bool {
    let own = shape.element("p:nvGrpSpPr").and_then(|it| it.element("p:cNvPr"));
    own.is_some_and(|it| it.attribute("name").is_some_and(|own| own.starts_with(name)))
}

/// Where a shape stands, if it says so (20.1.7.6).
fn transform(shape: &mut Element) -> Option<&mut Element> {
    match shape.name.as_str() {
        "p:graphicFrame" => shape.element("p:xfrm"),
        "p:grpSp" => shape.element("p:grpSpPr")?.element("a:xfrm"),
        "p:sp" | "p:pic" | "p:cxnSp" => shape.element("p:spPr")?.element("a:xfrm"),
        _ => None,
    }
}

/// A text with marks around what runs from left to right and would not by itself.
fn in_order_by_marks(text: &str) -> String {
    let marked = |text: &str| format!("{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}");
    let latin = text.contains(char::is_alphabetic) && !text.contains(is_right_to_left);
    if latin && text.ends_with(|c: char| !c.is_alphanumeric() && !c.is_whitespace()) {
        return marked(text);
    }
    let mut out = String::new();
    let mut done = 0;
    for stretch in in_order(text) {
        out += &text[done..stretch.start];
        out += &marked(&text[stretch.clone()]);
        done = stretch.end;
    }
    out + &text[done..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(xml: &str, sides: bool) -> String {
        let mut root = Element::parse(xml).expect("XML");
        walk(&mut root, Within { sides, ..Within::default() }, "course");
        let part = root.part();
        part.split_once("\n").map_or(String::new(), |(_, root)| root.to_owned())
    }

    #[test]
    fn shapes_and_alignments_change_sides_and_those_of_a_drawing_stay() {
        let shape = |x: u32, algn: &str| {
            format!(
                "<p:sp><p:spPr><a:xfrm><a:off x=\"{x}\" y=\"0\"/><a:ext cx=\"192000\" cy=\"1\"/></a:xfrm></p:spPr><p:txBody><a:p><a:pPr algn=\"{algn}\"/></a:p></p:txBody></p:sp>"
            )
        };
        let group = |x: u32| {
            let place = format!(
                "<a:xfrm><a:off x=\"{x}\" y=\"0\"/><a:ext cx=\"192000\" cy=\"1\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"192000\" cy=\"1\"/></a:xfrm>"
            );
            format!("<p:grpSp><p:grpSpPr>{place}</p:grpSpPr>{}</p:grpSp>", shape(7, "l"))
        };
        let tree = format!("<p:spTree>{}{}</p:spTree>", shape(0, "l"), group(0));
        let want = format!("<p:spTree>{}{}</p:spTree>", shape(12_000_000, "r"), group(12_000_000));
        assert_eq!(turned(&tree, true).replace(" rtl=\"1\"", ""), want);
        assert!(turned(&tree, true).matches("rtl=\"1\"").count() == 2);
        assert!(turned(&tree, false).contains("x=\"0\""));
    }

    #[test]
    fn addresses_and_full_stops_are_kept_in_order() {
        let marked = |text: &str| in_order_by_marks(text).replace(LEFT_TO_RIGHT_MARK, "|");
        assert_eq!(marked("على +44 20 7946 0018."), "على |+44 20 7946 0018|.");
        assert_eq!(marked("Harbour Ltd."), "|Harbour Ltd.|");
        assert_eq!(marked("Harbour"), "Harbour");
        assert_eq!(marked("قياس"), "قياس");
    }
}
