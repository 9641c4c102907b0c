//! The pages of a PDF as they are seen: turned, cropped, and in points.

use super::{Rect, Size};
use krilla::pdf::Pdf;

/// A page as it is seen, turned the way it asks to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// All that can be shown of it.
    pub size: Size,
    /// What is left of it when it is cut (TrimBox, ISO 32000-1, 14.11.2); all of it without.
    pub trim: Rect,
}

impl Page {
    /// Does it show anything so far beyond the cut, on every side?
    pub fn has_bleed(&self, bleed: f32) -> bool {
        let (trim, size) = (self.trim, self.size);
        let room = [trim.x, trim.y, size.width - trim.right(), size.height - trim.bottom()];
        room.into_iter().all(|side| side + 0.5 >= bleed)
    }
}

/// A page of a PDF as it is seen.
pub fn page(pdf: &Pdf, at: usize) -> Option<Page> {
    let page = pdf.pages().get(at)?;
    let (width, height) = page.render_dimensions();
    // How many points a unit is (`UserUnit`, ISO 32000-1, 14.11.1): for pages larger than 5 m.
    let unit = page.raw().get::<f32>(b"UserUnit").filter(|it| *it > 0.0).unwrap_or(1.0);
    let crop = page.intersected_crop_box();
    let mut trim = crop;
    if let Some(own) = page.raw().get(b"TrimBox") {
        trim = own;
    }
    let trim = trim.intersect(crop);
    let size = Size::new(width, height);
    // Left, top, right and bottom margins between what is shown and the cut, before turning.
    let (left, right) = ((trim.x0 - crop.x0) as f32, (crop.x1 - trim.x1) as f32);
    let (bottom, top) = ((trim.y0 - crop.y0) as f32, (crop.y1 - trim.y1) as f32);
    // Quarter turns clockwise.
    let (left, top, right, bottom) = match page.rotation() as u8 {
        1 => (bottom, left, top, right),
        2 => (right, bottom, left, top),
        3 => (top, right, bottom, left),
        _ => (left, top, right, bottom),
    };
    let trim = Rect::new(left, top, width - left - right, height - top - bottom);
    let trim = if trim.width < 1.0 || trim.height < 1.0 { size.rect() } else { trim };
    let size = Size::new(size.width * unit, size.height * unit);
    let [x, y, width, height] = [trim.x, trim.y, trim.width, trim.height].map(|it| it * unit);
    Some(Page { size, trim: Rect::new(x, y, width, height) })
}
