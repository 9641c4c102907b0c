//! The facts of an edition in one custom XML part (ECMA-376 part 1, 15.2.5 and 22.5): controls show
//! them, so that one change of the organisation's name changes every place.

use super::story::Story;
use crate::part::Info;
use crate::plan::{Blank, Takes, blanks};
use crate::write::ooxml::Xml;

/// The namespace of the facts.
pub const FACTS: &str = "urn:packwright:edition";
/// The part's own id: the same in all files, because it names the kind of data.
const STORE: &str = "{6E1B3C52-8F0D-4A7B-9C64-2D5A7F10B3E8}";

/// The facts that a control may show, in the part's order.
pub const NAMES: [&str; 8] = [
    "organisation.name",
    "organisation.short",
    "organisation.contact",
    "cohort.dates",
    "cohort.venue",
    "programme.title",
    "programme.short",
    "programme.version",
];

/// The fact of a name, where it is one of the part's.
pub fn name(wanted: &str) -> Option<&'static str> {
    NAMES.into_iter().find(|name| *name == wanted)
}

/// A fact's value; empty while nobody knows it.
pub fn value<'a>(info: &'a Info, name: &str) -> &'a str {
    let organisation = &info.organisation;
    match name {
        "organisation.name" => &organisation.name,
        "organisation.short" if organisation.short.is_empty() => &organisation.name,
        "organisation.short" => &organisation.short,
        "organisation.contact" => &organisation.contact,
        "cohort.dates" => &info.cohort.dates,
        "cohort.venue" => &info.cohort.venue,
        "programme.title" => &info.programme,
        "programme.short" => &info.programme_short,
        "programme.version" => &info.version,
        _ => "",
    }
}

/// Ties a control to a fact (17.5.2.6 `dataBinding`).
pub fn binding(xml: &mut Xml, name: &str) {
    let (group, fact) = name.split_once('.').unwrap_or((name, ""));
    let prefix = format!("xmlns:e='{FACTS}'");
    let path = format!("/e:edition[1]/e:{group}[1]/e:{fact}[1]");
    xml.empty(
        "w:dataBinding",
        &[("w:prefixMappings", &prefix), ("w:xpath", &path), ("w:storeItemID", STORE)],
    );
}

/// Adds the part and its properties, below a free number.
pub fn add(story: &mut Story, main: &str) {
    let free = (1..).find(|number| !story.package.has(&format!("customXml/item{number}.xml")));
    let number = free.unwrap_or(1);
    let (item, properties) =
        (format!("customXml/item{number}.xml"), format!("customXml/itemProps{number}.xml"));
    story.package.add(&item, "application/xml", facts(story));
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml";
    xml.open("ds:datastoreItem", &[("ds:itemID", STORE), ("xmlns:ds", space)]);
    xml.open("ds:schemaRefs", &[]).empty("ds:schemaRef", &[("ds:uri", FACTS)]);
    let kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    story.package.add(&properties, kind, xml.finish());
    story.package.relate(&item, "customXmlProps", &properties);
    story.package.relate(main, "customXml", &item);
}

fn facts(story: &Story) -> String {
    let info = &story.document.info;
    let mut xml = Xml::part();
    xml.open("edition", &[("xmlns", FACTS)]);
    let groups: [(&'static str, &[&'static str]); 3] = [
        ("organisation", &["name", "short", "contact"]),
        ("cohort", &["dates", "venue"]),
        ("programme", &["title", "short", "version"]),
    ];
    for (group, names) in groups {
        xml.open(group, &[]);
        for name in names {
            xml.leaf(name, &[], value(info, &format!("{group}.{name}")));
        }
        xml.close();
    }
    if !story.document.options.form.is_empty() {
        form(&mut xml, story);
    }
    xml.finish()
}

/// Which form it is and what it asks, for whoever reads the answers back.
fn form(xml: &mut Xml, story: &Story) {
    let document = story.document;
    let info = &document.info;
    xml.open("form", &[]);
    xml.leaf("id", &[], &document.options.form);
    xml.leaf("edition", &[], &info.edition);
    xml.leaf("version", &[], &info.version);
    xml.leaf("language", &[], &info.language);
    if let Some(twin) = &document.twin {
        xml.leaf("second", &[], &twin.info.language);
    }
    for Blank { name, title, takes } in blanks(document, story.words) {
        let (takes, options) = match takes {
            Takes::Line | Takes::Lines | Takes::Signature => ("text", Vec::new()),
            Takes::Box => ("box", Vec::new()),
            Takes::Date | Takes::DateLine => ("date", Vec::new()),
            Takes::Tick => ("tick", Vec::new()),
            Takes::Number(..) => ("number", Vec::new()),
            Takes::Option(options) => ("option", options),
        };
        xml.open("field", &[("name", &name), ("question", &title), ("takes", takes)]);
        for option in &options {
            xml.leaf("option", &[], option);
        }
        xml.close();
    }
    xml.close();
}
