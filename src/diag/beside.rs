//! Texts beside each other, in columns of a terminal: what something was, what it is, and what stands
//! in its place. Lines that say the same stand in the same row.

use super::align::common;

/// Texts with their titles. The first is what the others are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Title and text of each column.
    pub columns: Vec<(String, String)>,
}

/// Rows of lines that belong together: for each column its lines.
struct Row {
    lines: Vec<Vec<String>>,
    /// Do the first two columns differ here?
    differs: bool,
}

/// What parts two columns.
const BETWEEN: &str = " | ";

impl Beside {
    /// As lines of at most `width` characters. Where not the `whole` is wanted, what is the same in the
    /// first two columns is left out but for a line on each side of what differs.
    pub fn lines(&self, width: usize, whole: bool) -> Vec<String> {
        let count = self.columns.len().max(1);
        let wide = (width.saturating_sub(BETWEEN.len() * (count - 1)) / count).max(12);
        let rows = self.rows();
        let mut out = vec![joined(self.columns.iter().map(|(title, _)| title.as_str()), wide)];
        out.push(joined(std::iter::repeat_n("-".repeat(wide).as_str(), count), wide));
        let shown: Vec<bool> = (0..rows.len())
            .map(|at| {
                let near = at.saturating_sub(1)..(at + 2).min(rows.len());
                whole || count < 3 || rows[near].iter().any(|row| row.differs)
            })
            .collect();
        let mut left_out = false;
        for (row, shown) in rows.iter().zip(shown) {
            if !shown {
                if !left_out {
                    out.push(joined(std::iter::repeat_n("...", count), wide));
                }
                left_out = true;
                continue;
            }
            left_out = false;
            let cells: Vec<Vec<String>> = row
                .lines
                .iter()
                .map(|lines| lines.iter().flat_map(|line| wrapped(line, wide)).collect())
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            for at in 0..height {
                let line = cells.iter().map(|cell| cell.get(at).map_or("", String::as_str));
                out.push(joined(line, wide));
            }
        }
        out
    }

    /// The lines of all columns in rows. The first two are aligned with each other; lines of the others
    /// stand beside what they have in common with the first.
    fn rows(&self) -> Vec<Row> {
        let lines: Vec<Vec<&str>> =
            self.columns.iter().map(|(_, text)| text.lines().collect()).collect();
        let Some(first) = lines.first() else { return Vec::new() };
        let second = lines.get(1).filter(|_| lines.len() > 2).unwrap_or(first);
        let mut rows: Vec<Row> = Vec::new();
        let mut row_of = vec![0; first.len()];
        let (mut i, mut j) = (0, 0);
        let end = [(first.len(), second.len())];
        for (a, b) in common(first, second).into_iter().chain(end) {
            if a > i || b > j {
                row_of[i..a].fill(rows.len());
                rows.push(row(&first[i..a], &second[j..b], lines.len(), true));
            }
            if a < first.len() {
                row_of[a] = rows.len();
                rows.push(row(&first[a..=a], &second[b..=b], lines.len(), false));
            }
            (i, j) = (a + 1, b + 1);
        }
        let others = if lines.len() > 2 { 2 } else { 1 };
        for (column, own) in lines.iter().enumerate().skip(others) {
            // A word such as "taken out" stands beside what differs.
            let different = rows.iter().position(|row| row.differs);
            if let ([only], Some(at)) = (own.as_slice(), different) {
                rows[at].lines[column].push((*only).to_owned());
                continue;
            }
            place(own, column, &common(first, own), &row_of, &mut rows);
        }
        rows
    }
}

fn row(first: &[&str], second: &[&str], columns: usize, differs: bool) -> Row {
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let mut lines: Vec<Vec<String>> = vec![Vec::new(); columns];
    lines[0] = owned(first);
    if columns > 2 {
        lines[1] = owned(second);
    }
    Row { lines, differs }
}

/// Puts the lines of a column into rows: what the first column says, too, beside it; the rest line by
/// line into the rows between, and what is left over into the last of them.
fn place(
    own: &[&str],
    column: usize,
    pairs: &[(usize, usize)],
    row_of: &[usize],
    rows: &mut Vec<Row>,
) {
    if rows.is_empty() {
        rows.push(row(&[], &[], column + 1, false));
    }
    let last = rows.len();
    let (mut next, mut at) = (0, 0);
    let ends = pairs.iter().map(|(base, line)| (row_of[*base], *line)).chain([(last, own.len())]);
    for (to, line) in ends {
        for text in &own[at..line] {
            // Before the row of the next common line, or else in it.
            let room = next < to && next < last;
            let target = if room { next } else { next.saturating_sub(1).min(last - 1) };
            rows[target].lines[column].push((*text).to_owned());
            next = if room { next + 1 } else { next };
        }
        if let Some(text) = own.get(line) {
            rows[to].lines[column].push((*text).to_owned());
        }
        (next, at) = (to + 1, line + 1);
    }
}

/// A line of columns.
fn joined<'a>(cells: impl Iterator<Item = &'a str>, wide: usize) -> String {
    let cells: Vec<String> = cells.map(|cell| format!("{:wide$.wide$}", cell)).collect();
    cells.join(BETWEEN).trim_end().to_owned()
}

/// A line in lines of a width, broken between words where that can be; an empty one stays one.
fn wrapped(line: &str, wide: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut now = String::new();
    for word in line.split(' ') {
        let mut word = word;
        let room = |now: &String| wide.saturating_sub(now.chars().count());
        if !now.is_empty() && room(&now) < word.chars().count() + 1 {
            out.push(std::mem::take(&mut now));
        } else if !now.is_empty() {
            now.push(' ');
        }
        while word.chars().count() > wide {
            let at = word.char_indices().nth(wide).map_or(word.len(), |(at, _)| at);
            out.push(word[..at].to_owned());
            word = &word[at..];
        }
        now.push_str(word);
    }
    out.push(now);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(texts: &[(&str, &str)]) -> Beside {
        let own = |(title, text): &(&str, &str)| ((*title).to_owned(), (*text).to_owned());
        Beside { columns: texts.iter().map(own).collect() }
    }

    #[test]
    fn what_is_the_same_stands_in_one_row() {
        let three = beside(&[
            ("then", "one\n\ntwo words\n\nthree\nfour\nfive"),
            ("now", "one\n\ntwo longer words here\n\nthree\nfour\nfive"),
            ("here", "one\n\nour own\n\nthree\nfour\nfive"),
        ]);
        let lines = three.lines(48, true);
        assert_eq!(lines[0], "then           | now            | here");
        assert_eq!(lines[4], "two words      | two longer     | our own", "{lines:#?}");
        assert_eq!(lines[5], "               | words here     |", "{lines:#?}");
        assert_eq!(
            lines.last().map(String::as_str),
            Some("five           | five           | five")
        );
        assert!(lines.iter().all(|line| line.chars().count() <= 48), "{lines:#?}");
        let short = three.lines(48, false);
        assert!(short.iter().any(|line| line.starts_with("...")), "{short:#?}");
        assert!(!short.iter().any(|line| line.starts_with("five")), "{short:#?}");
    }

    #[test]
    fn texts_of_any_shape_lose_nothing() {
        for texts in [
            [("a", ""), ("b", ""), ("c", "")],
            [("a", ""), ("b", "x\ny"), ("c", "z\nz\nz\nz")],
            [("a", "p\nq\nr"), ("b", "q"), ("c", "n\np\nm\nr\no")],
            [("a", "p"), ("b", ""), ("c", "a-word-that-is-longer-than-its-column-is-wide p")],
        ] {
            let lines = beside(&texts).lines(40, true);
            let own = lines[2..].iter().filter_map(|line| line.get(line.len().min(30)..));
            let shown: String = own.collect::<Vec<_>>().concat().replace([' ', '\n'], "");
            assert_eq!(shown, texts[2].1.replace([' ', '\n'], ""), "{lines:#?}");
        }
    }
}
