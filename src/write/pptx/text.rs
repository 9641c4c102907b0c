//! Text bodies (ECMA-376 part 1, 21.1.2): paragraphs, runs, lists, links, footnotes' numbers.

use super::ink::Ink;
use super::layouts::Marks;
use super::lines::{Line, Mark, Tone};
use super::measure::{Setting, Shrunk};
use super::sheet::Sheet;
use crate::part::Run;
use crate::write::ooxml::emu;

/// How the lines of a text differ from what its placeholder says.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// Sizes and gaps.
    pub set: Setting,
    /// Colour of marks, numbers and headings.
    pub accent: Ink<'a>,
    /// Colour of the words, where the placeholder's is not meant.
    pub ink: Option<Ink<'a>>,
    /// What the placeholder's lines begin with.
    pub marks: Marks,
    /// Every run says its size: there is no placeholder that does.
    pub sized: bool,
    /// Where lines stand.
    pub align: Option<&'static str>,
}

/// Sizes in hundredths of a point.
pub fn hundredths(points: f64) -> String {
    ((points * 100.0).round() as i64).to_string()
}

/// Attributes of a run.
#[derive(Clone, Copy, Default)]
struct Voice<'a> {
    size: Option<f64>,
    bold: bool,
    italic: bool,
    raised: bool,
    ink: Option<Ink<'a>>,
    fixed: bool,
    link: Option<&'a str>,
    /// Tag of its language; empty for the deck's.
    language: &'a str,
}

impl Sheet<'_, '_> {
    /// How much a text is shrunk, as the child of `a:bodyPr`.
    pub fn autofit(&mut self, shrunk: Option<Shrunk>) {
        let Some(Shrunk { font, spacing, .. }) = shrunk else {
            self.xml.empty("a:normAutofit", &[]);
            return;
        };
        let (font, spacing) = (font.to_string(), spacing.to_string());
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        if font != "100000" {
            attributes.push(("fontScale", &font));
        }
        attributes.push(("lnSpcReduction", &spacing));
        self.xml.empty("a:normAutofit", &attributes);
    }

    /// The paragraphs of a text; a body has one at least.
    pub fn paragraphs(&mut self, lines: &[Line], how: &Writing) {
        for line in lines {
            self.paragraph(line, how);
        }
        if lines.is_empty() {
            let language = self.language();
            self.xml.open("a:p", &[]).empty("a:endParaRPr", &[("lang", language)]).close();
        }
    }

    fn paragraph(&mut self, line: &Line, how: &Writing) {
        self.xml.open("a:p", &[]);
        self.paragraph_properties(line, how);
        let heading = line.tone == Tone::Heading;
        let size = how.set.size_of(line);
        let natural = if line.level == 0 { how.set.size } else { how.set.second };
        let voice = Voice {
            size: (how.sized || (size - natural).abs() > 0.01).then_some(size),
            bold: heading || (how.sized && how.set.bold),
            ink: match line.tone {
                Tone::Heading => Some(how.accent),
                Tone::Small | Tone::Attribution => how.ink.or(Some(Ink::Role("ink-soft"))),
                Tone::Plain | Tone::Lead | Tone::Code => how.ink,
            },
            fixed: line.tone == Tone::Code,
            ..Voice::default()
        };
        self.runs(&line.runs, voice);
        self.xml.close();
    }

    /// Level, indent and mark of a paragraph (21.1.2.2.7).
    fn paragraph_properties(&mut self, line: &Line, how: &Writing) {
        let level = line.level.min(8).to_string();
        let margin = emu(how.set.margin(line)).to_string();
        let numbered = matches!(line.mark, Mark::Number(_));
        let back = if numbered { how.set.behind_number() } else { how.set.indent };
        let back = (-emu(back)).to_string();
        let theme = self.deck.theme;
        let mut attributes: Vec<(&str, &str)> = Vec::new();
        // A mark that the placeholder's lines begin with anyway needs no word.
        let natural =
            match line.mark {
                Mark::None => how.marks == Marks::None && line.level == 0,
                Mark::Under(_) => false,
                Mark::Bullet => {
                    how.marks == Marks::Bullets || line.level > 0 || how.marks == Marks::Checks
                }
                Mark::Number(start) => how.marks == Marks::Steps && line.level == 0 && start == 1,
                Mark::Tick => how.marks == Marks::Boxes && line.level == 0,
            } || (how.marks == Marks::Boxes && line.mark == Mark::Bullet && line.level == 0);
        if !natural || how.sized {
            attributes.push(("marL", &margin));
            let hanging = matches!(line.mark, Mark::Bullet | Mark::Number(_) | Mark::Tick);
            attributes.push(("indent", if hanging { &back } else { "0" }));
        }
        if line.level > 0 {
            attributes.push(("lvl", &level));
        }
        if let Some(align) = how.align {
            attributes.push(("algn", align));
        }
        if natural && !how.sized {
            if !attributes.is_empty() {
                self.xml.empty("a:pPr", &attributes);
            }
            return;
        }
        self.xml.open("a:pPr", &attributes);
        if how.sized {
            let before = hundredths(how.set.gap);
            self.xml.open("a:spcBef", &[]).empty("a:spcPts", &[("val", &before)]).close();
        }
        match line.mark {
            Mark::None | Mark::Under(_) => drop(self.xml.empty("a:buNone", &[])),
            Mark::Bullet => {
                self.bullet(how.accent, "100%", "Arial", if line.level == 0 { "•" } else { "–" })
            }
            Mark::Tick => self.bullet(how.accent, "100%", "Wingdings", "o"),
            Mark::Number(start) => {
                self.xml.open("a:buClr", &[]);
                how.accent.colour(&mut self.xml, theme);
                self.xml.close().empty("a:buFont", &[("typeface", "+mj-lt")]);
                let start = start.clamp(1, 32_767).to_string();
                self.xml.empty("a:buAutoNum", &[("type", "arabicPlain"), ("startAt", &start)]);
            }
        }
        self.xml.close();
    }

    fn bullet(&mut self, ink: Ink, _size: &str, face: &str, mark: &str) {
        let theme = self.deck.theme;
        self.xml.open("a:buClr", &[]);
        ink.colour(&mut self.xml, theme);
        self.xml.close();
        self.xml.empty("a:buFont", &[("typeface", face)]).empty("a:buChar", &[("char", mark)]);
    }

    /// Runs as a drawing or a table's cell has them: size, weight and colour are said on each.
    pub fn plain_runs(&mut self, runs: &[Run], size: f64, bold: bool, ink: Ink) {
        self.runs(runs, Voice { size: Some(size), bold, ink: Some(ink), ..Voice::default() });
    }

    /// Runs of a table's cell; without a colour the table's style gives one.
    pub fn cell_runs(&mut self, runs: &[Run], size: f64, bold: bool, ink: Option<Ink>) {
        self.runs(runs, Voice { size: Some(size), bold, ink, ..Voice::default() });
    }

    /// Runs that take everything from their placeholder.
    pub fn title_runs(&mut self, runs: &[Run]) {
        self.runs(runs, Voice::default());
    }

    fn runs(&mut self, runs: &[Run], voice: Voice) {
        for run in runs {
            match run {
                Run::Text { text, strong, emph, code, language } => {
                    let fixed = voice.fixed || *code;
                    let bold = voice.bold || *strong;
                    self.run(text, Voice { bold, italic: *emph, fixed, language, ..voice });
                }
                Run::Value { text, strong, emph, .. } => {
                    self.run(text, Voice { bold: voice.bold || *strong, italic: *emph, ..voice });
                }
                Run::Link { href, runs, .. } => {
                    let from = self.part.clone();
                    let id = self.deck.package.relate_outside(&from, "hyperlink", href);
                    self.runs(runs, Voice { link: Some(&id), ..voice });
                }
                Run::Icon { label, .. } => self.run(label, voice),
                Run::Footnote { runs } => {
                    let place = self.footnotes.iter().position(|note| note == runs);
                    let number = self.footnote_mark(place);
                    self.run(&number, Voice { raised: true, ..voice });
                }
                Run::Break => {
                    let size = voice.size.map(hundredths);
                    let mut attributes = vec![("lang", self.language())];
                    attributes.extend(size.as_deref().map(|size| ("sz", size)));
                    self.xml.open("a:br", &[]).empty("a:rPr", &attributes).close();
                }
            }
        }
    }

    /// A footnote's mark: a number on a slide, a sign in notes, where a number would be read out as
    /// part of the sentence.
    fn footnote_mark(&self, place: Option<usize>) -> String {
        const SIGNS: [&str; 6] = ["*", "†", "‡", "§", "‖", "¶"];
        let place = place.unwrap_or(0);
        match SIGNS.get(place).filter(|_| self.signs) {
            Some(sign) => (*sign).to_owned(),
            None => (place + 1).to_string(),
        }
    }

    /// A run (21.1.2.3.8, 21.1.2.3.9).
    fn run(&mut self, text: &str, voice: Voice) {
        if text.is_empty() {
            return;
        }
        let theme = self.deck.theme;
        let own = match voice.language {
            "" => self.deck.document.translated.language_of(text),
            own => own,
        };
        let language = if own.is_empty() { self.language() } else { own };
        let size = voice.size.map(hundredths);
        let mut attributes = vec![("lang", language)];
        attributes.extend(size.as_deref().map(|size| ("sz", size)));
        for (on, attribute) in [
            (voice.bold, ("b", "1")),
            (voice.italic, ("i", "1")),
            (voice.raised, ("baseline", "30000")),
        ] {
            attributes.extend(on.then_some(attribute));
        }
        attributes.push(("dirty", "0"));
        self.xml.open("a:r", &[]);
        if voice.ink.is_none() && !voice.fixed && voice.link.is_none() {
            self.xml.empty("a:rPr", &attributes);
        } else {
            self.xml.open("a:rPr", &attributes);
            if let Some(ink) = voice.ink {
                ink.fill(&mut self.xml, theme);
            }
            if voice.fixed {
                self.xml.empty("a:latin", &[("typeface", "Courier New")]);
            }
            if let Some(id) = voice.link {
                self.xml.empty("a:hlinkClick", &[("r:id", id)]);
            }
            self.xml.close();
        }
        self.xml.leaf("a:t", &[], text).close();
    }
}
