//! Templates that an organisation brings and that cannot be used: each is refused with its cause and what
//! to do, before anything is made; a damaged one never stops the program.

use super::project::{Project, full_hour, writers};
use packwright::diag::Findings;
use packwright::pack::{self, Asked};
use packwright::plan::Choice;
use packwright::write::ooxml::{Package, Template, TemplateKind, read_package};
use packwright::write::{Format, formats};
use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::write::SimpleFileOptions;

const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml";

/// A zip of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A package whose main part has a content type, and nothing else in it.
fn package(kind: &str) -> Vec<u8> {
    let mut package = Package::default();
    package.add("word/document.xml", kind, "<a/>");
    package.relate("", "officeDocument", "word/document.xml");
    package.zip()
}

#[test]
fn what_is_no_template_is_refused_with_help() {
    let macros = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml";
    let bomb = vec![0; 210 << 20];
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("nothing", Vec::new(), "it is not a zip file"),
        ("a letter", b"Dear all".to_vec(), "it is not a zip file"),
        ("half a file", package(WORD)[..300].to_vec(), "it is not a zip file"),
        (
            "a locked file",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1locked".to_vec(),
            "locked by a password",
        ),
        ("any zip", zipped(&[("a.txt", b"a")]), "it has no `[Content_Types].xml`"),
        ("types that are no XML", zipped(&[("[Content_Types].xml", b"<Types")]), "cannot be read"),
        ("no main part", zipped(&[("[Content_Types].xml", b"<Types/>")]), "is no Word template"),
        ("macros", package(macros), "is no Word template"),
        (
            "another program",
            package(&WORD.replace("wordprocessingml", "presentationml")),
            "is no Word template",
        ),
        ("a bomb", zipped(&[("word/document.xml", &bomb)]), "unpacked it is larger than"),
    ];
    for (what, bytes, said) in cases {
        let project = Project::of(&full_hour("one")).file("ours.dotx", bytes);
        let path = project.path("ours.dotx").to_string_lossy().into_owned();
        let ran = project.run(&["build", "--word-template", &path]).exits(1);
        assert!(
            ran.err.contains("error[bad-template]") && ran.err.contains(said),
            "{what}: {}",
            ran.err
        );
        assert!(
            ran.err.contains("= help: open it in Word and save it again"),
            "{what}: {}",
            ran.err
        );
    }
}

#[test]
fn a_template_that_is_no_file_is_refused() {
    let project = Project::of(&full_hour("one"));
    let folder = project.path("sources").to_string_lossy().into_owned();
    for (path, said) in [("gone.potx", "cannot be read"), (folder.as_str(), "it is not a file")] {
        let ran = project.run(&["build", "--powerpoint-template", path]).exits(1);
        assert!(
            ran.err.contains("error[bad-template]") && ran.err.contains(said),
            "{path}: {}",
            ran.err
        );
        assert!(ran.err.contains("= help: check the template's path"), "{path}: {}", ran.err);
    }
}

#[test]
fn a_mapping_that_is_wrong_is_refused() {
    for (text, said) in [
        (&b"[styles\n"[..], "ours.toml:1`"),
        (b"[styles]\nlead = 3\n", "ours.toml:2`: invalid type"),
        (b"[colours]\na = \"b\"\n", "ours.toml:1`: unknown field `colours`"),
        (b"# Gr\xfc\xdfe", "is not UTF-8"),
    ] {
        let project =
            Project::of(&full_hour("one")).file("ours.dotx", package(WORD)).file("ours.toml", text);
        let path = project.path("ours.dotx").to_string_lossy().into_owned();
        let ran = project.run(&["build", "--word-template", &path]).exits(1);
        let lower = ran.err.to_lowercase();
        let is_said = ran.err.contains(said) || said == "is not UTF-8" && lower.contains("utf-8");
        assert!(ran.err.contains("error[bad-template]") && is_said, "{said}: {}", ran.err);
        assert!(ran.err.contains("= help: "), "{}", ran.err);
    }
}

/// Spoils a part; `None` where it cannot.
type Damage = fn(&[u8]) -> Option<Vec<u8>>;

/// Ways to damage a part.
const DAMAGES: [Damage; 5] = [
    |_| None,
    |_| Some(Vec::new()),
    |_| Some(b"<a/>".to_vec()),
    |bytes| Some(bytes[..bytes.len() / 2].to_vec()),
    |bytes| {
        Some(bytes.iter().map(|byte| if *byte == b'"' { b'\'' } else { *byte }).rev().collect())
    },
];

/// Every part of a template damaged in every way: the documents are made or it is said why not.
#[test]
fn a_damaged_template_stops_nothing() {
    let project = Project::of(&full_hour("one"));
    project.build();
    let mut findings = Findings::default();
    let (_, prepared) = pack::prepare(&project.world(), &Asked::default(), &mut findings);
    let prepared = prepared.expect("a programme");
    let documents: Vec<_> = prepared.all(&Choice::default()).collect();
    let mut wrong = Vec::new();
    for (kind, format, base) in [
        (TemplateKind::Word, Format::Docx, "facilitator-guide.docx"),
        (TemplateKind::PowerPoint, Format::Pptx, "slides.pptx"),
    ] {
        let whole =
            read_package(&std::fs::read(project.output(base)).expect("a file")).expect("a package");
        let names: Vec<String> = whole.names().map(str::to_owned).collect();
        // Layouts are alike: three are enough.
        let few = |name: &&String| {
            !name.contains("slideLayouts/")
                || ["t1.xml", "t2.xml", "t3.xml"].iter().any(|end| name.ends_with(end))
        };
        for name in names.iter().filter(few) {
            for (way, damage) in DAMAGES.iter().enumerate() {
                let mut package = whole.clone();
                let kept = package.content_type(name).expect("a type").to_owned();
                match damage(package.bytes(name).expect("a part")) {
                    Some(bytes) => package.add(name, &kept, bytes),
                    None => package.remove(name),
                }
                project.put("damaged", package.zip());
                let made = catch_unwind(AssertUnwindSafe(|| {
                    let Ok(template) = Template::read(kind, &project.path("damaged")) else {
                        return;
                    };
                    let writers = writers(&project.world(), &prepared, vec![template]);
                    for document in documents.iter().filter(|it| formats(it).contains(&format)) {
                        let _ = writers.write(format, document, &prepared.theme, &prepared.words);
                    }
                }));
                if made.is_err() {
                    wrong.push(format!("{name}, damaged in way {way}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "the program panicked:\n{}", wrong.join("\n"));
}

#[test]
fn our_own_templates_lack_nothing() {
    let project = Project::of(&full_hour("one"));
    project.run(&["build"]).exits(0);
    let template = |name: &str| {
        project.path(&format!("output/base/templates/{name}")).to_string_lossy().into_owned()
    };
    let (word, deck) = (template("test.dotx"), template("test.potx"));
    let based = ["--word-template", &word, "--powerpoint-template", &deck];
    let ran = project.run(&[&["check", "--deny", "warnings"][..], &based].concat()).exits(0);
    assert!(ran.err.contains("0 errors, 0 warnings"), "{}", ran.err);
    // Based on a template, and not as if none had been given.
    let plain = project.files();
    let ran = project.run(&[&["build"][..], &based].concat()).exits(0);
    assert!(ran.err.contains("0 errors, 0 warnings"), "{}", ran.err);
    let changed = |end: &str| {
        let of = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
            files.iter().find(|(path, _)| path.ends_with(end)).map(|(_, bytes)| bytes.clone())
        };
        of(&plain) != of(&project.files())
    };
    assert!(changed("guide.docx") && changed("slides.pptx") && !changed("slides.pdf"));
}
