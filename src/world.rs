//! The only door to files, fonts, the clock and the environment.
//!
//! Sources are read below one folder and nowhere else; layouts and fonts come from the project's
//! own folders or, where it has none, from those embedded in the program.

use crate::diag::Code;
use crate::model::{FileProblem, Files, PictureFacts};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

static LAYOUTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/layouts");
static FONTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// Largest text file in bytes.
const MAX_TEXT: u64 = 4 << 20;
/// Largest picture file in bytes.
const MAX_PICTURE: u64 = 40 << 20;
/// Largest template in bytes.
const MAX_TEMPLATE: u64 = 100 << 20;
/// Most pixels of a picture.
const MAX_PIXELS: f64 = 50e6;

/// A project on disk.
#[derive(Clone, Debug)]
pub struct World {
    root: PathBuf,
    /// The sources that were asked for; see [`World::noting`].
    noted: Option<Arc<Mutex<BTreeSet<String>>>>,
}

impl World {
    /// The project whose folder this is.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), noted: None }
    }

    /// The nearest folder at or above `start` that has `sources/programme.toml`.
    pub fn find(start: &Path) -> Option<Self> {
        let start = std::path::absolute(start).ok()?;
        let is_project = |dir: &&Path| dir.join("sources/programme.toml").is_file();
        start.ancestors().find(is_project).map(Self::new)
    }

    /// The same project, noting every source that is asked for.
    pub fn noting(&self) -> Self {
        Self { root: self.root.clone(), noted: Some(Arc::default()) }
    }

    /// The sources that were asked for since [`World::noting`], there or not, below the sources folder.
    pub fn noted(&self) -> BTreeSet<String> {
        let noted = self.noted.as_ref();
        let noted = noted.map(|it| it.lock().unwrap_or_else(PoisonError::into_inner).clone());
        noted.unwrap_or_default()
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The sources folder.
    pub fn sources(&self) -> PathBuf {
        self.root.join("sources")
    }

    /// The text of a source file, by its path below the sources folder.
    pub fn text(&self, path: &str) -> Result<Arc<str>, FileProblem> {
        let bytes = self.bytes(path, MAX_TEXT)?;
        let text = String::from_utf8(bytes).map_err(|error| FileProblem {
            code: Code::NotUtf8,
            message: format!(
                "`{path}` is not UTF-8 text (byte {})",
                error.utf8_error().valid_up_to()
            ),
            help: "save it again as UTF-8".to_owned(),
        })?;
        // A byte order mark is no text; Windows line ends would shift columns.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        Ok(text.into())
    }

    /// The bytes of a picture, by its path below the sources folder.
    pub fn picture_bytes(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        self.bytes(path, MAX_PICTURE)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, FileProblem> {
        let file = self.inside(path)?;
        let unreadable = |error: std::io::Error| FileProblem {
            code: Code::FileUnreadable,
            message: match error.kind() {
                std::io::ErrorKind::NotFound => format!("`{path}` does not exist"),
                _ => format!("`{path}` cannot be read: {error}"),
            },
            help: self
                .neighbour(&file)
                .map_or("put the file there, or correct its name".to_owned(), |name| {
                    format!("did you mean `{name}`?")
                }),
        };
        let size = std::fs::metadata(&file).map_err(unreadable)?.len();
        if size > limit {
            return Err(FileProblem {
                code: Code::FileTooLarge,
                message: format!(
                    "`{path}` is {} MB large; the limit is {} MB",
                    size >> 20,
                    limit >> 20
                ),
                help: "is this the right file?".to_owned(),
            });
        }
        let mut bytes = Vec::with_capacity(size as usize);
        std::fs::File::open(&file)
            .and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
            .map_err(unreadable)?;
        Ok(bytes)
    }

    /// A file of the same folder with a similar name.
    fn neighbour(&self, file: &Path) -> Option<String> {
        let wanted = file.file_name()?.to_str()?;
        let names: Vec<String> = std::fs::read_dir(file.parent()?)
            .ok()?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        crate::diag::nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
    }

    /// The file of a path below the sources folder; refuses any way out of it.
    fn inside(&self, path: &str) -> Result<PathBuf, FileProblem> {
        let outside = || FileProblem {
            code: Code::OutsideSources,
            message: format!("`{path}` is outside the sources folder"),
            help: "copy the file beside the session and name it by a relative path".to_owned(),
        };
        let relative = normal(path).ok_or_else(outside)?;
        if let Some(noted) = &self.noted {
            let path = relative.iter().map(|part| part.to_string_lossy());
            let path = path.collect::<Vec<_>>().join("/");
            noted.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
        }
        let file = self.sources().join(&relative);
        // A symbolic link may lead out although its name does not.
        match (file.canonicalize(), self.sources().canonicalize()) {
            (Ok(real), Ok(sources)) if !real.starts_with(&sources) => Err(outside()),
            _ => Ok(file),
        }
    }

    /// Names of the folders in a folder below the sources folder, sorted.
    pub fn folders(&self, path: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.sources().join(path)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// Is there such a file below the sources folder?
    pub fn has(&self, path: &str) -> bool {
        self.sources().join(path).is_file()
    }

    /// Names of the files in a folder below the sources folder, sorted.
    pub fn files(&self, path: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.sources().join(path)).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .filter(|entry| entry.path().is_file())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// Has an organisation layouts of its own?
    pub fn has_layouts(&self, organisation: &str) -> bool {
        self.own_folder(organisation, "layouts").is_dir()
    }

    fn own_folder(&self, organisation: &str, folder: &str) -> PathBuf {
        self.sources().join("organisations").join(organisation).join(folder)
    }

    /// The folders of a look, the first one right: those of the organisations in `theme@one@two`, the
    /// last one first, then those of the theme and of the default theme.
    fn folders_of_look(&self, look: &str) -> Vec<PathBuf> {
        let own = look.split('@').skip(1).map(|id| self.own_folder(id, "layouts"));
        let mut folders: Vec<PathBuf> = own.collect();
        folders.reverse();
        let layouts = self.root.join("layouts");
        folders.extend([theme_of(look), "default"].map(|theme| layouts.join(theme)));
        folders
    }

    /// A layout file of a look: an organisation's, the project's own, then the project's default, then
    /// the embedded.
    pub fn layout(&self, look: &str, name: &str) -> Option<Cow<'static, [u8]>> {
        let name = normal(name)?.to_str()?.to_owned();
        let theme = theme_of(look);
        let folders = self.folders_of_look(look);
        let on_disk = folders.iter().find_map(|folder| std::fs::read(folder.join(&name)).ok());
        on_disk.map(Cow::Owned).or_else(|| {
            let embedded = |folder: &str| LAYOUTS.get_file(format!("{folder}/{name}"));
            embedded(theme)
                .or_else(|| embedded("default"))
                .map(|file| Cow::Borrowed(file.contents()))
        })
    }

    /// Every version of a layout file that is laid over another, key by key: the embedded ones first, an
    /// organisation's last.
    pub fn layout_layers(&self, look: &str, name: &str) -> Vec<Cow<'static, [u8]>> {
        let embedded = ["default", theme_of(look)].map(|folder| format!("{folder}/{name}"));
        let embedded = embedded.iter().filter_map(|path| LAYOUTS.get_file(path));
        let embedded = embedded.map(|file| Cow::Borrowed(file.contents()));
        let folders = self.folders_of_look(look).into_iter().rev();
        let on_disk = folders.filter_map(|folder| std::fs::read(folder.join(name)).ok());
        embedded.chain(on_disk.map(Cow::Owned)).collect()
    }

    /// Names of the files in a folder of a look's layouts, sorted, as [`World::layout`] takes them.
    pub fn layout_names(&self, look: &str, folder: &str) -> Vec<String> {
        let mut names = std::collections::BTreeSet::new();
        for own in self.folders_of_look(look) {
            let on_disk = std::fs::read_dir(own.join(folder)).into_iter().flatten().flatten();
            let on_disk = on_disk.filter_map(|entry| entry.file_name().into_string().ok());
            names.extend(on_disk.map(|name| format!("{folder}/{name}")));
        }
        for theme in [theme_of(look), "default"] {
            let embedded = LAYOUTS
                .get_dir(format!("{theme}/{folder}"))
                .into_iter()
                .flat_map(|dir| dir.files());
            let embedded =
                embedded.filter_map(|file| Some(file.path().file_name()?.to_str()?.to_owned()));
            names.extend(embedded.map(|name| format!("{folder}/{name}")));
        }
        names.into_iter().collect()
    }

    /// Does a theme of this name exist?
    pub fn has_theme(&self, theme: &str) -> bool {
        let named = normal(theme).is_some_and(|path| path.components().count() == 1);
        named
            && (self.root.join("layouts").join(theme).is_dir() || LAYOUTS.get_dir(theme).is_some())
    }

    /// Every font file by its name: the embedded ones, the project's own and those of its organisations,
    /// sorted by name.
    pub fn fonts(&self) -> BTreeMap<String, Cow<'static, [u8]>> {
        let mut fonts = BTreeMap::new();
        embedded_fonts(&FONTS, &mut fonts);
        fonts_on_disk(&self.root.join("fonts"), 0, &mut fonts);
        for id in self.folders("organisations") {
            let mut own = BTreeMap::new();
            fonts_on_disk(&self.own_folder(&id, "fonts"), 0, &mut own);
            fonts.extend(own.into_iter().map(|(name, bytes)| (format!("{id}/{name}"), bytes)));
        }
        fonts
    }

    /// Every file of the project's sources, layouts and fonts, by its path in the project with slashes.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for folder in ["sources", "layouts", "fonts"] {
            below(&self.root.join(folder), folder, 0, &mut files);
        }
        files
    }

    /// A file that the user names, wherever it is: a template of the organisation. Refuses what is no
    /// file or larger than any template, before it is read.
    pub fn named_file(path: &Path) -> std::io::Result<Vec<u8>> {
        let facts = std::fs::metadata(path)?;
        if !facts.is_file() {
            return Err(std::io::Error::other("it is not a file"));
        }
        if facts.len() > MAX_TEMPLATE {
            let message = format!("it is larger than {} MB", MAX_TEMPLATE >> 20);
            return Err(std::io::Error::other(message));
        }
        std::fs::read(path)
    }

    /// The typeface of stamps and marks on finished pages.
    pub fn face() -> &'static [u8] {
        let face = FONTS.get_file("source-sans-3/SourceSans3_600SemiBold.ttf");
        face.map_or(&[], |file| file.contents())
    }

    /// The time that files carry: `SOURCE_DATE_EPOCH` in seconds, else none, so that two builds of
    /// the same sources are the same to the byte.
    pub fn timestamp() -> Option<i64> {
        std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()
    }

    /// The picture facts of a file below the sources folder.
    fn facts(&self, path: String) -> Result<PictureFacts, FileProblem> {
        let bytes = self.picture_bytes(&path).map_err(|problem| match problem.code {
            Code::FileUnreadable => FileProblem { code: Code::PictureMissing, ..problem },
            _ => problem,
        })?;
        let unusable = |why: String| FileProblem {
            code: Code::PictureMissing,
            message: format!("`{path}` cannot be used: {why}"),
            help: "pictures are PNG, JPEG or SVG files".to_owned(),
        };
        let vector = path.to_ascii_lowercase().ends_with(".svg");
        let (width, height) = if vector {
            svg_size(&bytes).map_err(unusable)?
        } else {
            raster_size(&bytes).map_err(unusable)?
        };
        if !vector && width * height > MAX_PIXELS {
            return Err(FileProblem {
                code: Code::PictureTooLarge,
                message: format!(
                    "`{path}` has {:.0} megapixels; the limit is 50",
                    width * height / 1e6
                ),
                help: "scale it to 4000 pixels at its longer side".to_owned(),
            });
        }
        Ok(PictureFacts { path, width, height, vector })
    }
}

/// The files beside a session.
pub struct Beside<'a> {
    /// The project.
    pub world: &'a World,
    /// The session's folder below the sources folder.
    pub folder: String,
}

impl Beside<'_> {
    /// A path as the sources folder sees it.
    pub fn path(&self, path: &str) -> Result<String, FileProblem> {
        beside(&self.folder, path)
    }
}

impl Files for Beside<'_> {
    fn text(&self, path: &str) -> Result<Arc<str>, FileProblem> {
        self.world.text(&self.path(path)?)
    }

    fn picture(&self, path: &str) -> Result<PictureFacts, FileProblem> {
        self.world.facts(self.path(path)?)
    }
}

/// The path of a file named from within a folder, both below the sources folder.
pub fn beside(folder: &str, path: &str) -> Result<String, FileProblem> {
    let outside = || FileProblem {
        code: Code::OutsideSources,
        message: format!("`{path}` leads outside the sources folder"),
        help: "copy the file beside the session and name it by a relative path".to_owned(),
    };
    if Path::new(path).is_absolute() || path.contains('\\') || path.contains(':') {
        return Err(outside());
    }
    let joined = normal(&format!("{folder}/{path}")).ok_or_else(outside)?;
    let parts: Vec<_> = joined.iter().map(|part| part.to_string_lossy()).collect();
    Ok(parts.join("/"))
}

/// A relative path without `.` and `..`; `None` when it leads out of its folder.
fn normal(path: &str) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => out.push(name),
            Component::CurDir => {}
            Component::ParentDir => {
                if !out.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(out)
}

/// Folders are nested so deep at most; a link may lead round in a circle.
const MAX_DEPTH: u32 = 16;

fn below(folder: &Path, name: &str, depth: u32, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if !path.is_dir() {
            files.insert(name, std::fs::read(path).unwrap_or_default());
        } else if depth < MAX_DEPTH {
            below(&path, &name, depth + 1, files);
        }
    }
}

fn embedded_fonts(dir: &'static Dir, fonts: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in dir.files() {
        if let Some(name) =
            file.path().file_name().and_then(|name| name.to_str()).filter(|n| is_font(n))
        {
            fonts.insert(name.to_owned(), Cow::Borrowed(file.contents()));
        }
    }
    dir.dirs().for_each(|dir| embedded_fonts(dir, fonts));
}

fn fonts_on_disk(dir: &Path, depth: u32, fonts: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(name) = entry.file_name().into_string() else { continue };
        if path.is_dir() && depth < 3 {
            fonts_on_disk(&path, depth + 1, fonts);
        } else if is_font(&name)
            && !fonts.contains_key(&name)
            && let Ok(bytes) = std::fs::read(&path)
        {
            fonts.insert(name, Cow::Owned(bytes));
        }
    }
}

/// The theme of a look.
fn theme_of(look: &str) -> &str {
    look.split('@').next().unwrap_or(look)
}

fn is_font(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".ttf") || name.ends_with(".otf") || name.ends_with(".ttc")
}

fn raster_size(bytes: &[u8]) -> Result<(f64, f64), String> {
    let reader = image::ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| error.to_string())?;
    let (width, height) = reader.into_dimensions().map_err(|error| error.to_string())?;
    Ok((width.into(), height.into()))
}

/// Width and height of an SVG drawing, from its view box or else its size attributes.
fn svg_size(bytes: &[u8]) -> Result<(f64, f64), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    let tree = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    let root = tree.root_element();
    if root.tag_name().name() != "svg" {
        return Err("its root element is not `svg`".to_owned());
    }
    let number = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let view_box = root.attribute("viewBox").map(|text| {
        text.split([' ', ','])
            .filter(|part| !part.is_empty())
            .filter_map(number)
            .collect::<Vec<_>>()
    });
    let size = match view_box.as_deref() {
        Some([_, _, width, height]) => Some((*width, *height)),
        _ => {
            root.attribute("width").and_then(number).zip(root.attribute("height").and_then(number))
        }
    };
    size.filter(|(width, height)| *width > 0.0 && *height > 0.0)
        .ok_or_else(|| "it has neither a `viewBox` nor a width and height".to_owned())
}
