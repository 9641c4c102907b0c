//! A package from the bytes of a zip. Refuses what no office program writes: entries beyond sense,
//! names that lead out, sizes that would fill the memory.

use super::package::{Package, absolute, relations_name};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Most entries.
const ENTRIES: usize = 4000;
/// Most bytes, unpacked, of all entries.
const BYTES: u64 = 200 << 20;

/// How a compound file begins: an encrypted package, or a file of the formats before 2007 (MS-CFB, 2.2).
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Reads a package; the error says why it is none.
pub fn read_package(bytes: &[u8]) -> Result<Package, String> {
    if bytes.starts_with(&COMPOUND) {
        return Err("it is locked by a password, or of the format before 2007".to_owned());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("it is not a zip file ({error})"))?;
    if archive.len() > ENTRIES {
        return Err(format!("it has more than {ENTRIES} entries"));
    }
    let mut files = BTreeMap::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| format!("it is damaged ({error})"))?;
        if entry.is_dir() {
            continue;
        }
        let name = entry.name().map_err(|error| format!("it is damaged ({error})"))?;
        let name = name.trim_start_matches('/').to_owned();
        let mut content = Vec::new();
        entry
            .take(BYTES - total + 1)
            .read_to_end(&mut content)
            .map_err(|error| format!("`{name}` in it is damaged ({error})"))?;
        total += content.len() as u64;
        if total > BYTES {
            return Err(format!("unpacked it is larger than {} MB", BYTES >> 20));
        }
        files.insert(name, content);
    }
    assemble(files)
}

fn assemble(mut files: BTreeMap<String, Vec<u8>>) -> Result<Package, String> {
    let types = files.remove("[Content_Types].xml").ok_or("it has no `[Content_Types].xml`")?;
    let types = ContentTypes::parse(&types)?;
    let (relations, parts): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files.into_iter().partition(|(name, _)| name.ends_with(".rels"));
    let mut package = Package::default();
    let names: Vec<String> = std::iter::once(String::new()).chain(parts.keys().cloned()).collect();
    for (name, bytes) in parts {
        let kind = types.of(&name);
        package.add(&name, &kind, bytes);
    }
    for from in names {
        if let Some(bytes) = relations.get(&relations_name(&from)) {
            read_relations(&mut package, &from, bytes)?;
        }
    }
    Ok(package)
}

fn read_relations(package: &mut Package, from: &str, bytes: &[u8]) -> Result<(), String> {
    let text = text(bytes)?;
    let tree = parse(&text, &relations_name(from))?;
    for relation in tree.root_element().children().filter(roxmltree::Node::is_element) {
        let attribute = |name: &str| relation.attribute(name).unwrap_or("");
        let outside = attribute("TargetMode") == "External";
        // A target that is not there is left out: programs repair such a file, we need not.
        let target = attribute("Target");
        if outside || package.has(&absolute(from, target)) {
            package.keep_relation(from, attribute("Id"), attribute("Type"), target, outside);
        }
    }
    Ok(())
}

/// XML text of a part; some programs write UTF-16.
fn text(bytes: &[u8]) -> Result<String, String> {
    let wide = |swap: fn([u8; 2]) -> u16| {
        let units: Vec<u16> =
            bytes[2..].chunks_exact(2).map(|pair| swap([pair[0], pair[1]])).collect();
        String::from_utf16(&units).map_err(|_| "its XML cannot be read".to_owned())
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec())
            .map(|text| text.trim_start_matches('\u{feff}').to_owned())
            .map_err(|_| "its XML is not UTF-8".to_owned()),
    }
}

fn parse<'a>(text: &'a str, name: &str) -> Result<roxmltree::Document<'a>, String> {
    roxmltree::Document::parse(text)
        .map_err(|error| format!("`{name}` in it cannot be read ({error})"))
}

/// What `[Content_Types].xml` says.
struct ContentTypes {
    defaults: BTreeMap<String, String>,
    overrides: BTreeMap<String, String>,
}

impl ContentTypes {
    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = text(bytes)?;
        let tree = parse(&text, "[Content_Types].xml")?;
        let (mut defaults, mut overrides) = (BTreeMap::new(), BTreeMap::new());
        for node in tree.root_element().children().filter(roxmltree::Node::is_element) {
            let kind = node.attribute("ContentType").unwrap_or("").to_owned();
            match (node.attribute("Extension"), node.attribute("PartName")) {
                (Some(extension), _) => {
                    defaults.insert(extension.to_ascii_lowercase(), kind);
                }
                (_, Some(name)) => {
                    overrides.insert(name.trim_start_matches('/').to_owned(), kind);
                }
                _ => {}
            }
        }
        Ok(Self { defaults, overrides })
    }

    fn of(&self, name: &str) -> String {
        let extension = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        let found = self.overrides.get(name).or_else(|| self.defaults.get(&extension));
        found.cloned().unwrap_or_else(|| "application/octet-stream".to_owned())
    }
}
