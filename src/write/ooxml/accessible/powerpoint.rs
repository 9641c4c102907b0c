//! PowerPoint decks.

use super::{described, finding, text, with_xml};
use crate::write::Finding;
use crate::write::ooxml::node::{child, is, value};
use crate::write::ooxml::package::Package;
use roxmltree::Node;

pub fn inspect(package: &Package, main: &str, findings: &mut Vec<Finding>) {
    let slides = package.related(main, "slide");
    let order = with_xml(package, main, |root| {
        root.descendants()
            .filter(|node| is(*node, "sldId"))
            .filter_map(|node| {
                // `id` is there twice: the slide's own, and that of the relationship.
                node.attributes().find(|a| a.name() == "id" && a.namespace().is_some())
            })
            .map(|attribute| attribute.value().to_owned())
            .collect::<Vec<_>>()
    });
    for (index, id) in order.unwrap_or_default().iter().enumerate() {
        let part = slides.iter().find(|(relation, _)| relation == id);
        if let Some((_, name)) = part {
            with_xml(package, name, |root| Slide { number: index + 1, findings }.inspect(root));
        }
    }
}

struct Slide<'a> {
    number: usize,
    findings: &'a mut Vec<Finding>,
}

impl Slide<'_> {
    fn inspect(&mut self, root: Node) {
        let Some(tree) = root.descendants().find(|node| is(*node, "spTree")) else { return };
        let shapes: Vec<Node> = tree.children().filter(|node| is_shape(*node)).collect();
        self.titled(&shapes);
        for shape in &shapes {
            self.described(*shape);
        }
        for table in root.descendants().filter(|node| is(*node, "tbl")) {
            let first = child(table, "tblPr").and_then(|node| value(node, "firstRow"));
            if !matches!(first, Some("1" | "true")) {
                self.push("a table has no header row", "Table Design, tick Header Row");
            }
        }
        let silent = root.descendants().filter(|node| is(*node, "r")).find(|run| {
            let language = child(*run, "rPr").and_then(|node| value(node, "lang"));
            language.is_none_or(str::is_empty) && !text(*run).trim().is_empty()
        });
        if silent.is_some() {
            let help = "select the text, then Review, Language, Set Proofing Language";
            self.push("some text has no language", help);
        }
    }

    /// A title, with words, read before everything else.
    fn titled(&mut self, shapes: &[Node]) {
        let title = shapes.iter().position(|shape| {
            let holder = shape.descendants().find(|node| is(*node, "ph"));
            let kind = holder.and_then(|node| value(node, "type"));
            matches!(kind, Some("title" | "ctrTitle")) && !text(*shape).trim().is_empty()
        });
        let Some(title) = title else {
            self.push(
                "there is no title",
                "View, Outline, and write one; it may stand off the slide",
            );
            return;
        };
        let read_before = shapes[..title].iter().find(|shape| !text(**shape).trim().is_empty());
        if read_before.is_some() {
            self.push(
                "other text is read before the title",
                "Arrange, Selection Pane: the title belongs to the bottom of the list",
            );
        }
    }

    /// Pictures, drawings and shapes without words say what they show.
    fn described(&mut self, shape: Node) {
        let properties = shape.children().find_map(|node| child(node, "cNvPr"));
        let speaks = is(shape, "sp")
            && (!text(shape).trim().is_empty() || shape.descendants().any(|node| is(node, "ph")));
        let table = shape.descendants().any(|node| is(node, "tbl"));
        if speaks || table || properties.is_some_and(described) {
            return;
        }
        let name = properties.and_then(|node| value(node, "name")).unwrap_or("without a name");
        self.push(
            &format!("`{name}` has no alternative text"),
            "right-click it, Edit Alt Text; mark it as decorative if it says nothing",
        );
    }

    fn push(&mut self, message: &str, help: &str) {
        self.findings.push(finding(format!("slide {}: {message}", self.number), help));
    }
}

fn is_shape(node: Node) -> bool {
    ["sp", "pic", "graphicFrame", "grpSp", "cxnSp"].iter().any(|name| is(node, name))
}
