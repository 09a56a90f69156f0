//! A client of the live socket, as a program of somebody's would write it from interface.md.

use std::time::Duration;

use e2e::Api;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Longer than anything takes; the contract's own limits are asserted where they stand.
const PATIENCE: Duration = Duration::from_secs(10);

/// One open socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What comes out of it.
#[derive(Debug, PartialEq)]
pub enum Heard {
    Change(Value),
    Closed(u16),
    Nothing,
}

impl Socket {
    /// Opens one with a token; an empty one sends none.
    pub async fn open(url: &str, token: &str) -> Socket {
        let mut request = format!("{}/api/v1/live", url.replacen("http", "ws", 1)).into_client_request().expect("an address");
        let headers = request.headers_mut();
        headers.insert("sec-websocket-protocol", "palabre.v1".parse().expect("a header"));
        if !token.is_empty() {
            headers.insert("authorization", format!("Bearer {token}").parse().expect("a header"));
        }
        let (socket, answer) = connect_async(request).await.expect("the handshake is completed");
        assert_eq!(answer.headers()["sec-websocket-protocol"], "palabre.v1");
        Socket(socket)
    }

    /// Opens one with a session's cookie, as a page of ours does; the status when it is refused.
    pub async fn of_page(url: &str, cookie: &str) -> Result<Socket, u16> {
        let mut request = format!("{}/api/v1/live", url.replacen("http", "ws", 1)).into_client_request().expect("an address");
        let headers = request.headers_mut();
        headers.insert("sec-websocket-protocol", "palabre.v1".parse().expect("a header"));
        headers.insert("cookie", cookie.parse().expect("a header"));
        headers.insert("origin", url.parse().expect("a header"));
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Socket(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    /// Asks for topics, and for what was missed of them.
    pub async fn follow(&mut self, topics: &[&str], since: Option<&str>) {
        let request = match since {
            Some(since) => json!({ "follow": topics, "since": since }),
            None => json!({ "follow": topics }),
        };
        self.0.send(Message::text(request.to_string())).await.expect("sent");
    }

    /// The next change, or the end.
    pub async fn next(&mut self) -> Heard {
        self.within(PATIENCE).await
    }

    /// The same, waiting no longer than that.
    pub async fn within(&mut self, patience: Duration) -> Heard {
        loop {
            match timeout(patience, self.0.next()).await {
                Err(_) => return Heard::Nothing,
                Ok(Some(Ok(Message::Text(text)))) => return Heard::Change(serde_json::from_str(&text).expect("JSON")),
                Ok(Some(Ok(Message::Close(frame)))) => return Heard::Closed(frame.map_or(1005, |frame| frame.code.into())),
                Ok(Some(Ok(_))) => {}
                Ok(other) => panic!("{other:?}"),
            }
        }
    }

    /// Reads up to the change of the item whose text is `last`; gives the numbers on the way.
    pub async fn read_until(&mut self, last: &str) -> Vec<i64> {
        let mut numbers = Vec::new();
        loop {
            let heard = self.next().await;
            let Heard::Change(change) = &heard else { panic!("{heard:?} before “{last}”") };
            numbers.push(number(change));
            if change["item"]["body"] == last {
                return numbers;
            }
        }
    }
}

/// The number of a change.
pub fn number(change: &Value) -> i64 {
    change["seq"].as_str().and_then(|seq| seq.parse().ok()).unwrap_or_else(|| panic!("no number: {change}"))
}

/// The numbers of all that happened in a space after `since`, as the API tells it.
pub fn recorded(api: &Api, space: &str, mut since: i64) -> Vec<i64> {
    let mut numbers = Vec::new();
    loop {
        let page = api.get(&format!("/changes?since={since}&limit=200"));
        let Some(last) = page["items"].as_array().and_then(|changes| changes.last()) else { return numbers };
        let changes = page["items"].as_array().expect("changes");
        numbers.extend(changes.iter().filter(|change| change["space"] == space).map(number));
        since = number(last);
    }
}
