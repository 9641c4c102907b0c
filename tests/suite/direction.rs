//! Languages that are written from right to left, on the Arabic sample of `tests/arabic`: what an Arabic reader
//! would miss in PDF, Word, PowerPoint and e-mails.

use super::pdf::validate;
use super::project::{Project, checkout, member, writers};
use packwright::diag::Findings;
use packwright::pack::{self, Asked};
use packwright::part::Document;
use packwright::plan::Choice;
use packwright::write::ooxml::tree::{Child, Element};
use std::sync::OnceLock;
use typst::layout::{Frame, FrameItem, Point};

/// The sample, built in Arabic once for all tests.
fn arabic() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let project = Project::copy_of(&checkout().join("tests/arabic/sources"));
        project.run(&["build", "--language", "ar"]).exits(0);
        project
    })
}

fn file(path: &str) -> Vec<u8> {
    std::fs::read(arabic().path(&format!("output/base-ar/{path}"))).expect("a file of the sample")
}

/// A text on a page: what it says, its left and right edge, its height on the page.
#[derive(Clone, Debug)]
struct Told {
    text: String,
    left: f64,
    right: f64,
    top: f64,
}

/// The texts of each page of a document that the sample has.
fn pages(is: impl Fn(&Document) -> bool) -> Vec<Vec<Told>> {
    let world = arabic().world();
    let asked = Asked { language: Some("ar".to_owned()), ..Asked::default() };
    let (_, prepared) = pack::prepare(&world, &asked, &mut Findings::default());
    let prepared = prepared.expect("an edition");
    let document = prepared.all(&Choice::default()).find(is).expect("a document");
    let writers = writers(&world, &prepared, Vec::new());
    let set = writers.press.typeset(&document, &prepared.theme, &prepared.words);
    let (paged, _) = set.unwrap_or_else(|findings| panic!("{findings:?}"));
    let texts = |page: &typst_layout::Page| {
        let mut texts = Vec::new();
        collect(&page.frame, Point::zero(), &mut texts);
        texts
    };
    paged.pages().iter().map(texts).collect()
}

fn collect(frame: &Frame, from: Point, out: &mut Vec<Told>) {
    for (at, item) in frame.items() {
        let at = from + *at;
        match item {
            FrameItem::Group(group) => collect(&group.frame, at, out),
            FrameItem::Text(text) => {
                let (left, width) = (at.x.to_pt(), text.width().to_pt());
                let text = text.text.to_string();
                out.push(Told { text, left, right: left + width, top: at.y.to_pt() });
            }
            _ => {}
        }
    }
}

fn find<'a>(texts: &'a [Told], text: &str) -> &'a Told {
    let found = texts.iter().find(|told| told.text.contains(text));
    found.unwrap_or_else(|| panic!("`{text}` is not among {texts:?}"))
}

#[test]
fn lines_begin_at_the_right() {
    let pages = pages(|document| document.path == "documents/welcome-letter");
    let texts = &pages[0];
    let first = find(texts, "شكر");
    let line: Vec<&Told> = texts.iter().filter(|told| (told.top - first.top).abs() < 1.0).collect();
    // A4, with 50 mm for the margin column, which is at the right.
    let edge = (210.0 - 50.0) * 72.0 / 25.4;
    assert!((first.right - edge).abs() < 0.5, "{first:?} does not begin at {edge}");
    assert!(line.iter().all(|told| told.right <= first.right + 0.1), "{line:?}");
    let title = texts.iter().map(|told| told.right).fold(0.0, f64::max);
    assert!(title > edge + 60.0, "the title hangs into that column: {title}");
}

#[test]
fn names_and_telephone_numbers_keep_their_order() {
    let pages = pages(|document| document.path == "documents/welcome-letter");
    let whole = |text: &str| pages[0].iter().any(|told| told.text.contains(text));
    assert!(whole("Harbour Hospital Ltd."), "the full stop belongs to the name");
    assert!(whole("+44 20 7946 0018"), "a number is read from its plus sign on");
}

#[test]
fn the_run_sheet_is_read_from_the_right() {
    let pages = pages(|document| document.path.ends_with("facilitator-guide"));
    let sheet = &pages[1];
    let columns = ["الوقت", "دقيقة", "النوع", "النشاط", "المسؤول", "الشرائح", "المواد"];
    let edges: Vec<f64> = columns.map(|name| find(sheet, name).right).into();
    assert!(edges.is_sorted_by(|a, b| a > b), "{edges:?}");
}

/// Typst sets a mark above a letter as a text of its own; a reader who copies the word must not get it twice.
#[test]
fn a_letter_with_a_mark_is_said_once() {
    let pages = pages(|document| document.path == "documents/welcome-letter");
    let word = find(&pages[0], "مّ");
    let line = pages[0]
        .iter()
        .filter(|told| (told.top - word.top).abs() < 6.0 && told.left > word.left - 200.0);
    let said: String = line.map(|told| told.text.as_str()).collect();
    assert_eq!(said.matches('ّ').count(), said.matches("مّ").count(), "{said}");
}

#[test]
fn every_pdf_is_accessible_and_says_its_direction() {
    let project = arabic();
    let mut count = 0;
    for (name, pdf) in project.files().iter().filter(|(name, _)| name.ends_with(".pdf")) {
        let report = validate(name, pdf);
        assert!(report.is_compliant, "{name}\n{report}");
        let document = lopdf::Document::load_mem(pdf).expect("a PDF");
        let catalog = format!("{:?}", document.catalog().expect("a catalog"));
        let preferences = document.catalog().and_then(|it| it.get(b"ViewerPreferences"));
        let preferences = format!("{preferences:?}");
        assert!(catalog.contains("/Lang (ar)"), "{name} says no language: {catalog}");
        assert!(preferences.contains("/R2L"), "{name} says no direction: {preferences}");
        count += 1;
    }
    assert!(count >= 6, "{count} PDFs");
}

/// The sample's fonts have its letters, and it is translated whole.
#[test]
fn the_sample_has_nothing_to_complain_of() {
    arabic().run(&["check", "--language", "ar", "--deny", "warnings"]).exits(0);
}

fn each(element: &Element, visit: &mut dyn FnMut(&Element)) {
    visit(element);
    for child in &element.children {
        if let Child::Element(inner) = child {
            each(inner, visit);
        }
    }
}

fn tree(file: &[u8], part: &str) -> Element {
    let text = String::from_utf8(member(file, part)).expect("UTF-8");
    Element::parse(&text).unwrap_or_else(|| panic!("{part} is no XML"))
}

fn child<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    element.children.iter().find_map(|child| match child {
        Child::Element(inner) if inner.name == name => Some(inner),
        Child::Element(_) | Child::Text(_) => None,
    })
}

#[test]
fn word_files_run_from_right_to_left() {
    let paths = [
        "documents/welcome-letter.docx",
        "documents/agreement.docx",
        "sessions/01-first-measure/facilitator-guide.docx",
        "sessions/01-first-measure/worksheets/counting-plan.docx",
    ];
    for path in paths {
        let document = tree(&file(path), "word/document.xml");
        let (mut paragraphs, mut tables) = (0, 0);
        each(&document, &mut |element| {
            let (properties, direction) = match element.name.as_str() {
                "w:p" => ("w:pPr", "w:bidi"),
                "w:tbl" => ("w:tblPr", "w:bidiVisual"),
                _ => return,
            };
            let has = child(element, properties).is_some_and(|it| child(it, direction).is_some());
            assert!(has, "{path}: a {} without {direction}: {}", element.name, element.text());
            if element.name == "w:p" { paragraphs += 1 } else { tables += 1 }
        });
        assert!(paragraphs > 5 && tables > 0, "{path}: {paragraphs} paragraphs, {tables} tables");
        each(&document, &mut |run| {
            if run.name != "w:r" {
                return;
            }
            let turned = child(run, "w:rPr").is_some_and(|it| child(it, "w:rtl").is_some());
            let text = run.text();
            let arabic = text.contains(packwright::part::is_right_to_left);
            let latin = text.contains(|c: char| c.is_ascii_alphabetic());
            assert!(!(arabic && latin), "{path}: one run of both: {text}");
            assert!(!arabic || turned, "{path}: from left to right: {text}");
            assert!(!latin || !turned, "{path}: from right to left: {text}");
        });
    }
    let letter = String::from_utf8(member(&file(paths[0]), "word/document.xml")).expect("UTF-8");
    assert!(letter.contains("<w:bidi/><w:rtlGutter/>"), "the section has a direction");
    let styles = String::from_utf8(member(&file(paths[0]), "word/styles.xml")).expect("UTF-8");
    assert!(styles.contains("w:bidi=\"ar\""), "the language of letters from right to left");
}

#[test]
fn decks_run_from_right_to_left() {
    let deck = file("sessions/01-first-measure/slides.pptx");
    assert_eq!(tree(&deck, "ppt/presentation.xml").attribute("rtl"), Some("1"));
    let mut tables = 0;
    for number in 1..=9 {
        each(&tree(&deck, &format!("ppt/slides/slide{number}.xml")), &mut |element| match element
            .name
            .as_str()
        {
            "a:p" => {
                let rtl = child(element, "a:pPr").and_then(|it| it.attribute("rtl"));
                assert_eq!(rtl, Some("1"), "slide {number}: {}", element.text());
            }
            "a:tblPr" => {
                tables += 1;
                assert_eq!(element.attribute("rtl"), Some("1"), "slide {number}");
            }
            _ => {}
        });
    }
    assert!(tables > 0);
    // The title of a layout stands at the right margin: 48 of 960 points.
    let layout =
        String::from_utf8(member(&deck, "ppt/slideLayouts/slideLayout3.xml")).expect("UTF-8");
    assert!(layout.contains("algn=\"r\"") || !layout.contains("algn=\"l\""), "{layout}");
    let theme = String::from_utf8(member(&deck, "ppt/theme/theme1.xml")).expect("UTF-8");
    assert!(theme.contains("script=\"Arab\" typeface=\"Arial\""), "{theme}");
}

#[test]
fn e_mails_run_from_right_to_left() {
    let page = String::from_utf8(file("documents/invitation.html")).expect("UTF-8");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(
        page.contains("<bdi>Harbour Hospital Ltd.</bdi>") && !page.contains("text-align: left"),
        "{page}"
    );
}

/// A drawing that leads from left to right leads from right to left; a chart's axes stay.
#[test]
fn drawings_follow_the_lines_and_charts_their_axes() {
    let pages = pages(|document| document.path.ends_with("/slides"));
    let drivers = pages.iter().find(|page| page.iter().any(|it| it.text.contains("الأولية")));
    let drivers = drivers.expect("the driver diagram");
    assert!(find(drivers, "الهدف").left > find(drivers, "الأولية").right);
    assert!(find(drivers, "الأولية").left > find(drivers, "الثانوية").right);
    let chart = pages.iter().find(|page| page.iter().any(|it| it.text == "Week"));
    let weeks = |text: &str| {
        let page = chart.expect("the chart");
        page.iter().find(|told| told.text == text).expect("a week").left
    };
    assert!(weeks("1") < weeks("6"), "time runs as on the screen that the data come from");
}
