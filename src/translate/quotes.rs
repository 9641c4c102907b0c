//! Quotation marks as a language writes them: the Markdown parser would make English ones of straight ones.

use super::walk::{self, Text};
use crate::syntax::{Inline, InlineKind, Node, Quotes, smart_in};

/// A translation with its straight marks as its language writes them, but for code, addresses and variables.
pub fn quoted(text: &str, quotes: Quotes) -> String {
    if quotes.is_english() {
        return text.to_owned();
    }
    let mut kept = Vec::new();
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    // What stands between these signs is kept as it is, and its place held by a letter.
    let pairs = [("`", "`"), ("](", ")"), ("{{", "}}")];
    while let Some((at, end)) = pairs
        .iter()
        .filter_map(|(open, close)| {
            let at = rest.find(open)?;
            let from = at + open.len();
            Some((at, from + rest[from..].find(close)? + close.len()))
        })
        .min()
    {
        words.push_str(&rest[..at]);
        words.push(HELD);
        kept.push(&rest[at..end]);
        rest = &rest[end..];
    }
    words.push_str(rest);
    let mut kept = kept.into_iter();
    let back = |c: char| match c {
        HELD => kept.next().unwrap_or_default().to_owned(),
        c => c.to_string(),
    };
    smart_in(&words, quotes).chars().map(back).collect()
}

/// Holds a place: a character for private use, which no text has.
const HELD: char = '\u{e000}';

/// The texts of sources in another language than English: the parser made English marks of straight ones.
/// A text in which its author has set marks by hand stays as it is.
pub fn of_sources(nodes: &mut [Node], quotes: Quotes) {
    if quotes.is_english() {
        return;
    }
    walk::nodes(nodes, &mut |text, _| match text {
        Text::Plain(words) => *words = smart_in(words, quotes),
        Text::Rich(inlines) => {
            let mark = quotes.outer.0.trim();
            if !Inline::plain(inlines).contains(mark) {
                again(inlines, quotes, &mut false);
            }
        }
    });
}

/// English marks as another language writes them; `inner` says whether an inner one is open.
fn again(inlines: &mut [Inline], quotes: Quotes, inner: &mut bool) {
    for inline in inlines {
        match &mut inline.kind {
            InlineKind::Text(words) => {
                let mark = |c: char| match c {
                    '“' => quotes.outer.0.to_owned(),
                    '”' => quotes.outer.1.to_owned(),
                    '‘' => {
                        *inner = true;
                        quotes.inner.0.to_owned()
                    }
                    '’' if std::mem::take(inner) => quotes.inner.1.to_owned(),
                    c => c.to_string(),
                };
                *words = words.chars().map(mark).collect();
            }
            InlineKind::Strong(nested)
            | InlineKind::Emph(nested)
            | InlineKind::Language(_, nested)
            | InlineKind::Link { inlines: nested, .. } => again(nested, quotes, inner),
            InlineKind::Value { .. }
            | InlineKind::Code(_)
            | InlineKind::Image { .. }
            | InlineKind::Footnote(_)
            | InlineKind::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_addresses_and_variables_keep_their_marks() {
        let text = "Sag \"ja\" zu `\"x\"` und [\"hier\"](https://a.example/\"b\") {{coach}}";
        let expected = "Sag „ja“ zu `\"x\"` und [„hier“](https://a.example/\"b\") {{coach}}";
        assert_eq!(quoted(text, Quotes::of("de")), expected);
        assert_eq!(quoted(text, Quotes::of("cy")), text);
    }
}
