//! Dates as people write them to ISO 8601; what is none stays as it is.

use jiff::civil::Date;

/// A date of day, month and year in this order, as everywhere in the United Kingdom.
pub fn of_parts(day: &str, month: &str, year: &str) -> String {
    let parts = [day, month, year].map(str::trim);
    if parts.iter().all(|part| part.is_empty()) {
        return String::new();
    }
    iso(parts).unwrap_or_else(|| parts.join("/"))
}

/// A date in one line: `9/3/2027`, `9.3.2027`, `2027-03-09`.
pub fn of_line(line: &str) -> String {
    let line = line.trim();
    let parts: Vec<&str> = line.split(['/', '.', '-', ' ']).filter(|it| !it.is_empty()).collect();
    let found = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => iso([day, month, year]),
        [day, month, year] => iso([day, month, year]),
        _ => None,
    };
    found.unwrap_or_else(|| line.to_owned())
}

fn iso([day, month, year]: [&str; 3]) -> Option<String> {
    let year: i16 = match year.len() {
        2 => 2000 + year.parse::<i16>().ok()?,
        _ => year.parse().ok()?,
    };
    let date = Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}
