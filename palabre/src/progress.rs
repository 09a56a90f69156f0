//! A progress bar on standard error, redrawn at most ten times a second, and only where somebody watches.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// The bar of one long command.
pub struct Bar {
    shown: bool,
    drawn: Option<Instant>,
}

impl Bar {
    /// `wanted`: whether anything should be drawn at all.
    pub fn new(wanted: bool) -> Bar {
        Bar { shown: wanted && stderr().is_terminal(), drawn: None }
    }

    /// Shows how far it is.
    pub fn show(&mut self, done: u64, total: u64) {
        let fresh = self.drawn.is_some_and(|at| at.elapsed() < Duration::from_millis(100));
        if !self.shown || (fresh && done < total) {
            return;
        }
        self.drawn = Some(Instant::now());
        let filled = usize::try_from(done.min(total) * 40 / total.max(1)).unwrap_or(0);
        let _ = write!(stderr(), "\r[{}{}] {done}/{total} ", "#".repeat(filled), ".".repeat(40 - filled));
    }

    /// Leaves the line.
    pub fn end(&mut self) {
        if self.drawn.is_some() {
            let _ = writeln!(stderr());
        }
    }
}
