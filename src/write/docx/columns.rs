//! Parts side by side: a table without rules, one row, a cell for each.

use super::section::MM;
use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::Part;

/// Distance of columns in points.
const GUTTER: f64 = 6.0 * MM;

impl Story<'_> {
    /// Children side by side in the widths given.
    pub fn columns(&mut self, widths: &[f64], children: &[Part]) {
        let gutters = children.len().saturating_sub(1) as f64 * GUTTER;
        let total: f64 = widths.iter().sum::<f64>().max(0.01);
        let room = (self.width - gutters).max(36.0);
        let weight = |at: usize| widths.get(at).copied().unwrap_or(1.0);
        let mut grid = Vec::new();
        for at in 0..children.len() {
            if at > 0 {
                grid.push(GUTTER);
            }
            grid.push(room * weight(at) / total);
        }
        self.open_table(Style::Layout, &Grid { widths: &grid, ..Grid::default() });
        self.open_row(false, true, 0.0);
        let (width, used, depth) = (self.width, self.used, self.depth);
        let mut lowest = used;
        self.depth = 0;
        for (at, child) in children.iter().enumerate() {
            if at > 0 {
                self.open_cell(GUTTER);
                self.gap();
                self.close_cell();
            }
            self.width = grid[at * 2];
            self.used = used;
            self.open_cell(self.width);
            let start = self.xml.len();
            self.part(child);
            self.end_cell(start);
            lowest = lowest.max(self.used);
        }
        (self.width, self.used, self.depth) = (width, lowest, depth);
        self.close_row();
        self.close_table();
    }
}
