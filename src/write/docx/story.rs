//! A document being written: its body so far, and what the body refers to.

use super::numbering::Numbering;
use super::scale::Scale;
use super::section::{Page, Running};
use super::style::{Names, Style};
use super::styles::{AFTER, LINE};
use super::template::Setup;
use crate::part::{Document, DocumentKind};
use crate::plan::Words;
use crate::theme::Theme;
use crate::write::Finding;
use crate::write::ooxml::{Office, Package, Xml, stable_id};
use std::collections::{BTreeMap, HashSet};

/// The namespaces of a part with text, and those that older programs may ignore.
pub const SPACES: &[(&str, &str)] = &[
    ("xmlns:w", super::styles::WORD),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:w14", "http://schemas.microsoft.com/office/word/2010/wordml"),
    ("xmlns:w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
    ("mc:Ignorable", "w14 w15"),
];

/// A heading, for the table of contents.
#[derive(Clone, Debug)]
pub struct Entry {
    /// From 1.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Name of the bookmark around it.
    pub bookmark: String,
    /// The page it will stand on, as far as can be told.
    pub page: usize,
}

/// A document being written.
pub struct Story<'a> {
    /// What is written: of a document in two languages the one at hand.
    pub document: &'a Document,
    /// The whole of it.
    pub first: &'a Document,
    /// Its look.
    pub theme: &'a Theme,
    /// Its sizes.
    pub scale: Scale,
    /// Words of its language.
    pub words: &'a Words,
    /// Pictures, widths, templates.
    pub office: &'a Office,
    /// Ids of styles.
    pub names: Names,
    /// The file's parts.
    pub package: Package,
    /// Name of the main part.
    pub main: String,
    /// Name of the part that is being written.
    pub part: String,
    /// That part.
    pub xml: Xml,
    /// Its lists.
    pub numbering: Numbering,
    /// Its footnotes.
    pub notes: Vec<String>,
    /// Texts of placeholders by the name of their building block.
    pub placeholders: BTreeMap<String, String>,
    /// Headings so far.
    pub outline: Vec<Entry>,
    /// Levels in the sources of the headings that the text at hand stands below.
    pub above: Vec<u8>,
    /// Level of the last heading.
    pub level: u8,
    /// Depth of lists.
    pub depth: usize,
    /// The paper.
    pub paper: Page,
    /// Width of the column, in points.
    pub width: f64,
    /// Height of a page's text, in points.
    pub page: f64,
    /// Height used so far, in points: an estimate for page numbers.
    pub used: f64,
    /// Rows to fill in are so much lower than usual.
    pub tight: f64,
    /// Height of a field that takes what is left of its page, in points.
    pub fill: f64,
    /// Drawings are so much smaller than they could be.
    pub shrink: f64,
    /// Page setup of a template.
    pub setup: Option<Setup>,
    /// Styles that a template lacks.
    pub missing: Vec<Style>,
    /// Number of the last footnote of a template.
    pub first_note: u32,
    /// Name of the part with footnotes.
    pub notes_part: String,
    /// A template brings its own building blocks.
    pub has_glossary: bool,
    /// Number of the last drawing of a template.
    pub first_drawing: u32,
    /// Index of the language that is being written, of a document in two.
    pub half: usize,
    /// Headers and footers, until a section refers to them.
    pub running: Running,
    /// The next paragraph begins a page.
    pub breaks: bool,
    /// The next paragraph stays with the one after it.
    pub keeps: bool,
    /// Behind what is written a page ends: a table there is followed by next to nothing.
    pub tail: bool,
    /// A participant's copy stands before what is written next.
    pub copied: bool,
    /// Added to the levels of headings: those of a worksheet in full stand below its title.
    pub below: u8,
    /// A worksheet in full has just ended, and with it its section.
    pub behind_sheet: bool,
    /// Tables that are open.
    pub tables: usize,
    /// In a box of a cover.
    pub card: bool,
    /// What was found.
    pub findings: Vec<Finding>,
    letters: usize,
    ids: HashSet<u32>,
    tags: HashSet<String>,
    marks: HashSet<String>,
    bookmarks: u32,
    drawings: u32,
}

impl<'a> Story<'a> {
    /// An empty document with a package.
    pub fn new(
        document: &'a Document,
        theme: &'a Theme,
        words: &'a Words,
        office: &'a Office,
    ) -> Self {
        let (form, paper) = match (document.kind, document.worksheets.first()) {
            (DocumentKind::Worksheet, Some(sheet)) => ("worksheet", &sheet.size),
            (DocumentKind::Paper, Some(_)) => ("handbook", &document.options.paper.size),
            (DocumentKind::Paper, None) => {
                (document.options.paper.form.as_str(), &document.options.paper.size)
            }
            _ => ("guide", &document.options.paper.size),
        };
        Self {
            document,
            first: document,
            theme,
            scale: Scale::new(theme, form, paper),
            words,
            office,
            names: Names::ours(),
            package: Package::default(),
            main: "word/document.xml".to_owned(),
            part: "word/document.xml".to_owned(),
            xml: Xml::piece(),
            numbering: Numbering::default(),
            notes: Vec::new(),
            placeholders: BTreeMap::new(),
            outline: Vec::new(),
            above: Vec::new(),
            level: 0,
            depth: 0,
            paper: Page::new("a4", false, [25.0; 4], 12.0),
            width: 482.0,
            page: 700.0,
            used: 0.0,
            tight: 1.0,
            fill: 0.0,
            shrink: 1.0,
            setup: None,
            missing: Vec::new(),
            first_note: 0,
            notes_part: "word/footnotes.xml".to_owned(),
            has_glossary: false,
            first_drawing: 0,
            half: 0,
            running: Running::default(),
            breaks: false,
            keeps: false,
            tail: false,
            copied: false,
            below: 0,
            behind_sheet: false,
            tables: 0,
            card: false,
            findings: Vec::new(),
            letters: 0,
            ids: HashSet::new(),
            tags: HashSet::new(),
            marks: HashSet::new(),
            bookmarks: 0,
            drawings: 0,
        }
    }

    /// What counts begins again: pages, headings, copies.
    pub fn begin_again(&mut self) {
        if self.names.numbered {
            self.numbering.begin_again();
        }
        self.used = 0.0;
        self.outline.clear();
        self.above.clear();
        self.level = 0;
        self.copied = false;
    }

    /// Writes something apart from the body, such as a footnote, and gives its XML.
    pub fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let body = std::mem::replace(&mut self.xml, Xml::piece());
        let (used, letters) = (self.used, self.letters);
        write(self);
        (self.used, self.letters) = (used, letters);
        std::mem::replace(&mut self.xml, body).finish()
    }

    /// Writes a piece of the body that is put in its place later.
    pub fn apart_kept(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let body = std::mem::replace(&mut self.xml, Xml::piece());
        write(self);
        std::mem::replace(&mut self.xml, body).finish()
    }

    /// Opens a paragraph in a style; [`Self::end`] closes it.
    pub fn begin(&mut self, style: Style) {
        self.begin_with(style, |_| {});
    }

    /// The same with more properties, in the schema's order behind `pStyle`.
    pub fn begin_with(&mut self, style: Style, more: impl FnOnce(&mut Xml)) {
        self.behind_sheet = false;
        self.xml.open("w:p", &[]).open("w:pPr", &[]);
        self.xml.val("w:pStyle", self.names.id(style));
        if std::mem::take(&mut self.keeps) {
            self.xml.empty("w:keepNext", &[]);
        }
        if std::mem::take(&mut self.breaks) {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        more(&mut self.xml);
        self.xml.close();
        self.letters = 0;
    }

    /// Closes a paragraph.
    pub fn end(&mut self, style: Style) {
        self.xml.close();
        let look = self.scale.look(style);
        let size = self.scale.size(look.step.unwrap_or(0.0));
        let line = match look.line {
            0.0 => LINE * size * 1.15,
            exact if exact < 0.0 => -exact,
            line => line * size * 1.15,
        };
        // A letter of Arial is half as wide as it is high, on average and with spaces.
        let lines = (self.letters as f64 * size * 0.5 / self.width).ceil().max(1.0);
        let edges = look.before.unwrap_or(0.0) + look.after.unwrap_or(AFTER);
        self.used += lines * line + self.scale.room(edges);
    }

    /// A paragraph of plain words.
    pub fn line(&mut self, style: Style, text: &str) {
        self.begin(style);
        self.run(None, text);
        self.end(style);
    }

    /// Words in a character style.
    pub fn run(&mut self, style: Option<Style>, text: &str) {
        let document = self.document;
        self.run_in(document.translated.language_of(text), style, text);
    }

    /// A run in a language (17.3.2.20 `lang`); an empty one is the document's.
    pub fn run_in(&mut self, language: &str, style: Option<Style>, text: &str) {
        if text.is_empty() {
            return;
        }
        let document = self.document;
        // The styles are in the first language.
        let language = match language {
            "" if self.half > 0 => &document.info.language,
            own => own,
        };
        self.xml.open("w:r", &[]);
        if style.is_some() || !language.is_empty() {
            self.xml.open("w:rPr", &[]);
            if let Some(style) = style {
                self.xml.val("w:rStyle", self.names.id(style));
            }
            if !language.is_empty() {
                self.xml.val("w:lang", language);
            }
            self.xml.close();
        }
        self.words_of_run(text);
        self.xml.close();
    }

    /// The text of a run that is open.
    pub fn words_of_run(&mut self, text: &str) {
        self.letters += text.chars().count();
        // 17.3.3.31: white space at the ends is only kept where it is asked for.
        let edges = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        let keep: &[(&str, &str)] = if edges { &[("xml:space", "preserve")] } else { &[] };
        self.xml.leaf("w:t", keep, text);
    }

    /// A tab.
    pub fn tab(&mut self) {
        self.xml.open("w:r", &[]).empty("w:tab", &[]).close();
    }

    /// The little paragraph behind a table: without it, Word would join two tables.
    pub fn gap(&mut self) {
        self.begin(Style::Gap);
        self.end(Style::Gap);
    }

    /// The same where a page ends: on a full page, a higher one would make an empty page.
    fn least_gap(&mut self) {
        self.begin_with(Style::Gap, |xml| {
            xml.empty(
                "w:spacing",
                &[("w:before", "0"), ("w:after", "0"), ("w:line", "20"), ("w:lineRule", "exact")],
            );
            xml.open("w:rPr", &[]).val("w:sz", "2").val("w:szCs", "2").close();
        });
        self.xml.close();
    }

    /// The small paragraph behind a table that was closed.
    pub fn gap_behind_table(&mut self) {
        match self.tail && self.tables == 0 {
            true => self.least_gap(),
            false => self.gap(),
        }
    }

    /// A page break, which the next paragraph carries.
    pub fn new_page(&mut self) {
        self.breaks = true;
        self.used = (self.used / self.page).ceil() * self.page;
    }

    /// The page that is being filled, from 1.
    pub fn page_number(&self) -> usize {
        (self.used / self.page) as usize + 1
    }

    /// An id for a control, the same in every build (17.5.2.18).
    pub fn control_id(&mut self, tag: &str) -> String {
        let mut id = stable_id(tag);
        while !self.ids.insert(id) {
            id = (id + 1) & 0x7fff_ffff;
        }
        id.to_string()
    }

    /// A tag of its own: up to 64 characters (17.5.2.42).
    pub fn tag(&mut self, wanted: &str) -> String {
        let base: String = wanted.chars().take(56).collect();
        let mut tag = base.clone();
        let mut number = 2;
        while !self.tags.insert(tag.clone()) {
            tag = format!("{base}-{number}");
            number += 1;
        }
        tag
    }

    /// Opens a bookmark: its id, for [`Self::end_bookmark`], and its name (17.13.6.2).
    pub fn bookmark(&mut self, wanted: &str) -> (String, String) {
        let base = bookmark_name(wanted);
        let mut name = base.clone();
        let mut number = 2;
        while !self.marks.insert(name.to_ascii_lowercase()) {
            name = format!("{base}_{number}");
            number += 1;
        }
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        (id, name)
    }

    /// Closes a bookmark.
    pub fn end_bookmark(&mut self, id: &str) {
        self.xml.empty("w:bookmarkEnd", &[("w:id", id)]);
    }

    /// The next number of a drawing.
    pub fn drawing_id(&mut self) -> String {
        self.drawings += 1;
        (self.first_drawing + self.drawings).to_string()
    }
}

/// A name as a bookmark may have it, before it is made one of its own.
pub fn bookmark_name(wanted: &str) -> String {
    let clean = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    wanted.chars().map(clean).take(34).collect()
}
