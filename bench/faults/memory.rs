//! R7: 256 MiB and no more, for a program that many ask for long pages while others write. A memory group when root may make one, else
//! what it takes is watched and must stay below that.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use bench::process::Process;
use bench::table::mib;
use e2e::{Backend, Stage};

use crate::ledger::Ledger;
use crate::{Found, Scale};

const LIMIT: u64 = 256 << 20;
const READERS: usize = 64;

/// A group of the kernel's, gone with the value.
struct Group(PathBuf);

impl Group {
    /// Of the first or of the second kind, whichever the machine has.
    fn around(process: u32) -> Option<Group> {
        let first = PathBuf::from("/sys/fs/cgroup/memory");
        let (root, file) = if first.is_dir() { (first, "memory.limit_in_bytes") } else { (PathBuf::from("/sys/fs/cgroup"), "memory.max") };
        let group = Group(root.join(format!("palabre-fault-{process}")));
        fs::create_dir(&group.0).ok()?;
        fs::write(group.0.join(file), LIMIT.to_string()).ok()?;
        fs::write(group.0.join("cgroup.procs"), process.to_string()).ok()?;
        Some(group)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let _ = fs::remove_dir(&self.0);
    }
}

pub fn run(scale: Scale) -> Found {
    let mut stage = Stage::set(Backend::Sqlite);
    let process = Process(stage.server.pid());
    let group = Group::around(process.0);
    let mut ledger = Ledger::new();
    let (api, space) = (stage.luc.api.clone(), stage.space.clone());
    let page = format!("/api/v1/spaces/{space}/items?limit=200");
    let (good, shed, cut) = ledger.write(&api, &space, 8_000, || {
        let end = Instant::now() + Duration::from_secs(scale.of(60, 6) as u64);
        thread::scope(|scope| {
            let readers: Vec<_> = (0..READERS)
                .map(|_| {
                    scope.spawn(|| {
                        let (mut good, mut shed, mut cut) = (0, 0, 0);
                        while Instant::now() < end {
                            match api.send("GET", &page, &[], None) {
                                Ok(answer) if answer.status == 200 => good += 1,
                                Ok(_) => shed += 1,
                                Err(_) => cut += 1,
                            }
                        }
                        (good, shed, cut)
                    })
                })
                .collect();
            let sums = readers.into_iter().map(|reader| reader.join().expect("a reader does not panic"));
            sums.fold((0, 0, 0), |sum, (good, shed, cut)| (sum.0 + good, sum.1 + shed, sum.2 + cut))
        })
    });
    let (most, alive) = (process.peak(), process.memory() > 0);
    if !alive {
        stage.server.start_again(&[]);
    }
    let verdict = ledger.check(&stage);
    stage.server.stop();
    let told = format!(
        "{READERS} readers of pages of 200 items of 8 kB beside {verdict}; {good} pages read, {shed} refused, {cut} cut; most memory {}{}; the program {}.",
        mib(most),
        if group.is_some() { "" } else { ", watched but not limited" },
        if alive { "lived" } else { "was KILLED" },
    );
    Found::of(told, alive && (group.is_some() || most <= LIMIT) && verdict.holds())
}
