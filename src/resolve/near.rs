//! The id that is meant where one is not there any more: what says nearly the same under another id, or
//! has nearly the same name.

use super::find;
use crate::diag::{self, Span};
use crate::syntax::Node;
use std::collections::BTreeMap;

/// An id that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// The id.
    pub id: String,
    /// Is it what says the same, rather than what is called nearly so?
    pub by_text: bool,
}

/// Share of the words that two texts must have in common to be the same one changed.
const ALIKE: f64 = 0.6;

/// The id nearest to `of`, which stood for the text `then` where that is known.
pub fn nearest(
    of: &str,
    then: Option<&str>,
    nodes: &[Node],
    text: impl Fn(&[Span]) -> String,
) -> Option<Near> {
    let all = find::all(nodes);
    if let Some(then) = then.filter(|then| then.split_whitespace().count() > 3) {
        let spans = |place: &find::Place| -> Vec<Span> {
            let taken = &find::at(nodes, &place.way)[place.range.clone()];
            taken.iter().map(|node| node.span).collect()
        };
        let like = all.iter().map(|(id, place)| (alike(then, &text(&spans(place))), id));
        let best = like.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(share, _)| *share >= ALIKE);
        if let Some((_, id)) = best {
            return Some(Near { id: id.clone(), by_text: true });
        }
    }
    // Only the last step of a way is not there.
    let (within, last) = of.rsplit_once('/').map_or(("", of), |(way, last)| (way, last));
    let ids = || all.iter().map(|(id, _)| id.as_str());
    let near = diag::nearest(last, ids()).or_else(|| kin(last, ids()))?;
    let known = find::places(nodes, &format!("{within}/{near}"));
    let id = match within.is_empty() || known.is_empty() {
        true => near.to_owned(),
        false => format!("{within}/{near}"),
    };
    Some(Near { id, by_text: false })
}

/// The share of their words that two texts have in common.
fn alike(one: &str, other: &str) -> f64 {
    let mut count: BTreeMap<&str, i64> = BTreeMap::new();
    one.split_whitespace().for_each(|word| *count.entry(word).or_default() += 1);
    let (mut common, mut all) = (0, one.split_whitespace().count());
    for word in other.split_whitespace() {
        all += 1;
        let left = count.entry(word).or_default();
        if *left > 0 {
            *left -= 1;
            common += 2;
        }
    }
    if all == 0 { 0.0 } else { f64::from(common) / all as f64 }
}

/// An id that begins or ends as another does: `guess-work` for `guess`.
fn kin<'a>(of: &str, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let parts: Vec<&str> = of.split('-').collect();
    let shared = |id: &str| {
        let own: Vec<&str> = id.split('-').collect();
        let from_start = own.iter().zip(&parts).take_while(|(a, b)| a == b).count();
        let from_end = own.iter().rev().zip(parts.iter().rev()).take_while(|(a, b)| a == b).count();
        from_start.max(from_end)
    };
    ids.filter(|id| shared(id) > 0).max_by_key(|id| (shared(id), std::cmp::Reverse(id.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_texts_that_are_near() {
        assert_eq!(kin("guess", ["a", "guess-work", "work"].into_iter()), Some("guess-work"));
        assert_eq!(kin("guess", ["a", "b-c"].into_iter()), None);
        assert!(alike("one two three four", "one two three five") > ALIKE);
        assert!(alike("one two", "three four") < ALIKE);
    }
}
