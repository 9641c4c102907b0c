//! `packwright diff`, and what `build --since` does with it.

use super::options::{Format, Pick};
use super::{Failure, Outcome, differences, print};
use crate::compare::{Comparison, checked_out, compare, notices};
use crate::diag::{Findings, Severity};
use crate::pack::{self, Asked, Draft, Job, Prepared, Received, Selection, Workshop};
use crate::plan::Choice;
use crate::store::Store;
use crate::world::World;
use crate::write::Writers;
use clap::Args;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// Options of `diff`.
#[derive(Args)]
pub struct Options {
    /// The earlier pack: a folder that was built, a manifest, or a git revision of the sources
    from: String,
    /// The later one, or the sources as they are now
    to: Option<String>,
    /// The editions of these organisations instead of the shared one, where sources are compared
    #[arg(long, value_name = "ORGANISATION", value_delimiter = ',')]
    organisation: Vec<String>,
    /// For people or for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Says what is different, and which pages to print again.
pub fn run(world: impl Fn() -> Result<World, Failure>, options: &Options) -> Outcome {
    let from = Place::find(&world, &options.from)?;
    let to = match &options.to {
        Some(to) => Place::find(&world, to)?,
        None => Place::Sources { world: world()?, name: "the sources".to_owned(), _folder: None },
    };
    let comparisons = comparisons(&from, &to, &options.organisation, &world)?;
    match options.format {
        Format::Json => print(&serde_json::to_string_pretty(&comparisons).unwrap_or_default()),
        Format::Text => comparisons.iter().for_each(|it| print(&differences::text(it))),
    }
    Ok(true)
}

/// Where a pack is, or what it would be made from.
pub enum Place {
    /// Built.
    Built { packs: Vec<Received>, name: String },
    /// To be made from sources.
    Sources { world: World, name: String, _folder: Option<TempDir> },
}

impl Place {
    /// What a name on the command line means: a path where there is one, otherwise a revision.
    pub fn find(world: &impl Fn() -> Result<World, Failure>, name: &str) -> Result<Self, Failure> {
        let path = Path::new(name);
        let name = name.to_owned();
        if path.join("sources").join("programme.toml").is_file() {
            return Ok(Self::Sources { world: World::new(path), name, _folder: None });
        }
        if path.exists() {
            return Ok(Self::Built { packs: pack::received(path)?, name });
        }
        // Whoever writes a path means one.
        if name.contains(".json") || name.starts_with(['.', '/']) {
            return Err(Failure(format!("there is no file or folder `{name}`")));
        }
        let folder = checked_out(world()?.root(), &name)?;
        Ok(Self::Sources { world: World::new(folder.path()), name, _folder: Some(folder) })
    }

    /// The pack of an edition, where it is built.
    fn pack(&self, edition: &str) -> Result<Option<&Received>, Failure> {
        let Self::Built { packs, name } = self else { return Ok(None) };
        let found = match packs.as_slice() {
            [one] => Some(one),
            many => many.iter().find(|pack| pack.manifest.edition == edition),
        };
        let known = || packs.iter().map(|it| it.manifest.edition.as_str()).collect::<Vec<_>>();
        found.map(Some).ok_or_else(|| {
            Failure(format!(
                "there is no edition `{edition}` in `{name}`\nhelp: there are: {}",
                known().join(", ")
            ))
        })
    }
}

/// The comparisons of all editions that both places have.
fn comparisons(
    from: &Place,
    to: &Place,
    organisations: &[String],
    world: &impl Fn() -> Result<World, Failure>,
) -> Result<Vec<Comparison>, Failure> {
    if let (Place::Built { packs: old, .. }, Place::Built { packs: new, .. }) = (from, to) {
        if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
            return Ok(vec![compare(old, new)]);
        }
        let both = new.iter().filter_map(|new| {
            let same = |old: &&Received| old.manifest.edition == new.manifest.edition;
            old.iter().find(same).map(|old| compare(old, new))
        });
        let both: Vec<Comparison> = both.collect();
        return match both.is_empty() {
            true => Err(Failure("the two folders have no edition in common".to_owned())),
            false => Ok(both),
        };
    }
    let store = match (from, to) {
        // What was made before need not be made again, whichever revision it was made for.
        (_, Place::Sources { world, _folder: None, .. }) => Store::new(world.root()),
        _ => Store::new(world()?.root()),
    };
    let editions: Vec<Option<String>> = match organisations {
        [] => vec![None],
        some => some.iter().cloned().map(Some).collect(),
    };
    editions.into_iter().map(|it| of_edition(from, to, it, &store)).collect()
}

/// The comparison of an edition of which at least one side is made from sources.
fn of_edition(
    from: &Place,
    to: &Place,
    organisation: Option<String>,
    store: &Store,
) -> Result<Comparison, Failure> {
    let edition = organisation.clone().unwrap_or_else(|| pack::BASE.to_owned());
    let asked = Asked { organisation, ..Asked::default() };
    let (old, new) = (Made::new(from, &asked)?, Made::new(to, &asked)?);
    let jobs = (old.as_ref().map(Made::job), new.as_ref().map(Made::job));
    let drafts = (jobs.0.as_ref().map(Draft::new), jobs.1.as_ref().map(Draft::new));
    let built = (from.pack(&edition)?, to.pack(&edition)?);
    let keys = |draft: &Option<Draft>, built: Option<&Received>| -> HashSet<String> {
        match (draft, built) {
            (Some(draft), _) => draft.keys(),
            (None, Some(pack)) => pack.manifest.files.values().map(|it| it.key.clone()).collect(),
            (None, None) => HashSet::new(),
        }
    };
    let (old_keys, new_keys) = (keys(&drafts.0, built.0), keys(&drafts.1, built.1));
    let pack = |draft: &Option<Draft>, built: Option<&Received>, known: &HashSet<String>| {
        let drafted = draft.as_ref().map(|draft| draft.pack(store, known));
        drafted
            .or(built.cloned())
            .ok_or_else(|| Failure(format!("there is no edition `{edition}`")))
    };
    Ok(compare(&pack(&drafts.0, built.0, &new_keys)?, &pack(&drafts.1, built.1, &old_keys)?))
}

/// An edition of sources, ready to be planned.
struct Made<'a> {
    world: &'a World,
    editions: Vec<Prepared>,
    writers: Vec<Arc<Writers>>,
    selection: Selection,
    choice: Choice,
}

impl<'a> Made<'a> {
    fn new(place: &'a Place, asked: &Asked) -> Result<Option<Self>, Failure> {
        let Place::Sources { world, name, .. } = place else { return Ok(None) };
        let mut found = Findings::default();
        let (_, editions) = pack::prepare_all(world, asked, &mut found);
        let errors = found.errors();
        let Some(editions) = editions.filter(|_| errors == 0) else {
            let first = found.sorted().into_iter().find(|it| it.severity == Severity::Error);
            let first = first.map_or(String::new(), |it| format!("; the first: {}", it.message));
            return Err(Failure(format!(
                "`{name}` has {errors} errors{first}\nhelp: what cannot be built cannot be compared; `packwright check` shows them"
            )));
        };
        let mut workshop = Workshop::default();
        let writers = editions.iter().map(|it| workshop.writers(world, it)).collect();
        let (selection, choice) = (Selection::default(), Choice::default());
        Ok(Some(Self { world, editions, writers, selection, choice }))
    }

    fn job(&self) -> Job<'_> {
        Job {
            world: self.world,
            editions: &self.editions,
            writers: &self.writers,
            selection: &self.selection,
            choice: &self.choice,
            output: PathBuf::new(),
            write: false,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            progress: &|_, _| {},
        }
    }
}

/// Puts a change notice into each session's folder that is not what it was, of every edition that was
/// built; returns how many.
pub fn give_notice(
    world: &World,
    since: &Place,
    pick: &Pick,
    output: &Path,
    asked: &[Asked],
    found: &mut Findings,
) -> Result<usize, Failure> {
    let store = Store::new(world.root());
    let mut count = 0;
    for asked in asked {
        let now = Place::Sources { world: world.clone(), name: String::new(), _folder: None };
        let Some(made) = Made::new(&now, asked)? else { continue };
        let edition = made.editions[0].edition.name.clone();
        let to = pack::received(&output.join(&edition))?.remove(0);
        let keys = to.manifest.files.values().map(|it| it.key.clone()).collect();
        let earlier = Made::new(since, asked)?;
        let from = match &earlier {
            Some(made) => Draft::new(&made.job()).pack(&store, &keys),
            None => since.pack(&edition)?.cloned().ok_or("there is no earlier pack")?,
        };
        let comparison = compare(&from, &to);
        let job = Job { output: output.to_owned(), write: true, ..made.job() };
        let press = &made.writers[0].press;
        let notices = notices(&comparison, &made.editions[0], |document| {
            let (theme, words) = (&made.editions[0].theme, &made.editions[0].words);
            press
                .typeset(document, theme, words)
                .map_or(true, |(paged, _)| paged.pages().len() <= 1)
        });
        let selection = pick.selection();
        let notices: Vec<_> = notices
            .into_iter()
            .filter(|(source, _)| {
                let sessions = made.editions[0].edition.sessions.iter();
                let sources = &made.editions[0].edition.sources;
                sessions.into_iter().any(|session| {
                    sources.origin(session.span).file == *source && selection.takes(session)
                })
            })
            .collect();
        count += notices.len();
        pack::add(&job, notices, found);
    }
    Ok(count)
}
