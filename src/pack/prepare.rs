//! Everything before the first document: sources, edition, theme, words.

use crate::diag::{Code, Diagnostic, Findings, Severity, Sources};
use crate::part::{Document, hash_json};
use crate::plan::{self, Choice, Words};
use crate::read;
use crate::resolve::{self, Edition, Profile};
use crate::theme::{self, Theme};
use crate::world::World;
use crate::write::Format;
use crate::write::ooxml::{Template, TemplateKind};
use std::collections::HashSet;
use std::path::PathBuf;

/// A project ready to be planned.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The edition; its `sources` hold every file read.
    pub edition: Edition,
    /// Its look.
    pub theme: Theme,
    /// Its interface words.
    pub words: Words,
    /// Sessions with errors in their sources: their documents are not made.
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
    let mut broken: HashSet<String> = programme
        .sessions
        .iter()
        .filter(|session| session.files.iter().any(|file| errors.contains(file)))
        .map(|session| session.id.clone())
        .collect();
    // A session that could not be read at all is not one that was taken out of the programme.
    let listed = programme.file.sessions.iter().map(|id| id.get_ref());
    broken.extend(listed.filter(|id| programme.sessions.iter().all(|s| s.id != **id)).cloned());
    (sources, Some(Prepared { edition, theme, words, broken, templates }))
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
    pub fn documents(&self, session: &crate::model::Session, choice: &Choice) -> Vec<Document> {
        plan::session(&self.edition, session, &self.words, choice)
    }
}
