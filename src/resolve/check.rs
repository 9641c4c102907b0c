//! What only the whole session can tell: sums, references, things that nothing uses.

use super::walk::{Gone, Walk};
use super::{Edition, length};
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::block::{Block, BlockKind};
use crate::model::{ActivityKind, Item, Minutes, Placed, Session};
use crate::part::SlideLayout;
use crate::read::Programme;
use crate::syntax::Inline;
use std::collections::HashSet;

/// Most words of a slide, besides tables and drawings.
const MOST_WORDS: usize = 50;

/// Checks every session of an edition.
pub fn edition(programme: &Programme, edition: &Edition, findings: &mut Findings) {
    let worksheets: HashSet<&str> =
        edition.sessions.iter().flat_map(|s| &s.worksheets).map(|w| w.id.as_str()).collect();
    for session in &edition.sessions {
        let mut check = Check { programme, session, findings };
        check.workstream();
        check.duration();
        check.short();
        check.materials();
        check.outcomes();
        check.activities(&worksheets);
        check.slides();
        check.pictures_and_links();
    }
}

struct Check<'a> {
    programme: &'a Programme,
    session: &'a Session,
    findings: &'a mut Findings,
}

impl Check<'_> {
    fn workstream(&mut self) {
        let id = &self.session.front.workstream;
        let known = || self.programme.file.workstreams.iter().map(|w| w.id.as_str());
        if !known().any(|known| known == id.value) {
            let message = format!("there is no workstream `{}`", id.value);
            let finding = Diagnostic::new(Code::UnknownReference, id.span, message)
                .did_you_mean(&id.value, known())
                .help(format!("known: {}", known().collect::<Vec<_>>().join(", ")));
            self.findings.push(finding);
        }
    }

    /// The length that a key of the front matter gives.
    fn length(&mut self, given: &Placed) -> Option<(Minutes, Span)> {
        let span = given.span;
        let minutes = Minutes::parse(&given.value);
        if minutes.is_none() {
            let message = format!("`{}` is not a length of time", given.value);
            self.findings.push(
                Diagnostic::new(Code::BadFrontMatter, span, message)
                    .help("write `3h`, `150m` or `2h30m`"),
            );
        }
        minutes.map(|minutes| (minutes, span))
    }

    /// The short version is what is left without the activities marked optional.
    fn short(&mut self) {
        let session = self.session;
        let Some(given) = &session.front.short else { return };
        let Some((wanted, span)) = self.length(given) else { return };
        let least = session.least();
        if least == wanted {
            return;
        }
        let message = format!(
            "without the activities marked `optional` the session takes {}, its short version {}",
            least.words(),
            wanted.words()
        );
        let (more, less) = (least.0.saturating_sub(wanted.0), wanted.0.saturating_sub(least.0));
        let help = match more {
            0 => format!(
                "{less} minutes are not planned: mark fewer activities as `optional`, or set `short: {}m`",
                least.0
            ),
            _ => format!(
                "{more} minutes too many: mark more activities as `optional`, or set `short: {}m`",
                least.0
            ),
        };
        self.findings.push(Diagnostic::new(Code::DurationMismatch, span, message).help(help));
    }

    fn duration(&mut self) {
        let session = self.session;
        let Some((wanted, span)) = self.length(&session.front.duration) else { return };
        let total = session.total();
        // The short version has lost what the full length counts.
        if total != wanted && !session.is_short {
            let (more, less) = (total.0.saturating_sub(wanted.0), wanted.0.saturating_sub(total.0));
            let message = format!(
                "the activities take {} in all, the session {}",
                total.words(),
                wanted.words()
            );
            let help = match more {
                0 => format!(
                    "{less} minutes are not planned: give them to an activity, or set `duration: {}m`",
                    total.0
                ),
                _ => format!(
                    "{more} minutes too many: shorten an activity, or set `duration: {}m`",
                    total.0
                ),
            };
            self.findings.push(Diagnostic::new(Code::DurationMismatch, span, message).help(help));
        }
    }

    fn materials(&mut self) {
        let session = self.session;
        let used: HashSet<&str> = session
            .activities
            .iter()
            .flat_map(|a| &a.resources)
            .map(|(id, _)| id.as_str())
            .collect();
        let mut known = HashSet::new();
        // Also those that are not needed in this edition: what names them is right in another.
        let written = self.programme.sessions.iter().find(|source| source.id == session.id);
        let written = written.into_iter().flat_map(|source| &source.front.materials);
        let written: HashSet<&str> = written.map(|it| it.id.value.as_str()).collect();
        for material in &session.front.materials {
            let span = material.id.span;
            if !known.insert(material.id.value.as_str()) {
                let message = format!("the material `{}` is listed twice", material.id.value);
                self.findings
                    .push(Diagnostic::new(Code::DuplicateId, span, message).help("list it once"));
            }
            if !used.contains(material.id.value.as_str()) {
                let message = format!("no activity uses the material `{}`", material.id.value);
                let help = format!(
                    "add `resources=\"{}\"` to an activity, or leave it out",
                    material.id.value
                );
                self.findings.push(Diagnostic::new(Code::UnusedMaterial, span, message).help(help));
            }
        }
        for (id, span) in session.activities.iter().flat_map(|a| &a.resources) {
            if !written.contains(id.as_str()) {
                let message = format!("there is no material `{id}` in the front matter");
                self.findings.push(
                    Diagnostic::new(Code::UnknownReference, *span, message)
                        .did_you_mean(id, written.iter().copied()),
                );
            }
        }
    }

    fn outcomes(&mut self) {
        let known: Vec<&str> = self
            .programme
            .file
            .workstreams
            .iter()
            .flat_map(|w| &w.outcomes)
            .map(|o| o.id.as_str())
            .collect();
        let mut seen = HashSet::new();
        for outcome in &self.session.front.outcomes {
            let span = outcome.id.span;
            if !seen.insert(outcome.id.value.as_str()) {
                let message = format!("the outcome `{}` is listed twice", outcome.id.value);
                self.findings.push(
                    Diagnostic::new(Code::DuplicateId, span, message).help("give it another id"),
                );
            }
            if outcome.develops.is_empty() {
                let message = format!(
                    "the outcome `{}` develops no outcome of a workstream",
                    outcome.id.value
                );
                self.findings.push(
                    Diagnostic::new(Code::UndevelopedOutcome, span, message)
                        .help("add `develops: [id]` with ids of programme.toml"),
                );
            }
            for id in &outcome.develops {
                if !known.contains(&id.value.as_str()) {
                    let message = format!("there is no workstream outcome `{}`", id.value);
                    let finding = Diagnostic::new(Code::UnknownReference, id.span, message)
                        .did_you_mean(&id.value, known.iter().copied())
                        .help(format!("known: {}", known.join(", ")));
                    self.findings.push(finding);
                }
            }
        }
    }

    fn activities(&mut self, worksheets: &HashSet<&str>) {
        for activity in &self.session.activities {
            for (id, span) in &activity.worksheets {
                if worksheets.contains(id.as_str()) {
                    continue;
                }
                let mut sources = self.programme.sessions.iter();
                let finding = match sources.find_map(|it| length::left_out(&it.body, id)) {
                    Some(there) => Diagnostic::new(
                        Code::UnknownReference,
                        *span,
                        format!("the worksheet `{id}` is not in this edition"),
                    )
                    .help(format!(
                        "it stands at {}, in what this edition leaves out: move it to an activity that stays, or name it only where it is",
                        self.programme.sources.origin(there)
                    )),
                    None => Diagnostic::new(
                        Code::UnknownReference,
                        *span,
                        format!("there is no worksheet `{id}`"),
                    )
                    .did_you_mean(id, worksheets.iter().copied()),
                };
                self.findings.push(finding);
            }
            if activity.items.is_empty() && activity.kind != ActivityKind::Break {
                let message =
                    format!("the activity `{}` has no content", Inline::plain(&activity.title));
                self.findings.push(
                    Diagnostic::new(Code::EmptyActivity, activity.span, message).help(
                        "write what happens, or leave the heading out under the same condition",
                    ),
                );
            }
        }
    }

    fn slides(&mut self) {
        for slide in &self.session.slides {
            let columns = slide.columns.iter().flat_map(|(_, blocks)| blocks);
            let words: usize = slide.body.iter().chain(columns).map(words).sum();
            let total = words + count(&Inline::plain(&slide.title));
            if total > MOST_WORDS && slide.layout != SlideLayout::Title {
                let message = format!("the slide has {total} words");
                self.findings.push(
                    Diagnostic::new(Code::TooManyWords, slide.span, message)
                        .help("forty are plenty: say the rest in the notes, or make two slides"),
                );
            }
            for block in &slide.body {
                if let BlockKind::Table(table) = &block.kind
                    && table.rows.len() > 8
                {
                    let message = format!("a table of {} rows on a slide", table.rows.len());
                    self.findings.push(
                        Diagnostic::new(Code::TooManyWords, block.span, message)
                            .help("put it on a worksheet"),
                    );
                }
            }
        }
    }

    fn pictures_and_links(&mut self) {
        let session = self.session;
        let mut anchors: HashSet<&str> = session.activities.iter().map(|a| a.id.as_str()).collect();
        anchors.extend(session.slides.iter().map(|s| s.id.as_str()));
        anchors.extend(session.worksheets.iter().map(|w| w.id.as_str()));
        anchors.extend(session.front.outcomes.iter().map(|o| o.id.value.as_str()));
        let source = self.programme.sessions.iter().find(|source| source.id == session.id);
        let body = source.map_or(&[][..], |source| &source.body);
        let gone = Gone { sources: &self.programme.sources, body };
        let mut walk = Walk { findings: self.findings, anchors, gone };
        for slide in &session.slides {
            // A half-page picture is 6.7 inches wide, a full one 13.3.
            let width = if slide.full_bleed { 960.0 } else { 480.0 };
            walk.blocks(slide.figure.as_slice(), width);
            walk.blocks(&slide.body, 864.0);
            slide.columns.iter().for_each(|(_, blocks)| walk.blocks(blocks, 420.0));
        }
        for worksheet in &session.worksheets {
            walk.blocks(&worksheet.blocks, worksheet.paper().0 - 68.0);
        }
        for item in session.activities.iter().flat_map(|a| &a.items) {
            match item {
                Item::Block(block) => walk.block(block, 340.0),
                Item::Note(note) => walk.blocks(&note.blocks, 340.0),
                Item::Slide(_) | Item::Worksheet(_) => {}
            }
        }
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Words of a block, besides tables, drawings and fields.
fn words(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Heading(_, inlines) | BlockKind::Paragraph(inlines) => {
            count(&Inline::plain(inlines))
        }
        BlockKind::List(list) => list.items.iter().flat_map(|(_, blocks)| blocks).map(words).sum(),
        BlockKind::Quote(blocks, _) | BlockKind::Columns(_, blocks) | BlockKind::Stack(blocks) => {
            blocks.iter().map(words).sum()
        }
        BlockKind::Callout(_, title, blocks) => {
            count(title) + blocks.iter().map(words).sum::<usize>()
        }
        BlockKind::Code(text) => count(text),
        BlockKind::Table(_)
        | BlockKind::Picture(_)
        | BlockKind::Rule
        | BlockKind::NewPage
        | BlockKind::Field(..)
        | BlockKind::Cards(_)
        | BlockKind::Generated(_)
        | BlockKind::Tool(..) => 0,
    }
}
