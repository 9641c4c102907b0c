//! Stable ids: the author's own, or made from a title, unique within their kind.

use super::Context;
use crate::diag::{Code, Diagnostic, Span};
use std::collections::HashMap;

/// Ids in use.
#[derive(Default)]
pub struct Ids(HashMap<String, Option<Span>>);

impl Ids {
    /// Takes the author's id, or makes one from the title. Reports an author's id that is taken.
    pub fn claim(
        &mut self,
        given: Option<&(String, Span)>,
        title: &str,
        cx: &mut Context,
    ) -> String {
        match given {
            Some((id, span)) => {
                if self.0.insert(id.clone(), Some(*span)).is_some() {
                    let message = format!("the id `{id}` is used twice");
                    cx.report(
                        Diagnostic::new(Code::DuplicateId, *span, message)
                            .help("give each an id of its own"),
                    );
                }
                id.clone()
            }
            None => {
                let base = slug(title);
                let mut id = base.clone();
                let mut number = 2;
                while self.0.contains_key(&id) {
                    id = format!("{base}-{number}");
                    number += 1;
                }
                self.0.insert(id.clone(), None);
                id
            }
        }
    }
}

/// A title as an id: lower case letters, digits and hyphens.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            '’' | '\'' => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "untitled".to_owned() } else { out.to_owned() }
}
