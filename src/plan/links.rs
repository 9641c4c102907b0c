//! The web addresses of a session or document on paper: each with its short form and a QR code (ISO/IEC 18004)
//! that a telephone reads.

use crate::diag::Origin;
use crate::part::{
    Body, Drawing, GroupRole, Paint, Part, PathStep, Run, Shape, TextRole, all_runs, plain,
};
use qrcode::{Color, EcLevel, QrCode};

/// Side of a code on paper in points: 25 mm, read from a hand's distance.
const SIDE: f64 = 71.0;
/// Modules of white that a code needs around it.
const QUIET: usize = 2;

/// A section with every link of the parts, without a heading where it has no title; nothing when
/// there is none.
pub fn section(parts: &[Part], title: &str, code_for: &str) -> Vec<Part> {
    let mut links: Vec<(&Origin, &Run)> = Vec::new();
    for run in
        parts.iter().flat_map(|part| all_runs(part).into_iter().map(move |run| (&part.src, run)))
    {
        match run.1 {
            Run::Link { .. } => links.push(run),
            Run::Footnote { runs } => {
                links.extend(
                    runs.iter()
                        .filter(|run| matches!(run, Run::Link { .. }))
                        .map(|link| (run.0, link)),
                );
            }
            Run::Text { .. } | Run::Value { .. } | Run::Icon { .. } | Run::Break => {}
        }
    }
    links.dedup_by(|a, b| a.1 == b.1);
    let Some((src, _)) = links.first().copied() else { return Vec::new() };
    let part = |src: &Origin, body: Body| Part { id: String::new(), src: src.clone(), body };
    let mut section = Vec::new();
    if !title.is_empty() {
        let runs = vec![Run::text(title.to_owned())];
        section.push(part(src, Body::Heading { level: 2, runs }));
    }
    for (src, link) in links {
        let Run::Link { href, short, runs } = link else { continue };
        let text = |text: String, role| part(src, Body::Text { runs: vec![Run::text(text)], role });
        let words = vec![
            part(src, Body::Text { runs: vec![link.clone()], role: TextRole::Body }),
            text(short.clone(), TextRole::Small),
        ];
        let words = part(src, Body::Group { role: GroupRole::Stack, children: words });
        section.extend(drawing(href).map(|drawing| {
            let alt = format!("{code_for} {} ({short})", plain(runs));
            let code = part(src, Body::Drawing { drawing, alt, caption: Vec::new() });
            let role = GroupRole::Columns { widths: vec![1.0, 4.0] };
            part(src, Body::Group { role, children: vec![code, words] })
        }));
    }
    section
}

/// An address as a QR code; `None` when it is too long for one.
fn drawing(href: &str) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(href, EcLevel::M).ok()?;
    let side = code.width() + 2 * QUIET;
    let module = SIDE / side as f64;
    let mut steps = Vec::new();
    for row in 0..code.width() {
        let mut column = 0;
        while column < code.width() {
            let start = column;
            while column < code.width() && code[(column, row)] == Color::Dark {
                column += 1;
            }
            if column > start {
                rectangle(&mut steps, (start + QUIET, row + QUIET), column - start, module);
            }
            column += 1;
        }
    }
    let ink = Shape::Path { steps, fill: Some(Paint::Ink), stroke: None, thickness: 0.0 };
    Some(Drawing { width: SIDE, height: SIDE, shapes: vec![ink] })
}

/// A run of dark modules in a row.
fn rectangle(steps: &mut Vec<PathStep>, (column, row): (usize, usize), count: usize, module: f64) {
    let (left, top) = (column as f64 * module, row as f64 * module);
    let (right, bottom) = (left + count as f64 * module, top + module);
    steps.extend([
        PathStep::Move { x: left, y: top },
        PathStep::Line { x: right, y: top },
        PathStep::Line { x: right, y: bottom },
        PathStep::Line { x: left, y: bottom },
        PathStep::Close,
    ]);
}
