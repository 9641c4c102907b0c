//! The language of the texts, where `[plain-english]` of programme.toml asks for it: long sentences, the
//! passive voice, abbreviations that nobody explains, words to avoid, and how hard the whole is to read.
//! English only: other languages have other rules.

mod reading;
mod sentence;
pub mod texts;

pub use reading::Reading;

use super::Edition;
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::{Paper, PlainEnglish, Session};
use rayon::prelude::*;
use sentence::{Sentence, abbreviations, has_passive, sentences};
use std::collections::BTreeSet;
use texts::Text;

/// Looks at every session and document of an edition.
pub fn check(edition: &Edition, findings: &mut Findings) {
    let rules = &edition.programme.plain_english;
    if !edition.language.starts_with("en") {
        return;
    }
    let look = |texts: Vec<Text>, whole: Span| {
        let mut look = Look { edition, rules, findings: Findings::default() };
        look.all(&texts, whole);
        look.findings
    };
    let sessions = edition.sessions.par_iter().map(|it| look(texts::session(it), it.span));
    let papers = edition.documents.par_iter().map(|it| look(texts::paper(it), it.span));
    let found: Vec<Findings> = sessions.chain(papers).collect();
    findings.extend(found.into_iter().flatten());
}

/// How hard a session is to read.
pub fn of_session(session: &Session) -> Option<Reading> {
    reading::of(&texts::session(session))
}

/// How hard a document is to read.
pub fn of_paper(paper: &Paper) -> Option<Reading> {
    reading::of(&texts::paper(paper))
}

struct Look<'a> {
    edition: &'a Edition,
    rules: &'a PlainEnglish,
    findings: Findings,
}

impl Look<'_> {
    fn all(&mut self, texts: &[Text], whole: Span) {
        for text in texts {
            for sentence in sentences(&text.words) {
                self.sentence(text, &sentence);
            }
            self.avoided(text);
        }
        if self.rules.jargon {
            self.jargon(texts);
        }
        if let Some(highest) = self.rules.highest_grade
            && let Some(reading) = reading::of(texts)
            && reading.grade > highest
        {
            let message = format!("its reading grade is {:.1}, the limit {highest}", reading.grade);
            let help = format!(
                "{:.0} words a sentence, {:.2} syllables a word: shorten both",
                reading.words_a_sentence, reading.syllables_a_word
            );
            self.findings.push(Diagnostic::new(Code::HardToRead, whole, message).help(help));
        }
    }

    fn sentence(&mut self, text: &Text, sentence: &Sentence) {
        let words = sentence.words();
        if self.rules.longest_sentence.is_some_and(|longest| words.len() > longest) {
            let message = format!("a sentence of {} words", words.len());
            self.report(
                Code::LongSentence,
                text,
                sentence.text,
                message,
                "make two sentences of it",
            );
        }
        if self.rules.passive
            && let Some(passive) = has_passive(&words)
        {
            let message = format!("`{passive}` does not say who does it");
            self.report(
                Code::PassiveVoice,
                text,
                sentence.text,
                message,
                "name who acts, and begin with them",
            );
        }
    }

    fn avoided(&mut self, text: &Text) {
        let lower = text.words.to_lowercase();
        for (word, instead) in &self.rules.avoid {
            let whole = |at: usize| {
                let before = lower[..at].chars().next_back();
                let after = lower[at + word.len()..].chars().next();
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !letter(before) && !letter(after)
            };
            let word = word.to_lowercase();
            if lower.match_indices(&word).any(|(at, _)| whole(at)) {
                let message = format!("`{word}` is a word to avoid");
                let help = format!("write `{instead}`");
                self.report(Code::AvoidedWord, text, &word, message, &help);
            }
        }
    }

    /// Abbreviations that neither the glossary nor the text itself explains, each once.
    fn jargon(&mut self, texts: &[Text]) {
        let glossary = &self.edition.programme.glossary;
        let mut seen: BTreeSet<String> = self.rules.known.iter().cloned().collect();
        seen.extend(glossary.keys().cloned());
        let explained = |word: &str| {
            let forms = [format!("({word})"), format!("{word} (")];
            texts.iter().any(|text| forms.iter().any(|form| text.words.contains(form)))
        };
        for text in texts {
            for word in abbreviations(&text.words) {
                if seen.insert(word.to_owned()) && !explained(word) {
                    let message = format!("`{word}` is not explained");
                    let help = "write it out, or add it to `[glossary]` in programme.toml";
                    self.report(Code::Jargon, text, word, message, help);
                }
            }
        }
    }

    /// A finding at the first words of what it is about, or at the text.
    fn report(&mut self, code: Code, text: &Text, at: &str, message: String, help: &str) {
        let short: Vec<&str> = at.split(' ').take(3).collect();
        let sources = &self.edition.sources;
        let exact = sources.within(text.span, at).filter(|_| !at.contains(' '));
        let span = exact.or_else(|| sources.within(text.span, &short.join(" ")));
        let span = span.unwrap_or(Span { end: text.span.start + 1, ..text.span });
        self.findings.push(Diagnostic::new(code, span, message).help(help));
    }
}
