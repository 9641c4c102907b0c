//! Inline text as a message: the author's Markdown with its `{{terms}}`, on one line, and back.

use crate::diag::{Findings, Sources, Span};
use crate::syntax::{self, Inline, InlineKind, NodeKind};
use std::collections::BTreeSet;

/// A line break that the author asked for.
const BREAK: &str = "\\\n";

/// Is there anything to translate? Numbers, signs and variables alone are the same everywhere.
pub fn is_message(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        if before.contains(char::is_alphabetic) {
            return true;
        }
        rest = after.split_once("}}").map_or("", |(_, rest)| rest);
    }
    rest.contains(char::is_alphabetic)
}

/// Inline text as Markdown.
pub fn text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push(inlines, &mut out);
    out.trim().to_owned()
}

fn push(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) => escape(words, out),
            InlineKind::Value { name, .. } => out.push_str(&format!("{{{{{name}}}}}")),
            InlineKind::Strong(inner) => wrapped("**", inner, out),
            InlineKind::Emph(inner) => wrapped("*", inner, out),
            InlineKind::Code(words) => out.push_str(&format!("`{words}`")),
            InlineKind::Link { href, inlines } => {
                out.push('[');
                push(inlines, out);
                out.push_str(&format!("]({href})"));
            }
            InlineKind::Footnote(name) => out.push_str(&format!("[^{name}]")),
            InlineKind::Break => out.push_str(BREAK),
            InlineKind::Language(_, inner) => push(inner, out),
            // A picture is a paragraph of its own, and its words are messages of their own.
            InlineKind::Image { .. } => {}
        }
    }
}

fn wrapped(mark: &str, inner: &[Inline], out: &mut String) {
    out.push_str(mark);
    push(inner, out);
    out.push_str(mark);
}

/// Words that would be markup are kept from it.
fn escape(words: &str, out: &mut String) {
    for letter in words.chars() {
        if matches!(letter, '\\' | '*' | '`' | '<') {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// Reads a translation as inline text that stands at a place; says why not when it cannot be.
pub fn parse(text: &str, span: Span) -> Result<Vec<Inline>, String> {
    let line = text.trim();
    let notes: String = footnotes_of(line).iter().map(|name| format!("\n\n[^{name}]: x")).collect();
    // As a heading, no sign at its start can make it a list or a quotation.
    let source = match line.contains('\n') {
        true => format!("{line}{notes}\n"),
        false => format!("# {line}{notes}\n"),
    };
    let mut sources = Sources::default();
    let index = sources.add("translation", source.as_str().into());
    let mut findings = Findings::default();
    let nodes = syntax::parse(sources.file(index), index, 0, &mut findings);
    if let Some(finding) = findings.iter().next() {
        return Err(finding.message.clone());
    }
    let mut blocks =
        nodes.into_iter().filter(|node| !matches!(node.kind, NodeKind::Footnote { .. }));
    let (first, second) = (blocks.next(), blocks.next());
    let mut inlines = match (first.map(|node| node.kind), second) {
        (Some(NodeKind::Heading { inlines, attributes, .. }), None)
            if attributes.id.is_none() && attributes.list.is_empty() =>
        {
            inlines
        }
        (Some(NodeKind::Paragraph(inlines)), None) => inlines,
        _ => return Err("it is more than one paragraph of words".to_owned()),
    };
    place(&mut inlines, span);
    Ok(inlines)
}

fn place(inlines: &mut [Inline], span: Span) {
    for inline in inlines {
        inline.span = span;
        match &mut inline.kind {
            InlineKind::Strong(inner)
            | InlineKind::Emph(inner)
            | InlineKind::Language(_, inner)
            | InlineKind::Link { inlines: inner, .. } => place(inner, span),
            InlineKind::Text(_)
            | InlineKind::Value { .. }
            | InlineKind::Code(_)
            | InlineKind::Image { .. }
            | InlineKind::Footnote(_)
            | InlineKind::Break => {}
        }
    }
}

fn footnotes_of(text: &str) -> BTreeSet<&str> {
    let names = text.split("[^").skip(1);
    names.filter_map(|rest| Some(rest.split_once(']')?.0)).collect()
}

/// What a translation may not lose: variables, terms in whatever form, links, footnotes.
pub fn anchors(text: &str) -> BTreeSet<String> {
    let names = text.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.trim()));
    let mut anchors: BTreeSet<String> = names
        .map(|name| match name.split_once('.') {
            // Facts are told apart by their names; of a term any form will do.
            Some((group, _))
                if !["organisation", "programme", "cohort", "session"].contains(&group) =>
            {
                format!("{{{{{group}}}}}")
            }
            _ => {
                // With its article it is a form of the term, too.
                let term = name.strip_prefix("a ").or(name.strip_prefix("A ")).unwrap_or(name);
                format!("{{{{{term}}}}}")
            }
        })
        .collect();
    let links = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
    anchors.extend(links.map(|href| format!("]({href})")));
    anchors.extend(footnotes_of(text).into_iter().map(|name| format!("[^{name}]")));
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(text: &str) -> String {
        super::text(&parse(text, Span::new(0, 0, 0)).expect(text))
    }

    #[test]
    fn a_text_is_the_same_after_it_was_read() {
        for text in [
            "Plain words",
            "**Strong** and *soft*, `code` and [a link](https://example.org)",
            "A {{coach.a}} and a note[^one]",
            "- no list",
            "1. no number",
            "> no quotation",
            "two\\\nlines",
            "3 \\* 4 \\< 5",
        ] {
            assert_eq!(round(text), text);
        }
        assert!(parse("a\n\n# b", Span::new(0, 0, 0)).is_err());
        assert!(parse("a <br> b", Span::new(0, 0, 0)).is_err());
    }

    #[test]
    fn numbers_and_variables_are_no_messages() {
        for text in ["", "12 – 14", "…", "{{organisation.name}}", "{{a}} / {{b}}"] {
            assert!(!is_message(text), "{text}");
        }
        assert!(is_message("{{coach}} a"));
    }

    #[test]
    fn any_form_of_a_term_keeps_it() {
        assert_eq!(anchors("{{coach.plural}} [x](y)"), anchors("[z](y) {{coach}}"));
        assert_ne!(anchors("{{cohort.dates}}"), anchors("{{cohort.venue}}"));
    }
}
