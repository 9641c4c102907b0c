//! How wide and how tall text will be, from the advance widths of the default theme's text face.
//!
//! Kerning is ignored and a little is added, so that a writer that sets the text in its box never
//! needs more lines than were counted here.

use crate::part::is_right_to_left;
use std::sync::OnceLock;
use ttf_parser::Face;

/// Line height as a multiple of the size; writers set drawn text no looser.
pub(super) const LEADING: f64 = 1.25;

/// What kerning and the renderer's own rounding may add to a line.
const SAFETY: f64 = 1.04;

/// Advance of a character that the face lacks, in ems: some other face will draw it, perhaps wide.
const UNKNOWN: f64 = 1.0;

/// The same of a letter of Arabic and of the other scripts that run from right to left: joined letters are
/// narrow.
const JOINED: f64 = 0.55;

/// Advance when the face itself cannot be read, in ems.
const AVERAGE: f64 = 0.55;

/// Marks where a word that is wider than its box may be broken.
const ZERO_WIDTH_SPACE: char = '\u{200B}';

static REGULAR: &[u8] = include_bytes!("../../../fonts/source-sans-3/SourceSans3_400Regular.ttf");
static SEMI_BOLD: &[u8] =
    include_bytes!("../../../fonts/source-sans-3/SourceSans3_600SemiBold.ttf");

/// A size in points and a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Lettering {
    /// Points.
    pub size: f64,
    /// Semi-bold?
    pub bold: bool,
}

impl Lettering {
    /// Regular weight.
    pub fn regular(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// Semi-bold weight.
    pub fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }

    /// Height of a line in points.
    pub fn line(self) -> f64 {
        self.size * LEADING
    }

    /// Width of the text on one line, in points.
    pub fn width(self, text: &str) -> f64 {
        text.chars().map(|c| self.advance(c)).sum()
    }

    /// Width of the widest word: a box narrower than this breaks it.
    pub fn widest_word(self, text: &str) -> f64 {
        pieces(text).map(|word| self.width(word.trim_end())).fold(0.0, f64::max)
    }

    /// Number of lines in a box so many points wide; no text has none.
    pub fn lines(self, text: &str, width: f64) -> usize {
        if text.is_empty() {
            return 0;
        }
        let (mut lines, mut filled) = (1, 0.0);
        for piece in pieces(&self.breakable(text, width)) {
            if filled > 0.0 && filled + self.width(piece.trim_end_matches(' ')) > width {
                lines += 1;
                filled = 0.0;
            }
            filled += self.width(piece);
        }
        lines
    }

    /// Height of the lines in a box so many points wide.
    pub fn height(self, text: &str, width: f64) -> f64 {
        self.lines(text, width) as f64 * self.line()
    }

    /// The text with places to break inside those words that are wider than the box.
    pub fn breakable(self, text: &str, width: f64) -> String {
        let mut out = String::with_capacity(text.len());
        for piece in pieces(text) {
            let fits = self.width(piece.trim_end_matches(' ')) <= width;
            let mut filled = 0.0;
            for c in piece.chars() {
                let advance = self.advance(c);
                if !fits && filled > 0.0 && filled + advance > width {
                    out.push(ZERO_WIDTH_SPACE);
                    filled = 0.0;
                }
                out.push(c);
                filled += advance;
            }
        }
        out
    }

    fn advance(self, c: char) -> f64 {
        if c == ZERO_WIDTH_SPACE {
            return 0.0;
        }
        ems(self.bold, c) * self.size * SAFETY
    }
}

/// Characters whose advances are looked up once: those of nearly all Western text.
const COMMON: u32 = 0x250;

/// Advance of a character in ems.
fn ems(bold: bool, c: char) -> f64 {
    static COMMON_ADVANCES: [OnceLock<Vec<f64>>; 2] = [OnceLock::new(), OnceLock::new()];
    let common = COMMON_ADVANCES[usize::from(bold)]
        .get_or_init(|| (0..COMMON).filter_map(char::from_u32).map(|c| look_up(bold, c)).collect());
    match common.get(c as usize) {
        Some(ems) => *ems,
        None => look_up(bold, c),
    }
}

fn look_up(bold: bool, c: char) -> f64 {
    let Some(face) = face(bold) else { return AVERAGE };
    let advance = face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
    let unknown = if is_right_to_left(c) { JOINED } else { UNKNOWN };
    advance.map_or(unknown, |units| f64::from(units) / f64::from(face.units_per_em()))
}

fn face(bold: bool) -> Option<&'static Face<'static>> {
    static FACES: [OnceLock<Option<Face<'static>>>; 2] = [OnceLock::new(), OnceLock::new()];
    let data = if bold { SEMI_BOLD } else { REGULAR };
    FACES[usize::from(bold)].get_or_init(|| Face::parse(data, 0).ok()).as_ref()
}

/// Text cut where a line may end: after a space, a dash, or a hyphen before a letter.
/// Renderers know a few places more, which can only save lines.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut chars = rest.char_indices().peekable();
        let mut end = rest.len();
        while let Some((_, c)) = chars.next() {
            let Some((next, following)) = chars.peek().copied() else { break };
            let breaks = match c {
                ' ' => following != ' ',
                '–' | '—' => following != ' ',
                '-' => following.is_alphabetic(),
                _ => c == ZERO_WIDTH_SPACE,
            };
            if breaks {
                end = next;
                break;
            }
        }
        let (piece, left) = rest.split_at(end);
        rest = left;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrower_boxes_need_more_lines() {
        let text = "Clear route to the toilet at night";
        let set = Lettering::regular(10.0);
        assert_eq!(set.lines(text, 1000.0), 1);
        assert_eq!(set.lines(text, set.width("Clear route to the")), 2);
        assert_eq!(set.lines("", 10.0), 0);
    }

    #[test]
    fn a_word_too_wide_for_its_box_is_broken_inside_it() {
        let set = Lettering::bold(10.0);
        let broken = set.breakable("Multidisciplinary", 40.0);
        assert!(broken.split(ZERO_WIDTH_SPACE).all(|part| set.width(part) <= 40.0));
        assert_eq!(broken.replace(ZERO_WIDTH_SPACE, ""), "Multidisciplinary");
    }

    #[test]
    fn numbers_keep_their_hyphens() {
        assert_eq!(
            pieces("follow-up 10-12 weeks").collect::<Vec<_>>(),
            ["follow-", "up ", "10-12 ", "weeks"]
        );
    }
}
