//! The fields of a PDF form (ISO 32000-1, 12.7), as any viewer leaves them.

use super::{Answer, Form, Refused, date};
use crate::write::pdf::FORM_FACTS;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Bits of a button's flags (table 226).
const RADIO: i64 = 1 << 15;
const PUSH: i64 = 1 << 16;
/// Fields within fields, at most.
const DEEPEST: usize = 16;
/// The parts of a date, below its name.
const DATE: [&str; 3] = ["day", "month", "year"];

/// The form and its answers.
pub fn read(bytes: &[u8]) -> Result<(Form, Vec<Answer>), Refused> {
    let pdf = Document::load_mem(bytes).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Refused::locked(),
        error => Refused::damaged(error),
    })?;
    if pdf.is_encrypted() {
        return Err(Refused::locked());
    }
    let catalogue = pdf.catalog().map_err(Refused::damaged)?;
    let form = catalogue.get_deref(b"AcroForm", &pdf).and_then(Object::as_dict);
    let fields = form.and_then(|form| form.get_deref(b"Fields", &pdf)).and_then(Object::as_array);
    let fields = fields.map_err(|_| Refused::no_form())?;
    let mut read = Read { pdf: &pdf, found: Vec::new(), signed: BTreeMap::new(), seen: Vec::new() };
    for field in fields {
        read.field(field, &Above::default(), 0);
    }
    let Read { found, signed, .. } = read;
    let mut answers = with_dates(found);
    for answer in &mut answers {
        if answer.name == "date" || answer.name.ends_with("-date") {
            answer.value = date::of_line(&answer.value);
        }
        if let Some(name) = signed.get(&answer.name).filter(|_| answer.value.trim().is_empty()) {
            answer.value.clone_from(name);
        }
    }
    if answers.is_empty() {
        return Err(Refused::no_form());
    }
    Ok((facts(&pdf, catalogue), answers))
}

/// What the file says of itself.
fn facts(pdf: &Document, catalogue: &Dictionary) -> Form {
    let info = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict).ok();
    let fact = |key: &str| {
        let fact = info.and_then(|info| info.get_deref(key.as_bytes(), pdf).ok());
        fact.and_then(text).unwrap_or_default()
    };
    let language = catalogue.get_deref(b"Lang", pdf).ok();
    let [id, edition, version, second] = FORM_FACTS.map(fact);
    Form { id, edition, version, language: language.and_then(text).unwrap_or_default(), second }
}

/// What a field has from those above it.
#[derive(Clone, Default)]
struct Above {
    name: String,
    question: String,
    kind: Vec<u8>,
    flags: i64,
    value: Option<Object>,
    options: Option<Object>,
}

struct Read<'a> {
    pdf: &'a Document,
    found: Vec<Answer>,
    /// Who has signed, by the name of the signature's line.
    signed: BTreeMap<String, String>,
    seen: Vec<ObjectId>,
}

impl Read<'_> {
    fn field(&mut self, field: &Object, above: &Above, depth: usize) {
        if let Ok(id) = field.as_reference() {
            // A tree that leads back to itself would never end.
            if self.seen.contains(&id) {
                return;
            }
            self.seen.push(id);
        }
        let Ok((_, field)) = self.pdf.dereference(field) else { return };
        let Ok(field) = field.as_dict() else { return };
        if depth > DEEPEST {
            return;
        }
        let own = self.own(field, above);
        let kids = field.get_deref(b"Kids", self.pdf).and_then(Object::as_array);
        let kids = kids.map(Vec::as_slice).unwrap_or_default();
        let named = |kid: &&Object| {
            self.pdf
                .dereference(kid)
                .is_ok_and(|(_, kid)| kid.as_dict().is_ok_and(|it| it.has(b"T")))
        };
        // Kids without a name are the field's widgets (12.7.3.1).
        let fields: Vec<&Object> = kids.iter().filter(named).collect();
        match fields.is_empty() {
            true => self.answer(field, kids, own),
            false => fields.into_iter().for_each(|kid| self.field(kid, &own, depth + 1)),
        }
    }

    fn text(&self, field: &Dictionary, key: &[u8]) -> Option<String> {
        text(field.get_deref(key, self.pdf).ok()?)
    }

    fn own(&self, field: &Dictionary, above: &Above) -> Above {
        let mut own = above.clone();
        if let Some(name) = self.text(field, b"T") {
            own.name = match above.name.as_str() {
                "" => name,
                above => format!("{above}.{name}"),
            };
        }
        if let Some(question) = self.text(field, b"TU") {
            own.question = question;
        }
        let object = |key| field.get_deref(key, self.pdf).ok().cloned();
        if let Some(kind) = object(b"FT").and_then(|kind| kind.as_name().ok().map(<[u8]>::to_vec)) {
            own.kind = kind;
        }
        if let Some(flags) = object(b"Ff").and_then(|flags| flags.as_i64().ok()) {
            own.flags = flags;
        }
        own.value = object(b"V").or(own.value);
        own.options = object(b"Opt").or(own.options);
        own
    }

    fn answer(&mut self, field: &Dictionary, widgets: &[Object], own: Above) {
        if own.name.is_empty() {
            return;
        }
        let value = match own.kind.as_slice() {
            b"Tx" => own.value.as_ref().map(|value| self.words(value)).unwrap_or_default(),
            b"Ch" => match own.value.as_ref() {
                Some(Object::Array(chosen)) => {
                    chosen.iter().map(|value| self.words(value)).collect::<Vec<_>>().join("; ")
                }
                value => value.map(|value| self.words(value)).unwrap_or_default(),
            },
            b"Btn" if own.flags & PUSH != 0 => return,
            b"Btn" => {
                let state = self.state(field, widgets, own.value.as_ref());
                match state {
                    None => String::new(),
                    Some(state) if own.flags & RADIO != 0 => self.option(&state, &own),
                    Some(_) => "1".to_owned(),
                }
            }
            b"Sig" => {
                let signature = own.value.as_ref().and_then(|value| value.as_dict().ok());
                if let Some(signature) = signature {
                    let name = self.text(signature, b"Name").unwrap_or_default();
                    let line = own.name.trim_end_matches("-digital").to_owned();
                    self.signed.insert(line, if name.is_empty() { "1".to_owned() } else { name });
                }
                return;
            }
            _ => return,
        };
        let Above { name, question, .. } = own;
        self.found.push(Answer { name, question, value });
    }

    /// A text, which may stand in a stream (table 222).
    fn words(&self, value: &Object) -> String {
        let Ok((_, value)) = self.pdf.dereference(value) else { return String::new() };
        match value {
            Object::Stream(stream) => {
                let bytes = stream.decompressed_content_with_limit(1 << 20).unwrap_or_default();
                decoded(&bytes)
            }
            Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
            value => text(value).unwrap_or_default(),
        }
    }

    /// The state of a button; `None` when it is off. Some programs set only the widgets' (12.7.4.2.3).
    fn state(
        &self,
        field: &Dictionary,
        widgets: &[Object],
        value: Option<&Object>,
    ) -> Option<String> {
        let name = |object: &Object| match object {
            Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
            object => text(object),
        };
        let shown = |widget: &Dictionary| widget.get_deref(b"AS", self.pdf).ok().and_then(name);
        let widgets =
            widgets.iter().filter_map(|it| self.pdf.dereference(it).ok()?.1.as_dict().ok());
        let states =
            value.and_then(name).into_iter().chain(shown(field)).chain(widgets.filter_map(shown));
        // pypdf writes a name with its mark.
        let states = states.map(|state| state.trim_start_matches('/').to_owned());
        states.into_iter().find(|state| !state.is_empty() && state != "Off")
    }

    /// What a radio button stands for: its own name, or the words at its number.
    fn option(&self, state: &str, own: &Above) -> String {
        let options = own.options.as_ref().and_then(|options| options.as_array().ok());
        let words = options.and_then(|options| options.get(state.parse::<usize>().ok()?));
        words.map_or_else(|| state.to_owned(), |words| self.words(words))
    }
}

/// Puts day, month and year together where the form asks for them one by one.
fn with_dates(found: Vec<Answer>) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    let mut rest = found.into_iter().peekable();
    while let Some(answer) = rest.next() {
        let name = answer.name.strip_suffix(".day").map(str::to_owned);
        let Some(name) = name else {
            answers.push(answer);
            continue;
        };
        let mut parts = vec![answer.value];
        for part in &DATE[1..] {
            let next = rest.next_if(|next| next.name == format!("{name}.{part}"));
            parts.push(next.map(|next| next.value).unwrap_or_default());
        }
        let question = answer.question.rsplit_once(':').map_or(&*answer.question, |(it, _)| it);
        answers.push(Answer {
            question: question.to_owned(),
            value: date::of_parts(&parts[0], &parts[1], &parts[2]),
            name,
        });
    }
    answers
}

/// The words of a text string.
fn text(object: &Object) -> Option<String> {
    object.as_str().ok().map(decoded)
}

/// What the letters from 0x18 and from 0x80 are in the encoding of PDF's own (annex D.3); elsewhere it is
/// Latin-1.
const LOW: &str = "˘ˇˆ˙˝˛˚˜";
const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";

/// A text string (7.9.2.2): UTF-16 or UTF-8 with a mark, else PDF's own encoding.
fn decoded(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        // Not in the standard, and yet some programs write it.
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| own_encoding(*byte)).collect(),
    }
}

fn own_encoding(byte: u8) -> char {
    let of = |letters: &str, first: u8| letters.chars().nth(usize::from(byte - first));
    let letter = match byte {
        0x18..=0x1F => of(LOW, 0x18),
        0x80..=0x9E => of(HIGH, 0x80),
        0xA0 => Some('€'),
        _ => Some(char::from(byte)),
    };
    letter.unwrap_or(char::REPLACEMENT_CHARACTER)
}
