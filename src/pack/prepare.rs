//! Everything before the first document: sources, edition, theme, words.

use super::Selection;
use crate::diag::{Code, Diagnostic, Findings, Severity, Sources};
use crate::model::{Paper, Session};
use crate::part::{Document, hash_json};
use crate::plan::{self, Choice, Words};
use crate::read::{self, Programme};
use crate::resolve::{self, Edition, Profile};
use crate::theme::{self, Theme};
use crate::world::World;
use crate::write::Format;
use crate::write::ooxml::{Template, TemplateKind};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// A project ready to be planned.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The edition; its `sources` hold every file read.
    pub edition: Edition,
    /// Its look.
    pub theme: Theme,
    /// Its interface words.
    pub words: Words,
    /// Folders, such as `sessions/x`, with errors in their sources: their documents are not made.
    pub broken: HashSet<String>,
    /// The organisation's Word and PowerPoint templates.
    pub templates: Vec<Template>,
}

/// Reads, resolves and checks a project. The sources are there in any case, for the findings.
pub fn prepare(
    world: &World,
    asked: &Templates,
    findings: &mut Findings,
) -> (Sources, Option<Prepared>) {
    let (sources, programme) = read::read(world, findings);
    let Some(mut programme) = programme else { return (sources, None) };
    let name = programme.file.programme.theme.clone();
    let theme = theme::read(world, &name, &mut programme.sources, findings);
    let language = &programme.file.programme.language;
    let words = Words::read(world, &name, language).map_err(|why| {
        let help = "write one `key = \"Word\"` on a line";
        findings.push(Diagnostic::new(Code::BadTheme, None, why).help(help));
    });
    let profile = Profile::base(&programme.file);
    let edition = resolve::resolve(world, &programme, &profile, findings);
    let sources = programme.sources.clone();
    let (Some(theme), Ok(words)) = (theme, words) else { return (sources, None) };
    let templates = templates(world, &theme, asked, findings);
    let errors: HashSet<u32> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| finding.span.map(|span| span.file))
        .collect();
    let broken = broken(&programme, &errors);
    (sources, Some(Prepared { edition, theme, words, broken, templates }))
}

/// The folders that errors are in, or that could not be read at all: what was in them is not what
/// was taken out of the programme.
fn broken(programme: &Programme, errors: &HashSet<u32>) -> HashSet<String> {
    let sessions = programme.sessions.iter().map(|it| (&it.files, &it.folder));
    let documents = programme.documents.iter().map(|it| (&it.files, &it.folder));
    let mut broken: HashSet<String> = sessions
        .chain(documents)
        .filter(|(files, _)| files.iter().any(|file| errors.contains(file)))
        .map(|(_, folder)| folder.clone())
        .collect();
    let listed = programme.file.sessions.iter().map(|id| id.get_ref());
    let unread = listed.filter(|id| programme.sessions.iter().all(|s| s.id != **id));
    broken.extend(unread.map(|id| format!("sessions/{id}")));
    broken.extend(programme.unread.iter().cloned());
    broken
}

/// Templates asked for on the command line; they come before those of the theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    /// A Word template.
    pub word: Option<PathBuf>,
    /// A PowerPoint template.
    pub powerpoint: Option<PathBuf>,
}

fn templates(
    world: &World,
    theme: &Theme,
    asked: &Templates,
    findings: &mut Findings,
) -> Vec<Template> {
    let of_theme = |path: &String| (!path.is_empty()).then(|| world.root().join(path));
    let word = asked.word.clone().or_else(|| of_theme(&theme.office.word_template));
    let powerpoint =
        asked.powerpoint.clone().or_else(|| of_theme(&theme.office.powerpoint_template));
    let wanted = [(TemplateKind::Word, word), (TemplateKind::PowerPoint, powerpoint)];
    let read = wanted.into_iter().filter_map(|(kind, path)| Some(Template::read(kind, &path?)));
    let mut templates = Vec::new();
    for template in read {
        match template {
            Ok(template) => templates.push(template),
            Err(problem) => findings
                .push(Diagnostic::new(Code::BadTemplate, None, problem.message).help(problem.help)),
        }
    }
    templates
}

impl Prepared {
    /// Hash of what only the writers of a format use: fonts and template.
    pub fn office_hash(&self, format: Format) -> String {
        let kind = match format {
            Format::Pdf => return String::new(),
            Format::Docx => TemplateKind::Word,
            Format::Pptx => TemplateKind::PowerPoint,
        };
        let template = self.templates.iter().find(|template| template.kind == kind);
        let fonts = (&self.theme.office.text, &self.theme.office.display);
        hash_json(&(fonts, template.map(|template| &template.hash)))
    }

    /// The documents of a session.
    pub fn documents(&self, session: &Session, choice: &Choice) -> Vec<Document> {
        plan::session(&self.edition, session, &self.words, choice)
    }

    /// A document of the programme.
    pub fn paper(&self, paper: &Paper) -> Document {
        plan::paper(&self.edition, paper, &self.words)
    }

    /// Every document of the edition: session by session, then those of the programme.
    pub fn all(&self, choice: &Choice) -> impl Iterator<Item = Document> {
        let sessions = self.edition.sessions.iter();
        let documents = self.edition.documents.iter();
        sessions
            .flat_map(|session| self.documents(session, choice))
            .chain(documents.map(|paper| self.paper(paper)))
    }

    /// The documents asked for whose sources are sound, each with the file it is written in.
    pub fn asked(&self, selection: &Selection, choice: &Choice) -> Vec<(Arc<str>, Document)> {
        let sources = &self.edition.sources;
        let sound = |file: &str| {
            !file.rsplit_once('/').is_some_and(|(folder, _)| self.broken.contains(folder))
        };
        let mut asked = Vec::new();
        for session in self.edition.sessions.iter().filter(|session| selection.takes(session)) {
            let file = sources.origin(session.span).file;
            if sound(&file) {
                let documents = self.documents(session, choice).into_iter();
                asked.extend(documents.map(|document| (file.clone(), document)));
            }
        }
        for paper in self.edition.documents.iter().filter(|_| selection.takes_papers()) {
            let file = sources.origin(paper.span).file;
            if sound(&file) {
                asked.push((file, self.paper(paper)));
            }
        }
        asked.retain(|(_, document)| selection.takes_kind(document.kind));
        asked
    }
}
