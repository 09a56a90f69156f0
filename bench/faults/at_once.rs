//! R22: many hands on one thing at the same moment: the same edit, the same key, the same reaction, a trash under answers being written.

use std::collections::HashSet;
use std::sync::Barrier;
use std::thread;

use e2e::{Answer, Api, Backend, Person, Stage, id};
use serde_json::{Value, json};

use crate::{Found, Scale};

const HANDS: usize = 10;

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for (backend, rounds) in [(Backend::Sqlite, scale.of(500, 15)), (Backend::Postgres, scale.of(200, 5))] {
        let stage = Stage::set(backend);
        let people: Vec<Person> = (0..HANDS).map(|n| enter(&stage, n)).collect();
        let (mut broken, mut wrong) = (Vec::new(), 0);
        for round in 0..rounds {
            let item = stage.post(&stage.awa, &format!("tour {round}"));
            for (rule, holds) in rules(&stage, &people, &item, round) {
                if !holds {
                    broken.push(format!("{rule} (round {round})"));
                }
            }
            wrong += usize::from(stage.awa.api.ask("GET", &format!("/items/{item}"), None).status != 200);
        }
        held &= broken.is_empty() && wrong == 0;
        let list = broken.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
        told.push(format!(
            "{backend:?}, {rounds} rounds of {HANDS} hands: {} rules broken{}{list}",
            broken.len(),
            if list.is_empty() { "" } else { ": " }
        ));
    }
    Found::of(told.join(". ") + ".", held)
}

fn enter(stage: &Stage, n: usize) -> Person {
    let person = Person::settle(&stage.server, &format!("Personne {n}"), &format!("personne{n}@lilas.example"), "member");
    stage.awa.api.put(&format!("/spaces/{}/members/{}", stage.space, person.id), &json!({ "role": "contributor" }));
    person
}

/// What each hand got, all hands having begun at once.
fn together(ask: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let start = Barrier::new(HANDS);
    thread::scope(|scope| {
        let hands: Vec<_> = (0..HANDS)
            .map(|hand| {
                let (start, ask) = (&start, &ask);
                scope.spawn(move || {
                    start.wait();
                    ask(hand)
                })
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().expect("a hand does not panic")).collect()
    })
}

fn rules(stage: &Stage, people: &[Person], item: &str, round: usize) -> Vec<(&'static str, bool)> {
    let send = |api: &Api, method: &str, path: &str, header: (&str, &str), body: &Value| {
        api.send(method, &format!("/api/v1{path}"), &[header], Some(body)).expect("it answers")
    };
    let count = |answers: &[Answer], status: u16| answers.iter().filter(|answer| answer.status == status).count();
    let seen = |path: &str| stage.awa.api.get(path);

    let edits = together(|hand| {
        send(&stage.awa.api, "PATCH", &format!("/items/{item}"), ("If-Match", "\"1\""), &json!({ "body": format!("main {hand}") }))
    });
    let edited = seen(&format!("/items/{item}"));

    let key = format!("clef {round}");
    let posts = together(|_| {
        send(
            &stage.luc.api,
            "POST",
            &format!("/spaces/{}/items", stage.space),
            ("Idempotency-Key", &key),
            &json!({ "kind": "post", "body": key }),
        )
    });
    let made: HashSet<String> = posts.iter().filter(|answer| answer.status == 201).map(|answer| id(&answer.json)).collect();

    let likes = together(|hand| people[hand].api.ask("PUT", &format!("/items/{item}/reactions/%F0%9F%91%8D"), None));
    let liked = seen(&format!("/items/{item}"))["reactions"][0]["count"].as_u64();

    let answers = together(|hand| match hand {
        0 => stage.awa.api.ask("PUT", &format!("/items/{item}/trash"), None),
        _ => people[hand].api.ask("POST", &format!("/items/{item}/comments"), Some(&json!({ "body": format!("réponse {hand}") }))),
    });
    stage.awa.api.delete(&format!("/items/{item}/trash"));
    let written = count(&answers[1..], 201);
    let refused = count(&answers[1..], 409) + count(&answers[1..], 404);
    let standing = seen(&format!("/items/{item}/comments?limit=200"))["items"].as_array().map_or(0, Vec::len);

    let all = [&edits, &posts, &likes, &answers];
    vec![
        ("one edit of a revision is taken", count(&edits, 200) == 1 && count(&edits, 409) == HANDS - 1 && edited["revision"] == 2),
        ("one key makes one thing", made.len() == 1 && count(&posts, 201) == HANDS),
        ("everybody's reaction counts once", liked == Some(HANDS as u64) && likes.iter().all(|answer| answer.status < 300)),
        ("what was answered stands, what was refused does not", written + refused == HANDS - 1 && standing == written),
        ("nothing breaks", all.iter().all(|answers| answers.iter().all(|answer| answer.status < 500))),
    ]
}
