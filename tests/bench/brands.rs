//! The same sessions for many organisations: documents per second beside one Typst process per
//! document, and memory.

use super::figure::{Figure, Target};
use super::peer;
use super::process::{cost, this_program};
use super::project::{Project, prepared};
use packwright::diag::{Findings, Sources};
use packwright::pack::Prepared;
use packwright::part::{Document, Organisation};
use packwright::plan::Choice;
use packwright::theme::{self, Colour, Theme};
use packwright::world::World;
use packwright::write::pdf::Press;
use serde_json::json;
use std::path::Path;

/// How many organisations.
const BRANDS: usize = 20;
/// Of how many of them every document is made by the peer too; the rest is extrapolated.
const SAMPLE: usize = 2;
/// Threads, and processes at once: the project's machines have two cores.
const CORES: usize = 2;

/// Documents per second.
pub fn speed() {
    let project = Project::copy();
    let (world, base) = prepared(project.path());
    let all: usize =
        base.edition.sessions.iter().map(|s| base.documents(s, &Choice::default()).len()).sum();
    let mut commands = Vec::new();
    for number in 0..SAMPLE {
        let brand = Brand::new(&world, &project, number);
        let branded = Prepared { theme: brand.theme.clone(), ..base.clone() };
        for document in
            base.edition.sessions.iter().flat_map(|s| base.documents(s, &Choice::default()))
        {
            let document = brand.put_on(&document);
            let folder = project.at(&format!("peer/{number}/{}", document.path));
            peer::lay_out(project.path(), &branded, &document, &folder);
            commands.push(peer::command(&folder, document.kind));
        }
    }
    let documents = all * BRANDS;
    let path = project.path().to_string_lossy().into_owned();
    let ours = cost(&mut [this_program(&["brands", &path, &documents.to_string(), "session"])], 1);
    let peers = cost(&mut commands, CORES);
    let rate = documents as f64 / ours.wall;
    let peer_rate = commands.len() as f64 / peers.wall;
    let cpu = (peers.cpu / commands.len() as f64) / (ours.cpu / documents as f64);
    let sentence = format!(
        "{BRANDS} organisations, {documents} documents on {CORES} cores: {rate:.1} documents/s ({:.1} s, {:.1} s CPU, {:.0} MB); \
         a process per document {peer_rate:.1}/s (measured on {} documents, {:.1} s CPU); by CPU {cpu:.1} times",
        ours.wall,
        ours.cpu,
        ours.peak_mb,
        commands.len(),
        peers.cpu
    );
    let from = json!({
        "documents": documents, "ours_per_s": rate, "ours_cpu_s": ours.cpu, "ours_peak_mb": ours.peak_mb,
        "peer_per_s": peer_rate, "peer_documents": commands.len(), "peer_cpu_s": peers.cpu, "by_cpu": cpu,
    });
    let figure = Figure {
        name: "brands-speed",
        value: rate / peer_rate,
        unit: "times the peer's documents per second",
        target: Target::AtLeast(5.0),
        from,
    };
    figure.print(&sentence);
}

/// Peak memory of 200 and of 1,000 documents.
pub fn memory() {
    let project = Project::copy();
    let path = project.path().to_string_lossy().into_owned();
    let run = |documents: usize| {
        cost(&mut [this_program(&["brands", &path, &documents.to_string(), "session"])], 1)
    };
    let (few, many) = (run(200), run(1000));
    let from = json!({ "documents_200_mb": few.peak_mb, "documents_1000_mb": many.peak_mb, "wall_1000_s": many.wall });
    let figure =
        |name, value, unit, target| Figure { name, value, unit, target, from: from.clone() };
    figure("memory-200", few.peak_mb, "MB", Target::AtMost(400.0))
        .print("peak memory of 200 documents");
    figure("memory-1000", many.peak_mb, "MB", Target::AtMost(400.0))
        .print("peak memory of 1,000 documents");
    figure("memory-growth", many.peak_mb / few.peak_mb, "of 200 documents'", Target::AtMost(1.05))
        .print("peak memory of 1,000 documents beside that of 200");
}

/// An organisation's look and name.
pub struct Brand {
    pub theme: Theme,
    pub organisation: Organisation,
}

impl Brand {
    /// The brand of a number: its two colours through a `theme.toml`, as a user would give them.
    pub fn new(world: &World, project: &impl Folder, number: usize) -> Self {
        let colour = |turn: usize| {
            let channel = |shift: usize| 40 + (turn * 37 + shift * 83) % 150;
            let text = format!("#{:02X}{:02X}{:02X}", channel(0), channel(1), channel(2));
            let white = Colour::parse("#FFFFFF").expect("a colour");
            Colour::parse(&text).expect("a colour").readable_on(white, 7.0)
        };
        let name = format!("brand-{number:02}");
        let file = project.folder().join(format!("layouts/{name}/theme.toml"));
        std::fs::create_dir_all(file.parent().expect("it has one"))
            .expect("a folder in the temporary folder");
        let text = format!(
            "[colours]\nprimary = \"{}\"\naccent = \"{}\"\n",
            colour(number * 2),
            colour(number * 2 + 1)
        );
        std::fs::write(file, text).expect("a file in the temporary folder");
        let theme =
            theme::read(world, &name, &[], &mut Sources::default(), &mut Findings::default())
                .expect("a theme");
        let organisation = Organisation {
            name: format!("Organisation number {number}"),
            short: format!("Org {number}"),
            contact: format!("coaches@{number}.example.org"),
            ..Organisation::default()
        };
        Self { theme, organisation }
    }

    pub fn put_on(&self, document: &Document) -> Document {
        let mut document = document.clone();
        document.info.organisation = self.organisation.clone();
        document.info.edition = self.organisation.short.clone();
        document
    }
}

/// Where a theme can be put.
pub trait Folder {
    fn folder(&self) -> &Path;
}

impl Folder for Project {
    fn folder(&self) -> &Path {
        self.path()
    }
}

impl Folder for &Path {
    fn folder(&self) -> &Path {
        self
    }
}

/// Prints so many documents, session by session, in each session brand by brand (`session`) or kind
/// by kind (`kind`).
pub fn child(project: &Path, documents: &str, order: &str) {
    let documents: usize = documents.parse().expect("a number");
    let (world, base) = prepared(project);
    let press = Press::new(&world, &base.theme.name);
    let sessions: Vec<Vec<Document>> =
        base.edition.sessions.iter().map(|s| base.documents(s, &Choice::default())).collect();
    let each: usize = sessions.iter().map(Vec::len).sum();
    let brands: Vec<Brand> =
        (0..documents.div_ceil(each)).map(|number| Brand::new(&world, &project, number)).collect();
    let mut queue: Vec<(&Document, &Brand)> = Vec::new();
    for session in &sessions {
        let mut group: Vec<_> = brands
            .iter()
            .flat_map(|brand| session.iter().map(move |document| (document, brand)))
            .collect();
        if order == "kind" {
            group.sort_by_key(|(document, _)| &document.path);
        }
        queue.extend(group);
    }
    queue.truncate(documents);
    let done = std::sync::atomic::AtomicUsize::new(0);
    let number = |name: &str, default: usize| {
        std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
    };
    let (every, age) = (number("EVICT_EVERY", 8), number("EVICT_AGE", 2));
    let pages: usize = packwright::write::run(&queue, CORES, |(document, brand)| {
        let document = brand.put_on(document);
        let printed = press
            .print(&document, &brand.theme, &base.words)
            .expect("the programme can be printed");
        if (done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1).is_multiple_of(every) {
            comemo::evict(age);
            press.trim();
        }
        printed.pages
    })
    .into_iter()
    .sum();
    println!("{pages} pages");
}
