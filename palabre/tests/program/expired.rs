//! Streams whose session or token ends by time alone: nobody does anything, and yet they are closed (safety §1.2(4)).

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use admin::Machine;
use base::{Id, Moment, Secret};
use live::Hub;
use palabre::{kinds, routes, schedule};
use store::params;
use tokio::net::TcpListener;
use village::{Village, in_both};
use web::cookie;

use crate::socket::{Heard, Socket};

const SOON: Duration = Duration::from_millis(300);

/// Serves the village's program; gives its address.
async fn served(village: &Village, hub: &Hub) -> String {
    let router = routes::router(&village.house(), hub, &Arc::new(Machine::default()), None);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    url
}

/// Four ways in for Mehdi, by which he is called `long`, `idle`, `lasting` and `token` here.
async fn lets_in(village: &Village) {
    let (mehdi, now) = (village.person("mehdi"), Moment::now());
    let insert = village.store().write(move |tx| {
        let sql = "INSERT INTO sessions(id, digest, person_id, created_at, expires_at, used_at) VALUES ($1, $2, $3, $4, $5, $4)";
        for name in ["long", "idle", "lasting"] {
            tx.run(sql, params![Id::new(), Secret::digest_of(name), mehdi, now, now.plus_days(30)])?;
        }
        let sql = "INSERT INTO tokens(id, digest, person_id, name, created_at, expires_at) VALUES ($1, $2, $3, 'script', $4, $5)";
        tx.run(sql, params![Id::new(), Secret::digest_of("token"), mehdi, now, now.plus_days(1)])
    });
    insert.await.expect("written");
}

/// Their time passes; only `lasting` was used meanwhile.
async fn time_passes(village: &Village) {
    let now = Moment::now();
    let update = village.store().write(move |tx| {
        let digest = |name| Secret::digest_of(name);
        tx.run("UPDATE sessions SET expires_at = $2 WHERE digest = $1", params![digest("long"), now])?;
        tx.run("UPDATE sessions SET used_at = $2 WHERE digest = $1", params![digest("idle"), now.plus_days(-14)])?;
        tx.run("UPDATE sessions SET used_at = $2 WHERE digest = $1", params![digest("lasting"), now.plus_days(-12)])?;
        tx.run("UPDATE tokens SET expires_at = $2 WHERE digest = $1", params![digest("token"), now])
    });
    update.await.expect("written");
}

in_both! {
    async fn a_stream_ends_with_the_session_or_token_that_opened_it(village) {
        let (village, hub) = (village.with_kinds(kinds::rooms()), Hub::new());
        let (house, url) = (village.house(), served(&village, &hub).await);
        lets_in(&village).await;
        let mut sockets = vec![("token", Socket::open(&url, "pal_token").await)];
        for name in ["long", "idle", "lasting"] {
            let cookie = format!("{}={name}", cookie::session(false));
            sockets.push((name, Socket::of_page(&url, &cookie).await.expect("a page's socket")));
        }
        for (_, socket) in &mut sockets {
            socket.follow(&["inbox"], None).await;
        }
        schedule::end_streams(&house, &hub).await.expect("swept");
        for (name, socket) in &mut sockets {
            assert_eq!(socket.within(SOON).await, Heard::Nothing, "{name}");
        }
        time_passes(&village).await;
        schedule::end_streams(&house, &hub).await.expect("swept");
        for (name, socket) in &mut sockets {
            let expected = if *name == "lasting" { Heard::Nothing } else { Heard::Closed(4401) };
            assert_eq!(socket.within(SOON).await, expected, "{name}");
        }
        assert_eq!(hub.connected(), 1);
    }
}
