//! The program: reads what it is asked, then does it. Everything else stands in the library beside it, so that tests can run it too.

use std::process::ExitCode;

/// Gives back what a burst of sign-ins took (ADR 9).
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    palabre::cli::run()
}
