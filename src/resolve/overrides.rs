//! Changes by id, made to the syntax tree before anything in it is understood: what they leave is
//! checked as if it had been written so.

use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::model::slug;
use crate::read::{Action, Override, OverrideFile};
use crate::syntax::{Attributes, Inline, Node, NodeKind};

/// A change that was made, and the places of what it was made to.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The id as the override names it.
    pub of: String,
    /// The override.
    pub by: Span,
    /// What it changes, as it was written.
    pub base: Vec<Span>,
}

/// Something that a layer has taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// Its id.
    of: String,
    /// The layer's name.
    layer: String,
    /// The override.
    by: Span,
}

/// What the layers below have done.
pub struct Done<'a> {
    /// What they have taken out; this layer's removals are added.
    pub removed: &'a mut Vec<Removed>,
    /// The files that they have written their changes in, with their names.
    pub written: &'a [(Vec<u32>, String)],
}

/// Makes the changes of a file to nodes, one after the other. Two layers that change the same thing are
/// told of each other, unless the upper one says that it means it.
pub fn apply(
    nodes: &mut Vec<Node>,
    file: &OverrideFile,
    (layer, sources): (&str, &Sources),
    done: Done,
    findings: &mut Findings,
) -> Vec<Applied> {
    let mut applied = Vec::new();
    for change in &file.list {
        let places = find(nodes, &change.of.0);
        match places.as_slice() {
            [place] => {
                let other = clash(nodes, place, change, done.written);
                findings.extend(report_clash(change, layer, other, sources));
                let base = take(nodes, place, change, findings);
                if change.action == Action::Remove {
                    let (of, layer) = (change.of.0.clone(), layer.to_owned());
                    done.removed.push(Removed { of, layer, by: change.span });
                }
                applied.push(Applied { of: change.of.0.clone(), by: change.span, base });
            }
            [] => findings.push(unknown(nodes, change, done.removed, sources)),
            many => {
                let message = format!("`{}` means {} places", change.of.0, many.len());
                findings.push(
                    Diagnostic::new(Code::BadOverride, change.of.1, message)
                        .help("say what it is in, too: `of=\"grow-planner/goal\"`"),
                );
            }
        }
    }
    applied
}

/// The layer below that has written something of what a change takes the place of, and where.
fn clash<'a>(
    nodes: &[Node],
    place: &Place,
    change: &Override,
    written: &'a [(Vec<u32>, String)],
) -> Option<(&'a str, Span)> {
    let taken = &at(nodes, &place.way)[place.range.clone()];
    let layer = |span: Span| {
        let found = written.iter().find(|(files, _)| files.contains(&span.file));
        found.map(|(_, layer)| (layer.as_str(), span))
    };
    match change.action {
        Action::Replace | Action::Remove => spans(taken).into_iter().find_map(layer),
        // What a lower layer has put there is no longer what one thinks that one changes.
        Action::Change => taken.first().and_then(|node| layer(node.span)),
        Action::InsertBefore | Action::InsertAfter => None,
    }
}

/// The places of nodes, of all that is in them, and of their attributes.
fn spans(nodes: &[Node]) -> Vec<Span> {
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

fn report_clash(
    change: &Override,
    layer: &str,
    other: Option<(&str, Span)>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let of = &change.of.0;
    match (&change.over, other) {
        (Some((named, _)), Some((other, _))) if named == other => None,
        (_, Some((other, there))) => {
            let there = sources.origin(there);
            let message =
                format!("`{of}` is changed by `{other}`, too, and `{layer}` would undo that");
            let finding = Diagnostic::new(Code::LayerClash, change.of.1, message)
                .help(format!("`{other}` changes it at {there}"));
            Some(finding.help(format!(
                "is that meant? then say so: `of={of} over={other}`; or change something smaller"
            )))
        }
        (Some((named, place)), None) => {
            let message = format!("`{named}` changes nothing of `{of}` any more, or never did");
            Some(
                Diagnostic::new(Code::BadOverride, *place, message)
                    .help(format!("take `over={named}` out")),
            )
        }
        (None, None) => None,
    }
}

fn unknown(
    nodes: &[Node],
    change: &Override,
    removed: &[Removed],
    sources: &Sources,
) -> Diagnostic {
    let (of, span) = &change.of;
    if let Some(Removed { layer, by, .. }) = removed.iter().find(|removed| removed.of == *of) {
        let message = format!("`{of}` was taken out by `{layer}`");
        let there = sources.origin(*by);
        return Diagnostic::new(Code::BadOverride, *span, message)
            .help(format!("it is taken out at {there}: take this change out, or that one"));
    }
    let mut known = Vec::new();
    ids(nodes, &mut known);
    let message = format!("there is no `{of}` here any more, or never was");
    Diagnostic::new(Code::BadOverride, *span, message)
        .did_you_mean(of, known.iter().map(String::as_str))
        .help("`packwright model` shows all ids")
}

/// Where something stands: the way to its list of nodes, and which of them it is.
struct Place {
    way: Vec<usize>,
    range: std::ops::Range<usize>,
}

/// Every place that an id means.
fn find(nodes: &[Node], of: &str) -> Vec<Place> {
    let mut steps = of.split('/');
    let first = steps.next().unwrap_or("");
    let mut places = Vec::new();
    collect(nodes, 0..nodes.len(), first, &mut Vec::new(), &mut places);
    for step in steps {
        let mut inner = Vec::new();
        for mut place in places {
            let list = at(nodes, &place.way);
            if let NodeKind::Container(container) = &list[place.range.start].kind {
                place.way.push(place.range.start);
                let all = 0..container.children.len();
                collect(&container.children, all, step, &mut place.way, &mut inner);
            } else {
                // What a heading governs stands beside it.
                let governed = place.range.start + 1..place.range.end;
                collect(list, governed, step, &mut place.way, &mut inner);
            }
        }
        places = inner;
    }
    places
}

fn collect(
    nodes: &[Node],
    range: std::ops::Range<usize>,
    id: &str,
    way: &mut Vec<usize>,
    places: &mut Vec<Place>,
) {
    for index in range {
        if own_id(&nodes[index]).is_some_and(|own| own == id) {
            places.push(Place { way: way.clone(), range: index..end(nodes, index) });
        }
        if let NodeKind::Container(container) = &nodes[index].kind {
            way.push(index);
            collect(&container.children, 0..container.children.len(), id, way, places);
            way.pop();
        }
    }
}

/// The id of a heading or container: its own, or for a heading that made from its words.
fn own_id(node: &Node) -> Option<String> {
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

fn ids(nodes: &[Node], out: &mut Vec<String>) {
    for node in nodes {
        out.extend(own_id(node));
        if let NodeKind::Container(container) = &node.kind {
            ids(&container.children, out);
        }
    }
}

fn at<'a>(nodes: &'a [Node], way: &[usize]) -> &'a [Node] {
    way.iter().fold(nodes, |nodes, step| match &nodes[*step].kind {
        NodeKind::Container(container) => &container.children,
        _ => &[],
    })
}

fn at_mut<'a>(nodes: &'a mut Vec<Node>, way: &[usize]) -> Option<&'a mut Vec<Node>> {
    way.iter().try_fold(nodes, |nodes, step| match &mut nodes.get_mut(*step)?.kind {
        NodeKind::Container(container) => Some(&mut container.children),
        _ => None,
    })
}

/// Makes one change and gives the places of what it was made to.
fn take(
    nodes: &mut Vec<Node>,
    place: &Place,
    change: &Override,
    findings: &mut Findings,
) -> Vec<Span> {
    let Some(list) = at_mut(nodes, &place.way) else { return Vec::new() };
    let range = place.range.clone();
    let base = list[range.clone()].iter().map(|node| node.span).collect();
    let content = change.content.clone();
    match change.action {
        Action::Replace => drop(list.splice(range, content)),
        Action::InsertBefore => drop(list.splice(range.start..range.start, content)),
        Action::InsertAfter => drop(list.splice(range.end..range.end, content)),
        Action::Remove => drop(list.drain(range)),
        Action::Change => {
            if let Some(attributes) = attributes(&mut list[range.start]) {
                set(attributes, &change.attributes, findings);
            }
        }
    }
    base
}

fn attributes(node: &mut Node) -> Option<&mut Attributes> {
    match &mut node.kind {
        NodeKind::Heading { attributes, .. } => Some(attributes),
        NodeKind::Container(container) => Some(&mut container.attributes),
        _ => None,
    }
}

/// Sets attributes; `without="optional,when"` takes some out.
fn set(own: &mut Attributes, new: &Attributes, findings: &mut Findings) {
    for attribute in &new.list {
        if attribute.key == "without" {
            for key in attribute.value.as_deref().unwrap_or("").split(',').map(str::trim) {
                let before = own.list.len();
                own.list.retain(|old| old.key != key);
                if own.list.len() == before {
                    let known: Vec<String> = own.list.iter().map(|it| it.key.clone()).collect();
                    let message = format!("there is no attribute `{key}` to take out");
                    findings.push(
                        Diagnostic::new(Code::BadOverride, attribute.span, message)
                            .did_you_mean(key, known.iter().map(String::as_str)),
                    );
                }
            }
            continue;
        }
        match own.list.iter_mut().find(|old| old.key == attribute.key) {
            Some(old) => *old = attribute.clone(),
            None => own.list.push(attribute.clone()),
        }
    }
}
