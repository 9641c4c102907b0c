//! The picture in `lib.rs` is true: data flows one way, and no room knows those to its right.

use super::project::checkout;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The rooms from left to right. Each may use those before it and none after it.
///
/// `part` and `model` stand before `world` because the world says what it found in the model's
/// words (`PictureFacts`, `FileProblem`); `write` stands before `store` because the store keeps what
/// the press printed together with its findings.
const ROOMS: &[&str] = &[
    "diag",
    "part",
    "syntax",
    "model",
    "world",
    "read",
    "theme",
    "translate",
    "resolve",
    "plan",
    "write",
    "store",
    "impose",
    "collect",
    "pack",
    "compare",
    "print",
    "cli",
];

/// Every source file with its text.
fn sources() -> Vec<(PathBuf, String)> {
    let root = checkout().join("src");
    let mut out = Vec::new();
    walk(&root, &mut |path| {
        if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(path).expect("a source file");
            out.push((path.strip_prefix(&root).expect("below").to_owned(), text));
        }
    });
    out
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() { walk(&entry.path(), visit) } else { visit(&entry.path()) }
    }
}

/// Which rooms a room names with `crate::`, in code, and where.
fn uses() -> BTreeMap<(String, String), String> {
    let mut found = BTreeMap::new();
    for (path, text) in sources() {
        let room =
            path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let room = room.unwrap_or_default().trim_end_matches(".rs").to_owned();
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for rest in code.split("crate::").skip(1) {
                let names = match rest.strip_prefix('{') {
                    Some(list) => list.split([',', '}']).map(str::trim).collect(),
                    None => vec![rest],
                };
                for name in names {
                    let used: String =
                        name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    if used != room && !used.is_empty() {
                        found
                            .entry((room.clone(), used))
                            .or_insert_with(|| format!("{}:{}", path.display(), number + 1));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn rooms_use_only_what_stands_left_of_them() {
    let place = |room: &str| ROOMS.iter().position(|name| *name == room);
    let uses = uses();
    let mut wrong = Vec::new();
    for ((room, used), at) in &uses {
        match (place(room), place(used)) {
            (Some(room), Some(used)) if used < room => {}
            (None, _) if ["lib", "main", "build"].contains(&room.as_str()) => {}
            _ => wrong.push(format!("{at}: `{room}` uses `{used}`")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    // A reading that finds nothing would find nothing wrong.
    for (room, used) in [("read", "syntax"), ("pack", "store"), ("cli", "pack"), ("model", "part")]
    {
        assert!(
            uses.contains_key(&(room.to_owned(), used.to_owned())),
            "`{room}` no longer uses `{used}`?"
        );
    }
}

#[test]
fn every_module_is_a_room() {
    let text = std::fs::read_to_string(checkout().join("src/lib.rs")).expect("lib.rs");
    let modules: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(modules, ROOMS.iter().copied().collect());
}

/// Rooms that must not do some things, by the words that would do them.
#[test]
fn rooms_keep_to_their_work() {
    let allowed = |path: &Path, rooms: &[&str]| rooms.iter().any(|room| path.starts_with(room));
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            let mut refuse =
                |what: &str| wrong.push(format!("{}:{}: {what}", path.display(), number + 1));
            let prints =
                ["println!(", "eprintln!(", "print!("].iter().any(|word| code.contains(word));
            if prints && !allowed(&path, &["cli", "main.rs", "build.rs"]) {
                refuse("only the command line prints");
            }
            if code.contains("std::env::") && !allowed(&path, &["cli", "world.rs"]) {
                refuse("only the world knows the environment");
            }
            if code.contains("std::fs")
                && !allowed(&path, &["cli", "world.rs", "store", "pack", "build.rs"])
            {
                refuse("only world, store and pack touch the disk");
            }
            if ["SystemTime::now", "Zoned::now", "Timestamp::now"]
                .iter()
                .any(|word| code.contains(word))
            {
                refuse("there is no clock but SOURCE_DATE_EPOCH");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is() {
    for (path, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "{} does not say what comes in and what goes out",
            path.display()
        );
    }
}
