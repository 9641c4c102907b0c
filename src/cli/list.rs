//! `packwright list`

use super::{Outcome, print, report};
use crate::model::Session;
use crate::pack;
use crate::part::plain;
use crate::plan::Choice;
use crate::store::{Index, Store};
use crate::world::World;
use crate::write::formats;
use clap::Args;
use serde_json::{Value, json};

/// Options of `list`.
#[derive(Args)]
pub struct Options {
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Lists sessions, their documents and worksheets.
pub fn run(world: &World, options: &Options) -> Outcome {
    let prepared = super::prepared(world)?;
    let index = Index::read(&Store::new(world.root()).index_path());
    let edition = &prepared.edition;
    let folder = world.root().join("output").join(&edition.name);
    let mut sessions = Vec::new();
    for session in &edition.sessions {
        let documents: Vec<Value> = prepared
            .documents(session, &Choice::default())
            .iter()
            .flat_map(|document| {
                formats(document.kind).iter().map(move |format| (document, *format))
            })
            .map(|(document, format)| {
                let path = pack::path(document, format);
                let pages = index.get(&folder.join(&path)).map(|record| record.pages);
                json!({ "path": path, "title": document.info.title, "pages": pages })
            })
            .collect();
        sessions.push(describe(session, documents));
    }
    if options.json {
        let facts = &edition.programme.programme;
        let whole = json!({ "programme": facts.title, "version": facts.version, "edition": edition.name, "sessions": sessions });
        print(&serde_json::to_string_pretty(&whole).unwrap_or_default());
    } else {
        sessions.iter().for_each(|session| print(&text(session)));
    }
    Ok(true)
}

fn describe(session: &Session, documents: Vec<Value>) -> Value {
    let worksheets: Vec<Value> = session
        .worksheets
        .iter()
        .map(|w| json!({ "id": w.id, "title": w.title, "size": w.size, "copies": w.copies }))
        .collect();
    let activities: Vec<Value> = session
        .activities
        .iter()
        .map(|activity| {
            json!({
                "id": activity.id, "start": activity.start, "minutes": activity.minutes,
                "type": activity.kind, "optional": activity.optional,
                "title": plain(&crate::model::block::runs(&activity.title, &session.footnotes)),
            })
        })
        .collect();
    json!({
        "number": session.number, "id": session.id, "title": session.front.title,
        "workstream": session.front.workstream.value, "minutes": session.total(),
        "slides": session.slides.len(), "activities": activities, "worksheets": worksheets,
        "documents": documents,
    })
}

fn text(session: &Value) -> String {
    let minutes = session["minutes"].as_u64().unwrap_or(0) as u32;
    let mut out = format!(
        "{:>2}  {}  ({}, {}, {} slides)\n    {}",
        session["number"],
        session["title"].as_str().unwrap_or(""),
        session["workstream"].as_str().unwrap_or(""),
        crate::model::Minutes(minutes).words(),
        session["slides"],
        session["id"].as_str().unwrap_or(""),
    );
    for document in session["documents"].as_array().into_iter().flatten() {
        let pages =
            document["pages"].as_u64().map_or("not built".to_owned(), |pages| match pages {
                0 => "for Word".to_owned(),
                pages => report::count(pages as usize, "page"),
            });
        let path = document["path"].as_str().unwrap_or("");
        out.push_str(&format!("\n      {path}  {pages}"));
    }
    out
}
