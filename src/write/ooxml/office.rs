//! What the writers of Word and PowerPoint files share while a programme is built: widths, pictures,
//! drawings already turned into pixels, and an organisation's templates.

use super::archive::Packings;
use super::raster::rasterise;
use super::template::{Template, TemplateKind};
use super::widths::{ARABIC, FILES, Widths};
use crate::model::{FileProblem, Files};
use crate::part::hash;
use crate::world::{Beside, World};
use resvg::usvg::fontdb;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

/// Rasters kept in memory, in bytes; beyond that the cache starts again.
const KEPT: usize = 32 << 20;

/// What Word and PowerPoint files share.
pub struct Office {
    world: World,
    widths: OnceLock<Widths>,
    fonts: OnceLock<Arc<fontdb::Database>>,
    rasters: Mutex<HashMap<String, Option<Arc<[u8]>>>>,
    templates: Vec<Template>,
    packings: Packings,
}

/// A picture of the sources, ready for a package.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// `png`, `jpeg` or `svg`.
    pub extension: &'static str,
    /// For an SVG file, the same as PNG.
    pub fallback: Option<Arc<[u8]>>,
}

impl Office {
    /// For a project, with an organisation's templates, if it has any.
    pub fn new(world: &World, templates: Vec<Template>) -> Self {
        Self {
            world: world.clone(),
            widths: OnceLock::new(),
            fonts: OnceLock::new(),
            rasters: Mutex::default(),
            templates,
            packings: Packings::default(),
        }
    }

    /// Widths of text in the Office font.
    pub fn widths(&self) -> &Widths {
        self.widths.get_or_init(|| Widths::new(&self.world))
    }

    /// Parts that were packed before.
    pub(super) fn packings(&self) -> &Packings {
        &self.packings
    }

    /// The template for a kind of file.
    pub fn template(&self, kind: TemplateKind) -> Option<&Template> {
        self.templates.iter().find(|template| template.kind == kind)
    }

    /// An SVG file as PNG; each is turned into pixels once.
    pub fn raster(&self, svg: &[u8]) -> Option<Arc<[u8]>> {
        let key = hash(svg);
        if let Some(raster) = self.kept().get(&key) {
            return raster.clone();
        }
        let raster: Option<Arc<[u8]>> = rasterise(svg, self.fonts()).map(Into::into);
        let mut kept = self.kept();
        if kept.values().flatten().map(|bytes| bytes.len()).sum::<usize>() > KEPT {
            kept.clear();
        }
        kept.insert(key, raster.clone());
        raster
    }

    /// A picture file of the sources, by its path below them.
    pub fn picture(&self, path: &str) -> Result<Picture, FileProblem> {
        let bytes = self.world.picture_bytes(path)?;
        let lower = path.to_ascii_lowercase();
        if lower.ends_with(".svg") {
            let fallback = self.raster(&bytes);
            return Ok(Picture { bytes, extension: "svg", fallback });
        }
        let extension = if bytes.starts_with(b"\x89PNG") { "png" } else { "jpeg" };
        Ok(Picture { bytes, extension, fallback: None })
    }

    /// Width of a picture file of the sources divided by its height; 1 where it cannot be read.
    pub fn ratio(&self, path: &str) -> f64 {
        let here = Beside { world: &self.world, folder: ".".to_owned() };
        here.picture(path).map_or(1.0, |facts| facts.width / facts.height.max(1.0))
    }

    /// A file of the layouts, such as an icon.
    pub fn layout(&self, theme: &str, name: &str) -> Option<Vec<u8>> {
        self.world.layout(theme, name).map(|bytes| bytes.into_owned())
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<String, Option<Arc<[u8]>>>> {
        self.rasters.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn fonts(&self) -> &Arc<fontdb::Database> {
        self.fonts.get_or_init(|| {
            let mut database = fontdb::Database::new();
            let fonts = self.world.fonts();
            for file in FILES.iter().chain(&ARABIC) {
                fonts
                    .get(*file)
                    .into_iter()
                    .for_each(|bytes| database.load_font_data(bytes.to_vec()));
            }
            database.into()
        })
    }
}
