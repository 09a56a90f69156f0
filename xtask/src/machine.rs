//! What the tests need on the machine beside Rust: Chromium with its driver, Python for one storage server, an identity provider from npm,
//! PostgreSQL, what spoils flushes and clocks for the faults, cargo-nextest.
//! Invariant: whatever is missing is installed or the run fails; nothing is left out in silence.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::step::{cargo, output, run, target_dir};
use crate::{Outcome, root};

/// A Debian package and the sign that it is there.
type Package = (&'static str, fn() -> bool);

const PACKAGES: [Package; 9] = [
    ("git", || on_path("git")),
    ("chromium", || on_path("chromium")),
    ("chromium-driver", || on_path("chromedriver")),
    ("npm", || on_path("npm") && on_path("node")),
    ("python3-venv", || output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok()),
    ("strace", || on_path("strace")),
    ("fiu-utils", || on_path("fiu-ctrl")),
    ("libfaketime", || libraries().any(|folder| folder.join("faketime/libfaketime.so.1").is_file())),
    ("postgresql", || on_path("psql") && postgres("initdb").is_some()),
];

/// Installs what is missing, or says exactly what to install.
pub(crate) fn prepare() -> Outcome {
    let missing: Vec<&str> = PACKAGES.iter().filter(|(_, there)| !there()).map(|(name, _)| *name).collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    if output(&mut cargo("nextest --version")).is_err() {
        run(&mut cargo("install cargo-nextest --locked"))?;
    }
    Ok(())
}

fn install(packages: &[&str]) -> Outcome {
    let wanted = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !is_root() || !on_path("apt-get") {
        return Err(format!("install these first, then run again (on Debian, as root):\n    {wanted}"));
    }
    let apt = |line: &str| run(Command::new("apt-get").args(line.split(' ')).env("DEBIAN_FRONTEND", "noninteractive"));
    apt("update --quiet")?;
    apt(&format!("install --yes --quiet --no-install-recommends {}", packages.join(" ")))?;
    match PACKAGES.iter().find(|(_, there)| !there()) {
        Some((name, _)) => Err(format!("{name} was installed by `{wanted}` and is still not found")),
        None => Ok(()),
    }
}

/// The identity provider of the journeys, exactly as its lock file says; nothing of it is run while installing. Gives where it is.
pub(crate) fn provider() -> Outcome<PathBuf> {
    let (from, to) = (root().join("e2e/provider"), target_dir().join("provider"));
    let failed = |error: std::io::Error| format!("{}: {error}", to.display());
    let lock = fs::read(from.join("package-lock.json")).map_err(failed)?;
    if to.join("node_modules/oidc-provider").is_dir() && fs::read(to.join("package-lock.json")).is_ok_and(|installed| installed == lock) {
        return Ok(to);
    }
    fs::create_dir_all(&to).map_err(failed)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(from.join(file), to.join(file)).map_err(failed)?;
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]).current_dir(&to))?;
    Ok(to)
}

/// Whether we may install packages, and must hand PostgreSQL to another account.
pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Where a program of the PostgreSQL server is; Debian keeps them off the path, one directory per version.
pub(crate) fn postgres(program: &str) -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    versions.iter().rev().map(|version| version.join("bin").join(program)).find(|path| path.is_file()).or_else(|| found(program))
}

/// Where Debian keeps libraries, one folder per kind of machine.
fn libraries() -> impl Iterator<Item = PathBuf> {
    fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path())
}

fn on_path(program: &str) -> bool {
    found(program).is_some()
}

fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| Path::new(&directory).join(program)).find(|file| file.is_file())
}
