//! Letters, flyers, agreements, guidance and forms.

use super::contents;
use super::section::{MM, Page};
use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::{Body, GroupRole, Part, Run, all_runs};

/// Rows and boxes of a form are so much lower than on paper.
const FORM: f64 = 0.76;

/// Height of a field that takes what is left of its page, in points: pages of text are not measured.
const FILL: f64 = 150.0;

/// Its paper.
pub fn page(story: &Story) -> Page {
    let paper = &story.document.options.paper;
    let margins = match paper.form.as_str() {
        "flyer" => [14.0, 15.0, 18.0, 15.0],
        "form" => [24.0, 18.0, 22.0, 18.0],
        "letter" => [30.0, 25.0, 24.0, 25.0],
        _ => [26.0, 22.0, 24.0, 25.0],
    };
    Page::new(&paper.size, paper.landscape, margins, 11.0)
}

/// The whole body.
pub fn write(story: &mut Story, page: &Page) {
    body(story, page, &story.document.parts);
    story.section(page, "", 1);
}

/// The title and the parts below it.
pub fn body(story: &mut Story, page: &Page, parts: &[Part]) {
    let document = story.document;
    let paper = &document.options.paper;
    story.names.numbered = paper.numbered;
    story.fill = FILL;
    match paper.form.as_str() {
        "flyer" => flyer(story, page, parts),
        _ => {
            title(story);
            if paper.form == "guidance" {
                facts(story);
            }
            let front = story.outline.len();
            let body = story.apart_kept(|story| {
                // Contents take the rest of the first page.
                if paper.contents {
                    story.new_page();
                }
                // On a screen boxes grow; lower ones leave the page room for other programs' lines.
                if paper.form == "form" {
                    story.tight = FORM;
                }
                story.tail = true;
                story.parts(parts);
            });
            // One person's copy has no need of the others' pages.
            if paper.contents || (contents::needed(story) && !story.copied) {
                // What would run over its page names the sections alone.
                let few = story.outline.iter().filter(|entry| entry.level <= 2).count() <= 26;
                contents::write(story, if few { 2 } else { 1 }, !paper.contents, front);
            }
            story.xml.raw(&body);
        }
    }
}

/// The document's name, and what it is for.
pub fn title(story: &mut Story) {
    let (info, paper) = (&story.document.info, &story.document.options.paper);
    story.line(Style::Title, &info.title);
    if !paper.subtitle.is_empty() {
        story.line(Style::Subtitle, &paper.subtitle);
    }
    if !paper.summary.is_empty() && paper.form != "letter" {
        story.line(Style::Lead, &paper.summary);
    }
}

/// Who it is for, and how new it is.
fn facts(story: &mut Story) {
    let (info, paper) = (&story.document.info, &story.document.options.paper);
    let facts = [("audience", &paper.audience), ("date", &info.date), ("version", &info.version)];
    let facts: Vec<_> = facts.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let (audience, rest) = (story.width * 0.6, story.width * 0.4);
    let narrow = facts.iter().filter(|(word, _)| *word != "audience").count().max(1);
    let widths: Vec<f64> = facts
        .iter()
        .map(|(word, _)| if *word == "audience" { audience } else { rest / narrow as f64 })
        .collect();
    if facts.is_empty() {
        return;
    }
    let grid = Grid { widths: &widths, header: true, name: &info.kind_name, ..Grid::default() };
    story.open_table(Style::Facts, &grid);
    for (header, style) in [(true, Style::FactLabel), (false, Style::FactValue)] {
        story.open_row(header, true, 0.0);
        for ((word, value), width) in facts.iter().zip(&widths) {
            story.open_cell(*width);
            let words = if header { story.words.get(word).to_owned() } else { (*value).clone() };
            story.line(style, &words);
            story.close_cell();
        }
        story.close_row();
    }
    story.close_table();
}

/// A flyer: one message on a field of colour, the facts below it, one thing to do at its foot.
fn flyer(story: &mut Story, page: &Page, parts: &[Part]) {
    let (info, paper) = (&story.document.info, &story.document.options.paper);
    let width = story.width;
    let height = page.room() * if paper.landscape { 0.44 } else { 0.46 };
    let name = info.title.as_str();
    story.open_table(
        Style::Banner,
        &Grid { widths: &[width], header: true, name, ..Grid::default() },
    );
    story.open_row(true, true, height * 0.3);
    story.open_cell(width);
    story.line(Style::Masthead, &info.programme);
    story.close_cell();
    story.close_row();
    story.open_row(false, true, height * 0.7);
    story.open_cell_with(width, Story::at_bottom);
    story.line(Style::Title, &info.title);
    if !paper.subtitle.is_empty() {
        story.line(Style::Subtitle, &paper.subtitle);
    }
    story.close_cell();
    story.close_row();
    story.close_table();
    if !paper.summary.is_empty() {
        story.line(Style::Lead, &paper.summary);
    }
    let (links, rest): (Vec<_>, Vec<_>) =
        parts.iter().partition(|part| link(part, story.words.get("code-for")).is_some());
    // What is only a link stands in its panel.
    let said: Vec<&Run> = links.iter().flat_map(|part| all_runs(part)).collect();
    let rest = rest.into_iter().filter(|part| match &part.body {
        Body::Text { runs, .. } => match runs.as_slice() {
            [link @ Run::Link { .. }] => !said.contains(&link),
            _ => true,
        },
        _ => true,
    });
    rest.for_each(|part| story.part(part));
    for part in links {
        let Some((code, address)) = link(part, story.words.get("code-for")) else { continue };
        let widths = [34.0 * MM, width - 34.0 * MM];
        story.gap();
        story.open_table(Style::Action, &Grid { widths: &widths, ..Grid::default() });
        story.open_row(false, true, 0.0);
        for (part, width) in [code, address].into_iter().zip(widths) {
            story.open_cell_with(width, |story| {
                story.xml.val("w:vAlign", "center");
            });
            story.width = width - 20.0;
            story.part(part);
            story.close_cell();
        }
        story.width = width;
        story.close_row();
        story.close_table();
    }
}

/// A code beside the address it leads to.
fn link<'a>(part: &'a Part, code_for: &str) -> Option<(&'a Part, &'a Part)> {
    let Body::Group { role: GroupRole::Columns { .. }, children } = &part.body else { return None };
    match children.as_slice() {
        [code @ Part { body: Body::Drawing { alt, .. }, .. }, address]
            if alt.starts_with(code_for) =>
        {
            Some((code, address))
        }
        _ => None,
    }
}
