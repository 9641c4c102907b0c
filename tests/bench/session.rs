//! One session's four PDFs from a cold process, beside one Typst process per document.

use super::figure::{Figure, Target};
use super::peer;
use super::process::{Cost, cost, this_program};
use super::project::{Project, prepared};
use packwright::pack::Prepared;
use packwright::part::{Document, DocumentKind};
use packwright::plan::Choice;
use packwright::store::write_atomically;
use packwright::write::pdf::Press;
use serde_json::json;
use std::path::Path;
use std::process::Command;

/// Measured so often, one after the other in turn; CPU time is shown in hundredths of a second.
const ROUNDS: usize = 5;

/// Measures every session, both ways in turn.
pub fn figure() {
    let project = Project::copy();
    let (_, prepared) = prepared(project.path());
    let (mut ours, mut peers, mut typst) = (0.0, 0.0, None);
    let mut each = Vec::new();
    for session in &prepared.edition.sessions {
        let documents = four(&prepared, session);
        let folders: Vec<_> =
            documents.iter().map(|d| project.at(&format!("peer/{}", d.path))).collect();
        for (document, folder) in documents.iter().zip(&folders) {
            peer::lay_out(project.path(), &prepared, document, folder);
        }
        let sum = |command: &mut dyn FnMut() -> Vec<Command>| -> Cost {
            let rounds = (0..ROUNDS).map(|_| cost(&mut command(), 1));
            rounds.fold(Cost::default(), |sum, one| Cost { cpu: sum.cpu + one.cpu, ..one })
        };
        let number = session.number.to_string();
        let out = project.at("output").to_string_lossy().into_owned();
        let path = project.path().to_string_lossy().into_owned();
        let one =
            sum(&mut || vec![this_program(&["session", &path, &number, &out])]).cpu / ROUNDS as f64;
        let pairs = || documents.iter().zip(&folders);
        let per_document: Vec<f64> = pairs()
            .map(|(d, folder)| sum(&mut || vec![peer::command(folder, d.kind)]).cpu / ROUNDS as f64)
            .collect();
        let all: f64 = per_document.iter().sum();
        let real: Option<Vec<Command>> = folders.iter().map(|folder| peer::typst(folder)).collect();
        if real.is_some() {
            let commands =
                &mut || folders.iter().filter_map(|folder| peer::typst(folder)).collect();
            *typst.get_or_insert(0.0) += sum(commands).cpu / ROUNDS as f64;
        }
        let parts: Vec<String> = documents
            .iter()
            .zip(&per_document)
            .map(|(d, cpu)| format!("{} {cpu:.3}", name(d.kind)))
            .collect();
        println!(
            "  {}: one process {one:.3} s CPU; one per document {all:.3} ({})",
            session.id,
            parts.join(", ")
        );
        each.push(json!({ "session": session.id, "ours": one, "peer": all, "peer_documents": per_document }));
        ours += one;
        peers += all;
    }
    let against = |name: &str, peers: f64| {
        let sentence = format!(
            "a session's four PDFs, cold: {:.0} ms CPU; {name} {:.0} ms",
            1000.0 * ours / each.len() as f64,
            1000.0 * peers / each.len() as f64
        );
        let from = json!({ "ours_cpu_s": ours, "peer_cpu_s": peers, "peer": name, "sessions": each, "rounds": ROUNDS });
        Figure {
            name: "session-cpu",
            value: ours / peers,
            unit: "of the peer's CPU",
            target: Target::AtMost(0.5),
            from,
        }
        .print(&sentence);
    };
    against("a process per document", peers);
    if let Some(typst) = typst {
        against("the typst on the path, per document", typst);
    }
}

/// The slides, the handout, the guide and all worksheets in one.
fn four(prepared: &Prepared, session: &packwright::model::Session) -> Vec<Document> {
    let together =
        |d: &Document| d.kind != DocumentKind::Worksheets || d.path.ends_with("/worksheets");
    prepared.documents(session, &Choice::default()).into_iter().filter(together).collect()
}

fn name(kind: DocumentKind) -> &'static str {
    packwright::write::pdf::layout_name(kind).trim_end_matches(".typ")
}

/// The four PDFs of a session, from its sources to the disk.
pub fn child(project: &Path, number: &str, output: &Path) {
    let (world, prepared) = prepared(project);
    let press = Press::new(&world, &prepared.theme.name);
    let session = prepared
        .edition
        .sessions
        .iter()
        .find(|s| s.number.to_string() == number)
        .expect("a session's number");
    let documents = four(&prepared, session);
    let verbose = std::env::var_os("BENCH_VERBOSE").is_some();
    packwright::write::run(&documents, 1, |document| {
        let start = std::time::Instant::now();
        let printed = press
            .print(document, &prepared.theme, &prepared.words)
            .expect("the programme can be printed");
        write_atomically(&output.join(format!("{}.pdf", document.path)), &printed.bytes)
            .expect("the folder can be written");
        if verbose {
            eprintln!("{} {:.1} ms", document.path, start.elapsed().as_secs_f64() * 1000.0);
        }
    });
}
