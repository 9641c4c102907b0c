//! `packwright translate`: PO files of the sources' texts, made, brought up to date, counted.

use super::{Failure, Outcome, options, print, report};
use crate::diag::Findings;
use crate::plan;
use crate::read::{self, Layer, Programme};
use crate::resolve;
use crate::store::write_atomically;
use crate::translate::{self, Catalogue, Count, Unit};
use crate::world::World;
use clap::{Args, Subcommand};
use std::collections::HashMap;
use std::path::PathBuf;

/// What is done.
#[derive(Subcommand)]
pub enum Command {
    /// Write a PO template (.pot) of each session and document, for translation tools
    Extract {
        #[command(flatten)]
        whose: Whose,
        /// Put them here instead of in `output/translations`
        #[arg(long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Bring the PO files of a language up to the sources: what is translated stays
    Update {
        /// The language, such as `cy`
        #[arg(value_parser = options::language)]
        language: String,
        #[command(flatten)]
        whose: Whose,
    },
    /// Count what is translated, to be looked at again, and not translated
    Status {
        /// Only this language
        #[arg(value_parser = options::language)]
        language: Option<String>,
        #[command(flatten)]
        whose: Whose,
    },
}

/// Whose texts.
#[derive(Args)]
pub struct Whose {
    /// What this organisation adds or says otherwise, instead of the shared programme
    #[arg(long, value_name = "ORGANISATION")]
    organisation: Option<String>,
    /// Only these sessions or documents, by id
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    only: Vec<String>,
}

/// Runs one of them.
pub fn run(world: &World, command: &Command) -> Outcome {
    match command {
        Command::Extract { whose, output } => {
            let texts = Texts::read(world, whose)?;
            let folder = output.clone().unwrap_or_else(|| world.root().join("output/translations"));
            for unit in texts.units("en") {
                let pot = translate::template(&unit, &texts.programme.file.programme.title);
                write(&folder.join(format!("{}.pot", unit.name)), &pot)?;
            }
            eprintln!("templates in {}", folder.display());
            Ok(true)
        }
        Command::Update { language, whose } => update(world, language, whose),
        Command::Status { language, whose } => status(world, language.as_deref(), whose),
    }
}

/// The texts to be translated.
struct Texts {
    programme: Programme,
    units: Vec<Unit>,
    /// The words that layouts print, by language, unless an organisation's texts are asked for.
    words: Option<(World, String)>,
    /// Before the path of a PO file: an organisation's folder, or nothing.
    root: String,
    only: Vec<String>,
}

impl Texts {
    fn read(world: &World, whose: &Whose) -> Result<Self, Failure> {
        let mut found = Findings::default();
        let (mut sources, programme) = read::read(world, &mut found);
        let layers = match &whose.organisation {
            Some(id) => read::layers(world, id, &mut sources, &mut found),
            None => Some(Vec::new()),
        };
        let (Some(programme), Some(layers), 0) = (programme, layers, found.errors()) else {
            report::findings(found, &sources, options::Format::Text);
            return Err("the sources cannot be read".into());
        };
        let programme = Programme { sources, ..programme };
        // Every session, also those that an organisation leaves out: another may teach them.
        let mut all: Vec<Layer> = layers.clone();
        all.iter_mut().for_each(|layer| layer.file.sessions = None);
        let mut programme = resolve::lay_over(programme, &all, &mut found).programme;
        let theme = programme.file.programme.theme.clone();
        let own = layers.last();
        let units = translate::extracted(&mut programme, own);
        let root = own.map_or(String::new(), |layer| format!("{}/", layer.folder));
        let words = own.is_none().then(|| (world.clone(), theme));
        Ok(Self { programme, units, words, root, only: whose.only.clone() })
    }

    /// The units asked for, with the words that layouts lack in a language.
    fn units(&self, language: &str) -> Vec<Unit> {
        let mut units = self.units.clone();
        if let Some((world, theme)) = &self.words {
            let words = |language: &str| plan::of_language(world, theme, language);
            if let (Ok(english), Ok(theirs)) = (words("en"), words(plan::primary(language))) {
                units.extend(translate::words(&english, &theirs));
            }
        }
        let id = |unit: &Unit| unit.name.rsplit('/').next().unwrap_or_default().to_owned();
        units.retain(|unit| self.only.is_empty() || self.only.contains(&id(unit)));
        units
    }

    /// The PO file of a unit.
    fn catalogue(
        &self,
        world: &World,
        language: &str,
        unit: &str,
    ) -> Result<Option<Catalogue>, Failure> {
        let path = translate::path(&self.root, language, unit);
        if !world.has(&path) {
            return Ok(None);
        }
        let text = world.text(&path).map_err(|problem| Failure(problem.message))?;
        let damaged = |damage: translate::Damage| {
            Failure(format!(
                "`{path}` is damaged in line {}: {}\nhelp: put it right in a PO editor, or bring it back from version control",
                damage.line, damage.why
            ))
        };
        Catalogue::read(&text).map(Some).map_err(damaged)
    }
}

fn update(world: &World, language: &str, whose: &Whose) -> Outcome {
    let texts = Texts::read(world, whose)?;
    if translate::is_source(&texts.programme, language) {
        return Err(Failure(format!("`{language}` is the language of the sources")));
    }
    let mut units = texts.units(language);
    let mut known = Vec::new();
    for unit in &units {
        known.push(texts.catalogue(world, language, &unit.name)?);
    }
    // What has been translated once need not be translated again.
    let translated = known.iter().flatten().flat_map(|catalogue| &catalogue.entries);
    let memory: HashMap<String, String> = translated
        .filter(|entry| entry.context.is_empty() && !entry.fuzzy && !entry.text.is_empty())
        .map(|entry| (entry.id.clone(), entry.text.clone()))
        .collect();
    let title = texts.programme.file.programme.title.clone();
    let mut written = 0;
    for (unit, old) in units.drain(..).zip(known) {
        let merged = translate::merge(old, &unit, &memory, (&title, language));
        let path = world.sources().join(translate::path(&texts.root, language, &unit.name));
        let text = merged.write();
        if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            write(&path, &text)?;
            written += 1;
        }
    }
    eprintln!("{} brought up to date", report::count(written, "PO file"));
    Ok(true)
}

fn status(world: &World, language: Option<&str>, whose: &Whose) -> Outcome {
    let texts = Texts::read(world, whose)?;
    let languages = match language {
        Some(language) => vec![language.to_owned()],
        None => translate::languages(world, &texts.root),
    };
    if languages.is_empty() {
        eprintln!("there are no translations yet: `packwright translate update cy` begins one");
    }
    for language in languages {
        let units = texts.units(&language);
        let mut total = Count::default();
        let width = units.iter().map(|unit| unit.name.len()).max().unwrap_or(0).max(5);
        let line = |name: &str, count: Count| {
            let share = 100 * count.translated / count.all().max(1);
            let Count { translated, fuzzy, missing } = count;
            print(&format!("{name:width$} {translated:>10} {fuzzy:>6} {missing:>12} {share:>4} %"));
        };
        print(&format!("{language:width$} translated  fuzzy untranslated"));
        for unit in units {
            let catalogue = texts.catalogue(world, &language, &unit.name)?;
            let count = translate::count(&unit, catalogue.as_ref());
            total.translated += count.translated;
            total.fuzzy += count.fuzzy;
            total.missing += count.missing;
            line(&unit.name, count);
        }
        line("all", total);
    }
    Ok(true)
}

fn write(path: &std::path::Path, text: &str) -> Result<(), Failure> {
    write_atomically(path, text.as_bytes())
        .map_err(|error| Failure(format!("`{}` cannot be written: {error}", path.display())))
}
