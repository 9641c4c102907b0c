//! A worksheet that is filled in on a computer, and still looks like its printed twin.

use super::cards;
use super::control::{Control, Takes};
use super::measure;
use super::section::Page;
use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::{Body, Part, Run, Worksheet};

/// Level of a worksheet's title within another document: below a section.
const TITLE: u8 = 3;

/// Its paper, with margins of 12 mm, and room for a logo.
pub fn page(sheet: &Worksheet, logo: bool) -> Page {
    let top = if logo { 20.0 } else { 12.0 };
    Page::new(&sheet.size, sheet.landscape, [top, 12.0, 17.0, 12.0], 8.0)
}

/// The whole body.
pub fn write(story: &mut Story, sheet: &Worksheet, page: &Page) {
    let pages = pages(&sheet.parts);
    for (at, parts) in pages.iter().enumerate() {
        if at > 0 {
            story.new_page();
        }
        if let [part] = parts
            && let Some(cards) = cards::sheet(part)
        {
            story.card_sheet(sheet, cards, at == 0);
            continue;
        }
        let mut used = 0.0;
        if at == 0 {
            head(story, sheet);
            used = head_height(story, sheet);
        }
        measure::fit(story, parts, page.room() - used);
        story.tail = true;
        story.parts(parts);
    }
    if pages.is_empty() {
        head(story, sheet);
    }
    story.section(page, "", 1);
}

impl Story<'_> {
    /// A worksheet in full within another document: a section with its own paper, below a heading.
    pub fn full_sheet(&mut self, worksheet: usize) {
        let document = self.document;
        let Some(sheet) = document.worksheets.get(worksheet) else { return };
        let before = (self.paper, self.width, self.page, self.tight, self.fill, self.shrink);
        // What stands behind another worksheet has ended its section already.
        if !std::mem::replace(&mut self.behind_sheet, false) {
            self.section_end(&before.0, "", 1);
        }
        let page = page(sheet, !document.info.organisation.logo.is_empty());
        (self.paper, self.width, self.page) = (page, page.text(), page.room());
        self.used = (self.used / self.page).ceil() * self.page;
        let mut used = head_height(self, sheet);
        for (at, parts) in pages(&sheet.parts).iter().enumerate() {
            if at > 0 {
                self.new_page();
            } else {
                self.heading(TITLE, &[Run::text(&*sheet.title)]);
                if !sheet.purpose.is_empty() {
                    self.line(Style::Lead, &sheet.purpose);
                }
                name_and_date(self, sheet);
            }
            measure::fit(self, parts, page.room() - used);
            used = 0.0;
            self.tail = true;
            self.below = TITLE;
            self.parts(parts);
            self.below = 0;
        }
        self.tail = false;
        self.section_end(&page, "", 1);
        (self.paper, self.width, self.page, self.tight, self.fill, self.shrink) = before;
        self.used = (self.used / self.page).ceil() * self.page;
        self.behind_sheet = true;
    }
}

/// The parts of each page; a sheet of cards has one to itself.
fn pages(parts: &[Part]) -> Vec<&[Part]> {
    let mut pages = Vec::new();
    for page in parts.split(|part| matches!(part.body, Body::Break)) {
        let mut rest = page;
        while let Some(at) = rest.iter().position(|part| cards::sheet(part).is_some()) {
            pages.extend([&rest[..at], &rest[at..=at]].into_iter().filter(|it| !it.is_empty()));
            rest = &rest[at + 1..];
        }
        // What is left; an author's own empty pages stay.
        if !rest.is_empty() || page.is_empty() {
            pages.push(rest);
        }
    }
    pages
}

/// What the head takes of the first page, in points.
fn head_height(story: &Story, sheet: &Worksheet) -> f64 {
    let line =
        |style, text: &str| measure::paragraph(story, style, &[Run::text(text)], story.width);
    let purpose = if sheet.purpose.is_empty() { 0.0 } else { line(Style::Lead, &sheet.purpose) };
    let name = if sheet.name_date { 40.0 } else { 0.0 };
    line(Style::Title, &sheet.title) + purpose + name
}

/// Title, purpose, and lines for name and date.
fn head(story: &mut Story, sheet: &Worksheet) {
    story.line(Style::Title, &sheet.title);
    if !sheet.purpose.is_empty() {
        story.line(Style::Lead, &sheet.purpose);
    }
    name_and_date(story, sheet);
}

fn name_and_date(story: &mut Story, sheet: &Worksheet) {
    if !sheet.name_date {
        return;
    }
    let (name, date) = (story.words.get("name").to_owned(), story.words.get("date").to_owned());
    let write = story.words.get("write-here").to_owned();
    let choose = story.words.get("choose-date").to_owned();
    let label = 44.0;
    let half = (story.width - 2.0 * label - 20.0) / 2.0;
    let widths = [label, half + half * 0.4, 20.0, label, half * 0.6];
    story.open_table(Style::Layout, &Grid { widths: &widths, ..Grid::default() });
    story.open_row(false, true, 0.0);
    let cells = [
        Some((&name, None)),
        Some((&name, Some(Control::new(Takes::Text { lines: false }, "name", &name, &write)))),
        None,
        Some((&date, None)),
        Some((&date, Some(Control::new(Takes::Date, "date", &date, &choose)))),
    ];
    for (cell, width) in cells.into_iter().zip(widths) {
        story.open_cell_with(width, Story::at_bottom);
        match cell {
            Some((_, Some(control))) => {
                story.begin(Style::Field);
                story.inline_control(&control, "", None);
                story.end(Style::Field);
            }
            Some((word, None)) => story.line(Style::FieldLabel, word),
            None => story.gap(),
        }
        story.close_cell();
    }
    story.close_row();
    story.close_table();
}
