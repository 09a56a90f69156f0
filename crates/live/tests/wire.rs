//! Real sockets on the loopback against a desk that the test controls: order, once, overflow, endings, hostile frames.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::routing::get;
use futures_util::{SinkExt, StreamExt};
use live::{Close, Desk, Event, Hub, Missed, Utf8Bytes, Who};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::frame::{Frame, coding::Data, coding::OpCode};
use tokio_tungstenite::tungstenite::{Bytes, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

const ROOM: i64 = 7;
const SETTLED: &str = "settled";
const AWA: Who = Who { owner: 1, session: 10 };

type Client = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A log of changes, and gates at which the admission can be held.
#[derive(Clone, Default)]
struct Village {
    log: Arc<Mutex<Vec<i64>>>,
    admitting: Option<Arc<(Notify, Notify)>>,
    reading: Option<Arc<(Notify, Notify)>>,
}

async fn gate(gate: Option<&Arc<(Notify, Notify)>>) {
    if let Some(gate) = gate {
        gate.0.notify_one();
        gate.1.notified().await;
    }
}

fn text(seq: i64) -> Utf8Bytes {
    seq.to_string().into()
}

impl Desk for Village {
    async fn admit(&self, topic: &str) -> Result<Vec<i64>, Close> {
        gate(self.admitting.as_ref()).await;
        topic.strip_prefix("room:").and_then(|t| t.parse().ok()).map(|key| vec![key]).ok_or(Close::NOT_ALLOWED)
    }

    async fn missed(&self, keys: &[i64], since: i64) -> Result<Missed, Close> {
        let events: Vec<Event> = self
            .log
            .lock()
            .expect("log")
            .iter()
            .filter(|s| **s > since)
            .take(3)
            .map(|s| Event { topic: keys[0], seq: *s, text: text(*s) })
            .collect();
        gate(self.reading.as_ref()).await;
        Ok(Missed { more: events.len() == 3, events })
    }

    fn typing(&self, topic: &str) -> Option<Utf8Bytes> {
        Some(format!("typing {topic}").into())
    }
}

async fn connect(hub: &Hub, village: &Village, who: Who) -> Client {
    let (hub, village) = (hub.clone(), village.clone());
    let app =
        Router::new().route("/live", get(async move |upgrade: WebSocketUpgrade| live::accept(upgrade, "test.v1", &hub, who, village)));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, app).await });
    let mut request = format!("ws://{address}/live").into_client_request().expect("a request");
    request.headers_mut().insert("sec-websocket-protocol", "test.v1".parse().expect("a value"));
    connect_async(request).await.expect("a socket").0
}

async fn say(client: &mut Client, text: &str) {
    client.send(Message::text(text)).await.expect("sent");
}

/// The next text, or the close code as `#code`.
async fn next(client: &mut Client) -> String {
    loop {
        match timeout(Duration::from_secs(15), client.next()).await.expect("in time") {
            Some(Ok(Message::Text(text))) if text.as_str() == SETTLED => {}
            Some(Ok(Message::Text(text))) => return text.to_string(),
            Some(Ok(Message::Close(frame))) => return format!("#{}", frame.map_or(0, |f| f.code.into())),
            Some(Ok(_)) => {}
            other => return format!("{other:?}"),
        }
    }
}

async fn hears(client: &mut Client, expected: &[i64]) {
    for seq in expected {
        assert_eq!(next(client).await, seq.to_string());
    }
}

fn publish(hub: &Hub, village: &Village, seq: i64) {
    village.log.lock().expect("log").push(seq);
    hub.publish(ROOM, seq, &text(seq));
}

/// Waits until a follow has taken effect: a whisper from somebody else arrives.
async fn settled(hub: &Hub, client: &mut Client, topic: i64) {
    for _ in 0..200 {
        hub.whisper(topic, 99, &SETTLED.into());
        if let Ok(Some(Ok(Message::Text(_)))) = timeout(Duration::from_millis(20), client.next()).await {
            return;
        }
    }
    panic!("never settled");
}

#[tokio::test]
async fn missed_then_live_once_and_in_order() {
    let (hub, mut village) = (Hub::new(), Village::default());
    let reading = Arc::new((Notify::new(), Notify::new()));
    village.log.lock().expect("log").extend([1, 2, 3, 4, 5]);
    village.reading = Some(reading.clone());
    let mut awa = connect(&hub, &village, AWA).await;
    say(&mut awa, r#"{"follow":["room:7"],"since":"2"}"#).await;
    // 3, 4 and 5 have been read as missed; 6 is published before the next reading, 7 after it.
    reading.0.notified().await;
    publish(&hub, &village, 6);
    reading.1.notify_one();
    reading.0.notified().await;
    publish(&hub, &village, 7);
    reading.1.notify_one();
    hears(&mut awa, &[3, 4, 5, 6, 7]).await;
    publish(&hub, &village, 8);
    hears(&mut awa, &[8]).await;
}

#[tokio::test]
async fn many_rounds_of_cut_and_return_lose_and_double_nothing() {
    let (hub, village) = (Hub::new(), Village::default());
    let writer = tokio::spawn({
        let (hub, village) = (hub.clone(), village.clone());
        async move {
            for seq in 1..=2000 {
                publish(&hub, &village, seq);
                if seq % 7 == 0 {
                    tokio::task::yield_now().await;
                    sleep(Duration::from_micros(200)).await;
                }
            }
        }
    });
    let mut last = 0;
    while last < 2000 {
        let mut awa = connect(&hub, &village, AWA).await;
        say(&mut awa, &format!(r#"{{"follow":["room:7"],"since":"{last}"}}"#)).await;
        for _ in 0..40 {
            if last == 2000 {
                break;
            }
            let heard = next(&mut awa).await;
            if heard == "#4408" {
                break;
            }
            assert_eq!(heard, (last + 1).to_string());
            last += 1;
        }
    }
    writer.await.expect("written");
}

#[tokio::test]
async fn an_ending_during_admission_wins() {
    let (hub, mut village) = (Hub::new(), Village::default());
    let admitting = Arc::new((Notify::new(), Notify::new()));
    village.admitting = Some(admitting.clone());
    village.log.lock().expect("log").push(1);
    let mut awa = connect(&hub, &village, AWA).await;
    say(&mut awa, r#"{"follow":["room:7"],"since":"0"}"#).await;
    admitting.0.notified().await;
    hub.end(AWA.owner, ROOM, Some(&"ended".into()));
    admitting.1.notify_one();
    assert_eq!(next(&mut awa).await, "ended");
    publish(&hub, &village, 2);
    hub.dismiss(AWA.owner);
    assert_eq!(next(&mut awa).await, "#4410");
}

#[tokio::test]
async fn nothing_is_heard_after_an_ending() {
    let (hub, village) = (Hub::new(), Village::default());
    let mut awa = connect(&hub, &village, AWA).await;
    let mut luc = connect(&hub, &village, Who { owner: 2, session: 20 }).await;
    for round in 1..=100 {
        for client in [&mut awa, &mut luc] {
            say(client, r#"{"follow":["room:7"],"since":"999999"}"#).await;
            settled(&hub, client, ROOM).await;
        }
        // Each round's farewell is the next thing heard after the last one's: nothing slipped in between.
        hub.end(AWA.owner, ROOM, Some(&format!("ended {round}").into()));
        hub.publish(ROOM, 1_000_000 + round, &text(round));
        assert_eq!(next(&mut luc).await, round.to_string());
        assert_eq!(next(&mut awa).await, format!("ended {round}"));
    }
    hub.sign_out(AWA.session);
    assert_eq!(next(&mut awa).await, "#4401");
    hub.close();
    assert_eq!(next(&mut luc).await, "#1001");
    assert_eq!(hub.connected(), 0);
}

#[tokio::test]
async fn whoever_reads_too_slowly_is_closed_and_resumes() {
    let (hub, village) = (Hub::new(), Village::default());
    let mut awa = connect(&hub, &village, AWA).await;
    say(&mut awa, r#"{"follow":["room:7"]}"#).await;
    settled(&hub, &mut awa, ROOM).await;
    // The task has no chance to run between these, so that its queue fills.
    (1..=300).for_each(|seq| publish(&hub, &village, seq));
    assert_eq!(next(&mut awa).await, "#4408");
    let mut again = connect(&hub, &village, AWA).await;
    say(&mut again, r#"{"follow":["room:7"],"since":"0"}"#).await;
    hears(&mut again, &(1..=300).collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn no_more_than_some_bytes_wait_for_whoever_reads_too_slowly() {
    let (hub, village) = (Hub::new(), Village::default());
    let mut awa = connect(&hub, &village, AWA).await;
    say(&mut awa, r#"{"follow":["room:7"]}"#).await;
    settled(&hub, &mut awa, ROOM).await;
    let long = Utf8Bytes::from("é".repeat(50_000));
    // One that is larger than all that may wait is still sent when nothing else does.
    hub.publish(ROOM, 1, &Utf8Bytes::from("x".repeat(300_000)));
    assert_eq!(next(&mut awa).await.len(), 300_000);
    hub.publish(ROOM, 2, &long);
    hub.publish(ROOM, 3, &long);
    assert_eq!(next(&mut awa).await.len(), long.len());
    assert_eq!(next(&mut awa).await.len(), long.len());
    (4..=6).for_each(|seq| hub.publish(ROOM, seq, &long));
    assert_eq!(next(&mut awa).await, "#4408");
}

#[tokio::test]
async fn typing_is_whispered_to_the_others_only() {
    let (hub, village) = (Hub::new(), Village::default());
    let mut awa = connect(&hub, &village, AWA).await;
    let mut luc = connect(&hub, &village, Who { owner: 2, session: 20 }).await;
    for client in [&mut awa, &mut luc] {
        say(client, r#"{"follow":["room:7"]}"#).await;
        settled(&hub, client, ROOM).await;
    }
    say(&mut awa, r#"{"typing":"room:8"}"#).await;
    say(&mut awa, r#"{"typing":"room:7"}"#).await;
    assert_eq!(next(&mut luc).await, "typing room:7");
    say(&mut luc, r#"{"unfollow":["room:7"]}"#).await;
    sleep(Duration::from_millis(50)).await;
    publish(&hub, &village, 1);
    assert_eq!(next(&mut awa).await, "1");
    hub.sign_out(20);
    assert_eq!(next(&mut luc).await, "#4401");
}

#[tokio::test]
async fn hostile_frames_are_closed_with_their_code() {
    let (hub, village) = (Hub::new(), Village::default());
    let many = (0..201).map(|i| format!("\"room:{i}\"")).collect::<Vec<_>>().join(",");
    let bad_text = Frame::message(Bytes::from_static(&[0xff, 0xfe]), OpCode::Data(Data::Text), true);
    for (message, code) in [
        (Message::text("{"), "#1008"),
        (Message::text("[".repeat(10_000)), "#1008"),
        (Message::text(r#"{"op":"shutdown"}"#), "#1008"),
        (Message::text(format!("{{\"follow\":[{many}]}}")), "#1008"),
        (Message::binary(vec![1]), "#1008"),
        (Message::text(r#"{"follow":["secret:1"]}"#), "#4403"),
        (Message::text("a".repeat(1 << 20)), "#1009"),
        (Message::Frame(bad_text), "#1007"),
    ] {
        let mut client = connect(&hub, &village, AWA).await;
        let _ = client.send(message).await;
        assert_eq!(next(&mut client).await, code);
    }
}
