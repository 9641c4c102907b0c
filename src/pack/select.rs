//! Which sessions and which kinds of document are asked for.

use crate::diag::{Code, Diagnostic, Findings};
use crate::model::Session;
use crate::part::DocumentKind;
use crate::resolve::Edition;
use crate::write::Format;

/// What the user asked for; empty lists mean everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Session ids or numbers.
    pub sessions: Vec<String>,
    /// Workstream ids.
    pub workstreams: Vec<String>,
    /// Kinds of document.
    pub kinds: Vec<DocumentKind>,
    /// Formats.
    pub formats: Vec<Format>,
}

impl Selection {
    /// Is everything asked for?
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Reports names that do not exist.
    pub fn check(&self, edition: &Edition, findings: &mut Findings) {
        let ids: Vec<&str> =
            edition.programme.sessions.iter().map(|id| id.get_ref().as_str()).collect();
        let streams: Vec<&str> =
            edition.programme.workstreams.iter().map(|w| w.id.as_str()).collect();
        for name in &self.sessions {
            let number = name.parse().is_ok_and(|number: usize| (1..=ids.len()).contains(&number));
            if !number && !ids.contains(&name.as_str()) {
                findings.push(unknown("session", name, &ids));
            }
        }
        for name in self.workstreams.iter().filter(|name| !streams.contains(&name.as_str())) {
            findings.push(unknown("workstream", name, &streams));
        }
    }

    /// Is this session asked for?
    pub fn takes(&self, session: &Session) -> bool {
        let named = |name: &String| *name == session.id || name.parse() == Ok(session.number);
        let session_fits = self.sessions.is_empty() || self.sessions.iter().any(named);
        let stream = &session.front.workstream.value;
        session_fits && (self.workstreams.is_empty() || self.workstreams.contains(stream))
    }

    /// Are the documents of the programme asked for? Whoever names sessions or workstreams wants theirs.
    pub fn takes_papers(&self) -> bool {
        self.sessions.is_empty() && self.workstreams.is_empty()
    }

    /// Is this kind asked for?
    pub fn takes_kind(&self, kind: DocumentKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Is this format asked for?
    pub fn takes_format(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }
}

fn unknown(what: &str, name: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::UnknownSelection, None, format!("there is no {what} `{name}`"))
        .did_you_mean(name, known.iter().copied())
        .help(format!("known: {}", known.join(", ")))
}
