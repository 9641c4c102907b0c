//! The words that layouts print, by language: `words.<language>.toml` beside the layouts.

use crate::model::Words;
use crate::resolve::Calendar;
use crate::translate::Translation;
use crate::world::World;
use std::collections::BTreeMap;

/// The words of a theme in an edition's language, over the English ones; those of PO files go first.
pub fn read(world: &World, theme: &str, translation: &Translation) -> Result<Words, String> {
    let english = of_language(world, theme, "en")?;
    let mut words = english.clone();
    let primary = primary(&translation.language);
    if primary != "en" {
        words.extend(of_language(world, theme, primary)?);
    }
    translation.words(&english, &mut words);
    Ok(words.into())
}

/// The words that a theme has in one language, by its primary subtag; none when it has no such file.
pub fn of_language(
    world: &World,
    theme: &str,
    language: &str,
) -> Result<BTreeMap<String, String>, String> {
    let name = format!("words.{language}.toml");
    let mut words = BTreeMap::new();
    for bytes in world.layout_layers(theme, &name) {
        let table: BTreeMap<String, String> = toml::from_slice(&bytes)
            .map_err(|error: toml::de::Error| format!("`{name}`: {}", error.message()))?;
        words.extend(table);
    }
    Ok(words)
}

/// How dates and lists of names are written.
pub fn calendar(words: &Words) -> Calendar {
    let names = |kind: &str, count: u32| {
        (1..=count).map(|n| words.get(&format!("{kind}-{n}")).to_owned()).collect()
    };
    Calendar {
        months: names("month", 12),
        weekdays: names("weekday", 7),
        date: words.get("date-written-out").to_owned(),
        from_to: words.get("dates-from-to").to_owned(),
        and: words.get("and").to_owned(),
    }
}

/// The language of a tag without its region: `cy` of `cy-GB`.
pub fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or("en")
}
