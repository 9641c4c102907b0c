//! A process map: steps in order, with a start, an end, decisions and delays.
//!
//! A list of up to ten items; `start:`, `end:`, `decision:` or `delay:` before the words says what
//! kind of step it is, and a decision has its two branches nested below.

mod flow;
mod grid;
mod stops;

use super::outline::{self, Entry, Facts, capital, sentence, written};
use super::{Canvas, Context};
use crate::diag::{Code, Diagnostic};
use crate::part::Drawing;
use crate::syntax::Container;

/// A process map.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessMap {
    pub(super) facts: Facts,
    steps: Vec<Step>,
}

/// A step of the process.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    kind: Kind,
    /// Empty when they are to be written in.
    words: String,
    /// Two for a decision, else none.
    branches: Vec<Branch>,
}

/// The kinds of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Start,
    End,
    Step,
    Decision,
    Delay,
}

/// Where a decision leads.
#[derive(Clone, Debug, PartialEq)]
struct Branch {
    /// `yes` or `no`, or what the author calls it.
    label: String,
    /// Where it leads; empty when that is to be written in.
    words: String,
    /// Is it the branch that goes on, unless the words say otherwise?
    is_yes: bool,
}

/// Most steps that a reader follows.
const MOST_STEPS: usize = 10;

const BRANCHES: &str = "nest two items below it: `- yes: …` and `- no: …`";

impl ProcessMap {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<Self> {
        let facts = outline::facts(container, &[], cx);
        let mut entries = outline::entries(container, cx);
        outline::limit_depth(&mut entries, 2, "only a decision has branches, one level deep", cx);
        if entries.len() < 2 {
            let message = "a process map has at least two steps";
            let finding = Diagnostic::new(Code::EmptySlot, container.name_span, message);
            cx.report(finding.help("write its steps as a list; `- …` is a step to write in"));
            return None;
        }
        if let Some(entry) = entries.get(MOST_STEPS) {
            let message =
                format!("a process map has at most {MOST_STEPS} steps, not {}", entries.len());
            outline::bad_data(entry.span, message, "join steps, or draw two maps", cx);
            return None;
        }
        let last = entries.len() - 1;
        let mut steps = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let step = step(entry, cx);
            let out_of_place = match step.kind {
                Kind::Start => index != 0,
                Kind::End => index != last,
                Kind::Step | Kind::Decision | Kind::Delay => false,
            };
            if out_of_place {
                let help = "`start:` is the first item and `end:` the last; others need no prefix";
                outline::bad_data(entry.span, "the map begins or ends in its middle", help, cx);
            }
            steps.push(step);
        }
        Some(Self { facts, steps })
    }

    pub(super) fn is_blank(&self) -> bool {
        let is_blank = |step: &Step| {
            step.words.is_empty() || step.branches.iter().any(|branch| branch.words.is_empty())
        };
        self.steps.iter().any(is_blank)
    }

    pub(super) fn describe(&self) -> String {
        let words = &self.facts.words;
        let mut out = words.get("alt-process-map").to_owned();
        for (index, step) in self.steps.iter().enumerate() {
            let kind = match step.kind {
                Kind::Start => words.get("alt-start").to_owned(),
                Kind::End => words.get("alt-end").to_owned(),
                Kind::Step => words.say("alt-step", &[("number", &(index + 1).to_string())]),
                Kind::Decision => words.get("alt-decision").to_owned(),
                Kind::Delay => words.get("alt-delay").to_owned(),
            };
            let step_words = self.facts.spoken(&step.words);
            out.push_str(&format!(" {}", sentence(&format!("{kind}: {step_words}"))));
            let branches: Vec<String> = step
                .branches
                .iter()
                .map(|branch| {
                    let leads = self.facts.spoken(&branch.words);
                    words.say("alt-branch", &[("answer", &branch.label), ("leads", leads)])
                })
                .collect();
            if !branches.is_empty() {
                out.push_str(&format!(" {}", sentence(&capital(&branches.join("; ")))));
            }
        }
        out
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        flow::draw(self, canvas)
    }
}

fn step(entry: &Entry, cx: &mut Context) -> Step {
    let (kind, words) = match entry.words.split_once(':') {
        Some((prefix, words)) => match prefix.trim().to_lowercase().as_str() {
            "start" => (Kind::Start, words),
            "end" => (Kind::End, words),
            "decision" => (Kind::Decision, words),
            "delay" => (Kind::Delay, words),
            _ => (Kind::Step, entry.words.as_str()),
        },
        None => (Kind::Step, entry.words.as_str()),
    };
    let branches = match kind {
        Kind::Decision => branches(entry, cx),
        Kind::Start | Kind::End | Kind::Step | Kind::Delay => {
            if let Some(child) = entry.children.first() {
                let help = "write `- decision: …?` above the branches";
                outline::bad_data(child.span, "only a decision has branches", help, cx);
            }
            Vec::new()
        }
    };
    Step { kind, words: written(words), branches }
}

fn branches(entry: &Entry, cx: &mut Context) -> Vec<Branch> {
    let found: Vec<Branch> = entry
        .children
        .iter()
        .map(|child| match child.words.split_once(':') {
            Some((label, words)) => branch(label, words, cx),
            None => branch(&child.words, "", cx),
        })
        .collect();
    if found.len() == 2 {
        return found;
    }
    let blank = |key| branch(cx.words.get(key), "", cx);
    // A decision that is itself to be written in may leave its branches to the pen too.
    if found.is_empty() && written(entry.words.split_once(':').map_or("", |(_, w)| w)).is_empty() {
        return vec![blank("yes"), blank("no")];
    }
    let message = format!("a decision has two branches, not {}", found.len());
    outline::bad_data(entry.span, message, BRANCHES, cx);
    let blanks = [branch(cx.words.get("yes"), "", cx), branch(cx.words.get("no"), "", cx)];
    found.into_iter().chain(blanks).take(2).collect()
}

fn branch(label: &str, words: &str, cx: &Context) -> Branch {
    let label = written(label);
    let is_yes = ["yes", cx.words.get("yes")].contains(&label.to_lowercase().as_str());
    Branch { label, words: written(words), is_yes }
}
