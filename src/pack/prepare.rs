//! Everything before the first document: sources, edition, theme, words.

use super::Prepared;
use super::languages::Languages;
use crate::diag::{Code, Diagnostic, Findings, Severity, Sources};
use crate::part::Translated;
use crate::plan::{self, Words};
use crate::read::{self, Layer, Programme};
use crate::resolve::{self, Change, Layered, Origins, Profile, Speech};
use crate::theme::{self, Brand, Theme};
use crate::translate::{self, Translation, Translator};
use crate::world::World;
use crate::write::ooxml::{Template, TemplateKind};
use crate::write::{docx, pptx};
use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Name of the edition of the shared programme.
pub const BASE: &str = "base";

/// The file that what belongs to the whole edition is said to be written in: its templates.
pub const TEMPLATES: &str = "programme.toml";

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
    /// Outlines instead of grounds of colour, in PDFs.
    pub ink_saver: bool,
    /// A Word template, before that of the theme.
    pub word_template: Option<PathBuf>,
    /// A PowerPoint template, before that of the theme.
    pub powerpoint_template: Option<PathBuf>,
}

/// What was asked for when an edition of this name was made; `None` when no organisation fits.
pub fn asked_of(edition: &str, organisations: &[String]) -> Option<Asked> {
    let base = BASE.to_owned();
    let mut owners: Vec<&String> = organisations.iter().chain([&base]).collect();
    owners.sort_by_key(|id| std::cmp::Reverse(id.len()));
    owners.into_iter().find_map(|id| {
        let rest = edition.strip_prefix(id.as_str())?;
        if !rest.is_empty() && !rest.starts_with('-') {
            return None;
        }
        let (rest, ink_saver) = match rest.strip_suffix("-ink-saver") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let (rest, short) = match rest.strip_suffix("-short") {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let mode = resolve::MODES.iter().find(|mode| rest.ends_with(&format!("-{mode}")));
        let rest = mode.map_or(rest, |mode| &rest[..rest.len() - mode.len() - 1]);
        let language = rest.strip_prefix('-').map(str::to_owned);
        let tag = |tag: &String| tag.split('-').all(|it| it.len() <= 8) && tag.len() <= 16;
        if !language.as_ref().is_none_or(tag) {
            return None;
        }
        let organisation = (id != BASE).then(|| id.clone());
        let mode = mode.map(|mode| (*mode).to_owned());
        Some(Asked { organisation, mode, short, language, ink_saver, ..Asked::default() })
    })
}

/// Reads, resolves and checks one edition. The sources are there in any case, for the findings.
/// Reads, resolves and checks an edition: of one in two languages, the first. The sources are there in
/// any case, for the findings.
pub fn prepare(
    world: &World,
    asked: &Asked,
    findings: &mut Findings,
) -> (Sources, Option<Prepared>) {
    let (sources, all) = prepare_all(world, asked, findings);
    (sources, all.and_then(|all| all.into_iter().next()))
}

/// The same in each of its languages.
pub fn prepare_all(
    world: &World,
    asked: &Asked,
    findings: &mut Findings,
) -> (Sources, Option<Vec<Prepared>>) {
    let (mut sources, programme) = read::read(world, findings);
    let Some(programme) = programme else { return (sources, None) };
    let prepared = editions(world, &programme, asked, &mut sources, findings);
    (sources, prepared)
}

/// What an edition is in every language.
struct Laid<'a> {
    world: &'a World,
    asked: &'a Asked,
    layers: Vec<Layer>,
    programme: Programme,
    variant: Vec<&'static str>,
    theme: Option<Theme>,
    look: String,
    origins: Origins,
    changes: Vec<Change>,
    languages: Languages,
}

/// Resolves and checks an edition of a programme that was read, in each of its languages. Files read for
/// it are added to the sources, which all editions share.
pub fn editions(
    world: &World,
    programme: &Programme,
    asked: &Asked,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<Vec<Prepared>> {
    let world = &world.noting();
    let layers = match &asked.organisation {
        Some(id) => read::layers(world, id, sources, findings)?,
        None => Vec::new(),
    };
    let base = Programme { sources: sources.clone(), ..programme.clone() };
    let Layered { mut programme, origins, changes } = resolve::lay_over(base, &layers, findings);
    let variant = vary(&mut programme, asked);
    let languages = Languages::of(world, (&programme, &layers), asked, findings);
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
    let outlined = asked.ink_saver;
    let theme = theme.map(|theme| Theme { name: look.clone(), outlined, ..theme });
    let list = programme.file.cohort.participants.clone();
    programme.roster = read::participants(world, &list, &mut programme.sources, findings);
    sources.clone_from(&programme.sources);
    let laid =
        Laid { world, asked, layers, programme, variant, theme, look, origins, changes, languages };
    let in_each = laid.languages.tags.iter();
    let in_each = in_each.map(|language| laid.in_language(language, sources, findings));
    let mut list = in_each.collect::<Option<Vec<Prepared>>>()?;
    laid.join(&mut list, sources);
    let reached: BTreeSet<String> = reached(world).chain(list[0].layers.iter().cloned()).collect();
    list.iter_mut().for_each(|it| it.reached.clone_from(&reached));
    Some(list)
}

/// The organisations in whose folders a project has looked for something.
fn reached(world: &World) -> impl Iterator<Item = String> {
    let noted = world.noted().into_iter();
    noted
        .filter_map(|path| path.strip_prefix("organisations/")?.split('/').next().map(String::from))
}

impl Laid<'_> {
    /// The edition in one language.
    fn in_language(
        &self,
        language: &str,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Prepared> {
        let Self { world, layers, languages, .. } = self;
        let mut programme = Programme { sources: sources.clone(), ..self.programme.clone() };
        let (translation, left) = translation(world, &mut programme, (layers, language), findings);
        let words = plan::read_words(world, &self.look, &translation).map_err(|why| {
            let help = "write one `key = \"Word\"` on a line";
            findings.push(Diagnostic::new(Code::BadTheme, None, why).help(help));
        });
        let known = words.clone().unwrap_or_default();
        let calendar = plan::calendar(&known);
        let mut profile =
            Profile::new(&languages.edition, self.variant.clone(), calendar, &programme);
        profile.is_shared = self.asked.organisation.is_none();
        let speech = Speech { words: &known, translation: &translation, left: &left };
        let edition = resolve::resolve(world, &programme, &profile, speech, findings);
        sources.clone_from(&programme.sources);
        let (mut theme, words) = (self.theme.clone()?, words.ok()?);
        // A file in two languages needs the faces of both.
        for tag in &languages.tags {
            theme.fonts = theme.fonts.for_language(tag);
        }
        let templates = templates(world, (&theme, &words), self.asked, findings);
        let errors: HashSet<u32> = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .filter_map(|finding| finding.span.map(|span| span.file))
            .collect();
        let broken = broken(&programme, &errors);
        // Other organisations' files may be among the sources: they are none of this edition's.
        let own = |path: &str| {
            let ours = !path.starts_with("organisations/")
                || layers.iter().any(|layer| path.starts_with(&format!("{}/", layer.folder)));
            let of_its_languages =
                || languages.tags.iter().any(|language| translate::is_of(path, language));
            ours && (!path.ends_with(".po") || of_its_languages())
        };
        Some(Prepared {
            revision: edition.sources.revision(own),
            edition,
            theme,
            words,
            broken,
            templates,
            reached: BTreeSet::new(),
            layers: layers.iter().map(|layer| layer.id.clone()).collect(),
            origins: self.origins.clone(),
            changes: self.changes.clone(),
            folder: if languages.tags.len() > 1 { language.to_owned() } else { String::new() },
            source: None,
            twin: None,
            both: None,
        })
    }

    /// Joins an edition's languages: what is not translated is taken from the language of the sources.
    fn join(&self, list: &mut [Prepared], sources: &mut Sources) {
        let source = &self.programme.file.programme.language;
        let is_source = |it: &Prepared| translate::same_language(source, &it.edition.language);
        if !list.iter().all(is_source) {
            // What is wrong with its texts is said of the shared edition.
            let built = list.iter().find(|it| is_source(it)).cloned();
            let built =
                built.or_else(|| self.in_language(source, sources, &mut Findings::default()));
            let built = built.map(Arc::new);
            list.iter_mut().filter(|it| !is_source(it)).for_each(|it| it.source.clone_from(&built));
        }
        if let [first, second] = list {
            first.both = Some(first.words.with_second(&second.words));
            first.twin = Some(Arc::new(second.clone()));
            // Both stand in one folder, with one manifest.
            second.revision.clone_from(&first.revision);
        }
    }
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
    if asked.ink_saver {
        variant.push("ink-saver");
    }
    variant
}

/// The edition's PO files of a language; they belong to what they translate.
fn translation(
    world: &World,
    programme: &mut Programme,
    (layers, language): (&[Layer], &str),
    findings: &mut Findings,
) -> (Translation, Translated) {
    let source = programme.file.programme.language.clone();
    let sources = &mut programme.sources;
    let mut translation = Translation::read(world, layers, (&source, language), sources, findings);
    if translation.is_needed() {
        translation.facts = Some(Arc::new(programme.file.clone()));
    }
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
