//! The typeface that viewers set answers in, embedded whole (ISO 14289-1, 7.21.4): Latin letters as Windows
//! encodes them, and those of Welsh and Polish that it lacks. For other scripts viewers take a face of
//! their own.
//!
//! `answers.ttf` is Source Sans 3 (SIL Open Font License, `fonts/source-sans-3/OFL.txt`) reduced to these
//! letters by fontTools; it has no name, for the licence reserves the face's own.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::sync::LazyLock;
use ttf_parser::Face;

const FILE: &[u8] = include_bytes!("answers.ttf");
/// The name in the file: six letters mark a part of a face (ISO 32000-1, 9.6.4).
const NAME: &str = "PWFORM+Answers";
/// Codes that Windows leaves free, and what they stand for here: code, name (Adobe Glyph List), letter.
const ADDED: [(u8, &str, char); 28] = [
    (1, "wcircumflex", 'ŵ'),
    (2, "Wcircumflex", 'Ŵ'),
    (3, "ycircumflex", 'ŷ'),
    (4, "Ycircumflex", 'Ŷ'),
    (5, "wgrave", 'ẁ'),
    (6, "Wgrave", 'Ẁ'),
    (7, "wacute", 'ẃ'),
    (14, "Wacute", 'Ẃ'),
    (15, "wdieresis", 'ẅ'),
    (16, "Wdieresis", 'Ẅ'),
    (17, "ygrave", 'ỳ'),
    (18, "Ygrave", 'Ỳ'),
    (19, "aogonek", 'ą'),
    (20, "Aogonek", 'Ą'),
    (21, "cacute", 'ć'),
    (22, "Cacute", 'Ć'),
    (23, "eogonek", 'ę'),
    (24, "Eogonek", 'Ę'),
    (25, "lslash", 'ł'),
    (26, "Lslash", 'Ł'),
    (28, "nacute", 'ń'),
    (29, "Nacute", 'Ń'),
    (30, "sacute", 'ś'),
    (31, "Sacute", 'Ś'),
    (127, "zacute", 'ź'),
    (129, "Zacute", 'Ź'),
    (141, "zdotaccent", 'ż'),
    (143, "Zdotaccent", 'Ż'),
];
/// Latin letters, in the order that the encoding says (table 123).
const NONSYMBOLIC: i64 = 1 << 5;

/// The file, compressed once for all forms.
static COMPRESSED: LazyLock<Stream> = LazyLock::new(|| {
    let mut stream = Stream::new(dictionary! { "Length1" => FILE.len() as i64 }, FILE.to_vec());
    // What does not get smaller stays as it is.
    drop(stream.compress());
    stream
});

/// Adds the face to a document.
pub fn add(pdf: &mut Document) -> ObjectId {
    let file = pdf.add_object(COMPRESSED.clone());
    let (metrics, widths) = measures();
    let mut descriptor = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => NAME,
        "Flags" => NONSYMBOLIC,
        "ItalicAngle" => 0,
        "StemV" => 84,
        "FontFile2" => file,
    };
    descriptor.extend(&metrics);
    let descriptor = pdf.add_object(descriptor);
    let mut differences = Vec::new();
    for (code, name, _) in ADDED {
        differences.push(Object::Integer(code.into()));
        differences.push(Object::Name(name.as_bytes().to_vec()));
    }
    let encoding = pdf.add_object(dictionary! {
        "Type" => "Encoding",
        "BaseEncoding" => "WinAnsiEncoding",
        "Differences" => differences,
    });
    pdf.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => NAME,
        "FirstChar" => 1,
        "LastChar" => 255,
        "Widths" => widths,
        "Encoding" => encoding,
        "FontDescriptor" => descriptor,
    })
}

/// The face's measures in thousandths of its size (table 122), and the width of each code.
fn measures() -> (Dictionary, Vec<Object>) {
    let Ok(face) = Face::parse(FILE, 0) else { return Default::default() };
    let scale = 1000.0 / f32::from(face.units_per_em());
    let scaled = |value: i16| (f32::from(value) * scale).round() as i64;
    let bounds = face.global_bounding_box();
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    let height = |letter: char| {
        let bounds = face.glyph_index(letter).and_then(|it| face.glyph_bounding_box(it));
        bounds.map_or(0, |it| scaled(it.y_max))
    };
    let metrics = dictionary! {
        "FontBBox" => bounds.map(|side| scaled(side).into()).to_vec(),
        "Ascent" => scaled(face.ascender()),
        "Descent" => scaled(face.descender()),
        "CapHeight" => height('H'),
        "XHeight" => height('x'),
    };
    let width = |code: u8| {
        let width = letter(code).and_then(|it| face.glyph_index(it));
        let width = width.and_then(|it| face.glyph_hor_advance(it)).unwrap_or(0);
        Object::Integer((f32::from(width) * scale).round() as i64)
    };
    (metrics, (1..=255).map(width).collect())
}

/// The letter of a code: WinAnsiEncoding (annex D) with what is added.
fn letter(code: u8) -> Option<char> {
    if let Some((.., letter)) = ADDED.into_iter().find(|(it, ..)| *it == code) {
        return Some(letter);
    }
    let table = encoding_of_windows();
    match code {
        32..=126 | 160..=255 => Some(char::from(code)),
        128..=159 => table[usize::from(code - 128)],
        _ => None,
    }
}

/// What Windows puts where Latin-1 has control codes.
fn encoding_of_windows() -> [Option<char>; 32] {
    let letters = "€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ";
    let mut table = [None; 32];
    for (place, letter) in table.iter_mut().zip(letters.chars()) {
        *place = (letter != '?').then_some(letter);
    }
    table
}
