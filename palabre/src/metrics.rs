//! `/metrics`: figures for monitoring, in OpenMetrics. Invariant: for this machine or an administrator's token alone, 404 for everybody else;
//! routes are told by their pattern, and nothing tells of a person, a space or a word.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::sync::atomic::Ordering;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, HOST};
use base::{Moment, Refusal, Result, Secret};
use house::House;
use kernel::{Actor, settings};
use live::Hub;
use store::{Db, Query};
use web::{Failure, Kind, OpenMetrics};

static STARTED: LazyLock<Moment> = LazyLock::new(Moment::now);

/// Notes when the program started.
pub fn start() {
    LazyLock::force(&STARTED);
}

/// What the database knows.
struct Kept {
    size: i64,
    due: i64,
    dead: i64,
    backups: [Option<i64>; 2],
}

/// `GET /metrics`.
pub async fn show(
    State(house): State<House>,
    Extension(hub): Extension<Hub>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Result<OpenMetrics, Failure> {
    let peer = peer.map(|Extension(ConnectInfo(address))| address);
    if !(is_from_here(peer, &headers) || is_administrators(&house, &headers).await?) {
        return Err(Refusal::NotFound.into());
    }
    let kept = house.read(look).await?;
    let mut text = OpenMetrics::default();
    text.family("palabre_build", Kind::Info, "The program that runs.").sample(&[("version", env!("CARGO_PKG_VERSION"))], 1);
    text.family("palabre_start_time_seconds", Kind::Gauge, "When the program started, in seconds since 1970.")
        .sample(&[], STARTED.0 / 1000);
    requests(&mut text);
    text.family("palabre_live_sockets", Kind::Gauge, "Open live connections.").sample(&[], hub.connected());
    database(&mut text, kept.size);
    let mut jobs = text.family("palabre_jobs", Kind::Gauge, "Jobs that are due, and jobs that were given up.");
    jobs.sample(&[("state", "due")], kept.due).sample(&[("state", "dead")], kept.dead);
    let mut backups =
        text.family("palabre_backup_time_seconds", Kind::Gauge, "When a backup was last made and last proven, in seconds since 1970.");
    for (state, at) in ["made", "proven"].into_iter().zip(kept.backups) {
        if let Some(at) = at {
            backups.sample(&[("state", state)], at / 1000);
        }
    }
    Ok(text)
}

fn look(db: &Db) -> Result<Kept> {
    let moment = |name| settings::get(db, name).map(|text| text.and_then(|text| text.parse().ok()));
    Ok(Kept {
        size: store::dialect::size(db)?,
        due: jobs::unfinished(db, Moment::now())?,
        dead: db.count("SELECT count(*) FROM jobs WHERE dead_at IS NOT NULL", &[])?,
        backups: [moment(settings::BACKED_UP)?, moment(settings::BACKUP_PROVEN)?],
    })
}

fn requests(text: &mut OpenMetrics) {
    let routes = web::meter::routes();
    let mut answers = text.family(
        "palabre_http_requests",
        Kind::Counter,
        "Answers, by the pattern of their route (empty: no route) and the class of their status.",
    );
    for route in &routes {
        for (class, count) in ["1xx", "2xx", "3xx", "4xx", "5xx"].into_iter().zip(route.classes).filter(|(_, count)| *count > 0) {
            answers.sample(&[("method", route.method), ("route", &route.route), ("status", class)], count);
        }
    }
    let mut took = text.family("palabre_http_request_duration_seconds", Kind::Histogram, "Time until the head of an answer.");
    for route in &routes {
        took.spread(&[("method", route.method), ("route", &route.route)], &route.seconds);
    }
}

fn database(text: &mut OpenMetrics, size: i64) {
    let meter = store::meter();
    let run = meter.statements.load(Ordering::Relaxed);
    text.family("palabre_database_statements", Kind::Counter, "Statements that were run.").sample(&[], run);
    let slow = meter.slow.load(Ordering::Relaxed);
    text.family("palabre_database_slow_statements", Kind::Counter, "Statements slower than --slow-query.").sample(&[], slow);
    let mut waits = text.family("palabre_database_wait_seconds", Kind::Histogram, "Time that reads and writes waited for their turn.");
    waits.spread(&[("kind", "read")], &meter.reads.look()).spread(&[("kind", "write")], &meter.writes.look());
    text.family("palabre_database_group_writes", Kind::Histogram, "Writes that shared a commit.").spread(&[], &meter.groups.look());
    text.family("palabre_database_size_bytes", Kind::Gauge, "Size of the database.").sample(&[], size);
}

/// From this machine, and not passed on by a proxy that stands on it: such a request brings a header that says so, or the host that was asked for.
fn is_from_here(peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
    let passed_on =
        headers.keys().any(|name| name == "forwarded" || name == "via" || name.as_str().starts_with("x-forwarded-") || name == "x-real-ip");
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = if host.ends_with(']') { host } else { host.rsplit_once(':').map_or(host, |(name, _)| name) };
    peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback()) && !passed_on && ["127.0.0.1", "[::1]", "localhost"].contains(&name)
}

async fn is_administrators(house: &House, headers: &HeaderMap) -> Result<bool, Failure> {
    let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let Some(digest) = bearer.and_then(|bearer| bearer.strip_prefix("Bearer pal_")).map(Secret::digest_of) else { return Ok(false) };
    let actor = house.read(move |db| Ok(Actor::of_token(db, &digest, Moment::now())?)).await?;
    Ok(actor.is_some_and(|actor| actor.is_admin()))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn here(peer: &str, headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect();
        is_from_here(peer.parse().ok(), &headers)
    }

    #[test]
    fn only_this_machine_itself_is_here() {
        assert!(here("127.0.0.1:50000", &[("host", "127.0.0.1:3000")]));
        assert!(here("[::1]:50000", &[("host", "[::1]:3000")]) && here("[::ffff:127.0.0.1]:50000", &[("host", "localhost")]));
        for (peer, headers) in [
            ("192.0.2.1:50000", &[("host", "127.0.0.1:3000")][..]),
            ("", &[("host", "127.0.0.1:3000")]),
            ("127.0.0.1:50000", &[]),
            ("127.0.0.1:50000", &[("host", "palabre.example.org")]),
            ("127.0.0.1:50000", &[("host", "127.0.0.1.evil.example:3000")]),
            ("127.0.0.1:50000", &[("host", "127.0.0.1:3000"), ("x-forwarded-for", "127.0.0.1")]),
            ("127.0.0.1:50000", &[("host", "localhost"), ("forwarded", "for=127.0.0.1")]),
            ("127.0.0.1:50000", &[("host", "localhost"), ("x-real-ip", "127.0.0.1")]),
        ] {
            assert!(!here(peer, headers), "{peer} {headers:?}");
        }
    }
}
