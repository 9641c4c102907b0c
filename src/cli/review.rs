//! `packwright review` and `accept`: an organisation's changes beside the shared text.

use super::options::Format;
use super::{Failure, Outcome, print, report};
use crate::diag::{Code, Findings, Sources};
use crate::pack::{self, Asked};
use crate::read::{self, Action, Lock, lock_path};
use crate::resolve::{Change, Shared, Standing};
use crate::store::write_atomically;
use crate::world::World;
use clap::Args;
use serde_json::{Value, json};

/// Options of `review`.
#[derive(Args)]
pub struct Review {
    /// Only this organisation
    organisation: Option<String>,
    /// Also changes whose shared text is what it was
    #[arg(long)]
    all: bool,
    /// For people or for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Options of `accept` and `merge`.
#[derive(Args)]
pub struct One {
    /// The organisation; or the id of a change, where only one organisation changes it
    organisation: String,
    /// The id of what is changed, as the override names it, such as `guess`, or with its session or
    /// document, such as `sessions/testing-change#guess`; all of the organisation's without
    id: Option<String>,
}

/// Changes of organisations, with the files that they are written in.
pub struct Changes {
    /// The changes.
    pub list: Vec<Change>,
    /// Every file.
    pub sources: Sources,
    /// Files with marks of a merge that was not finished: what they change is not known.
    pub unfinished: Vec<String>,
}

/// Shows the changes whose shared text is not what it was: then, now, and what stands in its place.
pub fn review(world: &World, options: &Review) -> Outcome {
    let organisations = match &options.organisation {
        Some(id) => vec![id.clone()],
        None => read::organisations(world),
    };
    let (mut open, mut data) = (0, Vec::new());
    for id in organisations {
        let Changes { list, sources, unfinished } = changes(world, &id)?;
        for file in &unfinished {
            open += 1;
            eprintln!("`{file}` has the marks of a merge: resolve them first");
        }
        for change in &list {
            let standing = change.standing();
            if standing == Standing::Current && !options.all {
                continue;
            }
            open += usize::from(standing != Standing::Current);
            match options.format {
                Format::Text => print(&shown(change, &list, &sources)),
                Format::Json => data.push(as_data(change, &sources)),
            }
        }
    }
    match options.format {
        Format::Text => eprintln!("{} to look at", report::count(open, "change")),
        Format::Json => print(&serde_json::to_string_pretty(&data).unwrap_or_default()),
    }
    Ok(open == 0)
}

/// Notes what the shared text is now: the changes hold as they are.
pub fn accept(world: &World, options: &One) -> Outcome {
    let whole = options.id.is_none() && read::organisations(world).contains(&options.organisation);
    let Changes { list, sources, .. } = chosen(world, options)?;
    let (gone, list): (Vec<Change>, Vec<Change>) =
        list.into_iter().partition(|change| change.standing() == Standing::Gone);
    let (new, noted): (Vec<&Change>, Vec<&Change>) =
        list.iter().partition(|change| change.standing() != Standing::Current);
    for file in list.chunk_by(|a, b| a.file == b.file) {
        // Only where all of a file's changes are meant is it known what it changes no more.
        let own = list.iter().chain(&gone).filter(|it| it.file == file[0].file);
        let known: Vec<&str> = own.map(|it| it.of.as_str()).collect();
        note(world, file, whole.then_some(known.as_slice()))?;
    }
    for change in &new {
        let (place, of) = (sources.origin(change.by), &change.of);
        print(&match change.standing() {
            Standing::Unrecorded => format!("{place}: `{of}` noted"),
            _ => format!("{place}: `{of}` noted; what is shared now is left out here"),
        });
    }
    for change in &gone {
        print(&format!("{}: {}", sources.origin(change.by), standing(change)));
    }
    eprintln!(
        "{} noted, {} noted before{}",
        report::count(new.len(), "change"),
        noted.len(),
        match gone.len() {
            0 => String::new(),
            many =>
                format!(", {many} without a shared text to note: name the new id, or take it out"),
        }
    );
    Ok(gone.is_empty())
}

/// The changes of one organisation, without those of the layers below it.
fn changes(world: &World, id: &str) -> Result<Changes, Failure> {
    let mut found = Findings::default();
    let asked = Asked { organisation: Some(id.to_owned()), ..Asked::default() };
    let (sources, prepared) = pack::prepare(world, &asked, &mut found);
    let Some(prepared) = prepared else {
        report::findings(found, &sources, Format::Text);
        return Err(Failure(format!("the edition of `{id}` cannot be read")));
    };
    let marks = found.iter().filter(|finding| finding.code == Code::ConflictMark);
    let own = format!("organisations/{id}/");
    let files = marks.filter_map(|it| Some(sources.file(it.span?.file).path.to_string()));
    let mut unfinished: Vec<String> = files.filter(|path| path.starts_with(&own)).collect();
    unfinished.dedup();
    let list = prepared.changes.into_iter().filter(|change| change.layer == id).collect();
    Ok(Changes { list, sources, unfinished })
}

/// The changes that are meant.
pub fn chosen(world: &World, options: &One) -> Result<Changes, Failure> {
    let organisations = read::organisations(world);
    let named = &options.organisation;
    if options.id.is_none() && !organisations.contains(named) {
        return anywhere(world, named, &organisations);
    }
    let mut changes = changes(world, named)?;
    if let Some(file) = changes.unfinished.first() {
        return Err(Failure(format!(
            "`{file}` has the marks of an earlier merge\nhelp: resolve them first"
        )));
    }
    let Some(id) = &options.id else { return Ok(changes) };
    let known: Vec<String> = changes.list.iter().map(Change::id).collect();
    let of: Vec<String> = changes.list.iter().map(|change| change.of.clone()).collect();
    changes.list.retain(|change| is(change, id));
    match changes.list.as_slice() {
        [] => {
            let all = known.iter().chain(&of).map(String::as_str);
            let near = crate::diag::nearest(id, all);
            let help = near.map_or(format!("known: {}", known.join(", ")), |near| {
                format!("did you mean `{near}`?")
            });
            Err(Failure(format!("`{named}` changes no `{id}`\nhelp: {help}")))
        }
        [first, rest @ ..] if rest.iter().all(|it| it.id() == first.id()) => Ok(changes),
        many => Err(several(id, named, many)),
    }
}

/// A change of any organisation, by its id alone.
fn anywhere(world: &World, id: &str, organisations: &[String]) -> Result<Changes, Failure> {
    let mut found: Vec<Changes> = Vec::new();
    for organisation in organisations {
        let mut changes = changes(world, organisation)?;
        changes.list.retain(|change| is(change, id));
        if !changes.list.is_empty() {
            found.push(changes);
        }
    }
    match found.as_slice() {
        [] => {
            let near = crate::diag::nearest(id, organisations.iter().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
            Err(Failure(format!(
                "there is no organisation `{id}`, and none changes anything of this id\nhelp: {near}organisations are: {}",
                organisations.join(", ")
            )))
        }
        [one] if one.list.iter().all(|it| it.id() == one.list[0].id()) => Ok(found.remove(0)),
        _ => {
            let all: Vec<Change> = found.into_iter().flat_map(|it| it.list).collect();
            Err(several(id, &all[0].layer, &all))
        }
    }
}

fn several(id: &str, organisation: &str, all: &[Change]) -> Failure {
    let list: Vec<String> = all.iter().map(|it| format!("`{} {}`", it.layer, it.id())).collect();
    Failure(format!(
        "`{id}` means {} changes\nhelp: say which, such as `{organisation} {}`; there are {}",
        all.len(),
        all[0].id(),
        list.join(", ")
    ))
}

/// Is this the id of a change, alone or with its session or document?
fn is(change: &Change, id: &str) -> bool {
    change.of == id || change.id() == id
}

/// Notes in the lock file of a file's changes what the shared text is now; forgets all but the
/// `known` ones, where these are all.
pub fn note(world: &World, changes: &[Change], known: Option<&[&str]>) -> Result<(), Failure> {
    let Some(first) = changes.first() else { return Ok(()) };
    let path = world.sources().join(lock_path(&first.file));
    let mut lock = match std::fs::read_to_string(&path) {
        Ok(text) => Lock::parse(&text).map_err(|why| {
            format!(
                "`{}` cannot be read: {why}\nhelp: after a merge in git keep both sides' notes; or delete it and accept the changes again",
                path.display()
            )
        })?,
        Err(_) => Lock::default(),
    };
    if let Some(known) = known {
        lock.keep(|of| known.contains(&of));
    }
    for change in changes {
        lock.set(&change.of, change.now());
    }
    write_atomically(&path, lock.text().as_bytes())
        .map_err(|error| Failure(format!("`{}` could not be written: {error}", path.display())))
}

/// How a change stands to the shared text, in words.
fn standing(change: &Change) -> String {
    let of = &change.of;
    match (change.standing(), &change.now) {
        (Standing::Current, _) => "the shared text is what it was".to_owned(),
        (Standing::Stale, _) => "the shared text has changed".to_owned(),
        (Standing::Unrecorded, _) => "it is not noted yet what the shared text was".to_owned(),
        (Standing::Gone, Shared::Gone(Some(near))) => {
            format!("there is no `{of}` in the shared text any more; `{near}` may be meant")
        }
        (Standing::Gone, _) => format!("there is no `{of}` in the shared text any more"),
    }
}

/// A change: what the shared text was, what it is, what stands in its place, and what can be done.
fn shown(change: &Change, all: &[Change], sources: &Sources) -> String {
    let origin = sources.origin(change.by);
    let (layer, id) = (&change.layer, change.id_among(all));
    let mut out = format!("{} of {layer}: {}\n  {origin}\n", change.id(), standing(change));
    for line in change.beside(sources).lines(report::width() - 2, true) {
        out.push_str(&format!("\n  {line}"));
    }
    let accept = format!("packwright accept {layer} {id}");
    match (change.standing(), change.action) {
        (Standing::Stale, Action::Replace) => out.push_str(&format!(
            "\n\n  packwright merge {layer} {id}   brings the change in\n  {accept}  leaves it out"
        )),
        (Standing::Stale | Standing::Unrecorded, _) => {
            out.push_str(&format!("\n\n  {accept}  keeps this as it is"));
        }
        (Standing::Current | Standing::Gone, _) => {}
    }
    out.push('\n');
    out
}

fn as_data(change: &Change, sources: &Sources) -> Value {
    let origin = sources.origin(change.by);
    let action = match change.action {
        Action::Replace => "replace",
        Action::InsertBefore => "insert-before",
        Action::InsertAfter => "insert-after",
        Action::Remove => "remove",
        Action::Change => "change",
    };
    let standing = match change.standing() {
        Standing::Current => "current",
        Standing::Stale => "stale",
        Standing::Unrecorded => "unrecorded",
        Standing::Gone => "gone",
    };
    let (now, near) = match &change.now {
        Shared::Text(text) => (Some(text), None),
        Shared::Gone(near) => (None, near.as_ref()),
    };
    json!({
        "organisation": change.layer,
        "target": change.target,
        "of": change.of,
        "action": action,
        "standing": standing,
        "file": &*origin.file,
        "line": origin.line,
        "then": change.then,
        "now": now,
        "nearest": near,
        "here": change.own(sources),
    })
}
