//! The group that takes part: when, where, led by whom. What is not known yet stays empty.

use super::length;
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::{Clock, CohortFacts, Dates, Minutes};
use crate::part::Cohort;
use crate::read::{Programme, SessionSource};
use jiff::civil::Date;

/// How dates and lists of names are written in the edition's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Names of the months, January first.
    pub months: Vec<String>,
    /// Names of the weekdays, Monday first.
    pub weekdays: Vec<String>,
    /// A date: `{weekday} {day} {month} {year}`.
    pub date: String,
    /// From the first date to the last: `{first} to {last}`.
    pub from_to: String,
    /// Between the last two of a list.
    pub and: String,
}

impl Calendar {
    /// A date written out; other words as they are.
    fn write(&self, text: &str) -> String {
        let Ok(date) = text.trim().parse::<Date>() else { return text.to_owned() };
        let name = |names: &[String], number: i8| {
            names.get(number as usize - 1).cloned().unwrap_or_default()
        };
        // No line ends between the day and its month.
        self.date
            .replace("{weekday}", &name(&self.weekdays, date.weekday().to_monday_one_offset()))
            .replace("{day} ", &format!("{}\u{a0}", date.day()))
            .replace("{day}", &date.day().to_string())
            .replace("{month}", &name(&self.months, date.month()))
            .replace("{year}", &date.year().to_string())
    }

    /// Names as a sentence has them: `A, B and C`.
    fn list(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.and),
        }
    }
}

/// What is known of the cohort, without a session.
pub fn known(programme: &Programme, calendar: &Calendar) -> Cohort {
    let facts = &programme.file.cohort;
    let mut days: Vec<&String> = match &facts.dates {
        Dates::Words(words) => vec![words],
        Dates::List(days) => days.iter().collect(),
        Dates::Sessions(days) => days.values().collect(),
    };
    // Dates of the calendar sort as text; words keep the order they are written in.
    if days.iter().all(|day| day.trim().parse::<Date>().is_ok()) {
        days.sort();
    }
    let dates = match days.as_slice() {
        [] => String::new(),
        [one] => calendar.write(one),
        [first, .., last] => calendar
            .from_to
            .replace("{first}", &calendar.write(first))
            .replace("{last}", &calendar.write(last)),
    };
    Cohort {
        dates,
        date: String::new(),
        venue: facts.venue.clone(),
        facilitators: calendar.list(&facts.facilitators),
        link: facts.link.clone(),
        first: first(programme, calendar).unwrap_or_default(),
    }
}

/// The day of the first session, its start and its end, where the day is known.
fn first(programme: &Programme, calendar: &Calendar) -> Option<[String; 3]> {
    let source = programme.sessions.iter().min_by_key(|session| session.number)?;
    let day = day_of(programme, source)?;
    let own = source.front.start.as_ref().map(|start| start.value.as_str());
    let start = Clock::parse(own.unwrap_or(programme.file.delivery.start.get_ref()))?;
    let short = source.front.short.as_ref().filter(|_| length::is_short(programme, source));
    let minutes = Minutes::parse(&short.unwrap_or(&source.front.duration).value)?;
    Some([calendar.write(day), start.to_string(), start.after(minutes).to_string()])
}

fn day_of<'a>(programme: &'a Programme, source: &SessionSource) -> Option<&'a String> {
    match &programme.file.cohort.dates {
        Dates::Words(_) => None,
        Dates::List(days) => days.get(source.number as usize - 1),
        Dates::Sessions(days) => days.get(&source.id),
    }
}

/// The same with the day of a session.
pub fn of_session(programme: &Programme, source: &SessionSource, calendar: &Calendar) -> Cohort {
    let day = day_of(programme, source);
    let date = day.map_or(String::new(), |day| calendar.write(day));
    Cohort { date, ..known(programme, calendar) }
}

/// Puts names in the place of letters: `Facilitators A and B` are the first two of the cohort. Words
/// without a letter of their own, and letters that nobody has, stay.
pub fn name_leads(lead: &mut String, cohort: &CohortFacts, calendar: &Calendar) {
    let letters = lead.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() == 1);
    let letters = letters.filter_map(|word| word.chars().next()).filter(char::is_ascii_uppercase);
    let person = |letter: char| cohort.facilitators.get((letter as u8 - b'A') as usize).cloned();
    let names: Option<Vec<String>> = letters.map(person).collect();
    if let Some(names) = names.filter(|names| !names.is_empty()) {
        *lead = calendar.list(&names);
    }
}

/// Reports dates and links that cannot be right.
pub fn check(programme: &Programme, findings: &mut Findings) {
    let facts = &programme.file.cohort;
    let place = |word: &str| {
        let files = ["organisation.toml", "programme.toml"];
        files.iter().find_map(|file| programme.sources.word(word, file))
    };
    let mut report = |place: Option<Span>, code, message: String, help: &str| {
        findings.push(Diagnostic::new(code, place, message).help(help));
    };
    let days: Vec<&String> = match &facts.dates {
        Dates::Words(_) => Vec::new(),
        Dates::List(days) => {
            let (dates, sessions) = (days.len(), programme.file.sessions.len());
            if dates != sessions && !days.is_empty() {
                let message = format!("{dates} dates for {sessions} sessions");
                let help = "give each session a date, or name the sessions: `[cohort.dates]` and `testing-change = \"2027-01-12\"`";
                report(place("dates"), Code::BadProgramme, message, help);
            }
            days.iter().collect()
        }
        Dates::Sessions(days) => days.values().collect(),
    };
    for day in days {
        let is_date = day.len() == 10 && day.chars().all(|c| c.is_ascii_digit() || c == '-');
        if is_date && day.parse::<Date>().is_err() {
            let message = format!("`{day}` is not a day of the calendar");
            report(
                place(day),
                Code::BadProgramme,
                message,
                "write year, month and day: `2027-01-12`",
            );
        }
    }
    let is_link = ["https://", "http://"].iter().any(|start| facts.link.starts_with(start));
    if !facts.link.is_empty() && !is_link {
        let message = format!("`{}` is not a full address", facts.link);
        report(place(&facts.link), Code::BadProgramme, message, "begin it with `https://`");
    }
    if let Dates::Sessions(days) = &facts.dates {
        let listed = || programme.file.sessions.iter().map(|id| id.get_ref().as_str());
        for id in days.keys().filter(|id| !listed().any(|known| known == id.as_str())) {
            findings.push(
                Diagnostic::new(
                    Code::UnknownReference,
                    place(id),
                    format!("there is no session `{id}`"),
                )
                .did_you_mean(id, listed())
                .help("name a session of this edition"),
            );
        }
    }
}
