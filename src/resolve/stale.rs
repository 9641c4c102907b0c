//! Has the shared text changed since an organisation changed it? Nothing is overwritten silently: the
//! organisation is told, and sees what the text was, what it is, and what stands in its place.

use super::overrides::Applied;
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::part::hash;
use crate::read::{Action, FrontKey, OverrideFile};

/// A change of an organisation beside the shared text that it was made to.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Id of the organisation.
    pub layer: String,
    /// The override file, below the sources folder.
    pub file: String,
    /// The id as the override names it.
    pub of: String,
    /// What is done.
    pub action: Action,
    /// Where the override stands.
    pub by: Span,
    /// The content that it brings, as it was written.
    pub content: Option<Span>,
    /// The shared text when the override was accepted; `None` before that.
    pub then: Option<String>,
    /// The shared text now.
    pub now: String,
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
}

impl Change {
    /// How it stands to the shared text.
    pub fn standing(&self) -> Standing {
        match &self.then {
            None => Standing::Unrecorded,
            Some(then) if *then == self.now => Standing::Current,
            Some(_) => Standing::Stale,
        }
    }
}

/// The changes that a file has made, beside the shared text.
pub fn changes(
    layer: &str,
    file: &OverrideFile,
    applied: &[Applied],
    sources: &Sources,
) -> Vec<Change> {
    let change = |it: &Applied| {
        let written = file.list.iter().find(|change| change.span == it.by)?;
        let now = match written.action {
            Action::Replace | Action::Remove => text(sources, &it.base),
            // Attributes stand in the first line.
            Action::Change => text(sources, &it.base).lines().next().unwrap_or("").to_owned(),
            // What is put beside something does not depend on its words.
            Action::InsertBefore | Action::InsertAfter => return None,
        };
        let content = written.content.first().zip(written.content.last());
        Some(Change {
            layer: layer.to_owned(),
            file: file.path.clone(),
            of: it.of.clone(),
            action: written.action,
            by: it.by,
            content: content.map(|(first, last)| Span { end: last.span.end, ..first.span }),
            then: then(file, &it.of),
            now,
        })
    };
    applied.iter().filter_map(change).collect()
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
        let now = text(sources, &[shared.as_ref()?.span]);
        Some(Change {
            layer: layer.to_owned(),
            file: file.path.clone(),
            then: then(file, &of),
            of,
            action: Action::Replace,
            by: own.span,
            content: Some(own.span),
            now,
        })
    };
    facts.iter().filter_map(change).collect()
}

/// What the shared text was when a change was accepted.
fn then(file: &OverrideFile, of: &str) -> Option<String> {
    let locked = file.lock.of(of);
    let sound = locked.filter(|locked| locked.hash == hash(locked.text.as_bytes()));
    sound.map(|locked| locked.text.clone())
}

/// The text of places, as it was written.
fn text(sources: &Sources, places: &[Span]) -> String {
    let one = |span: Span| {
        let file = sources.file(span.file);
        file.text.get(span.start as usize..span.end as usize).unwrap_or("").trim_end().to_owned()
    };
    // Neighbours of one file are one piece, with what stands between them.
    let mut pieces: Vec<Span> = Vec::new();
    for place in places {
        match pieces.last_mut() {
            Some(last) if last.file == place.file && last.start <= place.start => {
                last.end = last.end.max(place.end);
            }
            _ => pieces.push(*place),
        }
    }
    pieces.into_iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// Most lines of each text that a finding shows.
const SHOWN: usize = 3;

/// The shared text then and now, from the first line that differs, and what stands in its place.
fn beside(change: &Change, sources: &Sources) -> String {
    let then: Vec<&str> = change.then.as_deref().unwrap_or("").lines().collect();
    let now: Vec<&str> = change.now.lines().collect();
    let same = then.iter().zip(&now).take_while(|(a, b)| a == b).count();
    let tail = then[same..].iter().rev().zip(now[same..].iter().rev()).take_while(|(a, b)| a == b);
    let tail = tail.count();
    let own = change.content.map_or("", |span| {
        let text = &sources.file(span.file).text;
        text.get(span.start as usize..span.end as usize).unwrap_or("")
    });
    let own: Vec<&str> = own.lines().collect();
    let some = |lines: &[&str]| {
        let filled = || lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        let shown: Vec<&str> = filled().take(SHOWN).collect();
        let more = if filled().count() > SHOWN { " / …" } else { "" };
        if shown.is_empty() {
            "(nothing)".to_owned()
        } else {
            format!("`{}`{more}", shown.join(" / "))
        }
    };
    let here = match change.action {
        Action::Remove => "(taken out)".to_owned(),
        Action::Change => sources.file(change.by.file).text
            [change.by.start as usize..change.by.end as usize]
            .lines()
            .next()
            .map_or_else(String::new, |line| format!("`{line}`")),
        Action::Replace | Action::InsertBefore | Action::InsertAfter => some(&own),
    };
    format!(
        "the shared text, then: {}; now: {}; here: {here}",
        some(&then[same..then.len() - tail]),
        some(&now[same..now.len() - tail])
    )
}

/// Reports changes whose shared text is not what it was, or was never noted.
pub fn report(changes: &[Change], sources: &Sources, findings: &mut Findings) {
    for change in changes {
        let (layer, of) = (&change.layer, &change.of);
        let place = sources.within(change.by, of).unwrap_or(change.by);
        match change.standing() {
            Standing::Current => {}
            Standing::Unrecorded => findings.push(
                Diagnostic::new(
                    Code::UnrecordedOverride,
                    place,
                    format!("it is not noted what `{of}` was when this was written"),
                )
                .help(format!("look at it, then `packwright accept {layer} {of}`")),
            ),
            Standing::Stale => findings.push(
                Diagnostic::new(
                    Code::StaleOverride,
                    place,
                    format!("the shared text of `{of}` has changed since this was written"),
                )
                .help(beside(change, sources))
                .help(format!("`packwright review {layer}` shows the whole texts"))
                .help(format!(
                    "`packwright merge {layer} {of}` brings the change in; `packwright accept {layer} {of}` leaves it out"
                )),
            ),
        }
    }
}
