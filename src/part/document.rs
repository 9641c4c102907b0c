//! A document ready to be written: nothing left to choose or to look up.

use super::{Direction, Part, Run, Translated};
use crate::diag::Origin;
use serde::Serialize;

/// The kinds of document, in the order in which they are made for a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// The slide deck.
    Slides,
    /// Slides on paper with room for notes.
    Handout,
    /// The facilitator guide.
    Guide,
    /// One worksheet.
    Worksheet,
    /// All the worksheets of a session.
    Worksheets,
    /// A document of the programme: a letter, flyer, agreement, guidance or form.
    Paper,
    /// What is new in a session since an earlier pack, and which pages to print again.
    Notice,
    /// What an organisation's staff start documents of their own from.
    Template,
}

/// A document: what it is called, where it goes and what is in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// Which kind; it chooses the layout file.
    pub kind: DocumentKind,
    /// Path in the edition's folder without its extension, for instance
    /// `sessions/01-testing-change/slides`.
    #[serde(skip)]
    pub path: String,
    /// Facts that headers, footers and covers show.
    pub info: Info,
    /// Choices of the kind.
    pub options: Options,
    /// The session's course along the clock, for the progress line.
    pub timeline: Vec<TimelineSegment>,
    /// Slides: the deck's own, or those that a handout or guide shows.
    pub slides: Vec<Slide>,
    /// Worksheets: the document's own, or those that a guide shows in miniature.
    pub worksheets: Vec<Worksheet>,
    /// What is said beside each slide, where a deck carries it; as many as there are slides, or none.
    #[serde(skip)]
    pub notes: Vec<Vec<Part>>,
    /// The body of a guide or paper.
    pub parts: Vec<Part>,
    /// Which of its words are not in its language.
    #[serde(skip_serializing_if = "Translated::is_plain")]
    pub translated: Translated,
    /// The same document in the second language of a bilingual edition, where one file holds both.
    #[serde(skip)]
    pub twin: Option<Box<Document>>,
}

impl Document {
    /// Does any of it run from right to left, in its language or in its second one?
    pub fn has_right_to_left(&self) -> bool {
        let languages = [Some(self), self.twin.as_deref()].into_iter().flatten();
        languages.into_iter().any(|it| it.info.direction().is_right_to_left())
    }

    /// Its title for lists and windows; of a document in two languages both: `Croeso / Welcome`.
    pub fn full_title(&self) -> String {
        match &self.twin {
            Some(twin) if twin.info.title != self.info.title => {
                format!("{} / {}", self.info.title, twin.info.title)
            }
            _ => self.info.title.clone(),
        }
    }

    /// What the properties of its file say.
    pub fn properties(&self) -> Info {
        Info { title: self.full_title(), ..self.info.clone() }
    }

    /// What of a document in two languages stands after what: one language, then the other. Where each
    /// participant gets a copy, both languages of one stand before the next. Of a document in one
    /// language that one.
    pub fn halves(&self) -> Vec<(&Document, &[Part])> {
        let Some(twin) = self.twin.as_deref() else { return vec![(self, &self.parts)] };
        let copy = |part: &Part| {
            matches!(&part.body, super::Body::Group { role: super::GroupRole::Copy { .. }, .. })
        };
        let copies =
            self.parts.len() == twin.parts.len() && self.parts.iter().chain(&twin.parts).all(copy);
        if !copies {
            return vec![(self, &self.parts), (twin, &twin.parts)];
        }
        let both = self.parts.chunks(1).zip(twin.parts.chunks(1));
        both.flat_map(|(one, other)| [(self, one), (twin, other)]).collect()
    }

    /// What a document of this kind tells of its cohort on paper and on screen, apart from its text. Two
    /// cohorts of which this is the same have the same document.
    pub fn told_of_cohort(&self) -> Cohort {
        let Cohort { date, venue, facilitators, link, .. } = &self.info.cohort;
        match self.kind {
            DocumentKind::Slides | DocumentKind::Handout => {
                Cohort { date: date.clone(), ..Cohort::default() }
            }
            DocumentKind::Guide => Cohort {
                date: date.clone(),
                venue: venue.clone(),
                facilitators: facilitators.clone(),
                link: link.clone(),
                ..Cohort::default()
            },
            DocumentKind::Worksheet | DocumentKind::Worksheets | DocumentKind::Notice => {
                Cohort::default()
            }
            DocumentKind::Paper | DocumentKind::Template => self.info.cohort.clone(),
        }
    }
}

/// Choices of a document kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Options {
    /// Slides on a handout page: 1, 2, 3, 4 or 6; 0 for other documents.
    pub per_page: u32,
    /// Virtual editions show the producer's lane.
    pub is_virtual: bool,
    /// What kind of paper; of other documents the default.
    pub paper: Paper,
    /// What it is called as a form that people fill in and send back, for instance
    /// `session-feedback`; empty where nothing is to be filled in on a screen.
    pub form: String,
}

/// What kind of paper a document of the programme is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// letter, flyer, agreement, guidance, form or another of `model::PaperForm`; empty for documents of a session.
    pub form: String,
    /// `a4`, `a3` or `letter`; of pictures for a screen `square` or `wide`.
    pub size: String,
    /// Landscape?
    pub landscape: bool,
    /// A table of contents stands at its start.
    pub contents: bool,
    /// Sections are numbered 1, 2, 2.1 from heading level 2 on, and the items of a numbered list
    /// directly below a section are its clauses: 2.1, 2.2.
    pub numbered: bool,
    /// A second line below the title; may be empty.
    pub subtitle: String,
    /// What it is for, in one line; may be empty.
    pub summary: String,
    /// For whom; may be empty.
    pub audience: String,
}

/// What headers, footers and covers show.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Info {
    /// The document's own title, as in the PDF's metadata.
    pub title: String,
    /// BCP 47 language tag.
    pub language: String,
    /// Name of the document kind in the edition's language ("Facilitator guide").
    pub kind_name: String,
    /// The programme.
    pub programme: String,
    /// The programme's short name.
    pub programme_short: String,
    /// The workstream's title.
    pub workstream: String,
    /// The session.
    pub session: SessionInfo,
    /// Whose edition.
    pub organisation: Organisation,
    /// Who meets when and where.
    pub cohort: Cohort,
    /// Name of the edition.
    pub edition: String,
    /// Version of the programme.
    pub version: String,
    /// Licence of the content.
    pub licence: String,
    /// The edition's date, written out; empty when none is set.
    pub date: String,
}

impl Info {
    /// Which way its lines run.
    pub fn direction(&self) -> Direction {
        Direction::of(&self.language)
    }

    /// What a title slide says of when and whose: the session's day, or else the edition's date, and the
    /// organisation. Where partners' logos need the room it is the short name.
    pub fn opening(&self) -> Vec<&str> {
        let day = if self.cohort.date.is_empty() { &self.date } else { &self.cohort.date };
        let whose = match self.organisation.partners.is_empty() {
            true => &self.organisation.name,
            false => &self.organisation.short,
        };
        [day.as_str(), whose.as_str()].into_iter().filter(|fact| !fact.is_empty()).collect()
    }
}

/// The session a document belongs to; number 0 and no words where it belongs to none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SessionInfo {
    /// Place in the programme, from 1.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Subtitle; may be empty.
    pub subtitle: String,
    /// One or two sentences.
    pub summary: String,
}

/// Whose edition it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Organisation {
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Where questions go.
    pub contact: String,
    /// Path of the logo; empty when there is none.
    pub logo: String,
    /// Path of the logo to be put on the brand's colours; empty where it needs a white plate.
    pub logo_on_colour: String,
    /// What is kept free around a logo, in hundredths of its height.
    pub logo_clear_space: u32,
    /// left, right, or empty where each cover has its own place for it.
    pub logo_position: String,
    /// Who endorses the edition.
    pub partners: Vec<Partner>,
    /// What stands below letters and guidance.
    pub footer: Vec<String>,
}

/// Who endorses an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Partner {
    /// Its name.
    pub name: String,
    /// Path of its logo; empty when there is none.
    pub logo: String,
}

impl Organisation {
    /// The paths of all the logos.
    pub fn logos(&self) -> impl Iterator<Item = &String> {
        let own = [&self.logo, &self.logo_on_colour].into_iter();
        own.chain(self.partners.iter().map(|it| &it.logo)).filter(|path| !path.is_empty())
    }
}

/// The group that takes part; what is not known yet is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cohort {
    /// When it meets.
    pub dates: String,
    /// When the document's session is; empty for documents of no session, too.
    pub date: String,
    /// Where it meets.
    pub venue: String,
    /// Who leads it, joined.
    pub facilitators: String,
    /// Where it joins on screen.
    pub link: String,
    /// When it meets for the first time: day, start and end.
    #[serde(skip)]
    pub first: [String; 3],
}

/// A stretch of the session on the progress line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineSegment {
    /// Activity type.
    pub activity: String,
    /// Minutes.
    pub minutes: u32,
    /// Name.
    pub title: String,
}

/// A slide: a layout and what fills its slots.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Slide {
    /// Stable id.
    pub id: String,
    /// Number in the deck, from 1.
    pub number: u32,
    /// Where the author wrote it.
    pub src: Origin,
    /// The layout.
    pub layout: SlideLayout,
    /// The title; always there, for navigation too.
    pub title: Vec<Run>,
    /// Level of the title among the deck's headings.
    pub level: u8,
    /// What fills the layout.
    pub slots: Slots,
    /// The activity it belongs to, if any.
    pub activity: Option<SlideActivity>,
    /// Group size and time that the slide shows.
    pub badge: Option<Badge>,
    /// The texts of its footnotes in reading order; a slide prints them at its foot.
    pub notes: Vec<Vec<Run>>,
    /// The slide's text in reading order, as alternative text for its miniature.
    pub alt: String,
}

/// The closed set of slide layouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // described in the README's table of layouts
pub enum SlideLayout {
    Title,
    Section,
    Content,
    TwoColumns,
    Comparison,
    Picture,
    Table,
    Statement,
    Question,
    Quote,
    Activity,
    Diagram,
    KeyPoints,
    NextSteps,
}

/// What fills a slide's layout; slots that a layout lacks are empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Slots {
    /// The main flow: text, lists, callouts; the quotation; the caption text beside a picture, table or drawing.
    pub body: Vec<Part>,
    /// The picture, table or drawing of a layout that shows one.
    pub figure: Option<Box<Part>>,
    /// The columns of `two-columns` and `comparison`.
    pub columns: Vec<SlideColumn>,
    /// Who said a quotation.
    pub attribution: Vec<Run>,
    /// A full-bleed rather than a half-page picture.
    pub full_bleed: bool,
}

/// A column of a slide.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SlideColumn {
    /// Its heading; may be empty.
    pub title: Vec<Run>,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// The activity a slide belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlideActivity {
    /// Place on the timeline, from 0.
    pub index: usize,
    /// Number, from 1.
    pub number: u32,
    /// Name.
    pub title: String,
    /// Type.
    pub activity: String,
    /// Minutes.
    pub minutes: u32,
}

/// Group size and time of an activity slide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// alone, pairs, threes, groups, plenary, or empty.
    pub group: String,
    /// Minutes; 0 when none are given.
    pub minutes: u32,
}

/// A worksheet ready to be written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worksheet {
    /// Stable id.
    pub id: String,
    /// Where the author wrote it.
    pub src: Origin,
    /// Title.
    pub title: String,
    /// One line of purpose; may be empty.
    pub purpose: String,
    /// `a4` or `a3`.
    pub size: String,
    /// Landscape?
    pub landscape: bool,
    /// Lines for name and date at the top.
    pub name_date: bool,
    /// each, pair, group or room.
    pub copies: String,
    /// What is on it.
    pub parts: Vec<Part>,
}
