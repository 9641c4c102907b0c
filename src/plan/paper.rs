//! The documents of the programme: letters, flyers, agreements, guidance and forms.

use super::{Words, blanks, facts, generated, links};
use crate::model::block::{Block, BlockKind, Lowering};
use crate::model::tool::Canvas;
use crate::model::{self, PaperForm, PaperSize};
use crate::part::{
    Align, Body, Column, Direction, Document, DocumentKind, GroupRole, Options, Paper, Part, Row,
    Run, Table, TableRole, TextRole, Worksheet,
};
use crate::read::{NAME, Person};
use crate::resolve::Edition;

/// The greatest height of a drawing among text, in points: it leaves room for what it belongs to.
const DRAWING: f64 = 300.0;
/// Size of the text in a drawing, in points.
const TEXT: f64 = 10.0;

/// The documents that one of the programme's is: a picture for screens comes in two shapes.
pub fn documents(edition: &Edition, paper: &model::Paper, words: &Words) -> Vec<Document> {
    let document = document(edition, paper, words);
    if paper.form != PaperForm::Social || paper.front.size.is_some() {
        return vec![document];
    }
    let shape = |(size, landscape): (PaperSize, bool)| {
        let mut shape = document.clone();
        shape.path = format!("{}-{}", document.path, size.word());
        shape.options.paper.size = size.word().to_owned();
        shape.options.paper.landscape = landscape;
        shape
    };
    [(PaperSize::Square, false), (PaperSize::Wide, true)].map(shape).into()
}

fn document(edition: &Edition, paper: &model::Paper, words: &Words) -> Document {
    let front = &paper.front;
    let kind_name = words.get(paper.form.word()).to_owned();
    let mut info = facts(edition, words, front.title.clone(), kind_name);
    if !front.version.is_empty() {
        info.version.clone_from(&front.version);
    }
    let mut worksheets = Vec::new();
    let parts = parts(edition, paper, words, &mut worksheets);
    let mut document = Document {
        kind: DocumentKind::Paper,
        path: format!("documents/{}", paper.id),
        info,
        options: Options {
            per_page: 0,
            is_virtual: edition.is_virtual,
            paper: Paper {
                form: paper.form.word().to_owned(),
                size: paper.size.word().to_owned(),
                landscape: front.landscape,
                contents: paper.contents,
                numbered: paper.numbered,
                subtitle: front.subtitle.clone(),
                summary: front.summary.clone(),
                audience: front.audience.clone(),
            },
            form: String::new(),
        },
        timeline: Vec::new(),
        slides: Vec::new(),
        worksheets,
        notes: Vec::new(),
        parts,
        // Some print the titles of all sessions.
        translated: edition
            .sessions
            .iter()
            .fold(paper.translated.clone().with(&edition.translated), |all, session| {
                all.with(&session.translated)
            }),
        twin: None,
    };
    document.mark_languages();
    if is_sent_back(paper, &document) && !blanks::blanks(&document, words).is_empty() {
        document.options.form.clone_from(&paper.id);
    }
    document
}

/// What one person fills in and hands on. A handbook with whole worksheets in it is none: those are forms of
/// their own.
fn is_sent_back(paper: &model::Paper, document: &Document) -> bool {
    matches!(paper.form, PaperForm::Form | PaperForm::Agreement | PaperForm::Guidance)
        && paper.copies.is_empty()
        && document.worksheets.is_empty()
}

fn parts(
    edition: &Edition,
    paper: &model::Paper,
    words: &Words,
    worksheets: &mut Vec<Worksheet>,
) -> Vec<Part> {
    let lowering = Lowering {
        sources: &edition.sources,
        canvas: Canvas { width: paper.text_width(), height: DRAWING, text: TEXT },
        footnotes: &paper.footnotes,
        // The title is the heading of level 1.
        heading_shift: 1,
        direction: Direction::of(&edition.language),
    };
    if !paper.copies.is_empty() {
        let origin = edition.sources.origin(paper.span);
        return paper
            .copies
            .iter()
            .enumerate()
            .map(|(at, (name, blocks))| {
                let mut children = of_blocks(edition, words, &lowering, blocks, worksheets);
                if at > 0 {
                    let copy = (at + 1).to_string();
                    children.iter_mut().for_each(|part| distinguish(part, &copy));
                }
                let role = GroupRole::Copy { name: name.clone() };
                Part {
                    id: String::new(),
                    src: origin.clone(),
                    body: Body::Group { role, children },
                }
            })
            .collect();
    }
    let mut parts = of_blocks(edition, words, &lowering, &paper.blocks, worksheets);
    // What is signed or sent back ends with its last field; a letter says its addresses in words.
    let title = match paper.form {
        PaperForm::Guidance => words.get("links"),
        PaperForm::Flyer => "",
        PaperForm::Register => {
            parts.extend(register(edition, paper, words));
            return parts;
        }
        PaperForm::Letter
        | PaperForm::Agreement
        | PaperForm::Form
        | PaperForm::Certificate
        | PaperForm::Badges
        | PaperForm::TentCards
        | PaperForm::Email
        | PaperForm::EmailSignature
        | PaperForm::Social => return parts,
    };
    parts.extend(links::section(&parts, title, words.get("code-for")));
    parts
}

/// The parts of blocks, with what the programme puts in the place of some.
fn of_blocks(
    edition: &Edition,
    words: &Words,
    lowering: &Lowering,
    blocks: &[Block],
    worksheets: &mut Vec<Worksheet>,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut level = 1;
    for block in blocks {
        if let BlockKind::Generated(generated) = &block.kind {
            let source = generated::Source { edition, words, span: block.span, level: level + 1 };
            parts.extend(generated::parts(&source, *generated, worksheets));
            continue;
        }
        let part = block.lower(lowering);
        if let Body::Heading { level: of_heading, .. } = &part.body {
            level = *of_heading;
        }
        parts.push(part);
    }
    parts
}

/// A document with the same one in a second language behind it.
pub fn bilingual(first: Document, mut second: Document) -> Document {
    let language = second.info.language.clone();
    second.parts.iter_mut().for_each(|part| distinguish(part, &language));
    Document { twin: Some(Box::new(second)), ..first }
}

/// Ids of the second copy, or language, so that each id is there once in the document.
fn distinguish(part: &mut Part, copy: &str) {
    if !part.id.is_empty() {
        part.id = format!("{}-{copy}", part.id);
    }
    match &mut part.body {
        Body::Group { children, .. } | Body::Callout { children, .. } => {
            children.iter_mut().for_each(|child| distinguish(child, copy));
        }
        Body::List { items, .. } => {
            let parts = items.iter_mut().flat_map(|item| &mut item.parts);
            parts.for_each(|child| distinguish(child, copy));
        }
        Body::Heading { .. }
        | Body::Text { .. }
        | Body::Table(_)
        | Body::Picture { .. }
        | Body::Drawing { .. }
        | Body::Field { .. }
        | Body::Rule
        | Body::Break => {}
    }
}

/// Height of a row of the register in points: 8 mm, for a tick or initials.
const REGISTER_ROW: f64 = 8.0 * 72.0 / 25.4;

/// Who is there: a row for each participant, a column for each session. Without a list there are as many
/// empty rows as participants are expected.
fn register(edition: &Edition, paper: &model::Paper, words: &Words) -> [Part; 2] {
    let people = &edition.roster.people;
    let column = |align, weight| Column { align, weight };
    let mut columns = vec![column(Align::Left, 4.0), column(Align::Left, 4.0)];
    let text = |text: &str| vec![Run::text(text)];
    let mut header = vec![text(words.get("name")), text(words.get("team-or-place"))];
    for session in &edition.sessions {
        columns.push(column(Align::Centre, 1.0));
        header.push(text(&session.number.to_string()));
    }
    let sessions = edition.sessions.len();
    let row = |name: &str, team: &str| Row {
        accent: String::new(),
        cells: [text(name), text(team)]
            .into_iter()
            .chain((0..sessions).map(|_| Vec::new()))
            .collect(),
    };
    let of = |person: &Person| {
        let places = ["team", "organisation", "role"].map(|column| person.get(column));
        row(person.get(NAME), places.into_iter().find(|it| !it.is_empty()).unwrap_or(""))
    };
    let rows = match people.is_empty() {
        true => (0..edition.programme.delivery.participants).map(|_| row("", "")).collect(),
        false => people.iter().map(of).collect(),
    };
    let table = Table {
        role: TableRole::Form,
        caption: text(words.get("register-table")),
        columns,
        header,
        rows,
        row_height: Some(REGISTER_ROW),
    };
    let name = |session: &model::Session| {
        let day = match session.date.as_str() {
            "" => String::new(),
            day => format!(", {day}"),
        };
        format!("{}\u{a0}{}{day}", session.number, session.front.title).replace(' ', "\u{a0}")
    };
    let names: Vec<String> = edition.sessions.iter().map(name).collect();
    let names = Body::Text { runs: text(&names.join(" · ")), role: TextRole::Small };
    [("register", Body::Table(table)), ("register-sessions", names)].map(|(id, body)| Part {
        id: id.to_owned(),
        src: edition.sources.origin(paper.span),
        body,
    })
}
