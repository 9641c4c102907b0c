//! Pages in true greys: vectors, shadings and pictures in one channel, each as light as its colour was.
//!
//! What cannot be told apart into colours, a pattern, a page of another PDF, a shading or picture within a
//! drawing of an author's, is drawn in greys at the density of print.

use super::colour::{drawn, hex_colours, is_more_than_flat, plain_svg};
use image::{DynamicImage, ImageFormat};
use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;
use typst::foundations::{Bytes, Smart};
use typst::layout::{Frame, FrameItem, GroupItem, Point, Ratio, Size};
use typst::syntax::Span;
use typst::visualize::{
    Color, ColorSpace, ExchangeFormat, FixedStroke, Gradient, Image, ImageKind, Paint,
    ProcessColorSpace, RasterImage, RatioOrAngle, Shape, SvgImage,
};
use typst_layout::Page;

/// Pixels for each point: 300 to the inch.
const DENSITY: f64 = 300.0 / 72.0;
/// A shading between two colours goes through others: so many steps on the way are looked at.
const STEPS: usize = 8;

/// Makes everything on the pages grey.
pub fn grey(pages: &mut [Page]) {
    let mut press = Greying { pictures: HashMap::new() };
    for page in pages {
        if let Smart::Custom(Some(fill)) = &mut page.fill {
            grey_paint(fill);
        }
        press.frame(&mut page.frame);
    }
}

struct Greying {
    pictures: HashMap<u128, Image>,
}

impl Greying {
    fn frame(&mut self, frame: &mut Frame) {
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => self.frame(&mut group.frame),
                FrameItem::Text(text) => {
                    grey_paint(&mut text.fill);
                    text.stroke.iter_mut().for_each(grey_stroke);
                }
                FrameItem::Shape(shape, _) if is_patterned(shape) => {
                    let bounds = shape.bbox(true);
                    if let Some(group) = self.pattern(item.clone(), bounds.min, bounds.size()) {
                        *item = group;
                    }
                }
                FrameItem::Shape(shape, _) => {
                    shape.fill.iter_mut().for_each(grey_paint);
                    shape.stroke.iter_mut().for_each(grey_stroke);
                }
                FrameItem::Image(image, size, _) => *image = self.picture(image, *size),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
            true
        });
    }

    /// A shape with a pattern on it, as a picture in its place.
    fn pattern(&mut self, item: FrameItem, from: Point, size: Size) -> Option<FrameItem> {
        let raster = raster(drawn(item, from, size, DENSITY)?)?;
        let image = Image::plain(raster);
        let mut frame = Frame::soft(size);
        frame.push(from, FrameItem::Image(image, size, Span::detached()));
        Some(FrameItem::Group(GroupItem::new(frame)))
    }

    fn picture(&mut self, image: &Image, size: Size) -> Image {
        let key = typst::utils::hash128(&(image, size));
        if let Some(known) = self.pictures.get(&key) {
            return known.clone();
        }
        let made = made(image, size)
            .map(|made| Image::new(made, image.alt().map(Into::into), image.scaling()));
        let made = made.unwrap_or_else(|| image.clone());
        self.pictures.insert(key, made.clone());
        made
    }
}

fn made(image: &Image, size: Size) -> Option<ImageKind> {
    let as_seen = || {
        let item = FrameItem::Image(image.clone(), size, Span::detached());
        raster(drawn(item, Point::zero(), size, DENSITY)?)
    };
    Some(match image.kind() {
        ImageKind::Svg(svg) => {
            let plain = plain_svg(svg);
            match is_more_than_flat(&plain) {
                true => as_seen()?.into(),
                false => grey_svg(&plain)?.into(),
            }
        }
        ImageKind::Raster(picture) => raster(picture.dynamic().as_ref().clone())?.into(),
        ImageKind::Pdf(_) => as_seen()?.into(),
    })
}

fn is_patterned(shape: &Shape) -> bool {
    let stroke = shape.stroke.as_ref().map(|stroke| &stroke.paint);
    // A sweep in one channel is written wrongly (krilla 0.8).
    let drawn =
        |paint: &Paint| matches!(paint, Paint::Tiling(_) | Paint::Gradient(Gradient::Conic(_)));
    shape.fill.as_ref().into_iter().chain(stroke).any(drawn)
}

fn grey_stroke(stroke: &mut FixedStroke) {
    grey_paint(&mut stroke.paint);
}

fn grey_paint(paint: &mut Paint) {
    match paint {
        Paint::Solid(color) => *color = grey_color(color),
        Paint::Gradient(Gradient::Conic(sweep)) => {
            let middle =
                Gradient::Conic(sweep.clone()).sample(RatioOrAngle::Ratio(Ratio::new(0.5)));
            *paint = Paint::Solid(grey_color(&middle));
        }
        Paint::Gradient(gradient) => grey_gradient(gradient),
        // Of words with a pattern or a sweep the tone is left.
        Paint::Tiling(tiling) => {
            let (frame, size) = (tiling.frame().clone(), tiling.size());
            let tile = drawn(FrameItem::Group(GroupItem::new(frame)), Point::zero(), size, 1.0);
            let levels = tile.map(|tile| tile.to_luma8().into_raw()).unwrap_or_default();
            let sum: u64 = levels.iter().map(|level| u64::from(*level)).sum();
            let mean = (sum / (levels.len() as u64).max(1)) as u8;
            *paint = Paint::Solid(grey_color(&Color::from_u8(mean, mean, mean, 255)));
        }
    }
}

fn grey_color(color: &Color) -> Color {
    color.to_process_space(ProcessColorSpace::D65Gray)
}

/// A shading with the same course of light and dark.
fn grey_gradient(gradient: &mut Gradient) {
    let stops = stops(gradient);
    let space = || ColorSpace::Process(ProcessColorSpace::D65Gray);
    match gradient {
        Gradient::Linear(it) => {
            let it = Arc::make_mut(it);
            (it.stops, it.space) = (stops, space());
        }
        Gradient::Radial(it) => {
            let it = Arc::make_mut(it);
            (it.stops, it.space) = (stops, space());
        }
        Gradient::Conic(_) => {}
    }
}

fn stops(gradient: &Gradient) -> Vec<(Color, Ratio)> {
    let own = gradient.stops_ref();
    let mut stops = Vec::new();
    for two in own.windows(2) {
        let ((color, from), (_, to)) = (&two[0], &two[1]);
        stops.push((grey_color(color), *from));
        if to > from {
            stops.extend((1..STEPS).map(|step| {
                let at = from.get() + (to.get() - from.get()) * step as f64 / STEPS as f64;
                let at = Ratio::new(at);
                (grey_color(&gradient.sample(RatioOrAngle::Ratio(at))), at)
            }));
        }
    }
    stops.extend(own.last().map(|(color, at)| (grey_color(color), *at)));
    stops
}

fn raster(picture: DynamicImage) -> Option<RasterImage> {
    let grey = match picture.color().has_alpha() {
        true => DynamicImage::ImageLumaA8(picture.to_luma_alpha8()),
        false => DynamicImage::ImageLuma8(picture.to_luma8()),
    };
    let mut png = Cursor::new(Vec::new());
    grey.write_to(&mut png, ImageFormat::Png).ok()?;
    RasterImage::plain(Bytes::new(png.into_inner()), ExchangeFormat::Png).ok()
}

fn grey_svg(plain: &str) -> Option<SvgImage> {
    let mut out = String::new();
    let mut from = 0;
    for (start, end, [red, green, blue]) in hex_colours(plain) {
        let [level, ..] = grey_color(&Color::from_u8(red, green, blue, 255))
            .to_process_space(ProcessColorSpace::Srgb)
            .to_vec4_u8();
        out.push_str(&plain[from..start]);
        out.push_str(&format!("#{level:02x}{level:02x}{level:02x}"));
        from = end;
    }
    out.push_str(&plain[from..]);
    SvgImage::new(Bytes::from_string(out)).ok()
}
