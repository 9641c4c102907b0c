//! The print plan: how many sheets of which paper, how many pages in colour, and what it costs.

use super::People;
use super::item::{Item, Recipient};
use super::pile::{Order, PageOf, Pile};
use crate::model::Prices;
use serde::Serialize;
use std::collections::BTreeMap;

/// A line of the plan: a pile.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// Place in the run, from 1; 0 for what the run itself needs, its cover sheet and dividers.
    pub number: usize,
    /// Ids of what is in it.
    pub items: Vec<String>,
    /// What is in it.
    pub titles: Vec<String>,
    /// Who gets a copy; none for what the run itself needs.
    pub recipient: Option<Recipient>,
    /// When it is handed out; empty for what is there from the start.
    pub when: String,
    /// Copies, spares among them.
    pub copies: u32,
    /// How many copies are spare.
    pub spares: u32,
    /// Printed pages of a copy.
    pub pages: u32,
    /// Sheets of all copies.
    pub sheets: u32,
    /// The paper, for instance `a4`.
    pub paper: String,
    /// Pages with colour, of all copies.
    pub colour_pages: u32,
    /// Pages in greys, of all copies.
    pub greyscale_pages: u32,
    /// Printed on both sides?
    pub both_sides: bool,
    /// To be stapled?
    pub staple: bool,
    /// To be cut out?
    pub cut: bool,
    /// What it costs, where there are prices.
    pub cost: Option<f64>,
}

/// The whole plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Plan {
    /// The session; empty where there is none.
    pub session: String,
    /// Its title.
    pub title: String,
    /// In which order it is printed.
    pub order: Order,
    /// Who take part.
    pub participants: u32,
    /// Into how many groups they are divided.
    pub groups: u32,
    /// Who lead.
    pub facilitators: u32,
    /// The lines.
    pub rows: Vec<Row>,
    /// Sheets by paper.
    pub sheets: BTreeMap<String, u32>,
    /// Pages with colour.
    pub colour_pages: u32,
    /// Pages in greys.
    pub greyscale_pages: u32,
    /// Blank pages: the other sides of what is printed on one.
    pub blank_pages: u32,
    /// Pages of the PDF: two for each sheet, but one where all of it is printed on one side.
    pub pages: u32,
    /// What it costs, where there are prices for all of it.
    pub cost: Option<f64>,
    /// In which currency.
    pub currency: String,
    /// Sheets that the other order would take.
    pub other_sheets: u32,
}

/// What a plan is made of.
pub struct Basis<'a> {
    /// The items.
    pub items: &'a [Item],
    /// For how many.
    pub people: People,
    /// All of it on one side?
    pub one_sided: bool,
    /// Is the printer to staple?
    pub staple: bool,
    /// What paper and printing cost.
    pub prices: Option<&'a Prices>,
}

impl Basis<'_> {
    /// The line of a pile.
    pub fn row(&self, number: usize, pile: &Pile) -> Row {
        let first = &self.items[pile.items[0]];
        let copies = pile.copies.0;
        let pages: Vec<PageOf> =
            pile.leaves.iter().flat_map(|(front, back)| [Some(*front), *back]).flatten().collect();
        let coloured = |(item, page): &&PageOf| {
            self.items[*item].coloured.get(*page).copied().unwrap_or(false)
        };
        let colour = pages.iter().filter(coloured).count() as u32;
        let each = |what: fn(&Item) -> &String| {
            pile.items.iter().map(|at| what(&self.items[*at]).clone()).collect::<Vec<_>>()
        };
        self.priced(Row {
            number,
            items: each(|item| &item.id),
            titles: each(|item| &item.title),
            recipient: Some(pile.recipient),
            when: if pile.items.len() == 1 { first.when.clone() } else { String::new() },
            copies,
            spares: pile.copies.1,
            pages: pages.len() as u32,
            sheets: pile.leaves.len() as u32 * copies,
            paper: first.paper(),
            colour_pages: colour * copies,
            greyscale_pages: (pages.len() as u32 - colour) * copies,
            both_sides: pile.leaves.iter().any(|(_, back)| back.is_some()),
            staple: self.staple && pile.leaves.len() > 1 && !first.cut && !first.loose,
            cut: first.cut,
            cost: None,
        })
    }

    /// The line of what the run itself needs: so many sheets of A4 with so many pages, all in greys.
    pub fn own(&self, id: &str, title: &str, sheets: u32, pages: u32) -> Row {
        self.priced(Row {
            items: vec![id.to_owned()],
            titles: vec![title.to_owned()],
            copies: 1,
            pages,
            sheets,
            paper: "a4".to_owned(),
            greyscale_pages: pages,
            both_sides: pages > sheets,
            ..Row::default()
        })
    }

    fn priced(&self, mut row: Row) -> Row {
        row.cost = self.prices.and_then(|prices| {
            let price = |list: &BTreeMap<String, f64>, number: u32| match number {
                0 => Some(0.0),
                _ => list.get(&row.paper).map(|each| each * f64::from(number)),
            };
            let paper = price(&prices.paper, row.sheets)?;
            let grey = price(&prices.greyscale, row.greyscale_pages)?;
            Some(paper + grey + price(&prices.colour, row.colour_pages)?)
        });
        row
    }

    /// The plan of the lines.
    pub fn plan(&self, (session, title): (&str, &str), order: Order, rows: Vec<Row>) -> Plan {
        let mut sheets = BTreeMap::new();
        for row in &rows {
            *sheets.entry(row.paper.clone()).or_insert(0) += row.sheets;
        }
        let sum = |what: fn(&Row) -> u32| rows.iter().map(what).sum::<u32>();
        let (colour_pages, greyscale_pages) =
            (sum(|row| row.colour_pages), sum(|row| row.greyscale_pages));
        let pages = if self.one_sided { 1 } else { 2 } * sum(|row| row.sheets);
        Plan {
            session: session.to_owned(),
            title: title.to_owned(),
            order,
            participants: self.people.participants,
            groups: self.people.groups,
            facilitators: self.people.facilitators,
            sheets,
            colour_pages,
            greyscale_pages,
            blank_pages: pages - colour_pages - greyscale_pages,
            pages,
            cost: rows.iter().map(|row| row.cost).sum(),
            currency: self.prices.map_or(String::new(), |prices| prices.currency.clone()),
            other_sheets: 0,
            rows,
        }
    }
}

impl Plan {
    /// Sheets of all sizes.
    pub fn all_sheets(&self) -> u32 {
        self.sheets.values().sum()
    }

    /// As CSV (RFC 4180), a line for each pile, for a spreadsheet.
    pub fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let head = [
            "number",
            "items",
            "for",
            "when",
            "copies",
            "spares",
            "pages",
            "sheets",
            "paper",
            "colour pages",
            "greyscale pages",
            "both sides",
            "staple",
            "cut",
            "cost",
        ];
        // Writing to memory cannot fail.
        let _ = writer.write_record(head);
        for row in &self.rows {
            let yes = |it: bool| if it { "yes" } else { "no" }.to_owned();
            let _ = writer.write_record([
                row.number.to_string(),
                row.titles.join("; "),
                row.recipient.map_or("", |it| it.word().trim_start_matches("copies-")).to_owned(),
                row.when.clone(),
                row.copies.to_string(),
                row.spares.to_string(),
                row.pages.to_string(),
                row.sheets.to_string(),
                row.paper.clone(),
                row.colour_pages.to_string(),
                row.greyscale_pages.to_string(),
                yes(row.both_sides),
                yes(row.staple),
                yes(row.cut),
                row.cost.map_or(String::new(), |cost| format!("{cost:.2}")),
            ]);
        }
        writer.into_inner().unwrap_or_default()
    }
}
