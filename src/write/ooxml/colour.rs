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

/// The slot of the colour scheme that has a role's colour.
pub fn slot(role: &str) -> Option<&'static str> {
    // Input is what the brand's own colour stands for.
    let role = if role == "input" { "primary" } else { role };
    SCHEME.iter().find(|(_, of)| *of == role).map(|(slot, _)| *slot)
}

/// A slot as DrawingML names it: the master's colour map has other names for four of them
/// (ECMA-376 part 1, 19.3.1.6).
pub fn mapped(slot: &'static str) -> &'static str {
    match slot {
        "dk1" => "tx1",
        "lt1" => "bg1",
        "dk2" => "tx2",
        "lt2" => "bg2",
        other => other,
    }
}

/// A role's colour in DrawingML (ECMA-376 part 1, 20.1.2.3): of the theme where it has one.
pub fn drawing_colour(xml: &mut Xml, theme: &Theme, role: &str) {
    match slot(role) {
        Some(slot) => xml.empty("a:schemeClr", &[("val", mapped(slot))]),
        None => xml.empty("a:srgbClr", &[("val", &hex(theme, role))]),
    };
}

/// A role's slot as WordprocessingML names it (ECMA-376 part 1, 17.18.97 `ST_ThemeColor`), where it is
/// a colour of the scheme itself; beside it `w:val` carries [`hex`].
pub fn word_theme_colour(role: &str) -> Option<&'static str> {
    let slot = match slot(role)? {
        "dk1" => "text1",
        "lt1" => "background1",
        "dk2" => "text2",
        "lt2" => "background2",
        other => other,
    };
    Some(slot)
}
