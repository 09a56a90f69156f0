//! An office at work (S3-10): everybody has a page open and live, opens another every few seconds, and now and then somebody writes.
//! They are busier than people are, so that a figure comes of half a minute.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use e2e::{Backend, Person, Stage};
use serde_json::json;
use tokio::task::LocalSet;
use tokio::time::sleep;

use super::{Scale, cookie, process, runtime};
use crate::chance::Chance;
use crate::fill::Filling;
use crate::load::Seen;
use crate::socket::{Heard, Socket};
use crate::table::{Table, mib, short};
use crate::wire::{Wire, bearer, get, post};

/// Between two things that one person does, on average.
const PAUSE: Duration = Duration::from_secs(5);
/// One of so many things is a post, the others are pages.
const POSTS: usize = 12;

/// Somebody at work.
struct Desk {
    token: String,
    cookie: String,
}

/// What was asked so far: how long each took, and how many went wrong.
#[derive(Default)]
struct Day {
    pages: Vec<Duration>,
    posts: Vec<Duration>,
    errors: usize,
}

pub fn measure(scale: Scale) -> Table {
    let mut table = Table::new("office", &["what", "how many", "p50 ms", "p95 ms", "p99 ms"]);
    let mut stage = Stage::set(Backend::Sqlite);
    stage.server.stop();
    let mut filling = Filling::begin(&stage).expect("the database is filled");
    filling.up_to(&stage, scale.items[0]).expect("the database is filled");
    drop(filling);
    stage.server.start_again(&[]);
    let desks: Vec<Desk> = (0..scale.people).map(|at| desk(&stage, at)).collect();
    let program = process(&stage);
    let (before, begun) = (program.cpu(), Instant::now());
    let day = runtime().block_on(LocalSet::new().run_until(work(&stage, desks, scale.span * 5)));
    let busy = (program.cpu() - before).as_secs_f64() / begun.elapsed().as_secs_f64();
    for (what, took) in [("pages", day.pages), ("posts, durable", day.posts)] {
        let seen = Seen::of(took, 0, begun.elapsed());
        let within = [0.5, 0.95, 0.99].map(|part| short(seen.within(part)));
        table.row([vec![what.to_owned(), seen.count().to_string()], within.to_vec()].concat());
    }
    let mut alone = |what: &str, figure: String| table.row(vec![what.to_owned(), figure, String::new(), String::new(), String::new()]);
    alone("people, each live", scale.people.to_string());
    alone("answered wrong or not at all", day.errors.to_string());
    alone("processor, of one core", format!("{} %", short(100.0 * busy)));
    alone("most memory", mib(program.peak()));
    table
}

/// Another colleague in the space, signed in.
fn desk(stage: &Stage, at: usize) -> Desk {
    let email = format!("camille{at}@lilas.example");
    let person = Person::settle(&stage.server, &format!("Camille {at}"), &email, "member");
    stage.awa.api.put(&format!("/spaces/{}/members/{}", stage.space, person.id), &json!({ "role": "contributor" }));
    Desk { token: stage.server.add_token(&email), cookie: cookie(stage, &email) }
}

async fn work(stage: &Stage, desks: Vec<Desk>, span: Duration) -> Day {
    let (day, end) = (Rc::new(RefCell::new(Day::default())), Instant::now() + span);
    let mut people = Vec::new();
    for (at, desk) in desks.into_iter().enumerate() {
        let (url, space, day) = (stage.server.url.clone(), stage.space.clone(), Rc::clone(&day));
        let mut socket = Socket::open(&url, "/api/v1/live", Some(&desk.token), at).await.expect("a live page");
        socket.say(json!({ "follow": [format!("space:{space}"), "inbox"] }).to_string()).await.expect("it listens");
        tokio::task::spawn_local(async move { while let Ok(Heard::Text(_)) = socket.next().await {} });
        people.push(tokio::task::spawn_local(async move {
            let mut wire = Wire::open(&url).await.expect("it listens");
            let mut chance = Chance::new(at as u64);
            loop {
                sleep(PAUSE.mul_f64(chance.below(2_000) as f64 / 1_000.0)).await;
                if Instant::now() > end {
                    return;
                }
                let (writes, request) = next(&url, &space, &desk, &mut chance);
                let asked = Instant::now();
                let status = wire.ask(&request).await.map_or(0, |answer| answer.status);
                let mut day = day.borrow_mut();
                match (writes, status) {
                    (true, 201) => day.posts.push(asked.elapsed()),
                    (false, 200) => day.pages.push(asked.elapsed()),
                    _ => day.errors += 1,
                }
            }
        }));
    }
    for person in people {
        person.await.expect("nobody panics");
    }
    day.take()
}

/// What somebody does next, and whether it is writing.
fn next(url: &str, space: &str, desk: &Desk, chance: &mut Chance) -> (bool, Vec<u8>) {
    if chance.below(POSTS) == 0 {
        let body = json!({ "kind": "post", "body": "Les fenêtres du premier étage sont arrivées, **trois** sont abîmées." });
        return (true, post(url, &format!("/api/v1/spaces/{space}/items"), &bearer(&desk.token), &body));
    }
    let pages = ["/".to_owned(), format!("/spaces/{space}"), "/inbox".to_owned(), "/people".to_owned(), "/search?q=projet".to_owned()];
    (false, get(url, &pages[chance.below(pages.len())], &desk.cookie))
}
