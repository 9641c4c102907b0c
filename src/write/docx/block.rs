//! Parts as paragraphs, lists, tables, boxes and fields.

use super::paper;
use super::story::{Entry, Story};
use super::style::Style;
use crate::part::{Body, CalloutRole, GroupRole, ListItem, Part, Run, TextRole, plain};

impl Story<'_> {
    /// Parts one below the other.
    pub fn parts(&mut self, parts: &[Part]) {
        let tail = std::mem::take(&mut self.tail);
        for (at, part) in parts.iter().enumerate() {
            self.tail = match parts.get(at + 1) {
                Some(next) => matches!(next.body, Body::Break),
                None => tail,
            };
            self.part(part);
        }
        self.tail = tail;
    }

    /// One part.
    pub fn part(&mut self, part: &Part) {
        match &part.body {
            Body::Heading { level, runs } => self.heading(*level + self.below, runs),
            Body::Text { runs, role } => self.text(runs, *role),
            Body::List { ordered, start, items } => self.list(part, *ordered, *start, items),
            Body::Table(table) => self.table(part, table),
            Body::Picture { path, alt, caption, width, ratio } => {
                self.picture(part, path, alt, *width, *ratio);
                self.caption(caption);
            }
            Body::Drawing { drawing, alt, caption } => {
                self.caption(caption);
                self.drawing(drawing, alt);
            }
            Body::Field { label, hint, field } => self.field(part, label, hint, field),
            Body::Callout { role: CalloutRole::Quote, children, .. } => self.quote(children),
            Body::Callout { role, title, children } => self.callout(*role, title, children),
            Body::Rule => {
                self.begin(Style::Line);
                self.end(Style::Line);
            }
            Body::Break => self.new_page(),
            Body::Group { role, children } => self.group(part, role, children),
        }
    }

    fn group(&mut self, part: &Part, role: &GroupRole, children: &[Part]) {
        match role {
            GroupRole::Columns { widths } => self.columns(widths, children),
            GroupRole::Stack => self.parts(children),
            GroupRole::Copy { .. } => {
                // The first copy stands below the document's own title.
                if std::mem::replace(&mut self.copied, true) {
                    self.new_page();
                    paper::title(self);
                }
                self.parts(children);
            }
            GroupRole::Cover => self.cover(children),
            GroupRole::Card { title, .. } => self.card(title, children),
            GroupRole::Fact { label, value, .. } => {
                self.line(Style::FactLabel, label);
                self.line(Style::FactValue, value);
                self.parts(children);
            }
            GroupRole::Activity { .. } => self.activity(part, role, children),
            GroupRole::Step { slides } => self.step(slides, children),
            // A worksheet sets its sheets of cards itself: they are pages.
            GroupRole::CardSheet { .. } => self.parts(children),
            GroupRole::FullSheet { worksheet } => self.full_sheet(*worksheet),
            GroupRole::HandOut { worksheet } => self.hand_out(*worksheet, children),
        }
    }

    /// A heading, which may not skip a level: a screen reader would lose its place.
    pub fn heading(&mut self, level: u8, runs: &[Run]) {
        self.heading_with(level, false, |story| story.runs(runs), &plain(runs));
    }

    /// The same with other content, and perhaps on a new page.
    pub fn heading_with(
        &mut self,
        level: u8,
        new_page: bool,
        write: impl FnOnce(&mut Self),
        text: &str,
    ) {
        // Headings of one level in the sources are of one level here, whatever stands above them.
        self.above.retain(|above| *above < level);
        self.above.push(level);
        let level = (self.above.len() as u8).min(4);
        self.level = level;
        let style = Style::heading(level);
        if new_page {
            self.new_page();
        }
        let named = !self.names.is_ours(style) || self.numbering.has_begun_again();
        let number = self.names.heading_number(style).filter(|_| named);
        let instance = self.numbering.headings().to_string();
        self.begin_with(style, |xml| {
            if let Some((_, level)) = number {
                xml.open("w:numPr", &[]).val("w:ilvl", &level.to_string());
                xml.val("w:numId", &instance).close();
            }
        });
        let wanted = format!("_Toc{:09}", crate::write::ooxml::stable_id(text) % 1_000_000_000);
        let (id, bookmark) = self.bookmark(&wanted);
        write(self);
        self.end_bookmark(&id);
        let page = self.page_number();
        self.outline.push(Entry { level, text: text.to_owned(), bookmark, page });
        self.end(style);
    }

    /// A paragraph in the style of its role.
    pub fn text(&mut self, runs: &[Run], role: TextRole) {
        let style = match role {
            TextRole::Body if self.depth > 0 => {
                [Style::ListContinue, Style::ListContinue2, Style::ListContinue3]
                    [(self.depth - 1).min(2)]
            }
            TextRole::Body => Style::Normal,
            TextRole::Lead => Style::Lead,
            TextRole::Small => Style::Small,
            TextRole::Attribution => Style::Attribution,
            TextRole::Code => Style::CodeBlock,
        };
        self.paragraph(style, runs);
    }

    /// A paragraph of runs.
    pub fn paragraph(&mut self, style: Style, runs: &[Run]) {
        self.begin(style);
        self.runs(runs);
        self.end(style);
    }

    /// A caption, which stays with what it names.
    pub fn caption(&mut self, runs: &[Run]) {
        if !runs.is_empty() {
            self.paragraph(Style::Caption, runs);
        }
    }

    fn list(&mut self, part: &Part, ordered: bool, start: u32, items: &[ListItem]) {
        let level = self.depth.min(2);
        let clauses = self.names.numbered && level == 0 && self.level > 0;
        let number = (ordered && !clauses).then(|| self.numbering.list(level, start));
        self.depth += 1;
        for (at, item) in items.iter().enumerate() {
            let first = match item.parts.first().map(|part| &part.body) {
                Some(Body::Text { runs, .. }) => runs.as_slice(),
                _ => &[],
            };
            let rest = if first.is_empty() { 0 } else { 1 };
            if item.tick {
                self.tick_item(part, at, first);
            } else if ordered && clauses {
                self.clause(first);
            } else {
                self.item(level, number, first);
            }
            item.parts[rest.min(item.parts.len())..].iter().for_each(|part| self.part(part));
        }
        self.depth -= 1;
    }

    fn item(&mut self, level: usize, number: Option<u32>, runs: &[Run]) {
        let first = if self.card { Style::CardBullet } else { Style::ListBullet };
        let bullets = [first, Style::ListBullet2, Style::ListBullet3];
        let numbers = [Style::ListNumber, Style::ListNumber2, Style::ListNumber3];
        let style = if number.is_some() { numbers[level] } else { bullets[level] };
        // A template's style of bullets may have none.
        let plain = number.is_none() && !self.names.is_ours(style) && !self.numbering.bulleted;
        let number = number.or(plain.then(|| self.numbering.bullets()));
        self.begin_with(style, |xml| {
            if let Some(number) = number {
                xml.open("w:numPr", &[]).val("w:ilvl", &level.to_string());
                xml.val("w:numId", &number.to_string()).close();
            }
        });
        self.runs(runs);
        self.end(style);
    }

    /// A clause counts on below its heading.
    fn clause(&mut self, runs: &[Run]) {
        let (level, number) =
            (self.level.min(3).to_string(), self.numbering.headings().to_string());
        self.begin_with(Style::Clause, |xml| {
            xml.open("w:numPr", &[]).val("w:ilvl", &level).val("w:numId", &number).close();
        });
        self.runs(runs);
        self.end(Style::Clause);
    }

    fn tick_item(&mut self, part: &Part, at: usize, runs: &[Run]) {
        let tag = match part.id.as_str() {
            "" => format!("tick-{}", at + 1),
            id => format!("{id}-{}", at + 1),
        };
        let style = if self.card { Style::CardTick } else { Style::ListTick };
        self.begin(style);
        self.tick_box(&tag, &plain(runs));
        self.tab();
        self.runs(runs);
        self.end(style);
    }

    fn quote(&mut self, children: &[Part]) {
        for child in children {
            match &child.body {
                Body::Text { runs, role: TextRole::Body | TextRole::Lead } => {
                    self.paragraph(Style::Quote, runs);
                }
                _ => self.part(child),
            }
        }
    }
}
