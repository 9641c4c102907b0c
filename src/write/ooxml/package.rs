//! Open Packaging Conventions (ECMA-376 part 2): parts, relationships and content types in a zip.

use super::archive::{Archive, Packings};
use super::xml::Xml;
use std::collections::BTreeMap;

/// A part's name below the package's root, without the leading slash: `word/document.xml`.
pub type PartName = String;

/// Relationship types that several formats use (ECMA-376 part 1, 12 to 15).
#[allow(missing_docs)] // the names are those of the standard
pub mod relationship {
    pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    pub const CORE: &str =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
}

/// A package being put together.
#[derive(Clone, Debug, Default)]
pub struct Package {
    parts: BTreeMap<PartName, Part>,
    relations: BTreeMap<PartName, Vec<Relation>>,
}

#[derive(Clone, Debug)]
struct Part {
    content_type: String,
    bytes: Vec<u8>,
}

#[derive(Clone, Debug)]
struct Relation {
    id: String,
    kind: String,
    target: String,
    external: bool,
}

impl Package {
    /// Adds a part, or replaces it.
    pub fn add(&mut self, name: &str, content_type: &str, bytes: impl Into<Vec<u8>>) {
        let part = Part { content_type: content_type.to_owned(), bytes: bytes.into() };
        self.parts.insert(name.to_owned(), part);
    }

    /// Gives a part another content type.
    pub fn retype(&mut self, name: &str, content_type: &str) {
        if let Some(part) = self.parts.get_mut(name) {
            content_type.clone_into(&mut part.content_type);
        }
    }

    /// Is there a part of this name?
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// A part's bytes.
    pub fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(|part| part.bytes.as_slice())
    }

    /// A part's content type.
    pub fn content_type(&self, name: &str) -> Option<&str> {
        self.parts.get(name).map(|part| part.content_type.as_str())
    }

    /// Names of all parts, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Takes a part and its relationships out.
    pub fn remove(&mut self, name: &str) {
        self.parts.remove(name);
        self.relations.remove(name);
    }

    /// Takes out a part's relationships of a type (its last word).
    pub fn unrelate(&mut self, from: &str, kind: &str) {
        if let Some(relations) = self.relations.get_mut(from) {
            relations.retain(|relation| relation.kind.rsplit('/').next() != Some(kind));
        }
    }

    /// Takes out what no relationship leads to any longer.
    pub fn sweep(&mut self) {
        let mut reached = std::collections::BTreeSet::new();
        let mut waiting = vec![String::new()];
        while let Some(from) = waiting.pop() {
            for relation in self.relations.get(&from).into_iter().flatten() {
                let target = absolute(&from, &relation.target);
                if !relation.external && reached.insert(target.clone()) {
                    waiting.push(target);
                }
            }
        }
        self.parts.retain(|name, _| reached.contains(name));
        self.relations.retain(|name, _| name.is_empty() || reached.contains(name));
    }

    /// Relates a part (the package itself when `from` is empty) to another part, and gives the
    /// relationship's id; the same relationship is made once. `kind` is the whole type, or its last
    /// word where it is one of [`relationship::OFFICE`].
    pub fn relate(&mut self, from: &str, kind: &str, target: &str) -> String {
        let target = relative(from, target);
        self.relation(from, kind, target, false)
    }

    /// Relates a part to an address outside the package.
    pub fn relate_outside(&mut self, from: &str, kind: &str, address: &str) -> String {
        self.relation(from, kind, address.to_owned(), true)
    }

    /// Keeps a relationship with the id it has in a template.
    pub fn keep_relation(&mut self, from: &str, id: &str, kind: &str, target: &str, outside: bool) {
        let relation = Relation {
            id: id.to_owned(),
            kind: kind.to_owned(),
            target: target.to_owned(),
            external: outside,
        };
        self.relations.entry(from.to_owned()).or_default().push(relation);
    }

    /// Targets of a part's relationships of a type (its last word), with their ids.
    pub fn related(&self, from: &str, kind: &str) -> Vec<(String, PartName)> {
        let relations = self.relations.get(from).into_iter().flatten();
        relations
            .filter(|relation| !relation.external && relation.kind.rsplit('/').next() == Some(kind))
            .map(|relation| (relation.id.clone(), absolute(from, &relation.target)))
            .collect()
    }

    /// Ids of all of a part's relationships, those that lead outside too.
    pub fn related_ids(&self, from: &str) -> std::collections::BTreeSet<String> {
        let relations = self.relations.get(from).into_iter().flatten();
        relations.map(|relation| relation.id.clone()).collect()
    }

    fn relation(&mut self, from: &str, kind: &str, target: String, external: bool) -> String {
        let kind = match kind.contains('/') {
            true => kind.to_owned(),
            false => format!("{}{kind}", relationship::OFFICE),
        };
        let list = self.relations.entry(from.to_owned()).or_default();
        let same = |r: &&Relation| r.kind == kind && r.target == target && r.external == external;
        if let Some(relation) = list.iter().find(same) {
            return relation.id.clone();
        }
        let mut number = list.len() + 1;
        while list.iter().any(|relation| relation.id == format!("rId{number}")) {
            number += 1;
        }
        let id = format!("rId{number}");
        list.push(Relation { id: id.clone(), kind, target, external });
        id
    }

    /// The zip: content types first, then the package's relationships, then every part in the order
    /// of its name with its relationships behind it; no times, so that two builds give the same bytes.
    pub fn zip(&self) -> Vec<u8> {
        self.zip_with(&Packings::default())
    }

    /// The same, where parts that many files share are packed once.
    pub fn zip_with(&self, packings: &Packings) -> Vec<u8> {
        let mut zip = Archive::new();
        zip.file("[Content_Types].xml", self.content_types().as_bytes(), packings);
        if let Some(relations) = self.relations.get("") {
            zip.file("_rels/.rels", relations_part(relations).as_bytes(), packings);
        }
        for (name, part) in &self.parts {
            zip.file(name, &part.bytes, packings);
            if let Some(relations) = self.relations.get(name) {
                zip.file(&relations_name(name), relations_part(relations).as_bytes(), packings);
            }
        }
        zip.finish()
    }

    /// ECMA-376 part 2, 10.1.2: a default for an extension that all its parts share, an override for
    /// every other part.
    fn content_types(&self) -> String {
        const DEFAULTS: &[(&str, &str)] = &[
            ("jpeg", "image/jpeg"),
            ("png", "image/png"),
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("svg", "image/svg+xml"),
            ("xml", "application/xml"),
        ];
        let mut xml = Xml::part();
        let space = "http://schemas.openxmlformats.org/package/2006/content-types";
        xml.open("Types", &[("xmlns", space)]);
        for (extension, kind) in DEFAULTS {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        for (name, part) in &self.parts {
            let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            if !DEFAULTS.contains(&(extension.as_str(), part.content_type.as_str())) {
                let name = format!("/{name}");
                xml.empty("Override", &[("PartName", &name), ("ContentType", &part.content_type)]);
            }
        }
        xml.finish()
    }
}

fn relations_part(relations: &[Relation]) -> String {
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    xml.open("Relationships", &[("xmlns", space)]);
    for relation in relations {
        let mut attributes = vec![
            ("Id", relation.id.as_str()),
            ("Type", &relation.kind),
            ("Target", &relation.target),
        ];
        if relation.external {
            attributes.push(("TargetMode", "External"));
        }
        xml.empty("Relationship", &attributes);
    }
    xml.finish()
}

/// Where a part's relationships stand (ECMA-376 part 2, 9.3.3).
pub(super) fn relations_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// A target as seen from the folder of a part.
fn relative(from: &str, target: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = target.split('/').collect();
    let folders = &from[..from.len() - 1];
    let shared = folders.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(folders.len() - shared);
    format!("{up}{}", to[shared..].join("/"))
}

/// The part that a relative target of a part means.
pub(super) fn absolute(from: &str, target: &str) -> PartName {
    if let Some(rooted) = target.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    folders.join("/")
}
