//! What a person fills in: content controls where paper has lines and boxes.

use super::control::{Control, Takes};
use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::{Extent, Field, Part, Run, plain};

/// Distance of ruled lines on paper, in points: 8.5 mm.
pub const LINE: f64 = 24.1;
/// Options of a list fit its placeholder up to so many letters.
const SHORT: usize = 60;

impl Story<'_> {
    /// A field: its label, then what is filled in.
    pub fn field(&mut self, part: &Part, label: &[Run], hint: &[Run], field: &Field) {
        let title = if label.is_empty() { plain(hint) } else { plain(label) };
        if self.scale.form == "letter" && *field == Field::Signature {
            self.signed(&tag_of(part), &title);
            self.paragraph(Style::FieldLabel, label);
            return self.paragraph(Style::Normal, hint);
        }
        if !label.is_empty() || !hint.is_empty() {
            self.begin(Style::FieldLabel);
            self.runs(label);
            if !hint.is_empty() {
                self.run(None, "  ");
                self.run(Some(Style::Hint), &plain(hint));
            }
            self.end(Style::FieldLabel);
        }
        let tag = tag_of(part);
        match field {
            Field::Text => {
                let write = self.words.get("write-here").to_owned();
                self.line_to_fill(&Control::new(
                    Takes::Text { lines: false },
                    &tag,
                    &title,
                    &write,
                ));
            }
            Field::Date => {
                let choose = self.words.get("choose-date").to_owned();
                self.line_to_fill(&Control::new(Takes::Date, &tag, &title, &choose));
            }
            Field::Lines { rows } => {
                let height = match rows {
                    Extent::Fixed(rows) => rows * LINE * self.tight,
                    Extent::Fill => self.fill,
                };
                self.box_to_fill(&tag, &title, height);
            }
            Field::Box { height } => {
                let height = match height {
                    Extent::Fixed(height) => height * self.tight,
                    Extent::Fill => self.fill,
                };
                self.box_to_fill(&tag, &title, height);
            }
            Field::Choice { options, many, inline } => {
                self.choice(&tag, &title, options, *many, *inline);
            }
            Field::Scale { from, to, low, high } => {
                self.scale(&tag, &title, (*from, *to), low, high);
            }
            Field::Signature => self.signature(&tag, &title),
        }
    }

    /// Room to sign above the name, as on letters; nobody dates them twice.
    fn signed(&mut self, tag: &str, title: &str) {
        let word = self.words.get("signature").to_owned();
        let title = if title.is_empty() { word.clone() } else { title.to_owned() };
        self.keeps = true;
        self.begin(Style::Signature);
        let control = Control::new(Takes::Text { lines: false }, tag, &title, &word);
        self.inline_control(&control, "", None);
        self.end(Style::Signature);
    }

    /// A line with a rule below it.
    fn line_to_fill(&mut self, control: &Control) {
        self.begin(Style::Field);
        self.inline_control(control, "", None);
        self.end(Style::Field);
    }

    /// A box of a least height, for as many paragraphs as one likes.
    fn box_to_fill(&mut self, tag: &str, title: &str, height: f64) {
        let width = self.width;
        self.open_table(
            Style::FieldBox,
            &Grid { widths: &[width], name: title, ..Grid::default() },
        );
        self.open_row(false, height < self.page / 2.0, height);
        self.open_cell(width);
        let used = self.used;
        let write = self.words.get("write-here").to_owned();
        self.control(&Control::new(Takes::Rich, tag, title, &write));
        self.begin(Style::FieldText);
        // Within the control: a cell ends with its last paragraph or control (17.4.65).
        let (mark, _) = self.bookmark(tag);
        self.run(Some(Style::PlaceholderText), &write);
        self.end_bookmark(&mark);
        self.end(Style::FieldText);
        self.end_control("");
        self.used = used + height;
        self.close_cell();
        self.close_row();
        self.close_table();
    }

    fn choice(&mut self, tag: &str, title: &str, options: &[Vec<Run>], many: bool, inline: bool) {
        let names: Vec<String> = options.iter().map(|option| plain(option)).collect();
        if is_list(options, many) {
            let placeholder = format!("{}: {}", self.words.get("choose"), names.join(" / "));
            return self.line_to_fill(&Control::new(
                Takes::Option(names),
                tag,
                title,
                &placeholder,
            ));
        }
        if inline {
            self.begin(Style::FieldOption);
        }
        for (at, (option, name)) in options.iter().zip(&names).enumerate() {
            if !inline {
                self.begin(Style::FieldOption);
            } else if at > 0 {
                self.run(None, "      ");
            }
            self.tick_box(&format!("{tag}-{}", at + 1), name);
            match inline {
                true => self.run(None, "\u{a0}"),
                false => self.tab(),
            }
            self.runs(option);
            if !inline {
                self.end(Style::FieldOption);
            }
        }
        if inline {
            self.end(Style::FieldOption);
        }
    }

    /// A scale: a list of its numbers, and what its ends mean beside it.
    fn scale(&mut self, tag: &str, title: &str, (from, to): (i32, i32), low: &str, high: &str) {
        let numbers = (from..=to).take(101).map(|number| number.to_string()).collect();
        let choose = format!("{} {from}–{to}", self.words.get("choose"));
        self.begin(Style::Field);
        self.inline_control(&Control::new(Takes::Option(numbers), tag, title, &choose), "", None);
        let ends = [(from, low), (to, high)].into_iter().filter(|(_, end)| !end.is_empty());
        let ends: Vec<String> = ends.map(|(number, end)| format!("{number} = {end}")).collect();
        if !ends.is_empty() {
            self.run(None, "   ");
            self.run(Some(Style::Hint), &ends.join(", "));
        }
        self.end(Style::Field);
    }

    /// Name and date, kept together.
    fn signature(&mut self, tag: &str, title: &str) {
        let widths = [self.width * 0.68, self.width * 0.06, self.width * 0.26];
        let signature = self.words.get("signature").to_owned();
        let date = self.words.get("date").to_owned();
        let name = if title.is_empty() { signature.clone() } else { title.to_owned() };
        let grid = Grid { widths: &widths, name: &name, ..Grid::default() };
        self.open_table(Style::Layout, &grid);
        self.open_row(false, true, 40.0);
        let write = self.words.get("write-here").to_owned();
        let choose = self.words.get("choose-date").to_owned();
        let left = Control::new(Takes::Text { lines: false }, tag, &name, &write);
        let title = format!("{name}: {date}");
        let right = Control::new(Takes::Date, &format!("{tag}-date"), &title, &choose);
        let cells = [Some((left, signature)), None, Some((right, date))];
        for (cell, width) in cells.into_iter().zip(widths) {
            self.open_cell_with(width, Story::at_bottom);
            match cell {
                Some((control, word)) => {
                    self.keeps = true;
                    self.begin(Style::Field);
                    self.inline_control(&control, "", None);
                    self.end(Style::Field);
                    self.line(Style::Small, &word);
                }
                None => self.gap(),
            }
            self.close_cell();
        }
        self.close_row();
        self.close_table();
    }
}

fn tag_of(part: &Part) -> String {
    if part.id.is_empty() { "field".to_owned() } else { part.id.clone() }
}

/// Is the choice a list that one picks from, rather than boxes to tick?
pub fn is_list(options: &[Vec<Run>], many: bool) -> bool {
    let names: Vec<String> = options.iter().map(|option| plain(option)).collect();
    let letters: usize = names.iter().map(|name| name.chars().count()).sum();
    !many && letters <= SHORT && !has_same(&names)
}

/// Word refuses a list with the same option twice.
fn has_same(names: &[String]) -> bool {
    names.iter().enumerate().any(|(at, name)| name.is_empty() || names[..at].contains(name))
}
