//! What a session needs on paper, in the order in which it is used, with copies and pages.

use super::run::{Stopped, broken};
use super::{Asked, People};
use crate::impose::{Size, Source};
use crate::model::session::Item as Step;
use crate::model::{Activity, Copies, Paper, PaperForm, Session};
use crate::part::{Body, Document, DocumentKind, GroupRole};
use serde::Serialize;

/// Who gets a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recipient {
    /// Each facilitator.
    Facilitator,
    /// Each participant.
    Each,
    /// Each pair.
    Pair,
    /// Each group.
    Group,
    /// The room as a whole.
    Room,
    /// Each name on the list of participants: the copies are pages of one document.
    Names,
}

impl Recipient {
    /// Its word in the interface's list of words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Facilitator => "copies-facilitator",
            Self::Each => "copies-each",
            Self::Pair => "copies-pair",
            Self::Group => "copies-group",
            Self::Room => "copies-room",
            Self::Names => "copies-names",
        }
    }

    /// Copies needed, and how many of them are spare.
    pub fn copies(self, people: People) -> (u32, u32) {
        let one_more = u32::from(people.spares > 0);
        match self {
            Self::Facilitator => (people.facilitators, 0),
            Self::Each => (people.participants + people.spares, people.spares),
            Self::Pair => (people.participants.div_ceil(2) + one_more, one_more),
            Self::Group => (people.groups + one_more, one_more),
            Self::Room | Self::Names => (1, 0),
        }
    }
}

impl From<Copies> for Recipient {
    fn from(copies: Copies) -> Self {
        match copies {
            Copies::Each => Self::Each,
            Copies::Pair => Self::Pair,
            Copies::Group => Self::Group,
            Copies::Room => Self::Room,
        }
    }
}

/// Something to be printed.
pub struct Item {
    /// Id: `guide`, `handout`, or that of the worksheet.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who gets it.
    pub recipient: Recipient,
    /// When: clock time and name of the activity; empty for what is there from the start.
    pub when: String,
    /// Its pages as PDF.
    pub source: Source,
    /// Its size, the way round its first page is.
    pub size: Size,
    /// Of each page, whether it has colours.
    pub coloured: Vec<bool>,
    /// On both sides?
    pub duplex: bool,
    /// To be cut out?
    pub cut: bool,
    /// Is each page for somebody else? Then nothing holds them together.
    pub loose: bool,
    /// For how many people a copy is.
    pub share: u32,
}

impl Item {
    /// Copies needed, and how many of them are spare.
    pub fn copies(&self, people: People) -> (u32, u32) {
        let (all, spare) = self.recipient.copies(people);
        match self.share {
            0 | 1 => (all, spare),
            share => (all.div_ceil(share), 0),
        }
    }

    /// The name of its paper, for instance `a4`.
    pub fn paper(&self) -> String {
        let size = self.size;
        let millimetres = || {
            let mm = |side: f32| (side / crate::impose::MM).round();
            format!("{}x{}", mm(size.width.min(size.height)), mm(size.width.max(size.height)))
        };
        size.name().map_or_else(millimetres, str::to_owned)
    }
}

/// A document and where it belongs.
struct Wanted {
    id: String,
    recipient: Recipient,
    when: String,
    document: Document,
    loose: bool,
    share: u32,
}

impl Wanted {
    fn new(id: &str, recipient: Recipient, document: Document) -> Self {
        let when = String::new();
        Self { id: id.to_owned(), recipient, when, document, loose: false, share: 1 }
    }
}

/// Everything the session needs, set. What is not wanted, and what nobody gets, is left out.
pub fn items(asked: &Asked, session: Option<&Session>) -> Result<Vec<Item>, Stopped> {
    let mut items = Vec::new();
    let mut wanted = session.map(|session| wanted(asked, session)).unwrap_or_default();
    for (id, recipient) in &asked.documents {
        wanted.retain(|it| it.id != *id);
        wanted.push(named(asked, id, *recipient)?);
    }
    let known = || wanted.iter().map(|it| it.id.clone()).collect::<Vec<_>>();
    if let Some(id) = asked.without.iter().find(|id| !known().contains(id)) {
        return Err(Stopped::Unknown { id: id.clone(), known: known() });
    }
    for wanted in wanted {
        let nobody = wanted.recipient.copies(asked.people).0 == 0;
        if asked.without.contains(&wanted.id) || nobody {
            continue;
        }
        let prepared = asked.prepared;
        let press = &asked.writers.press;
        let words = prepared.words_of(&wanted.document);
        let (written, coloured) =
            press.print_in(&wanted.document, asked.theme, words, asked.tone)?;
        let source = Source::open(written.bytes).map_err(broken)?;
        let (cut, backs) = cards(&wanted.document);
        let cut = cut || wanted.document.options.paper.form == PaperForm::Badges.word();
        items.push(Item {
            id: wanted.id,
            title: wanted.document.info.title,
            recipient: wanted.recipient,
            when: wanted.when,
            size: source.pages[0].size,
            // Cards without backs would have other cards on their backs.
            duplex: !asked.one_sided && source.pages.len() > 1 && (!cut || backs) && !wanted.loose,
            cut,
            loose: wanted.loose,
            share: wanted.share,
            coloured,
            source,
        });
    }
    Ok(items)
}

/// Are there cards on it, and have they backs?
fn cards(document: &Document) -> (bool, bool) {
    let parts = document.worksheets.iter().flat_map(|sheet| &sheet.parts);
    let sheets = parts.filter(|_| document.kind == DocumentKind::Worksheet);
    let backs: Vec<bool> = sheets
        .filter_map(|part| match &part.body {
            Body::Group { role: GroupRole::CardSheet { back, .. }, .. } => Some(*back),
            _ => None,
        })
        .collect();
    (!backs.is_empty(), backs.contains(&true))
}

fn wanted(asked: &Asked, session: &Session) -> Vec<Wanted> {
    let documents = asked.prepared.documents(session, &asked.choice);
    let of_kind = |kind: DocumentKind| documents.iter().find(|it| it.kind == kind).cloned();
    let whole = |id: &str, recipient: Recipient, kind: DocumentKind| {
        let document = of_kind(kind)?;
        Some(Wanted::new(id, recipient, document))
    };
    let sessions = &asked.prepared.edition.sessions;
    let is = |other: Option<&Session>| other.is_some_and(|it| it.id == session.id);
    let mut wanted = Vec::new();
    wanted.extend(whole("guide", Recipient::Facilitator, DocumentKind::Guide));
    if is(sessions.first()) {
        wanted.extend(papers(asked, |form| match form {
            PaperForm::Register => true,
            // Nobody wears a badge on a screen.
            PaperForm::Badges | PaperForm::TentCards => {
                asked.prepared.edition.programme.delivery.mode.get_ref() != "virtual"
            }
            _ => false,
        }));
    }
    wanted.extend(whole("handout", Recipient::Each, DocumentKind::Handout));
    for activity in &session.activities {
        for sheet in handed_out(activity, session) {
            if !wanted.iter().any(|known| known.id == sheet) {
                wanted.extend(worksheet(asked, session, activity, &sheet));
            }
        }
    }
    if is(sessions.last()) {
        wanted.extend(papers(asked, |form| form == PaperForm::Certificate));
    }
    wanted
}

/// Ids of the worksheets that are handed out in an activity.
fn handed_out(activity: &Activity, session: &Session) -> Vec<String> {
    let own = activity.items.iter().filter_map(|step| match step {
        Step::Worksheet(at) => session.worksheets.get(*at).map(|sheet| sheet.id.clone()),
        Step::Block(_) | Step::Slide(_) | Step::Note(_) => None,
    });
    own.chain(activity.worksheets.iter().map(|(id, _)| id.clone())).collect()
}

/// A worksheet of this session, or else of the first other one that has it.
fn worksheet(asked: &Asked, session: &Session, activity: &Activity, id: &str) -> Option<Wanted> {
    let others = asked.prepared.edition.sessions.iter();
    let home = std::iter::once(session)
        .chain(others)
        .find(|session| session.worksheets.iter().any(|sheet| sheet.id == id))?;
    let copies = home.worksheets.iter().find(|sheet| sheet.id == id)?.copies;
    let document = asked.prepared.documents(home, &asked.choice).into_iter().find(|document| {
        document.kind == DocumentKind::Worksheet
            && document.worksheets.first().is_some_and(|sheet| sheet.id == id)
    })?;
    let runs = crate::model::block::runs(&activity.title, &session.footnotes);
    let when = format!("{} {}", activity.start, crate::part::plain(&runs));
    Some(Wanted { when, ..Wanted::new(id, copies.into(), document) })
}

/// The documents of the programme that are used in the room.
fn papers(asked: &Asked, takes: impl Fn(PaperForm) -> bool) -> Vec<Wanted> {
    let papers = asked.prepared.edition.documents.iter().filter(|paper| takes(paper.form));
    papers.filter_map(|paper| of_paper(asked, paper, None)).collect()
}

/// A document of the programme that was asked for by its id.
fn named(asked: &Asked, id: &str, recipient: Option<Recipient>) -> Result<Wanted, Stopped> {
    let papers = &asked.prepared.edition.documents;
    let paper = papers.iter().find(|paper| paper.id == id);
    paper.and_then(|paper| of_paper(asked, paper, recipient)).ok_or_else(|| {
        let printed = papers.iter().filter(|paper| on_paper(paper.form));
        Stopped::Unknown {
            id: id.to_owned(),
            known: printed.map(|paper| paper.id.clone()).collect(),
        }
    })
}

/// Badges on a sheet.
const BADGES: u32 = 10;

/// A document of the programme and who gets it. Where names are on it, they are pages of one document; where
/// there is no list yet, there are as many empty ones as people.
fn of_paper(asked: &Asked, paper: &Paper, recipient: Option<Recipient>) -> Option<Wanted> {
    let document = asked.prepared.paper(paper).into_iter().next()?;
    if !on_paper(paper.form) {
        return None;
    }
    let for_each = !paper.copies.is_empty();
    let listed = for_each && !asked.prepared.edition.roster.people.is_empty();
    let usual = match paper.form {
        _ if listed => Recipient::Names,
        PaperForm::Register => Recipient::Room,
        _ => Recipient::Each,
    };
    let mut wanted = Wanted::new(&paper.id, recipient.unwrap_or(usual), document);
    wanted.loose = for_each;
    if paper.form == PaperForm::Badges && !listed {
        wanted.share = BADGES;
    }
    Some(wanted)
}

/// Is a document of this form for paper at all?
fn on_paper(form: PaperForm) -> bool {
    !matches!(form, PaperForm::Email | PaperForm::EmailSignature | PaperForm::Social)
}
