//! A PDF that is to be placed: opened once, and refused when printing it would lose something.

use super::flatten::flatten;
use super::{Rect, Size};
use krilla::pdf::{Pdf, PdfDocument};
use std::sync::Arc;

/// Why a PDF cannot be used, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The cause.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refused {
    /// A cause and what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// A PDF and the sizes of its pages.
pub struct Source {
    pub(super) document: PdfDocument,
    /// Its title; may be empty.
    pub title: String,
    /// Each page as it is seen.
    pub pages: Vec<Page>,
    /// It has links, comments or form fields.
    pub has_fields: bool,
    /// It needs PDF 2.0 (ISO 32000-2).
    pub(super) is_new: bool,
}

/// A page as it is seen, turned the way it asks to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// All that can be shown of it.
    pub size: Size,
    /// What is left of it when it is cut (TrimBox, ISO 32000-1, 14.11.2); all of it without.
    pub trim: Rect,
}

impl Page {
    /// Does it show anything so far beyond the cut, on every side?
    pub fn has_bleed(&self, bleed: f32) -> bool {
        let (trim, size) = (self.trim, self.size);
        let room = [trim.x, trim.y, size.width - trim.right(), size.height - trim.bottom()];
        room.into_iter().all(|side| side + 0.5 >= bleed)
    }
}

/// The longest side of a page, in points: what PDF readers take (ISO 32000-1, annex C).
const LONGEST: f32 = 14_400.0;

impl Source {
    /// Opens a PDF.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Refused> {
        if bytes.is_empty() {
            return Err(Refused::new("it is empty", "make it again, or copy it again"));
        }
        let head = &bytes[..bytes.len().min(1024)];
        if find(head, b"%PDF-").is_none() {
            return Err(Refused::new("it is not a PDF", "print or export it as PDF first"));
        }
        let damaged =
            |what: &str| Refused::new(format!("it is damaged: {what}"), "make it or copy it again");
        // The end of a file is where its table of contents is; without it readers guess, and lose pages.
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        if find(tail, b"startxref").is_none() {
            return Err(damaged("its end is missing"));
        }
        let encrypted = || {
            let help = "open it with its password and save a copy without, for instance with `qpdf --decrypt`";
            Refused::new("it is encrypted", help)
        };
        if is_encrypted(&bytes) {
            return Err(encrypted());
        }
        let bytes = Arc::new(bytes);
        let mut pdf = match Pdf::new(bytes.clone()) {
            Ok(pdf) => Arc::new(pdf),
            Err(error) if format!("{error:?}").starts_with("Decryption") => {
                return Err(encrypted());
            }
            Err(_) => return Err(damaged("it cannot be read")),
        };
        let (counted, has_fields, is_form) = catalogue(&pdf);
        if is_form
            && let Some(flat) = flatten(&bytes)
            && let Ok(flat) = Pdf::new(Arc::new(flat))
        {
            pdf = Arc::new(flat);
        }
        let pages: Vec<Page> = (0..pdf.pages().len()).filter_map(|at| page(&pdf, at)).collect();
        if pages.is_empty() {
            return Err(Refused::new("it has no pages", "make it again"));
        }
        if counted.is_some_and(|counted| counted as usize != pages.len()) {
            let there = pages.len();
            let said = counted.unwrap_or(0);
            return Err(damaged(&format!("it says it has {said} pages, and {there} are there")));
        }
        let usable = |side: f32| side.is_finite() && (1.0..=LONGEST).contains(&side);
        if let Some(at) =
            pages.iter().position(|it| !usable(it.size.width) || !usable(it.size.height))
        {
            return Err(damaged(&format!("page {} has no size that can be printed", at + 1)));
        }
        let title = pdf.metadata().title.as_deref().map(text).unwrap_or_default();
        let is_new = format!("{:?}", pdf.version()) == "Pdf20";
        Ok(Self { document: PdfDocument::new(pdf), title, pages, has_fields, is_new })
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Whether a trailer names an encryption dictionary. Trailers are never compressed.
fn is_encrypted(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"/Encrypt") {
        let after = &rest[at + b"/Encrypt".len()..];
        // Not `/EncryptMetadata`, which stands in the dictionary itself.
        if after.first().is_some_and(|byte| !byte.is_ascii_alphanumeric()) {
            return true;
        }
        rest = after;
    }
    false
}

/// How many pages the catalogue says there are, whether there are links or fields to fill in, and whether it is a
/// form.
fn catalogue(pdf: &Pdf) -> (Option<i32>, bool, bool) {
    let Some(first) = pdf.pages().first() else { return (None, false, false) };
    // The type of a dictionary cannot be named from here; that of a page shows which one is meant.
    let (mut root, mut tree) = (first.raw().clone(), first.raw().clone());
    if let Some(found) = pdf.xref().get(pdf.xref().root_id()) {
        root.clone_from(&found);
    }
    if let Some(found) = root.get(b"Pages") {
        tree.clone_from(&found);
    }
    let annotated = pdf.pages().iter().any(|page| page.raw().contains_key(b"Annots"));
    let is_form = root.contains_key(b"AcroForm");
    (tree.get::<i32>(b"Count"), annotated || is_form, is_form)
}

/// A page as it is seen.
fn page(pdf: &Pdf, at: usize) -> Option<Page> {
    let page = pdf.pages().get(at)?;
    let (width, height) = page.render_dimensions();
    let crop = page.intersected_crop_box();
    let mut trim = crop;
    if let Some(own) = page.raw().get(b"TrimBox") {
        trim = own;
    }
    let trim = trim.intersect(crop);
    let size = Size::new(width, height);
    // Left, top, right and bottom margins between what is shown and the cut, before turning.
    let (left, right) = ((trim.x0 - crop.x0) as f32, (crop.x1 - trim.x1) as f32);
    let (bottom, top) = ((trim.y0 - crop.y0) as f32, (crop.y1 - trim.y1) as f32);
    // Quarter turns clockwise.
    let (left, top, right, bottom) = match page.rotation() as u8 {
        1 => (bottom, left, top, right),
        2 => (right, bottom, left, top),
        3 => (top, right, bottom, left),
        _ => (left, top, right, bottom),
    };
    let trim = Rect::new(left, top, width - left - right, height - top - bottom);
    let trim = if trim.width < 1.0 || trim.height < 1.0 { size.rect() } else { trim };
    Some(Page { size, trim })
}

/// A text string of a PDF (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 with a mark, else nearly Latin-1.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
