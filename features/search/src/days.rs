//! Days as people write them: `2026-03-01`, `01/03/2026`, `1er mars 2026`, `mars 2026`, `2026`, `hier`, in French or in English.
//! Invariant: pure; a day that doesn't exist is no day. Deliberately absent: hours, and the American order of day and month.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Words for a day, and how many days from today it is.
const NEAR: [(&str, i64); 9] = [
    ("aujourd hui", 0),
    ("aujourdhui", 0),
    ("today", 0),
    ("hier", -1),
    ("yesterday", -1),
    ("avant hier", -2),
    ("avant-hier", -2),
    ("demain", 1),
    ("tomorrow", 1),
];

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
];

/// The first day that `text` means and the first one after it: a day, a month or a year. A month without a year is the latest that has begun.
pub fn days(text: &str, today: Date) -> Option<(Date, Date)> {
    let text = text::fold(text.trim()).replace(['\'', '’', ','], " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((_, away)) = NEAR.iter().find(|(word, _)| *word == text) {
        return lasting(today.checked_add(away.days()).ok()?, 1.day());
    }
    let parts: Vec<&str> = text.split([' ', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    if text.contains(' ') || parts.iter().any(|part| part.starts_with(char::is_alphabetic)) {
        return in_words(&parts, today);
    }
    match parts.as_slice() {
        [year] => lasting(date(year, "1", "1")?, 1.year()),
        [year, month] if year.len() == 4 => lasting(date(year, month, "1")?, 1.month()),
        [month, year] => lasting(date(year, month, "1")?, 1.month()),
        [year, month, day] if year.len() == 4 => lasting(date(year, month, day)?, 1.day()),
        [day, month, year] => lasting(date(year, month, day)?, 1.day()),
        _ => None,
    }
}

/// `mars`, `mars 2026`, `1er mars`, `1 mars 2026`, `march 1 2026`.
fn in_words(parts: &[&str], today: Date) -> Option<(Date, Date)> {
    match *parts {
        [name] => {
            let month = month(name)?;
            let year = if month > today.month() { today.year() - 1 } else { today.year() };
            lasting(Date::new(year, month, 1).ok()?, 1.month())
        }
        [name, year] if year.len() == 4 && year.starts_with(|c: char| c.is_ascii_digit()) => {
            lasting(date(year, &month(name)?.to_string(), "1")?, 1.month())
        }
        [day, name] => {
            let (month, day) = (month(name)?, day.trim_end_matches("er").parse().ok()?);
            let this_year = Date::new(today.year(), month, day);
            let year = if this_year.is_ok_and(|date| date > today) { today.year() - 1 } else { today.year() };
            lasting(Date::new(year, month, day).ok()?, 1.day())
        }
        [day, name, year] if day.starts_with(|c: char| c.is_ascii_digit()) => {
            lasting(date(year, &month(name)?.to_string(), day.trim_end_matches("er"))?, 1.day())
        }
        [name, day, year] => lasting(date(year, &month(name)?.to_string(), day)?, 1.day()),
        _ => None,
    }
}

/// The month that begins so, by at least three letters, when only one does.
fn month(name: &str) -> Option<i8> {
    let begins = |(fr, en): &(&str, &str)| name.len() >= 3 && (fr.starts_with(name) || en.starts_with(name));
    let mut found = MONTHS.iter().zip(1..).filter(|(names, _)| begins(names)).map(|(_, month)| month);
    found.next().filter(|_| found.next().is_none())
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |text: &str, most: usize| text.bytes().all(|b| b.is_ascii_digit()) && (1..=most).contains(&text.len());
    let whole = year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    let date = whole.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?;
    // Earlier than the web and later than anybody plans is a slip of the keyboard.
    date.filter(|date| (1970..=2100).contains(&date.year()))
}

fn lasting(from: Date, span: Span) -> Option<(Date, Date)> {
    Some((from, from.checked_add(span).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_people_write_them() {
        let today = Date::constant(2026, 3, 15);
        for (text, from, until) in [
            ("2026-03-01", "2026-03-01", "2026-03-02"),
            ("01/03/2026", "2026-03-01", "2026-03-02"),
            ("1.3.2026", "2026-03-01", "2026-03-02"),
            ("28/02/2024", "2024-02-28", "2024-02-29"),
            ("mars 2026", "2026-03-01", "2026-04-01"),
            ("Février 2025", "2025-02-01", "2025-03-01"),
            ("déc. 2025", "2025-12-01", "2026-01-01"),
            ("mars", "2026-03-01", "2026-04-01"),
            ("avril", "2025-04-01", "2025-05-01"),
            ("1er mars 2026", "2026-03-01", "2026-03-02"),
            ("12 mars", "2026-03-12", "2026-03-13"),
            ("20 mars", "2025-03-20", "2025-03-21"),
            ("March 1, 2026", "2026-03-01", "2026-03-02"),
            ("1 march 2026", "2026-03-01", "2026-03-02"),
            ("2025", "2025-01-01", "2026-01-01"),
            ("2026-03", "2026-03-01", "2026-04-01"),
            ("03/2026", "2026-03-01", "2026-04-01"),
            ("hier", "2026-03-14", "2026-03-15"),
            ("Aujourd’hui", "2026-03-15", "2026-03-16"),
            ("avant-hier", "2026-03-13", "2026-03-14"),
            ("tomorrow", "2026-03-16", "2026-03-17"),
        ] {
            let read = days(text, today).map(|(from, until)| (from.to_string(), until.to_string()));
            assert_eq!(read, Some((from.to_owned(), until.to_owned())), "{text}");
        }
        let long = "9".repeat(100_000);
        for bad in [
            "",
            "-",
            "2026-02-30",
            "31/04/2026",
            "13/13/2026",
            "ma 2026",
            "jui",
            "99999",
            "0",
            "3/1",
            "hier soir",
            "1 2 3 4",
            "e",
            "١٢",
            &long,
        ] {
            assert_eq!(days(bad, today), None, "{bad}");
        }
    }
}
