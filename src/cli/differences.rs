//! The differences of two packs as a person reads them on a terminal.

use super::report::count;
use crate::compare::{
    Comparison, DocumentChange, FileChange, Group, Pages, PieceChange, Status, quoted, ranges,
};
use crate::pack::PieceKind;

/// All that is different.
pub fn text(comparison: &Comparison) -> String {
    let (from, to) = (&comparison.from, &comparison.to);
    let version = match from.version == to.version {
        true => format!("version {}", to.version),
        false => format!("version {} → {}", from.version, to.version),
    };
    let mut out = format!("{}, {version}", comparison.edition);
    if comparison.look {
        out.push_str("\n\nColours or fonts have changed: every page looks another way, also where it says the same.");
    }
    if comparison.groups.is_empty() {
        out.push_str(
            "\n\nNo text, slide, time or worksheet has changed: nothing is to be printed again.",
        );
    }
    for group in &comparison.groups {
        out.push_str(&format!("\n\n{}", heading(group)));
        changes(group, &mut out);
        if group.status != Status::Removed {
            documents(group, &mut out);
        }
    }
    out
}

fn heading(group: &Group) -> String {
    let name = match group.is_session {
        true => format!("Session {}, {}", group.number_now.max(group.number_before), group.title),
        false => format!("{} ({})", group.title, group.id),
    };
    let name = match group.language.as_str() {
        "" => name,
        language => format!("{name}, {language}"),
    };
    match group.status {
        Status::Added => format!("{name}: new"),
        Status::Removed => format!("{name}: taken out"),
        Status::Moved | Status::Changed => match (group.number_before, group.number_now) {
            (before, now) if before != now => format!("{name}: was session {before}"),
            _ => name,
        },
    }
}

fn changes(group: &Group, out: &mut String) {
    let (later, rest): (Vec<&PieceChange>, Vec<&PieceChange>) =
        group.changes.iter().partition(|change| change.later.is_some());
    for change in rest {
        let what = match (change.status, change.lines.is_empty()) {
            (Status::Added, _) => ": new",
            (Status::Removed, _) => ": taken out",
            (Status::Moved, _) => ": in another place",
            (Status::Changed, true) => ": its form, drawing or picture",
            (Status::Changed, false) => "",
        };
        out.push_str(&format!("\n  {}{what}", named(change)));
        for line in &change.lines {
            let (mut was, mut now) = quoted(line);
            if let Some((before, after)) = change.minutes {
                was.push_str(&format!(" ({before} min)"));
                now.push_str(&format!(" ({after} min)"));
            }
            for (sign, words) in [('-', was), ('+', now)] {
                if !words.is_empty() {
                    out.push_str(&format!("\n    {sign} {words}"));
                }
            }
        }
    }
    for same in later.chunk_by(|a, b| a.later == b.later) {
        let minutes = same[0].later.unwrap_or(0);
        let way = if minutes > 0 { "later" } else { "earlier" };
        let starts = if same.len() == 1 { "starts" } else { "start" };
        out.push_str(&format!(
            "\n  {} from `{}` on {starts} {} min {way}",
            match same.len() {
                1 => "1 activity".to_owned(),
                many => format!("{many} activities"),
            },
            same[0].id,
            minutes.abs()
        ));
    }
}

fn named(change: &PieceChange) -> String {
    let kind = match change.kind {
        PieceKind::Head => return "on every page".to_owned(),
        PieceKind::Cover => return "cover of the guide".to_owned(),
        PieceKind::Picture => return format!("picture `{}`", change.id),
        PieceKind::Slide => format!("slide {}", change.number),
        PieceKind::SlideNotes => format!("notes of slide {}", change.number),
        PieceKind::Time => "time of activity".to_owned(),
        PieceKind::Activity => "activity".to_owned(),
        PieceKind::Worksheet => "worksheet".to_owned(),
        PieceKind::Section => "section".to_owned(),
    };
    format!("{kind} `{}`, {}", change.id, change.name)
}

fn documents(group: &Group, out: &mut String) {
    let lines: Vec<(String, String)> = group
        .documents
        .iter()
        .flat_map(|document| document.files.iter().map(move |file| line(document, file)))
        .collect();
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, what) in lines {
        out.push_str(&format!("\n  {name:width$}  {what}"));
    }
}

fn line(document: &DocumentChange, file: &FileChange) -> (String, String) {
    let name = format!("{}.{}", document.path, file.format);
    let what = match (file.status, &file.pages) {
        (Status::Removed, _) => "take it out".to_owned(),
        (Status::Added, None) => "new".to_owned(),
        (Status::Added, Some(pages)) => format!("new, {}", count(pages.now, "page")),
        (Status::Changed | Status::Moved, None) => "use the new file".to_owned(),
        (Status::Changed | Status::Moved, Some(pages)) => to_print(pages, &document.kind),
    };
    (name, what)
}

/// Which pages to print again. On a sheet printed on both sides two pages go together.
fn to_print(pages: &Pages, kind: &str) -> String {
    let mut said = Vec::new();
    let page = if kind == "slides" { "slide" } else { "page" };
    let many = if pages.print.len() == 1 { "" } else { "s" };
    let list = ranges(&pages.print);
    if pages.whole {
        said.push(format!("print all {} again", count(pages.now, page)));
    } else if let Some(first) = pages.onward {
        said.push(format!(
            "print {page}s {list} again: from {page} {first} on numbers have shifted ({} now, {} before)",
            pages.now, pages.before
        ));
    } else if !pages.print.is_empty() {
        said.push(format!("print {page}{many} {list} of {} again", pages.now));
    }
    let sheets = pages.sheets();
    if kind == "guide" && !sheets.is_empty() {
        let many = if sheets.len() == 1 { "" } else { "s" };
        said.push(format!("printed on both sides: sheet{many} {}", ranges(&sheets)));
    }
    if !pages.take_out.is_empty() {
        said.push(format!("take out {page} {}", ranges(&pages.take_out)));
    }
    if said.is_empty() {
        return "no page looks different".to_owned();
    }
    said.join("; ")
}
