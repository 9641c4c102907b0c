//! Whoever receives an edition can tell that it is whole.

use super::project::{Project, full_hour};
use packwright::pack::{MANIFEST, Manifest, sha256};
use std::fs;
use std::path::Path;

fn built() -> Project {
    let project = Project::of(&full_hour("one"));
    project.run(&["build"]).exits(0);
    project
}

fn manifest(project: &Project) -> Manifest {
    let bytes = fs::read(project.path("output/base").join(MANIFEST)).expect("a manifest");
    Manifest::parse(&bytes).expect("a manifest")
}

#[test]
fn the_manifest_names_every_file_as_it_is() {
    let project = built();
    let manifest = manifest(&project);
    let folder = project.path("output/base");
    let files = super::project::files(&folder);
    let mut named: Vec<&str> = manifest.files.keys().map(String::as_str).collect();
    named.push(MANIFEST);
    named.sort_unstable();
    assert_eq!(named, files.keys().map(String::as_str).collect::<Vec<_>>());
    for (path, facts) in &manifest.files {
        assert_eq!(facts.sha256, sha256(&files[path]), "{path}");
        assert_eq!(facts.bytes, files[path].len() as u64, "{path}");
    }
    assert_eq!(manifest.files["sessions/01-one/slides.pdf"].pages, 2);
    // The standard's own example, FIPS 180-4: no hash of our making.
    let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(sha256(b"abc"), known);
}

#[test]
fn a_part_of_a_build_keeps_the_rest_of_the_manifest() {
    let project = built();
    let before = manifest(&project);
    let path = project.path("sources/sessions/one/session.md");
    let text = fs::read_to_string(&path).expect("a session");
    fs::write(&path, text.replace("says one thing", "says two things")).expect("written");
    project.run(&["build", "--only", "slides"]).exits(0);
    let after = manifest(&project);
    assert!(after.files.keys().eq(before.files.keys()));
    let changed = |path: &str| after.files[path] != before.files[path];
    assert!(changed("sessions/01-one/slides.pdf"));
    assert!(!changed("sessions/01-one/facilitator-guide.pdf"));
    assert_ne!(after.revision, before.revision);
}

#[test]
fn verify_sees_what_is_missing_changed_or_new() {
    let project = built();
    let folder = project.path("output/base");
    let shown = folder.display().to_string();
    let said = project.run(&["verify", &shown]).exits(0);
    assert!(said.err.contains("whole"), "{}", said.err);
    fs::remove_file(folder.join("sessions/01-one/slides.pdf")).expect("removed");
    fs::write(folder.join("sessions/01-one/worksheets.pdf"), "other").expect("written");
    fs::write(folder.join("sessions/01-one/mine.txt"), "mine").expect("written");
    let said = project.run(&["verify", &shown]).exits(1);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(
        lines,
        [
            "missing: sessions/01-one/slides.pdf",
            "changed: sessions/01-one/worksheets.pdf",
            "not part of it: sessions/01-one/mine.txt"
        ]
    );
    assert!(said.err.contains("3 files not as made"), "{}", said.err);
}

#[test]
fn a_zip_of_the_folder_is_as_good_as_the_folder() {
    let project = built();
    let zip = project.path("pack.zip");
    zipped(&project.path("output/base"), "base", &zip, |bytes| bytes);
    project.run(&["verify", &zip.display().to_string()]).exits(0);
    // One letter in one file.
    zipped(&project.path("output/base"), "base", &zip, |mut bytes| {
        if bytes.starts_with(b"%PDF") {
            bytes.push(b'\n');
        }
        bytes
    });
    let said = project.run(&["verify", &zip.display().to_string()]).exits(1);
    assert!(said.out.contains("changed: sessions/01-one/slides.pdf"), "{}", said.out);
    fs::write(&zip, "no zip").expect("written");
    let said = project.run(&["verify", &zip.display().to_string()]).exits(2);
    assert!(said.err.contains("it is no zip") && said.err.contains("help:"), "{}", said.err);
}

#[test]
fn a_zip_made_to_do_harm_is_seen_through() {
    let project = built();
    let zip = project.path("pack.zip");
    let shown = zip.display().to_string();
    zipped(&project.path("output/base"), "base", &zip, |bytes| bytes);
    let whole = fs::read(&zip).expect("a zip");
    // Half of it, and a byte of one file on its way.
    fs::write(&zip, &whole[..whole.len() / 2]).expect("written");
    let said = project.run(&["verify", &shown]).exits(2);
    assert!(said.err.contains("only a part of one"), "{}", said.err);
    let name = b"base/sessions/01-one/slides.pdf";
    let at = whole.windows(name.len()).position(|it| it == name).expect("a file") + 400;
    let mut damaged = whole.clone();
    damaged[at] ^= 1;
    fs::write(&zip, &damaged).expect("written");
    let said = project.run(&["verify", &shown]).exits(1);
    assert_eq!(said.out.trim(), "changed: sessions/01-one/slides.pdf");
    // Files that would be unpacked elsewhere.
    let outside = ["../up.txt", "/root.txt", "C:\\drive.txt", "a/../../b.txt", "..\\up.txt"];
    fs::write(&zip, &whole).expect("written");
    let mut writer = zip::ZipWriter::new_append(
        fs::File::options().read(true).write(true).open(&zip).expect("a file"),
    )
    .expect("a zip");
    for name in outside {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("an entry");
    }
    writer.finish().expect("a zip");
    let said = project.run(&["verify", &shown]).exits(1);
    let told = said.out.lines().filter(|line| line.starts_with("do not unpack it")).count();
    assert_eq!(told, outside.len(), "{}", said.out);
    // More than there could be, said or not: a file that says it has 5 GB is not unpacked.
    let mut large = whole;
    let entry = large.windows(4).rposition(|it| it == b"PK\x01\x02").expect("an entry");
    large[entry + 24..entry + 28].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    fs::write(&zip, &large).expect("written");
    let said = project.run(&["verify", &shown]);
    assert_ne!(said.code, Some(0));
    assert!(said.err.contains("larger than any edition"), "{}", said.err);
}

/// A folder as a zip, each file changed on its way.
fn zipped(folder: &Path, name: &str, zip: &Path, change: impl Fn(Vec<u8>) -> Vec<u8>) {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(fs::File::create(zip).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    for (path, bytes) in super::project::files(folder) {
        writer.start_file(format!("{name}/{path}"), options).expect("an entry");
        writer.write_all(&change(bytes)).expect("written");
    }
    writer.finish().expect("a zip");
}
