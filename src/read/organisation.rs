//! The layers of an organisation's edition: its own file, and those of the organisations it extends.

use super::lock::{Lock, lock_path};
use super::overrides::{self, OverrideFile};
use super::source::What;
use super::{DocumentSource, SessionSource, documents, parsed, session, take_in};
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::model::OrganisationFile;
use crate::world::World;
use std::collections::BTreeMap;

/// One layer of an edition as it was written.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Id of the organisation: its folder's name.
    pub id: String,
    /// Its folder below the sources folder.
    pub folder: String,
    /// Index of its file in the sources.
    pub index: u32,
    /// What it says.
    pub file: OrganisationFile,
    /// What it changes.
    pub overrides: Vec<OverrideFile>,
    /// Sessions of its own, or in the place of shared ones of the same id.
    pub sessions: Vec<SessionSource>,
    /// Documents of its own, or in the place of shared ones of the same id.
    pub documents: Vec<DocumentSource>,
    /// Folders of documents that could not be read.
    pub unread: Vec<String>,
    /// What the shared ones were whose place they take, by the path of each: `sessions/check-in`.
    pub locks: BTreeMap<String, Lock>,
}

/// Where organisations stand below the sources folder.
const FOLDER: &str = "organisations";

/// Ids of every organisation, sorted.
pub fn organisations(world: &World) -> Vec<String> {
    let file = |id: &String| world.has(&format!("{FOLDER}/{id}/organisation.toml"));
    world.folders(FOLDER).into_iter().filter(file).collect()
}

/// The layers of an organisation's edition, the one that all extend first. `None`, with findings,
/// when one of them is not there or cannot be read.
pub fn layers(
    world: &World,
    id: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Vec<Layer>> {
    let known = organisations(world);
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = (id.to_owned(), None::<Span>);
    loop {
        let (id, named) = next;
        if !known.contains(&id) {
            let finding = Diagnostic::new(
                Code::UnknownReference,
                named,
                format!("there is no organisation `{id}`"),
            );
            findings.push(finding.did_you_mean(&id, known.iter().map(String::as_str)).help(
                format!("an organisation is a folder: `sources/{FOLDER}/{id}/organisation.toml`"),
            ));
            return None;
        }
        if layers.iter().any(|layer| layer.id == id) {
            let chain: Vec<&str> = layers.iter().map(|layer| layer.id.as_str()).collect();
            let message = format!("`{id}` extends itself: {} → {id}", chain.join(" → "));
            findings.push(
                Diagnostic::new(Code::CircularInclude, named, message)
                    .help("take out one `extends` of the circle"),
            );
            return None;
        }
        let layer = read(world, &id, sources, findings)?;
        let parent = layer.file.extends.as_ref().map(|parent| {
            let span = Span::new(layer.index, parent.span().start, parent.span().end);
            (parent.get_ref().clone(), Some(span))
        });
        layers.insert(0, layer);
        match parent {
            Some(parent) => next = parent,
            None => return Some(layers),
        }
    }
}

fn read(world: &World, id: &str, sources: &mut Sources, findings: &mut Findings) -> Option<Layer> {
    let folder = format!("{FOLDER}/{id}");
    let path = format!("{folder}/organisation.toml");
    let index = take_in(world, &path, sources, findings)?;
    let file = parsed(sources, index, "organisation", findings)?;
    let overrides = overrides::read(world, &folder, sources, findings);
    let root = format!("{folder}/");
    let own = world.folders(&format!("{root}{}", What::Session.folder()));
    let sessions = own.iter().filter_map(|id| session(world, &root, id, 0, sources, findings));
    let sessions: Vec<SessionSource> = sessions.collect();
    let (documents, unread) = documents(world, &root, sources, findings);
    let own_sessions = sessions.iter().map(|it| (What::Session, &it.id));
    let own = own_sessions.chain(documents.iter().map(|it| (What::Document, &it.id)));
    let lock = |(what, id): (What, &String)| {
        let path = lock_path(&what.path(&root, id));
        (format!("{}/{id}", what.folder()), overrides::lock(world, &path, findings))
    };
    let locks = own.map(lock).collect();
    Some(Layer {
        id: id.to_owned(),
        folder,
        index,
        file,
        overrides,
        sessions,
        documents,
        unread,
        locks,
    })
}
