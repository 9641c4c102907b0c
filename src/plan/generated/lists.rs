//! Lists of the programme: its sessions, worksheets and words.

use super::{Source, cell, named};
use crate::model::Minutes;
use crate::part::{Part, Run};

/// The sessions with their lengths, and with their days where they are known or have room to be written.
pub fn sessions(source: &Source, summary: bool, dates: bool) -> Vec<Part> {
    let sessions = &source.edition.sessions;
    let mut columns = vec![("number", 0.0), ("session", 4.0), ("workstream", 2.8), ("length", 0.0)];
    let dates = dates || sessions.iter().any(|session| !session.date.is_empty());
    if dates {
        columns.push(("date", 1.8));
    }
    let mut rows: Vec<Vec<Vec<Run>>> = sessions
        .iter()
        .map(|session| {
            let about = if summary { session.front.summary.as_str() } else { "" };
            vec![
                cell(session.number.to_string()),
                named(&session.front.title, about),
                cell(source.workstream(session)),
                cell(source.words.length(session.total())),
            ]
        })
        .collect();
    let all = Minutes(sessions.iter().map(|session| session.total().0).sum());
    let total = vec![Run::strong(source.words.length(all))];
    rows.push(vec![Vec::new(), vec![Run::strong(source.word("all-sessions"))], Vec::new(), total]);
    if dates {
        let days = sessions.iter().map(|session| cell(session.date.clone()));
        rows.iter_mut().zip(days.chain([Vec::new()])).for_each(|(row, day)| row.push(day));
    }
    vec![source.table(&columns, rows)]
}

/// All worksheets, below the sessions in which they are handed out.
pub fn worksheets(source: &Source) -> Vec<Part> {
    let columns =
        [("number", 0.0), ("session", 2.6), ("worksheet", 5.0), ("copies", 2.4), ("paper", 1.6)];
    let mut rows = Vec::new();
    for session in &source.edition.sessions {
        for (at, sheet) in session.worksheets.iter().enumerate() {
            let copies = source.words.get(&format!("copies-{}", sheet.copies.word())).to_owned();
            let side = source.word(if sheet.landscape { "landscape" } else { "portrait" });
            let first = |text: &str| if at == 0 { vec![Run::strong(text)] } else { Vec::new() };
            rows.push(vec![
                first(&session.number.to_string()),
                first(&session.front.title),
                named(&sheet.title, &sheet.purpose),
                cell(copies),
                cell(format!("{} {}", sheet.size.word().to_uppercase(), side.to_lowercase())),
            ]);
        }
    }
    vec![source.table(&columns, rows)]
}

/// Words of the trade and the programme's terms, by the alphabet.
pub fn glossary(source: &Source) -> Vec<Part> {
    let programme = &source.edition.programme;
    let terms = programme.terms.values().map(|term| (&term.singular, &term.meaning));
    let words = programme.glossary.iter().chain(terms);
    let mut words: Vec<(String, &String)> = words
        .filter(|it| !it.1.is_empty())
        .map(|(word, meaning)| (capital(word), meaning))
        .collect();
    words.sort_by_cached_key(|(word, _)| word.to_lowercase());
    let row = |(word, meaning): (String, &String)| vec![vec![Run::strong(word)], cell(meaning)];
    let rows = words.into_iter().map(row).collect();
    vec![source.table(&[("word", 1.0), ("meaning", 3.0)], rows)]
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
