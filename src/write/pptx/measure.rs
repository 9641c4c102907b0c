//! How high text stands, and what PowerPoint is told where it needs more room than there is.

use super::lines::{Line, Mark, Tone};
use crate::part::Run;
use crate::write::ooxml::{LINE, Widths};

/// How text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Size of the first level in points.
    pub size: f64,
    /// Size of deeper levels.
    pub second: f64,
    /// All of it bold.
    pub bold: bool,
    /// Space between paragraphs in points.
    pub gap: f64,
    /// From the text's edge to where words stand behind their mark.
    pub indent: f64,
}

/// Steps in which PowerPoint shrinks text (`fontScale`) and the space between lines
/// (`lnSpcReduction`), in thousandths of a per cent (ECMA-376 part 1, 21.1.2.1.3).
const STEPS: [(u32, u32); 8] = [
    (100_000, 0),
    (100_000, 10_000),
    (92_500, 10_000),
    (85_000, 20_000),
    (77_500, 20_000),
    (70_000, 20_000),
    (62_500, 20_000),
    (55_000, 20_000),
];

/// The step that text is shrunk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shrunk {
    /// Type.
    pub font: u32,
    /// Taken from the space between lines.
    pub spacing: u32,
    /// Even so it does not fit.
    pub overflows: bool,
}

impl Setting {
    /// Size in points of a line.
    pub fn size_of(&self, line: &Line) -> f64 {
        let own = if line.level == 0 { self.size } else { self.second };
        match line.tone {
            Tone::Plain | Tone::Heading | Tone::Code => own,
            Tone::Lead => own * 1.15,
            Tone::Small => (own * 0.67).max(14.0).min(own),
            Tone::Attribution => (own * 0.83).min(own),
        }
    }

    /// From the text's edge to the words of a line.
    pub fn margin(&self, line: &Line) -> f64 {
        let deeper = line.level as f64 * self.indent;
        match line.mark {
            Mark::None if line.level == 0 => 0.0,
            Mark::None | Mark::Bullet | Mark::Tick | Mark::Under(false) => self.indent + deeper,
            Mark::Number(_) | Mark::Under(true) => self.behind_number() + deeper,
        }
    }

    /// From a number's left edge to the words behind it.
    pub fn behind_number(&self) -> f64 {
        self.indent.max(self.size * 1.25)
    }
}

/// How much wider than Arial's the letters of a family are: those of the families that office programs
/// bring, measured over English text. What is unknown is taken for as wide.
const BREADTHS: [(&str, f64); 12] = [
    ("Aptos", 1.0),
    ("Calibri", 0.92),
    ("Cambria", 0.95),
    ("Candara", 0.95),
    ("Century Gothic", 1.1),
    ("Corbel", 0.95),
    ("Georgia", 1.03),
    ("Gill Sans MT", 0.94),
    ("Tahoma", 1.03),
    ("Times New Roman", 0.91),
    ("Trebuchet MS", 1.02),
    ("Verdana", 1.18),
];

/// The breadth of a family, beside Arial's.
pub fn breadth(family: &str) -> f64 {
    BREADTHS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(family))
        .map_or(1.0, |(_, wide)| *wide)
}

/// Height in points of lines in a column.
pub fn height(widths: &Widths, lines: &[Line], set: &Setting, width: f64) -> f64 {
    shrunk_height(widths, lines, set, width, STEPS[0])
}

fn shrunk_height(
    widths: &Widths,
    lines: &[Line],
    set: &Setting,
    width: f64,
    (font, spacing): (u32, u32),
) -> f64 {
    let scale = f64::from(font) / 100_000.0;
    let pitch = LINE * (1.0 - f64::from(spacing) / 100_000.0);
    let mut total = 0.0;
    for (index, line) in lines.iter().enumerate() {
        let size = set.size_of(line) * scale;
        let bold = set.bold || line.tone == Tone::Heading;
        let count = widths.lines(&line.runs, bold, size, width - set.margin(line)).len();
        total += count as f64 * size * pitch;
        if index > 0 {
            total += set.gap * pitch / LINE;
        }
    }
    total
}

/// Whether text fits, and if not, how much it is shrunk.
pub fn shrink(
    widths: &Widths,
    lines: &[Line],
    set: &Setting,
    width: f64,
    high: f64,
) -> Option<Shrunk> {
    for (step, &(font, spacing)) in STEPS.iter().enumerate() {
        if shrunk_height(widths, lines, set, width, (font, spacing)) <= high + 1.0 {
            return (step > 0).then_some(Shrunk { font, spacing, overflows: false });
        }
    }
    let (font, spacing) = STEPS[STEPS.len() - 1];
    Some(Shrunk { font, spacing, overflows: true })
}

/// How many lines words take.
pub fn line_count(widths: &Widths, runs: &[Run], bold: bool, size: f64, width: f64) -> usize {
    widths.lines(runs, bold, size, width).len()
}

/// The least width in which words take no more lines than in the width given: lines of like length
/// look better than a full one and a rest.
pub fn balanced(widths: &Widths, runs: &[Run], bold: bool, size: f64, width: f64) -> f64 {
    let lines = line_count(widths, runs, bold, size, width);
    if lines < 2 {
        return width;
    }
    let (mut least, mut most) = (width / lines as f64, width);
    while most - least > 4.0 {
        let middle = (least + most) / 2.0;
        let longest = |width: f64| {
            let broken = widths.lines(runs, bold, size, width);
            let wide = broken.iter().map(|line| widths.line_width(line, size)).fold(0.0, f64::max);
            (broken.len(), wide)
        };
        let (count, wide) = longest(middle);
        if count <= lines && wide <= middle { most = middle } else { least = middle }
    }
    // A little more, so that another program's rounding breaks no line.
    (most + size * 0.4).min(width)
}
