//! R11: a wire that loses requests, loses answers, and delays both. Whoever sends again under the same key has sent once.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Mutex;
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use bench::chance::Chance;
use bench::wire::host;
use e2e::{Api, Backend, Stage};

use crate::ledger::Ledger;
use crate::{Found, Scale};

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let stage = Stage::set(backend);
        let url = lossy(&stage.server.url);
        let api = Api::new(&url, &stage.server.add_token(&stage.luc.email));
        let mut ledger = Ledger::new();
        let wanted = scale.of(10_000, 300);
        let patience = Instant::now() + Duration::from_secs(300);
        while ledger.promised() < wanted && Instant::now() < patience {
            ledger.write(&api, &stage.space, 100, || sleep(Duration::from_secs(2)));
        }
        let verdict = ledger.check(&stage);
        held &= verdict.holds() && verdict.broken > 0;
        told.push(format!("{backend:?}: {verdict}"));
    }
    Found { told: told.join(". ") + ".", held }
}

/// Starts the wire; gives its own address. It ends with the process.
fn lossy(url: &str) -> String {
    let target: SocketAddr = host(url).parse().expect("an address");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let own = format!("http://{}", listener.local_addr().expect("a bound address"));
    thread::spawn(move || {
        let chance = Mutex::new(Chance::new(11));
        for near in listener.incoming().flatten() {
            let mut chance = chance.lock().expect("no thread panics with it");
            let (fate, delay) = (chance.below(4), Duration::from_millis(chance.below(20) as u64));
            // What is lost is just dropped here: the client finds its connection closed.
            thread::spawn(move || pass(near, target, fate, delay));
        }
    });
    own
}

/// One request and its answer, each on a connection of its own: one in four loses the request, one the answer, one comes late.
fn pass(mut near: TcpStream, target: SocketAddr, fate: usize, delay: Duration) -> io::Result<()> {
    if fate == 0 {
        return Ok(());
    }
    if fate == 1 {
        sleep(delay);
    }
    let mut far = TcpStream::connect(target)?;
    let mut back = far.try_clone()?;
    let mut from = near.try_clone()?;
    thread::spawn(move || {
        let mut piece = [0; 16 << 10];
        while let Ok(read @ 1..) = from.read(&mut piece) {
            if far.write_all(&piece[..read]).is_err() {
                return;
            }
        }
    });
    let mut answer = Vec::new();
    back.read_to_end(&mut answer)?;
    match fate {
        // Half of an answer is no answer.
        2 => near.write_all(&answer[..answer.len() / 2]),
        _ => near.write_all(&answer),
    }
}
