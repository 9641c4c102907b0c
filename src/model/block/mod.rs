//! Blocks: what stands in activities, notes, slides, worksheets and documents. A block is parsed from the
//! syntax tree and lowers itself into one part.

mod callout;
mod cards;
mod columns;
mod field;
mod generated;
mod inner;
mod picture;
mod table;
mod text;

pub use cards::{Card, Cards};
pub use field::NAMES as FIELDS;
pub use generated::Generated;
pub use picture::Picture;
pub use table::Table;
pub(crate) use text::tie;
pub use text::{Footnotes, List, footnotes, runs};

use super::Context;
use super::attributes::Typed;
use super::tool::{Canvas, Tool};
use crate::diag::{Code, Diagnostic, Sources, Span};
use crate::part::{Body, CalloutRole, Direction, Field, Part};
use crate::syntax::{Container, Inline, Node, NodeKind, ONLY};
use serde::Serialize;

/// A block with its place and id.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where the author wrote it.
    pub span: Span,
    /// `#id`, or empty.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading, by the author's level.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List(List),
    /// A quotation, with who said it.
    Quote(Vec<Block>, Vec<Inline>),
    /// A table, to read or to fill in.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// A set-off box: role, title, content.
    Callout(CalloutRole, String, Vec<Block>),
    /// A thin line.
    Rule,
    /// Fixed-width text.
    Code(String),
    /// A page break in a worksheet or document.
    NewPage,
    /// Side by side: relative widths, one child each.
    Columns(Vec<f64>, Vec<Block>),
    /// A sequence, as a column.
    Stack(Vec<Block>),
    /// Something to fill in: label, hint, kind.
    Field(String, Vec<Inline>, Field),
    /// Cards to cut out.
    Cards(Cards),
    /// Content that the programme itself gives.
    Generated(Generated),
    /// A drawn tool, with the height in points that the author gives it.
    Tool(Tool, Option<f64>),
}

/// Where a block stands; it decides what is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Place {
    /// In an activity, for the facilitator.
    Guide,
    /// On a slide.
    Slide,
    /// On a worksheet.
    Worksheet,
    /// In a document of the programme.
    Paper,
}

impl Place {
    /// May fields and page breaks stand here?
    fn is_filled_in(self) -> bool {
        match self {
            Place::Worksheet | Place::Paper => true,
            Place::Guide | Place::Slide => false,
        }
    }
}

/// Containers that are blocks, besides the tools.
const CONTAINERS: &[&str] = &["callout", "columns", ONLY];

/// Every container name that may stand at a place, for "did you mean".
fn known(place: Place) -> Vec<&'static str> {
    let mut names = [CONTAINERS, Tool::NAMES].concat();
    match place {
        Place::Worksheet | Place::Paper => {
            names.extend(field::NAMES);
            names.extend(["form-table", "new-page", "column"]);
            match place {
                Place::Worksheet => names.push("cards"),
                _ => names.extend(generated::NAMES),
            }
        }
        Place::Slide => names.push("column"),
        Place::Guide => names.extend(super::session::CONTAINERS),
    }
    names
}

/// Parses a sequence of blocks. Nodes that are no blocks are reported and left out.
pub fn parse_all(nodes: &[Node], place: Place, cx: &mut Context) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut level = 0;
    for node in nodes {
        if let NodeKind::Heading { level: next, .. } = node.kind {
            expect_level(node, next, &mut level, cx);
        }
        let Some(block) = parse(node, place, cx) else { continue };
        if let BlockKind::Field(label, _, _) = &block.kind {
            let headed = matches!(blocks.last().map(|b| &b.kind), Some(BlockKind::Heading(..)));
            if label.is_empty() && !headed {
                let finding =
                    Diagnostic::new(Code::MissingLabel, first_line(node), "the field has no label");
                cx.report(finding.help("add `label=\"…\"`, or a heading just above it"));
            }
        }
        blocks.push(block);
    }
    blocks
}

fn expect_level(node: &Node, next: u8, level: &mut u8, cx: &mut Context) {
    if *level > 0 && next > *level + 1 {
        let message = format!("heading of level {next} after one of level {level}");
        let help = format!("use `{}`", "#".repeat(*level as usize + 1));
        cx.report(Diagnostic::new(Code::HeadingSkipped, first_line(node), message).help(help));
    }
    *level = next;
}

/// The start of a node, for a short underline.
pub fn first_line(node: &Node) -> Span {
    match &node.kind {
        NodeKind::Container(container) => container.name_span,
        _ => node.span,
    }
}

fn parse(node: &Node, place: Place, cx: &mut Context) -> Option<Block> {
    let mut id = String::new();
    let kind = match &node.kind {
        NodeKind::Heading { level, inlines, attributes } => {
            attributes.expect_only(&[], cx.findings);
            id = attributes.id.clone().map_or(String::new(), |(id, _)| id);
            BlockKind::Heading(*level, inlines.clone())
        }
        NodeKind::Paragraph(inlines) => match picture::only(inlines) {
            Some(image) => BlockKind::Picture(picture::parse(image, cx)?),
            None => {
                picture::refuse_inline(inlines, cx);
                BlockKind::Paragraph(inlines.clone())
            }
        },
        NodeKind::List { ordered, start, items } => {
            BlockKind::List(List::parse(*ordered, *start, items, place, cx))
        }
        NodeKind::Quote(children) => text::quote(parse_all(children, place, cx)),
        NodeKind::Table { columns, header, rows } => {
            BlockKind::Table(Table::data(columns, header, rows))
        }
        NodeKind::Code { text, .. } => BlockKind::Code(text.trim_end().to_owned()),
        NodeKind::Rule => BlockKind::Rule,
        // Collected before the blocks are parsed.
        NodeKind::Footnote { .. } => return None,
        NodeKind::Container(container) => {
            id = container.attributes.id.clone().map_or(String::new(), |(id, _)| id);
            container_block(container, place, cx)?
        }
    };
    Some(Block { span: node.span, id, kind })
}

fn container_block(container: &Container, place: Place, cx: &mut Context) -> Option<BlockKind> {
    let name = container.name.as_str();
    let filled_in = place.is_filled_in();
    if Tool::NAMES.contains(&name) {
        return tool(container, cx);
    }
    match name {
        "callout" => callout::parse(container, place, cx),
        "columns" => columns::parse(container, place, cx),
        "column" => columns::column(container, place, cx),
        "cards" if place == Place::Worksheet => cards::parse(container, place, cx),
        "form-table" if filled_in => table::form(container, cx),
        "new-page" if filled_in => {
            container.attributes.expect_only(&[], cx.findings);
            Some(BlockKind::NewPage)
        }
        name if generated::NAMES.contains(&name) && place == Place::Paper => {
            generated::parse(container, cx)
        }
        name if field::NAMES.contains(&name) && filled_in => field::parse(container, cx),
        name => {
            report_container(container, name, place, cx);
            None
        }
    }
}

/// A drawn tool; `height=120mm` is about its place on the page and so the same for all of them.
fn tool(container: &Container, cx: &mut Context) -> Option<BlockKind> {
    let height = container.attributes.length("height", cx);
    let mut container = container.clone();
    container.attributes.list.retain(|attribute| attribute.key != "height");
    Tool::parse(&container, cx).map(|tool| BlockKind::Tool(tool, height))
}

fn report_container(container: &Container, name: &str, place: Place, cx: &mut Context) {
    let known = known(place);
    let generated = generated::NAMES.contains(&name);
    let elsewhere = field::NAMES.contains(&name)
        || generated
        || ["form-table", "new-page", "slide", "worksheet", "column", "signature", "cards"]
            .contains(&name)
        || super::session::CONTAINERS.contains(&name);
    let finding = if elsewhere {
        Diagnostic::new(
            Code::MisplacedBlock,
            container.name_span,
            format!("`{name}` cannot stand here"),
        )
        .help(match place {
            _ if generated => "it belongs in a document of the programme",
            Place::Guide | Place::Slide => {
                "fields belong in a worksheet, slides and notes directly under an activity"
            }
            Place::Worksheet => "slides and notes belong directly under an activity",
            Place::Paper => "slides, notes and worksheets belong in a session",
        })
    } else {
        let shown = if name.is_empty() { "no name" } else { name };
        Diagnostic::new(
            Code::UnknownContainer,
            container.name_span,
            format!("unknown container `{shown}`"),
        )
        .did_you_mean(name, known.iter().copied())
        .help(format!("known here: {}", known.join(", ")))
    };
    cx.report(finding);
}

/// What lowering needs besides the block.
#[derive(Clone, Copy)]
pub struct Lowering<'a> {
    /// To say where a part comes from.
    pub sources: &'a Sources,
    /// The space for drawings.
    pub canvas: Canvas,
    /// The session's footnotes.
    pub footnotes: &'a Footnotes,
    /// Added to the author's heading levels, so that they continue the document's own.
    pub heading_shift: i8,
    /// Which way the document's lines run.
    pub direction: Direction,
}

impl Block {
    /// The part that every writer understands.
    pub fn lower(&self, lowering: &Lowering) -> Part {
        let body = match &self.kind {
            BlockKind::Heading(level, inlines) => Body::Heading {
                level: (*level as i8 + lowering.heading_shift).clamp(1, 6) as u8,
                runs: lowering.runs(inlines),
            },
            BlockKind::Paragraph(inlines) => text::paragraph(lowering.runs(inlines)),
            BlockKind::List(list) => list.lower(lowering),
            BlockKind::Quote(blocks, attribution) => {
                text::lower_quote(self.span, blocks, attribution, lowering)
            }
            BlockKind::Table(table) => table.lower(lowering),
            BlockKind::Picture(picture) => picture.lower(),
            BlockKind::Callout(role, title, blocks) => Body::Callout {
                role: *role,
                title: text::label(title),
                children: lowering.all(blocks),
            },
            BlockKind::Rule => Body::Rule,
            BlockKind::Code(text) => text::code(text),
            BlockKind::NewPage => Body::Break,
            // The plan of a document puts it in its place before.
            BlockKind::Generated(_) => {
                Body::Group { role: crate::part::GroupRole::Stack, children: Vec::new() }
            }
            BlockKind::Cards(cards) => cards.lower(self, lowering),
            BlockKind::Columns(widths, blocks) => columns::lower(widths, blocks, lowering),
            BlockKind::Stack(blocks) => columns::lower_stack(blocks, lowering),
            BlockKind::Field(label, hint, field) => Body::Field {
                label: text::label(label),
                hint: lowering.runs(hint),
                field: field.clone(),
            },
            BlockKind::Tool(tool, height) => Body::Drawing {
                drawing: tool.lower(
                    &Canvas { height: height.unwrap_or(lowering.canvas.height), ..lowering.canvas },
                    lowering.direction,
                ),
                alt: tool.describe(),
                caption: text::label(tool.caption()),
            },
        };
        Part { id: self.id.clone(), src: lowering.sources.origin(self.span), body }
    }
}

impl Lowering<'_> {
    /// Lowers a sequence.
    pub fn all(&self, blocks: &[Block]) -> Vec<Part> {
        blocks.iter().map(|block| block.lower(self)).collect()
    }

    /// Inline text with its footnotes.
    pub fn runs(&self, inlines: &[Inline]) -> Vec<crate::part::Run> {
        runs(inlines, self.footnotes)
    }
}
