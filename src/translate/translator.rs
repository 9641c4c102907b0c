//! Puts the texts of one file into the edition's language, counts them, and says what is left in its own.

use super::catalogues::Found;
use super::message::{self, anchors};
use super::walk::{self, Spot, Text};
use super::{Translation, ids, quotes};
use crate::diag::{Code, Diagnostic, Findings, Severity, Span};
use crate::model::Facts;
use crate::part::Translated;
use crate::syntax::{Inline, InlineKind, Node, Quotes, smart_in};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a file is translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// In the edition's language.
    pub translated: usize,
    /// To be looked at again.
    pub fuzzy: usize,
    /// In the language of the sources.
    pub missing: usize,
}

impl Count {
    /// Every text.
    pub fn all(self) -> usize {
        self.translated + self.fuzzy + self.missing
    }

    /// Notes one more.
    pub fn note(&mut self, found: Found) {
        match found {
            Found::Text(..) => self.translated += 1,
            Found::Fuzzy => self.fuzzy += 1,
            Found::Missing => self.missing += 1,
        }
    }
}

/// Translates the texts of one unit: a session, a document, the programme.
pub struct Translator<'a> {
    translation: &'a Translation,
    unit: String,
    findings: &'a mut Findings,
    count: Count,
    left: BTreeSet<String>,
}

impl<'a> Translator<'a> {
    /// For a folder below the sources folder.
    pub fn new(translation: &'a Translation, folder: &str, findings: &'a mut Findings) -> Self {
        Self {
            translation,
            unit: super::unit(folder),
            findings,
            count: Count::default(),
            left: BTreeSet::new(),
        }
    }

    /// The body of a session, by the session's own title.
    pub fn session(&mut self, mut nodes: Vec<Node>, title: &str) -> Vec<Node> {
        if self.translation.is_needed() {
            ids::of_session(&mut nodes, title);
            self.nodes(&mut nodes);
        } else {
            quotes::of_sources(&mut nodes, self.quotes());
        }
        nodes
    }

    /// The body of a document.
    pub fn document(&mut self, mut nodes: Vec<Node>) -> Vec<Node> {
        if self.translation.is_needed() {
            ids::of_document(&mut nodes);
            self.nodes(&mut nodes);
        } else {
            quotes::of_sources(&mut nodes, self.quotes());
        }
        nodes
    }

    /// The quotation marks of the edition's language.
    fn quotes(&self) -> Quotes {
        Quotes::of(&self.translation.language)
    }

    /// A front matter; returns where its texts stand now. `place` says where they stood.
    pub fn front(&mut self, front: &mut impl Facts, place: impl Fn(&str) -> Span) -> Vec<Span> {
        let texts = front.texts_mut().into_iter();
        let one = |text: &mut String| {
            let span = place(text);
            self.plain("", text, span)
        };
        texts.map(one).collect()
    }

    fn nodes(&mut self, nodes: &mut [Node]) {
        walk::nodes(nodes, &mut |text, spot| self.text(text, spot));
    }

    fn text(&mut self, text: Text, spot: Spot) {
        match text {
            Text::Rich(inlines) => self.rich(inlines),
            Text::Plain(words) => drop(self.plain("", words, spot.span)),
        }
    }

    fn rich(&mut self, inlines: &mut Vec<Inline>) {
        let id = message::text(inlines);
        if !message::is_message(&id) {
            return;
        }
        let found = self.translation.catalogues.find(&self.unit, "", &id);
        if let Found::Text(text, span) = found {
            match message::parse(&quotes::quoted(text, self.quotes()), span) {
                Ok(translated) if self.is_whole(&id, text, span) => *inlines = translated,
                Ok(_) => {}
                Err(why) => self.refuse(span, format!("the translation cannot be read: {why}")),
            }
        } else if let Some(span) = inlines.first().map(|inline| inline.span) {
            let source = self.translation.source.clone();
            let kind = InlineKind::Language(source, std::mem::take(inlines));
            inlines.push(Inline { span, kind });
        }
        self.count.note(found);
    }

    /// Words alone, such as those of the front matter; returns where they stand now.
    pub fn plain(&mut self, context: &str, words: &mut String, span: Span) -> Span {
        let id = words.trim();
        let quotes = self.quotes();
        if !self.translation.is_needed() || !message::is_message(id) {
            if !quotes.is_english() {
                *words = smart_in(words, quotes);
            }
            return span;
        }
        let found = self.translation.catalogues.find(&self.unit, context, id);
        self.count.note(found);
        match found {
            Found::Text(text, at) if self.is_whole(id, text, at) => {
                *words = quotes::quoted(text.trim(), quotes);
                at
            }
            Found::Text(..) | Found::Fuzzy | Found::Missing => {
                self.left.insert(words.clone());
                span
            }
        }
    }

    /// The forms of a term that its PO files have beyond those of the sources.
    pub fn forms(&self, term: &str, ids: [&str; 2]) -> BTreeMap<String, Option<String>> {
        self.translation.catalogues.forms(&self.unit, term, ids)
    }

    /// Reports that an organisation's word for a term has no form that the shared word has.
    pub fn lacks_form(&mut self, (term, word): (&str, &str), form: &str, span: Span) {
        let language = &self.translation.language;
        let message =
            format!("`{term}` is `{word}` here, of which `{language}` has no form `{form}`");
        let mut finding = Diagnostic::new(Code::BadTranslation, span, message).help(format!(
            "add it to the organisation's `translations/{language}/programme.po`: `msgctxt \"terms.{term}.{form}\"`; until then the word stands as it is"
        ));
        finding.severity = Severity::Warning;
        self.findings.push(finding);
    }

    /// Reports what a translation has lost.
    fn is_whole(&mut self, id: &str, text: &str, span: Span) -> bool {
        let (wanted, kept) = (anchors(id), anchors(text));
        let lost: Vec<&str> = wanted.difference(&kept).map(String::as_str).collect();
        if !lost.is_empty() {
            let message = format!("the translation has lost `{}`", lost.join("`, `"));
            self.refuse(span, message);
        }
        lost.is_empty()
    }

    fn refuse(&mut self, span: Span, message: String) {
        self.findings.push(
            Diagnostic::new(Code::BadTranslation, span, message).help(
                "a translation is one paragraph of Markdown, with the same variables, terms (in any form), links and footnotes",
            ),
        );
    }

    /// How much of the file is translated, and which words alone are not, as their author wrote them.
    pub fn finish(self) -> Translated {
        let Translation { source, .. } = self.translation;
        match self.translation.is_needed() {
            true => Translated {
                texts: self.count.translated,
                of: self.count.all(),
                source: source.clone(),
                left: self.left,
            },
            false => Translated::default(),
        }
    }
}
