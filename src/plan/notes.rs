//! What is said beside each slide: the guide's notes, told slide by slide, for the presenter's view.

use super::Words;
use crate::part::{Body, GroupRole, Part, Run, Slide, TextRole, Worksheet};

/// The notes of each slide, out of the guide's body. What stands before an activity's first slide
/// goes to that slide; what stands where no slide follows, to the one before.
pub fn of_slides(
    guide: &[Part],
    slides: &[Slide],
    worksheets: &[Worksheet],
    words: &Words,
) -> Vec<Vec<Part>> {
    let all = vec![Vec::new(); slides.len()];
    let mut notes = Notes { worksheets, words, all, at: None, waiting: Vec::new() };
    for part in guide {
        if let Body::Group { role: GroupRole::Activity { .. }, children } = &part.body {
            notes.activity(part, children);
        }
    }
    notes.settle();
    notes.all
}

struct Notes<'a> {
    worksheets: &'a [Worksheet],
    words: &'a Words,
    all: Vec<Vec<Part>>,
    /// The slide that is shown.
    at: Option<usize>,
    /// Notes for the next slide.
    waiting: Vec<Part>,
}

impl Notes<'_> {
    fn activity(&mut self, part: &Part, children: &[Part]) {
        let has_slides = children.iter().any(|child| step(child).is_some());
        let heading = timing(part, self.words);
        match has_slides {
            true => {
                self.settle();
                self.waiting.extend(heading);
            }
            false => self.say(heading),
        }
        let mut shown = false;
        for child in children {
            match step(child) {
                Some((slides, notes)) => {
                    shown = true;
                    self.show(slides);
                    self.say(notes.iter().map(|note| self.told(note)).collect::<Vec<_>>());
                }
                None if has_slides && !shown => self.waiting.push(self.told(child)),
                None => self.say([self.told(child)]),
            }
        }
    }

    /// A part as it is told: a deck has no worksheets to show, so that one handed out is named.
    fn told(&self, part: &Part) -> Part {
        let Body::Group { role: GroupRole::HandOut { worksheet }, children } = &part.body else {
            return part.clone();
        };
        let title = self.worksheets.get(*worksheet).map_or("", |sheet| &sheet.title);
        let text = format!("{}: {title}", self.words.get("hand-out"));
        let mut told = vec![line(part, text)];
        told.extend(children.iter().map(|child| self.told(child)));
        Part { body: Body::Group { role: GroupRole::Stack, children: told }, ..part.clone() }
    }

    /// Shows slides one after the other; what is said is said beside the last.
    fn show(&mut self, slides: &[usize]) {
        if let Some(first) = slides.first().filter(|slide| **slide < self.all.len()) {
            let waiting = std::mem::take(&mut self.waiting);
            self.all[*first].extend(waiting);
        }
        self.at = slides.last().copied().filter(|slide| *slide < self.all.len()).or(self.at);
    }

    fn say(&mut self, parts: impl IntoIterator<Item = Part>) {
        match self.at {
            Some(slide) => self.all[slide].extend(parts),
            None => self.waiting.extend(parts),
        }
    }

    /// What still waits goes to the slide that is shown.
    fn settle(&mut self) {
        if let Some(slide) = self.at {
            let waiting = std::mem::take(&mut self.waiting);
            self.all[slide].extend(waiting);
        }
    }
}

fn step(part: &Part) -> Option<(&[usize], &[Part])> {
    match &part.body {
        Body::Group { role: GroupRole::Step { slides }, children } => Some((slides, children)),
        _ => None,
    }
}

/// "2  Listening, 09:45 to 10:05 (20 min)", as a line of its own.
fn timing(activity: &Part, words: &Words) -> Option<Part> {
    let Body::Group {
        role: GroupRole::Activity { number, title, start, end, minutes, .. }, ..
    } = &activity.body
    else {
        return None;
    };
    let min = words.get("min");
    Some(line(activity, format!("{number}  {title}, {start}–{end} ({minutes}\u{a0}{min})")))
}

/// A bold paragraph of words in place of a part.
fn line(part: &Part, text: String) -> Part {
    let body = Body::Text { runs: vec![Run::strong(text)], role: TextRole::Body };
    Part { id: String::new(), src: part.src.clone(), body }
}
