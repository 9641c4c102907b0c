//! Can everybody read this Word or PowerPoint file? What the accessibility checkers of both programs
//! look at, as far as it can be told from the file: title, language, alternative text, header rows,
//! order of headings, slide titles, reading order.
//!
//! It looks at any package, ours or not: what we write is checked while it is built, and a file that
//! somebody has edited since can be checked by name.

mod powerpoint;
mod word;

use super::node::{is, value};
use super::office::Office;
use super::package::Package;
use crate::diag::Code;
use crate::write::{Finding, Written};
use roxmltree::Node;

/// What stands in the way of a reader, in the order of the file.
pub fn inspect(package: &Package) -> Vec<Finding> {
    let main = package.related("", "officeDocument").into_iter().next();
    let Some((_, main)) = main else { return Vec::new() };
    let kind = package.content_type(&main).unwrap_or("");
    let mut findings = Vec::new();
    title(package, &mut findings);
    if kind.contains("wordprocessingml") {
        word::inspect(package, &main, &mut findings);
    } else if kind.contains("presentationml") {
        powerpoint::inspect(package, &main, &mut findings);
    } else {
        findings = vec![finding(
            "it is neither for Word nor for PowerPoint",
            "name .docx, .dotx, .pptx or .potx files",
        )];
    }
    findings
}

/// The finished file of a package that was looked at.
pub fn finished(
    package: &Package,
    office: &Office,
    pages: usize,
    mut findings: Vec<Finding>,
) -> Written {
    findings.extend(inspect(package));
    let bytes = package.zip_with(office.packings());
    Written { bytes, pages, fingerprints: Vec::new(), findings }
}

/// A finding with what to do.
fn finding(message: impl Into<String>, help: &str) -> Finding {
    Finding::new(Code::NotAccessible, "", message).help(help)
}

/// Screen readers say the title before anything else.
fn title(package: &Package, findings: &mut Vec<Finding>) {
    let parts = package.related("", "core-properties");
    let has_title = parts.iter().any(|(_, name)| {
        with_xml(package, name, |root| {
            root.children().any(|node| is(node, "title") && !text(node).trim().is_empty())
        })
        .unwrap_or(false)
    });
    if !has_title {
        findings.push(finding("the file has no title", "set it under File, Info, Title"));
    }
}

/// Reads a part as XML; `None` when it is not there or is no XML.
fn with_xml<T>(package: &Package, name: &str, read: impl FnOnce(Node) -> T) -> Option<T> {
    let text = std::str::from_utf8(package.bytes(name)?).ok()?;
    let tree = roxmltree::Document::parse(text.trim_start_matches('\u{feff}')).ok()?;
    Some(read(tree.root_element()))
}

/// Is an element with the given on/off property set (ECMA-376 part 1, 17.17.4)?
fn on(node: Option<Node>) -> bool {
    node.is_some_and(|node| !matches!(value(node, "val"), Some("0" | "false" | "off")))
}

/// All text below a node.
fn text(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// Does a picture's or shape's `cNvPr` or `docPr` say what it shows, or that it shows nothing?
fn described(properties: Node) -> bool {
    let says = |name| value(properties, name).is_some_and(|text| !text.trim().is_empty());
    let decorative = properties
        .descendants()
        .any(|node| is(node, "decorative") && matches!(value(node, "val"), Some("1" | "true")));
    says("descr") || says("title") || decorative
}

/// The beginning of a text, for a message.
fn short(text: &str) -> String {
    let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(50) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}
