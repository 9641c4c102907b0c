//! Tables (ECMA-376 part 1, 17.4): header rows are marked and come again on the next page, rows stay
//! in one piece.

use super::control::{Control, Takes};
use super::story::Story;
use super::style::Style;
use super::styles::{borders, margins};
use crate::part::{Align, Part, Row, Run, Table, TableRole, plain};
use crate::write::ooxml::{Face, twips};

/// What a table's properties say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grid<'a> {
    /// Widths of the columns in points.
    pub widths: &'a [f64],
    /// The first row is a header.
    pub header: bool,
    /// Title for those who do not see it.
    pub name: &'a str,
    /// Room above and below in a cell, in points, where the style's is too much.
    pub room: Option<f64>,
}

impl Story<'_> {
    /// Opens a table.
    pub fn open_table(&mut self, style: Style, grid: &Grid) {
        self.tables += 1;
        let total: f64 = grid.widths.iter().sum();
        self.xml.open("w:tbl", &[]).open("w:tblPr", &[]);
        self.xml.val("w:tblStyle", self.names.id(style));
        self.xml.empty("w:tblW", &[("w:w", &twips(total).to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        if let Some(room) = grid.room {
            margins(&mut self.xml, room, 4.5, room);
        }
        let first = if grid.header { "1" } else { "0" };
        self.xml.empty(
            "w:tblLook",
            &[
                ("w:val", if grid.header { "0620" } else { "0600" }),
                ("w:firstRow", first),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        if !grid.name.is_empty() {
            self.xml.val("w:tblCaption", grid.name).val("w:tblDescription", grid.name);
        }
        self.xml.close().open("w:tblGrid", &[]);
        for width in grid.widths {
            self.xml.empty("w:gridCol", &[("w:w", &twips(*width).to_string())]);
        }
        self.xml.close();
    }

    /// Closes a table, with the small paragraph that must follow it.
    pub fn close_table(&mut self) {
        self.xml.close();
        self.tables = self.tables.saturating_sub(1);
        self.gap_behind_table();
    }

    /// Opens a row: a header, in one piece, at least so high.
    pub fn open_row(&mut self, header: bool, whole: bool, height: f64) {
        self.xml.open("w:tr", &[]);
        if header || whole || height > 0.0 {
            self.xml.open("w:trPr", &[]);
            if whole {
                self.xml.empty("w:cantSplit", &[]);
            }
            if height > 0.0 {
                let height = twips(height).to_string();
                self.xml.empty("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")]);
            }
            if header {
                self.xml.empty("w:tblHeader", &[]);
            }
            self.xml.close();
        }
    }

    /// Closes a row.
    pub fn close_row(&mut self) {
        self.xml.close();
    }

    /// Opens a cell.
    pub fn open_cell(&mut self, width: f64) {
        self.open_cell_with(width, |_| {});
    }

    /// The same with more properties, in the schema's order behind `tcW`.
    pub fn open_cell_with(&mut self, width: f64, more: impl FnOnce(&mut Self)) {
        self.xml.open("w:tc", &[]).open("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &twips(width).to_string()), ("w:type", "dxa")]);
        more(self);
        self.xml.close();
    }

    /// Words stand at the foot of the cell.
    pub fn at_bottom(&mut self) {
        self.xml.val("w:vAlign", "bottom");
    }

    /// Closes a cell.
    pub fn close_cell(&mut self) {
        self.xml.close();
    }

    /// Closes a cell whose content began at `start`: it may not be empty (17.4.66).
    pub fn end_cell(&mut self, start: usize) {
        if self.xml.len() == start {
            self.gap();
        }
        self.close_cell();
    }

    /// A table of the document.
    pub fn table(&mut self, part: &Part, table: &Table) {
        self.caption(&table.caption);
        let style = match table.role {
            TableRole::Data => Style::DataTable,
            TableRole::Form => Style::FormTable,
            TableRole::RunSheet => Style::RunSheet,
        };
        let mut name = plain(&table.caption);
        if name.is_empty() {
            let headings: Vec<String> = table.header.iter().map(|cell| plain(cell)).collect();
            name = match table.role {
                TableRole::RunSheet => self.words.get("run-sheet").to_owned(),
                TableRole::Data | TableRole::Form => headings.join(", "),
            };
        }
        let widths = self.column_widths(table);
        let room =
            (table.role == TableRole::RunSheet).then(|| self.room_of_run_sheet(table, &widths));
        self.open_table(style, &Grid { widths: &widths, header: true, name: &name, room });
        self.open_row(true, true, 0.0);
        for ((cell, width), column) in table.header.iter().zip(&widths).zip(&table.columns) {
            self.open_cell_with(*width, Story::at_bottom);
            self.cell(Style::TableHeading, column.align, |story| story.runs(cell));
            self.close_cell();
        }
        self.close_row();
        let height = match (table.role, table.row_height) {
            (TableRole::Form, height) => height.unwrap_or(24.0) * self.tight,
            (_, height) => height.unwrap_or(0.0),
        };
        let base = if part.id.is_empty() { "table" } else { part.id.as_str() };
        if table.role == TableRole::Form && !table.rows.is_empty() {
            self.rows_to_fill(base, &name, table, &widths, height);
        } else {
            for row in &table.rows {
                self.row(table, row, &widths, height, None);
            }
        }
        self.close_table();
    }

    /// Rows of which there can be as many as are needed.
    fn rows_to_fill(&mut self, base: &str, name: &str, table: &Table, widths: &[f64], height: f64) {
        let section = self.control(&Control::new(Takes::Rows, base, name, ""));
        for (at, row) in table.rows.iter().enumerate() {
            let tag = format!("{base}-{}", at + 1);
            let item = self.control(&Control::new(Takes::Row, &tag, "", ""));
            self.row(table, row, widths, height, Some(&tag));
            self.end_control(&item);
        }
        self.end_control(&section);
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[f64], height: f64, fill: Option<&str>) {
        let run_sheet = table.role == TableRole::RunSheet;
        self.open_row(false, true, height);
        let (before, column) = (self.used, self.width);
        let mut lowest = before + height;
        for (at, (cell, width)) in row.cells.iter().zip(widths).enumerate() {
            self.open_cell_with(*width, |story| story.cell_look(row, at, run_sheet));
            (self.used, self.width) = (before, width - 10.0);
            let align = table.columns.get(at).map_or(Align::Left, |column| column.align);
            self.cell(Style::TableText, align, |story| match fill {
                Some(tag) if cell.is_empty() => {
                    let title = table.header.get(at).map_or(String::new(), |cell| plain(cell));
                    let tag = format!("{tag}-{}", at + 1);
                    let control = Control::new(Takes::Text { lines: true }, &tag, &title, "…");
                    story.inline_control(&control, "", None);
                }
                _ => story.runs(cell),
            });
            lowest = lowest.max(self.used);
            self.close_cell();
        }
        (self.used, self.width) = (lowest, column);
        self.close_row();
    }

    /// An activity's row has its type's colour at the edge and a pale tint of it behind breaks.
    fn cell_look(&mut self, row: &Row, at: usize, run_sheet: bool) {
        if !run_sheet {
            return;
        }
        let accent = row.accent.as_str();
        if let Some(colours) = self.theme.activities.get(accent) {
            if at == 0 {
                borders(
                    &mut self.xml,
                    self.theme,
                    "w:tcBorders",
                    &[("left", "single", 4.5, accent_role(accent))],
                );
            }
            let pale = colours.pale.to_string();
            let fill = ("w:fill", pale.trim_start_matches('#'));
            self.xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), fill]);
        }
        self.xml.val("w:vAlign", "center");
    }

    fn cell(&mut self, style: Style, align: Align, content: impl FnOnce(&mut Self)) {
        let side = match align {
            Align::Left => "",
            Align::Centre => "center",
            Align::Right => "right",
        };
        self.begin_with(style, |xml| {
            if !side.is_empty() {
                xml.val("w:jc", side);
            }
        });
        content(self);
        self.end(style);
    }

    /// Widths of columns in points: those without a weight are as wide as their longest words.
    pub fn column_widths(&self, table: &Table) -> Vec<f64> {
        let size = self.scale.size(-0.6);
        let room = 11.0;
        let natural = |at: usize| {
            let rows = table.rows.iter().filter_map(|row| row.cells.get(at));
            let cells = table.header.get(at).into_iter().map(|it| (it, Face::Bold));
            let cells = cells.chain(rows.map(|cell| (cell, Face::Bold)));
            let width = |(cell, face): (&Vec<Run>, Face)| {
                // A template's type may be wider than Arial.
                let wide = if self.setup.is_some() { 1.2 } else { 1.0 };
                self.office.widths().width(&plain(cell), face, size) * wide
            };
            cells.map(width).fold(0.0, f64::max).min(self.width / 3.0) + room
        };
        let fixed: Vec<f64> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| if column.weight > 0.0 { 0.0 } else { natural(at) })
            .collect();
        let weights: f64 = table.columns.iter().map(|column| column.weight.max(0.0)).sum();
        let used: f64 = fixed.iter().sum();
        let stretch = if weights > 0.0 { ((self.width - used) / weights).max(0.0) } else { 0.0 };
        let widths = table.columns.iter().zip(fixed);
        let widths: Vec<f64> =
            widths.map(|(column, fixed)| fixed + column.weight.max(0.0) * stretch).collect();
        // Narrow columns alone do not fill the width: they share what is left.
        let total: f64 = widths.iter().sum();
        let scale =
            if weights > 0.0 && total <= self.width { 1.0 } else { self.width / total.max(1.0) };
        widths.into_iter().map(|width| width * scale).collect()
    }

    /// Room above and below in the cells of a run sheet, so that it takes one page.
    fn room_of_run_sheet(&self, table: &Table, widths: &[f64]) -> f64 {
        let size = self.scale.size(-0.6);
        let lines = |row: &Row| {
            let cells = row.cells.iter().zip(widths);
            let count = |(cell, width): (&Vec<Run>, &f64)| {
                self.office.widths().lines(cell, false, size, width - 10.0).len()
            };
            cells.map(count).max().unwrap_or(1).max(1)
        };
        let total: usize = table.rows.iter().map(lines).sum();
        let text = (total + 1) as f64 * size * 1.15 * 1.1;
        let left = self.page - 90.0 - text - table.rows.len() as f64 * 4.0;
        (left / (table.rows.len() as f64 + 1.0) / 2.0).clamp(0.0, 5.0)
    }
}

/// The role of an activity type's colour as a constant, for borders.
fn accent_role(kind: &str) -> &'static str {
    ["input", "discussion", "exercise", "energiser", "break", "debrief"]
        .into_iter()
        .find(|role| *role == kind)
        .unwrap_or("rule")
}
