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
    let mut start = 0;
    // A quotation mark inside a JSON text is escaped, so the mark is found only at a key.
    for at in memchr::memmem::find_iter(&json, MARK) {
        hasher.update(&json[start..at]);
        let place = at + MARK.len();
        start = memchr::memchr(b'"', &json[place..]).map_or(json.len(), |end| place + end);
    }
    hasher.update(&json[start..]);
    hasher.finalize().to_hex().to_string()
}
