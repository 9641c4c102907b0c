//! Sessions build on each other: what one builds on is taught before it, and every outcome of the
//! workstreams is developed by some session.

use super::Edition;
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::Session;
use crate::world::World;
use std::collections::HashSet;

/// Checks what the sessions of an edition build on, and what they develop together.
pub fn check(world: &World, edition: &Edition, findings: &mut Findings) {
    let folders = world.folders("sessions");
    let look = Look { edition, folders: &folders };
    for (at, session) in edition.sessions.iter().enumerate() {
        // Of a session that is not there one finding is enough, however many outcomes are named.
        let mut missed = HashSet::new();
        for reference in &session.front.builds_on {
            let Some(found) = look.reference(at, &reference.value, reference.span) else {
                continue;
            };
            let id = reference.value.split('/').next().unwrap_or("");
            if found.code != Code::TaughtLater || missed.insert(id) {
                findings.push(found);
            }
        }
    }
    // A choice of sessions cannot develop everything: only the whole programme promises that.
    let taught = |id: &String| edition.sessions.iter().any(|session| session.id == *id);
    if folders.iter().all(taught) {
        competencies(edition, findings);
    }
}

struct Look<'a> {
    edition: &'a Edition,
    /// Every session of the programme, taught here or not.
    folders: &'a [String],
}

impl Look<'_> {
    fn reference(&self, at: usize, reference: &str, span: Span) -> Option<Diagnostic> {
        let (id, outcome) = match reference.split_once('/') {
            Some((id, outcome)) => (id, Some(outcome)),
            None => (reference, None),
        };
        let sessions = &self.edition.sessions;
        let Some(found) = sessions.iter().position(|session| session.id == id) else {
            return self.absent(id, span);
        };
        let outcomes = || sessions[found].front.outcomes.iter().map(|it| it.id.value.as_str());
        if let Some(outcome) = outcome.filter(|wanted| outcomes().all(|id| id != *wanted)) {
            let message = format!("the session `{id}` has no outcome `{outcome}`");
            let finding = Diagnostic::new(Code::UnknownReference, span, message)
                .did_you_mean(outcome, outcomes())
                .help(format!("known: {}", outcomes().collect::<Vec<_>>().join(", ")));
            return Some(finding);
        }
        (found >= at).then(|| {
            let message = match found == at {
                true => "a session cannot build on itself".to_owned(),
                false => format!("it builds on `{id}`, which is taught later"),
            };
            self.later(
                message,
                format!("put `{id}` before `{}` in `sessions`", sessions[at].id),
                span,
            )
        })
    }

    /// A session that is not taught in this edition.
    fn absent(&self, id: &str, span: Span) -> Option<Diagnostic> {
        if self.edition.programme.assumed.iter().any(|known| known == id) {
            return None;
        }
        if self.folders.iter().any(|folder| folder == id) {
            let message = format!("it builds on `{id}`, which is not taught in this edition");
            let help = format!(
                "teach `{id}` before it, or add \"{id}\" to `assumed` if people know it from elsewhere"
            );
            return Some(self.later(message, help, span));
        }
        let known = self.folders.iter().map(String::as_str);
        Some(
            Diagnostic::new(Code::UnknownReference, span, format!("there is no session `{id}`"))
                .did_you_mean(id, known)
                .help("name a session, or an outcome of one: `session/outcome`"),
        )
    }

    fn later(&self, message: String, help: String, span: Span) -> Diagnostic {
        Diagnostic::new(Code::TaughtLater, span, message)
            .help(help)
            .help(format!("in the edition `{}`", self.edition.name))
    }
}

/// Reports outcomes of workstreams that no session develops.
fn competencies(edition: &Edition, findings: &mut Findings) {
    let developed: HashSet<&str> = edition.sessions.iter().flat_map(develops).collect();
    // A programme that says nothing of the kind has another finding for each of its outcomes.
    let promised = || edition.programme.workstreams.iter().flat_map(|it| &it.outcomes);
    if !promised().any(|outcome| developed.contains(outcome.id.as_str())) {
        return;
    }
    for outcome in promised() {
        if !developed.contains(outcome.id.as_str()) {
            let span = edition.sources.word(&outcome.id, "programme.toml");
            let message = format!("no session develops `{}`", outcome.id);
            findings.push(Diagnostic::new(Code::UndevelopedCompetency, span, message).help(
                format!(
                    "add `develops: [{}]` to an outcome of a session, or take the promise back",
                    outcome.id
                ),
            ));
        }
    }
}

fn develops(session: &Session) -> impl Iterator<Item = &str> {
    session.front.outcomes.iter().flat_map(|it| &it.develops).map(|id| id.value.as_str())
}
