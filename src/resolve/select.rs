//! Leaves out what the edition's flags do not select. A heading's condition governs everything up
//! to the next heading of its level or above.

use super::Profile;
use super::when::When;
use crate::diag::{Code, Diagnostic, Findings};
use crate::syntax::{Attributes, Node, NodeKind};

/// The nodes that the flags select; every condition is checked, also where nothing is selected.
pub fn select(nodes: &[Node], profile: &Profile, findings: &mut Findings) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    let mut skipping: Option<u8> = None;
    for node in nodes {
        let level = match &node.kind {
            NodeKind::Heading { level, .. } => Some(*level),
            _ => None,
        };
        if let (Some(level), Some(skipped)) = (level, skipping)
            && level <= skipped
        {
            skipping = None;
        }
        let chosen = attributes(node).is_none_or(|given| holds(given, profile, findings));
        let selected = one(node, profile, findings);
        // A footnote stands where its author put it; others may refer to it too.
        if skipping.is_some() {
            out.extend(matches!(node.kind, NodeKind::Footnote { .. }).then_some(selected));
            continue;
        }
        match (chosen, level) {
            (true, _) => out.push(selected),
            (false, Some(level)) => skipping = Some(level),
            (false, None) => {}
        }
    }
    out
}

fn attributes(node: &Node) -> Option<&Attributes> {
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

fn one(node: &Node, profile: &Profile, findings: &mut Findings) -> Node {
    let mut node = node.clone();
    if let NodeKind::Container(container) = &mut node.kind {
        container.children = select(&container.children, profile, findings);
    }
    node
}

fn holds(attributes: &Attributes, profile: &Profile, findings: &mut Findings) -> bool {
    let Some(text) = attributes.value("when") else { return true };
    let place = attributes.place("when");
    let when = match When::parse(text) {
        Ok(when) => when,
        Err(why) => {
            let message = format!("the condition `{text}` cannot be understood: {why}");
            findings.push(Diagnostic::new(Code::BadWhen, place, message).help(
                "combine names with `and`, `or`, `not` and brackets: `virtual and not system-wide`",
            ));
            return true;
        }
    };
    for flag in when.flags() {
        let known = || profile.known.iter().map(String::as_str);
        if !known().any(|name| name == flag) {
            let message = format!("unknown condition `{flag}`");
            findings.push(
                Diagnostic::new(Code::BadWhen, place, message)
                    .did_you_mean(flag, known())
                    .help(format!("known: {}", profile.known.join(", "))),
            );
        }
    }
    when.holds(&profile.flags)
}
