//! A written PDF made small, with nothing lost: what is equal is stored once, and what is no stream is
//! packed into object streams behind a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! What comes in is what `krilla` writes: a body, a table of offsets and a trailer. It stores content and
//! resources for each page of a source, even where the source has them once. Anything else goes out as it
//! came in: it is no smaller, and it is whole.

use super::token::{Token, Tokens};
use flate2::{Compression, write::ZlibEncoder};
use std::collections::HashMap;
use std::io::Write;

/// Objects in a stream: many, so that they are packed well; not all, as a reader unpacks it for one of them.
const TOGETHER: usize = 400;
/// Entries of streams that are often the same: apart from their stream they are stored once, and packed.
const SHARED: [&[u8]; 2] = [b"Resources", b"Group"];
/// Bytes of a cross-reference entry: its kind, an offset or the number of a stream, and a place in it.
const ENTRY: [usize; 3] = [1, 4, 2];

/// The same document in fewer bytes.
pub fn compact(pdf: Vec<u8>) -> Vec<u8> {
    File::read(&pdf).and_then(|file| file.write()).filter(|it| it.len() < pdf.len()).unwrap_or(pdf)
}

/// Objects by their number, and where each begins.
type Offsets = Vec<(usize, usize)>;

/// What a value is written of.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Text(&'a [u8]),
    /// To the object at this place among all.
    Reference(usize),
}

/// An object between its number and `endobj`.
struct Item<'a> {
    value: Vec<Piece<'a>>,
    stream: Option<&'a [u8]>,
    /// Pages are never the same, even if they look it.
    is_page: bool,
}

struct File<'a> {
    head: &'a [u8],
    items: Vec<Item<'a>>,
    /// What of the trailer stays: `Root`, `Info`, `ID`.
    trailer: Vec<Piece<'a>>,
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Option<Self> {
        let (offsets, trailer) = table(pdf)?;
        // Objects by number; those that are not there are nowhere referred to.
        let places: HashMap<usize, usize> =
            offsets.iter().enumerate().map(|(place, (number, _))| (*number, place)).collect();
        let mut file = Self {
            head: &pdf[..offsets.iter().map(|it| it.1).min()?],
            items: Vec::with_capacity(offsets.len()),
            trailer: Vec::new(),
        };
        let mut shared = Vec::new();
        for (number, offset) in &offsets {
            let item = item(pdf, (*number, *offset), &places, offsets.len(), &mut shared)?;
            file.items.push(item);
        }
        file.items.extend(shared);
        let entries = Tokens::new(trailer).entries()?;
        for (key, value) in entries.iter().filter(|(key, _)| *key != b"Size") {
            file.trailer.extend([Piece::Text(b"/"), Piece::Text(key), Piece::Text(b" ")]);
            file.trailer.extend(pieces(value, &places)?);
        }
        Some(file)
    }

    /// For each object the first one that is the same, and all below it.
    fn same(&self) -> Vec<usize> {
        let mut first: Vec<usize> = (0..self.items.len()).collect();
        let streams: Vec<_> = self.items.iter().map(|it| it.stream.map(blake3::hash)).collect();
        // Each round finds what became equal because of what it refers to.
        loop {
            let mut known = HashMap::new();
            let mut changed = false;
            for (place, item) in self.items.iter().enumerate().filter(|(_, it)| !it.is_page) {
                let mut key = blake3::Hasher::new();
                for piece in &item.value {
                    match piece {
                        Piece::Text(text) => key.update(text),
                        Piece::Reference(to) => {
                            key.update(b"\0").update(&first[*to].to_le_bytes()).update(b"\0")
                        }
                    };
                }
                if let Some(stream) = &streams[place] {
                    key.update(b"\0stream").update(stream.as_bytes());
                }
                let found = *known.entry(key.finalize()).or_insert(place);
                changed |= std::mem::replace(&mut first[place], found) != found;
            }
            if !changed {
                return first;
            }
        }
    }

    fn write(&self) -> Option<Vec<u8>> {
        let first = self.same();
        let kept = |is_stream: bool| {
            (0..self.items.len())
                .filter(|place| first[*place] == *place)
                .filter(|place| self.items[*place].stream.is_some() == is_stream)
                .collect::<Vec<_>>()
        };
        let (streams, others) = (kept(true), kept(false));
        let mut numbers = vec![0; self.items.len()];
        for (at, place) in streams.iter().chain(&others).enumerate() {
            numbers[*place] = at + 1;
        }
        let value = |pieces: &[Piece], to: &mut Vec<u8>| {
            for piece in pieces {
                match piece {
                    Piece::Text(text) => to.extend_from_slice(text),
                    Piece::Reference(place) => {
                        to.extend_from_slice(format!("{} 0 R", numbers[first[*place]]).as_bytes());
                    }
                }
            }
        };
        let mut out = Output::new(self.head);
        for place in &streams {
            let item = &self.items[*place];
            out.start();
            value(&item.value, &mut out.bytes);
            out.stream(item.stream.unwrap_or_default());
        }
        // Their numbers follow those of all objects.
        let packed = out.entries.len() + others.len();
        for (which, group) in others.chunks(TOGETHER).enumerate() {
            let container = packed + which + 1;
            out.entries.extend((0..group.len()).map(|at| (2, container, at)));
        }
        for group in others.chunks(TOGETHER) {
            let (mut index, mut values) = (String::new(), Vec::new());
            for place in group {
                index.push_str(&format!("{} {} ", numbers[*place], values.len()));
                value(&self.items[*place].value, &mut values);
                values.push(b'\n');
            }
            let data = deflated(&[index.as_bytes(), &values].concat())?;
            let what = format!("/Type/ObjStm/N {}/First {}", group.len(), index.len());
            out.packed(what.as_bytes(), &data);
        }
        let mut trailer = Vec::new();
        value(&self.trailer, &mut trailer);
        out.finish(&trailer)
    }
}

/// The offset of each object by its number, and the trailer's dictionary.
fn table(pdf: &[u8]) -> Option<(Offsets, &[u8])> {
    let last = pdf.len().saturating_sub(64);
    let at = last + find(&pdf[last..], b"startxref")?;
    let mut end = Tokens::new(&pdf[at + b"startxref".len()..]);
    let start = end.number()?;
    let mut tokens = Tokens::new(pdf.get(start..)?);
    tokens.word(b"xref")?;
    let (from, count) = (tokens.number()?, tokens.number()?);
    let mut offsets = Vec::new();
    for number in from..from.checked_add(count)? {
        let (offset, _generation) = (tokens.number()?, tokens.number()?);
        match tokens.next()? {
            Token::Word(b"n") => offsets.push((number, offset)),
            Token::Word(b"f") => {}
            _ => return None,
        }
    }
    tokens.word(b"trailer")?;
    Some((offsets, tokens.rest()))
}

/// Reads an object. What of a stream's dictionary may be shared becomes an object of its own, behind
/// the `count` that there are.
fn item<'a>(
    pdf: &'a [u8],
    (number, offset): (usize, usize),
    places: &HashMap<usize, usize>,
    count: usize,
    shared: &mut Vec<Item<'a>>,
) -> Option<Item<'a>> {
    let mut tokens = Tokens::new(pdf.get(offset..)?);
    (tokens.number()? == number && tokens.number()? == 0).then_some(())?;
    tokens.word(b"obj")?;
    let text = tokens.value()?;
    let plain = |value: &'a [u8]| {
        Some(Item { value: pieces(value, places)?, stream: None, is_page: false })
    };
    match tokens.next()? {
        Token::Word(b"endobj") => {
            let entries = Tokens::new(text).entries().unwrap_or_default();
            let is_page = entries.iter().any(|(key, value)| *key == b"Type" && *value == b"/Page");
            Some(Item { is_page, ..plain(text)? })
        }
        Token::Word(b"stream") => {
            let entries = Tokens::new(text).entries()?;
            let (_, length) = entries.iter().find(|(key, _)| *key == b"Length")?;
            let data = tokens.rest();
            // One end of a line, in either way of writing it (ISO 32000-1, 7.3.8.1).
            let data = data.strip_prefix(b"\r").unwrap_or(data).strip_prefix(b"\n")?;
            let stream = data.get(..Tokens::new(length).number()?)?;
            let mut value = vec![Piece::Text(b"<<")];
            for (key, entry) in entries {
                value.extend([Piece::Text(b"/"), Piece::Text(key), Piece::Text(b" ")]);
                if SHARED.contains(&key) && entry.starts_with(b"<<") {
                    value.push(Piece::Reference(count + shared.len()));
                    shared.push(plain(entry)?);
                } else {
                    value.extend(pieces(entry, places)?);
                }
            }
            value.push(Piece::Text(b">>"));
            Some(Item { value, stream: Some(stream), is_page: false })
        }
        _ => None,
    }
}

/// A value with its references found. One to what is not there is `null` (ISO 32000-1, 7.3.10).
fn pieces<'a>(value: &'a [u8], places: &HashMap<usize, usize>) -> Option<Vec<Piece<'a>>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    // Where the last two tokens began, and whether they are numbers.
    let mut before = [(0, None), (0, None)];
    let mut tokens = Tokens::new(value);
    while let Some((start, token)) = tokens.next_at() {
        let number = match token {
            Token::Word(b"R") => {
                let [(start, number), (_, generation)] = before;
                generation?;
                pieces.push(Piece::Text(&value[done..start]));
                pieces.push(match places.get(&number?) {
                    Some(place) => Piece::Reference(*place),
                    None => Piece::Text(b"null"),
                });
                done = tokens.at();
                None
            }
            Token::Word(word) => std::str::from_utf8(word).ok().and_then(|it| it.parse().ok()),
            _ => None,
        };
        before = [before[1], (start, number)];
    }
    pieces.push(Piece::Text(&value[done..]));
    tokens.is_done().then_some(pieces)
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

/// A file being written.
struct Output {
    bytes: Vec<u8>,
    /// Of each object from 1: its kind, offset or stream, and place in the stream.
    entries: Vec<(usize, usize, usize)>,
}

impl Output {
    fn new(head: &[u8]) -> Self {
        Self { bytes: head.to_vec(), entries: Vec::new() }
    }

    /// Begins the next object.
    fn start(&mut self) {
        self.entries.push((1, self.bytes.len(), 0));
        self.bytes.extend_from_slice(format!("{} 0 obj\n", self.entries.len()).as_bytes());
    }

    /// Ends an object whose dictionary is written.
    fn stream(&mut self, data: &[u8]) {
        self.bytes.extend_from_slice(b"\nstream\n");
        self.bytes.extend_from_slice(data);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
    }

    fn packed(&mut self, what: &[u8], data: &[u8]) {
        self.start();
        self.bytes.extend_from_slice(b"<<");
        self.bytes.extend_from_slice(what);
        let length = format!("/Filter/FlateDecode/Length {}>>", data.len());
        self.bytes.extend_from_slice(length.as_bytes());
        self.stream(data);
    }

    /// Writes the cross-reference stream; each row holds what differs from the one above it (PNG's
    /// predictor `Up`, ISO 32000-1, 7.4.4.4).
    fn finish(mut self, trailer: &[u8]) -> Option<Vec<u8>> {
        let start = self.bytes.len();
        let width: usize = ENTRY.iter().sum();
        let own = (1, start, 0);
        let mut above = vec![0_u8; width];
        let mut rows = Vec::with_capacity((self.entries.len() + 2) * (width + 1));
        // The first entry heads the list of numbers that are free.
        let all = [(0, 0, 0xFFFF)].into_iter().chain(self.entries.iter().copied()).chain([own]);
        for (kind, middle, last) in all {
            let mut row = vec![u8::try_from(kind).ok()?];
            row.extend(u32::try_from(middle).ok()?.to_be_bytes());
            row.extend(u16::try_from(last).ok()?.to_be_bytes());
            rows.push(2);
            rows.extend(row.iter().zip(&above).map(|(now, above)| now.wrapping_sub(*above)));
            above = row;
        }
        let what = format!(
            "/Type/XRef/Size {}/W[{} {} {}]/DecodeParms<</Predictor 12/Columns {width}>>",
            self.entries.len() + 2,
            ENTRY[0],
            ENTRY[1],
            ENTRY[2],
        );
        self.packed(&[what.as_bytes(), trailer].concat(), &deflated(&rows)?);
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Some(self.bytes)
    }
}
