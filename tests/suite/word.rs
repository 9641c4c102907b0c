//! Word files of the real programme: no word is lost, everything that is referred to is there, and the
//! elements stand in the order of the schema (ECMA-376 part 1, annex A.1).

use super::project::{Project, hour};
use super::real;
use packwright::diag::{Code, Findings};
use packwright::pack::{self, Asked, Prepared};
use packwright::part::{Body, Document, GroupRole, Part, plain, plain_parts};
use packwright::plan::Choice;
use packwright::write::ooxml::{Office, Package, Template, TemplateKind, inspect, read_package};
use packwright::write::{Format, docx, formats};
use roxmltree::Node;
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn prepared(project: &Project) -> Prepared {
    let mut findings = Findings::default();
    let (_, prepared) = pack::prepare(&project.world(), &Asked::default(), &mut findings);
    prepared.expect("a programme")
}

/// Every document of the programme that has a Word file, and the file.
fn files() -> &'static [(Document, Vec<u8>)] {
    static FILES: OnceLock<Vec<(Document, Vec<u8>)>> = OnceLock::new();
    FILES.get_or_init(|| written(real::project(), Vec::new()))
}

fn written(project: &Project, templates: Vec<Template>) -> Vec<(Document, Vec<u8>)> {
    let prepared = prepared(project);
    let office = Office::new(&project.world(), templates);
    let choice = Choice::default();
    let all = prepared.all(&choice);
    let words = all.filter(|document| formats(document).contains(&Format::Docx));
    let files = words.map(|document| {
        let written = docx::write(&document, &prepared.theme, &prepared.words, &office);
        let written = written.unwrap_or_else(|found| panic!("{}: {found:?}", document.path));
        assert!(written.findings.is_empty(), "{}: {:?}", document.path, written.findings);
        (document, written.bytes)
    });
    files.collect()
}

/// The parts of a file that are XML, by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let package = read_package(bytes).expect("a package");
    let xml = package.names().filter(|name| name.ends_with(".xml"));
    let text = |name: &str| {
        let bytes = package.bytes(name).expect("a part").to_vec();
        (name.to_owned(), String::from_utf8(bytes).expect("UTF-8"))
    };
    xml.map(text).collect()
}

fn is_text(name: &str) -> bool {
    ["word/document", "word/header", "word/footer", "word/footnotes"]
        .iter()
        .any(|start| name.starts_with(start))
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All that a file says: its words, alternative texts, names of tables and options of lists.
fn said(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (name, text) in parts(bytes).iter().filter(|(name, _)| is_text(name)) {
        let tree = roxmltree::Document::parse(text).unwrap_or_else(|why| panic!("{name}: {why}"));
        for node in tree.descendants() {
            if node.is_text() {
                out.push_str(node.text().unwrap_or(""));
            }
            for attribute in ["descr", "displayText"] {
                let found = node.attributes().find(|it| it.name() == attribute);
                out.push_str(found.map_or("", |it| it.value()));
            }
        }
    }
    bare(&out)
}

/// What a document says, piece by piece; words of slides and miniatures apart.
fn meant(document: &Document) -> Vec<String> {
    let mut lines = plain_parts(&document.parts);
    facts(&document.parts, &mut lines);
    for sheet in document.worksheets.iter().filter(|_| document.parts.is_empty()) {
        lines.extend([sheet.title.clone(), sheet.purpose.clone()]);
        lines.extend(plain_parts(&sheet.parts));
    }
    for slide in &document.slides {
        lines.push(plain(&slide.title));
    }
    lines
}

/// Facts of activities that `plain_parts` leaves out.
fn facts(parts: &[Part], lines: &mut Vec<String>) {
    for part in parts {
        let Body::Group { role, children } = &part.body else { continue };
        if let GroupRole::Activity { start, end, lead, method, resources, .. } = role {
            lines.extend([start, end, lead, method].map(String::clone));
            lines.extend(resources.iter().cloned());
        }
        facts(children, lines);
    }
}

#[test]
fn no_word_is_lost_in_a_word_file() {
    let mut looked = 0;
    let mut lost = Vec::new();
    for (document, bytes) in files() {
        let said = said(bytes);
        for line in meant(document) {
            // A label and its fact stand in two cells.
            for piece in line.split(": ") {
                looked += 1;
                if !said.contains(&bare(piece)) {
                    lost.push(format!("{}: {piece}", document.path));
                }
            }
        }
    }
    assert!(looked > 2_000, "only {looked} pieces were looked for");
    assert!(lost.is_empty(), "{} of {looked}:\n{}", lost.len(), lost.join("\n"));
}

/// What of a package does not hold together.
fn torn(package: &Package) -> Vec<String> {
    let mut faults = Vec::new();
    for name in package.names() {
        if package.content_type(name).is_none_or(|kind| kind == "application/octet-stream") {
            faults.push(format!("`{name}` has no content type"));
        }
    }
    faults
}

#[test]
fn a_word_file_holds_together() {
    for (document, bytes) in files() {
        let package = read_package(bytes).expect("a package");
        assert_eq!(torn(&package), Vec::<String>::new(), "{}", document.path);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let names: BTreeSet<String> =
            archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        for name in names.iter().filter(|name| name.ends_with(".rels")) {
            let mut text = String::new();
            let mut part = archive.by_name(name).expect("a part");
            std::io::Read::read_to_string(&mut part, &mut text).expect("text");
            let tree = roxmltree::Document::parse(&text).expect("XML");
            let mut ids = BTreeSet::new();
            for relation in tree.root_element().children().filter(Node::is_element) {
                assert!(ids.insert(relation.attribute("Id")), "{name} uses an id twice");
                if relation.attribute("TargetMode") == Some("External") {
                    continue;
                }
                let folder = name.replace("_rels/", "");
                let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
                let target = relation.attribute("Target").expect("a target");
                let target = join(folder, target);
                assert!(names.contains(&target), "{}: {name} leads to {target}", document.path);
            }
        }
        // Every relationship that the text names is there.
        for (name, text) in parts(bytes).iter().filter(|(name, _)| is_text(name)) {
            let tree = roxmltree::Document::parse(text).expect("XML");
            let (folder, file) = name.rsplit_once('/').expect("a folder");
            let rels = format!("{folder}/_rels/{file}.rels");
            let there = archive.by_name(&rels).ok().map_or(String::new(), |mut part| {
                let mut text = String::new();
                std::io::Read::read_to_string(&mut part, &mut text).expect("text");
                text
            });
            let used = tree.descendants().flat_map(|node| {
                node.attributes().filter(|it| it.namespace() == Some(R)).map(|it| it.value())
            });
            for id in used {
                assert!(there.contains(&format!("Id=\"{id}\"")), "{name} names {id}");
            }
        }
    }
}

fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn val<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute((W, name)).unwrap_or("")
}

fn is(node: Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(W)
}

#[test]
fn ids_are_unique_and_what_begins_ends() {
    for (document, bytes) in files() {
        let (mut seen, mut open) = (BTreeSet::new(), BTreeSet::new());
        for (name, text) in parts(bytes).iter().filter(|(name, _)| is_text(name)) {
            let tree = roxmltree::Document::parse(text).expect("XML");
            let mut fields = 0;
            for node in tree.descendants().filter(Node::is_element) {
                let mut unique = |kind: &str, id: &str| {
                    let new = seen.insert(format!("{kind} {id}"));
                    assert!(new, "{}: {kind} `{id}` twice", document.path);
                };
                match node.tag_name().name() {
                    "docPr" => unique("drawing", node.attribute("id").expect("an id")),
                    "bookmarkStart" => {
                        let bookmark = val(node, "name");
                        assert!(bookmark.len() <= 40, "{bookmark} is too long for Word");
                        unique("bookmark", bookmark);
                        open.insert(val(node, "id").to_owned());
                    }
                    "bookmarkEnd" => {
                        assert!(open.remove(val(node, "id")), "{}: a stray end", document.path);
                    }
                    "sdtPr" => {
                        let child = |name| node.children().find(|node| is(*node, name));
                        unique("control", val(child("id").expect("an id"), "val"));
                        unique("tag", val(child("tag").expect("a tag"), "val"));
                    }
                    "fldChar" => {
                        fields += match val(node, "fldCharType") {
                            "begin" => 1,
                            "end" => -1,
                            _ => 0,
                        };
                        assert!(fields >= 0, "{}: a field ends that did not begin", document.path);
                    }
                    _ => {}
                }
            }
            assert_eq!(fields, 0, "{}: a field of {name} does not end", document.path);
        }
        assert!(open.is_empty(), "{}: bookmarks {open:?} do not end", document.path);
    }
}

#[test]
fn everybody_can_read_a_word_file() {
    for (document, bytes) in files() {
        let package = read_package(bytes).expect("a package");
        let found: Vec<String> =
            inspect(&package).into_iter().map(|finding| finding.message).collect();
        assert_eq!(found, Vec::<String>::new(), "{}", document.path);
    }
}

/// Children of the elements whose order matters most, in the order of the schema (`wml.xsd`).
const ORDER: &[(&str, &str)] = &[
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr \
         shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE \
         autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents \
         suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr \
         sectPr pPrChange",
    ),
    (
        "rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof \
         snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd \
         fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc \
         tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    (
        "tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign \
         hideMark",
    ),
    (
        "sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders \
         lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    ),
    (
        "sdtPr",
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation \
         comboBox date docPartObj docPartList dropDownList picture richText text checkbox \
         repeatingSection repeatingSectionItem",
    ),
    (
        "style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat \
         locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "lvl",
        "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    ),
    ("numbering", "numPicBullet abstractNum num numIdMacAtCleanup"),
    ("pBdr", "top left bottom right between bar"),
    ("tblBorders", "top left start bottom right end insideH insideV"),
    ("tcBorders", "top left start bottom right end insideH insideV tl2br tr2bl"),
    ("tblCellMar", "top left start bottom right end"),
    ("tbl", "bookmarkStart bookmarkEnd tblPr tblGrid tr sdt"),
    (
        "settings",
        "zoom mirrorMargins defaultTabStop autoHyphenation characterSpacingControl footnotePr endnotePr \
         compat themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    ),
];

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let order: HashMap<&str, Vec<&str>> =
        ORDER.iter().map(|(name, all)| (*name, all.split_whitespace().collect())).collect();
    let mut looked = BTreeSet::new();
    for (document, bytes) in files() {
        for (name, text) in parts(bytes).iter().filter(|(name, _)| name.starts_with("word/")) {
            let tree = roxmltree::Document::parse(text).expect("XML");
            for node in tree.descendants().filter(|node| node.tag_name().namespace() == Some(W)) {
                let Some((parent, all)) = order.get_key_value(node.tag_name().name()) else {
                    continue;
                };
                let mut last = 0;
                for child in node.children().filter(Node::is_element) {
                    let child = child.tag_name().name();
                    // Bookmarks may stand anywhere among rows.
                    if *parent == "tbl" && child.starts_with("bookmark") {
                        continue;
                    }
                    let at = all.iter().position(|it| *it == child);
                    let at = at.unwrap_or_else(|| panic!("{name}: `{child}` in `{parent}`"));
                    assert!(at >= last, "{} {name}: `{child}` in `{parent}`", document.path);
                    last = at;
                }
                looked.insert(*parent);
            }
        }
    }
    assert_eq!(looked.len(), ORDER.len(), "only {looked:?} were met");
}

#[test]
fn a_word_file_is_the_same_in_every_build() {
    for ((document, first), (_, second)) in files().iter().zip(written(real::project(), Vec::new()))
    {
        assert!(*first == second, "{} differs", document.path);
    }
}

/// A template made of a file of ours: other names for two styles, fewer styles, a header of its own.
fn dotx() -> Vec<u8> {
    let letter = files().iter().find(|(document, _)| document.options.paper.form == "letter");
    let mut package = read_package(&letter.expect("a letter").1).expect("a package");
    let text = |package: &Package, name: &str| {
        String::from_utf8(package.bytes(name).expect("a part").to_vec()).expect("UTF-8")
    };
    let styles = text(&package, "word/styles.xml")
        .replace("w:val=\"Lead\"", "w:val=\"Introduction\"")
        .replace("\"Heading1\"", "\"berschrift1\"")
        .replace("w:val=\"List Tick\"", "w:val=\"Old List\"");
    let kind = package.content_type("word/styles.xml").expect("a type").to_owned();
    package.add("word/styles.xml", &kind, styles);
    let header = text(&package, "word/header1.xml")
        .replace("</w:hdr>", "<w:p><w:r><w:t>Northvale</w:t></w:r></w:p></w:hdr>");
    let kind = package.content_type("word/header1.xml").expect("a type").to_owned();
    package.add("word/header1.xml", &kind, header);
    let body = text(&package, "word/document.xml").replace("Dear", "Sample text");
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";
    package.add("word/document.xml", kind, body);
    package.zip()
}

fn template(folder: &Project) -> Template {
    folder.put("ours.dotx", dotx());
    folder.put("ours.toml", "[styles]\n\"lead\" = \"Introduction\"\n");
    let template = Template::read(TemplateKind::Word, &folder.path("ours.dotx"));
    template.unwrap_or_else(|problem| panic!("{problem:?}"))
}

#[test]
fn a_template_keeps_its_look_and_takes_our_words() {
    let folder = Project::new();
    for (document, bytes) in written(real::project(), vec![template(&folder)]) {
        let package = read_package(&bytes).expect("a package");
        let kind = package.content_type("word/document.xml").expect("a main part");
        assert!(kind.ends_with("document.main+xml"), "{kind}");
        let all: HashMap<String, String> = parts(&bytes).into_iter().collect();
        assert!(all["word/header1.xml"].contains("Northvale"));
        let body = &all["word/document.xml"];
        assert!(!body.contains("Sample text"));
        assert!(body.contains("w:type=\"first\""), "{} has lost its header", document.path);
        let styles = roxmltree::Document::parse(&all["word/styles.xml"]).expect("XML");
        let styles: Vec<_> = styles
            .descendants()
            .filter(|node| is(*node, "style"))
            .map(|style| {
                let name = style.children().find(|node| is(*node, "name")).expect("a name");
                (val(style, "styleId").to_owned(), val(name, "val").to_owned())
            })
            .collect();
        let ids: BTreeSet<&str> = styles.iter().map(|(id, _)| id.as_str()).collect();
        let names: BTreeSet<&str> = styles.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!((ids.len(), names.len()), (styles.len(), styles.len()), "{}", document.path);
        assert!(names.contains("List Tick") && names.contains("Old List"));
        assert!(!names.contains("Lead"), "the mapping says what stands for it");
        let tree = roxmltree::Document::parse(body).expect("XML");
        for node in tree.descendants().filter(|node| is(*node, "pStyle")) {
            assert!(ids.contains(val(node, "val")), "there is no style {}", val(node, "val"));
        }
        if body.contains("w:outlineLvl") || document.path.ends_with("facilitator-guide") {
            assert!(body.contains("berschrift1"), "{}", document.path);
        }
        let said = said(&bytes);
        for line in meant(&document) {
            let lost = line.split(": ").find(|piece| !said.contains(&bare(piece)));
            assert_eq!(lost, None, "{}", document.path);
        }
    }
}

/// For the list of rules: what a template lacks is said once.
pub fn a_template_that_lacks_styles() {
    let project = Project::of(&hour(""))
        .file("layouts/mine/theme.toml", "[office]\nword-template = \"ours.dotx\"\n");
    template(&project);
    project.edit("sources/programme.toml", "version = \"1\"", "version = \"1\"\ntheme = \"mine\"");
    let built = project.build();
    let found = built.only(Code::TemplateLacks);
    assert!(
        found.message.contains("lacks 1 style") && found.message.contains("`List Tick`"),
        "{}",
        found.message
    );
    assert!(found.help.iter().any(|help| help.contains("ours.toml")), "{:?}", found.help);
}

#[test]
fn what_a_template_lacks_is_said_once() {
    a_template_that_lacks_styles();
}
