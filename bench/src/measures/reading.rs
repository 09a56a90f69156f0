//! Reading in a large network: a page of the Fil, of a space and of one's search, the first answer after a start, the memory that takes.

use std::process::{Command, Stdio};
use std::rc::Rc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use e2e::{Backend, Stage};

use super::{Scale, cookie, process, runtime};
use crate::fill::Filling;
use crate::load::{self, Seen};
use crate::table::{Table, mib, short};
use crate::wire::{Wire, bearer, get, host};

pub fn measure(scale: Scale) -> Table {
    let columns = &["items", "what", "1 client: p50 ms", "p99 ms", "8 clients: a second", "processor each"];
    let mut table = Table::new("reading", columns);
    let mut stage = Stage::set(Backend::Sqlite);
    let token = stage.server.add_token(&stage.luc.email);
    let mut filling = None;
    for items in scale.items {
        stage.server.stop();
        let begun = Instant::now();
        let filling = filling.get_or_insert_with(|| Filling::begin(&stage).expect("the database is filled"));
        filling.up_to(&stage, items).expect("the database is filled");
        let filled = begun.elapsed();
        let started: Vec<f64> = (0..5).map(|_| first_answer(&stage, &token).as_secs_f64() * 1000.0).collect();
        stage.server.start_again(&[]);
        sleep(Duration::from_secs(1));
        let fresh = process(&stage).memory();
        for (what, path, who) in questions(&stage, &token) {
            let request = get(&stage.server.url, &path, &who);
            let (one, _) = load(&stage, 1, scale.span / 3, &request);
            let (eight, cpu) = load(&stage, 8, scale.span / 3, &request);
            assert_eq!(one.errors + eight.errors, 0, "{what} is answered");
            let [p50, p99] = [0.5, 0.99].map(|part| short(one.within(part)));
            table.row(vec![items.to_string(), what.to_owned(), p50, p99, short(eight.per_second()), format!("{} µs", short(cpu))]);
        }
        let row =
            |what: &str, figure: String| vec![items.to_string(), what.to_owned(), figure, String::new(), String::new(), String::new()];
        let best = started.iter().copied().fold(f64::INFINITY, f64::min);
        table.row(row("start to the first page answered, best of 5", format!("{} ms", short(best))));
        table.row(row("memory after the start", mib(fresh)));
        table.row(row("memory after all of these pages", mib(process(&stage).memory())));
        table.row(row("filled by the import's verb in", format!("{} s", short(filled.as_secs_f64()))));
    }
    table
}

/// What is asked, where, and as whom.
fn questions(stage: &Stage, token: &str) -> Vec<(&'static str, String, String)> {
    let (program, person) = (bearer(token), cookie(stage, &stage.luc.email));
    let search = |q: &str| format!("/api/v1/search?q={q}&limit=20");
    let mut asked = vec![
        ("the Fil, 50, JSON", "/api/v1/feed?limit=50".to_owned(), program.clone()),
        ("a space, 50, JSON", format!("/api/v1/spaces/{}/items?limit=50", stage.space), program.clone()),
        ("the Fil, HTML", "/".to_owned(), person.clone()),
        ("a space, HTML", format!("/spaces/{}", stage.space), person),
        ("search, newest 20, a word of every third text", search("projet"), program.clone()),
        ("search, newest 20, a word of one text in a thousand", search("tintinsou"), program.clone()),
        ("search, newest 20, two words", search("budget+livraison"), program.clone()),
    ];
    let ranked = format!("{}&sort=fit", search("budget+livraison"));
    // Known to the description of the API once there is an order by fit.
    if stage.awa.api.ask("GET", "/openapi.json", None).text.contains("\"sort\"") {
        asked.push(("search, ranked 20, two words", ranked, program));
    }
    asked
}

fn load(stage: &Stage, clients: usize, span: Duration, request: &[u8]) -> (Seen, f64) {
    let request = Rc::new(request.to_vec());
    let before = process(stage).cpu();
    let seen = runtime().block_on(load::http(&stage.server.url, clients, span, 200, move |_, _| request.to_vec())).expect("it listens");
    let cpu = (process(stage).cpu() - before).as_secs_f64() * 1e6 / (seen.count() as f64 * 1.1);
    (seen, cpu)
}

/// Starts the program on the data and asks for a page until it comes.
fn first_answer(stage: &Stage, token: &str) -> Duration {
    let begun = Instant::now();
    let mut command: Command = stage.server.command();
    let started = command.arg("serve").env("PALABRE_LISTEN", host(&stage.server.url)).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child = started.expect("the program starts");
    let request = get(&stage.server.url, &format!("/api/v1/spaces/{}/items?limit=50", stage.space), &bearer(token));
    runtime().block_on(async {
        loop {
            if let Ok(mut wire) = Wire::open(&stage.server.url).await
                && wire.ask(&request).await.is_ok_and(|answer| answer.status == 200)
            {
                return;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    });
    let took = begun.elapsed();
    let _ = child.kill();
    let _ = child.wait();
    took
}
