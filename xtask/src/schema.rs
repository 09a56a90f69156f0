//! `cargo xtask schema`: writes what the migrations make on each database to `docs/schema`, where a test compares it.

use std::{env, fs, process};

use crate::cluster::{Cluster, Durability};
use crate::step::{cargo, output, run, step};
use crate::{Outcome, machine, root};

/// Writes both files from databases made for this.
pub(crate) fn write() -> Outcome {
    step("what the machine needs", machine::prepare)?;
    step("build", || run(&mut cargo("build --quiet --package palabre")))?;
    let folder = root().join("docs/schema");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let cluster = Cluster::start(Durability::None)?;
    for (file, database) in [("sqlite", "sqlite::memory:"), ("postgres", cluster.url().as_str())] {
        let scratch = env::temp_dir().join(format!("palabre-schema-{}", process::id()));
        let text = output(cargo("run --quiet --package palabre -- schema").env("PALABRE_DATA", &scratch).env("PALABRE_DATABASE", database));
        let _ = fs::remove_dir_all(&scratch);
        let path = folder.join(file).with_extension("sql");
        fs::write(&path, text?).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}
