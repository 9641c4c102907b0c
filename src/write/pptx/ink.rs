//! Colours of a deck: roles of the theme and colours of activities, as colours of the theme part
//! wherever they are there, so that a new set of colours in PowerPoint recolours the deck.

use crate::theme::{ActivityColours, Colour, Theme};
use crate::write::ooxml::Xml;
use crate::write::ooxml::colour::{SCHEME, drawing_colour, hex, mapped, slot};

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

impl Ink<'_> {
    /// Writes the colour (ECMA-376 part 1, 20.1.2.3).
    pub fn colour(self, xml: &mut Xml, theme: &Theme) {
        match self {
            Ink::Role(role) => of_role(xml, theme, role),
            Ink::Kind(kind) => of_kind(xml, theme, kind, |colours| colours.fill),
            Ink::Pale(kind) => of_kind(xml, theme, kind, |colours| colours.pale),
            Ink::Faint(kind) => of_kind(xml, theme, kind, |colours| colours.faint),
            Ink::Ring(kind) => {
                let named = format!("ring-{kind}");
                let there = theme.colours.contains_key(&named);
                of_role(xml, theme, if there { &named } else { "ring-other" });
            }
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
    let base = match role {
        _ if same("paper") => return drawing_colour(xml, theme, "paper"),
        _ if same("ink") => return drawing_colour(xml, theme, "ink"),
        "primary-tint" => "primary",
        "accent-tint" | "accent-pale" | "accent-dark" => "accent",
        "ink-soft" | "rule" | "grey-pale" => "ink",
        _ if role.starts_with("ring-") => "primary",
        _ => return drawing_colour(xml, theme, role),
    };
    match (slot(base), theme.colours.get(base), theme.colours.get(role)) {
        (Some(slot), Some(base), Some(wanted)) => derived(xml, slot, *base, *wanted),
        _ => drawing_colour(xml, theme, role),
    }
}

/// A colour of an activity type: of a slot of the colour scheme where that has the type's colour.
fn of_kind(xml: &mut Xml, theme: &Theme, kind: &str, pick: impl Fn(&ActivityColours) -> Colour) {
    let Some(colours) = theme.activities.get(kind) else {
        return of_role(xml, theme, "primary-dark");
    };
    let fill = value(colours.fill);
    let slot =
        SCHEME.iter().find(|(slot, role)| slot.starts_with("acc") && hex(theme, role) == fill);
    match slot {
        Some((slot, _)) => derived(xml, slot, colours.fill, pick(colours)),
        None => plain_value(xml, pick(colours)),
    }
}

/// A colour as a shade or tint of a slot of the colour scheme: what has to be done to the slot's
/// lightness and saturation (20.1.2.3.20 `lumMod`, 20.1.2.3.21 `lumOff`, 20.1.2.3.27 `satMod`) to get it.
fn derived(xml: &mut Xml, slot: &'static str, base: Colour, wanted: Colour) {
    let slot = mapped(slot);
    if base == wanted {
        xml.empty("a:schemeClr", &[("val", slot)]);
        return;
    }
    let ((from_h, from_s, from_l), (to_h, to_s, to_l)) = (tone(base), tone(wanted));
    let share = |value: f64| ((value * 100_000.0).round() as i64).to_string();
    xml.open("a:schemeClr", &[("val", slot)]);
    // Tints made in a perceptual space have a slightly other hue; greys have none.
    let turn = (to_h - from_h + 540.0).rem_euclid(360.0) - 180.0;
    if from_s > 0.02 && to_s > 0.02 && (1.0..30.0).contains(&turn.abs()) {
        xml.empty("a:hueOff", &[("val", &((turn * 60_000.0).round() as i64).to_string())]);
    }
    if to_l >= from_l {
        let keep = (1.0 - to_l) / (1.0 - from_l).max(0.01);
        xml.empty("a:lumMod", &[("val", &share(keep))]);
        xml.empty("a:lumOff", &[("val", &share(1.0 - keep))]);
    } else {
        xml.empty("a:lumMod", &[("val", &share(to_l / from_l.max(0.01)))]);
    }
    if from_s > 0.02 && (to_s - from_s).abs() > 0.01 {
        xml.empty("a:satMod", &[("val", &share(to_s / from_s))]);
    }
    xml.close();
}

/// Hue in degrees, saturation and lightness (HSL) of a colour, both 0 to 1.
fn tone(colour: Colour) -> (f64, f64, f64) {
    let [red, green, blue] = colour.channels().map(|channel| f64::from(channel) / 255.0);
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let lightness = (most + least) / 2.0;
    let room = 1.0 - (2.0 * lightness - 1.0).abs();
    let span = most - least;
    let hue = if span <= 0.0 {
        0.0
    } else if most == red {
        60.0 * ((green - blue) / span)
    } else if most == green {
        60.0 * ((blue - red) / span + 2.0)
    } else {
        60.0 * ((red - green) / span + 4.0)
    };
    (hue.rem_euclid(360.0), if room > 0.0 { span / room } else { 0.0 }, lightness)
}

fn plain_value(xml: &mut Xml, colour: Colour) {
    xml.empty("a:srgbClr", &[("val", &value(colour))]);
}

fn value(colour: Colour) -> String {
    colour.to_string().trim_start_matches('#').to_owned()
}
