//! Pictures (ECMA-376 part 1, 19.3.1.37): cropped, never distorted; an SVG file with the same as PNG for
//! programs that show none.

use super::layouts::Slot;
use super::place::{Place, at};
use super::sheet::{Alt, Media, Sheet, rectangle};
use crate::diag::Code;
use crate::write::Finding;

impl Sheet<'_, '_> {
    /// The media parts of a picture file; `None`, with a finding, when it cannot be read.
    pub fn media(&mut self, path: &str, src: &str) -> Option<Media> {
        if let Some(known) = self.deck.media.get(path) {
            return known.clone();
        }
        let number = self.deck.media.len() + 1;
        let media = match self.deck.office.picture(path) {
            Ok(picture) if picture.extension != "svg" => {
                let raster = format!("ppt/media/picture{number}.{}", picture.extension);
                let kind = format!("image/{}", picture.extension);
                self.deck.package.add(&raster, &kind, picture.bytes);
                Some(Media { raster, vector: None })
            }
            Ok(picture) => picture.fallback.map(|fallback| {
                let raster = format!("ppt/media/picture{number}.png");
                let vector = format!("ppt/media/picture{number}.svg");
                self.deck.package.add(&raster, "image/png", fallback.to_vec());
                self.deck.package.add(&vector, "image/svg+xml", picture.bytes);
                Media { raster, vector: Some(vector) }
            }),
            Err(_) => None,
        };
        if media.is_none() {
            let message = format!("`{path}` cannot be shown in a PowerPoint file");
            let finding = Finding::new(Code::NotExpressible, src, message);
            self.deck.findings.push(finding.help("save the picture as PNG"));
        }
        self.deck.media.insert(path.to_owned(), media.clone());
        media
    }

    /// A picture in a place, cropped to its shape; in a placeholder where there is one.
    pub fn picture(
        &mut self,
        media: &Media,
        alt: &str,
        ratio: f64,
        place: Place,
        slot: Option<&Slot>,
    ) {
        let name = slot.map_or("picture", |slot| slot.name);
        let name = self.deck.words.get(name);
        self.xml.open("p:pic", &[]).open("p:nvPicPr", &[]);
        self.named(name, if alt.is_empty() { Alt::Decorative } else { Alt::Words(alt) });
        self.xml.raw("<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr>");
        self.xml.open("p:nvPr", &[]);
        if let Some(slot) = slot {
            self.placeholder_mark(slot);
        }
        self.xml.close().close();
        self.blip(media, crop(ratio, place));
        self.xml.open("p:spPr", &[]);
        if slot.is_none_or(|slot| slot.place != place) {
            place.xfrm(&mut self.xml, "a:xfrm");
            rectangle(&mut self.xml, place, 0.0);
        }
        self.xml.close().close();
    }

    /// The picture itself (20.1.8.14), with its drawing for programs that show SVG ([MS-ODRAWXML] 2.6).
    fn blip(&mut self, media: &Media, [left, top]: [f64; 2]) {
        let part = self.part.clone();
        let raster = self.deck.package.relate(&part, "image", &media.raster);
        self.xml.open("p:blipFill", &[]).open("a:blip", &[("r:embed", &raster)]);
        if let Some(vector) = &media.vector {
            let vector = self.deck.package.relate(&part, "image", vector);
            self.xml.open("a:extLst", &[]);
            self.xml.open("a:ext", &[("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
            let space = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
            self.xml.empty("asvg:svgBlip", &[("xmlns:asvg", space), ("r:embed", &vector)]);
            self.xml.close().close();
        }
        self.xml.close();
        let share = |side: f64| ((side * 100_000.0).round() as i64).to_string();
        if left > 0.0 || top > 0.0 {
            let (side, end) = (share(left), share(top));
            let sides = [("l", side.as_str()), ("t", &end), ("r", &side), ("b", &end)];
            let cut: Vec<(&str, &str)> = sides.into_iter().filter(|(_, cut)| *cut != "0").collect();
            self.xml.empty("a:srcRect", &cut);
        }
        self.xml.raw("<a:stretch><a:fillRect/></a:stretch>").close();
    }

    /// The organisation's logo of a height at the right end of a place; false when it cannot be shown.
    pub fn logo(&mut self, height: f64, place: Place) -> bool {
        let organisation = &self.deck.document.info.organisation;
        let Some(media) = self.media(&organisation.logo, "") else { return false };
        let ratio = self.deck.package.bytes(&media.raster).and_then(ratio_of).unwrap_or(1.0);
        let w = (height * ratio).min(place.w);
        let h = w / ratio;
        let logo = at(place.x + place.w - w, place.y + (place.h - h) / 2.0, w, h);
        self.picture(&media, &organisation.name, ratio, logo, None);
        true
    }
}

/// A logo, or a name where there is none, with its size.
struct Mark<'a> {
    name: &'a str,
    media: Option<(Media, f64)>,
    size: (f64, f64),
}

impl<'d> Sheet<'_, 'd> {
    /// The logos of a title slide, at one end of a place: on a white plate, unless the own one is made for
    /// colour and stands alone.
    pub fn logos(&mut self, height: f64, place: Place, left: bool) {
        let organisation = &self.deck.document.info.organisation;
        let clear = f64::from(organisation.logo_clear_space) / 100.0 * height;
        let bare = organisation.partners.is_empty() && !organisation.logo_on_colour.is_empty();
        let own = if bare { &organisation.logo_on_colour } else { &organisation.logo };
        let partners = organisation.partners.iter();
        let wanted = partners.map(|it| (it.name.as_str(), &it.logo, height * 0.8));
        let own = (!own.is_empty()).then_some((organisation.name.as_str(), own, height));
        let wanted: Vec<(&str, &String, f64)> = wanted.chain(own).collect();
        let mut marks: Vec<Mark> = wanted.into_iter().map(|it| self.mark_of(it)).collect();
        // The own one stands at the slide's edge.
        if left {
            marks.reverse();
        }
        if marks.is_empty() {
            return;
        }
        let (margin, gap) = (clear.max(10.0), (2.0 * clear).max(height * 0.6));
        let width =
            marks.iter().map(|mark| mark.size.0).sum::<f64>() + gap * (marks.len() as f64 - 1.0);
        let margin = if bare { 0.0 } else { margin };
        let whole = width + 2.0 * margin;
        let x = if left { place.x } else { place.x + place.w - whole };
        let middle = place.y + place.h / 2.0;
        if !bare {
            let plate = at(x, middle - height / 2.0 - margin, whole, height + 2.0 * margin);
            let name = self.word("ornament");
            self.field(name, plate, super::ink::Ink::Role("paper"), 8.0);
        }
        let mut x = x + margin;
        for Mark { name, media, size: (w, h) } in marks {
            let place = at(x, middle - h / 2.0, w, h);
            match media {
                Some((media, ratio)) => self.picture(&media, name, ratio, place, None),
                None => self.small_words(name, place, ("l", "ink")),
            }
            x += w + gap;
        }
    }

    fn mark_of<'a>(&mut self, (name, path, height): (&'a str, &String, f64)) -> Mark<'a> {
        let media = if path.is_empty() { None } else { self.media(path, "") };
        let ratio = |media: &Media| self.deck.package.bytes(&media.raster).and_then(ratio_of);
        let ratio = media.as_ref().and_then(ratio).unwrap_or(1.0);
        let width = match media {
            Some(_) => height * ratio,
            // About as wide as the words are at 14 pt.
            None => name.chars().count() as f64 * 7.6,
        };
        Mark { name, media: media.map(|media| (media, ratio)), size: (width, height) }
    }
}

/// What is cut at the left and right, and at the top and bottom, as shares of the picture.
fn crop(ratio: f64, place: Place) -> [f64; 2] {
    let wanted = place.w / place.h.max(1.0);
    if ratio <= 0.0 || (ratio - wanted).abs() / wanted < 0.005 {
        [0.0, 0.0]
    } else if ratio > wanted {
        [(1.0 - wanted / ratio) / 2.0, 0.0]
    } else {
        [0.0, (1.0 - ratio / wanted) / 2.0]
    }
}

/// Width divided by height of a raster picture.
fn ratio_of(bytes: &[u8]) -> Option<f64> {
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let (width, height) = reader.into_dimensions().ok()?;
    (height > 0).then(|| f64::from(width) / f64::from(height))
}
