//! The tokens of a PDF (ISO 32000-1, 7.2 and 7.3): where values begin and end, and not what they mean.

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<<` or `[`.
    Open,
    /// `>>` or `]`.
    Close,
    /// A name, without its slash.
    Name(&'a [u8]),
    /// A string in parentheses, or of hexadecimal digits.
    String,
    /// A number or a keyword.
    Word(&'a [u8]),
}

/// Tokens one after the other.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

impl<'a> Tokens<'a> {
    /// Those of these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How far it was read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Was everything read?
    pub fn is_done(&self) -> bool {
        self.rest().iter().all(|byte| is_space(*byte))
    }

    /// The next token and where it begins.
    pub fn next_at(&mut self) -> Option<(usize, Token<'a>)> {
        self.skip_space();
        let start = self.at;
        let rest = self.rest();
        let (token, length) = match rest {
            [b'<', b'<', ..] => (Token::Open, 2),
            [b'>', b'>', ..] => (Token::Close, 2),
            [b'[', ..] => (Token::Open, 1),
            [b']', ..] => (Token::Close, 1),
            [b'<', ..] => (Token::String, rest.iter().position(|byte| *byte == b'>')? + 1),
            [b'(', ..] => (Token::String, text(rest)?),
            [b'/', after @ ..] => {
                let length = regular(after);
                (Token::Name(&after[..length]), length + 1)
            }
            _ => match regular(rest) {
                0 => return None,
                length => (Token::Word(&rest[..length]), length),
            },
        };
        self.at += length;
        Some((start, token))
    }

    /// The next token as a number that is whole and not negative.
    pub fn number(&mut self) -> Option<usize> {
        match self.next()? {
            Token::Word(word) => std::str::from_utf8(word).ok()?.parse().ok(),
            _ => None,
        }
    }

    /// The next token, which has to be this keyword.
    pub fn word(&mut self, wanted: &[u8]) -> Option<()> {
        (self.next()? == Token::Word(wanted)).then_some(())
    }

    /// The next value, whole; a reference is three.
    pub fn value(&mut self) -> Option<&'a [u8]> {
        let (start, first) = self.next_at()?;
        let mut open = usize::from(first == Token::Open);
        while open > 0 {
            match self.next()? {
                Token::Open => open += 1,
                Token::Close => open -= 1,
                Token::Name(_) | Token::String | Token::Word(_) => {}
            }
        }
        Some(&self.bytes[start..self.at])
    }

    /// The entries of the dictionary that comes next, and their values with any references.
    pub fn entries(&mut self) -> Option<Vec<(&'a [u8], &'a [u8])>> {
        (self.next()? == Token::Open).then_some(())?;
        let mut entries: Vec<(&[u8], &[u8])> = Vec::new();
        // The key that was read, and where its value began.
        let mut open: Option<(&[u8], usize)> = None;
        loop {
            let end = self.at;
            let (start, token) = self.next_at()?;
            let ended = match (token, open) {
                (Token::Close, _) => true,
                (Token::Name(_), Some((_, from))) => from != start,
                (Token::Name(_), None) => true,
                _ => false,
            };
            if ended {
                if let Some((key, from)) = open.take() {
                    entries.push((key, &self.bytes[from..end]));
                }
                let Token::Name(key) = token else { return Some(entries) };
                self.skip_space();
                open = Some((key, self.at));
            } else if token == Token::Open {
                self.at = start;
                self.value()?;
            }
        }
    }

    fn skip_space(&mut self) {
        self.at += self.rest().iter().take_while(|byte| is_space(**byte)).count();
    }
}

/// None at the end, and none where there is no such thing.
impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.next_at().map(|it| it.1)
    }
}

fn regular(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| is_regular(**byte)).count()
}

/// The length of a string in parentheses, which may hold pairs of them, and others after a backslash.
fn text(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_whole() {
        let text = br"<</A/B/C[1 0 R(\)(>>))]/D<</E 1>>/F 2 0 R/G <28>/H>>";
        let entries = Tokens::new(text).entries().expect("a dictionary");
        let shown: Vec<String> = entries
            .iter()
            .map(|(key, value)| {
                format!("{}={}", String::from_utf8_lossy(key), String::from_utf8_lossy(value))
            })
            .collect();
        assert_eq!(shown, ["A=/B", r"C=[1 0 R(\)(>>))]", "D=<</E 1>>", "F=2 0 R", "G=<28>", "H="]);
    }

    #[test]
    fn what_does_not_end_is_nothing() {
        for text in ["<</A", "<</A(", "[", "<28", "", ")", "{"] {
            assert!(Tokens::new(text.as_bytes()).entries().is_none(), "{text}");
        }
        assert!(Tokens::new(b"(a\\").value().is_none());
    }
}
