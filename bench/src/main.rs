//! `cargo xtask bench [name…] [--quick]`: measures what is named, or everything, and puts the tables in `bench/README.md`.
//! `--quick` measures less of everything, and only prints.

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use bench::measures::{ALL, Measure, Scale};
use bench::{floor, machine, table};
use e2e::Scratch;

fn main() -> ExitCode {
    let mut names: Vec<String> = env::args().skip(1).collect();
    if names == ["bare"] {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        return if runtime.block_on(floor::serve_bare()).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let quick = names.iter().any(|name| name == "--quick");
    names.retain(|name| name != "--quick");
    if let Some(unknown) = names.iter().find(|name| ALL.iter().all(|(known, _)| known != name)) {
        eprintln!("bench: no measure is called {unknown}; there are {}", ALL.map(|(name, _)| name).join(", "));
        return ExitCode::from(2);
    }
    let chosen = ALL.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name));
    match measure(chosen, quick) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn measure<'a>(chosen: impl Iterator<Item = &'a Measure>, quick: bool) -> Result<(), String> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let keep = |name: &str, text: &str| {
        if !quick {
            return table::place(&readme, name, text);
        }
        println!("{text}");
        Ok(())
    };
    keep("machine", &machine::described(Scratch::new("flush").path()))?;
    for (name, run) in chosen {
        eprintln!("── {name}");
        let begun = Instant::now();
        let figures = run(if quick { Scale::QUICK } else { Scale::WHOLE });
        eprintln!("── {name}: {:.0} s", begun.elapsed().as_secs_f64());
        keep(name, &figures.markdown())?;
    }
    Ok(())
}
