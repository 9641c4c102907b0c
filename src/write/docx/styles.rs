//! The styles part (ECMA-376 part 1, 17.7): our looks in the theme's colours, type and scale.

use super::look::{Look, TABLE_LOOKS, TableEdge, TableLook};
use super::scale::Scale;
use super::style::{Kind, Names, Style};
use crate::part::Direction;
use crate::theme::Theme;
use crate::write::ooxml::{Xml, colour, half_points, twips};

/// Content type of a styles part.
pub const STYLES_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml";
/// The namespace of WordprocessingML.
pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Space below a paragraph of running text, in points.
pub const AFTER: f64 = 6.0;
/// Line height of running text as a share of single spacing.
pub const LINE: f64 = 1.2;

/// The default character and numbering styles, which have no look.
pub const DEFAULTS: &str = concat!(
    r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">"#,
    r#"<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>"#,
    r#"<w:unhideWhenUsed/></w:style>"#,
    r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList">"#,
    r#"<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>"#,
    r#"<w:unhideWhenUsed/></w:style>"#,
);

/// The whole part.
pub fn part(theme: &Theme, scale: &Scale, names: &Names, language: &str) -> String {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", WORD)]);
    defaults(&mut xml, scale, language);
    for style in Style::ALL {
        definition(&mut xml, (theme, scale), names, *style);
        // Word expects a default of each type (17.7.4.17).
        if *style == Style::Normal {
            xml.raw(DEFAULTS);
        }
    }
    xml.finish()
}

/// 17.7.5.1 `docDefaults`: type, size, language and spacing of everything.
fn defaults(xml: &mut Xml, scale: &Scale, language: &str) {
    xml.open("w:docDefaults", &[]).open("w:rPrDefault", &[]).open("w:rPr", &[]);
    fonts(xml, false);
    // Colours stand in Normal: LibreOffice lets those of the defaults win over a character style's
    // inside tables.
    sizes(xml, scale.size(0.0));
    languages(xml, language);
    xml.close().close();
    xml.open("w:pPrDefault", &[]).open("w:pPr", &[]);
    spacing(xml, None, Some(scale.room(AFTER)), LINE);
    xml.close().close().close();
}

/// The language of all that says no other (17.3.2.20): also that of letters from right to left, which Word
/// wants to know in any case.
pub fn languages(xml: &mut Xml, language: &str) {
    let complex = match Direction::of(language) {
        Direction::RightToLeft => language,
        Direction::LeftToRight => "ar-SA",
    };
    xml.empty("w:lang", &[("w:val", language), ("w:eastAsia", language), ("w:bidi", complex)]);
}

/// One style, as it stands in the part.
pub fn definition(xml: &mut Xml, look: (&Theme, &Scale), names: &Names, style: Style) {
    let (theme, scale) = look;
    match style.kind() {
        Kind::Paragraph | Kind::Character => {
            words(xml, (theme, scale), names, scale.look(style));
        }
        Kind::Table => {
            for look in TABLE_LOOKS.iter().filter(|look| look.style == style) {
                table(xml, (theme, scale), names, look);
            }
        }
    }
}

fn open(xml: &mut Xml, names: &Names, style: Style) {
    let kind = match style.kind() {
        Kind::Paragraph => "paragraph",
        Kind::Character => "character",
        Kind::Table => "table",
    };
    let mut attributes = vec![("w:type", kind)];
    match is_default(style) {
        true => attributes.push(("w:default", "1")),
        false if !is_built_in(style) => attributes.push(("w:customStyle", "1")),
        false => {}
    }
    attributes.push(("w:styleId", names.id(style)));
    xml.open("w:style", &attributes).val("w:name", style.name());
}

fn is_default(style: Style) -> bool {
    matches!(style, Style::Normal | Style::TableNormal)
}

/// Names that Word knows; the others say that they are custom.
fn is_built_in(style: Style) -> bool {
    const OURS: [&str; 9] =
        ["Lead", "Small", "Clause", "Figure", "Attribution", "Code", "Line", "Masthead", "Gap"];
    let name = style.name();
    let word = name.starts_with(char::is_lowercase)
        || ["List Bullet", "List Number", "List Continue"].iter().any(|it| name.starts_with(it))
        || [
            "Title",
            "Subtitle",
            "Signature",
            "Quote",
            "TOC Heading",
            "Strong",
            "Emphasis",
            "Intense Emphasis",
            "Hyperlink",
            "Placeholder Text",
            "Table Grid",
        ]
        .contains(&name);
    word && !OURS.contains(&name)
}

fn words(xml: &mut Xml, (theme, scale): (&Theme, &Scale), names: &Names, look: &Look) {
    open(xml, names, look.style);
    if let Some(based) = look.based {
        xml.val("w:basedOn", names.id(based));
    }
    if look.style.kind() == Kind::Character {
        xml.val("w:basedOn", "DefaultParagraphFont");
    }
    if let Some(next) = look.next {
        xml.val("w:next", names.id(next));
    }
    xml.val("w:uiPriority", &look.priority.to_string());
    if look.quick {
        xml.empty("w:qFormat", &[]);
    }
    if look.style.kind() == Kind::Paragraph {
        let mut paragraph = Xml::piece();
        paragraph_properties(&mut paragraph, (theme, scale), names, look);
        wrap(xml, "w:pPr", paragraph);
    }
    let mut run = Xml::piece();
    run_properties(&mut run, theme, scale, look);
    wrap(xml, "w:rPr", run);
    xml.close();
}

fn wrap(xml: &mut Xml, name: &'static str, inner: Xml) {
    let inner = inner.finish();
    if !inner.is_empty() {
        xml.open(name, &[]).raw(&inner).close();
    }
}

/// 17.3.1.26 `pPr`, its children in the schema's order.
fn paragraph_properties(
    xml: &mut Xml,
    (theme, scale): (&Theme, &Scale),
    names: &Names,
    look: &Look,
) {
    if look.with_next {
        xml.empty("w:keepNext", &[]);
    }
    if look.whole {
        xml.empty("w:keepLines", &[]);
    }
    if let Some((number, level)) = look.number.or(names.heading_number(look.style)) {
        xml.open("w:numPr", &[]);
        if level > 0 {
            xml.val("w:ilvl", &level.to_string());
        }
        xml.val("w:numId", &(names.numbers + u32::from(number)).to_string()).close();
    }
    if !look.edges.is_empty() {
        xml.open("w:pBdr", &[]);
        for side in ["top", "left", "bottom", "right"] {
            for (_, weight, role, space) in look.edges.iter().filter(|edge| edge.0 == side) {
                edge(xml, theme, (side, "single", *weight, role), *space);
            }
        }
        xml.close();
    }
    if !look.fill.is_empty() {
        shade(xml, theme, look.fill);
    }
    if look.right_tab {
        let leads = matches!(look.style, Style::Toc1 | Style::Toc2 | Style::Toc3);
        let leader = if leads { "dot" } else { "none" };
        let position = scale.right.to_string();
        xml.open("w:tabs", &[]);
        xml.empty("w:tab", &[("w:val", "right"), ("w:leader", leader), ("w:pos", &position)]);
        xml.close();
    }
    let room = |points: Option<f64>| points.map(|it| scale.room(it));
    spacing(xml, room(look.before), room(look.after), look.line);
    if look.indent.0 > 0.0 {
        let left = twips(look.indent.0).to_string();
        let hanging = twips(look.indent.1).to_string();
        let mut attributes = vec![("w:left", left.as_str())];
        if look.indent.1 > 0.0 {
            attributes.push(("w:hanging", &hanging));
        }
        xml.empty("w:ind", &attributes);
    }
    if look.close {
        xml.empty("w:contextualSpacing", &[]);
    }
    if look.centred {
        xml.val("w:jc", "center");
    }
    if let Some(level) = look.outline {
        xml.val("w:outlineLvl", &level.to_string());
    }
}

/// 17.3.2.28 `rPr`, its children in the schema's order.
fn run_properties(xml: &mut Xml, theme: &Theme, scale: &Scale, look: &Look) {
    if look.style == Style::CheckBox {
        let font = ("w:ascii", "MS Gothic");
        xml.empty("w:rFonts", &[font, ("w:hAnsi", font.1), ("w:eastAsia", font.1)]);
    } else if matches!(look.style, Style::CodeText | Style::CodeBlock) {
        let font = "Courier New";
        xml.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:cs", font)]);
    } else if look.display {
        fonts(xml, true);
    }
    match look.bold {
        Some(true) => drop(xml.empty("w:b", &[]).empty("w:bCs", &[])),
        Some(false) => drop(xml.val("w:b", "0").val("w:bCs", "0")),
        None => {}
    }
    if look.italic {
        xml.empty("w:i", &[]).empty("w:iCs", &[]);
    }
    if look.capitals {
        xml.empty("w:caps", &[]);
    }
    if !look.colour.is_empty() {
        ink(xml, theme, look.colour);
    }
    if look.capitals {
        xml.val("w:spacing", "14");
    }
    if let Some(step) = look.step {
        sizes(xml, scale.size(step));
    }
    if look.style == Style::Hyperlink {
        xml.val("w:u", "single");
    }
    if !look.ground.is_empty() {
        // A rule in the ground's colour gives the words a little room.
        edge(xml, theme, ("bdr", "single", 0.75, look.ground), 0);
        shade(xml, theme, look.ground);
    }
    if look.style == Style::FootnoteReference {
        xml.val("w:vertAlign", "superscript");
    }
}

fn table(xml: &mut Xml, (theme, scale): (&Theme, &Scale), names: &Names, look: &TableLook) {
    open(xml, names, look.style);
    if look.style != Style::TableNormal {
        xml.val("w:basedOn", names.id(Style::TableNormal));
        xml.val("w:uiPriority", if look.style == Style::TableGrid { "39" } else { "41" });
    } else {
        xml.val("w:uiPriority", "99").empty("w:semiHidden", &[]).empty("w:unhideWhenUsed", &[]);
    }
    if look.line > 0.0 {
        xml.open("w:pPr", &[]);
        spacing(xml, None, None, look.line);
        xml.close();
    }
    if look.step.is_some() || look.bold {
        xml.open("w:rPr", &[]);
        if look.bold {
            xml.empty("w:b", &[]).empty("w:bCs", &[]);
        }
        if let Some(step) = look.step {
            sizes(xml, scale.size(step));
        }
        xml.close();
    }
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
    if !look.edges.is_empty() {
        borders(xml, theme, "w:tblBorders", look.edges);
    }
    let (above, beside, below) = look.room;
    margins(xml, above, beside, below);
    xml.close();
    if !look.fill.is_empty() {
        xml.open("w:tcPr", &[]);
        shade(xml, theme, look.fill);
        xml.close();
    }
    if !look.first_edges.is_empty() || !look.first_fill.is_empty() {
        xml.open("w:tblStylePr", &[("w:type", "firstRow")]);
        xml.open("w:tcPr", &[]);
        if !look.first_edges.is_empty() {
            borders(xml, theme, "w:tcBorders", look.first_edges);
        }
        if !look.first_fill.is_empty() {
            shade(xml, theme, look.first_fill);
        }
        xml.close().close();
    }
    xml.close();
}

/// Cell margins of a table (17.4.42 `tblCellMar`), in points.
pub fn margins(xml: &mut Xml, above: f64, beside: f64, below: f64) {
    xml.open("w:tblCellMar", &[]);
    let sides = [("w:top", above), ("w:left", beside), ("w:bottom", below), ("w:right", beside)];
    for (side, room) in sides {
        xml.empty(side, &[("w:w", &twips(room).to_string()), ("w:type", "dxa")]);
    }
    xml.close();
}

/// Rules of a table or cell in the schema's order of sides.
pub fn borders(xml: &mut Xml, theme: &Theme, name: &'static str, edges: &[TableEdge]) {
    xml.open(name, &[]);
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        for it in edges.iter().filter(|it| it.0 == side) {
            edge(xml, theme, *it, 0);
        }
    }
    xml.close();
}

fn edge(xml: &mut Xml, theme: &Theme, (side, line, weight, role): TableEdge, space: u8) {
    let name = match side {
        "top" => "w:top",
        "left" => "w:left",
        "bottom" => "w:bottom",
        "right" => "w:right",
        "insideH" => "w:insideH",
        "insideV" => "w:insideV",
        _ => "w:bdr",
    };
    // Eighths of a point (17.18.23).
    let (weight, space) = ((weight * 8.0).round().to_string(), space.to_string());
    let hex = colour::hex(theme, role);
    let mut attributes =
        vec![("w:val", line), ("w:sz", &weight), ("w:space", &space), ("w:color", &hex)];
    if let Some(theme) = scheme(theme, role) {
        attributes.push(("w:themeColor", theme));
    }
    xml.empty(name, &attributes);
}

/// The colour of words (17.3.2.6).
fn ink(xml: &mut Xml, theme: &Theme, role: &str) {
    let hex = colour::hex(theme, role);
    let mut attributes = vec![("w:val", hex.as_str())];
    if let Some(theme) = scheme(theme, role) {
        attributes.push(("w:themeColor", theme));
    }
    xml.empty("w:color", &attributes);
}

/// A ground in a role's colour (17.3.5 `shd`).
fn shade(xml: &mut Xml, theme: &Theme, role: &str) {
    let hex = colour::hex(theme, role);
    let mut attributes = vec![("w:val", "clear"), ("w:color", "auto"), ("w:fill", hex.as_str())];
    if let Some(theme) = scheme(theme, role) {
        attributes.push(("w:themeFill", theme));
    }
    xml.empty("w:shd", &attributes);
}

/// A role's slot in the colour scheme; a theme without a name has its colours from a template, whose
/// scheme has other roles.
fn scheme(theme: &Theme, role: &str) -> Option<&'static str> {
    colour::word_theme_colour(role).filter(|_| !theme.name.is_empty())
}

fn fonts(xml: &mut Xml, display: bool) {
    let (latin, asian, complex) = match display {
        true => ("majorHAnsi", "majorEastAsia", "majorBidi"),
        false => ("minorHAnsi", "minorEastAsia", "minorBidi"),
    };
    xml.empty(
        "w:rFonts",
        &[
            ("w:asciiTheme", latin),
            ("w:eastAsiaTheme", asian),
            ("w:hAnsiTheme", latin),
            ("w:cstheme", complex),
        ],
    );
}

fn sizes(xml: &mut Xml, points: f64) {
    let size = half_points(points).to_string();
    xml.val("w:sz", &size).val("w:szCs", &size);
}

fn spacing(xml: &mut Xml, before: Option<f64>, after: Option<f64>, line: f64) {
    let before = before.map(|it| twips(it).to_string());
    let after = after.map(|it| twips(it).to_string());
    let rule = if line < 0.0 { "exact" } else { "auto" };
    let height = if line < 0.0 { -line * 20.0 } else { line * 240.0 };
    let line = (line != 0.0).then(|| (height.round() as i64).to_string());
    let mut attributes = Vec::new();
    if let Some(before) = &before {
        attributes.push(("w:before", before.as_str()));
    }
    if let Some(after) = &after {
        attributes.push(("w:after", after));
    }
    if let Some(line) = &line {
        attributes.extend([("w:line", line.as_str()), ("w:lineRule", rule)]);
    }
    if !attributes.is_empty() {
        xml.empty("w:spacing", &attributes);
    }
}
