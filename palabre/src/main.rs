//! The program: reads what it is asked, then does it. Everything else stands in the library beside it, so that tests can run it too.

use std::process::ExitCode;

fn main() -> ExitCode {
    palabre::cli::run()
}
