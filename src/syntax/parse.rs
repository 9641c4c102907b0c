//! Containers and, between their fences, comrak's syntax tree to ours. Refuses raw HTML and endless
//! nesting.

use super::fence::{self, Fence, Piece};
use super::mask::{LineAttributes, MAX_DEPTH, Masked, definitions, is_deep, mask, too_deep};
use super::{Attributes, Container, Inline, InlineKind, Item, Node, NodeKind, ONLY, TableRow};
use crate::diag::{Code, Diagnostic, Findings, SourceFile, Span};
use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos, TableAlignment};
use comrak::{Arena, Options, parse_document};

/// Parses the Markdown of a file. `skip` bytes at its start (the front matter) are passed over.
pub fn parse(file: &SourceFile, index: u32, skip: usize, findings: &mut Findings) -> Vec<Node> {
    let from = file.line_column(skip as u32).0;
    let pieces = fence::split(file, index, from, findings);
    report_conflict_marks(file, index, findings);
    report_unused_footnotes(file, index, findings);
    let definitions = definitions(&file.text[skip..]);
    let mut parser = Parser { file, index, definitions, findings };
    let mut nodes = parser.pieces(&pieces, 0);
    // A footnote that several stretches refer to was parsed with each of them.
    let mut seen = std::collections::HashSet::new();
    dedup_footnotes(&mut nodes, &mut seen);
    nodes
}

/// Reports each mark of a merge that was not finished; are there any?
pub fn report_conflict_marks(file: &SourceFile, index: u32, findings: &mut Findings) -> bool {
    let (mut start, mut any) = (0, false);
    let mark = |line: &str| {
        let named = ["<<<<<<< ", "||||||| ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark));
        named || line.trim_end() == "======="
    };
    for line in file.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        if mark(line) {
            any = true;
            let span = Span::new(index, at, at + line.trim_end().len());
            findings.push(
                Diagnostic::new(
                    Code::ConflictMark,
                    span,
                    "a merge has left the mark of a conflict",
                )
                .help("keep what is right between the marks, and take all four marks out"),
            );
        }
    }
    any
}

/// A footnote that nothing refers to would be lost without a word.
fn report_unused_footnotes(file: &SourceFile, index: u32, findings: &mut Findings) {
    let mut start = 0;
    for line in file.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let Some(end) = line.strip_prefix("[^").and_then(|rest| rest.find("]:")) else { continue };
        let mark = &line[..end + 3];
        if file.text.matches(mark).count() < 2 {
            let name = &line[2..end + 2];
            let message = format!("nothing refers to the footnote `{name}`");
            let span = Span::new(index, at, at + mark.len());
            findings.push(
                Diagnostic::new(Code::UnknownReference, span, message)
                    .help(format!("put `{mark}` where it belongs, or remove the note")),
            );
        }
    }
}

fn dedup_footnotes(nodes: &mut Vec<Node>, seen: &mut std::collections::HashSet<String>) {
    nodes.retain_mut(|node| match &mut node.kind {
        NodeKind::Footnote { name, .. } => seen.insert(name.clone()),
        NodeKind::Container(container) => {
            dedup_footnotes(&mut container.children, seen);
            true
        }
        _ => true,
    });
}

struct Parser<'a> {
    file: &'a SourceFile,
    index: u32,
    definitions: String,
    findings: &'a mut Findings,
}

impl Parser<'_> {
    fn pieces(&mut self, pieces: &[Piece], depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text { first, end } => nodes.extend(self.text(*first, *end, depth)),
                Piece::Fence(fence) => nodes.extend(self.container(fence, depth)),
            }
        }
        nodes
    }

    /// The Markdown of some lines.
    fn text(&mut self, first: u32, end: u32, depth: usize) -> Vec<Node> {
        let range = self.file.offset(first, 1)..self.file.offset(end, 1);
        let (mut text, masked) = mask(&self.file.text[range.clone()], range.start, first);
        if let Some(line) = too_deep(&text) {
            let start = self.file.offset(first + line - 1, 1);
            let span = Span::new(self.index, start, start + 1);
            self.findings.push(nested_too_deep(span, "start a new list"));
            // What stands around it is still read, so that one mistake is not reported as many.
            let kept =
                |line: &str| if is_deep(line) { "\n".to_owned() } else { format!("{line}\n") };
            text = text.lines().map(kept).collect();
        }
        if text.contains('[') && !self.definitions.is_empty() {
            text.push_str("\n\n");
            text.push_str(&self.definitions);
        }
        let arena = Arena::new();
        let root = parse_document(&arena, &text, &options());
        let Masked { headings, conditions } = masked;
        let (file, index, findings) = (self.file, self.index, &mut *self.findings);
        let mut reader = Reader { file, index, before: first - 1, headings, conditions, findings };
        let nodes = reader.blocks(root, depth);
        reader.report_stray_conditions();
        nodes
    }

    fn container(&mut self, fence: &Fence, depth: usize) -> Option<Node> {
        let std::ops::Range { start, end: line_end } = self.file.line(fence.line);
        let line = &self.file.text[start..line_end];
        let info = line.trim_start().trim_start_matches(':').trim_start();
        let name = info.split([' ', '{', '\t']).next().unwrap_or("").trim_end();
        let name_at = start + line.len() - info.len();
        let name_span = Span::new(self.index, name_at, name_at + name.len().max(1));
        if depth > MAX_DEPTH {
            self.findings.push(nested_too_deep(name_span, "close the containers before"));
            return None;
        }
        let attributes = match (line.find('{'), line.trim_end().ends_with('}')) {
            (Some(open), true) => {
                let inner = &line[open + 1..line.trim_end().len() - 1];
                Attributes::parse(inner, self.index, start + open + 1, self.findings)
            }
            (None, false) if info.trim() == name => Attributes::none(name_span),
            _ => {
                let message = "the attributes are not in braces at the end of the line";
                self.findings.push(
                    Diagnostic::new(
                        Code::BadAttribute,
                        Span::new(self.index, start, line_end),
                        message,
                    )
                    .help("write `::: name {#id key=value}` on one line"),
                );
                Attributes::none(name_span)
            }
        };
        let end = self.file.offset(fence.end + 1, 1).max(line_end);
        let span = Span::new(self.index, start, end);
        let children = self.pieces(&fence.pieces, depth + 1);
        let container = Container { span, name: name.to_owned(), name_span, attributes, children };
        Some(Node { span, kind: NodeKind::Container(container) })
    }
}

fn nested_too_deep(span: Span, help: &str) -> Diagnostic {
    let message = format!("more than {MAX_DEPTH} levels of nesting");
    Diagnostic::new(Code::NestedTooDeep, span, message).help(help)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.link_attributes = true;
    options.parse.smart = true;
    options.parse.leave_footnote_definitions = true;
    options
}

struct Reader<'a> {
    file: &'a SourceFile,
    index: u32,
    /// Lines of the file before the text.
    before: u32,
    headings: LineAttributes,
    /// Those that belong to nothing yet.
    conditions: LineAttributes,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn span(&self, place: Sourcepos) -> Span {
        let start =
            self.file.offset(self.before + place.start.line as u32, place.start.column as u32);
        let mut end =
            self.file.offset(self.before + place.end.line as u32, place.end.column as u32 + 1);
        if end < start {
            end = start;
        }
        Span::new(self.index, start, end)
    }

    /// The first line of a span, for a short underline.
    fn first_line(&self, span: Span) -> Span {
        let text = &self.file.text[span.start as usize..span.end as usize];
        let line = text.lines().next().unwrap_or("");
        Span::new(self.index, span.start as usize, span.start as usize + line.len())
    }

    fn blocks<'a>(&mut self, parent: &'a AstNode<'a>, depth: usize) -> Vec<Node> {
        parent.children().filter_map(|child| self.block(child, depth)).collect()
    }

    /// The condition at the end of a line, which then belongs to what ends there.
    fn condition(&mut self, line: usize, span: Span) -> Option<Attributes> {
        let (start, end) = self.conditions.remove(&(self.before + line as u32))?;
        let text = &self.file.text[start..end];
        let attributes = Attributes::parse(text, self.index, start, self.findings);
        attributes.expect_only(&[], self.findings);
        if let Some((_, id)) = attributes.id {
            let message = "only a condition can stand here";
            self.findings.push(Diagnostic::new(Code::BadAttribute, id, message).help(format!(
                "give the id to a container around it: `::: {ONLY} {{#id when=…}}`"
            )));
        }
        Some(Attributes { span, ..attributes })
    }

    /// A condition that ends neither a paragraph nor an item nor a row would be lost.
    fn report_stray_conditions(&mut self) {
        for (start, end) in std::mem::take(&mut self.conditions).into_values() {
            let span = Span::new(self.index, start, end);
            self.findings.push(
                Diagnostic::new(Code::BadWhen, span, "this condition belongs to nothing").help(
                    "put it at the end of a paragraph, of a list item or of a row below the header",
                ),
            );
        }
    }

    fn block<'a>(&mut self, node: &'a AstNode<'a>, depth: usize) -> Option<Node> {
        let data = node.data.borrow();
        let span = self.span(data.sourcepos);
        if depth > MAX_DEPTH {
            self.findings.push(nested_too_deep(self.first_line(span), "start a new list"));
            return None;
        }
        let kind = match &data.value {
            NodeValue::Heading(heading) => {
                let line = self.before + data.sourcepos.start.line as u32;
                NodeKind::Heading {
                    level: heading.level,
                    inlines: self.inlines(node),
                    attributes: self.heading_attributes(line, span),
                }
            }
            NodeValue::Paragraph => {
                let paragraph = NodeKind::Paragraph(self.inlines(node));
                match self.condition(data.sourcepos.end.line, span) {
                    Some(attributes) => NodeKind::Container(Container {
                        span,
                        name: ONLY.to_owned(),
                        name_span: self.first_line(span),
                        attributes,
                        children: vec![Node { span, kind: paragraph }],
                    }),
                    None => paragraph,
                }
            }
            NodeValue::List(list) => NodeKind::List {
                ordered: list.list_type == ListType::Ordered,
                start: list.start as u32,
                items: node.children().map(|item| self.item(item, depth)).collect(),
            },
            NodeValue::BlockQuote => NodeKind::Quote(self.blocks(node, depth + 1)),
            NodeValue::Table(table) => self.table(node, &table.alignments),
            NodeValue::CodeBlock(code) => {
                NodeKind::Code { info: code.info.clone(), text: code.literal.clone() }
            }
            NodeValue::ThematicBreak => NodeKind::Rule,
            NodeValue::FootnoteDefinition(note) => NodeKind::Footnote {
                name: note.name.clone(),
                children: self.blocks(node, depth + 1),
            },
            NodeValue::HtmlBlock(_) => {
                self.refuse_html(self.first_line(span));
                return None;
            }
            other => {
                let message =
                    format!("`{}` is not part of the source language", other.xml_node_name());
                self.findings.push(Diagnostic::new(
                    Code::MisplacedBlock,
                    self.first_line(span),
                    message,
                ));
                return None;
            }
        };
        Some(Node { span, kind })
    }

    fn refuse_html(&mut self, span: Span) {
        self.findings.push(
            Diagnostic::new(Code::HtmlNotAllowed, span, "raw HTML cannot be printed")
                .help("use Markdown or a `:::` container; write `&lt;` for a plain `<`"),
        );
    }

    fn heading_attributes(&mut self, line: u32, span: Span) -> Attributes {
        match self.headings.get(&line) {
            Some(&(start, end)) => {
                Attributes::parse(&self.file.text[start..end], self.index, start, self.findings)
            }
            None => Attributes::none(span),
        }
    }

    fn item<'a>(&mut self, node: &'a AstNode<'a>, depth: usize) -> Item {
        let data = node.data.borrow();
        let tick = match &data.value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        let span = self.span(data.sourcepos);
        // At the end of its first paragraph it is the item's, not the paragraph's.
        let end = node.first_child().and_then(|child| {
            let child = child.data.borrow();
            matches!(child.value, NodeValue::Paragraph).then_some(child.sourcepos.end.line)
        });
        let attributes = end.and_then(|line| self.condition(line, span));
        let attributes = attributes.unwrap_or_else(|| Attributes::none(span));
        Item { span, attributes, tick, children: self.blocks(node, depth + 1) }
    }

    fn table<'a>(&mut self, node: &'a AstNode<'a>, alignments: &[TableAlignment]) -> NodeKind {
        let columns = alignments
            .iter()
            .map(|alignment| match alignment {
                TableAlignment::Center => 'c',
                TableAlignment::Right => 'r',
                TableAlignment::Left | TableAlignment::None => 'l',
            })
            .collect();
        let (mut header, mut rows) = (Vec::new(), Vec::new());
        for (number, row) in node.children().enumerate() {
            let cells: Vec<Vec<Inline>> = row.children().map(|cell| self.inlines(cell)).collect();
            if number == 0 {
                header = cells;
                continue;
            }
            let place = row.data.borrow().sourcepos;
            let span = self.span(place);
            let attributes = self.condition(place.start.line, span);
            let attributes = attributes.unwrap_or_else(|| Attributes::none(span));
            rows.push(TableRow { attributes, cells });
        }
        NodeKind::Table { columns, header, rows }
    }

    fn inlines<'a>(&mut self, parent: &'a AstNode<'a>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::new();
        for node in parent.children() {
            let Some(inline) = self.inline(node) else { continue };
            // The parser splits words at every character that might be markup; they are one text.
            match (out.last_mut().map(|last| (&mut last.kind, &mut last.span)), &inline.kind) {
                (Some((InlineKind::Text(before), span)), InlineKind::Text(text)) => {
                    before.push_str(text);
                    span.end = inline.span.end;
                }
                _ => out.push(inline),
            }
        }
        out
    }

    fn inline<'a>(&mut self, node: &'a AstNode<'a>) -> Option<Inline> {
        let data = node.data.borrow();
        let span = self.span(data.sourcepos);
        let kind = match &data.value {
            NodeValue::Text(text) => {
                self.expect_no_footnote(text, span);
                InlineKind::Text(text.to_string())
            }
            NodeValue::SoftBreak => InlineKind::Text(" ".to_owned()),
            NodeValue::LineBreak => InlineKind::Break,
            NodeValue::Code(code) => InlineKind::Code(code.literal.clone()),
            NodeValue::Strong => InlineKind::Strong(self.inlines(node)),
            NodeValue::Emph => InlineKind::Emph(self.inlines(node)),
            NodeValue::Link(link) => {
                InlineKind::Link { href: link.url.clone(), inlines: self.inlines(node) }
            }
            NodeValue::Image(image) => InlineKind::Image {
                path: image.url.clone(),
                alt: Inline::plain(&self.inlines(node)),
                caption: image.title.clone(),
                attributes: self.image_attributes(span, data.attrs.as_deref()),
            },
            NodeValue::FootnoteReference(note) => InlineKind::Footnote(note.name.clone()),
            NodeValue::HtmlInline(_) | NodeValue::Raw(_) => {
                self.refuse_html(span);
                return None;
            }
            other => {
                let message =
                    format!("`{}` is not part of the source language", other.xml_node_name());
                self.findings.push(Diagnostic::new(Code::MisplacedBlock, span, message));
                return None;
            }
        };
        Some(Inline { span, kind })
    }

    /// A reference to a footnote that is not there stays plain text in Markdown; nobody means that.
    fn expect_no_footnote(&mut self, text: &str, span: Span) {
        let dangling = text.find("[^").and_then(|at| Some((at, text[at..].find(']')?)));
        if let Some((at, length)) = dangling {
            let name = &text[at + 2..at + length];
            let message = format!("there is no footnote `{name}`");
            let start = span.start as usize + at;
            let span = Span::new(self.index, start, start + length + 1);
            self.findings.push(
                Diagnostic::new(Code::UnknownReference, span, message)
                    .help(format!("add its text as a paragraph: `[^{name}]: …`; a footnote's name must be the same in both places")),
            );
        }
    }

    fn image_attributes(
        &self,
        span: Span,
        given: Option<&comrak::nodes::Attributes>,
    ) -> Attributes {
        let mut attributes = Attributes::none(span);
        if let Some(given) = given {
            attributes.id = given.id.clone().map(|id| (id, span));
            attributes.list = given
                .pairs
                .iter()
                .map(|(key, value)| super::Attribute {
                    key: key.clone(),
                    value: Some(value.clone()),
                    span,
                })
                .collect();
        }
        attributes
    }
}
