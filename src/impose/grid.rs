//! Pages in rows and columns, and pages by themselves.

use super::booklet::A4;
use super::marks::{Ink, Mark};
use super::{Job, MM, Placed, Rect, Side, Size, Source, Turn};

/// Equal places on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cells {
    /// The sheet, the way round it is used.
    pub sheet: Size,
    columns: usize,
    rows: usize,
    margin: f32,
    gutter: f32,
}

impl Cells {
    /// The way to divide a sheet that shows a page largest.
    pub fn best(
        paper: Size,
        page: Size,
        ways: &[(usize, usize)],
        margin: f32,
        gutter: f32,
    ) -> Self {
        let turned = [paper, paper.turned()];
        let all = turned.into_iter().flat_map(|sheet| {
            ways.iter().map(move |(columns, rows)| Self {
                sheet,
                columns: *columns,
                rows: *rows,
                margin,
                gutter,
            })
        });
        let scale = |cells: &Self| page.scale_into(cells.rect(0).size());
        let mut best: Option<Self> = None;
        for cells in all {
            if best.as_ref().is_none_or(|known| scale(&cells) > scale(known) + 1e-4) {
                best = Some(cells);
            }
        }
        best.unwrap_or(Self { sheet: paper, columns: 1, rows: 1, margin, gutter })
    }

    /// A place, row by row.
    pub fn rect(&self, at: usize) -> Rect {
        let share = |whole: f32, parts: usize| {
            (whole - 2.0 * self.margin - self.gutter * (parts - 1) as f32) / parts as f32
        };
        let (width, height) =
            (share(self.sheet.width, self.columns), share(self.sheet.height, self.rows));
        let (column, row) = (at % self.columns, at / self.columns);
        Rect::new(
            self.margin + column as f32 * (width + self.gutter),
            self.margin + row as f32 * (height + self.gutter),
            width.max(1.0),
            height.max(1.0),
        )
    }

    /// The place behind a place, when the sheet is turned like the leaf of a book.
    pub fn behind(&self, at: usize) -> usize {
        let (column, row) = (at % self.columns, at / self.columns);
        row * self.columns + self.columns - 1 - column
    }
}

/// The ways to have so many places in rows and columns.
pub fn ways(cells: usize) -> Vec<(usize, usize)> {
    (1..=cells)
        .filter(|columns| cells.is_multiple_of(*columns))
        .map(|it| (it, cells / it))
        .collect()
}

fn placed(page: usize, at: Rect) -> Placed {
    Placed { source: 0, page, at, turn: Turn::None, clip: None }
}

/// Where a page stands in its cell: as large as fits, in the middle.
pub fn fitted(page: Size, cell: Rect) -> Rect {
    let scale = page.scale_into(cell.size());
    let (width, height) = (page.width * scale, page.height * scale);
    let (x, y) = ((cell.width - width) / 2.0, (cell.height - height) / 2.0);
    Rect::new(cell.x + x, cell.y + y, width, height)
}

/// A page on each sheet.
pub fn single(source: &Source, job: &Job, notes: &mut Vec<String>) -> Vec<Side> {
    let bleed = job.bleed.unwrap_or(0.0);
    let mut enlarged = 0.0_f32;
    let side = |(at, page): (usize, &super::Page)| {
        let own = page.trim.size();
        let finished = job.paper.map_or(own, |paper| paper.like(own));
        let mut place = fitted(own, finished.rect().grown(-job.margin.unwrap_or(0.0)));
        if own.fits(finished) && job.margin.is_none() {
            let (x, y) = ((finished.width - own.width) / 2.0, (finished.height - own.height) / 2.0);
            place = Rect::new(x, y, own.width, own.height);
        }
        if bleed > 0.0 && !page.has_bleed(bleed) {
            let scale = ((own.width + 2.0 * bleed) / own.width)
                .max((own.height + 2.0 * bleed) / own.height);
            enlarged = enlarged.max(scale - 1.0);
            let (width, height) = (place.width * scale, place.height * scale);
            place = Rect::new(
                place.x - (width - place.width) / 2.0,
                place.y - (height - place.height) / 2.0,
                width,
                height,
            );
        }
        Side {
            size: finished,
            trims: vec![finished.rect()],
            bleed,
            placed: vec![placed(at, place)],
            ..Side::default()
        }
    };
    let sides = source.pages.iter().enumerate().map(side).collect();
    if enlarged > 0.0 {
        notes.push(format!(
            "the pages have no bleed of their own: they are enlarged by {:.1} %, so that their edges reach it",
            enlarged * 100.0
        ));
    }
    sides
}

/// Pages larger than the paper reduced to it.
pub fn reduce(source: &Source, job: &Job) -> Vec<Side> {
    let side = |(at, page): (usize, &super::Page)| {
        let own = page.trim.size();
        let sheet = job.paper.unwrap_or(A4).like(own);
        let room = sheet.rect().grown(-job.margin.unwrap_or(0.0));
        let place = match own.fits(room.size()) {
            true => Rect::new(
                (sheet.width - own.width) / 2.0,
                (sheet.height - own.height) / 2.0,
                own.width,
                own.height,
            ),
            false => fitted(own, room),
        };
        Side {
            size: sheet,
            trims: vec![sheet.rect()],
            placed: vec![placed(at, place)],
            ..Side::default()
        }
    };
    source.pages.iter().enumerate().map(side).collect()
}

/// So many pages on a sheet, row by row, each with a thin frame.
pub fn up(source: &Source, job: &Job, count: usize) -> Vec<Side> {
    let page = source.pages[0].trim.size();
    let margin = job.margin.unwrap_or(8.0 * MM);
    let cells = Cells::best(job.paper.unwrap_or(A4), page, &ways(count), margin, 4.0 * MM);
    let pages: Vec<usize> = (0..source.pages.len()).collect();
    let side = |pages: &[usize]| {
        let places: Vec<Placed> = pages
            .iter()
            .enumerate()
            .map(|(at, page)| {
                placed(*page, fitted(source.pages[*page].trim.size(), cells.rect(at)))
            })
            .collect();
        Side {
            size: cells.sheet,
            trims: vec![cells.sheet.rect()],
            marks: places.iter().map(|it| Mark::Frame { at: it.at, ink: Ink::Grey }).collect(),
            placed: places,
            ..Side::default()
        }
    };
    pages.chunks(count).map(side).collect()
}

/// The pages of each side of a sheet, place by place; `None` where nothing stands.
pub fn stacks(pages: usize, cells: usize, duplex: bool) -> Vec<Vec<Option<usize>>> {
    let per_leaf = if duplex { 2 } else { 1 };
    let leaves = pages.div_ceil(per_leaf);
    let sheets = leaves.div_ceil(cells);
    let mut sides = Vec::new();
    for sheet in 0..sheets {
        for face in 0..per_leaf {
            let page = |place: usize| {
                let leaf = place * sheets + sheet;
                Some(leaf * per_leaf + face).filter(|page| *page < pages)
            };
            sides.push((0..cells).map(page).collect());
        }
    }
    sides
}

/// So many pages on a sheet, to be cut and stacked.
pub fn cut_and_stack(
    source: &Source,
    job: &Job,
    (count, duplex): (usize, bool),
    notes: &mut Vec<String>,
) -> Vec<Side> {
    let page = source.pages[0].trim.size();
    let margin = job.margin.unwrap_or(0.0);
    let cells = Cells::best(job.paper.unwrap_or(A4), page, &ways(count), margin, 0.0);
    let trims: Vec<Rect> = (0..count).map(|at| cells.rect(at)).collect();
    let sides = stacks(source.pages.len(), count, duplex).into_iter().enumerate();
    let side = |(at, pages): (usize, Vec<Option<usize>>)| {
        let back = duplex && at % 2 == 1;
        let places = pages.into_iter().enumerate().filter_map(|(place, page)| {
            let place = if back { cells.behind(place) } else { place };
            let page = page?;
            Some(placed(page, fitted(source.pages[page].trim.size(), cells.rect(place))))
        });
        Side {
            size: cells.sheet,
            trims: trims.clone(),
            placed: places.collect(),
            marks: super::marks::ticks(&trims),
            ..Side::default()
        }
    };
    notes.push(
        "cut the whole pile at the marks, then lay the piles on each other: the upper left one on top, row by row"
            .to_owned(),
    );
    sides.map(side).collect()
}
