//! The finished PDFs of the real programme: complete, accessible, named.

use super::project::{Built, Project, full_hour};
use super::real;
use packwright::pack::Status;
use page_validation::{ValidationOptions, ValidationProfile, ValidationReport, validate_pdf_bytes};

pub fn validate(name: &str, pdf: &[u8]) -> ValidationReport {
    let options = ValidationOptions::default().profile(ValidationProfile::PdfUa1);
    validate_pdf_bytes(pdf, &options).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn problems(built: &Built) -> String {
    built
        .found
        .iter()
        .filter(|f| f.severity == packwright::diag::Severity::Error)
        .map(|f| f.terminal.clone())
        .collect()
}

#[test]
fn the_real_programme_builds_without_errors() {
    let (_, built) = real::built();
    assert!(problems(built).is_empty(), "{}", problems(built));
    // How many pages a Word file has, only Word can tell.
    let paged = |path: &str| [".pdf", ".pptx", ".png"].iter().any(|end| path.ends_with(end));
    assert!(
        built.documents.iter().all(|made| (made.pages > 0) == paged(&made.path)
            && matches!(made.status, Status::Typeset(_)))
    );
}

#[test]
fn every_session_has_its_four_kinds_of_document() {
    let (project, built) = real::built();
    let files = project.files();
    let folder = |source: &'static str| source.strip_prefix("sessions/")?.split('/').next();
    let mut sessions: Vec<&str> =
        built.documents.iter().filter_map(|made| folder(&made.source)).collect();
    sessions.dedup();
    assert!(sessions.len() >= 4, "{sessions:?}");
    for (at, session) in sessions.iter().enumerate() {
        let folder = format!("base/sessions/{:02}-{session}", at + 1);
        for name in [
            "slides.pdf",
            "slides.pptx",
            "slides-handout.pdf",
            "facilitator-guide.pdf",
            "facilitator-guide.docx",
            "worksheets.pdf",
        ] {
            assert!(files.contains_key(&format!("{folder}/{name}")), "{folder}/{name}");
        }
        let sheets =
            files.keys().filter(|path| path.starts_with(&format!("{folder}/worksheets/"))).count();
        assert!(sheets >= 4, "{folder} has {sheets} worksheets");
    }
    assert_eq!(
        files.len(),
        built.documents.len(),
        "nothing else is in the output: {:?}",
        files.keys()
    );
}

#[test]
fn every_pdf_is_pdf_ua_with_title_and_language() {
    let (project, built) = real::built();
    let files = project.files();
    let mut wrong = Vec::new();
    let mut titles = std::collections::BTreeSet::new();
    for made in built.documents.iter().filter(|made| made.path.ends_with(".pdf")) {
        let report = validate(&made.path, &files[&format!("base/{}", made.path)]);
        assert!(
            report.rules.total > 90,
            "the validator looked at {} rules only",
            report.rules.total
        );
        if !report.is_compliant {
            wrong.push(format!("{}\n{report}", made.path));
        }
        assert_eq!(report.document.page_count, made.pages, "{}", made.path);
        let facts = serde_json::to_value(&report.document).expect("facts");
        let title = facts["info"]["values"]["Title"].as_str().unwrap_or("");
        assert!(title.len() > 4, "{} has no title: {facts}", made.path);
        assert_eq!(facts["xmp"]["title_x_default"], serde_json::json!([title]), "{}", made.path);
        // A worksheet and a document of the programme may be about the same.
        let is_new = titles.insert((made.source.clone(), title.to_owned()));
        assert!(is_new, "two documents of `{}` are called `{title}`", made.source);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The validator is not blind: it refuses a PDF whose title or tags are taken away.
#[test]
fn a_pdf_without_its_promises_is_refused() {
    let project = Project::of(&full_hour("one"));
    project.build().clean();
    let pdf = std::fs::read(project.output("worksheets.pdf")).expect("a PDF");
    assert!(validate("as it is", &pdf).is_compliant);
    for (what, blank) in
        [("/MarkInfo", "/MarkInfX"), ("/Lang", "/LanX"), ("pdfuaid:part", "pdfuaid:parX")]
    {
        let broken = replaced(&pdf, what.as_bytes(), blank.as_bytes());
        assert!(!validate(what, &broken).is_compliant, "without {what}");
    }
}

/// The same bytes with some of them others; lengths stay.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty(), "{} is not in the file", String::from_utf8_lossy(from));
    places.iter().for_each(|at| out[*at..at + to.len()].copy_from_slice(to));
    out
}

#[test]
fn the_language_is_the_programmes() {
    let project = Project::of(&full_hour("one"));
    project.build().clean();
    for (name, pdf) in project.files().iter().filter(|(name, _)| name.ends_with(".pdf")) {
        let pdf = lopdf::Document::load_mem(pdf).expect("a PDF");
        let language = pdf.catalog().and_then(|it| it.get(b"Lang")).and_then(|it| it.as_str());
        assert_eq!(language.expect("a language"), b"en-GB", "{name}");
    }
}
