//! Words into placeholders: as the layout sets them, smaller where they need it.

use super::ink::Ink;
use super::layout::setting;
use super::layouts::{CARD_BODY, CARD_HEAD, Slot};
use super::lines::Line;
use super::master::LEVEL_NAMES;
use super::measure::{Setting, balanced, height, shrink};
use super::place::Place;
use super::sheet::{Alt, Sheet, rectangle};
use super::text::{Writing, hundredths};
use crate::diag::{Code, Origin};
use crate::part::Run;
use crate::write::Finding;
use crate::write::ooxml::{Xml, emu};

/// How a placeholder's words differ from what its layout says.
#[derive(Clone, Copy, Debug)]
pub struct Tune<'a> {
    /// Size of the first level.
    pub size: Option<f64>,
    /// Space between paragraphs.
    pub gap: Option<f64>,
    /// Colour of marks and headings.
    pub accent: Ink<'a>,
    /// Colour of the words.
    pub ink: Option<Ink<'a>>,
    /// Where lines stand.
    pub align: Option<&'static str>,
    /// Where the author wrote it.
    pub src: Option<&'a Origin>,
}

impl<'a> Tune<'a> {
    /// As the layout says.
    pub fn new(accent: Ink<'a>, src: Option<&'a Origin>) -> Self {
        Self { size: None, gap: None, accent, ink: None, align: None, src }
    }

    /// How text is set in a placeholder with this.
    pub fn setting(&self, slot: &Slot) -> Setting {
        let mut set = setting(&slot.look);
        if let Some(size) = self.size {
            set.second = (set.second * size / set.size).round();
            set.size = size;
        }
        set.gap = self.gap.unwrap_or(set.gap);
        set
    }
}

impl<'d> Sheet<'_, 'd> {
    /// Writes words into a placeholder.
    pub fn fill(&mut self, slot: &Slot, place: Option<Place>, lines: &[Line], tune: Tune) {
        let place = place.unwrap_or(slot.place);
        let set = tune.setting(slot);
        let (side, above, below) = slot.insets;
        let (width, high) = (place.w - 2.0 * side, place.h - above - below);
        let widths = self.deck.office.widths();
        let shrunk = shrink(widths, lines, &set, width / self.deck.breadth, high);
        if shrunk.is_some_and(|shrunk| shrunk.overflows) {
            self.too_long(tune.src);
        }
        self.xml.open("p:sp", &[]);
        self.open_placeholder(slot);
        self.geometry(slot, place);
        self.xml.open("p:txBody", &[]);
        self.xml.open("a:bodyPr", &[]);
        self.autofit(shrunk);
        self.xml.close();
        self.tuned_levels(slot, lines, &set, &tune);
        let how = Writing {
            set,
            accent: tune.accent,
            ink: tune.ink,
            marks: slot.look.marks,
            sized: false,
            align: tune.align,
        };
        self.paragraphs(lines, &how);
        self.xml.close().close();
    }

    /// A title in lines of like length.
    pub fn title(&mut self, slot: &Slot, place: Option<Place>, runs: &[Run], src: &Origin) {
        let place = place.unwrap_or(slot.place);
        let set = setting(&slot.look);
        let (side, above, below) = slot.insets;
        let (width, high) = (place.w - 2.0 * side, place.h - above - below);
        let widths = self.deck.office.widths();
        let line = [Line::of(runs)];
        let shrunk = shrink(widths, &line, &set, width / self.deck.breadth, high);
        if shrunk.is_some_and(|shrunk| shrunk.overflows) {
            self.too_long(Some(src));
        }
        let size = set.size * shrunk.map_or(1.0, |shrunk| f64::from(shrunk.font) / 100_000.0);
        let wide = self.deck.breadth;
        let spare = width - balanced(widths, runs, set.bold, size, width / wide) * wide;
        self.xml.open("p:sp", &[]);
        self.open_placeholder(slot);
        self.geometry(slot, place);
        self.xml.open("p:txBody", &[]);
        let spare = emu(if spare > 0.0 { spare + side } else { 0.0 }).to_string();
        let attributes: &[(&str, &str)] = if spare == "0" { &[] } else { &[("rIns", &spare)] };
        self.xml.open("a:bodyPr", attributes);
        self.autofit(shrunk);
        self.xml.close().empty("a:lstStyle", &[]).open("a:p", &[]);
        self.title_runs(runs);
        self.xml.close().close().close();
    }

    /// A placeholder's place, only where it is not the layout's.
    fn geometry(&mut self, slot: &Slot, place: Place) {
        if place == slot.place {
            self.xml.empty("p:spPr", &[]);
        } else {
            self.xml.open("p:spPr", &[]);
            place.xfrm(&mut self.xml, "a:xfrm");
            card_shape(&mut self.xml, slot, place);
            self.xml.close();
        }
    }

    /// Sizes, gaps and the colour of marks of this slide's text, said once for all its paragraphs.
    fn tuned_levels(&mut self, slot: &Slot, lines: &[Line], set: &Setting, tune: &Tune) {
        let usual = setting(&slot.look);
        let marked = lines.iter().any(|line| !matches!(line.mark, super::lines::Mark::None));
        let (sized, spaced) = (set.size != usual.size, set.gap != usual.gap);
        if !sized && !spaced && !marked {
            self.xml.empty("a:lstStyle", &[]);
            return;
        }
        let theme = self.deck.theme;
        let deepest = lines.iter().map(|line| line.level).max().unwrap_or(0).min(4);
        let xml = &mut self.xml;
        xml.open("a:lstStyle", &[]);
        for (level, name) in LEVEL_NAMES.into_iter().enumerate().take(deepest + 1) {
            xml.open(name, &[]);
            if spaced && level == 0 {
                let gap = hundredths(set.gap);
                xml.open("a:spcBef", &[]).empty("a:spcPts", &[("val", &gap)]).close();
            }
            if marked {
                xml.open("a:buClr", &[]);
                tune.accent.colour(xml, theme);
                xml.close();
            }
            if sized {
                let size = if level == 0 { set.size } else { set.second };
                xml.empty("a:defRPr", &[("sz", &hundredths(size))]);
            }
            xml.close();
        }
        xml.close();
    }

    /// Words in a box of their own, where the layout has no placeholder for them.
    pub fn text_box(&mut self, lines: &[Line], place: Place, how: &Writing) {
        let widths = self.deck.office.widths();
        let shrunk = shrink(widths, lines, &how.set, place.w / self.deck.breadth, place.h);
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let name = self.word("text");
        self.named(name, Alt::Own);
        self.xml.raw("<p:cNvSpPr txBox=\"1\"/><p:nvPr/>").close().open("p:spPr", &[]);
        // A hair higher than measured, for programs that count lines a little higher.
        let place = Place { h: place.h * 1.03 + 1.0, ..place };
        place.xfrm(&mut self.xml, "a:xfrm");
        rectangle(&mut self.xml, place, 0.0);
        self.xml.empty("a:noFill", &[]).close().open("p:txBody", &[]);
        self.xml.raw(
            "<a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\">"
                .trim_end(),
        );
        self.autofit(shrunk);
        self.xml.raw("</a:bodyPr><a:lstStyle/>");
        self.paragraphs(lines, how);
        self.xml.close().close();
    }

    /// Height of words in a placeholder.
    pub fn height_of(&self, lines: &[Line], set: &Setting, width: f64) -> f64 {
        height(self.deck.office.widths(), lines, set, width / self.deck.breadth)
    }

    fn too_long(&mut self, src: Option<&Origin>) {
        let src = src.map_or(String::new(), ToString::to_string);
        let message = "the words of this slide do not fit in the fonts of the PowerPoint file";
        let finding = Finding::new(Code::NotExpressible, src, message);
        if !self.deck.findings.contains(&finding) {
            self.deck
                .findings
                .push(finding.help("shorten them: in Arial words are wider than in the PDF"));
        }
    }
}

/// The shape of a card's upper or lower part, each rounded at its outer corners (20.1.10.56
/// `round2SameRect`: `adj1` above, `adj2` below); says whether the placeholder is one.
pub fn card_shape(xml: &mut Xml, slot: &Slot, place: Place) -> bool {
    let head = slot.place == CARD_HEAD;
    if !head && slot.place != CARD_BODY {
        return false;
    }
    let share = (8.0 / place.w.min(place.h).max(16.0) * 100_000.0).round();
    let (above, below) = if head { (share, 0.0) } else { (0.0, share) };
    xml.open("a:prstGeom", &[("prst", "round2SameRect")]).open("a:avLst", &[]);
    for (name, share) in [("adj1", above), ("adj2", below)] {
        xml.empty("a:gd", &[("name", name), ("fmla", &format!("val {share}"))]);
    }
    xml.close().close();
    true
}
