//! `packwright merge`: what has changed in the shared text, brought into an organisation's own.

use super::review::{Changes, One, chosen, note};
use super::{Failure, Outcome, print, report};
use crate::diag::{Sources, Span};
use crate::read::Action;
use crate::resolve::{Change, Standing};
use crate::store::write_atomically;
use crate::world::World;
use std::path::PathBuf;

/// Merges every stale change that is meant. Each file is written once, and what the shared text is
/// now is noted after it: a kill between the two leaves a merge that can be made again.
pub fn merge(world: &World, options: &One) -> Outcome {
    let Changes { list, sources, .. } = chosen(world, options)?;
    let (stale, rest): (Vec<Change>, Vec<Change>) =
        list.into_iter().partition(|change| change.standing() == Standing::Stale);
    let (ours, by_hand): (Vec<Change>, Vec<Change>) =
        stale.into_iter().partition(|change| text_of(change).is_some());
    let (mut clean, mut conflicts) = (0, 0);
    for file in ours.chunk_by(|a, b| a.file == b.file) {
        let marks = merge_file(world, file, &sources)?;
        for (change, marks) in file.iter().zip(marks) {
            let place = sources.origin(change.by);
            let (state, count) = match marks {
                false => ("merged", &mut clean),
                true => ("merged with conflict marks, to be resolved by hand", &mut conflicts),
            };
            *count += 1;
            print(&format!("{place}: `{}` {state}", change.id()));
        }
    }
    for change in &by_hand {
        let (place, id, layer) = (sources.origin(change.by), change.id(), &change.layer);
        print(&format!(
            "{place}: `{id}` brings no text of its own that could be merged; change it by hand, then `packwright accept {layer} {id}`"
        ));
    }
    let unnoted = rest.iter().filter(|it| it.standing() == Standing::Unrecorded).count();
    let gone = rest.iter().filter(|it| it.standing() == Standing::Gone).count();
    let mut said = vec![
        format!("{} merged", report::count(clean, "change")),
        format!("{} with conflict marks", conflicts),
    ];
    for (many, what) in [
        (by_hand.len(), "to be changed by hand"),
        (unnoted, "not noted yet, so that nothing can be merged"),
        (gone, "without a shared text: `packwright check` says more"),
    ] {
        if many > 0 {
            said.push(format!("{many} {what}"));
        }
    }
    eprintln!("{}", said.join(", "));
    Ok(conflicts + by_hand.len() + unnoted + gone == 0)
}

/// The place of the text that a change brings, where it is one piece.
fn text_of(change: &Change) -> Option<Span> {
    match change.content.as_slice() {
        [one] if change.action == Action::Replace => Some(*one),
        _ => None,
    }
}

/// Merges changes that one override file makes; which of them have conflicts.
fn merge_file(world: &World, changes: &[Change], sources: &Sources) -> Result<Vec<bool>, Failure> {
    let mut marks = vec![false; changes.len()];
    let mut places: Vec<(usize, Span)> =
        changes.iter().enumerate().filter_map(|(at, it)| Some((at, text_of(it)?))).collect();
    // From the end of a file to its start, so that places stay right.
    places.sort_by_key(|(_, span)| std::cmp::Reverse((span.file, span.start)));
    for own in places.chunk_by(|a, b| a.1.file == b.1.file) {
        let file = sources.file(own[0].1.file);
        let mut text = file.text.to_string();
        for (at, span) in own {
            let (start, end) = (span.start as usize, span.end as usize);
            let (merged, conflict) = merged(&changes[*at], &text[start..end]);
            text.replace_range(start..end, &merged);
            marks[*at] = conflict;
        }
        write(&world.sources().join(&*file.path), &text)?;
    }
    note(world, changes, None)?;
    Ok(marks)
}

/// Writes a file with the line ends that it has.
fn write(path: &PathBuf, text: &str) -> Result<(), Failure> {
    let old = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = if old.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() };
    write_atomically(path, text.as_bytes())
        .map_err(|error| Failure(format!("`{}` could not be written: {error}", path.display())))
}

/// Our text with what has changed in the shared one; has it conflict marks?
fn merged(change: &Change, ours: &str) -> (String, bool) {
    let then = change.then.as_deref().unwrap_or("");
    let tail = &ours[ours.trim_end_matches('\n').len()..];
    let (text, conflict) = three_way(then, ours, change.now(), &change.layer);
    (format!("{}{tail}", text.trim_end_matches('\n')), conflict)
}

/// What stands at the end of a sentence while texts are merged sentence by sentence. A line of its own
/// keeps neighbours apart, which a merge would else take for one.
const SENTENCE: &str = "\u{1}\n\u{2}\n";

/// A three-way merge. Two people may change two sentences of a paragraph; where both have changed
/// the same one, the marks stand around whole lines.
fn three_way(then: &str, ours: &str, now: &str, layer: &str) -> (String, bool) {
    let lines = |text: &str| format!("{}\n", text.trim_end_matches('\n'));
    let (then, ours, now) = (lines(then), lines(ours), lines(now));
    let split = |text: &str| {
        let ends = [". ", "? ", "! "];
        ends.iter().fold(text.to_owned(), |text, end| {
            text.replace(end, &format!("{}{SENTENCE} ", &end[..1]))
        })
    };
    if let Ok(text) = diffy::merge(&split(&then), &split(&ours), &split(&now)) {
        return (text.replace(SENTENCE, ""), false);
    }
    match diffy::merge(&then, &ours, &now) {
        Ok(text) => (text, false),
        Err(text) => {
            let named = |line: &str| match line {
                "<<<<<<< ours" => format!("<<<<<<< here: {layer}"),
                "||||||| original" => "||||||| shared, then".to_owned(),
                ">>>>>>> theirs" => ">>>>>>> shared, now".to_owned(),
                line => line.to_owned(),
            };
            let named: Vec<String> = text.lines().map(named).collect();
            (format!("{}\n", named.join("\n")), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sentences_of_a_paragraph_are_no_conflict() {
        let then = "One thing. Two things. Three things.";
        let (text, conflict) = three_way(
            then,
            "Our thing. Two things. Three things.",
            "One thing. Two things. Three short things.",
            "trust",
        );
        assert_eq!(
            (text.as_str(), conflict),
            ("Our thing. Two things. Three short things.\n", false)
        );
        let (text, conflict) = three_way(then, "Ours.", "Theirs.", "trust");
        assert!(conflict);
        assert_eq!(
            text,
            "<<<<<<< here: trust\nOurs.\n||||||| shared, then\nOne thing. Two things. Three things.\n=======\nTheirs.\n>>>>>>> shared, now\n"
        );
    }
}
