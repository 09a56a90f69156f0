//! Structured logs on standard error: what happened, how long it took, under which request id. Never what people wrote.

use tracing_subscriber::EnvFilter;

/// Starts logging; `json:` before the filter writes JSON lines.
///
/// # Errors
/// A sentence when the filter can't be read.
pub fn start(log: &str) -> Result<(), String> {
    let (json, filter) = match log.strip_prefix("json:") {
        Some(filter) => (true, filter),
        None => (false, log),
    };
    let filter = EnvFilter::try_new(filter).map_err(|error| format!("log: {error}"))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    let started = if json { lines.json().try_init() } else { lines.try_init() };
    started.map_err(|error| error.to_string())
}
