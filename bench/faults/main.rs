//! `cargo xtask faults [R2 …] [--quick]`: does to the real program what a bad day would, and writes what was left in `bench/faults/README.md`.
//! Invariant: a fault that did not hold, or could not be tried, is written down like one that held, and the command then fails. `--quick` tries
//! less and only prints; `bench/tests/short.rs` runs it in the suite.

mod at_once;
mod backup;
mod clock;
mod disk_full;
mod doors;
mod failing_flush;
mod hostile;
mod ledger;
mod line;
mod lossy;
mod lost_writes;
mod memory;
mod mutation;
mod object_store;
mod parity;
mod power_cut;
mod resume;
mod simulation;
mod slow_reader;
mod stop;
mod storm;
mod upgrade;
mod upload;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use bench::{machine, table};
use e2e::Scratch;

/// How many times each thing is tried.
#[derive(Clone, Copy)]
pub struct Scale {
    whole: bool,
}

impl Scale {
    /// One number for the README's run, a smaller one for `--quick`.
    pub fn of(self, whole: usize, quick: usize) -> usize {
        if self.whole { whole } else { quick }
    }

    /// Whether a limit of time was kept: it counts only in the README's run, on a machine at rest.
    pub fn in_time(self, kept: bool) -> bool {
        kept || !self.whole
    }
}

/// What was found: a sentence with its figures, and whether all that was promised held, unless it could not be tried.
pub struct Found {
    told: String,
    held: Option<bool>,
}

impl Found {
    /// It was tried.
    pub fn of(told: String, held: bool) -> Found {
        Found { told, held: Some(held) }
    }

    /// Something that this machine lacks; what to do about it.
    pub fn not_tried(why: &str) -> Found {
        Found { told: why.to_owned(), held: None }
    }
}

type Fault = (&'static str, fn(Scale) -> Found);

/// Their numbers are those of the reliability plan; A53 is an attack of the same document, whose measure wants a machine at rest.
const ALL: [Fault; 22] = [
    ("R1", simulation::run),
    ("R2", power_cut::run),
    ("R3", lost_writes::run),
    ("R4", disk_full::run),
    ("R5", failing_flush::run),
    ("R6", clock::run),
    ("R7", memory::run),
    ("R10", slow_reader::run),
    ("R11", lossy::run),
    ("R12", resume::run),
    ("R13", storm::run),
    ("R16", upload::run),
    ("R17", backup::while_writing),
    ("R18", backup::restore),
    ("R19", upgrade::run),
    ("R20", hostile::run),
    ("R21", mutation::run),
    ("R22", at_once::run),
    ("R24", parity::run),
    ("R25", object_store::run),
    ("R26", stop::run),
    ("A53", doors::run),
];

fn main() -> ExitCode {
    let mut names: Vec<String> = env::args().skip(1).collect();
    let whole = !names.iter().any(|name| name == "--quick");
    names.retain(|name| name != "--quick");
    if let Some(unknown) = names.iter().find(|name| ALL.iter().all(|(known, _)| known != name)) {
        eprintln!("faults: {unknown} is not among {}", ALL.map(|(name, _)| name).join(", "));
        return ExitCode::from(2);
    }
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/README.md");
    let write = |name: &str, told: &str| {
        let written = if whole { table::place(&readme, name, told) } else { Ok(()) };
        written.inspect_err(|why| eprintln!("faults: {why}")).is_ok()
    };
    if whole && !write("machine", &machine::described(Scratch::new("flush").path())) {
        return ExitCode::FAILURE;
    }
    let mut all_held = true;
    for (name, run) in ALL.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name)) {
        eprintln!("── {name}");
        let begun = Instant::now();
        let found = run(Scale { whole });
        let verdict = match found.held {
            Some(true) => "Held",
            Some(false) => "Did not hold",
            None => "Not tried",
        };
        eprintln!("── {name}: {verdict} in {:.0} s. {}", begun.elapsed().as_secs_f64(), found.told);
        let written = write(name, &format!("**{verdict}**: {}\n", found.told));
        all_held &= written && found.held == Some(true);
    }
    if all_held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
