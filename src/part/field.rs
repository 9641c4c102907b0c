//! Anything a person fills in: a ruled line or box on paper, a form field in a fillable PDF, a
//! content control in Word, a placeholder in PowerPoint.

use super::{Run, plain};
use serde::Serialize;

/// The kinds of field.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "field", rename_all = "kebab-case")]
pub enum Field {
    /// One line.
    Text,
    /// Ruled lines.
    Lines {
        /// How many, or as many as the page has room for.
        rows: Extent,
    },
    /// An empty box.
    Box {
        /// Its height in points, or what is left of the page.
        height: Extent,
    },
    /// A date.
    Date,
    /// One or many of several options.
    Choice {
        /// The options.
        options: Vec<Vec<Run>>,
        /// Several may be chosen.
        many: bool,
        /// In a row rather than a column.
        inline: bool,
    },
    /// A scale of whole numbers to circle.
    Scale {
        /// First number.
        from: i32,
        /// Last number.
        to: i32,
        /// What the first means.
        low: String,
        /// What the last means.
        high: String,
    },
    /// Signature and date.
    Signature,
}

/// An amount, or all that is left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Extent {
    /// So many lines or points.
    Fixed(f64),
    /// What is left of the page; JSON `null`.
    Fill,
}

impl Field {
    /// The words that are printed with the field besides its label and hint.
    pub fn words(&self) -> Vec<String> {
        match self {
            Field::Choice { options, .. } => options.iter().map(|option| plain(option)).collect(),
            Field::Scale { low, high, .. } => vec![low.clone(), high.clone()],
            Field::Text
            | Field::Lines { .. }
            | Field::Box { .. }
            | Field::Date
            | Field::Signature => Vec::new(),
        }
    }
}
