//! Blocks whose content comes from the programme itself: nobody writes it twice, and it is right in every
//! edition. A block only says what is wanted; the plan of a document puts it there.

use super::{BlockKind, first_line};
use crate::diag::{Code, Diagnostic};
use crate::model::Context;
use crate::syntax::Container;

/// What is to be put in a block's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generated {
    /// The sessions of the edition.
    Sessions {
        /// With the summary of each.
        summary: bool,
        /// With room to write when each takes place, also where nobody knows yet.
        dates: bool,
    },
    /// Sessions, outcomes, and the competencies that they develop.
    CurriculumMap {
        /// Only sessions and competencies, as a grid.
        grid: bool,
    },
    /// The outcomes of the workstreams.
    Competencies {
        /// With scales for before and after, rather than as a table.
        self_assessment: bool,
    },
    /// All worksheets by session.
    WorksheetsList,
    /// Words of the trade and terms with what they mean.
    Glossary,
    /// The key points of each session.
    KeyPoints,
    /// All that a participant needs of each session: outcomes, key points, tasks, worksheets.
    SessionPages,
}

/// The containers that are put there.
pub(super) const NAMES: &[&str] = &[
    "sessions",
    "curriculum-map",
    "competencies",
    "worksheets-list",
    "glossary",
    "key-points",
    "session-pages",
];

/// Parses one of them.
pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<BlockKind> {
    let attributes = &container.attributes;
    let known: &[&str] = match container.name.as_str() {
        "sessions" => &["summary", "dates"],
        "curriculum-map" | "competencies" => &["as"],
        _ => &[],
    };
    attributes.expect_only(known, cx.findings);
    if let Some(node) = container.children.first() {
        let message = format!("`{}` takes its content from the programme", container.name);
        cx.report(
            Diagnostic::new(Code::MisplacedBlock, first_line(node), message)
                .help("write this above or below it"),
        );
    }
    let table_or = |word: &'static str, cx: &mut Context| {
        let Some(text) = attributes.value("as") else { return false };
        if text != word && text != "table" {
            let message = format!("`as={text}` is not one of: table, {word}");
            cx.report(
                Diagnostic::new(Code::BadAttribute, attributes.place("as"), message)
                    .did_you_mean(text, ["table", word])
                    .help("without it, it is a table"),
            );
        }
        text == word
    };
    Some(BlockKind::Generated(match container.name.as_str() {
        "sessions" => Generated::Sessions {
            summary: attributes.flag("summary"),
            dates: attributes.flag("dates"),
        },
        "curriculum-map" => Generated::CurriculumMap { grid: table_or("grid", cx) },
        "competencies" => {
            Generated::Competencies { self_assessment: table_or("self-assessment", cx) }
        }
        "worksheets-list" => Generated::WorksheetsList,
        "glossary" => Generated::Glossary,
        "key-points" => Generated::KeyPoints,
        // NAMES is the list of the arms above.
        _ => Generated::SessionPages,
    }))
}
