//! The peer: what `typst compile --root . --font-path fonts --ignore-system-fonts --pdf-standard ua-1`
//! does in a folder with layouts, data, pictures and fonts. One document, one process, nothing shared.

use packwright::pack::Prepared;
use packwright::part::{Document, DocumentKind};
use packwright::write::pdf::{self, Setting};
use std::path::Path;
use std::process::Command;

/// Lays the folder of a document out for the peer: its data, beside copies of layouts, sources and fonts.
pub fn lay_out(project: &Path, prepared: &Prepared, document: &Document, folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder in the temporary folder");
    let data = pdf::data(document, &prepared.theme, &prepared.words, Setting::Plain);
    for (name, bytes) in [("data.json", data), ("owner.json", pdf::owner(document))] {
        std::fs::write(folder.join(name), bytes).expect("a file in the temporary folder");
    }
    for (name, source) in
        [("layouts", "layouts/default"), ("sources", "sources"), ("fonts", "fonts")]
    {
        super::project::copy(&project.join(source), &folder.join(name));
    }
    // Typst's own program takes a document's title only from a layout.
    let layout = pdf::layout_name(document.kind);
    let main = format!("#set document(title: \"peer\")\n#include \"layouts/{layout}\"\n");
    std::fs::write(folder.join("main.typ"), main).expect("a file in the temporary folder");
}

/// The peer process for a folder laid out by [`lay_out`]: a program of its own, since Typst's command
/// line has the system's allocator and packwright another.
pub fn command(folder: &Path, kind: DocumentKind) -> Command {
    let here = std::env::current_exe().expect("the running program has a path");
    let beside = std::fs::read_dir(here.parent().expect("a program is in a folder"));
    let is_peer = |path: &std::path::PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        name.starts_with("peer-") && !name.contains('.')
    };
    let newest = beside
        .expect("the program's folder can be read")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(is_peer)
        .max_by_key(|path| path.metadata().and_then(|facts| facts.modified()).ok());
    let mut command = Command::new(newest.expect("`cargo bench` has built the peer, too"));
    command.arg(folder).arg(pdf::layout_name(kind));
    command
}

/// The real Typst on the same folder, if there is one on the path.
pub fn typst(folder: &Path) -> Option<Command> {
    let version = Command::new("typst").arg("--version").output().ok()?;
    version.status.success().then(|| {
        let mut command = Command::new("typst");
        command.current_dir(folder).args(["compile", "--root", ".", "--font-path", "fonts"]);
        command.args(["--ignore-system-fonts", "--pdf-standard", "ua-1", "main.typ", "peer.pdf"]);
        command
    })
}
