//! Ids that are made from words stay those of the source language: a translation gives nothing
//! another name.

use crate::model::block::FIELDS;
use crate::model::slug;
use crate::syntax::{Attributes, Container, Inline, Node, NodeKind};
use std::collections::HashSet;

/// Ids of one kind in use.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    /// Notes the id that something has, or gives it the one that its words would make.
    fn keep(&mut self, attributes: &mut Attributes, words: &str) {
        let span = attributes.span;
        let (id, _) = attributes.id.get_or_insert_with(|| {
            let base = slug(words);
            let numbered = (2..).map(|number| format!("{base}-{number}"));
            let id = std::iter::once(base.clone()).chain(numbered).find(|id| !self.0.contains(id));
            (id.unwrap_or(base), span)
        });
        self.0.insert(id.clone());
    }
}

/// Keeps the ids of a session's activities, slides and worksheets. `title` is the session's own.
pub fn of_session(nodes: &mut [Node], title: &str) {
    let [mut activities, mut slides, mut worksheets] = [(); 3].map(|()| Names::default());
    let mut activity = String::new();
    for node in nodes {
        match &mut node.kind {
            NodeKind::Heading { level: 1, inlines, attributes } => {
                activity = Inline::plain(inlines);
                activities.keep(attributes, &activity);
            }
            NodeKind::Container(slide) if slide.name == "slide" => {
                let words =
                    slide_title(slide).unwrap_or_else(|| match slide.attributes.value("layout") {
                        Some("title") => title.to_owned(),
                        _ => activity.clone(),
                    });
                slides.keep(&mut slide.attributes, &words);
            }
            NodeKind::Container(sheet) if sheet.name == "worksheet" => {
                let words = sheet.attributes.value("title").unwrap_or("").to_owned();
                worksheets.keep(&mut sheet.attributes, &words);
                of_fields(&mut sheet.children);
            }
            _ => {}
        }
    }
}

fn slide_title(slide: &Container) -> Option<String> {
    slide.children.iter().find_map(|node| match &node.kind {
        NodeKind::Heading { level: 2, inlines, .. } => Some(Inline::plain(inlines)),
        _ => None,
    })
}

/// Keeps the ids of a document's headings and fields: the author's own come first, as they do where
/// they are claimed.
pub fn of_document(nodes: &mut [Node]) {
    let mut names = Names::default();
    given(nodes, &mut names);
    missing(nodes, true, &mut names);
}

/// Keeps the ids of a worksheet's fields: answers are collected by them, whatever the language.
fn of_fields(nodes: &mut [Node]) {
    let mut names = Names::default();
    given(nodes, &mut names);
    missing(nodes, false, &mut names);
}

/// Is it filled in and has an id?
fn is_field(container: &Container) -> bool {
    FIELDS.contains(&container.name.as_str()) || container.name == "form-table"
}

fn given(nodes: &[Node], names: &mut Names) {
    for node in nodes {
        match &node.kind {
            NodeKind::Heading { attributes, .. } => {
                names.0.extend(attributes.id.iter().map(|(id, _)| id.clone()));
            }
            NodeKind::Container(container) => {
                names.0.extend(container.attributes.id.iter().map(|(id, _)| id.clone()));
                given(&container.children, names);
            }
            _ => {}
        }
    }
}

fn missing(nodes: &mut [Node], headings: bool, names: &mut Names) {
    let mut above = String::new();
    for node in nodes {
        match &mut node.kind {
            NodeKind::Heading { inlines, attributes, .. } => {
                above = Inline::plain(inlines);
                if headings {
                    names.keep(attributes, &above);
                }
            }
            NodeKind::Container(container) if is_field(container) => {
                let label = container.attributes.value("label").unwrap_or("").to_owned();
                let words = if label.is_empty() { &above } else { &label };
                names.keep(&mut container.attributes, words);
            }
            NodeKind::Container(container) => missing(&mut container.children, headings, names),
            _ => {}
        }
    }
}
