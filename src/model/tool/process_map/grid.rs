//! The measures of a process map: how many steps in a row, and how large they are.

use super::Kind;
use super::stops::Stop;
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Look, Rect, Scene};

/// Measures in points.
pub(super) struct Grid {
    /// Steps in a row.
    pub per_row: usize,
    /// Width of a step.
    pub cell: f64,
    /// Between two steps.
    pub gap: f64,
    /// Free at the right edge, for the connector to the next row.
    pub margin: f64,
    step: f64,
    /// Height of start and end.
    pill: f64,
    diamond: f64,
    /// Height of the box where a branch leads.
    pub side: f64,
    /// From a diamond down to that box.
    pub drop: f64,
    /// Between rows.
    pub row_gap: f64,
    /// Above the first row.
    pub top: f64,
}

/// How a row of so many steps fills a width.
struct Fit {
    per_row: usize,
    cell: f64,
    gap: f64,
    margin: f64,
}

impl Fit {
    /// As few rows as leave each step its least width, and rows equally long.
    fn new(count: usize, least: f64, gap: f64, size: f64, width: f64) -> Self {
        let fits = |width: f64| ((width + gap) / (least + gap)).floor().max(1.0) as usize;
        let rows = match fits(width) >= count {
            true => 1,
            false => count.div_ceil(fits(width - size)),
        };
        let per_row = count.div_ceil(rows);
        let margin = if rows > 1 { size } else { 0.0 };
        let width = width - margin;
        let between = per_row.saturating_sub(1) as f64;
        let cell = ((width - between * gap) / per_row as f64).clamp(1.0, size * 18.0);
        let gap = if per_row > 1 { (width - cell * per_row as f64) / between } else { gap };
        Self { per_row, cell, gap, margin }
    }
}

impl Grid {
    /// The least measures that hold the words; `blank` steps are wide enough to write in.
    pub fn new(stops: &[Stop], blank: bool, canvas: &Canvas, scene: &Scene) -> Self {
        let size = canvas.text;
        let lettering = Lettering::regular(size);
        let label = stops.iter().map(|stop| lettering.width(stop.label)).fold(0.0, f64::max);
        let gap = (label + size * 0.9).clamp(size * 1.9, size * 6.0);
        let word = stops.iter().map(|stop| stop.widest_word(size)).fold(0.0, f64::max);
        let pen = if blank { (size * 10.0).min(canvas.width * 0.22) } else { 0.0 };
        let least = (size * 6.6).max(word + size).max(pen).min(canvas.width);
        let Fit { per_row, cell, gap, margin } =
            Fit::new(stops.len().max(1), least, gap, size, canvas.width);
        let mut grid = Self {
            per_row,
            cell,
            gap,
            margin,
            step: size * 2.6,
            pill: 0.0,
            diamond: 0.0,
            side: size * 2.0,
            drop: size * 1.7,
            row_gap: size * 2.4,
            top: 0.0,
        };
        for stop in stops {
            grid.grow(stop, scene);
        }
        grid.pill = grid.step;
        grid
    }

    /// Makes room for the words of a stop.
    fn grow(&mut self, stop: &Stop, scene: &Scene) {
        match stop.kind {
            Kind::Decision => {
                let (_, height) = diamond(stop.words, self.cell, scene.size);
                // Half of it is free above the arrow, for the branch's name.
                let label = Lettering::regular(scene.size).height(stop.label, self.gap);
                self.diamond = self.diamond.max(height).max(2.0 * label + scene.size * 0.4);
            }
            Kind::Start | Kind::End | Kind::Step | Kind::Delay => {
                let width = words_width(stop.kind, self.cell, scene);
                let height = stop.look().lettering(scene.size).height(stop.words, width);
                self.step = self.step.max(height + 2.0 * scene.inset());
            }
        }
        if let Some((_, words)) = stop.side {
            self.side = self.side.max(scene.box_height(words, self.cell, Look::BRANCH));
        }
    }

    fn stop_height(&self, kind: Kind) -> f64 {
        match kind {
            Kind::Decision => self.diamond.max(self.step),
            Kind::Start | Kind::End => self.pill,
            Kind::Step | Kind::Delay => self.step,
        }
    }

    /// From the top of a row down to its middle line.
    pub fn above(&self, row: &[Stop]) -> f64 {
        row.iter().map(|stop| self.stop_height(stop.kind) / 2.0).fold(0.0, f64::max)
    }

    /// Height of a row with the side boxes below it.
    pub fn row_height(&self, row: &[Stop]) -> f64 {
        let below = |stop: &Stop| {
            let side = if stop.side.is_some() { self.drop + self.side } else { 0.0 };
            self.stop_height(stop.kind) / 2.0 + side
        };
        self.above(row) + row.iter().map(below).fold(0.0, f64::max)
    }

    /// Height of all rows.
    pub fn height(&self, rows: &[&[Stop]]) -> f64 {
        let gaps = rows.len().saturating_sub(1) as f64 * self.row_gap;
        self.top + rows.iter().map(|row| self.row_height(row)).sum::<f64>() + gaps
    }

    /// Takes all the height there is: taller boxes first, then wider gaps. Start and end keep
    /// theirs, for they are solid ink.
    pub fn stretch(&mut self, rows: &[&[Stop]], height: f64) {
        for _ in 0..8 {
            let spare = height - self.height(rows);
            if spare < 1.0 {
                return;
            }
            let share = spare / (rows.len() as f64 * 4.0);
            let tallest = self.cell * 0.9;
            self.step += share.min((tallest - self.step).max(0.0));
            self.diamond += share.min((self.cell - self.diamond).max(0.0));
            self.side += share.min((tallest * 0.7 - self.side).max(0.0));
        }
        let spare = (height - self.height(rows)).max(0.0);
        let gaps = rows.len() as f64;
        self.row_gap += spare / gaps;
        self.top = spare / gaps / 2.0;
    }

    /// The shape of a stop in a row whose middle line is given.
    pub fn shape(&self, row: &[Stop], index: usize, line: f64) -> Rect {
        let x = index as f64 * (self.cell + self.gap);
        let height = self.stop_height(row[index].kind);
        Rect::new(x, line - height / 2.0, self.cell, height)
    }
}

/// Width for the words in a shape.
pub(super) fn words_width(kind: Kind, cell: f64, scene: &Scene) -> f64 {
    let inset = scene.inset();
    match kind {
        Kind::Start | Kind::End | Kind::Delay => cell - 2.0 * inset - scene.size * 0.9,
        Kind::Step | Kind::Decision => cell - 2.0 * inset,
    }
}

/// Width of the words in a diamond, and the height of the lowest diamond that holds them: the
/// words' rectangle touches its sides.
pub(super) fn diamond(words: &str, cell: f64, size: f64) -> (f64, f64) {
    let lettering = Lettering::regular(size);
    [0.48, 0.54, 0.6, 0.66, 0.72]
        .into_iter()
        .map(|share| {
            let width = cell * share;
            (width, lettering.height(words, width).max(size) / (1.0 - share))
        })
        .min_by(|one, other| one.1.total_cmp(&other.1))
        .unwrap_or((cell / 2.0, size * 4.0))
}
