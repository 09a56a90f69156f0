//! Who follows what, and the queue of each connection. Invariant: one lock orders subscriptions, endings and publications, so that
//! nothing published after an ending reaches the one whose right ended, not even when their admission is under way at that moment.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use tokio::sync::{mpsc, watch};

use crate::Close;

/// How many messages wait for a slow reader before it is closed,
pub(crate) const QUEUE: usize = 256;
/// or how many bytes of them (R10). One message may be larger.
pub(crate) const HELD: usize = 256 << 10;

/// The one place that connects publishers and followers of this process; clones share it.
#[derive(Clone, Default)]
pub struct Hub(Arc<Mutex<Lines>>);

/// Whose connection it is. Both numbers are opaque here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Who {
    /// The person.
    pub owner: i64,
    /// The session or token that they came with.
    pub session: i64,
}

#[derive(Default)]
struct Lines {
    made: u64,
    lines: HashMap<u64, Line>,
    topics: HashMap<i64, HashSet<u64>>,
    owners: HashMap<i64, HashSet<u64>>,
}

/// The hub's end of one connection.
struct Line {
    who: Who,
    queue: mpsc::Sender<Queued>,
    held: Arc<AtomicUsize>,
    closing: watch::Sender<Option<Close>>,
    topics: HashSet<i64>,
    /// While an admission is under way: what has ended since it began.
    ended: Option<HashSet<i64>>,
}

/// What waits for the connection to send it.
pub(crate) struct Queued {
    pub topic: i64,
    /// `None`: outside the order (typing, a farewell).
    pub seq: Option<i64>,
    pub text: Utf8Bytes,
    pub held: Held,
}

/// The bytes of one message that waits, until it is sent or given up.
pub(crate) struct Held {
    all: Arc<AtomicUsize>,
    bytes: usize,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.all.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

impl Line {
    /// Whether there was room for it.
    fn send(&self, topic: i64, seq: Option<i64>, text: &Utf8Bytes) -> bool {
        let bytes = text.len();
        let before = self.held.fetch_add(bytes, Ordering::Relaxed);
        let held = Held { all: self.held.clone(), bytes };
        (before == 0 || before + bytes <= HELD) && self.queue.try_send(Queued { topic, seq, text: text.clone(), held }).is_ok()
    }
}

/// The connection's end. Dropping it leaves the hub.
pub(crate) struct Place {
    pub id: u64,
    pub hub: Hub,
    pub queue: mpsc::Receiver<Queued>,
    pub closing: watch::Receiver<Option<Close>>,
}

impl Hub {
    /// A hub that nobody listens to yet.
    pub fn new() -> Hub {
        Hub::default()
    }

    /// Sends `text`, the change number `seq`, to all who follow `topic`. Called in the order of `seq`.
    pub fn publish(&self, topic: i64, seq: i64, text: &Utf8Bytes) {
        let mut lines = self.lock();
        let mut slow = Vec::new();
        for id in lines.topics.get(&topic).into_iter().flatten() {
            let Some(line) = lines.lines.get(id) else { continue };
            if !line.send(topic, Some(seq), text) {
                slow.push(*id);
            }
        }
        for id in slow {
            lines.close(id, Close::TOO_SLOW);
        }
    }

    /// Sends something that is worth nothing later, to all followers except `by`; a slow reader misses it.
    pub fn whisper(&self, topic: i64, by: i64, text: &Utf8Bytes) {
        let lines = self.lock();
        let followers = lines.topics.get(&topic).into_iter().flatten().filter_map(|id| lines.lines.get(id));
        for line in followers.filter(|line| line.who.owner != by) {
            let _ = line.send(topic, None, text);
        }
    }

    /// Ends what `owner` may hear of `topic`, at once; `farewell` is the last they are sent about it.
    pub fn end(&self, owner: i64, topic: i64, farewell: Option<&Utf8Bytes>) {
        let mut lines = self.lock();
        for id in lines.owners.get(&owner).cloned().unwrap_or_default() {
            lines.end(id, topic, farewell);
        }
    }

    /// Ends `topic` for everybody, as when it is gone.
    pub fn end_for_all(&self, topic: i64, farewell: Option<&Utf8Bytes>) {
        let mut lines = self.lock();
        for id in lines.lines.keys().copied().collect::<Vec<_>>() {
            lines.end(id, topic, farewell);
        }
    }

    /// Closes every connection of `owner`: their access as a whole has ended.
    pub fn dismiss(&self, owner: i64) {
        self.close_where(Close::ENDED, |who| who.owner == owner);
    }

    /// Closes the connections of one session or token, as after signing out.
    pub fn sign_out(&self, session: i64) {
        self.close_where(Close::SIGNED_OUT, |who| who.session == session);
    }

    /// Closes every connection, because the program stops.
    pub fn close(&self) {
        self.close_where(Close::GOING, |_| true);
    }

    /// Who follows `topic` now, each once.
    pub fn followers(&self, topic: i64) -> Vec<i64> {
        let lines = self.lock();
        let followers = lines.topics.get(&topic).into_iter().flatten().filter_map(|id| lines.lines.get(id));
        followers.map(|line| line.who.owner).collect::<HashSet<_>>().into_iter().collect()
    }

    /// The sessions and tokens with which connections are open now, each once.
    pub fn sessions(&self) -> Vec<i64> {
        self.lock().lines.values().map(|line| line.who.session).collect::<HashSet<_>>().into_iter().collect()
    }

    /// How many connections are open.
    pub fn connected(&self) -> usize {
        self.lock().lines.len()
    }

    fn close_where(&self, why: Close, which: impl Fn(Who) -> bool) {
        let mut lines = self.lock();
        let ids: Vec<u64> = lines.lines.iter().filter(|(_, line)| which(line.who)).map(|(id, _)| *id).collect();
        for id in ids {
            lines.close(id, why);
        }
    }

    pub(crate) fn join(&self, who: Who) -> Place {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let (closing, closed) = watch::channel(None);
        let mut lines = self.lock();
        lines.made += 1;
        let id = lines.made;
        lines.lines.insert(id, Line { who, queue, held: Arc::default(), closing, topics: HashSet::new(), ended: None });
        lines.owners.entry(who.owner).or_default().insert(id);
        Place { id, hub: self.clone(), queue: waiting, closing: closed }
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    fn end(&mut self, id: u64, topic: i64, farewell: Option<&Utf8Bytes>) {
        let Some(line) = self.lines.get_mut(&id) else { return };
        let admitting = line.ended.as_mut().map(|ended| ended.insert(topic)).is_some();
        if let (true, Some(text)) = (line.topics.contains(&topic) || admitting, farewell) {
            let _ = line.send(topic, None, text);
        }
        self.unsubscribe(id, topic);
    }

    fn unsubscribe(&mut self, id: u64, topic: i64) {
        if let Some(line) = self.lines.get_mut(&id) {
            line.topics.remove(&topic);
        }
        remove(&mut self.topics, topic, id);
    }

    /// From here on the connection is sent nothing more than its close code.
    fn close(&mut self, id: u64, why: Close) {
        if let Some(line) = self.leave(id) {
            let _ = line.closing.send(Some(why));
        }
    }

    fn leave(&mut self, id: u64) -> Option<Line> {
        let line = self.lines.remove(&id)?;
        for topic in &line.topics {
            remove(&mut self.topics, *topic, id);
        }
        remove(&mut self.owners, line.who.owner, id);
        Some(line)
    }
}

fn remove(sets: &mut HashMap<i64, HashSet<u64>>, key: i64, id: u64) {
    if let Some(set) = sets.get_mut(&key) {
        set.remove(&id);
        if set.is_empty() {
            sets.remove(&key);
        }
    }
}

impl Place {
    /// Said before access is checked: an ending that comes meanwhile will win.
    pub fn begin_admission(&self) {
        if let Some(line) = self.hub.lock().lines.get_mut(&self.id) {
            line.ended = Some(HashSet::new());
        }
    }

    /// Follows what was admitted, except what has ended since the admission began.
    pub fn subscribe(&self, topics: &[i64]) {
        let mut lines = self.hub.lock();
        let Some(line) = lines.lines.get_mut(&self.id) else { return };
        let ended = line.ended.clone().unwrap_or_default();
        let granted: Vec<i64> = topics.iter().copied().filter(|t| !ended.contains(t)).collect();
        line.topics.extend(&granted);
        for topic in granted {
            lines.topics.entry(topic).or_default().insert(self.id);
        }
    }

    /// What was missed has been sent.
    pub fn finish_admission(&self) {
        if let Some(line) = self.hub.lock().lines.get_mut(&self.id) {
            line.ended = None;
        }
    }

    pub fn unsubscribe(&self, topic: i64) {
        self.hub.lock().unsubscribe(self.id, topic);
    }

    pub fn follows(&self, topic: i64) -> bool {
        self.hub.lock().lines.get(&self.id).is_some_and(|line| line.topics.contains(&topic))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.hub.lock().leave(self.id);
    }
}
