//! Programme and profile to an edition: conditions decided, variables and terms expanded, clock
//! times computed, references checked. Nothing is left for a writer to guess.

mod brand;
mod check;
mod cohort;
mod colour_alone;
mod document;
mod expand;
mod find;
mod layers;
mod length;
mod near;
mod overrides;
mod plain_english;
mod progression;
mod select;
mod stale;
mod target;
mod walk;
mod when;
mod written;

pub use cohort::Calendar;
pub use find::{Named, named};
pub use layers::{From, Layered, MODES, Origins, lay_over};
pub use length::has_short;
pub use plain_english::{Reading, of_paper, of_session};
pub use stale::{Change, Shared, Standing};
pub use when::{FLAGS, When};

use self::expand::Vocabulary;
use crate::diag::{Code, Diagnostic, Findings, Sources, Span};
use crate::model::session::Input;
use crate::model::{Clock, Context, Paper, ProgrammeFile, Session, Words};
use crate::part::{Cohort, Organisation, Translated};
use crate::read::{Programme, Roster, SessionSource};
use crate::translate::{Translation, Translator};
use crate::world::{Beside, World};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What is chosen for an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Name of the edition; it names the folder in the output.
    pub edition: String,
    /// That of the shared programme, nobody's own?
    pub is_shared: bool,
    /// The flags that `when` conditions see.
    pub flags: BTreeSet<String>,
    /// The flags that they may ask for.
    pub known: Vec<String>,
    /// What was asked for besides the edition as it is: words such as `virtual` and `short`.
    pub variant: Vec<&'static str>,
    /// How dates and lists of names are written.
    pub calendar: Calendar,
}

impl Profile {
    /// The profile of an edition: the programme's mode and setting, and its flags.
    pub fn new(
        edition: &str,
        variant: Vec<&'static str>,
        calendar: Calendar,
        programme: &Programme,
    ) -> Self {
        let file = &programme.file;
        let mut flags = programme.set_flags.clone();
        let known = FLAGS.iter().map(|flag| (*flag).to_owned());
        let known = known.chain(file.flags.keys().cloned());
        let known = known.chain(file.audiences.keys().cloned()).collect();
        flags.extend(file.delivery.audience.iter().map(|audience| audience.get_ref().clone()));
        for flag in [file.delivery.mode.get_ref(), file.delivery.setting.get_ref()] {
            flags.insert(flag.clone());
        }
        // A blended cohort meets both ways, so it gets the text for both.
        if flags.contains("blended") {
            flags.extend(["in-person".to_owned(), "virtual".to_owned()]);
        }
        let edition = [&[edition], variant.as_slice()].concat().join("-");
        Self { edition, is_shared: false, flags, known, variant, calendar }
    }

    /// The same for a session in its short version, or in its full one.
    fn of_length(&self, is_short: bool) -> Self {
        let mut profile = self.clone();
        if is_short {
            profile.flags.insert(when::SHORT.to_owned());
        }
        profile
    }

    /// Does anybody take part from a screen?
    pub fn is_virtual(&self) -> bool {
        self.flags.contains("virtual")
    }
}

/// One organisation's programme, with no choice left.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Name; it names the folder in the output.
    pub name: String,
    /// Nobody's own: that of the shared programme?
    pub is_shared: bool,
    /// Every source file.
    pub sources: Sources,
    /// The programme's facts.
    pub programme: ProgrammeFile,
    /// Whose edition it is.
    pub organisation: Organisation,
    /// Who meets when and where.
    pub cohort: Cohort,
    /// What was asked for besides the edition as it is: words such as `virtual` and `short`.
    pub variant: Vec<&'static str>,
    /// Who takes part, by name.
    pub roster: Roster,
    /// BCP 47 tag of the language it is in.
    pub language: String,
    /// How much of the programme's facts and terms is in that language.
    pub translated: Translated,
    /// Producer's lane shown?
    pub is_virtual: bool,
    /// The sessions, in teaching order.
    pub sessions: Vec<Session>,
    /// The documents of the programme, by their ids.
    pub documents: Vec<Paper>,
}

/// What an edition says in its language.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    /// The words of layouts and drawings.
    pub words: &'a Words,
    /// The author's texts in the edition's language.
    pub translation: &'a Translation,
    /// What of the programme's facts and terms is not in it.
    pub left: &'a Translated,
}

/// Resolves a programme for a profile.
pub fn resolve(
    world: &World,
    programme: &Programme,
    profile: &Profile,
    speech: Speech,
    findings: &mut Findings,
) -> Edition {
    check_delivery(programme, findings);
    check_prices(programme, findings);
    length::check(programme, findings);
    cohort::check(programme, findings);
    let organisation = brand::organisation(world, programme, findings);
    let cohort = cohort::known(programme, &profile.calendar);
    let sessions = each(&programme.sessions, findings, |source, findings| {
        session(world, programme, profile, (source, speech), findings)
    });
    let documents = each(&programme.documents, findings, |source, findings| {
        document::resolve(world, programme, profile, (source, speech), findings)
    });
    let edition = Edition {
        name: profile.edition.clone(),
        is_shared: profile.is_shared,
        sources: programme.sources.clone(),
        programme: glossed(programme, &cohort, speech.words, findings),
        organisation,
        cohort,
        variant: profile.variant.clone(),
        roster: programme.roster.clone(),
        language: speech.translation.language.clone(),
        translated: speech.left.clone(),
        is_virtual: profile.is_virtual(),
        sessions,
        documents,
    };
    check::edition(programme, &edition, findings);
    progression::check(world, &edition, findings);
    plain_english::check(&edition, findings);
    colour_alone::check(&edition, findings);
    edition
}

/// Resolves each source on the processor's cores, and gives what became of them in their order.
fn each<S: Sync, R: Send>(
    sources: &[S],
    findings: &mut Findings,
    resolve: impl Fn(&S, &mut Findings) -> R + Sync,
) -> Vec<R> {
    let one = |source| {
        let mut own = Findings::default();
        (resolve(source, &mut own), own)
    };
    let done: Vec<(R, Findings)> = sources.par_iter().map(one).collect();
    let mut all = Vec::with_capacity(done.len());
    for (one, own) in done {
        all.push(one);
        findings.extend(own);
    }
    all
}

/// The programme's facts, with variables expanded in what words mean.
fn glossed(
    programme: &Programme,
    cohort: &Cohort,
    words: &Words,
    findings: &mut Findings,
) -> ProgrammeFile {
    let vocabulary = expand::Vocabulary::new(&programme.file, None, cohort, words);
    let mut file = programme.file.clone();
    let meanings = file.terms.values_mut().map(|term| &mut term.meaning);
    for meaning in meanings.chain(file.glossary.values_mut()) {
        let span = programme.sources.words(programme.index, meaning);
        let span = span.unwrap_or(Span::new(programme.index, 0, 0));
        *meaning = crate::syntax::smart(&vocabulary.expand(meaning, span, findings));
    }
    file
}

fn session(
    world: &World,
    programme: &Programme,
    profile: &Profile,
    (source, speech): (&SessionSource, Speech),
    findings: &mut Findings,
) -> Session {
    let span = Span::new(source.index, 0, 3);
    let is_short = length::is_short(programme, source);
    let profile = profile.of_length(is_short);
    let mut body = select::select(&source.body, &profile, findings);
    if is_short {
        body = length::without_optional(body);
    }
    let mut front = source.front.clone();
    front.choose(|when| select::condition(&when.value, when.span, &profile, findings));
    length::leave_out_unused(&mut front, &source.body, &body);
    let mut translator = Translator::new(speech.translation, &source.folder, findings);
    let place = expand::places(&source.facts, (&programme.sources, span));
    let spans = translator.front(&mut front, place);
    let body = translator.session(body, &source.front.title);
    let mut translated = translator.finish();
    let cohort = cohort::of_session(programme, source, &profile.calendar);
    let named = Some((front.title.as_str(), source.number));
    let words = |file: &ProgrammeFile, named| Vocabulary::new(file, named, &cohort, speech.words);
    let in_source = Some((source.front.title.as_str(), source.number));
    let vocabulary = words(&programme.file, named).beside(
        speech.translation.facts.as_deref().map(|file| words(file, in_source)),
        &translated.left,
    );
    translated.left = vocabulary.printed();
    let body = expand::nodes(body, &vocabulary, findings);
    expand::facts(&mut front, spans, &vocabulary, findings);
    let start = start(programme, source, findings);
    let files = Beside { world, folder: source.folder.clone() };
    let mut cx = Context { findings, files: &files, words: speech.words };
    let number = source.number;
    let input = Input { id: &source.id, number, span, front, is_short, start, body: &body };
    let mut session = Session::parse(input, &mut cx);
    session.date = cohort.date;
    session.translated = translated;
    for activity in &mut session.activities {
        cohort::name_leads(&mut activity.lead, &programme.file.cohort, &profile.calendar);
    }
    session
}

fn start(programme: &Programme, source: &SessionSource, findings: &mut Findings) -> Clock {
    let (text, span) = match &source.front.start {
        Some(start) => (start.value.as_str(), start.span),
        None => {
            let start = &programme.file.delivery.start;
            (
                start.get_ref().as_str(),
                Span::new(programme.index, start.span().start, start.span().end),
            )
        }
    };
    Clock::parse(text).unwrap_or_else(|| {
        let message = format!("`{text}` is not a time of day");
        findings.push(
            Diagnostic::new(Code::BadAttribute, span, message)
                .help("write hours and minutes: `09:30`"),
        );
        Clock(9 * 60 + 30)
    })
}

fn check_prices(programme: &Programme, findings: &mut Findings) {
    let prices = programme.file.print.prices.as_ref();
    if let Some((paper, price)) = prices.and_then(|prices| prices.wrong()) {
        let files = ["organisation.toml", "programme.toml"];
        let place = files.iter().find_map(|file| programme.sources.key("print.prices", file));
        let message = format!("`{paper} = {price}` is no price");
        findings.push(
            Diagnostic::new(Code::BadProgramme, place, message)
                .help("a price is a number from 0: `greyscale = { a4 = 0.02, a3 = 0.04 }`"),
        );
    }
}

fn check_delivery(programme: &Programme, findings: &mut Findings) {
    let delivery = &programme.file.delivery;
    for audience in delivery.audience.iter().map(toml::Spanned::get_ref) {
        let known: Vec<&str> = programme.file.audiences.keys().map(String::as_str).collect();
        if !known.contains(&audience.as_str()) {
            let place = ["organisation.toml", "programme.toml"];
            let place = place.iter().find_map(|it| programme.sources.word(audience, it));
            let message = format!("unknown audience `{audience}`");
            findings.push(
                Diagnostic::new(Code::BadWhen, place, message)
                    .did_you_mean(audience, known.iter().copied())
                    .help("audiences are declared in `[audiences]` of programme.toml"),
            );
        }
    }
    for (value, known) in [(&delivery.mode, layers::MODES), (&delivery.setting, layers::SETTINGS)] {
        if !known.contains(&value.get_ref().as_str()) {
            let span = Span::new(programme.index, value.span().start, value.span().end);
            let message = format!("`{}` is not one of: {}", value.get_ref(), known.join(", "));
            findings.push(
                Diagnostic::new(Code::BadProgramme, span, message)
                    .did_you_mean(value.get_ref(), known.iter().copied()),
            );
        }
    }
}
