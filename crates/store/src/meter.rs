//! How the database of this process fares: how long closures wait for a connection, how many writes share a commit, which statements are slow.
//! Invariant: of a slow statement its text is logged, with the request that asked and how long it took; never a value.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use base::Histogram;

/// Seconds that closures wait.
const WAITS: [f64; 9] = [0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 2.5];
/// Slower than any statement: nothing is logged.
const NEVER: u64 = u64::MAX;

/// What is counted, for a program that opens one database.
#[derive(Debug)]
pub struct Meter {
    /// Statements that were run.
    pub statements: AtomicU64,
    /// Those of them that were slow.
    pub slow: AtomicU64,
    /// Seconds that reads waited for a connection.
    pub reads: Histogram<9>,
    /// Seconds that writes waited for their turn.
    pub writes: Histogram<9>,
    /// Writes that shared a commit.
    pub groups: Histogram<9>,
    /// From so many microseconds on a statement is slow.
    patience: AtomicU64,
}

static METER: Meter = Meter {
    statements: AtomicU64::new(0),
    slow: AtomicU64::new(0),
    reads: Histogram::new(WAITS),
    writes: Histogram::new(WAITS),
    groups: Histogram::new([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0]),
    patience: AtomicU64::new(NEVER),
};

/// What this process counted.
pub fn meter() -> &'static Meter {
    &METER
}

/// Has every statement logged that takes so long; `None` logs none.
pub fn log_slower_than(patience: Option<Duration>) {
    let micros = patience.map_or(NEVER, |patience| u64::try_from(patience.as_micros()).unwrap_or(NEVER));
    METER.patience.store(micros, Ordering::Relaxed);
}

thread_local! {
    static COPIES: Cell<bool> = const { Cell::new(false) };
}

/// From here on this thread copies whole tables, which takes its time and is not told.
pub(crate) fn copies_tables() {
    COPIES.set(true);
}

/// Runs a statement, and says so when it was slow.
pub(crate) fn timed<T>(sql: &str, run: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let outcome = run();
    let took = started.elapsed();
    METER.statements.fetch_add(1, Ordering::Relaxed);
    if took.as_micros() >= u128::from(METER.patience.load(Ordering::Relaxed)) && !COPIES.get() {
        METER.slow.fetch_add(1, Ordering::Relaxed);
        let sql = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        tracing::warn!(target: "slow", ms = took.as_secs_f64() * 1000.0, sql);
    }
    outcome
}

/// A closure on its way to a connection's thread: since when, and for which request.
pub(crate) struct Asked {
    since: Instant,
    request: tracing::Span,
}

impl Asked {
    /// It sets out now.
    pub fn now() -> Asked {
        Asked { since: Instant::now(), request: tracing::Span::current() }
    }

    /// It has arrived: what it logs tells its request.
    pub fn arrived<T>(&self, waits: &Histogram<9>, run: impl FnOnce() -> T) -> T {
        waits.add(self.since.elapsed().as_secs_f64());
        self.request.in_scope(run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_takes_so_long_is_slow() {
        let slow = || METER.slow.load(Ordering::Relaxed);
        timed("SELECT 1", || ());
        log_slower_than(Some(Duration::from_secs(3600)));
        timed("SELECT 1", || ());
        assert_eq!(slow(), 0);
        log_slower_than(Some(Duration::ZERO));
        timed("SELECT 1", || ());
        assert_eq!((slow(), METER.statements.load(Ordering::Relaxed)), (1, 3));
    }
}
