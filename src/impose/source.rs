//! A PDF that is to be placed: opened once, and refused when printing it would lose something.

use super::Size;
use super::cards::millimetres;
use super::contents::{Contents, Left, contents};
use super::flatten::flatten;
use super::page::{Page, page};
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
    /// What of it stays behind.
    pub left: Left,
    /// It needs PDF 2.0 (ISO 32000-2).
    pub(super) is_new: bool,
}

/// Sides that a page can have, in points: from a millimetre to what PDF readers take (ISO 32000-1, annex C).
const SIDES: std::ops::RangeInclusive<f32> = 2.8..=14_400.0;

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
        // The end of a file is where its table of contents is; without it readers guess, and lose pages.
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        if find(tail, b"startxref").is_none() {
            return Err(damaged("its end is missing"));
        }
        if is_encrypted(&bytes) {
            return Err(encrypted());
        }
        if nests_too_deep(&bytes) {
            return Err(damaged("its objects are nested too deep"));
        }
        guarded(|| Self::read(bytes))
    }

    fn read(bytes: Vec<u8>) -> Result<Self, Refused> {
        let bytes = Arc::new(bytes);
        let mut pdf = match Pdf::new(bytes.clone()) {
            Ok(pdf) => Arc::new(pdf),
            Err(error) if format!("{error:?}").starts_with("Decryption") => {
                return Err(encrypted());
            }
            Err(_) => return Err(damaged("it cannot be read")),
        };
        let Contents { count, left, unreadable, is_form } = contents(&pdf);
        if is_form {
            let answers = flatten(&bytes).map_err(|_| unseen())?;
            if let Some(flat) = answers {
                pdf = Arc::new(Pdf::new(Arc::new(flat)).map_err(|_| unseen())?);
            }
        }
        let pages: Vec<Page> = (0..pdf.pages().len()).filter_map(|at| page(&pdf, at)).collect();
        if pages.is_empty() {
            return Err(Refused::new("it has no pages", "make it again"));
        }
        if count.is_some_and(|count| count as usize != pages.len()) {
            let (said, there) = (count.unwrap_or(0), pages.len());
            return Err(damaged(&format!("it says it has {said} pages, and {there} are there")));
        }
        if let Some(at) = unreadable {
            return Err(damaged(&format!("what is on page {} cannot be read", at + 1)));
        }
        let usable = |size: Size| SIDES.contains(&size.width) && SIDES.contains(&size.height);
        if let Some(at) = pages.iter().position(|it| !usable(it.size)) {
            let size = millimetres(pages[at].size);
            return Err(Refused::new(
                format!("page {} is {size}", at + 1),
                "the sides of a page are from 1 mm to 5 m long: print it to a PDF of another size first",
            ));
        }
        let title = pdf.metadata().title.as_deref().map(text).unwrap_or_default();
        let is_new = format!("{:?}", pdf.version()) == "Pdf20";
        Ok(Self { document: PdfDocument::new(pdf), title, pages, left, is_new })
    }
}

fn damaged(what: &str) -> Refused {
    let help = "make it or copy it again; `qpdf damaged.pdf mended.pdf` may mend a copy";
    Refused::new(format!("it is damaged: {what}"), help)
}

fn unseen() -> Refused {
    let help = "open it in a PDF viewer, print it to a new PDF, and impose that";
    Refused::new("what was filled into its fields cannot be drawn", help)
}

fn encrypted() -> Refused {
    let help =
        "open it with its password and save a copy without, for instance with `qpdf --decrypt`";
    Refused::new("it is encrypted", help)
}

/// What reads or writes a PDF may stumble over one that was made to trip it: then it is damaged.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    outcome.unwrap_or_else(|_| Err(damaged("it cannot be read")))
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// Brackets may stand in each other so deep at most; real files use a dozen.
const DEEPEST: u32 = 1000;

/// Whether arrays and dictionaries are nested so deep that a reader would lose its footing. What stands
/// in streams is not looked at.
fn nests_too_deep(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        let end = memchr::memmem::find(rest, b"stream");
        let mut depth = 0_u32;
        for byte in &rest[..end.unwrap_or(rest.len())] {
            match byte {
                b'[' | b'<' => depth += 1,
                b']' | b'>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST {
                return true;
            }
        }
        let Some(start) = end else { return false };
        let close = memchr::memmem::find(&rest[start..], b"endstream");
        let Some(close) = close else { return false };
        rest = &rest[start + close + b"endstream".len()..];
    }
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
