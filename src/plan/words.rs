//! The words that layouts print, by language: `words.<language>.toml` beside the layouts.

use crate::resolve::Calendar;
use crate::world::World;
use serde::Serialize;
use std::collections::BTreeMap;

/// Interface words by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The words of a theme in a language, over the English ones.
    pub fn read(world: &World, theme: &str, language: &str) -> Result<Self, String> {
        let mut words = BTreeMap::new();
        let primary = language.split('-').next().unwrap_or("en");
        let mut languages = vec!["en"];
        if primary != "en" {
            languages.push(primary);
        }
        for language in languages {
            let name = format!("words.{language}.toml");
            for bytes in world.layout_layers(theme, &name) {
                let table: BTreeMap<String, String> = toml::from_slice(&bytes)
                    .map_err(|error: toml::de::Error| format!("`{name}`: {}", error.message()))?;
                words.extend(table);
            }
        }
        Ok(Self(words))
    }

    /// How dates and lists of names are written.
    pub fn calendar(&self) -> Calendar {
        let names = |kind: &str, count: u32| {
            (1..=count).map(|n| self.get(&format!("{kind}-{n}")).to_owned()).collect()
        };
        Calendar {
            months: names("month", 12),
            weekdays: names("weekday", 7),
            date: self.get("date-written-out").to_owned(),
            from_to: self.get("dates-from-to").to_owned(),
            and: self.get("and").to_owned(),
        }
    }

    /// The word of a key; the key itself when there is none, so that a gap is seen.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }
}
