//! Word documents: WordprocessingML (ECMA-376 part 1, clause 17) with real styles, content controls
//! for everything that is meant to be filled in or changed, and the theme's colours and fonts.
//!
//! A [`Story`](story::Story) is the document while it is written; each file here writes one kind of
//! thing into it. What comes out is the bytes of a file, the same in every build.

mod block;
mod callout;
mod columns;
mod contents;
mod control;
mod custom;
mod drawing;
mod field;
mod glossary;
mod guide;
mod inline;
mod look;
mod measure;
mod numbering;
mod paper;
mod section;
mod settings;
mod story;
mod style;
mod styles;
mod table;
mod worksheet;

use super::ooxml::{Office, THEME_TYPE, Xml, add_properties, theme_part};
use super::{Finding, Written};
use crate::diag::Code;
use crate::part::{Document, DocumentKind};
use crate::plan::Words;
use crate::theme::Theme;
use section::Page;
use story::{SPACES, Story};

/// Content type of a Word document's main part.
const DOCUMENT: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const FOOTNOTES: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";

/// Writes a document for Word.
pub fn write(
    document: &Document,
    theme: &Theme,
    words: &Words,
    office: &Office,
) -> Result<Written, Vec<Finding>> {
    let mut story = Story::new(document, theme, words, office);
    let page = page(&story)?;
    story.width = page.text();
    story.page = page.room();
    story.headers_and_footers(&page);
    match document.kind {
        DocumentKind::Guide => guide::write(&mut story, &page),
        DocumentKind::Worksheet => {
            if let Some(sheet) = document.worksheets.first() {
                worksheet::write(&mut story, sheet, &page);
            }
        }
        DocumentKind::Paper => paper::write(&mut story, &page),
        DocumentKind::Slides | DocumentKind::Handout | DocumentKind::Worksheets => {}
    }
    assemble(&mut story);
    let findings = std::mem::take(&mut story.findings);
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    Ok(Written { bytes: story.package.zip(), pages: 0, findings })
}

/// The paper of a document; kinds that are no Word documents are refused.
fn page(story: &Story) -> Result<Page, Vec<Finding>> {
    let document = story.document;
    let refused = || {
        let message = format!("{} cannot be a Word document", document.info.kind_name);
        let mut finding = Finding::new(Code::NotExpressible, "", message);
        finding.warning = false;
        vec![finding]
    };
    match document.kind {
        DocumentKind::Guide => Ok(guide::page()),
        DocumentKind::Worksheet => {
            document.worksheets.first().map(worksheet::page).ok_or_else(refused)
        }
        DocumentKind::Paper => Ok(paper::page(story)),
        DocumentKind::Slides | DocumentKind::Handout | DocumentKind::Worksheets => Err(refused()),
    }
}

/// Puts the parts of the file together.
fn assemble(story: &mut Story) {
    let main = story.main.clone();
    let body = std::mem::replace(&mut story.xml, Xml::piece()).finish();
    let mut xml = Xml::part();
    xml.open("w:document", SPACES).open("w:body", &[]).raw(&body);
    story.package.add(&main, DOCUMENT, xml.finish());
    story.package.relate("", "officeDocument", &main);
    let language = story.document.info.language.clone();
    let notes = !story.notes.is_empty();
    let parts = [
        (
            "word/styles.xml",
            styles::STYLES_TYPE,
            "styles",
            styles::part(story.theme, &story.scale, &language),
        ),
        (
            "word/settings.xml",
            settings::SETTINGS_TYPE,
            "settings",
            settings::part(&language, notes),
        ),
        (
            "word/numbering.xml",
            numbering::NUMBERING_TYPE,
            "numbering",
            story.numbering.part(&story.names),
        ),
        (
            "word/fontTable.xml",
            settings::FONTS_TYPE,
            "fontTable",
            settings::fonts(&story.theme.office),
        ),
        (
            "word/theme/theme1.xml",
            THEME_TYPE,
            "theme",
            theme_part(story.theme, &story.document.info.programme_short),
        ),
    ];
    for (name, kind, relation, text) in parts {
        story.package.add(name, kind, text);
        story.package.relate(&main, relation, name);
    }
    if notes {
        footnotes(story, &main);
    }
    let styles = glossary::styles(story);
    glossary::add(story, &main, &styles);
    custom::add(story, &main);
    add_properties(&mut story.package, &story.document.info, "packwright");
}

/// The footnotes part (17.11.15), with the two separators that Word expects first.
fn footnotes(story: &mut Story, main: &str) {
    let mut xml = Xml::part();
    xml.open("w:footnotes", SPACES);
    for (id, kind, mark) in [
        ("-1", "separator", "w:separator"),
        ("0", "continuationSeparator", "w:continuationSeparator"),
    ] {
        xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]).open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.empty("w:spacing", &[("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")]);
        xml.close().open("w:r", &[]).empty(mark, &[]).close().close().close();
    }
    for note in &story.notes {
        xml.raw(note);
    }
    story.package.add("word/footnotes.xml", FOOTNOTES, xml.finish());
    story.package.relate(main, "footnotes", "word/footnotes.xml");
}
