//! Typographic quotes for text that does not pass through the Markdown parser.

/// Turns straight quotes into typographic ones, three dots into an ellipsis.
///
/// A quote opens after a space, an opening bracket, a dash or at the start; else it closes.
pub fn smart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '“' | '‘' | '–' | '—');
        let set = match (c, opens) {
            ('\'', true) => '‘',
            ('\'', false) => '’',
            ('"', true) => '“',
            ('"', false) => '”',
            _ => c,
        };
        out.push(set);
        before = set;
    }
    out.replace("...", "…")
}
