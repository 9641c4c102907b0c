//! The facts at the head of a session file.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

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
    #[schemars(with = "String")]
    pub workstream: Spanned<String>,
    /// One or two sentences for the cover.
    pub summary: String,
    /// Length: `3h`, `150m` or `2h30m`; the sum of the activities' times.
    #[schemars(with = "String")]
    pub duration: Spanned<String>,
    /// Length of the short version, which leaves out the activities marked `optional`; none without.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub short: Option<Spanned<String>>,
    /// Start, `09:30`; the programme's when missing.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub start: Option<Spanned<String>>,
    /// For whom.
    pub audience: String,
    /// How many, in words.
    #[serde(default)]
    pub participants: String,
    /// How the room is set.
    #[serde(default)]
    pub room: Vec<String>,
    /// What to bring.
    #[serde(default)]
    pub materials: Vec<Material>,
    /// What participants can do at the end.
    pub outcomes: Vec<Outcome>,
    /// What they need to know before.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// Tasks before the session.
    #[serde(default)]
    pub before: Vec<String>,
    /// Tasks after the session.
    #[serde(default)]
    pub after: Vec<String>,
}

/// Something to bring.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Material {
    /// Id that activities name in `resources`.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What it is.
    pub item: String,
    /// How many.
    #[serde(default)]
    pub quantity: String,
}

/// What participants can do at the end.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Outcome {
    /// Id, unique in the session.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Continues "By the end, participants can …".
    pub text: String,
    /// Ids of the workstream outcomes it builds.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub develops: Vec<Spanned<String>>,
}

impl FrontMatter {
    /// Every text that is shown, for variables and typographic quotes.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let one = [
            &mut self.title,
            &mut self.subtitle,
            &mut self.summary,
            &mut self.audience,
            &mut self.participants,
        ];
        one.into_iter()
            .chain(&mut self.room)
            .chain(self.materials.iter_mut().flat_map(|m| [&mut m.item, &mut m.quantity]))
            .chain(self.outcomes.iter_mut().map(|outcome| &mut outcome.text))
            .chain(&mut self.prerequisites)
            .chain(&mut self.before)
            .chain(&mut self.after)
    }
}
