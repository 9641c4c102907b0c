//! Front matter as text, line by line with the place of each, so that an organisation can lay its own
//! keys over the shared ones and every finding still names the file that says it.

use super::source::What;
use crate::diag::{Code, Diagnostic, Findings, SourceFile, Sources, Span};
use crate::model::Facts;
use serde::de::DeserializeOwned;

/// The lines of a front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontText(Vec<FrontLine>);

/// A line with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FrontLine {
    file: u32,
    line: u32,
    text: String,
}

/// A key with all that stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontKey {
    /// The key.
    pub key: String,
    /// From its first letter to the end of its last line.
    pub span: Span,
    /// Its lines.
    range: std::ops::Range<usize>,
}

impl FrontText {
    /// The lines of a byte range of a file.
    pub fn new(file: &SourceFile, index: u32, range: std::ops::Range<usize>) -> Self {
        let first = file.line_column(range.start as u32).0;
        let lines = file.text[range].lines().zip(first..);
        Self(
            lines
                .map(|(text, line)| FrontLine { file: index, line, text: text.to_owned() })
                .collect(),
        )
    }

    /// The files that its lines stand in.
    pub fn files(&self) -> Vec<u32> {
        let mut files: Vec<u32> = self.0.iter().map(|line| line.file).collect();
        files.dedup();
        files
    }

    /// Every key at the start of a line, with its lines.
    pub fn keys(&self, sources: &Sources) -> Vec<FrontKey> {
        let key = |line: &FrontLine| {
            let is_key = line.text.starts_with(|c: char| c.is_alphabetic());
            let key = is_key.then(|| line.text.split_once(':'))??.0.trim();
            Some(key.to_owned())
        };
        let starts = self.0.iter().enumerate().filter_map(|(at, line)| Some((at, key(line)?)));
        let starts: Vec<(usize, String)> = starts.collect();
        let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([self.0.len()]);
        let one = |(start, key): &(usize, String), end: usize| {
            // Blank lines and comments before the next key are not this one's.
            let said =
                |line: &&FrontLine| !line.text.trim().is_empty() && !line.text.starts_with('#');
            let own = self.0[*start..end].iter().rposition(|line| said(&line)).unwrap_or(0);
            let (first, last) = (&self.0[*start], &self.0[start + own]);
            let file = sources.file(first.file);
            let span = Span::new(first.file, file.line(first.line).start, file.line(last.line).end);
            FrontKey { key: key.clone(), span, range: *start..start + own + 1 }
        };
        starts.iter().zip(ends).map(|(start, end)| one(start, end)).collect()
    }

    /// These lines with the keys of another front matter in the place of their own, or at the end.
    pub fn laid_over(&self, other: &FrontText, sources: &Sources) -> FrontText {
        let mut merged = self.clone();
        for over in other.keys(sources) {
            let lines = other.0[over.range].to_vec();
            let own = merged.keys(sources).into_iter().find(|own| own.key == over.key);
            let range = own.map_or(merged.0.len()..merged.0.len(), |own| own.range);
            merged.0.splice(range, lines);
        }
        merged
    }

    /// Takes a key out.
    pub fn remove(&mut self, key: &str, sources: &Sources) {
        if let Some(own) = self.keys(sources).into_iter().find(|own| own.key == key) {
            self.0.drain(own.range);
        }
    }

    /// The place of a line and column of these lines, both from 1.
    fn place(&self, sources: &Sources, line: u32, column: u32) -> Option<(u32, usize)> {
        let own = self.0.get((line.max(1) - 1) as usize)?;
        Some((own.file, sources.file(own.file).offset(own.line, column)))
    }

    /// Understands the facts; `None`, with a finding, when they are not what they should be.
    pub fn parse<F: Facts + DeserializeOwned>(
        &self,
        what: What,
        sources: &Sources,
        findings: &mut Findings,
    ) -> Option<F> {
        let text: Vec<&str> = self.0.iter().map(|line| line.text.as_str()).collect();
        let parsed = serde_saphyr::from_str::<F>(&format!("{}\n", text.join("\n")));
        let mut front = match parsed {
            Ok(front) => front,
            Err(error) => {
                findings.push(self.bad(what, &error, sources));
                return None;
            }
        };
        let place = |line: u32, column: u32, length: usize| {
            let (file, start) = self.place(sources, line, column).unwrap_or((0, 0));
            Span::new(file, start, start + length)
        };
        front.placed_mut().into_iter().for_each(|word| word.settle(&place));
        Some(front)
    }

    fn bad(&self, what: What, error: &serde_saphyr::Error, sources: &Sources) -> Diagnostic {
        let place = error.location();
        let place = place.map(|it| (it.line() as u32, it.column() as u32));
        let first = self.0.first().map_or(0, |line| line.file);
        let span = place.and_then(|(line, column)| {
            let (file, start) = self.place(sources, line, column)?;
            let range = sources.file(file).to_line_end(start);
            Some(Span::new(file, range.start, range.end))
        });
        let whole = error.to_string();
        let message = whole.lines().next().unwrap_or("");
        let message = message.strip_prefix("error: ").unwrap_or(message);
        Diagnostic::new(Code::BadFrontMatter, span.unwrap_or(Span::new(first, 0, 3)), message)
            .help(format!("`packwright schema {}` prints every key", what.word()))
    }
}
