//! SVG as PNG, for programs that do not show SVG.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::Arc;

/// Most pixels on the longer side.
const LONGEST: f32 = 1600.0;
/// Pixels for each point of the drawing's size: 144 to the inch.
const DENSITY: f32 = 2.0;

/// An SVG file as a PNG picture; `None` when it cannot be read. Text is set in the fonts given.
pub fn rasterise(svg: &[u8], fonts: &Arc<fontdb::Database>) -> Option<Vec<u8>> {
    let options = Options {
        fontdb: fonts.clone(),
        font_family: "Liberation Sans".to_owned(),
        dpi: 72.0,
        ..Options::default()
    };
    let tree = Tree::from_data(svg, &options).ok()?;
    let size = tree.size();
    let scale = DENSITY.min(LONGEST / size.width().max(size.height()));
    let pixels = |length: f32| ((length * scale).ceil() as u32).max(1);
    let mut pixmap = Pixmap::new(pixels(size.width()), pixels(size.height()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().ok()
}
