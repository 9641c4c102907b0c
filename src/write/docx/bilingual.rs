//! A document in two languages: a section for each, with its own words, headers, footers and page numbers
//! (ECMA-376 part 1, 17.6.17), and its language on every run (17.3.2.20).

use super::paper;
use super::section::{Page, Running};
use super::story::Story;

/// The whole body.
pub fn write(story: &mut Story, page: &Page) {
    let (first, words) = (story.first, story.words);
    let halves = first.halves();
    // Those of the first language are written already.
    let mut running: [Option<Running>; 2] = [Some(std::mem::take(&mut story.running)), None];
    for (at, (document, parts)) in halves.iter().enumerate() {
        let half = usize::from(!std::ptr::eq(*document, first));
        story.half = half;
        story.document = document;
        story.words = if half == 0 { words } else { words.second() };
        if running[half].is_none() && story.setup.is_none() {
            story.headers_and_footers();
            running[half] = Some(std::mem::take(&mut story.running));
        }
        story.running = running[half].clone().unwrap_or_default();
        if at > 0 {
            story.begin_again();
        }
        paper::body(story, page, parts);
        match at + 1 == halves.len() {
            true => story.section(page, "nextPage", 1),
            false => story.section_end(page, "nextPage", 1),
        }
    }
    story.half = 0;
    story.document = first;
    story.words = words;
}
