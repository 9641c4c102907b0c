//! Layouts are set in spot inks, one fixed colour for each role of a theme, and the brand's colours
//! take their place on the finished pages. So nothing of a brand enters the layouts: for the next
//! organisation Typst evaluates and lays out nothing again.
//!
//! A layout may not reckon with a role's colour (lighten it, compare it): what it needs is a role.

use crate::theme::{ActivityColours, Colour, Theme};
use std::collections::HashMap;
use typst::foundations::{Bytes, Smart};
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Color, FixedStroke, Image, ImageKind, Paint, SvgImage};
use typst_layout::Page;

/// The brand's colours in the order of their inks.
pub struct Inks(Vec<Colour>);

/// A theme in spot inks, and the colours that they stand for.
pub fn spots(theme: &Theme) -> (Theme, Inks) {
    let mut inks = Vec::new();
    let mut spot = |colour: Colour| {
        inks.push(colour);
        Colour::spot(inks.len() - 1)
    };
    let colours =
        theme.colours.iter().map(|(role, colour)| (role.clone(), spot(*colour))).collect();
    let activities = theme
        .activities
        .iter()
        .map(|(kind, it)| {
            let spots =
                ActivityColours { fill: spot(it.fill), pale: spot(it.pale), faint: spot(it.faint) };
            (kind.clone(), spots)
        })
        .collect();
    (Theme { name: String::new(), colours, activities, ..theme.clone() }, Inks(inks))
}

impl Inks {
    /// Puts the brand's colours in place of the inks.
    pub fn print(&self, pages: &mut [Page]) {
        let mut press = Printing { inks: &self.0, pictures: HashMap::new() };
        for page in pages {
            if let Some(frame) = press.frame(&page.frame) {
                page.frame = frame;
            }
            if let Smart::Custom(Some(fill)) = &mut page.fill {
                press.paint(fill);
            }
        }
    }
}

struct Printing<'a> {
    inks: &'a [Colour],
    pictures: HashMap<u128, Option<Image>>,
}

impl Printing<'_> {
    /// The frame in the brand's colours; `None` when it has none.
    fn frame(&mut self, frame: &Frame) -> Option<Frame> {
        let mut changed: Vec<Option<FrameItem>> = Vec::new();
        for (index, (_, item)) in frame.items().enumerate() {
            if let Some(item) = self.item(item) {
                changed.resize(index, None);
                changed.push(Some(item));
            }
        }
        if changed.is_empty() {
            return None;
        }
        let mut frame = frame.clone();
        let mut changed = changed.into_iter();
        frame.retain(|item| {
            if let Some(Some(new)) = changed.next() {
                *item = new;
            }
            true
        });
        Some(frame)
    }

    fn item(&mut self, item: &FrameItem) -> Option<FrameItem> {
        match item {
            FrameItem::Group(group) => {
                let frame = self.frame(&group.frame)?;
                let mut group = group.clone();
                group.frame = frame;
                Some(FrameItem::Group(group))
            }
            FrameItem::Text(text) => {
                let inked = self.ink(&text.fill).is_some() || self.inked(text.stroke.as_ref());
                inked.then(|| {
                    let mut text = text.clone();
                    self.paint(&mut text.fill);
                    self.stroke(&mut text.stroke);
                    FrameItem::Text(text)
                })
            }
            FrameItem::Shape(shape, span) => {
                let filled = shape.fill.as_ref().is_some_and(|fill| self.ink(fill).is_some());
                (filled || self.inked(shape.stroke.as_ref())).then(|| {
                    let mut shape = shape.clone();
                    shape.fill.iter_mut().for_each(|fill| self.paint(fill));
                    self.stroke(&mut shape.stroke);
                    FrameItem::Shape(shape, *span)
                })
            }
            FrameItem::Image(image, size, span) => {
                self.picture(image).map(|image| FrameItem::Image(image, *size, *span))
            }
            FrameItem::Link(..) | FrameItem::Tag(_) => None,
        }
    }

    fn ink(&self, paint: &Paint) -> Option<Colour> {
        let color = match paint {
            Paint::Solid(color) => color,
            // In a table an ink runs into itself.
            Paint::Gradient(gradient) => &gradient.stops_ref().first()?.0,
            Paint::Tiling(_) => return None,
        };
        let [red, green, blue, alpha] = color.to_vec4_u8();
        (alpha == 255).then(|| {
            Colour::spot_number(red, green, blue).and_then(|n| self.inks.get(n)).copied()
        })?
    }

    fn inked(&self, stroke: Option<&FixedStroke>) -> bool {
        stroke.is_some_and(|stroke| self.ink(&stroke.paint).is_some())
    }

    fn paint(&self, paint: &mut Paint) {
        if let Some(colour) = self.ink(paint) {
            let [red, green, blue] = colour.channels();
            *paint = Paint::Solid(Color::from_u8(red, green, blue, 255));
        }
    }

    fn stroke(&self, stroke: &mut Option<FixedStroke>) {
        stroke.iter_mut().for_each(|stroke| self.paint(&mut stroke.paint));
    }

    /// Icons name their colour in their own text.
    fn picture(&mut self, image: &Image) -> Option<Image> {
        let ImageKind::Svg(svg) = image.kind() else { return None };
        let key = typst::utils::hash128(image);
        if let Some(known) = self.pictures.get(&key) {
            return known.clone();
        }
        let made =
            self.svg(svg).map(|svg| Image::new(svg, image.alt().map(Into::into), image.scaling()));
        self.pictures.insert(key, made.clone());
        made
    }

    fn svg(&self, svg: &SvgImage) -> Option<SvgImage> {
        let text = std::str::from_utf8(svg.data()).ok()?;
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(Colour::SPOT) {
            let (before, after) = rest.split_at(at);
            let name = after.get(..7)?;
            let colour = Colour::parse(name).and_then(|colour| {
                let [red, green, blue] = colour.channels();
                self.inks.get(Colour::spot_number(red, green, blue)?).copied()
            })?;
            out.push_str(before);
            out.push_str(&colour.to_string().to_lowercase());
            rest = &after[7..];
        }
        if out.is_empty() {
            return None;
        }
        out.push_str(rest);
        SvgImage::new(Bytes::from_string(out)).ok()
    }
}
