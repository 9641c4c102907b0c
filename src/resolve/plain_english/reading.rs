//! How hard a text is to read, by Rudolf Flesch's reading ease (1948) and the grade that Kincaid and others
//! made of it (1975): both reckon with the words of a sentence and the syllables of a word. Syllables are
//! counted by their vowels, which is right for about nine English words in ten.

use super::sentence::sentences;
use super::texts::Text;
use serde::Serialize;

/// How hard something is to read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// Flesch's ease: 100 is very easy, 60 plain, 30 hard.
    pub ease: f64,
    /// Years of school that it asks for.
    pub grade: f64,
    /// Words a sentence.
    pub words_a_sentence: f64,
    /// Syllables a word.
    pub syllables_a_word: f64,
}

/// The reading of texts that are sentences; `None` where there are fewer than a hundred words.
pub fn of(texts: &[Text]) -> Option<Reading> {
    let (mut count, mut all, mut syllables) = (0.0, 0.0, 0.0);
    for text in texts.iter().filter(|text| text.running) {
        for sentence in sentences(&text.words) {
            count += 1.0;
            for word in sentence.words() {
                all += 1.0;
                syllables += f64::from(syllables_of(word));
            }
        }
    }
    if all < 100.0 {
        return None;
    }
    let (long, heavy) = (all / count, syllables / all);
    let round = |number: f64| (number * 10.0).round() / 10.0;
    Some(Reading {
        ease: round(206.835 - 1.015 * long - 84.6 * heavy),
        grade: round(0.39 * long + 11.8 * heavy - 15.59),
        words_a_sentence: round(long),
        syllables_a_word: (heavy * 100.0).round() / 100.0,
    })
}

/// Syllables of a word: its groups of vowels, without a silent e at its end.
fn syllables_of(word: &str) -> u32 {
    let word: Vec<char> =
        word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut count = 0;
    for (at, c) in word.iter().enumerate() {
        if vowel(c) && (at == 0 || !vowel(&word[at - 1])) {
            count += 1;
        }
    }
    let text: String = word.iter().collect();
    let consonant = |back: usize| word.len() > back && !vowel(&word[word.len() - 1 - back]);
    let silent = text.ends_with('e') && !(text.ends_with("le") && consonant(2)) && consonant(1)
        || text.ends_with("ed") && !text.ends_with("ted") && !text.ends_with("ded") && consonant(2)
        || text.ends_with("es")
            && !["ses", "zes", "ces", "ges", "xes", "hes"].iter().any(|end| text.ends_with(end))
            && consonant(2);
    if silent && count > 1 {
        count -= 1;
    }
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_as_they_are_spoken() {
        for (word, count) in [
            ("ward", 1),
            ("coach", 1),
            ("make", 1),
            ("makes", 1),
            ("asked", 1),
            ("wanted", 2),
            ("table", 2),
            ("people", 2),
            ("question", 2),
            ("meaningful", 3),
            ("changes", 2),
            ("we", 1),
        ] {
            assert_eq!(syllables_of(word), count, "{word}");
        }
    }

    #[test]
    fn short_words_in_short_sentences_are_easy() {
        let text = |words: &str| Text {
            words: words.repeat(20),
            running: true,
            span: crate::diag::Span::new(0, 0, 0),
        };
        let easy =
            of(&[text("We ask. We wait. They think. It works well. ")]).expect("enough words");
        let hard = of(&[text(
            "Organisational sustainability necessitates multidisciplinary accountability. ",
        )]);
        assert!(easy.ease > 90.0 && easy.grade < 2.0, "{easy:?}");
        assert!(hard.expect("enough words").ease < 0.0);
        assert!(of(&[text("One word. ")]).is_none());
    }
}
