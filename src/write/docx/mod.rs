//! Word documents: WordprocessingML (ECMA-376 part 1, clause 17) with real styles, content controls
//! for everything that is meant to be filled in or changed, and the theme's colours and fonts.
//!
//! A [`Story`](story::Story) is the document while it is written; each file here writes one kind of
//! thing into it. What comes out is the bytes of a file, the same in every build.

mod bilingual;
mod block;
mod callout;
mod cards;
mod columns;
mod contents;
mod control;
mod custom;
mod direction;
mod drawing;
mod field;
mod glossary;
mod guide;
mod inline;
mod look;
mod measure;
mod numbering;
mod paper;
mod scale;
mod section;
mod settings;
mod story;
mod style;
mod styles;
mod table;
mod template;
mod worksheet;

pub use custom::FACTS as EDITION_FACTS;
pub use story::bookmark_name;

use super::ooxml::{
    Office, THEME_TYPE, Template, TemplateKind, Xml, add_properties, finished, theme_part, twips,
};
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
/// Content type of a Word template's main part.
const TEMPLATE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
const FOOTNOTES: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";

/// Writes a document for Word.
pub fn write(
    document: &Document,
    theme: &Theme,
    words: &Words,
    office: &Office,
) -> Result<Written, Vec<Finding>> {
    let template = office.template(TemplateKind::Word);
    let branded = template.map(|template| template::recoloured(theme, template));
    let theme = branded.as_ref().unwrap_or(theme);
    let mut story = Story::new(document, theme, words, office);
    let mut page = page(&story)?;
    if let Some(template) = template {
        template::begin(&mut story, template).map_err(|why| unusable(template, &why))?;
        page = their_page(&story, page);
    }
    story.paper = page;
    story.width = page.text();
    story.scale.right = twips(page.text());
    story.page = page.room();
    if story.setup.is_none() {
        story.headers_and_footers();
    }
    match document.kind {
        DocumentKind::Guide => guide::write(&mut story, &page),
        DocumentKind::Worksheet => {
            if let Some(sheet) = document.worksheets.first() {
                worksheet::write(&mut story, sheet, &page);
            }
        }
        DocumentKind::Paper if document.twin.is_some() => bilingual::write(&mut story, &page),
        DocumentKind::Paper => paper::write(&mut story, &page),
        DocumentKind::Template => story.section(&page, "", 1),
        DocumentKind::Slides
        | DocumentKind::Handout
        | DocumentKind::Worksheets
        | DocumentKind::Notice => {}
    }
    match template {
        Some(template) => {
            into_template(&mut story).map_err(|why| unusable(template, &why))?;
        }
        None => assemble(&mut story),
    }
    if document.has_right_to_left() {
        direction::turn(&mut story);
    }
    if document.kind == DocumentKind::Template {
        let main = story.main.clone();
        story.package.retype(&main, TEMPLATE);
    }
    let findings = std::mem::take(&mut story.findings);
    if findings.iter().any(Finding::is_error) {
        return Err(findings);
    }
    Ok(finished(&story.package, office, 0, findings))
}

/// A template's paper, unless the document needs another size.
fn their_page(story: &Story, ours: Page) -> Page {
    let theirs = story.setup.as_ref().and_then(|setup| setup.page);
    let Some(theirs) = theirs else { return ours };
    let same = |a: f64, b: f64| (a - b).abs() < 30.0;
    match same(theirs.width, ours.width) && same(theirs.height, ours.height) {
        true => theirs,
        // Margins keep clear of the template's headers and footers.
        false => Page {
            margins: [theirs.margins[0], ours.margins[1], theirs.margins[2], ours.margins[3]],
            edge: theirs.edge,
            ..ours
        },
    }
}

fn unusable(template: &Template, why: &str) -> Vec<Finding> {
    let message = format!("`{}` cannot be used: {why}", template.path.display());
    vec![
        Finding::new(Code::BadTemplate, "", message)
            .help("open it in Word and save it again as a template"),
    ]
}

/// The names of our styles that a template lacks.
pub fn lacking(template: &Template) -> Vec<&'static str> {
    template::lacking(template)
}

/// Puts the body into a template's package.
fn into_template(story: &mut Story) -> Result<(), template::Problem> {
    let main = story.main.clone();
    let body = std::mem::replace(&mut story.xml, Xml::piece()).finish();
    let theirs = story.setup.as_ref().map_or(&[][..], |setup| setup.spaces.as_slice());
    let mut spaces = SPACES.to_vec();
    for (name, address) in theirs {
        if !spaces.iter().any(|(known, _)| known == name) {
            spaces.push((name, address));
        }
    }
    let mut xml = Xml::part();
    xml.open("w:document", &spaces).open("w:body", &[]).raw(&body);
    let text = xml.finish();
    story.package.add(&main, DOCUMENT, text);
    template::finish(story)?;
    template::language(story)?;
    if !story.notes.is_empty() && story.package.related(&main, "footnotes").is_empty() {
        footnotes(story, &main);
    }
    let styles = glossary::styles(story);
    glossary::add(story, &main, &styles);
    custom::add(story, &main);
    let info = story.document.properties();
    add_properties(&mut story.package, &info, "packwright");
    Ok(())
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
            let logo = !document.info.organisation.logo.is_empty();
            let sheet = document.worksheets.first();
            sheet.map(|sheet| worksheet::page(sheet, logo)).ok_or_else(refused)
        }
        DocumentKind::Paper | DocumentKind::Template => Ok(paper::page(story)),
        DocumentKind::Slides
        | DocumentKind::Handout
        | DocumentKind::Worksheets
        | DocumentKind::Notice => Err(refused()),
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
            styles::part(story.theme, &story.scale, &story.names, &language),
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
    let info = story.document.properties();
    add_properties(&mut story.package, &info, "packwright");
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
