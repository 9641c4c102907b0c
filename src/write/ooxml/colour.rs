//! Roles of the theme as colours of Office: those of the theme part, so that a new set of colours in
//! PowerPoint or Word recolours everything.

use super::xml::Xml;
use crate::part::Paint;
use crate::theme::Theme;

/// The role that a drawing's paint stands for.
pub fn role(paint: Paint) -> &'static str {
    match paint {
        Paint::Ink => "ink",
        Paint::InkSoft => "ink-soft",
        Paint::Rule => "rule",
        Paint::Paper => "paper",
        Paint::Primary => "primary",
        Paint::PrimaryTint => "primary-tint",
        Paint::PrimaryPale => "primary-pale",
        Paint::Accent => "accent",
        Paint::AccentTint => "accent-tint",
        Paint::AccentPale => "accent-pale",
        Paint::OnPrimary => "on-primary",
    }
}

/// The slots of the theme part's colour scheme (ECMA-376 part 1, 20.1.6.2) and the roles in them.
pub const SCHEME: [(&str, &str); 10] = [
    ("dk1", "ink"),
    ("lt1", "paper"),
    ("dk2", "primary-dark"),
    ("lt2", "primary-pale"),
    ("accent1", "primary"),
    ("accent2", "accent"),
    ("accent3", "discussion"),
    ("accent4", "energiser"),
    ("accent5", "debrief"),
    ("accent6", "break"),
];

/// A role's colour as `RRGGBB`: one of the theme, or an activity type's.
pub fn hex(theme: &Theme, role: &str) -> String {
    let colour = theme.colours.get(role).or(theme.activities.get(role).map(|it| &it.fill));
    colour.map_or("000000".to_owned(), |colour| colour.to_string().trim_start_matches('#').into())
}

/// A role's slot in the colour scheme, with the share of its lightness and what is added to that
/// (`lumMod`, `lumOff`, in thousandths of a per cent) where the role is a tint of the slot's colour.
fn slot(role: &str) -> Option<(&'static str, Option<(&'static str, &'static str)>)> {
    let direct = |slot| Some((slot, None));
    match role {
        "ink" => direct("tx1"),
        "paper" => direct("bg1"),
        "primary-dark" => direct("tx2"),
        "primary-pale" => direct("bg2"),
        "primary" | "input" => direct("accent1"),
        "accent" => direct("accent2"),
        "discussion" => direct("accent3"),
        "energiser" => direct("accent4"),
        "debrief" => direct("accent5"),
        "break" => direct("accent6"),
        "primary-tint" => Some(("accent1", Some(("20000", "80000")))),
        "accent-tint" => Some(("accent2", Some(("20000", "80000")))),
        "accent-pale" => Some(("accent2", Some(("10000", "90000")))),
        "ink-soft" => Some(("tx1", Some(("65000", "35000")))),
        _ => None,
    }
}

/// A role's colour in DrawingML (ECMA-376 part 1, 20.1.2.3): of the theme where it has one.
pub fn drawing_colour(xml: &mut Xml, theme: &Theme, role: &str) {
    match slot(role) {
        Some((slot, None)) => {
            xml.empty("a:schemeClr", &[("val", slot)]);
        }
        Some((slot, Some((share, plus)))) => {
            xml.open("a:schemeClr", &[("val", slot)]);
            xml.empty("a:lumMod", &[("val", share)]).empty("a:lumOff", &[("val", plus)]).close();
        }
        None => {
            xml.empty("a:srgbClr", &[("val", &hex(theme, role))]);
        }
    }
}

/// A solid fill in a role's colour (ECMA-376 part 1, 20.1.8.54).
pub fn solid_fill(xml: &mut Xml, theme: &Theme, role: &str) {
    xml.open("a:solidFill", &[]);
    drawing_colour(xml, theme, role);
    xml.close();
}

/// A role's slot as WordprocessingML names it (ECMA-376 part 1, 17.18.97 `ST_ThemeColor`), where it is
/// a colour of the scheme itself; beside it `w:val` carries [`hex`].
pub fn word_theme_colour(role: &str) -> Option<&'static str> {
    match role {
        "ink" => Some("text1"),
        "paper" => Some("background1"),
        "primary-dark" => Some("text2"),
        "primary-pale" => Some("background2"),
        "primary" | "input" => Some("accent1"),
        "accent" => Some("accent2"),
        "discussion" => Some("accent3"),
        "energiser" => Some("accent4"),
        "debrief" => Some("accent5"),
        "break" => Some("accent6"),
        _ => None,
    }
}
