//! Lines and words around pages: where to cut, where to glue, and what a print shop checks its plates by.

use super::{MM, Rect, Side, Size};

/// A line or word on a side, in points.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A hairline.
    Line {
        /// One end.
        from: (f32, f32),
        /// The other.
        to: (f32, f32),
        /// In which ink.
        ink: Ink,
    },
    /// A hairline around a place.
    Frame {
        /// The place.
        at: Rect,
        /// In which ink.
        ink: Ink,
    },
    /// Slanting lines over a strip: glue comes here.
    Hatch {
        /// The strip.
        at: Rect,
    },
    /// A circle with a cross: where the plates have to meet.
    Register {
        /// Its middle.
        at: (f32, f32),
    },
    /// A patch of the colour bar.
    Patch {
        /// Where.
        at: Rect,
        /// Cyan, magenta, yellow and black, from 0 to 255.
        cmyk: [u8; 4],
    },
    /// Words that say which sheet it is.
    Words {
        /// Their left end.
        x: f32,
        /// The line they stand on.
        y: f32,
        /// Size of the type.
        size: f32,
        /// What they say.
        text: String,
    },
}

/// What a line is printed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Every ink there is, so that it is on each plate.
    All,
    /// A light grey.
    Grey,
}

impl Mark {
    /// The same upside down on a side of this size.
    pub fn turn_over(&mut self, side: Size) {
        let point = |(x, y): &mut (f32, f32)| (*x, *y) = (side.width - *x, side.height - *y);
        let place = |at: &mut Rect| {
            *at =
                Rect::new(side.width - at.right(), side.height - at.bottom(), at.width, at.height);
        };
        match self {
            Mark::Line { from, to, .. } => {
                point(from);
                point(to);
            }
            Mark::Frame { at, .. } | Mark::Hatch { at } | Mark::Patch { at, .. } => place(at),
            Mark::Register { at } => point(at),
            // Words stay upright, in the same corner of the paper as it is read.
            Mark::Words { .. } => {}
        }
    }
}

/// From the cut to where a mark begins, without bleed.
const OFF: f32 = 2.0 * MM;
/// How long a mark is.
const LONG: f32 = 5.0 * MM;
/// What marks need around a sheet, without bleed.
const ROOM: f32 = 12.0 * MM;

/// The distinct edges in one direction, small to large.
fn edges(all: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut edges: Vec<f32> = all.collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.1);
    edges
}

fn columns(trims: &[Rect]) -> Vec<f32> {
    edges(trims.iter().flat_map(|it| [it.x, it.right()]))
}

fn rows(trims: &[Rect]) -> Vec<f32> {
    edges(trims.iter().flat_map(|it| [it.y, it.bottom()]))
}

/// Marks for scissors on the sheet itself: short ones at its edges, small crosses where cuts meet.
pub fn ticks(trims: &[Rect]) -> Vec<Mark> {
    let (columns, rows, around) = (columns(trims), rows(trims), Rect::around(trims));
    let short = 3.0 * MM;
    let inside = |edge: f32, from: f32, to: f32| edge > from + 0.1 && edge < to - 0.1;
    let mut marks = Vec::new();
    let mut line = |from, to| marks.push(Mark::Line { from, to, ink: Ink::Grey });
    for x in &columns {
        line((*x, around.y - short), (*x, around.y));
        line((*x, around.bottom()), (*x, around.bottom() + short));
    }
    for y in &rows {
        line((around.x - short, *y), (around.x, *y));
        line((around.right(), *y), (around.right() + short, *y));
    }
    for x in columns.iter().filter(|x| inside(**x, around.x, around.right())) {
        for y in &rows {
            let (up, down) =
                (y.max(around.y + short) - short, y.min(around.bottom() - short) + short);
            line((*x, up), (*x, down));
        }
    }
    for y in rows.iter().filter(|y| inside(**y, around.y, around.bottom())) {
        for x in &columns {
            let (left, right) =
                (x.max(around.x + short) - short, x.min(around.right() - short) + short);
            line((left, *y), (right, *y));
        }
    }
    marks
}

/// Makes the sheet larger by the room that marks need, and puts them there: where to cut, where the
/// plates meet, and a bar to measure colours by.
pub fn surround(side: &mut Side, bleed: f32) {
    let room = ROOM + bleed;
    side.size = Size::new(side.size.width + 2.0 * room, side.size.height + 2.0 * room);
    side.bleed = bleed;
    side.trims.iter_mut().for_each(|it| *it = it.moved(room, room));
    for placed in &mut side.placed {
        placed.at = placed.at.moved(room, room);
        placed.clip = placed.clip.map(|it| it.moved(room, room));
    }
    let around = Rect::around(&side.trims);
    // Colour may run into the bleed, and no further.
    for placed in side.placed.iter_mut().filter(|it| it.clip.is_none()) {
        placed.clip = Some(around.grown(bleed));
    }
    // Marks of the scheme's own for scissors are in the way of those for the guillotine.
    side.marks.retain(|mark| !matches!(mark, Mark::Line { .. }));
    for mark in &mut side.marks {
        match mark {
            Mark::Frame { at, .. } | Mark::Hatch { at } | Mark::Patch { at, .. } => {
                *at = at.moved(room, room);
            }
            Mark::Words { x, y, .. } => (*x, *y) = (*x + room, *y + room),
            Mark::Line { .. } | Mark::Register { .. } => {}
        }
    }
    side.marks.extend(cuts(&side.trims, around, OFF + bleed));
    let middle = (around.x + around.width / 2.0, around.y + around.height / 2.0);
    let off = OFF + bleed + LONG / 2.0;
    side.marks.extend(
        [
            (middle.0, around.y - off),
            (middle.0, around.bottom() + off),
            (around.x - off, middle.1),
            (around.right() + off, middle.1),
        ]
        .map(|at| Mark::Register { at }),
    );
    side.marks.extend(bar(around, OFF + bleed));
}

fn cuts(trims: &[Rect], around: Rect, off: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut line = |from, to| marks.push(Mark::Line { from, to, ink: Ink::All });
    for x in columns(trims) {
        line((x, around.y - off - LONG), (x, around.y - off));
        line((x, around.bottom() + off), (x, around.bottom() + off + LONG));
    }
    for y in rows(trims) {
        line((around.x - off - LONG, y), (around.x - off, y));
        line((around.right() + off, y), (around.right() + off + LONG, y));
    }
    marks
}

/// Each ink by itself, two of them on each other, and steps of grey.
const BAR: [[u8; 4]; 10] = [
    [255, 0, 0, 0],
    [0, 255, 0, 0],
    [0, 0, 255, 0],
    [0, 0, 0, 255],
    [255, 255, 0, 0],
    [0, 255, 255, 0],
    [255, 0, 255, 0],
    [0, 0, 0, 191],
    [0, 0, 0, 128],
    [0, 0, 0, 64],
];

fn bar(around: Rect, off: f32) -> Vec<Mark> {
    let side = 4.0 * MM;
    let (left, top) = (around.x + 8.0 * MM, around.bottom() + off + 0.5 * MM);
    // On a card of a few centimetres as many as stand clear of the mark in the middle.
    let room = ((around.width / 2.0 - 14.0 * MM) / side).max(0.0) as usize;
    let patch = |(at, cmyk): (usize, &[u8; 4])| Mark::Patch {
        at: Rect::new(left + at as f32 * side, top, side, side),
        cmyk: *cmyk,
    };
    BAR.iter().take(room).enumerate().map(patch).collect()
}
