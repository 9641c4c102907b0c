//! Word documents.

use super::{described, finding, on, short, text, with_xml};
use crate::write::Finding;
use crate::write::ooxml::node::{child, is, value};
use crate::write::ooxml::package::Package;
use roxmltree::Node;
use std::collections::BTreeMap;

pub fn inspect(package: &Package, main: &str, findings: &mut Vec<Finding>) {
    let styles = package
        .related(main, "styles")
        .into_iter()
        .find_map(|(_, name)| with_xml(package, &name, Styles::read))
        .unwrap_or_default();
    if !styles.has_language {
        findings.push(finding(
            "the text has no language",
            "select all, then Review, Language, Set Proofing Language",
        ));
    }
    with_xml(package, main, |root| {
        let mut reading = Reading { styles: &styles, level: 0, findings };
        reading.walk(root);
    });
}

/// What paragraph styles say.
#[derive(Default)]
struct Styles {
    /// Heading level by style id.
    levels: BTreeMap<String, u8>,
    has_language: bool,
}

impl Styles {
    fn read(root: Node) -> Self {
        let language = child(root, "docDefaults")
            .into_iter()
            .flat_map(|node| node.descendants())
            .any(|node| is(node, "lang") && value(node, "val").is_some_and(|tag| !tag.is_empty()));
        let mut styles = Self { has_language: language, levels: BTreeMap::new() };
        let mut parents = BTreeMap::new();
        for style in root.children().filter(|node| is(*node, "style")) {
            let Some(id) = value(style, "styleId") else { continue };
            let name = child(style, "name").and_then(|node| value(node, "val")).unwrap_or("");
            let outline = style
                .descendants()
                .find(|node| is(*node, "outlineLvl"))
                .and_then(|node| value(node, "val")?.parse::<u8>().ok())
                .filter(|level| *level < 9)
                .map(|level| level + 1);
            let named = name.to_lowercase().strip_prefix("heading ").and_then(|n| n.parse().ok());
            if let Some(level) = named.or(outline) {
                styles.levels.insert(id.to_owned(), level);
            } else if let Some(base) = child(style, "basedOn").and_then(|node| value(node, "val")) {
                parents.insert(id.to_owned(), base.to_owned());
            }
        }
        // Styles based on a heading are headings too; chains are short, loops end.
        for _ in 0..8 {
            for (id, base) in &parents {
                if let Some(level) = styles.levels.get(base).copied() {
                    styles.levels.entry(id.clone()).or_insert(level);
                }
            }
        }
        styles
    }
}

struct Reading<'a> {
    styles: &'a Styles,
    level: u8,
    findings: &'a mut Vec<Finding>,
}

impl Reading<'_> {
    fn walk(&mut self, node: Node) {
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                // What was deleted, or stands there twice for older programs.
                "del" | "moveFrom" | "Fallback" => continue,
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "inline" | "anchor" => self.picture(child),
                _ => {}
            }
            self.walk(child);
        }
    }

    fn paragraph(&mut self, paragraph: Node) {
        let style = child(paragraph, "pPr")
            .and_then(|node| child(node, "pStyle"))
            .and_then(|node| value(node, "val"));
        let Some(level) = style.and_then(|style| self.styles.levels.get(style)).copied() else {
            return;
        };
        let words: String =
            paragraph.descendants().filter(|node| is(*node, "t")).map(|node| text(node)).collect();
        if words.trim().is_empty() {
            self.findings.push(finding(
                format!("a heading of level {level} has no words"),
                "write the heading, or make the line Normal text",
            ));
            return;
        }
        if level > self.level + 1 {
            let after = match self.level {
                0 => "the start".to_owned(),
                before => format!("a heading of level {before}"),
            };
            let mut skipped = finding(
                format!("the heading `{}` is of level {level} after {after}", short(&words)),
                "headings go down one level at a time",
            );
            skipped.words = words;
            self.findings.push(skipped);
        }
        self.level = level;
    }

    /// A table of one row is no table to a reader but a frame.
    fn table(&mut self, table: Node) {
        let mut rows = table.descendants().filter(|node| {
            is(*node, "tr") && node.ancestors().find(|above| is(*above, "tbl")) == Some(table)
        });
        let Some(first) = rows.next() else { return };
        if rows.next().is_none() {
            return;
        }
        let header = child(first, "trPr").and_then(|node| child(node, "tblHeader"));
        if !(header.is_some() && on(header)) {
            let words: Vec<String> =
                first.children().filter(|node| is(*node, "tc")).map(text).collect();
            self.findings.push(finding(
                format!("the table `{}` has no header row", short(&words.join(", "))),
                "put the cursor into its first row, then Layout, Repeat Header Rows",
            ));
        }
    }

    fn picture(&mut self, place: Node) {
        let properties = child(place, "docPr");
        if !properties.is_some_and(described) {
            let name = properties.and_then(|node| value(node, "name")).unwrap_or("without a name");
            self.findings.push(finding(
                format!("the picture `{name}` has no alternative text"),
                "right-click it, Edit Alt Text; mark it as decorative if it says nothing",
            ));
        }
    }
}
