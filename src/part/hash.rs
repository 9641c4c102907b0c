//! Hashes of content: of bytes, and of parts without the places they came from.

use serde::Serialize;

/// BLAKE3 of some bytes, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Hash of a value's JSON, without the lines it came from: a line added above changes no page.
pub fn hash_json(value: &impl Serialize) -> String {
    const MARK: &[u8] = b"\"src\":\"";
    let json = serde_json::to_vec(value).unwrap_or_default();
    let mut hasher = blake3::Hasher::new();
    let mut rest = json.as_slice();
    // A quotation mark inside a JSON text is escaped, so the mark is found only at a key.
    while let Some(at) = find(rest, MARK) {
        hasher.update(&rest[..at]);
        rest = &rest[at + MARK.len()..];
        rest = &rest[rest.iter().position(|byte| *byte == b'"').unwrap_or(rest.len())..];
    }
    hasher.update(rest);
    hasher.finalize().to_hex().to_string()
}

fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|window| window == mark)
}
