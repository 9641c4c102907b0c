//! Names of files that Windows, macOS and SharePoint take as they are.

/// Characters that one of them refuses in a name, or takes for something else.
const REFUSED: &[char] =
    &['"', '*', ':', '<', '>', '?', '/', '\\', '|', '#', '%', '~', '&', '{', '}'];
/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
/// Names that SharePoint keeps for itself, and a word that it lets stand in none.
const KEPT: &[&str] = &["desktop.ini", ".lock", "forms"];
const KEPT_WORD: &str = "_vti_";
/// Longest name: paths of SharePoint are 400 characters in all, with its folders and the site's address.
const LONGEST: usize = 100;

/// A name that every system takes.
pub fn safe(name: &str) -> String {
    let usable = |c: char| if REFUSED.contains(&c) || c.is_control() { '-' } else { c };
    let name: String = name.chars().map(usable).collect();
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
        _ => (name.as_str(), String::new()),
    };
    let at_ends = [' ', '.'];
    let stem: String = stem.trim_matches(at_ends).chars().take(LONGEST).collect();
    let stem = stem.trim_end_matches(at_ends).replace(KEPT_WORD, "-vti-");
    let name = format!("{stem}{}", end.trim_end_matches(at_ends));
    if stem.is_empty() || is_kept(&name.to_lowercase()) { format!("_{name}") } else { name }
}

/// Is a name in small letters one that a system keeps for itself?
fn is_kept(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    let port = |word: &str| {
        let mut number = first.strip_prefix(word).unwrap_or_default().chars();
        // Windows takes a raised figure for a figure.
        let figure = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
        number.next().is_some_and(figure) && number.next().is_none()
    };
    DEVICES.contains(&first.trim_end()) || KEPT.contains(&name) || port("com") || port("lpt")
}
