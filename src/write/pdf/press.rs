//! What all documents share: the standard library, fonts, parsed layouts, pictures.

use super::fingerprint::fingerprints;
use super::sheet::Sheet;
use super::{colour, form, grey, ink, inspect, marks, miniature, order};
use crate::diag::Code;
use crate::part::{
    Cohort, Direction, Document, DocumentKind, MIRRORED_ICONS, Organisation, RIGHT_TO_LEFT,
    hash_json, isolated, with_isolates,
};
use crate::plan::{Words, deck_of};
use crate::theme::{Theme, letters};
use crate::world::World;
use crate::write::{Finding, Written};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};
use typst::diag::{EcoVec, FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Smart};
use typst::layout::Frame;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Pictures kept in memory, in bytes; beyond that the cache starts again.
const PICTURE_CACHE: usize = 48 << 20;

/// A typesetter for one theme's layouts.
pub struct Press {
    world: World,
    theme_name: String,
    pub(super) library: LazyHash<Library>,
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
    layouts: Mutex<HashMap<FileId, FileResult<Source>>>,
    pictures: Mutex<HashMap<FileId, Bytes>>,
    standards: PdfStandards,
    decks: Mutex<HashMap<String, DeckSlot>>,
}

/// What a layout reads as `/data.json`.
#[derive(Serialize)]
struct Data<'a> {
    #[serde(flatten)]
    document: &'a Document,
    /// Which way lines run.
    direction: Direction,
    /// The languages whose lines run from right to left, for texts in another one than the document's.
    right_to_left: &'static [&'static str],
    /// Icons that are mirrored then.
    mirrored_icons: &'static [&'static str],
    /// How slides in miniature are made: `placed` by the press, or `set` by the layout.
    miniatures: &'static str,
    /// Whether colours are the press's `spot` inks, or the `brand`'s own.
    inks: &'static str,
    theme: &'a Theme,
    words: &'a Words,
}

/// Who does what the layouts leave to the press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The press puts in the brand's colours and the slides in miniature.
    Placed,
    /// The press puts in the colours; the layout sets the miniatures, for there is no deck.
    InPlace,
    /// The layout does it all: plain Typst.
    Plain,
}

/// With or without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As the theme has it.
    Colour,
    /// In greys, each as light as its colour was.
    Grey,
}

/// The data of a document as a layout reads it in `/data.json`. The theme is in spot inks, but for
/// plain Typst.
pub fn data(document: &Document, theme: &Theme, words: &Words, setting: Setting) -> Vec<u8> {
    let (miniatures, inks) = match setting {
        Setting::Placed => ("placed", "spot"),
        Setting::InPlace => ("set", "spot"),
        Setting::Plain => ("set", "brand"),
    };
    let document = &nobodys(document);
    // Serialising our own types to memory cannot fail: they hold no maps with keys that are no text.
    let direction = document.info.direction();
    let (right_to_left, mirrored_icons) = (RIGHT_TO_LEFT, MIRRORED_ICONS);
    let data =
        Data { document, direction, right_to_left, mirrored_icons, miniatures, inks, theme, words };
    match direction {
        Direction::LeftToRight => serde_json::to_vec(&data).unwrap_or_default(),
        Direction::RightToLeft => {
            let mut data = serde_json::to_value(&data).unwrap_or_default();
            order::keep(&mut data);
            serde_json::to_vec(&data).unwrap_or_default()
        }
    }
}

/// What a layout reads as `/owner.json`: whose edition it is, apart from everything that the next
/// organisation's edition has too.
#[derive(Serialize)]
struct Owner<'a> {
    organisation: &'a Organisation,
    cohort: &'a Cohort,
    edition: &'a str,
}

/// The owner of a document as a layout reads it in `/owner.json`.
pub fn owner(document: &Document) -> Vec<u8> {
    let info = &document.info;
    let mut organisation = info.organisation.clone();
    let mut cohort = document.told_of_cohort();
    let mut edition = info.edition.clone();
    if info.direction().is_right_to_left() {
        let Organisation { name, short, contact, partners, footer, .. } = &mut organisation;
        let Cohort { dates, date, venue, facilitators, link, first: _ } = &mut cohort;
        let own = [name, short, contact, &mut edition, dates, date, venue, facilitators, link];
        let partners = partners.iter_mut().map(|partner| &mut partner.name);
        let keep = |fact: &mut String| *fact = isolated(&with_isolates(fact));
        own.into_iter().chain(partners).chain(footer).for_each(keep);
    }
    let owner = Owner { organisation: &organisation, cohort: &cohort, edition: &edition };
    serde_json::to_vec(&owner).unwrap_or_default()
}

/// The document without its owner.
fn nobodys(document: &Document) -> Document {
    let mut document = document.clone();
    document.info.organisation = Organisation::default();
    document.info.cohort = Cohort::default();
    document.info.edition = String::new();
    document
}

/// A deck for itself and for the miniatures of other documents.
struct Deck {
    paged: PagedDocument,
    findings: Vec<Finding>,
    pictures: Vec<Frame>,
    fingerprints: Vec<String>,
}

impl Deck {
    /// What a document that shows the slides takes: their pictures, and the fingerprints of their pages.
    fn miniatures(&self) -> (&[Frame], &[String]) {
        (&self.pictures, &self.fingerprints)
    }
}

/// A deck that was set, or is being set by another thread.
type DeckSlot = Arc<OnceLock<Result<Arc<Deck>, Vec<Finding>>>>;

/// The pages of a document in the brand's colours, with the slides in their marked places.
fn finish(
    document: &PagedDocument,
    turned: bool,
    inks: &ink::Inks,
    slides: &[Frame],
) -> PagedDocument {
    let mut pages = document.pages().to_vec();
    inks.print(&mut pages);
    if turned {
        marks::join(&mut pages);
    }
    if !slides.is_empty() {
        miniature::fill(&mut pages, slides);
    }
    PagedDocument::new(pages.into(), typst::model::Document::info(document).clone())
}

/// A typeset document and what Typst warned of.
type Set = (PagedDocument, Vec<Finding>);

/// The same with a fingerprint of each page.
type Fingerprinted = (PagedDocument, Vec<Finding>, Vec<String>);

impl Press {
    /// A typesetter for the layouts of a theme.
    pub fn new(world: &World, theme_name: &str) -> Self {
        let fonts: Vec<Font> = world
            .fonts()
            .into_values()
            .flat_map(|bytes| Font::iter(Bytes::new(bytes)).collect::<Vec<_>>())
            .collect();
        Self {
            world: world.clone(),
            theme_name: theme_name.to_owned(),
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            layouts: Mutex::default(),
            pictures: Mutex::default(),
            standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("PDF/UA-1 by itself"),
            decks: Mutex::default(),
        }
    }

    /// Font families that the theme names and nobody has.
    pub fn missing_fonts(&self, theme: &Theme) -> Vec<Finding> {
        let named = theme.fonts.text.iter().chain(&theme.fonts.display);
        let missing =
            named.filter(|name| self.book.select_family(&name.to_lowercase()).next().is_none());
        let finding = |name: &String| {
            let known: Vec<&str> = self.book.families().map(|(name, _)| name).collect();
            let message = format!("the font family `{name}` is not there");
            let help = format!("put its files into `fonts/`; there are: {}", known.join(", "));
            let mut finding = Finding::new(Code::FontMissing, "", message).help(help);
            finding.words.clone_from(name);
            finding
        };
        missing.map(finding).collect()
    }

    /// Typefaces that the theme puts first and that lack letters of a language. Where that has a script of
    /// its own, any face of the theme may have them.
    pub fn lacking(&self, theme: &Theme, language: &str) -> Vec<Finding> {
        let of_first = match letters::has_own_script(language) {
            true => usize::MAX,
            false => 1,
        };
        let mut found: Vec<Finding> = [&theme.fonts.text, &theme.fonts.display]
            .into_iter()
            .filter_map(|chain| self.lacks(&chain[..chain.len().min(of_first)], language))
            .collect();
        found.dedup();
        found
    }

    fn lacks(&self, chain: &[String], language: &str) -> Option<Finding> {
        // A family that is not there at all has a finding of its own.
        let name = chain.first()?;
        let of = |name: &String| {
            self.fonts.iter().find(|font| font.info().family.eq_ignore_ascii_case(name))
        };
        of(name)?;
        let faces: Vec<&Font> = chain.iter().filter_map(of).collect();
        let lacks =
            |letter: &char| !faces.iter().any(|font| font.info().coverage.contains(*letter as u32));
        let lacking = letters::of_language(language).chars().filter(lacks);
        let lacking = inspect::named(&lacking.collect::<Vec<_>>(), |letter| format!("`{letter}`"))?;
        let message = format!(
            "`{name}` lacks letters that the language `{language}` is written with: {lacking}"
        );
        let mut finding = Finding::new(Code::FontLacks, "", message)
            .help("they are set in the next face of the list: choose a face that has them");
        finding.words = name.to_owned();
        Some(finding)
    }

    /// Typesets a document and writes it as PDF/UA-1.
    pub fn print(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Written, Vec<Finding>> {
        let set = self.set(document, theme, words)?;
        self.write(document, words, set)
    }

    /// The same in a tone; and of each page, whether it has colours.
    pub fn print_in(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
        tone: Tone,
    ) -> Result<(Written, Vec<bool>), Vec<Finding>> {
        let (mut paged, findings, fingerprints) = self.set(document, theme, words)?;
        if tone == Tone::Grey {
            let mut pages = paged.pages().to_vec();
            grey::grey(&mut pages);
            let info = typst::model::Document::info(&paged).clone();
            paged = PagedDocument::new(pages.into(), info);
        }
        let coloured = paged.pages().iter().map(colour::is_coloured).collect();
        Ok((self.write(document, words, (paged, findings, fingerprints))?, coloured))
    }

    /// Pages as PDF/UA-1.
    fn write(
        &self,
        document: &Document,
        words: &Words,
        (paged, mut findings, fingerprints): Fingerprinted,
    ) -> Result<Written, Vec<Finding>> {
        findings.extend(inspect::inspect(&paged, document.kind == DocumentKind::Slides));
        let options = PdfOptions {
            ident: Smart::Custom(format!("{}/{}", document.info.edition, document.path)),
            creator: Smart::Custom(Some(
                concat!("packwright ", env!("CARGO_PKG_VERSION")).to_owned(),
            )),
            timestamp: timestamp(),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let sheet = self.sheet(document, Vec::new());
        let pdf = typst_pdf::pdf(&paged, &options).map_err(|errors| {
            // The PDF writer refuses a missing glyph without saying where it is; we know better.
            let unknown = |finding: &&Finding| finding.code == Code::GlyphMissing.name();
            let glyphs: Vec<_> = findings.iter().filter(unknown).cloned().collect();
            match glyphs.is_empty() {
                true => errors.iter().map(|e| sheet.refused(e, Code::NotAccessible)).collect(),
                false => glyphs,
            }
        })?;
        let bytes = match document.options.form.as_str() {
            "" => pdf,
            _ => {
                let (bytes, lost) = form::fillable(&pdf, document, words, &paged)?;
                findings.extend(lost);
                bytes
            }
        };
        Ok(Written { bytes, pages: paged.pages().len(), fingerprints, findings })
    }

    /// Typesets a document and draws its only page, two pixels for each point.
    pub fn poster(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Written, Vec<Finding>> {
        let (paged, mut findings) = self.typeset(document, theme, words)?;
        findings.extend(inspect::inspect(&paged, true));
        let width = paged.pages().first().map_or(0.0, |page| page.frame.width().to_pt());
        let bytes = self.picture(&paged, 0, (width * 2.0).round() as u32).unwrap_or_default();
        Ok(Written { bytes, pages: paged.pages().len(), fingerprints: Vec::new(), findings })
    }

    /// Typesets a document to pages.
    pub fn typeset(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Set, Vec<Finding>> {
        self.set(document, theme, words).map(|(paged, findings, _)| (paged, findings))
    }

    /// Typesets a document to pages, with their fingerprints.
    fn set(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Fingerprinted, Vec<Finding>> {
        let (spots, inks) = ink::spots(theme);
        let turned = document.has_right_to_left();
        let set = |setting, deck: Option<&Deck>| {
            let (paged, findings) =
                self.compile(document, |it, words| data(it, &spots, words, setting), words)?;
            let (slides, pages) = deck.map_or((&[][..], &[][..]), Deck::miniatures);
            let fingerprints = fingerprints(&paged, document.kind, pages);
            Ok::<_, Vec<Finding>>((finish(&paged, turned, &inks, slides), findings, fingerprints))
        };
        let (mut paged, findings, fingerprints) = match document.kind {
            DocumentKind::Slides => {
                let deck = self.deck(document, theme, words)?;
                (deck.paged.clone(), deck.findings.clone(), deck.fingerprints.clone())
            }
            DocumentKind::Handout | DocumentKind::Guide => {
                match self.deck(document, theme, words) {
                    Ok(deck) => set(Setting::Placed, Some(&deck))?,
                    // A deck that cannot be set does not stop the guide.
                    Err(_) => set(Setting::InPlace, None)?,
                }
            }
            DocumentKind::Worksheet
            | DocumentKind::Worksheets
            | DocumentKind::Paper
            | DocumentKind::Notice
            | DocumentKind::Template => set(Setting::Placed, None)?,
        };
        // Title and author stay out of the layouts: there they would change the key of everything
        // below them, and the next organisation could reuse nothing.
        let info = paged.info_mut();
        info.title = Some(document.full_title().as_str().into());
        info.author = vec![document.info.organisation.name.as_str().into()];
        Ok((paged, findings, fingerprints))
    }

    /// The deck of a document's slides, set once for the deck itself, the handout and the guide.
    fn deck(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Arc<Deck>, Vec<Finding>> {
        let deck = deck_of(document, words);
        let key = hash_json(&(&deck, theme, words));
        let slot = {
            let mut decks = self.decks.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            decks.entry(key).or_default().clone()
        };
        let make = || {
            let (spots, inks) = ink::spots(theme);
            let (paged, findings) =
                self.compile(&deck, |it, words| data(it, &spots, words, Setting::Placed), words)?;
            let fingerprints = fingerprints(&paged, deck.kind, &[]);
            let paged = finish(&paged, deck.has_right_to_left(), &inks, &[]);
            let pictures = miniature::pictures(&paged);
            Ok(Arc::new(Deck { paged, findings, pictures, fingerprints }))
        };
        slot.get_or_init(make).clone()
    }

    /// Sets a document; `data` is what its layout reads, in each of its languages.
    fn compile(
        &self,
        document: &Document,
        data: impl Fn(&Document, &Words) -> Vec<u8>,
        words: &Words,
    ) -> Result<Set, Vec<Finding>> {
        let mut sheet = self.sheet(document, data(document, words));
        if let Some(twin) = &document.twin {
            sheet = sheet.with_second(data(twin, words.second()), owner(twin));
        }
        let warned = typst::compile::<PagedDocument>(&sheet);
        let refused = |errors: EcoVec<SourceDiagnostic>| {
            errors.iter().map(|error| sheet.refused(error, Code::LayoutFailed)).collect::<Vec<_>>()
        };
        let paged = warned.output.map_err(refused)?;
        Ok((paged, warned.warnings.iter().filter_map(|warning| sheet.warned(warning)).collect()))
    }

    /// A page as a PNG picture, so many pixels wide.
    pub fn picture(&self, document: &PagedDocument, page: usize, width: u32) -> Option<Vec<u8>> {
        let page = document.pages().get(page)?;
        let scale = f64::from(width) / page.frame.width().to_pt();
        let options =
            typst_render::RenderOptions { pixel_per_pt: scale.into(), render_bleed: false };
        let pixmap = typst_render::render(page, &options);
        let image =
            image::RgbaImage::from_raw(pixmap.width(), pixmap.height(), pixmap.data().to_vec())?;
        let mut png = std::io::Cursor::new(Vec::new());
        // Pages are opaque: dropping the alpha channel makes the file smaller.
        let opaque = image::DynamicImage::ImageRgba8(image).into_rgb8();
        opaque.write_to(&mut png, image::ImageFormat::Png).ok()?;
        Some(png.into_inner())
    }

    fn sheet<'a>(&'a self, document: &Document, data: Vec<u8>) -> Sheet<'a> {
        Sheet::new(self, document.kind, data, owner(document))
    }

    /// A layout file, parsed once.
    pub(super) fn layout(&self, id: FileId) -> FileResult<Source> {
        let mut layouts = self.layouts.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        layouts
            .entry(id)
            .or_insert_with(|| {
                let text = String::from_utf8(self.layout_bytes(id)?.to_vec())
                    .map_err(|_| FileError::InvalidUtf8)?;
                Ok(Source::new(id, text))
            })
            .clone()
    }

    /// A file that a layout reads: one of its own, or a picture of the sources.
    pub(super) fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut kept = self.pictures.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(bytes) = kept.get(&id) {
            return Ok(bytes.clone());
        }
        let path = id.get().vpath().get_without_slash().to_owned();
        let bytes = match path.strip_prefix("sources/") {
            Some(path) => Bytes::new(
                self.world
                    .picture_bytes(path)
                    .map_err(|problem| FileError::Other(Some(problem.message.into())))?,
            ),
            None => self.layout_bytes(id)?,
        };
        kept.insert(id, bytes.clone());
        Ok(bytes)
    }

    /// Forgets decks, and pictures when there are too many of them.
    pub fn trim(&self) {
        self.decks.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clear();
        let mut kept = self.pictures.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if kept.values().map(|bytes| bytes.len()).sum::<usize>() > PICTURE_CACHE {
            kept.clear();
        }
    }

    fn layout_bytes(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash().to_owned();
        let name = path.strip_prefix("layouts/").ok_or(FileError::AccessDenied)?;
        self.world
            .layout(&self.theme_name, name)
            .map(Bytes::new)
            .ok_or_else(|| FileError::NotFound(path.into()))
    }
}

/// The id of a path in the virtual file system. The same few paths are used again and again: ids
/// are 16 bits and never freed.
pub(super) fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a constant path");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// The time written into the PDF: `SOURCE_DATE_EPOCH`, or none.
fn timestamp() -> Option<Timestamp> {
    let time = jiff::Timestamp::from_second(World::timestamp()?).ok()?;
    let date = time.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let number = |value: i8| u8::try_from(value).ok();
    let datetime = typst::foundations::Datetime::from_ymd_hms(
        date.year().into(),
        number(date.month())?,
        number(date.day())?,
        number(date.hour())?,
        number(date.minute())?,
        number(date.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}

/// Shared typesetters are used from several threads.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Arc<Press>>();
};
