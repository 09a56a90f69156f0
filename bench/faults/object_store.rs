//! R25: an S3-compatible storage behind a line that loses calls, loses answers, answers 500 and is slow. An upload is kept or refused, never half,
//! and sending it again makes no second object.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use bench::chance::Chance;
use e2e::{Backend, Stage};

use crate::line::{self, Fate};
use crate::{Found, Scale};

/// `cat` waits for our end of the pipe, however we end.
const KEEPER: &str = r#""$1" -H 127.0.0.1 -p "$2" </dev/null >/dev/null 2>&1 & cat; kill $!; wait $!"#;

pub fn run(scale: Scale) -> Found {
    let Some(program) = env::var_os("PALABRE_TEST_OBJECT_STORE") else {
        return Found::not_tried("PALABRE_TEST_OBJECT_STORE names no storage; `cargo xtask faults` does");
    };
    let storage = Storage::start(&program.to_string_lossy());
    let wire =
        line::to(storage.address, &[Fate::Good, Fate::Good, Fate::Good, Fate::Late, Fate::Late, Fate::Failed, Fate::Deaf, Fate::CutAfter]);
    let mut stage = Stage::set(Backend::Sqlite);
    stage.server.stop();
    let home = format!("s3://palabre/fichiers?endpoint=http://{wire}&region=us-east-1");
    stage.server.start_again_in(&[], &[("PALABRE_FILES", &home), ("AWS_ACCESS_KEY_ID", "testing"), ("AWS_SECRET_ACCESS_KEY", "testing")]);
    let (files, mut chance, mut kept, mut refused, mut wrong) = (scale.of(300, 30), Chance::new(25), HashMap::new(), 0, 0);
    for file in 0..files {
        let text = format!("{file} {}", chance.message(2_000));
        let disposition = format!("attachment; filename=\"{file}.txt\"");
        let headers = [("Content-Type", "text/plain"), ("Content-Disposition", disposition.as_str())];
        // Whoever is refused sends again; a good client gives up some day.
        for _ in 0..20 {
            let answer = stage.luc.api.send_text("POST", "/api/v1/files", &headers, &text).expect("it listens");
            match answer.status {
                201 => {
                    kept.insert(e2e::id(&answer.json), text);
                    break;
                }
                500..=599 => refused += 1,
                _ => wrong += 1,
            }
        }
    }
    // Reading goes over the same line: what comes is whole, or it is an error that can be asked again.
    let (mut whole, mut half) = (0, 0);
    for (id, text) in &kept {
        let path = format!("/api/v1/files/{id}/content");
        let found = (0..20).filter_map(|_| stage.luc.api.send("GET", &path, &[], None).ok()).find(|answer| answer.status == 200);
        match found {
            Some(answer) if answer.text == *text => whole += 1,
            _ => half += 1,
        }
    }
    let objects = storage.objects();
    let told = format!(
        "{files} uploads over a line on which three connections of eight fail: {} kept, {refused} refused with 5xx and sent again, {wrong} wrong answers; \
         {whole} read back whole, {half} not; {objects} objects in the storage.",
        kept.len(),
    );
    Found::of(told, kept.len() == files && whole == files && wrong == 0 && objects == files && refused > 0)
}

/// A running storage with one empty bucket.
struct Storage {
    keeper: Child,
    address: SocketAddr,
}

impl Storage {
    fn start(program: &str) -> Storage {
        let address = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper", program, &address.port().to_string()]).stdin(Stdio::piped());
        let storage = Storage { keeper: keeper.spawn().expect("sh is installed"), address };
        let patience = Instant::now() + Duration::from_secs(90);
        while TcpStream::connect(address).is_err() {
            assert!(Instant::now() < patience, "{program} does not start");
            thread::sleep(Duration::from_millis(50));
        }
        let made = storage.said("PUT /palabre HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assert!(made.starts_with("HTTP/1.1 200"), "{made}");
        storage
    }

    fn said(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).expect("the storage listens");
        stream.write_all(request.as_bytes()).expect("it hears");
        let mut said = String::new();
        stream.read_to_string(&mut said).expect("it answers");
        said
    }

    fn objects(&self) -> usize {
        self.said("GET /palabre?list-type=2 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").matches("<Key>").count()
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
