//! The outcomes of the workstreams: what a coach can do at the end, each with a code of a letter for its
//! workstream and a number.

use super::{Source, cell};
use crate::model::{Session, Workstream};
use crate::part::{Body, Field, GroupRole, Part, Run, TextRole};

/// The steps of a self-assessment.
const STEPS: i32 = 4;

/// The workstreams that promise something, each with its letter.
pub fn workstreams<'a>(source: &'a Source) -> impl Iterator<Item = (char, &'a Workstream)> {
    let all = source.edition.programme.workstreams.iter();
    ('A'..='Z').zip(all.filter(|workstream| !workstream.outcomes.is_empty()))
}

/// The code of a competency and its words, by its id.
pub fn of_id<'a>(source: &'a Source, id: &str) -> Option<(String, &'a str)> {
    workstreams(source).find_map(|(letter, workstream)| {
        let at = workstream.outcomes.iter().position(|outcome| outcome.id == id)?;
        Some((format!("{letter}{}", at + 1), workstream.outcomes[at].text.as_str()))
    })
}

/// Whether a session develops a competency.
pub fn develops(session: &Session, id: &str) -> bool {
    let mut all = session.front.outcomes.iter().flat_map(|outcome| &outcome.develops);
    all.any(|developed| developed.value == id)
}

/// A table for each workstream: code, competency, and the sessions that develop it.
pub fn table(source: &Source) -> Vec<Part> {
    let mut parts = Vec::new();
    for (letter, workstream) in workstreams(source) {
        parts.push(heading(source, letter, workstream));
        let row = |(at, outcome): (usize, &crate::model::WorkstreamOutcome)| {
            let sessions = source.edition.sessions.iter().filter(|it| develops(it, &outcome.id));
            let numbers: Vec<String> = sessions.map(|session| session.number.to_string()).collect();
            let code = vec![Run::strong(format!("{letter}{}", at + 1))];
            vec![code, cell(&outcome.text), cell(numbers.join(", "))]
        };
        let rows = workstream.outcomes.iter().enumerate().map(row).collect();
        parts.push(source.table(&[("code", 0.0), ("competency", 5.0), ("in-sessions", 1.3)], rows));
    }
    parts
}

/// Each competency with a scale for before and one for after.
pub fn self_assessment(source: &Source) -> Vec<Part> {
    let mut parts = Vec::new();
    for (letter, workstream) in workstreams(source) {
        parts.push(heading(source, letter, workstream));
        for (at, outcome) in workstream.outcomes.iter().enumerate() {
            let code = format!("{letter}{}", at + 1);
            let said = vec![Run::strong(format!("{code}\u{a0} ")), Run::text(&*outcome.text)];
            let scales = ["self-before", "self-after"].map(|key| {
                let field = Field::Scale {
                    from: 0,
                    to: STEPS,
                    low: source.word("self-low"),
                    high: source.word("self-high"),
                };
                let label = vec![Run::text(source.word(key))];
                let body = Body::Field { label, hint: Vec::new(), field };
                Part { id: format!("{}-{key}", outcome.id), ..source.part(body) }
            });
            let role = GroupRole::Columns { widths: vec![1.0, 1.0] };
            parts.push(source.text(said, TextRole::Body));
            parts.push(source.group(role, scales.into()));
        }
    }
    parts
}

fn heading(source: &Source, letter: char, workstream: &Workstream) -> Part {
    let id = format!("competencies-{}", workstream.id);
    source.heading(source.level, &id, &format!("{letter}. {}", workstream.title))
}
