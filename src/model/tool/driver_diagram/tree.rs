//! Where the boxes of a driver diagram stand: columns by level, each box beside the middle of what
//! drives it.

use crate::model::Words;
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::outline::Entry;
use crate::model::tool::scene::{Look, Rect, Scene, Set, Stroke};
use crate::part::{Align, Drawing, Paint, VAlign};

/// Relative widths of the columns, by their number: ideas need more words than aims.
const WEIGHTS: [&[f64]; 3] = [&[1.0, 1.5], &[1.0, 1.05, 1.25], &[1.0, 1.0, 1.1, 1.2]];

/// The look of each level.
const LOOKS: [Look; 4] = [Look::AIM, Look::MAIN, Look::PLAIN, Look::IDEA];

/// Space between families and between siblings, in multiples of the text size.
const AIRY: [f64; 2] = [1.1, 0.6];

/// The same where height is short.
const TIGHT: [f64; 2] = [0.7, 0.35];

/// Draws the boxes below an aim; `fill` makes empty ones large enough to write in.
pub(super) fn draw(aim: &Entry, fill: bool, canvas: &Canvas, words: &Words) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let columns = columns(depth(aim), canvas);
    let top = headings(&columns, words, &mut scene);
    let room = canvas.height - top;
    let mut frame = Frame { columns, own: [0.0; 4], gaps: AIRY, fill };
    // Boxes of one column are equally tall if there is room for it, which reads calmer.
    let tallest = frame.tallest(aim, &scene);
    for (own, gaps) in [(tallest, AIRY), ([0.0; 4], AIRY), ([0.0; 4], TIGHT)] {
        (frame.own, frame.gaps) = (own, gaps);
        if frame.block(aim, 0, &scene) <= room {
            break;
        }
    }
    let natural = frame.block(aim, 0, &scene);
    let height = if fill { natural.max(room) } else { natural };
    frame.place(aim, 0, top, height, &mut scene);
    scene.finish(top + height)
}

fn depth(entry: &Entry) -> usize {
    1 + entry.children.iter().map(depth).max().unwrap_or(0)
}

fn leaves(entry: &Entry) -> usize {
    entry.children.iter().map(leaves).sum::<usize>().max(1)
}

/// Left edge and width of each column.
fn columns(count: usize, canvas: &Canvas) -> Vec<[f64; 2]> {
    let weights = WEIGHTS[count.clamp(2, 4) - 2];
    let gutter = (canvas.text * 2.2).min(canvas.width * 0.06);
    let share = (canvas.width - gutter * (weights.len() - 1) as f64) / weights.iter().sum::<f64>();
    let mut x = 0.0;
    weights
        .iter()
        .map(|weight| {
            let column = [x, weight * share];
            x += weight * share + gutter;
            column
        })
        .collect()
}

/// Draws the headings, each over a rule; returns where the boxes begin.
fn headings(columns: &[[f64; 2]], words: &Words, scene: &mut Scene) -> f64 {
    let names = ["driver-aim", "driver-primary", "driver-secondary", "driver-ideas"];
    let names = names.map(|key| words.get(key));
    let lettering = Lettering::bold(scene.size);
    let height = columns
        .iter()
        .zip(names)
        .map(|([_, width], name)| lettering.height(name, *width))
        .fold(0.0, f64::max);
    let set = Set::new(lettering, Paint::Primary).at(Align::Left, VAlign::Bottom);
    let rule = height + scene.size * 0.2;
    for ([x, width], name) in columns.iter().zip(names) {
        scene.words(Rect::new(*x, 0.0, *width, height), name, set);
        scene.line(
            &[[*x, rule], [x + width, rule]],
            Stroke::solid(Paint::Primary, scene.hairline()),
        );
    }
    rule + scene.size * 0.9
}

/// Where boxes may stand.
struct Frame {
    columns: Vec<[f64; 2]>,
    /// Least height of a box, by level.
    own: [f64; 4],
    /// Between families, and between siblings.
    gaps: [f64; 2],
    /// Boxes grow to fill their block, to be written in.
    fill: bool,
}

impl Frame {
    /// Height of an entry's own box.
    fn own(&self, entry: &Entry, level: usize, scene: &Scene) -> f64 {
        let words = scene.box_height(&entry.words, self.columns[level][1], LOOKS[level]);
        let least = match (level, entry.words.is_empty()) {
            // The aim weighs most.
            (0, _) => scene.size * 4.0,
            (_, true) => scene.size * 2.2,
            (_, false) => 0.0,
        };
        words.max(least).max(self.own[level])
    }

    /// The tallest box of each level.
    fn tallest(&self, entry: &Entry, scene: &Scene) -> [f64; 4] {
        let mut tallest = [0.0; 4];
        self.visit(entry, 0, scene, &mut tallest);
        tallest[0] = 0.0;
        tallest
    }

    fn visit(&self, entry: &Entry, level: usize, scene: &Scene, tallest: &mut [f64; 4]) {
        tallest[level] = tallest[level].max(self.own(entry, level, scene));
        for child in &entry.children {
            self.visit(child, level + 1, scene, tallest);
        }
    }

    /// Space between the blocks below an entry: families stand further apart than siblings.
    fn gap(&self, level: usize, scene: &Scene) -> f64 {
        scene.size * if level == 0 { self.gaps[0] } else { self.gaps[1] }
    }

    /// Height of an entry with everything below it.
    fn block(&self, entry: &Entry, level: usize, scene: &Scene) -> f64 {
        let below: f64 =
            entry.children.iter().map(|child| self.block(child, level + 1, scene)).sum();
        let gaps = entry.children.len().saturating_sub(1) as f64 * self.gap(level, scene);
        self.own(entry, level, scene).max(below + gaps)
    }

    /// Draws an entry's block into a height at least its own; returns the middle of its box.
    fn place(&self, entry: &Entry, level: usize, top: f64, height: f64, scene: &mut Scene) -> f64 {
        let [x, width] = self.columns[level];
        let gap = self.gap(level, scene);
        let blocks: Vec<f64> =
            entry.children.iter().map(|child| self.block(child, level + 1, scene)).collect();
        let gaps = gap * blocks.len().saturating_sub(1) as f64;
        let spare = (height - blocks.iter().sum::<f64>() - gaps).max(0.0);
        let share = if self.fill { spare / leaves(entry) as f64 } else { 0.0 };
        let mut y = if self.fill { top } else { top + spare / 2.0 };
        let mut middles = Vec::new();
        for (child, block) in entry.children.iter().zip(blocks) {
            let block = block + share * leaves(child) as f64;
            middles.push(self.place(child, level + 1, y, block, scene));
            y += block + gap;
        }
        let middle = match (middles.first(), middles.last()) {
            (Some(first), Some(last)) => (first + last) / 2.0,
            _ => top + height / 2.0,
        };
        let own = self.own(entry, level, scene);
        let grows = self.fill && entry.words.is_empty();
        let tall = if grows { self.generous(entry, level, height).max(own) } else { own };
        let y = (middle - tall / 2.0).clamp(top, (top + height - tall).max(top));
        let rect = Rect::new(x, y, width, tall);
        self.connect(rect, level, &middles, scene);
        let look = LOOKS[level].unless_blank(&entry.words);
        scene.boxed(rect, scene.size * 0.25, look, &entry.words);
        rect.middle_y()
    }

    /// Height of a box to write in: all of its block for the last column, less before it.
    fn generous(&self, entry: &Entry, level: usize, block: f64) -> f64 {
        let width = self.columns[level][1];
        match entry.children.is_empty() {
            true => block,
            false => (block * 0.72).min(width * 1.4),
        }
    }

    /// Lines from a box to the boxes that drive it.
    fn connect(&self, rect: Rect, level: usize, middles: &[f64], scene: &mut Scene) {
        let Some([next, _]) = self.columns.get(level + 1) else { return };
        let stroke = Stroke::solid(Paint::InkSoft, scene.hairline());
        let trunk = (rect.right() + next) / 2.0;
        let from = rect.middle_y();
        for to in middles {
            let points = [[rect.right(), from], [trunk, from], [trunk, *to], [*next, *to]];
            match (from - to).abs() < 0.5 {
                true => scene.line(&[points[0], [*next, from]], stroke),
                false => scene.line(&points, stroke),
            }
        }
    }
}
