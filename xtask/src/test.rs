//! `cargo xtask test`: everything that must hold before a change is taken. Cheap checks come first, and nextest's summary last.

use std::env;

use crate::cluster::{Cluster, Durability};
use crate::step::{cargo, run, step, target_dir};
use crate::{Outcome, machine, object_store, tidy};

/// How much is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Everything,
    WithoutJourneys,
}

/// Every step, up to the first that fails.
pub(crate) fn run_all(extent: Extent) -> Outcome {
    step("what the machine needs", machine::prepare)?;
    step("lock file", || run(&mut cargo("fetch --quiet --locked")))?;
    step("format", || run(&mut cargo("fmt --all --check")))?;
    step("tidy", tidy::run)?;
    step("clippy", || run(&mut cargo("clippy --quiet --workspace --all-targets -- -D warnings")))?;
    // The whole workspace with its tests, as nextest will want it: another choice would build the dependencies twice.
    step("build", || run(&mut cargo("build --quiet --workspace --bins --tests")))?;
    test(extent)
}

fn test(extent: Extent) -> Outcome {
    // The caller's own server is taken as it is: a service of the CI, or one kept between runs.
    let given = env::var("PALABRE_TEST_POSTGRES").ok();
    let cluster = if given.is_none() { Some(step("PostgreSQL", || Cluster::start(Durability::None))?) } else { None };
    let url = given.or_else(|| cluster.as_ref().map(Cluster::url)).unwrap_or_default();
    let storage = step("S3-compatible storage", object_store::prepare)?;
    let mut nextest = cargo("nextest run --workspace");
    if extent == Extent::WithoutJourneys {
        nextest.args(["-E", "not package(e2e)"]);
    } else {
        nextest.env("PALABRE_TEST_PROVIDER", step("identity provider", machine::provider)?);
    }
    nextest.env("PALABRE_TEST_POSTGRES", url).env("PALABRE_TEST_OBJECT_STORE", storage);
    run(nextest.env("PALABRE_BIN", target_dir().join("debug/palabre")))
}
