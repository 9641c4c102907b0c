//! The PO files of a language: read, seen to be of that language, and looked things up in.

use super::po::{Catalogue, Entry};
use super::same_language;
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::read::Layer;
use crate::world::World;
use std::collections::{BTreeMap, HashMap};

/// The folder of translations, below the sources folder and below an organisation's.
pub const FOLDER: &str = "translations";

/// What every term has, in every language.
const OWN: [&str; 3] = ["singular", "plural", "meaning"];

/// The path of a PO file. `root` is empty, or an organisation's folder with a slash at its end;
/// `unit` is what it translates, such as `sessions/check-in` or `programme`.
pub fn path(root: &str, language: &str, unit: &str) -> String {
    format!("{root}{FOLDER}/{language}/{unit}.po")
}

/// What a message is in the other language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'a> {
    /// Translated, and where that stands.
    Text(&'a str, Span),
    /// Translated, to be looked at again.
    Fuzzy,
    /// Not translated.
    Missing,
}

/// A PO file that was read, by its messages.
#[derive(Clone, Debug)]
struct File {
    index: u32,
    entries: HashMap<(String, String), (Entry, Span)>,
}

/// The PO files of an edition's language by what they translate; an organisation's own before those
/// that all share.
#[derive(Clone, Debug, Default)]
pub struct Catalogues(BTreeMap<String, Vec<File>>);

impl Catalogues {
    /// Reads every PO file of a language. One that cannot be used is reported and
    /// translates nothing.
    pub fn read(
        world: &World,
        layers: &[Layer],
        language: &str,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Self {
        let own = layers.iter().rev().map(|layer| format!("{}/", layer.folder));
        let mut all = BTreeMap::<String, Vec<File>>::new();
        for root in own.chain([String::new()]) {
            for unit in units(world, &root, language) {
                let path = path(&root, language, &unit);
                all.entry(unit)
                    .or_default()
                    .extend(file(world, &path, language, sources, findings));
            }
        }
        Self(all)
    }

    /// Indices of the files of a unit.
    pub fn files(&self, unit: &str) -> impl Iterator<Item = u32> {
        self.0.get(unit).into_iter().flatten().map(|file| file.index)
    }

    /// The forms of a term that its PO files have beyond those of the sources, such as the mutations of
    /// Welsh: messages of the context `terms.<term>.<form>`, of one of the texts `ids`. A form that only
    /// another word for the term has is there without a text.
    pub fn forms(
        &self,
        unit: &str,
        term: &str,
        ids: [&str; 2],
    ) -> BTreeMap<String, Option<String>> {
        let mut forms: BTreeMap<String, Option<String>> = BTreeMap::new();
        let prefix = format!("terms.{term}.");
        for file in self.0.get(unit).into_iter().flatten() {
            for ((context, id), (entry, _)) in &file.entries {
                let Some(form) = context.strip_prefix(&prefix) else { continue };
                if OWN.contains(&form) || entry.text.is_empty() || entry.fuzzy {
                    continue;
                }
                let known = forms.entry(form.to_owned()).or_default();
                if known.is_none() && ids.contains(&id.as_str()) {
                    *known = Some(entry.text.clone());
                }
            }
        }
        forms
    }

    /// What a message of a unit is in the other language.
    pub fn find(&self, unit: &str, context: &str, id: &str) -> Found<'_> {
        let key = (context.to_owned(), id.to_owned());
        let mut found = Found::Missing;
        for file in self.0.get(unit).into_iter().flatten() {
            match file.entries.get(&key) {
                Some((entry, span)) if !entry.text.is_empty() && !entry.fuzzy => {
                    return Found::Text(&entry.text, *span);
                }
                Some((entry, _)) if !entry.text.is_empty() => found = Found::Fuzzy,
                _ => {}
            }
        }
        found
    }
}

/// What a folder's PO files of a language translate, sorted.
pub fn units(world: &World, root: &str, language: &str) -> Vec<String> {
    let mut units = Vec::new();
    for folder in ["", "documents/", "sessions/"] {
        let below = format!("{root}{FOLDER}/{language}/{folder}");
        let names = world.files(below.trim_end_matches('/'));
        let names = names.iter().filter_map(|name| name.strip_suffix(".po"));
        units.extend(names.map(|name| format!("{folder}{name}")));
    }
    units
}

/// The languages that a folder has translations into, sorted.
pub fn languages(world: &World, root: &str) -> Vec<String> {
    world.folders(&format!("{root}{FOLDER}"))
}

fn file(
    world: &World,
    path: &str,
    language: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<File> {
    let text = match world.text(path) {
        Ok(text) => text,
        Err(problem) => {
            findings.push(Diagnostic::new(problem.code, None, problem.message).help(problem.help));
            return None;
        }
    };
    let index = sources.index(path).unwrap_or_else(|| sources.add(path, text.clone()));
    let line = |line: u32| {
        let range = sources.file(index).line(line);
        Span::new(index, range.start, range.end)
    };
    let catalogue = match Catalogue::read(&text) {
        Ok(catalogue) => catalogue,
        Err(damage) => {
            findings.push(
                Diagnostic::new(
                    Code::BadTranslationFile,
                    line(damage.line),
                    format!("the PO file is damaged: {}", damage.why),
                )
                .help("put it right in a PO editor, or bring it back from version control"),
            );
            // It still belongs to what it should have translated, whose documents are not made.
            return Some(File { index, entries: HashMap::new() });
        }
    };
    let given = &catalogue.header.language;
    if !same_language(given, language) {
        let place = sources.words(index, "Language: ").map_or(line(1), |span| {
            let range = sources.file(index).to_line_end(span.start as usize);
            Span::new(index, range.start, range.end.saturating_sub(3).max(range.start + 1))
        });
        let message = match given.is_empty() {
            true => format!("the PO file does not say that it is in `{language}`"),
            false => format!("the PO file is in `{given}`, and its folder says `{language}`"),
        };
        findings.push(
            Diagnostic::new(Code::BadTranslationFile, place, message).help(format!(
                "move it to `{FOLDER}/<its language>/`, or put its `Language:` right"
            )),
        );
        return Some(File { index, entries: HashMap::new() });
    }
    let entries = catalogue.entries.into_iter().map(|entry| {
        let span = line(entry.line);
        ((entry.context.clone(), entry.id.clone()), (entry, span))
    });
    Some(File { index, entries: entries.collect() })
}
