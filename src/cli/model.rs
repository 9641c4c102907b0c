//! `packwright model`

use super::options::{Format, Whose};
use super::{Failure, Outcome, print, report};
use crate::diag::Findings;
use crate::pack::Selection;
use crate::part::DocumentKind;
use crate::plan::Choice;
use crate::world::World;
use clap::Args;
use serde_json::{Value, json};

/// Options of `model`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    whose: Whose,
    /// The session, by id or number
    #[arg(long, value_name = "SESSION")]
    session: String,
}

/// Prints a resolved session: facts, slides, worksheets, the guide's parts, and what is said beside
/// each slide.
pub fn run(world: &World, options: &Options) -> Outcome {
    let prepared = super::prepared(world, &options.whose)?;
    let selection = Selection { sessions: vec![options.session.clone()], ..Selection::default() };
    let mut unknown = Findings::default();
    selection.check(&prepared.edition, &mut unknown);
    let session = prepared.edition.sessions.iter().find(|session| selection.takes(session));
    let Some(session) = session.filter(|_| unknown.is_empty()) else {
        report::findings(unknown, &prepared.edition.sources, Format::Text);
        return Err(Failure(format!("there is no session `{}`", options.session)));
    };
    // The guide shows everything: its document is the session's fullest picture.
    let documents = prepared.documents(session, &Choice::default());
    let of = |kind| documents.iter().find(|document| document.kind == kind);
    let notes = of(DocumentKind::Slides).map(|deck| &deck.notes);
    let guide = of(DocumentKind::Guide);
    let model: Value =
        json!({ "id": session.id, "number": session.number, "guide": guide, "notes": notes });
    print(&serde_json::to_string_pretty(&model).unwrap_or_default());
    Ok(true)
}
