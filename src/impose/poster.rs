//! Posters over several sheets: each shows a part at full size, with a strip to glue under the next.

use super::booklet::A4;
use super::cards::millimetres;
use super::marks::{Ink, Mark};
use super::{Job, MM, Placed, Rect, Refused, Side, Size, Source, Turn};

/// Most sheets of a poster: more than any wall takes.
const MOST: usize = 400;
/// How far a mark stands off what it belongs to.
const OFF: f32 = 1.5;

/// The sheets of a page.
struct Tiles {
    sheet: Size,
    margin: f32,
    overlap: f32,
    columns: usize,
    rows: usize,
    poster: Size,
}

impl Tiles {
    fn new(sheet: Size, margin: f32, overlap: f32, poster: Size) -> Self {
        let number = |whole: f32, room: f32| {
            let step = room - 2.0 * margin - overlap;
            // Half a point more or less is no sheet more.
            (((whole - overlap - 0.5) / step).ceil() as usize).max(1)
        };
        Self {
            columns: number(poster.width, sheet.width),
            rows: number(poster.height, sheet.height),
            sheet,
            margin,
            overlap,
            poster,
        }
    }

    /// What a sheet can show.
    fn room(&self) -> Rect {
        self.sheet.rect().grown(-self.margin)
    }

    /// A sheet: its part of the poster, the strip that comes under the next sheets, and marks.
    fn side(&self, page: usize, column: usize, row: usize) -> Side {
        let room = self.room();
        let (step_x, step_y) = (room.width - self.overlap, room.height - self.overlap);
        let at = Rect::new(
            room.x - column as f32 * step_x,
            room.y - row as f32 * step_y,
            self.poster.width,
            self.poster.height,
        );
        let shown = at.shared(room);
        let placed = Placed { source: 0, page, at, turn: Turn::None, clip: Some(shown) };
        let mut marks = Vec::new();
        if column + 1 < self.columns {
            let x = room.x + step_x;
            let strip = Rect { x, width: room.right() - x, ..shown };
            marks.push(Mark::Hatch { at: strip.shared(shown) });
            marks.extend(vertical(x, shown, self.margin, Ink::Grey));
        }
        if row + 1 < self.rows {
            let y = room.y + step_y;
            let strip = Rect { y, height: room.bottom() - y, ..shown };
            marks.push(Mark::Hatch { at: strip.shared(shown) });
            marks.extend(horizontal(y, shown, self.margin, Ink::Grey));
        }
        // Where to cut: the left edge of what lies over its neighbour, and the edges of the poster.
        let last = (column + 1 == self.columns, row + 1 == self.rows);
        marks.extend(vertical(shown.x, shown, self.margin, Ink::All));
        marks.extend(horizontal(shown.y, shown, self.margin, Ink::All));
        if last.0 {
            marks.extend(vertical(shown.right(), shown, self.margin, Ink::All));
        }
        if last.1 {
            marks.extend(horizontal(shown.bottom(), shown, self.margin, Ink::All));
        }
        marks.push(Mark::Words {
            x: shown.x + 6.0,
            y: self.margin - 6.0,
            size: 8.0,
            text: format!("{} / {}", name(column, row), name(self.columns - 1, self.rows - 1)),
        });
        Side {
            size: self.sheet,
            trims: vec![shown],
            placed: vec![placed],
            marks,
            ..Side::default()
        }
    }
}

/// A sheet as on a map: rows are letters, columns numbers.
fn name(column: usize, row: usize) -> String {
    let letter = char::from(b'A' + (row % 26) as u8).to_string();
    format!("{}{}", letter.repeat(row / 26 + 1), column + 1)
}

fn vertical(x: f32, shown: Rect, margin: f32, ink: Ink) -> [Mark; 2] {
    let long = margin - 2.0 * OFF;
    let line = |from: f32, to: f32| Mark::Line { from: (x, from), to: (x, to), ink };
    [
        line(shown.y - OFF - long, shown.y - OFF),
        line(shown.bottom() + OFF, shown.bottom() + OFF + long),
    ]
}

fn horizontal(y: f32, shown: Rect, margin: f32, ink: Ink) -> [Mark; 2] {
    let long = margin - 2.0 * OFF;
    let line = |from: f32, to: f32| Mark::Line { from: (from, y), to: (to, y), ink };
    [
        line(shown.x - OFF - long, shown.x - OFF),
        line(shown.right() + OFF, shown.right() + OFF + long),
    ]
}

/// Lays out posters, page by page, each the way round that takes fewer sheets.
pub fn poster(
    source: &Source,
    job: &Job,
    (to, overlap): (Option<Size>, f32),
    notes: &mut Vec<String>,
) -> Result<Vec<Side>, Refused> {
    let paper = job.paper.unwrap_or(A4);
    let margin = job.margin.unwrap_or(8.0 * MM);
    let least = paper.width.min(paper.height) - 2.0 * margin - overlap;
    if least < 36.0 {
        return Err(Refused::new(
            "margins and overlap leave no room on the sheet",
            "take a larger `--paper`, or a smaller `--margin` or `--overlap`",
        ));
    }
    let mut sides = Vec::new();
    for (at, page) in source.pages.iter().enumerate() {
        let own = page.trim.size();
        // What fits on one sheet as it is would be no poster: four sheets are.
        let natural = match own.fits(paper.like(own)) {
            true => Size::new(own.width * 2.0, own.height * 2.0),
            false => own,
        };
        let wanted = to.map_or(natural, |to| {
            let scale = own.scale_into(to.like(own));
            Size::new(own.width * scale, own.height * scale)
        });
        let ways = [paper, paper.turned()].map(|sheet| Tiles::new(sheet, margin, overlap, wanted));
        let [portrait, landscape] = ways;
        let sheets = |tiles: &Tiles| tiles.columns * tiles.rows;
        let tiles = if sheets(&landscape) < sheets(&portrait) { landscape } else { portrait };
        if sheets(&tiles) > MOST {
            return Err(Refused::new(
                format!("a poster of {} takes {} sheets", millimetres(wanted), sheets(&tiles)),
                format!("at most {MOST}: make it smaller with `--to`, or take larger `--paper`"),
            ));
        }
        notes.push(format!(
            "page {}: {} on {} sheets, {} across and {} down",
            at + 1,
            millimetres(wanted),
            sheets(&tiles),
            tiles.columns,
            tiles.rows
        ));
        for row in 0..tiles.rows {
            sides.extend((0..tiles.columns).map(|column| tiles.side(at, column, row)));
        }
    }
    notes.push("print at 100 %; cut each sheet at its black marks, glue it onto the hatched strip of the one before".to_owned());
    Ok(sides)
}
