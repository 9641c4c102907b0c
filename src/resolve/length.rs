//! Full and short versions of sessions: which one an edition teaches, and what the short one leaves out.

use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::FrontMatter;
use crate::read::{Programme, SessionSource};
use crate::syntax::{Attributes, Node, NodeKind};
use std::collections::HashSet;

/// The versions of a session.
const LENGTHS: &[&str] = &["full", "short"];
/// The key for sessions that are not named.
const ALL: &str = "all";

/// Is a session taught in its short version? One that has none is taught in full.
pub fn is_short(programme: &Programme, source: &SessionSource) -> bool {
    let lengths = &programme.file.lengths;
    let length = lengths.get(&source.id).or_else(|| lengths.get(ALL));
    length.is_some_and(|length| length.get_ref() == "short") && source.front.short.is_some()
}

/// Has any session a short version that is not taught anyway?
pub fn has_short(programme: &Programme) -> bool {
    let another = |it: &SessionSource| it.front.short.is_some() && !is_short(programme, it);
    programme.sessions.iter().any(another)
}

/// Reports lengths that are none, of sessions that are not there or have no short version.
pub fn check(programme: &Programme, findings: &mut Findings) {
    for (id, length) in &programme.file.lengths {
        let place = |word: &str| {
            let files = ["organisation.toml", "programme.toml"];
            files.iter().find_map(|file| programme.sources.key(word, file))
        };
        if !LENGTHS.contains(&length.get_ref().as_str()) {
            let message = format!("`{}` is not one of: {}", length.get_ref(), LENGTHS.join(", "));
            let finding = Diagnostic::new(Code::BadProgramme, place(id), message)
                .did_you_mean(length.get_ref(), LENGTHS.iter().copied());
            findings.push(finding.help("write `full` or `short`"));
        }
        if id == ALL {
            continue;
        }
        match programme.sessions.iter().find(|session| session.id == *id) {
            Some(session) if length.get_ref() == "short" && session.front.short.is_none() => {
                let message = format!("the session `{id}` has no short version");
                findings.push(Diagnostic::new(Code::UnknownReference, place(id), message).help(
                    "add `short: 2h` to its front matter and mark activities as `optional`, or teach it in full",
                ));
            }
            Some(_) => {}
            // A session with errors of its own was reported and is not there.
            None if programme.file.sessions.iter().any(|listed| listed.get_ref() == id) => {}
            None => {
                let known = || programme.sessions.iter().map(|session| session.id.as_str());
                let message = format!("there is no session `{id}`");
                findings.push(
                    Diagnostic::new(Code::UnknownReference, place(id), message)
                        .did_you_mean(id, known().chain([ALL]))
                        .help("name a session of this edition, or `all`"),
                );
            }
        }
    }
}

/// The nodes without the activities marked optional. Footnotes stay: others may refer to them.
pub fn without_optional(nodes: Vec<Node>) -> Vec<Node> {
    let mut skipping = false;
    let mut kept = |node: &Node| {
        if let NodeKind::Heading { level: 1, attributes, .. } = &node.kind {
            skipping = attributes.flag("optional");
        }
        !skipping || matches!(node.kind, NodeKind::Footnote { .. })
    };
    nodes.into_iter().filter(|node| kept(node)).collect()
}

/// Takes out materials that only activities need which this edition leaves out.
pub fn leave_out_unused(front: &mut FrontMatter, all: &[Node], left: &[Node]) {
    let (all, left) = (resources(all), resources(left));
    front.materials.retain(|material| {
        let id = material.id.value.as_str();
        left.contains(id) || !all.contains(id)
    });
}

/// The ids of the materials that activities name.
fn resources(nodes: &[Node]) -> HashSet<&str> {
    let mut named = HashSet::new();
    for node in nodes {
        match &node.kind {
            NodeKind::Heading { level: 1, attributes, .. } => {
                named.extend(attributes.value("resources").unwrap_or("").split_whitespace());
            }
            NodeKind::Container(container) => named.extend(resources(&container.children)),
            _ => {}
        }
    }
    named
}

/// Does an id stand in the source of a session, whether or not this edition shows it? Then where.
pub fn left_out(nodes: &[Node], id: &str) -> Option<Span> {
    let own = |attributes: &Attributes| {
        attributes.id.as_ref().filter(|(own, _)| own == id).map(|(_, span)| *span)
    };
    nodes.iter().find_map(|node| match &node.kind {
        NodeKind::Heading { attributes, .. } => own(attributes),
        NodeKind::Container(container) => {
            own(&container.attributes).or_else(|| left_out(&container.children, id))
        }
        _ => None,
    })
}
