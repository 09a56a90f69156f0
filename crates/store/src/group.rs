//! Grouped commits: the writes that wait together share one transaction and one flush, each in a savepoint of its own.
//! Invariant: a write is answered after the commit that holds it; one that fails takes nothing but itself down.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::meter::{Asked, meter};
use crate::threads::{attempt, lock, tally};
use crate::{Dialect, Error, Query, Tx};

/// No group holds more writes,
const LARGEST: usize = 256;
/// or takes in another one after so long: the first of them is waiting for its answer.
const LONGEST: Duration = Duration::from_millis(20);
/// How often an idle writer looks around (see `bell`).
pub(crate) const IDLE: Duration = Duration::from_millis(250);

/// A write on its way to a writer thread, which gives it a transaction or the reason why there is none.
pub(crate) type Write = Box<dyn FnOnce(Result<&Tx, Error>) -> Done + Send>;

/// A write that was tried: whether to keep it, and whom to tell, with the reason if it can't be kept after all.
pub(crate) struct Done {
    keep: bool,
    tell: Tell,
}

type Tell = Box<dyn FnOnce(Option<Error>) + Send>;

/// A write and the place where its answer will be.
pub(crate) fn writing<T, E>(f: impl FnOnce(&Tx) -> Result<T, E> + Send + 'static) -> (Write, oneshot::Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let (tally, asked) = (tally(), Asked::now());
    let write = Box::new(move |tx: Result<&Tx, Error>| {
        let outcome = asked.arrived(&meter().writes, || tx.map_err(E::from).and_then(|tx| attempt(tx, &tally, || f(tx))));
        let keep = outcome.is_ok();
        let tell = Box::new(move |undone: Option<Error>| {
            let outcome = match undone {
                Some(error) if outcome.is_ok() => Err(error.into()),
                _ => outcome,
            };
            let _ = sender.send(outcome);
        });
        Done { keep, tell }
    });
    (write, receiver)
}

/// Commits groups until the queue is closed and empty. The lock of the queue is held while a group's closures run, so of several
/// writers (PostgreSQL) one runs closures while another waits for its flush: overlapping, yet never in each other's way.
pub(crate) fn serve_writes(queue: &Mutex<Receiver<Write>>, tx: &Tx, wrote: impl Fn(), mut idle: impl FnMut(&Tx)) {
    loop {
        let turn = lock(queue);
        match turn.recv_timeout(IDLE) {
            Ok(first) => {
                let group = gather(tx, first, &turn);
                drop(turn);
                if !group.kept.is_empty() {
                    meter().groups.add(group.kept.len() as f64);
                }
                if finish(tx, group) {
                    wrote();
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                drop(turn);
                idle(tx);
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// The writes of one transaction, which is still open unless it was lost.
struct Group {
    kept: Vec<Tell>,
    /// Told at the end too: an answer must not overtake those of the group it waited with.
    undone: Vec<(Tell, Option<Error>)>,
    lost: Option<Error>,
}

fn gather(tx: &Tx, first: Write, queue: &Receiver<Write>) -> Group {
    let mut group = Group { kept: Vec::new(), undone: Vec::new(), lost: None };
    let begin = match tx.dialect() {
        Dialect::Sqlite => "BEGIN IMMEDIATE; SAVEPOINT one",
        Dialect::Postgres => "BEGIN ISOLATION LEVEL READ COMMITTED; SAVEPOINT one",
    };
    tx.set_marks(false, false);
    if let Err(error) = tx.begin_later(begin) {
        group.undone.push((first(Err(error.clone())).tell, None));
        group.lost = Some(error);
        return group;
    }
    let started = Instant::now();
    let mut next = Some(first);
    while let Some(write) = next.take() {
        let (wrote_before, indexed_before) = (tx.marks().0, tx.waiting());
        let Done { keep, tell } = write(Ok(tx));
        let full = group.kept.len() + group.undone.len() + 1 >= LARGEST || started.elapsed() > LONGEST;
        next = if full { None } else { queue.try_recv().ok() };
        let alone = group.kept.is_empty() && next.is_none();
        let kept = match (keep && !tx.marks().1, next.is_some()) {
            (false, _) => Err(Error::SetAside),
            (true, true) => tx.step("RELEASE one; SAVEPOINT one"),
            // What it put off may fail in the commit: nobody else is in it.
            (true, false) if alone => Ok(()),
            (true, false) => tx.settle(),
        };
        let wrote = tx.marks().0;
        let step = match kept {
            Ok(()) => {
                group.kept.push(tell);
                tx.set_marks(wrote, false);
                Ok(())
            }
            Err(why) => {
                // Whoever failed by themselves has their own reason.
                group.undone.push((tell, Some(why.clone())));
                tx.forget_after(indexed_before);
                tx.set_marks(wrote_before, false);
                tx.forget();
                tx.step("ROLLBACK TO one").map_err(|lost| if why == Error::SetAside { lost } else { why })
            }
        };
        if let Err(error) = step {
            group.undone.extend(next.take().map(|write| (write(Err(error.clone())).tell, None)));
            group.lost = Some(error);
        }
    }
    group
}

/// Commits and answers; whether anything was written.
fn finish(tx: &Tx, group: Group) -> bool {
    let lost = match group.lost {
        None if group.kept.is_empty() => tx.step("ROLLBACK").err(),
        None if tx.waiting() == 0 => tx.step("RELEASE one; COMMIT").err(),
        None => tx.step_later("RELEASE one").and_then(|()| tx.index_now()).and_then(|()| tx.step("COMMIT")).err(),
        lost => lost,
    };
    if let Some(error) = &lost {
        tracing::warn!(%error, writes = group.kept.len(), "a group of writes could not be committed");
        tx.forget_after(0);
        // Whatever is left of the transaction; there may be none.
        let _ = tx.batch("ROLLBACK");
    }
    let wrote = lost.is_none() && tx.marks().0;
    group.kept.into_iter().for_each(|tell| tell(lost.clone()));
    group.undone.into_iter().for_each(|(tell, why)| tell(why));
    wrote
}
