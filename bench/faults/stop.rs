//! R26: SIGTERM under load, with people connected: what is under way is finished, sockets are told, the program ends in time with 0.

use std::time::Duration;

use bench::socket::{Heard, Socket};
use e2e::{Backend, Stage};
use serde_json::json;

use crate::ledger::Ledger;
use crate::{Found, Scale};

const LIMIT: Duration = Duration::from_secs(10);
const LISTENERS: usize = 50;

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let mut stage = Stage::set(backend);
        let mut ledger = Ledger::new();
        let (api, space, token) = (stage.luc.api.clone(), stage.space.clone(), stage.server.add_token(&stage.luc.email));
        let (mut slowest, mut clean, mut informed) = (Duration::ZERO, 0, 0);
        let stops = scale.of(20, 3);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        ledger.write(&api, &space, 200, || {
            for _ in 0..stops {
                let mut sockets = runtime.block_on(connected(&stage, &token));
                let (status, took) = stage.server.stop();
                slowest = slowest.max(took);
                clean += usize::from(status.code() == Some(0));
                informed += runtime.block_on(async {
                    let mut told = 0;
                    for socket in &mut sockets {
                        told += usize::from(code(socket).await == Some(1001));
                    }
                    told
                });
                stage.server.start_again(&[]);
            }
        });
        let verdict = ledger.check(&stage);
        held &= verdict.holds() && clean == stops && slowest < LIMIT && informed == stops * LISTENERS;
        told.push(format!(
            "{backend:?}, {stops} stops: {clean} ended with 0, the slowest in {:.1} s; {informed} of {} sockets told to come back; {verdict}",
            slowest.as_secs_f64(),
            stops * LISTENERS
        ));
    }
    Found::of(told.join(". ") + ".", held)
}

async fn connected(stage: &Stage, token: &str) -> Vec<Socket> {
    let mut sockets = Vec::new();
    for at in 0..LISTENERS {
        let mut socket = Socket::open(&stage.server.url, "/api/v1/live", Some(token), at).await.expect("a socket");
        socket.say(json!({ "follow": [format!("space:{}", stage.space)] }).to_string()).await.expect("it listens");
        sockets.push(socket);
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    sockets
}

/// With which code the socket was closed, after whatever came before.
async fn code(socket: &mut Socket) -> Option<u16> {
    loop {
        match socket.next().await {
            Ok(Heard::Closed(code)) => return Some(code),
            Ok(Heard::Text(_)) => {}
            Err(_) => return None,
        }
    }
}
