//! Answers in a form to ink: what is laid onto sheets has no fields, so what was filled in becomes part of its
//! page as it is seen (ISO 32000-1, 12.5.5). An empty form stays as it is.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A field is not shown (table 165).
const HIDDEN: i64 = 1 << 1;

/// A form's answers cannot be made part of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lost;

impl From<lopdf::Error> for Lost {
    fn from(_: lopdf::Error) -> Self {
        Self
    }
}

/// The PDF of a form with its answers on its pages; `None` where there are none.
pub fn flatten(bytes: &[u8]) -> Result<Option<Vec<u8>>, Lost> {
    let mut pdf = Document::load_mem(bytes)?;
    let mut is_filled = false;
    for page in pdf.get_pages().into_values() {
        let seen = widgets(&pdf, page)?;
        if !seen.is_empty() {
            draw(&mut pdf, page, &seen)?;
            is_filled = true;
        }
    }
    let mut out = Vec::new();
    if is_filled {
        pdf.save_to(&mut out).map_err(|_| Lost)?;
    }
    Ok(is_filled.then_some(out))
}

/// What a field shows, and where.
struct Seen {
    form: ObjectId,
    /// From the form's space to the page's.
    matrix: [f32; 6],
}

/// What the fields of a page show. An answer that its program has not drawn is not to be seen, and lost.
fn widgets(pdf: &Document, page: ObjectId) -> Result<Vec<Seen>, Lost> {
    let list = pdf.get_dictionary(page).and_then(|page| page.get_deref(b"Annots", pdf));
    let list = list.and_then(Object::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut all = Vec::new();
    for widget in list.iter().filter_map(|it| pdf.dereference(it).ok()?.1.as_dict().ok()) {
        match seen(pdf, widget) {
            Some(seen) => all.push(seen),
            None if is_answered(pdf, widget) => return Err(Lost),
            None => {}
        }
    }
    Ok(all)
}

/// Does a field to be seen hold words?
fn is_answered(pdf: &Document, widget: &Dictionary) -> bool {
    let flags = widget.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    let own = widget.get_deref(b"V", pdf);
    // What a field and its only widget share may stand above them (12.7.4.1).
    let value = own.or_else(|_| {
        widget.get_deref(b"Parent", pdf).and_then(Object::as_dict)?.get_deref(b"V", pdf)
    });
    flags & HIDDEN == 0 && value.and_then(Object::as_str).is_ok_and(|words| !words.is_empty())
}

fn seen(pdf: &Document, widget: &Dictionary) -> Option<Seen> {
    let is_widget =
        widget.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Widget");
    let flags = widget.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    if !is_widget || flags & HIDDEN != 0 {
        return None;
    }
    let looks = widget.get_deref(b"AP", pdf).and_then(Object::as_dict).ok()?;
    let mut normal = looks.get(b"N").ok()?;
    // A button has a form for each of its states.
    if let Ok(states) = looks.get_deref(b"N", pdf).and_then(Object::as_dict) {
        normal = states.get(widget.get(b"AS").and_then(Object::as_name).ok()?).ok()?;
    }
    let form = normal.as_reference().ok()?;
    let stream = pdf.get_object(form).and_then(Object::as_stream).ok()?;
    let content = stream.get_plain_content_with_limit(1 << 20).ok()?;
    // The marks around nothing are what an empty field shows.
    let drawn = |word: &[u8]| {
        !word.is_empty() && ![&b"/Tx"[..], b"BMC", b"EMC", b"q", b"Q"].contains(&word)
    };
    if !content.split(u8::is_ascii_whitespace).any(drawn) {
        return None;
    }
    let place = numbers::<4>(pdf, widget, b"Rect")?;
    let matrix = matrix(pdf, &stream.dict, place)?;
    Some(Seen { form, matrix })
}

fn numbers<const N: usize>(pdf: &Document, from: &Dictionary, key: &[u8]) -> Option<[f32; N]> {
    let list = from.get_deref(key, pdf).and_then(Object::as_array).ok()?;
    let list: Vec<f32> = list.iter().filter_map(|it| it.as_float().ok()).collect();
    list.try_into().ok()
}

/// What brings a form's box into its place (algorithm 8.1).
fn matrix(pdf: &Document, form: &Dictionary, place: [f32; 4]) -> Option<[f32; 6]> {
    let [left, bottom, right, top] = numbers::<4>(pdf, form, b"BBox")?;
    let [a, b, c, d, e, f] =
        numbers::<6>(pdf, form, b"Matrix").unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let corners = [(left, bottom), (left, top), (right, bottom), (right, top)];
    let turned = corners.map(|(x, y)| (a * x + c * y + e, b * x + d * y + f));
    let least =
        |of: fn((f32, f32)) -> f32| turned.into_iter().map(of).fold(f32::INFINITY, f32::min);
    let most =
        |of: fn((f32, f32)) -> f32| turned.into_iter().map(of).fold(f32::NEG_INFINITY, f32::max);
    let (x, y) = (least(|it| it.0), least(|it| it.1));
    let (width, height) = (most(|it| it.0) - x, most(|it| it.1) - y);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let across = (place[2] - place[0]).abs() / width;
    let up = (place[3] - place[1]).abs() / height;
    let (start, foot) = (place[0].min(place[2]), place[1].min(place[3]));
    Some([across, 0.0, 0.0, up, start - x * across, foot - y * up])
}

/// Draws the forms over a page.
fn draw(pdf: &mut Document, page: ObjectId, all: &[Seen]) -> Result<(), lopdf::Error> {
    own_resources(pdf, page)?;
    let mut content = "\nQ\n".to_owned();
    for (at, Seen { form, matrix }) in all.iter().enumerate() {
        let name = format!("PwAnswer{at}");
        pdf.add_xobject(page, name.clone(), *form)?;
        if let Ok(form) = pdf.get_object_mut(*form).and_then(Object::as_stream_mut) {
            // Some programs leave these out: without, it is no form.
            form.dict.set("Type", "XObject");
            form.dict.set("Subtype", "Form");
        }
        let matrix = matrix.map(|number| format!("{number:.4}")).join(" ");
        content.push_str(&format!("q\n{matrix} cm\n/{name} Do\nQ\n"));
    }
    // Whatever the page leaves behind must not touch what is drawn over it.
    let before = pdf.add_object(lopdf::Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let after = pdf.add_object(lopdf::Stream::new(Dictionary::new(), content.into_bytes()));
    let page = pdf.get_dictionary_mut(page)?;
    let mut contents = vec![Object::Reference(before)];
    match page.get(b"Contents") {
        Ok(Object::Array(list)) => contents.extend(list.iter().cloned()),
        Ok(one) => contents.push(one.clone()),
        Err(_) => {}
    }
    contents.push(Object::Reference(after));
    page.set("Contents", contents);
    Ok(())
}

/// Gives a page resources of its own, where it has those of its parents or shares them.
fn own_resources(pdf: &mut Document, page: ObjectId) -> Result<(), lopdf::Error> {
    let (own, inherited) = pdf.get_page_resources(page)?;
    let mut resources = match (own, inherited.first()) {
        (Some(own), _) => own.clone(),
        (None, Some(id)) => pdf.get_dictionary(*id)?.clone(),
        (None, None) => Dictionary::new(),
    };
    let forms = resources.get_deref(b"XObject", pdf).and_then(Object::as_dict).cloned();
    resources.set("XObject", forms.unwrap_or_default());
    pdf.get_dictionary_mut(page)?.set("Resources", resources);
    Ok(())
}
