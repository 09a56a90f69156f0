//! `kill -9` while eight programs write. Invariant: nothing acknowledged is lost, and nothing sent again under its key is doubled.

use std::collections::HashMap;
use std::thread;
use std::time::{Duration, Instant};

use e2e::{Api, Backend, Stage};
use serde_json::json;

const WRITERS: usize = 8;

/// One who writes, who remembers what was promised, and what was sent without hearing an answer.
struct Writer {
    name: usize,
    next: usize,
    unanswered: Option<String>,
    promised: HashMap<String, String>,
}

impl Writer {
    /// Writes until the program is gone, first of all what it had no answer to.
    fn write(&mut self, api: &Api, path: &str) {
        loop {
            let text = self.unanswered.take().unwrap_or_else(|| {
                self.next += 1;
                format!("{}-{}", self.name, self.next)
            });
            let sent = api.send("POST", path, &[("Idempotency-Key", &text)], Some(&json!({ "kind": "post", "body": text })));
            match sent {
                Ok(answer) if answer.status == 201 => {
                    let id = answer.json["id"].as_str().expect("an id").to_owned();
                    assert_eq!(self.promised.insert(text, id), None);
                }
                // Too much waits, or the program is stopping: not a promise.
                Ok(answer) if answer.status >= 500 => self.unanswered = Some(text),
                Ok(answer) => panic!("{text}: {} {}", answer.status, answer.text),
                Err(_) => {
                    self.unanswered = Some(text);
                    return;
                }
            }
        }
    }
}

fn survives(backend: Backend, rounds: u64, at_work: Duration) {
    let mut stage = Stage::set(backend);
    let path = format!("/api/v1/spaces/{}/items", stage.space);
    let mut writers: Vec<Writer> = (0..WRITERS).map(|name| Writer { name, next: 0, unanswered: None, promised: HashMap::new() }).collect();
    for round in 0..rounds {
        thread::scope(|scope| {
            for writer in &mut writers {
                let api = &stage.luc.api;
                scope.spawn(|| writer.write(api, &path));
            }
            // Not always at the same moment of a write.
            thread::sleep(at_work + Duration::from_millis(17 * round));
            stage.server.kill();
        });
        stage.server.start_again(&[]);
    }
    let mut promised: HashMap<String, String> = HashMap::new();
    let mut unanswered = 0;
    for writer in writers {
        unanswered += usize::from(writer.unanswered.is_some());
        promised.extend(writer.promised);
    }
    assert!(promised.len() > WRITERS * usize::try_from(rounds).expect("few rounds"), "only {} were written", promised.len());
    let mut found: HashMap<String, String> = HashMap::new();
    for item in stage.awa.api.all(&format!("/spaces/{}/items", stage.space)) {
        let (text, id) = (item["body"].as_str().expect("a body").to_owned(), e2e::id(&item));
        assert_eq!(found.insert(text.clone(), id), None, "{text} is there twice");
    }
    for (text, id) in &promised {
        assert_eq!(found.get(text), Some(id), "{text} was promised");
    }
    // What was cut off in the last round may be there, once; everything else was promised.
    assert!(found.len() - promised.len() <= unanswered, "{} found, {} promised", found.len(), promised.len());
    // The record tells of each exactly once, without a gap in the order. On PostgreSQL a number comes a moment after the commit, once no
    // older transaction of the server is open, those of other tests included.
    let (mut since, mut posted) = (0, 0);
    let patience = Instant::now() + Duration::from_secs(30);
    loop {
        let page = stage.awa.api.get(&format!("/changes?since={since}&limit=200"));
        let changes = page["items"].as_array().expect("changes");
        for change in changes {
            let seq: i64 = change["seq"].as_str().and_then(|seq| seq.parse().ok()).expect("a number");
            assert!(seq > since, "{seq} after {since}");
            since = seq;
            posted += usize::from(change["verb"] == "posted");
        }
        if changes.is_empty() {
            if posted >= found.len() || Instant::now() > patience {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
    assert_eq!(posted, found.len());
}

#[test]
fn twenty_power_cuts_lose_and_double_nothing() {
    survives(Backend::Sqlite, 20, Duration::from_millis(150));
}

#[test]
fn three_on_postgres() {
    survives(Backend::Postgres, 3, Duration::from_secs(1));
}
