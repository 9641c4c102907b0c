//! An organisation's own template (`.potx`): its masters, layouts, theme and media are kept, its slides
//! are not. What comes in is the package; what goes out are its layouts with their placeholders, each
//! with the place and type that it has or inherits (ECMA-376 part 1, 19.3.1.36), and its colours.

use super::place::{Place, at};
use crate::theme::{ActivityColours, Colour, Theme};
use crate::write::ooxml::colour::{SCHEME, hex};
use crate::write::ooxml::node::child;
use crate::write::ooxml::{Package, Template};
use roxmltree::{Document, Node};

/// A template taken apart.
#[derive(Clone, Debug)]
pub struct Base {
    /// Its package without slides.
    pub package: Package,
    /// Name of the presentation's part.
    pub presentation: String,
    /// Width and height of its slides in points.
    pub size: (f64, f64),
    /// Its layouts, master by master.
    pub frames: Vec<Frame>,
    /// Its notes master's part, if it has one.
    pub notes_master: Option<String>,
    /// Its family of running text.
    pub family: String,
    /// Id of the table style that it gives new tables.
    pub table_style: String,
}

/// A layout of a template.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Name of its part.
    pub part: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// Its placeholders.
    pub holders: Vec<Holder>,
}

/// A placeholder of a template's layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// Its type; `obj` where none is named.
    pub kind: String,
    /// Its index.
    pub idx: u32,
    /// Its place, its own or the master's.
    pub place: Place,
    /// Size in points of its first level.
    pub size: f64,
    /// Bold?
    pub bold: bool,
    /// Its lines begin with a mark.
    pub marked: bool,
    /// Space from its edges to its text: at the sides, above and below.
    pub insets: (f64, f64),
}

/// EMU to points.
const EMU: f64 = 12_700.0;
/// What slides of the master's kind are called when none is named.
pub const OBJECT: &str = "obj";
/// Id of the style that PowerPoint gives tables itself.
const MEDIUM_STYLE: &str = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}";

/// Takes a template apart.
pub fn read(template: &Template) -> Option<Base> {
    let presentation = template.main_part();
    let mut package = template.package.clone();
    package.unrelate(&presentation, "slide");
    for kind in ["core-properties", "extended-properties", "custom-properties", "thumbnail"] {
        package.unrelate("", kind);
    }
    for kind in ["printerSettings", "customXml", "tags", "commentAuthors", "authors"] {
        package.unrelate(&presentation, kind);
    }
    package.sweep();
    let text = text(&package, &presentation)?;
    let tree = Document::parse(&text).ok()?;
    let size = child(tree.root_element(), "sldSz")?;
    let size = (number(size, "cx")? / EMU, number(size, "cy")? / EMU);
    let mut frames = Vec::new();
    for (_, master) in package.related(&presentation, "slideMaster") {
        frames.extend(of_master(&package, &master).unwrap_or_default());
    }
    let notes_master = package.related(&presentation, "notesMaster").into_iter().next();
    let table_style = package
        .related(&presentation, "tableStyles")
        .first()
        .and_then(|(_, part)| self::text(&package, part))
        .and_then(|text| {
            Document::parse(&text).ok()?.root_element().attribute("def").map(str::to_owned)
        });
    Some(Base {
        family: family(&package, &presentation).unwrap_or_default(),
        presentation,
        size,
        frames,
        notes_master: notes_master.map(|(_, part)| part),
        table_style: table_style.unwrap_or_else(|| MEDIUM_STYLE.to_owned()),
        package,
    })
}

/// The first master's family of running text.
fn family(package: &Package, presentation: &str) -> Option<String> {
    let (_, master) = package.related(presentation, "slideMaster").into_iter().next()?;
    let (_, theme) = package.related(&master, "theme").into_iter().next()?;
    let text = text(package, &theme)?;
    let tree = Document::parse(&text).ok()?;
    let minor = descendants(tree.root_element(), "minorFont").next()?;
    Some(child(minor, "latin")?.attribute("typeface")?.to_owned())
}

/// A part as text.
pub fn text(package: &Package, part: &str) -> Option<String> {
    let bytes = package.bytes(part)?;
    Some(String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned())
}

/// The layouts of a master, in the master's order.
fn of_master(package: &Package, part: &str) -> Option<Vec<Frame>> {
    let master_text = text(package, part)?;
    let master = Document::parse(&master_text).ok()?;
    let layouts = package.related(part, "slideLayout");
    let listed = descendants(master.root_element(), "sldLayoutId").filter_map(|node| {
        let id = node.attributes().find(|a| a.name() == "id" && a.namespace().is_some())?;
        layouts.iter().find(|(layout, _)| layout == id.value()).map(|(_, part)| part.clone())
    });
    let frames = listed.filter_map(|layout| {
        let text = text(package, &layout)?;
        let tree = Document::parse(&text).ok()?;
        let root = tree.root_element();
        Some(Frame {
            name: child(root, "cSld")?.attribute("name").unwrap_or("").to_owned(),
            kind: root.attribute("type").unwrap_or("").to_owned(),
            holders: shapes(root)
                .filter_map(|shape| holder(shape, master.root_element()))
                .collect(),
            part: layout,
        })
    });
    Some(frames.collect())
}

fn shapes<'a>(root: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    descendants(root, "ph").filter_map(|ph| ph.ancestors().nth(3))
}

fn holder(shape: Node, master: Node) -> Option<Holder> {
    let ph = descendants(shape, "ph").next()?;
    let kind = ph.attribute("type").unwrap_or(OBJECT).to_owned();
    let idx = ph.attribute("idx").and_then(|idx| idx.parse().ok()).unwrap_or(0);
    // What a layout's placeholder leaves open, the master's of its kind says.
    let general = match kind.as_str() {
        "title" | "ctrTitle" => "title",
        "dt" | "ftr" | "sldNum" => kind.as_str(),
        _ => "body",
    };
    let parent = descendants(master, "ph")
        .find(|ph| ph.attribute("type") == Some(general))
        .and_then(|ph| ph.ancestors().nth(3));
    let place = place(shape).or_else(|| place(parent?))?;
    let styles =
        descendants(master, if general == "title" { "titleStyle" } else { "bodyStyle" }).next();
    let levels: Vec<Node> = [Some(shape), parent, styles]
        .into_iter()
        .flatten()
        .filter_map(|node| descendants(node, "lvl1pPr").next())
        .collect();
    let said = |name: &str| {
        levels.iter().find_map(|level| child(*level, "defRPr")?.attribute(name).map(str::to_owned))
    };
    let marked = levels.iter().find_map(|level| {
        level.children().find_map(|node| match node.tag_name().name() {
            "buNone" => Some(false),
            "buChar" | "buAutoNum" | "buBlip" => Some(true),
            _ => None,
        })
    });
    let inset = |name: &str, usual: f64| {
        let bodies = [Some(shape), parent].into_iter().flatten();
        let said =
            bodies.filter_map(|node| number(descendants(node, "bodyPr").next()?, name)).next();
        said.map_or(usual, |inset| inset / EMU)
    };
    Some(Holder {
        idx,
        place,
        size: said("sz")
            .and_then(|size| size.parse::<f64>().ok())
            .map_or(18.0, |size| size / 100.0),
        bold: said("b").is_some_and(|bold| bold == "1"),
        marked: general == "body" && marked.unwrap_or(false),
        insets: (inset("lIns", 7.2), inset("tIns", 3.6)),
        kind,
    })
}

fn place(shape: Node) -> Option<Place> {
    let xfrm = descendants(shape, "xfrm").next()?;
    let (off, ext) = (child(xfrm, "off")?, child(xfrm, "ext")?);
    let length = |node: Node, name: &str| number(node, name).map(|length| length / EMU);
    Some(at(length(off, "x")?, length(off, "y")?, length(ext, "cx")?, length(ext, "cy")?))
}

fn number(node: Node, name: &str) -> Option<f64> {
    node.attribute(name)?.parse().ok()
}

fn descendants<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

/// Our theme with the template's colours, so that what we draw takes them.
pub fn theme(base: &Base, ours: &Theme) -> Theme {
    let mut theme = ours.clone();
    let Some((_, master)) =
        base.package.related(&base.presentation, "slideMaster").into_iter().next()
    else {
        return theme;
    };
    let part = base.package.related(&master, "theme").into_iter().next();
    let colours = part.and_then(|(_, part)| text(&base.package, &part));
    let map = text(&base.package, &master).unwrap_or_default();
    let (Some(colours), Ok(map)) = (colours, Document::parse(&map)) else { return theme };
    let Ok(tree) = Document::parse(&colours) else { return theme };
    let map = descendants(map.root_element(), "clrMap").next();
    let scheme = |slot: &str| -> Option<Colour> {
        let slot = map.and_then(|map| map.attribute(slot)).unwrap_or(slot);
        let scheme = descendants(tree.root_element(), "clrScheme").next()?;
        let colour = scheme.children().find(|node| node.tag_name().name() == slot)?;
        let value = colour.children().find(Node::is_element)?;
        let hex = value.attribute("lastClr").or(value.attribute("val"))?;
        Colour::parse(&format!("#{hex}"))
    };
    // A template with our colours has our shades of them too.
    let same = |(slot, role): &(&str, &str)| {
        scheme(slot).is_some_and(|colour| colour.to_string().ends_with(&hex(ours, role)))
    };
    if SCHEME.iter().all(same) {
        return theme;
    }
    let (Some(ink), Some(paper)) = (scheme("tx1"), scheme("bg1")) else { return theme };
    let (Some(primary), Some(accent)) = (scheme("accent1"), scheme("accent2")) else {
        return theme;
    };
    let pale = |colour: Colour| colour.tint(0.955, 0.022);
    let roles = [
        ("ink", ink),
        ("paper", paper),
        ("primary", primary),
        ("accent", accent),
        ("primary-dark", scheme("tx2").unwrap_or(primary)),
        ("primary-pale", scheme("bg2").unwrap_or(pale(primary))),
        ("primary-tint", primary.tint(0.905, 0.035)),
        ("accent-tint", accent.tint(0.915, 0.045)),
        ("accent-pale", accent.tint(0.970, 0.016)),
        ("accent-dark", accent.darker(0.82)),
        ("ink-soft", ink.towards(paper, 0.35)),
        ("rule", ink.towards(paper, 0.5)),
        ("grey-pale", ink.towards(paper, 0.95)),
    ];
    for (role, colour) in roles {
        theme.colours.insert(role.to_owned(), colour);
    }
    let kinds = [
        ("input", "accent1"),
        ("exercise", "accent2"),
        ("discussion", "accent3"),
        ("energiser", "accent4"),
        ("debrief", "accent5"),
        ("break", "accent6"),
    ];
    for (kind, slot) in kinds {
        if let Some(fill) = scheme(slot) {
            let colours =
                ActivityColours { fill, pale: pale(fill), faint: fill.towards(paper, 0.62) };
            theme.activities.insert(kind.to_owned(), colours);
            if !matches!(kind, "input" | "exercise") {
                theme.colours.insert(kind.to_owned(), fill);
            }
        }
    }
    theme
}
