//! What the Markdown parser must not see: attributes of headings, which are ours, and nesting without
//! end, which it would follow.

/// Deepest nesting of blocks.
pub const MAX_DEPTH: usize = 32;

/// Footnotes and link definitions hold for the whole file, whatever container they stand in.
pub(super) fn definitions(text: &str) -> String {
    let starts = |line: &str| {
        line.starts_with('[')
            && line.split_once("]:").is_some_and(|(name, _)| !name[1..].contains(']'))
    };
    let mut out = String::new();
    let mut within = false;
    for line in text.lines() {
        within = starts(line)
            || (within && !line.trim().is_empty() && !line.trim_start().starts_with(":::"));
        if within {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// Attributes at the ends of lines: byte range between the braces, by line.
pub(super) type LineAttributes = std::collections::BTreeMap<u32, (usize, usize)>;

/// What was blanked out of a text.
#[derive(Default)]
pub(super) struct Masked {
    /// Attributes of headings.
    pub headings: LineAttributes,
    /// Conditions of paragraphs, list items and table rows.
    pub conditions: LineAttributes,
}

/// Blanks out attributes at the ends of lines byte for byte, so that places stay right, and returns
/// where they are. `at` and `first` say where the text starts in its file.
pub(super) fn mask(text: &str, mut at: usize, first: u32) -> (String, Masked) {
    let mut masked = String::with_capacity(text.len());
    let mut found = Masked::default();
    let mut fenced: Option<&str> = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let trimmed = line.trim_end();
        match fenced {
            Some(fence) if trimmed.trim_start().starts_with(fence) => fenced = None,
            None if trimmed.starts_with("```") => fenced = Some("```"),
            None if trimmed.starts_with("~~~") => fenced = Some("~~~"),
            _ => {}
        }
        let is_heading = line.starts_with('#');
        // The braces of a table row stand in its last cell, or behind it.
        let ending = if is_heading { trimmed } else { trimmed.trim_end_matches(['|', ' ']) };
        let braces = (fenced.is_none() && ending.ends_with('}'))
            .then(|| opening_brace(ending))
            .flatten()
            .filter(|open| is_heading || is_condition(&ending[..*open], &ending[open + 1..]));
        match braces {
            Some(open) => {
                let close = ending.len() - 1;
                let place = (start + open + 1, start + close);
                let of = if is_heading { &mut found.headings } else { &mut found.conditions };
                of.insert(first + number as u32, place);
                masked.push_str(&line[..open]);
                masked.extend(std::iter::repeat_n(' ', close + 1 - open));
                masked.push_str(&line[close + 1..]);
            }
            None => masked.push_str(line),
        }
    }
    (masked, found)
}

/// The brace that opens the attributes at the end of a heading; none when it belongs to `{{…}}`.
fn opening_brace(line: &str) -> Option<usize> {
    if line.ends_with("}}") {
        return None;
    }
    let mut quoted = false;
    line.char_indices().rev().skip(1).find_map(|(index, c)| {
        if c == '"' {
            quoted = !quoted;
        }
        (c == '{' && !quoted).then_some(index)
    })
}

/// Does a brace that stands apart from the words before it hold a condition, or what was meant as one?
fn is_condition(before: &str, inner: &str) -> bool {
    let key = inner.split('=').next().unwrap_or("").trim();
    before.ends_with([' ', '|'])
        && inner.contains('=')
        && crate::diag::nearest(key, ["when"]).is_some()
}

/// The first line, from 1, that nests too deeply, found before the parser recurses into it.
pub(super) fn too_deep(text: &str) -> Option<u32> {
    text.lines().position(is_deep).map(|line| line as u32 + 1)
}

/// Does a line nest too deeply?
pub(super) fn is_deep(line: &str) -> bool {
    let indent = line.len() - line.trim_start().len();
    let quotes = line.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>');
    let markers = line.split_whitespace().take_while(|w| matches!(*w, "-" | "*" | "+" | ">"));
    let emphasis =
        line.split(|c| c != '*').map(str::len).chain(line.split(|c| c != '_').map(str::len));
    indent / 2 > MAX_DEPTH
        || quotes.count() > MAX_DEPTH
        || markers.count() > MAX_DEPTH
        || (emphasis.max().unwrap_or(0) > 16 * MAX_DEPTH && line.contains(char::is_alphanumeric))
}
