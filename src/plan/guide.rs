//! The facilitator guide: a useful cover, the run sheet, then each activity with its slides
//! beside the notes that belong to them.

use super::{GUIDE, Plan, links, run_sheet};
use crate::model::{Activity, Item, Line, Note};
use crate::part::{
    Body, CalloutRole, GroupRole, ListItem, Part, Run, Slide, TextRole, Worksheet, plain,
};

/// The body of the guide.
pub fn parts(plan: &Plan, slides: &[Slide], worksheets: &[Worksheet]) -> Vec<Part> {
    let guide = Guide { plan, slides, worksheets };
    let mut parts = vec![guide.cover()];
    parts.push(
        guide.part(Body::Heading { level: 2, runs: vec![Run::text(plan.words.get("run-sheet"))] }),
    );
    parts.push(run_sheet::table(plan));
    let activities = plan.session.activities.iter().enumerate();
    parts.extend(activities.map(|(index, activity)| guide.activity(index, activity)));
    let (title, code_for) = (plan.words.get("links"), plan.words.get("code-for"));
    parts.extend(links::section(&parts, title, code_for));
    parts
}

struct Guide<'a> {
    plan: &'a Plan<'a>,
    slides: &'a [Slide],
    worksheets: &'a [Worksheet],
}

impl Guide<'_> {
    fn part(&self, body: Body) -> Part {
        let src = self.plan.edition.sources.origin(self.plan.session.span);
        Part { id: String::new(), src, body }
    }

    fn group(&self, role: GroupRole, children: Vec<Part>) -> Part {
        self.part(Body::Group { role, children })
    }

    fn text(&self, text: &str, role: TextRole) -> Part {
        self.part(Body::Text { runs: vec![Run::text(text)], role })
    }

    fn cover(&self) -> Part {
        let front = &self.plan.session.front;
        let mut children = vec![
            self.part(Body::Heading { level: 1, runs: vec![Run::text(front.title.clone())] }),
            self.text(&front.summary, TextRole::Lead),
        ];
        children.extend(self.facts());
        let outcomes: Vec<String> = front.outcomes.iter().map(|o| o.text.clone()).collect();
        let materials = self.materials();
        let texts = |lines: &[Line]| lines.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
        let (room, prerequisites) = (texts(&front.room), texts(&front.prerequisites));
        let (before, after) = (texts(&front.before), texts(&front.after));
        let builds_on = self.builds_on();
        let cards: [(&str, &str, &[String], bool); 7] = [
            ("target", "outcomes", &outcomes, false),
            ("materials", "bring", &materials, true),
            ("room", "room", &room, false),
            ("people", "prerequisites", &prerequisites, false),
            ("link", "builds-on", &builds_on, false),
            ("before", "before", &before, false),
            ("after", "after", &after, false),
        ];
        for (icon, word, items, tick) in cards {
            if !items.is_empty() {
                let role = GroupRole::Card {
                    icon: icon.to_owned(),
                    title: self.plan.words.get(word).to_owned(),
                };
                children.push(self.group(role, vec![self.list(items, tick)]));
            }
        }
        self.group(GroupRole::Cover, children)
    }

    /// The earlier sessions that this one builds on, each once, with the outcomes that it names.
    fn builds_on(&self) -> Vec<String> {
        let references = self.plan.session.front.builds_on.iter().map(|it| it.value.as_str());
        let references: Vec<(&str, Option<&str>)> = references
            .map(|it| it.split_once('/').map_or((it, None), |(id, outcome)| (id, Some(outcome))))
            .collect();
        let sessions = &self.plan.edition.sessions;
        let of = |session: &&crate::model::Session| references.iter().any(|it| it.0 == session.id);
        let line = |session: &crate::model::Session| {
            let named = |id: &str| references.contains(&(session.id.as_str(), Some(id)));
            let outcomes = session.front.outcomes.iter().filter(|it| named(&it.id.value));
            let outcomes: Vec<&str> = outcomes.map(|it| it.text.trim_end_matches('.')).collect();
            let name = format!("{}. {}", session.number, session.front.title);
            if outcomes.is_empty() {
                name
            } else {
                format!("{name}: {}", outcomes.join(self.plan.words.get("semicolon")))
            }
        };
        sessions.iter().filter(of).map(line).collect()
    }

    fn facts(&self) -> Vec<Part> {
        let (session, words) = (self.plan.session, self.plan.words);
        let end = session.activities.last().map_or(session.start, Activity::end);
        let mode = &self.plan.edition.programme.delivery.mode;
        let facts = [
            ("clock", "length", words.length(session.total())),
            ("calendar", "time", format!("{}–{end}", session.start)),
            ("people", "audience", session.front.audience.clone()),
            ("groups", "participants", session.front.participants.clone()),
            ("room", "mode", words.get(mode.get_ref()).to_owned()),
        ];
        let fact = |(icon, label, value): (&str, &str, String)| {
            let role = GroupRole::Fact {
                icon: icon.to_owned(),
                label: words.get(label).to_owned(),
                value,
            };
            self.group(role, Vec::new())
        };
        facts.into_iter().filter(|(_, _, value)| !value.is_empty()).map(fact).collect()
    }

    /// Materials, then worksheets with their copies.
    fn materials(&self) -> Vec<String> {
        let session = self.plan.session;
        let material = |m: &crate::model::Material| match m.quantity.as_str() {
            "" => m.item.clone(),
            quantity => format!("{} ({quantity})", m.item),
        };
        let worksheet = |w: &crate::model::Worksheet| {
            let copies = self.plan.words.get(&format!("copies-{}", w.copies.word())).to_owned();
            let size = w.size.word().to_uppercase();
            let (word, comma) = (self.plan.words.get("worksheet"), self.plan.words.get("comma"));
            format!("{word}: {} ({copies}{comma}{size})", w.title)
        };
        session
            .front
            .materials
            .iter()
            .map(material)
            .chain(session.worksheets.iter().map(worksheet))
            .collect()
    }

    fn list(&self, items: &[String], tick: bool) -> Part {
        let item = |text: &String| ListItem { tick, parts: vec![self.text(text, TextRole::Body)] };
        self.part(Body::List { ordered: false, start: 1, items: items.iter().map(item).collect() })
    }

    fn activity(&self, index: usize, activity: &Activity) -> Part {
        let lowering = self.plan.lowering(GUIDE);
        let role = GroupRole::Activity {
            number: index as u32 + 1,
            title: plain(&lowering.runs(&activity.title)),
            activity: activity.kind.word().to_owned(),
            start: activity.start.to_string(),
            end: activity.end().to_string(),
            minutes: activity.minutes.0,
            lead: activity.lead.clone(),
            method: activity.method.clone(),
            group: activity.group.map_or(String::new(), |group| group.word().to_owned()),
            resources: run_sheet::needs(self.plan, activity),
            optional: activity.optional,
        };
        let mut children = Vec::new();
        let mut at_end = Vec::new();
        for item in &activity.items {
            self.item(item, &mut children, &mut at_end);
        }
        children.extend(at_end);
        Part {
            id: activity.id.clone(),
            src: self.plan.edition.sources.origin(activity.span),
            body: Body::Group { role, children },
        }
    }

    /// Puts an item where the facilitator needs it: notes beside the slide above them, questions
    /// and "short of time" at the activity's end.
    fn item(&self, item: &Item, children: &mut Vec<Part>, at_end: &mut Vec<Part>) {
        match item {
            Item::Block(block) => self.append(children, block.lower(&self.shifted())),
            Item::Slide(index) => {
                let mut step = self.group(GroupRole::Step { slides: vec![*index] }, Vec::new());
                step.src = self.slides[*index].src.clone();
                // Slides without notes between them stand together.
                match children.last_mut().map(|part| &mut part.body) {
                    Some(Body::Group { role: GroupRole::Step { slides }, children: notes })
                        if notes.is_empty() && slides.len() < 3 =>
                    {
                        slides.push(*index);
                    }
                    _ => children.push(step),
                }
            }
            // The producer's lane belongs to editions that somebody joins from a screen.
            Item::Note(note)
                if note.role == CalloutRole::Producer && !self.plan.edition.is_virtual => {}
            Item::Note(note) => {
                let quiet = matches!(note.role, CalloutRole::Questions | CalloutRole::ShortOfTime);
                let part = self.note(note);
                if quiet {
                    at_end.push(part);
                } else {
                    self.append(children, part);
                }
            }
            Item::Worksheet(index) => {
                let mut part = self.group(GroupRole::HandOut { worksheet: *index }, Vec::new());
                part.src = self.worksheets[*index].src.clone();
                children.push(part);
            }
        }
    }

    /// Adds to the notes of the slide above, if the last thing is a slide.
    fn append(&self, children: &mut Vec<Part>, part: Part) {
        match children.last_mut().map(|last| &mut last.body) {
            Some(Body::Group { role: GroupRole::Step { .. }, children: notes }) => notes.push(part),
            _ => children.push(part),
        }
    }

    fn shifted(&self) -> crate::model::block::Lowering<'_> {
        let mut lowering = self.plan.lowering(GUIDE);
        lowering.heading_shift = 1;
        lowering
    }

    fn note(&self, note: &Note) -> Part {
        let mut lowering = self.plan.lowering(GUIDE);
        // Questions are level-3 headings in the source, and level 3 below the activity's 2.
        lowering.heading_shift = 0;
        Part {
            id: String::new(),
            src: self.plan.edition.sources.origin(note.span),
            body: Body::Callout {
                role: note.role,
                title: Vec::new(),
                children: lowering.all(&note.blocks),
            },
        }
    }
}
