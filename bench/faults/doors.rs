//! A53: somebody with a watch who wants to know which addresses have an account. Each door that takes an address is tried with one that has an
//! account and one that has none in turn, through a proxy that names another visitor each time so that nobody is slowed down.
//! Deliberately absent: `/join`, which tells whoever holds a link that an address is taken; ten tries and no more.

use std::time::{Duration, Instant};

use bench::load::Seen;
use bench::table::short;
use e2e::{Answer, Api, Backend, PASSWORD, Person, Postbox, Stage};
use serde_json::json;

use crate::{Found, Scale};

/// What the program lets anybody try at one account before it slows them down.
const RUN: usize = 10;
/// Between the medians, in milliseconds (safety test 53).
const APART: f64 = 5.0;

/// A door: its name, and one try at it from a visitor's address.
type Door<'a> = (&'static str, Box<dyn Fn(&str, &str) -> (Duration, Answer) + 'a>);

pub fn run(scale: Scale) -> Found {
    let people = scale.of(100, 3);
    let (_postbox, smtp) = Postbox::open();
    let mut stage = Stage::set(Backend::Sqlite);
    for at in 0..people {
        // Somebody of the network as any other; the addresses that nobody has are as long.
        stage.server.add_person(&format!("Camille {at}"), &address("connue", at), "member", PASSWORD);
    }
    stage.server.stop();
    stage.server.start_again_in(&[], &[("PALABRE_SMTP", &smtp), ("PALABRE_TRUSTED_PROXIES", "127.0.0.1")]);
    let (mut told, mut held) = (Vec::new(), true);
    for (name, door) in doors(&stage.server.url, &stage.awa) {
        let (sentence, good) = at(name, people, &*door);
        told.push(sentence);
        held &= good;
    }
    let tries = people * RUN;
    Found::of(format!("{tries} tries each with addresses that have an account and that have none: {}.", told.join("; ")), held)
}

fn doors<'a>(url: &'a str, host: &'a Person) -> Vec<Door<'a>> {
    let form = move |path: &'static str, rest: &'static str| {
        move |email: &str, peer: &str| {
            let headers =
                [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", peer)];
            let begun = Instant::now();
            let answer = Api::new(url, "").send_text("POST", path, &headers, &format!("email={email}{rest}")).expect("it answers");
            (begun.elapsed(), answer)
        }
    };
    let invite = |email: &str, _: &str| {
        let begun = Instant::now();
        let mut answer = host.api.ask("POST", "/invitations", Some(&json!({ "role": "member", "name": "Camille", "email": email })));
        let took = begun.elapsed();
        // Its id is new each time; only so many may wait at once.
        let id = answer.json["id"].as_str().unwrap_or_default().to_owned();
        host.api.ask("DELETE", &format!("/invitations/{id}"), None);
        answer.text = answer.text.replace(&id, "…");
        (took, answer)
    };
    vec![
        ("signing in", Box::new(form("/sign-in", "&password=une+autre+phrase+longue"))),
        ("a lost password", Box::new(form("/forgot", ""))),
        ("inviting", Box::new(invite)),
    ]
}

/// All tries at one door: a sentence, and whether it told nothing.
fn at(name: &str, people: usize, door: &dyn Fn(&str, &str) -> (Duration, Answer)) -> (String, bool) {
    let (mut took, mut told) = ([Vec::new(), Vec::new()], Vec::<String>::new());
    for turn in 0..people * RUN {
        for (side, who) in ["connue", "libre."].into_iter().enumerate() {
            let email = address(who, turn / RUN);
            let (time, answer) = door(&email, &format!("203.0.{}.{}", turn / 250, turn % 250 + 1));
            took[side].push(time);
            let seen = bare(&answer).replace(&email, "…");
            if !told.contains(&seen) {
                told.push(seen);
            }
        }
    }
    let slowed = told.iter().filter(|answer| answer.starts_with("HTTP/1.1 429")).count();
    let [known, unknown] = took.map(|took| Seen::of(took, 0, Duration::ZERO).within(0.5));
    let apart = (known - unknown).abs();
    let others: Vec<&str> = told.iter().skip(1).filter_map(|answer| answer.lines().next()).collect();
    let others = if others.is_empty() { "the same bytes".to_owned() } else { format!("not the same bytes: {}", others.join(", ")) };
    let sentence = format!("{name}, {} and {} ms (medians), {others}", short(known), short(unknown));
    (sentence, told.len() == 1 && slowed == 0 && apart <= APART)
}

/// An answer without what is new in each.
fn bare(answer: &Answer) -> String {
    let changing = |line: &&str| !["date:", "x-request-id:"].iter().any(|name| line.to_lowercase().starts_with(name));
    let head: Vec<&str> = answer.head.lines().filter(changing).collect();
    format!("{}\n\n{}", head.join("\n"), answer.text)
}

/// All of one length: the page that repeats them tells how long it is.
fn address(who: &str, at: usize) -> String {
    format!("{who}.{at:02}@lilas.example")
}
