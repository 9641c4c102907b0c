//! Attributes in braces: `{#id .class key=value key="two words" flag}`, each with its place.

use crate::diag::{Code, Diagnostic, Findings, Span};

/// One attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// Its key.
    pub key: String,
    /// Its value; `None` for a flag.
    pub value: Option<String>,
    /// Key and value.
    pub span: Span,
}

/// The attributes of a heading, container or picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Attributes {
    /// Where they stand; the thing itself when it has none.
    pub span: Span,
    /// `#id`
    pub id: Option<(String, Span)>,
    /// `key=value` and flags, in order.
    pub list: Vec<Attribute>,
}

impl Attributes {
    /// None at all.
    pub fn none(span: Span) -> Self {
        Self { span, id: None, list: Vec::new() }
    }

    /// The attribute of a key.
    pub fn get(&self, key: &str) -> Option<&Attribute> {
        self.list.iter().find(|attribute| attribute.key == key)
    }

    /// The value of a key; a flag has the value "".
    pub fn value(&self, key: &str) -> Option<&str> {
        self.get(key).map(|attribute| attribute.value.as_deref().unwrap_or(""))
    }

    /// Is the flag there, and not `false`?
    pub fn flag(&self, key: &str) -> bool {
        self.get(key).is_some_and(|attribute| attribute.value.as_deref() != Some("false"))
    }

    /// The place of a key, or of all the attributes when it is missing.
    pub fn place(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, |attribute| attribute.span)
    }

    /// Reports every key that is not among the known ones. `when` is known everywhere.
    pub fn expect_only(&self, known: &[&str], findings: &mut Findings) {
        for attribute in &self.list {
            if attribute.key != "when" && !known.contains(&attribute.key.as_str()) {
                let message = format!("unknown attribute `{}`", attribute.key);
                let finding = Diagnostic::new(Code::UnknownAttribute, attribute.span, message)
                    .did_you_mean(&attribute.key, known.iter().copied());
                findings.push(match known.is_empty() {
                    true => finding.help("it takes no attributes but `#id` and `when`"),
                    false => finding.help(format!("known here: {}, when", known.join(", "))),
                });
            }
        }
    }

    /// Parses the text between the braces. `at` is its byte offset in the file.
    pub fn parse(text: &str, file: u32, at: usize, findings: &mut Findings) -> Self {
        let mut parsed = Self::none(Span::new(file, at, at + text.len()));
        let mut rest = text;
        let offset = |rest: &str| at + text.len() - rest.len();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return parsed;
            }
            let start = offset(rest);
            let end = token_end(rest);
            let token = &rest[..end];
            let span = Span::new(file, start, start + end);
            rest = &rest[end..];
            if let Some(id) = token.strip_prefix('#') {
                parsed.set_id(id, span, findings);
            } else {
                parsed.push(token, span, findings);
            }
        }
    }

    fn set_id(&mut self, id: &str, span: Span, findings: &mut Findings) {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(fits) {
            findings.push(
                Diagnostic::new(Code::BadAttribute, span, format!("`#{id}` is not an id"))
                    .help("ids are made of a–z, 0–9 and hyphens"),
            );
        }
        self.id = Some((id.to_owned(), span));
    }

    fn push(&mut self, token: &str, span: Span, findings: &mut Findings) {
        let (key, value) = match token.split_once('=') {
            Some((key, value)) => (key, Some(value.trim_matches('"').to_owned())),
            None => (token, None),
        };
        if self.get(key).is_some() {
            let message = format!("attribute `{key}` is given twice");
            findings.push(Diagnostic::new(Code::BadAttribute, span, message).help("keep one"));
        }
        if value.is_some() && token.matches('"').count() % 2 == 1 {
            let message = format!("the value of `{key}` has an opening quote and no closing one");
            findings.push(
                Diagnostic::new(Code::BadAttribute, span, message).help("close it with `\"`"),
            );
        }
        self.list.push(Attribute { key: key.to_owned(), value, span });
    }
}

/// Length of the next attribute: up to white space outside double quotes.
fn token_end(text: &str) -> usize {
    let mut quoted = false;
    for (index, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => return index,
            _ => {}
        }
    }
    text.len()
}
