//! The glossary document (ECMA-376 part 1, 17.12): the texts that a control shows until it is filled in,
//! so that they come back when it is emptied.

use super::story::{SPACES, Story};
use super::style::Style;
use super::styles::{STYLES_TYPE, WORD};
use crate::write::ooxml::{Xml, stable_id};

/// Content type of a glossary document.
const TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml";

/// Adds the glossary, unless nothing needs it or the file's template has one.
pub fn add(story: &mut Story, main: &str, styles: &str) {
    let name = "word/glossary/document.xml";
    if story.placeholders.is_empty() || story.has_glossary {
        return;
    }
    let mut xml = Xml::part();
    xml.open("w:glossaryDocument", SPACES).open("w:docParts", &[]);
    for (block, text) in &story.placeholders {
        xml.open("w:docPart", &[]).open("w:docPartPr", &[]);
        xml.val("w:name", block);
        xml.open("w:category", &[])
            .val("w:name", "General")
            .val("w:gallery", "placeholder")
            .close();
        xml.open("w:behaviors", &[]).val("w:behavior", "content").close();
        let id = format!("{{{:08X}-0000-4000-8000-{:012X}}}", stable_id(block), stable_id(text));
        xml.val("w:guid", &id).close();
        xml.open("w:docPartBody", &[]).open("w:p", &[]).open("w:r", &[]);
        xml.open("w:rPr", &[]).val("w:rStyle", story.names.id(Style::PlaceholderText)).close();
        xml.leaf("w:t", &[("xml:space", "preserve")], text);
        xml.close().close().close().close();
    }
    story.package.add(name, TYPE, xml.finish());
    story.package.relate(main, "glossaryDocument", name);
    story.package.add("word/glossary/styles.xml", STYLES_TYPE, styles);
    story.package.relate(name, "styles", "word/glossary/styles.xml");
}

/// The few styles that the glossary needs.
pub fn styles(story: &Story) -> String {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", WORD)]);
    for style in [Style::Normal, Style::PlaceholderText] {
        super::styles::definition(&mut xml, (story.theme, &story.scale), &story.names, style);
        if style == Style::Normal {
            xml.raw(super::styles::DEFAULTS);
        }
    }
    xml.finish()
}
