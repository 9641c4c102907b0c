//! Sizes and spaces: one scale of type, and how far apart things stand, by the form of a document.

use super::look::{LOOKS, Look, VARIANTS};
use super::style::Style;
use crate::theme::Theme;

/// Sizes and spaces of a document, by its form.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Size of running text in points.
    base: f64,
    /// From one step of the scale to the next.
    ratio: f64,
    /// Where right tab stops stand, in twips: the width of the text.
    pub right: i64,
    /// `guide`, `worksheet`, `handbook` (a paper with worksheets in it), or the form of a paper.
    pub form: String,
}

impl Scale {
    /// The scale of a form of document on paper of a size.
    pub fn new(theme: &Theme, form: &str, paper: &str) -> Self {
        // Arial is larger on the body than the faces of the PDF.
        let base = (number(theme, "base", 11.0) - 0.5).max(8.0);
        let large = if paper == "a3" { 1.4 } else { 1.0 };
        let base = match form {
            "worksheet" if paper == "a3" => base + 1.5,
            "worksheet" | "handbook" | "form" => base - 0.5,
            "flyer" => (base + 3.5) * large,
            _ => base,
        };
        let ratio = number(theme, "ratio", 1.2).clamp(1.0, 2.0);
        Self { base, ratio, right: 9638, form: form.to_owned() }
    }

    /// Sheets to fill in have smaller titles and less space between.
    fn is_close(&self) -> bool {
        matches!(self.form.as_str(), "worksheet" | "handbook")
    }

    /// A size of the type scale, so many steps from running text, in whole half points.
    pub fn size(&self, step: f64) -> f64 {
        let step = if self.is_close() && step > 1.0 { 0.3 + step * 0.7 } else { step };
        ((self.base * self.ratio.powf(step)) * 2.0).round().max(2.0) / 2.0
    }

    /// A space above or below a paragraph.
    pub fn room(&self, points: f64) -> f64 {
        if self.is_close() { points * 0.7 } else { points }
    }

    /// How a paragraph or character style looks in this form.
    pub fn look(&self, style: Style) -> &'static Look {
        let own = VARIANTS.iter().find(|(form, look)| *form == self.form && look.style == style);
        own.map_or(&LOOKS[style as usize], |(_, look)| look)
    }
}

fn number(theme: &Theme, key: &str, otherwise: f64) -> f64 {
    let value = theme.paper.get(key);
    let number = value.and_then(|it| it.as_float().or(it.as_integer().map(|it| it as f64)));
    number.filter(|it| *it > 0.0).unwrap_or(otherwise)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A style's look is found by its place.
    #[test]
    fn looks_stand_in_the_order_of_the_styles() {
        for (at, look) in LOOKS.iter().enumerate() {
            assert_eq!(Style::ALL[at], look.style);
        }
    }
}
