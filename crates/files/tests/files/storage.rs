//! A real S3-compatible storage on this machine, and a line to it that fails when told to.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use files::{Files, Home, Keys};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::Scratch;

/// `cat` waits for our end of the pipe, however we end.
const KEEPER: &str = r#""$1" -H 127.0.0.1 -p "$2" </dev/null >/dev/null 2>&1 & cat; kill $!; wait $!"#;

/// A running storage with one empty bucket.
pub(crate) struct Storage {
    keeper: Child,
    address: SocketAddr,
}

impl Storage {
    pub(crate) fn start() -> Storage {
        let program = std::env::var("PALABRE_TEST_OBJECT_STORE").unwrap_or_else(|_| installed());
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper", &program, &address.port().to_string()]).stdin(Stdio::piped());
        let storage = Storage { keeper: keeper.spawn().unwrap(), address };
        let patience = Instant::now() + Duration::from_secs(90);
        while TcpStream::connect(address).is_err() {
            assert!(Instant::now() < patience, "{program} does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
        let made = storage.said("PUT /palabre HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assert!(made.starts_with("HTTP/1.1 200"), "{made}");
        storage
    }

    fn said(&self, request: &str) -> String {
        let mut line = TcpStream::connect(self.address).unwrap();
        line.write_all(request.as_bytes()).unwrap();
        let mut said = String::new();
        line.read_to_string(&mut said).unwrap();
        said
    }

    /// How many objects there are, whoever put them.
    pub(crate) fn objects(&self) -> usize {
        let list = self.said("GET /palabre?list-type=2 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        list.matches("<Key>").count()
    }

    pub(crate) fn files(&self, scratch: &Scratch) -> Files {
        files_at(self.address, scratch)
    }

    /// Files whose calls go through a line with these faults, one a call, then none.
    pub(crate) async fn over_bad_line(&self, scratch: &Scratch, faults: &[Fault]) -> Files {
        let line = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let files = files_at(line.local_addr().unwrap(), scratch);
        let (storage, faults) = (self.address, Arc::new(Mutex::new(faults.iter().rev().copied().collect::<Vec<_>>())));
        tokio::spawn(async move {
            loop {
                let (client, _) = line.accept().await.unwrap();
                tokio::spawn(carried(client, storage, faults.clone()));
            }
        });
        files
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

fn installed() -> String {
    let mut xtask = Command::new(env!("CARGO"));
    let program = xtask.args(["run", "--quiet", "--package", "xtask", "--", "object-store"]).output().unwrap();
    assert!(program.status.success(), "{}", String::from_utf8_lossy(&program.stderr));
    String::from_utf8(program.stdout).unwrap().trim().to_owned()
}

fn files_at(address: SocketAddr, scratch: &Scratch) -> Files {
    let home = Home::Bucket {
        name: "palabre".into(),
        prefix: "nos/fichiers".into(),
        endpoint: format!("http://{address}").parse().unwrap(),
        region: "us-east-1".into(),
        keys: Keys { id: "testing".into(), secret: "testing".into() },
    };
    Files::open(&home, &scratch.0.join("scratch")).unwrap()
}

/// What goes wrong with a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fault {
    /// The storage takes the call, and says that it failed.
    Failed,
    /// The call never arrives.
    CutBefore,
    /// Half of it arrives.
    CutWithin,
    /// It arrives and is done; the answer is lost.
    CutAfter,
    /// The call passes.
    None,
}

/// Carries one call, which is all that a connection gets.
async fn carried(mut client: tokio::net::TcpStream, storage: SocketAddr, faults: Arc<Mutex<Vec<Fault>>>) {
    let (mut call, mut piece) = (Vec::new(), vec![0; 64 * 1024]);
    let length = loop {
        let read = client.read(&mut piece).await.unwrap_or(0);
        if read == 0 {
            return;
        }
        call.extend_from_slice(&piece[..read]);
        let Some(end) = call.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&call[..end]).to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
        let length = end + 4 + length.unwrap_or(0);
        if call.len() >= length {
            // One call a connection: the storage closes it after its answer.
            call.splice(end..end, b"\r\nConnection: close".iter().copied());
            break call.len();
        }
    };
    let fault = faults.lock().unwrap().pop().unwrap_or(Fault::None);
    if matches!(fault, Fault::CutBefore) {
        return;
    }
    let mut line = tokio::net::TcpStream::connect(storage).await.unwrap();
    let told = if matches!(fault, Fault::CutWithin) { length / 2 } else { length };
    line.write_all(&call[..told]).await.unwrap();
    if matches!(fault, Fault::CutWithin) {
        return;
    }
    let mut answer = Vec::new();
    let _ = line.read_to_end(&mut answer).await;
    match fault {
        Fault::CutAfter => {}
        Fault::Failed => {
            let failed = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            let _ = client.write_all(failed).await;
        }
        _ => drop(client.write_all(&answer).await),
    }
}
