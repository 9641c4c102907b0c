//! Sides to a PDF. Each page of a source becomes one form XObject (ISO 32000-1, 8.10), however often it
//! is placed; what is drawn around it is drawn here.

use super::compact::compact;
use super::marks::{Ink, Mark};
use super::page::Page;
use super::source::{Refused, Source, guarded};
use super::{MM, Placed, Rect, Side, Turn};
use krilla::color::{cmyk, luma, separation};
use krilla::configure::{Configuration, ConfigurationBuilder, PdfVersion};
use krilla::geom::{self, Path, PathBuilder, Point, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, Paint, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

/// A hairline, in points.
const HAIR: f32 = 0.25;
/// Size of a stamp on a page at its own size, in points.
const STAMP: f32 = 9.0;
/// The least that can be read.
const LEAST: f32 = 5.0;

/// From the left and from the top.
type Place = (f32, f32);

/// What is said of the PDF as a whole.
pub struct Facts<'a> {
    /// Its title.
    pub title: String,
    /// Words at the top of every page; may be empty.
    pub stamp: String,
    /// The typeface that stamps and marks are set in.
    pub font: &'a [u8],
}

/// Writes sides as the pages of a PDF, untagged: it is made for a printer.
pub fn write(sources: &[Source], sides: &[Side], facts: &Facts) -> Result<Vec<u8>, Refused> {
    guarded(|| written(sources, sides, facts))
}

fn written(sources: &[Source], sides: &[Side], facts: &Facts) -> Result<Vec<u8>, Refused> {
    let version =
        if sources.iter().any(|it| it.is_new) { PdfVersion::Pdf20 } else { PdfVersion::Pdf17 };
    let configuration = ConfigurationBuilder::new().with_version(version).finish();
    let settings = SerializeSettings {
        configuration: configuration.unwrap_or_else(|_| Configuration::default()),
        enable_tagging: false,
        xmp_metadata: false,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let face = Type::new(facts.font);
    if let Some(unknown) = face.as_ref().and_then(|face| face.lacks(&facts.stamp)) {
        let help = "stamps are set in Source Sans, which has Latin, Greek and Cyrillic letters";
        return Err(Refused::new(format!("no letter for `{unknown}` in the stamp"), help));
    }
    for side in sides {
        let mut page = document.start_page_with(boxes(side));
        let mut surface = page.surface();
        let mut drawing = Drawing { surface: &mut surface, face: face.as_ref() };
        for placed in &side.placed {
            let Some(page) = sources.get(placed.source).and_then(|it| it.pages.get(placed.page))
            else {
                continue;
            };
            drawing.page(&sources[placed.source], placed, page);
            if !facts.stamp.is_empty() {
                drawing.stamp(&facts.stamp, placed, page);
            }
        }
        side.marks.iter().for_each(|mark| drawing.mark(mark));
        surface.finish();
        page.finish();
    }
    let creator = concat!("packwright ", env!("CARGO_PKG_VERSION")).to_owned();
    document.set_metadata(Metadata::new().title(facts.title.clone()).creator(creator));
    let pdf = document.finish().map_err(|error| {
        Refused::new(format!("a page could not be placed: {error}"), "make the PDF again")
    })?;
    Ok(compact(pdf))
}

/// The boxes of a page (ISO 32000-1, 14.11.2); PDF/X (ISO 15930) asks for the trim box.
fn boxes(side: &Side) -> PageSettings {
    let rect = |at: Rect| geom::Rect::from_xywh(at.x, at.y, at.width, at.height);
    let sheet = side.size.rect();
    let trim = Rect::around(&side.trims);
    let trim = if side.trims.is_empty() { sheet } else { trim };
    let settings = PageSettings::from_wh(side.size.width, side.size.height).unwrap_or_default();
    settings.with_trim_box(rect(trim)).with_bleed_box(rect(trim.grown(side.bleed).shared(sheet)))
}

/// A typeface, and what it takes to set a line of it.
struct Type<'a> {
    font: Font,
    face: ttf_parser::Face<'a>,
}

impl<'a> Type<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let face = ttf_parser::Face::parse(bytes, 0).ok()?;
        Some(Self { font: Font::new(bytes.to_vec().into(), 0)?, face })
    }

    /// The first character that the face has no glyph for.
    fn lacks(&self, text: &str) -> Option<char> {
        text.chars().find(|character| self.face.glyph_index(*character).is_none())
    }

    /// The glyphs of a line and its width in ems. What the face lacks was refused.
    fn line(&self, text: &str) -> (Vec<KrillaGlyph>, f32) {
        let em = f32::from(self.face.units_per_em());
        let mut width = 0.0;
        let glyph = |(at, character): (usize, char)| {
            let id = self.face.glyph_index(character)?;
            let advance = f32::from(self.face.glyph_hor_advance(id)?) / em;
            width += advance;
            let range = at..at + character.len_utf8();
            let id = GlyphId::new(id.0.into());
            Some(KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, range, None))
        };
        let glyphs = text.char_indices().filter_map(glyph).collect();
        (glyphs, width)
    }
}

struct Drawing<'a, 'b> {
    surface: &'a mut Surface<'b>,
    face: Option<&'a Type<'a>>,
}

/// The trim box of a page where it is placed: its corner, and how much larger it is.
fn fit(placed: &Placed, page: &Page) -> (f32, f32, f32) {
    let (width, height) = match placed.turn.is_quarter() {
        true => (page.trim.height, page.trim.width),
        false => (page.trim.width, page.trim.height),
    };
    let scale = (placed.at.width / width).min(placed.at.height / height);
    // Sizes in points and in millimetres differ by less than a hair: that is no other size.
    let scale = if (scale - 1.0).abs() < 1e-4 { 1.0 } else { scale };
    let x = placed.at.x + (placed.at.width - width * scale) / 2.0;
    let y = placed.at.y + (placed.at.height - height * scale) / 2.0;
    (x, y, scale)
}

/// From the trim box of a page to its place.
fn transform(placed: &Placed, page: &Page) -> Transform {
    let (x, y, scale) = fit(placed, page);
    let (width, height) = (page.trim.width * scale, page.trim.height * scale);
    match placed.turn {
        Turn::None => Transform::from_row(scale, 0.0, 0.0, scale, x, y),
        Turn::Right => Transform::from_row(0.0, scale, -scale, 0.0, x + height, y),
        Turn::Over => Transform::from_row(-scale, 0.0, 0.0, -scale, x + width, y + height),
        Turn::Left => Transform::from_row(0.0, -scale, scale, 0.0, x, y + width),
    }
}

impl Drawing<'_, '_> {
    fn page(&mut self, source: &Source, placed: &Placed, page: &Page) {
        let clip = placed.clip.and_then(rectangle);
        if let Some(clip) = &clip {
            self.surface.push_clip_path(clip, &FillRule::NonZero);
        }
        self.surface.push_transform(&transform(placed, page));
        self.surface.push_transform(&Transform::from_translate(-page.trim.x, -page.trim.y));
        if let Some(size) = geom::Size::from_wh(page.size.width, page.size.height) {
            self.surface.draw_pdf_page(&source.document, size, placed.page);
        }
        self.surface.pop();
        self.surface.pop();
        if clip.is_some() {
            self.surface.pop();
        }
    }

    /// In the upper right corner of the page, where margins are widest, on a paper of its own.
    fn stamp(&mut self, text: &str, placed: &Placed, page: &Page) {
        let Some(face) = self.face else { return };
        let (_, _, scale) = fit(placed, page);
        let size = (STAMP * scale).max(LEAST) / scale;
        let (glyphs, width) = face.line(text);
        let (right, line) = (page.trim.width - 8.0 * MM, 3.5 * MM + size);
        let left = (right - width * size).max(0.0);
        self.surface.push_transform(&transform(placed, page));
        let around =
            Rect::new(left - size * 0.5, line - size * 1.05, width * size + size, size * 1.5);
        self.fill(around, luma::Color::white().into());
        self.outline(around, 0.5, luma::Color::new(60).into());
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(solid(luma::Color::new(30).into())));
        self.surface.draw_glyphs(
            Point::from_xy(left, line),
            &glyphs,
            face.font.clone(),
            text,
            size,
            false,
        );
        self.surface.pop();
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { from, to, ink } => self.lines(&[(*from, *to)], HAIR, paint(*ink)),
            Mark::Frame { at, ink } => self.outline(*at, HAIR, paint(*ink)),
            Mark::Hatch { at } => self.hatch(*at),
            Mark::Register { at } => self.register(*at),
            Mark::Patch { at, cmyk: [cyan, magenta, yellow, black] } => {
                self.fill(*at, cmyk::Color::new(*cyan, *magenta, *yellow, *black).into());
            }
            Mark::Words { x, y, size, text } => {
                let Some(face) = self.face else { return };
                self.surface.set_stroke(None);
                self.surface.set_fill(Some(solid(luma::Color::new(60).into())));
                let (glyphs, _) = face.line(text);
                let at = Point::from_xy(*x, *y);
                self.surface.draw_glyphs(at, &glyphs, face.font.clone(), text, *size, false);
            }
        }
    }

    fn hatch(&mut self, at: Rect) {
        let Some(clip) = rectangle(at) else { return };
        self.surface.push_clip_path(&clip, &FillRule::NonZero);
        let count = ((at.width + at.height) / 9.0).ceil() as usize;
        let lines: Vec<_> = (1..=count)
            .map(|number| {
                let far = number as f32 * 9.0;
                ((at.x + far, at.y), (at.x + far - at.height, at.bottom()))
            })
            .collect();
        self.lines(&lines, 0.4, luma::Color::new(150).into());
        self.surface.pop();
    }

    fn register(&mut self, (x, y): (f32, f32)) {
        let arm = 2.5 * MM;
        let all = paint(Ink::All);
        self.lines(
            &[((x - arm, y), (x + arm, y)), ((x, y - arm), (x, y + arm))],
            HAIR,
            all.clone(),
        );
        let (radius, bend) = (arm * 0.6, arm * 0.6 * 0.552_285);
        let mut path = PathBuilder::new();
        path.move_to(x + radius, y);
        path.cubic_to(x + radius, y + bend, x + bend, y + radius, x, y + radius);
        path.cubic_to(x - bend, y + radius, x - radius, y + bend, x - radius, y);
        path.cubic_to(x - radius, y - bend, x - bend, y - radius, x, y - radius);
        path.cubic_to(x + bend, y - radius, x + radius, y - bend, x + radius, y);
        path.close();
        self.stroke(path.finish(), HAIR, all);
    }

    fn lines(&mut self, lines: &[(Place, Place)], width: f32, paint: Paint) {
        let mut path = PathBuilder::new();
        for (from, to) in lines {
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
        }
        self.stroke(path.finish(), width, paint);
    }

    fn outline(&mut self, at: Rect, width: f32, paint: Paint) {
        self.stroke(rectangle(at), width, paint);
    }

    fn stroke(&mut self, path: Option<Path>, width: f32, paint: Paint) {
        let Some(path) = path else { return };
        self.surface.set_fill(None);
        self.surface.set_stroke(Some(Stroke { paint, width, ..Stroke::default() }));
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
    }

    fn fill(&mut self, at: Rect, paint: Paint) {
        let Some(path) = rectangle(at) else { return };
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(solid(paint)));
        self.surface.draw_path(&path);
    }
}

fn rectangle(at: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(geom::Rect::from_xywh(at.x, at.y, at.width, at.height)?);
    path.finish()
}

fn solid(paint: Paint) -> Fill {
    Fill { paint, opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// An ink's paint: what has to be on every plate names them all (ISO 32000-1, 8.6.6.4).
fn paint(ink: Ink) -> Paint {
    match ink {
        Ink::Grey => luma::Color::new(120).into(),
        Ink::All => {
            let black = luma::Color::black().into();
            let all = separation::SeparationColorant::AllColorants;
            let space = separation::SeparationSpace::new(all, black);
            krilla::color::Color::from(separation::Color::new(255, space)).into()
        }
    }
}
