//! When things happen in the demo, written in the content files as distances from the present, so that the network always looks lived in.
//! Invariant: nothing that has happened lies in the future; a day counted with `d` is a working day.
//! Forms: `-6w mar 17:12` (weeks before this one, weekday, Paris time), `-2d 09:40` (working days before today), `-3h` (working hours ago),
//! and after another thing `+35m`, `+2h`, `+1d 08:04`. Deliberately absent: public holidays.

use base::{Moment, Zone};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};

const WEEKDAYS: [&str; 7] = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];
const DAY_STARTS: i64 = 8 * 60;
const DAY_ENDS: i64 = 18 * 60;

/// The present, as the firm's clocks show it, and what can be counted from it.
pub(crate) struct Clock {
    now: Moment,
    civil: DateTime,
    paris: Zone,
}

/// One written distance: a count, its unit, and the words that follow.
struct Written<'a> {
    count: i64,
    unit: char,
    rest: Vec<&'a str>,
}

impl Clock {
    pub(crate) fn new(now: Moment) -> Clock {
        let paris = Zone::default();
        Clock { now, civil: paris.at(now).datetime(), paris }
    }

    /// The latest moment that has surely passed.
    pub(crate) fn brink(&self) -> Moment {
        self.now.plus_seconds(-60)
    }

    /// A past moment, counted from now.
    pub(crate) fn past(&self, text: &str) -> Result<Moment, String> {
        Ok(self.resolve(&read(text)?, self.civil.date(), text)?.min(self.brink()))
    }

    /// A past moment, counted from `earlier` when it begins with `+`, else from now; always later than `earlier`.
    pub(crate) fn past_after(&self, earlier: Moment, text: &str) -> Result<Moment, String> {
        let moment = if text.starts_with('+') { self.after(earlier, text)? } else { self.past(text)? };
        Ok(moment.max(earlier.plus_seconds(60)).min(self.brink()))
    }

    /// A moment counted from `earlier`, which may be to come.
    pub(crate) fn after(&self, earlier: Moment, text: &str) -> Result<Moment, String> {
        let written = read(text)?;
        match written.unit {
            'm' => Ok(earlier.plus_seconds(written.count * 60)),
            'h' => Ok(earlier.plus_seconds(written.count * 3600)),
            _ => self.resolve(&written, self.paris.at(earlier).date(), text),
        }
    }

    /// A moment ahead, counted from now.
    pub(crate) fn to_come(&self, text: &str) -> Result<Moment, String> {
        self.after(self.now, text)
    }

    /// A day, as `YYYY-MM-DD`: `+6w ven`.
    pub(crate) fn day(&self, text: &str) -> Result<String, String> {
        let written = read(text)?;
        let [weekday] = written.rest[..] else { return Err(format!("“{text}”: a weekday is missing")) };
        Ok(in_week(self.civil.date(), written.count, weekday).ok_or_else(|| format!("“{text}” is not a day"))?.to_string())
    }

    fn resolve(&self, written: &Written<'_>, from: Date, text: &str) -> Result<Moment, String> {
        let (date, time) = match (written.unit, &written.rest[..]) {
            ('w', [weekday, time]) => (in_week(from, written.count, weekday), *time),
            ('d', [time]) => (working_day(from, written.count), *time),
            ('h', []) => return self.working_time_ago(-written.count * 60).ok_or_else(|| format!("“{text}” is out of range")),
            _ => return Err(format!("“{text}” is not a time")),
        };
        date.and_then(|date| self.paris.moment_of(&format!("{date}T{time}"))).ok_or_else(|| format!("“{text}” is not a time"))
    }

    /// So many minutes ago, counting only those of working days: a demo started at night shows an afternoon's messages.
    fn working_time_ago(&self, mut minutes: i64) -> Option<Moment> {
        let mut date = self.civil.date();
        let mut clock = (i64::from(self.civil.hour()) * 60 + i64::from(self.civil.minute())).min(DAY_ENDS);
        loop {
            let open = if is_weekend(date) { 0 } else { (clock - DAY_STARTS).max(0) };
            if minutes < open {
                let time = clock - minutes;
                return self.paris.moment_of(&format!("{date}T{:02}:{:02}", time / 60, time % 60));
            }
            minutes -= open;
            (date, clock) = (date.yesterday().ok()?, DAY_ENDS);
        }
    }
}

fn read(text: &str) -> Result<Written<'_>, String> {
    let wrong = || format!("“{text}” is not a distance in time");
    let (amount, rest) = text.split_once(' ').unwrap_or((text, ""));
    let unit = amount.chars().last().filter(|c| "wdhm".contains(*c)).ok_or_else(wrong)?;
    let count = amount.trim_end_matches(unit).parse().map_err(|_| wrong())?;
    Ok(Written { count, unit, rest: rest.split_whitespace().collect() })
}

fn in_week(from: Date, weeks: i64, weekday: &str) -> Option<Date> {
    let day = WEEKDAYS.iter().position(|name| *name == weekday)?;
    let monday = i64::from(from.weekday().to_monday_zero_offset());
    moved(from, (weeks * 7 + i64::try_from(day).ok()? - monday).days())
}

fn working_day(from: Date, days: i64) -> Option<Date> {
    let mut date = from;
    let mut left = days.abs();
    while left > 0 {
        date = moved(date, days.signum().days())?;
        left -= i64::from(!is_weekend(date));
    }
    Some(date)
}

fn moved(date: Date, by: Span) -> Option<Date> {
    date.checked_add(by).ok()
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock(now: &str) -> Clock {
        Clock::new(Zone::default().moment_of(now).expect("a civil time"))
    }

    fn paris(moment: Moment) -> String {
        Zone::default().at(moment).strftime("%a %F %R").to_string()
    }

    #[test]
    fn weeks_keep_their_weekday_and_days_skip_weekends() {
        let monday = clock("2026-03-02T07:30");
        assert_eq!(paris(monday.past("-1w mar 17:12").expect("a time")), "Tue 2026-02-24 17:12");
        assert_eq!(paris(monday.past("-1d 09:40").expect("a time")), "Fri 2026-02-27 09:40");
        assert_eq!(paris(clock("2026-03-01T23:00").past("-1w lun 08:00").expect("a time")), "Mon 2026-02-16 08:00");
        assert_eq!(monday.day("+6w ven").expect("a day"), "2026-04-17");
    }

    #[test]
    fn hours_ago_are_hours_of_work() {
        assert_eq!(paris(clock("2026-03-04T15:10").past("-3h").expect("a time")), "Wed 2026-03-04 12:10");
        assert_eq!(paris(clock("2026-03-02T09:00").past("-3h").expect("a time")), "Fri 2026-02-27 16:00");
        assert_eq!(paris(clock("2026-03-01T23:00").past("-3h").expect("a time")), "Fri 2026-02-27 15:00");
    }

    #[test]
    fn answers_follow_and_stay_in_the_past() {
        let clock = clock("2026-03-04T15:10");
        let friday = clock.past("-1w ven 16:00").expect("a time");
        assert_eq!(paris(clock.past_after(friday, "+35m").expect("a time")), "Fri 2026-02-27 16:35");
        assert_eq!(paris(clock.past_after(friday, "+1d 08:04").expect("a time")), "Mon 2026-03-02 08:04");
        assert_eq!(clock.past_after(friday, "+9d 08:04").expect("a time"), clock.brink());
        assert_eq!(clock.past_after(friday, "-1w lun 08:00").expect("a time"), friday.plus_seconds(60));
    }

    #[test]
    fn nonsense_is_named() {
        for text in ["", "hier", "-2w", "-2w tue 10:00", "-1d 25:00", "-1d", "3x"] {
            assert!(clock("2026-03-04T15:10").past(text).is_err(), "{text}");
        }
    }
}
