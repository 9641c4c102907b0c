//! The run sheet: every activity with its clock time, proved by its total.

use super::Plan;
use crate::model::{Activity, Item};
use crate::part::{Align, Body, Column, Part, Row, Run, Table, TableRole};

/// The run sheet of the session as a table.
pub fn table(plan: &Plan) -> Part {
    let word = |key: &str| vec![Run::text(plan.words.get(key))];
    let column = |align: Align, weight: f64| Column { align, weight };
    let keys = ["time", "minutes-short", "type", "activity-and-method", "lead", "slides", "needed"];
    let mut rows: Vec<Row> =
        plan.session.activities.iter().map(|activity| row(plan, activity)).collect();
    rows.push(total(plan));
    let table = Table {
        role: TableRole::RunSheet,
        caption: Vec::new(),
        columns: vec![
            column(Align::Left, 0.0),
            column(Align::Right, 0.0),
            column(Align::Left, 0.0),
            column(Align::Left, 3.0),
            column(Align::Left, 1.5),
            column(Align::Left, 0.0),
            column(Align::Left, 2.6),
        ],
        header: keys.iter().map(|key| word(key)).collect(),
        rows,
        row_height: None,
    };
    Part {
        id: "run-sheet".to_owned(),
        src: plan.edition.sources.origin(plan.session.span),
        body: Body::Table(table),
    }
}

fn row(plan: &Plan, activity: &Activity) -> Row {
    let kind = activity.kind.word();
    let lowering = plan.lowering(super::GUIDE);
    let mut name: Vec<Run> = lowering
        .runs(&activity.title)
        .into_iter()
        .map(|run| match run {
            Run::Text { text, emph, code, language, .. } => {
                Run::Text { text, strong: true, emph, code, language }
            }
            Run::Value { name, text, open, emph, .. } => {
                Run::Value { name, text, open, strong: true, emph }
            }
            other => other,
        })
        .collect();
    if activity.optional {
        name.push(Run::text(format!(" ({})", plan.words.get("optional-short"))));
    }
    if !activity.method.is_empty() {
        name.extend([Run::Break, Run::text(activity.method.clone())]);
    }
    let icon = Run::Icon { name: kind.to_owned(), label: plan.words.get(kind).to_owned() };
    let text = |text: String| if text.is_empty() { Vec::new() } else { vec![Run::text(text)] };
    Row {
        accent: kind.to_owned(),
        cells: vec![
            text(activity.start.to_string()),
            text(activity.minutes.0.to_string()),
            vec![icon],
            name,
            text(activity.lead.clone()),
            text(slide_numbers(activity)),
            text(needs(plan, activity).join(plan.words.get("semicolon"))),
        ],
    }
}

/// The numbers of an activity's slides, runs of them joined: `4–6, 9`.
pub fn slide_numbers(activity: &Activity) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for item in &activity.items {
        if let Item::Slide(index) = item {
            match ranges.last_mut() {
                Some((_, last)) if *last == *index => *last = index + 1,
                _ => ranges.push((index + 1, index + 1)),
            }
        }
    }
    let range = |(first, last): &(usize, usize)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(", ")
}

/// What an activity needs: its materials and worksheets by name.
pub fn needs(plan: &Plan, activity: &Activity) -> Vec<String> {
    let materials = &plan.session.front.materials;
    let named = activity.resources.iter().filter_map(|(id, _)| {
        materials
            .iter()
            .find(|material| material.id.value == *id)
            .map(|material| material.item.clone())
    });
    let here = activity.items.iter().filter_map(|item| match item {
        Item::Worksheet(index) => Some(plan.session.worksheets[*index].title.clone()),
        Item::Block(_) | Item::Slide(_) | Item::Note(_) => None,
    });
    let elsewhere = activity.worksheets.iter().filter_map(|(id, _)| {
        let all = plan.edition.sessions.iter().flat_map(|session| &session.worksheets);
        all.into_iter()
            .find(|worksheet| worksheet.id == *id)
            .map(|worksheet| worksheet.title.clone())
    });
    named.chain(here).chain(elsewhere).collect()
}

fn total(plan: &Plan) -> Row {
    let end = plan.session.activities.last().map_or(plan.session.start, Activity::end);
    let total = plan.session.total();
    let mut cells = vec![Vec::new(); 7];
    cells[0] = vec![Run::strong(end.to_string())];
    cells[1] = vec![Run::strong(total.0.to_string())];
    cells[3] =
        vec![Run::strong(format!("{} ({})", plan.words.get("end"), plan.words.length(total)))];
    Row { accent: String::new(), cells }
}
