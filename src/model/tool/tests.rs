//! What holds for every tool on every canvas.

use super::measure::Lettering;
use super::{Canvas, Tool};
use crate::diag::{Findings, Sources};
use crate::model::{Context, FileProblem, Files, PictureFacts, Words};
use crate::part::{Drawing, Label, Shape, plain};
use crate::syntax::{Node, NodeKind, parse};
use std::sync::Arc;

const SAMPLES: [&str; 12] = [
    "::: driver-diagram\n- Fewer falls on Ward 3\n  - Safer surroundings\n    - Clear route at night\n      - Lights by each bed\n  - Knowing who is at risk\n    - Risk talked through at every handover\n:::",
    "::: driver-diagram {blank=\"3 2\" aim=\"Our aim\"}\n:::",
    "::: fishbone {effect=\"Letters go out late\"}\n- People\n  - Nobody covers the secretary's leave\n- Process\n  - Dictation waits until the clinic ends\n- Place\n- Rules\n  - Electronic sending is unclear\n:::",
    "::: fishbone {effect=\"…\"}\n:::",
    "::: process-map\n- start: Referral arrives\n- delay: Waits for triage\n- decision: Urgent?\n  - yes: Seen in two weeks\n  - no: Routine list\n- Multidisciplinary discussion\n- end: Appointment\n:::",
    "::: process-map\n- start: Told \"home today\"\n- …\n- decision: …?\n- …\n- end: Letter arrives\n:::",
    "::: pdsa-cycle\n- Plan: Ask a question and predict the answer\n- Do: Try it\n- Study: Compare\n- Act: Adopt, adapt or abandon\n:::",
    "::: pdsa-cycle {blank}\n:::",
    "::: pdsa-cycle {cycles=3}\n- Two patients, one morning\n- …\n- Every request\n:::",
    "::: run-chart {median goal=2 y-label=\"Falls a week\"}\n- 2: Night lights fitted\n\n```csv\nweek,falls\n1,9\n2,4\n3,5\n```\n:::",
    "::: run-chart {points=30}\n:::",
    "::: timeline\n- Month 1: Induction\n- …\n- Month 12: Share what was learned with everybody else\n:::",
];

const CANVASES: [Canvas; 5] = [
    Canvas { width: 864.0, height: 360.0, text: 15.0 },
    Canvas { width: 527.0, height: 500.0, text: 10.5 },
    Canvas { width: 774.0, height: 440.0, text: 10.5 },
    Canvas { width: 1122.0, height: 700.0, text: 12.0 },
    Canvas { width: 330.0, height: 220.0, text: 9.0 },
];

struct NoFiles;

impl Files for NoFiles {
    fn text(&self, _: &str) -> Result<Arc<str>, FileProblem> {
        unreachable!("these samples name no files")
    }

    fn picture(&self, _: &str) -> Result<PictureFacts, FileProblem> {
        unreachable!("these samples name no pictures")
    }
}

fn read(text: &str) -> (Option<Tool>, Findings) {
    let mut sources = Sources::default();
    let index = sources.add("session.md", text.into());
    let mut findings = Findings::default();
    let nodes = parse(sources.file(index), index, 0, &mut findings);
    let Some(Node { kind: NodeKind::Container(container), .. }) = nodes.first() else {
        panic!("no container in {text}")
    };
    let words = include_str!("../../../layouts/default/words.en.toml");
    let words: std::collections::BTreeMap<String, String> = toml::from_str(words).expect("words");
    let words = Words::from(words);
    let mut cx = Context { findings: &mut findings, files: &NoFiles, words: &words };
    let tool = Tool::parse(container, &mut cx);
    (tool, findings)
}

fn drawings() -> Vec<(&'static str, Tool, Canvas, Drawing)> {
    let mut drawings = Vec::new();
    for sample in SAMPLES {
        let (tool, findings) = read(sample);
        assert!(findings.is_empty(), "{sample}\n{findings:?}");
        let tool = tool.expect(sample);
        for canvas in CANVASES {
            drawings.push((sample, tool.clone(), canvas, tool.draw(&canvas)));
        }
    }
    drawings
}

/// Rectangle and label of each shape that has one.
fn labels(drawing: &Drawing) -> Vec<([f64; 4], &Label)> {
    let labelled = |shape| match shape {
        &Shape::Box { x, y, w, h, label: Some(ref label), .. } => Some(([x, y, w, h], label)),
        &Shape::Text { x, y, w, h, ref label } => Some(([x, y, w, h], label)),
        Shape::Box { label: None, .. }
        | Shape::Diamond { .. }
        | Shape::Ellipse { .. }
        | Shape::Line { .. }
        | Shape::Path { .. } => None,
    };
    drawing.shapes.iter().filter_map(labelled).collect()
}

#[test]
fn words_stay_inside_their_box_and_boxes_inside_the_drawing() {
    for (sample, _, canvas, drawing) in drawings() {
        for ([x, y, w, h], label) in labels(&drawing) {
            let words = plain(&label.runs);
            let set = Lettering { size: label.size, bold: label.bold };
            let needed = set.height(&words, w - 2.0 * label.inset) + 2.0 * label.inset;
            assert!(needed <= h + 0.1, "`{words}` needs {needed} of {h} on {canvas:?}: {sample}");
            assert!(set.widest_word(&words) <= w - 2.0 * label.inset + 0.1, "`{words}`: {sample}");
            let inside = x >= -0.1 && y >= -0.1 && x + w <= drawing.width + 0.1;
            assert!(inside && y + h <= drawing.height + 0.1, "`{words}` is cut off: {sample}");
            assert!(label.size >= canvas.text, "`{words}` is set too small: {sample}");
        }
    }
}

#[test]
fn drawings_take_the_whole_width_and_blank_ones_the_whole_height() {
    for (sample, tool, canvas, drawing) in drawings() {
        assert_eq!(drawing.width, canvas.width, "{sample}");
        assert!(!tool.is_blank() || drawing.height == canvas.height, "{canvas:?}: {sample}");
    }
}

#[test]
fn each_finding_says_where_and_what_to_do() {
    for broken in [
        "::: driver-diagram\n:::",
        "::: driver-diagram {blank=\"3 x\"}\n:::",
        "::: driver-diagram\n- One\n  - Driver\n- Two\n:::",
        "::: driver-diagram\n- A\n  - B\n    - C\n      - D\n        - E\n:::",
        "::: fishbone {effects=\"x\"}\n- A\n- B\n- C\n- D\n:::",
        "::: fishbone {effect=\"x\"}\n- A\n:::",
        "::: process-map\n- end: A\n- B\n:::",
        "::: process-map\n- A\n- decision: B?\n:::",
        "::: pdsa-cycle\n- Plan: A\n- Dance: B\n:::",
        "::: pdsa-cycle {cycles=99}\n:::",
        "::: run-chart {goal=inf}\n```csv\na,b\n1,2\n2,3\n```\n:::",
        "::: run-chart\n```csv\na,b\n1,NaN\n2,3\n```\n:::",
        "::: run-chart\n- 9: x\n\n```csv\na,b\n1,2\n2,3\n```\n:::",
        "::: stakeholder-grid\n- Sister: power 11, interest 2\n:::",
        "::: timeline\n:::",
        "::: timeline\n> quoted\n\n- A: b\n:::",
        "::: timeline\n- [x](https://example.org): b\n:::",
    ] {
        let (tool, findings) = read(broken);
        assert!(!findings.is_empty(), "nothing found in {broken}");
        for finding in findings.iter() {
            assert!(finding.span.is_some() && !finding.help.is_empty(), "{finding:?}");
        }
        // What is left of it can be drawn all the same.
        tool.into_iter().for_each(|tool| drop(tool.draw(&CANVASES[0])));
    }
}

#[test]
fn no_input_is_too_much() {
    let long = "Wort".repeat(1_000);
    let list: String = (0..2_000).map(|n| format!("- {n}: {n}\n")).collect();
    let rows: String = (0..10_000).map(|n| format!("{n},{}\n", f64::from(n).sin())).collect();
    for text in [
        format!("::: driver-diagram\n- {long}\n  - {long}\n:::"),
        format!("::: driver-diagram\n- A\n{}\n:::", "  - B\n    - C\n".repeat(2_000)),
        format!("::: timeline\n{list}:::"),
        format!("::: timeline\n- A: {long}\n:::"),
        format!("::: process-map\n- {long}\n- decision: {long}\n  - {long}: a\n  - no: b\n:::"),
        format!("::: stakeholder-grid\n- {long}: power 0, interest 10\n:::"),
        format!("::: run-chart\n```csv\na,b\n{rows}```\n:::"),
    ] {
        let (tool, _) = read(&text);
        for canvas in [CANVASES[4], Canvas { width: 10.0, height: 10.0, text: 9.0 }] {
            if let Some(tool) = &tool {
                assert!(tool.draw(&canvas).height.is_finite());
                assert!(!tool.describe().is_empty());
            }
        }
    }
}
