//! Forms: every kind of field is where its blank is, is tagged, and comes back with what was filled in,
//! from PDF and from Word under the same names.

use super::project::{Project, Ran, hour, member};
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string, text_string};
use packwright::collect::{self, Filled, Heads};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::collections::BTreeMap;
use std::io::Write;

const BODY: &str = "# About you {#about}

::: text {#name label=\"Name\"}
:::

::: lines {#story label=\"Your story\" rows=4}
:::

::: box {#sketch label=\"A sketch\" height=30mm}
:::

::: date {#born label=\"First day\"}
:::

::: choice {#from label=\"Where from\" inline}
- Ward
- Clinic
:::

::: choice {#long label=\"Why\"}
- because somebody who works with me has asked me whether I would
- because I have wanted to do this for a long time, and now I can
:::

::: choice {#days label=\"Days\" many}
- Monday
- Tuesday
:::

::: scale {#worth label=\"Worth it?\" from=1 to=5 low=no high=yes}
:::

- [ ] I have read this
- [ ] I have asked

::: form-table {#plan label=\"Plan\" widths=\"1 1\"}
| Task | Who |
| --- | --- |
| Ask | |
| | |
:::

::: signature {#signed label=\"Signed\"}
:::
";

/// Runs the program in the project's folder.
fn run(project: &Project, arguments: &[&str]) -> Ran {
    let mut command = project.prepare_command(arguments);
    command.current_dir(project.path(".")).output().expect("the program").into()
}

/// What each field has when it is filled in, and how that comes back.
const ANSWERS: [(&str, &str); 16] = [
    ("name", "Nia Pŵel"),
    ("story", "It began.\nThen it went on."),
    ("sketch", "A box"),
    ("born", "2027-03-09"),
    ("from", "Clinic"),
    ("long", "because I have wanted to do this for a long time, and now I can"),
    ("days-1", ""),
    ("days-2", "1"),
    ("worth", "4"),
    ("ticks-1", "1"),
    ("ticks-2", ""),
    ("plan-1-2", "Me"),
    ("plan-2-1", "=1+1"),
    ("plan-2-2", "-3"),
    ("signed", "Nia"),
    ("signed-date", "2027-03-09"),
];

fn project() -> Project {
    let document = format!("---\ntitle: A form\nform: form\nversion: \"2\"\n---\n\n{BODY}");
    let sheet = ":::: worksheet {#sheet title=\"A sheet\" name-date}\n::: lines {#all label=\"All\" rows=fill}\n:::\n::::";
    Project::of(&hour(sheet)).file("sources/documents/asked/document.md", document)
}

fn pdf(project: &Project) -> Vec<u8> {
    project.files().remove("base/documents/asked.pdf").expect("a PDF")
}

fn docx(project: &Project) -> Vec<u8> {
    project.files().remove("base/documents/asked.docx").expect("a Word file")
}

/// Every field with its full name and its dictionary; widgets that are no fields of their own have none.
fn fields(pdf: &Document) -> Vec<(String, ObjectId)> {
    fn walk(pdf: &Document, list: &[Object], above: &str, found: &mut Vec<(String, ObjectId)>) {
        for field in list {
            let id = field.as_reference().expect("a field of its own");
            let field = pdf.get_dictionary(id).expect("a field");
            let Ok(name) = field.get(b"T").and_then(decode_text_string) else { continue };
            let name = if above.is_empty() { name } else { format!("{above}.{name}") };
            let kids = field.get(b"Kids").and_then(Object::as_array).cloned().unwrap_or_default();
            found.push((name.clone(), id));
            walk(pdf, &kids, &name, found);
        }
    }
    let form =
        pdf.catalog().and_then(|it| it.get_deref(b"AcroForm", pdf)).and_then(Object::as_dict);
    let list = form.and_then(|form| form.get(b"Fields")).and_then(Object::as_array);
    let mut found = Vec::new();
    walk(pdf, list.map(Vec::as_slice).unwrap_or_default(), "", &mut found);
    found
}

fn name_of(field: &Dictionary, key: &[u8]) -> String {
    field.get(key).and_then(Object::as_name).map(String::from_utf8_lossy).unwrap_or_default().into()
}

#[test]
fn every_kind_of_field_is_tagged_and_says_what_it_asks() {
    let project = project();
    project.build().clean();
    for path in ["base/documents/asked.pdf", "base/sessions/01-one/worksheets/sheet.pdf"] {
        let bytes = project.files().remove(path).expect("a PDF");
        let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
        let report = validate_pdf_bytes(&bytes, &options).expect("a report");
        assert!(report.is_compliant, "{path}: {:?}", report.failures);
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("packwright-field"), "{path}: a link is left");
        let pdf = Document::load_mem(&bytes).expect("a PDF");
        let mut widgets = 0;
        for page in pdf.get_pages().into_values() {
            let page = pdf.get_dictionary(page).expect("a page");
            assert_eq!(name_of(page, b"Tabs"), "S", "in the order of the structure");
            let list = page.get_deref(b"Annots", &pdf).and_then(Object::as_array).expect("fields");
            for widget in list {
                let id = widget.as_reference().expect("a widget of its own");
                let widget = pdf.get_dictionary(id).expect("a widget");
                assert_eq!(name_of(widget, b"Subtype"), "Widget");
                assert_eq!(widget.get(b"F").and_then(Object::as_i64).expect("flags"), 4);
                assert!(
                    !decode_text_string(widget.get(b"TU").expect("what it asks"))
                        .expect("text")
                        .is_empty()
                );
                let looks = widget.get(b"AP").and_then(Object::as_dict).expect("looks");
                assert!(looks.has(b"N"));
                assert_form_element(&pdf, widget, id);
                widgets += 1;
            }
        }
        assert!(widgets > 2, "{path}: {widgets} widgets");
    }
}

/// The structure element of a widget is a form's, and holds a reference to it and nothing else.
fn assert_form_element(pdf: &Document, widget: &Dictionary, id: ObjectId) {
    let key = widget.get(b"StructParent").and_then(Object::as_i64).expect("a key");
    let root =
        pdf.catalog().and_then(|it| it.get_deref(b"StructTreeRoot", pdf)).and_then(Object::as_dict);
    let tree = root.and_then(|root| root.get_deref(b"ParentTree", pdf)).and_then(Object::as_dict);
    let numbers = tree.and_then(|tree| tree.get_deref(b"Nums", pdf)).and_then(Object::as_array);
    let numbers = numbers.expect("a parent tree");
    let pair = numbers.chunks_exact(2).find(|pair| pair[0].as_i64().ok() == Some(key));
    let element = pair.expect("an entry")[1].as_reference().and_then(|it| pdf.get_dictionary(it));
    let element = element.expect("an element");
    assert_eq!(name_of(element, b"S"), "Form");
    let kids = element.get_deref(b"K", pdf).expect("kids");
    let kids = kids.as_array().cloned().unwrap_or_else(|_| vec![kids.clone()]);
    let [kid] = kids.as_slice() else { panic!("{} kids", kids.len()) };
    let kid = pdf.dereference(kid).and_then(|(_, kid)| kid.as_dict()).expect("a reference");
    assert_eq!(name_of(kid, b"Type"), "OBJR");
    assert_eq!(kid.get(b"Obj").and_then(Object::as_reference).expect("an object"), id);
}

#[test]
fn kinds_of_fields_are_what_viewers_expect() {
    let project = project();
    project.build().clean();
    let pdf = Document::load_mem(&pdf(&project)).expect("a PDF");
    let found: BTreeMap<String, ObjectId> = fields(&pdf).into_iter().collect();
    let field = |name: &str| pdf.get_dictionary(found[name]).expect("a field");
    let flags = |name: &str| field(name).get(b"Ff").and_then(Object::as_i64).unwrap_or(0);
    for (name, kind, flag) in [
        ("name", "Tx", 0),
        ("story", "Tx", 1 << 12),
        ("sketch", "Tx", 1 << 12),
        ("born.day", "Tx", 0),
        ("from", "Btn", 1 << 15),
        ("worth", "Btn", 1 << 15),
        ("days-2", "Btn", 0),
        ("ticks-1", "Btn", 0),
        ("plan-1-2", "Tx", 1 << 12),
        ("signed", "Tx", 0),
        ("signed-digital", "Sig", 0),
    ] {
        assert_eq!((name_of(field(name), b"FT").as_str(), flags(name)), (kind, flag), "{name}");
    }
    assert!(!found.contains_key("plan-1-1"), "a printed cell is no field");
    // The cells of a row are as high as the row, one below the other.
    let rect = |name: &str| -> Vec<f32> {
        let rect = field(name).get(b"Rect").and_then(Object::as_array).expect("a place");
        rect.iter().map(|side| side.as_float().expect("a number")).collect()
    };
    assert!(rect("plan-1-2")[1] >= rect("plan-2-2")[3] - 0.5);
    assert!(rect("story")[3] - rect("story")[1] > 75.0, "four lines");
}

#[test]
fn only_forms_have_fields() {
    let project = project();
    project.build().clean();
    for (path, bytes) in project.files().iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let is_form = path.ends_with("asked.pdf") || path.ends_with("worksheets/sheet.pdf");
        let pdf = Document::load_mem(bytes).expect("a PDF");
        assert_eq!(pdf.catalog().expect("a catalogue").has(b"AcroForm"), is_form, "{path}");
    }
}

/// The PDF filled in as a viewer does.
fn filled_pdf(project: &Project) -> Vec<u8> {
    let mut pdf = Document::load_mem(&pdf(project)).expect("a PDF");
    let parts: BTreeMap<&str, &str> = BTreeMap::from([
        ("born.day", "9"),
        ("born.month", "03"),
        ("born.year", "27"),
        ("signed-date", "9/3/2027"),
    ]);
    for (name, id) in fields(&pdf) {
        let value = parts.get(name.as_str()).copied().or_else(|| {
            Some(ANSWERS.iter().find(|(known, value)| *known == name && !value.is_empty())?.1)
        });
        let Some(value) = value else { continue };
        let field = pdf.get_dictionary_mut(id).expect("a field");
        match name_of(field, b"FT").as_str() {
            "Btn" if field.has(b"Opt") => {
                let options = field.get(b"Opt").and_then(Object::as_array).expect("options");
                let says = |it: &Object| decode_text_string(it).is_ok_and(|it| it == value);
                let at = options.iter().position(says).expect("one of them");
                field.set("V", Object::Name(at.to_string().into_bytes()));
            }
            "Btn" if field.has(b"Kids") => field.set("V", Object::Name(value.into())),
            "Btn" => field.set("V", "Yes"),
            "Tx" => field.set("V", text_string(value)),
            _ => {}
        }
    }
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("bytes");
    bytes
}

fn answers(filled: &Filled) -> Vec<(&str, &str)> {
    filled.answers.iter().map(|answer| (answer.name.as_str(), answer.value.as_str())).collect()
}

fn expected() -> Vec<(&'static str, &'static str)> {
    ANSWERS.to_vec()
}

#[test]
fn a_pdf_gives_back_what_was_filled_in() {
    let project = project();
    project.build().clean();
    let blank = collect::read("blank.pdf", &pdf(&project)).expect("a form");
    assert!(blank.is_blank());
    let filled = collect::read("one.pdf", &filled_pdf(&project)).expect("a form");
    assert_eq!(answers(&filled), expected());
    assert_eq!(filled.form.id, "asked");
    assert_eq!(filled.form.version, "2");
    assert_eq!(filled.form.language, "en-GB");
    let sheet =
        project.files().remove("base/sessions/01-one/worksheets/sheet.pdf").expect("a sheet");
    let sheet = collect::read("sheet.pdf", &sheet).expect("a form");
    assert_eq!(sheet.form.id, "one/sheet");
    assert_eq!(answers(&sheet).iter().map(|it| it.0).collect::<Vec<_>>(), ["name", "date", "all"]);
}

/// The Word file with another text of its document.
fn with_document(docx: &[u8], change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("a zip");
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let name = archive.by_index(index).expect("an entry").name().expect("a name").to_string();
        let mut bytes = member(docx, &name);
        if name == "word/document.xml" {
            bytes = change(String::from_utf8(bytes).expect("XML")).into_bytes();
        }
        out.start_file(&*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        out.write_all(&bytes).expect("bytes");
    }
    out.finish().expect("a zip").into_inner()
}

/// Fills the control of a tag in: its words, its tick, or its date.
fn fill(document: String, tag: &str, value: &str) -> String {
    let at = document
        .find(&format!("<w:tag w:val=\"{tag}\"/>"))
        .unwrap_or_else(|| panic!("no control `{tag}`"));
    let end = at + document[at..].find("</w:sdt>").expect("an end");
    let (before, rest) = document.split_at(at);
    let (control, after) = rest.split_at(end - at);
    let mut control = control.replace("<w:showingPlcHdr/>", "");
    if control.contains("w14:checkbox") {
        control = control
            .replace("<w14:checked w14:val=\"0\"/>", "<w14:checked w14:val=\"1\"/>")
            .replace('☐', "☒");
    } else {
        control =
            control.replace("<w:date>", &format!("<w:date w:fullDate=\"{value}T00:00:00Z\">"));
        let from = control.find("<w:t ").or_else(|| control.find("<w:t>")).expect("words");
        let to = from + control[from..].find("</w:t>").expect("an end");
        let words = value
            .split('\n')
            .map(|line| format!("<w:t>{line}</w:t>"))
            .collect::<Vec<_>>()
            .join("<w:br/>");
        control = format!("{}{words}{}", &control[..from], &control[to + "</w:t>".len()..]);
    }
    format!("{before}{control}{after}")
}

#[test]
fn word_gives_back_the_same_under_the_same_names() {
    let project = project();
    project.build().clean();
    assert!(collect::read("blank.docx", &docx(&project)).expect("a form").is_blank());
    let filled = with_document(&docx(&project), |mut document| {
        for (name, value) in expected().into_iter().filter(|(_, value)| !value.is_empty()) {
            document = fill(document, if name == "long" { "long-2" } else { name }, value);
        }
        document
    });
    let filled = collect::read("one.docx", &filled).expect("a form");
    assert_eq!(answers(&filled), expected());
    assert_eq!(filled.form.id, "asked");
}

#[test]
fn what_is_no_form_is_refused_and_the_others_are_read() {
    let project = project();
    project.build().clean();
    let good = filled_pdf(&project);
    let mut cut = good.clone();
    cut.truncate(good.len() / 3);
    let slides =
        project.files().remove("base/sessions/01-one/facilitator-guide.pdf").expect("a PDF");
    let guide =
        project.files().remove("base/sessions/01-one/facilitator-guide.docx").expect("a Word file");
    let word = docx(&project);
    let locked = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat();
    let bad: [(&str, &[u8], &str); 8] = [
        ("empty.pdf", b"", "it is empty"),
        ("notes.txt", b"What I think", "neither PDF nor Word"),
        ("cut.pdf", &cut, "it is damaged"),
        ("guide.pdf", &slides, "nothing to fill in"),
        ("guide.docx", &guide, "nothing to fill in"),
        ("cut.docx", &word[..word.len() / 2], "it is damaged"),
        ("locked.docx", &locked, "locked by a password"),
        ("head.pdf", b"%PDF-1.7\n", "it is damaged"),
    ];
    let mut arguments = vec!["collect", "good.pdf"];
    let project = project.file("good.pdf", &good);
    for (name, bytes, why) in bad {
        let refused = collect::read(name, bytes).expect_err(name);
        assert!(refused.message.contains(why), "{name}: {}", refused.message);
        assert!(!refused.help.is_empty());
        project.put(name, bytes);
        arguments.push(name);
    }
    arguments.extend(["--to", "answers.csv"]);
    let said = run(&project, &arguments).exits(1);
    assert!(said.err.contains("8 files could not be read"), "{}", said.err);
    let csv = String::from_utf8(std::fs::read(project.path("answers.csv")).expect("answers"))
        .expect("UTF-8");
    assert!(csv.starts_with("\u{feff}file,form,edition,version,language,name,story,"), "{csv}");
    assert!(csv.contains(",'=1+1,-3,"), "a formula is text, a number is a number: {csv}");
    assert_eq!(csv.matches("good.pdf").count(), 1);
}

#[test]
fn nothing_is_overwritten_and_each_form_has_its_own_table() {
    let project = project();
    project.build().clean();
    let sheet =
        project.files().remove("base/sessions/01-one/worksheets/sheet.pdf").expect("a sheet");
    let mut sheet = Document::load_mem(&sheet).expect("a PDF");
    let all = fields(&sheet).into_iter().find(|(name, _)| name == "all").expect("a field").1;
    sheet.get_dictionary_mut(all).expect("a field").set("V", text_string("Everything"));
    let mut bytes = Vec::new();
    sheet.save_to(&mut bytes).expect("bytes");
    let good = filled_pdf(&project);
    let blank = pdf(&project);
    let project = project
        .file("back/one.pdf", &good)
        .file("back/again/one.pdf", &good)
        .file("back/sheet.pdf", bytes)
        .file("back/unused.pdf", blank);
    let said = run(&project, &["collect", "back", "--to", "answers.csv"]).exits(2);
    assert!(said.err.contains("the files are of 2 forms: `asked`, `one/sheet`"), "{}", said.err);
    let said =
        run(&project, &["collect", "back", "back/again/one.pdf", "--to", "answers"]).exits(0);
    assert!(said.err.contains("byte for byte"), "{}", said.err);
    assert!(
        said.err.contains("1 form with nothing filled in, left out: `unused.pdf`"),
        "{}",
        said.err
    );
    let read = |name: &str| std::fs::read_to_string(project.path(name)).expect("answers");
    assert!(read("answers/one-sheet.csv").contains("Everything"));
    // Two files of one name are told apart by their folders.
    assert!(read("answers/asked.csv").contains("again/one.pdf"));
    let said = run(&project, &["collect", "back/one.pdf", "--to", "answers/asked.csv"]).exits(2);
    assert!(said.err.contains("is there already"), "{}", said.err);
    run(
        &project,
        &["collect", "back/one.pdf", "--to", "answers/asked.csv", "--replace", "--questions"],
    )
    .exits(0);
    assert!(read("answers/asked.csv").contains("Worth it?"));
    let json = run(&project, &["collect", "back/one.pdf", "--format", "json"]).exits(0).json();
    assert_eq!(json[0]["rows"][0]["answers"]["born"], "2027-03-09");
}

#[test]
fn versions_share_a_table() {
    let project = project();
    project.build().clean();
    let one = collect::read("one.pdf", &filled_pdf(&project)).expect("a form");
    let mut other = one.clone();
    other.file = "other.pdf".to_owned();
    other.hash = "another".to_owned();
    other.form.version = "1".to_owned();
    let mut new = other.answers[1].clone();
    new.name = "new".to_owned();
    other.answers.remove(1);
    other.answers.insert(3, new);
    let tables = collect::tables(vec![one, other]);
    let [table] = tables.as_slice() else { panic!("{} tables", tables.len()) };
    assert_eq!(table.names[..5], ["name", "story", "sketch", "born", "new"]);
    assert!(
        table
            .notes
            .iter()
            .any(|note| note.contains("`other.pdf`, version 1, lacks 1 of the fields")),
        "{:?}",
        table.notes
    );
    assert_eq!(table.header(Heads::Names).len(), table.cells(&table.rows[0]).len());
}

/// The words that a PDF shows, as its reader extracts them.
fn drawn(pdf: &[u8]) -> usize {
    let pdf = Document::load_mem(pdf).expect("a PDF");
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let content = streams.filter_map(|stream| stream.get_plain_content().ok());
    content.filter(|content| content.windows(9).any(|it| it == b"(Visible)")).count()
}

#[test]
fn answers_are_printed_when_a_form_is_laid_onto_sheets() {
    let project = project();
    project.build().clean();
    let mut filled = Document::load_mem(&pdf(&project)).expect("a PDF");
    let name = fields(&filled).into_iter().find(|(name, _)| name == "name").expect("a field").1;
    let field = filled.get_dictionary(name).expect("a field");
    let looks = field.get(b"AP").and_then(Object::as_dict).and_then(|it| it.get(b"N"));
    let looks = looks.and_then(Object::as_reference).expect("looks");
    let stream = filled.get_object_mut(looks).and_then(Object::as_stream_mut).expect("a stream");
    stream.set_plain_content(b"/Tx BMC q BT /Webdings 11 Tf 2 5 Td (Visible) Tj ET Q EMC".to_vec());
    let mut bytes = Vec::new();
    filled.save_to(&mut bytes).expect("bytes");
    let job = packwright::impose::Job {
        scheme: packwright::impose::Scheme::Up(2),
        paper: None,
        margin: None,
        flip: None,
        marks: false,
        bleed: None,
        stamp: String::new(),
    };
    let face = packwright::world::World::face();
    for (bytes, shown) in [(bytes, 1), (pdf(&project), 0)] {
        let imposed = packwright::impose::impose(bytes, &job, face).expect("sheets");
        assert_eq!(drawn(&imposed.bytes), shown);
    }
    // What a program has filled in and not drawn would be missing on paper.
    let mut blind = Document::load_mem(&pdf(&project)).expect("a PDF");
    let field = blind.get_dictionary_mut(name).expect("a field");
    field.set("V", Object::string_literal("Invisible"));
    let mut bytes = Vec::new();
    blind.save_to(&mut bytes).expect("bytes");
    let refused =
        packwright::impose::impose(bytes, &job, face).expect_err("an answer would be lost");
    assert!(refused.message.contains("filled into its fields"), "{}", refused.message);
}

#[test]
fn a_form_in_two_languages_is_one_row_whichever_was_filled_in() {
    let programme = "[delivery]\nlanguages = [\"cy\", \"en-GB\"]\n";
    let project = project().file(
        "sources/organisations/glyn/organisation.toml",
        format!("[organisation]\nname = \"Glyn Health Board\"\n\n{programme}"),
    );
    // Only what is translated by a good part is made in both.
    let words =
        ["Name", "Your story", "A sketch", "First day", "Where from", "Ward", "Clinic", "Why"];
    let entry = |word: &str| format!("\nmsgid \"{word}\"\nmsgstr \"Cy {word}\"\n");
    let entries: String = words.into_iter().map(entry).collect();
    let translated = format!("msgid \"\"\nmsgstr \"Language: cy\\n\"\n{entries}");
    project.put("sources/translations/cy/documents/asked.po", translated);
    run(
        &project,
        &["build", "--organisation", "glyn", "--only", "papers", "--formats", "pdf,docx"],
    )
    .exits(0);
    let files = project.files();
    let of = |end: &str| {
        let path = format!("documents/asked.{end}");
        let both =
            |(name, _): &(&String, &Vec<u8>)| name.contains("bilingual") && name.ends_with(&path);
        files.iter().find(both).unwrap_or_else(|| panic!("{:?}", files.keys())).1
    };
    let mut filled = Document::load_mem(of("pdf")).expect("a PDF");
    for (name, id) in fields(&filled) {
        if name == "name-en-GB" {
            filled.get_dictionary_mut(id).expect("a field").set("V", text_string("Nia"));
        }
    }
    let mut bytes = Vec::new();
    filled.save_to(&mut bytes).expect("bytes");
    let word = with_document(of("docx"), |document| fill(document, "name-en-GB", "Nia"));
    for (file, bytes) in [("one.pdf", bytes), ("one.docx", word)] {
        let read = collect::read(file, &bytes).expect("a form");
        assert_eq!(answers(&read)[0], ("name", "Nia"), "{file}");
        assert_eq!(read.answers.len(), ANSWERS.len(), "{file}: {:?}", answers(&read));
        assert_eq!(read.form.language, "en-GB", "{file}");
    }
}
