//! The run itself: cover sheet, dividers and copies, sheet by sheet.

use super::Asked;
use super::cover::{self, Subject};
use super::item::{Item, items};
use super::pile::{Order, PageOf, Pile, piles};
use super::plan::{Basis, Plan};
use super::send::{Ready, Sides, ready};
use crate::diag::Code;
use crate::impose::{self, Facts, Placed, Refused, Side, Source, Turn};
use crate::model::Session;
use crate::part::Document;
use crate::world::World;
use crate::write::Finding;
use crate::write::pdf::Tone;

/// A print run, ready to be saved.
pub struct Run {
    /// Every sheet, in the order of use.
    pub pdf: Vec<u8>,
    /// The plan by itself, as PDF/UA.
    pub cover: Vec<u8>,
    /// The plan.
    pub plan: Plan,
    /// The piles as files, where that was asked for.
    pub files: Vec<Ready>,
    /// The name of its folder.
    pub folder: String,
}

/// Why there is no run.
pub enum Stopped {
    /// A document cannot be made.
    Found(Vec<Finding>),
    /// There is nothing to print.
    Nothing,
    /// What is to be left out is not there.
    Unknown {
        /// What was named.
        id: String,
        /// What is there.
        known: Vec<String>,
    },
}

impl From<Vec<Finding>> for Stopped {
    fn from(found: Vec<Finding>) -> Self {
        Stopped::Found(found)
    }
}

/// A document that was made and cannot be opened.
pub fn broken(refused: Refused) -> Stopped {
    let finding = Finding::new(Code::LayoutFailed, "", refused.message).help(refused.help);
    Stopped::Found(vec![finding])
}

/// Makes the print run of a session.
pub fn run(asked: &Asked) -> Result<Option<Run>, Stopped> {
    let sessions = &asked.prepared.edition.sessions;
    let session = match &asked.session {
        Some(name) => {
            let is = |it: &&Session| *name == it.id || name.parse() == Ok(it.number);
            let Some(session) = sessions.iter().find(is) else { return Ok(None) };
            Some(session)
        }
        None => None,
    };
    let subject = Subject::of(asked, session);
    let items = items(asked, session)?;
    if items.is_empty() {
        return Err(Stopped::Nothing);
    }
    let basis = Basis {
        items: &items,
        people: asked.people,
        one_sided: asked.one_sided,
        staple: asked.staple,
        prices: asked.prepared.edition.programme.print.prices.as_ref(),
    };
    let name = (session.map_or("", |it| it.id.as_str()), subject.title.as_str());
    // The cover sheet says how many pages it has itself: one that grows is set again.
    let mut cover_pages = 1;
    loop {
        let (other, _) = plan(asked, &basis, name, asked.order.other(), cover_pages);
        let (mut plan, piles) = plan(asked, &basis, name, asked.order, cover_pages);
        plan.other_sheets = other.all_sheets();
        let (cover, pages) = set(asked, &cover::cover(asked, &subject, &plan))?;
        if pages > cover_pages {
            cover_pages = pages;
            continue;
        }
        let dividers = match asked.order {
            Order::HandOut => Some(set(asked, &cover::dividers(asked, &subject, &plan))?.0),
            Order::Fewest => None,
        };
        let (pdf, files) = collate(asked, &plan, items, &piles, (cover.clone(), dividers))?;
        return Ok(Some(Run { pdf, cover, plan, files, folder: subject.folder }));
    }
}

/// The plan of an order and its piles, with a cover of so many pages.
fn plan(
    asked: &Asked,
    basis: &Basis,
    name: (&str, &str),
    order: Order,
    cover_pages: usize,
) -> (Plan, Vec<Pile>) {
    let words = &asked.prepared.words;
    let piles = piles(basis.items, basis.people, order, basis.one_sided);
    let pages = cover_pages as u32;
    let sheets = if basis.one_sided { pages } else { pages.div_ceil(2) };
    let mut rows = vec![basis.own("cover", words.get("cover-sheet"), sheets, pages)];
    if order == Order::HandOut {
        let count = piles.len() as u32;
        rows.push(basis.own("dividers", words.get("dividers"), count, count));
    }
    rows.extend(piles.iter().enumerate().map(|(at, pile)| basis.row(at + 1, pile)));
    (basis.plan(name, order, rows), piles)
}

/// Sets a document of the run itself: it is read once, at the printer, and needs no colour.
fn set(asked: &Asked, document: &Document) -> Result<(Vec<u8>, usize), Stopped> {
    let prepared = asked.prepared;
    let press = &asked.writers.press;
    let (written, _) =
        press.print_in(document, asked.theme, prepared.words_of(document), Tone::Grey)?;
    Ok((written.bytes, written.pages))
}

/// Every sheet as two pages, each page of a document stored once; and the piles as files.
fn collate(
    asked: &Asked,
    plan: &Plan,
    items: Vec<Item>,
    piles: &[Pile],
    (cover, dividers): (Vec<u8>, Option<Vec<u8>>),
) -> Result<(Vec<u8>, Vec<Ready>), Stopped> {
    let mut sources: Vec<Source> = items.into_iter().map(|item| item.source).collect();
    let mut add = |pdf: Vec<u8>| -> Result<usize, Stopped> {
        sources.push(Source::open(pdf).map_err(broken)?);
        Ok(sources.len() - 1)
    };
    let cover = add(cover)?;
    let dividers = dividers.map(&mut add).transpose()?;
    let mut sides = Vec::new();
    let count = sources[cover].pages.len();
    for page in (0..count).step_by(2) {
        let back = (page + 1 < count).then_some((cover, page + 1));
        sides.extend(sheet(&sources, (cover, page), back, Sides::LongEdge));
    }
    for (at, pile) in piles.iter().enumerate() {
        if let Some(dividers) = dividers {
            sides.extend(sheet(&sources, (dividers, at), None, Sides::LongEdge));
        }
        for _ in 0..pile.copies.0 {
            for (front, back) in &pile.leaves {
                sides.extend(sheet(&sources, *front, *back, Sides::LongEdge));
            }
        }
    }
    if asked.one_sided {
        sides.retain(|side| !side.placed.is_empty());
    }
    debug_assert_eq!(sides.len(), plan.pages as usize);
    let title = format!("{}: {}", plan.title, asked.prepared.words.get("print-run"));
    let facts = Facts { title, stamp: String::new(), font: World::face() };
    let files = match asked.each {
        true => ready(&sources, piles, plan).map_err(broken)?,
        false => Vec::new(),
    };
    Ok((impose::write(&sources, &sides, &facts).map_err(broken)?, files))
}

/// Both sides of a sheet. Where the printer turns it on the long edge, what lies across stands on its
/// head behind, so that it is read by turning the sheet like any other.
pub fn sheet(sources: &[Source], front: PageOf, back: Option<PageOf>, edge: Sides) -> [Side; 2] {
    let paper = sources[front.0].pages[front.1].size;
    let side = |page: Option<PageOf>, turn: Turn| match page {
        None => Side { size: paper, trims: vec![paper.rect()], ..Side::default() },
        Some((source, page)) => {
            let size = sources[source].pages[page].size;
            let placed = Placed { source, page, at: size.rect(), turn, clip: None };
            Side { size, trims: vec![size.rect()], placed: vec![placed], ..Side::default() }
        }
    };
    let across = back.is_some_and(|(source, page)| {
        edge == Sides::LongEdge && sources[source].pages[page].size.is_landscape()
    });
    [side(Some(front), Turn::None), side(back, if across { Turn::Over } else { Turn::None })]
}
