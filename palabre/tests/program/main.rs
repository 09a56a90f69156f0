//! The whole program, started as an administrator starts it, on both databases: its command line, its contract, its live socket,
//! its demonstration, and what a power cut leaves. No browser: those are `e2e`'s journeys.

mod api;
mod attacks;
mod commands;
mod demo;
mod expired;
mod import;
mod live;
mod metrics;
mod power_cut;
mod socket;
mod stop;

use e2e::Backend;

/// Every test runs on each.
const BOTH: [Backend; 2] = [Backend::Sqlite, Backend::Postgres];
