//! R5: flushes that fail, by libfiu of Debian: the disk answers an error to one flush in five while eight programs write; then the power goes.
//! Deliberately absent: PostgreSQL, which ends itself at a failed flush and replays its log; that is its own invariant.

use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::Duration;

use e2e::{Backend, Scratch, Stage};

use crate::ledger::Ledger;
use crate::{Found, Scale, power_cut};

const LIBRARIES: &str = "/usr/lib/fiu/fiu_run_preload.so /usr/lib/fiu/fiu_posix_preload.so";

pub fn run(scale: Scale) -> Found {
    if !LIBRARIES.split(' ').all(|library| Path::new(library).is_file()) {
        return Found::not_tried("install the Debian package fiu-utils");
    }
    let mut stage = Stage::set(Backend::Sqlite);
    let scratch = Scratch::new("flush");
    let control = scratch.path().join("control");
    let environment = [("LD_PRELOAD", LIBRARIES), ("FIU_CTRL_FIFO", control.to_str().expect("a path of ours"))];
    let (mut ledger, rounds) = (Ledger::new(), scale.of(20, 3));
    let (api, space) = (stage.luc.api.clone(), stage.space.clone());
    ledger.write(&api, &space, 200, || {
        for _ in 0..rounds {
            stage.server.stop();
            stage.server.start_again_in(&[], &environment);
            sleep(Duration::from_millis(300));
            tell(&control, stage.server.pid(), "enable_random name=posix/io/sync/*,probability=0.2");
            sleep(Duration::from_millis(1_500));
            tell(&control, stage.server.pid(), "disable name=posix/io/sync/*");
            // Healed without a restart: what is promised from here on must stand like everything before.
            sleep(Duration::from_millis(500));
            stage.server.kill();
            stage.server.start_again(&[]);
        }
    });
    let verdict = ledger.check(&stage);
    let failed = ledger.answered(500);
    let sound = power_cut::sound(&mut stage);
    let told = format!(
        "{rounds} times 1.5 s of flushes of which one in five failed, then kill -9: {} posts acknowledged, {} lost, {} doubled; {failed} answered 500 instead \
         of a promise; the file is {}.",
        verdict.promised,
        verdict.lost,
        verdict.doubled,
        if sound { "sound" } else { "NOT sound" },
    );
    Found::of(told, verdict.promised > 0 && verdict.lost + verdict.doubled == 0 && verdict.wrong == failed && failed > 0 && sound)
}

fn tell(control: &Path, process: u32, what: &str) {
    let said = Command::new("fiu-ctrl").arg("-f").arg(control).args(["-c", what, &process.to_string()]).status();
    assert!(said.is_ok_and(|status| status.success()), "fiu-ctrl {what}");
}
