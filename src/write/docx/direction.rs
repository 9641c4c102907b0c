//! A Word file whose lines run from right to left: a pass over its finished parts, so that nothing else here has
//! to know of directions.
//!
//! - Paragraphs get `bidi` (ECMA-376 part 1, 17.3.1.6), by which Word takes `left` in their alignment, indents and
//!   tab stops for where their lines start.
//! - Tables get `bidiVisual` (17.4.1) in themselves: Word does not take it from their style. Their first column
//!   and their left border are on the right then.
//! - Sections get `bidi` and `rtlGutter` (17.6.1, 17.6.16), and their side margins change places.
//! - Text is cut into runs that run one way each; those from right to left get `rtl` (17.3.2.30). Names, addresses
//!   and telephone numbers in Latin letters do not: they keep their own order.
//! - Rules beside paragraphs, which stay where they are (17.3.1.17), change sides.

use super::story::Story;
use crate::part::{Document, LEFT_TO_RIGHT_MARK, in_order, is_right_to_left};
use crate::write::ooxml::tree::{Child, Element};
use crate::write::ooxml::{Package, complex_family, complex_fonts};
use std::ops::Range;

/// What follows `bidi` among the properties of a paragraph (17.3.1.26).
const AFTER_BIDI: &[&str] = &[
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];
/// What follows the properties of a paragraph's mark.
const AFTER_MARK: &[&str] = &["w:sectPr", "w:pPrChange"];
/// What follows `rtl` among the properties of a run (17.3.2.28).
const AFTER_RTL: &[&str] =
    &["w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange"];
/// What follows `bidiVisual` among the properties of a table (17.4.59).
const AFTER_VISUAL: &[&str] = &[
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
    "w:tblPrChange",
];
/// What follows `bidi` and `rtlGutter` among those of a section (17.6.17).
const AFTER_GUTTER: &[&str] = &["w:docGrid", "w:printerSettings", "w:sectPrChange"];

/// What of a file is turned.
#[derive(Clone, Copy)]
struct Scope {
    /// Styles and page setup are ours, not a template's.
    ours: bool,
    /// One of its two languages runs from left to right: only what is in the other one is turned.
    mixed: bool,
}

/// Turns all parts of a finished file; of a template's styles only what is ours to say.
pub fn turn(story: &mut Story) {
    let first = story.first;
    let differs = |twin: &Document| twin.info.direction() != first.info.direction();
    let scope =
        Scope { ours: story.setup.is_none(), mixed: first.twin.as_deref().is_some_and(differs) };
    let family = complex_family(&story.theme.office.text);
    let display = complex_family(&story.theme.office.display);
    each(&mut story.package, "wordprocessingml", |root| match root.name.as_str() {
        "w:styles" if scope.ours && !scope.mixed => styles(root),
        "w:styles" | "w:numbering" | "w:settings" | "w:fonts" => {}
        _ => walk(root, scope),
    });
    if scope.ours {
        each(&mut story.package, ".theme+xml", |root| complex_fonts(root, &display, &family));
    }
}

/// Changes every part whose content type contains these words.
fn each(package: &mut Package, kind: &str, change: impl Fn(&mut Element)) {
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in names {
        let Some(own) = package.content_type(&name).filter(|own| own.contains(kind)) else {
            continue;
        };
        let own = own.to_owned();
        let text = package.bytes(&name).and_then(|bytes| std::str::from_utf8(bytes).ok());
        if let Some(mut root) = text.and_then(Element::parse) {
            change(&mut root);
            package.add(&name, &own, root.part());
        }
    }
}

/// The styles: everything runs from right to left that says nothing else.
fn styles(root: &mut Element) {
    for element in root.elements() {
        if element.name == "w:docDefaults" {
            let paragraph = element.element("w:pPrDefault").and_then(|it| it.element("w:pPr"));
            if let Some(properties) = paragraph {
                properties.insert_before(Element::new("w:bidi", &[]), AFTER_BIDI);
            }
        }
        rules(element);
    }
}

/// Rules at the sides of paragraphs, wherever they stand, change sides.
fn rules(element: &mut Element) {
    if element.name == "w:pBdr" {
        for side in element.elements() {
            side.name = match side.name.as_str() {
                "w:left" => "w:right".to_owned(),
                "w:right" => "w:left".to_owned(),
                _ => continue,
            };
        }
        // The schema has them in this order.
        let order = ["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:bar"];
        element.children.sort_by_key(|child| match child {
            Child::Element(side) => order.iter().position(|name| *name == side.name),
            Child::Text(_) => None,
        });
    }
    element.elements().for_each(rules);
}

/// A part with text.
fn walk(element: &mut Element, scope: Scope) {
    match element.name.as_str() {
        "w:body" | "w:hdr" | "w:ftr" | "w:footnote" if scope.mixed => {
            return one_by_one(element, scope);
        }
        "w:p" => paragraph(element),
        "w:tbl" => {
            if let Some(properties) = element.element("w:tblPr") {
                properties.insert_before(Element::new("w:bidiVisual", &[]), AFTER_VISUAL);
            }
        }
        "w:sectPr" => section(element, scope.ours),
        _ => {}
    }
    let children = std::mem::take(&mut element.children);
    for child in children {
        match child {
            Child::Element(run) if run.name == "w:r" => {
                element.children.extend(split(&run).into_iter().map(Child::Element));
            }
            Child::Element(mut inner) => {
                walk(&mut inner, scope);
                element.children.push(Child::Element(inner));
            }
            Child::Text(text) => element.children.push(Child::Text(text)),
        }
    }
}

/// Of two languages, the blocks in that from right to left. What says nothing goes with what stands before it.
fn one_by_one(element: &mut Element, scope: Scope) {
    let mut turned = false;
    for block in element.elements() {
        let text = block.text();
        if text.contains(char::is_alphabetic) {
            turned = text.contains(is_right_to_left);
        }
        if turned {
            walk(block, Scope { mixed: false, ..scope });
        }
    }
}

fn paragraph(element: &mut Element) {
    let properties = element.first("w:pPr");
    properties.insert_before(Element::new("w:bidi", &[]), AFTER_BIDI);
    // The mark's own direction is that of a list's number.
    if properties.element("w:rPr").is_none() {
        properties.insert_before(Element::new("w:rPr", &[]), AFTER_MARK);
    }
    if let Some(mark) = properties.element("w:rPr") {
        mark.insert_before(Element::new("w:rtl", &[]), AFTER_RTL);
    }
}

fn section(element: &mut Element, ours: bool) {
    for name in ["w:bidi", "w:rtlGutter"] {
        element.insert_before(Element::new(name, &[]), AFTER_GUTTER);
    }
    if ours && let Some(margins) = element.element("w:pgMar") {
        margins.swap("w:left", "w:right");
    }
}

/// A run as runs of one direction each.
fn split(run: &Element) -> Vec<Element> {
    let is_text = |child: &Child| matches!(child, Child::Element(it) if it.name == "w:t");
    let Some(at) = run.children.iter().position(is_text) else { return vec![run.clone()] };
    let Child::Element(words) = &run.children[at] else { return vec![run.clone()] };
    let text = words.text();
    let stretches = stretches(&text);
    let last = stretches.len().saturating_sub(1);
    let one = |(index, (range, turned)): (usize, (Range<usize>, bool))| {
        let mut out = run.clone();
        let mut words = words.with_text(&kept(&text[range], turned));
        words.set("xml:space", "preserve");
        let before = if index == 0 { &run.children[..at] } else { &[] };
        let after = if index == last { &run.children[at + 1..] } else { &[] };
        let properties = run
            .children
            .iter()
            .filter(|_| index > 0)
            .take(1)
            .filter(|child| matches!(child, Child::Element(it) if it.name == "w:rPr"));
        out.children = properties.chain(before).cloned().collect();
        out.children.push(Child::Element(words));
        out.children.extend_from_slice(after);
        if turned {
            out.first("w:rPr").insert_before(Element::new("w:rtl", &[]), AFTER_RTL);
        }
        out
    };
    stretches.into_iter().enumerate().map(one).collect()
}

/// The text of a run; one in Latin letters or of numbers alone that ends or begins with a sign has marks around it,
/// for programs that go by characters and not by runs.
fn kept(text: &str, turned: bool) -> String {
    let bare = |c: Option<char>| c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
    let says = text.contains(char::is_alphanumeric);
    let number = !text.contains(char::is_alphabetic);
    let ends = bare(text.chars().next()) || bare(text.chars().next_back());
    match !turned && says && (number || ends) {
        true => format!("{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}"),
        false => text.to_owned(),
    }
}

/// The stretches of a text and whether each runs from right to left. What has no direction of its own goes with
/// the line; in a text of Latin letters alone, with these.
fn stretches(text: &str) -> Vec<(Range<usize>, bool)> {
    let turned = text.contains(is_right_to_left);
    let is_latin = |c: char| c.is_alphabetic() && !is_right_to_left(c);
    // Boxes to tick and other signs are in a face of their own, which is not that of Arabic.
    let is_sign = |c: char| ('\u{2190}'..'\u{fb00}').contains(&c);
    if !turned {
        return vec![(0..text.len(), !text.contains(|c| is_latin(c) || is_sign(c)))];
    }
    let mut latin = in_order(text);
    // From a letter to the last letter or digit before the next one of the other kind.
    let (mut start, mut end) = (None, 0);
    for (at, c) in text.char_indices().chain([(text.len(), 'ا')]) {
        if is_latin(c) || (start.is_some() && c.is_numeric()) {
            start.get_or_insert(at);
            end = at + c.len_utf8();
        } else if is_right_to_left(c)
            && let Some(start) = start.take()
        {
            latin.push(start..end);
        }
    }
    latin.sort_by_key(|range| range.start);
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    let mut done = 0;
    for range in latin {
        // An address is Latin letters, too.
        if range.end <= done {
            continue;
        }
        let start = range.start.max(done);
        if start > done {
            out.push((done..start, true));
        }
        match out.last_mut() {
            Some((last, false)) if last.end == start => last.end = range.end,
            _ => out.push((start..range.end, false)),
        }
        done = range.end;
    }
    if done < text.len() {
        out.push((done..text.len(), true));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_names_and_numbers_keep_their_order() {
        let marked = |text: &str| -> String {
            let one = |(range, turned): (Range<usize>, bool)| match turned {
                true => text[range].to_owned(),
                false => format!("<{}>", &text[range]),
            };
            stretches(text).into_iter().map(one).collect()
        };
        assert_eq!(marked("أدوات مثل Excel 365 يمكنها"), "أدوات مثل <Excel 365> يمكنها");
        assert_eq!(marked("على +44 20 7946 0018."), "على <+44 20 7946 0018>.");
        assert_eq!(marked("Harbour Hospital Ltd."), "<Harbour Hospital Ltd.>");
        assert_eq!(marked("راسل a.b@example.org أو"), "راسل <a.b@example.org> أو");
        assert_eq!(marked("10:00–11:30"), "10:00–11:30");
        assert_eq!(marked("☐"), "<☐>");
        assert_eq!(marked(" · "), " · ");
    }
}
