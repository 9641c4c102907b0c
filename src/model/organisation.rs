//! `organisation.toml`: what an organisation's edition says otherwise than the programme. Whatever it
//! leaves out stays as the programme, or the organisation it extends, has it.

use super::programme::{Dates, Partner, PrintFacts, Term};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The whole file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct OrganisationFile {
    /// Id of the organisation whose edition this one is made from; the programme itself without.
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// Whose edition it is.
    pub organisation: OwnOrganisation,
    /// Name of a folder under `layouts/`.
    pub theme: Option<String>,
    /// What the theme says otherwise: the sections and keys of `theme.toml`.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub brand: toml::Table,
    /// How the programme is delivered here.
    pub delivery: OwnDelivery,
    /// Which of the programme's flags hold here.
    #[schemars(with = "Vec<String>")]
    pub flags: Vec<Spanned<String>>,
    /// Ids of the sessions that are taught here, in teaching order.
    #[schemars(with = "Option<Vec<String>>")]
    pub sessions: Option<Vec<Spanned<String>>>,
    /// Which version of a session is taught here, by its id: full or short; `all` for those not named.
    #[schemars(with = "BTreeMap<String, String>")]
    pub lengths: BTreeMap<String, Spanned<String>>,
    /// Ids of sessions that participants know from elsewhere.
    pub assumed: Option<Vec<String>>,
    /// Words that are different here.
    pub terms: BTreeMap<String, Term>,
    /// Who endorses the edition, with logos beside `organisation.toml`; instead of those of the layer below.
    #[serde(rename = "partner")]
    pub partners: Option<Vec<Partner>>,
    /// What printing costs here.
    pub print: PrintFacts,
    /// The group that takes part.
    pub cohort: OwnCohort,
    /// Date of the edition as it is printed.
    pub date: Option<String>,
    /// Version of the edition.
    pub version: Option<String>,
}

/// Whose edition it is.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct OwnOrganisation {
    /// Full name.
    pub name: Option<String>,
    /// Short name.
    pub short: Option<String>,
    /// Where questions go.
    pub contact: Option<String>,
    /// Logo file beside `organisation.toml`.
    pub logo: Option<String>,
    /// The logo to be put on the brand's colours; without, the other one stands on a white plate.
    pub logo_on_colour: Option<String>,
    /// What is to be kept free around a logo, as a share of its height.
    pub logo_clear_space: Option<f64>,
    /// left or right, on covers and title slides; where each of them has its place without.
    #[schemars(with = "Option<String>")]
    pub logo_position: Option<Spanned<String>>,
    /// What stands below letters and guidance: a registered address, a charity's number.
    pub footer: Option<Vec<String>>,
}

/// How the programme is delivered.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct OwnDelivery {
    /// in-person, virtual or blended.
    #[schemars(with = "Option<String>")]
    pub mode: Option<Spanned<String>>,
    /// in-house or system-wide.
    #[schemars(with = "Option<String>")]
    pub setting: Option<Spanned<String>>,
    /// For whom, instead of the audiences of the layer below.
    #[schemars(with = "Option<Vec<String>>")]
    pub audience: Option<Vec<Spanned<String>>>,
    /// Start of a session, `09:30`.
    #[schemars(with = "Option<String>")]
    pub start: Option<Spanned<String>>,
    /// How many take part.
    pub participants: Option<u32>,
    /// BCP 47 tag of the language the edition is in.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// Instead of `language`: the two languages of a bilingual edition, first the one that stands first
    /// on a page: `["cy", "en-GB"]`.
    #[schemars(with = "Option<Vec<String>>")]
    pub languages: Option<Vec<Spanned<String>>>,
    /// Which forms of document hold both languages in one file.
    #[schemars(with = "Option<Vec<String>>")]
    pub bilingual: Option<Vec<Spanned<String>>>,
}

/// The group that takes part.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct OwnCohort {
    /// When it meets.
    pub dates: Option<Dates>,
    /// Where it meets.
    pub venue: Option<String>,
    /// Who leads it: Facilitator A, B and so on of the run sheets.
    pub facilitators: Option<Vec<String>>,
    /// Where it joins on screen: a full address.
    pub link: Option<String>,
    /// Who takes part: a CSV file beside `organisation.toml`.
    pub participants: Option<String>,
}
