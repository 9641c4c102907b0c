//! The main line of a process map: which branch of a decision goes on, and which leaves it.

use super::{Kind, Step};
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::Look;

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stop<'a> {
    /// The kind of step.
    pub kind: Kind,
    /// Empty when they are to be written in.
    pub words: &'a str,
    /// Where a branch leads, standing in the main line: it is paler than a step.
    pub is_branch: bool,
    /// Beside the arrow that leaves it.
    pub label: &'a str,
    /// Label and words of the branch that leaves the main line.
    pub side: Option<(&'a str, &'a str)>,
}

/// The main line. A decision goes on with the branch that names the next step, else with `yes`;
/// where that branch leads stands in the line unless it is the next step itself.
pub(super) fn stops(steps: &[Step]) -> Vec<Stop<'_>> {
    let mut stops = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let mut stop =
            Stop { kind: step.kind, words: &step.words, is_branch: false, label: "", side: None };
        let [first, second] = step.branches.as_slice() else {
            stops.push(stop);
            continue;
        };
        let next = steps.get(index + 1).map_or("", |step| step.words.as_str());
        let is_next = |words: &str| !words.is_empty() && same(words, next);
        let swap = is_next(&second.words) || (!is_next(&first.words) && second.is_yes);
        let (on, off) = if swap { (second, first) } else { (first, second) };
        stop.label = &on.label;
        stop.side = Some((&off.label, &off.words));
        stops.push(stop);
        if !on.words.is_empty() && !is_next(&on.words) {
            let (kind, words) = (Kind::Step, on.words.as_str());
            stops.push(Stop { kind, words, is_branch: true, label: "", side: None });
        }
    }
    stops
}

fn same(one: &str, other: &str) -> bool {
    let plain = |words: &str| words.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    plain(one) == plain(other)
}

impl Stop<'_> {
    /// Its look.
    pub fn look(&self) -> Look {
        let look = match self.kind {
            Kind::Start | Kind::End => Look::AIM,
            Kind::Step if self.is_branch => Look::BRANCH,
            Kind::Step => Look::PLAIN,
            Kind::Decision => Look { bold: false, ..Look::MAIN },
            // Only waiting has the second colour: it is what teams look for on their map.
            Kind::Delay => Look::IDEA,
        };
        look.unless_blank(self.words)
    }

    /// The narrowest cell that breaks no word, in points.
    pub fn widest_word(&self, size: f64) -> f64 {
        let own = self.look().lettering(size).widest_word(self.words);
        let side = self.side.map_or(0.0, |(_, words)| Lettering::regular(size).widest_word(words));
        match self.kind {
            Kind::Decision => (own * 1.75).max(side),
            Kind::Start | Kind::End | Kind::Delay => own + size,
            Kind::Step => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Branch;
    use super::*;

    fn decision(yes: &str, no: &str, next: &str) -> [Step; 2] {
        let branch = |label: &str, words: &str| {
            let is_yes = label == "yes";
            Branch { label: label.into(), words: words.into(), is_yes }
        };
        let step = |kind, words: &str, branches| Step { kind, words: words.into(), branches };
        let branches = vec![branch("yes", yes), branch("no", no)];
        [step(Kind::Decision, "Ready?", branches), step(Kind::Step, next, Vec::new())]
    }

    #[test]
    fn the_branch_that_names_the_next_step_goes_on() {
        let steps = decision("Home", "Wait", "Wait");
        let line = stops(&steps);
        assert_eq!((line.len(), line[0].label, line[0].side), (2, "no", Some(("yes", "Home"))));
    }

    #[test]
    fn a_branch_that_leads_elsewhere_stands_in_the_line() {
        let steps = decision("We talk", "Next agenda", "We agree");
        let words: Vec<&str> = stops(&steps).iter().map(|stop| stop.words).collect();
        assert_eq!(words, ["Ready?", "We talk", "We agree"]);
    }
}
