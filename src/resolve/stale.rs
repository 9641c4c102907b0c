//! Has the shared text changed since an organisation changed it? Nothing is overwritten silently: the
//! organisation is told, and sees what the text was, what it is, and what stands in its place.

use super::overrides::{Applied, Base};
use super::written::{joined, slice};
use crate::diag::{Beside, Code, Diagnostic, Findings, Sources, Span};
use crate::read::{Action, FrontKey, Lock, OverrideFile};
use crate::syntax::Node;

/// A change of an organisation beside the shared text that it was made to.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Id of the organisation.
    pub layer: String,
    /// The override file, below the sources folder.
    pub file: String,
    /// The session or document that it changes, such as `sessions/testing-change`.
    pub target: String,
    /// The id as the override names it.
    pub of: String,
    /// What is done.
    pub action: Action,
    /// Where the override stands.
    pub by: Span,
    /// The content that it brings, as it was written; in pieces where some of it is included.
    pub content: Vec<Span>,
    /// The shared text when the override was accepted; `None` before that.
    pub then: Option<String>,
    /// The shared text now.
    pub now: Shared,
}

/// The shared text of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// It says so.
    Text(String),
    /// It is not there; the id that may be meant.
    Gone(Option<String>),
}

/// How a change stands to the shared text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The shared text is what it was.
    Current,
    /// The shared text has changed since.
    Stale,
    /// Nobody has noted what the shared text was.
    Unrecorded,
    /// There is no shared text of this id any more.
    Gone,
}

impl Change {
    /// How it stands to the shared text.
    pub fn standing(&self) -> Standing {
        match (&self.then, &self.now) {
            (_, Shared::Gone(_)) => Standing::Gone,
            (None, _) => Standing::Unrecorded,
            (Some(then), Shared::Text(now)) if then == now => Standing::Current,
            _ => Standing::Stale,
        }
    }

    /// Its id with the session or document that it changes: `sessions/testing-change#guess`.
    pub fn id(&self) -> String {
        match self.of == self.target {
            true => self.of.clone(),
            false => format!("{}#{}", self.target, self.of),
        }
    }

    /// As short an id as tells it from all other changes of the organisation.
    pub fn id_among(&self, all: &[Change]) -> String {
        let same = |it: &&Change| it.layer == self.layer && it.of == self.of;
        if all.iter().filter(same).count() > 1 { self.id() } else { self.of.clone() }
    }

    /// The shared text now; nothing where it is gone.
    pub fn now(&self) -> &str {
        match &self.now {
            Shared::Text(text) => text,
            Shared::Gone(_) => "",
        }
    }

    /// What stands here in the place of the shared text.
    pub fn own(&self, sources: &Sources) -> String {
        match self.action {
            Action::Remove => String::new(),
            Action::Change => {
                let text = slice(sources, self.by);
                text.lines().next().unwrap_or("").to_owned()
            }
            Action::Replace | Action::InsertBefore | Action::InsertAfter => {
                let pieces: Vec<String> = self
                    .content
                    .iter()
                    .map(|span| slice(sources, *span).trim_end().to_owned())
                    .collect();
                pieces.join("\n\n")
            }
        }
    }

    /// The shared text then and now, and what stands here, beside each other.
    pub fn beside(&self, sources: &Sources) -> Beside {
        let taken_out = || "(taken out)".to_owned();
        let now = match &self.now {
            Shared::Text(text) => text.clone(),
            Shared::Gone(_) => "(no longer there)".to_owned(),
        };
        let own = if self.action == Action::Remove { taken_out() } else { self.own(sources) };
        let mut columns = Vec::new();
        match &self.then {
            Some(then) if *then != now => {
                columns.push(("shared, then".to_owned(), then.clone()));
                columns.push(("shared, now".to_owned(), now));
            }
            _ => columns.push(("shared".to_owned(), now)),
        }
        columns.push((format!("here: {}", self.layer), own));
        Beside { columns }
    }
}

/// The changes that a file has made, beside the shared text.
pub fn changes(layer: &str, file: &OverrideFile, applied: &[Applied]) -> Vec<Change> {
    let change = |it: &Applied| {
        let written = file.list.iter().find(|change| change.span == it.by)?;
        let now = match &it.base {
            Base::Text(text) => Shared::Text(text.clone()),
            Base::Gone(near) => Shared::Gone(near.clone()),
            Base::Nothing => return None,
        };
        Some(Change {
            layer: layer.to_owned(),
            file: file.path.clone(),
            target: file.of(),
            of: it.of.clone(),
            action: written.action,
            by: it.by,
            content: places(&written.content),
            then: file.lock.then(&it.of).map(str::to_owned),
            now,
        })
    };
    applied.iter().filter_map(change).collect()
}

/// The places of nodes, neighbours joined.
fn places(nodes: &[Node]) -> Vec<Span> {
    joined(&nodes.iter().map(|node| node.span).collect::<Vec<_>>())
}

/// The facts that a file has put in the place of shared ones. A fact that is new takes the place of none.
pub fn facts(
    layer: &str,
    file: &OverrideFile,
    facts: &[(FrontKey, Option<FrontKey>)],
    sources: &Sources,
) -> Vec<Change> {
    let change = |(own, shared): &(FrontKey, Option<FrontKey>)| {
        let of = format!("front/{}", own.key);
        let now = slice(sources, shared.as_ref()?.span).trim_end().to_owned();
        Some(Change {
            layer: layer.to_owned(),
            file: file.path.clone(),
            target: file.of(),
            then: file.lock.then(&of).map(str::to_owned),
            of,
            action: Action::Replace,
            by: own.span,
            content: vec![own.span],
            now: Shared::Text(now),
        })
    };
    facts.iter().filter_map(change).collect()
}

/// A whole session or document in the place of a shared one.
pub fn whole(
    layer: &str,
    (target, lock): (&str, Option<&Lock>),
    own: u32,
    now: String,
    sources: &Sources,
) -> Change {
    let file = sources.file(own);
    Change {
        layer: layer.to_owned(),
        file: file.path.to_string(),
        target: target.to_owned(),
        of: target.to_owned(),
        action: Action::Replace,
        by: Span::new(own, 0, file.line(1).end),
        content: vec![Span::new(own, 0, file.text.len())],
        then: lock.and_then(|lock| lock.then(target)).map(str::to_owned),
        now: Shared::Text(now),
    }
}

/// Reports changes whose shared text is not what it was, or was never noted. What is changed and not
/// there any more was reported where it was looked for.
pub fn report(changes: &[Change], sources: &Sources, findings: &mut Findings) {
    for change in changes {
        let (layer, of, id) = (&change.layer, &change.of, change.id_among(changes));
        let place = sources.within(change.by, of).unwrap_or(change.by);
        match change.standing() {
            Standing::Current | Standing::Gone => {}
            Standing::Unrecorded => findings.push(
                Diagnostic::new(
                    Code::UnrecordedOverride,
                    place,
                    format!("it is not noted what `{of}` was when this was written"),
                )
                .help(format!("look at it, then `packwright accept {layer} {id}`")),
            ),
            Standing::Stale => findings.push(
                Diagnostic::new(
                    Code::StaleOverride,
                    place,
                    format!("the shared text of `{of}` has changed since this was written"),
                )
                .beside(change.beside(sources))
                .help(match change.action {
                    Action::Replace => format!(
                        "`packwright merge {layer} {id}` brings the change in; `packwright accept {layer} {id}` leaves it out"
                    ),
                    _ => format!(
                        "change it by hand if it has to follow; then `packwright accept {layer} {id}`"
                    ),
                }),
            ),
        }
    }
}
