//! How a figure is reported: a line for people, a line of JSON for programs.

use serde_json::{Value, json};

/// A figure with its target.
pub struct Figure<'a> {
    /// Its name.
    pub name: &'a str,
    /// What was measured.
    pub value: f64,
    /// In what.
    pub unit: &'a str,
    /// What it should be.
    pub target: Target,
    /// The measurements that it comes from.
    pub from: Value,
}

/// On which side of a number a figure should lie.
#[derive(Clone, Copy)]
pub enum Target {
    /// No more than this.
    AtMost(f64),
    /// No less than this.
    AtLeast(f64),
}

impl Figure<'_> {
    /// Prints it.
    pub fn print(&self, sentence: &str) {
        let (met, wanted, number) = match self.target {
            Target::AtMost(limit) => (self.value <= limit, "at most", limit),
            Target::AtLeast(limit) => (self.value >= limit, "at least", limit),
        };
        let verdict = if met { "met" } else { "MISSED" };
        println!(
            "{sentence}\n    {} {:.3} {} ({wanted} {number}: {verdict})",
            self.name, self.value, self.unit
        );
        let line = json!({
            "figure": self.name, "value": self.value, "unit": self.unit,
            "target": { wanted: number }, "met": met, "from": self.from,
        });
        println!("{line}");
    }
}

/// The middle one of some measurements.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
