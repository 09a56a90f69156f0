//! Whoever wants a picture or a text asks here.
//! Invariant: a child ends with the question: by itself, at its limits, or killed when nobody waits any more.

use std::path::PathBuf;
use std::pin::pin;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::pipe;
use tokio::sync::Semaphore;

use super::{COMMAND, DAMAGED, LARGEST, NOT_OFFERED, TOO_HEAVY, Unread};
use crate::error::off;
use crate::preview::Picture;
use crate::{Error, Type, text};

/// Children at the same time.
const AT_ONCE: usize = 2;
/// Longest a child may take in all, fetching the file included.
const PATIENCE: Duration = Duration::from_secs(30);
/// Longest answer: a picture.
const ANSWER: u64 = 16 << 20;
/// Sets the limits of the child, which the shell then becomes: 120 MiB of data, 8 s of work, no file written, no core left behind.
const LIMITED: &str = "ulimit -d 122880 && ulimit -t 8 && ulimit -f 0 && ulimit -c 0 && exec \"$@\"";

/// Starts the program itself for each file, a few at a time. Cheap to clone.
#[derive(Clone)]
pub struct Reader {
    program: PathBuf,
    turns: Arc<Semaphore>,
}

impl Reader {
    /// `program` ends in [`super::main`] when its first argument is [`COMMAND`]: for the server, its own path.
    pub fn new(program: PathBuf) -> Reader {
        Reader { program, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The text of a file, at most [`text::LIMIT`] bytes of it, without controls but tabs and line ends.
    ///
    /// # Errors
    /// See [`Unread`].
    pub async fn text<S>(&self, file: S, kind: Type) -> Result<String, Unread>
    where
        S: Stream<Item = Result<Bytes, Error>>,
    {
        if !kind.has_text() {
            return Err(Unread::NotOffered);
        }
        let mut text = String::from_utf8(self.ask(&["text", kind.media()], file).await?).map_err(|_| Unread::Damaged)?;
        text.truncate(text.floor_char_boundary(text::LIMIT));
        Ok(text)
    }

    /// A picture of a file, its longer edge at most `edge` pixels.
    ///
    /// # Errors
    /// See [`Unread`].
    pub async fn preview<S>(&self, file: S, kind: Type, edge: u32) -> Result<Picture, Unread>
    where
        S: Stream<Item = Result<Bytes, Error>>,
    {
        if !kind.has_preview() {
            return Err(Unread::NotOffered);
        }
        let answer = self.ask(&["preview", kind.media(), &edge.to_string()], file).await?;
        picture(&answer).ok_or(Unread::Damaged)
    }

    async fn ask<S>(&self, task: &[&str], file: S) -> Result<Vec<u8>, Unread>
    where
        S: Stream<Item = Result<Bytes, Error>>,
    {
        let _turn = self.turns.acquire().await.map_err(|e| Unread::Broken(e.to_string()))?;
        let broken = |e: std::io::Error| Unread::Broken(e.to_string());
        let mut child = Running(self.command(task).spawn().map_err(broken)?);
        let (stdin, stdout) = child.0.stdin.take().zip(child.0.stdout.take()).ok_or_else(|| Unread::Broken("no pipes".into()))?;
        let mut stdin = pipe::Sender::from_owned_fd(stdin.into()).map_err(broken)?;
        let stdout = pipe::Receiver::from_owned_fd(stdout.into()).map_err(broken)?;
        let feed = async move {
            let (mut file, mut sent) = (pin!(file), 0);
            while let Some(piece) = file.next().await {
                let piece = piece.map_err(|e| Unread::Broken(e.to_string()))?;
                sent += piece.len() as u64;
                if sent > LARGEST {
                    return Err(Unread::TooHeavy);
                }
                // A child that has seen enough tells why by its status.
                if stdin.write_all(&piece).await.is_err() {
                    break;
                }
            }
            Ok(())
        };
        let listen = async move {
            let mut answer = Vec::new();
            stdout.take(ANSWER + 1).read_to_end(&mut answer).await.map_err(broken)?;
            Ok(answer)
        };
        let both = tokio::time::timeout(PATIENCE, async { tokio::try_join!(feed, listen) });
        let ((), answer) = both.await.map_err(|_| Unread::TooHeavy)??;
        if answer.len() as u64 > ANSWER {
            return Err(Unread::TooHeavy);
        }
        let status = off(move || Ok(child.0.wait()?)).await.map_err(|e| Unread::Broken(e.to_string()))?;
        meaning(status).map(|()| answer)
    }

    fn command(&self, task: &[&str]) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", LIMITED, "sh"]).arg(&self.program).arg(COMMAND).args(task);
        // Keys and passwords of the server are in its environment.
        command.env_clear().current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }
}

/// What the end of a child says. One that a signal ended ran into its limits.
fn meaning(status: ExitStatus) -> Result<(), Unread> {
    match status.code().map(u8::try_from) {
        Some(Ok(0)) => Ok(()),
        Some(Ok(NOT_OFFERED)) => Err(Unread::NotOffered),
        // 101: it panicked.
        Some(Ok(DAMAGED | 101)) => Err(Unread::Damaged),
        None | Some(Ok(TOO_HEAVY)) => Err(Unread::TooHeavy),
        Some(_) => Err(Unread::Broken(status.to_string())),
    }
}

fn picture(answer: &[u8]) -> Option<Picture> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let mut head = str::from_utf8(&answer[..end]).ok()?.split(' ');
    let media = head.next()?;
    let media = ["image/jpeg", "image/png"].into_iter().find(|known| *known == media)?;
    let (width, height) = (head.next()?.parse().ok()?, head.next()?.parse().ok()?);
    Some(Picture { media, width, height, bytes: answer[end + 1..].to_vec() })
}

/// Ends with whoever holds it.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Fails when it has ended already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
