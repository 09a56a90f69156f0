//! Times in words. Invariant: `assets/js/times.js` writes the same words for the same reader, so that nothing changes when scripts arrive.
//! Deliberately absent: stored words; a time is always a moment, told in the reader's zone (S0-10).

use base::{Language, Moment, Zone};
use maud::{Markup, html};

use crate::view::Reader;
use crate::words;

/// Near now in relation to it (“il y a 5 min”, “hier à 17 h 12”, “mardi à 9 h 40”), further away as a date.
pub fn words(l: Language, zone: &Zone, now: Moment, moment: Moment) -> String {
    let (here, there) = (zone.at(now), zone.at(moment));
    let minutes = (now.0 - moment.0).div_euclid(60_000);
    let days = (there.date() - here.date()).get_days();
    let clock = clock(l, there.hour(), there.minute());
    match days {
        _ if minutes == 0 => words::time_now(l).into(),
        _ if (1..60).contains(&minutes) => words::time_minutes_ago(l, minutes),
        _ if (-59..0).contains(&minutes) => words::time_in_minutes(l, -minutes),
        0 => words::time_today(l, clock),
        -1 => words::time_yesterday(l, clock),
        1 => words::time_tomorrow(l, clock),
        -6..=6 => words::time_weekday(l, weekday(l, i64::from(there.weekday().to_monday_one_offset())), clock),
        _ if there.year() == here.year() => words::time_day(l, day(l, there.day()), month(l, there.month())),
        _ => words::time_date(l, day(l, there.day()), month(l, there.month()), there.year()),
    }
}

/// The whole of it: “jeudi 12 mars 2026 à 17 h 12 (Europe/Paris)”.
pub fn full(l: Language, zone: &Zone, moment: Moment) -> String {
    let t = zone.at(moment);
    let date = words::time_date(l, day(l, t.day()), month(l, t.month()), t.year());
    words::time_full(l, weekday(l, i64::from(t.weekday().to_monday_one_offset())), date, clock(l, t.hour(), t.minute()), zone.name())
}

/// A calendar day without a clock, for deadlines: “vendredi 12 mars”, with the year when it is another one.
pub fn date(l: Language, zone: &Zone, now: Moment, moment: Moment) -> String {
    let (here, t) = (zone.at(now), zone.at(moment));
    let weekday = weekday(l, i64::from(t.weekday().to_monday_one_offset()));
    let date = if t.year() == here.year() {
        words::time_day(l, day(l, t.day()), month(l, t.month()))
    } else {
        words::time_date(l, day(l, t.day()), month(l, t.month()), t.year())
    };
    words::time_weekday_date(l, weekday, date)
}

/// A `<time>` element in words, full on hover; scripts keep it fresh.
pub fn time(r: &Reader, moment: Moment) -> Markup {
    html! {
        time datetime=(moment) title=(full(r.lang, &r.zone, moment)) { (words(r.lang, &r.zone, r.now, moment)) }
    }
}

/// “17 h 12” and “17 h” in French, “17:12” in English; never broken over two lines.
fn clock(l: Language, hour: i8, minute: i8) -> String {
    match (l, minute) {
        (Language::Fr, 0) => words::time_clock_hour(l, hour),
        _ => words::time_clock(l, if l == Language::En { format!("{hour:02}") } else { hour.to_string() }, format!("{minute:02}")),
    }
}

fn day(l: Language, day: i8) -> String {
    if day == 1 { words::time_first(l).into() } else { day.to_string() }
}

fn weekday(l: Language, n: i64) -> String {
    words::time_weekday_name(l, n)
}

fn month(l: Language, n: i8) -> String {
    words::time_month_name(l, i64::from(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(civil: &str) -> Moment {
        Zone::default().moment_of(civil).expect("a civil time")
    }

    fn fr(now: &str, moment: &str) -> String {
        words(Language::Fr, &Zone::default(), at(now), at(moment)).replace('\u{a0}', "_").replace('\u{202f}', "~")
    }

    fn en(now: &str, moment: &str) -> String {
        words(Language::En, &Zone::default(), at(now), at(moment)).replace('\u{a0}', "_")
    }

    #[test]
    fn near_now() {
        let now = "2026-03-12T18:20:30";
        for (moment, french, english) in [
            ("2026-03-12T18:20:01", "à l’instant", "just now"),
            ("2026-03-12T18:19:00", "il y a 1_min", "1_min ago"),
            ("2026-03-12T17:21:00", "il y a 59_min", "59_min ago"),
            ("2026-03-12T18:25:31", "dans 6_min", "in 6_min"),
            ("2026-03-12T08:04:00", "aujourd’hui à 8_h_04", "today at 08:04"),
            ("2026-03-12T21:00:00", "aujourd’hui à 21_h", "today at 21:00"),
            ("2026-03-11T17:12:00", "hier à 17_h_12", "yesterday at 17:12"),
            ("2026-03-13T09:00:00", "demain à 9_h", "tomorrow at 09:00"),
            ("2026-03-10T09:40:00", "mardi à 9_h_40", "Tuesday at 09:40"),
            ("2026-03-06T09:40:00", "vendredi à 9_h_40", "Friday at 09:40"),
            ("2026-03-05T09:40:00", "5_mars", "5_March"),
            ("2026-03-01T09:40:00", "1er_mars", "1_March"),
            ("2025-08-01T09:40:00", "1er_août 2025", "1_August 2025"),
            ("2025-12-12T09:40:00", "12_décembre 2025", "12_December 2025"),
        ] {
            assert_eq!(fr(now, moment), french, "{moment}");
            assert_eq!(en(now, moment), english, "{moment}");
        }
    }

    #[test]
    fn yesterday_is_a_calendar_day_even_when_the_clocks_move() {
        // 29 March 2026 has 23 hours in Paris, 25 October has 25.
        assert_eq!(fr("2026-03-30T00:30", "2026-03-29T01:30"), "hier à 1_h_30");
        assert_eq!(fr("2026-03-29T08:00", "2026-03-28T23:00"), "hier à 23_h");
        assert_eq!(fr("2026-10-26T00:10", "2026-10-25T00:20"), "hier à 0_h_20");
        assert_eq!(fr("2026-10-25T23:59", "2026-10-25T00:20"), "aujourd’hui à 0_h_20");
    }

    #[test]
    fn the_reader_s_zone_decides() {
        let (now, moment) =
            (Moment::parse("2026-03-12T20:00:00Z").expect("a time"), Moment::parse("2026-03-12T03:30:00Z").expect("a time"));
        let montreal = Zone::parse("America/Montreal").expect("known");
        assert_eq!(words(Language::Fr, &Zone::default(), now, moment), "aujourd’hui à 4\u{a0}h\u{a0}30");
        assert_eq!(words(Language::Fr, &montreal, now, moment), "hier à 23\u{a0}h\u{a0}30");
    }

    #[test]
    fn in_full() {
        let zone = Zone::default();
        let moment = at("2026-03-01T17:12");
        assert_eq!(full(Language::Fr, &zone, moment), "dimanche 1er\u{a0}mars 2026 à 17\u{a0}h\u{a0}12 (Europe/Paris)");
        assert_eq!(full(Language::En, &zone, moment), "Sunday 1\u{a0}March 2026 at 17:12 (Europe/Paris)");
        assert_eq!(date(Language::Fr, &zone, moment, at("2026-03-13T17:00")), "vendredi 13\u{a0}mars");
        assert_eq!(date(Language::Fr, &zone, moment, at("2027-01-01T17:00")), "vendredi 1er\u{a0}janvier 2027");
    }
}
