//! The program: reads what it is asked, then does it. Everything else stands in the library beside it, so that tests can run it too.

use std::process::ExitCode;

fn main() -> ExitCode {
    // The reader of files is this same program: nothing of it may start before the reader has shut itself in.
    let mut asked = std::env::args().skip(1);
    if asked.next().as_deref() == Some(files::child::COMMAND) {
        return files::child::main(&asked.collect::<Vec<_>>());
    }
    palabre::cli::run()
}
