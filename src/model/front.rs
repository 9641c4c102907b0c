//! The facts at the head of a session file.

use super::placed::{Line, Placed};
use schemars::JsonSchema;
use serde::Deserialize;

/// Front matter of `session.md`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FrontMatter {
    /// Title of the session.
    pub title: String,
    /// A second line for the title slide.
    #[serde(default)]
    pub subtitle: String,
    /// Id of the workstream it belongs to.
    pub workstream: Placed,
    /// One or two sentences for the cover.
    pub summary: String,
    /// Length: `3h`, `150m` or `2h30m`; the sum of the activities' times.
    pub duration: Placed,
    /// Length of the short version, which leaves out the activities marked `optional`; none without.
    #[serde(default)]
    pub short: Option<Placed>,
    /// Start, `09:30`; the programme's when missing.
    #[serde(default)]
    pub start: Option<Placed>,
    /// For whom.
    pub audience: String,
    /// How many, in words.
    #[serde(default)]
    pub participants: String,
    /// How the room is set.
    #[serde(default)]
    pub room: Vec<Line>,
    /// What to bring.
    #[serde(default)]
    pub materials: Vec<Material>,
    /// What participants can do at the end.
    pub outcomes: Vec<Outcome>,
    /// Sessions taught earlier that this one builds on, or outcomes of theirs: `session/outcome`.
    #[serde(default)]
    pub builds_on: Vec<Placed>,
    /// What they need to know before.
    #[serde(default)]
    pub prerequisites: Vec<Line>,
    /// Tasks before the session.
    #[serde(default)]
    pub before: Vec<Line>,
    /// Tasks after the session.
    #[serde(default)]
    pub after: Vec<Line>,
}

/// Something to bring.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Material {
    /// Id that activities name in `resources`.
    pub id: Placed,
    /// What it is.
    pub item: String,
    /// How many.
    #[serde(default)]
    pub quantity: String,
    /// When it is needed; always without.
    #[serde(default)]
    pub when: Option<Placed>,
}

/// Front matter whose words can be given their places.
pub trait Facts {
    /// Every word that has a place.
    fn placed_mut(&mut self) -> Vec<&mut Placed>;
    /// Every text that is shown, for variables and typographic quotes.
    fn texts_mut(&mut self) -> Vec<&mut String>;
}

/// What participants can do at the end.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outcome {
    /// Id, unique in the session.
    pub id: Placed,
    /// Continues "By the end, participants can …".
    pub text: String,
    /// Ids of the workstream outcomes it builds.
    #[serde(default)]
    pub develops: Vec<Placed>,
}

impl FrontMatter {
    /// Keeps what the edition needs, by the conditions of lines and materials.
    pub fn choose(&mut self, mut holds: impl FnMut(&Placed) -> bool) {
        let mut keep = |when: &Option<Placed>| when.as_ref().is_none_or(&mut holds);
        for list in [&mut self.room, &mut self.prerequisites, &mut self.before, &mut self.after] {
            list.retain(|line| keep(&line.when));
        }
        self.materials.retain(|material| keep(&material.when));
    }
}

impl Facts for FrontMatter {
    fn placed_mut(&mut self) -> Vec<&mut Placed> {
        let lines = [&mut self.room, &mut self.prerequisites, &mut self.before, &mut self.after];
        let when = lines.into_iter().flatten().flat_map(|line| &mut line.when);
        let one = [&mut self.workstream, &mut self.duration].into_iter();
        let materials = self.materials.iter_mut();
        let outcomes = self.outcomes.iter_mut();
        one.chain(&mut self.short)
            .chain(&mut self.start)
            .chain(&mut self.builds_on)
            .chain(materials.flat_map(|it| [&mut it.id].into_iter().chain(&mut it.when)))
            .chain(outcomes.flat_map(|it| [&mut it.id].into_iter().chain(&mut it.develops)))
            .chain(when)
            .collect()
    }

    fn texts_mut(&mut self) -> Vec<&mut String> {
        let one = [
            &mut self.title,
            &mut self.subtitle,
            &mut self.summary,
            &mut self.audience,
            &mut self.participants,
        ];
        let lines = [&mut self.room, &mut self.prerequisites, &mut self.before, &mut self.after];
        one.into_iter()
            .chain(self.materials.iter_mut().flat_map(|m| [&mut m.item, &mut m.quantity]))
            .chain(self.outcomes.iter_mut().map(|outcome| &mut outcome.text))
            .chain(lines.into_iter().flatten().map(|line| &mut line.text))
            .collect()
    }
}
