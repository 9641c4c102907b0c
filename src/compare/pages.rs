//! Fingerprints of a document's pages, before and now, to which of them to print again. Page numbers are
//! part of a page: where pages were put in, all after them are printed again, or the pack would count
//! wrongly.

use crate::diag::common;
use serde::Serialize;

/// Which pages of a document to print again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Pages {
    /// How many there were.
    pub before: usize,
    /// How many there are.
    pub now: usize,
    /// The pages to print, by their numbers now.
    pub print: Vec<usize>,
    /// Every page to the end is printed again from this one on, for their numbers have shifted.
    pub onward: Option<usize>,
    /// The pages to take out, by their numbers before: nothing takes their place.
    pub take_out: Vec<usize>,
    /// What stands in the head or foot of every page has changed.
    pub whole: bool,
}

impl Pages {
    /// Compares pages. Sheets that count their pages by themselves can be put between others.
    pub fn compare(before: &[String], now: &[String], sheets: bool) -> Self {
        let base = Self { before: before.len(), now: now.len(), ..Self::default() };
        if before.len() == now.len() {
            let differs = |at: &usize| before[*at] != now[*at];
            let print = (0..now.len()).filter(differs).map(|at| at + 1).collect();
            return Self { print, ..base };
        }
        let pairs = common(before, now);
        if sheets {
            let (old, new): (Vec<usize>, Vec<usize>) = pairs.into_iter().unzip();
            let print: Vec<usize> =
                (0..now.len()).filter(|at| !new.contains(at)).map(|at| at + 1).collect();
            let take_out = (0..before.len()).filter(|at| !old.contains(at)).map(|at| at + 1);
            return Self { print, take_out: take_out.collect(), ..base };
        }
        let same = pairs.iter().enumerate().take_while(|(at, pair)| **pair == (*at, *at)).count();
        if same >= now.len() {
            return Self { take_out: (same + 1..=before.len()).collect(), ..base };
        }
        Self { print: (same + 1..=now.len()).collect(), onward: Some(same + 1), ..base }
    }

    /// Every page is printed again.
    pub fn all(before: usize, now: usize) -> Self {
        Self { before, now, print: (1..=now).collect(), whole: true, ..Self::default() }
    }

    /// The sheets to print again where pages stand on both sides; none where that is all of them.
    pub fn sheets(&self) -> Vec<usize> {
        let mut sheets: Vec<usize> = self.print.iter().map(|page| page.div_ceil(2)).collect();
        sheets.dedup();
        if self.whole { Vec::new() } else { sheets }
    }

    /// Is there nothing to print and nothing to take out?
    pub fn is_empty(&self) -> bool {
        self.print.is_empty() && self.take_out.is_empty()
    }
}

/// Numbers in words: `2, 4–9`.
pub fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let run = |(first, last): &(usize, usize)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(before: &str, now: &str, sheets: bool) -> Pages {
        let list = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        Pages::compare(&list(before), &list(now), sheets)
    }

    #[test]
    fn what_keeps_its_number_is_replaced_by_itself() {
        let changed = pages("abcdef", "axcyef", false);
        assert_eq!((changed.print, changed.onward), (vec![2, 4], None));
        assert!(pages("abc", "abc", false).is_empty());
    }

    #[test]
    fn what_shifts_is_printed_from_there_on() {
        let longer = pages("abcd", "abxcd", false);
        assert_eq!((longer.print.clone(), longer.onward), (vec![3, 4, 5], Some(3)));
        let shorter = pages("abcd", "abc", false);
        assert_eq!((shorter.print.clone(), shorter.take_out.clone()), (vec![], vec![4]));
        assert_eq!(pages("abcd", "acd", false).onward, Some(2));
    }

    #[test]
    fn sheets_are_put_between_others() {
        let put = pages("abcd", "abxcd", true);
        assert_eq!((put.print, put.take_out), (vec![3], vec![]));
        assert_eq!(pages("abcd", "abd", true).take_out, [3]);
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(ranges(&[2, 4, 5, 6, 9]), "2, 4–6, 9");
    }
}
