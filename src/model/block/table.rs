//! Tables: to read, and to fill in by hand.

use super::{BlockKind, Lowering, text};
use crate::diag::{Code, Diagnostic};
use crate::model::Context;
use crate::model::attributes::Typed;
use crate::part::{Align, Body, Column, Row, TableRole};
use crate::syntax::{Container, Inline, NodeKind, TableRow};

/// A table with a header row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// To read or to fill in.
    pub role: TableRole,
    /// Its caption; may be empty.
    pub caption: String,
    /// Alignment of each column: `l`, `c`, `r`.
    pub columns: Vec<char>,
    /// Relative widths; empty lets the words decide.
    pub widths: Vec<f64>,
    /// Header cells.
    pub header: Vec<Vec<Inline>>,
    /// Body rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Least height of a body row in points.
    pub row_height: Option<f64>,
}

impl Table {
    pub(super) fn data(columns: &[char], header: &[Vec<Inline>], rows: &[TableRow]) -> Self {
        Self {
            role: TableRole::Data,
            caption: String::new(),
            columns: columns.to_vec(),
            widths: Vec::new(),
            header: header.to_vec(),
            rows: rows.iter().map(|row| row.cells.clone()).collect(),
            row_height: None,
        }
    }

    pub(super) fn lower(&self, lowering: &Lowering) -> Body {
        let columns = self.columns.iter().enumerate().map(|(index, letter)| Column {
            align: match letter {
                'c' => Align::Centre,
                'r' => Align::Right,
                _ => Align::Left,
            },
            weight: self.widths.get(index).copied().unwrap_or_else(|| self.weight(index)),
        });
        let cells = |row: &Vec<Vec<Inline>>| {
            (0..self.columns.len())
                .map(|i| row.get(i).map_or(Vec::new(), |c| lowering.runs(c)))
                .collect()
        };
        Body::Table(crate::part::Table {
            role: self.role,
            caption: text::label(&self.caption),
            columns: columns.collect(),
            header: cells(&self.header),
            rows: self
                .rows
                .iter()
                .map(|row| Row { accent: String::new(), cells: cells(row) })
                .collect(),
            row_height: self.row_height,
        })
    }

    /// A column's share of the width: grows with the square root of its longest cell, so that long
    /// columns are wider but do not starve the others.
    fn weight(&self, index: usize) -> f64 {
        let length = |row: &Vec<Vec<Inline>>| {
            row.get(index).map_or(0, |cell| Inline::plain(cell).chars().count())
        };
        let longest = self.rows.iter().chain([&self.header]).map(length).max().unwrap_or(0);
        (longest.clamp(4, 160) as f64).sqrt()
    }
}

/// A table to fill in: the given cells are printed, the empty ones written in.
pub(super) fn form(container: &Container, cx: &mut Context) -> Option<BlockKind> {
    let attributes = &container.attributes;
    attributes.expect_only(&["label", "rows", "row-height", "widths"], cx.findings);
    let table = container.children.iter().find_map(|node| match &node.kind {
        NodeKind::Table { columns, header, rows } => Some(Table::data(columns, header, rows)),
        _ => None,
    });
    let Some(mut table) = table else {
        let finding =
            Diagnostic::new(Code::EmptySlot, container.name_span, "a form table without a table");
        cx.report(
            finding.help("put a pipe table with a header row inside: `| Task | Who | When |`"),
        );
        return None;
    };
    table.role = TableRole::Form;
    table.caption = attributes.words("label");
    table.row_height = Some(attributes.length("row-height", cx).unwrap_or(34.0));
    table.widths = super::columns::widths(attributes, table.columns.len(), cx);
    let wanted = attributes.number("rows", 1..=60, cx).unwrap_or(0) as usize;
    while table.rows.len() < wanted {
        table.rows.push(vec![Vec::new(); table.columns.len()]);
    }
    Some(BlockKind::Table(table))
}
