//! A mail server on this machine that takes every letter (RFC 5321) and keeps it, so that what is really sent can be read.
//! Deliberately absent: anything that would refuse one.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A letter as it came: to whom, and its whole text.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The address it was brought for.
    pub to: String,
    /// Head and body, its long lines put together again.
    pub text: String,
}

/// Every letter so far.
#[derive(Clone, Default)]
pub struct Postbox(Arc<Mutex<Vec<Letter>>>);

impl Postbox {
    /// Opens one; its address for the settings.
    pub fn open() -> (Postbox, String) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("smtp://{}?from=palabre@village.example", listener.local_addr().expect("bound"));
        let postbox = Postbox::default();
        let kept = postbox.clone();
        thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(kept.converse(&stream))));
        (postbox, address)
    }

    /// All that came.
    pub fn letters(&self) -> Vec<Letter> {
        self.0.lock().expect("lock").clone()
    }

    fn converse(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut out = stream;
        out.write_all(b"220 village ESMTP\r\n")?;
        let (mut to, mut data) = (String::new(), None::<String>);
        for line in BufReader::new(stream).lines() {
            let line = line?;
            if let Some(text) = &mut data {
                if line != "." {
                    text.push_str(&format!("{line}\n"));
                    continue;
                }
                self.0.lock().expect("lock").push(Letter { to: std::mem::take(&mut to), text: unfolded(text) });
                data = None;
            }
            let word = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match word.as_str() {
                "RCPT" => to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned(),
                "DATA" => data = Some(String::new()),
                _ => {}
            }
            out.write_all(match word.as_str() {
                "EHLO" => b"250-village\r\n250 8BITMIME\r\n",
                "DATA" => b"354 go on\r\n",
                "QUIT" => b"221 bye\r\n",
                _ => b"250 taken\r\n",
            })?;
            if word == "QUIT" {
                break;
            }
        }
        Ok(())
    }
}

/// Quoted-printable lines put together again (RFC 2045 §6.7), as far as looking for ASCII words needs it.
fn unfolded(text: &str) -> String {
    text.replace("=\n", "").replace("=3D", "=")
}
