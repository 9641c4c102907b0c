//! Pages (ECMA-376 part 1, 17.6): size, margins, columns, headers and footers.

use super::control::{Control, Takes};
use super::story::{SPACES, Story};
use super::style::Style;
use super::template::Setup;
use crate::part::DocumentKind;
use crate::write::ooxml::{Xml, twips};

/// Points of a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// Height of a partner's logo in points.
const PARTNER: f64 = 24.0;

/// A page's size and margins, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Width of the paper.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Wider than high?
    pub landscape: bool,
    /// Margins: top, right, bottom, left.
    pub margins: [f64; 4],
    /// Distance of header and footer from the paper's edges.
    pub edge: f64,
}

impl Page {
    /// Paper of a size, `a4`, `a3` or `letter`, with margins in millimetres.
    pub fn new(size: &str, landscape: bool, margins: [f64; 4], edge: f64) -> Self {
        let (short, long) = match size {
            "a3" => (297.0 * MM, 420.0 * MM),
            "letter" => (612.0, 792.0),
            _ => (210.0 * MM, 297.0 * MM),
        };
        let (width, height) = if landscape { (long, short) } else { (short, long) };
        Self { width, height, landscape, margins: margins.map(|it| it * MM), edge: edge * MM }
    }

    /// Width of the text.
    pub fn text(&self) -> f64 {
        self.width - self.margins[1] - self.margins[3]
    }

    /// Height of the text.
    pub fn room(&self) -> f64 {
        self.height - self.margins[0] - self.margins[2]
    }
}

/// What a section refers to: kind (`default` or `first`), whether a header, relationship.
#[derive(Clone, Debug, Default)]
pub struct Running {
    references: Vec<(&'static str, bool, String)>,
}

impl Story<'_> {
    /// Properties of a section (17.6.17), children in the schema's order. Headers and footers stand
    /// in the first one; those that follow take them over.
    pub fn section(&mut self, page: &Page, kind: &str, columns: u8) {
        if let Some(setup) = self.setup.take() {
            self.their_section(&setup, page, kind, columns);
            self.setup = Some(Setup { references: String::new(), title_page: false, ..setup });
            return;
        }
        let running = std::mem::take(&mut self.running);
        self.xml.open("w:sectPr", &[]);
        for header in [true, false] {
            let name = if header { "w:headerReference" } else { "w:footerReference" };
            for (kind, _, id) in running.references.iter().filter(|it| it.1 == header) {
                self.xml.empty(name, &[("w:type", kind), ("r:id", id)]);
            }
        }
        if !kind.is_empty() {
            self.xml.val("w:type", kind);
        }
        page_size(&mut self.xml, page);
        if self.first.twin.is_some() {
            self.xml.empty("w:pgNumType", &[("w:start", "1")]);
        }
        let (columns, between) = (columns.to_string(), twips(10.0 * MM).to_string());
        match columns.as_str() {
            "1" => self.xml.empty("w:cols", &[("w:space", "708")]),
            _ => self.xml.empty("w:cols", &[("w:num", &columns), ("w:space", &between)]),
        };
        if running.references.iter().any(|it| it.0 == "first") {
            self.xml.empty("w:titlePg", &[]);
        }
        self.xml.close();
    }

    /// The same with the page setup of a template; another size of paper only where ours needs it.
    fn their_section(&mut self, setup: &Setup, page: &Page, kind: &str, columns: u8) {
        self.xml.open("w:sectPr", &[]).raw(&setup.references).raw(&setup.notes);
        if !kind.is_empty() {
            self.xml.val("w:type", kind);
        }
        match setup.page == Some(*page) {
            true => drop_in(&mut self.xml, &[&setup.size, &setup.margins]),
            false => page_size(&mut self.xml, page),
        }
        let columns = columns.to_string();
        self.xml.empty("w:cols", &[("w:num", &columns), ("w:space", "567")]).raw(&setup.middle);
        if setup.title_page {
            self.xml.empty("w:titlePg", &[]);
        }
        self.xml.raw(&setup.end).close();
    }

    /// A paragraph that ends a section (17.6.18).
    pub fn section_end(&mut self, page: &Page, kind: &str, columns: u8) {
        self.xml.open("w:p", &[]).open("w:pPr", &[]);
        self.xml.val("w:pStyle", self.names.id(Style::Gap));
        self.section(page, kind, columns);
        self.xml.close().close();
    }

    /// Writes the headers and footers of the document.
    pub fn headers_and_footers(&mut self) {
        let mut running = Running::default();
        let main = self.main.clone();
        let form = self.scale.form.clone();
        let first = !matches!(form.as_str(), "worksheet" | "flyer");
        let mut add = |story: &mut Self, kind, header, write: fn(&mut Self)| {
            let name = format!(
                "word/{}{}.xml",
                if header { "header" } else { "footer" },
                if kind == "first" { 1 } else { 2 } + 2 * story.half
            );
            story.running_part(&name, header, write);
            let relation = if header { "header" } else { "footer" };
            let id = story.package.relate(&main, relation, &name);
            running.references.push((kind, header, id));
        };
        if first {
            add(self, "first", true, |story| story.masthead());
            add(self, "first", false, |story| story.first_foot());
            add(self, "default", true, |story| story.head());
        } else if form == "worksheet" && !self.document.info.organisation.logo.is_empty() {
            add(self, "default", true, |story| story.head());
        }
        add(self, "default", false, |story| story.foot());
        self.running = running;
    }

    fn running_part(&mut self, name: &str, header: bool, write: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.part, name.to_owned());
        let inner = self.apart(write);
        self.part = before;
        let mut xml = Xml::part();
        let (root, kind) = if header { ("w:hdr", "header") } else { ("w:ftr", "footer") };
        xml.open(root, SPACES).raw(&inner);
        let kind =
            format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
        self.package.add(name, &kind, xml.finish());
    }

    /// The first page's: whose programme, what document.
    fn masthead(&mut self) {
        let info = &self.document.info;
        if matches!(self.scale.form.as_str(), "letter" | "form") {
            return self.letterhead();
        }
        let right = info.organisation.logo_position == "right";
        self.begin(Style::Masthead);
        if !right {
            self.logo(12.0);
        }
        self.run(None, &info.programme);
        self.tab();
        // What staff begin themselves has no name yet: whose it is stands in its place.
        if self.document.kind == DocumentKind::Template {
            self.owner();
            return self.end(Style::Masthead);
        }
        let mut name = info.kind_name.clone();
        if info.session.number > 0 && self.document.kind == DocumentKind::Guide {
            name = format!("{name} · {} {}", self.words.get("session"), info.session.number);
        }
        self.run(Some(Style::Strong), &name);
        if right {
            self.run(None, "   ");
            self.logo(12.0);
        }
        self.end(Style::Masthead);
    }

    /// Who writes stands at the head of a letter.
    fn letterhead(&mut self) {
        let info = &self.document.info;
        self.begin(Style::Sender);
        let right = info.organisation.logo_position == "right";
        if right {
            self.run(Some(Style::Hint), &info.programme);
            self.tab();
        }
        match info.organisation.logo.is_empty() {
            true => self.owner(),
            false => self.logo(36.0),
        }
        if !right {
            self.tab();
            self.run(Some(Style::Hint), &info.programme);
        }
        self.end(Style::Sender);
    }

    /// The organisation's name, or a reminder where it is not known yet.
    fn owner(&mut self) {
        let name = &self.document.info.organisation.name;
        let reminder = format!("[{}]", self.words.get("organisation"));
        let open = name.is_empty();
        self.fact("organisation.name", if open { &reminder } else { name }, open, None);
    }

    fn head(&mut self) {
        let info = &self.document.info;
        self.begin(Style::Header);
        self.logo(16.0);
        match self.document.kind {
            DocumentKind::Guide => {
                self.run(None, &info.session.title);
                self.tab();
                self.run(None, &info.kind_name);
            }
            DocumentKind::Template => {
                self.run(None, &info.programme);
                self.tab();
                self.owner();
            }
            _ => {
                self.run(None, &info.programme);
                self.tab();
                self.run(None, &info.title);
            }
        }
        self.end(Style::Header);
    }

    /// The organisation's logo, so many points high.
    fn logo(&mut self, height: f64) {
        let organisation = &self.document.info.organisation;
        if organisation.logo.is_empty() {
            return;
        }
        let Ok(picture) = self.office.picture(&organisation.logo) else { return };
        let ratio = self.office.ratio(&organisation.logo);
        let title = self.words.get("logo").to_owned();
        let mark = self.control(&Control::new(Takes::Picture, "organisation.logo", &title, ""));
        self.inline_picture(&picture, (height * ratio, height), &organisation.name);
        self.end_control(&mark);
        // Clear space: an em space of this type is about nine points.
        let clear = height * f64::from(organisation.logo_clear_space) / 100.0;
        self.run(None, &"\u{2003}".repeat((clear / 9.0).ceil().max(1.0) as usize));
    }

    /// The first page's foot: who endorses the edition stands above it.
    fn first_foot(&mut self) {
        let partners = &self.document.info.organisation.partners;
        if !partners.is_empty() {
            self.begin(Style::Footer);
            self.run(None, self.words.get("partners"));
            for partner in partners {
                self.run(None, "\u{2003}\u{2003}");
                match self.office.picture(&partner.logo) {
                    Ok(picture) if !partner.logo.is_empty() => {
                        let ratio = self.office.ratio(&partner.logo);
                        self.inline_picture(&picture, (PARTNER * ratio, PARTNER), &partner.name);
                    }
                    _ => self.run(Some(Style::Strong), &partner.name),
                }
            }
            self.end(Style::Footer);
        }
        self.foot();
    }

    /// The lines below a letter or guide: a registered address, a charity's number.
    fn footer_lines(&mut self) {
        let lines = &self.document.info.organisation.footer;
        if !lines.is_empty() && self.scale.form != "worksheet" {
            self.begin(Style::Footer);
            self.run(None, &lines.join("  ·  "));
            self.end(Style::Footer);
        }
    }

    fn foot(&mut self) {
        let info = &self.document.info;
        self.begin(Style::Footer);
        self.owner();
        if self.scale.form == "flyer" {
            self.tab();
            let contact = &info.organisation.contact;
            if !contact.is_empty() {
                self.fact("organisation.contact", contact, false, None);
                self.run(None, " · ");
            }
            self.run(None, &info.licence);
            return self.end(Style::Footer);
        }
        let mut rest = Vec::new();
        if self.document.kind == DocumentKind::Worksheet {
            rest.push(info.session.title.clone());
            rest.push(info.licence.clone());
        } else if self.document.kind == DocumentKind::Paper {
            rest.push(info.programme_short.clone());
        } else {
            rest.push(info.edition.clone());
        }
        rest.push(format!("{}\u{a0}{}", self.words.get("version"), info.version));
        rest.push(info.date.clone());
        rest.retain(|it| !it.trim().is_empty() && *it != info.organisation.name);
        self.run(None, &format!(" · {}", rest.join(" · ")));
        self.tab();
        self.run(None, &format!("{}\u{a0}", self.words.get("page")));
        self.number_field("PAGE");
        self.run(None, &format!(" {} ", self.words.get("of")));
        // Each language of a document in two is a section, with pages of its own.
        self.number_field(match self.first.twin {
            Some(_) => "SECTIONPAGES",
            None => "NUMPAGES",
        });
        self.end(Style::Footer);
        self.footer_lines();
    }

    /// A field that Word reckons itself (17.16.4.1), such as the page's number.
    pub fn number_field(&mut self, instruction: &str) {
        self.xml.open("w:fldSimple", &[("w:instr", instruction)]);
        self.run(None, "1");
        self.xml.close();
    }
}

fn drop_in(xml: &mut Xml, pieces: &[&str]) {
    for piece in pieces {
        xml.raw(piece);
    }
}

/// Size and margins of the paper (17.6.13, 17.6.11).
pub fn page_size(xml: &mut Xml, page: &Page) {
    let (w, h) = (twips(page.width).to_string(), twips(page.height).to_string());
    let mut size = vec![("w:w", w.as_str()), ("w:h", &h)];
    if page.landscape {
        size.push(("w:orient", "landscape"));
    }
    xml.empty("w:pgSz", &size);
    let [top, right, bottom, left] = page.margins.map(|it| twips(it).to_string());
    let edge = twips(page.edge).to_string();
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", &top),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &edge),
            ("w:footer", &edge),
            ("w:gutter", "0"),
        ],
    );
}
