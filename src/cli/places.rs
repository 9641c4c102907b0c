//! Where packs are that are compared: built, or to be made from sources as they are or were.

use super::Failure;
use crate::compare::{Comparison, checked_out, compare};
use crate::diag::{Findings, Severity};
use crate::pack::{self, Asked, Draft, Job, Prepared, Received, Selection, Workshop};
use crate::plan::Choice;
use crate::read;
use crate::store::Store;
use crate::world::World;
use crate::write::Writers;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

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

    /// The editions that are built, or could be made of each organisation.
    pub fn editions(&self) -> Vec<String> {
        match self {
            Self::Built { packs, .. } => {
                packs.iter().map(|pack| pack.manifest.edition.clone()).collect()
            }
            Self::Sources { world, .. } => {
                let base = std::iter::once(pack::BASE.to_owned());
                base.chain(read::organisations(world)).collect()
            }
        }
    }

    /// The organisations that its sources know; of what is built it is not known.
    pub fn organisations(&self) -> Vec<String> {
        match self {
            Self::Built { .. } => Vec::new(),
            Self::Sources { world, .. } => read::organisations(world),
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Built { name, .. } | Self::Sources { name, .. } => name,
        }
    }

    /// The pack of an edition, where it is built.
    pub fn pack(&self, edition: &str) -> Result<Option<&Received>, Failure> {
        let Self::Built { packs, name } = self else { return Ok(None) };
        let found = packs.iter().find(|pack| pack.manifest.edition == edition);
        let known = || packs.iter().map(|it| it.manifest.edition.as_str()).collect::<Vec<_>>();
        found.map(Some).ok_or_else(|| {
            Failure(format!(
                "there is no edition `{edition}` in `{name}`\nhelp: there are: {}",
                known().join(", ")
            ))
        })
    }
}

/// The comparison of an edition of which at least one side is made from sources.
pub fn of_edition(
    from: &Place,
    to: &Place,
    asked: &Asked,
    store: &Store,
) -> Result<Comparison, Failure> {
    let (old, new) = (Made::new(from, asked)?, Made::new(to, asked)?);
    let made = new.as_ref().or(old.as_ref()).ok_or("nothing is to be made")?;
    let edition = made.editions[0].edition.name.clone();
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
    let (mut from, mut to) =
        (pack(&drafts.0, built.0, &new_keys)?, pack(&drafts.1, built.1, &old_keys)?);
    match built {
        (Some(built), None) => to.keep_what(built),
        (None, Some(built)) => from.keep_what(built),
        _ => {}
    }
    Ok(compare(&from, &to))
}

/// An edition of sources, ready to be planned.
pub struct Made<'a> {
    world: &'a World,
    /// The edition.
    pub editions: Vec<Prepared>,
    /// What writes it.
    pub writers: Vec<Arc<Writers>>,
    selection: Selection,
    choice: Choice,
}

impl<'a> Made<'a> {
    /// Reads and resolves it; nothing where it is built already.
    pub fn new(place: &'a Place, asked: &Asked) -> Result<Option<Self>, Failure> {
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

    /// As a job that writes nothing.
    pub fn job(&self) -> Job<'_> {
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
