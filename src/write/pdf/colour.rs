//! Which pages need colour, and pages in true greys: vectors in one channel, pictures too.

use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use typst::foundations::{Bytes, Smart};
use typst::layout::{Frame, FrameItem};
use typst::visualize::{
    Color, ExchangeFormat, FixedStroke, Image, ImageKind, Paint, ProcessColorSpace, RasterImage,
    SvgImage,
};
use typst_layout::Page;

/// How far apart the channels of a grey may be: what rounding makes of it.
const NEAR: u8 = 2;

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
        FrameItem::Image(image, ..) => picture_is_coloured(image),
        FrameItem::Link(..) | FrameItem::Tag(_) => false,
    })
}

fn paint_is_coloured(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => color_is_coloured(color),
        Paint::Gradient(gradient) => {
            gradient.stops_ref().iter().any(|(color, _)| color_is_coloured(color))
        }
        // What is in it cannot be told; a printer would have to be ready for colour.
        Paint::Tiling(_) => true,
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

fn picture_is_coloured(image: &Image) -> bool {
    match image.kind() {
        ImageKind::Svg(svg) => match std::str::from_utf8(svg.data()) {
            Ok(text) => hex_colours(text).iter().any(|(_, _, rgb)| !is_grey(*rgb)),
            Err(_) => true,
        },
        ImageKind::Raster(raster) => match raster.dynamic().as_ref() {
            DynamicImage::ImageLuma8(_)
            | DynamicImage::ImageLumaA8(_)
            | DynamicImage::ImageLuma16(_)
            | DynamicImage::ImageLumaA16(_) => false,
            colours => colours.to_rgb8().pixels().any(|pixel| !is_grey(pixel.0)),
        },
        ImageKind::Pdf(_) => true,
    }
}

/// Makes everything on the pages grey.
pub fn grey(pages: &mut [Page]) {
    for page in pages {
        if let Smart::Custom(Some(fill)) = &mut page.fill {
            grey_paint(fill);
        }
        grey_frame(&mut page.frame);
    }
}

fn grey_frame(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => grey_frame(&mut group.frame),
            FrameItem::Text(text) => {
                grey_paint(&mut text.fill);
                text.stroke.iter_mut().for_each(|stroke| grey_paint(&mut stroke.paint));
            }
            FrameItem::Shape(shape, _) => {
                shape.fill.iter_mut().for_each(grey_paint);
                shape.stroke.iter_mut().for_each(|stroke| grey_paint(&mut stroke.paint));
            }
            FrameItem::Image(image, ..) => {
                if let Some(made) = grey_picture(image) {
                    *image = made;
                }
            }
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
        true
    });
}

fn grey_paint(paint: &mut Paint) {
    if let Paint::Solid(color) = paint {
        *color = color.to_process_space(ProcessColorSpace::D65Gray);
    }
}

fn grey_picture(image: &Image) -> Option<Image> {
    let made: ImageKind = match image.kind() {
        ImageKind::Svg(svg) => grey_svg(svg)?.into(),
        ImageKind::Raster(raster) => grey_raster(raster)?.into(),
        ImageKind::Pdf(_) => return None,
    };
    Some(Image::new(made, image.alt().map(Into::into), image.scaling()))
}

fn grey_raster(raster: &RasterImage) -> Option<RasterImage> {
    let picture = raster.dynamic();
    let grey = match picture.color().has_alpha() {
        true => DynamicImage::ImageLumaA8(picture.to_luma_alpha8()),
        false => DynamicImage::ImageLuma8(picture.to_luma8()),
    };
    let mut png = Cursor::new(Vec::new());
    grey.write_to(&mut png, ImageFormat::Png).ok()?;
    RasterImage::plain(Bytes::new(png.into_inner()), ExchangeFormat::Png).ok()
}

fn grey_svg(svg: &SvgImage) -> Option<SvgImage> {
    let text = std::str::from_utf8(svg.data()).ok()?;
    let mut out = String::new();
    let mut from = 0;
    for (start, end, [red, green, blue]) in hex_colours(text) {
        let grey = Color::from_u8(red, green, blue, 255);
        let [level, ..] = grey
            .to_process_space(ProcessColorSpace::D65Gray)
            .to_process_space(ProcessColorSpace::Srgb)
            .to_vec4_u8();
        out.push_str(&text[from..start]);
        out.push_str(&format!("#{level:02x}{level:02x}{level:02x}"));
        from = end;
    }
    out.push_str(&text[from..]);
    SvgImage::new(Bytes::from_string(out)).ok()
}

/// Every `#rgb` and `#rrggbb` of a text with its place. Ids, `url(#…)`, are not colours.
fn hex_colours(text: &str) -> Vec<(usize, usize, [u8; 3])> {
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
