//! Everything before the first document: sources, edition, theme, words.

use crate::diag::{Code, Diagnostic, Findings, Severity, Sources};
use crate::part::Document;
use crate::plan::{self, Choice, Words};
use crate::read;
use crate::resolve::{self, Edition, Profile};
use crate::theme::{self, Theme};
use crate::world::World;
use std::collections::HashSet;

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
}

/// Reads, resolves and checks a project. The sources are there in any case, for the findings.
pub fn prepare(world: &World, findings: &mut Findings) -> (Sources, Option<Prepared>) {
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
    (sources, Some(Prepared { edition, theme, words, broken }))
}

impl Prepared {
    /// The documents of a session.
    pub fn documents(&self, session: &crate::model::Session, choice: &Choice) -> Vec<Document> {
        plan::session(&self.edition, session, &self.words, choice)
    }
}
