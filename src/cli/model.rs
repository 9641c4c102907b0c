//! `packwright model`

use super::options::{Format, Whose};
use super::{Failure, Outcome, print, report};
use crate::diag::Findings;
use crate::pack::{Prepared, Selection};
use crate::part::DocumentKind;
use crate::plan::Choice;
use crate::read::{self, Programme, SessionSource};
use crate::resolve::{self, Named};
use crate::world::World;
use clap::Args;
use serde_json::{Value, json};

/// Options of `model`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    whose: Whose,
    /// The session, by id or number
    #[arg(long, value_name = "SESSION", required_unless_present = "document")]
    session: Option<String>,
    /// A document of the programme, by id
    #[arg(long, value_name = "DOCUMENT", conflicts_with = "session")]
    document: Option<String>,
    /// Only the ids by which an organisation can change something, with the first words of each
    #[arg(long)]
    ids: bool,
}

/// Prints what is in a session or a document, with nothing left to choose or to look up.
pub fn run(world: &World, options: &Options) -> Outcome {
    if options.ids {
        return ids(world, options);
    }
    let prepared = super::prepared(world, &options.whose)?;
    match (&options.session, &options.document) {
        (Some(id), _) => session(&prepared, id),
        (None, id) => paper(&prepared, id.as_deref().unwrap_or_default()),
    }
}

/// What an override can name in a session or a document, as the layers below it have left it.
fn ids(world: &World, options: &Options) -> Outcome {
    let mut found = Findings::default();
    let (mut sources, programme) = read::read(world, &mut found);
    let organisation = options.whose.asked().organisation;
    let layers = match &organisation {
        Some(id) => read::layers(world, id, &mut sources, &mut found),
        None => Some(Vec::new()),
    };
    let (Some(programme), Some(layers)) = (programme, layers) else {
        report::findings(found, &sources, Format::Text);
        return Err(Failure("the programme cannot be read".to_owned()));
    };
    let programme = Programme { sources, ..programme };
    let programme = resolve::lay_over(programme, &layers, &mut found).programme;
    let number = |it: &SessionSource| options.session == Some(it.number.to_string());
    let is = |id: &String| options.session.as_ref().or(options.document.as_ref()) == Some(id);
    let body = match options.session {
        Some(_) => programme.sessions.iter().find(|it| is(&it.id) || number(it)).map(|it| &it.body),
        None => programme.documents.iter().find(|it| is(&it.id)).map(|it| &it.body),
    };
    let named =
        resolve::named(body.ok_or("there is nothing of this id; `packwright list` shows all")?);
    let wide = |of: fn(&Named) -> &str| named.iter().map(|it| of(it).len()).max().unwrap_or(0);
    let (of, kind) = (wide(|it| &it.of), wide(|it| &it.kind));
    let room = report::width().saturating_sub(of + kind + 4).max(20);
    for it in &named {
        let words = match it.words.char_indices().nth(room) {
            Some((at, _)) => format!("{}…", it.words[..at].trim_end()),
            None => it.words.clone(),
        };
        print(format!("{:of$}  {:kind$}  {words}", it.of, it.kind).trim_end());
    }
    Ok(true)
}

/// A document of the programme: facts and parts.
fn paper(prepared: &Prepared, id: &str) -> Outcome {
    let all = &prepared.edition.documents;
    let Some(document) = all.iter().find(|document| document.id == id) else {
        let known: Vec<&str> = all.iter().map(|document| document.id.as_str()).collect();
        let known = known.join(", ");
        return Err(Failure(format!("there is no document `{id}`\nhelp: known: {known}")));
    };
    // All shapes of a document say the same.
    let first = prepared.paper(document).into_iter().next();
    let model: Value = json!({ "id": id, "document": first });
    print(&serde_json::to_string_pretty(&model).unwrap_or_default());
    Ok(true)
}

/// A session: facts, slides, worksheets, the guide's parts, and what is said beside each slide.
fn session(prepared: &Prepared, id: &str) -> Outcome {
    let selection = Selection { sessions: vec![id.to_owned()], ..Selection::default() };
    let mut unknown = Findings::default();
    selection.check(&prepared.edition, &mut unknown);
    let session = prepared.edition.sessions.iter().find(|session| selection.takes(session));
    let Some(session) = session.filter(|_| unknown.is_empty()) else {
        report::findings(unknown, &prepared.edition.sources, Format::Text);
        return Err(Failure(format!("there is no session `{id}`")));
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
