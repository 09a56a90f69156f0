//! A wire between a client and a server that loses what it carries: each connection has a fate by chance. It ends with the process.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, sleep};
use std::time::Duration;

use bench::chance::Chance;

/// What becomes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing arrives.
    Deaf,
    /// The request arrives and is done; half of the answer's first piece comes back.
    CutAfter,
    /// The other side says that it failed; nothing arrived.
    Failed,
    /// It comes late.
    Late,
    /// It passes.
    Good,
}

/// Starts a wire to `target`, each connection of which meets one of `fates`; gives its own address.
pub fn to(target: SocketAddr, fates: &'static [Fate]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let own = listener.local_addr().expect("a bound address");
    thread::spawn(move || {
        let mut chance = Chance::new(11);
        for near in listener.incoming().flatten() {
            let (fate, delay) = (fates[chance.below(fates.len())], Duration::from_millis(chance.below(20) as u64));
            // What is lost is just dropped here: the client finds its connection closed.
            thread::spawn(move || carry(near, target, fate, delay));
        }
    });
    own
}

fn carry(mut near: TcpStream, target: SocketAddr, fate: Fate, delay: Duration) -> io::Result<()> {
    let mut piece = [0; 16 << 10];
    match fate {
        Fate::Deaf => return Ok(()),
        Fate::Failed => {
            let _ = near.read(&mut piece)?;
            return near.write_all(b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
        Fate::Late => sleep(delay),
        Fate::CutAfter | Fate::Good => {}
    }
    let mut far = TcpStream::connect(target)?;
    let (mut back, mut from) = (far.try_clone()?, near.try_clone()?);
    thread::spawn(move || {
        let mut piece = [0; 16 << 10];
        while let Ok(read @ 1..) = from.read(&mut piece) {
            if far.write_all(&piece[..read]).is_err() {
                return;
            }
        }
        let _ = far.shutdown(Shutdown::Write);
    });
    while let read @ 1.. = back.read(&mut piece)? {
        if fate == Fate::CutAfter {
            near.write_all(&piece[..read / 2])?;
            let _ = back.shutdown(Shutdown::Both);
            return near.shutdown(Shutdown::Both);
        }
        near.write_all(&piece[..read])?;
    }
    near.shutdown(Shutdown::Write)
}
