//! A slide, layout or master being written: its shapes with ids that are unique on it, and its
//! relationships in the deck's package.

use super::icon::Icon;
use super::ink::Ink;
use super::place::Place;
use crate::part::{Document, Run};
use crate::plan::Words;
use crate::theme::Theme;
use crate::write::Finding;
use crate::write::ooxml::{Office, Package, Xml};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The namespaces that every part of a deck declares.
pub const SPACES: [(&str, &str); 3] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];

/// A deck being written.
pub struct Deck<'a> {
    /// What it says.
    pub document: &'a Document,
    /// Its look.
    pub theme: &'a Theme,
    /// Its interface words.
    pub words: &'a Words,
    /// Widths, pictures, templates.
    pub office: &'a Office,
    /// Its parts so far.
    pub package: Package,
    /// What could not be expressed.
    pub findings: Vec<Finding>,
    /// Icons read so far, by name.
    pub icons: BTreeMap<String, Option<Icon>>,
    /// How much wider than Arial's the letters are.
    pub breadth: f64,
    /// The notes master's part.
    pub notes_master: String,
    /// A template's own table style, which then says how tables look.
    pub table_style: Option<String>,
    /// Its master shows nothing of the session: slides draw the whole timeline themselves.
    pub bare: bool,
    /// Names of media parts by the path of their source.
    pub media: BTreeMap<String, Option<Media>>,
}

/// A picture's parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// What every program shows.
    pub raster: String,
    /// The drawing itself, for those that show SVG.
    pub vector: Option<String>,
}

/// What a shape is to somebody who does not see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alt<'a> {
    /// Words say it: its own text, or none.
    Own,
    /// An alternative text.
    Words(&'a str),
    /// Nothing: it is decoration.
    Decorative,
}

/// A slide, layout or master being written.
pub struct Sheet<'a, 'd> {
    /// The deck.
    pub deck: &'a mut Deck<'d>,
    /// Name of its part.
    pub part: String,
    /// Its XML so far.
    pub xml: Xml,
    /// Texts of its footnotes, for their numbers.
    pub footnotes: Cow<'d, [Vec<Run>]>,
    /// Footnotes are marked by signs, not numbers.
    pub signs: bool,
    last_id: u32,
}

impl<'a, 'd> Sheet<'a, 'd> {
    /// A part of the deck with its root element open.
    pub fn new(
        deck: &'a mut Deck<'d>,
        part: String,
        root: &'static str,
        more: &[(&str, &str)],
    ) -> Self {
        let mut xml = Xml::part();
        let attributes: Vec<(&str, &str)> = SPACES.iter().chain(more).copied().collect();
        xml.open(root, &attributes);
        Self { deck, part, xml, footnotes: Cow::Borrowed(&[]), signs: false, last_id: 1 }
    }

    /// Opens the tree of shapes (ECMA-376 part 1, 19.3.1.45), which is itself number 1.
    pub fn open_tree(&mut self) {
        self.xml.open("p:spTree", &[]);
        self.xml.raw(concat!(
            r#"<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"#,
            r#"<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>"#,
            r#"<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>"#
        ));
    }

    /// Id, name and alternative text of a shape (20.1.2.2.8). The name takes its id, as PowerPoint
    /// does it.
    pub fn named(&mut self, name: &str, alt: Alt) -> u32 {
        self.last_id += 1;
        let id = self.last_id.to_string();
        let name = format!("{name} {}", self.last_id - 1);
        match alt {
            Alt::Own => {
                self.xml.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
            }
            Alt::Words(words) => {
                self.xml.empty("p:cNvPr", &[("id", &id), ("name", &name), ("descr", words)]);
            }
            Alt::Decorative => {
                self.xml.open("p:cNvPr", &[("id", &id), ("name", &name), ("descr", "")]);
                self.xml.raw(DECORATIVE).close();
            }
        }
        self.last_id
    }

    /// A filled shape without words: a rectangle, with rounded corners of a radius.
    pub fn field(&mut self, name: &str, place: Place, ink: Ink, radius: f64) {
        let theme = self.deck.theme;
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        self.named(name, Alt::Decorative);
        self.xml.empty("p:cNvSpPr", &[]).empty("p:nvPr", &[]).close();
        self.xml.open("p:spPr", &[]);
        place.xfrm(&mut self.xml, "a:xfrm");
        rectangle(&mut self.xml, place, radius);
        ink.fill(&mut self.xml, theme);
        self.xml.raw("<a:ln><a:noFill/></a:ln>").close();
        self.xml.raw("<p:txBody><a:bodyPr/><a:lstStyle/>");
        let language = self.language();
        self.xml.open("a:p", &[]).empty("a:endParaRPr", &[("lang", language)]).close();
        self.xml.raw("</p:txBody>").close();
    }

    /// The deck's language.
    pub fn language(&self) -> &'d str {
        &self.deck.document.info.language
    }

    /// A word of the interface.
    pub fn word(&self, key: &'d str) -> &'d str {
        self.deck.words.get(key)
    }

    /// Puts the part into the package.
    pub fn finish(self, content_type: &str) {
        self.deck.package.add(&self.part, content_type, self.xml.finish());
    }
}

/// A rectangle's geometry, rounded where a radius is given (20.1.9.18, `adj` of `roundRect` in
/// 1/100,000 of the shorter side).
pub fn rectangle(xml: &mut Xml, place: Place, radius: f64) {
    if radius > 0.0 {
        let short = place.w.min(place.h).max(1.0);
        let share = ((radius / short).min(0.5) * 100_000.0).round();
        xml.open("a:prstGeom", &[("prst", "roundRect")]).open("a:avLst", &[]);
        xml.empty("a:gd", &[("name", "adj"), ("fmla", &format!("val {share}"))]).close().close();
    } else {
        xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>");
    }
}

/// Footnotes that are referred to twice stand at the foot once.
pub fn once(notes: &[Vec<Run>]) -> Cow<'_, [Vec<Run>]> {
    let is_first = |at: usize| !notes[..at].contains(&notes[at]);
    match (0..notes.len()).all(is_first) {
        true => Cow::Borrowed(notes),
        false => (0..notes.len()).filter(|at| is_first(*at)).map(|at| notes[at].clone()).collect(),
    }
}

/// Marks a shape as decoration, as PowerPoint 2019 and later do ([MS-ODRAWXML] 2.13).
const DECORATIVE: &str = concat!(
    r#"<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">"#,
    r#"<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>"#,
    r#"</a:ext></a:extLst>"#
);
