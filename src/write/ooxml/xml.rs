//! XML written element by element, in document order.

use quick_xml::escape::escape;

/// An XML part being written. The writer does not know schemas: whoever calls it keeps the order of
/// elements that ECMA-376 asks for.
#[derive(Clone, Debug)]
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
}

/// What every part starts with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Xml {
    /// A part with its declaration.
    pub fn part() -> Self {
        Self { out: DECLARATION.to_owned(), open: Vec::new() }
    }

    /// A piece of a part.
    pub fn piece() -> Self {
        Self { out: String::new(), open: Vec::new() }
    }

    /// Opens an element.
    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
        self
    }

    /// Closes the element opened last.
    pub fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        self
    }

    /// An element without content.
    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push_str("/>");
        self
    }

    /// An element with the one attribute `w:val`, of which WordprocessingML is full.
    pub fn val(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.empty(name, &[("w:val", value)])
    }

    /// An element with text and nothing else.
    pub fn leaf(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> &mut Self {
        self.open(name, attributes).text(text).close()
    }

    /// Text, escaped; characters that XML 1.0 forbids are left out.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.escaped(text);
        self
    }

    /// XML that was written already.
    pub fn raw(&mut self, xml: &str) -> &mut Self {
        self.out.push_str(xml);
        self
    }

    /// How many bytes there are so far.
    pub fn len(&self) -> usize {
        self.out.len()
    }

    /// Is there nothing yet?
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// The XML so far; every open element is closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    /// Text as it stands where nothing has to be escaped or left out: nearly everywhere.
    fn escaped(&mut self, text: &str) {
        let plain = |byte: u8| {
            // U+FFFE and U+FFFF begin with EF.
            byte >= b' ' && !matches!(byte, b'<' | b'>' | b'&' | b'\'' | b'"' | 0xef)
        };
        match text.bytes().all(plain) {
            true => self.out.push_str(text),
            false => self.out.push_str(&escape(&*allowed(text))),
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.escaped(value);
            self.out.push('"');
        }
    }
}

/// XML 1.0, production 2: no control characters but tab and line ends.
fn allowed(text: &str) -> std::borrow::Cow<'_, str> {
    let forbidden = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    match text.contains(forbidden) {
        true => text.replace(forbidden, "").into(),
        false => text.into(),
    }
}
