//! Attribute values with a type, each reported when it is not what it should be.

use super::Context;
use super::value::Minutes;
use crate::diag::{Code, Diagnostic};
use crate::syntax::{Attributes, smart};

/// Typed access to the attributes of a heading or container.
pub trait Typed {
    /// A text with typographic quotes; empty when missing.
    fn words(&self, key: &str) -> String;
    /// A length of time.
    fn minutes(&self, key: &str, cx: &mut Context) -> Option<Minutes>;
    /// A whole number within limits.
    fn number(
        &self,
        key: &str,
        limits: std::ops::RangeInclusive<i32>,
        cx: &mut Context,
    ) -> Option<i32>;
    /// A length: `40mm`, `4cm` or `120pt`, in points.
    fn length(&self, key: &str, cx: &mut Context) -> Option<f64>;
    /// One of a closed set of words.
    fn one_of<T>(
        &self,
        key: &str,
        words: &[&str],
        read: fn(&str) -> Option<T>,
        cx: &mut Context,
    ) -> Option<T>;
    /// A share of the width, `60%`.
    fn share(&self, key: &str, cx: &mut Context) -> Option<f64>;
}

impl Typed for Attributes {
    fn words(&self, key: &str) -> String {
        smart(self.value(key).unwrap_or(""))
    }

    fn minutes(&self, key: &str, cx: &mut Context) -> Option<Minutes> {
        let text = self.value(key)?;
        let minutes = Minutes::parse(text);
        if minutes.is_none() {
            let message = format!("`{key}={text}` is not a length of time");
            cx.bad_attribute(self.place(key), message, "write minutes or hours: `15m`, `1h30m`");
        }
        minutes
    }

    fn number(
        &self,
        key: &str,
        limits: std::ops::RangeInclusive<i32>,
        cx: &mut Context,
    ) -> Option<i32> {
        let text = self.value(key)?;
        let number = text.parse().ok().filter(|number| limits.contains(number));
        if number.is_none() {
            let message = format!("`{key}={text}` is not a whole number that fits here");
            let help = format!("from {} to {}", limits.start(), limits.end());
            cx.bad_attribute(self.place(key), message, &help);
        }
        number
    }

    fn length(&self, key: &str, cx: &mut Context) -> Option<f64> {
        let text = self.value(key)?;
        let unit = |suffix: &str, points: f64| {
            let number = text.strip_suffix(suffix)?.trim().parse::<f64>().ok()?;
            Some(number * points).filter(|length| (1.0..3000.0).contains(length))
        };
        let length = unit("mm", 72.0 / 25.4)
            .or_else(|| unit("cm", 720.0 / 25.4))
            .or_else(|| unit("pt", 1.0));
        if length.is_none() {
            let message = format!("`{key}={text}` is not a length");
            cx.bad_attribute(self.place(key), message, "write millimetres: `40mm`");
        }
        length
    }

    fn one_of<T>(
        &self,
        key: &str,
        words: &[&str],
        read: fn(&str) -> Option<T>,
        cx: &mut Context,
    ) -> Option<T> {
        let text = self.value(key)?;
        let value = read(text);
        if value.is_none() {
            let message = format!("`{key}={text}` is not one of: {}", words.join(", "));
            cx.report(
                Diagnostic::new(Code::BadAttribute, self.place(key), message)
                    .did_you_mean(text, words.iter().copied()),
            );
        }
        value
    }

    fn share(&self, key: &str, cx: &mut Context) -> Option<f64> {
        let text = self.value(key)?;
        let share = text.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
        let share =
            share.map(|percent| percent / 100.0).filter(|share| (0.05..=1.0).contains(share));
        if share.is_none() {
            let message = format!("`{key}={text}` is not a share of the width");
            cx.bad_attribute(self.place(key), message, "write a percentage from 5% to 100%: `60%`");
        }
        share
    }
}
