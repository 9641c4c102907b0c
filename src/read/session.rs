//! One session file: front matter and body.

use super::{SessionSource, include};
use crate::diag::{Code, Diagnostic, Findings, SourceFile, Sources, Span};
use crate::model::FrontMatter;
use crate::syntax;
use crate::world::World;

/// Reads a session; `None`, with findings, when it has no usable front matter.
pub fn read(
    world: &World,
    id: &str,
    number: u32,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<SessionSource> {
    let folder = format!("sessions/{id}");
    let path = format!("{folder}/session.md");
    let text = match world.text(&path) {
        Ok(text) => text,
        Err(problem) => {
            findings.push(Diagnostic::new(problem.code, None, problem.message).help(problem.help));
            return None;
        }
    };
    let index = sources.add(&path, text);
    let file = sources.file(index).clone();
    let (yaml, body) = front_matter(&file, index, findings)?;
    let front = parse_front(&file, index, yaml, findings)?;
    let nodes = syntax::parse(&file, index, body, findings);
    let mut chain = vec![path];
    let mut files = vec![index];
    let mut reading = include::Reading { world, sources, findings, files: &mut files };
    let body = include::expand(nodes, &folder, &mut chain, &mut reading);
    Some(SessionSource { id: id.to_owned(), number, folder, index, files, front, body })
}

/// Byte range of the YAML, and where the body starts.
fn front_matter(
    file: &SourceFile,
    index: u32,
    findings: &mut Findings,
) -> Option<(std::ops::Range<usize>, usize)> {
    let text = &file.text;
    let start = text.strip_prefix("---\n").map(|_| 4);
    let end = start.and_then(|start| text[start..].find("\n---\n").map(|at| start + at + 1));
    match (start, end) {
        (Some(start), Some(end)) => Some((start..end, end + 4)),
        _ => {
            findings.push(
                Diagnostic::new(Code::FrontMatterMissing, Span::new(index, 0, file.line(1).end), "the session has no front matter")
                    .help("start the file with `---`, its facts, and `---`; `packwright schema session` prints every key"),
            );
            None
        }
    }
}

fn parse_front(
    file: &SourceFile,
    index: u32,
    yaml: std::ops::Range<usize>,
    findings: &mut Findings,
) -> Option<FrontMatter> {
    // Blank lines in place of what precedes keep the line numbers those of the file.
    let padded = format!("\n{}", &file.text[yaml.clone()]);
    serde_saphyr::from_str(&padded)
        .map_err(|error| {
            let span = match error.location() {
                Some(place) => {
                    let (line, column) = (place.line() as u32, place.column() as u32);
                    let range = file.to_line_end(file.offset(line, column));
                    Span::new(index, range.start, range.end)
                }
                None => Span::new(index, 0, 3),
            };
            let whole = error.to_string();
            let mut message = whole.lines().next().unwrap_or("").to_owned();
            if let Some(rest) = message.strip_prefix("error: ") {
                message = rest.to_owned();
            }
            findings.push(
                Diagnostic::new(Code::BadFrontMatter, span, message)
                    .help("`packwright schema session` prints every key"),
            );
        })
        .ok()
}
