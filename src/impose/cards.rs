//! Cards to cut out, at their own size, with their backs behind them.

use super::booklet::A4;
use super::{Backs, Job, MM, Placed, Rect, Refused, Side, Size, Source, Turn, marks};

/// How many fit beside each other.
fn number(room: f32, side: f32) -> usize {
    // A hundredth of a point is what sizes in millimetres are off by.
    ((room + 0.01) / side).floor() as usize
}

/// Lays out cards.
pub fn cards(
    source: &Source,
    job: &Job,
    backs: Backs,
    notes: &mut Vec<String>,
) -> Result<Vec<Side>, Refused> {
    let card = source.pages[0].trim.size();
    check(source, card, backs)?;
    let margin = job.margin.unwrap_or(5.0 * MM);
    let paper = job.paper.unwrap_or(A4);
    let fit = |sheet: Size| {
        let across = number(sheet.width - 2.0 * margin, card.width);
        let down = number(sheet.height - 2.0 * margin, card.height);
        (across * down, across, down, sheet)
    };
    let (portrait, landscape) = (fit(paper), fit(paper.turned()));
    let (count, across, down, sheet) = if landscape.0 > portrait.0 { landscape } else { portrait };
    if count == 0 {
        return Err(Refused::new(
            format!("a card of {} is larger than the sheet", millimetres(card)),
            "take a larger `--paper`, or a smaller `--margin`",
        ));
    }
    let (width, height) = (card.width * across as f32, card.height * down as f32);
    let (left, top) = ((sheet.width - width) / 2.0, (sheet.height - height) / 2.0);
    let place = |at: usize| {
        let (column, row) = ((at % across) as f32, (at / across) as f32);
        Rect::new(left + column * card.width, top + row * card.height, card.width, card.height)
    };
    let behind = |at: usize| at / across * across + across - 1 - at % across;
    let trims: Vec<Rect> = (0..count).map(place).collect();
    let side = |places: Vec<(usize, usize)>| Side {
        size: sheet,
        trims: trims.clone(),
        placed: places
            .into_iter()
            .map(|(page, at)| Placed {
                source: 0,
                page,
                at: place(at),
                turn: Turn::None,
                clip: Some(place(at)),
            })
            .collect(),
        marks: marks::ticks(&trims),
        ..Side::default()
    };
    let pairs = pairs(source.pages.len(), backs);
    notes.push(format!("{} to a sheet, at their own size ({})", count, millimetres(card)));
    let mut sides = Vec::new();
    for sheet in pairs.chunks(count) {
        sides.push(side(sheet.iter().enumerate().map(|(at, (front, _))| (*front, at)).collect()));
        if backs != Backs::None {
            let back = sheet.iter().enumerate();
            let back = back.filter_map(|(at, (_, back))| Some(((*back)?, behind(at))));
            sides.push(side(back.collect()));
        }
    }
    Ok(sides)
}

/// Each card's front and back.
fn pairs(pages: usize, backs: Backs) -> Vec<(usize, Option<usize>)> {
    match backs {
        Backs::None => (0..pages).map(|page| (page, None)).collect(),
        Backs::Alternate => (0..pages / 2).map(|card| (2 * card, Some(2 * card + 1))).collect(),
        Backs::Last => (0..pages - 1).map(|page| (page, Some(pages - 1))).collect(),
    }
}

fn check(source: &Source, card: Size, backs: Backs) -> Result<(), Refused> {
    let pages = source.pages.len();
    if let Some(at) = source.pages.iter().position(|page| !page.trim.size().fits(card)) {
        let (this, first) = (millimetres(source.pages[at].trim.size()), millimetres(card));
        return Err(Refused::new(
            format!("page {} is {this}, and the first card {first}", at + 1),
            "cards of one sheet are of one size",
        ));
    }
    match backs {
        Backs::Alternate if pages % 2 == 1 => Err(Refused::new(
            format!("it has {pages} pages: the last card has no back"),
            "with `--backs alternate` every front is followed by its back",
        )),
        Backs::Last if pages < 2 => Err(Refused::new(
            "it has one page: a back without a card",
            "with `--backs last` the last page is the back of all the others",
        )),
        _ => Ok(()),
    }
}

/// A size as people say it.
pub fn millimetres(size: Size) -> String {
    format!("{:.0} × {:.0} mm", size.width / MM, size.height / MM)
}
