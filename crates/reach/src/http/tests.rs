//! The client against servers and names that mean harm, all on this machine; safety tests 86 to 91 and 94.

use std::io::{ErrorKind, Read, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use http::header::{AUTHORIZATION, COOKIE};

use super::*;

/// Writes to whoever asked; false once they are gone.
type Write<'a> = dyn FnMut(&[u8]) -> bool + 'a;
type Says = dyn Fn(&str, &mut Write<'_>) -> bool;

/// A server that answers each connection once; it keeps what it heard.
struct Server {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
    connections: Arc<AtomicUsize>,
    written: Arc<AtomicU64>,
}

impl Server {
    /// `answer` is given the path asked for and writes all that comes back.
    fn start(answer: impl Fn(&str, &mut Write<'_>) -> bool + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = Server { port, heard: Arc::default(), connections: Arc::default(), written: Arc::default() };
        // The same port by IPv6, where nothing else holds it.
        let six = TcpListener::bind(("::1", port)).ok();
        let answer = Arc::new(answer);
        for listener in [Some(listener), six].into_iter().flatten() {
            let (heard, connections, written) = (server.heard.clone(), server.connections.clone(), server.written.clone());
            let answer = answer.clone();
            std::thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    connections.fetch_add(1, Ordering::SeqCst);
                    let (answer, heard, written) = (answer.clone(), heard.clone(), written.clone());
                    std::thread::spawn(move || converse(stream, &heard, &written, &*answer));
                }
            });
        }
        server
    }

    fn says(answer: &'static str) -> Server {
        Server::start(move |_, write| write(answer.as_bytes()))
    }

    fn url(&self, path: &str) -> Url {
        format!("http://127.0.0.1:{}{path}", self.port).parse().unwrap()
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

fn converse(mut stream: TcpStream, heard: &Mutex<Vec<String>>, written: &AtomicU64, answer: &Says) {
    let (mut request, mut piece) = (Vec::new(), [0; 4096]);
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let whole = |request: &[u8]| {
        let text = String::from_utf8_lossy(request).to_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
        body.len() >= length
    };
    while !whole(&request) {
        match stream.read(&mut piece) {
            Ok(0) => return,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return,
            Ok(read) => request.extend_from_slice(&piece[..read]),
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    heard.lock().unwrap().push(request);
    answer(&path, &mut |bytes| {
        let done = stream.write_all(bytes).is_ok();
        if done {
            written.fetch_add(bytes.len() as u64, Ordering::SeqCst);
        }
        done
    });
}

const HELLO: &str = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nbonjour";

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

fn knowing(servers: &[&Server]) -> Client {
    let origins: Vec<Url> = servers.iter().map(|server| server.url("/")).collect();
    Client::allowing(&origins).unwrap()
}

/// Everything every name answers is this.
fn resolving(ips: &[&str]) -> Client {
    let ips: Vec<IpAddr> = ips.iter().map(|ip| ip.parse().unwrap()).collect();
    let look_up: LookUp = Arc::new(move |_| Box::pin(std::future::ready(Ok(ips.clone()))));
    Client::looking_up(Arc::new([]), &look_up).unwrap()
}

/// Ways to write an address that is not public. Where the trap's port can be reached through it, it would be.
const INSIDE: [&str; 64] = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.1.2.3",
    "127.255.255.255",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0x7f.1",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "0177.1",
    "127.0.0.0x1",
    "0x7F.0x0.0x0.0x1",
    "127.0.0.1.",
    "１２７.０.０.１",
    "127。0。0。1",
    "%31%32%37.0.0.1",
    "①②⑦.⓪.⓪.①",
    "0",
    "0.0.0.0",
    "0x0",
    "00000000000",
    "0.1.2.3",
    "localhost",
    "LOCALHOST",
    "0x7f000001.",
    "10.0.0.1",
    "10.1",
    "0xa.1",
    "167772161",
    "012.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "192.168.1",
    "3232235521",
    "169.254.169.254",
    "2852039166",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "169.254.43518",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "198.18.0.1",
    "192.0.2.1",
    "203.0.113.7",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[ff02::1]",
];

#[tokio::test]
async fn no_spelling_of_an_inside_address_makes_a_connection() {
    let trap = Server::says(HELLO);
    let client = Client::new().unwrap();
    for host in INSIDE {
        let Ok(url) = Url::parse(&format!("http://{host}:{}/", trap.port)) else { panic!("{host} is no address, so it proves nothing") };
        let refused = client.send(Call::get(url)).await.expect_err(host);
        assert_eq!(refused, Unreached::Forbidden(Forbidden::Inside), "{host}");
    }
    assert_eq!(trap.connections(), 0);
    // The trap does catch: the operator's own origin is reached, by that spelling of host and port alone.
    let client = knowing(&[&trap]);
    assert_eq!(client.send(Call::get(trap.url("/"))).await.unwrap().body, "bonjour");
    for other in
        [format!("https://127.0.0.1:{}/", trap.port), format!("http://localhost:{}/", trap.port), format!("http://[::1]:{}/", trap.port)]
    {
        let refused = client.send(Call::get(other.parse().unwrap())).await;
        assert_eq!(refused.expect_err(&other), Unreached::Forbidden(Forbidden::Inside), "{other}");
    }
    assert_eq!(trap.connections(), 1);
}

#[tokio::test]
async fn a_name_is_what_it_resolves_to() {
    let trap = Server::says(HELLO);
    let url = || Url::parse(&format!("http://meteo.example:{}/", trap.port)).unwrap();
    for answer in [&["127.0.0.1"][..], &["1.1.1.1", "127.0.0.1"], &["::1"], &["::ffff:127.0.0.1"], &["169.254.169.254"], &[]] {
        assert_eq!(
            resolving(answer).send(Call::get(url())).await.expect_err("refused"),
            Unreached::Forbidden(Forbidden::Inside),
            "{answer:?}"
        );
    }
    assert_eq!(trap.connections(), 0);
}

#[tokio::test]
async fn a_name_that_changes_is_connected_to_where_it_was_checked() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let look_up: LookUp = Arc::new(move |_| {
        let ip = if count.fetch_add(1, Ordering::SeqCst) == 0 { "1.1.1.1" } else { "127.0.0.1" };
        Box::pin(std::future::ready(Ok(vec![ip.parse().unwrap()])))
    });
    let resolver = Resolver { look_up, guarded: true };
    let given: Vec<SocketAddr> = resolver.resolve("meteo.example".parse().unwrap()).await.map_err(|e| e.to_string()).unwrap().collect();
    assert_eq!(given, ["1.1.1.1:0".parse().unwrap()]);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let changed = resolver.resolve("meteo.example".parse().unwrap()).await.err().expect("refused");
    assert_eq!(changed.downcast_ref(), Some(&Forbidden::Inside));
}

#[tokio::test]
async fn redirects_are_checked_hop_by_hop() {
    let trap = Server::says(HELLO);
    let inside = [trap.url("/").to_string(), format!("http://localhost:{}/", trap.port), format!("//127.1:{}/", trap.port)];
    for to in inside {
        for hops in 1..=3 {
            let to = to.clone();
            let server = Server::start(move |path, write| {
                let so_far: u32 = path.trim_start_matches('/').parse().unwrap();
                write(redirect(&if so_far == hops { to.clone() } else { format!("/{}", so_far + 1) }).as_bytes())
            });
            let refused = knowing(&[&server]).send(Call::get(server.url("/1"))).await.expect_err("refused");
            assert_eq!(refused, Unreached::Forbidden(Forbidden::Inside));
        }
    }
    assert_eq!(trap.connections(), 0);
    for (to, why) in [
        ("file:///etc/passwd", Forbidden::Scheme),
        ("gopher://127.0.0.1:70/", Forbidden::Scheme),
        ("ftp://exemple.fr/", Forbidden::Scheme),
        ("data:text/plain,a", Forbidden::Scheme),
        ("unix:/run/docker.sock", Forbidden::Scheme),
        ("http://moi:secret@exemple.fr/", Forbidden::UserInfo),
    ] {
        let server = Server::start(move |_, write| write(redirect(to).as_bytes()));
        assert_eq!(knowing(&[&server]).send(Call::get(server.url("/"))).await.expect_err(to), Unreached::Forbidden(why), "{to}");
        assert_eq!(Client::new().unwrap().send(Call::get(to.parse().unwrap())).await.expect_err(to), Unreached::Forbidden(why), "{to}");
    }
}

#[tokio::test]
async fn three_hops_at_most_and_none_for_what_writes() {
    let server = Server::start(|path, write| {
        let left: u32 = path.trim_start_matches('/').parse().unwrap();
        write(if left == 0 { HELLO.into() } else { redirect(&format!("/{}", left - 1)) }.as_bytes())
    });
    let client = knowing(&[&server]);
    assert_eq!(client.send(Call::get(server.url("/3"))).await.unwrap().url, server.url("/0"));
    assert_eq!(client.send(Call::get(server.url("/4"))).await.expect_err("4 hops"), Unreached::Forbidden(Forbidden::Redirects));
    let before = server.connections();
    assert_eq!(client.send(Call::form(server.url("/1"), &[("code", "x")])).await.unwrap().status, 302);
    assert_eq!(server.connections(), before + 1);
}

#[tokio::test]
async fn tokens_stay_with_the_first_origin_and_cookies_with_none() {
    let stranger = Server::says(HELLO);
    let to = stranger.url("/");
    let answer = move |path: &str, write: &mut Write<'_>| {
        let to = if path == "/first" { "/second" } else { to.as_str() };
        let set = redirect(to).replace("\r\nContent-Length", "\r\nSet-Cookie: a=b\r\nContent-Length");
        write(set.as_bytes())
    };
    let server = Server::start(answer);
    let secret = HeaderValue::from_static("Bearer secret");
    let call = Call::get(server.url("/first"))
        .header(AUTHORIZATION, secret.clone())
        .header(COOKIE, secret)
        .header(ACCEPT, HeaderValue::from_static("text/html"));
    knowing(&[&server, &stranger]).send(call).await.unwrap();
    let first = server.heard().join("\n");
    assert_eq!(first.matches("Bearer secret").count(), 4, "{first}");
    assert!(!first.contains("a=b"));
    let other = stranger.heard().join("\n");
    assert!(other.contains("accept: text/html") && !other.contains("secret") && !other.to_lowercase().contains("referer"), "{other}");
}

#[tokio::test]
async fn an_endless_body_stops_at_the_cap() {
    let endless = Server::start(|_, write| {
        let piece = [b'x'; 65536];
        write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        (0..(10_u64 << 30) / 65536).all(|_| write(&piece))
    });
    assert_eq!(knowing(&[&endless]).send(Call::get(endless.url("/"))).await.expect_err("too much"), Unreached::TooMuch);
    assert!(endless.written.load(Ordering::SeqCst) < 16 << 20);
    let announced = Server::says("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nx");
    assert_eq!(knowing(&[&announced]).send(Call::get(announced.url("/"))).await.expect_err("too much"), Unreached::TooMuch);
    let headers = Server::start(|_, write| {
        write(b"HTTP/1.1 200 OK\r\n");
        (0..100_000).all(|n| write(format!("x-{n}: y\r\n").as_bytes()))
    });
    assert!(matches!(knowing(&[&headers]).send(Call::get(headers.url("/"))).await, Err(Unreached::Broken(_))));
}

#[tokio::test]
async fn a_slow_drip_ends_with_the_call_time() {
    let drip = Server::start(|_, write| {
        write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while write(b"x") {
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    });
    let call = Call::get(drip.url("/")).within(Duration::from_millis(200));
    assert_eq!(knowing(&[&drip]).send(call).await.expect_err("too long"), Unreached::TooLong);
    let silent = Server::start(|_, _| {
        std::thread::sleep(Duration::from_secs(2));
        false
    });
    let call = Call::get(silent.url("/")).within(Duration::from_millis(200));
    assert_eq!(knowing(&[&silent]).send(call).await.expect_err("too long"), Unreached::TooLong);
}

#[tokio::test]
async fn nothing_is_asked_compressed_and_nothing_unfolds() {
    let bomb = Server::says("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbomb");
    assert!(matches!(knowing(&[&bomb]).send(Call::get(bomb.url("/"))).await, Err(Unreached::Broken(_))));
    let heard = bomb.heard().join("\n").to_lowercase();
    assert!(heard.contains("accept-encoding: identity\r\n"), "{heard}");
}

#[tokio::test]
async fn bodies_flow_both_ways_with_their_length() {
    let server = Server::start(|_, write| {
        write(b"HTTP/1.1 200 OK\r\nContent-Length: 6291456\r\nConnection: close\r\n\r\n");
        (0..96).all(|_| write(&[b'y'; 65536]))
    });
    let pieces = stream::iter([Ok(Bytes::from_static(b"bon")), Ok(Bytes::from_static(b"jour"))]);
    let call = Call::new(Method::PUT, server.url("/objet")).body(Body::Flowing(Box::pin(pieces), Some(7))).at_most(u64::MAX);
    let answer = knowing(&[&server]).open(call).await.unwrap().whole().await.unwrap();
    assert_eq!(answer.body.len(), 6_291_456);
    let heard = server.heard().remove(0);
    assert!(heard.starts_with("PUT /objet ") && heard.contains("content-length: 7\r\n") && heard.ends_with("\r\n\r\nbonjour"), "{heard}");
    assert!(!heard.contains("transfer-encoding"), "{heard}");
}

#[tokio::test]
async fn no_error_repeats_the_address() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url: Url = format!("http://127.0.0.1:{closed}/?secret=oui").parse().unwrap();
    let error = Client::allowing([&url]).unwrap().send(Call::get(url)).await.expect_err("nobody listens");
    assert!(matches!(&error, Unreached::Broken(why) if !why.contains("secret")), "{error}");
}
