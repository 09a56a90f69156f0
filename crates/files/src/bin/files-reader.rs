//! The hidden command alone, for the tests of this room; the program calls the same function.

use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(2).collect();
    files::child::main(&args)
}
