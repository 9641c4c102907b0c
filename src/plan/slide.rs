//! The slides of a session.

use super::{Plan, SLIDE};
use crate::model;
use crate::model::block::{Block, BlockKind};
use crate::part::{
    Badge, Part, Run, Slide, SlideActivity, SlideColumn, SlideLayout, Slots, all_runs, plain,
    plain_parts,
};

/// All slides of the session, numbered from 1.
pub fn slides(plan: &Plan) -> Vec<Slide> {
    let mut opened = None;
    let mut number = 0;
    let slides = plan.session.slides.iter().map(|slide| {
        number += 1;
        if slide.layout == SlideLayout::Section {
            opened = Some(slide.activity);
        }
        // Title 1, sections 2, slides below their section 3: no level is skipped.
        let level = match slide.layout {
            SlideLayout::Title => 1,
            SlideLayout::Section => 2,
            _ if number == 1 => 1,
            _ if opened == Some(slide.activity) => 3,
            _ => 2,
        };
        one(plan, slide, number, level)
    });
    slides.collect()
}

fn one(plan: &Plan, slide: &model::Slide, number: u32, level: u8) -> Slide {
    let lowering = plan.lowering(SLIDE);
    let activity = &plan.session.activities[slide.activity];
    let slots = Slots {
        body: lowering.all(&slide.body),
        figure: slide.figure.as_ref().map(|block| Box::new(figure(plan, slide, block))),
        columns: slide
            .columns
            .iter()
            .map(|(title, blocks)| {
                let mut narrow = lowering;
                narrow.canvas.width = 420.0;
                SlideColumn { title: words(title), parts: narrow.all(blocks) }
            })
            .collect(),
        attribution: lowering.runs(&slide.attribution),
        full_bleed: slide.full_bleed,
    };
    let badge = (slide.group.is_some() || slide.minutes.is_some()).then(|| Badge {
        group: slide.group.map_or(String::new(), |group| group.word().to_owned()),
        minutes: slide.minutes.map_or(0, |minutes| minutes.0),
    });
    let title = lowering.runs(&slide.title);
    Slide {
        id: slide.id.clone(),
        number,
        src: plan.edition.sources.origin(slide.span),
        layout: slide.layout,
        alt: alt(plan, number, &title, &slots),
        notes: footnotes(&title, &slots),
        title,
        level,
        slots,
        activity: Some(SlideActivity {
            index: slide.activity,
            number: slide.activity as u32 + 1,
            title: plain(&lowering.runs(&activity.title)),
            activity: activity.kind.word().to_owned(),
            minutes: activity.minutes.0,
        }),
        badge,
    }
}

/// A drawing leaves room for its caption and for the sentence above it.
fn figure(plan: &Plan, slide: &model::Slide, block: &Block) -> Part {
    let mut lowering = plan.lowering(SLIDE);
    if !slide.body.is_empty() {
        lowering.canvas.height -= 56.0;
    }
    if matches!(&block.kind, BlockKind::Tool(tool, _) if !tool.caption().is_empty()) {
        lowering.canvas.height -= 34.0;
    }
    block.lower(&lowering)
}

fn words(text: &str) -> Vec<Run> {
    if text.is_empty() { Vec::new() } else { vec![Run::text(text)] }
}

/// The text of a slide in reading order.
fn alt(plan: &Plan, number: u32, title: &[Run], slots: &Slots) -> String {
    let mut lines = plain_parts(&slots.body);
    for column in &slots.columns {
        lines.push(plain(&column.title));
        lines.extend(plain_parts(&column.parts));
    }
    lines.push(plain(&slots.attribution));
    lines.extend(plain_parts(slots.figure.as_deref().map_or(&[], std::slice::from_ref)));
    lines.retain(|line| !line.trim().is_empty());
    let head = format!("{} {number}: {}", plan.words.get("slide"), plain(title));
    let sentence = |line: String| {
        let end = if line.ends_with(['.', '?', '!', ':', '…']) { "" } else { "." };
        format!("{line}{end}")
    };
    std::iter::once(head).chain(lines).map(sentence).collect::<Vec<_>>().join(" ")
}

/// The texts of all footnotes of a slide.
fn footnotes(title: &[Run], slots: &Slots) -> Vec<Vec<Run>> {
    let mut notes = Vec::new();
    let mut collect = |run: &Run| {
        if let Run::Footnote { runs } = run {
            notes.push(runs.clone());
        }
    };
    title.iter().for_each(&mut collect);
    let columns = slots.columns.iter();
    let columns = columns
        .flat_map(|column| column.title.iter().chain(column.parts.iter().flat_map(all_runs)));
    let body = slots.body.iter().chain(slots.figure.as_deref()).flat_map(all_runs);
    body.chain(columns).chain(&slots.attribution).for_each(&mut collect);
    notes
}
