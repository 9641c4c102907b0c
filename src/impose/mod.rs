//! Finished pages onto sheets: the bytes of PDFs come in, the bytes of one come out. Pages are placed
//! as they are, with their vectors, fonts and text, each stored once however often it is placed.
//!
//! A scheme says what stands where ([`Side`]), and knows no PDF; only [`write()`] does. What is imposed is
//! for printing: links, form fields and tags belong to the document itself and stay there.

mod booklet;
mod cards;
mod compact;
mod contents;
mod flatten;
mod geometry;
mod grid;
mod marks;
mod page;
mod poster;
mod source;
mod token;
mod write;

pub use contents::Left;
pub use geometry::{MM, Rect, Size, Turn};
pub use marks::{Ink, Mark};
pub use page::Page;
pub use source::{Refused, Source};
pub use write::{Facts, write};

/// How pages are laid onto sheets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scheme {
    /// A page on each sheet, at its own size or that of the paper.
    Single,
    /// Folded sheets, one in the other, stapled in the fold.
    Booklet {
        /// How thick a sheet is, in points: pages further in move towards the fold.
        thickness: f32,
    },
    /// So many pages on a sheet, to be read there.
    Up(usize),
    /// So many pages on a sheet, in such an order that the pieces, cut and laid on each other pile by
    /// pile, are in order.
    CutAndStack {
        /// Pages on a side.
        cells: usize,
        /// Printed on both sides?
        duplex: bool,
    },
    /// Each page is a card to cut out, at its own size, as many as the sheet takes.
    Cards {
        /// Where the backs are.
        backs: Backs,
    },
    /// Each page over several sheets, to be glued together.
    Poster {
        /// The size it grows to; its own without.
        to: Option<Size>,
        /// How far a sheet lies over the next one, in points.
        overlap: f32,
    },
    /// Pages larger than the paper are reduced to it, each the way it stands; others stay as they are.
    Reduce,
}

/// Where the backs of cards are among the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backs {
    /// There are none.
    None,
    /// Every other page is the back of the page before it.
    Alternate,
    /// The last page is the back of all others.
    Last,
}

/// The edge on which the printer turns a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flip {
    /// The long one.
    Long,
    /// The short one.
    Short,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Job {
    /// How pages are laid onto sheets.
    pub scheme: Scheme,
    /// The sheet when it is finished, either way round; the pages' own size without, where that means anything.
    pub paper: Option<Size>,
    /// What stays free at the edge of a sheet, in points; the scheme's own without.
    pub margin: Option<f32>,
    /// The edge on which the printer turns a sheet; without, that on which backs come out upright.
    pub flip: Option<Flip>,
    /// Crop marks, registration marks and a colour bar around the finished sheet.
    pub marks: bool,
    /// How far colour runs beyond the cut, in points; pages without a bleed of their own are
    /// enlarged by as much.
    pub bleed: Option<f32>,
    /// Words that stand at the top of every page.
    pub stamp: String,
}

/// One side of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Side {
    /// The finished sheet, or with marks the larger one that it is cut from.
    pub size: Size,
    /// What is left when all is cut.
    pub trims: Vec<Rect>,
    /// How far colour runs beyond a cut.
    pub bleed: f32,
    /// The pages on it.
    pub placed: Vec<Placed>,
    /// Lines and words around them.
    pub marks: Vec<Mark>,
}

/// A page on a side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Which of the sources.
    pub source: usize,
    /// Which of its pages, from 0.
    pub page: usize,
    /// Where its trim box goes; it keeps its proportions, in the middle.
    pub at: Rect,
    /// How it is turned.
    pub turn: Turn,
    /// Nothing is shown outside.
    pub clip: Option<Rect>,
}

/// What was made.
#[derive(Clone, Debug)]
pub struct Imposed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its sides in order.
    pub sides: Vec<Side>,
    /// What whoever prints it has to know.
    pub notes: Vec<String>,
}

/// Lays the pages of a PDF onto sheets.
pub fn impose(pdf: Vec<u8>, job: &Job, font: &[u8]) -> Result<Imposed, Refused> {
    let source = Source::open(pdf)?;
    if job.marks && matches!(job.scheme, Scheme::Up(_) | Scheme::Poster { .. } | Scheme::Reduce) {
        let help = "leave `--marks` out, or use `single`, `booklet`, `cards` or `cut-and-stack`";
        return Err(Refused::new("its sheets are not cut at a print shop", help));
    }
    let mut notes = Vec::new();
    let mut sides = arrange(&source, job, &mut notes)?;
    if job.marks {
        sides.iter_mut().for_each(|side| marks::surround(side, job.bleed.unwrap_or(0.0)));
    }
    turn_backs(&mut sides, job, &mut notes);
    notes.extend(source.left.said());
    let facts = Facts { title: source.title.clone(), stamp: job.stamp.clone(), font };
    let bytes = write(std::slice::from_ref(&source), &sides, &facts)?;
    Ok(Imposed { bytes, sides, notes })
}

fn arrange(source: &Source, job: &Job, notes: &mut Vec<String>) -> Result<Vec<Side>, Refused> {
    match job.scheme {
        Scheme::Single => Ok(grid::single(source, job, notes)),
        Scheme::Reduce => Ok(grid::reduce(source, job)),
        Scheme::Booklet { thickness } => Ok(booklet::booklet(source, job, thickness, notes)),
        Scheme::Up(cells) => Ok(grid::up(source, job, cells)),
        Scheme::CutAndStack { cells, duplex } => {
            Ok(grid::cut_and_stack(source, job, (cells, duplex), notes))
        }
        Scheme::Cards { backs } => cards::cards(source, job, backs, notes),
        Scheme::Poster { to, overlap } => poster::poster(source, job, (to, overlap), notes),
    }
}

/// Is it printed on both sides?
fn is_duplex(scheme: Scheme) -> bool {
    match scheme {
        Scheme::Booklet { .. } => true,
        Scheme::CutAndStack { duplex, .. } => duplex,
        Scheme::Cards { backs } => backs != Backs::None,
        Scheme::Single | Scheme::Up(_) | Scheme::Poster { .. } | Scheme::Reduce => false,
    }
}

/// Backs come out upright when the sheet is turned like the leaf of a book, on the left: the long edge
/// of a portrait sheet, the short edge of a landscape one. Turned on the other edge they have to stand
/// on their heads.
fn turn_backs(sides: &mut [Side], job: &Job, notes: &mut Vec<String>) {
    if !is_duplex(job.scheme) {
        return;
    }
    let landscape = sides.first().is_some_and(|side| side.size.width > side.size.height);
    let upright = if landscape { Flip::Short } else { Flip::Long };
    let flip = job.flip.unwrap_or(upright);
    if flip != upright {
        sides.iter_mut().skip(1).step_by(2).for_each(Side::turn_over);
    }
    let edge = if flip == Flip::Long { "long" } else { "short" };
    notes.push(format!("print on both sides, turning on the {edge} edge, at 100 %"));
}

impl Side {
    /// The same side upside down.
    fn turn_over(&mut self) {
        let size = self.size;
        let over = |at: &mut Rect| {
            at.x = size.width - at.x - at.width;
            at.y = size.height - at.y - at.height;
        };
        self.trims.iter_mut().for_each(over);
        for placed in &mut self.placed {
            over(&mut placed.at);
            placed.turn = placed.turn.over();
            placed.clip.iter_mut().for_each(over);
        }
        self.marks.iter_mut().for_each(|mark| mark.turn_over(size));
    }
}
