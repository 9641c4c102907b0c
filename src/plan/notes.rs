//! What is said beside each slide: the guide's notes, told slide by slide, for the presenter's view.

use crate::part::{Body, GroupRole, Part, Run, Slide, TextRole};

/// The notes of each slide, out of the guide's body. What stands before an activity's first slide
/// goes to that slide; what stands where no slide follows, to the one before.
pub fn of_slides(guide: &[Part], slides: &[Slide]) -> Vec<Vec<Part>> {
    let mut notes = Notes { all: vec![Vec::new(); slides.len()], at: None, waiting: Vec::new() };
    for part in guide {
        if let Body::Group { role: GroupRole::Activity { .. }, children } = &part.body {
            notes.activity(part, children);
        }
    }
    notes.settle();
    notes.all
}

struct Notes {
    all: Vec<Vec<Part>>,
    /// The slide that is shown.
    at: Option<usize>,
    /// Notes for the next slide.
    waiting: Vec<Part>,
}

impl Notes {
    fn activity(&mut self, part: &Part, children: &[Part]) {
        let has_slides = children.iter().any(|child| step(child).is_some());
        let heading = timing(part);
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
                    self.say(notes.iter().cloned());
                }
                None if has_slides && !shown => self.waiting.push(child.clone()),
                None => self.say([child.clone()]),
            }
        }
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
fn timing(activity: &Part) -> Option<Part> {
    let Body::Group {
        role: GroupRole::Activity { number, title, start, end, minutes, .. }, ..
    } = &activity.body
    else {
        return None;
    };
    let text = format!("{number}  {title}, {start}–{end} ({minutes}\u{a0}min)");
    let runs = vec![Run::strong(text)];
    Some(Part {
        id: String::new(),
        src: activity.src.clone(),
        body: Body::Text { runs, role: TextRole::Body },
    })
}
