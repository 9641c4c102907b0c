//! `packwright list`

use super::options::Whose;
use super::{Outcome, print, report};
use crate::model::{Paper, Session};
use crate::pack;
use crate::part::{Document, plain};
use crate::plan::Choice;
use crate::resolve;
use crate::store::{Index, Store};
use crate::world::World;
use crate::write::{Format, formats};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Options of `list`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    whose: Whose,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Lists sessions with their documents and worksheets, then the documents of the programme.
pub fn run(world: &World, options: &Options) -> Outcome {
    let prepared = super::prepared(world, &options.whose)?;
    let edition = &prepared.edition;
    let folder = world.root().join("output").join(&edition.name);
    let mut index = Index::default();
    index.read(&Store::new(world.root()).index_path(&folder));
    let files = Files { index, folder };
    let session = |session: &Session| {
        let documents = prepared.documents(session, &Choice::default());
        describe(session, documents.iter().flat_map(|document| files.of(document)).collect())
    };
    let sessions: Vec<Value> = edition.sessions.iter().map(session).collect();
    let paper = |paper: &Paper| {
        json!({
            "id": paper.id, "title": paper.front.title, "form": paper.form, "size": paper.size,
            "files": prepared.papers(paper).iter().flat_map(|it| files.of(it)).collect::<Vec<_>>(),
            "reading": resolve::of_paper(paper),
        })
    };
    let papers: Vec<Value> = edition.documents.iter().map(paper).collect();
    let templates = files.of(&prepared.template());
    if options.json {
        let facts = &edition.programme.programme;
        let whole = json!({
            "programme": facts.title, "version": facts.version, "edition": edition.name,
            "sessions": sessions, "documents": papers, "templates": templates,
        });
        print(&serde_json::to_string_pretty(&whole).unwrap_or_default());
    } else {
        sessions.iter().for_each(|session| print(&text(session)));
        papers.iter().for_each(|paper| print(&paper_text(paper)));
        templates.iter().for_each(|file| print(&template_text(file)));
    }
    Ok(true)
}

/// The files in the output.
struct Files {
    index: Index,
    folder: PathBuf,
}

impl Files {
    /// A document in each of its formats.
    fn of(&self, document: &Document) -> Vec<Value> {
        let file = |format: &Format| {
            let path = pack::path(document, *format);
            let pages = self.index.get(&self.folder.join(&path)).map(|record| record.pages);
            json!({ "path": path, "title": document.info.title, "pages": pages })
        };
        formats(document).iter().map(file).collect()
    }
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
        "reading": resolve::of_session(session),
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
    push_reading(&session["reading"], &mut out);
    push_files(&session["documents"], &mut out);
    out
}

fn paper_text(paper: &Value) -> String {
    let words = |key: &str| paper[key].as_str().unwrap_or("").to_owned();
    let mut out = format!(" –  {}  ({})\n    {}", words("title"), words("form"), words("id"));
    push_reading(&paper["reading"], &mut out);
    push_files(&paper["files"], &mut out);
    out
}

/// How hard it is to read, where there is enough text to tell.
fn push_reading(reading: &Value, out: &mut String) {
    if let (Some(ease), Some(grade)) = (reading["ease"].as_f64(), reading["grade"].as_f64()) {
        out.push_str(&format!("  (reading ease {ease:.0}, grade {grade:.1})"));
    }
}

fn push_files(files: &Value, out: &mut String) {
    for file in files.as_array().into_iter().flatten() {
        let pages = file["pages"].as_u64().map_or("not built".to_owned(), |pages| match pages {
            0 => "for Word".to_owned(),
            pages => report::count(pages as usize, "page"),
        });
        let path = file["path"].as_str().unwrap_or("");
        out.push_str(&format!("\n      {path}  {pages}"));
    }
}

fn template_text(file: &Value) -> String {
    format!("    {}", file["path"].as_str().unwrap_or(""))
}
