//! A client of the live socket, light enough that thousands of them fit beside what they measure.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::{Message, WebSocketConfig};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::wire::host;

/// One open socket.
pub struct Socket(WebSocketStream<TcpStream>);

/// What comes out of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// A message.
    Text(String),
    /// The other side closed it with this code.
    Closed(u16),
}

impl Socket {
    /// Connects to `path` of a server; the `at`-th connection leaves from one of several loopback addresses, which have ports enough for all.
    ///
    /// # Errors
    /// No connection, or no handshake.
    pub async fn open(url: &str, path: &str, token: Option<&str>, at: usize) -> io::Result<Socket> {
        let socket = TcpSocket::new_v4()?;
        let from = Ipv4Addr::new(127, 0, 0, 2 + u8::try_from(at / 5_000).unwrap_or(u8::MAX - 2));
        socket.bind(SocketAddr::new(IpAddr::V4(from), 0))?;
        let stream = socket.connect(host(url).parse().map_err(io::Error::other)?).await?;
        stream.set_nodelay(true)?;
        let mut request = format!("ws://{}{path}", host(url)).into_client_request().map_err(io::Error::other)?;
        if let Some(token) = token {
            let headers = request.headers_mut();
            headers.insert("sec-websocket-protocol", "palabre.v1".parse().map_err(io::Error::other)?);
            headers.insert("authorization", format!("Bearer {token}").parse().map_err(io::Error::other)?);
        }
        let small = WebSocketConfig::default().read_buffer_size(1024).write_buffer_size(0);
        let (socket, _) = client_async_with_config(request, stream, Some(small)).await.map_err(io::Error::other)?;
        Ok(Socket(socket))
    }

    /// Says something.
    ///
    /// # Errors
    /// The connection broke off.
    pub async fn say(&mut self, text: String) -> io::Result<()> {
        self.0.send(Message::text(text)).await.map_err(io::Error::other)
    }

    /// The next message. Pings are answered on the way.
    ///
    /// # Errors
    /// The connection broke off.
    pub async fn next(&mut self) -> io::Result<Heard> {
        loop {
            match self.0.next().await {
                Some(Ok(Message::Text(text))) => return Ok(Heard::Text(text.as_str().to_owned())),
                Some(Ok(Message::Close(frame))) => return Ok(Heard::Closed(frame.map_or(1005, |frame| frame.code.into()))),
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(io::Error::other(error)),
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
    }
}
