//! A driver diagram: an aim, what drives it, and ideas for change, left to right.
//!
//! A nested list of two to four levels with one aim at its top, or `blank="3 2"` for empty boxes.

mod tree;

use super::outline::{self, Entry, Facts, sentence};
use super::{Canvas, Context};
use crate::diag::{Code, Diagnostic};
use crate::part::Drawing;
use crate::syntax::Container;

/// A driver diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct DriverDiagram {
    pub(super) facts: Facts,
    aim: Entry,
}

/// Most empty boxes below one box.
const MOST_BLANKS: usize = 8;

const ONE_AIM: &str = "start with one item, the aim, and nest the drivers below it";

impl DriverDiagram {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<Self> {
        let facts = outline::facts(container, &["blank", "aim"], cx);
        let mut entries = outline::entries(container, cx);
        if container.attributes.flag("blank") {
            if let Some(entry) = entries.first() {
                let help = "leave out `blank`, or the list; `…` in a list is an empty box too";
                outline::bad_data(entry.span, "a blank diagram has no list", help, cx);
            }
            return Some(Self { facts, aim: blank_aim(container, cx)? });
        }
        if container.attributes.flag("aim") {
            let help = "the first item of the list is the aim";
            cx.bad_attribute(container.attributes.place("aim"), "`aim` belongs to `blank`", help);
        }
        if let Some(second) = entries.get(1) {
            outline::bad_data(second.span, "a driver diagram has one aim", ONE_AIM, cx);
        }
        let help = "four levels: aim, primary driver, secondary driver, change idea";
        outline::limit_depth(&mut entries, 4, help, cx);
        let Some(aim) = entries.into_iter().next() else {
            let message = "a driver diagram without an aim and drivers";
            let finding = Diagnostic::new(Code::EmptySlot, container.name_span, message);
            cx.report(finding.help(ONE_AIM).help("or write `blank=\"3 2\"` for empty boxes"));
            return None;
        };
        if aim.children.is_empty() {
            outline::bad_data(aim.span, "the aim has no drivers", ONE_AIM, cx);
            return None;
        }
        Some(Self { facts, aim })
    }

    pub(super) fn is_blank(&self) -> bool {
        has_blank(&self.aim)
    }

    pub(super) fn describe(&self) -> String {
        if self.aim.children.iter().all(is_empty) {
            return self.describe_blank();
        }
        let (words, facts) = (&self.facts.words, &self.facts);
        let aim = sentence(facts.spoken(&self.aim.words));
        let mut out = words.say("alt-driver-diagram", &[("aim", &aim)]);
        for (index, driver) in self.aim.children.iter().enumerate() {
            let below: Vec<String> =
                driver.children.iter().map(|driver| described(driver, facts)).collect();
            let key = if below.is_empty() { "alt-driver" } else { "alt-driver-with-secondary" };
            let said = [
                ("number", &*(index + 1).to_string()),
                ("driver", facts.spoken(&driver.words)),
                ("secondary", &below.join("; ")),
            ];
            out.push(' ');
            out.push_str(&sentence(&words.say(key, &said)));
        }
        out
    }

    /// Empty boxes are counted, not read out one by one.
    fn describe_blank(&self) -> String {
        let drivers = &self.aim.children;
        let below = |entries: &[Entry]| entries.iter().map(|entry| entry.children.len()).sum();
        let secondary: usize = below(drivers);
        let ideas: usize = drivers.iter().map(|driver| below(&driver.children)).sum();
        let words = &self.facts.words;
        let named = [
            (drivers.len(), "alt-count-primary"),
            (secondary, "alt-count-secondary"),
            (ideas, "alt-count-ideas"),
        ];
        let boxes: Vec<String> = named
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, key)| words.say(key, &[("count", &count.to_string())]))
            .collect();
        let aim = sentence(self.facts.spoken(&self.aim.words));
        words.say("alt-driver-diagram-blank", &[("aim", &aim), ("boxes", &boxes.join(", "))])
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        tree::draw(&self.aim, self.is_blank(), canvas, &self.facts.words)
    }
}

fn blank_aim(container: &Container, cx: &mut Context) -> Option<Entry> {
    let value = container.attributes.value("blank").unwrap_or("");
    let counts: Vec<usize> = value
        .split_whitespace()
        .filter_map(|count| count.parse().ok())
        .filter(|count| (1..=MOST_BLANKS).contains(count))
        .collect();
    let is_whole = counts.len() == value.split_whitespace().count();
    if !is_whole || counts.is_empty() || counts.len() > 3 {
        let help = "write how many primary drivers, secondary drivers for each, and change ideas \
                    for each, 1 to 8: `blank=\"3 2\"` or `blank=\"3 2 1\"`";
        let message = format!("`blank` cannot be `{value}`");
        cx.bad_attribute(container.attributes.place("blank"), message, help);
        return None;
    }
    let mut aim = blank_entry(container, &counts);
    aim.words = outline::words_of(container, "aim");
    Some(aim)
}

fn blank_entry(container: &Container, counts: &[usize]) -> Entry {
    let children = match counts.split_first() {
        Some((count, below)) => (0..*count).map(|_| blank_entry(container, below)).collect(),
        None => Vec::new(),
    };
    Entry { words: String::new(), span: container.name_span, children }
}

/// Has neither it nor anything below it any words?
fn is_empty(entry: &Entry) -> bool {
    entry.words.is_empty() && entry.children.iter().all(is_empty)
}

fn has_blank(entry: &Entry) -> bool {
    entry.words.is_empty() || entry.children.iter().any(has_blank)
}

fn described(secondary: &Entry, facts: &Facts) -> String {
    let ideas: Vec<&str> =
        secondary.children.iter().map(|idea| facts.spoken(&idea.words)).collect();
    let driver = facts.spoken(&secondary.words);
    match ideas.is_empty() {
        true => driver.to_owned(),
        false => {
            let said = [("driver", driver), ("ideas", &ideas.join(", "))];
            facts.words.say("alt-driver-with-ideas", &said)
        }
    }
}
