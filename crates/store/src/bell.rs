//! The bell: rings after commits that wrote something, in this process or another, and says nothing more than that.
//! Invariant: every commit is followed by a ring (late, when a notification was lost); a ring without news is allowed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::sleep;
use std::time::Duration;

use base::Id;
use tokio::sync::watch;

use crate::Error;
use crate::dialect::postgres::{Numbering, Round};
use crate::postgres::Session;

/// How soon changes behind an open transaction are looked at again.
const AGAIN: Duration = Duration::from_millis(20);
/// How often an idle node looks whether it missed something.
const NET: Duration = Duration::from_secs(1);

/// Rung by the threads of the store, heard by any number of listeners.
#[derive(Clone)]
pub(crate) struct Bell(Arc<watch::Sender<u64>>);

impl Bell {
    pub fn new() -> Bell {
        Bell(Arc::new(watch::Sender::new(0)))
    }

    pub fn ring(&self) {
        self.0.send_modify(|rings| *rings += 1);
    }

    pub fn listen(&self) -> watch::Receiver<u64> {
        self.0.subscribe()
    }
}

/// PostgreSQL: after each commit (a poke) numbers the new changes, then rings here and on the other nodes. Pokes that come meanwhile
/// are answered together. Ends when no writer is left to poke.
pub(crate) fn serve_numbering(pokes: &Receiver<()>, numbering: &mut Numbering, bell: &Bell, node: Id) {
    let mut patience = NET;
    loop {
        let poke = pokes.recv_timeout(patience);
        let round = numbering.round(poke.is_ok(), node).unwrap_or_else(|error| {
            tracing::warn!(%error, "changes could not be numbered yet");
            Round { news: poke.is_ok(), waiting: false }
        });
        if round.news {
            bell.ring();
        }
        if poke == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        patience = if round.waiting { AGAIN } else { NET };
    }
}

/// PostgreSQL: rings for what other nodes committed.
pub(crate) fn serve_listening(session: &Session, bell: &Bell, node: Id, closed: &AtomicBool) {
    let own = node.to_string();
    while !closed.load(Ordering::Relaxed) {
        let heard = session.begin("LISTEN palabre_bell").and_then(|()| {
            // Something may have been said while nobody listened.
            bell.ring();
            while !closed.load(Ordering::Relaxed) {
                if session.heard(crate::group::IDLE)?.is_some_and(|who| who != own) {
                    bell.ring();
                }
            }
            Ok::<(), Error>(())
        });
        if let Err(error) = heard
            && !closed.load(Ordering::Relaxed)
        {
            tracing::warn!(%error, "not listening to the other nodes; trying again");
            sleep(NET);
        }
    }
}
