//! Content controls (ECMA-376 part 1, 17.5.2; check boxes [MS-DOCX] 2.6.1, repeating sections 2.5.5).
//! Each has a title, a tag of its own, and a bookmark around it, because LibreOffice drops tags.

use super::custom;
use super::story::Story;
use super::style::Style;
use crate::write::ooxml::stable_id;

/// What a control takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Words without treatment; several lines of them.
    Text {
        /// Several lines?
        lines: bool,
    },
    /// Anything.
    Rich,
    /// A date.
    Date,
    /// One of several options.
    Option(Vec<String>),
    /// A tick.
    Tick,
    /// A picture.
    Picture,
    /// Rows, as many as are needed.
    Rows,
    /// One of those rows.
    Row,
}

/// A control.
#[derive(Clone, Debug)]
pub struct Control {
    /// What it is called on the screen.
    pub title: String,
    /// A name for programs; made one of its own.
    pub tag: String,
    /// What stands in it until somebody fills it in; empty when it is filled.
    pub placeholder: String,
    /// What it takes.
    pub takes: Takes,
    /// The fact it shows, for instance `organisation.name`.
    pub fact: Option<&'static str>,
}

impl Control {
    /// A control to be filled in.
    pub fn new(takes: Takes, tag: &str, title: &str, placeholder: &str) -> Self {
        Self {
            title: title.to_owned(),
            tag: tag.to_owned(),
            placeholder: placeholder.to_owned(),
            takes,
            fact: None,
        }
    }
}

impl Story<'_> {
    /// Opens a control; its content follows, then [`Self::end_control`] with what this gives.
    pub fn control(&mut self, control: &Control) -> String {
        let tag = self.tag(&control.tag);
        let (mark, _) = match control.takes {
            // Around a row stands what is around its section.
            Takes::Row | Takes::Rich => (String::new(), String::new()),
            _ => self.bookmark(&tag),
        };
        self.xml.open("w:sdt", &[]).open("w:sdtPr", &[]);
        let title: String = control.title.chars().take(64).collect();
        if !title.is_empty() {
            self.xml.val("w:alias", &title);
        }
        self.xml.val("w:tag", &tag);
        let id = self.control_id(&tag);
        self.xml.val("w:id", &id);
        if control.takes != Takes::Row {
            self.xml.val("w:lock", "sdtLocked");
        }
        if !control.placeholder.is_empty() {
            let block = format!("PH{:08X}", stable_id(&control.placeholder));
            if !self.has_glossary {
                self.xml.open("w:placeholder", &[]).val("w:docPart", &block).close();
            }
            self.xml.empty("w:showingPlcHdr", &[]);
            self.placeholders.insert(block, control.placeholder.clone());
        }
        if let Some(fact) = control.fact {
            custom::binding(&mut self.xml, fact);
        }
        self.kind(&control.takes);
        self.xml.close().open("w:sdtContent", &[]);
        mark
    }

    fn kind(&mut self, takes: &Takes) {
        match takes {
            Takes::Text { lines: false } => drop(self.xml.empty("w:text", &[])),
            Takes::Text { lines: true } => {
                self.xml.empty("w:text", &[("w:multiLine", "1")]);
            }
            Takes::Rich => drop(self.xml.empty("w:richText", &[])),
            Takes::Date => {
                self.xml.open("w:date", &[]).val("w:dateFormat", "d MMMM yyyy");
                self.xml.val("w:lid", &self.document.info.language);
                self.xml.val("w:storeMappedDataAs", "date").val("w:calendar", "gregorian");
                self.xml.close();
            }
            Takes::Option(options) => {
                self.xml.open("w:dropDownList", &[]);
                for option in options {
                    self.xml.empty("w:listItem", &[("w:displayText", option), ("w:value", option)]);
                }
                self.xml.close();
            }
            Takes::Tick => {
                self.xml.open("w14:checkbox", &[]).empty("w14:checked", &[("w14:val", "0")]);
                for (name, sign) in [("w14:checkedState", "2612"), ("w14:uncheckedState", "2610")] {
                    self.xml.empty(name, &[("w14:val", sign), ("w14:font", "MS Gothic")]);
                }
                self.xml.close();
            }
            Takes::Picture => drop(self.xml.empty("w:picture", &[])),
            Takes::Rows => drop(self.xml.empty("w15:repeatingSection", &[])),
            Takes::Row => drop(self.xml.empty("w15:repeatingSectionItem", &[])),
        }
    }

    /// Closes a control and the bookmark around it.
    pub fn end_control(&mut self, mark: &str) {
        self.xml.close().close();
        if !mark.is_empty() {
            self.end_bookmark(mark);
        }
    }

    /// A control in a line, with its placeholder or the words given.
    pub fn inline_control(&mut self, control: &Control, words: &str, style: Option<Style>) {
        let mark = self.control(control);
        match control.placeholder.as_str() {
            "" => self.run(style, words),
            placeholder => self.run(Some(Style::PlaceholderText), placeholder),
        }
        self.end_control(&mark);
    }

    /// An empty tick box.
    pub fn tick_box(&mut self, tag: &str, title: &str) {
        let mark = self.control(&Control::new(Takes::Tick, tag, title, ""));
        self.run(Some(Style::CheckBox), "☐");
        self.end_control(&mark);
    }
}
