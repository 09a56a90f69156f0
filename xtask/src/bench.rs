//! `cargo xtask bench` and `cargo xtask faults`: the release program and what measures it are built, then run beside a PostgreSQL whose commits
//! are as durable as anybody's.

use std::process::Command;

use crate::cluster::{Cluster, Durability};
use crate::step::{cargo, run, step, target_dir};
use crate::{Outcome, machine, object_store};

/// The limit on open files is raised in a shell, as far as it may be: ten thousand connections need as many descriptors on either side.
const WITH_FILES: &str = r#"ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"; exec "$@""#;

/// Runs `program` of the crate `bench` with what was given.
pub(crate) fn start(program: &str, given: &[&str]) -> Outcome {
    step("what the machine needs", machine::prepare)?;
    step("build", || run(&mut cargo("build --quiet --release --locked -p palabre -p bench")))?;
    let cluster = step("PostgreSQL", || Cluster::start(Durability::Full))?;
    let storage = step("S3-compatible storage", object_store::prepare)?;
    let built = target_dir().join("release");
    let mut command = Command::new("sh");
    command.args(["-c", WITH_FILES, "sh"]).arg(built.join(program)).args(given);
    command.env("PALABRE_TEST_OBJECT_STORE", storage);
    run(command.env("PALABRE_TEST_POSTGRES", cluster.url()).env("PALABRE_BIN", built.join("palabre")))
}
