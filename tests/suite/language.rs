//! Editions in another language: every format has the translation, what is not translated is marked as
//! what it is, and PO files keep up with their sources.

use super::project::{FRONT, Project, member};
use std::collections::{BTreeMap, BTreeSet};

const PO: &str = "msgid \"\"\nmsgstr \"Language: cy\\n\"\n\nmsgid \"Bring **one** pen, and your {{coach}}.\"\nmsgstr \"Dewch ag **un** beiro, a’ch {{coach}}.\"\n\nmsgid \"Work\"\nmsgstr \"Gwaith\"\n";

fn project() -> Project {
    let text = format!(
        "{FRONT}\n# Work {{time=60m type=exercise}}\n\nBring **one** pen, and your {{{{coach}}}}.\n\nStays as it is.\n"
    );
    Project::of(&text).file("sources/translations/cy/sessions/one.po", PO)
}

#[test]
fn a_translation_takes_the_place_of_the_text_and_ids_stay() {
    let project = project();
    project.run(&["build", "--language", "cy"]).exits(0);
    let files = project.files();
    assert!(files.keys().all(|file| file.starts_with("base-cy/")), "{:?}", files.keys());
    let ran = project.run(&["model", "--session", "one", "--language", "cy"]).exits(0);
    let model = ran.json().to_string();
    assert!(model.contains("Dewch ag ") && model.contains("quality coach"), "{model}");
    assert!(model.contains("\"work\"") && !model.contains("\"gwaith\""), "{model}");
}

#[test]
fn what_is_not_translated_is_marked_with_its_language() {
    let project = project();
    project.run(&["build", "--language", "cy", "--formats", "docx"]).exits(0);
    let files = project.files();
    let guide = &files["base-cy/sessions/01-one/facilitator-guide.docx"];
    let xml = String::from_utf8(member(guide, "word/document.xml")).expect("UTF-8");
    let run = |words: &str| {
        let at = xml.find(words).unwrap_or_else(|| panic!("`{words}` is not there"));
        &xml[xml[..at].rfind("<w:r>").expect("a run")..at]
    };
    assert!(run("Stays as it is").contains("w:lang w:val=\"en-GB\""), "{}", run("Stays as it is"));
    assert!(!run("Dewch ag").contains("w:lang"), "{}", run("Dewch ag"));
}

#[test]
fn words_of_the_front_matter_and_of_attributes_are_marked_too() {
    let project = project();
    project.run(&["build", "--language", "cy", "--formats", "docx,pptx"]).exits(0);
    let files = project.files();
    let guide = &files["base-cy/sessions/01-one/facilitator-guide.docx"];
    let xml = String::from_utf8(member(guide, "word/document.xml")).expect("UTF-8");
    let at = xml.find("A session for a test").expect("the summary");
    let run = &xml[xml[..at].rfind("<w:r>").expect("a run")..at];
    assert!(run.contains("w:lang w:val=\"en-GB\""), "{run}");
    let model = project.run(&["model", "--session", "one", "--language", "cy"]).exits(0).json();
    let left = model.to_string();
    assert!(left.contains("\"source\":\"en-GB\"") && left.contains("Know it"), "{left}");
}

#[test]
fn what_is_not_translated_keeps_the_terms_of_its_own_language() {
    let term =
        "msgctxt \"terms.coach.singular\"\nmsgid \"quality coach\"\nmsgstr \"anogwr ansawdd\"\n";
    let text = format!(
        "{FRONT}\n# Work {{time=60m type=exercise}}\n\nBring **one** pen, and your {{{{coach}}}}.\n\nAsk your {{{{coach}}}} now.\n"
    );
    let project = Project::of(&text).file("sources/translations/cy/sessions/one.po", PO).file(
        "sources/translations/cy/programme.po",
        format!("msgid \"\"\nmsgstr \"Language: cy\\n\"\n\n{term}"),
    );
    let model = project.run(&["model", "--session", "one", "--language", "cy"]).exits(0);
    let model = model.json().to_string();
    assert!(model.contains(", a’ch anogwr ansawdd."), "{model}");
    assert!(model.contains("Ask your quality coach now."), "{model}");
}

#[test]
fn what_is_not_translated_is_counted_once_and_is_no_warning() {
    let project = project().session("two", &super::project::hour("Nobody has translated this."));
    let ran = project.run(&["check", "--language", "cy", "--deny", "warnings"]).exits(0);
    let line = ran.err.lines().find(|line| line.contains("texts translated")).expect("a line");
    assert!(line.starts_with("base-cy, cy: 2 of "), "{line}");
    assert!(line.contains("1 of 2 sessions and documents are wholly in en-GB"), "{line}");
    assert!(line.contains("`packwright translate status cy`"), "{line}");
    assert_eq!(ran.err.matches("translated").count(), 1, "{}", ran.err);
    assert!(!project.run(&["check"]).exits(0).err.contains("translated"));
}

#[test]
fn a_session_of_which_nothing_is_translated_is_wholly_in_the_language_of_the_sources() {
    let project = project().session("two", &super::project::hour("Nobody has translated this."));
    project.run(&["build", "--language", "cy", "--formats", "docx,pdf"]).exits(0);
    let files = project.files();
    let guide =
        |session: &str| &files[&format!("base-cy/sessions/{session}/facilitator-guide.docx")];
    let styles =
        |session| String::from_utf8(member(guide(session), "word/styles.xml")).expect("UTF-8");
    assert!(styles("01-one").contains("w:lang w:val=\"cy\""));
    assert!(styles("02-two").contains("w:lang w:val=\"en-GB\""));
    let contents = std::fs::read(project.path("output/base-cy/contents.json")).expect("a file");
    let contents: serde_json::Value = serde_json::from_slice(&contents).expect("JSON");
    let translated = |path: &str| {
        let hash = contents["files"][path]["document"].as_str().expect("a hash");
        contents["documents"][hash]["translated"].clone()
    };
    assert_eq!(translated("sessions/01-one/facilitator-guide.pdf")[0], 2);
    assert_eq!(translated("sessions/02-two/facilitator-guide.pdf")[0], 0);
}

#[test]
fn po_files_keep_up_with_their_sources() {
    let project = project();
    project.run(&["translate", "update", "cy"]).exits(0);
    let path = "sources/translations/cy/sessions/one.po";
    let first = text(&project, path);
    assert!(first.contains("#: sessions/one/session.md:") && first.contains("Dewch ag **un**"));
    project.edit("sources/sessions/one/session.md", "**one** pen", "**one** red pen");
    project.edit("sources/sessions/one/session.md", "# Work {", "# Play {");
    project.run(&["translate", "update", "cy"]).exits(0);
    let second = text(&project, path);
    assert!(second.contains("#, fuzzy") && second.contains("was: Bring **one** pen"), "{second}");
    assert!(second.contains("#~ msgid \"Work\""), "{second}");
    project.run(&["translate", "update", "cy"]).exits(0);
    assert_eq!(text(&project, path), second, "an update that has nothing to do changes nothing");
    let status = project.run(&["translate", "status", "cy"]).exits(0).out;
    assert!(status.lines().any(|line| line.starts_with("sessions/one")), "{status}");
}

#[test]
fn the_words_of_each_language_are_those_of_the_english_ones() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/default");
    let words = |path: &std::path::Path| -> BTreeMap<String, String> {
        let text = std::fs::read_to_string(path).expect("words");
        toml::from_str(&text).expect("words")
    };
    let english = words(&folder.join("words.en.toml"));
    let mut languages = 0;
    for entry in std::fs::read_dir(&folder).expect("layouts").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with("words.") || name == "words.en.toml" {
            continue;
        }
        languages += 1;
        let theirs = words(&entry.path());
        let lacking: Vec<_> = english.keys().filter(|key| !theirs.contains_key(*key)).collect();
        assert!(lacking.is_empty(), "{name} lacks {lacking:?}");
        for (key, word) in &theirs {
            let same = english.get(key).unwrap_or_else(|| panic!("{name}: no word is `{key}`"));
            assert_eq!(gaps(word), gaps(same), "{name}: what is put into `{key}`");
        }
    }
    assert!(languages > 0);
}

/// The names in braces.
fn gaps(word: &str) -> BTreeSet<&str> {
    word.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

fn text(project: &Project, path: &str) -> String {
    std::fs::read_to_string(project.path(path)).expect("a PO file")
}

/// A letter in an organisation's edition in two languages.
fn pair() -> Project {
    let po = |texts: &[(&str, &str)]| {
        let entries =
            texts.iter().map(|(id, text)| format!("\nmsgid \"{id}\"\nmsgstr \"{text}\"\n"));
        format!("msgid \"\"\nmsgstr \"Language: cy\\n\"\n{}", entries.collect::<String>())
    };
    let words = [("Welcome", "Croeso"), ("Come in.", "Dewch i mewn."), ("Next", "Nesaf")];
    let document = |form: &str| {
        format!("---\ntitle: Welcome\nform: {form}\n---\n\nCome in.\n\n# Next\n\nCome in.\n")
    };
    project()
        .file("sources/organisations/glyn/organisation.toml", "[organisation]\nname = \"Glyn Health Board\"\n\n[delivery]\nlanguages = [\"cy\", \"en-GB\"]\n")
        .file("sources/organisations/glyn/translations/cy/programme.po", "msgid \"\"\nmsgstr \"Language: cy\\n\"\n\nmsgctxt \"organisation.name\"\nmsgid \"Glyn Health Board\"\nmsgstr \"Bwrdd Iechyd Glyn\"\n")
        .file("sources/documents/letter/document.md", document("letter"))
        .file("sources/documents/agreement/document.md", document("agreement"))
        .file("sources/documents/mail/document.md", document("email"))
        .file("sources/documents/guide/document.md", document("guidance"))
        .file("sources/documents/only/document.md", document("letter").replace("form:", "bilingual: false\nform:"))
        .file("sources/documents/new/document.md", "---\ntitle: New\nform: letter\n---\n\nNobody has translated this.\n")
        .file("sources/translations/cy/documents/letter.po", po(&words))
        .file("sources/translations/cy/documents/agreement.po", po(&words))
        .file("sources/translations/cy/documents/mail.po", po(&words))
        .file("sources/translations/cy/documents/guide.po", po(&words))
        .file("sources/translations/cy/documents/only.po", po(&words))
}

#[test]
fn an_edition_in_two_languages_has_every_file_twice_and_what_goes_out_in_both() {
    let project = pair();
    let build = ["build", "--organisation", "glyn", "--deny", "warnings"];
    project.run(&build).exits(0);
    let files = project.files();
    let below = |folder: &str| -> BTreeSet<String> {
        let all = files.keys().filter_map(|path| path.strip_prefix(&format!("glyn/{folder}/")));
        all.map(str::to_owned).collect()
    };
    assert_eq!(below("cy"), below("en-GB"));
    assert!(
        below("cy").contains("sessions/01-one/slides.pdf")
            || below("cy").contains("sessions/01-one/facilitator-guide.pdf")
    );
    let both: Vec<String> = below("bilingual").into_iter().collect();
    let expected = [
        "agreement.docx",
        "agreement.pdf",
        "letter.docx",
        "letter.pdf",
        "mail.eml",
        "mail.html",
        "mail.txt",
    ];
    assert_eq!(both, expected.map(|name| format!("documents/{name}")));
    // One manifest for all of them, and nothing to do the second time.
    let folder = project.path("output/glyn");
    project.run(&["verify", &folder.to_string_lossy()]).exits(0);
    let again = project.run(&build).exits(0).err;
    assert!(again.contains("all unchanged"), "{again}");
    let diff = project.run(&["diff", &folder.to_string_lossy(), "--organisation", "glyn"]).exits(0);
    assert!(diff.out.contains("nothing is to be printed again"), "{}", diff.out);
    // One language of the two is an edition of its own.
    project.run(&["build", "--organisation", "glyn", "--language", "cy"]).exits(0);
    let files = project.files();
    assert!(files.contains_key("glyn-cy/documents/letter.pdf"), "{:?}", files.keys());
    assert!(
        !files
            .keys()
            .any(|path| path.starts_with("glyn-cy/en-GB") || path.contains("glyn-cy/bilingual"))
    );
}

#[test]
fn a_bilingual_pdf_has_each_language_marked_the_first_one_first() {
    let project = pair();
    project
        .run(&["build", "--organisation", "glyn", "--only", "papers", "--formats", "pdf"])
        .exits(0);
    let files = project.files();
    let pdf = &files["glyn/bilingual/documents/agreement.pdf"];
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let catalogue = document.catalog().expect("a catalogue");
    let language = catalogue.get(b"Lang").and_then(lopdf::Object::as_str).expect("a language");
    assert_eq!(language, b"cy");
    let languages: Vec<&[u8]> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"Lang").ok()?.as_str().ok())
        .collect();
    assert!(languages.contains(&&b"en-GB"[..]), "{languages:?}");
    assert_eq!(document.get_pages().len(), 2);
    let text = |page: u32| document.extract_text(&[page]).unwrap_or_default();
    assert!(text(1).contains("Dewch") || !text(1).contains("Come in"), "{}", text(1));
    let options = page_validation::ValidationOptions::default()
        .profile(page_validation::ValidationProfile::PdfUa1);
    let report = page_validation::validate_pdf_bytes(pdf, &options).expect("a PDF");
    assert!(report.is_compliant, "{report:?}");
}

#[test]
fn a_bilingual_word_file_has_a_section_for_each_language() {
    let project = pair();
    project
        .run(&["build", "--organisation", "glyn", "--only", "papers", "--formats", "docx"])
        .exits(0);
    let files = project.files();
    let file = &files["glyn/bilingual/documents/agreement.docx"];
    let xml = String::from_utf8(member(file, "word/document.xml")).expect("UTF-8");
    let at = |words: &str| xml.find(words).unwrap_or_else(|| panic!("`{words}` is not there"));
    assert!(at("Dewch i mewn.") < at("Come in."));
    let run = |words: &str| &xml[xml[..at(words)].rfind("<w:r>").expect("a run")..at(words)];
    assert!(run("Come in.").contains("w:lang w:val=\"en-GB\""), "{}", run("Come in."));
    assert!(!run("Dewch i mewn.").contains("w:lang"));
    assert_eq!(xml.matches("<w:sectPr>").count(), 2);
    assert_eq!(xml.matches("<w:pgNumType w:start=\"1\"/>").count(), 2);
    // Clauses and sections count from one again.
    let numbering = String::from_utf8(member(file, "word/numbering.xml")).expect("UTF-8");
    assert!(numbering.contains("<w:startOverride w:val=\"1\"/>"));
    let letter = &files["glyn/bilingual/documents/letter.docx"];
    let numbering = String::from_utf8(member(letter, "word/numbering.xml")).expect("UTF-8");
    assert!(!numbering.contains("startOverride"), "a letter has no numbers to begin again");
    let foot = |number: u32| {
        String::from_utf8(member(file, &format!("word/footer{number}.xml"))).expect("UTF-8")
    };
    assert!(foot(1).contains("Bwrdd Iechyd Glyn") && foot(3).contains("Glyn Health Board"));
    assert!(foot(3).contains("SECTIONPAGES"));
    let core = String::from_utf8(member(file, "docProps/core.xml")).expect("UTF-8");
    assert!(core.contains("Croeso / Welcome"), "{core}");
}

#[test]
fn a_bilingual_mail_has_both_languages_in_subject_and_body() {
    let project = pair();
    project.run(&["build", "--organisation", "glyn", "--only", "papers"]).exits(0);
    let text = |name: &str| {
        std::fs::read_to_string(project.path(&format!("output/glyn/bilingual/documents/{name}")))
            .expect("a file")
    };
    let page = text("mail.html");
    assert!(page.contains("<html lang=\"cy\">") && page.contains("<div lang=\"en-GB\">"), "{page}");
    assert!(page.find("Dewch i mewn") < page.find("Come in"));
    let subject = text("mail.eml").lines().next().unwrap_or_default().to_owned();
    assert!(subject.contains("Croeso") && subject.contains("Welcome"), "{subject}");
    assert!(text("mail.txt").find("Dewch") < text("mail.txt").find("Come in"));
}

#[test]
fn a_term_has_the_forms_that_its_language_needs() {
    let form = |id: &str, context: &str, text: &str| {
        format!("msgctxt \"terms.coach.{context}\"\nmsgid \"{id}\"\nmsgstr \"{text}\"\n\n")
    };
    let head = "msgid \"\"\nmsgstr \"Language: cy\\n\"\n\n";
    let words =
        form("quality coach", "singular", "coetsiwr") + &form("quality coach", "soft", "goetsiwr");
    let words = words + &form("quality coaches", "plural-soft", "goetsiwyr");
    let text = format!(
        "{FRONT}\n# Work {{time=60m type=exercise}}\n\nAsk a {{{{coach}}}}, or {{{{coach.plural}}}}.\n"
    );
    let translation = "msgid \"Ask a {{coach}}, or {{coach.plural}}.\"\nmsgstr \"Gofynnwch i {{coach.soft}}, neu {{coach.plural.soft}}. {{coach.soft.capital}}!\"\n";
    let path = "sources/translations/cy/programme.po";
    let project = Project::of(&text)
        .file(path, format!("{head}{words}"))
        .file("sources/translations/cy/sessions/one.po", format!("{head}{translation}"))
        .file(
            "sources/organisations/trust/organisation.toml",
            "[terms.coach]\nsingular = \"guide\"\nplural = \"guides\"\n",
        );
    let model = project.run(&["model", "--session", "one", "--language", "cy"]).exits(0);
    let model = model.json().to_string();
    assert!(model.contains("Gofynnwch i goetsiwr, neu goetsiwyr. Goetsiwr!"), "{model}");
    // An update keeps the forms, which the sources do not have.
    project.run(&["translate", "update", "cy"]).exits(0);
    let first = self::text(&project, path);
    assert!(first.contains("goetsiwyr") && !first.contains("#~"), "{first}");
    project.run(&["translate", "update", "cy"]).exits(0);
    assert_eq!(self::text(&project, path), first);
    // Another word for the term has none of them: it stands as it is, and that is said.
    let check = ["check", "--organisation", "trust", "--language", "cy"];
    let ran = project.run(&check).exits(0);
    assert!(ran.err.contains("has no form `soft`"), "{}", ran.err);
}
