//! Running other programs, each announced before and timed after.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, io};

use crate::{Outcome, root};

/// Where everything is built: outside the tree, unless the caller says otherwise. `.ci/run` makes the same choice.
pub(crate) fn target_dir() -> PathBuf {
    let cache =
        || env::var_os("XDG_CACHE_HOME").map_or_else(|| Path::new(&env::var_os("HOME").unwrap_or_default()).join(".cache"), PathBuf::from);
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache().join("palabre/target"), PathBuf::from)
}

/// A cargo command at the top of the tree; `line` is split at spaces.
pub(crate) fn cargo(line: &str) -> Command {
    let program = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let mut command = Command::new(program);
    command.args(line.split_whitespace()).current_dir(root()).env("CARGO_TARGET_DIR", target_dir());
    command
}

/// Does one thing, saying its name before and its time after.
pub(crate) fn step<T>(name: &str, act: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("── {name}");
    let start = Instant::now();
    let outcome = act();
    let word = if outcome.is_ok() { "done" } else { "FAILED" };
    eprintln!("── {name}: {word} in {:.1} s", start.elapsed().as_secs_f64());
    outcome
}

/// Runs a command with our own input and output; a status other than 0 is a failure.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| unstartable(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", shown(command))) }
}

/// Runs a command and gives what it printed; what it complained of is part of the failure.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output = command.output().map_err(|error| unstartable(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("`{}` ended with {}\n{}", shown(command), output.status, String::from_utf8_lossy(&output.stderr).trim_end()))
}

fn unstartable(command: &Command, error: &io::Error) -> String {
    format!("`{}` cannot be started: {error}", shown(command))
}

fn shown(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
