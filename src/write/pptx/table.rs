//! Native tables (ECMA-376 part 1, 21.1.3): a header row, rules instead of fills, as in the PDF deck.

use super::ink::Ink;
use super::layouts::Slot;
use super::place::{Place, at};
use super::sheet::{Alt, Deck, Sheet};
use crate::part::{Align, Run, Table, plain};
use crate::write::ooxml::{Face, LINE, Xml, emu};

/// Our table style, in `tableStyles.xml`.
pub const STYLE: &str = "{8A107856-5554-42FB-B03E-39F5DBC370BA}";

/// Sizes of a table that fits its place.
struct Fit {
    size: f64,
    head: f64,
    pad: f64,
    columns: Vec<f64>,
    rows: Vec<f64>,
}

/// Height of a table in a width, at its largest.
pub fn height(deck: &Deck, table: &Table, place: Place) -> f64 {
    fit(deck, table, place).rows.iter().sum()
}

impl Sheet<'_, '_> {
    /// A table in a place; gives where it stands.
    pub fn table(
        &mut self,
        table: &Table,
        place: Place,
        slot: Option<&Slot>,
        accent: Ink,
    ) -> Place {
        let fit = fit(self.deck, table, place);
        let place = at(place.x, place.y, place.w, fit.rows.iter().sum());
        let caption = plain(&table.caption);
        let name = self.deck.words.get(slot.map_or("table", |slot| slot.name));
        self.xml.open("p:graphicFrame", &[]).open("p:nvGraphicFramePr", &[]);
        self.named(name, if caption.is_empty() { Alt::Own } else { Alt::Words(&caption) });
        self.xml
            .raw("<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr>");
        self.xml.open("p:nvPr", &[]);
        if let Some(slot) = slot {
            self.placeholder_mark(slot);
        }
        self.xml.close().close();
        place.xfrm(&mut self.xml, "p:xfrm");
        let uri = "http://schemas.openxmlformats.org/drawingml/2006/table";
        self.xml.open("a:graphic", &[]).open("a:graphicData", &[("uri", uri)]).open("a:tbl", &[]);
        let style = self.deck.table_style.clone();
        let banded: &[(&str, &str)] = if style.is_some() { &[("bandRow", "1")] } else { &[] };
        let options: Vec<(&str, &str)> =
            [("firstRow", "1")].iter().chain(banded).copied().collect();
        self.xml.open("a:tblPr", &options);
        self.xml
            .leaf("a:tableStyleId", &[], style.as_deref().unwrap_or(STYLE))
            .close()
            .open("a:tblGrid", &[]);
        for width in &fit.columns {
            self.xml.empty("a:gridCol", &[("w", &emu(*width).to_string())]);
        }
        self.xml.close();
        let cells = std::iter::once(&table.header).chain(table.rows.iter().map(|row| &row.cells));
        for (index, cells) in cells.enumerate() {
            let high = fit.rows.get(index).copied().unwrap_or(0.0);
            self.xml.open("a:tr", &[("h", &emu(high).to_string())]);
            for column in 0..table.columns.len() {
                let cell = cells.get(column).map_or(&[][..], Vec::as_slice);
                self.cell(table, cell, (index, column), &fit, accent);
            }
            self.xml.close();
        }
        self.xml.close().close().close().close();
        place
    }

    fn cell(
        &mut self,
        table: &Table,
        runs: &[Run],
        (row, column): (usize, usize),
        fit: &Fit,
        accent: Ink,
    ) {
        let language = self.language();
        let head = row == 0;
        self.xml.open("a:tc", &[]);
        self.xml.raw("<a:txBody><a:bodyPr/><a:lstStyle/>").open("a:p", &[]);
        let align = match table.columns[column].align {
            Align::Left => "l",
            Align::Centre => "ctr",
            Align::Right => "r",
        };
        self.xml.empty("a:pPr", &[("algn", align)]);
        let size = if head { fit.head } else { fit.size };
        if runs.is_empty() {
            let size = super::text::hundredths(size);
            self.xml.empty("a:endParaRPr", &[("lang", language), ("sz", &size)]);
        } else {
            let ink = if head { accent } else { Ink::Role("ink") };
            self.cell_runs(runs, size, head, self.deck.table_style.is_none().then_some(ink));
        }
        self.xml.close().raw("</a:txBody>");
        if self.deck.table_style.is_some() {
            self.xml.empty("a:tcPr", &[("anchor", "ctr")]).close();
            return;
        }
        let theme = self.deck.theme;
        let (left, right) = sides(column, table.columns.len());
        let (top, bottom) = if head { (0.0, 10.0) } else { (fit.pad, fit.pad) };
        let number = |length: f64| emu(length).to_string();
        self.xml.open(
            "a:tcPr",
            &[
                ("marL", &number(left)),
                ("marR", &number(right)),
                ("marT", &number(top)),
                ("marB", &number(bottom)),
                ("anchor", if head { "b" } else { "t" }),
            ],
        );
        let xml = &mut self.xml;
        for side in ["a:lnL", "a:lnR", "a:lnT"] {
            if side != "a:lnT" || row == 0 {
                xml.open(side, &[("w", "0")]).empty("a:noFill", &[]).close();
            } else {
                rule(xml, side, row == 1, accent, theme);
            }
        }
        rule(xml, "a:lnB", head, accent, theme);
        xml.empty("a:noFill", &[]).close().close();
    }
}

fn rule(xml: &mut Xml, side: &'static str, strong: bool, accent: Ink, theme: &crate::theme::Theme) {
    let (width, ink) = if strong { (2.0, accent) } else { (0.75, Ink::Role("rule")) };
    xml.open(side, &[("w", &emu(width).to_string())]);
    ink.fill(xml, theme);
    xml.close();
}

/// Space at the left and right of a cell; the table is flush with its place at both sides.
fn sides(column: usize, columns: usize) -> (f64, f64) {
    (if column == 0 { 0.0 } else { 12.0 }, if column + 1 == columns { 0.0 } else { 12.0 })
}

fn fit(deck: &Deck, table: &Table, place: Place) -> Fit {
    let rows = table.rows.len();
    let (size, pad) = match (table.columns.len(), rows) {
        (4.., 0..4) => (20.0, 18.0),
        (4.., _) | (_, 6..) => (20.0, 9.0),
        (_, 5) => (22.0, 10.0),
        (_, 4) => (24.0, 13.0),
        (_, 0..4) => (24.0, 18.0),
    };
    // Room first, then type: a row's padding goes before its words get smaller.
    let mut tried = Fit { size, head: 20.0, pad, columns: Vec::new(), rows: Vec::new() };
    loop {
        tried.columns = columns(deck, table, place.w, tried.size);
        tried.rows = row_heights(deck, table, &tried);
        let high: f64 = tried.rows.iter().sum();
        if high <= place.h + 0.5 || tried.size <= 12.0 {
            return tried;
        }
        if tried.pad > 5.0 {
            tried.pad -= 1.0;
        } else {
            tried.size -= 1.0;
            tried.head = tried.head.min(tried.size);
        }
    }
}

/// Widths of the columns: shares of what those leave that are as narrow as their text.
fn columns(deck: &Deck, table: &Table, width: f64, size: f64) -> Vec<f64> {
    let count = table.columns.len();
    let total: f64 = table.columns.iter().map(|column| column.weight).sum();
    if total <= 0.0 {
        return vec![width / count.max(1) as f64; count];
    }
    let widths = deck.office.widths();
    let natural = |column: usize| {
        let head =
            table.header.get(column).map(|cell| widths.width(&plain(cell), Face::Bold, 20.0));
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
        let widest = cells
            .map(|cell| widths.width(&plain(cell), Face::Regular, size))
            .chain(head)
            .fold(0.0, f64::max);
        let (left, right) = sides(column, count);
        (widest + left + right + 4.0).min(width / count as f64)
    };
    let fixed: Vec<Option<f64>> = (0..count)
        .map(|column| (table.columns[column].weight <= 0.0).then(|| natural(column)))
        .collect();
    let left = width - fixed.iter().flatten().sum::<f64>();
    let share = |column: usize| left * table.columns[column].weight / total;
    fixed.iter().enumerate().map(|(column, fixed)| fixed.unwrap_or_else(|| share(column))).collect()
}

fn row_heights(deck: &Deck, table: &Table, fit: &Fit) -> Vec<f64> {
    let widths = deck.office.widths();
    let high = |cells: &[Vec<Run>], size: f64, bold: bool| {
        let lines = cells.iter().zip(&fit.columns).enumerate().map(|(column, (cell, width))| {
            let (left, right) = sides(column, table.columns.len());
            widths.lines(cell, bold, size, (width - left - right) / deck.breadth).len()
        });
        lines.max().unwrap_or(1).max(1) as f64 * size * LINE
    };
    let head = high(&table.header, fit.head, true) + 10.0;
    let rows = table.rows.iter().map(|row| {
        let least = table.row_height.unwrap_or(0.0);
        (high(&row.cells, fit.size, false) + 2.0 * fit.pad).max(least)
    });
    std::iter::once(head).chain(rows).collect()
}

/// The deck's table styles (20.1.4.2.27): the header in the brand's colour, rules between rows.
pub fn styles(deck: &Deck) -> String {
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/drawingml/2006/main";
    xml.open("a:tblStyleLst", &[("xmlns:a", space), ("def", STYLE)]);
    xml.open("a:tblStyle", &[("styleId", STYLE), ("styleName", deck.words.get("table"))]);
    xml.open("a:wholeTbl", &[]);
    xml.raw("<a:tcTxStyle><a:fontRef idx=\"minor\"/><a:schemeClr val=\"tx1\"/></a:tcTxStyle><a:tcStyle><a:tcBdr>");
    for side in ["a:bottom", "a:insideH"] {
        xml.open(side, &[]).open("a:ln", &[("w", "9525")]);
        Ink::Role("rule").fill(&mut xml, deck.theme);
        xml.close().close();
    }
    xml.raw("</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>").close();
    xml.open("a:firstRow", &[]);
    xml.raw("<a:tcTxStyle b=\"on\"><a:fontRef idx=\"minor\"/><a:schemeClr val=\"tx2\"/></a:tcTxStyle><a:tcStyle><a:tcBdr>");
    xml.open("a:bottom", &[]).open("a:ln", &[("w", "25400")]);
    Ink::Role("primary-dark").fill(&mut xml, deck.theme);
    xml.close().close().raw("</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>");
    xml.finish()
}
