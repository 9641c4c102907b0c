//! What `build --since` adds to a build: change notices.

use super::Failure;
use super::options::Pick;
use super::places::{Made, Place};
use crate::compare::{compare, notices};
use crate::diag::{Diagnostic, Findings};
use crate::pack::{self, Asked, Draft, Job};
use crate::store::Store;
use crate::world::World;
use std::path::Path;

/// Puts a change notice into each session's folder that is not what it was, and one for the programme's
/// documents, of every edition that was built; returns how many.
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
            Some(made) => {
                let mut from = Draft::new(&made.job()).pack(&store, &keys);
                from.keep_what(&to);
                from
            }
            None => since.pack(&edition)?.cloned().ok_or("there is no earlier pack")?,
        };
        let comparison = compare(&from, &to);
        for (at, prepared) in made.editions.iter().enumerate() {
            let press = &made.writers[at].press;
            let mut notices = notices(&comparison, prepared, |document| {
                press
                    .typeset(document, &prepared.theme, &prepared.words)
                    .map_or(true, |(paged, _)| paged.pages().len() <= 1)
            });
            // Only for what was asked for: sessions, or the programme's documents.
            let files = prepared.files(&pick.all_files().selection());
            notices.retain(|(source, _)| files.contains(source));
            count += notices.len();
            let job = Job {
                output: output.to_owned(),
                write: true,
                editions: &made.editions[at..=at],
                writers: &made.writers[at..=at],
                ..made.job()
            };
            let mut own = Findings::default();
            pack::add(&job, notices, &mut own);
            // No file of the sources says what a notice says.
            found.extend(own.sorted().into_iter().map(|it| Diagnostic { span: None, ..it }));
        }
    }
    Ok(count)
}
