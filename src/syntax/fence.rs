//! `:::` fences: which lines open and close containers, found before the Markdown between them is
//! parsed, so that no list or table can swallow a closing fence.

use crate::diag::{Code, Diagnostic, Findings, SourceFile, Span};

/// A stretch of a file.
#[derive(Debug, PartialEq)]
pub enum Piece {
    /// Lines of Markdown, from a line (from 1) up to before another.
    Text {
        /// First line, from 1.
        first: u32,
        /// The line after the last.
        end: u32,
    },
    /// A container.
    Fence(Fence),
}

/// A container with its fences.
#[derive(Debug, PartialEq)]
pub struct Fence {
    /// The line of its opening fence, from 1.
    pub line: u32,
    /// The line of its closing fence, or the last line it reaches.
    pub end: u32,
    /// What is in it.
    pub pieces: Vec<Piece>,
    colons: usize,
}

/// Splits a file into text and containers, from a line on.
pub fn split(file: &SourceFile, index: u32, from: u32, findings: &mut Findings) -> Vec<Piece> {
    let mut splitter =
        Splitter { file, index, findings, open: Vec::new(), top: Vec::new(), text: None };
    let mut code: Option<&str> = None;
    let mut last = from;
    for (number, line) in file.text.lines().enumerate() {
        let number = number as u32 + 1;
        if number < from {
            continue;
        }
        last = number;
        let trimmed = line.trim();
        let marker = ["```", "~~~"].into_iter().find(|marker| trimmed.starts_with(marker));
        match (code, marker) {
            (Some(fence), Some(marker)) if fence == marker => code = None,
            (None, Some(marker)) => code = Some(marker),
            _ => {}
        }
        let colons = trimmed.bytes().take_while(|byte| *byte == b':').count();
        let indented = line.len() - line.trim_start().len() > 3;
        if code.is_some() || colons < 3 || indented {
            splitter.text.get_or_insert(number);
        } else if trimmed.len() == colons {
            splitter.close(number, colons);
        } else {
            splitter.flush(number);
            splitter.open.push(Fence { line: number, end: number, pieces: Vec::new(), colons });
        }
    }
    splitter.finish(last + 1)
}

struct Splitter<'a> {
    file: &'a SourceFile,
    index: u32,
    findings: &'a mut Findings,
    open: Vec<Fence>,
    top: Vec<Piece>,
    text: Option<u32>,
}

impl Splitter<'_> {
    fn pieces(&mut self) -> &mut Vec<Piece> {
        self.open.last_mut().map_or(&mut self.top, |fence| &mut fence.pieces)
    }

    fn flush(&mut self, end: u32) {
        if let Some(first) = self.text.take() {
            self.pieces().push(Piece::Text { first, end });
        }
    }

    /// Closes the innermost container of as many colons, else the innermost that has fewer.
    fn close(&mut self, line: u32, colons: usize) {
        self.flush(line);
        let at = self.open.iter().rposition(|fence| fence.colons == colons);
        let at = at.or_else(|| self.open.iter().rposition(|fence| fence.colons < colons));
        let Some(at) = at else {
            let span = self.line(line);
            self.findings.push(
                Diagnostic::new(Code::UnclosedContainer, span, "this fence closes nothing")
                    .help("remove it, or give it as many colons as the container it closes"),
            );
            return;
        };
        while self.open.len() > at + 1 {
            self.report_open();
            self.pop(line - 1);
        }
        self.pop(line);
    }

    fn pop(&mut self, end: u32) {
        if let Some(mut fence) = self.open.pop() {
            fence.end = end.max(fence.line);
            self.pieces().push(Piece::Fence(fence));
        }
    }

    fn finish(mut self, end: u32) -> Vec<Piece> {
        self.flush(end);
        while !self.open.is_empty() {
            self.report_open();
            self.pop(end - 1);
        }
        self.top
    }

    fn report_open(&mut self) {
        let Some(fence) = self.open.last() else { return };
        let (line, colons) = (fence.line, ":".repeat(fence.colons));
        let span = self.line(line);
        let text = self.file.text[span.start as usize..span.end as usize].trim();
        let name = text.trim_start_matches(':').trim().split([' ', '{']).next().unwrap_or("");
        let message = format!("`{colons} {name}` is never closed");
        self.findings.push(
            Diagnostic::new(Code::UnclosedContainer, span, message).label("opened here").help(format!(
                "close it with `{colons}` on a line of its own; a container that holds others needs more colons than they have"
            )),
        );
    }

    fn line(&self, line: u32) -> Span {
        let range = self.file.line(line);
        Span::new(self.index, range.start, range.end)
    }
}
