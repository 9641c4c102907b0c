//! A theme is data: `theme.toml` of the default layouts, and over it that of the chosen theme.
//! Tints are derived from two brand colours in a perceptual space (OKLCH), so that a brand needs
//! no more than two.

mod colour;
pub mod letters;

pub use colour::{Colour, contrast};

use crate::diag::{Code, Diagnostic, Findings, Sources};
use crate::world::World;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// A resolved theme; serialised, it is what layouts read as `data.theme`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Colours by role.
    pub colours: BTreeMap<String, Colour>,
    /// Colours of the activity types.
    pub activities: BTreeMap<String, ActivityColours>,
    /// Font families for PDF.
    pub fonts: Fonts,
    /// Is ink saved? Then what has a ground of colour in PDFs has its outline instead.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub outlined: bool,
    /// Sizes on paper, in points.
    pub paper: Table,
    /// Sizes on slides, in points.
    pub slides: Table,
    /// What Word and PowerPoint files use.
    #[serde(skip)]
    pub office: Office,
}

impl Theme {
    /// The same with other brand colours: their tints follow, and what could not be read is made
    /// darker. Such a theme has no name.
    pub fn recoloured(&self, primary: Colour, accent: Colour) -> Theme {
        let paper = self.colours["paper"];
        let readable = |colour: Colour| match contrast(colour, paper) < 4.5 {
            true => colour.readable_on(paper, 4.5),
            false => colour,
        };
        let base = [
            ("ink", self.colours["ink"]),
            ("paper", paper),
            ("primary", readable(primary)),
            ("accent", readable(accent)),
        ];
        let base = base.map(|(role, colour)| (role.to_owned(), colour)).into();
        Theme { name: String::new(), colours: derive(base), ..self.clone() }
    }
}

/// What Word and PowerPoint files use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Office {
    /// Family of running text.
    pub text: String,
    /// Family of titles.
    pub display: String,
    /// Path of a Word template below the project's folder; empty for none.
    pub word_template: String,
    /// Path of a PowerPoint template below the project's folder; empty for none.
    pub powerpoint_template: String,
}

/// The colours of an activity type.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ActivityColours {
    /// The colour itself.
    pub fill: Colour,
    /// A background for a row.
    pub pale: Colour,
    /// What is still to come, on the timeline.
    pub faint: Colour,
}

/// Font families, first choice first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fonts {
    /// Running text.
    pub text: Vec<String>,
    /// Titles.
    pub display: Vec<String>,
}

impl Fonts {
    /// The same with the face that stands in for a language's script, where one is needed.
    pub fn for_language(mut self, tag: &str) -> Self {
        if let Some(face) = letters::stand_in(tag) {
            for chain in [&mut self.text, &mut self.display] {
                if !chain.iter().any(|name| name == face) {
                    chain.push(face.to_owned());
                }
            }
        }
        self
    }
}

/// How far apart in lightness, as a contrast, the brand's two colours are that mean different things.
const BRAND_APART: f64 = 1.15;
/// The same for the types of activity, which have an icon and a word each, too.
const TYPES_APART: f64 = 1.03;

/// Sections that a theme may have.
const SECTIONS: &[&str] = &["colours", "activities", "fonts", "paper", "slides", "office"];

/// What an organisation says otherwise than the theme.
#[derive(Clone, Debug)]
pub struct Brand {
    /// The file that says so, below the sources folder.
    pub path: String,
    /// The sections and keys of a `theme.toml`.
    pub table: Table,
}

/// Reads a theme, and the brands over it; `None`, with findings, when it cannot be used.
pub fn read(
    world: &World,
    name: &str,
    brands: &[Brand],
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Theme> {
    let mut merged = Table::new();
    let files: Vec<&str> = brands.iter().map(|brand| brand.path.as_str()).collect();
    let unreadable = BTreeSet::new();
    let mut reader = Reader { world, files: &files, sources, findings, unreadable };
    let layers: &[&str] = if name == "default" { &["default"] } else { &["default", name] };
    if !world.has_theme(name) {
        let message = format!("there is no theme `{name}`");
        let help = format!(
            "make a folder `layouts/{name}/` with a `theme.toml`, or use `theme = \"default\"`"
        );
        reader.findings.push(Diagnostic::new(Code::BadTheme, None, message).help(help));
        return None;
    }
    for layer in layers {
        reader.layer(layer, &mut merged)?;
    }
    for brand in brands {
        reader.merge(brand.table.clone(), &brand.path, &mut merged);
    }
    reader.resolve(name, &merged)
}

struct Reader<'a> {
    world: &'a World,
    /// Files of the brands, the last one right.
    files: &'a [&'a str],
    sources: &'a mut Sources,
    findings: &'a mut Findings,
    /// Colours that were found too close to another.
    unreadable: BTreeSet<String>,
}

impl Reader<'_> {
    fn layer(&mut self, name: &str, merged: &mut Table) -> Option<()> {
        let Some(bytes) = self.world.layout(name, "theme.toml") else { return Some(()) };
        let path = format!("layouts/{name}/theme.toml");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let known = self.sources.index(&path);
        let index = known.unwrap_or_else(|| self.sources.add(&path, text.as_str().into()));
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                let range = error.span().unwrap_or(0..0);
                let span = crate::diag::Span::new(index, range.start, range.end);
                self.findings.push(
                    Diagnostic::new(Code::BadTheme, span, error.message())
                        .help("write `key = \"value\"`, one on a line, below its `[section]`"),
                );
                return None;
            }
        };
        self.merge(table, &path, merged);
        Some(())
    }

    /// Lays sections over earlier ones.
    fn merge(&mut self, table: Table, path: &str, merged: &mut Table) {
        for (section, value) in table {
            match (merged.get_mut(&section), value) {
                _ if !SECTIONS.contains(&section.as_str()) => {
                    let finding =
                        self.at(&section, format!("unknown section `{section}` in `{path}`"));
                    self.findings.push(finding.did_you_mean(&section, SECTIONS.iter().copied()));
                }
                (Some(Value::Table(old)), Value::Table(new)) => lay_over(old, new),
                (_, value) => {
                    merged.insert(section, value);
                }
            }
        }
    }

    /// The place of a key, in the brands first.
    fn place(&self, key: &str) -> Option<crate::diag::Span> {
        let files = self.files.iter().rev().chain(&["theme.toml"]);
        files.into_iter().find_map(|file| self.sources.key(key, file))
    }

    /// A finding about a key of a theme file.
    fn at(&self, key: &str, message: String) -> Diagnostic {
        Diagnostic::new(Code::BadTheme, self.place(key), message)
    }

    fn resolve(&mut self, name: &str, merged: &Table) -> Option<Theme> {
        let empty = Table::new();
        let section = |key: &str| merged.get(key).and_then(Value::as_table).unwrap_or(&empty);
        let base = self.colours(section("colours"));
        let activities = self.colours(section("activities"));
        let families = |key: &str| -> Vec<String> {
            let names = section("fonts").get(key).and_then(Value::as_array).into_iter().flatten();
            names.filter_map(|name| name.as_str().map(str::to_owned)).collect()
        };
        let fonts = Fonts { text: families("text"), display: families("display") };
        let missing: Vec<&str> = ["primary", "accent", "ink", "paper"]
            .into_iter()
            .filter(|key| !section("colours").contains_key(*key))
            .collect();
        let kinds = crate::model::ActivityKind::WORDS
            .iter()
            .filter(|kind| !section("activities").contains_key(**kind));
        let missing: Vec<&str> = missing.into_iter().chain(kinds.copied()).collect();
        if !missing.is_empty() || fonts.text.is_empty() || fonts.display.is_empty() {
            let message = format!("theme `{name}` lacks a colour or font: {}", missing.join(", "));
            self.findings.push(Diagnostic::new(Code::BadTheme, None, message).help(
                "add it to `theme.toml`, or leave the section out: the default theme has all",
            ));
            return None;
        }
        if base.len() < section("colours").len() || activities.len() < section("activities").len() {
            // A colour that is none was reported.
            return None;
        }
        let pale = |fill: &Colour| ActivityColours {
            fill: *fill,
            pale: fill.tint(0.955, 0.022),
            faint: fill.towards(Colour::WHITE, 0.62),
        };
        let theme = Theme {
            name: name.to_owned(),
            colours: derive(base),
            activities: activities.iter().map(|(key, fill)| (key.clone(), pale(fill))).collect(),
            fonts,
            outlined: false,
            paper: section("paper").clone(),
            slides: section("slides").clone(),
            office: office(section("fonts"), section("office")),
        };
        self.check_contrast(&theme);
        Some(theme)
    }

    fn colours(&mut self, table: &Table) -> BTreeMap<String, Colour> {
        let mut colours = BTreeMap::new();
        for (key, value) in table {
            match value.as_str().and_then(Colour::parse) {
                Some(colour) => {
                    colours.insert(key.clone(), colour);
                }
                None => {
                    let message = format!("`{key} = {value}` is not a colour");
                    let finding = self.at(key, message).help("write it as `\"#RRGGBB\"`");
                    self.findings.push(finding);
                }
            }
        }
        colours
    }

    /// WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for rules and icons (1.4.11).
    fn check_contrast(&mut self, theme: &Theme) {
        let colour = |role: &str| theme.colours[role];
        let pairs = [
            ("ink", "paper", 4.5),
            ("primary", "paper", 4.5),
            ("accent", "paper", 4.5),
            ("ink-soft", "paper", 4.5),
            ("ink", "primary-tint", 4.5),
            ("ink", "accent-tint", 4.5),
            ("on-primary", "primary", 4.5),
            ("on-accent", "accent", 4.5),
            ("rule", "paper", 3.0),
            // Large text, 24 pt or 18.7 pt bold and more, also where a brand sets the shades itself.
            ("primary-dark", "paper", 3.0),
            ("accent-dark", "paper", 3.0),
            ("on-primary", "primary-dark", 3.0),
            ("on-primary", "ring-input", 3.0),
            ("on-primary", "ring-discussion", 3.0),
            ("on-primary", "ring-exercise", 3.0),
            ("on-primary", "ring-energiser", 3.0),
            ("on-primary", "ring-debrief", 3.0),
        ];
        for (front, back, least) in pairs {
            self.check_pair(front, colour(front), colour(back), back, least);
        }
        for (kind, colours) in &theme.activities {
            self.check_pair(kind, colours.fill, colours.pale, "its own pale background", 4.5);
        }
        self.check_greys(("primary", colour("primary")), ("accent", colour("accent")), BRAND_APART);
        let kinds: Vec<(&str, Colour)> =
            theme.activities.iter().map(|(kind, it)| (kind.as_str(), it.fill)).collect();
        for (at, one) in kinds.iter().enumerate() {
            for other in &kinds[at + 1..] {
                self.check_greys(*one, *other, TYPES_APART);
            }
        }
    }

    /// What two colours tell apart has to be told apart in greys.
    fn check_greys(&mut self, one: (&str, Colour), other: (&str, Colour), least: f64) {
        let ((name, colour), (other, other_colour)) = (one, other);
        if contrast(colour, other_colour) < least {
            let message =
                format!("`{name}` {colour} and `{other}` {other_colour} become the same grey");
            let span = self.place(other).or_else(|| self.place(name));
            let finding = Diagnostic::new(Code::SameGrey, span, message);
            self.findings.push(finding.help("make one of them clearly lighter or darker"));
        }
    }

    fn check_pair(
        &mut self,
        front: &str,
        colour: Colour,
        back_colour: Colour,
        back: &str,
        least: f64,
    ) {
        let got = contrast(colour, back_colour);
        let span = self.place(front);
        // What is derived from a colour that has to be another one will be another one, too.
        let of = |role: &str| {
            let ring = if role.starts_with("ring-") { "primary" } else { role };
            ring.trim_start_matches("on-").split('-').next().unwrap_or(role).to_owned()
        };
        let follows =
            |role: &&str| self.place(role).is_none() && self.unreadable.contains(&of(role));
        if [front, back].iter().any(follows) {
            return;
        }
        if got + 1e-9 < least {
            self.unreadable.insert(front.to_owned());
            let message = format!(
                "`{front}` {colour} on `{back}` {back_colour} has a contrast of {got:.2}:1"
            );
            let nearest = colour.readable_on(back_colour, least);
            self.findings.push(Diagnostic::new(Code::LowContrast, span, message).help(format!(
                "at least {least}:1 is needed; the nearest that passes is {nearest}"
            )));
        }
    }
}

/// Lays a section over an earlier one, and tables in it over theirs.
fn lay_over(old: &mut Table, new: Table) {
    for (key, value) in new {
        match (old.get_mut(&key), value) {
            (Some(Value::Table(old)), Value::Table(new)) => lay_over(old, new),
            (_, value) => {
                old.insert(key, value);
            }
        }
    }
}

/// The fonts and templates of Word and PowerPoint files; Arial is what every computer has.
fn office(fonts: &Table, office: &Table) -> Office {
    let family = |key: &str| {
        let fonts = fonts.get("office").and_then(Value::as_table);
        fonts.and_then(|fonts| fonts.get(key)?.as_str()).unwrap_or("Arial").to_owned()
    };
    let path = |key: &str| office.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    Office {
        text: family("text"),
        display: family("display"),
        word_template: path("word-template"),
        powerpoint_template: path("powerpoint-template"),
    }
}

/// Adds the derived roles to the given ones; a given role is kept.
fn derive(mut colours: BTreeMap<String, Colour>) -> BTreeMap<String, Colour> {
    let (ink, paper) = (colours["ink"], colours["paper"]);
    let (primary, accent) = (colours["primary"], colours["accent"]);
    let on = |fill: Colour| if contrast(paper, fill) >= 4.5 { paper } else { ink };
    // Stretches of the title slide's ring: away from the colour of the words, so that they may run
    // over it.
    let end = if on(primary) == paper { Colour::BLACK } else { Colour::WHITE };
    let ring = |share: f32| primary.towards(end, share);
    let derived = [
        ("primary-dark", primary.darker(0.78)),
        ("primary-tint", primary.tint(0.905, 0.035)),
        ("primary-pale", primary.tint(0.967, 0.012)),
        ("accent-dark", accent.darker(0.82)),
        ("accent-tint", accent.tint(0.915, 0.045)),
        ("accent-pale", accent.tint(0.970, 0.016)),
        ("on-primary", on(primary)),
        ("on-accent", on(accent)),
        ("ink-soft", ink.tint(0.49, 0.02)),
        ("rule", ink.tint(0.64, 0.015)),
        ("ring-input", ring(0.26)),
        ("ring-discussion", ring(0.20)),
        ("ring-exercise", ring(0.34)),
        ("ring-energiser", ring(0.12)),
        ("ring-debrief", ring(0.16)),
        ("ring-other", ring(0.30)),
        ("grey-pale", ink.tint(0.965, 0.004)),
    ];
    for (role, colour) in derived {
        colours.entry(role.to_owned()).or_insert(colour);
    }
    colours
}
