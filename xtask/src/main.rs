//! The house's chores, started as `cargo xtask …`. Only the standard library, so that it is ready in a second on a fresh clone.
//! Deliberately absent: anything the program itself does (migrations, demonstration, import) — those are its own commands.

mod bench;
mod cluster;
mod machine;
mod new_kind;
mod object_store;
mod schema;
mod screens;
mod step;
mod test;
mod tidy;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "cargo xtask test [--fast]    everything that must hold; --fast leaves out the browser journeys
cargo xtask tidy             the rules of the house that the compiler cannot keep
cargo xtask new-kind NAME    writes features/NAME for a new kind of item, and says what is left to do
cargo xtask schema           writes docs/schema from the migrations, for both databases
cargo xtask bench [NAME…]    how fast it is: the tables of bench/README.md; --quick measures less and only prints
cargo xtask faults [R2…]     what it survives: the table of bench/faults/README.md; --quick tries less and only prints
cargo xtask object-store     installs the S3-compatible storage that tests of files use, and prints where
cargo xtask screens [DIR]    pictures of the main screens, light and dark, laptop and phone";

/// What a chore ends with: nothing, or the sentence that says what to do.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let given: Vec<String> = env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let outcome = match given[..] {
        ["test"] => test::run_all(test::Extent::Everything),
        ["test", "--fast"] => test::run_all(test::Extent::WithoutJourneys),
        ["tidy"] => tidy::run(),
        ["new-kind", name] => new_kind::write(name),
        ["schema"] => schema::write(),
        ["bench", ref given @ ..] => bench::start("bench", given),
        ["faults", ref given @ ..] => bench::start("faults", given),
        ["object-store"] => object_store::prepare().map(|program| println!("{}", program.display())),
        ["screens"] => screens::take(None),
        ["screens", directory] => screens::take(Some(directory)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The top of the tree this was compiled from.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the workspace").to_owned()
}
