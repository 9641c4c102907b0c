//! `packwright diff`

use super::options::{Editions, Format};
use super::places::{Place, of_edition};
use super::{Failure, Outcome, differences, print};
use crate::compare::{Comparison, Group, compare};
use crate::pack::{self, Asked};
use crate::store::Store;
use crate::world::World;
use clap::Args;

/// Options of `diff`.
#[derive(Args)]
pub struct Options {
    /// The earlier pack: a folder that was built, a manifest, or a git revision of the sources
    from: String,
    /// The later one, or the sources as they are now
    to: Option<String>,
    #[command(flatten)]
    editions: Editions,
    /// Only these sessions, by id or number
    #[arg(long, value_name = "SESSION", value_delimiter = ',')]
    session: Vec<String>,
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
    let mut comparisons = comparisons(&from, &to, &options.editions, &world)?;
    for comparison in &mut comparisons {
        comparison.groups.retain(|group| is_asked(group, &options.session));
    }
    match options.format {
        Format::Json => print(&serde_json::to_string_pretty(&comparisons).unwrap_or_default()),
        Format::Text => {
            let texts: Vec<String> = comparisons.iter().map(differences::text).collect();
            print(&texts.join("\n\n"));
        }
    }
    Ok(true)
}

/// Is it one of the sessions that are asked for?
fn is_asked(group: &Group, sessions: &[String]) -> bool {
    let number = |it: &String| it.parse() == Ok(group.number_now.max(group.number_before));
    let named = |it: &String| group.is_session && (*it == group.id || number(it));
    sessions.is_empty() || sessions.iter().any(named)
}

/// The comparisons of all editions that are meant: those asked for, or else those that are built.
fn comparisons(
    from: &Place,
    to: &Place,
    editions: &Editions,
    world: &impl Fn() -> Result<World, Failure>,
) -> Result<Vec<Comparison>, Failure> {
    if let (Place::Built { packs: old, .. }, Place::Built { packs: new, .. }) = (from, to) {
        if !editions.is_plain() {
            return Err(Failure(
                "both sides are built: what they are is written in them\nhelp: name the folders of the editions, such as `output/base`".to_owned(),
            ));
        }
        if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
            return Ok(vec![compare(old, new)]);
        }
    }
    let (before, now) = (from.editions(), to.editions());
    let shared = |edition: &&String| before.contains(edition);
    if let (Place::Built { packs: old, .. }, Place::Built { packs: new, .. }) = (from, to) {
        only_on_one_side(from, to, &before, &now);
        let pack = |edition: &String| {
            let of = |packs: &[pack::Received]| {
                packs.iter().find(|pack| pack.manifest.edition == *edition).cloned()
            };
            Some(compare(&of(old)?, &of(new)?))
        };
        let both: Vec<Comparison> = now.iter().filter(shared).filter_map(pack).collect();
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
    asked(from, to, editions)?.iter().map(|it| of_edition(from, to, it, &store)).collect()
}

/// The editions to be made on the side of the sources.
fn asked(from: &Place, to: &Place, editions: &Editions) -> Result<Vec<Asked>, Failure> {
    let known: Vec<String> = [from, to].iter().flat_map(|place| place.organisations()).collect();
    let built = match (from, to) {
        (Place::Built { .. }, _) => Some(from),
        (_, Place::Built { .. }) => Some(to),
        _ => None,
    };
    if let Some(built) = built.filter(|_| editions.is_plain()) {
        let one = |edition: &String| {
            pack::asked_of(edition, &known).ok_or_else(|| {
                Failure(format!(
                    "the sources know no edition `{edition}`, which `{}` is of\nhelp: say whose edition to compare with: `--organisation`",
                    built.name()
                ))
            })
        };
        return built.editions().iter().map(one).collect();
    }
    let (before, now) = (from.organisations(), to.organisations());
    if !editions.is_all() || built.is_some() {
        return Ok(editions.asked(|| known.clone()));
    }
    only_on_one_side(from, to, &before, &now);
    let both = || now.iter().filter(|id| before.contains(id)).cloned().collect();
    Ok(editions.asked(both))
}

/// Says which editions have nothing to be compared with.
fn only_on_one_side(from: &Place, to: &Place, before: &[String], now: &[String]) {
    for (own, other, place) in [(now, before, to), (before, now, from)] {
        for edition in own.iter().filter(|it| !other.contains(it)) {
            eprintln!(
                "`{edition}` is in `{}` only: it has nothing to be compared with",
                place.name()
            );
        }
    }
}
