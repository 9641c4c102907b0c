//! Which way a language is written, and how a text of the other direction is kept whole in it.

use serde::Serialize;
use std::borrow::Cow;

/// Primary language subtags (BCP 47) whose usual script runs from right to left.
pub const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo",
    "ps", "prs", "sd", "skr", "syr", "ug", "ur", "yi",
];

/// Script subtags (ISO 15924) that run from right to left.
const SCRIPTS: &[&str] =
    &["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];

/// Icons of a page with lines, of speech, of an arrow or a question mark: where lines run from right to left, these
/// do, too.
pub const MIRRORED_ICONS: &[&str] = &[
    "after",
    "ask",
    "before",
    "discussion",
    "input",
    "note",
    "question",
    "quote",
    "say",
    "worksheet",
];

/// Begins a stretch that is ordered by itself, by its first strong letter (Unicode Standard Annex 9, 2.4.3).
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// Begins one that runs from left to right.
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
/// Puts what stands between two of them in order from left to right, also where isolates are not known.
pub const LEFT_TO_RIGHT_MARK: char = '\u{200E}';
/// Ends either isolate.
const POP_ISOLATE: char = '\u{2069}';

/// The direction of lines, tables and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Direction {
    /// As in English.
    #[default]
    #[serde(rename = "ltr")]
    LeftToRight,
    /// As in Arabic.
    #[serde(rename = "rtl")]
    RightToLeft,
}

impl Direction {
    /// The direction of a language by its BCP 47 tag: that of the script which the tag names, or else of
    /// the language's usual one.
    pub fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let script =
            parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
        let is_right_to_left = match script {
            Some(script) => SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT.contains(&language),
        };
        if is_right_to_left { Self::RightToLeft } else { Self::LeftToRight }
    }

    /// From right to left?
    pub fn is_right_to_left(self) -> bool {
        self == Self::RightToLeft
    }
}

/// Is it a letter of a script that runs from right to left?
pub fn is_right_to_left(letter: char) -> bool {
    matches!(letter,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && letter.is_alphabetic()
}

/// A fact as a text from right to left holds it, whichever way it runs itself: a name, an address. Without
/// this, a full stop at its end or a number after it would change places.
pub fn isolated(fact: &str) -> String {
    match fact.is_empty() {
        true => String::new(),
        false => format!("{FIRST_STRONG_ISOLATE}{fact}{POP_ISOLATE}"),
    }
}

/// A text from right to left with the addresses, telephone numbers and numbers with hyphens in it kept in
/// order. Other Latin words, and times and ranges with a dash, are put in order by their characters.
pub fn with_isolates(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for stretch in in_order(text) {
        out += &text[done..stretch.start];
        out.push(LEFT_TO_RIGHT_ISOLATE);
        out += &text[stretch.clone()];
        out.push(POP_ISOLATE);
        done = stretch.end;
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[done..]),
    }
}

/// The stretches of a text that run from left to right although their characters alone do not say so.
pub fn in_order(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = address(rest).or_else(|| number(rest)).unwrap_or(0);
        if length > 0 {
            out.push(at..at + length);
            at += length;
        } else {
            // On to what follows the next space or bracket.
            at += rest.find(is_gap).map_or(rest.len(), |gap| gap + 1);
            at += text[at.min(text.len())..].len()
                - text[at.min(text.len())..].trim_start_matches(is_gap).len();
        }
    }
    out
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '(' | '[' | '\n')
}

/// Length of the web or e-mail address that a text begins with.
fn address(text: &str) -> Option<usize> {
    let word = text.split(|c: char| c.is_whitespace() || !c.is_ascii()).next()?;
    let word = word.trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?']);
    let is_one = word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.contains(|c: char| c.is_ascii_alphabetic())
        && (word.contains('@') || word.contains('/') || word.starts_with("www."));
    is_one.then_some(word.len())
}

/// Length of the telephone number, or the number with hyphens such as a date, that a text begins with.
fn number(text: &str) -> Option<usize> {
    let number = &text[..until_bracket(text)];
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let groups = number.split(|c: char| !c.is_ascii_digit());
    let groups = groups.filter(|group| !group.is_empty()).count();
    let starts = number.starts_with(|c: char| matches!(c, '+' | '(') || c.is_ascii_digit());
    let is_one = starts
        && (number.starts_with('+') || groups > 1)
        && (digits >= 7 || number.matches('-').count() > 1);
    is_one.then_some(number.len())
}

/// Where a text stops to be digits, spaces, hyphens and whole pairs of brackets.
fn until_bracket(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' | '+' | '-' | ' ' | '\u{a0}' => {}
            '(' => open += 1,
            ')' if open > 0 => open -= 1,
            _ => return at,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_of_a_tag_goes_before_its_language() {
        let right = ["ar", "ar-SA", "ur-PK", "he", "fa", "ckb", "pa-Arab-PK", "AR_eg"];
        let left = ["en-GB", "cy", "pa", "az-Latn", "ks-Deva", "", "x"];
        assert!(right.iter().all(|tag| Direction::of(tag).is_right_to_left()));
        assert!(left.iter().all(|tag| !Direction::of(tag).is_right_to_left()));
    }

    #[test]
    fn addresses_and_telephone_numbers_stay_in_order() {
        let marked = |text: &str| {
            with_isolates(text).replace(LEFT_TO_RIGHT_ISOLATE, "<").replace(POP_ISOLATE, ">")
        };
        assert_eq!(marked("اتصل على +44 20 7946 0018."), "اتصل على <+44 20 7946 0018>.");
        assert_eq!(
            marked("(020) 7946 0018 أو (01632 960 983)"),
            "<(020) 7946 0018> أو (<01632 960 983>)"
        );
        assert_eq!(marked("coaches@example.org أو"), "<coaches@example.org> أو");
        assert_eq!(marked("اقرأ example.org/a."), "اقرأ <example.org/a>.");
        assert_eq!(marked("في 2027-01-12"), "في <2027-01-12>");
        for kept in ["من 10:00–11:30", "3–5 أشخاص", "PDSA 2", "10 و 12 و 14", "نعم/لا", "", "3 5"]
        {
            assert_eq!(marked(kept), kept);
        }
    }
}
