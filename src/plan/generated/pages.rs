//! The pages of a participant's handbook: for each session what it is for, its key points, the tasks around
//! it, and its worksheets in full.

use super::{Source, cell};
use crate::model::{Copies, Line, Session};
use crate::part::{Body, Extent, Field, GroupRole, Part, Run, SlideLayout, TextRole, Worksheet};
use crate::plan::{Choice, GUIDE, worksheet};

/// A section for each session; the worksheets that everybody gets follow it, each on pages of its own.
pub fn sessions(source: &Source, sheets: &mut Vec<Worksheet>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for session in &source.edition.sessions {
        let after_sheet = parts.last().is_some_and(is_full_sheet);
        if !after_sheet {
            parts.push(source.part(Body::Break));
        }
        parts.extend(front(source, session));
        parts.extend(full_sheets(source, session, sheets));
    }
    parts
}

fn is_full_sheet(part: &Part) -> bool {
    matches!(part.body, Body::Group { role: GroupRole::FullSheet { .. }, .. })
}

/// What stands on a session's own page.
fn front(source: &Source, session: &Session) -> Vec<Part> {
    let facts = &session.front;
    let name = format!("{}. {}", session.number, facts.title);
    let length = source.words.length(session.total());
    let about = format!("{} · {length}", source.workstream(session));
    let mut parts = vec![
        source.heading(2, &session.id, &name),
        source.text(cell(&facts.summary), TextRole::Lead),
        source.text(cell(about), TextRole::Small),
    ];
    let outcomes: Vec<String> = facts.outcomes.iter().map(|it| it.text.clone()).collect();
    let texts = |lines: &[Line]| lines.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    parts.extend(listed(source, session, "you-can", &outcomes, false));
    parts.extend(listed(source, session, "before", &texts(&facts.before), true));
    let points = points_of(source, session);
    if !points.is_empty() {
        parts.push(heading(source, session, "key-points"));
        parts.extend(points);
    }
    parts.extend(listed(source, session, "after", &texts(&facts.after), true));
    let shared = session.worksheets.iter().filter(|sheet| !is_personal(sheet));
    let shared: Vec<String> = shared.map(|sheet| sheet.title.clone()).collect();
    if !shared.is_empty() {
        let text = format!("{} {}", source.word("also-used"), shared.join(" · "));
        parts.push(source.text(cell(text), TextRole::Small));
    }
    let field = Field::Lines { rows: Extent::Fill };
    let label = vec![Run::text(source.word("my-notes"))];
    let notes = source.part(Body::Field { label, hint: Vec::new(), field });
    parts.push(Part { id: format!("{}-notes", session.id), ..notes });
    parts
}

fn heading(source: &Source, session: &Session, key: &'static str) -> Part {
    source.heading(3, &format!("{}-{key}", session.id), &source.word(key))
}

fn listed(
    source: &Source,
    session: &Session,
    key: &'static str,
    items: &[String],
    tick: bool,
) -> Vec<Part> {
    match items {
        [] => Vec::new(),
        items => vec![heading(source, session, key), source.list(items.iter().cloned(), tick)],
    }
}

/// Does every participant get one to write on? Cards are cut out together.
fn is_personal(sheet: &crate::model::Worksheet) -> bool {
    let cards = |block: &crate::model::block::Block| {
        matches!(block.kind, crate::model::block::BlockKind::Cards(_))
    };
    sheet.copies == Copies::Each && !sheet.blocks.iter().any(cards)
}

fn full_sheets(source: &Source, session: &Session, sheets: &mut Vec<Worksheet>) -> Vec<Part> {
    let choice = Choice::default();
    let plan = source.plan(session, &choice);
    let personal = session.worksheets.iter().filter(|sheet| is_personal(sheet));
    personal
        .map(|sheet| {
            sheets.push(worksheet::one(&plan, sheet));
            let role = GroupRole::FullSheet { worksheet: sheets.len() - 1 };
            let src = source.edition.sources.origin(sheet.span);
            Part { src, ..source.group(role, Vec::new()) }
        })
        .collect()
}

/// The key points of each session that has some.
pub fn key_points(source: &Source) -> Vec<Part> {
    let mut parts = Vec::new();
    for session in &source.edition.sessions {
        let points = points_of(source, session);
        if !points.is_empty() {
            let name = format!("{}. {}", session.number, session.front.title);
            parts.push(source.heading(source.level, &format!("key-points-{}", session.id), &name));
            parts.extend(points);
        }
    }
    parts
}

/// What stands on a session's slides of key points.
fn points_of(source: &Source, session: &Session) -> Vec<Part> {
    let choice = Choice::default();
    let plan = source.plan(session, &choice);
    let mut lowering = plan.lowering(GUIDE);
    lowering.heading_shift = 2;
    let slides = session.slides.iter().filter(|slide| slide.layout == SlideLayout::KeyPoints);
    slides.flat_map(|slide| lowering.all(&slide.body)).collect()
}
