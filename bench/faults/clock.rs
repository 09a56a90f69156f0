//! R6: the machine's clock jumps, by libfaketime of Debian: an hour forward and back, ten years, a day back with a restart behind it.
//! Deliberately absent: the nights when Europe/Paris changes; only `base::Zone` knows zones, and its own tests go through them.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use e2e::{Backend, PASSWORD, Scratch, Stage};

use crate::{Found, Scale};

/// Each jump with what is done after it: whether the program is started again.
const JUMPS: [(&str, bool); 8] = [
    ("+0", false),
    ("+3600", false),
    ("-3600", false),
    ("+0", true),
    ("-86400", true),
    ("-86400", false),
    ("+315360000", false),
    ("+0", true),
];

pub fn run(scale: Scale) -> Found {
    let Some(library) = library() else {
        return Found::not_tried("install the Debian package libfaketime");
    };
    let mut stage = Stage::set(Backend::Sqlite);
    let scratch = Scratch::new("clock");
    let clock = scratch.path().join("now");
    let set = |jump: &str| fs::write(&clock, jump).expect("the clock is set");
    set("+0");
    let environment = [
        ("LD_PRELOAD", library.to_str().expect("a path of Debian")),
        ("FAKETIME_TIMESTAMP_FILE", clock.to_str().expect("a path of ours")),
        ("FAKETIME_NO_CACHE", "1"),
        // Waiting goes on as it does when somebody sets a clock.
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
    ];
    stage.server.stop();
    stage.server.start_again_in(&[], &environment);
    let (mut posted, mut refused_session, mut kept_session) = (Vec::new(), false, false);
    let cookie = session(&stage);
    for round in 0..scale.of(5, 1) {
        for (jump, again) in JUMPS {
            set(jump);
            if again {
                stage.server.kill();
                stage.server.start_again_in(&[], &environment);
            }
            sleep(Duration::from_millis(100));
            // Ten years on, every token has lived its time; those of today have no end.
            for turn in 0..5 {
                posted.push(stage.post(&stage.luc, &format!("tour {round} saut {jump} message {turn}")));
            }
            let page = stage.luc.api.send("GET", "/", &[("Cookie", &cookie)], None).map_or(0, |answer| answer.status);
            match jump {
                "+315360000" => refused_session |= page != 200,
                _ => kept_session |= page == 200,
            }
        }
    }
    set("+0");
    let shown: Vec<String> = stage.awa.api.all(&format!("/spaces/{}/items", stage.space)).iter().map(e2e::id).rev().collect();
    let numbers = numbers(&stage);
    let (listed, counted) = (shown == posted, numbers.is_sorted_by(|a, b| a < b));
    let told = format!(
        "{} posts over {} jumps of the clock, {} of them with a restart: the Fil shows them {}; the numbers of changes {}; a session of today {} ten years on.",
        posted.len(),
        posted.len() / 5,
        posted.len() / 5 / JUMPS.len() * JUMPS.iter().filter(|(_, again)| *again).count(),
        if listed { "in the order in which they were sent" } else { "OUT of the order in which they were sent" },
        if counted { "only grow" } else { "do NOT only grow" },
        if refused_session { "is refused" } else { "still stands, which it must NOT," },
    );
    Found::of(told, listed && counted && refused_session && kept_session)
}

fn library() -> Option<PathBuf> {
    fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path().join("faketime/libfaketime.so.1")).find(|path| path.is_file())
}

fn session(stage: &Stage) -> String {
    let answer = stage.server.form("/sign-in", &format!("email={}&password={}", stage.luc.email, PASSWORD.replace(' ', "+")));
    let line = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
    line.split(';').next().unwrap_or(line).to_owned()
}

/// Of every change, in the order in which they are told.
fn numbers(stage: &Stage) -> Vec<i64> {
    let mut numbers: Vec<i64> = Vec::new();
    loop {
        let page = stage.awa.api.get(&format!("/changes?since={}&limit=200", numbers.last().copied().unwrap_or(0)));
        let read: Vec<i64> =
            page["items"].as_array().into_iter().flatten().filter_map(|change| change["seq"].as_str()?.parse().ok()).collect();
        if read.is_empty() {
            return numbers;
        }
        numbers.extend(read);
    }
}
