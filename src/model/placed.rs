//! Words of the front matter that know their place, and lines of it under a condition.

use crate::diag::Span;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;

/// A word of the front matter with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The word.
    pub value: String,
    /// Where it stands.
    pub span: Span,
    /// Line and column of the text that was parsed.
    at: (u32, u32),
}

impl Placed {
    /// Gives it its place in the sources, by line and column of the text that was parsed.
    pub fn settle(&mut self, place: &impl Fn(u32, u32, usize) -> Span) {
        self.span = place(self.at.0, self.at.1, self.value.len());
    }
}

impl<'de> Deserialize<'de> for Placed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let serde_saphyr::Spanned { value, referenced, .. } = Deserialize::deserialize(from)?;
        let at = (referenced.line() as u32, referenced.column() as u32);
        Ok(Self { value, span: Span::new(0, 0, 0), at })
    }
}

impl JsonSchema for Placed {
    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

/// A line of a list: its words, or `{text: …, when: …}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub text: String,
    /// When it is there; always without.
    pub when: Option<Placed>,
}

/// The long way to write a line.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Full {
    /// The words.
    text: String,
    /// A condition: `virtual`, `in-person and not system-wide`.
    when: Placed,
}

/// Either way, for the schema.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)] // only its schema is used
enum Either {
    Words(String),
    Full(Full),
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(LineVisitor)
    }
}

impl JsonSchema for Line {
    fn schema_name() -> Cow<'static, str> {
        "Line".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Either::json_schema(generator)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("words, or `{text: …, when: …}`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Line, E> {
        Ok(Line { text: text.to_owned(), when: None })
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Line, M::Error> {
        let full = Full::deserialize(serde::de::value::MapAccessDeserializer::new(map))?;
        Ok(Line { text: full.text, when: Some(full.when) })
    }
}
