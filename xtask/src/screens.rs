//! `cargo xtask screens`: builds the program and the picture taker, and runs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{cargo, run, step, target_dir};
use crate::{Outcome, machine};

/// Pictures go to `directory`, by default `screens` in the build directory.
pub(crate) fn take(directory: Option<&str>) -> Outcome {
    step("what the machine needs", machine::prepare)?;
    // As in `cargo xtask test`, so that neither rebuilds what the other built.
    step("build", || run(&mut cargo("build --quiet --workspace --bins --tests")))?;
    let (debug, pictures) = (target_dir().join("debug"), target_dir().join("screens"));
    let directory = directory.map_or(pictures, PathBuf::from);
    run(Command::new(debug.join("screens")).arg::<&Path>(&directory).env("PALABRE_BIN", debug.join("palabre")))
}
