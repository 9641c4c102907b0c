//! How a field looks (ISO 32000-1, 12.5.5): empty until it is filled in, for its rules and boxes are the
//! page's own; a cross, a dot or a ring when it is chosen.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;

/// How a chosen button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A tick.
    Tick,
    /// A dot in a circle.
    Dot,
    /// A ring around a number.
    Ring,
    /// Nothing.
    None,
}

/// Near black, as the text of the page.
const INK: &str = "0.118 0.165 0.196";
/// A circle of four curves: how far its control points stand from its corners, of the radius.
const ROUND: f32 = 0.5523;

/// Looks that fields of one size share.
#[derive(Default)]
pub struct Looks(BTreeMap<(Mark, u32, u32), ObjectId>);

impl Looks {
    /// The normal appearances of a button that has a name when it is chosen.
    pub fn button(
        &mut self,
        pdf: &mut Document,
        mark: Mark,
        name: &str,
        size: (f32, f32),
    ) -> Dictionary {
        let mut states = Dictionary::new();
        states.set(name, self.shared(pdf, mark, size));
        states.set("Off", self.shared(pdf, Mark::None, size));
        dictionary! { "N" => states }
    }

    fn shared(&mut self, pdf: &mut Document, mark: Mark, (width, height): (f32, f32)) -> ObjectId {
        // Tenths of a point: what is rounded away is not seen.
        let key = (mark, (width * 10.0).round() as u32, (height * 10.0).round() as u32);
        *self.0.entry(key).or_insert_with(|| {
            let (width, height) = (key.1 as f32 / 10.0, key.2 as f32 / 10.0);
            form(pdf, (width, height), &drawn(mark, width, height))
        })
    }
}

/// The appearance of a field for words: viewers put the words between its marks (12.7.3.3).
pub fn words(pdf: &mut Document, size: (f32, f32)) -> Dictionary {
    dictionary! { "N" => form(pdf, size, "/Tx BMC\nEMC\n") }
}

/// Nothing to be seen.
pub fn nothing(pdf: &mut Document, size: (f32, f32)) -> Dictionary {
    dictionary! { "N" => form(pdf, size, "") }
}

fn form(pdf: &mut Document, (width, height): (f32, f32), content: &str) -> ObjectId {
    let facts = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
    };
    pdf.add_object(Stream::new(facts, content.as_bytes().to_vec()).with_compression(false))
}

fn drawn(mark: Mark, width: f32, height: f32) -> String {
    let (x, y) = (width / 2.0, height / 2.0);
    let radius = x.min(y);
    match mark {
        Mark::Tick => {
            let at =
                |across: f32, up: f32| format!("{:.2} {:.2}", x + across * radius, y + up * radius);
            let (left, foot, right) = (at(-0.62, 0.02), at(-0.16, -0.5), at(0.66, 0.58));
            let thick = radius * 0.26;
            format!("q\n{INK} RG\n{thick:.2} w\n1 J\n1 j\n{left} m\n{foot} l\n{right} l\nS\nQ\n")
        }
        Mark::Dot => format!("q\n{INK} rg\n{}f\nQ\n", circle(x, y, radius * 0.6)),
        Mark::Ring => format!("q\n{INK} RG\n1.8 w\n{}S\nQ\n", circle(x, y, radius - 0.9)),
        Mark::None => String::new(),
    }
}

fn circle(x: f32, y: f32, radius: f32) -> String {
    let near = radius * ROUND;
    let point = |across: f32, up: f32| format!("{:.2} {:.2}", x + across, y + up);
    let curve = |one: (f32, f32), two: (f32, f32), to: (f32, f32)| {
        format!("{} {} {} c\n", point(one.0, one.1), point(two.0, two.1), point(to.0, to.1))
    };
    [
        format!("{} m\n", point(radius, 0.0)),
        curve((radius, near), (near, radius), (0.0, radius)),
        curve((-near, radius), (-radius, near), (-radius, 0.0)),
        curve((-radius, -near), (-near, -radius), (0.0, -radius)),
        curve((near, -radius), (radius, -near), (radius, 0.0)),
        "h\n".to_owned(),
    ]
    .concat()
}
