//! One WebSocket from its handshake to its end. Invariant: while somebody is admitted, what is published waits in the queue; then what
//! was missed is sent, then the queue from there on. Small buffers, because most connections are idle.

use std::collections::HashMap;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};
use tokio_tungstenite::tungstenite;

use crate::hub::{Place, Queued};
use crate::request::Request;
use crate::{Close, Hub, Who};

const PING: Duration = Duration::from_secs(25);
/// Who has been silent through two pings is gone.
const SILENCE: Duration = Duration::from_secs(60);
/// How long a client may take to accept one message, or to answer a close.
const PATIENCE: Duration = Duration::from_secs(10);
const MESSAGE: usize = 16 << 10;
/// Most topics that one connection follows.
const FOLLOWS: usize = 200;
/// Typing is told no more often than this.
const TYPING: Duration = Duration::from_secs(2);

/// What the program answers for one connected person.
pub trait Desk: Send + Sync + 'static {
    /// The keys behind a topic's name, if this person may hear it now. A topic that does not exist is refused in the same way.
    fn admit(&self, topic: &str) -> impl Future<Output = Result<Vec<i64>, Close>> + Send;

    /// What happened under `keys` after number `since`, in order: the first of it, with `more` set if there is more.
    fn missed(&self, keys: &[i64], since: i64) -> impl Future<Output = Result<Missed, Close>> + Send;

    /// What the other followers of `topic` are told when this person types; `None` to tell nothing.
    fn typing(&self, topic: &str) -> Option<Utf8Bytes>;
}

/// A part of what somebody missed.
#[derive(Default)]
pub struct Missed {
    /// In the order of their numbers.
    pub events: Vec<Event>,
    /// Whether to ask again, after the last of them.
    pub more: bool,
}

/// One change, as it is sent.
pub struct Event {
    /// The key under which it is published.
    pub topic: i64,
    /// Its number.
    pub seq: i64,
    /// Its text.
    pub text: Utf8Bytes,
}

/// Completes the handshake and serves the connection until it ends.
pub fn accept<D: Desk>(upgrade: WebSocketUpgrade, protocol: &'static str, hub: &Hub, who: Who, desk: D) -> Response {
    let hub = hub.clone();
    sized(upgrade, protocol).on_upgrade(async move |socket| {
        let place = hub.join(who);
        Connection { socket, place, desk, who, followed: HashMap::new(), floors: HashMap::new(), heard: Instant::now(), typed: None }
            .serve()
            .await;
    })
}

/// Completes the handshake only to say why there is nothing here: browsers show scripts close codes, not HTTP statuses.
pub fn refuse(upgrade: WebSocketUpgrade, protocol: &'static str, why: Close) -> Response {
    sized(upgrade, protocol).on_upgrade(async move |socket| farewell(socket, why).await)
}

fn sized(upgrade: WebSocketUpgrade, protocol: &'static str) -> WebSocketUpgrade {
    upgrade.protocols([protocol]).read_buffer_size(2048).write_buffer_size(0).max_message_size(MESSAGE).max_frame_size(MESSAGE)
}

struct Connection<D> {
    socket: WebSocket,
    place: Place,
    desk: D,
    who: Who,
    /// The keys behind each followed topic.
    followed: HashMap<String, Vec<i64>>,
    /// Up to which number each key's changes have already been sent as missed.
    floors: HashMap<i64, i64>,
    heard: Instant,
    typed: Option<Instant>,
}

/// How a connection ends: with a code to tell, or because nobody is there to be told.
enum End {
    Tell(Close),
    Gone,
}

impl From<Close> for End {
    fn from(why: Close) -> End {
        End::Tell(why)
    }
}

impl<D: Desk> Connection<D> {
    async fn serve(mut self) {
        let mut closing = self.place.closing.clone();
        let end = tokio::select! {
            biased;
            why = closing.wait_for(Option::is_some) => End::Tell(why.ok().and_then(|why| *why).unwrap_or(Close::GOING)),
            end = self.run() => end,
        };
        let Connection { socket, place, .. } = self;
        drop(place);
        if let End::Tell(why) = end {
            farewell(socket, why).await;
        }
    }

    async fn run(&mut self) -> End {
        let mut ping = interval_at(Instant::now() + PING, PING);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let step = tokio::select! {
                queued = self.place.queue.recv() => match queued {
                    Some(queued) => self.deliver(queued).await,
                    // The hub has let go of this connection, and said why just before.
                    None => return End::Tell(self.place.closing.borrow().unwrap_or(Close::GOING)),
                },
                message = self.socket.recv() => self.hear(message).await,
                _ = ping.tick() => self.ping().await,
            };
            if let Err(end) = step {
                return end;
            }
        }
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        match timeout(PATIENCE, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Gone),
            Err(_) => Err(End::Tell(Close::TOO_SLOW)),
        }
    }

    async fn ping(&mut self) -> Result<(), End> {
        if self.heard.elapsed() > SILENCE {
            return Err(End::Gone);
        }
        self.send(Message::Ping(axum::body::Bytes::new())).await
    }

    async fn deliver(&mut self, queued: Queued) -> Result<(), End> {
        let sent_as_missed = queued.seq.is_some_and(|seq| self.floors.get(&queued.topic).is_some_and(|floor| seq <= *floor));
        let sent = if sent_as_missed { Ok(()) } else { self.send(Message::Text(queued.text)).await };
        drop(queued.held);
        sent
    }

    async fn hear(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        self.heard = Instant::now();
        let text = match message {
            Some(Ok(Message::Text(text))) => text,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(()),
            Some(Ok(Message::Binary(_))) => return Err(Close::POLICY.into()),
            Some(Ok(Message::Close(_))) | None => return Err(End::Gone),
            Some(Err(error)) => return Err(unreadable(error)),
        };
        let request = Request::parse(&text).ok_or(Close::POLICY)?;
        for topic in &request.unfollow {
            self.unfollow(topic);
        }
        if !request.follow.is_empty() {
            self.follow(&request.follow, request.since()).await?;
        }
        if let Some(topic) = &request.typing {
            self.typing(topic);
        }
        Ok(())
    }

    async fn follow(&mut self, topics: &[String], since: Option<i64>) -> Result<(), End> {
        let added = topics.iter().filter(|topic| !self.followed.contains_key(*topic)).count();
        if self.followed.len() + added > FOLLOWS {
            return Err(Close::POLICY.into());
        }
        self.place.begin_admission();
        let mut keys = Vec::new();
        for topic in topics {
            let found = self.desk.admit(topic).await?;
            keys.extend(&found);
            self.followed.insert(topic.clone(), found);
        }
        // Subscribed before what was missed is read: whatever is not in that reading is in the queue.
        self.place.subscribe(&keys);
        if let Some(since) = since {
            self.catch_up(&keys, since).await?;
        }
        self.place.finish_admission();
        Ok(())
    }

    async fn catch_up(&mut self, keys: &[i64], since: i64) -> Result<(), End> {
        let mut reached = since;
        loop {
            let missed = self.desk.missed(keys, reached).await?;
            for event in missed.events {
                reached = reached.max(event.seq);
                if self.place.follows(event.topic) {
                    self.send(Message::Text(event.text)).await?;
                }
            }
            for key in keys {
                let floor = self.floors.entry(*key).or_insert(reached);
                *floor = reached.max(*floor);
            }
            if !missed.more {
                return Ok(());
            }
        }
    }

    fn unfollow(&mut self, topic: &str) {
        let keys = self.followed.remove(topic).unwrap_or_default();
        for key in keys {
            if !self.followed.values().any(|others| others.contains(&key)) {
                self.place.unsubscribe(key);
                self.floors.remove(&key);
            }
        }
    }

    fn typing(&mut self, topic: &str) {
        let Some(keys) = self.followed.get(topic) else { return };
        if self.typed.is_some_and(|at| at.elapsed() < TYPING) {
            return;
        }
        self.typed = Some(Instant::now());
        let Some(text) = self.desk.typing(topic) else { return };
        for key in keys.iter().filter(|key| self.place.follows(**key)) {
            self.place.hub.whisper(*key, self.who.owner, &text);
        }
    }
}

fn unreadable(error: axum::Error) -> End {
    match error.into_inner().downcast_ref::<tungstenite::Error>() {
        Some(tungstenite::Error::Capacity(_)) => Close::TOO_BIG.into(),
        Some(tungstenite::Error::Utf8(_)) => Close::BAD_TEXT.into(),
        _ => End::Gone,
    }
}

/// Tells the code and waits for the client's own close: input left unread would make TCP drop the code on its way.
async fn farewell(mut socket: WebSocket, why: Close) {
    let frame = CloseFrame { code: why.0, reason: Utf8Bytes::default() };
    let told = async {
        socket.send(Message::Close(Some(frame))).await.ok()?;
        while let Some(Ok(_)) = socket.recv().await {}
        Some(())
    };
    let _ = timeout(PATIENCE, told).await;
}
