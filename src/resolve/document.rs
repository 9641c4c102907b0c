//! A document of the programme: conditions decided, variables expanded, its facts understood, its
//! pictures and links checked.

use super::Vocabulary;
use super::walk::{Gone, Walk};
use super::{Profile, Speech, cohort, expand, select};
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::block::{Block, BlockKind};
use crate::model::{Context, Paper, PaperForm, PaperInput, PaperSize, Placed};
use crate::part::Translated;
use crate::read::{DocumentSource, NAME, Person, Programme, Roster};
use crate::translate::Translator;
use crate::world::{Beside, World};
use std::collections::HashSet;

/// Resolves a document. What is wrong with its facts is reported, and the rest still checked.
pub fn resolve(
    world: &World,
    programme: &Programme,
    profile: &Profile,
    (source, speech): (&DocumentSource, Speech),
    findings: &mut Findings,
) -> Paper {
    let span = Span::new(source.index, 0, 3);
    let cohort = cohort::known(programme, &profile.calendar);
    let body = select::select(&source.body, profile, findings);
    let mut front = source.front.clone();
    let mut translator = Translator::new(speech.translation, &source.folder, findings);
    let place = expand::places(&source.facts, (&programme.sources, span));
    let spans = translator.front(&mut front, place);
    let body = translator.document(body);
    let mut translated = translator.finish();
    let words = || {
        let source = speech.translation.facts.as_deref();
        let source = source.map(|file| Vocabulary::new(file, None, &cohort, speech.words));
        Vocabulary::new(&programme.file, None, &cohort, speech.words)
            .beside(source, &translated.left)
    };
    let vocabulary = words();
    expand::facts(&mut front, spans, &vocabulary, findings);
    let mut facts = Words { source, findings };
    facts.has_title();
    let form = facts.word("form", &source.front.form, PaperForm::WORDS, PaperForm::from_word);
    let size = source.front.size.as_ref();
    let size = size.and_then(|it| facts.word("size", it, PaperSize::WORDS, PaperSize::from_word));
    let each = source.front.each.as_ref();
    let one = |word: &str| (word == "participant").then_some(());
    let each = each.and_then(|it| facts.word("group", it, &["participant"], one));
    let form = form.unwrap_or(PaperForm::Guidance);
    let size = size.unwrap_or(PaperSize::A4);
    let files = Beside { world, folder: source.folder.clone() };
    let mut parse = |vocabulary: &Vocabulary, findings: &mut Findings| {
        let body = expand::nodes(body.clone(), vocabulary, findings);
        let front = front.clone();
        let input = PaperInput { id: &source.id, span, front, form, size, body: &body };
        let mut cx = Context { findings, files: &files, words: speech.words };
        let paper = Paper::parse(input, &mut cx);
        let gone = Gone { sources: &programme.sources, body: &source.body };
        pictures_and_links(&paper, gone, findings);
        paper
    };
    if each.is_none() && !form.is_each() {
        let mut paper = parse(&vocabulary, findings);
        translated.left = vocabulary.printed();
        paper.translated = translated;
        return paper;
    }
    let columns = &programme.roster.columns;
    let of = |person: Option<&Person>| words().of_participant(columns, person, speech.words);
    let mut paper = copies(&programme.roster, &of, &mut parse, findings);
    let left = vocabulary.printed();
    paper.translated = Translated { left, ..translated };
    paper
}

/// A copy for each participant; without a list one with reminders. What is wrong with the document is
/// wrong with each copy, and said once.
fn copies(
    roster: &Roster,
    vocabulary: &impl Fn(Option<&Person>) -> Vocabulary,
    parse: &mut impl FnMut(&Vocabulary, &mut Findings) -> Paper,
    findings: &mut Findings,
) -> Paper {
    let mut paper = parse(&vocabulary(roster.people.first()), findings);
    let name = |person: &Person| person.get(NAME).to_owned();
    let first = roster.people.first().map_or(String::new(), name);
    let mut copies = vec![(first, std::mem::take(&mut paper.blocks))];
    for person in roster.people.iter().skip(1) {
        let copy = parse(&vocabulary(Some(person)), &mut Findings::default());
        copies.push((name(person), copy.blocks));
    }
    paper.copies = copies;
    paper
}

/// The facts of a document that are words of a closed set.
struct Words<'a> {
    source: &'a DocumentSource,
    findings: &'a mut Findings,
}

impl Words<'_> {
    fn has_title(&mut self) {
        if self.source.front.title.trim().is_empty() {
            let span = Span::new(self.source.index, 0, 3);
            self.findings.push(
                Diagnostic::new(Code::MissingTitle, span, "the document has no title")
                    .help("write `title: …` in the front matter"),
            );
        }
    }

    fn word<T>(
        &mut self,
        key: &str,
        given: &Placed,
        words: &[&str],
        read: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = read(&given.value);
        if found.is_none() {
            let message = format!("`{}` is not a {key}", given.value);
            self.findings.push(
                Diagnostic::new(Code::BadFrontMatter, given.span, message)
                    .did_you_mean(&given.value, words.iter().copied())
                    .help(format!("known: {}", words.join(", "))),
            );
        }
        found
    }
}

fn pictures_and_links(paper: &Paper, gone: Gone, findings: &mut Findings) {
    let mut anchors = HashSet::new();
    collect(&paper.blocks, &mut anchors);
    Walk { findings, anchors, gone }.blocks(&paper.blocks, paper.text_width());
}

/// The ids of blocks, also within others.
fn collect<'a>(blocks: &'a [Block], ids: &mut HashSet<&'a str>) {
    for block in blocks {
        if !block.id.is_empty() {
            ids.insert(&block.id);
        }
        if !matches!(block.kind, BlockKind::Cards(_)) {
            block.inner().into_iter().for_each(|inner| collect(inner, ids));
        }
    }
}
