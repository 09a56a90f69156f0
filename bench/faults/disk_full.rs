//! R4: the disk fills up while eight programs write: a small tmpfs, which root may mount, under the data folder.

use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use e2e::{Backend, Stage};

use crate::ledger::Ledger;
use crate::{Found, Scale, power_cut};

/// Unmounts whatever happens: the scratch folder could not be removed otherwise.
struct Small<'a>(&'a Path);

impl Small<'_> {
    fn mount(&self, options: &str) -> bool {
        Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(self.0).status().is_ok_and(|status| status.success())
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

pub fn run(scale: Scale) -> Found {
    let mut stage = Stage::set(Backend::Sqlite);
    stage.server.stop();
    let folder = stage.server.folder();
    let saved = folder.with_extension("saved");
    let copied =
        |from: &Path, to: &Path| Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status().is_ok_and(|status| status.success());
    std::fs::create_dir_all(&saved).expect("a folder");
    assert!(copied(&folder, &saved));
    let small = Small(&folder);
    if !small.mount("size=12m") {
        stage.server.start_again(&[]);
        return Found::not_tried("only root may mount a small disk");
    }
    assert!(copied(&saved, &folder));
    stage.server.start_again(&[]);
    let mut ledger = Ledger::new();
    let (api, reader, space) = (stage.luc.api.clone(), stage.awa.api.clone(), stage.space.clone());
    let page = format!("/spaces/{space}/items");
    let (rounds, mut pages, mut unread) = (scale.of(5, 2), 0, 0);
    ledger.write(&api, &space, 2_000, || {
        for round in 1..=rounds {
            let full = Instant::now() + Duration::from_secs(8);
            while Instant::now() < full {
                pages += 1;
                unread += usize::from(reader.ask("GET", &page, None).status != 200);
                sleep(Duration::from_millis(50));
            }
            // An administrator makes room; the program is not started again.
            assert!(small.mount(&format!("remount,size={}m", 12 + 12 * round)));
            sleep(Duration::from_secs(1));
        }
    });
    let (before, refused) = (ledger.promised(), ledger.answered(507));
    // The last room made may be full again by now.
    assert!(small.mount("remount,size=512m"));
    ledger.write(&api, &space, 200, || sleep(Duration::from_secs(1)));
    let recovered = ledger.promised() > before;
    let verdict = ledger.check(&stage);
    let sound = power_cut::sound(&mut stage);
    stage.server.stop();
    let held = verdict.holds() && sound && recovered && unread == 0 && refused > 0;
    let told = format!(
        "full {rounds} times: {verdict}, of which {refused} by a 507; {pages} pages read meanwhile, {unread} refused; writing {} once there was room, \
         without a restart; the file is {}.",
        if recovered { "went on" } else { "did NOT go on" },
        if sound { "sound" } else { "NOT sound" },
    );
    Found::of(told, held)
}
