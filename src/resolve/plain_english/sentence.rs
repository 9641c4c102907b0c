//! Sentences of a text, and what is looked for in them.

/// A full stop behind these does not end a sentence.
const SHORT: &[&str] = &["e.g.", "i.e.", "dr.", "mr.", "mrs.", "ms.", "st.", "vs.", "no.", "etc."];
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];
/// Participles that do not end in -ed and are used in the passive.
const PARTICIPLES: &[&str] = &[
    "begun",
    "bought",
    "brought",
    "built",
    "caught",
    "chosen",
    "done",
    "drawn",
    "driven",
    "found",
    "given",
    "held",
    "hidden",
    "kept",
    "known",
    "led",
    "left",
    "lost",
    "made",
    "met",
    "paid",
    "read",
    "said",
    "seen",
    "sent",
    "set",
    "shown",
    "spent",
    "spoken",
    "taken",
    "taught",
    "told",
    "thought",
    "understood",
    "won",
    "written",
];
/// Words that look like participles and are not.
const NO_PARTICIPLES: &[&str] = &[
    "need",
    "needed",
    "indeed",
    "hundred",
    "tired",
    "used",
    "interested",
    "worried",
    "pleased",
    "supposed",
];

/// A sentence.
pub struct Sentence<'a> {
    /// Its text.
    pub text: &'a str,
}

impl<'a> Sentence<'a> {
    /// Its words: what holds a letter or digit.
    pub fn words(&self) -> Vec<&'a str> {
        words(self.text).collect()
    }
}

/// The words of a text.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let dashes = |c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/');
    text.split(dashes).filter(|word| word.contains(char::is_alphanumeric))
}

/// The sentences of a text: they end with a stop that white space or the end follows.
pub fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let end = at + c.len_utf8();
        let rest = text[end..].trim_start_matches(['”', '’', '"', '\'', ')']);
        let last = text[start..end].split_whitespace().next_back().unwrap_or("").to_lowercase();
        if (rest.is_empty() || rest.starts_with(char::is_whitespace))
            && !SHORT.contains(&last.trim_start_matches('('))
        {
            push(&text[start..text.len() - rest.len()], &mut out);
            start = text.len() - rest.len();
        }
    }
    push(&text[start..], &mut out);
    out
}

fn push<'a>(text: &'a str, out: &mut Vec<Sentence<'a>>) {
    let text = text.trim();
    if words(text).next().is_some() {
        out.push(Sentence { text });
    }
}

/// The first passive of a sentence: a form of *be*, perhaps an adverb, and a participle.
pub fn has_passive(words: &[&str]) -> Option<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let participle = |word: &str| {
        let word = bare(word);
        !NO_PARTICIPLES.contains(&word.as_str())
            && (word.len() > 4 && word.ends_with("ed") || PARTICIPLES.contains(&word.as_str()))
    };
    (0..words.len()).find_map(|at| {
        if !BE.contains(&bare(words[at]).as_str()) {
            return None;
        }
        let adverb = words.get(at + 1).is_some_and(|word| {
            let word = bare(word);
            word.ends_with("ly") || matches!(word.as_str(), "not" | "often" | "never" | "always")
        });
        let next = at + 1 + usize::from(adverb);
        let found = words.get(next).filter(|word| participle(word))?;
        // A clause that ends before its verb is none: "what it is, made by …".
        let broken = words[at..next].iter().any(|word| word.ends_with([',', ':', ';']));
        (!broken).then(|| format!("{} {}", bare(words[at]), bare(found)))
    })
}

/// Words in capitals: two letters at least, with an s where there are several.
pub fn abbreviations(text: &str) -> impl Iterator<Item = &str> {
    let letter = |c: char| !c.is_alphanumeric();
    words(text).filter_map(move |word| {
        let word = word.trim_matches(letter);
        let word = word.trim_end_matches("’s").trim_end_matches("'s");
        let word = word.strip_suffix('s').unwrap_or(word);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let fits = word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '&');
        (fits && (2..=6).contains(&capitals)).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let all = |text| sentences(text).iter().map(|it| it.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(all("One. Two? “Three!” Four"), ["One.", "Two?", "“Three!”", "Four"]);
        assert_eq!(
            all("It costs 3.50, e.g. for tea. Yes."),
            ["It costs 3.50, e.g. for tea.", "Yes."]
        );
        assert!(all("…").is_empty());
    }

    #[test]
    fn passives_and_what_only_looks_so() {
        let passive = |text: &str| has_passive(&words(text).collect::<Vec<_>>());
        assert_eq!(passive("The form is signed by nobody.").as_deref(), Some("is signed"));
        assert_eq!(passive("Lessons were not learned, again.").as_deref(), Some("were learned"));
        assert_eq!(passive("You are tired. It is a red chair."), None);
        assert_eq!(passive("Say what it is, made by whom."), None);
    }

    #[test]
    fn abbreviations_stand_in_capitals() {
        let found: Vec<&str> = abbreviations("Two PDSAs, the NHS’s A4 (QI). I go. OK?").collect();
        assert_eq!(found, ["PDSA", "NHS", "QI", "OK"]);
    }
}
