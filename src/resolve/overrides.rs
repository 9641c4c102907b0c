//! Changes by id, made to the syntax tree before anything in it is understood: what they leave is
//! checked as if it had been written so.

use super::find::{self, Place};
use super::near::nearest;
use super::written::{Edit, Now, Removed, Written, braces, slice};
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::read::{Action, Override, OverrideFile};
use crate::syntax::{Attributes, Node};

/// A change, and what it was made to.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The id as the override names it.
    pub of: String,
    /// The override.
    pub by: Span,
    /// What it was made to.
    pub base: Base,
}

/// What a change is made to.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// It takes the place of this text.
    Text(String),
    /// It stands beside something, whose words it does not depend on; or changes what is its own.
    Nothing,
    /// It is not there; the id that may be meant.
    Gone(Option<String>),
}

/// Makes the changes of a file to nodes, one after the other. Two layers that change the same thing are
/// told of each other, unless the upper one says that it means it.
pub fn apply(
    nodes: &mut Vec<Node>,
    file: &OverrideFile,
    (layer, sources): (&str, &Sources),
    written: &mut Written,
    findings: &mut Findings,
) -> Vec<Applied> {
    let mut applied = Vec::new();
    let mut changer = Changer { file, layer, sources, written, findings };
    for (at, change) in file.list.iter().enumerate() {
        if change.of.0 == file.of() {
            continue;
        }
        if let Some(twice) = twice(change, &file.list[..at]) {
            changer.findings.push(twice);
            continue;
        }
        let places = find::places(nodes, &change.of.0);
        let base = match places.as_slice() {
            [place] => changer.make(nodes, place, change),
            [] => Base::Gone(changer.unknown(nodes, change)),
            many => {
                let message = format!("`{}` means {} places", change.of.0, many.len());
                changer.findings.push(
                    Diagnostic::new(Code::BadOverride, change.of.1, message)
                        .help("say what it is in, too: `of=\"grow-planner/goal\"`"),
                );
                continue;
            }
        };
        applied.push(Applied { of: change.of.0.clone(), by: change.span, base });
    }
    applied
}

/// Two changes of one thing in one file: the second would be made to the first.
fn twice(change: &Override, before: &[Override]) -> Option<Diagnostic> {
    let beside = |it: &Override| matches!(it.action, Action::InsertBefore | Action::InsertAfter);
    // What was taken out is not there: that is said of it.
    let same =
        |it: &&Override| it.of.0 == change.of.0 && !beside(it) && it.action != Action::Remove;
    before.iter().find(same).filter(|_| !beside(change))?;
    let message = format!("`{}` is changed twice in this file", change.of.0);
    let finding = Diagnostic::new(Code::BadOverride, change.of.1, message);
    Some(finding.help("make one change of the two"))
}

/// Makes the changes of a layer's file.
struct Changer<'a> {
    file: &'a OverrideFile,
    layer: &'a str,
    sources: &'a Sources,
    written: &'a mut Written,
    findings: &'a mut Findings,
}

impl Changer<'_> {
    fn make(&mut self, nodes: &mut Vec<Node>, place: &Place, change: &Override) -> Base {
        let other = clash(nodes, place, change, self.written);
        let finding = report_clash(change, self.layer, other, self.sources);
        self.findings.extend(finding);
        let base = self.base(nodes, place, change);
        if change.action == Action::Remove {
            let (of, layer) = (change.of.0.clone(), self.layer.to_owned());
            self.written.removed.push(Removed { of, layer, by: change.span });
        }
        self.take(nodes, place, change);
        base
    }

    /// What a change takes the place of, as the layers below have left it.
    fn base(&self, nodes: &[Node], place: &Place, change: &Override) -> Base {
        let taken = &find::at(nodes, &place.way)[place.range.clone()];
        let shared = |span: &Span| !self.file.files.contains(&span.file);
        match change.action {
            Action::InsertBefore | Action::InsertAfter => Base::Nothing,
            Action::Replace | Action::Remove => {
                let spans: Vec<Span> = taken.iter().map(|node| node.span).filter(shared).collect();
                match spans.is_empty() {
                    true => Base::Nothing,
                    false => Base::Text(self.written.text(self.sources, &spans, self.layer)),
                }
            }
            // Only what it sets: another title above the same time is no concern of it.
            Action::Change => match taken.first().filter(|node| shared(&node.span)) {
                Some(node) => Base::Text(self.set_before(node, change)),
                None => Base::Nothing,
            },
        }
    }

    /// The attributes that a change sets or takes out, as they were.
    fn set_before(&self, node: &Node, change: &Override) -> String {
        let Some(own) = find::attributes(node) else { return String::new() };
        let keys = change.attributes.list.iter().flat_map(|it| match it.key.as_str() {
            "without" => it.value.as_deref().unwrap_or("").split(',').map(str::trim).collect(),
            key => vec![key],
        });
        let before = keys.filter_map(|key| own.get(key)).map(|it| slice(self.sources, it.span));
        before.collect::<Vec<_>>().join(" ")
    }

    /// Makes one change.
    fn take(&mut self, nodes: &mut Vec<Node>, place: &Place, change: &Override) {
        let Some(list) = find::at_mut(nodes, &place.way) else { return };
        let range = place.range.clone();
        let (first, last) = (list[range.start].span, list[range.end - 1].span);
        let content = change.content.clone();
        let own: Vec<Span> = content.iter().map(|node| node.span).collect();
        match change.action {
            Action::Replace => {
                self.edited(&list[range.clone()], own, change);
                drop(list.splice(range, content));
            }
            Action::Remove => {
                self.edited(&list[range.clone()], Vec::new(), change);
                drop(list.drain(range));
            }
            Action::InsertBefore => {
                self.edit(Span { end: first.start, ..first }, Now::Places(own), change);
                drop(list.splice(range.start..range.start, content));
            }
            Action::InsertAfter => {
                let text = slice(self.sources, last);
                let end = last.start + text.trim_end().len() as u32;
                self.edit(Span { start: end, end, ..last }, Now::Places(own), change);
                drop(list.splice(range.end..range.end, content));
            }
            Action::Change => {
                let Some(own) = find::attributes_mut(&mut list[range.start]) else { return };
                let bare = own.id.is_none() && own.list.is_empty();
                set(own, &change.attributes, self.findings);
                let words = braces(own, self.sources);
                let at = own.span;
                if bare {
                    let end = self.sources.file(first.file).to_line_end(first.start as usize).end;
                    let at = Span::new(first.file, end, end);
                    self.edit(at, Now::Words(format!(" {{{words}}}")), change);
                } else {
                    self.edit(at, Now::Words(words), change);
                }
            }
        }
    }

    /// Notes that nodes have made place for others: the first piece of them, and nothing for the rest.
    fn edited(&mut self, taken: &[Node], now: Vec<Span>, change: &Override) {
        let mut now = Some(now);
        for piece in taken.chunk_by(|a, b| a.span.file == b.span.file && a.span.end <= b.span.start)
        {
            let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
            let at = Span { end: last.span.end, ..first.span };
            self.edit(at, Now::Places(now.take().unwrap_or_default()), change);
        }
    }

    fn edit(&mut self, mut at: Span, now: Now, change: &Override) {
        // The end of a container's last line belongs to what comes after it.
        let text = slice(self.sources, at);
        at.end -= (text.len() - text.trim_end().len()) as u32;
        let layer = self.layer.to_owned();
        self.written.edits.push(Edit { at, now, layer, by: change.span });
    }

    /// Reports an id that is not there; gives that which may be meant.
    fn unknown(&mut self, nodes: &[Node], change: &Override) -> Option<String> {
        let (of, span) = &change.of;
        let taken_out = self.written.removed.iter().find(|removed| removed.of == *of);
        if let Some(Removed { layer, by, .. }) = taken_out {
            let message = format!("`{of}` was taken out by `{layer}`");
            let there = self.sources.origin(*by);
            let finding = Diagnostic::new(Code::BadOverride, *span, message)
                .help(format!("it is taken out at {there}: take this change out, or that one"));
            self.findings.push(finding);
            return None;
        }
        let then = self.file.lock.then(of).map(str::to_owned);
        let near = nearest(of, then.as_deref(), nodes, |spans| {
            self.written.text(self.sources, spans, self.layer)
        });
        let target = self.file.of();
        let message = format!("there is no `{of}` in `{target}` any more, or never was");
        let mut finding = Diagnostic::new(Code::BadOverride, *span, message);
        if let Some(near) = &near {
            finding = finding.help(match near.by_text {
                true => format!("what it stood for seems to be called `{}` now", near.id),
                false => format!("did you mean `{}`?", near.id),
            });
        }
        self.findings.push(finding.help(format!(
            "name the new id, or take this change out; `packwright model --ids --{} {}` shows all ids",
            self.file.what.word(),
            self.file.id
        )));
        near.map(|near| near.id)
    }
}

/// The layer below that has written something of what a change takes the place of, and where.
fn clash<'a>(
    nodes: &[Node],
    place: &Place,
    change: &Override,
    written: &'a Written,
) -> Option<(&'a str, Span)> {
    let taken = &find::at(nodes, &place.way)[place.range.clone()];
    let layer = |span: Span| written.layer(span).map(|layer| (layer, span));
    match change.action {
        Action::Replace | Action::Remove => {
            let places: Vec<Span> = taken.iter().map(|node| node.span).collect();
            let found = find::spans(taken).into_iter().find_map(layer);
            found.or_else(|| written.removed_within(&places))
        }
        // What a lower layer has put there is no longer what one thinks that one changes.
        Action::Change => taken.first().and_then(|node| layer(node.span)),
        Action::InsertBefore | Action::InsertAfter => None,
    }
}

fn report_clash(
    change: &Override,
    layer: &str,
    other: Option<(&str, Span)>,
    sources: &Sources,
) -> Option<Diagnostic> {
    let of = &change.of.0;
    match (&change.over, other) {
        (Some((named, _)), Some((other, _))) if named == other => None,
        (_, Some((other, there))) => {
            let there = sources.origin(there);
            let message =
                format!("`{of}` is changed by `{other}`, too, and `{layer}` would undo that");
            let finding = Diagnostic::new(Code::LayerClash, change.of.1, message)
                .help(format!("`{other}` changes it at {there}"));
            Some(finding.help(format!(
                "is that meant? then say so: `of={of} over={other}`; or change something smaller"
            )))
        }
        (Some((named, place)), None) => {
            let message = format!("`{named}` changes nothing of `{of}` any more, or never did");
            Some(
                Diagnostic::new(Code::BadOverride, *place, message)
                    .help(format!("take `over={named}` out")),
            )
        }
        (None, None) => None,
    }
}

/// Sets attributes; `without="optional,when"` takes some out.
fn set(own: &mut Attributes, new: &Attributes, findings: &mut Findings) {
    for attribute in &new.list {
        if attribute.key == "without" {
            for key in attribute.value.as_deref().unwrap_or("").split(',').map(str::trim) {
                let before = own.list.len();
                own.list.retain(|old| old.key != key);
                if own.list.len() == before {
                    let known: Vec<String> = own.list.iter().map(|it| it.key.clone()).collect();
                    let message = format!("there is no attribute `{key}` to take out");
                    findings.push(
                        Diagnostic::new(Code::BadOverride, attribute.span, message)
                            .did_you_mean(key, known.iter().map(String::as_str)),
                    );
                }
            }
            continue;
        }
        match own.list.iter_mut().find(|old| old.key == attribute.key) {
            Some(old) => *old = attribute.clone(),
            None => own.list.push(attribute.clone()),
        }
    }
}
