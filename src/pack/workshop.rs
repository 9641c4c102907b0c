//! The writers that editions need: one typesetter for each theme's layouts, one set of writers for
//! each theme and its templates. Kept between builds while sources are watched.

use super::Prepared;
use crate::world::World;
use crate::write::Writers;
use crate::write::pdf::Press;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writers, each made once.
#[derive(Default)]
pub struct Workshop {
    presses: BTreeMap<String, Arc<Press>>,
    writers: BTreeMap<String, Arc<Writers>>,
}

impl Workshop {
    /// The writers for an edition.
    pub fn writers(&mut self, world: &World, prepared: &Prepared) -> Arc<Writers> {
        let theme = &prepared.theme.name;
        let press = self.presses.entry(theme.clone());
        let press = press.or_insert_with(|| Arc::new(Press::new(world, theme))).clone();
        let hashes: Vec<&str> = prepared.templates.iter().map(|it| it.hash.as_str()).collect();
        let look = format!("{theme} {}", hashes.join(" "));
        let make = || Arc::new(Writers::with(press, world, theme, prepared.templates.clone()));
        self.writers.entry(look).or_insert_with(make).clone()
    }
}
