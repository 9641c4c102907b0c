//! Conditions: names combined with `and`, `or`, `not` and brackets.

use std::collections::BTreeSet;

/// The flags every programme has; `short` holds in a session taught in its short version.
pub const FLAGS: &[&str] = &["in-person", "virtual", "blended", "in-house", "system-wide", SHORT];
/// Holds in a session taught in its short version.
pub const SHORT: &str = "short";

/// A condition on the edition's flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// The flag is set.
    Flag(String),
    /// It does not hold.
    Not(Box<When>),
    /// Both hold.
    And(Box<When>, Box<When>),
    /// One holds.
    Or(Box<When>, Box<When>),
}

impl When {
    /// Parses a condition; says what is wrong with it otherwise.
    pub fn parse(text: &str) -> Result<Self, String> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut parser = Parser { words: &words, depth: 0 };
        let when = parser.or()?;
        match parser.words.first() {
            None => Ok(when),
            Some(word) => Err(format!("`{word}` does not continue the condition")),
        }
    }

    /// Does it hold?
    pub fn holds(&self, flags: &BTreeSet<String>) -> bool {
        match self {
            Self::Flag(flag) => flags.contains(flag),
            Self::Not(inner) => !inner.holds(flags),
            Self::And(a, b) => a.holds(flags) && b.holds(flags),
            Self::Or(a, b) => a.holds(flags) || b.holds(flags),
        }
    }

    /// Every flag it names.
    pub fn flags(&self) -> Vec<&str> {
        match self {
            Self::Flag(flag) => vec![flag],
            Self::Not(inner) => inner.flags(),
            Self::And(a, b) | Self::Or(a, b) => [a.flags(), b.flags()].concat(),
        }
    }
}

struct Parser<'a> {
    words: &'a [&'a str],
    depth: u32,
}

impl Parser<'_> {
    fn eat(&mut self, word: &str) -> bool {
        let found = self.words.first() == Some(&word);
        if found {
            self.words = &self.words[1..];
        }
        found
    }

    fn or(&mut self) -> Result<When, String> {
        let mut left = self.and()?;
        while self.eat("or") {
            left = When::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<When, String> {
        let mut left = self.not()?;
        while self.eat("and") {
            left = When::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<When, String> {
        self.depth += 1;
        if self.depth > 64 {
            return Err("the condition is nested too deeply".to_owned());
        }
        if self.eat("not") {
            return Ok(When::Not(Box::new(self.not()?)));
        }
        if self.eat("(") {
            let inner = self.or()?;
            return if self.eat(")") {
                Ok(inner)
            } else {
                Err("a bracket is not closed".to_owned())
            };
        }
        match self.words.split_first() {
            Some((word, rest)) if !["and", "or", ")"].contains(word) => {
                self.words = rest;
                Ok(When::Flag((*word).to_owned()))
            }
            Some((word, _)) => Err(format!("a name is missing before `{word}`")),
            None => Err("a name is missing at its end".to_owned()),
        }
    }
}
