//! Everything before the first document: sources, edition, theme, words.

use super::Selection;
use crate::diag::{Code, Diagnostic, Findings, Severity, Sources};
use crate::model::{Paper, Session};
use crate::part::{Document, hash_json};
use crate::plan::{self, Choice, Words};
use crate::read::{self, Layer, Programme};
use crate::resolve::{self, Change, Edition, Layered, Origins, Profile, Speech};
use crate::theme::{self, Brand, Theme};
use crate::translate::{self, Translation, Translator};
use crate::world::World;
use crate::write::Format;
use crate::write::ooxml::{Template, TemplateKind};
use crate::write::{docx, pptx};
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Name of the edition of the shared programme.
pub const BASE: &str = "base";

/// The file that an edition's templates are said to be written in.
const TEMPLATES: &str = "programme.toml";

/// An edition ready to be planned.
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
    /// Ids of its organisations, the one that all extend first.
    pub layers: Vec<String>,
    /// Hash of all its sources.
    pub revision: String,
    /// Which layer each fact of the edition comes from.
    pub origins: Origins,
    /// The organisation's changes by id, beside the shared text.
    pub changes: Vec<Change>,
}

/// What is asked for besides what the sources say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Whose edition; the shared programme's without.
    pub organisation: Option<String>,
    /// Another mode of delivery than the edition's own.
    pub mode: Option<String>,
    /// The short version of every session that has one.
    pub short: bool,
    /// Another language than the edition's own.
    pub language: Option<String>,
    /// A Word template, before that of the theme.
    pub word_template: Option<PathBuf>,
    /// A PowerPoint template, before that of the theme.
    pub powerpoint_template: Option<PathBuf>,
}

/// Reads, resolves and checks one edition. The sources are there in any case, for the findings.
pub fn prepare(
    world: &World,
    asked: &Asked,
    findings: &mut Findings,
) -> (Sources, Option<Prepared>) {
    let (mut sources, programme) = read::read(world, findings);
    let Some(programme) = programme else { return (sources, None) };
    let prepared = edition(world, &programme, asked, &mut sources, findings);
    (sources, prepared)
}

/// Resolves and checks an edition of a programme that was read. Files read for it are added to the
/// sources, which all editions share.
pub fn edition(
    world: &World,
    programme: &Programme,
    asked: &Asked,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Prepared> {
    let layers = match &asked.organisation {
        Some(id) => read::layers(world, id, sources, findings)?,
        None => Vec::new(),
    };
    let base = Programme { sources: sources.clone(), ..programme.clone() };
    let Layered { mut programme, origins, changes } = resolve::lay_over(base, &layers, findings);
    let mut name = asked.organisation.clone().unwrap_or_else(|| BASE.to_owned());
    let variant = vary(&mut programme, asked);
    let brands: Vec<Brand> = layers
        .iter()
        .filter(|layer| !layer.file.brand.is_empty())
        .map(|layer| Brand {
            path: format!("{}/organisation.toml", layer.folder),
            table: layer.file.brand.clone(),
        })
        .collect();
    let theme_name = programme.file.programme.theme.clone();
    let theme = theme::read(world, &theme_name, &brands, &mut programme.sources, findings);
    let look = look(world, &theme_name, &layers);
    let theme = theme.map(|theme| Theme { name: look.clone(), ..theme });
    let (translation, left) =
        translation(world, &mut programme, (&layers, asked), &mut name, findings);
    let words = plan::read_words(world, &look, &translation).map_err(|why| {
        let help = "write one `key = \"Word\"` on a line";
        findings.push(Diagnostic::new(Code::BadTheme, None, why).help(help));
    });
    let list = programme.file.cohort.participants.clone();
    programme.roster = read::participants(world, &list, &mut programme.sources, findings);
    let known = words.clone().unwrap_or_default();
    let profile = Profile::new(&name, variant, plan::calendar(&known), &programme);
    let speech = Speech { words: &known, translation: &translation };
    let mut edition = resolve::resolve(world, &programme, &profile, speech, findings);
    edition.untranslated.extend(left);
    sources.clone_from(&programme.sources);
    let (theme, words) = (theme?, words.ok()?);
    let templates = templates(world, (&theme, &words), asked, findings);
    let errors: HashSet<u32> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| finding.span.map(|span| span.file))
        .collect();
    let broken = broken(&programme, &errors);
    // Other organisations' files may be among the sources: they are none of this edition's.
    let language = edition.language.clone();
    let own = |path: &str| {
        let ours = !path.starts_with("organisations/")
            || layers.iter().any(|layer| path.starts_with(&format!("{}/", layer.folder)));
        ours && (!path.ends_with(".po") || translate::is_of(path, &language))
    };
    let revision = edition.sources.revision(own);
    let layers = layers.into_iter().map(|layer| layer.id).collect();
    Some(Prepared { edition, theme, words, broken, templates, layers, revision, origins, changes })
}

/// The name of a theme with the layouts of an edition's organisations over it.
fn look(world: &World, theme: &str, layers: &[Layer]) -> String {
    let own = layers.iter().filter(|layer| world.has_layouts(&layer.id));
    std::iter::once(theme.to_owned()).chain(own.map(|layer| format!("@{}", layer.id))).collect()
}

/// Makes the edition another one where that was asked for; the words for what is different then.
fn vary(programme: &mut Programme, asked: &Asked) -> Vec<&'static str> {
    let mut variant = Vec::new();
    let mode = asked.mode.as_deref();
    let mode = mode.and_then(|mode| resolve::MODES.iter().find(|known| **known == mode));
    if let Some(mode) = mode
        && programme.file.delivery.mode.get_ref() != mode
    {
        programme.file.delivery.mode = toml::Spanned::new(0..0, (*mode).to_owned());
        variant.push(*mode);
    }
    if asked.short && resolve::has_short(programme) {
        let short = toml::Spanned::new(0..0, "short".to_owned());
        programme.file.lengths = [("all".to_owned(), short)].into();
        variant.push("short");
    }
    variant
}

/// The edition's language and its PO files; they belong to what they translate. What is asked for is
/// in the edition's name.
fn translation(
    world: &World,
    programme: &mut Programme,
    (layers, asked): (&[Layer], &Asked),
    name: &mut String,
    findings: &mut Findings,
) -> (Translation, Option<Diagnostic>) {
    let source = programme.file.programme.language.clone();
    let own = programme.file.delivery.language.as_ref().map(|tag| tag.get_ref().clone());
    let own = own.unwrap_or_else(|| source.clone());
    let language = asked.language.clone().unwrap_or_else(|| own.clone());
    if language != own {
        *name = format!("{name}-{language}");
    }
    let sources = &mut programme.sources;
    let translation = Translation::read(world, layers, (&source, &language), sources, findings);
    let translator = Translator::new(&translation, translate::PROGRAMME, findings);
    let left = translate::programme(&mut programme.file, sources, translator);
    for session in &mut programme.sessions {
        session.files.extend(translation.files(&session.folder));
    }
    for document in &mut programme.documents {
        document.files.extend(translation.files(&document.folder));
    }
    (translation, left)
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

fn templates(
    world: &World,
    (theme, words): (&Theme, &Words),
    asked: &Asked,
    findings: &mut Findings,
) -> Vec<Template> {
    let of_theme = |path: &String| (!path.is_empty()).then(|| world.root().join(path));
    let word = asked.word_template.clone().or_else(|| of_theme(&theme.office.word_template));
    let powerpoint =
        asked.powerpoint_template.clone().or_else(|| of_theme(&theme.office.powerpoint_template));
    let wanted = [(TemplateKind::Word, word), (TemplateKind::PowerPoint, powerpoint)];
    let read = wanted.into_iter().filter_map(|(kind, path)| Some(Template::read(kind, &path?)));
    let mut templates = Vec::new();
    for template in read {
        match template {
            Ok(template) => {
                findings.extend(lacking(&template, words));
                templates.push(template);
            }
            Err(problem) => findings
                .push(Diagnostic::new(Code::BadTemplate, None, problem.message).help(problem.help)),
        }
    }
    templates
}

/// What a template lacks, said once for all documents.
fn lacking(template: &Template, words: &Words) -> Option<Diagnostic> {
    let path = template.path.display();
    let beside = template.path.with_extension("toml");
    let beside = beside.display();
    let (none, message, help) = match template.kind {
        TemplateKind::Word => {
            let names = docx::lacking(template);
            let styles = if names.len() == 1 { "style" } else { "styles" };
            let (count, list) = (names.len(), names.join("`, `"));
            let message =
                format!("`{path}` lacks {count} {styles}, added to each document: `{list}`");
            let help =
                format!("add them to the template, or name yours below `[styles]` in `{beside}`");
            (names.is_empty(), message, help)
        }
        TemplateKind::PowerPoint => {
            let names = pptx::lacking(template, words);
            let list = names.join(", for ");
            let message =
                format!("`{path}` has no placeholder for {list}; each is placed as well as can be");
            let help = format!(
                "add a layout to the template, or name yours below `[layouts]` in `{beside}`"
            );
            (names.is_empty(), message, help)
        }
    };
    (!none).then(|| Diagnostic::new(Code::TemplateLacks, None, message).help(help))
}

impl Prepared {
    /// Hash of what only the writers of a format use: fonts and template.
    pub fn office_hash(&self, format: Format) -> String {
        let kind = match format {
            Format::Pdf | Format::Html | Format::Eml | Format::Txt | Format::Png => {
                return String::new();
            }
            Format::Docx | Format::Dotx => TemplateKind::Word,
            Format::Pptx | Format::Potx => TemplateKind::PowerPoint,
        };
        let template = self.templates.iter().find(|template| template.kind == kind);
        let fonts = (&self.theme.office.text, &self.theme.office.display);
        hash_json(&(fonts, template.map(|template| &template.hash)))
    }

    /// The documents of a session.
    pub fn documents(&self, session: &Session, choice: &Choice) -> Vec<Document> {
        plan::session(&self.edition, session, &self.words, choice)
    }

    /// A document of the programme, in each of its shapes.
    pub fn paper(&self, paper: &Paper) -> Vec<Document> {
        plan::paper(&self.edition, paper, &self.words)
    }

    /// The edition's templates.
    pub fn template(&self) -> Document {
        plan::template(&self.edition, &self.words)
    }

    /// Every document of the edition but its templates: session by session, then those of the programme.
    pub fn all<'a>(&'a self, choice: &Choice) -> impl Iterator<Item = Document> + use<'a> {
        let choice = choice.clone();
        let sessions = self.edition.sessions.iter();
        let documents = self.edition.documents.iter();
        sessions
            .flat_map(move |session| self.documents(session, &choice))
            .chain(documents.flat_map(|paper| self.paper(paper)))
    }

    /// The files, below the sources folder, whose documents are asked for and whose sources are
    /// sound: sessions in their order, then documents.
    pub fn files(&self, selection: &Selection) -> Vec<Arc<str>> {
        let sources = &self.edition.sources;
        let sessions = self.edition.sessions.iter().filter(|session| selection.takes(session));
        let papers = self.edition.documents.iter().filter(|_| selection.takes_papers());
        let spans = sessions.map(|session| session.span).chain(papers.map(|paper| paper.span));
        let mut files: Vec<Arc<str>> = spans.map(|span| sources.origin(span).file).collect();
        if selection.takes_papers() {
            files.push(TEMPLATES.into());
        }
        files.retain(|file| {
            !file.rsplit_once('/').is_some_and(|(folder, _)| self.broken.contains(folder))
        });
        files
    }

    /// What is not translated in the files whose documents are asked for.
    pub fn untranslated(&self, selection: &Selection) -> impl Iterator<Item = Diagnostic> {
        let files = self.files(selection);
        let sources = &self.edition.sources;
        let asked = move |finding: &&Diagnostic| {
            finding.span.is_some_and(|span| files.contains(&sources.file(span.file).path))
        };
        self.edition.untranslated.iter().filter(asked).cloned()
    }

    /// The documents asked for that are written in a file.
    pub fn written_in(&self, file: &str, selection: &Selection, choice: &Choice) -> Vec<Document> {
        if file == TEMPLATES {
            let template = plan::template(&self.edition, &self.words);
            return if selection.takes_kind(template.kind) { vec![template] } else { Vec::new() };
        }
        let sources = &self.edition.sources;
        let sessions = self.edition.sessions.iter();
        let session = sessions.filter(|it| *sources.origin(it.span).file == *file);
        let papers = self.edition.documents.iter();
        let paper = papers.filter(|it| *sources.origin(it.span).file == *file);
        let mut documents: Vec<Document> = session
            .flat_map(|session| self.documents(session, choice))
            .chain(paper.flat_map(|paper| self.paper(paper)))
            .collect();
        documents.retain(|document| selection.takes_kind(document.kind));
        documents
    }
}
