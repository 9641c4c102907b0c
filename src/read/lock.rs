//! The lock file beside an override file: what the shared text was when each change was written, so
//! that it is seen when it has changed since.

use serde::{Deserialize, Serialize};

/// A lock file: `<id>.lock.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// What each change was made to.
    #[serde(default, rename = "override")]
    pub overrides: Vec<Locked>,
}

/// What a change was made to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locked {
    /// The id as the override names it.
    pub of: String,
    /// Hash of the text.
    pub hash: String,
    /// The text.
    pub text: String,
}

impl Lock {
    /// Reads a lock file; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    /// As a file.
    pub fn text(&self) -> String {
        let body = toml::to_string_pretty(self).unwrap_or_default();
        format!(
            "# Written by `packwright accept`: what the shared text was. Not to be edited.\n\n{body}"
        )
    }

    /// What the shared text was when a change was accepted; a note that was edited counts for nothing.
    pub fn then(&self, id: &str) -> Option<&str> {
        let locked = self.overrides.iter().find(|locked| locked.of == id)?;
        let sound = locked.hash == crate::part::hash(locked.text.as_bytes());
        sound.then_some(locked.text.as_str())
    }

    /// Takes note of what a change is made to now. Notes stand in the order of their ids, so that two
    /// people who take note of different changes do so on different lines.
    pub fn set(&mut self, of: &str, text: &str) {
        let locked = Locked {
            of: of.to_owned(),
            hash: crate::part::hash(text.as_bytes()),
            text: text.to_owned(),
        };
        match self.overrides.iter_mut().find(|locked| locked.of == of) {
            Some(old) => *old = locked,
            None => self.overrides.push(locked),
        }
        self.overrides.sort_by(|a, b| a.of.cmp(&b.of));
    }

    /// Forgets what is changed no more.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        self.overrides.retain(|locked| wanted(&locked.of));
    }
}

/// Path of the lock file of an override file.
pub fn lock_path(override_path: &str) -> String {
    format!("{}.lock.toml", override_path.trim_end_matches(".md"))
}
