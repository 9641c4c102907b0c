//! A PO file to its entries, each with its place, and back. The crate `polib` reads and writes the
//! entries; what it does not know is added here: places, obsolete entries, and a refusal of damaged
//! lines with their number, which it would skip or stop at.

use polib::catalog::Catalog;
use polib::message::{Message, MessageFlags, MessageView};
use polib::metadata::CatalogMetadata;
use std::collections::HashSet;
use std::io::BufWriter;

/// What marks an entry that is no longer in the sources.
const OBSOLETE: &str = "#~";

/// An entry: a text of the sources and what it is in another language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Tells it from the same text elsewhere; empty without.
    pub context: String,
    /// The text of the sources.
    pub id: String,
    /// The translation; empty when there is none.
    pub text: String,
    /// The translation has to be looked at again.
    pub fuzzy: bool,
    /// What translators have noted.
    pub comments: String,
    /// What is said to translators.
    pub notes: String,
    /// Where the text stands, one `file:line` on a line.
    pub references: String,
    /// The line that its translation begins in, from 1; 0 for an entry that was never in a file.
    pub line: u32,
}

/// A PO file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The comment at its head.
    pub preamble: Vec<String>,
    /// Its header.
    pub header: CatalogMetadata,
    /// Its entries, in their order.
    pub entries: Vec<Entry>,
    /// Entries whose text is no longer in the sources.
    pub obsolete: Vec<Entry>,
}

/// Why a file cannot be used, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// From 1.
    pub line: u32,
    /// The cause.
    pub why: String,
}

impl Catalogue {
    /// Reads a PO file.
    pub fn read(text: &str) -> Result<Self, Damage> {
        let lines = Lines::scan(text)?;
        let at = |line: u32| move |error: polib::po_file::POParseError| damage(line, &error);
        let catalog = polib::po_file::parse_from_reader(lines.live.as_bytes()).map_err(at(1))?;
        let live = entries(&catalog, &lines.places);
        let obsolete = match lines.obsolete.is_empty() {
            true => Vec::new(),
            false => {
                let whole = format!("msgid \"\"\nmsgstr \"Language: x\\n\"\n\n{}", lines.obsolete);
                let catalog =
                    polib::po_file::parse_from_reader(whole.as_bytes()).map_err(at(lines.first))?;
                entries(&catalog, &[])
            }
        };
        Ok(Self { preamble: preamble(text), header: catalog.metadata, entries: live, obsolete })
    }

    /// The file as text: the same entries give the same bytes.
    pub fn write(&self) -> String {
        let mut out = written(&self.preamble, &self.header, &self.entries);
        let obsolete = written(&[], &CatalogMetadata::default(), &self.obsolete);
        let body = obsolete.split_once("\n\n").map_or("", |(_, body)| body);
        for line in body.trim_end().lines() {
            match line.is_empty() {
                true => out.push('\n'),
                false => out.push_str(&format!("{OBSOLETE} {line}\n")),
            }
        }
        let end = out.trim_end().len();
        out.truncate(end);
        out + "\n"
    }
}

/// The comment at a file's head; `polib` would lose its blank lines.
fn preamble(text: &str) -> Vec<String> {
    let comments = text.lines().take_while(|line| line.starts_with('#'));
    comments.map(|line| line[1..].trim().to_owned()).collect()
}

fn damage(line: u32, error: &polib::po_file::POParseError) -> Damage {
    let why = error.to_string();
    Damage { line, why: why.trim_start_matches("PO parse error: ").to_lowercase() }
}

fn entries(catalog: &Catalog, places: &[u32]) -> Vec<Entry> {
    let entry = |(index, message): (usize, &dyn MessageView)| Entry {
        context: message.msgctxt().unwrap_or_default().to_owned(),
        id: message.msgid().to_owned(),
        text: message.msgstr().unwrap_or_default().to_owned(),
        fuzzy: message.is_fuzzy(),
        comments: message.translator_comments().to_owned(),
        notes: message.extracted_comments().to_owned(),
        references: message.source().to_owned(),
        line: places.get(index).copied().unwrap_or_default(),
    };
    let messages = catalog.messages().map(|message| message as &dyn MessageView);
    messages.enumerate().map(entry).collect()
}

fn written(preamble: &[String], header: &CatalogMetadata, entries: &[Entry]) -> String {
    let mut catalog = Catalog::new(header.clone());
    catalog.preheader = preamble.to_vec();
    for entry in entries {
        let mut flags = MessageFlags::new();
        if entry.fuzzy {
            flags.add_flag("fuzzy");
        }
        let mut message = Message::build_singular();
        message
            .with_translator_comments(entry.comments.clone())
            .with_extracted_comments(entry.notes.clone())
            .with_source(entry.references.clone())
            .with_flags(flags)
            .with_msgid(entry.id.clone())
            .with_msgstr(entry.text.clone());
        if !entry.context.is_empty() {
            message.with_msgctxt(entry.context.clone());
        }
        catalog.append_or_update(message.done());
    }
    let mut bytes = BufWriter::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = polib::po_file::write(&catalog, &mut bytes);
    String::from_utf8(bytes.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A file's lines, each seen to be one of a PO file.
struct Lines {
    /// The entries and the header, one blank line apart.
    live: String,
    /// The obsolete entries, likewise, without their marks.
    obsolete: String,
    /// The line of the first of these.
    first: u32,
    /// The line of each entry's translation.
    places: Vec<u32>,
}

/// What an entry has so far.
#[derive(Default)]
struct Open {
    key: String,
    has_id: bool,
    has_text: bool,
}

impl Lines {
    fn scan(text: &str) -> Result<Self, Damage> {
        let mut lines =
            Lines { live: String::new(), obsolete: String::new(), first: 0, places: Vec::new() };
        let (mut open, mut seen) = (Open::default(), HashSet::new());
        let (mut field, mut header) = (false, true);
        for (index, line) in text.lines().enumerate() {
            let number = index as u32 + 1;
            let refuse = |why: &str| Err(Damage { line: number, why: why.to_owned() });
            let line = line.trim_end();
            if let Some(rest) = line.strip_prefix(OBSOLETE) {
                lines.first = if lines.first == 0 { number } else { lines.first };
                let rest = rest.trim_start();
                // Comments of an entry, or the next entry's context, part it from the one before.
                if rest.starts_with("msgctxt") || rest.starts_with('#') {
                    separate(&mut lines.obsolete);
                }
                if !rest.is_empty() && !rest.starts_with('#') && string(rest).is_none() {
                    return refuse("the string is not closed, or has an unknown escape");
                }
                lines.obsolete.push_str(rest);
                lines.obsolete.push('\n');
                continue;
            }
            if line.is_empty() {
                if !lines.obsolete.is_empty() {
                    separate(&mut lines.obsolete);
                }
                continue;
            }
            if line.starts_with('#') {
                if open.has_text {
                    close(&mut open, &mut seen, &mut lines, number, &mut header)?;
                }
                field = false;
                // What `polib` would not know: bare marks, previous texts.
                match line {
                    "#" | "#." | "#:" | "#," => lines.live.push_str("# \n"),
                    line if line.starts_with("#|") => {}
                    line => {
                        let (mark, rest) = match line[1..].chars().next() {
                            Some('.' | ':' | ',') => line.split_at(2),
                            _ => line.split_at(1),
                        };
                        lines.live.push_str(&format!("{mark} {}\n", rest.trim_start()));
                    }
                }
                continue;
            }
            let Some((keyword, inner)) = string(line) else {
                return match line.starts_with('m') || line.starts_with('"') {
                    true => refuse("the string is not closed, or has an unknown escape"),
                    false => refuse("this is no line of a PO file"),
                };
            };
            match keyword {
                "msgctxt" | "msgid" => {
                    if open.has_text {
                        close(&mut open, &mut seen, &mut lines, number, &mut header)?;
                    } else if keyword == "msgid" && open.has_id {
                        return refuse("the entry before has no `msgstr`");
                    }
                    open.has_id |= keyword == "msgid";
                    open.key.push_str(keyword);
                    open.key.push_str(inner);
                }
                "msgstr" if open.has_id && !open.has_text => {
                    open.has_text = true;
                    lines.places.push(number);
                }
                "msgstr" => return refuse("a `msgstr` without a `msgid` before it"),
                "" if field => {
                    if !open.has_text {
                        open.key.push_str(inner);
                    }
                }
                "" => return refuse("a string that belongs to nothing"),
                _ => return refuse("plural forms are not used here"),
            }
            field = true;
            lines.live.push_str(line);
            lines.live.push('\n');
        }
        let last = text.lines().count() as u32;
        if open.has_text {
            close(&mut open, &mut seen, &mut lines, last + 1, &mut header)?;
        } else if open.has_id {
            return Err(Damage { line: last, why: "the last entry has no `msgstr`".to_owned() });
        }
        if header {
            let why = "it has no header: an entry with `msgid \"\"` at its start".to_owned();
            return Err(Damage { line: 1, why });
        }
        Ok(lines)
    }
}

/// Ends an entry: the first is the header, and none comes twice.
fn close(
    open: &mut Open,
    seen: &mut HashSet<String>,
    lines: &mut Lines,
    next: u32,
    header: &mut bool,
) -> Result<(), Damage> {
    let at = lines.places.last().copied().unwrap_or(next);
    if *header {
        if open.key != "msgid" {
            let why = "it has no header: an entry with `msgid \"\"` at its start".to_owned();
            return Err(Damage { line: at, why });
        }
        *header = false;
        lines.places.clear();
    } else if !seen.insert(std::mem::take(&mut open.key)) {
        return Err(Damage { line: at, why: "the same entry stands here twice".to_owned() });
    }
    *open = Open::default();
    separate(&mut lines.live);
    Ok(())
}

/// A blank line, unless there is one.
fn separate(text: &mut String) {
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// The keyword before a string and what is in its quotes; `None` when it is no whole string.
fn string(line: &str) -> Option<(&str, &str)> {
    let (keyword, rest) = line.split_once('"')?;
    let inner = rest.strip_suffix('"')?;
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return None,
            '\\' if !matches!(letters.next()?, 'n' | 't' | 'r' | '"' | '\\') => return None,
            _ => {}
        }
    }
    let keyword = keyword.trim_end();
    let known = ["", "msgctxt", "msgid", "msgstr", "msgid_plural"].contains(&keyword)
        || keyword.starts_with("msgstr[");
    known.then_some((keyword, inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# Notes.\n#\n# More.\nmsgid \"\"\nmsgstr \"\"\n\"Language: cy\\n\"\n\"Plural-Forms: nplurals=1; plural=0;\\n\"\n\n";

    #[test]
    fn what_is_written_reads_the_same_again() {
        let text = format!(
            "{HEAD}#. heading\n#: a.md:1\n#, fuzzy\nmsgid \"One \\\"two\\\"\"\nmsgstr \"Un\"\n\n#~ msgid \"Gone\"\n#~ msgstr \"Wedi mynd\"\n"
        );
        let read = Catalogue::read(&text).expect("sound");
        assert_eq!((read.entries.len(), read.obsolete.len()), (1, 1));
        assert_eq!(read.entries[0].line, 13);
        assert!(read.entries[0].fuzzy);
        assert_eq!(read.write(), text);
    }

    #[test]
    fn damage_is_found_in_its_line() {
        for (text, line) in [
            ("", 1),
            ("nonsense", 1),
            ("\"x\"", 1),
            ("msgstr \"x\"", 1),
            (&format!("{HEAD}msgid \"a\"\nmsgid \"b\"\n") as &str, 10),
            (&format!("{HEAD}msgid \"a\"\nmsgstr \"b\n"), 10),
            (&format!("{HEAD}msgid \"a\"\n\"\\q\"\nmsgstr \"b\"\n"), 10),
            (&format!("{HEAD}msgid \"a\"\nmsgstr \"b\"\nmsgid \"a\"\nmsgstr \"c\"\n"), 12),
            (&format!("{HEAD}msgid \"a\"\n"), 9),
            (&format!("{HEAD}msgid é\"a\"\n"), 9),
        ] {
            let found = Catalogue::read(text).expect_err(text);
            assert_eq!(found.line, line, "{text}: {}", found.why);
        }
    }
}
