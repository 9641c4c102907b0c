//! What an override file changes: a session or a document.

use crate::diag::{Findings, Sources};
use crate::read::{DocumentSource, FrontKey, FrontText, OverrideFile, SessionSource, What};
use crate::syntax::Node;

/// A session or a document.
pub enum Target<'a> {
    /// A session.
    Session(&'a mut SessionSource),
    /// A document.
    Document(&'a mut DocumentSource),
}

impl Target<'_> {
    /// Is it the one that is meant?
    pub fn is(&self, what: What, id: &str) -> bool {
        match self {
            Target::Session(session) => what == What::Session && session.id == id,
            Target::Document(document) => what == What::Document && document.id == id,
        }
    }

    /// Index of the file that it is written in.
    pub fn whole(&self) -> u32 {
        match self {
            Target::Session(it) => it.index,
            Target::Document(it) => it.index,
        }
    }

    /// The files that it is made of, and its body.
    pub fn text(&mut self) -> (&mut Vec<u32>, &mut Vec<Node>) {
        match self {
            Target::Session(it) => (&mut it.files, &mut it.body),
            Target::Document(it) => (&mut it.files, &mut it.body),
        }
    }

    /// Lays the keys of an override's front matter over its own; gives them, each with the one it takes
    /// the place of. Facts that cannot be understood then are reported, and the old ones stay.
    pub fn lay_facts(
        &mut self,
        file: &OverrideFile,
        sources: &Sources,
        findings: &mut Findings,
    ) -> Vec<(FrontKey, Option<FrontKey>)> {
        let own = file.facts.keys(sources);
        if own.is_empty() {
            return Vec::new();
        }
        let facts: &FrontText = match self {
            Target::Session(session) => &session.facts,
            Target::Document(document) => &document.facts,
        };
        let shared = facts.keys(sources);
        let merged = facts.laid_over(&file.facts, sources);
        let understood = match self {
            Target::Session(session) => {
                merged.parse(What::Session, sources, findings).map(|front| session.front = front)
            }
            Target::Document(document) => {
                merged.parse(What::Document, sources, findings).map(|front| document.front = front)
            }
        };
        if understood.is_none() {
            return Vec::new();
        }
        match self {
            Target::Session(session) => session.facts = merged,
            Target::Document(document) => document.facts = merged,
        }
        let base = |key: &FrontKey| shared.iter().find(|it| it.key == key.key).cloned();
        own.into_iter().map(|key| (key.clone(), base(&key))).collect()
    }
}
