//! Saddle-stitched booklets: folded sheets, one in the other.

use super::grid::Cells;
use super::{Job, Placed, Rect, Side, Size, Source, Turn};

/// A4: what an office printer has.
pub const A4: Size = Size::new(595.276, 841.89);

/// Pages of each sheet in the order front left, front right, back left, back right; a number beyond the
/// last page is a blank one.
pub fn order(pages: usize) -> Vec<[usize; 4]> {
    let padded = pages.next_multiple_of(4);
    let sheet = |at: usize| {
        let (low, high) = (2 * at, padded - 1 - 2 * at);
        [high, low, low + 1, high - 1]
    };
    (0..padded / 4).map(sheet).collect()
}

/// Lays out a booklet.
pub fn booklet(source: &Source, job: &Job, thickness: f32, notes: &mut Vec<String>) -> Vec<Side> {
    let page = source.pages[0].trim.size();
    let cells =
        Cells::best(job.paper.unwrap_or(A4), page, &[(2, 1)], job.margin.unwrap_or(0.0), 0.0);
    let count = source.pages.len();
    let sheets = order(count);
    let blank = sheets.len() * 4 - count;
    let padded = match blank {
        0 => String::new(),
        1 => ", of which 1 is blank".to_owned(),
        _ => format!(", of which {blank} are blank"),
    };
    let words = if sheets.len() == 1 { "sheet" } else { "sheets" };
    notes.push(format!(
        "{} {words}, {} pages{padded}: fold in the middle, staple in the fold",
        sheets.len(),
        sheets.len() * 4,
    ));
    let half = |column: usize| {
        let width = cells.sheet.width / 2.0;
        Rect::new(width * column as f32, 0.0, width, cells.sheet.height)
    };
    let mut sides = Vec::new();
    for (at, [front_left, front_right, back_left, back_right]) in sheets.into_iter().enumerate() {
        // The further in, the further out a sheet's edge stands once folded.
        let creep = thickness * at as f32;
        for (left, right) in [(front_left, front_right), (back_left, back_right)] {
            let placed = [(left, 0), (right, 1)].into_iter().filter(|(page, _)| *page < count).map(
                |(page, column)| Placed {
                    source: 0,
                    page,
                    at: cells.rect(column).moved(if column == 0 { creep } else { -creep }, 0.0),
                    turn: Turn::None,
                    clip: Some(half(column)),
                },
            );
            sides.push(Side {
                size: cells.sheet,
                trims: vec![cells.sheet.rect()],
                placed: placed.collect(),
                ..Side::default()
            });
        }
    }
    sides
}
