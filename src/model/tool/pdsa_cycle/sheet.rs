//! A PDSA cycle to write in: four large boxes around a small ring that shows the way round.

use super::ring::Ring;
use crate::model::tool::Canvas;
use crate::model::tool::measure::Lettering;
use crate::model::tool::scene::{Look, Rect, Scene, Set};
use crate::part::{Drawing, Paint};

/// Draws the boxes; prompts may be empty.
pub(super) fn draw(prompts: &[String; 4], steps: [&str; 4], canvas: &Canvas) -> Drawing {
    let mut scene = Scene::new(canvas.width, canvas.text);
    let size = canvas.text;
    let gap = size * 0.7;
    let (width, height) = ((canvas.width - gap) / 2.0, (canvas.height - gap) / 2.0);
    let outer = (canvas.height.min(canvas.width) * 0.08).clamp(size * 1.5, size * 3.6);
    for (index, prompt) in prompts.iter().enumerate() {
        let x = if index == 0 || index == 3 { 0.0 } else { width + gap };
        let y = if index < 2 { 0.0 } else { height + gap };
        let area = Rect::new(x, y, width, height);
        scene.boxed(area, size * 0.4, Look::BLANK, "");
        // The words of the lower boxes stay clear of the ring between them.
        let clear = if index < 2 { 0.0 } else { outer };
        draw_words(
            steps[index],
            prompt,
            area,
            if index == 2 { clear } else { 0.0 },
            clear,
            &mut scene,
        );
    }
    let centre = [canvas.width / 2.0, canvas.height / 2.0];
    scene.dot(centre, outer + size * 0.5, Paint::Paper);
    let ring = Ring::around(centre, outer, size);
    ring.draw([""; 4], Lettering::bold(size), Ring::PALE, &mut scene);
    scene.finish(canvas.height)
}

fn draw_words(name: &str, prompt: &str, area: Rect, left: f64, clear: f64, scene: &mut Scene) {
    let size = scene.size;
    let inset = size * 0.7;
    let (x, width) = (area.x + inset + left, area.w - 2.0 * inset - clear);
    let set = Set::new(Lettering::bold(size * 1.2), Paint::Primary);
    let rect = Rect::new(x, area.y + inset * 0.8, width, set.lettering.line());
    scene.words(rect, name, set);
    let set = Set::new(Lettering::regular(size), Paint::InkSoft);
    let rect = Rect::new(x, rect.bottom(), width, set.lettering.height(prompt, width));
    scene.words(rect, prompt, set);
}
