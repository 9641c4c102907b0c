//! What a PDF holds besides its pages, and whether it can be read: what would be lost is known before
//! anything is placed.

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use krilla::pdf::Pdf;
use std::io::{self, Read};

/// Bytes of the checksum behind a compressed stream (RFC 1950).
const CHECKSUM: u64 = 4;

/// What is no part of the pages themselves, and so stays behind when they are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Links and form fields, which paper has none of; what is written in them is printed.
    pub links: bool,
    /// Comments, which a reader shows on top of a page.
    pub notes: bool,
    /// Layers that the document hides (optional content, ISO 32000-1, 8.11): placed pages show all.
    pub layers: bool,
}

impl Left {
    /// What whoever prints the pages has to know.
    pub fn said(self) -> Vec<String> {
        let mut said = Vec::new();
        if self.links {
            said.push("links and empty form fields are left out: paper has none".to_owned());
        }
        if self.notes {
            said.push("comments are left out: `qpdf --flatten-annotations=all` makes them part of the pages".to_owned());
        }
        if self.layers {
            said.push("layers that the document hides are shown: remove them there if they are not to be printed".to_owned());
        }
        said
    }
}

/// What a document says of itself.
pub struct Contents {
    /// How many pages its catalogue counts.
    pub count: Option<i32>,
    /// What of it stays behind.
    pub left: Left,
    /// The first page whose content is there and cannot be read.
    pub unreadable: Option<usize>,
    /// It has fields to fill in.
    pub is_form: bool,
}

/// The second, which has to be of the first one's type: those of the reader have no name here.
fn like<T>(_: &T, it: T) -> T {
    it
}

/// Looks through a document.
pub fn contents(pdf: &Pdf) -> Contents {
    let mut contents =
        Contents { count: None, left: Left::default(), unreadable: None, is_form: false };
    // Any object shows which type is meant; there is at least a page.
    let Some(any) = pdf.objects().into_iter().next() else { return contents };
    let root = pdf.xref().get(pdf.xref().root_id()).and_then(|it| like(&any, it).into_dict());
    if let Some(root) = &root {
        let tree = root.get(b"Pages").and_then(|it| like(&any, it).into_dict());
        contents.count = tree.and_then(|tree| tree.get::<i32>(b"Count"));
        contents.is_form = root.contains_key(b"AcroForm");
        let layers = root.get(b"OCProperties").and_then(|it| like(&any, it).into_dict());
        let usual = layers.and_then(|it| it.get(b"D").and_then(|it| like(&any, it).into_dict()));
        contents.left.layers = usual.is_some_and(|usual| {
            let off = usual.get(b"OFF").and_then(|it| like(&any, it).into_array());
            let base = usual.get(b"BaseState").and_then(|it| like(&any, it).into_name());
            off.is_some_and(|off| off.raw_iter().next().is_some())
                || base.is_some_and(|base| &*base == b"OFF")
        });
    }
    for (at, page) in pdf.pages().iter().enumerate() {
        let notes = page.raw().get(b"Annots").and_then(|it| like(&any, it).into_array());
        for note in notes.iter().flat_map(|notes| notes.iter()) {
            let note = like(&any, note).into_dict();
            let kind = note.and_then(|it| it.get(b"Subtype")).map(|it| like(&any, it));
            let is_link = kind
                .and_then(|it| it.into_name())
                .is_some_and(|it| &*it == b"Link" || &*it == b"Widget");
            contents.left.links |= is_link;
            contents.left.notes |= !is_link;
        }
        if contents.unreadable.is_some() || !page.raw().contains_key(b"Contents") {
            continue;
        }
        // What cannot be read the reader leaves out without a word, of a page or of a stream.
        let sound = |part| {
            like(&any, part).into_stream().is_some_and(|stream| {
                match format!("{:?}", stream.filters()).as_str() {
                    "[FlateDecode]" => inflates(&stream.raw_data()),
                    _ => stream.decoded().is_ok(),
                }
            })
        };
        let content = page.raw().get(b"Contents").map(|it| like(&any, it));
        let is_readable = content.is_some_and(|content| match content.clone().into_array() {
            Some(parts) => parts.iter().all(sound),
            None => sound(content),
        });
        if !is_readable {
            contents.unreadable = Some(at);
        }
    }
    contents
}

/// Can a compressed stream be read to its end? One without a header, or without the checksum behind it, is
/// as good: some programs write them so.
fn inflates(data: &[u8]) -> bool {
    let ends = |from: &mut dyn Read| io::copy(from, &mut io::sink()).is_ok();
    let plain = |data: &[u8]| {
        let mut decoder = DeflateDecoder::new(data);
        ends(&mut decoder) && data.len() as u64 - decoder.total_in() < CHECKSUM
    };
    ends(&mut ZlibDecoder::new(data)) || data.get(2..).is_some_and(plain) || plain(data)
}
