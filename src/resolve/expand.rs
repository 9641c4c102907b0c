//! Variables and terms: `{{organisation.name}}`, `{{coach.plural}}`. Expanded inside text after
//! parsing, so that no value can bring markup with it and places stay right.

use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::model::block::tie;
use crate::model::{Facts, ProgrammeFile, Term, Words};
use crate::part::Cohort;
use crate::read::{FrontText, Person};
use crate::syntax::{Container, Inline, InlineKind, Node, NodeKind, TableRow, smart};
use handlebars::Handlebars;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Everything that `{{…}}` can name.
pub struct Vocabulary {
    engine: Handlebars<'static>,
    values: Value,
    /// Ids of the terms, with the names of their other forms.
    terms: Vec<(String, Vec<String>)>,
    known: Vec<String>,
    facts: Vec<Fact>,
    /// The words of the language of the sources, for texts that are not translated.
    source: Option<Box<Vocabulary>>,
    /// Words alone that are not translated.
    left: BTreeSet<String>,
}

/// A variable that stays apart from the words around it.
#[derive(Clone)]
struct Fact {
    name: String,
    text: String,
    open: bool,
}

/// A fact, or a reminder in its place where it is not known yet.
fn fact(group: &str, name: &str, value: &str, words: &Words) -> Fact {
    let open = value.is_empty();
    let of_all = format!("reminder-{name}");
    let of_group = format!("reminder-{group}-{name}");
    let known = |key: &str| Some(words.get(key)).filter(|word| *word != key).map(str::to_owned);
    let text = match open {
        true => {
            let reminder = known(&of_group).or_else(|| known(&of_all));
            format!("[{}]", reminder.unwrap_or_else(|| name.replace('-', " ")))
        }
        false => value.to_owned(),
    };
    Fact { name: format!("{group}.{name}"), text, open }
}

impl Vocabulary {
    /// The words of a programme, and of a session where it is one that speaks: its title and number.
    pub fn new(
        file: &ProgrammeFile,
        session: Option<(&str, u32)>,
        cohort: &Cohort,
        words: &Words,
    ) -> Self {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_escape_fn(handlebars::no_escape);
        let mut values = Map::new();
        let (p, o) = (&file.programme, &file.organisation);
        let short = if o.short.is_empty() { &o.name } else { &o.short };
        values.insert(
            "programme".into(),
            json!({"title": p.title, "short": p.short, "version": p.version}),
        );
        let mut facts = vec![
            fact("organisation", "name", &o.name, words),
            fact("organisation", "short", short, words),
            fact("organisation", "contact", &o.contact, words),
            fact("cohort", "dates", &cohort.dates, words),
            fact("cohort", "venue", &cohort.venue, words),
            fact("cohort", "facilitators", &cohort.facilitators, words),
            fact("cohort", "link", &cohort.link, words),
            fact("cohort", "first-day", &cohort.first[0], words),
            fact("cohort", "first-start", &cohort.first[1], words),
            fact("cohort", "first-end", &cohort.first[2], words),
        ];
        if session.is_some() {
            facts.push(fact("session", "date", &cohort.date, words));
        }
        for Fact { name, text, .. } in &facts {
            let (group, name) = name.split_once('.').unwrap_or((name, ""));
            let group = values.entry(group).or_insert_with(|| json!({}));
            group[name] = json!(text);
        }
        if let Some((title, number)) = session {
            values["session"]["title"] = json!(title);
            values["session"]["number"] = json!(number);
        }
        for (id, term) in &file.terms {
            let article = term.article.as_deref().unwrap_or_else(|| article(&term.singular));
            let a = format!("{article} {}", term.singular);
            let mut forms = json!({
                "singular": term.singular, "plural": term.plural,
                "capital": capital(&term.singular), "plural-capital": capital(&term.plural),
                "a-capital": capital(&a), "a": a,
            });
            for (form, text) in &term.forms {
                forms[form] = json!(text);
                forms[format!("{form}-capital")] = json!(capital(text));
            }
            values.insert(id.clone(), forms);
        }
        let known = values.iter().flat_map(|(group, forms)| {
            let names = forms.as_object().into_iter().flat_map(|forms| forms.keys());
            let dotted: Vec<String> = names.map(|name| format!("{group}.{name}")).collect();
            let bare = file.terms.contains_key(group).then(|| group.clone());
            bare.into_iter().chain(dotted)
        });
        let known = known.collect();
        Self {
            engine,
            known,
            facts,
            terms: file.terms.iter().map(|(id, term)| (id.clone(), forms(term))).collect(),
            values: Value::Object(values),
            source: None,
            left: BTreeSet::new(),
        }
    }

    /// The same where some texts are not translated: they keep the terms of their own language.
    pub fn beside(mut self, source: Option<Vocabulary>, left: &BTreeSet<String>) -> Self {
        self.source = source.map(Box::new);
        self.left.clone_from(left);
        self
    }

    /// The words alone that are not translated, as they are printed.
    pub fn printed(&self) -> BTreeSet<String> {
        // What is wrong with one of them is said where it stands.
        let unsaid = &mut Findings::default();
        let printed = |text: &String| tie(&smart(&self.expand(text, Span::new(0, 0, 0), unsaid)));
        self.left.iter().map(printed).collect()
    }

    /// The same for a document that each participant gets: what the list says of one, or reminders
    /// where there is no list yet.
    pub fn of_participant(
        mut self,
        columns: &[String],
        person: Option<&Person>,
        words: &Words,
    ) -> Self {
        let mut said = Map::new();
        for column in columns {
            let name = format!("participant.{column}");
            let text = person.map(|person| person.get(column).to_owned());
            let text = text.unwrap_or_else(|| {
                let open = fact("participant", column, "", words);
                let text = open.text.clone();
                self.facts.push(open);
                text
            });
            said.insert(column.clone(), json!(text));
            self.known.push(name);
        }
        self.values["participant"] = Value::Object(said);
        self.source =
            self.source.map(|source| Box::new(source.of_participant(columns, person, words)));
        self
    }

    /// A text with its variables replaced; an unknown one is reported and left as it is.
    pub fn expand(&self, text: &str, span: Span, findings: &mut Findings) -> String {
        if !text.contains("{{") {
            return text.to_owned();
        }
        if let Some(source) = self.source.as_ref().filter(|_| self.left.contains(text)) {
            return source.expand(text, span, findings);
        }
        let mut template = text.to_owned();
        for (term, forms) in &self.terms {
            let short = |form: &str| format!("{{{{{term}{form}}}}}");
            template = template
                .replace(&short(""), &short(".singular"))
                .replace(&short(".plural.capital"), &short(".plural-capital"))
                .replace(&short(".a.capital"), &short(".a-capital"))
                .replace(&format!("{{{{a {term}}}}}"), &short(".a"))
                .replace(&format!("{{{{A {term}}}}}"), &short(".a-capital"));
            for form in forms {
                let dotted = format!(".{}", form.replace('-', "."));
                template = template
                    .replace(
                        &short(&format!("{dotted}.capital")),
                        &short(&format!(".{form}-capital")),
                    )
                    .replace(&short(&dotted), &short(&format!(".{form}")));
            }
        }
        self.engine.render_template(&template, &self.values).unwrap_or_else(|error| {
            findings.push(self.unknown(text, span, &error));
            text.to_owned()
        })
    }

    /// A text as inline text: facts of the edition stay apart from the words around them, so that
    /// writers can tie them to one place; all other variables are part of the words.
    fn pieces(&self, text: &str, span: Span, findings: &mut Findings) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut rest = text;
        let first = |text: &str| {
            let at =
                |fact: &Fact| Some((text.find(&format!("{{{{{}}}}}", fact.name))?, fact.clone()));
            self.facts.iter().filter_map(at).min_by_key(|(at, _)| *at)
        };
        while let Some((at, Fact { name, text, open })) = first(rest) {
            if at > 0 {
                out.push(Inline::text(span, self.expand(&rest[..at], span, findings)));
            }
            rest = &rest[at + name.len() + 4..];
            out.push(Inline { span, kind: InlineKind::Value { name, text, open } });
        }
        if !rest.is_empty() || out.is_empty() {
            out.push(Inline::text(span, self.expand(rest, span, findings)));
        }
        out
    }

    /// An address with its variables replaced; `None` when it is a fact that is not known yet.
    fn address(&self, href: String, span: Span, findings: &mut Findings) -> Option<String> {
        let href = href.replace("%7B", "{").replace("%7D", "}");
        let named = |fact: &&Fact| href.trim() == format!("{{{{{}}}}}", fact.name);
        match self.facts.iter().find(named) {
            Some(fact) if fact.open => None,
            _ => Some(self.expand(&href, span, findings)),
        }
    }

    fn unknown(&self, text: &str, span: Span, error: &handlebars::RenderError) -> Diagnostic {
        let names =
            text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()).map(str::trim);
        let unknown = names.into_iter().find(|name| !self.known.iter().any(|known| known == name));
        match unknown {
            Some(name) => Diagnostic::new(
                Code::UnknownVariable,
                span,
                format!("unknown variable or term `{{{{{name}}}}}`"),
            )
            .did_you_mean(name, self.known.iter().map(String::as_str))
            .help(format!("known: {}", self.known.join(", "))),
            None => Diagnostic::new(
                Code::UnknownVariable,
                span,
                format!("a variable cannot be read: {error}"),
            )
            .help("write `{{name}}` with two braces on each side"),
        }
    }
}

fn forms(term: &Term) -> Vec<String> {
    term.forms.keys().cloned().collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The indefinite article, by the first sound as well as spelling tells it: an hour, a unit, a one-off,
/// an NHS coach. A term that it gets wrong says its own.
fn article(text: &str) -> &'static str {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let lower = first.to_lowercase();
    let spelt_out = first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase());
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    let vowel = if spelt_out {
        first.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
    } else if begins(&["hour", "honest", "honour", "heir"]) {
        true
    } else if begins(&["uni", "use", "usu", "eu", "one", "once", "ubiq"]) {
        begins(&["unin", "unim"])
    } else {
        lower.starts_with(['a', 'e', 'i', 'o', 'u'])
    };
    if vowel { "an" } else { "a" }
}

/// Where a text of a front matter stands: in the file, or in the change that brings it.
pub fn places<'a>(
    written: &'a FrontText,
    (sources, whole): (&'a Sources, Span),
) -> impl Fn(&str) -> Span + 'a {
    let files = written.files();
    move |text| files.iter().find_map(|file| sources.words(*file, text)).unwrap_or(whole)
}

/// Expands every text of a front matter, each with its place, and gives it typographic quotes.
pub fn facts(
    front: &mut impl Facts,
    places: Vec<Span>,
    words: &Vocabulary,
    findings: &mut Findings,
) {
    for (text, place) in front.texts_mut().into_iter().zip(places) {
        *text = smart(&words.expand(text, place, findings));
        *text = tie(text);
    }
}

/// Expands every text of the nodes.
pub fn nodes(nodes: Vec<Node>, vocabulary: &Vocabulary, findings: &mut Findings) -> Vec<Node> {
    nodes.into_iter().map(|node| one(node, vocabulary, findings)).collect()
}

fn one(node: Node, words: &Vocabulary, findings: &mut Findings) -> Node {
    let kind = match node.kind {
        NodeKind::Heading { level, inlines: text, attributes } => {
            let mut attributes = attributes;
            values(&mut attributes.list, words, findings);
            NodeKind::Heading { level, inlines: inlines(text, words, findings), attributes }
        }
        NodeKind::Paragraph(text) => NodeKind::Paragraph(inlines(text, words, findings)),
        NodeKind::List { ordered, start, mut items } => {
            for item in &mut items {
                item.children = nodes(std::mem::take(&mut item.children), words, findings);
            }
            NodeKind::List { ordered, start, items }
        }
        NodeKind::Quote(children) => NodeKind::Quote(nodes(children, words, findings)),
        NodeKind::Table { columns, header, rows } => {
            let mut row = |cells: Vec<Vec<Inline>>| -> Vec<Vec<Inline>> {
                cells.into_iter().map(|cell| inlines(cell, words, findings)).collect()
            };
            let header = row(header);
            let rows = rows.into_iter().map(|it| TableRow { cells: row(it.cells), ..it });
            NodeKind::Table { columns, header, rows: rows.collect() }
        }
        NodeKind::Footnote { name, children } => {
            NodeKind::Footnote { name, children: nodes(children, words, findings) }
        }
        NodeKind::Container(container) => {
            let Container { span, name, name_span, mut attributes, children } = container;
            values(&mut attributes.list, words, findings);
            let children = nodes(children, words, findings);
            NodeKind::Container(Container { span, name, name_span, attributes, children })
        }
        kind @ (NodeKind::Code { .. } | NodeKind::Rule) => kind,
    };
    Node { span: node.span, kind }
}

fn values(
    attributes: &mut [crate::syntax::Attribute],
    words: &Vocabulary,
    findings: &mut Findings,
) {
    for attribute in attributes {
        if let Some(value) = &mut attribute.value {
            *value = words.expand(value, attribute.span, findings);
        }
    }
}

fn inlines(list: Vec<Inline>, words: &Vocabulary, findings: &mut Findings) -> Vec<Inline> {
    let one = |inline: Inline| {
        let span = inline.span;
        let kind = match inline.kind {
            InlineKind::Text(text) => {
                return words.pieces(&text, span, findings);
            }
            InlineKind::Strong(inner) => InlineKind::Strong(inlines(inner, words, findings)),
            InlineKind::Emph(inner) => InlineKind::Emph(inlines(inner, words, findings)),
            InlineKind::Language(tag, inner) => {
                let own = words.source.as_deref().unwrap_or(words);
                InlineKind::Language(tag, inlines(inner, own, findings))
            }
            InlineKind::Link { href, inlines: inner } => {
                let inner = inlines(inner, words, findings);
                // Nobody knows yet where it leads: the words stay.
                let Some(href) = words.address(href, span, findings) else { return inner };
                InlineKind::Link { href, inlines: inner }
            }
            InlineKind::Image { path, alt, caption, attributes } => InlineKind::Image {
                path,
                alt: words.expand(&alt, span, findings),
                caption: words.expand(&caption, span, findings),
                attributes,
            },
            kind @ (InlineKind::Code(_)
            | InlineKind::Value { .. }
            | InlineKind::Footnote(_)
            | InlineKind::Break) => kind,
        };
        vec![Inline { span, kind }]
    };
    list.into_iter().flat_map(one).collect()
}
