//! The program seen from ten angles, a file each: settings, command line, start, routes, kinds, live, listeners, schedule, figures, the demo’s stage.
//! Invariant: the only crate that knows the features; deliberately absent: anything that a feature could say itself.

pub mod boot;
pub mod cli;
pub mod config;
pub mod kinds;
pub mod listeners;
pub mod live_desk;
pub mod logs;
pub mod metrics;
pub mod out;
pub mod progress;
pub mod routes;
pub mod schedule;
pub mod stage;
