//! One Typst process for one document: what `typst compile --root . --font-path fonts
//! --ignore-system-fonts --pdf-standard ua-1` does. A program of its own, with the system's allocator
//! as Typst's command line has it. Started by the benchmark `speed`; by itself it does nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [folder, layout] = arguments.as_slice() {
        compile(folder.as_ref(), layout);
        println!("0"); // its memory is not compared
    }
}

/// Compiles a layout in a folder to `peer.pdf`.
fn compile(folder: &Path, layout: &str) {
    let world = Folder::new(folder, layout);
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .expect("the same layouts compile in the program itself");
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("PDF/UA-1 is a standard");
    // The title comes from outside: a layout that sets it could not be shared between organisations.
    let mut document = document;
    document.info_mut().title = Some("peer".into());
    let pdf = typst_pdf::pdf(&document, &PdfOptions { standards, ..PdfOptions::default() })
        .expect("the pages are accessible");
    std::fs::write(folder.join("peer.pdf"), pdf).expect("the folder can be written");
}

/// A folder as Typst's own command line sees it: files are read when they are asked for.
struct Folder {
    root: PathBuf,
    main: FileId,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Mutex<HashMap<FileId, Source>>,
    files: Mutex<HashMap<FileId, Bytes>>,
}

impl Folder {
    fn new(root: &Path, layout: &str) -> Self {
        let mut paths = Vec::new();
        font_files(&root.join("fonts"), &mut paths);
        paths.sort();
        let read = |path: &PathBuf| Bytes::new(std::fs::read(path).expect("a font file"));
        let fonts: Vec<Font> =
            paths.iter().flat_map(|path| Font::iter(read(path)).collect::<Vec<_>>()).collect();
        let path = VirtualPath::new(format!("/layouts/{layout}")).expect("a layout's name");
        Self {
            root: root.to_owned(),
            main: FileId::new(RootedPath::new(VirtualRoot::Project, path)),
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: Mutex::default(),
            files: Mutex::default(),
        }
    }

    fn bytes(&self, id: FileId) -> FileResult<Vec<u8>> {
        let path = self.root.join(id.get().vpath().get_without_slash());
        std::fs::read(&path).map_err(|error| FileError::from_io(error, &path))
    }
}

impl World for Folder {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut sources = self.sources.lock().expect("no thread panicked");
        if let Some(source) = sources.get(&id) {
            return Ok(source.clone());
        }
        let text = String::from_utf8(self.bytes(id)?).map_err(|_| FileError::InvalidUtf8)?;
        Ok(sources.entry(id).or_insert(Source::new(id, text)).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.files.lock().expect("no thread panicked");
        if let Some(bytes) = files.get(&id) {
            return Ok(bytes.clone());
        }
        Ok(files.entry(id).or_insert(Bytes::new(self.bytes(id)?)).clone())
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn font_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            font_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "ttf" || extension == "otf")
        {
            found.push(path);
        }
    }
}
