//! How shapes, lines and words look: roles of the theme's colours, and weights.

use super::measure::Lettering;
use crate::part::{Align, Paint, VAlign};

/// Colours and weight of a labelled shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Its area.
    pub fill: Option<Paint>,
    /// Its outline.
    pub stroke: Option<Paint>,
    /// Its words.
    pub text: Paint,
    /// Semi-bold words?
    pub bold: bool,
}

impl Look {
    /// What everything leads to.
    pub const AIM: Self =
        Self { fill: Some(Paint::Primary), stroke: None, text: Paint::OnPrimary, bold: true };
    /// Of the first order.
    pub const MAIN: Self = Self {
        fill: Some(Paint::PrimaryTint),
        stroke: Some(Paint::Primary),
        text: Paint::Ink,
        bold: true,
    };
    /// Of the second order.
    pub const PLAIN: Self = Self {
        fill: Some(Paint::Paper),
        stroke: Some(Paint::Primary),
        text: Paint::Ink,
        bold: false,
    };
    /// Where a branch leads.
    pub const BRANCH: Self = Self {
        fill: Some(Paint::PrimaryPale),
        stroke: Some(Paint::InkSoft),
        text: Paint::Ink,
        bold: false,
    };
    /// What people may do, or what keeps them waiting.
    pub const IDEA: Self = Self {
        fill: Some(Paint::AccentPale),
        stroke: Some(Paint::Accent),
        text: Paint::Ink,
        bold: false,
    };
    /// To be written in by hand: no ink wasted.
    pub const BLANK: Self = Self {
        fill: Some(Paint::Paper),
        stroke: Some(Paint::InkSoft),
        text: Paint::Ink,
        bold: false,
    };

    /// This look, or the blank one where there are no words.
    pub fn unless_blank(self, words: &str) -> Self {
        if words.is_empty() { Self::BLANK } else { self }
    }

    /// Its lettering at a size.
    pub fn lettering(self, size: f64) -> Lettering {
        Lettering { size, bold: self.bold }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stroke {
    /// Colour.
    pub paint: Paint,
    /// Points.
    pub thickness: f64,
    /// Broken?
    pub dashed: bool,
}

impl Stroke {
    /// An unbroken line.
    pub fn solid(paint: Paint, thickness: f64) -> Self {
        Self { paint, thickness, dashed: false }
    }

    /// A broken line.
    pub fn dashed(paint: Paint, thickness: f64) -> Self {
        Self { paint, thickness, dashed: true }
    }
}

/// How free-standing words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Set {
    /// Size and weight.
    pub lettering: Lettering,
    /// Colour.
    pub paint: Paint,
    /// Horizontal place.
    pub align: Align,
    /// Vertical place.
    pub valign: VAlign,
}

impl Set {
    /// At the top left.
    pub fn new(lettering: Lettering, paint: Paint) -> Self {
        Self { lettering, paint, align: Align::Left, valign: VAlign::Top }
    }

    /// Elsewhere in the rectangle.
    pub fn at(self, align: Align, valign: VAlign) -> Self {
        Self { align, valign, ..self }
    }
}
