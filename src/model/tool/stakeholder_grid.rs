//! A stakeholder grid: who has how much power over the change, and how much interest in it.
//!
//! Items `- Ward sister: power 8, interest 9`, from 0 to 10; an empty body is an empty grid.

use super::measure::Lettering;
use super::outline::{self, Entry, Facts};
use super::scene::{Look, Rect, Scene, Set, Stroke};
use super::{Canvas, Context};
use crate::model::Words;
use crate::part::{Align, Drawing, Paint, VAlign};
use crate::syntax::Container;

/// A stakeholder grid.
#[derive(Clone, Debug, PartialEq)]
pub struct StakeholderGrid {
    pub(super) facts: Facts,
    people: Vec<Person>,
}

/// A person or group.
#[derive(Clone, Debug, PartialEq)]
struct Person {
    name: String,
    /// 0 to 10.
    power: f64,
    /// 0 to 10.
    interest: f64,
}

/// Most people whose names find room.
const MOST_PEOPLE: usize = 24;

/// Keys of the quadrants' names: top left, top right, bottom left, bottom right.
const QUADRANTS: [&str; 4] =
    ["quadrant-satisfied", "quadrant-closely", "quadrant-touch", "quadrant-informed"];

const ITEM: &str = "write `- Ward sister: power 8, interest 9`, with numbers from 0 to 10";

impl StakeholderGrid {
    pub(super) fn parse(container: &Container, cx: &mut Context) -> Self {
        let facts = outline::facts(container, &[], cx);
        let mut entries = outline::entries(container, cx);
        outline::limit_depth(&mut entries, 1, "people have nothing below them", cx);
        if let Some(entry) = entries.get(MOST_PEOPLE) {
            let message = format!("a stakeholder grid has room for {MOST_PEOPLE} names");
            outline::bad_data(entry.span, message, "join some of them into groups", cx);
        }
        let people =
            entries.iter().take(MOST_PEOPLE).filter_map(|entry| person(entry, cx)).collect();
        Self { facts, people }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.people.is_empty()
    }

    pub(super) fn describe(&self) -> String {
        let words = &self.facts.words;
        if self.people.is_empty() {
            let quadrants = QUADRANTS.map(|key| (key, words.get(key)));
            return words.say("alt-stakeholder-grid-blank", &quadrants);
        }
        let person = |person: &Person| {
            let (power, interest) = (person.power.to_string(), person.interest.to_string());
            let facts = [
                ("name", &*person.name),
                ("power", &power),
                ("interest", &interest),
                ("quadrant", words.get(QUADRANTS[person.quadrant()])),
            ];
            format!(" {}", words.say("alt-stakeholder", &facts))
        };
        let people: String = self.people.iter().map(person).collect();
        format!("{}{people}", words.get("alt-stakeholder-grid"))
    }

    pub(super) fn lower(&self, canvas: &Canvas) -> Drawing {
        let mut scene = Scene::new(canvas.width, canvas.text);
        let size = canvas.text;
        let height = match self.people.is_empty() {
            true => canvas.height,
            false => canvas.height.min((canvas.width * 0.62).max(size * 20.0)),
        };
        let line = Lettering::bold(size).line();
        let edge = size * 0.8;
        let top = line + size * 0.3;
        let plane =
            Rect::new(edge, top, canvas.width - edge, (height - top * 2.0 - size * 0.3).max(1.0));
        let radius = size * 0.32;
        let dots = self.dots(plane.inside(radius * 2.0), radius);
        let taken = dots.iter().map(|dot| Rect::around(*dot, radius * 2.6, radius * 2.6)).collect();
        let taken = draw_plane(plane, taken, &self.facts.words, &mut scene);
        self.draw_names(plane, &dots, taken, &mut scene);
        for dot in dots {
            scene.dot(dot, radius, Paint::Primary);
        }
        scene.finish(height)
    }

    fn dots(&self, plane: Rect, radius: f64) -> Vec<[f64; 2]> {
        let mut dots: Vec<[f64; 2]> = Vec::new();
        for person in &self.people {
            dots.push(free_dot(person.place(plane), radius, &dots));
        }
        dots
    }

    fn draw_names(&self, plane: Rect, dots: &[[f64; 2]], mut taken: Vec<Rect>, scene: &mut Scene) {
        let size = scene.size;
        let set = Set::new(Lettering::regular(size), Paint::Ink);
        for (person, dot) in self.people.iter().zip(dots) {
            let width = set.lettering.width(&person.name).min(size * 11.0).min(plane.w * 0.4) + 1.0;
            let height = set.lettering.height(&person.name, width);
            let place = free_label(*dot, width, height, plane, &taken, size);
            if place.is_far {
                let x = dot[0].clamp(place.rect.x, place.rect.right());
                let y = if place.rect.y > dot[1] { place.rect.y } else { place.rect.bottom() };
                scene.line(&[*dot, [x, y]], Stroke::solid(Paint::InkSoft, 0.6));
            }
            scene.words(place.rect, &person.name, set.at(place.align, VAlign::Middle));
            taken.push(place.rect);
        }
    }
}

impl Person {
    fn quadrant(&self) -> usize {
        usize::from(self.power < 5.0) * 2 + usize::from(self.interest >= 5.0)
    }

    fn place(&self, plane: Rect) -> [f64; 2] {
        [plane.x + self.interest / 10.0 * plane.w, plane.bottom() - self.power / 10.0 * plane.h]
    }
}

fn person(entry: &Entry, cx: &mut Context) -> Option<Person> {
    let found = entry.words.rsplit_once(':').and_then(|(name, values)| {
        let value = |key: &str| {
            // As the source language says it, or the edition's.
            let names = [key.to_owned(), cx.words.get(key).to_lowercase()];
            let is_key = |part: &&str| {
                let part = part.trim().to_lowercase();
                names.iter().any(|name| part.starts_with(name.as_str()))
            };
            let words = values.split([',', ';']).find(is_key)?;
            let number: f64 = words.split_whitespace().last()?.parse().ok()?;
            (0.0..=10.0).contains(&number).then_some(number)
        };
        let (power, interest) = (value("power")?, value("interest")?);
        let name = name.trim().to_owned();
        (!name.is_empty()).then_some(Person { name, power, interest })
    });
    if found.is_none() {
        let message =
            format!("`{}` does not say who, with how much power and interest", entry.words);
        outline::bad_data(entry.span, message, ITEM, cx);
    }
    found
}

/// Draws the four fields with their names and axes, clear of the dots; returns all that is taken.
fn draw_plane(plane: Rect, mut taken: Vec<Rect>, words: &Words, scene: &mut Scene) -> Vec<Rect> {
    let size = scene.size;
    let (w, h) = (plane.w / 2.0, plane.h / 2.0);
    if !taken.is_empty() {
        let look = Look { fill: Some(Paint::PrimaryPale), stroke: None, ..Look::PLAIN };
        scene.boxed(Rect::new(plane.x + w, plane.y, w, h), 0.0, look, "");
    }
    let thin = Stroke::solid(Paint::InkSoft, 0.6);
    let (x, y) = (plane.middle_x(), plane.middle_y());
    scene.line(&[[x, plane.y], [x, plane.bottom()]], thin);
    scene.line(&[[plane.x, y], [plane.right(), y]], thin);
    let set = Set::new(Lettering::bold(size), Paint::Primary);
    for (index, name) in QUADRANTS.map(|key| words.get(key)).into_iter().enumerate() {
        let (left, top) = ((index % 2) as f64 * w, (index / 2) as f64 * h);
        let field = Rect::new(plane.x + left, plane.y + top, w, h).inside(size * 0.45);
        let width = (set.lettering.width(name) + 1.0).min(field.w);
        let rect = free_corner(field, width, set.lettering.height(name, width), &taken);
        scene.words(rect, name, set);
        taken.push(rect);
    }
    draw_axes(plane, words, scene);
    taken
}

/// The corner of a field that no dot stands in, the top left one if it can be.
fn free_corner(field: Rect, w: f64, h: f64, taken: &[Rect]) -> Rect {
    let (right, low) = (field.right() - w, field.bottom() - h);
    let corners = [(field.x, field.y), (right, field.y), (field.x, low), (right, low)];
    let corners = corners.map(|(x, y)| Rect::new(x, y, w, h));
    let is_free =
        |corner: &Rect| !taken.iter().any(|other| corner.inside(-h / 3.0).overlaps(*other));
    corners.into_iter().find(is_free).unwrap_or(corners[0])
}

fn draw_axes(plane: Rect, words: &Words, scene: &mut Scene) {
    let size = scene.size;
    let axis = Stroke::solid(Paint::Ink, scene.hairline() * 1.2);
    scene.arrow(&[[plane.x, plane.bottom()], [plane.x, plane.y - size * 0.2]], axis);
    scene.arrow(&[[plane.x, plane.bottom()], [plane.right(), plane.bottom()]], axis);
    let title = Set::new(Lettering::bold(size), Paint::Ink);
    let line = title.lettering.line();
    scene.words(Rect::new(0.0, 0.0, plane.w, line), words.get("power"), title);
    let below = Rect::new(plane.x, plane.bottom() + size * 0.3, plane.w, line);
    scene.words(below, words.get("interest"), title.at(Align::Right, VAlign::Top));
}

/// The dot's place, moved sideways as far as other dots ask for.
fn free_dot(mut at: [f64; 2], radius: f64, placed: &[[f64; 2]]) -> [f64; 2] {
    let collides = |at: [f64; 2]| {
        placed.iter().any(|other| (at[0] - other[0]).hypot(at[1] - other[1]) < radius * 2.1)
    };
    let step = if at[0] > radius * 40.0 { -radius } else { radius };
    for _ in 0..MOST_PEOPLE * 4 {
        if !collides(at) {
            break;
        }
        at[0] += step;
    }
    at
}

/// Where a name stands.
struct Place {
    rect: Rect,
    align: Align,
    /// So far from its dot that a line has to join them.
    is_far: bool,
}

/// The nearest free place for a name, preferring the right of its dot, and one that does not lie
/// across the lines between the fields.
fn free_label(dot: [f64; 2], w: f64, h: f64, plane: Rect, taken: &[Rect], size: f64) -> Place {
    let lines = [
        Rect::new(plane.middle_x() - 0.5, plane.y, 1.0, plane.h),
        Rect::new(plane.x, plane.middle_y() - 0.5, plane.w, 1.0),
    ];
    let strict: Vec<Rect> = taken.iter().copied().chain(lines).collect();
    for (taken, steps) in [(strict.as_slice(), 4), (taken, 30)] {
        for step in 0..steps {
            let found = beside(dot, w, h, plane, step, size).into_iter().find(|place| {
                place.rect.within(plane) && !taken.iter().any(|other| place.rect.overlaps(*other))
            });
            if let Some(place) = found {
                return place;
            }
        }
    }
    let x = (dot[0] + size * 0.55).min(plane.right() - w).max(plane.x);
    Place { rect: Rect::new(x, dot[1] - h / 2.0, w, h), align: Align::Left, is_far: false }
}

/// Places at a height so many half lines above or below the dot.
fn beside([x, y]: [f64; 2], w: f64, h: f64, plane: Rect, step: i32, size: f64) -> [Place; 3] {
    let gap = size * 0.55;
    // Level with the dot, then up and down in turn, further each time.
    let away = f64::from((step + 1) / 2) * size * 0.6;
    let top = y - h / 2.0 + if step % 2 == 1 { -away } else { away };
    let centred = (x - w / 2.0).min(plane.right() - w).max(plane.x);
    let is_far = away > h / 2.0 + size * 0.8;
    let place = |x: f64, align: Align| Place { rect: Rect::new(x, top, w, h), align, is_far };
    let (right, left) = (place(x + gap, Align::Left), place(x - gap - w, Align::Right));
    let centred = place(centred, Align::Centre);
    // Beside its dot a name is sure to be read as its own; higher or lower, right above or below.
    if step == 0 { [right, left, centred] } else { [centred, right, left] }
}
