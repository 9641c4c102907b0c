//! Which pages need colour.

use image::DynamicImage;
use resvg::usvg::WriteOptions;
use typst::foundations::{Content, Smart};
use typst::layout::{Frame, FrameItem, Point, Sides, Size};
use typst::visualize::{Color, FixedStroke, Image, ImageKind, Paint, ProcessColorSpace, SvgImage};
use typst_layout::Page;

/// How far apart the channels of a grey may be: what rounding makes of it.
const NEAR: u8 = 2;
/// Most pixels of a side of what is drawn: larger than A3 at 300 to the inch helps nobody.
const MOST: f64 = 5000.0;

/// Is there anything on the page that is not grey?
pub fn is_coloured(page: &Page) -> bool {
    matches!(&page.fill, Smart::Custom(Some(fill)) if paint_is_coloured(fill))
        || frame_is_coloured(&page.frame)
}

fn frame_is_coloured(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => frame_is_coloured(&group.frame),
        FrameItem::Text(text) => {
            paint_is_coloured(&text.fill) || stroke_is_coloured(text.stroke.as_ref())
        }
        FrameItem::Shape(shape, _) => {
            shape.fill.as_ref().is_some_and(paint_is_coloured)
                || stroke_is_coloured(shape.stroke.as_ref())
        }
        FrameItem::Image(image, size, _) => picture_is_coloured(image, *size),
        FrameItem::Link(..) | FrameItem::Tag(_) => false,
    })
}

fn paint_is_coloured(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => color_is_coloured(color),
        Paint::Gradient(gradient) => {
            gradient.stops_ref().iter().any(|(color, _)| color_is_coloured(color))
        }
        Paint::Tiling(tiling) => frame_is_coloured(tiling.frame()),
    }
}

fn stroke_is_coloured(stroke: Option<&FixedStroke>) -> bool {
    stroke.is_some_and(|stroke| paint_is_coloured(&stroke.paint))
}

fn color_is_coloured(color: &Color) -> bool {
    let rgb = color.to_process_space(ProcessColorSpace::Srgb).to_vec4_u8();
    !is_grey([rgb[0], rgb[1], rgb[2]])
}

fn is_grey(rgb: [u8; 3]) -> bool {
    let (low, high) = (rgb.iter().min(), rgb.iter().max());
    low.zip(high).is_none_or(|(low, high)| high - low <= NEAR)
}

fn picture_is_coloured(image: &Image, size: Size) -> bool {
    match image.kind() {
        ImageKind::Svg(svg) => {
            let text = plain_svg(svg);
            match is_more_than_flat(&text) {
                true => drawing_is_coloured(image, size),
                false => hex_colours(&text).iter().any(|(_, _, rgb)| !is_grey(*rgb)),
            }
        }
        ImageKind::Raster(raster) => match raster.dynamic().as_ref() {
            DynamicImage::ImageLuma8(_)
            | DynamicImage::ImageLumaA8(_)
            | DynamicImage::ImageLuma16(_)
            | DynamicImage::ImageLumaA16(_) => false,
            colours => colours.to_rgb8().pixels().any(|pixel| !is_grey(pixel.0)),
        },
        ImageKind::Pdf(_) => drawing_is_coloured(image, size),
    }
}

fn drawing_is_coloured(image: &Image, size: Size) -> bool {
    let item = FrameItem::Image(image.clone(), size, typst::syntax::Span::detached());
    drawn(item, Point::zero(), size, 1.0)
        .is_none_or(|drawing| drawing.to_rgb8().pixels().any(|pixel| !is_grey(pixel.0)))
}

/// What an item looks like, so many pixels for each point of a place of this size; what is not covered is
/// transparent.
pub fn drawn(item: FrameItem, from: Point, size: Size, density: f64) -> Option<DynamicImage> {
    let longest = size.x.to_pt().max(size.y.to_pt()).max(1.0);
    let mut frame = Frame::hard(size);
    frame.push(Point::zero() - from, item);
    let page = Page {
        frame,
        bleed: Sides::default(),
        fill: Smart::Custom(None),
        numbering: None,
        supplement: Content::empty(),
        number: 1,
    };
    let options = typst_render::RenderOptions {
        pixel_per_pt: density.min(MOST / longest).into(),
        render_bleed: false,
    };
    let pixels = typst_render::render(&page, &options);
    let mut bytes = Vec::with_capacity(pixels.data().len());
    bytes.extend(pixels.pixels().iter().flat_map(|pixel| {
        let colour = pixel.demultiply();
        [colour.red(), colour.green(), colour.blue(), colour.alpha()]
    }));
    let image = image::RgbaImage::from_raw(pixels.width(), pixels.height(), bytes)?;
    Some(DynamicImage::ImageRgba8(image))
}

/// An SVG file as it was understood: names of colours, styles and text are gone, every colour is `#rrggbb`
/// and every letter an outline.
pub fn plain_svg(svg: &SvgImage) -> String {
    svg.tree().to_string(&WriteOptions::default())
}

/// Is there more in a plain SVG file than areas and lines of one colour each? Then only what it looks like tells
/// of its colours: pictures in it have their own, and a PDF has its shadings in three channels whatever they are.
pub fn is_more_than_flat(plain: &str) -> bool {
    ["<image", "<feImage", "Gradient"].iter().any(|it| plain.contains(it))
}

/// Every `#rgb` and `#rrggbb` of a text with its place. Ids, `url(#…)`, are not colours.
pub fn hex_colours(text: &str) -> Vec<(usize, usize, [u8; 3])> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('#') {
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let hex = &text[at + 1..at + 1 + digits];
        let named = text[..at].ends_with("url(") || text[..at].ends_with("href=\"");
        let channel = |from: usize, to: usize| u8::from_str_radix(hex.get(from..to)?, 16).ok();
        let rgb = match digits {
            _ if named => None,
            3 => [0, 1, 2].map(|at| channel(at, at + 1).map(|it| it * 17)).into_iter().collect(),
            6 => [0, 2, 4].map(|at| channel(at, at + 2)).into_iter().collect::<Option<Vec<u8>>>(),
            _ => None,
        };
        if let Some([red, green, blue]) = rgb.as_deref().and_then(|it| <[u8; 3]>::try_from(it).ok())
        {
            found.push((at, at + 1 + digits, [red, green, blue]));
        }
    }
    found
}
