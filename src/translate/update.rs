//! The texts of the sources as PO entries, and a PO file brought up to them: what is translated stays,
//! what has changed a little is kept to be looked at again, what is gone is kept at the end.

use super::catalogues::Found;
use super::po::{Catalogue, Entry};
use super::translator::Count;
use super::walk;
use super::{LAYOUTS, PROGRAMME, facts, message, same_language};
use crate::diag::{Sources, Span};
use crate::model::{Facts, ProgrammeFile};
use crate::read::{Layer, Programme};
use polib::metadata::CatalogMetadata;
use std::collections::{BTreeMap, HashMap};

/// From this share of sameness on, an old translation is worth being looked at.
const ALIKE: f64 = 0.7;
/// Longer texts are compared by their beginnings, so that no file takes long.
const COMPARED: usize = 400;

/// What one PO file translates.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its name, for instance `sessions/check-in`.
    pub name: String,
    /// Its texts in their order, none translated.
    pub entries: Vec<Entry>,
}

/// Every unit of a programme: its facts, sessions and documents. With an organisation's layer, only
/// what that layer adds or says otherwise.
pub fn extracted(programme: &mut Programme, own: Option<&Layer>) -> Vec<Unit> {
    let mut units = vec![facts_of(programme, own)];
    let sources = &programme.sources;
    let belongs = |span: Span| match own {
        Some(layer) => sources.file(span.file).path.starts_with(&format!("{}/", layer.folder)),
        None => true,
    };
    for session in &mut programme.sessions {
        let mut unit = Collecting::new(sources, &session.folder);
        if belongs(Span::new(session.index, 0, 0)) {
            unit.front(session.index, session.front.texts_mut());
        }
        unit.nodes(&mut session.body, &belongs);
        units.push(unit.unit);
    }
    for document in &mut programme.documents {
        let mut unit = Collecting::new(sources, &document.folder);
        if belongs(Span::new(document.index, 0, 0)) {
            unit.front(document.index, document.front.texts_mut());
        }
        unit.nodes(&mut document.body, &belongs);
        units.push(unit.unit);
    }
    units.retain(|unit| !unit.entries.is_empty());
    units
}

/// The unit of the words of layouts that a language lacks.
pub fn words(
    english: &BTreeMap<String, String>,
    theirs: &BTreeMap<String, String>,
) -> Option<Unit> {
    let lacking = english.iter().filter(|(key, _)| !theirs.contains_key(*key));
    let entry = |(key, word): (&String, &String)| Entry {
        context: format!("{LAYOUTS}.{key}"),
        id: word.clone(),
        notes: "word that layouts print; keep what stands in braces".to_owned(),
        ..Entry::default()
    };
    let entries: Vec<Entry> = lacking.map(entry).collect();
    (!entries.is_empty()).then(|| Unit { name: LAYOUTS.to_owned(), entries })
}

fn facts_of(programme: &mut Programme, own: Option<&Layer>) -> Unit {
    let Programme { sources, file, .. } = programme;
    let path = own
        .map_or("programme.toml".to_owned(), |layer| format!("{}/organisation.toml", layer.folder));
    let mut unit = Collecting::new(sources, PROGRAMME);
    let mut file: ProgrammeFile = file.clone();
    facts::visit(&mut file, &mut |context, text| {
        // A fact that stands in the layer's file is that layer's own.
        let place = sources.word(text, &path);
        if facts::is_fact(text) && (own.is_none() || place.is_some()) {
            let place = place.map_or(path.clone(), |span| sources.origin(span).to_string());
            unit.add(context, text, "", place);
        }
    });
    unit.unit
}

/// A unit that is being collected: a text that stands in several places is one entry.
struct Collecting<'a> {
    sources: &'a Sources,
    unit: Unit,
    known: HashMap<(String, String), usize>,
}

impl<'a> Collecting<'a> {
    fn new(sources: &'a Sources, folder: &str) -> Self {
        let unit = Unit { name: super::unit(folder), entries: Vec::new() };
        Self { sources, unit, known: HashMap::new() }
    }

    fn add(&mut self, context: &str, id: &str, note: &str, place: String) {
        let id = id.trim();
        if !message::is_message(id) {
            return;
        }
        let key = (context.to_owned(), id.to_owned());
        let at = *self.known.entry(key).or_insert(self.unit.entries.len());
        match self.unit.entries.get_mut(at) {
            Some(entry) if entry.references.lines().any(|known| known == place) => {}
            Some(entry) => {
                entry.references.push('\n');
                entry.references.push_str(&place);
            }
            None => self.unit.entries.push(Entry {
                context: context.to_owned(),
                id: id.to_owned(),
                notes: note.to_owned(),
                references: place,
                ..Entry::default()
            }),
        }
    }

    fn front(&mut self, index: u32, texts: Vec<&mut String>) {
        for text in texts {
            let span = self.sources.words(index, text).unwrap_or(Span::new(index, 0, 0));
            let place = self.sources.origin(span).to_string();
            self.add("", text, "front matter", place);
        }
    }

    fn nodes(&mut self, nodes: &mut [crate::syntax::Node], belongs: &dyn Fn(Span) -> bool) {
        walk::nodes(nodes, &mut |text, spot| {
            if let (true, Some(id)) = (belongs(spot.span), text.message()) {
                let place = self.sources.origin(spot.span).to_string();
                self.add("", &id, spot.note, place);
            }
        });
    }
}

/// A PO file with nothing translated, for tools that begin with one.
pub fn template(unit: &Unit, programme: &str) -> String {
    let header = CatalogMetadata { language: String::new(), ..header(programme, "") };
    Catalogue { header, entries: unit.entries.clone(), ..Catalogue::default() }.write()
}

fn header(programme: &str, language: &str) -> CatalogMetadata {
    CatalogMetadata {
        project_id_version: programme.to_owned(),
        language: language.to_owned(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        ..CatalogMetadata::new()
    }
}

/// Brings a PO file up to the texts of a unit. `memory` are translations of the same texts elsewhere.
pub fn merge(
    old: Option<Catalogue>,
    unit: &Unit,
    memory: &HashMap<String, String>,
    (programme, language): (&str, &str),
) -> Catalogue {
    let mut old = old.unwrap_or_else(|| Catalogue {
        preamble: vec![format!("{}, into {language}", unit.name)],
        header: header(programme, language),
        ..Catalogue::default()
    });
    let key = |entry: &Entry| (entry.context.clone(), entry.id.clone());
    let mut before: BTreeMap<(String, String), Entry> = BTreeMap::new();
    for entry in old.obsolete.drain(..).chain(old.entries.drain(..)) {
        before.insert(key(&entry), entry);
    }
    let mut entries: Vec<Entry> = unit.entries.clone();
    for entry in &mut entries {
        if let Some(known) = before.remove(&key(entry)) {
            take(entry, known);
        }
    }
    for entry in entries.iter_mut().filter(|entry| entry.text.is_empty()) {
        if let Some(text) = memory.get(&entry.id).filter(|_| entry.context.is_empty()) {
            entry.text.clone_from(text);
        } else if let Some(like) = alike(entry, &before)
            && let Some(known) = before.remove(&like)
        {
            let was = known.id.replace('\n', " ");
            take(entry, known);
            entry.fuzzy = true;
            entry.notes = format!("{}\n{WAS}{was}", entry.notes).trim().to_owned();
        }
    }
    // Forms of a term that only this language has stay with it.
    let (forms, gone): (Vec<Entry>, Vec<Entry>) =
        before.into_values().partition(|entry| is_form(entry, unit));
    entries.extend(forms);
    let obsolete = gone.into_iter().filter(|entry| !entry.text.is_empty());
    let gone = |entry: Entry| Entry { references: String::new(), notes: String::new(), ..entry };
    Catalogue { entries, obsolete: obsolete.map(gone).collect(), ..old }
}

/// Is it another form of a term of the unit, such as a mutation: `terms.team.soft`?
fn is_form(entry: &Entry, unit: &Unit) -> bool {
    let term = |entry: &Entry| Some(entry.context.rsplit_once('.')?.0.to_owned());
    entry.context.starts_with("terms.")
        && unit.entries.iter().any(|known| known.id == entry.id && term(known) == term(entry))
}

/// What stands before the text that a fuzzy translation was made of.
const WAS: &str = "was: ";

/// Takes over what is known of an entry.
fn take(entry: &mut Entry, known: Entry) {
    if known.fuzzy
        && let Some(was) = known.notes.lines().find(|line| line.starts_with(WAS))
    {
        entry.notes = format!("{}\n{was}", entry.notes).trim().to_owned();
    }
    (entry.text, entry.fuzzy, entry.comments) = (known.text, known.fuzzy, known.comments);
}

/// The old entry that a new one was most likely made from.
fn alike(entry: &Entry, before: &BTreeMap<(String, String), Entry>) -> Option<(String, String)> {
    let start = |text: &str| text.chars().take(COMPARED).collect::<String>();
    let new = start(&entry.id);
    let share = |old: &Entry| {
        let old = start(&old.id);
        let (short, long) = (new.len().min(old.len()), new.len().max(old.len()));
        // Too different in length to be alike.
        if (short as f64) < ALIKE * long as f64 {
            0.0
        } else {
            strsim::normalized_levenshtein(&new, &old)
        }
    };
    before
        .iter()
        .filter(|(_, old)| old.context == entry.context && !old.text.is_empty())
        .map(|(key, old)| (share(old), key))
        .filter(|(share, _)| *share >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, key)| key.clone())
}

/// How much of a unit a PO file translates.
pub fn count(unit: &Unit, catalogue: Option<&Catalogue>) -> Count {
    let mut count = Count::default();
    let known: HashMap<(&str, &str), &Entry> = catalogue
        .into_iter()
        .flat_map(|catalogue| &catalogue.entries)
        .map(|entry| ((entry.context.as_str(), entry.id.as_str()), entry))
        .collect();
    for entry in &unit.entries {
        count.note(match known.get(&(entry.context.as_str(), entry.id.as_str())) {
            Some(known) if known.text.is_empty() => Found::Missing,
            Some(known) if known.fuzzy => Found::Fuzzy,
            Some(known) => Found::Text(&known.text, Span::new(0, 0, 0)),
            None => Found::Missing,
        });
    }
    count
}

/// Does a tag mean the language that the sources are in?
pub fn is_source(programme: &Programme, language: &str) -> bool {
    same_language(&programme.file.programme.language, language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, text: &str) -> Entry {
        Entry { id: id.to_owned(), text: text.to_owned(), ..Entry::default() }
    }

    fn unit(ids: &[&str]) -> Unit {
        Unit { name: "x".to_owned(), entries: ids.iter().map(|id| entry(id, "")).collect() }
    }

    #[test]
    fn a_merge_keeps_what_is_translated_and_marks_what_has_changed() {
        let old = Catalogue {
            entries: vec![
                entry("One", "Un"),
                entry("The team meets on Monday", "Mae’r tîm yn cwrdd ddydd Llun"),
                entry("Gone for good", "Wedi mynd"),
            ],
            ..Catalogue::default()
        };
        let new = unit(&["One", "The team meets on Mondays", "Entirely different", "Known"]);
        let memory = HashMap::from([("Known".to_owned(), "Hysbys".to_owned())]);
        let merged = merge(Some(old), &new, &memory, ("Test", "cy"));
        let entries = &merged.entries;
        assert_eq!((entries[0].text.as_str(), entries[0].fuzzy), ("Un", false));
        assert!(entries[1].fuzzy && entries[1].notes.contains("was: The team meets on Monday"));
        assert_eq!(entries[2].text, "");
        assert_eq!(entries[3].text, "Hysbys");
        assert_eq!(merged.obsolete.len(), 1);
        // Once more changes nothing; and a text that comes back brings its translation.
        let again = merge(Some(merged.clone()), &new, &memory, ("Test", "cy"));
        assert_eq!(again.write(), merged.write());
        let back = merge(Some(merged), &unit(&["Gone for good"]), &memory, ("Test", "cy"));
        assert_eq!(back.entries[0].text, "Wedi mynd");
    }
}
