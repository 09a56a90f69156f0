//! R10: some followers of a space never read what is sent to them. They must be cut off with 4408 and cost little, and the others must not notice.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use bench::load::Seen;
use bench::process::Process;
use bench::socket::{Heard, Socket};
use bench::table::short;
use bench::wire::{Wire, bearer, post};
use e2e::{Backend, Stage};
use serde_json::json;
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};

use crate::{Found, Scale};

const READERS: usize = 200;
const SLOW: usize = 30;
/// Of every message; the kernel's own buffers must be filled first.
const LENGTH: usize = 20_000;

pub fn run(scale: Scale) -> Found {
    let stage = Stage::set(Backend::Sqlite);
    let token = stage.server.add_token(&stage.luc.email);
    let program = Process(stage.server.pid());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(LocalSet::new().run_until(async {
        let heard = Rc::new(Cell::new(0_usize));
        let follow = json!({ "follow": [format!("space:{}", stage.space)] }).to_string();
        for at in 0..READERS {
            let mut socket = follower(&stage, &token, &follow, at).await;
            let heard = Rc::clone(&heard);
            tokio::task::spawn_local(async move {
                while let Ok(Heard::Text(_)) = socket.next().await {
                    heard.set(heard.get() + 1);
                }
            });
        }
        sleep(Duration::from_millis(500)).await;
        let messages = scale.of(600, 150);
        let peak = watch(program);
        let alone = deliveries(&stage, &token, &heard, messages).await;
        // What the program keeps of so many messages anyway is no reader's.
        let anyway = peak.get();
        let mut slow = Vec::new();
        for at in 0..SLOW {
            slow.push(follower(&stage, &token, &follow, at).await);
        }
        sleep(Duration::from_millis(500)).await;
        let beside = deliveries(&stage, &token, &heard, messages).await;
        let most = peak.get().saturating_sub(anyway) / SLOW as u64;
        // Whoever has not read for so long is let go; what they then read ends with the reason.
        sleep(Duration::from_secs(12)).await;
        let (mut cut, mut dropped) = (0, 0);
        for socket in &mut slow {
            match timeout(Duration::from_secs(5), ending(socket)).await {
                Ok(Some(4408)) => cut += 1,
                // Whoever does not even take the reason within the patience of the server finds the line dead.
                Ok(None) => dropped += 1,
                _ => {}
            }
        }
        let [alone99, beside99] = [&alone, &beside].map(|seen| seen.within(0.99));
        let told = format!(
            "{SLOW} that do not read among {READERS} that do, {messages} messages of {} kB: last reader p50 {} ms before, {} ms beside them (p99 {} and {} ms); \
             at most {} KiB kept for each; {cut} cut off with 4408, {dropped} without a word since they did not take it; {} deliveries lost.",
            LENGTH / 1000,
            short(alone.within(0.5)),
            short(beside.within(0.5)),
            short(alone99),
            short(beside99),
            most / 1024,
            alone.errors + beside.errors,
        );
        Found::of(told, alone.errors + beside.errors == 0 && cut + dropped == SLOW)
    }))
}

/// The most memory of its own that the program has from now on.
fn watch(program: Process) -> Rc<Cell<u64>> {
    let peak = Rc::new(Cell::new(0));
    let seen = Rc::clone(&peak);
    tokio::task::spawn_local(async move {
        loop {
            seen.set(seen.get().max(program.own_memory()));
            sleep(Duration::from_millis(20)).await;
        }
    });
    peak
}

async fn follower(stage: &Stage, token: &str, follow: &str, at: usize) -> Socket {
    let mut socket = Socket::open(&stage.server.url, "/api/v1/live", Some(token), at).await.expect("a socket");
    socket.say(follow.to_owned()).await.expect("it listens");
    socket
}

/// How long the last reader waited for each message; deliveries that never came are its errors.
async fn deliveries(stage: &Stage, token: &str, heard: &Rc<Cell<usize>>, messages: usize) -> Seen {
    let mut wire = Wire::open(&stage.server.url).await.expect("it listens");
    let path = format!("/api/v1/spaces/{}/items", stage.space);
    let request = post(&stage.server.url, &path, &bearer(token), &json!({ "kind": "post", "body": "mot ".repeat(LENGTH / 4) }));
    let (mut took, mut lost, begun) = (Vec::new(), 0, Instant::now());
    for _ in 0..messages {
        heard.set(0);
        let sent = Instant::now();
        assert_eq!(wire.ask(&request).await.map(|answer| answer.status).unwrap_or(0), 201);
        while heard.get() < READERS && sent.elapsed() < Duration::from_secs(10) {
            sleep(Duration::from_millis(1)).await;
        }
        lost += READERS - heard.get().min(READERS);
        took.push(sent.elapsed());
    }
    Seen::of(took, lost, begun.elapsed())
}

async fn ending(socket: &mut Socket) -> Option<u16> {
    loop {
        match socket.next().await {
            Ok(Heard::Closed(code)) => return Some(code),
            Ok(Heard::Text(_)) => {}
            Err(_) => return None,
        }
    }
}
