//! Word and PowerPoint files that not everybody can read are told apart from those that everybody can:
//! each rule with a file that keeps it and one that breaks it.

use packwright::write::ooxml::{Package, inspect};

const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const DECK: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
const SPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
);
const STYLES: &str = concat!(
    r#"<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>"#,
    r#"<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Kop3"><w:name w:val="heading 3"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:basedOn w:val="Kop2"/></w:style>"#,
);
const TITLE: &str = r#"<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">A title</dc:title>"#;

fn wrapped(name: &str, content: &str) -> String {
    format!("<{name} {SPACES}>{content}</{name}>")
}

fn titled(title: &str) -> Package {
    let mut package = Package::default();
    package.add("docProps/core.xml", "application/xml", wrapped("core", title));
    let kind =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    package.relate("", kind, "docProps/core.xml");
    package
}

/// What is found in a Word file with this body.
fn word_of(title: &str, styles: &str, body: &str) -> Vec<String> {
    let mut package = titled(title);
    package.add("word/document.xml", WORD, wrapped("w:document", body));
    package.relate("", "officeDocument", "word/document.xml");
    package.add("word/styles.xml", "application/xml", wrapped("w:styles", styles));
    package.relate("word/document.xml", "styles", "word/styles.xml");
    inspect(&package).into_iter().map(|finding| finding.message).collect()
}

fn word(body: &str) -> Vec<String> {
    word_of(TITLE, STYLES, &format!("<w:body>{body}</w:body>"))
}

/// What is found in a deck with this slide.
fn slide(shapes: &str) -> Vec<String> {
    let mut package = titled(TITLE);
    let list = r#"<p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst>"#;
    package.add("ppt/presentation.xml", DECK, wrapped("p:presentation", list));
    package.relate("", "officeDocument", "ppt/presentation.xml");
    let tree = format!("<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>");
    package.add("ppt/slides/slide1.xml", "application/xml", wrapped("p:sld", &tree));
    package.relate("ppt/presentation.xml", "slide", "ppt/slides/slide1.xml");
    inspect(&package).into_iter().map(|finding| finding.message).collect()
}

fn paragraph(style: &str, words: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"#)
}

fn holder(kind: &str, words: &str) -> String {
    format!(
        r#"<p:sp><p:nvSpPr><p:cNvPr id="2" name="{kind}"/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:rPr lang="en-GB"/><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>"#
    )
}

#[test]
fn a_title_and_a_language() {
    assert!(word("").is_empty());
    let body = "<w:body/>";
    assert_eq!(word_of("", STYLES, body), ["the file has no title"]);
    let empty = TITLE.replace("A title", "  ");
    assert_eq!(word_of(&empty, STYLES, body), ["the file has no title"]);
    let silent = STYLES.replace(r#"<w:lang w:val="en-GB"/>"#, "");
    assert_eq!(word_of(TITLE, &silent, body), ["the text has no language"]);
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let [one, two, three] = ["Kop1", "Kop2", "Kop3"].map(|style| paragraph(style, "Words"));
    assert!(word(&format!("{one}{two}{three}{one}{two}")).is_empty());
    let found = word(&format!("{one}{three}"));
    assert_eq!(found, ["the heading `Words` is of level 3 after a heading of level 1"]);
    assert_eq!(word(&two), ["the heading `Words` is of level 2 after the start"]);
    // A style made from a heading is one; its name says nothing.
    let clause = paragraph("Clause", "Agreed");
    assert!(word(&format!("{one}{clause}{three}")).is_empty());
    assert_eq!(word(&clause), ["the heading `Agreed` is of level 2 after the start"]);
    assert_eq!(word(&paragraph("Kop1", " ")), ["a heading of level 1 has no words"]);
}

#[test]
fn tables_have_a_header_row() {
    let row = |properties: &str| {
        format!("<w:tr>{properties}<w:tc>{}</w:tc></w:tr>", paragraph("Normal", "Cell"))
    };
    let header = "<w:trPr><w:tblHeader/></w:trPr>";
    let off = r#"<w:trPr><w:tblHeader w:val="0"/></w:trPr>"#;
    let table = |first: &str| word(&format!("<w:tbl>{}{}</w:tbl>", row(first), row("")));
    assert!(table(header).is_empty());
    assert_eq!(table(""), ["the table `Cell` has no header row"]);
    assert_eq!(table(off), ["the table `Cell` has no header row"]);
    // One row is a frame; a table inside it is looked at by itself.
    let inner = format!("<w:tbl>{}{}</w:tbl>", row(""), row(""));
    let frame = format!("<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>");
    assert_eq!(word(&frame), ["the table `Cell` has no header row"]);
}

#[test]
fn pictures_say_what_they_show() {
    let picture = |attributes: &str, inside: &str| {
        word(&format!(
            r#"<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Ward" {attributes}>{inside}</wp:docPr></wp:inline></w:drawing></w:r></w:p>"#
        ))
    };
    assert!(picture(r#"descr="A ward""#, "").is_empty());
    assert!(
        picture("", r#"<a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst>"#).is_empty()
    );
    assert_eq!(picture("", ""), ["the picture `Ward` has no alternative text"]);
    assert_eq!(picture(r#"descr=" ""#, ""), ["the picture `Ward` has no alternative text"]);
}

#[test]
fn slides_have_a_title_that_is_read_first() {
    let (title, body) = (holder("title", "Why"), holder("body", "Because"));
    assert!(slide(&format!("{title}{body}")).is_empty());
    assert_eq!(slide(&body), ["slide 1: there is no title"]);
    assert_eq!(slide(&holder("title", "")), ["slide 1: there is no title"]);
    assert_eq!(slide(&format!("{body}{title}")), ["slide 1: other text is read before the title"]);
}

#[test]
fn what_stands_on_slides_is_told() {
    let title = holder("title", "Why");
    let with = |shape: &str| slide(&format!("{title}{shape}"));
    let group = |attributes: &str| {
        with(&format!(
            r#"<p:grpSp><p:nvGrpSpPr><p:cNvPr id="3" name="Drawing" {attributes}/></p:nvGrpSpPr></p:grpSp>"#
        ))
    };
    assert!(group(r#"descr="A cycle""#).is_empty());
    assert_eq!(group(""), ["slide 1: `Drawing` has no alternative text"]);
    let table = |properties: &str| {
        with(&format!(
            r#"<p:graphicFrame><a:graphic><a:tbl>{properties}</a:tbl></a:graphic></p:graphicFrame>"#
        ))
    };
    assert!(table(r#"<a:tblPr firstRow="1"/>"#).is_empty());
    assert_eq!(table("<a:tblPr/>"), ["slide 1: a table has no header row"]);
    let silent = holder("body", "Pourquoi").replace(r#" lang="en-GB""#, "");
    assert_eq!(with(&silent), ["slide 1: some text has no language"]);
}

#[test]
fn a_file_of_another_kind_is_not_praised() {
    let mut package = titled(TITLE);
    package.add("xl/workbook.xml", "application/vnd.ms-excel", "<workbook/>");
    package.relate("", "officeDocument", "xl/workbook.xml");
    let found = inspect(&package);
    assert!(found[0].message.contains("neither for Word nor for PowerPoint"));
}
