//! A fishbone: an effect at the head, places to look as bones, possible causes as twigs.
//!
//! A list of four to six categories with causes nested below; an empty body is drawn to be filled
//! in by hand.

use super::measure::Lettering;
use super::outline::{self, Entry, Facts, sentence};
use super::scene::{Look, Rect, Scene, Set, Stroke};
use super::{Canvas, Context};
use crate::part::{Align, Drawing, Paint, VAlign};
use crate::syntax::Container;

/// A fishbone diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct Fishbone {
    pub(super) facts: Facts,
    /// What happens; empty when it is to be written in.
    effect: String,
    bones: Vec<Entry>,
}

/// Twigs of a bone whose causes are to be written in.
const BLANK_TWIGS: usize = 3;

impl Fishbone {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Option<Self> {
        let facts = outline::facts(container, &["effect"], cx);
        if container.attributes.value("effect").unwrap_or("").trim().is_empty() {
            let help = "write `effect=\"…\"` to leave the head of the fish to be written in";
            cx.bad_attribute(container.attributes.span, "a fishbone needs an `effect`", help);
        }
        let mut bones = outline::entries(container, cx);
        outline::limit_depth(&mut bones, 2, "two levels: category, and cause below it", cx);
        let blank = Entry { words: String::new(), span: container.name_span, children: Vec::new() };
        if bones.is_empty() {
            bones = vec![blank.clone(); 6];
        } else if !(4..=6).contains(&bones.len()) {
            let message = format!("a fishbone has 4 to 6 categories, not {}", bones.len());
            let span = bones.last().map_or(container.name_span, |bone| bone.span);
            outline::bad_data(span, message, "split or join categories; `- …` is a blank one", cx);
            return None;
        }
        if bones.iter().all(|bone| bone.children.is_empty()) {
            for bone in &mut bones {
                bone.children = vec![blank.clone(); BLANK_TWIGS];
            }
        }
        Some(Self { facts, effect: outline::words_of(container, "effect"), bones })
    }

    pub(super) fn is_blank(&self) -> bool {
        let is_blank = |bone: &Entry| {
            bone.words.is_empty() || bone.children.iter().any(|cause| cause.words.is_empty())
        };
        self.effect.is_empty() || self.bones.iter().any(is_blank)
    }

    pub(super) fn describe(&self) -> String {
        let words = &self.facts.words;
        let effect = sentence(self.facts.spoken(&self.effect));
        let mut out = words.say("alt-fishbone", &[("effect", &effect)]);
        for bone in &self.bones {
            let causes: Vec<&str> =
                bone.children.iter().map(|c| c.words.as_str()).filter(|c| !c.is_empty()).collect();
            let below = match (causes.is_empty(), bone.children.len()) {
                (false, _) => causes.join("; "),
                (true, 0) => words.get("alt-none-named").to_owned(),
                (true, blanks) => {
                    words.say("alt-lines-to-fill-in", &[("count", &blanks.to_string())])
                }
            };
            let bone = format!(" {}: {below}", self.facts.spoken(&bone.words));
            out.push_str(&sentence(&bone));
        }
        out
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        let mut scene = Scene::new(canvas.width, canvas.text);
        let skeleton = self.skeleton(canvas, &scene);
        let least = skeleton.halves[0] + skeleton.halves[1];
        let height = if self.is_blank() { least.max(canvas.height) } else { least };
        let above = skeleton.halves[0] + (height - least) / 2.0;
        let halves = [above, height - above];
        self.draw_head(&skeleton, above, &mut scene);
        for (index, bone) in self.bones.iter().enumerate() {
            let column = (index / 2) as f64;
            let half = Half {
                below: index % 2 == 1,
                joint: skeleton.slant + (column + 1.0) * skeleton.pitch,
                spine: above,
                height: halves[index % 2],
            };
            half.draw(bone, &skeleton, &mut scene);
        }
        scene.finish(height)
    }

    /// The measures that fit the words into the width.
    fn skeleton(&self, canvas: &Canvas, scene: &Scene) -> Skeleton {
        let size = canvas.text;
        let inset = scene.inset();
        let lettering = Look::AIM.lettering(size);
        let longest = lettering.widest_word(&self.effect) + 2.0 * inset + 1.0;
        let head = (canvas.width * 0.16).clamp(longest.min(canvas.width * 0.3), size * 10.0);
        let tail = size * 1.6;
        let columns = self.bones.len().div_ceil(2) as f64;
        // Tall bones to write on lean further, or they would stand upright.
        let lean = if self.is_blank() { size * 4.5 } else { size * 3.0 };
        let slant = (canvas.width * if self.is_blank() { 0.07 } else { 0.05 }).min(lean);
        let pitch = (canvas.width - head - tail - slant) / columns;
        let mut skeleton = Skeleton {
            head: Rect::new(canvas.width - head, 0.0, head, 0.0),
            slant,
            pitch,
            twig: pitch - size * 0.9,
            text: pitch - size * 1.4,
            box_height: 0.0,
            halves: [0.0; 2],
        };
        let gutter = size * 0.9;
        skeleton.box_height = self
            .bones
            .iter()
            .map(|bone| scene.box_height(&bone.words, pitch - gutter, Look::MAIN))
            .fold(size * 2.25, f64::max);
        skeleton.grow(&self.bones, size);
        // A bone leans over the words on a twig: take that much from their width.
        let tallest = self.bones.iter().map(|b| skeleton.tallest(b, size)).fold(0.0, f64::max);
        let bone = skeleton.halves[0].min(skeleton.halves[1]) - skeleton.box_height;
        skeleton.text -= slant * (tallest / bone.max(1.0)).min(1.0);
        skeleton.grow(&self.bones, size);
        skeleton
    }

    fn draw_head(&self, skeleton: &Skeleton, spine: f64, scene: &mut Scene) {
        let size = scene.size;
        let look = Look::AIM.unless_blank(&self.effect);
        let blank = if self.effect.is_empty() { size * 8.0 } else { 0.0 };
        let height =
            scene.box_height(&self.effect, skeleton.head.w, look).max(size * 4.0).max(blank);
        let head = Rect::new(skeleton.head.x, spine - height / 2.0, skeleton.head.w, height);
        let stroke = Stroke::solid(Paint::Primary, scene.hairline() * 2.0);
        scene.arrow(&[[0.0, spine], [head.x, spine]], stroke);
        scene.boxed(head, size * 0.4, look, &self.effect);
    }
}

/// Measures in points.
struct Skeleton {
    head: Rect,
    /// How far a bone leans.
    slant: f64,
    /// From bone to bone.
    pitch: f64,
    /// Length of a twig.
    twig: f64,
    /// Width of the words on a twig.
    text: f64,
    box_height: f64,
    /// Height above and below the spine.
    halves: [f64; 2],
}

impl Skeleton {
    /// Sets the heights that the words need.
    fn grow(&mut self, bones: &[Entry], size: f64) {
        for side in 0..2 {
            let words = bones
                .iter()
                .skip(side)
                .step_by(2)
                .map(|bone| bone.children.iter().map(|cause| self.cause(cause, size)).sum())
                .fold(size * 3.0, f64::max);
            self.halves[side] = self.box_height + words + size * 1.2;
        }
    }

    /// Height of a cause with the space around it.
    fn cause(&self, cause: &Entry, size: f64) -> f64 {
        let lettering = Lettering::regular(size);
        lettering.height(&cause.words, self.text).max(lettering.line()) + size * 0.55
    }

    fn tallest(&self, bone: &Entry, size: f64) -> f64 {
        bone.children.iter().map(|cause| self.cause(cause, size)).fold(0.0, f64::max)
    }
}

/// The side of the spine that a bone stands on.
struct Half {
    below: bool,
    /// Where the bone meets the spine, in points from the left.
    joint: f64,
    /// Where the spine is, in points from the top.
    spine: f64,
    /// From the spine to the edge.
    height: f64,
}

impl Half {
    fn draw(&self, bone: &Entry, skeleton: &Skeleton, scene: &mut Scene) {
        let size = scene.size;
        let length = self.height - skeleton.box_height;
        let tip = [self.joint - skeleton.slant, self.spine + self.down(length)];
        scene.line(
            &[tip, [self.joint, self.spine]],
            Stroke::solid(Paint::Primary, scene.hairline() * 1.4),
        );
        self.draw_causes(bone, skeleton, length, scene);
        let natural = Lettering::bold(size).width(&bone.words) + 2.0 * scene.inset() + 1.0;
        let widest = skeleton.pitch - size * 0.9;
        let least = if bone.words.is_empty() { widest } else { size * 6.0 };
        let middle = tip[1] + self.down(skeleton.box_height / 2.0);
        let width = natural.max(least).min(widest);
        let rect = Rect::around([tip[0], middle], width, skeleton.box_height);
        scene.boxed(rect, size * 0.25, Look::MAIN.unless_blank(&bone.words), &bone.words);
    }

    /// Away from the spine by so much.
    fn down(&self, by: f64) -> f64 {
        if self.below { by } else { -by }
    }

    fn draw_causes(&self, bone: &Entry, skeleton: &Skeleton, length: f64, scene: &mut Scene) {
        let size = scene.size;
        let needed: f64 = bone.children.iter().map(|cause| skeleton.cause(cause, size)).sum();
        let free = length - size * 1.2 - length * 0.03;
        let share = ((free - needed) / bone.children.len().max(1) as f64).max(0.0);
        let top = if self.below { self.spine } else { self.spine - length };
        let mut y = top + if self.below { size * 0.5 } else { 0.0 };
        let set = Set::new(Lettering::regular(size), Paint::Ink).at(Align::Left, VAlign::Bottom);
        for cause in &bone.children {
            y += skeleton.cause(cause, size) + share;
            let away = (y - self.spine).abs() / length.max(1.0);
            let end = self.joint - skeleton.slant * away;
            let start = end - skeleton.twig;
            scene.line(
                &[[start, y], [end, y]],
                Stroke::solid(Paint::InkSoft, scene.hairline() * 0.75),
            );
            let height = set.lettering.height(&cause.words, skeleton.text);
            // Below the spine the bone on the left leans over the words, above it that on the right.
            let over = if self.below { skeleton.slant * height / length.max(1.0) } else { 0.0 };
            let rect = Rect::new(start + over, y - size * 0.12 - height, skeleton.text, height);
            scene.words(rect, &cause.words, set);
        }
    }
}
