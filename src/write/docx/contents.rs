//! The table of contents (ECMA-376 part 1, 17.16.5.68 `TOC`): a field that Word makes anew, already
//! filled in with links to the headings.

use super::story::{Entry, Story};
use super::style::Style;

/// Documents of more pages have one.
const PAGES: usize = 10;

/// Does the document need one?
pub fn needed(story: &Story) -> bool {
    story.page_number() > PAGES
}

/// Writes the field with headings up to a level, perhaps on a page of its own. Headings before
/// `front` stand on the pages before it.
pub fn write(story: &mut Story, deepest: u8, fresh: bool, front: usize) {
    let title = story.words.get("contents").to_owned();
    let mut entries = Vec::new();
    let wanted = story.outline.iter().enumerate().filter(|(_, entry)| entry.level <= deepest);
    let pages = if fresh { 1 + wanted.clone().count() / 45 } else { 0 };
    for (at, entry) in wanted {
        let page = entry.page + if at < front { 0 } else { pages };
        entries.push(Entry { page, ..entry.clone() });
    }
    story.breaks = fresh;
    story.begin(Style::TocHeading);
    story.run(None, &title);
    story.end(Style::TocHeading);
    let last = entries.len().saturating_sub(1);
    for (at, entry) in entries.iter().enumerate() {
        let style =
            [Style::Toc1, Style::Toc2, Style::Toc3][usize::from(entry.level.clamp(1, 3) - 1)];
        story.begin(style);
        if at == 0 {
            let levels = format!(" TOC \\o \"1-{deepest}\" \\h \\z \\u ");
            field_start(story, &levels);
        }
        story.xml.open("w:hyperlink", &[("w:anchor", &entry.bookmark), ("w:history", "1")]);
        story.run(None, &entry.text);
        story.tab();
        field_start(story, &format!(" PAGEREF {} \\h ", entry.bookmark));
        story.run(None, &entry.page.to_string());
        field_end(story);
        story.xml.close();
        if at == last {
            field_end(story);
        }
        story.end(style);
    }
}

/// A field that Word should reckon again (17.16.18 `fldChar`).
fn field_start(story: &mut Story, instruction: &str) {
    let xml = &mut story.xml;
    xml.open("w:r", &[]);
    xml.empty("w:fldChar", &[("w:fldCharType", "begin"), ("w:dirty", "true")]).close();
    xml.open("w:r", &[]);
    xml.leaf("w:instrText", &[("xml:space", "preserve")], instruction).close();
    xml.open("w:r", &[]).empty("w:fldChar", &[("w:fldCharType", "separate")]).close();
}

fn field_end(story: &mut Story) {
    story.xml.open("w:r", &[]).empty("w:fldChar", &[("w:fldCharType", "end")]).close();
}
