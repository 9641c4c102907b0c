//! Where an id stands in a tree of nodes: a heading with all it governs, or a container. What has no id
//! is named by its kind, within what has one: `check-in/say`, and `check-in/say-2` for the second.

use crate::diag::Span;
use crate::model::slug;
use crate::syntax::{Attributes, Inline, Node, NodeKind};

/// Where something stands: the way to its list of nodes, and which of them it is.
pub struct Place {
    /// The way through containers.
    pub way: Vec<usize>,
    /// Which of them.
    pub range: std::ops::Range<usize>,
}

/// Every place that an id means.
pub fn places(nodes: &[Node], of: &str) -> Vec<Place> {
    let mut steps = of.split('/');
    let first = steps.next().unwrap_or("");
    let all = |found: &mut Vec<Place>, fits: Fits| {
        collect(nodes, 0..nodes.len(), fits, &mut Vec::new(), found);
    };
    let mut places = Vec::new();
    all(&mut places, &|node| own_id(node).as_deref() == Some(first));
    for step in steps {
        let mut inner = Vec::new();
        places.iter().for_each(|place| {
            within(nodes, place, &|node| own_id(node).as_deref() == Some(step), &mut inner);
        });
        if inner.is_empty() {
            places.iter().for_each(|place| inner.extend(of_kind(nodes, place, step)));
        }
        places = inner;
    }
    places
}

/// Whether a node is what is looked for.
type Fits<'a> = &'a dyn Fn(&Node) -> bool;

/// What fits within a place.
fn within(nodes: &[Node], place: &Place, fits: Fits, found: &mut Vec<Place>) {
    let list = at(nodes, &place.way);
    let mut way = place.way.clone();
    if let NodeKind::Container(container) = &list[place.range.start].kind {
        way.push(place.range.start);
        collect(&container.children, 0..container.children.len(), fits, &mut way, found);
    } else {
        // What a heading governs stands beside it.
        collect(list, place.range.start + 1..place.range.end, fits, &mut way, found);
    }
}

/// What has no id, by its kind: the only one there is, or that of a number.
fn of_kind(nodes: &[Node], place: &Place, step: &str) -> Vec<Place> {
    let numbered = step.rsplit_once('-').and_then(|(kind, number)| {
        let number: usize = number.parse().ok().filter(|number| *number > 0)?;
        Some((kind, number))
    });
    let kind = numbered.map_or(step, |(kind, _)| kind);
    let mut found = Vec::new();
    within(nodes, place, &|node| own_id(node).is_none() && kind_of(node) == kind, &mut found);
    match numbered {
        Some((_, number)) => found.into_iter().nth(number - 1).into_iter().collect(),
        None => found,
    }
}

/// What something without an id is called within what has one.
pub fn kind_of(node: &Node) -> &str {
    match &node.kind {
        NodeKind::Container(container) => &container.name,
        NodeKind::Heading { .. } => "heading",
        NodeKind::Paragraph(_) => "paragraph",
        NodeKind::List { .. } => "list",
        NodeKind::Quote(_) => "quote",
        NodeKind::Table { .. } => "table",
        NodeKind::Code { .. } => "code",
        NodeKind::Rule => "rule",
        NodeKind::Footnote { .. } => "footnote",
    }
}

fn collect(
    nodes: &[Node],
    range: std::ops::Range<usize>,
    fits: Fits,
    way: &mut Vec<usize>,
    places: &mut Vec<Place>,
) {
    for index in range {
        if fits(&nodes[index]) {
            places.push(Place { way: way.clone(), range: index..end(nodes, index) });
        }
        if let NodeKind::Container(container) = &nodes[index].kind {
            way.push(index);
            collect(&container.children, 0..container.children.len(), fits, way, places);
            way.pop();
        }
    }
}

/// The id of a heading or container: its own, or for a heading that made from its words.
pub fn own_id(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Heading { inlines, attributes, .. } => Some(
            attributes
                .id
                .as_ref()
                .map_or_else(|| slug(&Inline::plain(inlines)), |(id, _)| id.clone()),
        ),
        NodeKind::Container(container) => {
            container.attributes.id.as_ref().map(|(id, _)| id.clone())
        }
        NodeKind::Paragraph(_)
        | NodeKind::List { .. }
        | NodeKind::Quote(_)
        | NodeKind::Table { .. }
        | NodeKind::Code { .. }
        | NodeKind::Rule
        | NodeKind::Footnote { .. } => None,
    }
}

/// Where something ends: a heading governs everything up to the next of its level or above.
fn end(nodes: &[Node], start: usize) -> usize {
    let NodeKind::Heading { level, .. } = nodes[start].kind else { return start + 1 };
    let next = nodes[start + 1..].iter().position(
        |node| matches!(&node.kind, NodeKind::Heading { level: other, .. } if *other <= level),
    );
    next.map_or(nodes.len(), |at| start + 1 + at)
}

/// Every id with its place, in reading order.
pub fn all(nodes: &[Node]) -> Vec<(String, Place)> {
    let mut places = Vec::new();
    let named: Fits = &|node| own_id(node).is_some();
    collect(nodes, 0..nodes.len(), named, &mut Vec::new(), &mut places);
    let id = |place: &Place| own_id(&at(nodes, &place.way)[place.range.start]);
    places.into_iter().filter_map(|place| Some((id(&place)?, place))).collect()
}

/// What an override can name: its name, what kind of thing it is, and its first words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As `of` takes it.
    pub of: String,
    /// A heading, or a container's name.
    pub kind: String,
    /// The words of a heading or a title.
    pub words: String,
}

/// Everything that an override can name, in reading order: what has an id, and containers and tables
/// without one within what has.
pub fn named(nodes: &[Node]) -> Vec<Named> {
    let mut found = Vec::new();
    let listed: Fits = &|node| {
        matches!(
            node.kind,
            NodeKind::Container(_) | NodeKind::Table { .. } | NodeKind::Heading { .. }
        )
    };
    collect(nodes, 0..nodes.len(), listed, &mut Vec::new(), &mut found);
    let place = |it: &Place| &at(nodes, &it.way)[it.range.start];
    // The title of a slide is the slide's name, too.
    let is_title = |it: &Place| {
        let node = place(it);
        let explicit = attributes(node).is_some_and(|attributes| attributes.id.is_some());
        matches!(node.kind, NodeKind::Heading { .. }) && !it.way.is_empty() && !explicit
    };
    let owners: Vec<(String, Place)> =
        all(nodes).into_iter().filter(|(_, owner)| !is_title(owner)).collect();
    let name = |it: &Place| {
        let node = place(it);
        if is_title(it) {
            return None;
        }
        let of = match own_id(node) {
            Some(id) => id,
            None => owners.iter().rev().find_map(|(id, owner)| {
                let kind = kind_of(node);
                let mut inner = Vec::new();
                let same: Fits = &|other| own_id(other).is_none() && kind_of(other) == kind;
                within(nodes, owner, same, &mut inner);
                let here =
                    |other: &Place| (&other.way, other.range.start) == (&it.way, it.range.start);
                let number = inner.iter().position(here)? + 1;
                Some(if inner.len() == 1 {
                    format!("{id}/{kind}")
                } else {
                    format!("{id}/{kind}-{number}")
                })
            })?,
        };
        Some(Named { of, kind: kind_of(node).to_owned(), words: words_of(node) })
    };
    found.iter().filter_map(name).collect()
}

/// The words of a heading, or the title, label or first heading of a container.
fn words_of(node: &Node) -> String {
    match &node.kind {
        NodeKind::Heading { inlines, .. } | NodeKind::Paragraph(inlines) => Inline::plain(inlines),
        NodeKind::Container(container) => {
            let own = ["title", "label"].iter().find_map(|key| container.attributes.value(key));
            let inner = || container.children.first().map_or(String::new(), words_of);
            own.map_or_else(inner, str::to_owned)
        }
        NodeKind::List { items, .. } => {
            items.first().and_then(|item| item.children.first()).map_or(String::new(), words_of)
        }
        _ => String::new(),
    }
}

/// The list that a way leads to.
pub fn at<'a>(nodes: &'a [Node], way: &[usize]) -> &'a [Node] {
    way.iter().fold(nodes, |nodes, step| match &nodes[*step].kind {
        NodeKind::Container(container) => &container.children,
        _ => &[],
    })
}

/// The list that a way leads to, to be changed.
pub fn at_mut<'a>(nodes: &'a mut Vec<Node>, way: &[usize]) -> Option<&'a mut Vec<Node>> {
    way.iter().try_fold(nodes, |nodes, step| match &mut nodes.get_mut(*step)?.kind {
        NodeKind::Container(container) => Some(&mut container.children),
        _ => None,
    })
}

/// The attributes of a heading or container.
pub fn attributes(node: &Node) -> Option<&Attributes> {
    match &node.kind {
        NodeKind::Heading { attributes, .. } => Some(attributes),
        NodeKind::Container(container) => Some(&container.attributes),
        NodeKind::Paragraph(_)
        | NodeKind::List { .. }
        | NodeKind::Quote(_)
        | NodeKind::Table { .. }
        | NodeKind::Code { .. }
        | NodeKind::Rule
        | NodeKind::Footnote { .. } => None,
    }
}

/// The attributes of a heading or container, to be changed.
pub fn attributes_mut(node: &mut Node) -> Option<&mut Attributes> {
    match &mut node.kind {
        NodeKind::Heading { attributes, .. } => Some(attributes),
        NodeKind::Container(container) => Some(&mut container.attributes),
        _ => None,
    }
}

/// The places of nodes, of all that is in them, and of their attributes.
pub fn spans(nodes: &[Node]) -> Vec<Span> {
    let mut out = Vec::new();
    for node in nodes {
        out.push(node.span);
        match &node.kind {
            NodeKind::Heading { attributes, .. } => {
                out.extend(attributes.list.iter().map(|attribute| attribute.span));
            }
            NodeKind::Container(container) => {
                out.extend(container.attributes.list.iter().map(|attribute| attribute.span));
                out.extend(spans(&container.children));
            }
            _ => {}
        }
    }
    out
}
