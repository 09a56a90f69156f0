//! R12: a listener who is cut off at any moment and comes back with the last number heard, while others write and the program is started again
//! now and then. What all its connections heard together must be what the record tells: nothing missing, nothing twice, in order.

use std::time::Duration;

use bench::chance::Chance;
use bench::socket::{Heard, Socket};
use e2e::{Backend, Stage};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::ledger::Ledger;
use crate::{Found, Scale};

/// The program is started again after so many cuts.
const RESTART: usize = 40;

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for (backend, cuts) in [(Backend::Sqlite, scale.of(2_000, 60)), (Backend::Postgres, scale.of(500, 20))] {
        let mut stage = Stage::set(backend);
        let (api, space, token) = (stage.luc.api.clone(), stage.space.clone(), stage.server.add_token(&stage.luc.email));
        let first = recorded(&stage, 0).last().copied().unwrap_or(0);
        let (mut heard, mut chance, mut ledger) = (Vec::new(), Chance::new(12), Ledger::new());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        ledger.write(&api, &space, 40, || {
            for cut in 1..=cuts {
                let patience = Duration::from_millis(chance.below(60) as u64);
                let since = heard.last().copied().unwrap_or(first);
                runtime.block_on(listen(&stage, &token, since, patience, &mut heard));
                if cut % RESTART == 0 {
                    stage.server.kill();
                    stage.server.start_again(&[]);
                }
            }
        });
        // All is said; whoever comes back now hears the rest.
        let wanted = settled(&stage, first, ledger.promised());
        let since = heard.last().copied().unwrap_or(first);
        runtime.block_on(listen(&stage, &token, since, Duration::from_secs(3), &mut heard));
        let twice = heard.windows(2).filter(|pair| pair[0] >= pair[1]).count();
        let missing = wanted.iter().filter(|number| heard.binary_search(number).is_err()).count();
        held &= twice == 0 && missing == 0 && heard.len() == wanted.len();
        told.push(format!(
            "{backend:?}: {cuts} cuts and {} restarts while {} changes happened; {missing} missing, {twice} twice or out of order, {} beyond the record",
            cuts / RESTART,
            wanted.len(),
            heard.len().saturating_sub(wanted.len())
        ));
    }
    Found::of(told.join(". ") + ".", held)
}

/// Comes back with `since` and listens until nothing comes for `patience`, or for as long at most while everything goes well.
async fn listen(stage: &Stage, token: &str, since: i64, patience: Duration, heard: &mut Vec<i64>) {
    let Ok(mut socket) = Socket::open(&stage.server.url, "/api/v1/live", Some(token), 0).await else { return };
    let follow = json!({ "follow": [format!("space:{}", stage.space)], "since": since.to_string() });
    if socket.say(follow.to_string()).await.is_err() {
        return;
    }
    let cut = tokio::time::Instant::now() + patience.max(Duration::from_millis(5));
    let long = patience > Duration::from_secs(1);
    while let Ok(Ok(Heard::Text(text))) =
        timeout(if long { patience } else { cut.saturating_duration_since(tokio::time::Instant::now()) }, socket.next()).await
    {
        let change: Value = serde_json::from_str(&text).unwrap_or_default();
        heard.extend(change["seq"].as_str().and_then(|seq| seq.parse::<i64>().ok()));
    }
}

/// The numbers of what happened in the space after `since`.
fn recorded(stage: &Stage, since: i64) -> Vec<i64> {
    let (mut numbers, mut last) = (Vec::new(), since);
    loop {
        let page = stage.luc.api.get(&format!("/changes?since={last}&limit=200"));
        let changes: Vec<&Value> = page["items"].as_array().into_iter().flatten().collect();
        let number = |change: &Value| change["seq"].as_str().and_then(|seq| seq.parse::<i64>().ok());
        let Some(newest) = changes.last().and_then(|change| number(change)) else { return numbers };
        last = newest;
        numbers.extend(changes.iter().filter(|change| change["space"] == stage.space.as_str()).filter_map(|change| number(change)));
    }
}

/// The same once every post has its number: on PostgreSQL that comes a moment after the commit.
fn settled(stage: &Stage, since: i64, posts: usize) -> Vec<i64> {
    for _ in 0..100 {
        let numbers = recorded(stage, since);
        if numbers.len() >= posts {
            std::thread::sleep(Duration::from_millis(500));
            return recorded(stage, since);
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    recorded(stage, since)
}
