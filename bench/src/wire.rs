//! One HTTP/1.1 connection kept open, as a program of somebody's would hold it. It reads just what our server sends: a status, a length,
//! a body. Small on purpose: the load must cost less than what it measures.

use std::io::{self, ErrorKind};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An open connection.
pub struct Wire {
    stream: TcpStream,
    got: Vec<u8>,
}

/// An answer that has come whole.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Wire {
    /// Connects to `http://host:port`.
    ///
    /// # Errors
    /// Nobody listens there.
    pub async fn open(url: &str) -> io::Result<Wire> {
        let stream = TcpStream::connect(host(url)).await?;
        stream.set_nodelay(true)?;
        Ok(Wire { stream, got: Vec::new() })
    }

    /// Sends a request and waits for its whole answer.
    ///
    /// # Errors
    /// The connection broke off.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.got.clear();
        self.stream.write_all(request).await?;
        let (head, length) = loop {
            if self.stream.read_buf(&mut self.got).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if let Some(end) = self.got.windows(4).position(|four| four == b"\r\n\r\n") {
                break (end + 4, length(&self.got[..end])?);
            }
        };
        while self.got.len() < head + length {
            if self.stream.read_buf(&mut self.got).await? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
        let status = self.got.get(9..12).and_then(|code| std::str::from_utf8(code).ok()?.parse().ok()).ok_or(ErrorKind::InvalidData)?;
        Ok(Answer { status, body: &self.got[head..] })
    }
}

fn length(head: &[u8]) -> io::Result<usize> {
    let head = String::from_utf8_lossy(head);
    let field =
        |name: &str| head.lines().find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v));
    if field("transfer-encoding").is_some() {
        return Err(io::Error::other("an answer in pieces, which this client does not read"));
    }
    Ok(field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0))
}

/// `host:port` of a server's address.
pub fn host(url: &str) -> &str {
    url.trim_start_matches("http://").trim_end_matches('/')
}

/// A request to read `path`; `who` is a header that says who asks.
pub fn get(url: &str, path: &str, who: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{who}\r\n\r\n", host(url)).into_bytes()
}

/// A request that posts JSON.
pub fn post(url: &str, path: &str, who: &str, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{who}\r\nContent-Type: application/json\r\nContent-Length: {}", host(url), body.len());
    format!("{head}\r\n\r\n{body}").into_bytes()
}

/// The header of a personal access token.
pub fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}")
}
