//! Word and PowerPoint files: how many documents a second on one thread, from the planned document to
//! the file on the disk, and what levels of compression cost. Their peers are other programs in other
//! languages: `tests/peers/run.py` installs and runs them beside this on the same content.

use super::figure::{Figure, Target, median};
use super::peer;
use super::process;
use super::project::{Project, prepared};
use packwright::pack::Prepared;
use packwright::part::{Document, DocumentKind};
use packwright::plan::Choice;
use packwright::store::write_atomically;
use packwright::world::World;
use packwright::write::{Format, Writers};
use serde_json::{Value, json};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::Instant;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Documents of a batch.
const BATCH: usize = 20;
/// Batches that are measured, after one that is not.
const ROUNDS: usize = 7;
/// Levels of compression that are compared, each with the size in bytes below which a part is not packed.
const LEVELS: [(i64, usize); 7] = [(1, 0), (1, 1024), (2, 0), (4, 0), (4, 1024), (6, 0), (9, 0)];

/// Documents per second of both writers. The targets are five times what the fastest peer did when this
/// was written: 26 ms a Word file, 35 ms a deck.
pub fn figure() {
    let project = Project::copy();
    for (format, kind, name, target) in [
        (Format::Docx, DocumentKind::Guide, "office-docx", 5.0 * 1000.0 / 26.0),
        (Format::Pptx, DocumentKind::Slides, "office-pptx", 5.0 * 1000.0 / 35.0),
    ] {
        let (world, prepared) = prepared(project.path());
        let documents = batch(&prepared, kind);
        let writers = writers(&world, &prepared);
        let out = project.at("office");
        let one = || one_batch(&writers, &prepared, &documents, format, &out);
        // The first batch draws every picture; later ones find it drawn, as a build does.
        let (first, _) = one();
        let rounds: Vec<(f64, Vec<usize>)> = (0..ROUNDS).map(|_| one()).collect();
        let ms: Vec<f64> = rounds.iter().map(|(seconds, _)| 1000.0 * seconds).collect();
        let bytes: usize = rounds[0].1.iter().sum();
        // The fastest batch: whatever else the machine does makes others slower, none faster.
        let each = ms.iter().copied().fold(f64::INFINITY, f64::min) / BATCH as f64;
        let sentence = format!(
            "{BATCH} × {}, one thread: {each:.2} ms each, {:.0} kB each; the first batch {:.2} ms each",
            format.extension(),
            bytes as f64 / 1000.0 / BATCH as f64,
            1000.0 * first / BATCH as f64,
        );
        let from = json!({
            "batch": BATCH, "ms_of_batches": ms, "ms_each": each,
            "ms_each_first": 1000.0 * first / BATCH as f64, "bytes": bytes,
        });
        let unit = "documents per second";
        Figure { name, value: 1000.0 / each, unit, target: Target::AtLeast(target), from }
            .print(&sentence);
    }
}

fn writers(world: &World, prepared: &Prepared) -> Writers {
    Writers::new(world, &prepared.theme.name, prepared.templates.clone())
}

/// The programme's documents of a kind, again and again under other titles until the batch is full.
fn batch(prepared: &Prepared, kind: DocumentKind) -> Vec<Document> {
    let sessions = prepared.edition.sessions.iter();
    let all = sessions.flat_map(|session| prepared.documents(session, &Choice::default()));
    let of_kind: Vec<Document> = all.filter(|document| document.kind == kind).collect();
    let numbered = of_kind.iter().cycle().take(BATCH).enumerate().map(|(number, document)| {
        let mut document = document.clone();
        document.info.title = format!("{} ({number})", document.info.title);
        document.path = format!("{number:02}-{}", kind as u8);
        document
    });
    numbered.collect()
}

/// Seconds of one batch on the processor, and the sizes of its files.
fn one_batch(
    writers: &Writers,
    prepared: &Prepared,
    documents: &[Document],
    format: Format,
    out: &Path,
) -> (f64, Vec<usize>) {
    let start = process::thread_cpu();
    let sizes = documents.iter().map(|document| {
        let written = writers
            .write(format, document, &prepared.theme, &prepared.words)
            .expect("the programme can be written");
        let file = out.join(format!("{}.{}", document.path, format.extension()));
        write_atomically(&file, &written.bytes).expect("the folder can be written");
        written.bytes.len()
    });
    let sizes = sizes.collect();
    (process::thread_cpu() - start, sizes)
}

/// What each level of compression costs and saves, over the parts of the same files.
pub fn levels() {
    let project = Project::copy();
    let (world, prepared) = prepared(project.path());
    let writers = writers(&world, &prepared);
    for (format, kind) in
        [(Format::Docx, DocumentKind::Guide), (Format::Pptx, DocumentKind::Slides)]
    {
        let files: Vec<Vec<(String, Vec<u8>)>> = batch(&prepared, kind)
            .iter()
            .map(|document| {
                let written = writers
                    .write(format, document, &prepared.theme, &prepared.words)
                    .expect("the programme can be written");
                members(&written.bytes)
            })
            .collect();
        println!("levels of compression, {} (a file)", format.extension());
        let mut found = Vec::new();
        for (level, least) in LEVELS {
            let times = (0..ROUNDS).map(|_| {
                let start = Instant::now();
                let bytes: usize = files.iter().map(|file| zipped(file, level, least).len()).sum();
                (start.elapsed().as_secs_f64(), bytes)
            });
            let times: Vec<(f64, usize)> = times.collect();
            let ms = 1000.0 * median(times.iter().map(|(seconds, _)| *seconds).collect());
            let (ms, bytes) = (ms / BATCH as f64, times[0].1 / BATCH);
            println!("    {level} from {least} bytes: {ms:.2} ms, {:.1} kB", bytes as f64 / 1000.0);
            found.push(json!({ "level": level, "from": least, "ms": ms, "bytes": bytes }));
        }
        println!("{}", json!({ "figure": format!("zip-{}", format.extension()), "from": found }));
    }
}

fn members(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut all = Vec::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).expect("a member");
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).expect("a whole member");
        all.push((member.name().expect("a name").into_owned(), bytes));
    }
    all
}

/// As the package is zipped: pictures are packed already.
fn zipped(members: &[(String, Vec<u8>)], level: i64, least: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let picture = name.ends_with(".png") || name.ends_with(".jpeg");
        let packed = picture || bytes.len() < least;
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level((!packed).then_some(level));
        zip.start_file(name.as_str(), options).expect("a name of its own");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}

/// Lays out, for a project, the folders in which one Typst process each makes the PDFs of the hand-made
/// pipeline: slides, guide and first worksheet of every session. Prints each process's command as JSON.
pub fn lay_out(project: &Path, out: &Path) {
    let (_, prepared) = prepared(project);
    let mut commands: Vec<Value> = Vec::new();
    for session in &prepared.edition.sessions {
        let documents = prepared.documents(session, &Choice::default());
        for kind in [DocumentKind::Slides, DocumentKind::Guide, DocumentKind::Worksheet] {
            let Some(document) = documents.iter().find(|document| document.kind == kind) else {
                continue;
            };
            let folder = out.join(&document.path);
            peer::lay_out(project, &prepared, document, &folder);
            let command = peer::command(&folder, kind);
            let words: Vec<String> = std::iter::once(command.get_program())
                .chain(command.get_args())
                .map(|word| word.to_string_lossy().into_owned())
                .collect();
            commands.push(json!(words));
        }
    }
    println!("{}", json!({ "commands": commands }));
}
