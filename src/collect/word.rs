//! The content controls of a Word file (ECMA-376 part 1, 17.5.2), as Word or LibreOffice leaves them. Which
//! form it is and what it asks stands in the file's custom part; a control is found by its tag or, since
//! LibreOffice drops tags, by the bookmark around it.

use super::{Answer, Form, Refused, date};
use crate::write::docx::{EDITION_FACTS, bookmark_name};
use crate::write::ooxml::{Package, read_package};
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, HashMap};

/// Namespaces of check boxes (MS-DOCX, 2.6.1) and of repeating sections (2.5.5).
const CHECKBOX: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

/// The form and its answers.
pub fn read(bytes: &[u8]) -> Result<(Form, Vec<Answer>), Refused> {
    let package = read_package(bytes).map_err(|why| match why.contains("password") {
        true => Refused::locked(),
        false => Refused::damaged(why),
    })?;
    let text = custom_part(&package).ok_or_else(Refused::no_form)?;
    let tree = Document::parse(&text).map_err(Refused::damaged)?;
    let (form, fields) = asked(&tree).ok_or_else(Refused::no_form)?;
    let main = package.related("", "officeDocument").into_iter().next();
    let main = main.map(|(_, name)| name).ok_or_else(|| Refused::damaged("it has no text"))?;
    let text = part(&package, &main).ok_or_else(|| Refused::damaged("its text cannot be read"))?;
    let tree = Document::parse(&text).map_err(Refused::damaged)?;
    let controls = Controls::read(&tree, &placeholders(&package));
    let mut answers = Vec::new();
    for field in &fields {
        answers.push(Answer {
            name: field.name.clone(),
            question: field.question.clone(),
            value: field.answer(&controls),
        });
        answers.extend(field.rows_added(&controls, &fields));
    }
    Ok((form, answers))
}

fn part(package: &Package, name: &str) -> Option<String> {
    String::from_utf8(package.bytes(name)?.to_vec()).ok()
}

/// The part that says which form it is.
fn custom_part(package: &Package) -> Option<String> {
    let names = package.names().filter(|name| name.starts_with("customXml/item"));
    let texts = names.filter_map(|name| part(package, name));
    texts.into_iter().find(|text| text.contains(EDITION_FACTS) && text.contains("<form>"))
}

/// A field as the form asks for it.
struct Field {
    name: String,
    question: String,
    takes: String,
    options: Vec<String>,
}

/// The form and what it asks.
fn asked(tree: &Document) -> Option<(Form, Vec<Field>)> {
    let root = tree.root_element();
    let form = child(root, "form")?;
    let fact = |name: &str| child(form, name).and_then(|it| it.text()).unwrap_or("").to_owned();
    let field = |node: Node| Field {
        name: node.attribute("name").unwrap_or("").to_owned(),
        question: node.attribute("question").unwrap_or("").to_owned(),
        takes: node.attribute("takes").unwrap_or("").to_owned(),
        options: node.children().filter_map(|option| option.text()).map(str::to_owned).collect(),
    };
    let fields =
        form.children().filter(|node| node.has_tag_name((EDITION_FACTS, "field"))).map(field);
    let form = Form {
        id: fact("id"),
        edition: fact("edition"),
        version: fact("version"),
        language: fact("language"),
        second: fact("second"),
    };
    Some((form, fields.filter(|field| !field.name.is_empty()).collect()))
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// What stands in controls until somebody fills them in, by the name of its building block (17.12.4).
fn placeholders(package: &Package) -> HashMap<String, String> {
    let Some(text) = part(package, "word/glossary/document.xml") else { return HashMap::new() };
    let Ok(tree) = Document::parse(&text) else { return HashMap::new() };
    let blocks = tree.descendants().filter(|node| node.tag_name().name() == "docPart");
    let block = |node: Node| {
        let name = node.descendants().find(|it| it.tag_name().name() == "name")?;
        let name = value(name)?.to_owned();
        let body = node.descendants().find(|it| it.tag_name().name() == "docPartBody")?;
        Some((name, words(body)))
    };
    blocks.filter_map(block).collect()
}

/// The attribute `val` of an element, whatever its prefix.
fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|it| it.name() == "val").map(|it| it.value())
}

/// The words of an element: paragraphs and breaks as lines.
fn words(node: Node) -> String {
    let mut out = String::new();
    let mut paragraphs = 0;
    for node in node.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "p" => {
                if paragraphs > 0 {
                    out.push('\n');
                }
                paragraphs += 1;
            }
            "t" => out.push_str(node.text().unwrap_or("")),
            "br" | "cr" => out.push('\n'),
            "tab" if node.parent().is_some_and(|it| it.tag_name().name() == "r") => out.push('\t'),
            _ => {}
        }
    }
    out
}

/// What a control holds.
#[derive(Clone, Debug, Default)]
struct Held {
    words: String,
    ticked: bool,
    date: Option<String>,
}

/// The controls by their tags, or by the bookmarks around them; a tag that comes again gets a number.
struct Controls(BTreeMap<String, Held>);

impl Controls {
    fn read(tree: &Document, placeholders: &HashMap<String, String>) -> Self {
        let mut found = BTreeMap::new();
        let mut marks: Vec<(String, String, usize)> = Vec::new();
        for (at, node) in tree.descendants().filter(Node::is_element).enumerate() {
            match node.tag_name().name() {
                "sdt" => {
                    let tag = own(node, "tag").and_then(value).map(str::to_owned);
                    let tag = tag.or_else(|| around(node).map(|mark| format!("#{mark}")));
                    let tag = tag.map(|tag| in_row(node, &tag).unwrap_or(tag));
                    if let Some(tag) = tag {
                        found.entry(tag).or_insert_with(|| held(node, placeholders));
                    }
                }
                "bookmarkStart" => {
                    let attribute = |name: &str| {
                        node.attributes().find(|it| it.name() == name).map_or("", |it| it.value())
                    };
                    marks.push((attribute("name").to_owned(), attribute("id").to_owned(), at));
                }
                _ => {}
            }
        }
        for (name, id, start) in marks {
            // The control is gone, and what it held stands in its bookmark.
            let words = marked(tree, &id, start);
            let words =
                if placeholders.values().any(|it| *it == words) { String::new() } else { words };
            let held = Held { ticked: is_ticked(&words), words, date: None };
            found.entry(format!("#{name}")).or_insert(held);
        }
        Self(found)
    }

    fn get(&self, name: &str) -> Option<&Held> {
        self.0.get(name).or_else(|| self.0.get(&format!("#{}", bookmark_name(name))))
    }
}

/// A property of a control itself, not of one within it.
fn own<'a>(control: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    child(child(control, "sdtPr")?, name)
}

/// The bookmark before a control, or at the start of it. LibreOffice may leave empty runs between.
fn around(control: Node) -> Option<String> {
    let is_mark = |node: &Node| node.tag_name().name() == "bookmarkStart";
    let is_empty = |node: &Node| {
        node.tag_name().name() == "r" && !node.descendants().any(|it| it.tag_name().name() == "t")
    };
    let mut elements = control.prev_siblings().skip(1).filter(Node::is_element);
    let before = elements.find(|it| !is_empty(it)).filter(is_mark);
    let within = || child(control, "sdtContent")?.children().find(Node::is_element).filter(is_mark);
    let mark = before.or_else(within)?;
    mark.attributes().find(|it| it.name() == "name").map(|it| it.value().to_owned())
}

/// The tag of a cell by the place of its row: rows that somebody has added have the tags of the row they were
/// copied from.
fn in_row(control: Node, tag: &str) -> Option<String> {
    let row = control.ancestors().skip(1).find(|it| own_is(*it, "repeatingSectionItem"))?;
    let section = row.ancestors().skip(1).find(|it| own_is(*it, "repeatingSection"))?;
    let rows = section.descendants().filter(|it| own_is(*it, "repeatingSectionItem"));
    let number = rows.into_iter().position(|it| it == row)? + 1;
    let base = own(section, "tag").and_then(value)?;
    let column = tag.strip_prefix(base)?.rsplit('-').next()?;
    column.parse::<usize>().ok()?;
    Some(format!("{base}-{number}-{column}"))
}

fn own_is(node: Node, name: &str) -> bool {
    let properties = node.children().find(|it| it.tag_name().name() == "sdtPr");
    node.tag_name().name() == "sdt"
        && properties.is_some_and(|it| it.children().any(|it| it.tag_name().name() == name))
}

fn held(control: Node, placeholders: &HashMap<String, String>) -> Held {
    let Some(properties) = control.children().find(|it| it.tag_name().name() == "sdtPr") else {
        return Held::default();
    };
    let property = |name: &str| properties.children().find(|it| it.tag_name().name() == name);
    let content = control.children().find(|it| it.tag_name().name() == "sdtContent");
    let words = content.map(words).unwrap_or_default();
    let block = property("placeholder").and_then(|it| it.children().find(Node::is_element));
    let placeholder = block.and_then(value).and_then(|name| placeholders.get(name));
    let is_open = property("showingPlcHdr").is_some() || placeholder == Some(&words);
    let checked = property("checkbox").and_then(|it| {
        it.children().find(|it| it.has_tag_name((CHECKBOX, "checked"))).and_then(value)
    });
    let date = property("date").and_then(|it| it.attributes().find(|it| it.name() == "fullDate"));
    let date = date.and_then(|it| it.value().get(..10)).map(str::to_owned);
    let ticked = match checked {
        Some(checked) => matches!(checked, "1" | "true" | "on"),
        None => is_ticked(&words),
    };
    match is_open {
        true => Held { ticked, ..Held::default() },
        false => Held { words, ticked, date },
    }
}

/// The sign of a box that is ticked.
fn is_ticked(words: &str) -> bool {
    matches!(words.trim(), "☒" | "☑" | "✔" | "✓" | "X" | "x")
}

/// The words between a bookmark's start and its end.
fn marked(tree: &Document, id: &str, start: usize) -> String {
    let mut out = String::new();
    for node in tree.descendants().filter(Node::is_element).skip(start + 1) {
        match node.tag_name().name() {
            "bookmarkEnd" if node.attributes().any(|it| it.name() == "id" && it.value() == id) => {
                break;
            }
            "t" => out.push_str(node.text().unwrap_or("")),
            "p" | "br" if !out.is_empty() => out.push('\n'),
            _ => {}
        }
    }
    out
}

impl Field {
    fn answer(&self, controls: &Controls) -> String {
        let held = controls.get(&self.name);
        match self.takes.as_str() {
            "tick" if held.is_some_and(|held| held.ticked) => "1".to_owned(),
            "tick" => String::new(),
            "date" => held
                .map(|held| match &held.date {
                    Some(date) if !held.words.trim().is_empty() => date.clone(),
                    _ => date::of_line(&held.words),
                })
                .unwrap_or_default(),
            // Where the options are long they have a box each.
            "option" if held.is_none() => {
                let ticked = |at: &usize| {
                    let held = controls.get(&format!("{}-{}", self.name, at + 1));
                    held.is_some_and(|held| held.ticked)
                };
                let chosen = (0..self.options.len()).filter(ticked);
                chosen.map(|at| self.options[at].as_str()).collect::<Vec<_>>().join("; ")
            }
            _ => held.map(|held| held.words.clone()).unwrap_or_default(),
        }
    }

    /// Behind the last cell of a table those of rows that somebody has added.
    fn rows_added(&self, controls: &Controls, fields: &[Field]) -> Vec<Answer> {
        let cell = |name: &str| {
            let (rest, column) = name.rsplit_once('-')?;
            let (base, row) = rest.rsplit_once('-')?;
            Some((base.to_owned(), row.parse::<usize>().ok()?, column.parse::<usize>().ok()?))
        };
        let Some((base, row, column)) = cell(&self.name).filter(|_| self.takes == "box") else {
            return Vec::new();
        };
        let later = |it: &Field| {
            cell(&it.name).is_some_and(|(of, r, c)| of == base && (r, c) > (row, column))
        };
        if fields.iter().any(later) {
            return Vec::new();
        }
        let added = controls.0.keys().filter_map(|name| cell(name));
        let mut added: Vec<_> =
            added.filter(|(of, number, _)| *of == base && *number > row).collect();
        added.sort_by_key(|(_, row, column)| (*row, *column));
        let answer = |(base, row, column): (String, usize, usize)| {
            let name = format!("{base}-{row}-{column}");
            let value = controls.get(&name).map(|held| held.words.clone()).unwrap_or_default();
            Answer { name, question: String::new(), value }
        };
        added.into_iter().map(answer).collect()
    }
}
