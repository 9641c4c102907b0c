//! PowerPoint files of the real programme: no word lost, everything that is referred to is there, nothing
//! outside the slide, the same bytes twice; and decks in an organisation's template.

use super::project::{Project, full_hour};
use super::real;
use super::words::squeeze;
use packwright::diag::Findings;
use packwright::pack;
use packwright::part::{Body, Document, DocumentKind, Part, SlideLayout, plain, plain_parts};
use packwright::plan::Choice;
use packwright::write::ooxml::{Office, Package, Template, TemplateKind, read_package};
use packwright::write::pptx;
use roxmltree::{Document as Xml, Node};
use std::collections::{BTreeMap, BTreeSet};

/// A deck with the document it was made from.
struct Deck {
    document: Document,
    package: Package,
    bytes: Vec<u8>,
}

/// The decks of a project's sessions, in a template where one is given.
fn decks(project: &Project, template: Option<Template>) -> Vec<Deck> {
    let world = project.world();
    let mut findings = Findings::default();
    let (_, prepared) = pack::prepare(&world, &pack::Asked::default(), &mut findings);
    let prepared = prepared.expect("a programme");
    let office = Office::new(&world, template.into_iter().collect());
    let documents = prepared
        .edition
        .sessions
        .iter()
        .flat_map(|session| prepared.documents(session, &Choice::default()));
    let decks = documents.filter(|document| document.kind == DocumentKind::Slides);
    decks
        .map(|document| {
            let written = pptx::write(&document, &prepared.theme, &prepared.words, &office)
                .expect("a deck can be written");
            assert_eq!(written.pages, document.slides.len());
            let package = read_package(&written.bytes).expect("a package");
            Deck { document, package, bytes: written.bytes }
        })
        .collect()
}

impl Deck {
    fn text(&self, part: &str) -> String {
        let bytes = self.package.bytes(part).unwrap_or_else(|| panic!("no part {part}"));
        String::from_utf8(bytes.to_vec()).expect("UTF-8")
    }

    fn slide(&self, index: usize) -> String {
        format!("ppt/slides/slide{}.xml", index + 1)
    }

    fn layout_of(&self, slide: &str) -> String {
        self.package.related(slide, "slideLayout").remove(0).1
    }
}

fn elements<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// Is it the mark of a footnote? It stands among the words.
fn raised(text: Node) -> bool {
    let run = text.parent().and_then(|run| elements(run, "rPr").next());
    run.is_some_and(|run| run.attribute("baseline").is_some())
}

/// All words of a part: text, and alternative texts.
fn words(xml: &str) -> String {
    let tree = Xml::parse(xml).expect("XML");
    let mut text = String::new();
    for node in tree.descendants() {
        match node.tag_name().name() {
            "t" if !raised(node) => text.push_str(node.text().unwrap_or("")),
            "cNvPr" => text.push_str(node.attribute("descr").unwrap_or("")),
            _ => {}
        }
    }
    squeeze(&text)
}

/// Everything a part says, where its words stand apart from one another in any format.
fn said(parts: &[Part], lines: &mut Vec<String>) {
    for part in parts {
        match &part.body {
            Body::Callout { title, children, .. } => {
                lines.push(plain(title));
                said(children, lines);
            }
            Body::Group { children, .. } => said(children, lines),
            Body::Picture { alt, caption, .. } => {
                lines.extend([alt.clone(), plain(caption)]);
            }
            Body::Heading { .. }
            | Body::Text { .. }
            | Body::List { .. }
            | Body::Table(_)
            | Body::Drawing { .. }
            | Body::Field { .. }
            | Body::Rule
            | Body::Break => lines.extend(plain_parts(std::slice::from_ref(part))),
        }
    }
}

fn no_word_is_lost_in(decks: &[Deck]) {
    for deck in decks {
        for (index, slide) in deck.document.slides.iter().enumerate() {
            let text = words(&deck.text(&deck.slide(index)));
            let mut lines = vec![plain(&slide.title), plain(&slide.slots.attribution)];
            said(&slide.slots.body, &mut lines);
            for column in &slide.slots.columns {
                lines.push(plain(&column.title));
                said(&column.parts, &mut lines);
            }
            said(slide.slots.figure.as_deref().map_or(&[], std::slice::from_ref), &mut lines);
            lines.extend(slide.notes.iter().map(|note| plain(note)));
            if let Some(Body::Drawing { drawing, .. }) =
                slide.slots.figure.as_deref().map(|p| &p.body)
            {
                lines.extend(drawing.shapes.iter().filter_map(label));
            }
            for line in lines {
                assert!(
                    text.contains(&squeeze(&line)),
                    "slide {} lacks `{line}`:\n{text}",
                    slide.src
                );
            }
        }
        for (index, notes) in
            deck.document.notes.iter().enumerate().filter(|(_, it)| !it.is_empty())
        {
            let text = words(&deck.text(&format!("ppt/notesSlides/notesSlide{}.xml", index + 1)));
            let mut lines = Vec::new();
            said(notes, &mut lines);
            for line in lines {
                assert!(
                    text.contains(&squeeze(&line)),
                    "the notes of slide {} lack `{line}`:\n{text}",
                    index + 1
                );
            }
        }
    }
}

fn label(shape: &packwright::part::Shape) -> Option<String> {
    use packwright::part::Shape;
    match shape {
        Shape::Box { label, .. } | Shape::Diamond { label, .. } | Shape::Ellipse { label, .. } => {
            label.as_ref().map(|label| plain(&label.runs))
        }
        Shape::Text { label, .. } => Some(plain(&label.runs)),
        Shape::Line { .. } | Shape::Path { .. } => None,
    }
}

fn holds_together(decks: &[Deck]) {
    for deck in decks {
        relationships(deck);
        for index in 0..deck.document.slides.len() {
            let part = deck.slide(index);
            let text = deck.text(&part);
            let tree = Xml::parse(&text).expect("XML");
            ids(&part, tree.root_element());
            placeholders(deck, &part, tree.root_element());
            tables(&part, tree.root_element());
            languages(&part, tree.root_element());
            for (_, notes) in deck.package.related(&part, "notesSlide") {
                assert_eq!(deck.package.related(&notes, "notesMaster").len(), 1, "{notes}");
                assert_eq!(deck.package.related(&notes, "slide")[0].1, part);
            }
        }
        sections(deck);
    }
}

/// Every id of a relationship that a part names is one of its own.
fn relationships(deck: &Deck) {
    let mut counted = 0;
    for name in deck.package.names().filter(|name| name.ends_with(".xml")) {
        let text = deck.text(name);
        let tree = Xml::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for attribute in tree.descendants().flat_map(|node| node.attributes().collect::<Vec<_>>()) {
            let space = attribute.namespace().unwrap_or("");
            if !space.ends_with("officeDocument/2006/relationships") {
                continue;
            }
            let there = deck.package.related_ids(name);
            assert!(
                there.contains(attribute.value()),
                "{name}: {} leads nowhere",
                attribute.value()
            );
            counted += 1;
        }
    }
    assert!(counted > deck.document.slides.len());
}

fn ids(part: &str, root: Node) {
    let ids: Vec<&str> = elements(root, "cNvPr").filter_map(|node| node.attribute("id")).collect();
    let set: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), set.len(), "{part}: two shapes have the same id");
}

/// What is filled is on the layout; a title is there, with words; what is placed is on the slide.
fn placeholders(deck: &Deck, part: &str, root: Node) {
    let layout = deck.text(&deck.layout_of(part));
    let layout = Xml::parse(&layout).expect("XML");
    let key = |ph: Node| ph.attribute("idx").unwrap_or("0").to_owned();
    let there: BTreeSet<String> = elements(layout.root_element(), "ph").map(key).collect();
    let mut titles = 0;
    for shape in root.descendants().filter(|node| {
        matches!(node.tag_name().name(), "sp" | "pic" | "graphicFrame" | "cxnSp" | "grpSp")
    }) {
        let own =
            shape.children().find(Node::is_element).and_then(|facts| elements(facts, "ph").next());
        let title =
            own.is_some_and(|ph| matches!(ph.attribute("type"), Some("title" | "ctrTitle")));
        if let Some(ph) = own {
            assert!(title || there.contains(&key(ph)), "{part}: placeholder {}", key(ph));
        }
        if title {
            titles += 1;
            assert!(elements(shape, "t").any(|t| t.text().is_some_and(|t| !t.trim().is_empty())));
            continue;
        }
        let number =
            |node: Node, name: &str| node.attribute(name).and_then(|n| n.parse::<i64>().ok());
        let Some(xfrm) = elements(shape, "xfrm").next() else { continue };
        let (off, ext) = (elements(xfrm, "off").next(), elements(xfrm, "ext").next());
        let (Some(off), Some(ext)) = (off, ext) else { continue };
        let (x, y) = (number(off, "x").unwrap_or(0), number(off, "y").unwrap_or(0));
        let (w, h) = (number(ext, "cx").unwrap_or(0), number(ext, "cy").unwrap_or(0));
        assert!(x >= -1 && y >= -1, "{part}: a shape at {x}, {y}");
        assert!(x + w <= 12_192_001 && y + h <= 6_858_001, "{part}: {x} {y} {w} {h} reaches out");
    }
    assert_eq!(titles, 1, "{part}");
}

fn tables(part: &str, root: Node) {
    for table in elements(root, "tbl") {
        let columns = elements(table, "gridCol").count();
        assert_eq!(
            elements(table, "tblPr").next().and_then(|it| it.attribute("firstRow")),
            Some("1")
        );
        for row in elements(table, "tr") {
            assert_eq!(elements(row, "tc").count(), columns, "{part}: cells and grid");
        }
    }
}

fn languages(part: &str, root: Node) {
    for run in elements(root, "r") {
        let said = elements(run, "rPr").next().and_then(|it| it.attribute("lang"));
        assert_eq!(said, Some("en-GB"), "{part}: a run without a language");
    }
}

/// Sections hold every slide once, in order, and slides that are there.
fn sections(deck: &Deck) {
    let text = deck.text("ppt/presentation.xml");
    let tree = Xml::parse(&text).expect("XML");
    let list = elements(tree.root_element(), "sldIdLst").next().expect("slides");
    let slides: Vec<&str> = list.children().filter_map(|slide| slide.attribute("id")).collect();
    let sections = elements(tree.root_element(), "sectionLst").next().expect("sections");
    let named: Vec<&str> =
        elements(sections, "sldId").filter_map(|it| it.attribute("id")).collect();
    assert_eq!(slides, named);
    assert_eq!(slides.len(), deck.document.slides.len());
    let first = elements(sections, "section").next().and_then(|it| it.attribute("name"));
    if deck.document.slides[0].layout == SlideLayout::Title {
        assert_eq!(first, Some(deck.document.info.session.title.as_str()));
    }
}

#[test]
fn no_word_of_the_programme_is_lost() {
    no_word_is_lost_in(&decks(real::project(), None));
}

#[test]
fn decks_hold_together() {
    holds_together(&decks(real::project(), None));
}

#[test]
fn decks_have_the_same_bytes_twice() {
    let (first, second) = (decks(real::project(), None), decks(real::project(), None));
    for (first, second) in first.iter().zip(&second) {
        assert!(first.bytes == second.bytes, "{}", first.document.path);
    }
}

#[test]
fn every_layout_is_there_once_by_name() {
    let deck = &decks(real::project(), None)[0];
    let mut names = BTreeMap::new();
    for part in deck.package.names().filter(|name| name.starts_with("ppt/slideLayouts/slide")) {
        let text = deck.text(part);
        let tree = Xml::parse(&text).expect("XML");
        let name = elements(tree.root_element(), "cSld").next().and_then(|it| it.attribute("name"));
        *names.entry(name.expect("a name").to_owned()).or_insert(0) += 1;
        let idx: Vec<_> =
            elements(tree.root_element(), "ph").map(|ph| ph.attribute("idx")).collect();
        assert_eq!(idx.len(), idx.iter().collect::<BTreeSet<_>>().len(), "{part}: an index twice");
    }
    assert!(names.len() >= 16 && names.values().all(|count| *count == 1), "{names:?}");
    for name in ["Two columns", "Key points", "Quote", "Activity", "Section: Break"] {
        assert!(names.contains_key(name), "{name} is not among {names:?}");
    }
}

#[test]
fn what_is_rare_is_shown_too() {
    let slides = ":::: slide {#rare layout=content}\n## A note[^n] and a link\n\n\
        See [our page](https://example.org/page).[^n]\n\n| One | Two |\n|---|---|\n| a | b |\n\n\
        ::: callout {type=warning}\nMind the *step*.\n:::\n\n1. First\n   - Within\n2. Second\n::::\n\n[^n]: From a book.\n";
    let project = Project::of(&super::project::hour(slides));
    let decks = decks(&project, None);
    no_word_is_lost_in(&decks);
    holds_together(&decks);
    let text = decks[0].text("ppt/slides/slide1.xml");
    assert!(text.contains("hlinkClick") && text.contains("baseline=\"30000\""), "{text}");
}

/// Our own deck of a project as a template.
fn as_template(project: &Project) -> Template {
    let deck = decks(project, None).remove(0);
    let path = project.path("ours.potx");
    std::fs::write(&path, &deck.bytes).expect("a template");
    let mapping = "[layouts]\n\"two-columns\" = \"Comparison\"\n";
    std::fs::write(path.with_extension("toml"), mapping).expect("a mapping");
    Template::read(TemplateKind::PowerPoint, &path).expect("a template")
}

#[test]
fn a_template_keeps_its_layouts_and_loses_its_slides() {
    let template = as_template(&Project::of(&full_hour("another")));
    let decks = decks(real::project(), Some(template));
    no_word_is_lost_in(&decks);
    holds_together(&decks);
    for deck in &decks {
        let slides =
            deck.package.names().filter(|name| name.starts_with("ppt/slides/slide")).count();
        assert_eq!(slides, deck.document.slides.len());
        let main = deck.package.content_type("ppt/presentation.xml").expect("a presentation");
        assert!(main.ends_with("presentation.main+xml"), "{main}");
        let two = deck.document.slides.iter().position(|it| it.layout == SlideLayout::TwoColumns);
        if let Some(two) = two {
            let layout = deck.text(&deck.layout_of(&deck.slide(two)));
            assert!(layout.contains("name=\"Comparison\""), "the mapping is not kept to");
        }
    }
}

#[test]
fn only_decks_are_powerpoint_files() {
    let project = Project::of(&full_hour("one"));
    let world = project.world();
    let (_, prepared) = pack::prepare(&world, &pack::Asked::default(), &mut Findings::default());
    let prepared = prepared.expect("a programme");
    let office = Office::new(&world, Vec::new());
    for document in prepared.documents(&prepared.edition.sessions[0], &Choice::default()) {
        let written = pptx::write(&document, &prepared.theme, &prepared.words, &office);
        assert_eq!(written.is_ok(), document.kind == DocumentKind::Slides, "{}", document.path);
        for finding in written.err().into_iter().flatten() {
            assert!(finding.is_error());
        }
    }
}
