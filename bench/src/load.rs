//! Clients that each ask again as soon as they were answered, for a span of time, and how long each answer took.

use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::task::LocalSet;

use crate::wire::Wire;

/// What the clients saw.
#[derive(Default)]
pub struct Seen {
    /// How long each good answer took, shortest first.
    took: Vec<Duration>,
    /// Answers that were not what was asked for, and connections that broke.
    pub errors: usize,
    span: Duration,
}

impl Seen {
    /// Collects what was timed elsewhere.
    pub fn of(mut took: Vec<Duration>, errors: usize, span: Duration) -> Seen {
        took.sort();
        Seen { took, errors, span }
    }

    /// Good answers.
    pub fn count(&self) -> usize {
        self.took.len()
    }

    /// Good answers a second.
    pub fn per_second(&self) -> f64 {
        self.took.len() as f64 / self.span.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The time within which that part of the answers came, in milliseconds.
    pub fn within(&self, part: f64) -> f64 {
        let at = ((self.took.len() as f64 * part) as usize).min(self.took.len().saturating_sub(1));
        self.took.get(at).map_or(f64::NAN, |took| took.as_secs_f64() * 1000.0)
    }
}

/// Runs `clients` of them for `span`, after a warming that is not counted. `one` is told which client asks for the how-many-eth time, and
/// says whether the answer was good.
pub async fn run<F, A>(clients: usize, span: Duration, one: F) -> Seen
where
    F: Fn(usize, usize) -> A + 'static,
    A: Future<Output = bool> + 'static,
{
    let one = Rc::new(one);
    let set = LocalSet::new();
    let warm = Instant::now() + span / 10;
    let end = warm + span;
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let one = Rc::clone(&one);
            set.spawn_local(async move {
                let (mut took, mut errors) = (Vec::new(), 0);
                for turn in 0.. {
                    let asked = Instant::now();
                    if asked >= end {
                        break;
                    }
                    let good = one(client, turn).await;
                    match (good, asked >= warm) {
                        (true, true) => took.push(asked.elapsed()),
                        (false, _) => errors += 1,
                        _ => {}
                    }
                }
                (took, errors)
            })
        })
        .collect();
    set.await;
    let (mut took, mut errors) = (Vec::new(), 0);
    for task in tasks {
        let (times, failed) = task.await.expect("a client does not panic");
        took.extend(times);
        errors += failed;
    }
    Seen::of(took, errors, span)
}

/// The same over HTTP, a connection per client: `request` is told the client and the turn, and the answer's status must be `wanted`.
///
/// # Errors
/// A client could not connect.
pub async fn http(
    url: &str,
    clients: usize,
    span: Duration,
    wanted: u16,
    request: impl Fn(usize, usize) -> Vec<u8> + 'static,
) -> io::Result<Seen> {
    let mut wires = Vec::new();
    for _ in 0..clients {
        wires.push(Rc::new(tokio::sync::Mutex::new(Wire::open(url).await?)));
    }
    let (url, request) = (url.to_owned(), Rc::new(request));
    Ok(run(clients, span, move |client, turn| {
        let (wire, url, request) = (Rc::clone(&wires[client]), url.clone(), Rc::clone(&request));
        async move {
            let mut wire = wire.lock().await;
            let request = request(client, turn);
            let status = wire.ask(&request).await.map(|answer| answer.status);
            if status.is_err()
                && let Ok(fresh) = Wire::open(&url).await
            {
                *wire = fresh;
            }
            status.is_ok_and(|status| status == wanted)
        }
    })
    .await)
}
