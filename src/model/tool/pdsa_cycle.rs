//! A PDSA cycle: plan, do, study, act, round and round.
//!
//! Four items `Plan: …`, `Do: …`, `Study: …`, `Act: …`; `blank` makes room to write in, and
//! `cycles=3` draws a ramp of cycles whose labels are the items.

mod cycle;
mod ramp;
mod ring;
mod sheet;

use super::labels::LABELS;
use super::outline::{self, Entry, Facts, sentence, spoken, written};
use super::{Canvas, Context};
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
            LABELS.pdsa.into_iter().zip(words).map(step).collect()
        };
        match &self.shape {
            Shape::Ring(words) => {
                format!("PDSA cycle of four steps.{} Act leads back to Plan.", pairs(words))
            }
            Shape::Quadrants(words) => {
                format!("PDSA cycle with room to write in each of its four steps.{}", pairs(words))
            }
            Shape::Ramp(labels) => {
                let mut out =
                    format!("A ramp of {} PDSA cycles, each built on the last.", labels.len());
                for (index, label) in labels.iter().enumerate() {
                    out.push_str(&sentence(&format!(" Cycle {}: {}", index + 1, spoken(label))));
                }
                out
            }
        }
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        match &self.shape {
            Shape::Ring(words) => cycle::draw(words, canvas),
            Shape::Quadrants(words) => sheet::draw(words, canvas),
            Shape::Ramp(labels) => ramp::draw(labels, canvas),
        }
    }
}

/// The words of the four steps, in the cycle's order whatever the list's.
fn steps(entries: &[Entry], cx: &mut Context) -> [String; 4] {
    let mut found: [Option<String>; 4] = [const { None }; 4];
    for entry in entries {
        let (name, words) = entry.words.split_once(':').unwrap_or((&entry.words, ""));
        let is_named = |step: &str| step.eq_ignore_ascii_case(name.trim());
        match LABELS.pdsa.iter().position(|step| is_named(step)) {
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
        let message = format!("the cycle lacks `{}`", LABELS.pdsa[index]);
        outline::bad_data(last.span, message, STEPS, cx);
    }
    found.map(Option::unwrap_or_default)
}

fn labels(entries: &[Entry], cycles: usize, blank: bool, cx: &mut Context) -> Option<Vec<String>> {
    if entries.is_empty() {
        let label = |number| format!("{} {number}", LABELS.cycle);
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
