//! From the moment a message is sent until the last of those who follow the space has it, each on a WebSocket of their own.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use e2e::{Backend, Stage};
use serde_json::json;
use tokio::sync::Notify;
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};

use super::{Scale, runtime};
use crate::floor::Bare;
use crate::load::Seen;
use crate::socket::{Heard, Socket};
use crate::table::{Table, short};
use crate::wire::{Wire, bearer, post};

/// Who has not heard by then has lost it.
const PATIENCE: Duration = Duration::from_secs(5);

pub fn measure(scale: Scale) -> Table {
    let columns = &["listeners", "last one has it: p50 ms", "p99 ms", "lost", "bare broadcast: p50 ms", "p99 ms", "times the floor"];
    let mut table = Table::new("live", columns);
    let bare = Bare::start().expect("the bare server starts");
    let stage = Stage::set(Backend::Sqlite);
    let token = stage.server.add_token(&stage.luc.email);
    for listeners in [200, 1_000] {
        let path = format!("/api/v1/spaces/{}/items", stage.space);
        let (url, who) = (stage.server.url.clone(), bearer(&token));
        let say = move |turn: usize| post(&url, &path, &who, &json!({ "kind": "post", "body": format!("Message {turn} du chantier") }));
        let follow = json!({ "follow": [format!("space:{}", stage.space)] }).to_string();
        let there = Place { url: &stage.server.url, path: "/api/v1/live", token: Some(&token), follow: Some(follow) };
        let (ours, lost) = heard(&there, listeners, scale.said, say);
        let url = bare.url.clone();
        let floor = Place { url: &bare.url, path: "/hear", token: None, follow: None };
        // As many bytes as one of our changes has.
        let (floor, _) =
            heard(&floor, listeners, scale.said, move |turn| post(&url, "/say", "Accept: */*", &json!([turn, "x".repeat(800)])));
        table.row(vec![
            listeners.to_string(),
            short(ours.within(0.5)),
            short(ours.within(0.99)),
            lost.to_string(),
            short(floor.within(0.5)),
            short(floor.within(0.99)),
            short(ours.within(0.5) / floor.within(0.5)),
        ]);
    }
    table
}

/// Where to listen, and what to say first.
struct Place<'a> {
    url: &'a str,
    path: &'a str,
    token: Option<&'a str>,
    follow: Option<String>,
}

/// How long the last of them waited for each message, and how many deliveries never came.
fn heard(place: &Place<'_>, listeners: usize, messages: usize, say: impl Fn(usize) -> Vec<u8>) -> (Seen, usize) {
    runtime().block_on(LocalSet::new().run_until(async {
        let (count, all) = (Rc::new(Cell::new(0_usize)), Rc::new(Notify::new()));
        for at in 0..listeners {
            let mut socket = Socket::open(place.url, place.path, place.token, at).await.expect("a socket");
            if let Some(follow) = &place.follow {
                socket.say(follow.clone()).await.expect("it listens");
            }
            let (count, all) = (Rc::clone(&count), Rc::clone(&all));
            tokio::task::spawn_local(async move {
                while let Ok(Heard::Text(_)) = socket.next().await {
                    count.set(count.get() + 1);
                    if count.get() == listeners {
                        all.notify_one();
                    }
                }
            });
        }
        sleep(Duration::from_millis(500)).await;
        let mut wire = Wire::open(place.url).await.expect("it listens");
        let (mut took, mut lost) = (Vec::new(), 0);
        for turn in 0..messages {
            count.set(0);
            let request = say(turn);
            let sent = Instant::now();
            let answered = async { wire.ask(&request).await.map(|answer| answer.status) };
            let (answer, arrived) = tokio::join!(answered, timeout(PATIENCE, all.notified()));
            assert!(matches!(answer, Ok(200 | 201)), "{answer:?}");
            match arrived {
                Ok(()) => took.push(sent.elapsed()),
                Err(_) => lost += listeners - count.get(),
            }
            sleep(Duration::from_millis(20)).await;
        }
        (Seen::of(took, 0, Duration::ZERO), lost)
    }))
}
