//! Places in source files: byte ranges while reading, file and line afterwards.

use serde::{Serialize, Serializer};
use std::sync::Arc;

/// A byte range of a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// Index into [`Sources`].
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A range of a file.
    pub fn new(file: u32, start: usize, end: usize) -> Self {
        Self { file, start: start as u32, end: end.max(start) as u32 }
    }
}

/// File and line of an author's text, as it travels with every part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Path below the sources folder, with forward slashes.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl Serialize for Origin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path below the sources folder, with forward slashes.
    pub path: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
    /// Byte offset of each line's start.
    lines: Arc<[u32]>,
}

/// All files read so far; spans point into it.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<SourceFile>);

impl Sources {
    /// Adds a file and returns its index.
    pub fn add(&mut self, path: &str, text: Arc<str>) -> u32 {
        let lines = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1))
            .collect();
        self.0.push(SourceFile { path: path.into(), text, lines });
        self.0.len() as u32 - 1
    }

    /// The index of a file that was added.
    pub fn index(&self, path: &str) -> Option<u32> {
        self.0.iter().position(|file| &*file.path == path).map(|at| at as u32)
    }

    /// A hash of the path and text of every file that belongs to it: the same sources give the same
    /// revision.
    pub fn revision(&self, belongs: impl Fn(&str) -> bool) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut files: Vec<&SourceFile> = self.0.iter().filter(|it| belongs(&it.path)).collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files.dedup_by(|a, b| a.path == b.path);
        for file in files {
            for text in [file.path.as_bytes(), file.text.as_bytes()] {
                hasher.update(&(text.len() as u64).to_le_bytes());
                hasher.update(text);
            }
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// The file of an index.
    pub fn file(&self, index: u32) -> &SourceFile {
        &self.0[index as usize]
    }

    /// Where a span starts.
    pub fn origin(&self, span: Span) -> Origin {
        let file = self.file(span.file);
        Origin { file: file.path.clone(), line: file.line_column(span.start).0 }
    }

    /// The first place of a word in the last file whose path ends so.
    pub fn word(&self, word: &str, path_end: &str) -> Option<Span> {
        let index = self
            .0
            .iter()
            .rposition(|file| file.path.ends_with(path_end) && file.text.contains(word))?;
        let start = self.0[index].text.find(word)?;
        Some(Span::new(index as u32, start, start + word.len()))
    }

    /// The place of a key or section at the start of a line, in the last such file. A key with a dot is
    /// looked for in its section, too.
    pub fn key(&self, key: &str, path_end: &str) -> Option<Span> {
        let files =
            self.0.iter().enumerate().rev().filter(|(_, file)| file.path.ends_with(path_end));
        files.into_iter().find_map(|(index, file)| {
            let (line, name) = file.key(key)?;
            let start = file.offset(line, 1);
            let at = start + file.text[start..].find(name)?;
            Some(Span::new(index as u32, at, at + name.len()))
        })
    }

    /// The first place of some words in a file.
    pub fn words(&self, file: u32, words: &str) -> Option<Span> {
        let start = self.file(file).text.find(words)?;
        Some(Span::new(file, start, start + words.len()))
    }

    /// The first place of some words within a span; `None` when they are empty or not there.
    pub fn within(&self, span: Span, words: &str) -> Option<Span> {
        let start = span.start as usize;
        let text = &self.file(span.file).text[start..span.end as usize];
        let at = text.find(words).filter(|_| !words.is_empty())?;
        Some(Span::new(span.file, start + at, start + at + words.len()))
    }

    /// The span that starts on a file's line, for findings that only know the line.
    pub fn line(&self, path: &str, line: u32) -> Option<Span> {
        let index = self.0.iter().position(|file| &*file.path == path)?;
        let file = &self.0[index];
        let range = file.line(line);
        Some(Span::new(index as u32, range.start, range.end))
    }
}

impl SourceFile {
    /// The line of a key of a TOML file, and the part of it that stands there.
    fn key<'a>(&self, key: &'a str) -> Option<(u32, &'a str)> {
        let starts = |line: &str, name: &str| {
            let line = line.trim_start().trim_start_matches('[');
            line.strip_prefix(name)
                .is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
        };
        let number = |at: usize| at as u32 + 1;
        if let Some(at) = self.text.lines().position(|line| starts(line, key)) {
            return Some((number(at), key));
        }
        let (section, name) = key.rsplit_once('.')?;
        let mut inside = false;
        for (at, line) in self.text.lines().enumerate() {
            if line.starts_with('[') {
                inside = line.trim_matches(['[', ']', ' ']) == section;
            } else if inside && starts(line, name) {
                return Some((number(at), name));
            }
        }
        None
    }

    /// Line and column, both from 1; the column counts characters.
    pub fn line_column(&self, offset: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= offset).max(1) - 1;
        let start = self.lines[line] as usize;
        let column = self.text.get(start..offset as usize).map_or(0, |text| text.chars().count());
        (line as u32 + 1, column as u32 + 1)
    }

    /// Byte range of a line, from 1, without its end.
    pub fn line(&self, line: u32) -> std::ops::Range<usize> {
        self.to_line_end(self.offset(line, 1))
    }

    /// Byte range from an offset to the end of its line.
    pub fn to_line_end(&self, start: usize) -> std::ops::Range<usize> {
        start..self.text[start..].find('\n').map_or(self.text.len(), |length| start + length)
    }

    /// Byte offset of a line and a column counted in bytes, both from 1; clamped to the file.
    pub fn offset(&self, line: u32, column: u32) -> usize {
        let start = self.lines.get(line.saturating_sub(1) as usize).copied();
        let mut at = (start.unwrap_or(self.text.len() as u32) + column.saturating_sub(1)) as usize;
        at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
