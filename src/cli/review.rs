//! `packwright review`, `accept` and `merge`: an organisation's changes beside the shared text.

use super::{Failure, Outcome, print, report};
use crate::diag::{Findings, Sources};
use crate::pack::{self, Asked};
use crate::read::{self, Action, Lock, lock_path};
use crate::resolve::{Change, Standing};
use crate::store::write_atomically;
use crate::world::World;
use clap::Args;

/// Options of `review`.
#[derive(Args)]
pub struct Review {
    /// Only this organisation
    organisation: Option<String>,
    /// Also changes whose shared text is what it was
    #[arg(long)]
    all: bool,
}

/// Options of `accept` and `merge`.
#[derive(Args)]
pub struct One {
    /// The organisation
    organisation: String,
    /// The id of what is changed, as the override names it; all of them without
    id: Option<String>,
}

/// Shows the changes whose shared text is not what it was: then, now, and what stands in its place.
pub fn review(world: &World, options: &Review) -> Outcome {
    let organisations = match &options.organisation {
        Some(id) => vec![id.clone()],
        None => read::organisations(world),
    };
    let mut open = 0;
    for id in organisations {
        let (changes, sources) = changes(world, &id)?;
        for change in changes {
            let standing = change.standing();
            if standing == Standing::Current && !options.all {
                continue;
            }
            open += usize::from(standing != Standing::Current);
            print(&shown(&change, &sources));
        }
    }
    eprintln!("{} to look at", report::count(open, "change"));
    Ok(open == 0)
}

/// Notes what the shared text is now: the changes hold as they are.
pub fn accept(world: &World, options: &One) -> Outcome {
    let (changes, _) = chosen(world, options)?;
    for change in &changes {
        note(world, change)?;
    }
    eprintln!("{} noted", report::count(changes.len(), "change"));
    Ok(true)
}

/// Brings what has changed in the shared text into the organisation's own.
pub fn merge(world: &World, options: &One) -> Outcome {
    let (changes, sources) = chosen(world, options)?;
    let stale = changes.into_iter().filter(|change| change.standing() == Standing::Stale);
    let mut conflicts = 0;
    // From the end of the file to its start, so that places stay right.
    let mut stale: Vec<Change> = stale.collect();
    stale.sort_by_key(|change| std::cmp::Reverse(change.by.start));
    for change in &stale {
        let (Action::Replace, Some(content), Some(then)) =
            (change.action, change.content, &change.then)
        else {
            return Err(Failure(format!(
                "`{}` brings no text of its own that could be merged\nhelp: change it by hand, then `packwright accept {} {}`",
                change.of, change.layer, change.of
            )));
        };
        let range = content.start as usize..content.end as usize;
        let ours = &sources.file(content.file).text[range.clone()];
        let (text, clean) = match diffy::merge(&lines(then), &lines(ours), &lines(&change.now)) {
            Ok(text) => (text, true),
            Err(text) => (text, false),
        };
        conflicts += usize::from(!clean);
        let path = world.sources().join(&change.file);
        let file = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
        let file = file.replace("\r\n", "\n");
        let tail = &ours[ours.trim_end_matches('\n').len()..];
        let text = text.trim_end_matches('\n');
        let merged = [&file[..range.start], text, tail, &file[range.end..]];
        write_atomically(&path, merged.concat().as_bytes()).map_err(|error| error.to_string())?;
        note(world, change)?;
        let state = if clean { "merged" } else { "merged with conflicts" };
        print(&format!("{}: `{}` {state}", change.file, change.of));
    }
    eprintln!(
        "{} merged, {} to be resolved by hand",
        report::count(stale.len(), "change"),
        report::count(conflicts, "conflict")
    );
    Ok(conflicts == 0)
}

fn lines(text: &str) -> String {
    format!("{}\n", text.trim_end_matches('\n'))
}

/// The changes of one organisation, without those of the layers below it.
fn changes(world: &World, id: &str) -> Result<(Vec<Change>, Sources), Failure> {
    let mut found = Findings::default();
    let asked = Asked { organisation: Some(id.to_owned()), ..Asked::default() };
    let (sources, prepared) = pack::prepare(world, &asked, &mut found);
    let Some(prepared) = prepared else {
        report::findings(found, &sources, super::options::Format::Text);
        return Err(Failure(format!("the edition of `{id}` cannot be read")));
    };
    let own = prepared.changes.into_iter().filter(|change| change.layer == id).collect();
    Ok((own, sources))
}

fn chosen(world: &World, options: &One) -> Result<(Vec<Change>, Sources), Failure> {
    let (mut changes, sources) = changes(world, &options.organisation)?;
    if let Some(id) = &options.id {
        let known: Vec<String> = changes.iter().map(|change| change.of.clone()).collect();
        changes.retain(|change| change.of == *id);
        if changes.is_empty() {
            let near = crate::diag::nearest(id, known.iter().map(String::as_str));
            let help = near.map_or(format!("known: {}", known.join(", ")), |near| {
                format!("did you mean `{near}`?")
            });
            return Err(Failure(format!(
                "`{}` changes no `{id}`\nhelp: {help}",
                options.organisation
            )));
        }
    }
    Ok((changes, sources))
}

/// Notes in the lock file what the shared text is now.
fn note(world: &World, change: &Change) -> Result<(), Failure> {
    let path = world.sources().join(lock_path(&change.file));
    let mut lock = match std::fs::read_to_string(&path) {
        Ok(text) => Lock::parse(&text)
            .map_err(|why| format!("`{}` cannot be read: {why}", path.display()))?,
        Err(_) => Lock::default(),
    };
    lock.set(&change.of, &change.now);
    write_atomically(&path, lock.text().as_bytes())
        .map_err(|error| Failure(format!("`{}` could not be written: {error}", path.display())))
}

/// A change: what the shared text was, what it is, what stands in its place.
fn shown(change: &Change, sources: &Sources) -> String {
    let origin = sources.origin(change.by);
    let standing = match change.standing() {
        Standing::Current => "as it was",
        Standing::Stale => "the shared text has changed",
        Standing::Unrecorded => "not noted yet",
    };
    let own = change.content.map_or(String::new(), |span| {
        sources.file(span.file).text[span.start as usize..span.end as usize].to_owned()
    });
    let mut out = format!("{origin}: `{}` of {}: {standing}\n", change.of, change.layer);
    let mut block = |title: &str, text: &str| {
        if !text.is_empty() {
            let indented: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
            out.push_str(&format!("  {title}\n{}\n", indented.join("\n")));
        }
    };
    match &change.then {
        Some(then) if *then != change.now => {
            block("shared, then", then);
            block("shared, now", &change.now);
        }
        _ => block("shared", &change.now),
    }
    match change.action {
        Action::Remove => block("here", "(taken out)"),
        _ => block("here", &own),
    }
    out
}
