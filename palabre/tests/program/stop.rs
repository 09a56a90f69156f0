//! SIGTERM: what is under way is finished, nothing new begins, and the program ends with 0 within ten seconds.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use e2e::{Server, Stage};
use serde_json::json;

use crate::BOTH;

const LIMIT: Duration = Duration::from_secs(10);

#[test]
fn what_is_under_way_is_finished() {
    for backend in BOTH {
        let mut stage = Stage::set(backend);
        let token = stage.server.add_token(&stage.luc.email);
        let body = json!({ "kind": "post", "body": "commencé avant l’arrêt" }).to_string();
        let mut stream = TcpStream::connect(stage.server.url.trim_start_matches("http://")).expect("it listens");
        let head = format!(
            "POST /api/v1/spaces/{}/items HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            stage.space,
            body.len()
        );
        let (before, after) = body.as_bytes().split_at(10);
        stream.write_all(&[head.as_bytes(), before].concat()).expect("half of it is sent");
        thread::sleep(Duration::from_millis(200));
        let answered = thread::scope(|scope| {
            let stopping = scope.spawn(|| stage.server.stop());
            thread::sleep(Duration::from_millis(500));
            stream.write_all(after).expect("the rest is taken");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("an answer");
            let (status, took) = stopping.join().expect("it ends");
            assert_eq!(status.code(), Some(0), "{backend:?}");
            assert!(took < LIMIT, "{took:?}");
            answer
        });
        assert!(answered.starts_with("HTTP/1.1 201"), "{answered}");
        stage.server.start_again(&[]);
        assert_eq!(stage.posted("commencé avant l’arrêt"), 1);
    }
}

#[test]
fn a_request_that_never_ends_does_not_hold_it() {
    let mut server = Server::start(BOTH[0]);
    let mut stream = TcpStream::connect(server.url.trim_start_matches("http://")).expect("it listens");
    stream
        .write_all(
            b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=",
        )
        .expect("sent");
    thread::sleep(Duration::from_millis(200));
    let (status, took) = server.stop();
    assert_eq!(status.code(), Some(0));
    assert!(took < LIMIT, "{took:?}");
}

#[test]
fn an_idle_program_ends_at_once() {
    let mut server = Server::start(BOTH[0]);
    let _idle = TcpStream::connect(server.url.trim_start_matches("http://")).expect("it listens");
    let (status, took) = server.stop();
    assert_eq!(status.code(), Some(0));
    assert!(took < Duration::from_secs(3), "{took:?}");
}
