//! Typographic quotes for text that does not pass through the Markdown parser, as each language writes them
//! (Unicode CLDR, `delimiters`).

/// The quotation marks of a language: opening and closing, around words and within those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// Around words.
    pub outer: (&'static str, &'static str),
    /// Within a quotation.
    pub inner: (&'static str, &'static str),
}

/// Those of English, Welsh, Irish and whatever language has none of its own below.
const ENGLISH: Quotes = Quotes { outer: ("“", "”"), inner: ("‘", "’") };

impl Quotes {
    /// Those of a language, by its BCP 47 tag.
    pub fn of(language: &str) -> Self {
        let marks = |outer, inner| Self { outer, inner };
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary {
            "pt" if language.ends_with("BR") => ENGLISH,
            "de" if language.ends_with("CH") => marks(("«", "»"), ("‹", "›")),
            "de" | "cs" | "sk" | "sl" | "bg" | "is" | "lt" => marks(("„", "“"), ("‚", "‘")),
            "fr" => marks(("«\u{a0}", "\u{a0}»"), ("“", "”")),
            "ar" | "fa" | "el" | "es" | "it" | "ca" | "gl" | "pt" => marks(("«", "»"), ("“", "”")),
            "ru" | "uk" | "be" => marks(("«", "»"), ("„", "“")),
            "no" | "nb" | "nn" => marks(("«", "»"), ("‘", "’")),
            "da" => marks(("»", "«"), ("›", "‹")),
            "pl" | "ro" | "hu" => marks(("„", "”"), ("«", "»")),
            "hr" | "sr" | "bs" => marks(("„", "”"), ("‚", "’")),
            "sv" | "fi" => marks(("”", "”"), ("’", "’")),
            "ja" => marks(("「", "」"), ("『", "』")),
            _ => ENGLISH,
        }
    }

    /// Are they those that the Markdown parser knows?
    pub fn is_english(self) -> bool {
        self == ENGLISH
    }
}

/// Turns straight quotes into typographic ones, three dots into an ellipsis.
///
/// A quote opens after a space, an opening bracket, a dash or at the start; else it closes.
pub fn smart(text: &str) -> String {
    smart_in(text, ENGLISH)
}

/// The same with the quotation marks of a language; an apostrophe is one everywhere.
pub fn smart_in(text: &str, quotes: Quotes) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut before, mut inner) = (' ', false);
    for c in text.chars() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '“' | '‘' | '–' | '—');
        match (c, opens) {
            ('\'', true) => {
                inner = true;
                out.push_str(quotes.inner.0);
            }
            ('\'', false) if std::mem::take(&mut inner) => out.push_str(quotes.inner.1),
            ('\'', false) => out.push('’'),
            ('"', true) => out.push_str(quotes.outer.0),
            ('"', false) => out.push_str(quotes.outer.1),
            _ => out.push(c),
        }
        before = match (c, opens) {
            ('\'', true) => '‘',
            ('"', true) => '“',
            _ => c,
        };
    }
    out.replace("...", "…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_marks_and_every_language_the_apostrophe() {
        for (language, expected) in [
            ("en-GB", "“He said ‘no’, didn’t he?”"),
            ("cy", "“He said ‘no’, didn’t he?”"),
            ("de", "„He said ‚no‘, didn’t he?“"),
            ("fr", "«\u{a0}He said “no”, didn’t he?\u{a0}»"),
            ("pl", "„He said «no», didn’t he?”"),
            ("sv", "”He said ’no’, didn’t he?”"),
        ] {
            let text = "\"He said 'no', didn't he?\"";
            assert_eq!(smart_in(text, Quotes::of(language)), expected, "{language}");
        }
    }
}
