//! Which pictures a document depends on.

use crate::part::{Body, Document, Part, hash};
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Hashes of pictures, each read once.
pub struct PictureHashes<'a> {
    world: &'a World,
    hashes: Mutex<BTreeMap<String, String>>,
}

impl<'a> PictureHashes<'a> {
    /// For the pictures of a project.
    pub fn new(world: &'a World) -> Self {
        Self { world, hashes: Mutex::default() }
    }

    /// The pictures of a document with their hashes.
    pub fn of(&self, document: &Document) -> BTreeMap<String, String> {
        let mut paths = Vec::new();
        for slide in &document.slides {
            slide.slots.figure.iter().for_each(|part| pictures(part, &mut paths));
            slide.slots.body.iter().for_each(|part| pictures(part, &mut paths));
            slide
                .slots
                .columns
                .iter()
                .flat_map(|c| &c.parts)
                .for_each(|part| pictures(part, &mut paths));
        }
        document
            .worksheets
            .iter()
            .flat_map(|w| &w.parts)
            .for_each(|part| pictures(part, &mut paths));
        document.parts.iter().for_each(|part| pictures(part, &mut paths));
        let twin = document.twin.iter().flat_map(|twin| &twin.parts);
        twin.for_each(|part| pictures(part, &mut paths));
        paths.extend(document.info.organisation.logos().cloned());
        paths
            .into_iter()
            .map(|path| {
                let world = self.world;
                let mut known = self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
                let made = known.entry(path.clone()).or_insert_with(|| {
                    world.picture_bytes(&path).map_or(String::new(), |bytes| hash(&bytes))
                });
                (format!("picture {path}"), made.clone())
            })
            .collect()
    }
}

/// Every picture in a part.
fn pictures(part: &Part, paths: &mut Vec<String>) {
    match &part.body {
        Body::Picture { path, .. } => paths.push(path.clone()),
        Body::List { items, .. } => {
            items.iter().flat_map(|item| &item.parts).for_each(|part| pictures(part, paths));
        }
        Body::Callout { children, .. } | Body::Group { children, .. } => {
            children.iter().for_each(|part| pictures(part, paths));
        }
        Body::Heading { .. }
        | Body::Text { .. }
        | Body::Table(_)
        | Body::Drawing { .. }
        | Body::Field { .. }
        | Body::Rule
        | Body::Break => {}
    }
}
