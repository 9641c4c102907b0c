//! The cover sheet and the dividers of a print run, as documents of the edition.

use super::Asked;
use super::pile::Order;
use super::plan::{Plan, Row};
use crate::diag::Origin;
use crate::model::Session;
use crate::part::{
    Align, Body, Column, Document, DocumentKind, Info, ListItem, Options, Paper, Part, Run, Table,
    TableRole, TextRole,
};

/// What a run is for.
pub struct Subject {
    /// Its title: the session's, the document's, or that of the programme.
    pub title: String,
    /// The name of its folder.
    pub folder: String,
    /// Where it is written.
    origin: Origin,
    /// What headers and footers say.
    info: Info,
}

impl Subject {
    /// A session, or documents of the programme without one.
    pub fn of(asked: &Asked, session: Option<&Session>) -> Self {
        let prepared = asked.prepared;
        let edition = &prepared.edition;
        if let Some(session) = session {
            // Every session has a guide at least: what it says of the edition is right here, too.
            let guide = prepared.documents(session, &asked.choice).into_iter().next_back();
            return Self {
                title: session.front.title.clone(),
                folder: format!("{:02}-{}", session.number, session.id),
                origin: edition.sources.origin(session.span),
                info: guide.map_or_else(|| prepared.template().info, |guide| guide.info),
            };
        }
        let first = asked
            .documents
            .first()
            .and_then(|(id, _)| edition.documents.iter().find(|paper| paper.id == *id));
        let one = first.filter(|_| asked.documents.len() == 1);
        let template = prepared.template();
        Self {
            title: one
                .map_or(edition.programme.programme.title.clone(), |it| it.front.title.clone()),
            folder: one.map_or("documents".to_owned(), |it| format!("document-{}", it.id)),
            origin: first.map_or_else(
                || Origin { file: "programme.toml".into(), line: 1 },
                |it| edition.sources.origin(it.span),
            ),
            info: template.info,
        }
    }
}

/// What a plan looks like on paper: how to print, what comes out, what to do then.
pub fn cover(asked: &Asked, subject: &Subject, plan: &Plan) -> Document {
    let page = Words { asked, origin: subject.origin.clone() };
    let mut parts = vec![page.lead(plan), page.heading("how-to-print"), page.list(page.how(plan))];
    parts.push(page.heading("what-comes-out"));
    parts.push(page.table(plan));
    let then = page.then(plan);
    if !then.is_empty() {
        parts.push(page.heading("then"));
        parts.push(page.ticks(then));
    }
    parts.push(page.heading("decision"));
    parts.push(page.text(TextRole::Body, &page.decision(plan)));
    document(asked, subject, "print-run", parts)
}

/// A page before each pile of the run.
pub fn dividers(asked: &Asked, subject: &Subject, plan: &Plan) -> Document {
    let page = Words { asked, origin: subject.origin.clone() };
    let mut parts = Vec::new();
    for row in plan.rows.iter().filter(|row| row.number > 0) {
        if !parts.is_empty() {
            parts.push(page.part(Body::Break));
        }
        let runs = vec![Run::text(format!("{} {}", row.number, row.titles.join(" · ")))];
        parts.push(page.part(Body::Heading { level: 1, runs }));
        parts.push(page.text(TextRole::Lead, &page.copies(row)));
        let when = match row.when.as_str() {
            "" => page.word("from-the-start").to_owned(),
            when => when.to_owned(),
        };
        let then = match page.finishing(row) {
            then if then.is_empty() => then,
            then => format!("{}: {then}", page.word("then")),
        };
        for line in [when, then].iter().filter(|line| !line.is_empty()) {
            parts.push(page.text(TextRole::Body, line));
        }
    }
    document(asked, subject, "dividers", parts)
}

fn document(asked: &Asked, subject: &Subject, form: &str, parts: Vec<Part>) -> Document {
    let prepared = asked.prepared;
    let kind_name = prepared.words.get("print-run").to_owned();
    let title = format!("{}: {kind_name}", subject.title);
    let mut template = prepared.template();
    template.info = Info { title, kind_name, ..subject.info.clone() };
    Document {
        kind: DocumentKind::Paper,
        path: format!("print/{}/{form}", subject.folder),
        options: Options {
            paper: Paper { form: form.to_owned(), size: "a4".to_owned(), ..Paper::default() },
            ..template.options.clone()
        },
        parts,
        ..template
    }
}

/// Words of the edition's language, as parts.
struct Words<'a> {
    asked: &'a Asked<'a>,
    origin: Origin,
}

impl Words<'_> {
    fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.asked.prepared.words.get(key)
    }

    fn part(&self, body: Body) -> Part {
        Part { id: String::new(), src: self.origin.clone(), body }
    }

    fn text(&self, role: TextRole, text: &str) -> Part {
        self.part(Body::Text { runs: vec![Run::text(text)], role })
    }

    fn heading(&self, key: &str) -> Part {
        self.part(Body::Heading { level: 2, runs: vec![Run::text(self.word(key))] })
    }

    fn list(&self, lines: Vec<Vec<Run>>) -> Part {
        self.items(lines, false)
    }

    fn ticks(&self, lines: Vec<Vec<Run>>) -> Part {
        self.items(lines, true)
    }

    fn items(&self, lines: Vec<Vec<Run>>, tick: bool) -> Part {
        let item = |runs| ListItem {
            tick,
            parts: vec![self.part(Body::Text { runs, role: TextRole::Body })],
        };
        let items = lines.into_iter().map(item).collect();
        self.part(Body::List { ordered: false, start: 1, items })
    }

    /// For whom it is.
    fn lead(&self, plan: &Plan) -> Part {
        let facts = [
            ("taking-part", plan.participants),
            ("number-of-groups", plan.groups),
            ("facilitators", plan.facilitators),
        ];
        let facts = facts.map(|(key, number)| format!("{}: {number}", self.word(key)));
        self.text(TextRole::Lead, &facts.join(" · "))
    }

    /// Paper, ink and settings of the printer.
    fn how(&self, plan: &Plan) -> Vec<Vec<Run>> {
        let sheets = plan.sheets.iter().map(|(paper, count)| {
            let words = format!("{} ({})", self.word("sheets"), name(paper));
            vec![Run::strong(format!("{words}: ")), Run::text(count.to_string())]
        });
        let mut lines: Vec<Vec<Run>> = sheets.collect();
        let pages = [
            ("colour-pages", plan.colour_pages),
            ("greyscale-pages", plan.greyscale_pages),
            ("blank-pages", plan.blank_pages),
        ];
        let pages = pages.into_iter().filter(|(_, count)| *count > 0);
        lines.extend(pages.map(|(key, count)| {
            vec![Run::strong(format!("{}: ", self.word(key))), Run::text(count.to_string())]
        }));
        if let Some(cost) = plan.cost {
            let cost = format!("{}{cost:.2}", plan.currency);
            lines.push(vec![
                Run::strong(format!("{}: ", self.word("estimated-cost"))),
                Run::text(cost),
            ]);
        }
        let sides = if self.asked.one_sided { "print-one-side" } else { "print-both-sides" };
        lines.push(vec![Run::text(self.word(sides))]);
        lines
    }

    fn table(&self, plan: &Plan) -> Part {
        let columns = [
            ("number", Align::Left, 0.0),
            ("what", Align::Left, 1.0),
            ("copies", Align::Right, 0.0),
            ("sheets", Align::Right, 0.0),
            ("paper", Align::Left, 0.0),
            ("ink", Align::Left, 0.0),
            ("sides", Align::Left, 0.0),
            ("then", Align::Left, 0.0),
        ];
        let header = columns.iter().map(|(key, ..)| vec![Run::text(self.word(key))]).collect();
        let rows = plan
            .rows
            .iter()
            .map(|row| crate::part::Row { accent: String::new(), cells: self.cells(row) });
        self.part(Body::Table(Table {
            role: TableRole::Data,
            caption: Vec::new(),
            columns: columns.map(|(_, align, weight)| Column { align, weight }).into(),
            header,
            rows: rows.collect(),
            row_height: None,
        }))
    }

    fn cells(&self, row: &Row) -> Vec<Vec<Run>> {
        let number = if row.number == 0 { "–".to_owned() } else { row.number.to_string() };
        let mut what = vec![Run::strong(row.titles.join(" · "))];
        let about = [row.recipient.map_or("", |it| self.word(it.word())), &row.when];
        let about: Vec<&str> = about.into_iter().filter(|it| !it.is_empty()).collect();
        if !about.is_empty() {
            what.push(Run::Break);
            what.push(Run::text(about.join(" · ")));
        }
        let sides = if row.both_sides { "two-sides" } else { "one-side" };
        let copies = match row.spares {
            0 => row.copies.to_string(),
            spares => format!("{} + {spares}", row.copies - spares),
        };
        let cell = |text: &str| vec![Run::text(text)];
        vec![
            cell(&number),
            what,
            cell(&copies),
            cell(&row.sheets.to_string()),
            cell(&name(&row.paper)),
            cell(self.word(if row.colour_pages > 0 { "colour" } else { "greys" })),
            cell(self.word(sides)),
            cell(&self.finishing(row)),
        ]
    }

    fn finishing(&self, row: &Row) -> String {
        match (row.staple, row.cut) {
            (true, _) => self.word("staple").to_owned(),
            (false, true) => self.word("cut").to_owned(),
            (false, false) => String::new(),
        }
    }

    fn copies(&self, row: &Row) -> String {
        let recipient = row.recipient.map_or("", |it| self.word(it.word()));
        let spare = match row.spares {
            0 => String::new(),
            spares => format!(", {}: {spares}", self.word("spare")),
        };
        format!("{}: {} ({recipient}{spare})", self.word("copies"), row.copies)
    }

    /// What is left to do when the printer is done.
    fn then(&self, plan: &Plan) -> Vec<Vec<Run>> {
        let rows = plan.rows.iter().filter(|row| row.staple || row.cut);
        rows.map(|row| {
            let names = format!(": {}", row.titles.join(" · "));
            vec![Run::strong(format!("{} – {}", row.number, self.finishing(row))), Run::text(names)]
        })
        .collect()
    }

    /// Which of the two decisions was taken, and what the other one would be.
    fn decision(&self, plan: &Plan) -> String {
        let (this, other) = match plan.order {
            Order::HandOut => ("order-hand-out", "instead-fewest"),
            Order::Fewest => ("order-fewest", "instead-hand-out"),
        };
        format!("{} {}: {}.", self.word(this), self.word(other), plan.other_sheets)
    }
}

/// A paper as people say it.
pub fn name(paper: &str) -> String {
    match paper.strip_prefix(['a', 's']) {
        Some(_) => paper.to_uppercase(),
        None => paper.to_owned(),
    }
}
