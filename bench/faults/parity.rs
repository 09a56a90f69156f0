//! R24, and R1 as far as our core goes: the same acts by chance on both databases, one by one. Every answer must be the same once ids and times
//! are named by their order of appearance. A difference is told with its seed and its act.

use std::collections::HashMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

use bench::chance::Chance;
use e2e::{Backend, Stage};
use serde_json::{Value, json};

use crate::{Found, Scale};

pub fn run(scale: Scale) -> Found {
    let (seeds, acts) = (scale.of(10, 2), scale.of(300, 60));
    let (mut differences, mut same) = (Vec::new(), 0);
    for seed in 0..seeds {
        let [sqlite, postgres] = [Backend::Sqlite, Backend::Postgres].map(|backend| story(backend, seed as u64, acts));
        same += sqlite.iter().zip(&postgres).filter(|(one, other)| one == other).count();
        if let Some(at) = (0..sqlite.len()).find(|at| sqlite.get(*at) != postgres.get(*at)) {
            let short = |line: Option<&String>| line.map_or("nothing".to_owned(), |line| line.chars().take(300).collect());
            eprintln!("   seed {seed}, act {at}:\n   {}\n   {}", short(sqlite.get(at)), short(postgres.get(at)));
            differences.push(format!("seed {seed} at act {at}"));
        }
    }
    let told = format!(
        "{seeds} seeds of {acts} acts on both databases: {same} answers the same; differences: {}.",
        if differences.is_empty() { "none".to_owned() } else { differences.join(", ") }
    );
    Found::of(told, differences.is_empty())
}

/// What each act was answered, and at the end all that stands there.
fn story(backend: Backend, seed: u64, acts: usize) -> Vec<String> {
    let stage = Stage::set(backend);
    let (mut chance, mut names, mut told, mut items) = (Chance::new(seed + 24), Names::default(), Vec::new(), Vec::<String>::new());
    let space = format!("/spaces/{}", stage.space);
    for _ in 0..acts {
        let api = if chance.below(2) == 0 { &stage.awa.api } else { &stage.luc.api };
        let item = items.get(chance.below(items.len())).cloned().unwrap_or_else(|| "1".to_owned());
        let words = chance.message(8);
        let (method, path, body) = match chance.below(14) {
            0..=3 => ("POST", format!("{space}/items"), Some(json!({ "kind": "post", "title": words, "body": chance.message(20) }))),
            4 => (
                "POST",
                format!("{space}/items"),
                Some(json!({ "kind": "poll", "body": words, "data": { "options": ["oui", "non"], "multiple": false } })),
            ),
            5 | 6 => ("POST", format!("/items/{item}/comments"), Some(json!({ "body": format!("@Awa Diallo {words}") }))),
            7 => ("PATCH", format!("/items/{item}"), Some(json!({ "body": words, "revision": 1 }))),
            8 => ("PUT", format!("/items/{item}/reactions/%F0%9F%91%8D"), None),
            9 => ("PUT", format!("/items/{item}/trash"), None),
            10 => ("DELETE", format!("/items/{item}/trash"), None),
            11 => ("PUT", format!("/items/{item}/bookmark"), None),
            12 => ("GET", format!("/search?q={}", if chance.below(2) == 0 { "projet" } else { "budg" }), None),
            _ => ("GET", format!("{space}/items?limit=10"), None),
        };
        let answer = api.ask(method, &path, body.as_ref());
        if answer.status == 201 {
            items.extend(answer.json["id"].as_str().map(str::to_owned));
        }
        told.push(format!("{method} {} {} {}", names.told(&path), answer.status, names.told(&without_cursor(answer.json))));
    }
    for path in [format!("{space}/items?limit=200"), "/inbox?limit=200".to_owned(), "/spaces".to_owned()] {
        told.push(names.told(&without_cursor(stage.awa.api.get(&path))));
    }
    told.extend(changes(&stage).iter().map(|change| names.told(&change.to_string())));
    told
}

/// An answer whose `next`, an id in a writing of its own, tells only whether there is more.
fn without_cursor(mut answer: Value) -> String {
    if let Some(next) = answer.get_mut("next") {
        *next = Value::from(next.is_string());
    }
    answer.to_string()
}

/// The whole record, once it no longer grows: on PostgreSQL numbers come a moment after the commit.
fn changes(stage: &Stage) -> Vec<Value> {
    let read = || {
        let (mut changes, mut since) = (Vec::<Value>::new(), "0".to_owned());
        loop {
            let page = stage.awa.api.get(&format!("/changes?since={since}&limit=200"));
            let Some(last) = page["items"].as_array().and_then(|items| items.last()) else { return changes };
            since = last["seq"].as_str().unwrap_or_default().to_owned();
            changes.extend(page["items"].as_array().into_iter().flatten().cloned());
        }
    };
    let (mut before, end) = (read(), Instant::now() + Duration::from_secs(10));
    loop {
        sleep(Duration::from_millis(400));
        let now = read();
        if now.len() == before.len() || Instant::now() > end {
            break;
        }
        before = now;
    }
    before.iter_mut().for_each(|change| change["seq"] = Value::Null);
    before
}

/// Ids and times, each named by when it was first met.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn told(&mut self, text: &str) -> String {
        let mut told = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            told.push_str(&rest[..at]);
            let run = rest[at..]
                .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | 'T' | 'Z')))
                .map_or(rest.len(), |end| at + end);
            let word = &rest[at..run];
            let is_id = word.len() >= 15 && word.bytes().all(|b| b.is_ascii_digit());
            match (is_id, word.ends_with('Z') && word.contains('T')) {
                (true, _) => {
                    let next = self.0.len();
                    told.push_str(&format!("#{}", self.0.entry(word.to_owned()).or_insert(next)));
                }
                (_, true) => told.push_str("<time>"),
                _ => told.push_str(word),
            }
            rest = &rest[run..];
        }
        told + rest
    }
}
