//! What it costs to be there: memory of a program at rest, and of each live connection that says nothing.

use std::thread::sleep;
use std::time::Duration;

use e2e::{Backend, PASSWORD, Stage};
use serde_json::json;

use super::{Scale, process, runtime};
use crate::floor::Bare;
use crate::process::Process;
use crate::socket::Socket;
use crate::table::{Table, mib, short};

pub fn measure(scale: Scale) -> Table {
    let mut table = Table::new("idle", &["what", "Palabre", "bare axum"]);
    let stage = Stage::set(Backend::Sqlite);
    let bare = Bare::start().expect("the bare server starts");
    sleep(Duration::from_secs(1));
    let (program, floor) = (process(&stage), Process(bare.pid()));
    let before = [program.memory(), floor.memory()];
    table.row(vec!["memory after the first few requests".into(), mib(before[0]), mib(before[1])]);
    table.row(vec!["of which not the program's own file, mapped".into(), mib(program.own_memory()), mib(floor.own_memory())]);
    for _ in 0..20 {
        stage.server.form("/sign-in", &format!("email={}&password={}", stage.luc.email, PASSWORD.replace(' ', "+")));
    }
    sleep(Duration::from_secs(1));
    table.row(vec!["the same after 20 sign-ins of 19 MiB each".into(), mib(program.own_memory()), "—".into()]);
    let token = stage.server.add_token(&stage.luc.email);
    let follow = json!({ "follow": [format!("space:{}", stage.space), "inbox"] }).to_string();
    let (ours, theirs) = runtime().block_on(async {
        let sockets = connected(&stage.server.url, "/api/v1/live", Some((&token, &follow)), scale.idle).await;
        let held = program.memory();
        let cpu = program.cpu();
        let span = scale.span * 5;
        tokio::time::sleep(span).await;
        let busy = (program.cpu() - cpu).as_secs_f64() / span.as_secs_f64();
        let (count, descriptors) = (sockets.len(), program.descriptors());
        let ours = (held, count, busy, descriptors);
        // So many and the floor's beside them would leave no descriptor to read a figure by.
        drop(sockets);
        let theirs = connected(&bare.url, "/hear", None, count).await;
        (ours, (floor.memory(), theirs.len()))
    });
    let each = |now: u64, before: u64, count: usize| format!("{} KiB", short(now.saturating_sub(before) as f64 / 1024.0 / count as f64));
    let (held, count, busy, descriptors) = ours;
    table.row(vec![format!("memory with {count} live connections"), mib(held), mib(theirs.0)]);
    table.row(vec!["of which each connection".into(), each(held, before[0], count), each(theirs.0, before[1], theirs.1)]);
    table.row(vec!["processor meanwhile, of one core".into(), format!("{} %", short(100.0 * busy)), "—".into()]);
    table.row(vec!["descriptors open".into(), descriptors.to_string(), "—".into()]);
    table
}

/// As many as the limit on open files lets us have.
async fn connected(url: &str, path: &str, who: Option<(&str, &str)>, wanted: usize) -> Vec<Socket> {
    let mut sockets = Vec::new();
    for at in 0..wanted {
        let Ok(mut socket) = Socket::open(url, path, who.map(|(token, _)| token), at).await else { break };
        if let Some((_, follow)) = who {
            socket.say(follow.to_owned()).await.expect("it listens");
        }
        sockets.push(socket);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    sockets
}
