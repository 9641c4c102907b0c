//! Set-off boxes: a table of one column, whose first row says what it is.

use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::{CalloutRole, Part, Run, plain_parts};

/// A box with fewer letters stays on one page.
const SHORT: usize = 700;
/// The same of what is said, which stands below a slide: together they would leave half a page empty.
const SHORT_SAID: usize = 240;

impl Story<'_> {
    /// A box in the treatment of its role.
    pub fn callout(&mut self, role: CalloutRole, title: &[Run], children: &[Part]) {
        let (table, label, word) = match role {
            CalloutRole::Say => (Style::Say, Style::SayLabel, "say"),
            CalloutRole::Do => (Style::Do, Style::DoLabel, "do"),
            CalloutRole::Ask => (Style::Ask, Style::AskLabel, "ask"),
            CalloutRole::Producer => (Style::Producer, Style::ProducerLabel, "producer"),
            CalloutRole::Questions => (Style::Questions, Style::BoxLabel, "questions"),
            CalloutRole::ShortOfTime => (Style::ShortOfTime, Style::BoxLabel, "short-of-time"),
            CalloutRole::Note => (Style::Note, Style::BoxLabel, "note"),
            CalloutRole::Tip => (Style::Tip, Style::BoxLabel, "tip"),
            CalloutRole::Warning => (Style::Warning, Style::BoxLabel, "warning"),
            CalloutRole::Example => (Style::Example, Style::BoxLabel, "example"),
            CalloutRole::Quote => return children.iter().for_each(|child| self.part(child)),
        };
        let word = self.words.get(word).to_owned();
        let most = if role == CalloutRole::Say { SHORT_SAID } else { SHORT };
        let short = plain_parts(children).iter().map(String::len).sum::<usize>() < most;
        // The name of the treatment stands even where the author gave a title: the eye looks for it.
        let named = matches!(label, Style::BoxLabel) && !title.is_empty();
        self.boxed(
            table,
            &word,
            short,
            |story| {
                story.begin(label);
                match named {
                    true => story.runs(title),
                    false => {
                        story.run(None, &word);
                        if !title.is_empty() {
                            story.run(None, " · ");
                            story.runs(title);
                        }
                    }
                }
                story.end(label);
            },
            |story| story.parts(children),
        );
    }

    /// A box: its label in a header row, and what is in it.
    pub fn boxed(
        &mut self,
        table: Style,
        name: &str,
        whole: bool,
        label: impl FnOnce(&mut Self),
        content: impl FnOnce(&mut Self),
    ) {
        let width = self.width;
        self.open_table(table, &Grid { widths: &[width], header: true, name, ..Grid::default() });
        let before = (self.width, self.depth);
        self.width = width - 26.0;
        self.depth = 0;
        self.open_row(true, true, 0.0);
        self.open_cell(width);
        label(self);
        self.close_cell();
        self.close_row();
        self.open_row(false, whole, 0.0);
        self.open_cell(width);
        let start = self.xml.len();
        content(self);
        self.end_cell(start);
        self.close_row();
        (self.width, self.depth) = before;
        self.close_table();
    }
}
