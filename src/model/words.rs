//! The words that a document prints besides the author's own, in the edition's language: names of
//! activity types, labels in drawings, units. Which file they come from is known elsewhere.

use super::Minutes;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Interface words by key. Many hold on to them, so a copy costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    words: Arc<BTreeMap<String, String>>,
    second: Option<Arc<Words>>,
}

impl From<BTreeMap<String, String>> for Words {
    fn from(words: BTreeMap<String, String>) -> Self {
        Self { words: Arc::new(words), second: None }
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.words.serialize(serializer)
    }
}

impl Words {
    /// With those of the second language of a bilingual edition.
    pub fn with_second(&self, second: &Words) -> Self {
        Self { words: self.words.clone(), second: Some(Arc::new(second.clone())) }
    }

    /// Those of the second language; these themselves where there is none.
    pub fn second(&self) -> &Words {
        self.second.as_deref().unwrap_or(self)
    }

    /// The word of a key; the key itself when there is none, so that a gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// A sentence with its gaps filled: `{name}` stands for the fact of that name.
    pub fn say(&self, key: &str, facts: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let fact = facts.iter().find(|(known, _)| *known == name);
            out.push_str(fact.map_or(name, |(_, fact)| fact));
            rest = after;
        }
        out + rest
    }

    /// `45 min`, `3 h`, `2 h 30 min`, with no-break spaces between number and unit.
    pub fn length(&self, length: Minutes) -> String {
        let (hour, minute) = (self.get("hours-short"), self.get("min"));
        match (length.0 / 60, length.0 % 60) {
            (0, minutes) => format!("{minutes}\u{a0}{minute}"),
            (hours, 0) => format!("{hours}\u{a0}{hour}"),
            (hours, minutes) => format!("{hours}\u{a0}{hour} {minutes}\u{a0}{minute}"),
        }
    }

    /// Every key with its word.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, word)| (key.as_str(), word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_takes_its_facts_and_keeps_what_it_is_not_told() {
        let words = BTreeMap::from([("x".to_owned(), "{n} of {all}, {".to_owned())]);
        assert_eq!(Words::from(words).say("x", &[("n", "3")]), "3 of all, ");
    }
}
