//! When the organisation works: its country, its clock, its days and hours. What may wait is sent then (S0-15).
//! Deliberately absent: a person's own hours, and public holidays of other countries than France.

use base::checked::Errors;
use base::{Moment, Result, Zone};
use serde::{Deserialize, Serialize};
use store::{Error, Query, Tx};

use crate::settings;

/// The countries that can be chosen, by their ISO 3166-1 code; the last stands for any other.
pub const COUNTRIES: [&str; 12] = ["FR", "BE", "CH", "LU", "MC", "CA", "SN", "CI", "MA", "TN", "CM", "ZZ"];

const SETTING: &str = "office";
/// How far ahead opening is looked for, in days.
const HORIZON: u32 = 30;

/// The hours of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Code of [`COUNTRIES`].
    pub country: String,
    /// The clock of the hours below.
    pub zone: Zone,
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`, later on the same day.
    pub closes: String,
    /// Monday first.
    pub days: [bool; 7],
}

impl Default for Office {
    fn default() -> Office {
        let days = [true, true, true, true, true, false, false];
        Office { country: "FR".into(), zone: Zone::default(), opens: "09:00".into(), closes: "18:00".into(), days }
    }
}

impl Office {
    /// Reads the form; `days` are numbers from 1, Monday, to 7.
    ///
    /// # Errors
    /// 422 on `country`, `zone`, `opens`, `closes` or `days`.
    pub fn parse(country: &str, zone: &str, opens: &str, closes: &str, days: &[String]) -> Result<Office> {
        let mut errors = Errors::default();
        if !COUNTRIES.contains(&country) {
            errors.add("country", "unknown");
        }
        let zone = Zone::parse(zone).unwrap_or_else(|| {
            errors.add("zone", "not_a_zone");
            Zone::default()
        });
        for (field, time) in [("opens", opens), ("closes", closes)] {
            if !is_time(time) {
                errors.add(field, "not_a_time");
            }
        }
        if is_time(opens) && is_time(closes) && closes <= opens {
            errors.add("closes", "before_opening");
        }
        let mut week = [false; 7];
        for day in days {
            match day.parse::<usize>().ok().and_then(|n| week.get_mut(n.wrapping_sub(1))) {
                Some(day) => *day = true,
                None => errors.add("days", "unknown"),
            }
        }
        if week == [false; 7] {
            errors.add("days", "required");
        }
        errors.done()?;
        Ok(Office { country: country.into(), zone, opens: opens.into(), closes: closes.into(), days: week })
    }

    /// The hours as they are set; weekdays from nine to six in Paris until they are.
    pub fn load(q: &impl Query) -> Result<Office, Error> {
        Ok(settings::get(q, SETTING)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Keeps them.
    pub fn save(&self, tx: &Tx) -> Result<(), Error> {
        settings::set(tx, SETTING, &serde_json::to_string(self).map_err(|error| Error::Unfit(error.to_string()))?)
    }

    /// The moment itself when the house works then, or else the next opening.
    pub fn next_open(&self, at: Moment) -> Moment {
        let mut day = self.zone.at(at).date();
        for _ in 0..HORIZON {
            if self.works_on(day.year(), day.month(), day.day(), day.weekday().to_monday_zero_offset()) {
                let clock = |time: &str| self.zone.moment_of(&format!("{day}T{time}"));
                if let (Some(opens), Some(closes)) = (clock(&self.opens), clock(&self.closes))
                    && at < closes
                {
                    return at.max(opens);
                }
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        at
    }

    fn works_on(&self, year: i16, month: i8, day: i8, weekday: i8) -> bool {
        let chosen = usize::try_from(weekday).ok().and_then(|n| self.days.get(n)).copied().unwrap_or(false);
        chosen && !(self.country == "FR" && is_french_holiday(year.into(), month.into(), day.into()))
    }
}

fn is_time(text: &str) -> bool {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute) && hour < "24" && minute < "60")
}

/// The eleven public holidays of the Code du travail, L3133-1.
fn is_french_holiday(year: i32, month: i32, day: i32) -> bool {
    const FIXED: [(i32, i32); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    // Counted from 1 March, so that a leap day never lies between Easter and the days that follow from it.
    let since_march = |month: i32, day: i32| (153 * (month - 3) + 2) / 5 + day;
    let (easter_month, easter_day) = easter(year);
    let after_easter = since_march(month, day) - since_march(easter_month, easter_day);
    FIXED.contains(&(month, day)) || month >= 3 && [1, 39, 50].contains(&after_easter)
}

/// Month and day of Easter in the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> (i32, i32) {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    (month, (h + l - 7 * m + 33 * month + 19) % 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(civil: &str) -> Moment {
        Zone::default().moment_of(civil).expect("a civil time")
    }

    #[test]
    fn what_comes_late_waits_for_the_morning() {
        let office = Office::default();
        for (now, opens) in [
            ("2026-03-12T10:30", "2026-03-12T10:30"),
            ("2026-03-12T07:00", "2026-03-12T09:00"),
            ("2026-03-12T18:00", "2026-03-13T09:00"),
            ("2026-03-13T21:30", "2026-03-16T09:00"),
            // The night of the spring change, and a long weekend: Easter Monday is 6 April 2026.
            ("2026-03-28T23:30", "2026-03-30T09:00"),
            ("2026-04-03T19:00", "2026-04-07T09:00"),
            ("2026-07-13T19:00", "2026-07-15T09:00"),
        ] {
            assert_eq!(office.next_open(at(now)), at(opens), "{now}");
        }
        let elsewhere = Office { country: "BE".into(), ..Office::default() };
        assert_eq!(elsewhere.next_open(at("2026-07-13T19:00")), at("2026-07-14T09:00"));
    }

    #[test]
    fn holidays_that_move() {
        for (year, month, day) in [(2024, 4, 1), (2024, 5, 9), (2024, 5, 20), (2025, 4, 21), (2025, 5, 29), (2025, 6, 9), (2026, 5, 14)] {
            assert!(is_french_holiday(year, month, day), "{year}-{month}-{day}");
        }
        assert!(!is_french_holiday(2026, 4, 5) && !is_french_holiday(2026, 2, 28));
    }

    #[test]
    fn wrong_hours_are_named() {
        let refused = Office::parse("XX", "Mars/Olympus", "9h", "25:00", &["8".into()]).expect_err("refused");
        let Some(base::Refusal::Invalid(errors)) = refused.refusal() else { panic!("fields") };
        assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["country", "zone", "opens", "closes", "days", "days"]);
        assert!(Office::parse("FR", "Europe/Paris", "18:00", "09:00", &["1".into()]).is_err());
        assert!(Office::parse("FR", "Europe/Paris", "08:30", "17:00", &["1".into(), "6".into()]).is_ok());
    }
}
