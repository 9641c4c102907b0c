//! A finished PDF to one that can be filled in: AcroForm fields (ISO 32000-1, 12.7) where the layout
//! left places for them, tagged as PDF/UA-1 asks (ISO 14289-1, 7.18).
//!
//! A layout marks a place with a link to `packwright-field:NAME`. Typst writes links with their place
//! on the page, their structure element in reading order, and their entry in the parent tree; here each
//! becomes the widget of a field, and its structure element a form's. So positions are the layout's, and
//! no structure is made by hand. What is drawn on the page stays what it is: fields print nothing until
//! they are filled in.

mod appearance;
mod ends;
mod face;
mod field;
mod structure;

use crate::diag::Code;
use crate::part::Document;
use crate::plan::{Words, blanks};
use crate::write::Finding;
use appearance::Looks;
use field::{Field, Place};
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, dictionary, text_string};
use std::collections::BTreeMap;
use typst_layout::PagedDocument;

/// What the links of fields begin with.
const SCHEME: &str = "packwright-field:";
/// Keys of the document information dictionary that say which form it is (ISO 32000-1, 14.3.3 lets
/// producers add keys; viewers that save a form keep them).
pub const FACTS: [&str; 4] =
    ["PackwrightForm", "PackwrightEdition", "PackwrightVersion", "PackwrightSecondLanguage"];
/// The name of the fields' typeface among the form's resources. Any would do, but Chromium and Edge set letters
/// beyond Latin-1, such as ŵ, in the form's own face only where it is called as a face of symbols is; else
/// they show nothing, or letters of another face.
const FACE: &str = "Webdings";
/// Signature fields are there (table 219).
const SIGNATURES_EXIST: i64 = 1;

/// Does the address of a link mark a place for a field?
pub fn is_field(address: &str) -> bool {
    address.starts_with(SCHEME)
}

/// Makes fields of the places that a document's layout left, and says which it left none for.
pub fn fillable(
    pdf: &[u8],
    document: &Document,
    words: &Words,
    paged: &PagedDocument,
) -> Result<(Vec<u8>, Vec<Finding>), Vec<Finding>> {
    let refused = |error: lopdf::Error| {
        let message = format!("the fields of the form cannot be made: {error}");
        vec![Finding::new(Code::LayoutFailed, "", message)]
    };
    let mut pdf = lopdf::Document::load_mem(pdf).map_err(refused)?;
    let places = places(&pdf, &ends::ends(paged));
    let blanks = blanks(document, words);
    let mut fields = Vec::new();
    let mut lost = Vec::new();
    let mut is_signed = false;
    let mut looks = Looks::default();
    for blank in &blanks {
        let field = Field { blank, words, places: &places, looks: &mut looks };
        match field.add(&mut pdf) {
            Some(added) => {
                is_signed |= added.is_signature;
                fields.extend(added.ids.into_iter().map(Object::Reference));
            }
            None => lost.push(blank.name.as_str()),
        }
    }
    structure::forms(&mut pdf, places.values().map(|place| place.parent)).map_err(refused)?;
    let face = face::add(&mut pdf);
    let mut form = dictionary! {
        "Fields" => fields,
        "DR" => dictionary! { "Font" => dictionary! { FACE => face } },
        "DA" => Object::string_literal(format!("/{FACE} 0 Tf 0 g")),
    };
    if is_signed {
        form.set("SigFlags", SIGNATURES_EXIST);
    }
    let form = pdf.add_object(form);
    pdf.catalog_mut().map_err(refused)?.set("AcroForm", form);
    facts(&mut pdf, document);
    // Objects in streams (7.5.7) more than make up for what the fields add.
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(9)
        .build();
    let mut bytes = Vec::new();
    pdf.save_with_options(&mut bytes, options).map_err(|error| refused(error.into()))?;
    Ok((bytes, unplaced(&lost)))
}

/// A layout of somebody's own may have no places for some fields.
fn unplaced(lost: &[&str]) -> Vec<Finding> {
    if lost.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> = lost.iter().take(5).map(|name| format!("`{name}`")).collect();
    let message = format!(
        "the layout leaves no place to fill in {} of the form's fields: {}",
        lost.len(),
        names.join(", ")
    );
    let mut finding = Finding::new(Code::LayoutFailed, "", message)
        .help("mark each place with `blank(…)`, as `field.typ` among the default layouts does");
    finding.warning = true;
    vec![finding]
}

/// The places by their names. A table's cell ends where its row does.
fn places(pdf: &lopdf::Document, ends: &BTreeMap<String, ends::End>) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    for (number, page) in pdf.get_pages() {
        for id in annotations(pdf, page) {
            let Some((name, mut place)) = link(pdf, page, id) else { continue };
            if let Some(end) = ends.get(&name).filter(|end| end.page == number as usize) {
                place.rect[1] = place.rect[1].min(end.bottom);
            }
            places.entry(name).or_insert(place);
        }
    }
    places
}

fn annotations(pdf: &lopdf::Document, page: ObjectId) -> Vec<ObjectId> {
    let list = pdf.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", pdf));
    let list = list.and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|it| it.as_reference().ok()).collect()
}

/// The name and place of a link that marks a field.
fn link(pdf: &lopdf::Document, page: ObjectId, id: ObjectId) -> Option<(String, Place)> {
    let link = pdf.get_dictionary(id).ok()?;
    let action = link.get_deref(b"A", pdf).and_then(Object::as_dict).ok()?;
    let address = action.get_deref(b"URI", pdf).and_then(Object::as_str).ok()?;
    let name = std::str::from_utf8(address).ok()?.strip_prefix(SCHEME)?.to_owned();
    let rect = link.get_deref(b"Rect", pdf).and_then(Object::as_array).ok()?;
    let rect: Vec<f32> = rect.iter().filter_map(|side| side.as_float().ok()).collect();
    let rect: [f32; 4] = rect.try_into().ok()?;
    let parent = link.get(b"StructParent").and_then(Object::as_i64).ok()?;
    Some((name, Place { id, page, rect, parent }))
}

/// Says in the file which form it is.
fn facts(pdf: &mut lopdf::Document, document: &Document) {
    let info = &document.info;
    let second = document.twin.as_ref().map_or("", |twin| twin.info.language.as_str());
    let facts = [document.options.form.as_str(), &info.edition, &info.version, second];
    let known = pdf.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let known = known.and_then(|id| pdf.get_dictionary_mut(id).ok());
    let mut own = Dictionary::new();
    let is_new = known.is_none();
    let dictionary = known.unwrap_or(&mut own);
    for (key, fact) in FACTS.into_iter().zip(facts).filter(|(_, fact)| !fact.is_empty()) {
        dictionary.set(key, text_string(fact));
    }
    if is_new {
        let id = pdf.add_object(own);
        pdf.trailer.set("Info", id);
    }
}
