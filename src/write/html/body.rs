//! Parts as HTML, without classes or scripts: what mail programs show.

use super::plain::{expressible, field_blank};
use crate::part::{
    Align, Body, CalloutRole, Document, GroupRole, ListItem, Part, Run, Table, TextRole,
    with_isolates,
};
use crate::plan::Words;
use crate::write::Finding;
use std::fmt::Write;

/// The body of a document, and what could not be expressed.
pub fn html(document: &Document, words: &Words) -> (String, Vec<Finding>) {
    let turned = document.info.direction().is_right_to_left();
    let mut page = Page { words, turned, out: String::new(), findings: Vec::new() };
    page.parts(&document.parts);
    (page.out, page.findings)
}

struct Page<'a> {
    words: &'a Words,
    /// Its lines run from right to left.
    turned: bool,
    out: String,
    findings: Vec<Finding>,
}

impl Page<'_> {
    fn parts(&mut self, parts: &[Part]) {
        parts.iter().for_each(|part| self.part(part));
    }

    fn part(&mut self, part: &Part) {
        match &part.body {
            Body::Heading { level, runs } => {
                let level = (*level).clamp(2, 6);
                self.element(&format!("h{level}"), runs);
            }
            Body::Text { runs, role } => self.text(runs, *role),
            Body::List { ordered, start, items } => self.list(*ordered, *start, items),
            Body::Table(table) => self.table(table),
            Body::Picture { alt, .. } | Body::Drawing { alt, .. } => {
                self.findings.push(expressible(part, alt));
            }
            Body::Field { label, hint, .. } => {
                self.out.push_str("<p><strong>");
                self.runs(label);
                self.out.push_str("</strong> ");
                self.runs(hint);
                let _ = writeln!(self.out, " {}</p>", field_blank());
            }
            Body::Callout { role: CalloutRole::Quote, children, .. } => {
                self.around("blockquote", children);
            }
            Body::Callout { role, title, children } => self.callout(*role, title, children),
            Body::Rule => self.out.push_str("<hr>\n"),
            // A mail has no pages.
            Body::Break => {}
            Body::Group { role, children } => self.group(role, children),
        }
    }

    fn group(&mut self, role: &GroupRole, children: &[Part]) {
        match role {
            // On a telephone columns stand one below the other anyway.
            GroupRole::Columns { .. }
            | GroupRole::Stack
            | GroupRole::Copy { .. }
            | GroupRole::CardSheet { .. }
            | GroupRole::FullSheet { .. }
            | GroupRole::Cover
            | GroupRole::Card { .. }
            | GroupRole::Fact { .. }
            | GroupRole::Activity { .. }
            | GroupRole::Step { .. }
            | GroupRole::HandOut { .. } => self.parts(children),
        }
    }

    fn text(&mut self, runs: &[Run], role: TextRole) {
        let name = match role {
            TextRole::Body | TextRole::Lead => "p",
            TextRole::Small | TextRole::Attribution => "small",
            TextRole::Code => "pre",
        };
        if name == "small" {
            self.out.push_str("<p>");
            self.element("small", runs);
            self.out.push_str("</p>\n");
        } else {
            self.element(name, runs);
        }
    }

    fn callout(&mut self, role: CalloutRole, title: &[Run], children: &[Part]) {
        self.out.push_str("<div class=\"box\">\n");
        match role.word_key().filter(|_| title.is_empty()) {
            Some(key) => self.element("h3", &[Run::text(self.words.get(key))]),
            None => self.element("h3", title),
        }
        self.parts(children);
        self.out.push_str("</div>\n");
    }

    fn list(&mut self, ordered: bool, start: u32, items: &[ListItem]) {
        let (open, close) = match (ordered, start) {
            (false, _) => ("<ul>".to_owned(), "</ul>"),
            (true, 1) => ("<ol>".to_owned(), "</ol>"),
            (true, start) => (format!("<ol start=\"{start}\">"), "</ol>"),
        };
        let _ = writeln!(self.out, "{open}");
        for item in items {
            self.out.push_str("<li>");
            if item.tick {
                self.out.push_str("&#9744; ");
            }
            match item.parts.as_slice() {
                [Part { body: Body::Text { runs, .. }, .. }] => self.runs(runs),
                parts => self.parts(parts),
            }
            self.out.push_str("</li>\n");
        }
        let _ = writeln!(self.out, "{close}");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<table>\n");
        if !table.caption.is_empty() {
            self.element("caption", &table.caption);
        }
        let heads = table.header.iter().map(|cell| (cell, "th scope=\"col\"", "th"));
        self.row(table, heads.collect());
        for row in &table.rows {
            self.row(table, row.cells.iter().map(|cell| (cell, "td", "td")).collect());
        }
        self.out.push_str("</table>\n");
    }

    fn row(&mut self, table: &Table, cells: Vec<(&Vec<Run>, &str, &str)>) {
        self.out.push_str("<tr>");
        for ((cell, open, close), column) in cells.into_iter().zip(&table.columns) {
            let align = match column.align {
                Align::Left => "",
                Align::Centre => " align=\"center\"",
                Align::Right if self.turned => " align=\"left\"",
                Align::Right => " align=\"right\"",
            };
            let _ = write!(self.out, "<{open}{align}>");
            self.runs(cell);
            let _ = write!(self.out, "</{close}>");
        }
        self.out.push_str("</tr>\n");
    }

    fn around(&mut self, name: &str, children: &[Part]) {
        let _ = writeln!(self.out, "<{name}>");
        self.parts(children);
        let _ = writeln!(self.out, "</{name}>");
    }

    fn element(&mut self, name: &str, runs: &[Run]) {
        let _ = write!(self.out, "<{name}>");
        self.runs(runs);
        let _ = writeln!(self.out, "</{name}>");
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            match run {
                Run::Text { text, strong, emph, code, language } => {
                    if !language.is_empty() {
                        let way = if self.turned { " dir=\"auto\"" } else { "" };
                        let _ = write!(self.out, "<span lang=\"{}\"{way}>", escaped(language));
                    }
                    self.words_in(text, &[(*strong, "strong"), (*emph, "em"), (*code, "code")]);
                    if !language.is_empty() {
                        self.out.push_str("</span>");
                    }
                }
                Run::Value { text, strong, emph, .. } => {
                    // A name keeps its own order (HTML, 4.5.24 `bdi`).
                    let own = (self.turned, "bdi");
                    self.words_in(text, &[own, (*strong, "strong"), (*emph, "em")]);
                }
                Run::Link { href, runs, .. } => {
                    let _ = write!(self.out, "<a href=\"{}\">", escaped(href));
                    self.runs(runs);
                    self.out.push_str("</a>");
                }
                Run::Icon { label, .. } => self.out.push_str(&escaped(label)),
                Run::Footnote { runs } => {
                    self.out.push_str(" (");
                    self.runs(runs);
                    self.out.push(')');
                }
                Run::Break => self.out.push_str("<br>"),
            }
        }
    }

    fn words_in(&mut self, text: &str, elements: &[(bool, &str)]) {
        let open = elements.iter().filter(|(given, _)| *given).map(|(_, name)| *name);
        let names: Vec<&str> = open.collect();
        names.iter().for_each(|name| self.out.push_str(&format!("<{name}>")));
        match self.turned {
            true => self.out.push_str(&escaped(&with_isolates(text))),
            false => self.out.push_str(&escaped(text)),
        }
        names.iter().rev().for_each(|name| self.out.push_str(&format!("</{name}>")));
    }
}

/// Text as HTML shows it (HTML, 13.3 "escaping a string").
fn escaped(text: &str) -> String {
    handlebars::html_escape(text)
}
