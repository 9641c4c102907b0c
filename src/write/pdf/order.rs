//! The data of a document whose lines run from right to left, with what runs the other way isolated (Unicode
//! Standard Annex 9, 2.4): facts of the edition, texts in another language, addresses, telephone numbers. Without
//! that, their full stops, brackets and numbers would be put in the order of the line around them.

use crate::part::{is_right_to_left, isolated, with_isolates};
use serde_json::Value;
use std::borrow::Cow;

/// Names of what layouts read and compare, and do not print.
const UNPRINTED: &[&str] =
    &["alt", "code-for", "href", "id", "language", "name", "path", "src", "theme"];

/// Begins and ends a stretch that is put in order by itself.
const AROUND: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Isolates what needs it in all that is printed.
pub fn keep(value: &mut Value) {
    match value {
        Value::String(text) => {
            if is_foreign(text) {
                *text = isolated(text);
            } else if let Cow::Owned(marked) = with_isolates(text) {
                *text = marked;
            }
        }
        Value::Array(values) if values.iter().any(is_run) => keep_runs(values),
        Value::Array(values) => values.iter_mut().for_each(keep),
        Value::Object(map) => {
            let printed = map.iter_mut().filter(|(key, _)| !UNPRINTED.contains(&key.as_str()));
            printed.for_each(|(_, value)| keep(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Is it a text in Latin letters, such as a title that is not translated, rather than a name that layouts know?
fn is_foreign(text: &str) -> bool {
    let speaks = text.contains(' ') || text.ends_with(['.', '?', '!', ':', ')']);
    speaks && text.contains(char::is_alphabetic) && !text.contains(is_right_to_left)
}

fn is_run(value: &Value) -> bool {
    value.get("run").is_some()
}

/// Facts by themselves; runs that follow one another in one language together, with the facts between them.
fn keep_runs(runs: &mut [Value]) {
    for run in &mut *runs {
        let is_fact = run.get("value").is_some();
        let is_foreign = language(run).is_some();
        match run.get_mut("text") {
            Some(Value::String(text)) if is_fact => *text = isolated(&with_isolates(text)),
            Some(_) if is_foreign => {}
            Some(text) => {
                if let Value::String(words) = text
                    && let Cow::Owned(marked) = with_isolates(words)
                {
                    *words = marked;
                }
            }
            None => keep(run),
        }
    }
    let mut at = 0;
    while at < runs.len() {
        let Some(own) = language(&runs[at]).map(str::to_owned) else {
            at += 1;
            continue;
        };
        let others = runs[at..].iter().map(|run| match run.get("value").is_some() || !says(run) {
            true => None,
            false => Some(language(run) == Some(own.as_str())),
        });
        let stretch = others.take_while(|same| *same != Some(false)).collect::<Vec<_>>();
        let last = at + stretch.iter().rposition(|same| *same == Some(true)).unwrap_or(0);
        // A link has isolated its own words already.
        if let Some(text) = end(&mut runs[at], false) {
            text.insert(0, AROUND[0]);
        }
        if let Some(text) = end(&mut runs[last], true) {
            text.push(AROUND[1]);
        }
        at = last + 1;
    }
}

/// Has a run words of its own, or those of a link?
fn says(run: &Value) -> bool {
    run.get("text").is_some() || run.get("runs").is_some()
}

/// The language that a run says it is in, or the first words of a link.
fn language(run: &Value) -> Option<&str> {
    let of_link = || language(run.get("runs")?.as_array()?.first()?);
    run.get("language").and_then(Value::as_str).or_else(of_link)
}

/// The words that a run begins or ends with.
fn end(run: &mut Value, last: bool) -> Option<&mut String> {
    if run.get("runs").is_some() {
        let runs = run.get_mut("runs")?.as_array_mut()?;
        let at = if last { runs.len().checked_sub(1)? } else { 0 };
        return end(runs.get_mut(at)?, last);
    }
    match run.get_mut("text")? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kept(mut value: Value) -> String {
        keep(&mut value);
        value.to_string().replace(AROUND[0], "<").replace(AROUND[1], ">")
    }

    #[test]
    fn what_follows_in_one_language_is_one_stretch() {
        let run = |text: &str| json!({"run": "text", "text": text, "language": "en"});
        let link = json!({"run": "link", "href": "https://a b", "runs": [run("there")]});
        let fact = json!({"run": "text", "value": "organisation.name", "text": "Harbour Ltd."});
        let own = json!({"run": "text", "text": "في"});
        let runs = json!([own, run("Go "), fact, run(" or "), link, own, fact]);
        let text = kept(runs);
        assert!(text.contains("\"<Go \"") && text.contains("\"<Harbour Ltd.>\""), "{text}");
        assert!(text.contains("\"<there>>\"") && !text.contains("\" or >\""), "{text}");
    }

    #[test]
    fn names_that_layouts_know_stay_as_they_are() {
        let known = json!({"kind": "two-columns", "src": "a b.md:1", "title": "قياس"});
        let text = known.to_string();
        assert_eq!(kept(known), text);
        assert_eq!(kept(json!({"title": "By Friday?"})), "{\"title\":\"<By Friday?>\"}");
    }
}
