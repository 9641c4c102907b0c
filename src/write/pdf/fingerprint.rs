//! Pages to fingerprints: what a page says and shows, as a short hash. Two pages with the same one need
//! not be printed again. Left out is what differs between two makings of the same content: where on the
//! page something stands, the brand's colours, header and footer, and what the layouts set between
//! `varies-start` and `varies-end`: the edition's date and version.

use super::form::is_field;
use crate::part::{DocumentKind, hash};
use std::collections::HashSet;
use typst::foundations::{Label, StyleChain, Value};
use typst::introspection::{Location, MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::Destination;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst::utils::{PicoStr, hash128};
use typst::visualize::{CurveItem, Geometry};
use typst_layout::PagedDocument;

/// Letters of a fingerprint: 48 bits tell the pages of a document apart.
const LENGTH: usize = 12;

/// The fingerprint of each page, before colours and miniatures are put in. A slide in miniature counts
/// by the fingerprint of its page in the deck.
pub fn fingerprints(
    document: &PagedDocument,
    kind: DocumentKind,
    slides: &[String],
) -> Vec<String> {
    let named = |name: &str| Label::new(PicoStr::intern(name)).expect("a constant label");
    let mut walk = Walk {
        said: Vec::new(),
        left_out: HashSet::new(),
        varies: false,
        on_screen: matches!(kind, DocumentKind::Slides | DocumentKind::Handout),
        slides,
        miniature: named("slide-miniature"),
        start: named("varies-start"),
        end: named("varies-end"),
    };
    let page = |page: &typst_layout::Page| {
        walk.said.clear();
        walk.number(page.frame.width().to_pt());
        walk.number(page.frame.height().to_pt());
        walk.frame(&page.frame);
        hash(&walk.said)[..LENGTH].to_owned()
    };
    document.pages().iter().map(page).collect()
}

struct Walk<'a> {
    /// What the page says, as bytes to be hashed.
    said: Vec<u8>,
    /// Headers, footers and decoration that have begun and not ended.
    left_out: HashSet<Location>,
    /// Within what varies.
    varies: bool,
    /// Decks and handouts place header, footer and decoration by themselves.
    on_screen: bool,
    slides: &'a [String],
    miniature: Label,
    start: Label,
    end: Label,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame) {
        // Where something stands counts from what stands before it, so that a paragraph that moved
        // down as a whole says what it said.
        let mut before: Option<Point> = None;
        for (at, item) in frame.items() {
            if let FrameItem::Tag(tag) = item {
                self.tag(tag);
                continue;
            }
            if self.varies || !self.left_out.is_empty() {
                // Within a group what is left out may end.
                if let FrameItem::Group(group) = item {
                    self.frame(&group.frame);
                }
                continue;
            }
            let drawn = matches!(item, FrameItem::Shape(..) | FrameItem::Image(..));
            if let (true, Some(before)) = (drawn, before) {
                self.number((at.x - before.x).to_pt());
                self.number((at.y - before.y).to_pt());
            }
            before = drawn.then_some(*at);
            self.item(item);
        }
    }

    fn item(&mut self, item: &FrameItem) {
        match item {
            FrameItem::Group(group) => self.frame(&group.frame),
            FrameItem::Text(text) => {
                self.number(text.size.to_pt());
                self.words(&text.text);
            }
            FrameItem::Shape(shape, _) => match &shape.geometry {
                Geometry::Line(to) => self.points(&[*to]),
                Geometry::Rect(size) => self.points(&[size.to_point()]),
                Geometry::Curve(curve) => curve.0.iter().for_each(|step| match step {
                    CurveItem::Move(to) | CurveItem::Line(to) => self.points(&[*to]),
                    CurveItem::Cubic(one, two, to) => self.points(&[*one, *two, *to]),
                    CurveItem::Close => self.said.push(1),
                }),
            },
            FrameItem::Image(image, size, _) => {
                self.said.extend(hash128(image).to_le_bytes());
                self.number(size.x.to_pt());
                self.number(size.y.to_pt());
            }
            // A field on a screen prints nothing.
            FrameItem::Link(Destination::Url(url), _) if is_field(url.as_str()) => {}
            FrameItem::Link(Destination::Url(url), _) => self.words(url.as_str()),
            // Where a link leads within the document follows from the document.
            FrameItem::Link(Destination::Position(_) | Destination::Location(_), _) => {}
            FrameItem::Tag(_) => {}
        }
    }

    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Start(element, _) => {
                if let Some(artifact) = element.to_packed::<ArtifactElem>() {
                    let running = matches!(
                        artifact.kind.get(StyleChain::default()),
                        ArtifactKind::Header | ArtifactKind::Footer | ArtifactKind::Background
                    );
                    if running || self.on_screen {
                        self.left_out.extend(element.location());
                    }
                } else if let Some(mark) = element.to_packed::<MetadataElem>() {
                    match element.label() {
                        Some(label) if label == self.start => self.varies = true,
                        Some(label) if label == self.end => self.varies = false,
                        Some(label) if label == self.miniature => self.slide(&mark.value),
                        _ => {}
                    }
                }
            }
            Tag::End(location, ..) => {
                self.left_out.remove(location);
            }
        }
    }

    fn slide(&mut self, number: &Value) {
        if let Value::Int(number) = number
            && let Some(index) = usize::try_from(*number).ok().and_then(|it| it.checked_sub(1))
            && let Some(slide) = self.slides.get(index)
        {
            let slide = slide.clone();
            self.words(&slide);
        }
    }

    fn points(&mut self, points: &[Point]) {
        for point in points {
            self.number(point.x.to_pt());
            self.number(point.y.to_pt());
        }
    }

    fn words(&mut self, words: &str) {
        self.said.extend(words.as_bytes());
        self.said.push(0);
    }

    /// A length in tenths of a point: less is not seen, and is where sums in another order differ.
    fn number(&mut self, points: f64) {
        self.said.extend(((points * 10.0 + 0.03).round() as i64).to_le_bytes());
    }
}
