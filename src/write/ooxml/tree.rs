//! A part's XML as a tree that can be changed: for what concerns a whole file after it has been written, such as
//! the direction of its lines. Comments and processing instructions are left out, as Office does.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element; its attributes and texts are escaped as they stand in the part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name with its prefix.
    pub name: String,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub children: Vec<Child>,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Child {
    /// An element.
    Element(Element),
    /// Text, escaped.
    Text(String),
}

impl Element {
    /// An element without content.
    pub fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let attributes = attributes.iter().map(own).collect();
        Self { name: name.to_owned(), attributes, children: Vec::new() }
    }

    /// The root of a part; `None` where it is no XML.
    pub fn parse(part: &str) -> Option<Self> {
        let mut reader = Reader::from_str(part);
        let mut open: Vec<Element> = vec![Element::default()];
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => open.push(opened(&start)?),
                Event::Empty(start) => {
                    let element = opened(&start)?;
                    open.last_mut()?.children.push(Child::Element(element));
                }
                Event::End(_) => {
                    let element = open.pop()?;
                    open.last_mut()?.children.push(Child::Element(element));
                }
                Event::Text(text) => open.last_mut()?.push_text(&text),
                Event::GeneralRef(name) => {
                    open.last_mut()?.push_text(&format!("&{};", &*name));
                }
                Event::CData(text) => {
                    open.last_mut()?.push_text(&quick_xml::escape::escape(&*text));
                }
                Event::Eof => break,
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let root = open.pop().filter(|_| open.is_empty())?;
        root.children.into_iter().find_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Child::Text(before)) => before.push_str(text),
            _ => self.children.push(Child::Text(text.to_owned())),
        }
    }

    /// The part whose root this is.
    pub fn part(&self) -> String {
        let mut xml = super::Xml::part().finish();
        self.write(&mut xml);
        xml
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push_str(&format!(" {name}=\"{value}\""));
        }
        if self.children.is_empty() {
            return out.push_str("/>");
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(out),
                Child::Text(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    /// The elements in it.
    pub fn elements(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    /// The first element in it of a name.
    pub fn element(&mut self, name: &str) -> Option<&mut Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The element of a name that stands first, made where there is none.
    pub fn first(&mut self, name: &str) -> &mut Element {
        let is_there = matches!(self.children.first(), Some(Child::Element(it)) if it.name == name);
        if !is_there {
            self.children.insert(0, Child::Element(Element::new(name, &[])));
        }
        match &mut self.children[0] {
            Child::Element(element) => element,
            Child::Text(_) => unreachable!("an element has just been put there"),
        }
    }

    /// Puts an element before the first one of these names, as the schema's order wants it; one of its own name
    /// that is there already goes.
    pub fn insert_before(&mut self, element: Element, names: &[&str]) {
        self.children
            .retain(|child| !matches!(child, Child::Element(it) if it.name == element.name));
        let later = |child: &Child| matches!(child, Child::Element(it) if names.contains(&it.name.as_str()));
        let at = self.children.iter().position(later).unwrap_or(self.children.len());
        self.children.insert(at, Child::Element(element));
    }

    /// An attribute's value.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value.
    pub fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Changes the names of two attributes, whichever are there, each into the other.
    pub fn swap(&mut self, one: &str, other: &str) {
        for (name, _) in &mut self.attributes {
            if name == one {
                other.clone_into(name);
            } else if name == other {
                one.clone_into(name);
            }
        }
    }

    /// All text in it, no longer escaped.
    pub fn text(&self) -> String {
        let own = |child: &Child| match child {
            Child::Element(element) => element.text(),
            Child::Text(text) => {
                quick_xml::escape::unescape(text).map_or_else(|_| text.clone(), Into::into)
            }
        };
        self.children.iter().map(own).collect()
    }

    /// The same element with another text in it.
    pub fn with_text(&self, text: &str) -> Self {
        let text = quick_xml::escape::escape(text).into_owned();
        Self { children: vec![Child::Text(text)], ..self.clone() }
    }
}

fn opened(start: &BytesStart) -> Option<Element> {
    let name = start.name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.value.replace('"', "&quot;");
        attributes.push((attribute.key.as_ref().to_owned(), value));
    }
    Some(Element { name, attributes, children: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_comes_out_as_it_went_in() {
        let root = "<a:x b=\"1 &amp; 2\" c='\"'><y/>t &lt; &#8207;u<z> </z></a:x>";
        let tree = Element::parse(&format!("<?xml version=\"1.0\"?>\n{root}")).expect("a tree");
        assert!(tree.part().ends_with(&root.replace("'\"'", "\"&quot;\"")), "{}", tree.part());
        assert_eq!(tree.text(), "t < \u{200f}u ");
        assert!(Element::parse("<a><b></a>").is_none() && Element::parse("no").is_none());
    }
}
