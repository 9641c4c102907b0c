//! No word of the sources is lost on its way to the page. The sources are taken apart here by
//! simple means of our own, and the words looked for on the typeset pages: what the reader drops,
//! no later stage can miss.

use super::project::Project;
use super::real;
use packwright::diag::Findings;
use packwright::pack;
use packwright::plan::Choice;
use packwright::resolve::When;
use packwright::write::pdf::Press;
use packwright::write::{Format, formats, html};
use std::collections::HashMap;
use typst::layout::{Frame, FrameItem};

/// The words of a document of the first session as they stand on its pages, squeezed.
pub fn printed(project: &Project, document: &str) -> String {
    let pages = all_printed(project);
    let path =
        pages.keys().find(|path| path.starts_with("sessions/01-") && path.ends_with(document));
    pages[path.unwrap_or_else(|| panic!("no document {document} among {:?}", pages.keys()))].clone()
}

/// The same for every document, by its path.
fn all_printed(project: &Project) -> HashMap<String, String> {
    let world = project.world();
    let mut findings = Findings::default();
    let (_, prepared) = pack::prepare(&world, &pack::Asked::default(), &mut findings);
    let prepared = prepared.expect("a programme");
    let press = Press::new(&world, &prepared.theme.name);
    let choice = Choice::default();
    let documents = prepared.all(&choice);
    let pages = documents.map(|document| {
        // What is sent has no pages.
        if formats(&document).contains(&Format::Html) {
            let text = html::text(&document, &prepared.words).0;
            return (document.path, squeeze(&text));
        }
        let (paged, _) =
            press.typeset(&document, &prepared.theme, &prepared.words).expect("it is laid out");
        let mut text = String::new();
        paged.pages().iter().for_each(|page| collect(&page.frame, &mut text));
        (document.path, squeeze(&text))
    });
    pages.collect()
}

fn collect(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, text),
            FrameItem::Text(item) => text.push_str(&item.text),
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}

/// Without white space and with straight quotes: line breaks and typography differ.
pub fn squeeze(text: &str) -> String {
    let straight = |c: char| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        c => c,
    };
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(straight)
        .collect::<String>()
        .replace("...", "…")
}

/// Only letters and digits, in lower case: what is compared of running text.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where a line of the sources has to appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Home {
    Slides,
    Worksheets,
    Guide,
}

#[test]
fn no_word_of_the_real_sessions_is_lost() {
    let project = real::project();
    let pages = all_printed(project);
    let mut lost = Vec::new();
    let mut looked = HashMap::new();
    for folder in std::fs::read_dir(project.path("sources/sessions")).expect("sessions").flatten() {
        let id = folder.file_name().into_string().expect("a name");
        let text = std::fs::read_to_string(folder.path().join("session.md")).expect("a session");
        let text_of = |name: &str| {
            let found = pages.iter().find(|(path, _)| path.ends_with(&format!("-{id}/{name}")));
            found.map_or(String::new(), |(_, text)| bare(text))
        };
        let homes = HashMap::from([
            (Home::Slides, text_of("slides")),
            (Home::Worksheets, text_of("worksheets")),
            (Home::Guide, text_of("facilitator-guide")),
        ]);
        for (home, line) in lines(&text) {
            for piece in pieces(&line) {
                *looked.entry(home).or_insert(0) += piece.len();
                for words in missing(&piece, &homes[&home]) {
                    lost.push(format!("{id} {home:?}: `{words}` of `{}`", line.trim()));
                }
            }
        }
    }
    // The four sessions have over thirty thousand words: that we looked at most of them keeps this
    // test from passing on nothing.
    let all: usize = looked.values().sum();
    assert!(all > 20_000 && looked.len() == 3, "looked at {looked:?}");
    assert!(lost.is_empty(), "{} of {all} words:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn no_word_of_the_real_documents_is_lost() {
    let project = real::project();
    let pages = all_printed(project);
    let mut lost = Vec::new();
    let mut all = 0;
    for folder in std::fs::read_dir(project.path("sources/documents")).expect("documents").flatten()
    {
        let id = folder.file_name().into_string().expect("a name");
        let text = std::fs::read_to_string(folder.path().join("document.md")).expect("a document");
        let whole = pages.get(&format!("documents/{id}"));
        let page = whole.or_else(|| pages.get(&format!("documents/{id}-square")));
        let page = bare(page.unwrap_or_else(|| panic!("no document {id}")));
        for (_, line) in lines(&text) {
            for piece in pieces(&line) {
                all += piece.len();
                for words in missing(&piece, &page) {
                    lost.push(format!("{id}: `{words}` of `{}`", line.trim()));
                }
            }
        }
    }
    assert!(all > 3_000, "looked at {all} words");
    assert!(lost.is_empty(), "{} of {all} words:\n{}", lost.len(), lost.join("\n"));
}

/// The stretches of a line that are set as one: words between marks of the source language.
fn pieces(line: &str) -> Vec<Vec<String>> {
    let mut text = line.to_owned();
    // Variables have other words; addresses and pictures are not words.
    for (open, close) in [("{{", "}}"), ("](", ")"), ("[^", "]")] {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |at| start + at + close.len());
            text.replace_range(start..end, "\n");
        }
    }
    let pieces = text.split(['\n', '|', '<', '>']);
    let words = |piece: &str| {
        piece.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect::<Vec<_>>()
    };
    pieces.map(words).filter(|piece| !piece.is_empty()).collect()
}

/// The runs of four words that are not on the page. A line, column or page may end within them, so
/// both halves are looked for too.
fn missing(words: &[String], page: &str) -> Vec<String> {
    let is_there = |run: &[String]| {
        page.contains(&run.concat())
            || (1..run.len())
                .any(|at| page.contains(&run[..at].concat()) && page.contains(&run[at..].concat()))
    };
    let runs = words.windows(4.min(words.len()));
    runs.filter(|run| !is_there(run)).map(|run| run.join(" ")).collect()
}

/// The reading finds a loss where there is one, and where the words only moved apart it does not.
#[test]
fn a_lost_word_would_be_found() {
    let text = "---\ntitle: x\n---\n\n# Work {time=5m}\n\n::: slide {#a title=\"On top\"}\nOne two {{coach}} three, **four** five six.\n:::\n\n\
                ::: say {when=\"virtual\"}\nNot here.\n:::\n\n# More {when=\"not in-person\"}\n\nNor here.\n";
    let lines = lines(text);
    let of = |home: Home| {
        lines
            .iter()
            .filter(|(found, _)| *found == home)
            .map(|(_, line)| line.trim())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(Home::Guide), ["", "# Work", "", "", ""]);
    assert_eq!(of(Home::Slides), ["On top", "One two {{coach}} three, **four** five six."]);
    let pieces = pieces(of(Home::Slides)[1]);
    assert_eq!(pieces, [vec!["one", "two"], vec!["three", "four", "five", "six"]]);
    assert!(missing(&pieces[1], &bare("x Three four five-\nsix y")).is_empty());
    assert!(missing(&pieces[1], &bare("three four — a footer — five six")).is_empty());
    assert_eq!(missing(&pieces[1], &bare("three four six")), ["three four five six"]);
}

/// The name of a container that is not in this edition.
const LEFT_OUT: &str = "left out";

/// Does the condition of a container or heading hold in the shared edition?
fn holds(line: &str) -> bool {
    let Some((_, rest)) = line.split_once("when=").or_else(|| line.split_once("when: ")) else {
        return true;
    };
    let condition = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(""),
        None => rest.split([' ', '}', '\n']).next().unwrap_or(""),
    };
    let flags = ["in-person", "in-house"].map(str::to_owned).into();
    When::parse(condition).expect("a condition").holds(&flags)
}

/// The lines of a front matter without the entries of lists whose condition does not hold.
fn chosen(front: &str) -> Vec<&str> {
    let mut entries: Vec<Vec<&str>> = Vec::new();
    for line in front.lines() {
        match entries.last_mut() {
            Some(entry) if line.starts_with("    ") => entry.push(line),
            _ => entries.push(vec![line]),
        }
    }
    entries.retain(|entry| entry.iter().all(|line| holds(line)));
    entries.concat()
}

/// Every line of a session that is printed, with where; attributes that are printed are lines too.
fn lines(text: &str) -> Vec<(Home, String)> {
    let mut out = Vec::new();
    let (front, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .expect("front matter");
    for line in chosen(front) {
        let key = line.trim().trim_start_matches("- ").split(": ").next().unwrap_or("");
        let shown = ["text", "item", "quantity", "audience", "participants"].contains(&key);
        if shown {
            out.push((Home::Guide, line.split_once(": ").expect("a value").1.to_owned()));
        } else if line.starts_with("  - ") && !line.contains("id: ") {
            out.push((Home::Guide, line[4..].to_owned()));
        }
    }
    // The names of the containers that are open, outermost first.
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut code = false;
    // The level of a heading whose condition does not hold.
    let mut left_out: Option<usize> = None;
    for line in body.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            code = !code;
            continue;
        }
        // The condition of an item, a row or a paragraph.
        let (words, condition) = match trimmed.rsplit_once(" {when=") {
            Some((words, _)) if !trimmed.starts_with([':', '#']) => (words, holds(trimmed)),
            _ => (trimmed, true),
        };
        if !condition {
            continue;
        }
        let trimmed = words;
        let colons = trimmed.bytes().take_while(|byte| *byte == b':').count();
        if colons >= 3 && trimmed.len() == colons {
            while open.pop().is_some_and(|(opened, _)| opened != colons) {}
            continue;
        }
        if colons >= 3 {
            let name =
                trimmed.trim_start_matches(':').trim().split([' ', '{']).next().unwrap_or("");
            open.push((colons, if holds(trimmed) { name } else { LEFT_OUT }.to_owned()));
        }
        let level = trimmed.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && open.is_empty() {
            left_out = left_out.filter(|left_out| level > *left_out);
            if left_out.is_none() && !holds(trimmed) {
                left_out = Some(level);
            }
        }
        let is_in = |name: &str| open.iter().any(|(_, open)| open == name);
        // Nobody joins from a screen in this edition; data is drawn.
        if code || is_in("producer") || is_in(LEFT_OUT) || left_out.is_some() {
            continue;
        }
        let home = match (is_in("slide"), is_in("worksheet")) {
            (true, _) => Home::Slides,
            (_, true) => Home::Worksheets,
            _ => Home::Guide,
        };
        let heading =
            trimmed.starts_with('#') && trimmed.ends_with('}') && !trimmed.ends_with("}}");
        if colons >= 3 || heading {
            let (before, attributes) = trimmed.split_once(" {").unwrap_or((trimmed, ""));
            if heading {
                out.push((home, before.to_owned()));
            }
            for key in [
                "title", "label", "purpose", "low", "high", "effect", "aim", "y-label", "lead",
                "method",
            ] {
                if let Some(value) = attributes
                    .split_once(&format!("{key}=\""))
                    .and_then(|(_, rest)| rest.split('"').next())
                {
                    out.push((home, value.to_owned()));
                }
            }
            continue;
        }
        let tool = open.last().map_or("", |(_, name)| name.as_str());
        let item = trimmed.trim_start_matches("- ");
        let (first, rest) = item.split_once(": ").unwrap_or(("", item));
        out.push((
            home,
            match tool {
                // What stands before the colon says how the words after it are drawn, or the reverse.
                "process-map" | "run-chart" => rest.to_owned(),
                "stakeholder-grid" => if first.is_empty() { rest } else { first }.to_owned(),
                _ if trimmed.starts_with("![") => caption(trimmed).to_owned(),
                _ if trimmed.starts_with("[^") => {
                    item.split_once("]:").map_or(item, |(_, text)| text).to_owned()
                }
                _ => trimmed.to_owned(),
            },
        ));
    }
    out
}

/// The caption of a picture: its alternative text is not printed.
fn caption(line: &str) -> &str {
    line.split_once('"').and_then(|(_, rest)| rest.split('"').next()).unwrap_or("")
}
