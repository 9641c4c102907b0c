//! Numbers for ids that must be the same in every build: derived from names, never random.

/// A positive number below 2³¹ from a name. Two names in one document meet once in about two
/// billion pairs; [`super::Package`]'s users keep a set and step to the next free number.
pub fn stable_id(name: &str) -> u32 {
    let hash = blake3::hash(name.as_bytes());
    let bytes = hash.as_bytes();
    (u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) & 0x7fff_ffff).max(1)
}
