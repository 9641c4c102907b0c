//! What the layers below have done to the sources, and the text of a place as they have left it: what
//! an upper layer changes is what it sees, not what once stood in the file.

use crate::diag::{Sources, Span};
use crate::syntax::Attributes;

/// Everything that layers have done so far.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// What was taken out.
    pub removed: Vec<Removed>,
    /// The files that changes are written in, with the names of their layers.
    pub files: Vec<(Vec<u32>, String)>,
    /// Changes of text, in the order in which they were made.
    pub edits: Vec<Edit>,
}

/// Something that a layer has taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// Its id.
    pub of: String,
    /// The layer's name.
    pub layer: String,
    /// The override.
    pub by: Span,
}

/// A change of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What it takes the place of; empty where it is put in.
    pub at: Span,
    /// What stands there now.
    pub now: Now,
    /// The layer's name.
    pub layer: String,
    /// The override.
    pub by: Span,
}

/// What an edit puts there.
#[derive(Clone, Debug, PartialEq)]
pub enum Now {
    /// Places of another file; none where something was taken out.
    Places(Vec<Span>),
    /// Attributes with some set otherwise.
    Words(String),
}

impl Written {
    /// The layer that a place was written by, if it was any.
    pub fn layer(&self, span: Span) -> Option<&str> {
        let found = self.files.iter().find(|(files, _)| files.contains(&span.file));
        found.map(|(_, layer)| layer.as_str())
    }

    /// What a layer has taken out within some places, if it has.
    pub fn removed_within(&self, places: &[Span]) -> Option<(&str, Span)> {
        let gone = |edit: &&Edit| edit.now == Now::Places(Vec::new());
        let places = joined(places);
        let found = self.edits.iter().filter(gone).find(|edit| {
            places.iter().any(|place| place.file == edit.at.file && contains(*place, edit.at))
        });
        found.map(|edit| (edit.layer.as_str(), edit.by))
    }

    /// The text of places as layers other than `without` have left it.
    pub fn text(&self, sources: &Sources, places: &[Span], without: &str) -> String {
        let pieces = joined(places);
        let one = |span: &Span| self.piece(sources, *span, without).trim_end().to_owned();
        pieces.iter().map(one).collect::<Vec<_>>().join("\n\n")
    }

    fn piece(&self, sources: &Sources, mut span: Span, without: &str) -> String {
        let text = &sources.file(span.file).text;
        let slice = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or("");
        // What is put in behind a container stands before the end of its last line.
        span.end = span.start + slice(span.start, span.end).trim_end().len() as u32;
        let mut edits: Vec<&Edit> = self
            .edits
            .iter()
            .filter(|edit| edit.layer != without && edit.at.file == span.file)
            .filter(|edit| contains(span, edit.at))
            .collect();
        if edits.is_empty() {
            return slice(span.start, span.end).to_owned();
        }
        // The larger before what is in it, the last one first: what is overtaken is passed over.
        edits.reverse();
        edits.sort_by_key(|edit| (edit.at.start, std::cmp::Reverse(edit.at.end)));
        let (mut out, mut at) = (String::new(), span.start);
        for edit in edits {
            if edit.at.start < at {
                continue;
            }
            out.push_str(slice(at, edit.at.start));
            let put_in = edit.at.start == edit.at.end;
            match &edit.now {
                Now::Words(words) => out.push_str(words),
                Now::Places(places) => {
                    let new = self.text(sources, places, without);
                    out.push_str(&if put_in { format!("\n\n{new}\n\n") } else { new });
                }
            }
            at = edit.at.end;
        }
        out.push_str(slice(at, span.end));
        while out.contains("\n\n\n") {
            out = out.replace("\n\n\n", "\n\n");
        }
        out
    }
}

/// Is it in a place? What is put in at an edge stands outside.
fn contains(span: Span, at: Span) -> bool {
    match at.start == at.end {
        true => span.start < at.start && at.end < span.end,
        false => span.start <= at.start && at.end <= span.end,
    }
}

/// Neighbours of one file are one piece, with what stands between them.
pub fn joined(places: &[Span]) -> Vec<Span> {
    let mut pieces: Vec<Span> = Vec::new();
    for place in places {
        match pieces.last_mut() {
            Some(last) if last.file == place.file && last.start <= place.start => {
                last.end = last.end.max(place.end);
            }
            _ => pieces.push(*place),
        }
    }
    pieces
}

/// Attributes as they are written between braces.
pub fn braces(attributes: &Attributes, sources: &Sources) -> String {
    let id = attributes.id.as_ref().map(|(id, _)| format!("#{id}"));
    let written = attributes.list.iter().map(|it| slice(sources, it.span));
    id.into_iter().chain(written).collect::<Vec<_>>().join(" ")
}

/// The text of a place as it stands in its file.
pub fn slice(sources: &Sources, span: Span) -> String {
    let text = &sources.file(span.file).text;
    text.get(span.start as usize..span.end as usize).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_what_the_layers_left() {
        let mut sources = Sources::default();
        let base = sources.add("base.md", "one\n\ntwo {a=1}\n\nthree\n\nfour".into());
        let own = sources.add("own.md", "TWO\n\nMORE".into());
        let at = |words: &str| sources.words(base, words).expect("there");
        let edit = |at: Span, now: Now| Edit { at, now, layer: "region".to_owned(), by: at };
        let mut written = Written::default();
        let whole = [Span::new(base, 0, sources.file(base).text.len())];
        written.edits.push(edit(at("a=1"), Now::Words("a=2".to_owned())));
        assert_eq!(written.text(&sources, &whole, "trust"), "one\n\ntwo {a=2}\n\nthree\n\nfour");
        written.edits.push(edit(at("two {a=1}"), Now::Places(vec![Span::new(own, 0, 3)])));
        let end = Span::new(base, 3, 3);
        written.edits.push(edit(end, Now::Places(vec![Span::new(own, 5, 9)])));
        written.edits.push(edit(at("three"), Now::Places(Vec::new())));
        assert_eq!(written.text(&sources, &whole, "trust"), "one\n\nMORE\n\nTWO\n\nfour");
        // What a layer has done itself is no news to it.
        assert_eq!(written.text(&sources, &whole, "region"), "one\n\ntwo {a=1}\n\nthree\n\nfour");
        // What stands behind a piece is none of it, whatever ends its last line.
        let first = [Span::new(base, 0, 4)];
        assert_eq!(written.text(&sources, &first, "trust"), "one");
        assert_eq!(written.removed_within(&whole), Some(("region", at("three"))));
    }
}
