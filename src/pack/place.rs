//! Findings of finished documents and the places in the sources that they are about. Lines shift
//! between builds, ids do not.

use super::task::Task;
use crate::diag::{Code, Diagnostic, Sources};
use crate::part::{Body, Document, GroupRole, Part, Worksheet};
use crate::write::Finding;

/// A place in a finding as the id of its slide or worksheet.
pub fn detach(finding: &mut Finding, document: &Document) {
    let slide = document.slides.iter().find(|slide| slide.src.to_string() == finding.src);
    let sheet = document.worksheets.iter().find(|sheet| sheet.src.to_string() == finding.src);
    if let Some(slide) = slide {
        finding.src = format!("slide#{}", slide.id);
    } else if let Some(sheet) = sheet {
        finding.src = format!("worksheet#{}", sheet.id);
    } else if let Some((sheet, card)) = document.worksheets.iter().find_map(|sheet| {
        let card = cards(sheet).find(|card| card.src.to_string() == finding.src)?;
        Some((sheet, card))
    }) {
        finding.src = format!("card#{}/{}", sheet.id, card.id);
    }
}

/// The cards of a worksheet.
fn cards(sheet: &Worksheet) -> impl Iterator<Item = &Part> {
    sheet.parts.iter().flat_map(|part| match &part.body {
        Body::Group { role: GroupRole::CardSheet { back: false, .. }, children } => {
            children.as_slice()
        }
        _ => &[],
    })
}

/// Findings with the places that their slides, worksheets or words have now.
pub fn locate_all(findings: &[Finding], sources: &Sources, task: &Task) -> Vec<Diagnostic> {
    findings.iter().map(|finding| locate(finding, sources, task)).collect()
}

/// A finding with the place that its slide, worksheet or words have now.
fn locate(finding: &Finding, sources: &Sources, task: &Task) -> Diagnostic {
    let mut finding = finding.clone();
    let document = &task.document;
    let found = match finding.src.split_once('#') {
        Some(("slide", id)) => {
            document.slides.iter().find(|slide| slide.id == id).map(|slide| slide.src.to_string())
        }
        Some(("worksheet", id)) => document
            .worksheets
            .iter()
            .find(|sheet| sheet.id == id)
            .map(|sheet| sheet.src.to_string()),
        Some(("card", path)) => path.split_once('/').and_then(|(sheet, card)| {
            let sheet = document.worksheets.iter().find(|it| it.id == sheet)?;
            cards(sheet).find(|part| part.id == card).map(|part| part.src.to_string())
        }),
        _ => None,
    };
    if let Some(src) = found {
        finding.src = src;
    }
    let mut diagnostic = finding.diagnostic(sources);
    if diagnostic.span.is_none() {
        let words = if finding.words.is_empty() { None } else { Some(finding.words.as_str()) };
        diagnostic.span = words
            .and_then(|words| {
                // What the document does not say itself may stand in the list of participants.
                sources.word(words, &task.source).or_else(|| sources.word(words, ".csv"))
            })
            .or_else(|| sources.line(&task.source, 1));
        diagnostic = diagnostic.help(format!("in {}", task.path()));
    }
    diagnostic
}

/// What is said of a document whose writer stopped.
pub fn panicked(task: &Task) -> Diagnostic {
    let message = format!("`{}` could not be made: the typesetter stopped", task.path());
    Diagnostic::new(Code::LayoutFailed, None, message)
        .help("this is a fault of packwright's; please report it with its source")
}
