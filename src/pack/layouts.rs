//! Which layout files a kind of document depends on: its own and all that it imports or reads.

use crate::part::{Document, DocumentKind, hash};
use crate::world::World;
use std::collections::{BTreeMap, HashMap};
use typst::syntax::{SyntaxKind, SyntaxNode, parse};

/// Hashes of the layout files, by kind of document.
pub struct LayoutHashes<'a> {
    world: &'a World,
    theme: &'a str,
    kinds: HashMap<DocumentKind, BTreeMap<String, String>>,
    deck: BTreeMap<String, String>,
}

impl<'a> LayoutHashes<'a> {
    /// For the layouts of a theme.
    pub fn new(world: &'a World, theme: &'a str) -> Self {
        Self { world, theme, kinds: HashMap::new(), deck: BTreeMap::new() }
    }

    /// The files of a document with their hashes.
    pub fn of(&mut self, document: &Document) -> BTreeMap<String, String> {
        let mut files = self.of_kind(document.kind);
        if document.twin.is_some() {
            self.collect(crate::write::pdf::BILINGUAL, &mut files);
        }
        files
    }

    fn of_kind(&mut self, kind: DocumentKind) -> BTreeMap<String, String> {
        if let Some(files) = self.kinds.get(&kind) {
            return files.clone();
        }
        let mut files = BTreeMap::new();
        self.collect(crate::write::pdf::layout_name(kind), &mut files);
        // Slides in miniature are pages of the deck.
        if matches!(kind, DocumentKind::Handout | DocumentKind::Guide) {
            self.collect(crate::write::pdf::layout_name(DocumentKind::Slides), &mut files);
        }
        self.kinds.insert(kind, files.clone());
        files
    }

    /// What a deck for PowerPoint takes from the layouts: the icons.
    pub fn of_deck(&mut self) -> BTreeMap<String, String> {
        if self.deck.is_empty() {
            let mut files = BTreeMap::new();
            self.icons(&mut files);
            self.deck = files;
        }
        self.deck.clone()
    }

    /// The template that an e-mail is filled into.
    pub fn of_mail(&self, document: &Document) -> BTreeMap<String, String> {
        let name = crate::write::html::template_name(&document.options.paper.form);
        let bytes = self.world.layout(self.theme, &name).unwrap_or_default();
        BTreeMap::from([(format!("layout {name}"), hash(&bytes))])
    }

    fn collect(&self, name: &str, files: &mut BTreeMap<String, String>) {
        let key = format!("layout {name}");
        if files.contains_key(&key) {
            return;
        }
        let Some(bytes) = self.world.layout(self.theme, name) else { return };
        files.insert(key, hash(&bytes));
        let text = String::from_utf8_lossy(&bytes);
        let mut named = Vec::new();
        strings(&parse(&text), &mut named);
        for name in named {
            if name == "icons/" {
                self.icons(files);
            } else if name.ends_with(".typ") {
                self.collect(name.trim_start_matches("/layouts/"), files);
            }
        }
    }

    /// Icons are few and small: a layout that reads one depends on all.
    fn icons(&self, files: &mut BTreeMap<String, String>) {
        let names = self.world.layout_names(self.theme, "icons");
        let bytes: Vec<u8> = names
            .iter()
            .flat_map(|name| self.world.layout(self.theme, name).unwrap_or_default().into_owned())
            .collect();
        files.insert("layout icons".to_owned(), hash(&bytes));
    }
}

/// Every string literal of a layout file: imports and reads name their files in one.
fn strings(node: &SyntaxNode, found: &mut Vec<String>) {
    if node.kind() == SyntaxKind::Str {
        found.push(node.leaf_text().trim_matches('"').to_owned());
    }
    node.children().for_each(|child| strings(child, found));
}
