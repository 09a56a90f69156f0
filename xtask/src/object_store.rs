//! The S3-compatible storage that the tests of files speak to: moto's server from PyPI, in an environment of its own beside the build's output.
//! Invariant: installed whole or installed again; two who need it at once install it once.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::step::{output, target_dir};

/// The version that the tests were written against.
const MOTO: &str = "moto[server]==5.2.5";

/// Installs it when it is missing, and says where its program is.
pub(crate) fn prepare() -> Outcome<PathBuf> {
    let place = target_dir().join("object-store");
    let (program, done) = (place.join("venv/bin/moto_server"), place.join("done"));
    let said = |error: std::io::Error| format!("{}: {error}", place.display());
    fs::create_dir_all(&place).map_err(said)?;
    let lock = File::create(place.join("lock")).map_err(said)?;
    lock.lock().map_err(said)?;
    if !done.is_file() {
        output(Command::new("python3").args(["-m", "venv", "--clear"]).arg(place.join("venv")))?;
        output(Command::new(place.join("venv/bin/pip")).args(["install", "--quiet", "--disable-pip-version-check", MOTO]))?;
        fs::write(&done, MOTO).map_err(said)?;
    }
    Ok(program)
}
