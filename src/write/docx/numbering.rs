//! Lists (ECMA-376 part 1, 17.9): one multilevel definition a kind of list, and for every numbered list
//! of the text an instance of its own, so that each begins where its author says.

use super::look::HANG;
use super::style::{Names, Style};
use super::styles::WORD;
use crate::write::ooxml::{Xml, twips};

/// Content type of a numbering part.
pub const NUMBERING_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";

/// The instances that every file has: bullets, numbers, headings.
const BULLETS: u32 = 1;
const NUMBERS: u32 = 2;
const HEADINGS: u32 = 3;

/// The lists of a document.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// Added to every id: those below are a template's.
    pub first: u32,
    /// The style of bullets is a template's, with its own numbering.
    pub bulleted: bool,
    /// Definition, level and first number of each numbered list.
    lists: Vec<(u32, usize, u32)>,
    /// The instance that headings count in since they began again.
    again: Option<u32>,
}

impl Numbering {
    /// A numbered list of its own: the instance's id.
    pub fn list(&mut self, level: usize, start: u32) -> u32 {
        self.lists.push((NUMBERS, level, start));
        self.first + HEADINGS + self.lists.len() as u32
    }

    /// Headings and clauses count from one again.
    pub fn begin_again(&mut self) {
        self.lists.push((HEADINGS, 0, 1));
        self.again = Some(self.first + HEADINGS + self.lists.len() as u32);
    }

    /// Have they begun again? Their style names the first instance.
    pub fn has_begun_again(&self) -> bool {
        self.again.is_some()
    }

    /// The instance of bullets.
    pub fn bullets(&self) -> u32 {
        self.first + BULLETS
    }

    /// The instance that headings and clauses count in.
    pub fn headings(&self) -> u32 {
        self.again.unwrap_or(self.first + HEADINGS)
    }

    /// The whole part.
    pub fn part(&self, names: &Names) -> String {
        let mut xml = Xml::part();
        xml.open("w:numbering", &[("xmlns:w", WORD)]);
        self.definitions(&mut xml, names);
        self.instances(&mut xml, names);
        xml.finish()
    }

    /// The definitions, which stand before all instances.
    pub fn definitions(&self, xml: &mut Xml, names: &Names) {
        self.definition(xml, BULLETS, |xml, level| {
            // A template's style has a list of its own.
            let style = [Style::ListBullet, Style::ListBullet2, Style::ListBullet3][level];
            let style = if names.is_ours(style) { names.id(style) } else { "" };
            let mark = ["•", "–", "•"][level];
            one_level(xml, level, "bullet", style, mark, HANG * (level + 1) as f64, HANG);
        });
        self.definition(xml, NUMBERS, |xml, level| {
            let style = [Style::ListNumber, Style::ListNumber2, Style::ListNumber3][level];
            let style = if names.is_ours(style) { names.id(style) } else { "" };
            let form = ["decimal", "lowerLetter", "lowerRoman"][level];
            let text = format!("%{}.", level + 1);
            let hang = 18.0;
            one_level(xml, level, form, style, &text, hang * (level + 1) as f64, hang);
        });
        if !names.numbered {
            return;
        }
        self.definition(xml, HEADINGS, |xml, level| {
            let styles = [Style::Heading1, Style::Heading2, Style::Heading3];
            let style = styles.get(level).filter(|style| names.is_ours(**style));
            let style = style.map_or("", |style| names.id(*style));
            let text = ["%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4"][level];
            let hang = if level < 2 { 30.0 } else { 40.0 };
            one_level(xml, level, "decimal", style, text, hang, hang);
        });
    }

    fn definition(&self, xml: &mut Xml, id: u32, level: impl Fn(&mut Xml, usize)) {
        xml.open("w:abstractNum", &[("w:abstractNumId", &(self.first + id).to_string())]);
        xml.val("w:multiLevelType", "multilevel");
        let levels = if id == HEADINGS { 4 } else { 3 };
        (0..levels).for_each(|at| level(xml, at));
        xml.close();
    }

    /// The instances.
    pub fn instances(&self, xml: &mut Xml, names: &Names) {
        let last = if names.numbered { HEADINGS } else { NUMBERS };
        for id in BULLETS..=last {
            self.instance(xml, id, id, None);
        }
        for (at, (of, level, start)) in self.lists.iter().enumerate() {
            self.instance(xml, HEADINGS + 1 + at as u32, *of, Some((*level, *start)));
        }
    }

    fn instance(&self, xml: &mut Xml, id: u32, of: u32, start: Option<(usize, u32)>) {
        xml.open("w:num", &[("w:numId", &(self.first + id).to_string())]);
        xml.val("w:abstractNumId", &(self.first + of).to_string());
        if let Some((level, start)) = start {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.val("w:startOverride", &start.to_string()).close();
        }
        xml.close();
    }
}

fn one_level(
    xml: &mut Xml,
    level: usize,
    form: &str,
    style: &str,
    text: &str,
    left: f64,
    hang: f64,
) {
    xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
    xml.val("w:start", "1").val("w:numFmt", form);
    if !style.is_empty() {
        xml.val("w:pStyle", style);
    }
    xml.val("w:lvlText", text).val("w:lvlJc", "left").open("w:pPr", &[]);
    let (left, hang) = (twips(left).to_string(), twips(hang).to_string());
    xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hang)]).close();
    xml.close();
}
