//! Colours of a deck: roles of the theme and colours of activities, as colours of the theme part
//! wherever they are there, so that a new set of colours in PowerPoint recolours the deck.

use crate::theme::Theme;
use crate::write::ooxml::Xml;
use crate::write::ooxml::colour::{SCHEME, drawing_colour, hex};

/// A colour by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink<'a> {
    /// A role of the theme.
    Role(&'a str),
    /// The colour of an activity type.
    Kind(&'a str),
    /// Its pale background.
    Pale(&'a str),
    /// What is still to come of it, on the timeline.
    Faint(&'a str),
    /// A stretch of the title slide's ring.
    Ring(&'a str),
}

/// Share of lightness and what is added to it, in thousandths of a per cent, for the tints.
const PALE: (&str, &str) = ("8000", "92000");
const FAINT: (&str, &str) = ("38000", "62000");

impl Ink<'_> {
    /// Writes the colour (ECMA-376 part 1, 20.1.2.3).
    pub fn colour(self, xml: &mut Xml, theme: &Theme) {
        match self {
            Ink::Role(role) => of_role(xml, theme, role),
            Ink::Kind(kind) => of_kind(xml, theme, kind, None),
            Ink::Pale(kind) => of_kind(xml, theme, kind, Some(PALE)),
            Ink::Faint(kind) => of_kind(xml, theme, kind, Some(FAINT)),
            Ink::Ring(kind) => ring(xml, theme, kind),
        }
    }

    /// A solid fill.
    pub fn fill(self, xml: &mut Xml, theme: &Theme) {
        xml.open("a:solidFill", &[]);
        self.colour(xml, theme);
        xml.close();
    }
}

fn of_role(xml: &mut Xml, theme: &Theme, role: &str) {
    // What stands on a brand colour is paper or ink, whichever can be read.
    let same = |other: &str| role.starts_with("on-") && hex(theme, role) == hex(theme, other);
    match role {
        _ if same("paper") => drawing_colour(xml, theme, "paper"),
        _ if same("ink") => drawing_colour(xml, theme, "ink"),
        "accent-dark" => {
            xml.open("a:schemeClr", &[("val", "accent2")]);
            xml.empty("a:lumMod", &[("val", "75000")]).close();
        }
        "grey-pale" => {
            xml.open("a:schemeClr", &[("val", "bg1")]);
            xml.empty("a:lumMod", &[("val", "95000")]).close();
        }
        _ => drawing_colour(xml, theme, role),
    }
}

fn of_kind(xml: &mut Xml, theme: &Theme, kind: &str, tint: Option<(&str, &str)>) {
    let Some(colours) = theme.activities.get(kind) else {
        return of_role(xml, theme, "primary-dark");
    };
    let fill = hex_of(&colours.fill.to_string());
    let slot = SCHEME.iter().find(|(slot, role)| slot.starts_with("acc") && hex(theme, role) == fill);
    match (slot, tint) {
        (Some((slot, _)), None) => {
            xml.empty("a:schemeClr", &[("val", slot)]);
        }
        (Some((slot, _)), Some((share, plus))) => {
            xml.open("a:schemeClr", &[("val", slot)]);
            xml.empty("a:lumMod", &[("val", share)]).empty("a:lumOff", &[("val", plus)]).close();
        }
        (None, tint) => {
            let colour = match tint {
                None => colours.fill,
                Some(PALE) => colours.pale,
                Some(_) => colours.faint,
            };
            xml.empty("a:srgbClr", &[("val", &hex_of(&colour.to_string()))]);
        }
    }
}

/// The ring's stretches are shades of the primary colour; lighter ones, on a light brand, are values.
fn ring(xml: &mut Xml, theme: &Theme, kind: &str) {
    let named = format!("ring-{kind}");
    let role = if theme.colours.contains_key(&named) { named.as_str() } else { "ring-other" };
    let light = |role: &str| -> u32 {
        theme.colours.get(role).map_or(0, |c| c.channels().iter().map(|c| u32::from(*c)).sum())
    };
    let (shade, full) = (light(role), light("primary"));
    if shade <= full && full > 0 {
        let share = (shade * 100_000 / full).to_string();
        xml.open("a:schemeClr", &[("val", "accent1")]);
        xml.empty("a:lumMod", &[("val", &share)]).close();
    } else {
        xml.empty("a:srgbClr", &[("val", &hex(theme, role))]);
    }
}

fn hex_of(colour: &str) -> String {
    colour.trim_start_matches('#').to_owned()
}
