//! An organisation's changes to the shared programme, by id: files that stand below its `overrides`
//! folder as the files that they change stand below the sources folder.

use super::front::FrontText;
use super::lock::{Lock, lock_path};
use super::source::{self, What};
use super::{include, take_in};
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::syntax::{self, Attributes, Node, NodeKind};
use crate::world::World;

/// The changes to one file of the shared programme.
#[derive(Clone, Debug)]
pub struct OverrideFile {
    /// Whether it changes a session or a document.
    pub what: What,
    /// The id of what it changes.
    pub id: String,
    /// Its path below the sources folder.
    pub path: String,
    /// Its index in the sources.
    pub index: u32,
    /// Indices of the files it is made of.
    pub files: Vec<u32>,
    /// Facts that it puts in the place of the shared ones, key by key.
    pub facts: FrontText,
    /// The changes in their order.
    pub list: Vec<Override>,
    /// What the shared text was when they were made.
    pub lock: Lock,
}

impl OverrideFile {
    /// The path of what it changes, for instance `sessions/testing-change`.
    pub fn of(&self) -> String {
        format!("{}/{}", self.what.folder(), self.id)
    }
}

/// One change.
#[derive(Clone, Debug)]
pub struct Override {
    /// What is done.
    pub action: Action,
    /// The id of what it is done to, and where that id stands. `sheet/field` is a field of a sheet.
    pub of: (String, Span),
    /// The layer whose change it knowingly takes the place of.
    pub over: Option<(String, Span)>,
    /// The whole change.
    pub span: Span,
    /// New attributes of a `change`.
    pub attributes: Attributes,
    /// New content.
    pub content: Vec<Node>,
}

/// What an override does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Puts its content in the place of something.
    Replace,
    /// Puts its content before something.
    InsertBefore,
    /// Puts its content after something.
    InsertAfter,
    /// Takes something out.
    Remove,
    /// Sets attributes of something: `time=10m`, `optional`.
    Change,
}

impl Action {
    const ALL: [(&str, Action); 5] = [
        ("replace", Action::Replace),
        ("insert-before", Action::InsertBefore),
        ("insert-after", Action::InsertAfter),
        ("remove", Action::Remove),
        ("change", Action::Change),
    ];

    /// Does it bring content of its own?
    fn has_content(self) -> bool {
        matches!(self, Action::Replace | Action::InsertBefore | Action::InsertAfter)
    }
}

/// Every override file in an organisation's folder.
pub fn read(
    world: &World,
    folder: &str,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Vec<OverrideFile> {
    let mut out = Vec::new();
    strays(world, folder, findings);
    for what in [What::Session, What::Document] {
        let below = format!("{folder}/overrides/{}", what.folder());
        for name in world.files(&below) {
            let Some(id) = name.strip_suffix(".md") else { continue };
            let path = format!("{below}/{name}");
            out.extend(file(world, (what, id), path, sources, findings));
        }
    }
    out
}

/// Whoever puts a change where nothing looks for it would wait for it in vain.
fn strays(world: &World, folder: &str, findings: &mut Findings) {
    let root = format!("{folder}/overrides");
    let known = [What::Session.folder(), What::Document.folder()];
    let folders = world.folders(&root).into_iter().filter(|it| !known.contains(&it.as_str()));
    let files = world.files(&root).into_iter();
    let mut strays: Vec<String> = files.chain(folders).map(|it| format!("{root}/{it}")).collect();
    for known in known {
        let below = format!("{root}/{known}");
        let folders = world.folders(&below).into_iter();
        let files = world.files(&below).into_iter();
        let files = files.filter(|it| !it.ends_with(".md") && !it.ends_with(".lock.toml"));
        strays.extend(folders.chain(files).map(|it| format!("{below}/{it}")));
    }
    for path in strays.iter().filter(|path| !path.contains("/.")) {
        let help = "a change of a session is a file `overrides/sessions/<its id>.md`, one of a document `overrides/documents/<its id>.md`";
        let message = format!("`{path}` changes nothing: nothing looks for it there");
        findings.push(Diagnostic::new(Code::BadOverride, None, message).help(help));
    }
}

fn file(
    world: &World,
    (what, id): (What, &str),
    path: String,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<OverrideFile> {
    let index = take_in(world, &path, sources, findings)?;
    let file = sources.file(index).clone();
    if syntax::report_conflict_marks(&file, index, findings) {
        // What stands between the marks is two texts, and no change.
        let (files, id) = (vec![index], id.to_owned());
        let (facts, list) = (FrontText::default(), Vec::new());
        let lock = lock(world, &lock_path(&path), findings);
        return Some(OverrideFile { what, id, path, index, files, facts, list, lock });
    }
    let (facts, body) = match source::front_matter(&file) {
        Some((yaml, body)) => (FrontText::new(&file, index, yaml), body),
        None => (FrontText::default(), 0),
    };
    let nodes = syntax::parse(&file, index, body, findings);
    let of = format!("{}/{id}", what.folder());
    let mut files = vec![index];
    let mut reading = include::Reading { world, sources, findings, files: &mut files };
    let nodes = include::expand(nodes, &of, &mut vec![path.clone()], &mut reading);
    let list = nodes.into_iter().filter_map(|node| change(node, findings)).collect();
    let lock = lock(world, &lock_path(&path), findings);
    let id = id.to_owned();
    Some(OverrideFile { what, id, path, index, files, facts, list, lock })
}

/// What the shared text was; empty when nobody has noted it.
pub fn lock(world: &World, path: &str, findings: &mut Findings) -> Lock {
    if !world.has(path) {
        return Lock::default();
    }
    let text = world.text(path).map_err(|problem| problem.message);
    text.and_then(|text| Lock::parse(&text)).unwrap_or_else(|why| {
        findings.push(
            Diagnostic::new(Code::BadOverride, None, format!("`{path}` cannot be read: {why}"))
                .help(
                    "after a merge in git keep both sides' notes; or delete it and accept the changes again",
                ),
        );
        Lock::default()
    })
}

fn change(node: Node, findings: &mut Findings) -> Option<Override> {
    let names = || Action::ALL.iter().map(|(name, _)| *name);
    let known = || names().collect::<Vec<_>>().join(", ");
    let NodeKind::Container(container) = node.kind else {
        findings.push(
            Diagnostic::new(Code::BadOverride, node.span, "this changes nothing")
                .help(format!("put it into one of the containers {}", known())),
        );
        return None;
    };
    let action = Action::ALL.iter().find(|(name, _)| *name == container.name);
    let Some((_, action)) = action else {
        let message = format!("`{}` is no change", container.name);
        findings.push(
            Diagnostic::new(Code::BadOverride, container.name_span, message)
                .did_you_mean(&container.name, names())
                .help(format!("changes are {}", known())),
        );
        return None;
    };
    let Some(of) = container.attributes.value("of").filter(|of| !of.is_empty()) else {
        let message = format!("`{}` does not say of what", container.name);
        findings.push(
            Diagnostic::new(Code::BadOverride, container.name_span, message)
                .help("name the id: `of=\"check-in\"`; `packwright model` shows all ids"),
        );
        return None;
    };
    let of = (of.to_owned(), container.attributes.place("of"));
    if action.has_content() == container.children.is_empty() {
        let message = match action.has_content() {
            true => format!("`{}` has no content", container.name),
            false => format!("`{}` takes no content", container.name),
        };
        findings.push(
            Diagnostic::new(Code::BadOverride, container.name_span, message)
                .help("to take something out, write `::: remove {of=…}` and `:::`"),
        );
        return None;
    }
    let mut attributes = container.attributes;
    let over = attributes.value("over").map(str::to_owned);
    let over = over.map(|layer| (layer, attributes.place("over")));
    attributes.list.retain(|attribute| !["of", "over"].contains(&attribute.key.as_str()));
    if *action != Action::Change {
        attributes.expect_only(&[], findings);
    }
    Some(Override {
        action: *action,
        of,
        over,
        span: container.span,
        attributes,
        content: container.children,
    })
}
