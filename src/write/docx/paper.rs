//! Letters, flyers, agreements, guidance and forms.

use super::contents;
use super::section::Page;
use super::story::Story;
use super::style::Style;
use crate::part::{Body, Part};

/// Its paper.
pub fn page(story: &Story) -> Page {
    let paper = &story.document.options.paper;
    let margins = match paper.form.as_str() {
        "flyer" => [18.0, 15.0, 18.0, 15.0],
        "form" => [24.0, 18.0, 22.0, 18.0],
        _ => [28.0, 22.0, 24.0, 22.0],
    };
    Page::new(&paper.size, paper.landscape, margins, 11.0)
}

/// The whole body.
pub fn write(story: &mut Story, page: &Page) {
    let paper = story.document.options.paper.clone();
    if paper.numbered {
        story.numbering.headings = Some(paper.form == "agreement");
        story.clauses = paper.form == "agreement";
    }
    let parts = story.document.parts.as_slice();
    let (title, rest) = split(parts);
    if let Some(Body::Heading { runs, .. }) = title.map(|part| &part.body) {
        // The one heading of the first level is the document's title.
        story.paragraph(Style::Title, runs);
        story.shift = 1;
    }
    let body = story.apart_kept(|story| story.parts(rest));
    if paper.contents || contents::needed(story) {
        contents::write(story, 2, false, 0);
    }
    story.xml.raw(&body);
    story.section(page, "", 1);
}

/// The title, where the document begins with one and has no second heading of its level.
fn split(parts: &[Part]) -> (Option<&Part>, &[Part]) {
    let top = |part: &&Part| matches!(part.body, Body::Heading { level: 1, .. });
    match parts.split_first() {
        Some((first, rest)) if top(&first) && !rest.iter().any(|part| top(&part)) => {
            (Some(first), rest)
        }
        _ => (None, parts),
    }
}
