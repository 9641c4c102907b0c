//! Runs, links, footnotes, and facts of the edition as controls.

use super::control::{Control, Takes};
use super::custom;
use super::story::Story;
use super::style::Style;
use crate::part::Run;

impl Story<'_> {
    /// Runs into the open paragraph.
    pub fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text { text, strong, emph, code, language } => {
                    let style = if *code { Some(Style::CodeText) } else { treated(*strong, *emph) };
                    self.run_in(language, style, text);
                }
                Run::Value { name, text, open, strong, emph } => {
                    self.fact(name, text, *open, treated(*strong, *emph));
                }
                Run::Link { href, runs, .. } => self.link(href, runs),
                Run::Icon { name, label } => self.run(Style::activity(name), label),
                Run::Footnote { runs } => self.footnote(runs),
                Run::Break => {
                    self.xml.open("w:r", &[]).empty("w:br", &[]).close();
                }
            }
        }
    }

    /// A fact of the edition: where the custom part knows it, a control tied to it.
    pub fn fact(&mut self, name: &str, text: &str, open: bool, style: Option<Style>) {
        let key = format!("fact-{}", name.replace('.', "-"));
        let title = self.words.get(&key).to_owned();
        let placeholder = if open { text } else { "" };
        let mut control = Control::new(Takes::Text { lines: false }, name, &title, placeholder);
        // What is called otherwise in the second language is not the fact that the file carries.
        let known = |name: &&str| self.half == 0 || custom::value(&self.first.info, name) == text;
        control.fact = custom::name(name).filter(known);
        self.inline_control(&control, text, style);
    }

    /// A link (17.16.22 `hyperlink`); what has no address is words.
    fn link(&mut self, href: &str, runs: &[Run]) {
        let address = href.trim().replace(' ', "%20");
        if address.is_empty() || address.starts_with('#') {
            return self.runs(runs);
        }
        let part = self.part.clone();
        let id = self.package.relate_outside(&part, "hyperlink", &address);
        self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
        for run in runs {
            match run {
                Run::Text { text, language, .. } => {
                    self.run_in(language, Some(Style::Hyperlink), text);
                }
                Run::Value { name, text, open, .. } => {
                    self.fact(name, text, *open, Some(Style::Hyperlink));
                }
                Run::Link { runs, .. } => {
                    self.run(Some(Style::Hyperlink), &crate::part::plain(runs))
                }
                Run::Icon { label, .. } => self.run(Some(Style::Hyperlink), label),
                Run::Footnote { runs } => self.footnote(runs),
                Run::Break => self.run(Some(Style::Hyperlink), " "),
            }
        }
        self.xml.close();
    }

    /// A footnote (17.11.10); within a footnote, and in headers, its words stand in brackets.
    fn footnote(&mut self, runs: &[Run]) {
        if self.part != self.main {
            self.run(None, " (");
            self.runs(runs);
            return self.run(None, ")");
        }
        let id = (self.first_note as usize + self.notes.len() + 1).to_string();
        self.notes.push(String::new());
        let notes = self.notes_part.clone();
        let main = std::mem::replace(&mut self.part, notes);
        let note = self.apart(|story| {
            story.xml.open("w:footnote", &[("w:id", &id)]);
            story.begin(Style::FootnoteText);
            story.xml.open("w:r", &[]).open("w:rPr", &[]);
            story.xml.val("w:rStyle", story.names.id(Style::FootnoteReference)).close();
            story.xml.empty("w:footnoteRef", &[]).close();
            story.run(None, " ");
            story.runs(runs);
            story.end(Style::FootnoteText);
        });
        self.part = main;
        if let Some(last) = self.notes.last_mut() {
            *last = note;
        }
        self.xml.open("w:r", &[]).open("w:rPr", &[]);
        self.xml.val("w:rStyle", self.names.id(Style::FootnoteReference)).close();
        self.xml.empty("w:footnoteReference", &[("w:id", &id)]).close();
    }
}

fn treated(strong: bool, emph: bool) -> Option<Style> {
    match (strong, emph) {
        (true, true) => Some(Style::StrongEmphasis),
        (true, false) => Some(Style::Strong),
        (false, true) => Some(Style::Emphasis),
        (false, false) => None,
    }
}
