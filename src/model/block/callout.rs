//! Set-off boxes: `::: callout {type=tip title="…"}`.

use super::{BlockKind, Place, parse_all};
use crate::model::Context;
use crate::model::attributes::Typed;
use crate::part::CalloutRole;
use crate::syntax::Container;

const TYPES: &[&str] = &["note", "tip", "warning", "example"];

fn role(word: &str) -> Option<CalloutRole> {
    match word {
        "note" => Some(CalloutRole::Note),
        "tip" => Some(CalloutRole::Tip),
        "warning" => Some(CalloutRole::Warning),
        "example" => Some(CalloutRole::Example),
        _ => None,
    }
}

pub(super) fn parse(container: &Container, place: Place, cx: &mut Context) -> Option<BlockKind> {
    let attributes = &container.attributes;
    attributes.expect_only(&["type", "title"], cx.findings);
    let role = attributes.one_of("type", TYPES, role, cx).unwrap_or(CalloutRole::Note);
    let blocks = parse_all(&container.children, place, cx);
    Some(BlockKind::Callout(role, attributes.words("title"), blocks))
}
