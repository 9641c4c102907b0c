//! A slide: one of a closed set of layouts with named slots, never guessed from its content.

use super::attributes::Typed;
use super::block::{Block, BlockKind, Place, parse_all};
use super::session::Session;
use super::value::{GroupSize, Minutes};
use super::{Context, Ids, Line};
use crate::diag::{Code, Diagnostic, Span};
use crate::part::SlideLayout;
use crate::syntax::{Container, Inline, NodeKind};

/// A slide as the author wrote it.
#[derive(Clone, Debug)]
pub struct Slide {
    /// Id.
    pub id: String,
    /// Where it is.
    pub span: Span,
    /// Layout.
    pub layout: SlideLayout,
    /// Title.
    pub title: Vec<Inline>,
    /// Index of its activity.
    pub activity: usize,
    /// Content besides title, figure and columns.
    pub body: Vec<Block>,
    /// The picture, table or drawing of a layout that shows one.
    pub figure: Option<Block>,
    /// Columns: title and content.
    pub columns: Vec<(String, Vec<Block>)>,
    /// Who said a quotation.
    pub attribution: Vec<Inline>,
    /// Group size that it shows.
    pub group: Option<GroupSize>,
    /// Time that it shows.
    pub minutes: Option<Minutes>,
    /// The picture covers the slide.
    pub full_bleed: bool,
}

const LAYOUTS: &[(&str, SlideLayout)] = &[
    ("title", SlideLayout::Title),
    ("section", SlideLayout::Section),
    ("content", SlideLayout::Content),
    ("two-columns", SlideLayout::TwoColumns),
    ("comparison", SlideLayout::Comparison),
    ("picture", SlideLayout::Picture),
    ("table", SlideLayout::Table),
    ("statement", SlideLayout::Statement),
    ("question", SlideLayout::Question),
    ("quote", SlideLayout::Quote),
    ("activity", SlideLayout::Activity),
    ("diagram", SlideLayout::Diagram),
    ("key-points", SlideLayout::KeyPoints),
    ("next-steps", SlideLayout::NextSteps),
];

fn layout(word: &str) -> Option<SlideLayout> {
    LAYOUTS.iter().find(|(name, _)| *name == word).map(|(_, layout)| *layout)
}

impl Slide {
    /// Parses a `::: slide`; `session` is what has been read of its session so far.
    pub fn parse(
        container: &Container,
        activity: usize,
        session: &Session,
        ids: &mut Ids,
        cx: &mut Context,
    ) -> Option<Self> {
        let attributes = &container.attributes;
        attributes.expect_only(&["layout", "group", "time", "bleed"], cx.findings);
        let names: Vec<&str> = LAYOUTS.iter().map(|(name, _)| *name).collect();
        let layout =
            attributes.one_of("layout", &names, layout, cx).unwrap_or(SlideLayout::Content);
        let heading = container
            .children
            .iter()
            .position(|node| matches!(node.kind, NodeKind::Heading { level: 2, .. }));
        let mut title = match heading.map(|at| &container.children[at].kind) {
            Some(NodeKind::Heading { inlines, .. }) => inlines.clone(),
            _ => default_title(layout, session),
        };
        if title.is_empty() {
            cx.report(
                Diagnostic::new(Code::MissingTitle, container.name_span, "the slide has no title")
                    .help("start it with `## Title`"),
            );
            title = vec![Inline::text(container.name_span, "Slide")];
        }
        let mut rest = container.children.clone();
        if let Some(at) = heading {
            rest.remove(at);
        }
        let (columns, rest): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|node| matches!(&node.kind, NodeKind::Container(c) if c.name == "column"));
        let id = ids.claim(attributes.id.as_ref(), &Inline::plain(&title), cx);
        let mut slide = Slide {
            id,
            span: container.name_span,
            layout,
            title,
            activity,
            body: parse_all(&rest, Place::Slide, cx),
            figure: None,
            columns: columns.iter().filter_map(|node| column(&node.kind, cx)).collect(),
            attribution: Vec::new(),
            group: attributes.one_of("group", GroupSize::WORDS, GroupSize::from_word, cx),
            minutes: attributes.minutes("time", cx),
            full_bleed: attributes.one_of("bleed", &["half", "full"], bleed, cx).unwrap_or(false),
        };
        slide.fill_slots(container, session, cx);
        Some(slide)
    }

    /// Moves the blocks that a layout shows in a slot of their own out of the body.
    fn fill_slots(&mut self, container: &Container, session: &Session, cx: &mut Context) {
        let expected = match self.layout {
            SlideLayout::Picture => {
                self.take(|kind| matches!(kind, BlockKind::Picture(_)), "one picture")
            }
            SlideLayout::Table => {
                self.take(|kind| matches!(kind, BlockKind::Table(_)), "one table")
            }
            SlideLayout::Diagram => {
                self.take(|kind| matches!(kind, BlockKind::Tool(..)), "one drawing")
            }
            SlideLayout::Quote => self.take_quote(),
            SlideLayout::TwoColumns | SlideLayout::Comparison => {
                (self.columns.len() != 2).then_some("two `::: column` containers")
            }
            SlideLayout::Activity => {
                let steps =
                    |block: &Block| matches!(&block.kind, BlockKind::List(list) if list.ordered);
                (!self.body.iter().any(steps)).then_some("a numbered list of instructions")
            }
            SlideLayout::Content | SlideLayout::KeyPoints => {
                self.body.is_empty().then_some("some content")
            }
            SlideLayout::NextSteps => {
                if self.body.is_empty() {
                    self.body = next_steps(self.span, &session.front.after);
                }
                self.body.is_empty().then_some("a list, or `after` tasks in the front matter")
            }
            SlideLayout::Title
            | SlideLayout::Section
            | SlideLayout::Statement
            | SlideLayout::Question => None,
        };
        let takes_columns =
            matches!(self.layout, SlideLayout::TwoColumns | SlideLayout::Comparison);
        let name =
            LAYOUTS.iter().find(|(_, layout)| *layout == self.layout).map_or("", |(name, _)| name);
        if let Some(expected) = expected {
            let message = format!("a `{name}` slide needs {expected}");
            cx.report(
                Diagnostic::new(Code::EmptySlot, container.name_span, message)
                    .help("add it, or choose another layout"),
            );
        }
        if !takes_columns && !self.columns.is_empty() {
            let message = format!("a `{name}` slide has no columns");
            cx.report(
                Diagnostic::new(Code::MisplacedBlock, container.name_span, message)
                    .help("use `layout=two-columns`"),
            );
        }
        if self.layout == SlideLayout::Title && !self.body.is_empty() {
            let message = "a `title` slide shows the front matter and nothing else";
            cx.report(
                Diagnostic::new(Code::MisplacedBlock, container.name_span, message)
                    .help("move the text to a slide of its own"),
            );
        }
    }

    fn take(&mut self, fits: fn(&BlockKind) -> bool, what: &'static str) -> Option<&'static str> {
        match self.body.iter().position(|block| fits(&block.kind)) {
            Some(at) => {
                self.figure = Some(self.body.remove(at));
                None
            }
            None => Some(what),
        }
    }

    fn take_quote(&mut self) -> Option<&'static str> {
        let at = self.body.iter().position(|block| matches!(block.kind, BlockKind::Quote(..)));
        match at.map(|at| self.body.remove(at).kind) {
            Some(BlockKind::Quote(blocks, attribution)) => {
                self.attribution = attribution;
                self.body.splice(0..0, blocks);
                None
            }
            _ => Some("a `>` quotation"),
        }
    }
}

fn bleed(word: &str) -> Option<bool> {
    match word {
        "half" => Some(false),
        "full" => Some(true),
        _ => None,
    }
}

fn default_title(layout: SlideLayout, session: &Session) -> Vec<Inline> {
    match layout {
        SlideLayout::Title => vec![Inline::text(session.span, session.front.title.clone())],
        SlideLayout::Section => session.activities.last().map_or(Vec::new(), |a| a.title.clone()),
        _ => Vec::new(),
    }
}

fn column(kind: &NodeKind, cx: &mut Context) -> Option<(String, Vec<Block>)> {
    let NodeKind::Container(container) = kind else { return None };
    container.attributes.expect_only(&["title"], cx.findings);
    Some((container.attributes.words("title"), parse_all(&container.children, Place::Slide, cx)))
}

fn next_steps(span: Span, tasks: &[Line]) -> Vec<Block> {
    if tasks.is_empty() {
        return Vec::new();
    }
    let paragraph = |task: &Line| Block {
        span,
        id: String::new(),
        kind: BlockKind::Paragraph(vec![Inline::text(span, task.text.clone())]),
    };
    let items = tasks.iter().map(|task| (false, vec![paragraph(task)])).collect();
    let list = super::block::List { ordered: false, start: 1, items };
    vec![Block { span, id: String::new(), kind: BlockKind::List(list) }]
}
