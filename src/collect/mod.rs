//! Filled-in forms to answers: the fields of PDF forms and the content controls of Word files, whoever
//! filled them in, as one row for each form. Knows the forms by what the files themselves say, so that it
//! needs neither the programme nor the build that they came from.
//!
//! Refuses what is no form, is locked or is damaged, by name; one bad file keeps no other from being read.

mod date;
mod pdf;
mod table;
mod word;

pub use table::{Heads, Table, tables};

/// The most letters of one answer.
const LONGEST: usize = 32_000;

/// Which form it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Its id, for instance `session-feedback`; empty where the file no longer says.
    pub id: String,
    /// The edition it was made for.
    pub edition: String,
    /// The version of the programme or document.
    pub version: String,
    /// Its language; of a form in two languages the one it was filled in in.
    pub language: String,
    /// The other language of a form that asks everything twice; empty where there is none.
    pub second: String,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Name of the field: the same in PDF and Word.
    pub name: String,
    /// What was asked.
    pub question: String,
    /// What was filled in; empty where nothing was. A tick is `1`, a date as `2027-03-09`.
    pub value: String,
}

/// A form as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The file.
    pub file: String,
    /// Hash of its bytes.
    pub hash: String,
    /// Which form it is.
    pub form: Form,
    /// The answers in the order of the form.
    pub answers: Vec<Answer>,
}

impl Filled {
    /// Has nobody filled in anything?
    pub fn is_blank(&self) -> bool {
        self.answers.iter().all(|answer| answer.value.is_empty())
    }
}

/// Why a file has no answers, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The cause.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Refused {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }

    fn no_form() -> Self {
        Self::new(
            "it has nothing to fill in",
            "collect the PDF or Word file that was filled in, not a scan, a print or another document",
        )
    }

    fn damaged(what: impl std::fmt::Display) -> Self {
        Self::new(format!("it is damaged: {what}"), "ask for it again, or copy it again")
    }

    fn locked() -> Self {
        Self::new(
            "it is locked by a password",
            "open it with its password and save a copy without one",
        )
    }
}

/// Reads a form. What it is, its bytes say, whatever it is called.
pub fn read(file: &str, bytes: &[u8]) -> Result<Filled, Refused> {
    let head = &bytes[..bytes.len().min(1024)];
    let (mut form, mut answers) = if bytes.is_empty() {
        return Err(Refused::damaged("it is empty"));
    } else if head.windows(5).any(|word| word == b"%PDF-") {
        pdf::read(bytes)?
    } else if head.starts_with(b"PK") || head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        word::read(bytes)?
    } else {
        return Err(Refused::new(
            "it is neither PDF nor Word",
            "collect the files that were filled in, ending in `.pdf` or `.docx`",
        ));
    };
    for answer in &mut answers {
        answer.value = tidy(&answer.value);
    }
    fold(&mut form, &mut answers);
    Ok(Filled { file: file.to_owned(), hash: crate::part::hash(bytes), form, answers })
}

/// Puts the answers in a form's second language in the place of those in its first: the names of its fields are
/// the same with the language in them.
fn fold(form: &mut Form, answers: &mut Vec<Answer>) {
    if form.second.is_empty() {
        return;
    }
    let mark = format!("-{}", form.second);
    let (second, mut first): (Vec<Answer>, Vec<Answer>) =
        std::mem::take(answers).into_iter().partition(|answer| answer.name.contains(&mark));
    if first.iter().all(|answer| answer.value.is_empty())
        && second.iter().any(|answer| !answer.value.is_empty())
    {
        form.language.clone_from(&form.second);
    }
    for answer in second {
        let name = answer.name.replacen(&mark, "", 1);
        match first.iter_mut().find(|it| it.name == name) {
            Some(it) if it.value.is_empty() => it.value = answer.value,
            Some(it) if answer.value.is_empty() || it.value == answer.value => {}
            Some(it) => it.value = format!("{}; {}", it.value, answer.value),
            None => first.push(answer),
        }
    }
    *answers = first;
}

/// An answer without control characters, with line breaks of one kind, and without space around it.
fn tidy(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{2028}', '\u{2029}'], "\n");
    let kept = value.chars().filter(|c| *c == '\n' || !c.is_control());
    kept.take(LONGEST).collect::<String>().trim().to_owned()
}
