//! `programme.toml`: what every session belongs to.

use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The whole file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProgrammeFile {
    /// Its name and version.
    pub programme: ProgrammeFacts,
    /// The organisation that the base edition is made out to.
    pub organisation: OrganisationFacts,
    /// The group that takes part.
    #[serde(default)]
    pub cohort: CohortFacts,
    /// How it is delivered.
    #[serde(default)]
    pub delivery: Delivery,
    /// What printing costs.
    #[serde(default)]
    pub print: PrintFacts,
    /// Ids of the sessions, in teaching order.
    #[schemars(with = "Vec<String>")]
    pub sessions: Vec<Spanned<String>>,
    /// Which version of a session is taught, by its id: full or short; `all` for those not named.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub lengths: BTreeMap<String, Spanned<String>>,
    /// Ids of sessions that participants know from elsewhere: others may build on them without their
    /// being taught here.
    #[serde(default)]
    pub assumed: Vec<String>,
    /// Flags that an organisation may set and `when` conditions may ask for: name and meaning.
    #[serde(default)]
    pub flags: BTreeMap<String, String>,
    /// Audiences that an edition may be made for and `when` conditions may ask for: name and meaning.
    #[serde(default)]
    pub audiences: BTreeMap<String, String>,
    /// Words that organisations may want to change.
    #[serde(default)]
    pub terms: BTreeMap<String, Term>,
    /// Who endorses the programme.
    #[serde(default, rename = "partner")]
    pub partners: Vec<Partner>,
    /// Words of the trade and what they mean, for the glossary; terms have their own `meaning`.
    #[serde(default)]
    pub glossary: BTreeMap<String, String>,
    /// What `check` says about the language; nothing unless it is asked for here.
    #[serde(default)]
    pub plain_english: PlainEnglish,
    /// The workstreams.
    #[serde(default, rename = "workstream")]
    pub workstreams: Vec<Workstream>,
}

/// Name and version.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProgrammeFacts {
    /// Id.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// One sentence.
    #[serde(default)]
    pub summary: String,
    /// BCP 47 language tag.
    #[serde(default = "british")]
    pub language: String,
    /// Version of the content.
    pub version: String,
    /// Date of the edition as it is printed; may be empty.
    #[serde(default)]
    pub date: String,
    /// Licence of the content.
    #[serde(default)]
    pub licence: String,
    /// Name of a folder under `layouts/`.
    #[serde(default = "default_theme")]
    pub theme: String,
}

/// Whose edition it is.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OrganisationFacts {
    /// Full name.
    pub name: String,
    /// Short name.
    #[serde(default)]
    pub short: String,
    /// Where questions go.
    #[serde(default)]
    pub contact: String,
    /// Logo file below the sources folder; may be empty.
    #[serde(default)]
    pub logo: String,
    /// The logo to be put on the brand's colours; without, the other one stands on a white plate.
    #[serde(default)]
    pub logo_on_colour: String,
    /// What is to be kept free around a logo, as a share of its height.
    #[serde(default = "clear_space")]
    pub logo_clear_space: f64,
    /// left or right, on covers and title slides; where each of them has its place without.
    #[serde(default)]
    #[schemars(with = "String")]
    pub logo_position: Option<Spanned<String>>,
    /// What stands below letters and guidance: a registered address, a charity's number.
    #[serde(default)]
    pub footer: Vec<String>,
}

/// An organisation that endorses the edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Partner {
    /// Its name, also for those who do not see its logo.
    pub name: String,
    /// Its logo; its name stands there without.
    #[serde(default)]
    pub logo: String,
}

fn clear_space() -> f64 {
    0.25
}

/// The group that takes part; what is not known yet stays out.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CohortFacts {
    /// When it meets.
    pub dates: Dates,
    /// Where it meets.
    pub venue: String,
    /// Who leads it: Facilitator A, B and so on of the run sheets.
    pub facilitators: Vec<String>,
    /// Where it joins on screen: a full address.
    pub link: String,
    /// Who takes part: a CSV file below the sources folder; may be empty.
    pub participants: String,
}

/// When a cohort meets. A date such as `2027-01-12` is written out, other words stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "`dates` are words, a list of dates, or a table of sessions and their dates, all in quotes"
)]
pub enum Dates {
    /// As it is to be read: "Tuesdays, 14 January to 4 March 2027".
    Words(String),
    /// A date for each session, in teaching order.
    List(Vec<String>),
    /// Dates by the sessions' ids.
    Sessions(BTreeMap<String, String>),
}

impl Default for Dates {
    fn default() -> Self {
        Self::Words(String::new())
    }
}

/// How the programme is delivered.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Delivery {
    /// in-person, virtual or blended.
    #[schemars(with = "String")]
    pub mode: Spanned<String>,
    /// in-house or system-wide.
    #[schemars(with = "String")]
    pub setting: Spanned<String>,
    /// For whom: names of audiences.
    #[schemars(with = "Vec<String>")]
    pub audience: Vec<Spanned<String>>,
    /// Start of a session, `09:30`.
    #[schemars(with = "String")]
    pub start: Spanned<String>,
    /// How many take part.
    pub participants: u32,
    /// BCP 47 tag of the language the edition is in; that of the sources without. Translations are PO
    /// files below `translations/<language>/`.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// Instead of `language`: the two languages of a bilingual edition, first the one that stands first
    /// on a page: `["cy", "en-GB"]`. Every file is made in both.
    #[schemars(with = "Vec<String>")]
    pub languages: Vec<Spanned<String>>,
    /// Which forms of document hold both languages in one file, in a bilingual edition; letters, flyers,
    /// agreements, forms, certificates and e-mails without. A document says `bilingual` itself.
    #[schemars(with = "Option<Vec<String>>")]
    pub bilingual: Option<Vec<Spanned<String>>>,
}

impl Default for Delivery {
    fn default() -> Self {
        let text = |text: &str| Spanned::new(0..0, text.to_owned());
        Self {
            mode: text("in-person"),
            setting: text("in-house"),
            audience: Vec::new(),
            start: text("09:30"),
            participants: 24,
            language: None,
            languages: Vec::new(),
            bilingual: None,
        }
    }
}

/// Printing.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PrintFacts {
    /// What paper and printing cost; without it a print plan has no costs.
    pub prices: Option<Prices>,
}

/// A price list. Keys are papers: a4, a3.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Prices {
    /// The sign before an amount, such as `£`.
    pub currency: String,
    /// A sheet of paper.
    pub paper: BTreeMap<String, f64>,
    /// A page printed in greys.
    pub greyscale: BTreeMap<String, f64>,
    /// A page printed in colour.
    pub colour: BTreeMap<String, f64>,
}

impl Prices {
    /// The first price that is none: negative, or no number.
    pub fn wrong(&self) -> Option<(&str, f64)> {
        let all = self.paper.iter().chain(&self.greyscale).chain(&self.colour);
        let mut all = all.map(|(paper, price)| (paper.as_str(), *price));
        all.find(|(_, price)| !price.is_finite() || *price < 0.0)
    }
}

/// A word with its forms.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Term {
    /// One.
    pub singular: String,
    /// Many.
    pub plural: String,
    /// a or an; by its first sound when missing.
    #[serde(default)]
    pub article: Option<String>,
    /// What it means, for the glossary; may be empty.
    #[serde(default)]
    pub meaning: String,
    /// Other forms by their names, as a language needs them: `{ soft = "dîm gwella" }` is
    /// `{{team.soft}}`, and `plural-soft` is `{{team.plural.soft}}`.
    #[serde(default)]
    pub forms: BTreeMap<String, String>,
}

/// What `check` says about the language of the texts; what is not set is not looked at.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PlainEnglish {
    /// Most words of a sentence.
    pub longest_sentence: Option<usize>,
    /// Highest reading grade (Flesch-Kincaid) of a session or document.
    pub highest_grade: Option<f64>,
    /// Report the passive voice.
    pub passive: bool,
    /// Report abbreviations that neither the glossary nor the text explains.
    pub jargon: bool,
    /// Abbreviations that everybody knows.
    pub known: Vec<String>,
    /// Words to avoid, with what to write instead.
    pub avoid: BTreeMap<String, String>,
}

/// A workstream.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Workstream {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What it is for.
    #[serde(default)]
    pub aims: Vec<String>,
    /// What coaches can do at its end.
    #[serde(default)]
    pub outcomes: Vec<WorkstreamOutcome>,
    /// What they need to know before.
    #[serde(default)]
    pub prerequisites: Vec<String>,
    /// Indicative content.
    #[serde(default)]
    pub content: Vec<String>,
}

/// What coaches can do at the end of a workstream.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorkstreamOutcome {
    /// Id that session outcomes name in `develops`.
    pub id: String,
    /// What it is.
    pub text: String,
}

fn british() -> String {
    "en-GB".to_owned()
}

fn default_theme() -> String {
    "default".to_owned()
}
