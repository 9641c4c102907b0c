//! The presentation part (ECMA-376 part 1, 19.2.1.26): masters, slides, size, sections.

use super::master::plain_levels;
use super::place::{PAGE_HEIGHT, PAGE_WIDTH};
use super::sheet::{Deck, SPACES};
use super::template::Base;
use crate::part::{SlideLayout, hash};
use crate::write::ooxml::{Xml, emu};

/// Name of the presentation's part.
pub const PRESENTATION: &str = "ppt/presentation.xml";
const PRESENTATION_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

/// A run of slides with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// Ids of its slides.
    pub slides: Vec<u32>,
}

/// Id of a slide in the presentation, by its place in the deck (19.7.13: from 256).
pub fn slide_id(index: usize) -> u32 {
    256 + index as u32
}

/// The deck's sections: its title slide by the session's name, then each activity.
pub fn sections(deck: &Deck) -> Vec<Section> {
    let document = deck.document;
    let mut sections: Vec<(Option<usize>, Section)> = Vec::new();
    for (index, slide) in document.slides.iter().enumerate() {
        let opening = slide.layout == SlideLayout::Title;
        let activity = slide.activity.as_ref().filter(|_| !opening);
        let key = activity.map(|activity| activity.index);
        if sections.last().is_none_or(|(last, _)| *last != key) {
            let name = activity.map_or(&document.info.session.title, |activity| &activity.title);
            sections.push((key, Section { name: name.clone(), slides: Vec::new() }));
        }
        if let Some((_, section)) = sections.last_mut() {
            section.slides.push(slide_id(index));
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

/// Writes the presentation part of a deck with our own master; `slides` are the parts of its slides.
pub fn write(deck: &mut Deck, slides: &[String]) {
    let package = &mut deck.package;
    package.relate("", "officeDocument", PRESENTATION);
    let master = package.relate(PRESENTATION, "slideMaster", super::master::MASTER);
    let notes = package.relate(PRESENTATION, "notesMaster", super::notes::MASTER);
    for (kind, part) in [
        ("presProps", "ppt/presProps.xml"),
        ("viewProps", "ppt/viewProps.xml"),
        ("theme", "ppt/theme/theme1.xml"),
        ("tableStyles", "ppt/tableStyles.xml"),
    ] {
        package.relate(PRESENTATION, kind, part);
    }
    let ids: Vec<String> =
        slides.iter().map(|slide| package.relate(PRESENTATION, "slide", slide)).collect();
    let mut xml = Xml::part();
    let spaces: Vec<(&str, &str)> = SPACES.into_iter().chain([("saveSubsetFonts", "1")]).collect();
    xml.open("p:presentation", &spaces);
    xml.open("p:sldMasterIdLst", &[]);
    xml.empty("p:sldMasterId", &[("id", "2147483648"), ("r:id", &master)]).close();
    xml.open("p:notesMasterIdLst", &[]);
    xml.empty("p:notesMasterId", &[("r:id", &notes)]).close();
    slide_list(&mut xml, &ids);
    let (wide, high) = (emu(PAGE_WIDTH).to_string(), emu(PAGE_HEIGHT).to_string());
    xml.empty("p:sldSz", &[("cx", &wide), ("cy", &high)]);
    xml.empty("p:notesSz", &[("cx", &high), ("cy", "9144000")]);
    xml.open("p:defaultTextStyle", &[]);
    plain_levels(&mut xml);
    xml.close().open("p:extLst", &[]);
    section_list(&mut xml, &sections(deck));
    deck.package.add(PRESENTATION, PRESENTATION_TYPE, xml.finish());
    properties(deck);
}

/// A template's presentation part with our slides in it: what its own slides were in is taken out
/// (19.2.1.26: masters, then slides, then sizes; sections among the extensions at the end).
pub fn rewrite(deck: &mut Deck, base: &Base, slides: &[String]) -> Option<()> {
    let from = base.presentation.as_str();
    let ids: Vec<String> =
        slides.iter().map(|slide| deck.package.relate(from, "slide", slide)).collect();
    let notes = deck.package.relate(from, "notesMaster", &deck.notes_master);
    let text = super::template::text(&base.package, from)?;
    let tree = roxmltree::Document::parse(&text).ok()?;
    let root = tree.root_element();
    let mut out = Xml::part();
    // The root with all the namespaces it declares.
    let opening = &text[root.range().start..];
    let start = &opening[..=opening.find('>')?];
    let empty = start.ends_with("/>");
    out.raw(start.trim_end_matches("/>").trim_end_matches('>')).raw(">");
    let mut extensions = String::new();
    let mut written = false;
    let named = |name: &str| root.children().any(|child| child.tag_name().name() == name);
    let had_notes = named("notesMasterIdLst");
    for child in root.children().filter(roxmltree::Node::is_element) {
        match child.tag_name().name() {
            "sldIdLst" | "custShowLst" | "photoAlbum" | "custDataLst" => continue,
            "sldMasterIdLst" | "notesMasterIdLst" | "handoutMasterIdLst" => {
                out.raw(&text[child.range()]);
                if child.tag_name().name() == "sldMasterIdLst" && !had_notes {
                    lists_notes(&mut out, &notes);
                }
                continue;
            }
            "extLst" => {
                let ours = |node: &roxmltree::Node| {
                    !node.descendants().any(|inner| inner.tag_name().name() == "sectionLst")
                };
                let kept = child.children().filter(roxmltree::Node::is_element).filter(ours);
                kept.for_each(|node| extensions.push_str(&text[node.range()]));
                continue;
            }
            _ => {}
        }
        if !written {
            written = true;
            slide_list(&mut out, &ids);
        }
        out.raw(&text[child.range()]);
    }
    if empty || !written {
        return None;
    }
    let mut sections_xml = Xml::piece();
    section_list(&mut sections_xml, &sections(deck));
    out.raw("<p:extLst>").raw(&extensions).raw(&sections_xml.finish()).raw("</p:extLst>");
    out.raw("</p:presentation>");
    deck.package.add(from, PRESENTATION_TYPE, out.finish());
    Some(())
}

fn lists_notes(out: &mut Xml, id: &str) {
    out.raw(&format!(r#"<p:notesMasterIdLst><p:notesMasterId r:id="{id}"/></p:notesMasterIdLst>"#));
}

/// The slides in their order (19.2.1.34).
pub fn slide_list(xml: &mut Xml, ids: &[String]) {
    xml.open("p:sldIdLst", &[]);
    for (index, id) in ids.iter().enumerate() {
        xml.empty("p:sldId", &[("id", &slide_id(index).to_string()), ("r:id", id)]);
    }
    xml.close();
}

/// The sections as PowerPoint 2010 and later know them ([MS-PPTX] 2.6.10); a template has none.
pub fn section_list(xml: &mut Xml, sections: &[Section]) {
    if sections.is_empty() {
        return;
    }
    xml.open("p:ext", &[("uri", "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}")]);
    let space = "http://schemas.microsoft.com/office/powerpoint/2010/main";
    xml.open("p14:sectionLst", &[("xmlns:p14", space)]);
    for (index, section) in sections.iter().enumerate() {
        let id = guid(&format!("{index} {}", section.name));
        xml.open("p14:section", &[("name", &section.name), ("id", &id)]);
        xml.open("p14:sldIdLst", &[]);
        for slide in &section.slides {
            xml.empty("p14:sldId", &[("id", &slide.to_string())]);
        }
        xml.close().close();
    }
    xml.close().close();
}

/// A GUID that a name always gives.
fn guid(name: &str) -> String {
    let hash = hash(name.as_bytes()).to_uppercase();
    let piece = |from: usize, to: usize| hash.get(from..to).unwrap_or("0000");
    format!(
        "{{{}-{}-4{}-A{}-{}}}",
        piece(0, 8),
        piece(8, 12),
        piece(12, 15),
        piece(15, 18),
        piece(18, 30)
    )
}

fn properties(deck: &mut Deck) {
    let empty = |root: &'static str, content: &str| {
        let mut xml = Xml::part();
        xml.open(root, &SPACES).raw(content);
        xml.finish()
    };
    let kind = |name: &str| {
        format!("application/vnd.openxmlformats-officedocument.presentationml.{name}+xml")
    };
    deck.package.add("ppt/presProps.xml", &kind("presProps"), empty("p:presentationPr", ""));
    deck.package.add("ppt/viewProps.xml", &kind("viewProps"), empty("p:viewPr", ""));
    let styles = super::table::styles(deck);
    deck.package.add("ppt/tableStyles.xml", &kind("tableStyles"), styles);
}
