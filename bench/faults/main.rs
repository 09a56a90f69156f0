//! `cargo xtask faults [R2 …] [--quick]`: does to the real program what a bad day would, and writes what was left in `bench/faults/README.md`.
//! Invariant: a fault that did not hold is written down like one that did, and the command then fails. `--quick` tries less and only prints.

mod at_once;
mod clock;
mod disk_full;
mod ledger;
mod lossy;
mod memory;
mod mutation;
mod parity;
mod power_cut;
mod resume;
mod slow_reader;
mod stop;
mod storm;
mod upgrade;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use bench::table;

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
}

/// What was found.
pub struct Found {
    /// A sentence with its figures.
    pub told: String,
    /// Whether all that was promised held.
    pub held: bool,
}

type Fault = (&'static str, fn(Scale) -> Found);

/// Their numbers are those of the reliability plan.
const ALL: [Fault; 13] = [
    ("R2", power_cut::run),
    ("R4", disk_full::run),
    ("R6", clock::run),
    ("R7", memory::run),
    ("R10", slow_reader::run),
    ("R11", lossy::run),
    ("R12", resume::run),
    ("R13", storm::run),
    ("R19", upgrade::run),
    ("R21", mutation::run),
    ("R22", at_once::run),
    ("R24", parity::run),
    ("R26", stop::run),
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
    let mut all_held = true;
    for (name, run) in ALL.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name)) {
        eprintln!("── {name}");
        let begun = Instant::now();
        let found = run(Scale { whole });
        let verdict = if found.held { "Held" } else { "Did not hold" };
        eprintln!("── {name}: {verdict} in {:.0} s. {}", begun.elapsed().as_secs_f64(), found.told);
        all_held &= found.held;
        if whole && let Err(why) = table::place(&readme, name, &format!("{verdict}: {}\n", found.told)) {
            eprintln!("faults: {why}");
            return ExitCode::FAILURE;
        }
    }
    if all_held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
