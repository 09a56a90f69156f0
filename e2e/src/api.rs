//! The API as a small program of somebody's would use it: one request, one connection, JSON both ways, no client library.
//! Invariant: an answer that broke off in the middle is an error, never half an answer.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// One person's token at one server.
#[derive(Clone, Debug)]
pub struct Api {
    host: String,
    token: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The head, as it came.
    pub head: String,
    /// The body; `null` when it is empty or not JSON.
    pub json: Value,
    /// The body as text.
    pub text: String,
}

impl Api {
    /// Speaks to `site` (`http://127.0.0.1:port`) with a token; an empty one sends none.
    pub fn new(site: &str, token: &str) -> Api {
        Api { host: site.trim_start_matches("http://").trim_end_matches('/').to_owned(), token: token.to_owned() }
    }

    /// What `path` under `/api/v1` holds. Like the four below, panics unless the answer is a success.
    pub fn get(&self, path: &str) -> Value {
        self.done("GET", path, None)
    }

    /// Posts and gives what was made.
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.done("POST", path, Some(body))
    }

    /// Puts.
    pub fn put(&self, path: &str, body: &Value) -> Value {
        self.done("PUT", path, Some(body))
    }

    /// Changes.
    pub fn patch(&self, path: &str, body: &Value) -> Value {
        self.done("PATCH", path, Some(body))
    }

    /// Takes away.
    pub fn delete(&self, path: &str) -> Value {
        self.done("DELETE", path, None)
    }

    /// Every item of a list, page after page.
    pub fn all(&self, path: &str) -> Vec<Value> {
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let sign = if path.contains('?') { '&' } else { '?' };
            let page = self.get(&format!("{path}{sign}limit=200{after}"));
            found.extend(page["items"].as_array().expect("a list has items").iter().cloned());
            let Some(next) = page["next"].as_str() else { return found };
            after = format!("&after={next}");
        }
    }

    /// Whatever answer comes, under `/api/v1`.
    pub fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        self.send(method, &format!("/api/v1{path}"), &[], body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// The same for any address of the server, with headers of one's own; an error when the server went away meanwhile.
    ///
    /// # Errors
    /// No connection, or one that broke off.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> io::Result<Answer> {
        let Some(body) = body else { return self.send_text(method, path, headers, "") };
        self.send_text(method, path, &[headers, &[("Content-Type", "application/json")]].concat(), &body.to_string())
    }

    /// The same with any text as its body.
    ///
    /// # Errors
    /// As [`Api::send`].
    pub fn send_text(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.host);
        if !self.token.is_empty() {
            request += &format!("Authorization: Bearer {}\r\n", self.token);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if method != "GET" {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        // Whoever is refused for sending too much may find the door shut before the end.
        let sent = stream.write_all(format!("{request}\r\n{body}").as_bytes());
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Err(error) if answer.is_empty() => Err(sent.err().unwrap_or(error)),
            _ => read(&answer, method == "HEAD"),
        }
    }

    fn done(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let answer = self.ask(method, path, body);
        assert!((200..300).contains(&answer.status), "{method} {path} {body:?}: {} {}", answer.status, answer.text);
        answer.json
    }
}

/// `bare`: the answer tells a length and brings no body, as to HEAD (RFC 9110 §9.3.2).
fn read(answer: &[u8], bare: bool) -> io::Result<Answer> {
    let broken = || io::Error::new(ErrorKind::UnexpectedEof, "the answer broke off");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").ok_or_else(broken)?;
    let (head, body) = (String::from_utf8_lossy(&answer[..end]).into_owned(), &answer[end + 4..]);
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    if !bare && length.is_some_and(|length| body.len() < length) {
        return Err(broken());
    }
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(broken)?;
    let text = String::from_utf8_lossy(body).into_owned();
    Ok(Answer { status, head, json: serde_json::from_str(&text).unwrap_or_default(), text })
}
