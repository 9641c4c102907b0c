//! Annotations above a run chart, each with a leader straight down to its point.

use super::series::Series;
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::Rect;

/// An annotation with its place above the chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flag<'a> {
    /// What it says.
    pub words: &'a str,
    /// Where its leader goes down.
    pub x: f64,
    /// Index of its point.
    pub point: usize,
    /// Where its words stand.
    pub rect: Rect,
    /// The words stand to the left of the leader.
    pub is_left: bool,
    /// From the chart upwards.
    lane: usize,
}

/// Places the annotations in lanes above the chart, so that no words touch other words and no
/// leader crosses any: a leader goes straight down, and so meets the line only at its point.
pub(super) fn flags<'a>(series: &'a Series, area: Rect, canvas: &Canvas) -> Vec<Flag<'a>> {
    let size = canvas.text;
    let lettering = Lettering::regular(size);
    let pitch = area.w / series.points.len() as f64;
    let mut notes: Vec<_> = series.notes.iter().collect();
    // From the right: a flag flies to the right, so those before it cannot meet its leader.
    notes.sort_by_key(|note| std::cmp::Reverse(note.point));
    let mut flags: Vec<Flag> = Vec::new();
    for note in notes {
        let x = area.x + (note.point as f64 + 0.5) * pitch;
        let room = canvas.width - x - size * 0.4;
        let natural = lettering.width(&note.words) + 1.0;
        let wanted = natural.min((area.w * 0.3).max(size * 8.0));
        let is_left = room < wanted && x - size * 0.4 > room;
        let width = wanted.min(if is_left { x - size * 0.4 } else { room });
        let height = lettering.height(&note.words, width);
        let start = if is_left { x - size * 0.4 - width } else { x + size * 0.4 };
        let rect = Rect::new(start, 0.0, width, height);
        let mut flag = Flag { words: &note.words, x, point: note.point, rect, is_left, lane: 0 };
        flag.lane =
            (0..=flags.len()).find(|lane| is_free(&flag, *lane, &flags)).unwrap_or(flags.len());
        flags.push(flag);
    }
    stack(&mut flags, area.y, size);
    flags
}

fn is_free(flag: &Flag, lane: usize, placed: &[Flag]) -> bool {
    let spans = |rect: Rect, x: f64| x > rect.x && x < rect.right();
    placed.iter().all(|other| match other.lane.cmp(&lane) {
        // Words side by side need air between them; a leader is enough of it.
        std::cmp::Ordering::Equal => {
            other.rect.right().max(other.x) < flag.rect.x.min(flag.x)
                || flag.rect.right().max(flag.x) < other.rect.x.min(other.x)
        }
        std::cmp::Ordering::Less => !spans(other.rect, flag.x),
        std::cmp::Ordering::Greater => !spans(flag.rect, other.x),
    })
}

/// Gives each lane the height of its tallest flag; the lowest lane is next to the chart.
fn stack(flags: &mut [Flag], top: f64, size: f64) {
    let lanes = flags.iter().map(|flag| flag.lane + 1).max().unwrap_or(0);
    let mut y = top;
    for lane in (0..lanes).rev() {
        let in_lane = || flags.iter().filter(|flag| flag.lane == lane);
        let height = in_lane().map(|flag| flag.rect.h).fold(0.0, f64::max);
        for flag in flags.iter_mut().filter(|flag| flag.lane == lane) {
            flag.rect.y = y + height - flag.rect.h;
        }
        y += height + size * 0.3;
    }
}

#[cfg(test)]
mod tests {
    use super::super::series::{Note, Point};
    use super::*;

    #[test]
    fn neighbouring_annotations_stand_apart() {
        let point = |index: usize| Point { x: index.to_string(), y: 1.0 };
        let note = |point| Note { point, words: "Night lights fitted by each bed".into() };
        let series = Series {
            x_label: String::new(),
            points: (0..24).map(point).collect(),
            median: None,
            baseline: 0,
            goal: None,
            words: Default::default(),
            notes: [3, 4, 5, 11, 22, 23].map(note).to_vec(),
        };
        let canvas = Canvas { width: 500.0, height: 300.0, text: 10.0 };
        let flags = flags(&series, Rect::new(20.0, 0.0, 420.0, 0.0), &canvas);
        for (index, one) in flags.iter().enumerate() {
            assert!(one.rect.x >= 0.0 && one.rect.right() <= canvas.width);
            assert!(flags[..index].iter().all(|other| !one.rect.overlaps(other.rect)));
        }
    }
}
