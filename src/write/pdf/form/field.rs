//! A blank to a field (ISO 32000-1, 12.7.4) with its widgets (12.5.6.19).

use super::FACE;
use super::appearance::{Looks, Mark, nothing, words};
use crate::plan::{Blank, Takes, Words};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};
use std::collections::BTreeMap;

/// Bits of a field's flags (tables 226 and 228).
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;
/// A widget is printed (table 165).
const PRINT: i64 = 1 << 2;

/// Sizes of answers in points: on a line, in a box, in a cell.
const ON_LINE: f32 = 11.0;
const IN_BOX: f32 = 10.5;

/// A place on a page that the layout left for a widget.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The annotation.
    pub id: ObjectId,
    /// Its page.
    pub page: ObjectId,
    /// Left, bottom, right, top in points.
    pub rect: [f32; 4],
    /// Its key in the parent tree.
    pub parent: i64,
}

impl Place {
    fn size(&self) -> (f32, f32) {
        (self.rect[2] - self.rect[0], self.rect[3] - self.rect[1])
    }
}

/// A blank and where it may go.
pub struct Field<'a> {
    /// What is to be filled in.
    pub blank: &'a Blank,
    /// The words of the document's language.
    pub words: &'a Words,
    /// All the places of the document.
    pub places: &'a BTreeMap<String, Place>,
    /// Looks that are there already.
    pub looks: &'a mut Looks,
}

/// Fields that were added.
pub struct Added {
    /// Those at the top of the form.
    pub ids: Vec<ObjectId>,
    /// One of them takes a signature.
    pub is_signature: bool,
}

impl From<ObjectId> for Added {
    fn from(id: ObjectId) -> Self {
        Added { ids: vec![id], is_signature: false }
    }
}

impl Field<'_> {
    /// Adds the field; `None` where a place for it is lacking.
    pub fn add(mut self, pdf: &mut Document) -> Option<Added> {
        let name = self.blank.name.as_str();
        match &self.blank.takes {
            Takes::Line => self.text(pdf, name, self.title(""), Written::Line).map(Added::from),
            Takes::Lines => self.text(pdf, name, self.title(""), Written::OnRules).map(Added::from),
            Takes::Box => self.text(pdf, name, self.title(""), Written::InBox).map(Added::from),
            Takes::DateLine => {
                let order =
                    ["day", "month", "year"].map(|word| self.words.get(word).to_lowercase());
                let title = self.title(&format!(" ({})", order.join("/")));
                self.text(pdf, name, title, Written::Line).map(Added::from)
            }
            Takes::Date => self.date(pdf).map(Added::from),
            Takes::Tick => self.tick(pdf).map(Added::from),
            Takes::Option(options) => {
                let steps = options.iter().enumerate();
                let steps = steps.map(|(at, option)| Step {
                    place: format!("{name}={}", at + 1),
                    state: at.to_string(),
                    says: option.clone(),
                });
                self.radio(pdf, steps.collect(), Mark::Dot, options).map(Added::from)
            }
            Takes::Number(from, to) => {
                let step = |number: i32| Step {
                    place: format!("{name}={number}"),
                    state: number.to_string(),
                    says: number.to_string(),
                };
                self.radio(pdf, (*from..=*to).map(step).collect(), Mark::Ring, &[]).map(Added::from)
            }
            Takes::Signature => self.signature(pdf),
        }
    }

    /// What is asked, with more words behind it.
    fn title(&self, more: &str) -> String {
        let title = match self.blank.title.trim() {
            "" => self.words.get("write-here"),
            title => title,
        };
        format!("{title}{more}")
    }

    /// A field for words (12.7.4.3).
    fn text(&self, pdf: &mut Document, key: &str, title: String, how: Written) -> Option<ObjectId> {
        let place = self.places.get(key)?;
        let (size, flags) = match how {
            Written::Line => (ON_LINE, 0),
            Written::OnRules | Written::InBox => (IN_BOX, MULTILINE),
        };
        let looks = words(pdf, place.size());
        let mut field = widget(place, &title);
        field.set("FT", "Tx");
        // A full name has its parents' before it.
        field.set("T", text_string(key.rsplit('.').next().unwrap_or(key)));
        field.set("DA", Object::string_literal(format!("/{FACE} {size} Tf 0 g")));
        field.set("AP", looks);
        if flags != 0 {
            field.set("Ff", flags);
        }
        if how == Written::OnRules {
            // What is typed has lines of its own: it covers the rules that a pen writes on.
            field.set("MK", dictionary! { "BG" => vec![1.into(), 1.into(), 1.into()] });
        }
        pdf.objects.insert(place.id, field.into());
        Some(place.id)
    }

    /// Three fields below one name.
    fn date(&self, pdf: &mut Document) -> Option<ObjectId> {
        let name = &self.blank.name;
        let mut kids = Vec::new();
        for (part, digits) in [("day", 2), ("month", 2), ("year", 4)] {
            let title = self.title(&format!(": {}", self.words.get(part)));
            let kid = self.text(pdf, &format!("{name}.{part}"), title, Written::Line)?;
            pdf.get_dictionary_mut(kid).ok()?.set("MaxLen", digits);
            kids.push(kid);
        }
        Some(parent(
            pdf,
            &kids,
            dictionary! {
                "T" => text_string(name),
                "TU" => text_string(&self.title("")),
            },
        ))
    }

    /// A check box (12.7.4.2.3).
    fn tick(&mut self, pdf: &mut Document) -> Option<ObjectId> {
        let place = self.places.get(&self.blank.name)?;
        let mut field = widget(place, &self.title(""));
        field.set("FT", "Btn");
        field.set("T", text_string(&self.blank.name));
        field.set("V", "Off");
        field.set("AS", "Off");
        field.set("MK", dictionary! { "CA" => Object::string_literal("4") });
        field.set("AP", self.looks.button(pdf, Mark::Tick, "Yes", place.size()));
        pdf.objects.insert(place.id, field.into());
        Some(place.id)
    }

    /// Radio buttons (12.7.4.2.4), of which one can be chosen.
    fn radio(
        &mut self,
        pdf: &mut Document,
        steps: Vec<Step>,
        mark: Mark,
        options: &[String],
    ) -> Option<ObjectId> {
        let mut kids = Vec::new();
        for step in steps {
            let place = self.places.get(&step.place)?;
            let title = self.title(&format!(": {}", step.says));
            let mut kid = widget(place, &title);
            kid.set("AS", "Off");
            kid.set("MK", dictionary! { "CA" => Object::string_literal("l") });
            kid.set("AP", self.looks.button(pdf, mark, &step.state, place.size()));
            pdf.objects.insert(place.id, kid.into());
            kids.push(place.id);
        }
        let mut field = dictionary! {
            "FT" => "Btn",
            "Ff" => RADIO,
            "T" => text_string(&self.blank.name),
            "TU" => text_string(&self.title("")),
            "V" => "Off",
        };
        if !options.is_empty() {
            // What the buttons stand for: their own names are numbers (table 227).
            field.set("Opt", options.iter().map(|it| text_string(it)).collect::<Vec<_>>());
        }
        Some(parent(pdf, &kids, field))
    }

    /// A name to be typed, and a place for a digital signature (12.7.4.5). Few viewers offer to sign, so there is
    /// never only that.
    fn signature(&self, pdf: &mut Document) -> Option<Added> {
        let name = &self.blank.name;
        let title = self.title(&format!(": {}", self.words.get("type-name")));
        let typed = self.text(pdf, name, title, Written::Line)?;
        let name = format!("{name}-digital");
        let place = self.places.get(&name)?;
        let looks = nothing(pdf, place.size());
        let title = self.title(&format!(": {}", self.words.get("sign-digitally")));
        let mut field = widget(place, &title);
        field.set("FT", "Sig");
        field.set("T", text_string(&name));
        field.set("AP", looks);
        pdf.objects.insert(place.id, field.into());
        Some(Added { ids: vec![typed, place.id], is_signature: true })
    }
}

/// One of several buttons.
struct Step {
    /// Name of its place.
    place: String,
    /// Name of its appearance when it is chosen.
    state: String,
    /// What it stands for.
    says: String,
}

/// How words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    Line,
    OnRules,
    InBox,
}

/// A widget at a place, in the structure where the layout's link was.
fn widget(place: &Place, title: &str) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "Rect" => place.rect.map(Object::Real).to_vec(),
        "P" => place.page,
        "F" => PRINT,
        "StructParent" => place.parent,
        "TU" => text_string(title),
    }
}

/// A field with others, or with several widgets, below it.
fn parent(pdf: &mut Document, kids: &[ObjectId], mut field: Dictionary) -> ObjectId {
    field.set("Kids", kids.iter().map(|kid| Object::Reference(*kid)).collect::<Vec<_>>());
    let id = pdf.add_object(field);
    for kid in kids {
        if let Ok(kid) = pdf.get_dictionary_mut(*kid) {
            kid.set("Parent", id);
        }
    }
    id
}
