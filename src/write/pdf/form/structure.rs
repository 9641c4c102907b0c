//! The structure elements of fields (ISO 14289-1, 7.18.4): Typst made those of links, each with its place in
//! the order of reading and with nothing in it but the reference to its annotation.

use lopdf::{Document, Error, Object, ObjectId};
use std::collections::BTreeMap;

/// Turns the structure elements of some annotations into those of a form, by their keys in the parent tree.
pub fn forms(pdf: &mut Document, keys: impl Iterator<Item = i64>) -> Result<(), Error> {
    let parents = parents(pdf)?;
    for key in keys {
        let Some(element) = parents.get(&key) else { continue };
        let element = pdf.get_dictionary_mut(*element)?;
        element.set("S", Object::Name(b"Form".to_vec()));
        // What a link leads to says nothing of a field.
        element.remove(b"Alt");
    }
    Ok(())
}

/// The parent tree (ISO 32000-1, 14.7.4.4) as far as it leads from annotations to their elements.
fn parents(pdf: &Document) -> Result<BTreeMap<i64, ObjectId>, Error> {
    let root = pdf.catalog()?.get_deref(b"StructTreeRoot", pdf)?.as_dict()?;
    let mut nodes = vec![root.get_deref(b"ParentTree", pdf)?.as_dict()?];
    let mut parents = BTreeMap::new();
    while let Some(node) = nodes.pop() {
        if let Ok(numbers) = node.get_deref(b"Nums", pdf).and_then(Object::as_array) {
            for pair in numbers.chunks_exact(2) {
                if let (Ok(key), Ok(element)) = (pair[0].as_i64(), pair[1].as_reference()) {
                    parents.insert(key, element);
                }
            }
        }
        if let Ok(kids) = node.get_deref(b"Kids", pdf).and_then(Object::as_array) {
            let kids = kids.iter().filter_map(|kid| pdf.dereference(kid).ok()?.1.as_dict().ok());
            nodes.extend(kids);
        }
    }
    Ok(parents)
}
