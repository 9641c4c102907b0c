//! The facilitator guide: what one needs to know before the day, the run sheet on a page, then each
//! activity with its slides and what is said, done and asked.

use super::contents;
use super::section::{MM, Page};
use super::story::Story;
use super::style::Style;
use super::table::Grid;
use crate::part::{Body, GroupRole, Part, Slots, TextRole, plain, plain_parts};
use crate::write::ooxml::Face;

/// Pages of A4 with room for a hand at their edges.
pub fn page() -> Page {
    Page::new("a4", false, [20.0, 20.0, 18.0, 20.0], 10.0)
}

/// The whole body.
pub fn write(story: &mut Story, page: &Page) {
    let parts = &story.document.parts;
    let front = story.apart_kept(|story| {
        for part in parts.iter().filter(|part| is_cover(part)) {
            story.part(part);
        }
    });
    let before = story.outline.len();
    let body = story.apart_kept(|story| {
        let mut in_activities = false;
        let last = parts.iter().rposition(|part| !is_cover(part));
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| !is_cover(part)) {
            story.tail = last == Some(at);
            let activity =
                matches!(part.body, Body::Group { role: GroupRole::Activity { .. }, .. });
            if activity && !in_activities {
                in_activities = true;
                let word = story.words.get("activities").to_owned();
                story.heading_with(1, true, |story| story.run(None, &word), &word);
            }
            match &part.body {
                // The run sheet goes on a page of its own.
                Body::Heading { runs, .. } if !in_activities => {
                    let text = crate::part::plain(runs);
                    story.heading_with(1, true, |story| story.runs(runs), &text);
                }
                Body::Heading { runs, .. } => story.heading(1, runs),
                _ => story.part(part),
            }
        }
    });
    story.xml.raw(&front);
    if contents::needed(story) {
        contents::write(story, 2, true, before);
    }
    story.xml.raw(&body);
    story.section(page, "", 1);
}

fn is_card(part: &Part) -> bool {
    matches!(part.body, Body::Group { role: GroupRole::Card { .. }, .. })
}

fn is_cover(part: &Part) -> bool {
    matches!(part.body, Body::Group { role: GroupRole::Cover, .. })
}

impl Story<'_> {
    /// The cover: title, summary, facts, and boxes as headings with lists.
    pub fn cover(&mut self, children: &[Part]) {
        let mut facts = Vec::new();
        let mut started = false;
        let cards = children.iter().filter(|part| is_card(part)).count();
        let mut card = 0;
        let mut above = 0.0;
        for child in children {
            match &child.body {
                Body::Heading { level: 1, runs } => {
                    self.paragraph(Style::Title, runs);
                    let subtitle = self.document.info.session.subtitle.clone();
                    if !subtitle.is_empty() {
                        self.line(Style::Subtitle, &subtitle);
                    }
                }
                Body::Text { runs, role: TextRole::Lead } => self.paragraph(Style::Lead, runs),
                Body::Group { role: GroupRole::Fact { label, value, .. }, .. } => {
                    facts.push((label.as_str(), value.as_str()));
                }
                _ => {
                    if !started {
                        started = true;
                        self.at_a_glance(&facts);
                    }
                    self.part(child);
                    card += usize::from(is_card(child));
                    // The first card, what people will be able to do, takes the whole width; the
                    // others stand in two columns.
                    if card == 1 && cards > 2 && is_card(child) {
                        let page = self.paper;
                        self.section_end(&page, "continuous", 1);
                        self.width = (page.text() - 10.0 * MM) / 2.0;
                        above = self.used;
                    }
                }
            }
        }
        if !started {
            self.at_a_glance(&facts);
        }
        if cards > 2 {
            let page = self.paper;
            self.width = page.text();
            // Two columns, with the small type of its lists.
            self.used = above + (self.used - above) * 0.42;
            // A cover is made for one page; so near to it, the estimate is what is wrong.
            if self.used > self.page && self.used < self.page * 1.25 {
                self.used = self.page * 0.99;
            }
            let last = self.page_number();
            self.outline.iter_mut().for_each(|entry| entry.page = entry.page.min(last));
            self.section_end(&page, "continuous", 2);
        }
    }

    /// The facts of the session side by side, below a heading.
    fn at_a_glance(&mut self, facts: &[(&str, &str)]) {
        if facts.is_empty() {
            return;
        }
        let word = self.words.get("at-a-glance").to_owned();
        self.heading_with(1, false, |story| story.run(None, &word), &word);
        let wanted = |(label, value): &(&str, &str)| {
            let widths = self.office.widths();
            widths
                .width(value, Face::Bold, 10.5)
                .max(widths.width(label, Face::Regular, 9.0))
                .clamp(48.0, 150.0)
                + 14.0
        };
        let wanted: Vec<f64> = facts.iter().map(wanted).collect();
        let scale = self.width / wanted.iter().sum::<f64>();
        let widths: Vec<f64> = wanted.iter().map(|it| it * scale).collect();
        self.open_table(
            Style::Facts,
            &Grid { widths: &widths, header: true, name: &word, ..Grid::default() },
        );
        self.open_row(true, true, 0.0);
        for ((label, _), width) in facts.iter().zip(&widths) {
            self.open_cell(*width);
            self.line(Style::FactLabel, label);
            self.close_cell();
        }
        self.close_row();
        self.open_row(false, true, 0.0);
        for ((_, value), width) in facts.iter().zip(&widths) {
            self.open_cell(*width);
            self.line(Style::FactValue, value);
            self.close_cell();
        }
        self.close_row();
        self.close_table();
    }

    /// A box of the cover.
    pub fn card(&mut self, title: &str, children: &[Part]) {
        self.heading_with(2, false, |story| story.run(None, title), title);
        self.card = true;
        self.parts(children);
        self.card = false;
    }

    /// An activity: its heading, a line of facts, how and with what, then its steps.
    pub fn activity(&mut self, part: &Part, role: &GroupRole, children: &[Part]) {
        let GroupRole::Activity {
            number,
            title,
            activity,
            start,
            end,
            minutes,
            lead,
            method,
            group,
            resources,
            optional,
        } = role
        else {
            return;
        };
        let text = format!("{number}\u{2002}{title}");
        let _ = part;
        let tail = std::mem::take(&mut self.tail);
        self.heading_with(2, false, |story| story.run(None, &text), &text);
        self.keeps = true;
        self.begin(Style::ActivityDetails);
        let kind = self.words.get(activity).to_owned();
        self.run(Style::activity(activity), &kind);
        self.run(Some(Style::Strong), &format!("   {start}–{end}"));
        let mut facts = vec![format!("{minutes}\u{a0}{}", self.words.get("min"))];
        facts.push(if group.is_empty() { String::new() } else { self.words.get(group).to_owned() });
        facts.push(lead.clone());
        facts.push(if *optional { self.words.get("optional").to_owned() } else { String::new() });
        facts.retain(|fact| !fact.is_empty());
        self.run(None, &format!(" · {}", facts.join(" · ")));
        self.end(Style::ActivityDetails);
        // Why, then how and with what, then the steps.
        let opening =
            children.iter().take_while(|part| matches!(part.body, Body::Text { .. })).count();
        self.parts(&children[..opening]);
        for (word, value) in [("method", method.clone()), ("materials", resources.join(" · "))] {
            if !value.is_empty() {
                let word = self.words.get(word).to_owned();
                self.begin(Style::ActivityDetails);
                self.run(Some(Style::Strong), &word);
                self.run(None, &format!(" {value}"));
                self.end(Style::ActivityDetails);
            }
        }
        self.tail = tail;
        self.parts(&children[opening..]);
    }

    /// A step: the slides that are shown, then what belongs to them.
    pub fn step(&mut self, slides: &[usize], children: &[Part]) {
        let document = self.document;
        for slide in slides.iter().filter_map(|at| document.slides.get(*at)) {
            self.begin(Style::SlideCue);
            self.run(None, &format!("{}\u{a0}{} · ", self.words.get("slide"), slide.number));
            self.runs(&slide.title);
            self.end(Style::SlideCue);
            let shown = on_slide(&slide.slots);
            if !shown.is_empty() {
                self.line(Style::SlideText, &shown);
            }
        }
        self.parts(children);
    }

    /// A worksheet is handed out.
    pub fn hand_out(&mut self, worksheet: usize, children: &[Part]) {
        let document = self.document;
        let Some(sheet) = document.worksheets.get(worksheet) else { return self.parts(children) };
        let word = self.words.get("hand-out").to_owned();
        let name = format!("{word}: {}", sheet.title);
        self.boxed(
            Style::HandOut,
            &name,
            true,
            |story| {
                story.begin(Style::BoxLabel);
                story.run(None, &name);
                story.end(Style::BoxLabel);
            },
            |story| {
                let copies = story.words.get(&format!("copies-{}", sheet.copies)).to_owned();
                let side = if sheet.landscape { "landscape" } else { "portrait" };
                let side = story.words.get(side).to_lowercase();
                let size = sheet.size.to_uppercase();
                story.line(Style::Normal, &format!("{} · {size} {side}", capital(&copies)));
                if !sheet.purpose.is_empty() {
                    story.line(Style::Normal, &sheet.purpose);
                }
                story.parts(children);
            },
        );
    }
}

/// What people read on a slide besides its title, in a line.
fn on_slide(slots: &Slots) -> String {
    let mut lines = plain_parts(&slots.body);
    for column in &slots.columns {
        lines.push(plain(&column.title));
        lines.extend(plain_parts(&column.parts));
    }
    lines.push(plain(&slots.attribution));
    lines.extend(plain_parts(slots.figure.as_deref().map_or(&[], std::slice::from_ref)));
    lines.retain(|line| !line.trim().is_empty());
    lines.join(" · ")
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
