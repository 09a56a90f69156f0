//! Slow statements in the log: their text, how long they took, who asked; never what was asked about.

use std::io::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use store::{Error, Query, on_both, params};
use tracing::Instrument as _;

use crate::tabled;

const CANARY: &str = "jaune-paille-4711";

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

on_both! {
    async fn a_slow_statement_is_told_without_its_values(scratch) {
        // The other backend's test may have come first, in a runner that knows one process.
        let _ = tracing_subscriber::fmt().with_ansi(false).with_writer(|| Log).try_init();
        let store = tabled(&scratch.store);
        store::log_slower_than(Some(Duration::ZERO));
        let request = |id| tracing::error_span!("request", id);
        let write = store.write(|tx| tx.run("INSERT INTO notes(id, text)\n  VALUES (1, $1)", params![CANARY])).instrument(request("abc123"));
        assert_eq!(write.await, Ok(1));
        let again = store.write(|tx| tx.run("INSERT INTO notes(id, text) VALUES (1, $1)", params![CANARY])).instrument(request("def456"));
        assert!(matches!(again.await, Err(Error::Duplicate(_))), "a refused statement is told like any other");
        let find = |db: &store::Db| db.one("SELECT text FROM notes WHERE text = $1", params![CANARY], |row| row.text(0));
        assert_eq!(store.read(find).instrument(request("ghi789")).await, Ok(Some(CANARY.to_owned())));

        let told = String::from_utf8_lossy(&LOG.lock().unwrap_or_else(PoisonError::into_inner)).into_owned();
        let line = |id: &str, sql: &str| told.lines().any(|line| line.contains(id) && line.contains(sql) && line.contains("ms="));
        let insert = "INSERT INTO notes(id, text) VALUES (1, $1)";
        assert!(line("abc123", insert) && line("def456", insert), "{told}");
        assert!(line("ghi789", "SELECT text FROM notes WHERE text = $1"), "{told}");
        assert!(!told.contains(CANARY), "{told}");
        assert!(store::meter().slow.load(std::sync::atomic::Ordering::Relaxed) >= 3);
    }
}
