//! In which languages an edition is made, and what it is called then.

use super::{Asked, BASE};
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::PaperForm;
use crate::read::{Layer, Programme};
use crate::translate;
use crate::world::World;
use toml::Spanned;

/// The languages of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// BCP 47 tags: one, or the two of a bilingual edition, that which stands first on a page before.
    pub tags: Vec<String>,
    /// Name of the edition, in which another language than its own is named.
    pub edition: String,
}

impl Languages {
    /// What an edition says of its languages, and what is asked for. A language that cannot be is
    /// reported, and left out.
    pub fn of(
        world: &World,
        (programme, layers): (&Programme, &[Layer]),
        asked: &Asked,
        findings: &mut Findings,
    ) -> Self {
        let edition = asked.organisation.clone().unwrap_or_else(|| BASE.to_owned());
        let source = programme.file.programme.language.clone();
        let delivery = &programme.file.delivery;
        let mut check = Check { world, programme, layers, findings };
        check.forms(delivery.bilingual.as_deref().unwrap_or_default());
        let own = match (delivery.languages.as_slice(), &delivery.language) {
            ([], None) => vec![source.clone()],
            ([], Some(tag)) => check.one(tag, &source),
            (pair, None) => check.pair(pair, &source),
            (pair, Some(_)) => {
                let help = "an edition is in one `language`, or in two `languages`: keep one of the two keys";
                check.refuse("languages", "`language` and `languages` are both given", help);
                check.pair(pair, &source)
            }
        };
        match asked.language.as_ref().filter(|tag| own.len() > 1 || own[0] != **tag) {
            Some(tag) => Self { edition: format!("{edition}-{tag}"), tags: vec![tag.clone()] },
            None => Self { edition, tags: own },
        }
    }
}

struct Check<'a> {
    world: &'a World,
    programme: &'a Programme,
    layers: &'a [Layer],
    findings: &'a mut Findings,
}

impl Check<'_> {
    fn one(&mut self, tag: &Spanned<String>, source: &str) -> Vec<String> {
        match self.is_tag("language", tag.get_ref()) {
            true => vec![tag.get_ref().clone()],
            false => vec![source.to_owned()],
        }
    }

    /// Two languages, each of which there is something in.
    fn pair(&mut self, pair: &[Spanned<String>], source: &str) -> Vec<String> {
        let tags: Vec<String> = pair.iter().map(|tag| tag.get_ref().clone()).collect();
        let mut sound = true;
        for tag in &tags {
            sound &= self.is_tag("languages", tag) && self.is_there(tag, source);
        }
        let help = "write the two languages of the edition, first the one that stands first on a page: `languages = [\"cy\", \"en-GB\"]`";
        match tags.as_slice() {
            [one, other] if translate::same_language(one, other) => {
                let message = format!("`{one}` and `{other}` are the same language");
                self.refuse("languages", &message, help);
            }
            [_, _] if sound => return tags,
            [_, _] => {}
            other => {
                let count = other.len();
                let message = format!("`languages` are two, and here is a list of {count}");
                self.refuse("languages", &message, help);
            }
        }
        vec![source.to_owned()]
    }

    fn is_tag(&mut self, key: &str, tag: &str) -> bool {
        let is_tag = translate::is_tag(tag);
        if !is_tag {
            let help = "a language is a tag of BCP 47: `cy`, `en-GB`, `ar`";
            self.refuse(key, &format!("`{tag}` is no language"), help);
        }
        is_tag
    }

    fn is_there(&mut self, tag: &str, source: &str) -> bool {
        let roots = self.layers.iter().map(|layer| format!("{}/", layer.folder));
        let mut known: Vec<String> = roots
            .chain([String::new()])
            .flat_map(|root| translate::languages(self.world, &root))
            .collect();
        known.push(source.to_owned());
        let is_there = known.iter().any(|it| translate::same_language(it, tag));
        if !is_there {
            let near = crate::diag::nearest(tag, known.iter().map(String::as_str));
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
            let help = format!("{near}`packwright translate update {tag}` begins a translation");
            self.refuse("languages", &format!("there is no translation into `{tag}`"), &help);
        }
        is_there
    }

    /// The forms whose documents hold both languages in one file.
    fn forms(&mut self, forms: &[Spanned<String>]) {
        let is_known =
            |form: &str| PaperForm::from_word(form).is_some_and(PaperForm::can_be_bilingual);
        let known: Vec<&str> =
            PaperForm::WORDS.iter().copied().filter(|form| is_known(form)).collect();
        for form in forms.iter().map(Spanned::get_ref).filter(|form| !is_known(form)) {
            let near = crate::diag::nearest(form, known.iter().copied());
            let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
            let help = format!("{near}known: {}", known.join(", "));
            self.refuse(
                "bilingual",
                &format!("`{form}` is no form of document that can be bilingual"),
                &help,
            );
        }
    }

    fn refuse(&mut self, key: &str, message: &str, help: &str) {
        let place = self.place(key);
        self.findings.push(Diagnostic::new(Code::BadProgramme, place, message).help(help));
    }

    /// Where the uppermost layer that has a key says it.
    fn place(&self, key: &str) -> Option<Span> {
        let sources = &self.programme.sources;
        let files = self.layers.iter().rev().map(|it| format!("{}/organisation.toml", it.folder));
        files.chain(["programme.toml".to_owned()]).find_map(|file| sources.key(key, &file))
    }
}
