//! R2: `kill -9` while eight programs write, again and again, on both databases.

use std::thread::sleep;
use std::time::{Duration, Instant};

use bench::chance::Chance;
use e2e::{Backend, Stage};
use store::{Query, Store};

use crate::ledger::Ledger;
use crate::{Found, Scale};

/// How long the harness waits after "listening" for the line that a first start adds.
const HARNESS: Duration = Duration::from_millis(300);

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for (backend, kills) in [(Backend::Sqlite, scale.of(200, 10)), (Backend::Postgres, scale.of(60, 4))] {
        let mut stage = Stage::set(backend);
        let (mut ledger, mut chance, mut slowest) = (Ledger::new(), Chance::new(2), Duration::ZERO);
        let (api, space) = (stage.luc.api.clone(), stage.space.clone());
        ledger.write(&api, &space, 200, || {
            for _ in 0..kills {
                sleep(Duration::from_millis(50 + chance.below(750) as u64));
                stage.server.kill();
                let begun = Instant::now();
                stage.server.start_again(&[]);
                slowest = slowest.max(begun.elapsed().saturating_sub(HARNESS));
            }
            sleep(Duration::from_millis(500));
        });
        let verdict = ledger.check(&stage);
        let sound = backend == Backend::Postgres || sound(&mut stage);
        held &= verdict.holds() && sound;
        let check = if sound { "sound" } else { "NOT sound" };
        told.push(format!("{backend:?}, {kills} kills: {verdict}; slowest start {} ms; the file is {check}", slowest.as_millis()));
    }
    Found::of(told.join(". ") + ".", held)
}

/// What SQLite says of its own file.
pub fn sound(stage: &mut Stage) -> bool {
    stage.server.stop();
    let url = format!("sqlite:{}", stage.server.folder().join("palabre.db").display());
    let store = Store::open(&url).expect("the file opens");
    let said = store.read_now(|db| db.one("PRAGMA integrity_check", &[], |row| row.text(0)));
    store.close();
    stage.server.start_again(&[]);
    said.is_ok_and(|said| said.as_deref() == Some("ok"))
}
