//! An edition in another language: gettext PO files are made from the sources, kept up with them, and
//! put in the place of the author's texts in the syntax tree, after an organisation's changes and
//! conditions and before terms are expanded, so that every format has them. Ids stay as they are.

mod catalogues;
mod facts;
mod ids;
mod message;
mod po;
mod quotes;
mod translator;
mod update;
mod walk;

pub use catalogues::{languages, path, units};
pub use facts::programme;
pub use po::{Catalogue, Damage, Entry};
pub use translator::{Count, Translator};
pub use update::{Unit, count, extracted, is_source, merge, template, words};

use crate::diag::{Findings, Sources};
use crate::model::ProgrammeFile;
use crate::read::Layer;
use crate::world::World;
use catalogues::{Catalogues, Found};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The unit of the programme's own facts and terms.
pub const PROGRAMME: &str = "programme";
/// The unit of the words that layouts print.
pub const LAYOUTS: &str = "layouts";

/// The language of an edition, and what is known of it.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    /// BCP 47 tag of the edition's language.
    pub language: String,
    /// That of the sources.
    pub source: String,
    /// The programme's facts and terms in the language of the sources, for what is not translated.
    pub facts: Option<Arc<ProgrammeFile>>,
    catalogues: Catalogues,
}

impl Translation {
    /// The translation of an edition into a language; of its own sources none is needed.
    pub fn read(
        world: &World,
        layers: &[Layer],
        (source, language): (&str, &str),
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Self {
        let catalogues = match same_language(source, language) {
            true => Catalogues::default(),
            false => Catalogues::read(world, layers, language, sources, findings),
        };
        Self { language: language.to_owned(), source: source.to_owned(), facts: None, catalogues }
    }

    /// Is the edition in another language than its sources?
    pub fn is_needed(&self) -> bool {
        !same_language(&self.source, &self.language)
    }

    /// Indices of the PO files of a folder below the sources folder.
    pub fn files(&self, folder: &str) -> Vec<u32> {
        self.catalogues.files(&unit(folder)).collect()
    }

    /// Puts the words of layouts that PO files have over those of the layouts themselves; `english`
    /// are the words as they are translated from.
    pub fn words(&self, english: &BTreeMap<String, String>, words: &mut BTreeMap<String, String>) {
        for (key, word) in english {
            let found = self.catalogues.find(LAYOUTS, &format!("{LAYOUTS}.{key}"), word);
            if let Found::Text(text, _) = found {
                words.insert(key.clone(), text.to_owned());
            }
        }
    }
}

/// What the PO file of a folder is called: an organisation's own session as a shared one.
fn unit(folder: &str) -> String {
    let mut names: Vec<&str> = folder.split('/').rev().take(2).collect();
    names.reverse();
    names.join("/")
}

/// Is a PO file, by its path below the sources folder, one of a language?
pub fn is_of(path: &str, language: &str) -> bool {
    format!("/{path}").contains(&format!("/{}/{language}/", catalogues::FOLDER))
}

/// Is it a language tag as in BCP 47: letters and digits, parted by hyphens, the language itself first?
pub fn is_tag(tag: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let primary = tag.split('-').next().unwrap_or_default();
    let named = (2..=3).contains(&primary.len()) && primary.chars().all(|c| c.is_ascii_lowercase());
    named && tag.split('-').all(part)
}

/// Are two tags of one language, whatever the region? PO files write `cy_GB`, we `cy-GB`.
pub fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    primary(one) == primary(other)
}
