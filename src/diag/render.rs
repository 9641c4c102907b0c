//! Diagnostics on the terminal, with the line underlined, and as JSON.

use super::{Diagnostic, Severity, Sources};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json as object};

/// What a diagnostic is shown on.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Does it show colours?
    pub colour: bool,
    /// Characters in a line.
    pub width: usize,
}

/// One diagnostic as a person reads it.
pub fn terminal(diagnostic: &Diagnostic, sources: &Sources, on: Terminal) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let mut group = match diagnostic.span {
        Some(span) => {
            let file = sources.file(span.file);
            let len = file.text.len();
            let range = (span.start as usize).min(len)..(span.end as usize).min(len);
            let label = (!diagnostic.label.is_empty()).then_some(diagnostic.label.as_str());
            let note = AnnotationKind::Primary.span(range).label(label);
            title.element(Snippet::source(&*file.text).path(&*file.path).annotation(note))
        }
        None => Group::with_title(title),
    };
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if on.colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = renderer.decor_style(DecorStyle::Ascii).render(&[group]).to_string();
    if let Some(texts) = &diagnostic.beside {
        let indent = 2;
        for line in texts.lines(on.width.saturating_sub(indent), false) {
            out.push_str(&format!("\n{:indent$}{line}", ""));
        }
    }
    out
}

/// One diagnostic as data.
pub fn json(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let place = diagnostic.span.map(|span| {
        let file = sources.file(span.file);
        let (line, column) = file.line_column(span.start);
        let (end_line, end_column) = file.line_column(span.end);
        object!({
            "file": &*file.path, "line": line, "column": column,
            "end_line": end_line, "end_column": end_column,
        })
    });
    let mut data = object!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "label": diagnostic.label,
        "help": diagnostic.help,
        "place": place,
    });
    if let Some(texts) = &diagnostic.beside {
        let text = |(title, text): &(String, String)| object!({ "title": title, "text": text });
        data["beside"] = texts.columns.iter().map(text).collect();
    }
    data
}
