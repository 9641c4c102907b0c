//! Leaves out what the edition's flags do not select. A heading's condition governs everything up
//! to the next heading of its level or above; what then has nothing left in it goes, too.

use super::when::When;
use super::{Profile, find};
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::syntax::{Attributes, Node, NodeKind, ONLY};

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
        let chosen = find::attributes(node).is_none_or(|given| holds(given, profile, findings));
        let selected = one(node, profile, findings);
        if skipping.is_some() || (!chosen && level.is_none()) {
            // A footnote stands where its author put it; others may refer to it, too.
            out.extend(selected.into_iter().filter(is_footnote));
            continue;
        }
        match level {
            Some(level) if !chosen => skipping = Some(level),
            _ => out.extend(selected),
        }
    }
    out
}

fn is_footnote(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Footnote { .. })
}

/// What is left of a node: itself, the content of an `only`, or nothing.
fn one(node: &Node, profile: &Profile, findings: &mut Findings) -> Vec<Node> {
    let mut node = node.clone();
    let is_left = match &mut node.kind {
        NodeKind::Container(container) => {
            let children = select(&container.children, profile, findings);
            if container.name == ONLY {
                container.attributes.expect_only(&[], findings);
                expect_condition(&container.attributes, container.name_span, findings);
                return children;
            }
            container.children = children;
            true
        }
        NodeKind::List { items, .. } => {
            let before = items.len();
            items.retain_mut(|item| {
                let children = select(&item.children, profile, findings);
                let is_left = !children.is_empty() || item.children.is_empty();
                item.children = children;
                holds(&item.attributes, profile, findings) && is_left
            });
            before == 0 || !items.is_empty()
        }
        NodeKind::Quote(children) => {
            let before = children.len();
            *children = select(children, profile, findings);
            before == 0 || !children.is_empty()
        }
        NodeKind::Table { rows, .. } => {
            let before = rows.len();
            rows.retain(|row| holds(&row.attributes, profile, findings));
            before == 0 || !rows.is_empty()
        }
        NodeKind::Footnote { children, .. } => {
            *children = select(children, profile, findings);
            true
        }
        NodeKind::Heading { .. }
        | NodeKind::Paragraph(_)
        | NodeKind::Code { .. }
        | NodeKind::Rule => true,
    };
    is_left.then_some(node).into_iter().collect()
}

/// An `only` without a condition is a mistake: it says nothing.
fn expect_condition(attributes: &Attributes, place: Span, findings: &mut Findings) {
    if attributes.get("when").is_none() {
        findings.push(
            Diagnostic::new(Code::BadWhen, place, format!("`{ONLY}` does not say when"))
                .help(format!("write `::: {ONLY} {{when=virtual}}`")),
        );
    }
}

fn holds(attributes: &Attributes, profile: &Profile, findings: &mut Findings) -> bool {
    attributes
        .value("when")
        .is_none_or(|text| condition(text, attributes.place("when"), profile, findings))
}

/// Does a condition hold? One that cannot be understood is reported, and holds.
pub fn condition(text: &str, place: Span, profile: &Profile, findings: &mut Findings) -> bool {
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
