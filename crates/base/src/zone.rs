//! IANA time zones, checked once at the door so that the rest of the house can rely on them (S0-10).

use std::fmt;

use jiff::{Zoned, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::Moment;

/// A time zone known to the bundled IANA data, kept by its name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone(String);

impl Zone {
    /// `None` when no zone of that name is known.
    pub fn parse(name: &str) -> Option<Zone> {
        let known = name.len() <= 64 && name != "UTC+" && TimeZone::get(name).is_ok();
        known.then(|| Zone(name.to_owned()))
    }

    /// The IANA name, such as `Europe/Paris`.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// What clocks in this zone show at `moment`.
    pub fn at(&self, moment: Moment) -> Zoned {
        moment.timestamp().to_zoned(TimeZone::get(&self.0).unwrap_or(TimeZone::UTC))
    }

    /// The moment at which clocks in this zone show `civil`, e.g. `2026-03-12T17:00` as a browser's form sends it.
    /// In a daylight-saving gap the later reading is taken, in a fold the earlier one (RFC 5545 §3.3.5).
    pub fn moment_of(&self, civil: &str) -> Option<Moment> {
        let civil: jiff::civil::DateTime = civil.parse().ok()?;
        let zoned = civil.to_zoned(TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)).ok()?;
        Some(Moment(zoned.timestamp().as_millisecond()))
    }

    /// The beginning of a day `YYYY-MM-DD` in this zone, and of the next one: 23 or 25 hours apart when the clocks move.
    pub fn day(&self, day: &str) -> Option<(Moment, Moment)> {
        let date: jiff::civil::Date = if day.len() == 10 { day.parse().ok()? } else { return None };
        let zone = TimeZone::get(&self.0).unwrap_or(TimeZone::UTC);
        let begins = |date: jiff::civil::Date| Some(Moment(date.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()));
        Some((begins(date)?, begins(date.tomorrow().ok()?)?))
    }

    /// What clocks in this zone show at `moment`, as a form's `datetime-local` field writes it: `2026-03-12T17:00`.
    pub fn civil(&self, moment: Moment) -> String {
        self.at(moment).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// Every zone name, sorted, for a form's list.
    pub fn all() -> Vec<String> {
        let mut names: Vec<String> = jiff::tz::db().available().map(|n| n.to_string()).filter(|n| n.contains('/')).collect();
        names.sort();
        names
    }
}

/// Europe/Paris: French first.
impl Default for Zone {
    fn default() -> Zone {
        Zone("Europe/Paris".into())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Zone, D::Error> {
        let name = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        Zone::parse(&name).ok_or_else(|| D::Error::custom("not an IANA time zone"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_in_paris_is_eleven_in_montreal() {
        let deadline = Zone::default().moment_of("2026-03-02T17:00").expect("a civil time");
        let montreal = Zone::parse("America/Montreal").expect("known");
        assert_eq!(montreal.at(deadline).hour(), 11);
    }

    #[test]
    fn the_weeks_when_only_one_side_has_switched() {
        // Canada moves its clocks on 8 March 2026, France on the 29th: five hours apart in between.
        let deadline = Zone::default().moment_of("2026-03-12T17:00").expect("a civil time");
        assert_eq!(Zone::parse("America/Montreal").expect("known").at(deadline).hour(), 12);
        let gap = Zone::default().moment_of("2026-03-29T02:30").expect("a civil time in the gap");
        assert_eq!(Zone::default().at(gap).hour(), 3);
    }

    #[test]
    fn days_have_the_hours_that_their_clocks_give() {
        let paris = Zone::default();
        let hours = |day| paris.day(day).map(|(from, until)| (until.0 - from.0) / 3_600_000);
        assert_eq!([hours("2026-03-28"), hours("2026-03-29"), hours("2026-10-25")], [Some(24), Some(23), Some(25)]);
        for bad in ["", "hier", "2026-02-30", "2026-3-1", "20260301", "2026-03-01T10:00", "éééééééééé"] {
            assert_eq!(paris.day(bad), None, "{bad}");
        }
        let civil = "2026-03-12T17:05";
        assert_eq!(paris.civil(paris.moment_of(civil).expect("a civil time")), civil);
    }

    #[test]
    fn unknown_zones_are_refused() {
        assert!(Zone::parse("Mars/Olympus").is_none());
        assert!(Zone::parse("../../etc/passwd").is_none());
    }
}
