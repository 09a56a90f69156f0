//! R13: ten thousand idle live connections, then the program is killed and started again and everybody comes back, each after a wait by chance.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bench::chance::Chance;
use bench::process::Process;
use bench::socket::{Heard, Socket};
use bench::table::mib;
use e2e::{Backend, Stage};
use serde_json::json;
use tokio::task::LocalSet;
use tokio::time::sleep;

use crate::{Found, Scale};

/// As our pages do: none comes back sooner than by chance within so long.
const SPREAD: Duration = Duration::from_secs(10);
const LIMIT: Duration = Duration::from_secs(60);

pub fn run(scale: Scale) -> Found {
    let mut stage = Stage::set(Backend::Sqlite);
    let token = stage.server.add_token(&stage.luc.email);
    let wanted = scale.of(10_000, 500);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (open, heard) = (Rc::new(Cell::new(0_usize)), Rc::new(Cell::new(0_usize)));
    // Waits are made outside of tasks too.
    let _inside = runtime.enter();
    let set = LocalSet::new();
    let follow = json!({ "follow": [format!("space:{}", stage.space)] }).to_string();
    for at in 0..wanted {
        let (url, token, follow) = (stage.server.url.clone(), token.clone(), follow.clone());
        let (open, heard) = (Rc::clone(&open), Rc::clone(&heard));
        set.spawn_local(async move {
            let mut chance = Chance::new(at as u64);
            loop {
                sleep(SPREAD.mul_f64(chance.below(1_000) as f64 / 1_000.0)).await;
                let Ok(mut socket) = Socket::open(&url, "/api/v1/live", Some(&token), at).await else { continue };
                if socket.say(follow.clone()).await.is_err() {
                    continue;
                }
                open.set(open.get() + 1);
                while let Ok(Heard::Text(_)) = socket.next().await {
                    heard.set(heard.get() + 1);
                }
                open.set(open.get() - 1);
            }
        });
    }
    let everybody = |open: &Rc<Cell<usize>>| {
        let (open, begun) = (Rc::clone(open), Instant::now());
        async move {
            while open.get() < wanted && begun.elapsed() < LIMIT {
                sleep(Duration::from_millis(50)).await;
            }
            begun.elapsed()
        }
    };
    runtime.block_on(set.run_until(everybody(&open)));
    let came = open.get();
    let memory = Process(stage.server.pid()).memory();
    stage.server.kill();
    runtime.block_on(set.run_until(sleep(Duration::from_millis(200))));
    stage.server.start_again(&[]);
    let back = runtime.block_on(set.run_until(everybody(&open)));
    let returned = open.get();
    // Whoever is back hears what happens.
    runtime.block_on(set.run_until(sleep(Duration::from_secs(1))));
    heard.set(0);
    let said = Instant::now();
    stage.post(&stage.awa, "tout le monde est là ?");
    let last = runtime.block_on(set.run_until(async {
        while heard.get() < returned && said.elapsed() < Duration::from_secs(10) {
            sleep(Duration::from_millis(5)).await;
        }
        said.elapsed()
    }));
    let told = format!(
        "{came} of {wanted} connections held in {}; after a kill, {returned} back within {:.0} s; then one message reached {} of them, the last after {} ms.",
        mib(memory),
        back.as_secs_f64(),
        heard.get(),
        last.as_millis(),
    );
    let held = came == wanted
        && returned == wanted
        && heard.get() == returned
        && memory <= 400 << 20
        && scale.in_time(last < Duration::from_secs(2));
    Found::of(told, held)
}
