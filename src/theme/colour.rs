//! Colours: read, derived in OKLCH, compared by WCAG contrast.

use palette::color_difference::Wcag21RelativeContrast;
use palette::{FromColor, IntoColor, Oklch, Srgb};
use serde::{Serialize, Serializer};

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(Srgb<u8>);

impl Colour {
    /// Reads `#RRGGBB`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(Srgb::new(channel(0)?, channel(2)?, channel(4)?)))
    }

    pub(crate) const WHITE: Self = Self(Srgb::new(255, 255, 255));
    pub(crate) const BLACK: Self = Self(Srgb::new(0, 0, 0));

    /// How the text of every spot ink begins.
    pub(crate) const SPOT: &str = "#fe01";

    /// The spot ink of a number below 256: a colour that no theme has.
    pub(crate) fn spot(number: usize) -> Self {
        Self(Srgb::new(0xFE, 0x01, number as u8))
    }

    /// The number of a spot ink.
    pub(crate) fn spot_number(red: u8, green: u8, blue: u8) -> Option<usize> {
        (red == 0xFE && green == 0x01).then_some(blue.into())
    }

    /// Red, green and blue.
    pub fn channels(self) -> [u8; 3] {
        [self.0.red, self.0.green, self.0.blue]
    }

    /// So large a share of the way to another colour, channel by channel.
    pub fn towards(self, other: Self, share: f32) -> Self {
        let mix = |from: u8, to: u8| {
            let (from, to) = (f32::from(from), f32::from(to));
            (from + (to - from) * share).round() as u8
        };
        let (from, to) = (self.0, other.0);
        Self(Srgb::new(mix(from.red, to.red), mix(from.green, to.green), mix(from.blue, to.blue)))
    }

    fn oklch(self) -> Oklch {
        self.0.into_format::<f32>().into_color()
    }

    fn from_oklch(colour: Oklch) -> Self {
        let srgb = Srgb::from_color(colour);
        let clip = |channel: f32| (channel.clamp(0.0, 1.0) * 255.0).round() as u8;
        Self(Srgb::new(clip(srgb.red), clip(srgb.green), clip(srgb.blue)))
    }

    /// The same hue at another lightness (0 to 1), with no more than the given chroma.
    pub fn tint(self, lightness: f32, chroma: f32) -> Self {
        let mut colour = self.oklch();
        colour.l = lightness;
        colour.chroma = colour.chroma.min(chroma);
        Self::from_oklch(colour)
    }

    /// The same hue, its lightness multiplied.
    pub fn darker(self, factor: f32) -> Self {
        let mut colour = self.oklch();
        colour.l *= factor;
        Self::from_oklch(colour)
    }

    /// The nearest lightness of this colour with at least so much contrast to the background.
    pub fn readable_on(self, background: Self, least: f64) -> Self {
        let start = self.oklch();
        let away = if contrast(Self(Srgb::new(0, 0, 0)), background) >= least { -1.0 } else { 1.0 };
        for step in 1..=200u8 {
            let mut colour = start;
            colour.l = (start.l + away * f32::from(step) / 200.0).clamp(0.0, 1.0);
            let candidate = Self::from_oklch(colour);
            if contrast(candidate, background) >= least {
                return candidate;
            }
        }
        self
    }
}

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let float = |colour: Colour| colour.0.into_format::<f64>();
    float(a).relative_contrast(float(b))
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0.red, self.0.green, self.0.blue)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
