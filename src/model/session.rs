//! A session: its facts and its activities with slides, notes and worksheets.

use super::attributes::Typed;
use super::block::{Block, Footnotes, Place, first_line, footnotes, parse_all};
use super::front::FrontMatter;
use super::slide::Slide;
use super::value::{ActivityKind, Clock, GroupSize, Minutes};
use super::worksheet::Worksheet;
use super::{Context, Ids};
use crate::diag::{Code, Diagnostic, Span};
use crate::part::{CalloutRole, Translated};
use crate::syntax::{Container, Inline, Node, NodeKind};

/// Containers that stand directly under an activity.
pub const CONTAINERS: &[&str] =
    &["slide", "say", "do", "ask", "producer", "questions", "short-of-time", "worksheet"];

/// A session of an edition: no choice left.
#[derive(Clone, Debug)]
pub struct Session {
    /// Id: the name of its folder.
    pub id: String,
    /// Place in the programme, from 1.
    pub number: u32,
    /// The top of its file.
    pub span: Span,
    /// Its facts.
    pub front: FrontMatter,
    /// Its short version, without the activities marked optional.
    pub is_short: bool,
    /// The day, as it is to be read; empty while nobody knows it.
    pub date: String,
    /// When it starts.
    pub start: Clock,
    /// Its activities, with clock times.
    pub activities: Vec<Activity>,
    /// All its slides in order.
    pub slides: Vec<Slide>,
    /// All its worksheets in order.
    pub worksheets: Vec<Worksheet>,
    /// Its footnotes.
    pub footnotes: Footnotes,
    /// Which of its words are not in the edition's language.
    pub translated: Translated,
}

/// A line of the run sheet and what belongs to it.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Id.
    pub id: String,
    /// Its heading.
    pub span: Span,
    /// Name.
    pub title: Vec<Inline>,
    /// Type.
    pub kind: ActivityKind,
    /// Length.
    pub minutes: Minutes,
    /// When it starts.
    pub start: Clock,
    /// Who leads.
    pub lead: String,
    /// How; may be empty.
    pub method: String,
    /// How many work together.
    pub group: Option<GroupSize>,
    /// Ids of materials, each with its place.
    pub resources: Vec<(String, Span)>,
    /// Ids of worksheets from elsewhere that are handed out here.
    pub worksheets: Vec<(String, Span)>,
    /// May be left out when time is short.
    pub optional: bool,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

/// What stands under an activity.
#[derive(Clone, Debug)]
pub enum Item {
    /// Text for the facilitator.
    Block(Box<Block>),
    /// Index into the session's slides.
    Slide(usize),
    /// SAY, DO, ASK and the other notes.
    Note(Note),
    /// Index into the session's worksheets.
    Worksheet(usize),
}

/// A note for the facilitator.
#[derive(Clone, Debug)]
pub struct Note {
    /// Where it is.
    pub span: Span,
    /// Which treatment.
    pub role: CalloutRole,
    /// Its content.
    pub blocks: Vec<Block>,
}

impl Activity {
    /// When it ends.
    pub fn end(&self) -> Clock {
        self.start.after(self.minutes)
    }
}

/// What a session file says, before it is parsed.
pub struct Input<'a> {
    /// Id: the name of its folder.
    pub id: &'a str,
    /// Place in the programme, from 1.
    pub number: u32,
    /// The top of its file.
    pub span: Span,
    /// Its facts, variables expanded.
    pub front: FrontMatter,
    /// Its short version?
    pub is_short: bool,
    /// When it starts.
    pub start: Clock,
    /// Its body, with nothing left to choose.
    pub body: &'a [Node],
}

impl Session {
    /// Parses a session. What cannot be used is reported and left out.
    pub fn parse(input: Input, cx: &mut Context) -> Self {
        let mut session = Session {
            id: input.id.to_owned(),
            number: input.number,
            span: input.span,
            front: input.front,
            is_short: input.is_short,
            date: String::new(),
            start: input.start,
            activities: Vec::new(),
            slides: Vec::new(),
            worksheets: Vec::new(),
            footnotes: footnotes(input.body),
            translated: Translated::default(),
        };
        let mut ids = Sets::default();
        for node in input.body {
            match &node.kind {
                NodeKind::Heading { level: 1, .. } => {
                    if let Some(activity) = activity(node, &mut ids.activities, cx) {
                        session.activities.push(activity);
                    }
                }
                NodeKind::Footnote { .. } => {}
                _ if session.activities.is_empty() => misplaced(node, cx),
                _ => session.item(node, &mut ids, cx),
            }
        }
        let mut clock = session.start;
        for activity in &mut session.activities {
            activity.start = clock;
            clock = clock.after(activity.minutes);
        }
        session
    }

    fn item(&mut self, node: &Node, ids: &mut Sets, cx: &mut Context) {
        let item = match &node.kind {
            NodeKind::Container(container) => match container.name.as_str() {
                "slide" => {
                    let activity = self.activities.len() - 1;
                    let Some(slide) = Slide::parse(container, activity, self, &mut ids.slides, cx)
                    else {
                        return;
                    };
                    self.slides.push(slide);
                    vec![Item::Slide(self.slides.len() - 1)]
                }
                "worksheet" => {
                    let Some(worksheet) = Worksheet::parse(container, &mut ids.worksheets, cx)
                    else {
                        return;
                    };
                    self.worksheets.push(worksheet);
                    vec![Item::Worksheet(self.worksheets.len() - 1)]
                }
                name => match note_role(name) {
                    Some(role) => vec![Item::Note(note(container, role, cx))],
                    None => blocks(node, cx),
                },
            },
            _ => blocks(node, cx),
        };
        if let Some(activity) = self.activities.last_mut() {
            activity.items.extend(item);
        }
    }

    /// Minutes of all activities.
    pub fn total(&self) -> Minutes {
        Minutes(self.activities.iter().map(|activity| activity.minutes.0).sum())
    }

    /// Minutes of the activities that no version leaves out.
    pub fn least(&self) -> Minutes {
        let kept = self.activities.iter().filter(|activity| !activity.optional);
        Minutes(kept.map(|activity| activity.minutes.0).sum())
    }
}

/// Ids seen so far, by kind.
#[derive(Default)]
struct Sets {
    activities: Ids,
    slides: Ids,
    worksheets: Ids,
}

fn blocks(node: &Node, cx: &mut Context) -> Vec<Item> {
    parse_all(std::slice::from_ref(node), Place::Guide, cx)
        .into_iter()
        .map(|block| Item::Block(Box::new(block)))
        .collect()
}

fn misplaced(node: &Node, cx: &mut Context) {
    cx.report(
        Diagnostic::new(
            Code::MisplacedBlock,
            first_line(node),
            "this stands before the first activity",
        )
        .help("start with an activity: `# Check-in {#check-in time=15m type=energiser}`"),
    );
}

fn note_role(name: &str) -> Option<CalloutRole> {
    match name {
        "say" => Some(CalloutRole::Say),
        "do" => Some(CalloutRole::Do),
        "ask" => Some(CalloutRole::Ask),
        "producer" => Some(CalloutRole::Producer),
        "questions" => Some(CalloutRole::Questions),
        "short-of-time" => Some(CalloutRole::ShortOfTime),
        _ => None,
    }
}

fn note(container: &Container, role: CalloutRole, cx: &mut Context) -> Note {
    container.attributes.expect_only(&[], cx.findings);
    let blocks = parse_all(&container.children, Place::Guide, cx);
    if blocks.is_empty() {
        let message = format!("`{}` is empty", container.name);
        cx.report(
            Diagnostic::new(Code::EmptySlot, container.name_span, message)
                .help("write it, or remove it"),
        );
    }
    Note { span: container.span, role, blocks }
}

fn activity(node: &Node, ids: &mut Ids, cx: &mut Context) -> Option<Activity> {
    let NodeKind::Heading { inlines, attributes, .. } = &node.kind else { return None };
    attributes.expect_only(
        &["time", "type", "lead", "method", "group", "resources", "worksheets", "optional"],
        cx.findings,
    );
    let title = Inline::plain(inlines);
    for (key, help) in [("time", "add `time=15m`"), ("type", "add `type=exercise`")] {
        if attributes.get(key).is_none() {
            cx.bad_attribute(
                attributes.span,
                format!("the activity `{title}` has no `{key}`"),
                help,
            );
        }
    }
    let kind = attributes.one_of("type", ActivityKind::WORDS, ActivityKind::from_word, cx);
    let lead = attributes.words("lead");
    let list = |key: &str| {
        let words = attributes.value(key).unwrap_or("").split_whitespace();
        words.map(|word| (word.to_owned(), attributes.place(key))).collect()
    };
    Some(Activity {
        id: ids.claim(attributes.id.as_ref(), &title, cx),
        span: node.span,
        title: inlines.clone(),
        kind: kind.unwrap_or(ActivityKind::Input),
        minutes: attributes.minutes("time", cx).unwrap_or_default(),
        start: Clock::default(),
        lead: if lead.is_empty() { cx.words.get("facilitator").to_owned() } else { lead },
        method: attributes.words("method"),
        group: attributes.one_of("group", GroupSize::WORDS, GroupSize::from_word, cx),
        resources: list("resources"),
        worksheets: list("worksheets"),
        optional: attributes.flag("optional"),
        items: Vec::new(),
    })
}
