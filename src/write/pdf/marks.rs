//! Letters with their marks, for whoever copies or searches a page. Typst sets a glyph that stands higher or lower
//! than its line, such as a shadda, as a text of its own that says the whole letter once more. Here it goes back
//! to its letter, so that the PDF says each letter once (`ActualText`, ISO 32000-1, 14.9.4).
//!
//! This is for letters from right to left, whose marks come before them on the page.

use crate::part::is_right_to_left;
use typst::layout::{Abs, Em, Frame, FrameItem, Point};
use typst::text::TextItem;
use typst_layout::Page;

/// How far a mark's text may end from where its letter's begins.
const NEAR: Abs = Abs::raw(0.01);

/// Puts the marks of all pages back to their letters.
pub fn join(pages: &mut [Page]) {
    pages.iter_mut().for_each(|page| join_frame(&mut page.frame));
}

fn join_frame(frame: &mut Frame) {
    let mut items: Vec<(Point, FrameItem)> = Vec::new();
    for (at, item) in frame.items() {
        let (mut at, mut item) = (*at, item.clone());
        if let FrameItem::Group(group) = &mut item {
            join_frame(&mut group.frame);
        }
        if let FrameItem::Text(letter) = &mut item {
            // The lines of an underlined word stand between its texts.
            let shapes =
                items.iter().rev().take_while(|(_, it)| matches!(it, FrameItem::Shape(..)));
            let last = items.len().checked_sub(shapes.count() + 1);
            if let Some(index) = last
                && let (before, FrameItem::Text(mark)) = &items[index]
                && let Some(joined) = joined((*before, mark), (at, letter))
            {
                *letter = joined;
                at.x = before.x;
                items.remove(index);
            }
        }
        items.push((at, item));
    }
    frame.clear();
    frame.push_multiple(items);
}

/// A text that ends with a mark, and that of its letter, as one; `None` where they are none.
fn joined(
    (before, mark): (Point, &TextItem),
    (at, letter): (Point, &TextItem),
) -> Option<TextItem> {
    let (last, first) = (mark.glyphs.last()?, letter.glyphs.first()?);
    // On the page from left to right: what is said last stands first.
    let same = mark.text.get(last.range())? == letter.text.get(first.range())?
        && last.range().start == 0
        && first.range().end == letter.text.len()
        && mark.text.contains(is_right_to_left);
    let alike = mark.font == letter.font
        && mark.size == letter.size
        && mark.fill == letter.fill
        && mark.stroke == letter.stroke
        && (mark.lang, mark.region) == (letter.lang, letter.region);
    let follows = (before.x + mark.width() - at.x).abs() < NEAR;
    if !(same && alike && follows && last.x_advance == Em::zero()) {
        return None;
    }
    let (own, whole) = (last.range.clone(), first.range.clone());
    let shift = u16::try_from(letter.text.len() - last.range().len()).ok()?;
    let raised = Em::from_abs(at.y - before.y, mark.size);
    let mut out = letter.clone();
    out.text.push_str(mark.text.get(last.range().end..)?);
    let marks = mark.glyphs.iter().map(|glyph| {
        let mut glyph = glyph.clone();
        glyph.y_offset += raised;
        glyph.range = match glyph.range == own {
            true => whole.clone(),
            false => glyph.range.start + shift..glyph.range.end + shift,
        };
        glyph
    });
    out.glyphs = marks.chain(letter.glyphs.iter().cloned()).collect();
    Some(out)
}
