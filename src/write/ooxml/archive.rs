//! A zip in memory (PKWARE APPNOTE 6.3, the subset that ECMA-376 part 2, annex B, allows): bytes of
//! parts in, the file's bytes out. One compressor for all parts: a deck has over a hundred, and setting
//! up one for each costs as much as compressing them. Carries no times: two builds give the same bytes.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Level of compression. Measured over the programme's files (`cargo bench --bench speed -- zip`): of a
/// deck's time two thirds were level 4; level 1 takes a third of that, and files are a sixth larger.
const LEVEL: u32 = 1;
/// Parts of fewer bytes stand as they are: packing a relationship part saves less than it costs.
const LEAST: usize = 1024;
/// 1 January 1980, the first day that a zip can name, which stands for no time.
const NO_DATE: u16 = 1 << 5 | 1;
/// "Version 2.0", for folders and deflate; in the directory with 3, "made on Unix", for the permissions.
const VERSION: u16 = 20;
const MADE_BY: u16 = 3 << 8 | VERSION;
/// Read and write for the owner, read for all; a regular file.
const PERMISSIONS: u32 = 0o100_644 << 16;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// Packed parts kept in memory, in bytes; beyond that the cache starts again.
const KEPT: usize = 16 << 20;

/// A part as it stands in a zip.
#[derive(Clone)]
struct Packed {
    crc: u32,
    /// `None` where packing makes it no smaller.
    bytes: Option<Arc<[u8]>>,
}

/// Parts that many files share, such as layouts and styles, packed once.
#[derive(Default)]
pub struct Packings(Mutex<HashMap<blake3::Hash, Packed>>);

impl Packings {
    /// Parts that come from the look and not from the content.
    fn keeps(name: &str) -> bool {
        const LOOKS: [&str; 9] = [
            "/slideLayouts/",
            "/slideMasters/",
            "/notesMasters/",
            "/theme/",
            "/media/",
            "/glossary/",
            "/styles.xml",
            "/fontTable.xml",
            "/settings.xml",
        ];
        LOOKS.iter().any(|look| name.contains(look))
    }

    fn get(&self, key: &blake3::Hash) -> Option<Packed> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).get(key).cloned()
    }

    fn keep(&self, key: blake3::Hash, packed: Packed) {
        let mut kept = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let bytes = |packed: &Packed| packed.bytes.as_ref().map_or(0, |bytes| bytes.len());
        if kept.values().map(bytes).sum::<usize>() > KEPT {
            kept.clear();
        }
        kept.insert(key, packed);
    }
}

/// A zip being written.
pub struct Archive {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
    compressor: Compress,
}

impl Archive {
    /// An empty one.
    pub fn new() -> Self {
        let compressor = Compress::new(Compression::new(LEVEL), false);
        Self { out: Vec::new(), directory: Vec::new(), count: 0, compressor }
    }

    /// Adds a file; pictures and small files are not packed. What comes from the look is packed once
    /// for all files.
    pub fn file(&mut self, name: &str, bytes: &[u8], packings: &Packings) {
        let offset = size(self.out.len());
        let start = self.out.len() + 30 + name.len();
        self.out.resize(start, 0);
        let key = Packings::keeps(name).then(|| blake3::hash(bytes));
        let known = key.as_ref().and_then(|key| packings.get(key));
        let (crc, packed) = match known {
            Some(Packed { crc, bytes: Some(packed) }) => {
                self.out.extend_from_slice(&packed);
                (crc, true)
            }
            Some(Packed { crc, bytes: None }) => (crc, false),
            None => {
                let picture = name.ends_with(".png") || name.ends_with(".jpeg");
                let packed = !picture && bytes.len() >= LEAST && self.pack(bytes, start);
                let mut crc = Crc::new();
                crc.update(bytes);
                if let Some(key) = key {
                    let bytes = packed.then(|| self.out[start..].into());
                    packings.keep(key, Packed { crc: crc.sum(), bytes });
                }
                (crc.sum(), packed)
            }
        };
        if !packed {
            self.out.truncate(start);
            self.out.extend_from_slice(bytes);
        }
        let mut facts = Vec::with_capacity(26);
        for half in [VERSION, UTF8, if packed { 8 } else { 0 }, 0, NO_DATE] {
            facts.extend(half.to_le_bytes());
        }
        for whole in [crc, size(self.out.len() - start), size(bytes.len())] {
            facts.extend(whole.to_le_bytes());
        }
        facts.extend((name.len() as u16).to_le_bytes());
        facts.extend([0, 0]);
        let header = &mut self.out[start - 30 - name.len()..start];
        header[..4].copy_from_slice(b"PK\x03\x04");
        header[4..30].copy_from_slice(&facts);
        header[30..].copy_from_slice(name.as_bytes());
        self.list(name, &facts, offset);
    }

    /// Packs bytes to the end of the file; whether that made them smaller.
    fn pack(&mut self, bytes: &[u8], start: usize) -> bool {
        self.compressor.reset();
        self.out.reserve(bytes.len() + 64);
        let limit = self.out.capacity() - start;
        let done = self.compressor.compress_vec(bytes, &mut self.out, FlushCompress::Finish);
        // It stops where the room ends: then it is no smaller than it was.
        matches!(done, Ok(Status::StreamEnd)) && self.out.len() - start < bytes.len().min(limit)
    }

    /// The entry in the directory at the zip's end.
    fn list(&mut self, name: &str, facts: &[u8], offset: u32) {
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(facts);
        // No comment, on the first disk, no attributes of DOS.
        self.directory.extend([0; 6]);
        self.directory.extend(PERMISSIONS.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count = self.count.saturating_add(1);
    }

    /// The file.
    pub fn finish(mut self) -> Vec<u8> {
        let (offset, length) = (size(self.out.len()), size(self.directory.len()));
        self.out.append(&mut self.directory);
        self.out.extend(b"PK\x05\x06\0\0\0\0");
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(length.to_le_bytes());
        self.out.extend(offset.to_le_bytes());
        self.out.extend([0, 0]);
        self.out
    }
}

/// Sizes are 32 bits. Pictures are refused over 40 MB each, long before a file gets so large.
fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn what_is_put_in_comes_out() {
        let long: String = (0..5000).map(|n| format!("<w:t>{}</w:t>", n % 7)).collect();
        let noise: Vec<u8> =
            (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let files: [(&str, &[u8]); 6] = [
            ("word/styles.xml", long.as_bytes()),
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", long.as_bytes()),
            ("word/größe.xml", b""),
            ("word/noise.bin", &noise),
            ("word/media/a.png", long.as_bytes()),
        ];
        let packings = Packings::default();
        let write = || {
            let mut archive = Archive::new();
            files.iter().for_each(|(name, bytes)| archive.file(name, bytes, &packings));
            archive.finish()
        };
        let bytes = write();
        assert_eq!(write(), bytes, "what was packed before gives the same file");
        let mut read = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
        assert_eq!(read.len(), files.len());
        for (index, (name, content)) in files.iter().enumerate() {
            let mut entry = read.by_index(index).expect("an entry");
            assert_eq!(entry.name().expect("a name"), *name);
            let mut found = Vec::new();
            entry.read_to_end(&mut found).expect("whole, with the right checksum");
            assert_eq!(found, *content, "{name}");
        }
        assert!(bytes.len() < 2 * long.len(), "the picture stands as it is, the text is packed");
    }
}
