//! What is measured, one file each. A measure starts its own program on data of its own, so that any may be run alone.

mod idle;
mod import;
mod live;
mod office;
mod posting;
mod reading;

use std::time::Duration;

use e2e::{PASSWORD, Stage};
use tokio::runtime::{Builder, Runtime};

use crate::process::Process;
use crate::table::Table;

/// How long, and how much.
#[derive(Clone, Copy)]
pub struct Scale {
    /// How long a load lasts.
    pub span: Duration,
    /// Items of the smaller and of the larger network.
    pub items: [usize; 2],
    /// Idle live connections.
    pub idle: usize,
    /// Messages of the Slack export.
    pub messages: usize,
    /// Messages sent to listeners.
    pub said: usize,
    /// People of the office.
    pub people: usize,
}

impl Scale {
    /// What the table in the README is made with.
    pub const WHOLE: Scale =
        Scale { span: Duration::from_secs(6), items: [100_000, 1_000_000], idle: 10_000, messages: 200_000, said: 60, people: 200 };
    /// Enough to see whether something went wrong.
    pub const QUICK: Scale =
        Scale { span: Duration::from_secs(2), items: [10_000, 50_000], idle: 1_000, messages: 20_000, said: 20, people: 20 };
}

/// A measure, under the name that the command line and the README give it.
pub type Measure = (&'static str, fn(Scale) -> Table);

/// All of them, in the order of the README.
pub const ALL: [Measure; 6] = [
    ("posting", posting::measure),
    ("live", live::measure),
    ("reading", reading::measure),
    ("office", office::measure),
    ("import", import::measure),
    ("idle", idle::measure),
];

/// The clients share one thread: the other processor is left to the program.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn process(stage: &Stage) -> Process {
    Process(stage.server.pid())
}

/// Somebody's session, as the header that a browser would send.
fn cookie(stage: &Stage, email: &str) -> String {
    let answer = stage.server.form("/sign-in", &format!("email={email}&password={}", PASSWORD.replace(' ', "+")));
    let line = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
    format!("Cookie: {}", line.split(';').next().unwrap_or(line))
}
