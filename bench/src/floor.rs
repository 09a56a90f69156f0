//! The bare things that Palabre is made of, measured with the same clients on the same machine in the same minutes: one flush, one row made
//! durable through the same driver, an answer of axum that does nothing, a broadcast over WebSocket that knows nobody.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::{get, post};
use store::{Store, Tx, params};
use tokio::sync::broadcast::{Sender, channel};

use crate::load::{self, Seen};

/// Writes of one page to a file of `folder`, each flushed to the disk.
///
/// # Errors
/// The disk refuses.
pub fn flushes(folder: &Path, times: usize) -> io::Result<Seen> {
    let path = folder.join("flushed");
    let mut file = fs::File::create(&path)?;
    let mut took = Vec::new();
    let begun = Instant::now();
    for _ in 0..times {
        let asked = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        took.push(asked.elapsed());
    }
    fs::remove_file(path)?;
    Ok(Seen::of(took, 0, begun.elapsed()))
}

/// Rows of 300 characters, one a transaction, through `store` with the durability that the program has; `url` names an empty database.
pub async fn inserts(url: &str, clients: usize, span: Duration) -> Seen {
    // PostgreSQL's driver may not be started from within a runtime; opening takes care of that itself.
    let store = Rc::new(Store::open(url).expect("the scratch database opens"));
    let made = store.write(|tx: &Tx| tx.run("CREATE TABLE IF NOT EXISTS bare (id BIGINT PRIMARY KEY, words TEXT NOT NULL)", &[])).await;
    made.expect("a table is made");
    let held = Rc::clone(&store);
    let seen = load::run(clients, span, move |_, _| {
        let store = Rc::clone(&held);
        async move {
            let insert = |tx: &Tx| tx.run("INSERT INTO bare(id, words) VALUES ($1, $2)", params![base::Id::new(), "mot ".repeat(75)]);
            store.write(insert).await.is_ok()
        }
    })
    .await;
    store.write(|tx: &Tx| tx.run("DROP TABLE bare", &[])).await.expect("the table goes");
    seen
}

/// A bare axum in a process of its own: `/` answers, `/hear` is a WebSocket, what is posted to `/say` goes to all of them.
pub struct Bare {
    /// Where it answers.
    pub url: String,
    child: Child,
}

impl Bare {
    /// Starts this same program as that server.
    ///
    /// # Errors
    /// It can't be started.
    pub fn start() -> io::Result<Bare> {
        let mut child = Command::new(env::current_exe()?).arg("bare").stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?).read_line(&mut line)?;
        Ok(Bare { url: line.trim().to_owned(), child })
    }
}

impl Bare {
    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What that process does until it is killed.
///
/// # Errors
/// No port is free.
pub async fn serve_bare() -> io::Result<()> {
    let (sender, _) = channel::<Utf8Bytes>(1024);
    let router =
        Router::new()
            .route("/", get(|| async { "ok" }))
            .route(
                "/say",
                post(|State(sender): State<Sender<Utf8Bytes>>, text: String| async move {
                    sender.send(text.into()).map_or(0, |n| n).to_string()
                }),
            )
            .route("/hear", get(hear))
            .with_state(sender);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, router).await
}

async fn hear(State(sender): State<Sender<Utf8Bytes>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async move |mut socket| {
        let mut said = sender.subscribe();
        while let Ok(text) = said.recv().await {
            if socket.send(Message::Text(text)).await.is_err() {
                return;
            }
        }
    })
}
