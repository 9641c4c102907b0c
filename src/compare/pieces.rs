//! The pieces of a document, before and now, to what has changed in them, line by line.

use super::difference::Status;
use crate::diag::{common, gaps};
use crate::pack::{Contents, Outline, Piece, PieceKind};
use serde::Serialize;

/// A piece that has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct PieceChange {
    /// What it is.
    pub kind: PieceKind,
    /// Its stable id; empty where there is only one.
    pub id: String,
    /// What a person calls it.
    pub name: String,
    /// The number of a slide: now, or before where it was taken out. Of other pieces 0.
    #[serde(skip_serializing_if = "is_zero")]
    pub number: usize,
    /// What became of it.
    pub status: Status,
    /// Which of its words changed; none where only its form, a drawing or a picture did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineChange>,
    /// How many minutes an activity took, and takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<(u32, u32)>,
    /// An activity as long as before that starts so many minutes later, or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub later: Option<i64>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A line of text that has changed, is new, or is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// A document of a pack: its outline, and where the words of its pieces are.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub outline: &'a Outline,
    pub contents: &'a Contents,
}

impl Told<'_> {
    fn lines(&self, piece: &Piece) -> &[String] {
        self.contents.texts.get(&piece.2).map_or(&[], Vec::as_slice)
    }

    /// The number of a slide among the document's.
    fn number(&self, piece: &Piece) -> usize {
        let slides = || self.outline.pieces.iter().filter(|piece| piece.0 == PieceKind::Slide);
        match piece.0 {
            PieceKind::Slide | PieceKind::SlideNotes => {
                slides().position(|slide| slide.1 == piece.1).map_or(0, |at| at + 1)
            }
            _ => 0,
        }
    }

    fn change(&self, piece: &Piece, status: Status) -> PieceChange {
        PieceChange {
            kind: piece.0,
            id: piece.1.clone(),
            name: piece.3.clone(),
            number: self.number(piece),
            status,
            lines: Vec::new(),
            minutes: None,
            later: None,
        }
    }
}

/// What has changed between two makings of a document, in reading order; what is gone comes last.
pub fn changes(before: Told, now: Told) -> Vec<PieceChange> {
    let (old, new) = (&before.outline.pieces, &now.outline.pieces);
    let key = |piece: &Piece| (piece.0, piece.1.clone());
    let earlier = |piece: &Piece| old.iter().find(|it| key(it) == key(piece));
    let kept = |piece: &&Piece| earlier(piece).is_some();
    let old_order: Vec<_> =
        old.iter().map(key).filter(|one| new.iter().any(|piece| key(piece) == *one)).collect();
    let new_order: Vec<_> = new.iter().filter(kept).map(key).collect();
    let in_order: Vec<usize> =
        common(&old_order, &new_order).into_iter().map(|(_, at)| at).collect();
    let mut changes = Vec::new();
    let mut place = 0;
    for piece in new {
        let Some(then) = earlier(piece) else {
            changes.push(now.change(piece, Status::Added));
            continue;
        };
        if then.2 != piece.2 {
            changes.push(changed(before, now, then, piece));
        } else if !in_order.contains(&place) && piece.0 != PieceKind::Picture {
            changes.push(now.change(piece, Status::Moved));
        }
        place += 1;
    }
    let gone = old.iter().filter(|piece| !new.iter().any(|it| key(it) == key(piece)));
    changes.extend(gone.map(|piece| before.change(piece, Status::Removed)));
    changes
}

fn changed(before: Told, now: Told, then: &Piece, piece: &Piece) -> PieceChange {
    let mut change = now.change(piece, Status::Changed);
    let (old, new) = (before.lines(then), now.lines(piece));
    if let (PieceKind::Time, [start, end, minutes], [now_start, now_end, now_minutes]) =
        (piece.0, old, new)
    {
        let line = |start: &str, end: &str| Some(format!("{start}–{end}"));
        change.lines = vec![LineChange { was: line(start, end), now: line(now_start, now_end) }];
        change.minutes = minutes.parse().ok().zip(now_minutes.parse().ok());
        if minutes == now_minutes {
            change.later = clock(now_start).zip(clock(start)).map(|(now, then)| now - then);
        }
        return change;
    }
    for (gone, come) in gaps(&common(old, new), old.len(), new.len()) {
        let count = gone.len().max(come.len());
        let (gone, come) = (&old[gone], &new[come]);
        let line =
            |at: usize| LineChange { was: gone.get(at).cloned(), now: come.get(at).cloned() };
        change.lines.extend((0..count).map(line));
    }
    change
}

/// Minutes since midnight.
fn clock(time: &str) -> Option<i64> {
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}
