//! Full posts: HTTP, token, rights, text rendered, mentions, words for the search, one change, durable before the answer.
//! The floor is one bare row, durable, through the same store; and an axum that answers nothing.

use e2e::{Backend, Database, Scratch, Stage};
use serde_json::json;

use super::{Scale, process, runtime};
use crate::chance::Chance;
use crate::floor::{self, Bare};
use crate::load::{self, Seen};
use crate::table::{Table, short};
use crate::wire::{bearer, get, post};

const CLIENTS: [usize; 4] = [1, 8, 32, 64];

pub fn measure(scale: Scale) -> Table {
    let columns = &[
        "database",
        "clients",
        "posts/s",
        "p50 ms",
        "p99 ms",
        "errors",
        "processor per post",
        "bare rows/s",
        "of the floor",
        "bare answers/s",
    ];
    let mut table = Table::new("posting", columns);
    let bare = Bare::start().expect("the bare server starts");
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let stage = Stage::set(backend);
        for clients in CLIENTS {
            let (seen, cpu) = posts(&stage, clients, scale);
            let rows = rows(backend, clients, scale);
            let path = get(&bare.url, "/", "Accept: */*");
            let answers =
                runtime().block_on(load::http(&bare.url, clients, scale.span / 3, 200, move |_, _| path.clone())).expect("it answers");
            table.row(vec![
                format!("{backend:?}"),
                clients.to_string(),
                short(seen.per_second()),
                short(seen.within(0.5)),
                short(seen.within(0.99)),
                seen.errors.to_string(),
                format!("{} µs", short(cpu)),
                short(rows.per_second()),
                format!("{} %", short(100.0 * seen.per_second() / rows.per_second())),
                short(answers.per_second()),
            ]);
        }
    }
    table
}

/// The load, and the microseconds of processor that the program spent on each post.
fn posts(stage: &Stage, clients: usize, scale: Scale) -> (Seen, f64) {
    let (url, path) = (stage.server.url.clone(), format!("/api/v1/spaces/{}/items", stage.space));
    let who = bearer(&stage.server.add_token(&stage.luc.email));
    let bodies: Vec<String> = bodies();
    let before = process(stage).cpu();
    let seen = runtime()
        .block_on(load::http(&stage.server.url, clients, scale.span, 201, move |client, turn| {
            let body = &bodies[(client * 31 + turn) % bodies.len()];
            post(&url, &path, &who, &json!({ "kind": "post", "body": body }))
        }))
        .expect("it listens");
    let used = process(stage).cpu() - before;
    // The warming is a tenth as long as the rest and used its part.
    let cpu = used.as_secs_f64() * 1e6 / (seen.count() as f64 * 1.1);
    (seen, cpu)
}

/// Some two dozen words each; one in ten speaks to somebody.
fn bodies() -> Vec<String> {
    let mut chance = Chance::new(3);
    let mention = |at: usize| if at.is_multiple_of(10) { "@Awa Diallo " } else { "" };
    (0..500).map(|at| format!("{}{}", mention(at), chance.message(24))).collect()
}

fn rows(backend: Backend, clients: usize, scale: Scale) -> Seen {
    let folder = Scratch::new("floor");
    let database = (backend == Backend::Postgres).then(Database::create);
    let url =
        database.as_ref().map_or_else(|| format!("sqlite:{}", folder.path().join("bare.db").display()), |database| database.url.clone());
    runtime().block_on(floor::inserts(&url, clients, scale.span / 2))
}
