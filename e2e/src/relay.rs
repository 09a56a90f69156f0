//! A wire between the browser and the program that a journey can cut: connections break as when a cable is pulled,
//! which the browser's own offline switch does not do to a WebSocket already open.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Listens on a port of its own and passes everything on to the program.
pub struct Relay {
    address: SocketAddr,
    wire: Arc<Mutex<Wire>>,
}

#[derive(Default)]
struct Wire {
    cut: bool,
    streams: Vec<TcpStream>,
}

impl Relay {
    /// A relay to the server at `url` (`http://host:port`).
    pub fn to(url: &str) -> Relay {
        let target: SocketAddr =
            url.trim_start_matches("http://").trim_end_matches('/').parse().expect("a url of the form http://address:port");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let relay = Relay { address: listener.local_addr().expect("a bound address"), wire: Arc::default() };
        let wire = Arc::clone(&relay.wire);
        thread::spawn(move || {
            for near in listener.incoming().flatten() {
                // While cut, the connection is accepted by the kernel and dropped at once: the browser sees it reset.
                let _ = join(near, target, &wire);
            }
        });
        relay
    }

    /// Where the browser goes instead of the program.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Breaks every connection and lets no new one through.
    pub fn cut(&self) {
        let mut wire = self.wire.lock().unwrap_or_else(PoisonError::into_inner);
        wire.cut = true;
        for stream in wire.streams.drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.wire.lock().unwrap_or_else(PoisonError::into_inner).cut = false;
    }
}

fn join(near: TcpStream, target: SocketAddr, wire: &Mutex<Wire>) -> io::Result<()> {
    let mut wire = wire.lock().unwrap_or_else(PoisonError::into_inner);
    if wire.cut {
        return Ok(());
    }
    let far = TcpStream::connect(target)?;
    wire.streams.extend([near.try_clone()?, far.try_clone()?]);
    pass(near.try_clone()?, far.try_clone()?);
    pass(far, near);
    Ok(())
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
}
