//! The texts of `programme.toml` as an edition has them: titles, workstreams, terms, the glossary, and what an
//! organisation says of itself. Each has a context, for short words mean different things.

use super::Translator;
use crate::diag::{Sources, Span};
use crate::model::{Dates, ProgrammeFile, Term};
use crate::part::Translated;

/// Visits each text with its context.
pub fn visit(file: &mut ProgrammeFile, visit: &mut dyn FnMut(&str, &mut String)) {
    let facts = &mut file.programme;
    visit("programme.title", &mut facts.title);
    visit("programme.short", &mut facts.short);
    visit("programme.summary", &mut facts.summary);
    visit("programme.date", &mut facts.date);
    visit("programme.licence", &mut facts.licence);
    visit("organisation.name", &mut file.organisation.name);
    visit("organisation.short", &mut file.organisation.short);
    visit("organisation.contact", &mut file.organisation.contact);
    file.organisation.footer.iter_mut().for_each(|line| visit("organisation.footer", line));
    if let Dates::Words(dates) = &mut file.cohort.dates {
        visit("cohort.dates", dates);
    }
    visit("cohort.venue", &mut file.cohort.venue);
    for (id, term) in &mut file.terms {
        visit(&format!("terms.{id}.singular"), &mut term.singular);
        visit(&format!("terms.{id}.plural"), &mut term.plural);
        visit(&format!("terms.{id}.meaning"), &mut term.meaning);
        for (form, text) in &mut term.forms {
            visit(&format!("terms.{id}.{form}"), text);
        }
    }
    for (mut word, mut meaning) in std::mem::take(&mut file.glossary) {
        let context = format!("glossary.{word}");
        visit(&format!("{context}.word"), &mut word);
        visit(&format!("{context}.meaning"), &mut meaning);
        file.glossary.insert(word, meaning);
    }
    for stream in &mut file.workstreams {
        let context = format!("workstream.{}", stream.id);
        visit(&context, &mut stream.title);
        let lists = [&mut stream.aims, &mut stream.prerequisites, &mut stream.content];
        lists.into_iter().flatten().for_each(|text| visit(&context, text));
        stream.outcomes.iter_mut().for_each(|outcome| visit(&context, &mut outcome.text));
    }
}

/// An address is the same in every language.
pub fn is_fact(text: &str) -> bool {
    !(text.is_empty() || (text.contains('@') && !text.contains(' ')))
}

/// Translates the texts of `programme.toml`; says how many of them.
pub fn programme(
    file: &mut ProgrammeFile,
    sources: &Sources,
    mut translator: Translator,
) -> Translated {
    let span = sources.line("programme.toml", 1).unwrap_or(Span::new(0, 0, 0));
    let words =
        |(id, term): (&String, &Term)| (id.clone(), term.singular.clone(), term.plural.clone());
    let terms: Vec<(String, String, String)> = file.terms.iter().map(words).collect();
    visit(file, &mut |context, text| {
        if is_fact(text) {
            translator.plain(context, text, span);
        }
    });
    for (id, singular, plural) in &terms {
        let Some(term) = file.terms.get_mut(id) else { continue };
        let files = ["organisation.toml", "programme.toml"];
        let place = files.iter().find_map(|path| sources.key(&format!("terms.{id}"), path));
        for (form, text) in translator.forms(id, [singular, plural]) {
            let word = if form.starts_with("plural") { &term.plural } else { &term.singular };
            let text = text.unwrap_or_else(|| {
                translator.lacks_form((id, word), &form, place.unwrap_or(span));
                word.clone()
            });
            term.forms.entry(form).or_insert(text);
        }
    }
    translator.finish()
}
