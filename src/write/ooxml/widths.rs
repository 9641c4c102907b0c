//! Widths of text in the Office font. Staff computers have Arial; Liberation Sans, which has the same
//! widths and a free licence, is measured in its place. Other families are close enough for the one
//! question asked here: how much room do these words need?

use crate::part::{Label, Run, is_right_to_left};
use crate::world::World;

/// A weight that widths are known of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Regular; italic has the same widths.
    Regular,
    /// Bold.
    Bold,
}

/// Files of the measured faces.
pub(super) const FILES: [&str; 2] = ["LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"];
/// Files of faces of Arabic letters, for pictures of drawings.
pub(super) const ARABIC: [&str; 2] = ["Vazirmatn_400Regular.ttf", "Vazirmatn_700Bold.ttf"];
/// Characters with a width in the table; others are as wide as a capital.
const TABLE: usize = 0x2300;
/// Width of what the table lacks, in em.
const OTHER: f32 = 0.72;
/// The same of a letter from right to left: joined letters are narrow.
const JOINED: f32 = 0.62;
/// Least share of its size that text is shrunk to.
const LEAST: f64 = 0.6;
/// Lines stand so far apart, in sizes; what Office takes for single spacing of Arial is 1.15.
pub const LINE: f64 = 1.15;

/// Advance widths in em.
#[derive(Clone, Debug)]
pub struct Widths {
    faces: [Vec<f32>; 2],
}

/// A word as it stands in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its letters, and the space behind it where another follows.
    pub text: String,
    /// Bold?
    pub strong: bool,
    /// Italic?
    pub emph: bool,
}

/// Words broken into lines at a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// Size in points.
    pub size: f64,
    /// The lines.
    pub lines: Vec<Vec<Word>>,
    /// Even at the least size there is not room enough.
    pub overflows: bool,
}

/// Width of a character that the faces lack, in em.
fn other(code: usize) -> f32 {
    match char::from_u32(code as u32) {
        Some(letter) if is_right_to_left(letter) => JOINED,
        _ => OTHER,
    }
}

impl Widths {
    /// The widths of the embedded faces.
    pub fn new(world: &World) -> Self {
        let fonts = world.fonts();
        let table = |file: &str| {
            let face = fonts.get(file).and_then(|bytes| ttf_parser::Face::parse(bytes, 0).ok());
            let width = |code: usize| {
                let face = face.as_ref()?;
                let glyph = face.glyph_index(char::from_u32(code as u32)?)?;
                Some(f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em()))
            };
            (0..TABLE).map(|code| width(code).unwrap_or_else(|| other(code))).collect()
        };
        Self { faces: FILES.map(table) }
    }

    /// Width in points of a text at a size.
    pub fn width(&self, text: &str, face: Face, size: f64) -> f64 {
        let table = &self.faces[face as usize];
        let em: f32 = text.chars().map(|c| table.get(c as usize).copied().unwrap_or(OTHER)).sum();
        f64::from(em) * size
    }

    /// Runs broken into lines of a width.
    pub fn lines(&self, runs: &[Run], bold: bool, size: f64, width: f64) -> Vec<Vec<Word>> {
        let mut lines = vec![Vec::new()];
        let mut used = 0.0;
        for piece in words(runs, bold) {
            let Some(word) = piece else {
                lines.push(Vec::new());
                used = 0.0;
                continue;
            };
            let face = if word.strong { Face::Bold } else { Face::Regular };
            let bare = self.width(word.text.trim_end(), face, size);
            if used > 0.0 && used + bare > width {
                lines.push(Vec::new());
                used = 0.0;
            }
            used += self.width(&word.text, face, size);
            if let Some(line) = lines.last_mut() {
                line.push(word);
            }
        }
        lines
    }

    /// Height in points of runs in a column.
    pub fn height(&self, runs: &[Run], bold: bool, size: f64, width: f64) -> f64 {
        self.lines(runs, bold, size, width).len() as f64 * size * LINE
    }

    /// A label in its rectangle, smaller where it must be. Long words decide too.
    pub fn fit(&self, label: &Label, width: f64, height: f64) -> Fitted {
        let (width, height) = (width - 2.0 * label.inset, height - 2.0 * label.inset);
        let mut size = label.size;
        loop {
            let lines = self.lines(&label.runs, label.bold, size, width);
            let tall = lines.len() as f64 * size * LINE > height + 0.5;
            let wide = lines.iter().any(|line| self.line_width(line, size) > width + 0.5);
            let overflows = tall || wide;
            if !overflows || size <= label.size * LEAST {
                return Fitted { size, lines, overflows };
            }
            size = (size * 0.96).max(label.size * LEAST);
        }
    }

    /// Width in points of a line without the space at its end.
    pub fn line_width(&self, line: &[Word], size: f64) -> f64 {
        let last = line.len().saturating_sub(1);
        let words = line.iter().enumerate().map(|(at, word)| {
            let text = if at == last { word.text.trim_end() } else { &word.text };
            self.width(text, if word.strong { Face::Bold } else { Face::Regular }, size)
        });
        words.sum()
    }
}

/// The words of runs, each with the space behind it; `None` is a line break.
fn words(runs: &[Run], bold: bool) -> Vec<Option<Word>> {
    let mut out: Vec<Option<Word>> = Vec::new();
    for run in runs {
        match run {
            Run::Text { text, strong, emph, .. } | Run::Value { text, strong, emph, .. } => {
                let word = |piece: &str| Word {
                    text: piece.to_owned(),
                    strong: *strong || bold,
                    emph: *emph,
                };
                for piece in text.split_inclusive(' ') {
                    // Words that runs cut in two, such as an emphasised syllable, may break there:
                    // a small error on the safe side.
                    out.push(Some(word(piece)));
                }
            }
            Run::Link { runs, .. } => out.extend(words(runs, bold)),
            Run::Icon { label, .. } => {
                out.push(Some(Word { text: label.clone(), strong: bold, emph: false }));
            }
            Run::Footnote { .. } => {}
            Run::Break => out.push(None),
        }
    }
    out
}
