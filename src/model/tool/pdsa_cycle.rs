//! A PDSA cycle: plan, do, study, act, round and round.
//!
//! Four items `Plan: …`, `Do: …`, `Study: …`, `Act: …`; `blank` makes room to write in, and
//! `cycles=3` draws a ramp of cycles whose labels are the items.

mod cycle;
mod ramp;
mod ring;
mod sheet;

use super::outline::{self, Entry, Facts, sentence, written};
use super::{Canvas, Context};
use crate::model::Words;
use crate::part::Drawing;
use crate::syntax::Container;

/// A PDSA cycle, or several.
#[derive(Clone, Debug, PartialEq)]
pub struct PdsaCycle {
    pub(super) facts: Facts,
    shape: Shape,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    /// One cycle: what each step means; may be empty.
    Ring([String; 4]),
    /// One cycle to write in, with prompts that may be empty.
    Quadrants([String; 4]),
    /// Labels of cycles that build on each other; empty ones are to be written in.
    Ramp(Vec<String>),
}

/// The names of the steps as a source may always write them, clockwise from top left; they are also
/// the keys of their names in the edition's language.
const NAMES: [&str; 4] = ["plan", "do", "study", "act"];

/// The names of the steps in the edition's language.
fn names(words: &Words) -> [&str; 4] {
    ["pdsa-plan", "pdsa-do", "pdsa-study", "pdsa-act"].map(|key| words.get(key))
}

const STEPS: &str = "write `- Plan: …`, `- Do: …`, `- Study: …` and `- Act: …`, or no list at all";

impl PdsaCycle {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<Self> {
        let facts = outline::facts(container, &["blank", "cycles"], cx);
        let blank = outline::flag(container, "blank", cx);
        let mut entries = outline::entries(container, cx);
        outline::limit_depth(&mut entries, 1, "the items have nothing below them", cx);
        let shape = match outline::count(container, "cycles", 2..=5, cx) {
            Some(cycles) => Shape::Ramp(labels(&entries, cycles, blank, cx)?),
            None if blank => Shape::Quadrants(steps(&entries, cx)),
            None => Shape::Ring(steps(&entries, cx)),
        };
        Some(Self { facts, shape })
    }

    pub(super) fn is_blank(&self) -> bool {
        match &self.shape {
            Shape::Ring(_) => false,
            Shape::Quadrants(_) => true,
            Shape::Ramp(labels) => labels.iter().any(String::is_empty),
        }
    }

    pub(super) fn describe(&self) -> String {
        let step = |(name, words): (&str, &String)| match words.is_empty() {
            true => format!(" {name}."),
            false => sentence(&format!(" {name}: {words}")),
        };
        let pairs = |words: &[String; 4]| -> String {
            names(&self.facts.words).into_iter().zip(words).map(step).collect()
        };
        let say = |key: &str, facts: &[(&str, &str)]| self.facts.words.say(key, facts);
        match &self.shape {
            Shape::Ring(words) => say("alt-pdsa-cycle", &[("steps", pairs(words).trim())]),
            Shape::Quadrants(words) => say("alt-pdsa-blank", &[("steps", pairs(words).trim())]),
            Shape::Ramp(labels) => {
                let mut out = say("alt-pdsa-ramp", &[("count", &labels.len().to_string())]);
                let cycle = self.facts.words.get("pdsa-cycle");
                for (index, label) in labels.iter().enumerate() {
                    let label = self.facts.spoken(label);
                    out.push_str(&sentence(&format!(" {cycle} {}: {label}", index + 1)));
                }
                out
            }
        }
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        match &self.shape {
            Shape::Ring(words) => cycle::draw(words, names(&self.facts.words), canvas),
            Shape::Quadrants(words) => sheet::draw(words, names(&self.facts.words), canvas),
            Shape::Ramp(labels) => ramp::draw(labels, &self.facts.words, canvas),
        }
    }
}

/// The words of the four steps, in the cycle's order whatever the list's.
fn steps(entries: &[Entry], cx: &mut Context) -> [String; 4] {
    let mut found: [Option<String>; 4] = [const { None }; 4];
    for entry in entries {
        let (name, words) = entry.words.split_once(':').unwrap_or((&entry.words, ""));
        let own = name.trim().to_lowercase();
        let is_named = |(key, step): (&str, &str)| key == own || step.to_lowercase() == own;
        match NAMES.into_iter().zip(names(cx.words)).position(is_named) {
            Some(index) if found[index].is_none() => found[index] = Some(written(words)),
            Some(_) => {
                outline::bad_data(entry.span, format!("`{name}` stands here twice"), STEPS, cx)
            }
            None => {
                let message = format!("`{}` is not a step of the cycle", name.trim());
                outline::bad_data(entry.span, message, STEPS, cx);
            }
        }
    }
    let missing = found.iter().position(Option::is_none);
    if let (Some(index), Some(last)) = (missing, entries.last()) {
        let message = format!("the cycle lacks `{}`", names(cx.words)[index]);
        outline::bad_data(last.span, message, STEPS, cx);
    }
    found.map(Option::unwrap_or_default)
}

fn labels(entries: &[Entry], cycles: usize, blank: bool, cx: &mut Context) -> Option<Vec<String>> {
    if entries.is_empty() {
        let label = |number| format!("{} {number}", cx.words.get("pdsa-cycle"));
        return Some((1..=cycles).map(|n| if blank { String::new() } else { label(n) }).collect());
    }
    if entries.len() == cycles {
        return Some(entries.iter().map(|entry| entry.words.clone()).collect());
    }
    let message = format!("{cycles} cycles have {} labels", entries.len());
    let span = entries.last().map(|entry| entry.span)?;
    outline::bad_data(span, message, "write one item for each cycle; `- …` to write it in", cx);
    None
}
