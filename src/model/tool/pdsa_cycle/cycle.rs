//! One PDSA cycle: a ring with the names of the steps in it, and what they mean beside it.

use super::ring::{Ring, names_width};
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Rect, Scene, Set};
use crate::part::{Align, Drawing, Paint, VAlign};

/// Draws the cycle; words may be empty.
pub(super) fn draw(words: &[String; 4], steps: [&str; 4], canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let size = canvas.text;
    let names = Lettering::bold(size);
    let band = names_width(steps, names) + size * 0.9;
    // On paper the words stay small, and a ring far larger than they are would only use up room.
    let outer = (canvas.width * 0.19).min(canvas.height / 2.0).min(size * 8.5).max(band * 1.5);
    let gap = size * 1.2;
    let column = canvas.width / 2.0 - outer - gap;
    let lettering = Lettering::regular(size);
    // Each half of the ring has a step on the left and one on the right.
    let tall = |one: usize, other: usize| {
        lettering.height(&words[one], column).max(lettering.height(&words[other], column))
    };
    let half = [tall(0, 1).max(outer), tall(2, 3).max(outer)];
    let ring = Ring::around([canvas.width / 2.0, half[0]], outer, band);
    ring.draw(steps, names, Ring::SOLID, &mut scene);
    let right = canvas.width / 2.0 + outer + gap;
    for (index, words) in words.iter().enumerate() {
        let is_left = index == 0 || index == 3;
        let align = if is_left { Align::Right } else { Align::Left };
        let x = if is_left { 0.0 } else { right };
        let middle = half[0] + outer * if index < 2 { -0.52 } else { 0.52 };
        let height = lettering.height(words, column);
        let least = if index < 2 { 0.0 } else { half[0] };
        let most = if index < 2 { half[0] } else { half[0] + half[1] } - height;
        let y = (middle - height / 2.0).clamp(least.min(most), most.max(least));
        let set = Set::new(lettering, Paint::Ink).at(align, VAlign::Middle);
        scene.words(Rect::new(x, y, column, height), words, set);
    }
    scene.finish(half[0] + half[1])
}
