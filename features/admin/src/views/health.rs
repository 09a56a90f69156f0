//! How the program fares, in plain words, and the jobs that were given up.

use base::{Language, Moment};
use jobs::Dead;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::desk::{State, Watched, watch};
use shell::times;
use shell::view::Reader;
use store::Dialect;

use super::bytes;
use crate::verbs::health::Health;
use crate::words;

/// The page.
pub fn page(r: &Reader, found: &Health, dead: &[Dead], now: Moment) -> Markup {
    let l = r.lang;
    html! {
        (watch(&lines(r, found, now)))
        @if !dead.is_empty() {
            section { h2 { (words::dead(l)) } p.quiet { (words::dead_purpose(l)) } ul.card.list { @for job in dead { (given_up(r, job)) } } }
        }
    }
}

/// The word for a state.
pub fn state(l: Language, state: State) -> &'static str {
    match state {
        State::Good => words::state_good(l),
        State::Look => words::state_look(l),
        State::Bad => words::state_bad(l),
        State::Off => words::state_off(l),
    }
}

fn lines<'a>(r: &Reader, h: &Health, now: Moment) -> Vec<Watched<'a>> {
    let l = r.lang;
    let line = |fares: State, name, found: String, advice: &'a str| {
        let advice = Some(advice).filter(|_| fares != State::Good && !advice.is_empty());
        Watched { state: fares, word: state(l, fares), name, found: html! { (found) }, advice }
    };
    let database = if h.dialect == Dialect::Sqlite { words::database_inside(l) } else { words::database_server(l) };
    let disk = h.disk.map_or_else(|| words::unknown(l).to_owned(), |disk| words::disk_free(l, bytes(l, disk.free), bytes(l, disk.whole)));
    let mail = h.mail.as_deref().map_or_else(|| words::mail_none(l).to_owned(), |host| words::mail_to(l, host));
    let at = |moment: Moment| times::words(l, &r.zone, r.now, moment);
    let backup = match h.backup {
        (None, _) => words::backup_never(l).to_owned(),
        (Some(last), None) => words::backup_unproven(l, at(last)),
        (Some(last), Some(proven)) => words::backup_proven(l, at(last), at(proven)),
    };
    let behind = h.behind.0 + h.behind.1;
    vec![
        line(State::Good, words::health_database(l), database.to_owned(), ""),
        line(h.room(), words::storage_disk(l), disk, words::disk_advice(l)),
        line(if h.mail.is_some() { State::Good } else { State::Off }, words::health_mail(l), mail, words::mail_advice(l)),
        line(h.clocks(), words::health_clock(l), words::clock_found(l, h.clock.abs() / 1000), words::clock_advice(l)),
        line(h.backups(now), words::health_backup(l), backup, words::backup_advice(l)),
        line(h.work(), words::health_jobs(l), words::jobs_found(l, h.jobs.0, h.jobs.1), words::jobs_advice(l)),
        line(h.live(), words::health_live(l), words::live_found(l, behind), words::live_advice(l)),
        line(State::Good, words::health_version(l), h.version.to_owned(), ""),
    ]
}

fn given_up(r: &Reader, job: &Dead) -> Markup {
    let l = r.lang;
    let name = words::by_key(l, &format!("job_{}", job.kind.replace('.', "_"))).unwrap_or(&job.kind);
    html! {
        li.entry {
            div.grow { p.line { b { (name) } } p.quiet { (times::time(r, job.at)) " · " (words::dead_tries(l, job.tries)) } @if !job.why.is_empty() { p.clip { (job.why) } } }
            form method="post" action=(format!("/administration/health/jobs/{}/retry", job.id)) { (button::submit(Weight::Plain, Some("repeat-2"), words::dead_retry(l))) }
            form method="post" action=(format!("/administration/health/jobs/{}/discard", job.id)) { (button::submit(Weight::Quiet, Some("x"), words::dead_discard(l))) }
        }
    }
}
