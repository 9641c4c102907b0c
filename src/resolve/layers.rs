//! The layers of an organisation over the shared programme: each may set anything, the last one that
//! says something is right.

use super::overrides;
use super::stale::{self, Change};
use super::target::Target;
use super::written::{Removed, Written};
use crate::diag::{Code, Diagnostic, Findings, Origin, Span};
use crate::model::{Clock, OwnCohort, OwnOrganisation, Partner, ProgrammeFile};
use crate::read::{Action, Layer, Override, OverrideFile, Programme, SessionSource, What};
use toml::Spanned;

/// Where a fact or block of the edition comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct From {
    /// Its key, such as `organisation.name`, or its path and id, such as `sessions/one#first`.
    pub fact: String,
    /// The layer.
    pub layer: String,
    /// File and line; `None` for what is said nowhere in particular.
    pub place: Option<Origin>,
}

/// Where everything that a layer says comes from.
pub type Origins = Vec<From>;

/// The programme with the layers over it.
pub struct Layered {
    /// The programme as the last layer leaves it.
    pub programme: Programme,
    /// Where its facts come from.
    pub origins: Origins,
    /// The changes by id, beside the shared text.
    pub changes: Vec<Change>,
}

/// Lays the layers over a programme.
pub fn lay_over(mut programme: Programme, layers: &[Layer], findings: &mut Findings) -> Layered {
    let mut origins = programme_says(&programme);
    let (mut written, mut changes) = (Written::default(), Vec::new());
    for layer in layers {
        let mut over = Over {
            layer,
            programme: &mut programme,
            origins: &mut origins,
            written: &mut written,
            changes: &mut changes,
            findings,
        };
        over.facts();
        over.delivery();
        over.flags();
        over.own();
        over.overrides();
        over.sessions();
    }
    stale::report(&changes, &programme.sources, findings);
    Layered { programme, origins, changes }
}

/// The name of the lowest layer.
const PROGRAMME: &str = "programme";

/// What `programme.toml` says that a layer may say otherwise.
fn programme_says(programme: &Programme) -> Origins {
    let file = &programme.file;
    let mut facts: Vec<String> = [
        "organisation.name",
        "organisation.short",
        "organisation.contact",
        "delivery.mode",
        "delivery.setting",
        "delivery.start",
        "delivery.participants",
        "sessions",
        "version",
        "theme",
    ]
    .map(str::to_owned)
    .into();
    facts.extend(file.terms.keys().map(|id| format!("terms.{id}")));
    facts.extend(file.lengths.keys().map(|id| format!("lengths.{id}")));
    let origin = |fact: String| {
        let last = fact.rsplit('.').next().unwrap_or(&fact);
        let sources = &programme.sources;
        let key = |key: &str| sources.key(key, "programme.toml");
        let place = key(&fact).or_else(|| key(last)).map(|place| sources.origin(place));
        From { fact, layer: PROGRAMME.to_owned(), place }
    };
    facts.into_iter().map(origin).collect()
}

struct Over<'a> {
    layer: &'a Layer,
    programme: &'a mut Programme,
    origins: &'a mut Origins,
    /// What layers have done to the text.
    written: &'a mut Written,
    changes: &'a mut Vec<Change>,
    findings: &'a mut Findings,
}

impl Over<'_> {
    /// Sets a fact, if the layer says it, and notes where it comes from.
    fn set<T: Clone>(
        &mut self,
        key: &str,
        value: &Option<T>,
        place: fn(&mut ProgrammeFile) -> &mut T,
    ) {
        if let Some(value) = value {
            *place(&mut self.programme.file) = value.clone();
            self.came(key);
        }
    }

    /// Notes that a fact comes from this layer.
    fn came(&mut self, key: &str) {
        let file = format!("{}/organisation.toml", self.layer.folder);
        let sources = &self.programme.sources;
        let last = key.rsplit('.').next().unwrap_or(key);
        let place = sources.key(key, &file).or_else(|| sources.key(last, &file));
        let place = place.map(|place| sources.origin(place));
        self.origins.retain(|known| known.fact != key);
        self.origins.push(From { fact: key.to_owned(), layer: self.layer.id.clone(), place });
    }

    fn facts(&mut self) {
        let file = &self.layer.file;
        let own = &file.organisation;
        // A new name makes the short name of the layer below wrong.
        if own.name.is_some() && own.short.is_none() {
            self.programme.file.organisation.short.clear();
        }
        self.set("organisation.name", &own.name, |file| &mut file.organisation.name);
        self.set("organisation.short", &own.short, |file| &mut file.organisation.short);
        self.set("organisation.contact", &own.contact, |file| &mut file.organisation.contact);
        self.brand(own);
        self.cohort(&file.cohort);
        self.set("assumed", &file.assumed, |file| &mut file.assumed);
        self.set("theme", &file.theme, |file| &mut file.programme.theme);
        self.set("date", &file.date, |file| &mut file.programme.date);
        if file.print.prices.is_some() {
            self.programme.file.print.prices.clone_from(&file.print.prices);
            self.came("print.prices");
        }
        self.set("version", &file.version, |file| &mut file.programme.version);
        for (section, value) in &file.brand {
            let keys = value.as_table().into_iter().flat_map(toml::Table::keys);
            keys.for_each(|key| self.came(&format!("brand.{section}.{key}")));
        }
        for (session, length) in &file.lengths {
            self.programme.file.lengths.insert(session.clone(), length.clone());
            self.came(&format!("lengths.{session}"));
        }
        self.terms();
    }

    /// A path beside the layer's file as the sources folder sees it; empty stays empty.
    fn beside(&self, path: &str) -> String {
        if path.is_empty() { String::new() } else { format!("{}/{path}", self.layer.folder) }
    }

    fn brand(&mut self, own: &OwnOrganisation) {
        // A new logo makes that on colours of the layer below wrong.
        if own.logo.is_some() && own.logo_on_colour.is_none() {
            self.programme.file.organisation.logo_on_colour.clear();
        }
        let logo = own.logo.as_ref().map(|logo| self.beside(logo));
        self.set("organisation.logo", &logo, |file| &mut file.organisation.logo);
        let on_colour = own.logo_on_colour.as_ref().map(|logo| self.beside(logo));
        self.set("organisation.logo-on-colour", &on_colour, |file| {
            &mut file.organisation.logo_on_colour
        });
        self.set("organisation.logo-clear-space", &own.logo_clear_space, |file| {
            &mut file.organisation.logo_clear_space
        });
        self.set("organisation.logo-position", &own.logo_position.clone().map(Some), |file| {
            &mut file.organisation.logo_position
        });
        self.set("organisation.footer", &own.footer, |file| &mut file.organisation.footer);
        let partner = |it: &Partner| Partner { logo: self.beside(&it.logo), ..it.clone() };
        let partners = self.layer.file.partners.as_ref();
        let partners = partners.map(|list| list.iter().map(partner).collect());
        self.set("partner", &partners, |file| &mut file.partners);
    }

    fn cohort(&mut self, own: &OwnCohort) {
        self.set("cohort.dates", &own.dates, |file| &mut file.cohort.dates);
        self.set("cohort.venue", &own.venue, |file| &mut file.cohort.venue);
        self.set("cohort.facilitators", &own.facilitators, |file| &mut file.cohort.facilitators);
        self.set("cohort.link", &own.link, |file| &mut file.cohort.link);
        let participants = own.participants.as_ref().map(|path| self.beside(path));
        self.set("cohort.participants", &participants, |file| &mut file.cohort.participants);
    }

    /// A term that the programme does not know is used nowhere.
    fn terms(&mut self) {
        for (id, term) in &self.layer.file.terms {
            if !self.programme.file.terms.contains_key(id) {
                let span = {
                    let file = format!("{}/organisation.toml", self.layer.folder);
                    self.programme.sources.key(&format!("terms.{id}"), &file)
                };
                let known: Vec<String> = self.programme.file.terms.keys().cloned().collect();
                self.findings.push(
                    Diagnostic::new(Code::UnknownVariable, span, format!("unknown term `{id}`"))
                        .did_you_mean(id, known.iter().map(String::as_str))
                        .help(format!("known: {}", known.join(", "))),
                );
            }
            let mut term = term.clone();
            // The glossary's words stay where the organisation only calls it otherwise.
            if term.meaning.is_empty() {
                let shared = self.programme.file.terms.get(id);
                term.meaning = shared.map_or_else(String::new, |it| it.meaning.clone());
            }
            self.programme.file.terms.insert(id.clone(), term);
            self.came(&format!("terms.{id}"));
        }
    }

    fn delivery(&mut self) {
        let own = &self.layer.file.delivery;
        let known = |words: &'static [&'static str]| move |word: &str| words.contains(&word);
        self.word("delivery.mode", &own.mode, known(MODES), MODES, |file| &mut file.delivery.mode);
        self.word("delivery.setting", &own.setting, known(SETTINGS), SETTINGS, |file| {
            &mut file.delivery.setting
        });
        self.set("delivery.audience", &own.audience, |file| &mut file.delivery.audience);
        let clock = |text: &str| Clock::parse(text).is_some();
        self.word("delivery.start", &own.start, clock, &["09:30"], |file| &mut file.delivery.start);
        // The organisation's own time, before that which a shared session suggests.
        if own.start.as_ref().is_some_and(|start| clock(start.get_ref())) {
            let sources = &self.programme.sources;
            for session in &mut self.programme.sessions {
                session.front.start = None;
                session.facts.remove("start", sources);
            }
        }
        // One language instead of two, or two instead of one.
        match (&own.language, &own.languages) {
            (Some(_), None) => self.programme.file.delivery.languages.clear(),
            (None, Some(_)) => self.programme.file.delivery.language = None,
            (Some(_), Some(_)) | (None, None) => {}
        }
        self.set("delivery.language", &own.language.clone().map(Some), |file| {
            &mut file.delivery.language
        });
        self.set("delivery.languages", &own.languages, |file| &mut file.delivery.languages);
        self.set("delivery.bilingual", &own.bilingual.clone().map(Some), |file| {
            &mut file.delivery.bilingual
        });
        self.set("delivery.participants", &own.participants, |file| {
            &mut file.delivery.participants
        });
    }

    /// A word of a closed set; one that does not belong to it is reported, and the layer below holds.
    fn word(
        &mut self,
        key: &str,
        value: &Option<Spanned<String>>,
        fits: impl Fn(&str) -> bool,
        words: &[&str],
        place: fn(&mut ProgrammeFile) -> &mut Spanned<String>,
    ) {
        match value {
            Some(word) if !fits(word.get_ref()) => {
                let message = format!("`{}` is not one of: {}", word.get_ref(), words.join(", "));
                self.findings.push(
                    Diagnostic::new(Code::BadProgramme, self.span(word), message)
                        .did_you_mean(word.get_ref(), words.iter().copied()),
                );
            }
            value => self.set(key, value, place),
        }
    }

    fn span(&self, word: &Spanned<String>) -> Span {
        Span::new(self.layer.index, word.span().start, word.span().end)
    }

    /// Flags that it sets, or takes back: `not simulation`.
    fn flags(&mut self) {
        for flag in &self.layer.file.flags {
            let known = &self.programme.file.flags;
            let taken_back = flag.get_ref().strip_prefix("not ").map(str::trim);
            let name = taken_back.unwrap_or(flag.get_ref());
            if !known.contains_key(name) {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                let message = format!("unknown flag `{name}`");
                self.findings.push(
                    Diagnostic::new(Code::BadWhen, self.span(flag), message)
                        .did_you_mean(name, names.iter().copied())
                        .help("flags are declared in `[flags]` of programme.toml"),
                );
                continue;
            }
            match taken_back {
                Some(_) => self.programme.set_flags.remove(name),
                None => self.programme.set_flags.insert(name.to_owned()),
            };
            self.came(&format!("flags.{name}"));
        }
    }

    /// Sessions and documents of its own; one with the id of a shared one takes its place.
    fn own(&mut self) {
        for own in &self.layer.sessions {
            let target = format!("sessions/{}", own.id);
            let shared = self.programme.sessions.iter().position(|it| it.id == own.id);
            match shared {
                Some(at) => {
                    let sessions = &mut self.programme.sessions;
                    let (number, base) = (sessions[at].number, sessions[at].index);
                    sessions[at] = SessionSource { number, ..own.clone() };
                    self.in_place_of(&target, base, own.index);
                }
                // It is taught last, unless the list says otherwise.
                None => {
                    let sessions = &mut self.programme.sessions;
                    let last = sessions.iter().map(|session| session.number).max().unwrap_or(0);
                    sessions.push(SessionSource { number: last + 1, ..own.clone() });
                    let listed = &mut self.programme.file.sessions;
                    listed.push(Spanned::new(0..0, own.id.clone()));
                }
            }
            self.came(&target);
        }
        for own in &self.layer.documents {
            let target = format!("documents/{}", own.id);
            let shared = self.programme.documents.iter().position(|it| it.id == own.id);
            match shared {
                Some(at) => {
                    let documents = &mut self.programme.documents;
                    let base = std::mem::replace(&mut documents[at], own.clone()).index;
                    self.in_place_of(&target, base, own.index);
                }
                None => self.programme.documents.push(own.clone()),
            }
            self.came(&target);
        }
        self.programme.documents.sort_by(|a, b| a.id.cmp(&b.id));
        self.programme.unread.extend(self.layer.unread.iter().cloned());
    }

    /// A whole session or document stands in the place of a shared one.
    fn in_place_of(&mut self, target: &str, base: u32, own: u32) {
        let sources = &self.programme.sources;
        let all = Span::new(base, 0, sources.file(base).text.len());
        let now = self.written.text(sources, &[all], &self.layer.id);
        let lock = self.layer.locks.get(target);
        self.changes.push(stale::whole(&self.layer.id, (target, lock), own, now, sources));
    }

    /// Changes of facts and, by id, of what stands below them.
    fn overrides(&mut self) {
        for file in &self.layer.overrides {
            let sessions = self.programme.sessions.iter_mut().map(Target::Session);
            let documents = self.programme.documents.iter_mut().map(Target::Document);
            let found = sessions.chain(documents).find(|it| it.is(file.what, &file.id));
            let Some(mut target) = found else {
                self.unknown(file);
                continue;
            };
            let sources = &self.programme.sources;
            let facts = target.lay_facts(file, sources, self.findings);
            let whole = target.whole();
            let (files, body) = target.text();
            files.extend(&file.files);
            let layer = &self.layer.id;
            let about = (layer.as_str(), sources);
            let applied = overrides::apply(body, file, about, self.written, self.findings);
            self.written.files.push((file.files.clone(), layer.clone()));
            self.changes.extend(stale::facts(layer, file, &facts, sources));
            self.changes.extend(stale::changes(layer, file, &applied));
            let facts = facts.iter().map(|(own, _)| (format!("front/{}", own.key), own.span));
            let made = applied.iter().filter(|it| !matches!(it.base, overrides::Base::Gone(_)));
            let changes = made.map(|change| (change.of.clone(), change.by));
            for (of, by) in facts.chain(changes) {
                let fact = format!("{}#{of}", file.of());
                let place = Some(sources.origin(by));
                self.origins.push(From { fact, layer: layer.clone(), place });
            }
            let of_all = file.list.iter().filter(|change| change.of.0 == file.of());
            of_all.for_each(|change| self.take_out(file, change, whole));
        }
    }

    /// Nothing has the name of an override file.
    fn unknown(&mut self, file: &OverrideFile) {
        let known: Vec<&String> = match file.what {
            What::Session => self.programme.sessions.iter().map(|it| &it.id).collect(),
            What::Document => self.programme.documents.iter().map(|it| &it.id).collect(),
        };
        let span = Span::new(file.index, 0, 0);
        let removed = self.written.removed.iter().find(|removed| removed.of == file.of());
        let finding = match removed {
            Some(Removed { layer, by, .. }) => {
                let there = self.programme.sources.origin(*by);
                let message = format!("`{}` was taken out by `{layer}`", file.of());
                Diagnostic::new(Code::BadOverride, span, message)
                    .help(format!("it is taken out at {there}: take this file out, or that change"))
            }
            None => {
                let message = format!("there is no `{}` to change", file.of());
                Diagnostic::new(Code::BadOverride, span, message)
                    .did_you_mean(&file.id, known.iter().map(|id| id.as_str()))
                    .help("an override has the path of what it changes, without its last name")
            }
        };
        self.findings.push(finding);
    }

    /// Takes a whole session or document out, where that is what a change of it does.
    fn take_out(&mut self, file: &OverrideFile, change: &Override, whole: u32) {
        let target = file.of();
        if change.action != Action::Remove {
            let message = format!("`{target}` as a whole can only be taken out by a change");
            self.findings.push(Diagnostic::new(Code::BadOverride, change.of.1, message).help(
                format!(
                    "a file of your own takes its place: `{}`",
                    file.what.path(&format!("{}/", self.layer.folder), &file.id)
                ),
            ));
            return;
        }
        let sources = &self.programme.sources;
        let all = Span::new(whole, 0, sources.file(whole).text.len());
        let base = overrides::Base::Text(self.written.text(sources, &[all], &self.layer.id));
        let applied = overrides::Applied { of: target.clone(), by: change.span, base };
        self.changes.extend(stale::changes(&self.layer.id, file, &[applied]));
        let (layer, by) = (self.layer.id.clone(), change.span);
        self.origins.push(From {
            fact: target.clone(),
            layer: layer.clone(),
            place: Some(sources.origin(by)),
        });
        self.written.removed.push(Removed { of: target, layer, by });
        match file.what {
            What::Document => self.programme.documents.retain(|it| it.id != file.id),
            What::Session => {
                self.programme.sessions.retain(|it| it.id != file.id);
                self.programme.file.sessions.retain(|id| *id.get_ref() != file.id);
                for (place, session) in self.programme.sessions.iter_mut().enumerate() {
                    session.number = place as u32 + 1;
                }
            }
        }
    }

    /// The sessions that are taught, in their order, numbered anew.
    fn sessions(&mut self) {
        let Some(wanted) = &self.layer.file.sessions else { return };
        let mut chosen = Vec::new();
        for id in wanted {
            let found = self.programme.sessions.iter().find(|session| session.id == *id.get_ref());
            match found {
                Some(session) => chosen.push(session.clone()),
                // A session with errors of its own was reported and is not there.
                None if self
                    .programme
                    .file
                    .sessions
                    .iter()
                    .any(|s| s.get_ref() == id.get_ref()) => {}
                None => {
                    let known: Vec<&str> =
                        self.programme.sessions.iter().map(|s| s.id.as_str()).collect();
                    let message = format!("there is no session `{}`", id.get_ref());
                    self.findings.push(
                        Diagnostic::new(Code::UnknownReference, self.span(id), message)
                            .did_you_mean(id.get_ref(), known.iter().copied())
                            .help(format!("known: {}", known.join(", "))),
                    );
                }
            }
        }
        for (place, session) in chosen.iter_mut().enumerate() {
            session.number = place as u32 + 1;
        }
        self.programme.sessions = chosen;
        self.programme.file.sessions.clone_from(wanted);
        self.came("sessions");
    }
}

/// Modes of delivery.
pub const MODES: &[&str] = &["in-person", "virtual", "blended"];
/// Settings of delivery.
pub const SETTINGS: &[&str] = &["in-house", "system-wide"];
