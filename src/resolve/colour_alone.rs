//! Texts that tell things apart by their colour alone: “the green card”, “shown in red” (WCAG 2.2, 1.4.1).
//! Looked for in English only, by its words. Black, white and grey stay what they are in greys.

use super::Edition;
use super::plain_english::texts::{self, Text};
use crate::diag::{Code, Diagnostic, Findings, Span};

const COLOURS: &[&str] =
    &["red", "green", "blue", "yellow", "orange", "purple", "pink", "amber", "violet", "turquoise"];

/// Words before a colour that say which one is meant.
const POINTING: &[&str] =
    &["the", "your", "their", "each", "every", "this", "that", "these", "those", "both", "only"];

/// What there is on paper and on screens to be told apart.
const THINGS: &[&str] = &[
    "area", "arrow", "band", "bar", "box", "boxes", "card", "circle", "column", "cell", "dot",
    "field", "form", "label", "line", "mark", "note", "one", "page", "part", "row", "section",
    "shape", "sheet", "side", "slide", "square", "star", "sticker", "tab", "triangle", "word",
    "zone",
];

/// What is done to something so that it has a colour.
const MADE: &[&str] = &[
    "marked",
    "shown",
    "printed",
    "written",
    "highlighted",
    "coloured",
    "drawn",
    "shaded",
    "circled",
    "underlined",
    "ringed",
];

/// Words that give something else to tell it by.
const BESIDES: &[&str] = &["marked", "labelled", "numbered", "called", "named", "headed", "saying"];

/// Looks at every session and document of an edition.
pub fn check(edition: &Edition, findings: &mut Findings) {
    if !edition.language.starts_with("en") {
        return;
    }
    let sessions = edition.sessions.iter().map(texts::session);
    for text in sessions.chain(edition.documents.iter().map(texts::paper)).flatten() {
        if let Some(words) = told_by_colour(&text.words) {
            findings.push(finding(edition, &text, &words));
        }
    }
}

fn finding(edition: &Edition, text: &Text, words: &str) -> Diagnostic {
    let colour = words.split(' ').rev().find(|it| COLOURS.contains(&plain(it).as_str()));
    let sources = &edition.sources;
    let span = sources
        .within(text.span, words)
        .or_else(|| sources.within(text.span, colour.unwrap_or(words)))
        .unwrap_or(Span { end: text.span.start + 1, ..text.span });
    let message = format!("`{words}` can be told by its colour alone");
    Diagnostic::new(Code::ColourAlone, span, message)
        .help("give its word, letter, shape or place instead or besides")
}

/// The first words that tell something by its colour, as they stand there.
fn told_by_colour(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is =
        |at: usize, list: &[&str]| words.get(at).is_some_and(|word| list.contains(&&*plain(word)));
    // A word that a comma or full stop follows does not belong to the next one.
    let goes_on = |at: usize| words[at].ends_with(char::is_alphanumeric);
    (0..words.len()).find_map(|at| {
        let pointed = is(at, POINTING) && is(at + 1, COLOURS) && is_thing(words.get(at + 2)?);
        let made = is(at, MADE) && words.get(at + 1) == Some(&"in") && is(at + 2, COLOURS);
        if !(pointed || made) || !goes_on(at) || !goes_on(at + 1) {
            return None;
        }
        let besides = words.get(at + 3).is_some_and(|word| word.starts_with(['(', '“', '‘', '"']));
        let besides = goes_on(at + 2) && (besides || is(at + 3, BESIDES));
        let shown = words[at..at + 3].join(" ");
        (!besides).then(|| shown.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
    })
}

fn is_thing(word: &str) -> bool {
    let word = plain(word);
    THINGS.contains(&word.as_str()) || word.strip_suffix('s').is_some_and(|it| THINGS.contains(&it))
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::told_by_colour;

    #[test]
    fn only_what_colour_alone_tells_is_named() {
        for (text, told) in [
            ("Turn the green card over.", Some("the green card")),
            ("Late tests are marked in red.", Some("marked in red")),
            ("Read the blue boxes, then write.", Some("the blue boxes")),
            ("Take the green card (the one with a tick).", None),
            ("Take the green card marked A.", None),
            ("A green card each, and a red pen.", None),
            ("The red, line by line.", None),
            ("Draw the black line.", None),
        ] {
            assert_eq!(told_by_colour(text).as_deref(), told, "{text}");
        }
    }
}
