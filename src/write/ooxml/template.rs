//! A Word or PowerPoint template that an organisation brings, and the names in it that stand for ours.

use super::package::Package;
use super::read::read_package;
use crate::part::hash;
use crate::world::World;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which program a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TemplateKind {
    /// `.dotx` or `.docx`.
    Word,
    /// `.potx` or `.pptx`.
    PowerPoint,
}

/// An organisation's template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Which program it is for.
    pub kind: TemplateKind,
    /// Where it was read from, for messages.
    pub path: PathBuf,
    /// Its parts.
    pub package: Package,
    /// Hash of its bytes and of its mapping.
    pub hash: String,
    /// Our names to the template's.
    pub mapping: Mapping,
}

/// The file beside a template with the same name and the extension `toml`: our names of styles and
/// slide layouts on the left, the template's on the right.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Names of Word styles.
    pub styles: BTreeMap<String, String>,
    /// Names of PowerPoint layouts.
    pub layouts: BTreeMap<String, String>,
}

/// Why a template cannot be used, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// The cause.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Template {
    /// Reads a template and the mapping beside it.
    pub fn read(kind: TemplateKind, path: &Path) -> Result<Self, TemplateProblem> {
        let shown = path.display();
        let problem =
            |message: String, help: &str| TemplateProblem { message, help: help.to_owned() };
        let bytes = World::named_file(path).map_err(|error| {
            problem(format!("`{shown}` cannot be read: {error}"), "check the template's path")
        })?;
        let (program, wanted) = match kind {
            TemplateKind::Word => ("Word", "wordprocessingml"),
            TemplateKind::PowerPoint => ("PowerPoint", "presentationml"),
        };
        let save = format!("open it in {program} and save it again as a template without macros");
        let package = read_package(&bytes)
            .map_err(|why| problem(format!("`{shown}` is no {program} template: {why}"), &save))?;
        let main = package.related("", "officeDocument").into_iter().next();
        let main_type = main.as_ref().and_then(|(_, name)| package.content_type(name));
        if !main_type.is_some_and(|kind| kind.contains(wanted)) {
            return Err(problem(format!("`{shown}` is no {program} template"), &save));
        }
        let beside = path.with_extension("toml");
        let unreadable = |why: String| {
            problem(
                format!("`{}` cannot be read: {why}", beside.display()),
                "save it as UTF-8 text",
            )
        };
        let text = match World::named_file(&beside) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|error| unreadable(error.to_string()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(unreadable(error.to_string())),
        };
        let mapping = toml::from_str(&text).map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
            let message = format!("`{}:{line}`: {}", beside.display(), error.message());
            problem(
                message,
                "write `\"our name\" = \"the template's name\"` below `[styles]` or `[layouts]`",
            )
        })?;
        let hash = hash(&[hash(&bytes), hash(text.as_bytes())].concat().into_bytes());
        Ok(Self { kind, path: path.to_owned(), package, hash, mapping })
    }

    /// Name of the package's main part, for instance `word/document.xml`.
    pub fn main_part(&self) -> String {
        let main = self.package.related("", "officeDocument").into_iter().next();
        main.map_or(String::new(), |(_, name)| name)
    }
}
