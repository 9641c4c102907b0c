//! A print run as separate jobs: each pile once, with what a printer has to be told to make the rest of it.

use super::pile::Pile;
use super::plan::Plan;
use super::run::sheet;
use crate::impose::{self, Facts, Refused, Source};
use crate::pack::safe;
use crate::world::World;

/// On which sides of its sheets a job is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// On the fronts.
    One,
    /// On both; the printer turns the sheet on its long edge.
    LongEdge,
    /// On both; the printer turns the sheet on its short edge, as suits pages that lie across.
    ShortEdge,
}

impl Sides {
    /// The keyword of RFC 8011 (5.2.8), which CUPS takes, too.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::One => "one-sided",
            Self::LongEdge => "two-sided-long-edge",
            Self::ShortEdge => "two-sided-short-edge",
        }
    }
}

/// A file to be printed, and how.
pub struct Ready {
    /// Its name; names are in the order of use.
    pub name: String,
    /// Ids of what is in it.
    pub items: Vec<String>,
    /// One copy.
    pub pdf: Vec<u8>,
    /// What it is called.
    pub title: String,
    /// How many copies.
    pub copies: u32,
    /// The paper, for instance `a4`.
    pub paper: String,
    /// On which sides.
    pub sides: Sides,
    /// With colour?
    pub colour: bool,
    /// To be stapled?
    pub staple: bool,
}

/// The piles of a run as files.
pub fn ready(sources: &[Source], piles: &[Pile], plan: &Plan) -> Result<Vec<Ready>, Refused> {
    let rows = plan.rows.iter().filter(|row| row.number > 0);
    let one = |(pile, row): (&Pile, &super::Row)| {
        let edge = edge(sources, pile, row.both_sides);
        let sides =
            pile.leaves.iter().flat_map(|(front, back)| sheet(sources, *front, *back, edge));
        // What is printed on one side needs no blank pages here: the printer is told.
        let sides: Vec<_> =
            sides.filter(|side| row.both_sides || !side.placed.is_empty()).collect();
        let title = row.titles.join(" · ");
        let facts = Facts { title: title.clone(), stamp: String::new(), font: World::face() };
        let first = row.items.first().map_or("", String::as_str);
        let of = row.recipient.map_or("", |it| it.word().trim_start_matches("copies-"));
        let what =
            if row.items.len() > 1 { format!("set-{of}-{}", row.paper) } else { first.to_owned() };
        Ok(Ready {
            name: safe(&format!("{:02}-{what}.pdf", row.number)),
            pdf: impose::write(sources, &sides, &facts)?,
            title,
            copies: row.copies,
            paper: row.paper.clone(),
            sides: edge,
            items: row.items.clone(),
            colour: row.colour_pages > 0,
            staple: row.staple,
        })
    };
    piles.iter().zip(rows).map(one).collect()
}

/// On which edge the printer turns the sheets: where all pages lie across, it is the short one.
fn edge(sources: &[Source], pile: &Pile, both: bool) -> Sides {
    let mut pages = pile.leaves.iter().flat_map(|(front, back)| [Some(*front), *back]).flatten();
    match pages.all(|(source, page)| sources[source].pages[page].size.is_landscape()) {
        _ if !both => Sides::One,
        true => Sides::ShortEdge,
        false => Sides::LongEdge,
    }
}

/// A shell script that prints the files through CUPS, one job each.
pub fn script(ready: &[Ready], title: &str) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let title: String = title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut out = format!(
        "#!/bin/sh\n# {title}: each file with its own copies, paper and sides.\n# sh print.sh [PRINTER]\nset -e\ncd \"$(dirname \"$0\")\"\n"
    );
    for file in ready {
        let sides = file.sides.keyword();
        let mode = if file.colour { "color" } else { "monochrome" };
        // 20 is a staple in the upper left corner (PWG 5100.1).
        let staple = if file.staple { " -o finishings=20" } else { "" };
        out.push_str(&format!(
            "lp ${{1:+-d \"$1\"}} -n {} -o collate=true -o media={} -o sides={sides} -o print-color-mode={mode}{staple} -t {} -- {}\n",
            file.copies,
            super::paper_name(&file.paper),
            quoted(&file.title),
            quoted(&file.name),
        ));
    }
    out
}
