//! The contents page of a pack: HTML that any browser shows, without anything from elsewhere.

use super::bundle::{Entry, Pack};
use super::{FileFacts, Prepared};
use std::collections::BTreeMap;

/// The page: every file with what it is, its kind, pages and size.
pub fn cover(pack: &Pack, prepared: &Prepared, facts: &BTreeMap<String, FileFacts>) -> String {
    let words = |key: &str| escaped(prepared.words.get(key));
    let programme = &prepared.edition.programme.programme;
    let colour = |role: &str| {
        prepared.theme.colours.get(role).map_or(String::new(), |colour| colour.to_string())
    };
    // One heading for the files of a document, whichever of its formats they are.
    let documents = pack.entries.chunk_by(|one, next| one.title == next.title);
    let rows: String = documents.map(|files| rows(files, facts)).collect();
    let organisation = &prepared.edition.organisation;
    let about = [organisation.name.as_str(), organisation.contact.as_str()];
    let about: Vec<String> =
        about.iter().filter(|it| !it.is_empty()).map(|it| escaped(it)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>\n\
         body {{ font: 1rem/1.5 Arial, sans-serif; color: {ink}; max-width: 56rem; margin: 2rem auto; padding: 0 1rem }}\n\
         h1 {{ font-size: 1.8rem; line-height: 1.2; color: {primary}; margin: 0 0 .3rem }}\n\
         table {{ border-collapse: collapse; width: 100%; margin: 1.5rem 0 }}\n\
         th, td {{ text-align: start; padding: .2rem 1rem .2rem 0; vertical-align: top }}\n\
         thead th {{ border-bottom: 2px solid {ink} }}\n\
         tbody th {{ font-weight: normal; width: 40% }}\n\
         tbody {{ border-bottom: 1px solid {rule} }}\n\
         .n {{ text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }}\n\
         .n:last-child {{ padding-right: 0 }}\na {{ color: {primary}; overflow-wrap: anywhere }}\n\
         </style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{about}</p>\n<table>\n\
         <thead><tr><th scope=\"col\">{what}</th><th scope=\"col\">{file}</th><th scope=\"col\">{kind}</th><th scope=\"col\" class=\"n\">{pages}</th><th scope=\"col\" class=\"n\">{size}</th></tr></thead>\n\
         {rows}</table>\n<p>{programme} · {version_word} {version} · {licence}</p>\n</body>\n</html>\n",
        language = escaped(&prepared.edition.language),
        title = escaped(&pack.title),
        ink = colour("ink"),
        primary = colour("primary-dark"),
        rule = colour("rule"),
        about = about.join(" · "),
        what = words("what"),
        file = words("file"),
        kind = words("type"),
        pages = words("pages"),
        size = words("file-size"),
        programme = escaped(&programme.title),
        version_word = words("version"),
        version = escaped(&programme.version),
        licence = escaped(&programme.licence),
    )
}

/// The rows of one document.
fn rows(files: &[Entry], facts: &BTreeMap<String, FileFacts>) -> String {
    let row = |(at, entry): (usize, &Entry)| {
        let title = match (at, files.len()) {
            (0, 1) => format!("<th scope=\"row\">{}</th>", escaped(&entry.title)),
            (0, several) => format!(
                "<th scope=\"rowgroup\" rowspan=\"{several}\">{}</th>",
                escaped(&entry.title)
            ),
            _ => String::new(),
        };
        let known = facts.get(&entry.name);
        let pages = known.map(|it| it.pages).filter(|pages| *pages > 0);
        format!(
            "<tr>{title}<td><a href=\"{}\">{}</a></td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{} kB</td></tr>\n",
            address(&entry.name),
            escaped(&entry.name),
            entry.kind,
            pages.map_or(String::new(), |pages| pages.to_string()),
            known.map_or(0, |it| it.bytes.div_ceil(1000)),
        )
    };
    format!("<tbody>\n{}</tbody>\n", files.iter().enumerate().map(row).collect::<String>())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A relative path as an address (RFC 3986).
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encode = |byte: u8| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(encode).collect()
}
