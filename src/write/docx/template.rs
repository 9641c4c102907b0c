//! An organisation's own template: its styles, theme, headers, footers, logo and page setup stay; the
//! body is ours, in its styles. What it lacks is added to it.

use super::section::Page;
use super::story::Story;
use super::style::{Kind, Names, Style};
use super::styles::{self, WORD};
use super::{numbering, settings};
use crate::theme::{Colour, Theme};
use crate::write::ooxml::{Package, Template, Xml};
use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};

/// What a template says about its pages: the pieces of its last section's properties.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// Headers and footers.
    pub references: String,
    /// Notes, before the kind of section.
    pub notes: String,
    /// Size of the paper.
    pub size: String,
    /// Margins and what stands behind them, up to the columns.
    pub margins: String,
    /// What stands between columns and the title page.
    pub middle: String,
    /// The first page has a header of its own.
    pub title_page: bool,
    /// What stands at the end, such as the grid.
    pub end: String,
    /// Namespaces of the pieces: name of the attribute, address.
    pub spaces: Vec<(String, String)>,
    /// The same in numbers.
    pub page: Option<Page>,
}

/// Why a template cannot be used after all.
pub type Problem = String;

/// The styles of ours that a template lacks, by name.
pub fn lacking(template: &Template) -> Vec<&'static str> {
    let Ok(text) = style_text(&template.package, &template.main_part()) else { return Vec::new() };
    let Ok(tree) = Document::parse(&text) else { return Vec::new() };
    let (_, missing) = look_up(&tree, template);
    missing.into_iter().map(Style::name).collect()
}

/// Relationships of a template's main part that are not taken over.
const GONE: [&str; 7] =
    ["chart", "comments", "diagramData", "hyperlink", "image", "oleObject", "stylesWithEffects"];

/// Begins a story with a template's package.
pub fn begin(story: &mut Story, template: &Template) -> Result<(), Problem> {
    story.package = template.package.clone();
    story.main = template.main_part();
    story.part.clone_from(&story.main);
    let main = story.main.clone();
    let text = text(&story.package, &main)?;
    let tree = Document::parse(&text).map_err(|error| error.to_string())?;
    if tree.root_element().tag_name().namespace() != Some(WORD) {
        return Err("it is saved as Strict Open XML, which few programs read".to_owned());
    }
    story.setup = Some(setup(&tree, &text));
    let styles = style_text(&story.package, &main)?;
    let tree = Document::parse(&styles).map_err(|error| error.to_string())?;
    let (names, missing) = look_up(&tree, template);
    story.names = names;
    story.missing = missing;
    story.numbering.bulleted = has_number(&tree, story.names.id(Style::ListBullet));
    if let Some((_, name)) = story.package.related(&main, "numbering").first() {
        story.names.numbers = last_number(&story.package, name);
        story.numbering.first = story.names.numbers;
    }
    if let Some((_, name)) = story.package.related(&main, "footnotes").first() {
        story.first_note = last_note(&story.package, name);
        story.notes_part.clone_from(name);
    }
    story.has_glossary = !story.package.related(&main, "glossaryDocument").is_empty();
    // What only the template's own body showed goes with it, and the copy of its styles that Word 2010
    // keeps, which would no longer be one.
    for kind in GONE {
        story.package.unrelate(&main, kind);
    }
    story.package.unrelate("", "core-properties");
    story.package.unrelate("", "thumbnail");
    story.package.sweep();
    story.first_drawing = 1000;
    Ok(())
}

/// Our theme in a template's brand: the first two accents of its colour scheme (20.1.6.2).
pub fn recoloured(theme: &Theme, template: &Template) -> Theme {
    let main = template.main_part();
    let accents = template.package.related(&main, "theme").first().and_then(|(_, name)| {
        let text = text(&template.package, name).ok()?;
        let tree = Document::parse(&text).ok()?;
        Some((accent(&tree, "accent1")?, accent(&tree, "accent2")?))
    });
    match accents {
        Some((primary, accent)) => theme.recoloured(primary, accent),
        None => theme.clone(),
    }
}

fn accent(tree: &Document, slot: &str) -> Option<Colour> {
    let slot = tree.descendants().find(|node| node.tag_name().name() == slot)?;
    let colour = slot.children().find(Node::is_element)?;
    let hex = colour.attribute("lastClr").or(colour.attribute("val"))?;
    Colour::parse(&format!("#{hex}"))
}

/// The last section's properties, taken apart (17.6.17).
fn setup(tree: &Document, text: &str) -> Setup {
    let body = tree.root_element().children().find(|node| is(*node, "body"));
    let section = body.and_then(|body| body.children().rfind(|node| is(*node, "sectPr")));
    let mut setup = Setup::default();
    for space in tree.root_element().namespaces() {
        if let Some(name) = space.name() {
            setup.spaces.push((format!("xmlns:{name}"), space.uri().to_owned()));
        }
    }
    let Some(section) = section else { return setup };
    for node in section.children().filter(Node::is_element) {
        let piece = &text[node.range()];
        match node.tag_name().name() {
            "headerReference" | "footerReference" => setup.references.push_str(piece),
            "footnotePr" | "endnotePr" => setup.notes.push_str(piece),
            "type" | "cols" | "sectPrChange" | "printerSettings" => {}
            "pgSz" => setup.size.push_str(piece),
            "pgMar" | "paperSrc" | "pgBorders" | "lnNumType" | "pgNumType" => {
                setup.margins.push_str(piece);
            }
            "formProt" | "vAlign" | "noEndnote" => setup.middle.push_str(piece),
            "titlePg" => setup.title_page = !matches!(value(node, "val"), Some("0" | "false")),
            _ => setup.end.push_str(piece),
        }
    }
    setup.page = page(section);
    setup
}

/// Size and margins in points.
fn page(section: Node) -> Option<Page> {
    let child = |name| section.children().find(|node| is(*node, name));
    let points = |node: Node, name| Some(value(node, name)?.parse::<f64>().ok()? / 20.0);
    let (size, margins) = (child("pgSz")?, child("pgMar")?);
    let (width, height) = (points(size, "w")?, points(size, "h")?);
    let side = |name| points(margins, name).map(f64::abs);
    Some(Page {
        width,
        height,
        landscape: width > height,
        margins: [side("top")?, side("right")?, side("bottom")?, side("left")?],
        edge: side("header").unwrap_or(36.0),
    })
}

/// The ids of our styles in a template, and those it lacks.
fn look_up(tree: &Document, template: &Template) -> (Names, Vec<Style>) {
    let mut names = Names::ours();
    let mut theirs = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for node in tree.root_element().children().filter(|node| is(*node, "style")) {
        let name = node.children().find(|node| is(*node, "name"));
        let name = name.and_then(|name| value(name, "val")).unwrap_or("").to_lowercase();
        let (kind, id) = (value(node, "type").unwrap_or("paragraph"), value(node, "styleId"));
        if let Some(id) = id {
            theirs.entry((kind.to_owned(), name)).or_insert_with(|| id.to_owned());
            ids.insert(id.to_lowercase());
        }
    }
    let mapped = |style: Style| {
        let mapping = &template.mapping.styles;
        let own = mapping.iter().find(|(ours, _)| ours.eq_ignore_ascii_case(style.name()));
        own.map_or(style.name(), |(_, theirs)| theirs).to_lowercase()
    };
    let mut missing = Vec::new();
    for style in Style::ALL {
        let kind = match style.kind() {
            Kind::Paragraph => "paragraph",
            Kind::Character => "character",
            Kind::Table => "table",
        };
        match theirs.get(&(kind.to_owned(), mapped(*style))) {
            Some(id) => names.adopt(*style, id),
            None => {
                missing.push(*style);
                let mut id = style.id().to_owned();
                while !ids.insert(id.to_lowercase()) {
                    id.push_str("Ours");
                }
                names.set(*style, &id);
            }
        }
    }
    (names, missing)
}

/// Does a style bring its own numbering?
fn has_number(tree: &Document, id: &str) -> bool {
    let style =
        tree.descendants().find(|node| is(*node, "style") && value(*node, "styleId") == Some(id));
    style.is_some_and(|style| style.descendants().any(|node| is(node, "numPr")))
}

/// The highest id of the template's lists.
fn last_number(package: &Package, name: &str) -> u32 {
    highest(package, name, &["numId", "abstractNumId"])
}

/// The highest id of the template's notes.
fn last_note(package: &Package, name: &str) -> u32 {
    highest(package, name, &["id"])
}

fn highest(package: &Package, name: &str, attributes: &[&str]) -> u32 {
    let Ok(text) = text(package, name) else { return 0 };
    let Ok(tree) = Document::parse(&text) else { return 0 };
    let elements = tree.root_element().children().filter(Node::is_element);
    let ids = elements.flat_map(|node| attributes.iter().filter_map(move |name| value(node, name)));
    ids.filter_map(|id| id.parse::<u32>().ok()).max().unwrap_or(0)
}

/// Puts our styles, lists and notes into the template's parts.
pub fn finish(story: &mut Story) -> Result<(), Problem> {
    let main = story.main.clone();
    let mut definitions = Xml::piece();
    for style in &story.missing {
        styles::definition(&mut definitions, (story.theme, &story.scale), &story.names, *style);
    }
    insert(story, "styles", "</w:styles>", &definitions.finish())?;
    let mut lists = Xml::piece();
    story.numbering.definitions(&mut lists, &story.names);
    let mut instances = Xml::piece();
    story.numbering.instances(&mut instances, &story.names);
    match story.package.related(&main, "numbering").is_empty() {
        true => {
            let part = story.numbering.part(&story.names);
            story.package.add("word/numbering.xml", numbering::NUMBERING_TYPE, part);
            story.package.relate(&main, "numbering", "word/numbering.xml");
        }
        false => {
            // Definitions stand before all instances (17.9.17).
            insert_before(story, "numbering", "<w:num ", &lists.finish())?;
            insert_before(story, "numbering", "<w:numIdMacAtCleanup", &instances.finish())?;
        }
    }
    if !story.notes.is_empty() && !story.package.related(&main, "footnotes").is_empty() {
        let notes = story.notes.concat();
        insert(story, "footnotes", "</w:footnotes>", &notes)?;
    }
    if story.package.related(&main, "settings").is_empty() {
        let language = story.document.info.language.clone();
        let part = settings::part(&language, !story.notes.is_empty());
        story.package.add("word/settings.xml", settings::SETTINGS_TYPE, part);
        story.package.relate(&main, "settings", "word/settings.xml");
    }
    Ok(())
}

/// Puts XML before the end of a part.
fn insert(story: &mut Story, kind: &str, end: &str, piece: &str) -> Result<(), Problem> {
    change(story, kind, |text| text.rfind(end), piece)
}

/// Puts XML before the first place of a mark, or before the end of the part.
fn insert_before(story: &mut Story, kind: &str, mark: &str, piece: &str) -> Result<(), Problem> {
    change(story, kind, |text| text.find(mark).or_else(|| text.rfind("</")), piece)
}

fn change(
    story: &mut Story,
    kind: &str,
    place: impl Fn(&str) -> Option<usize>,
    piece: &str,
) -> Result<(), Problem> {
    let found = story.package.related(&story.main, kind).into_iter().next();
    let Some((_, name)) = found else { return Ok(()) };
    if piece.is_empty() {
        return Ok(());
    }
    let mut text = text(&story.package, &name)?;
    let at = place(&text).ok_or_else(|| format!("`{name}` in it cannot be added to"))?;
    text.insert_str(at, piece);
    let content_type = story.package.content_type(&name).unwrap_or("").to_owned();
    story.package.add(&name, &content_type, text);
    Ok(())
}

/// The language of everything that says nothing else becomes that of the document.
pub fn language(story: &mut Story) -> Result<(), Problem> {
    let found = story.package.related(&story.main, "styles").into_iter().next();
    let Some((_, name)) = found else { return Ok(()) };
    let mut text = text(&story.package, &name)?;
    let language = &story.document.info.language;
    let end = text.find("</w:docDefaults>").unwrap_or(0);
    let Some(start) = text[..end].find("<w:lang ") else { return Ok(()) };
    let Some(length) = text[start..].find("/>") else { return Ok(()) };
    let mut xml = Xml::piece();
    styles::languages(&mut xml, language);
    text.replace_range(start..start + length + 2, &xml.finish());
    let content_type = story.package.content_type(&name).unwrap_or("").to_owned();
    story.package.add(&name, &content_type, text);
    Ok(())
}

/// The text of the styles part.
fn style_text(package: &Package, main: &str) -> Result<String, Problem> {
    let found = package.related(main, "styles").into_iter().next();
    let (_, name) = found.ok_or("it has no styles")?;
    text(package, &name)
}

fn text(package: &Package, name: &str) -> Result<String, Problem> {
    let bytes = package.bytes(name).ok_or_else(|| format!("`{name}` is not in it"))?;
    let text = std::str::from_utf8(bytes).map_err(|_| format!("`{name}` in it is not UTF-8"))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Is it an element of WordprocessingML of this name?
fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(WORD)
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((WORD, name))
}
