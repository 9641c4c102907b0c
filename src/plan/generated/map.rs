//! The map of the curriculum: which session develops which competency, through which outcome.

use super::competencies::{develops, of_id, workstreams};
use super::{Source, cell};
use crate::part::{Align, Column, Part, Run};

/// Each outcome of each session with the competencies that it develops.
pub fn table(source: &Source) -> Vec<Part> {
    let mut rows = Vec::new();
    for session in &source.edition.sessions {
        for (at, outcome) in session.front.outcomes.iter().enumerate() {
            let mut developed = Vec::new();
            for id in &outcome.develops {
                let Some((code, text)) = of_id(source, &id.value) else { continue };
                if !developed.is_empty() {
                    developed.push(Run::Break);
                }
                developed.extend([Run::strong(format!("{code}\u{a0} ")), Run::text(text)]);
            }
            let first = |text: &str| if at == 0 { vec![Run::strong(text)] } else { Vec::new() };
            let (number, title) = (session.number.to_string(), &session.front.title);
            rows.push(vec![first(&number), first(title), cell(&outcome.text), developed]);
        }
    }
    let columns = [("number", 0.0), ("session", 1.6), ("outcomes", 3.4), ("develops", 3.2)];
    vec![source.table(&columns, rows)]
}

/// Sessions down, competencies across, and a dot where one develops the other.
pub fn grid(source: &Source) -> Vec<Part> {
    let codes: Vec<(String, &str)> = workstreams(source)
        .flat_map(|(letter, workstream)| {
            let outcomes = workstream.outcomes.iter().enumerate();
            outcomes.map(move |(at, it)| (format!("{letter}{}", at + 1), it.id.as_str()))
        })
        .collect();
    let mut columns = vec![Column { align: Align::Left, weight: 1.0 }];
    columns.extend(codes.iter().map(|_| Column { align: Align::Centre, weight: 0.0 }));
    let mut header = vec![cell(source.word("session"))];
    header.extend(codes.iter().map(|(code, _)| cell(code)));
    let row = |session: &crate::model::Session| {
        let mut cells = vec![cell(format!("{}. {}", session.number, session.front.title))];
        let dot = |id: &str| if develops(session, id) { "●" } else { "" };
        cells.extend(codes.iter().map(|(_, id)| cell(dot(id))));
        cells
    };
    let rows = source.edition.sessions.iter().map(row).collect();
    vec![source.table_of(columns, header, rows)]
}
