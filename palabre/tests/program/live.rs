//! The live socket's contract (interface.md): what was missed, in order and once, then live; and the codes with which it ends.

use std::thread;
use std::time::{Duration, Instant};

use e2e::{Api, PASSWORD, Server, Stage};
use serde_json::{Value, json};

use crate::BOTH;
use crate::socket::{Heard, Socket, recorded};

const SOON: Duration = Duration::from_secs(5);

fn token(stage: &Stage) -> String {
    stage.server.add_token(&stage.luc.email)
}

#[tokio::test]
async fn what_was_missed_comes_first_then_what_happens() {
    for backend in BOTH {
        let stage = Stage::set(backend);
        let (token, topic) = (token(&stage), format!("space:{}", stage.space));
        stage.post(&stage.awa, "avant");
        let start = recorded(&stage.luc.api, &stage.space, 0).into_iter().max().expect("something happened");
        for n in 0..30 {
            stage.post(&stage.awa, &format!("manqué {n}"));
        }
        let mut socket = Socket::open(&stage.server.url, &token).await;
        socket.follow(&[&topic, "inbox"], Some(&start.to_string())).await;
        // While the missed ones are read, others go on writing.
        thread::scope(|scope| {
            for writer in 0..4 {
                let stage = &stage;
                scope.spawn(move || (0..20).for_each(|n| drop(stage.post(&stage.awa, &format!("direct {writer} {n}")))));
            }
        });
        stage.post(&stage.awa, "fin");
        let heard = socket.read_until("fin").await;
        assert!(heard.is_sorted_by(|a, b| a < b), "{backend:?}: {heard:?}");
        assert_eq!(heard, recorded(&stage.luc.api, &stage.space, start), "{backend:?}");

        // Cut off in the middle, and back.
        drop(socket);
        for n in 0..5 {
            stage.post(&stage.awa, &format!("pendant la coupure {n}"));
        }
        let last = heard.last().expect("something was heard").to_string();
        let mut again = Socket::open(&stage.server.url, &token).await;
        again.follow(&[&topic], Some(&last)).await;
        assert_eq!(again.read_until("pendant la coupure 4").await.len(), 5, "{backend:?}");
        assert_eq!(again.within(Duration::from_millis(500)).await, Heard::Nothing, "{backend:?}");
    }
}

#[tokio::test]
async fn a_change_says_who_where_and_what() {
    let stage = Stage::set(BOTH[0]);
    let mut socket = Socket::open(&stage.server.url, &token(&stage)).await;
    socket.follow(&[&format!("space:{}", stage.space)], None).await;
    assert_eq!(socket.within(Duration::from_millis(300)).await, Heard::Nothing);
    let posted = stage.post(&stage.awa, "Bonjour **Luc**");
    let Heard::Change(change) = socket.next().await else { panic!("a post is heard") };
    assert_eq!(
        (&change["verb"], &change["space"], &change["actor"]),
        (&"posted".into(), &stage.space.as_str().into(), &stage.awa.id.as_str().into())
    );
    let item = &change["item"];
    assert_eq!((&item["id"], &item["kind"], &item["body"]), (&posted.as_str().into(), &"post".into(), &"Bonjour **Luc**".into()));
    assert!(item["html"].as_str().is_some_and(|html| html.contains("<strong>Luc</strong>")), "{item}");
    assert!(change["at"].as_str().is_some_and(|at| at.ends_with('Z')), "{change}");
}

#[tokio::test]
async fn strangers_and_outsiders_are_told_so() {
    let stage = Stage::set(BOTH[0]);
    let token = token(&stage);
    for wrong in ["", "pal_nobody", "nonsense"] {
        assert_eq!(Socket::open(&stage.server.url, wrong).await.next().await, Heard::Closed(4401), "{wrong}");
    }
    let secret = e2e::open_space(&stage.awa.api, "Sans Luc");
    for topic in [format!("space:{secret}"), "space:1".into(), "space:x".into(), "everything".into(), format!("inbox:{}", stage.awa.id)] {
        let mut socket = Socket::open(&stage.server.url, &token).await;
        socket.follow(&[&topic], None).await;
        assert_eq!(socket.next().await, Heard::Closed(4403), "{topic}");
    }
    let mut socket = Socket::open(&stage.server.url, &token).await;
    socket.follow(&["inbox"], None).await;
    stage.awa.api.post(&format!("/spaces/{secret}/items"), &json!({ "kind": "post", "body": "@Luc Martin ne doit rien en savoir" }));
    assert_eq!(socket.within(Duration::from_secs(1)).await, Heard::Nothing);
}

/// Lets pass what happened before: PostgreSQL numbers it, and tells it, a moment after its commit.
async fn settled(socket: &mut Socket) {
    while let Heard::Change(_) = socket.within(Duration::from_millis(300)).await {}
}

#[tokio::test]
async fn a_closed_account_ends_the_socket() {
    for backend in BOTH {
        let stage = Stage::set(backend);
        let mut socket = Socket::open(&stage.server.url, &token(&stage)).await;
        socket.follow(&["inbox", &format!("space:{}", stage.space)], None).await;
        settled(&mut socket).await;
        let closed = Instant::now();
        stage.awa.api.put(&format!("/people/{}/deactivation", stage.luc.id), &Value::Null);
        stage.post(&stage.awa, "Luc n’est plus là");
        loop {
            match socket.next().await {
                Heard::Closed(code) => break assert_eq!(code, 4410),
                Heard::Change(change) => assert_ne!(change["item"]["body"], "Luc n’est plus là", "{backend:?}"),
                Heard::Nothing => panic!("the socket stays open"),
            }
        }
        assert!(closed.elapsed() < SOON, "{:?}", closed.elapsed());
        let token = stage.server.run(&["token", "add", "--email", &stage.luc.email, "--name", "x"], "");
        assert!(!token.status.success(), "a closed account gets no token");
    }
}

/// Signs in as a browser does: the cookie to send.
fn cookie(stage: &Stage, email: &str) -> String {
    let answer = stage.server.form("/sign-in", &format!("email={email}&password={}", PASSWORD.replace(' ', "+")));
    let set = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_else(|| panic!("{}", answer.head));
    set.split(';').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn closing_a_session_ends_its_sockets_alone() {
    for backend in BOTH {
        let stage = Stage::set(backend);
        let (here, there) = (cookie(&stage, &stage.luc.email), cookie(&stage, &stage.luc.email));
        let mut open = Vec::new();
        for cookie in [&here, &there] {
            let mut socket = Socket::of_page(&stage.server.url, cookie).await.expect("a page's socket");
            socket.follow(&["inbox"], None).await;
            settled(&mut socket).await;
            open.push(socket);
        }
        let mut by_token = Socket::open(&stage.server.url, &token(&stage)).await;
        by_token.follow(&["inbox"], None).await;
        let mine = |cookie: &str| {
            let list =
                Api::new(&stage.server.url, "").send("GET", "/api/v1/me/sessions", &[("Cookie", cookie)], None).expect("an answer").json;
            list["items"].as_array().expect("a list").iter().find(|one| one["current"] == true).expect("this one")["id"]
                .as_str()
                .expect("an id")
                .to_owned()
        };
        let closing = stage.luc.api.ask("DELETE", &format!("/me/sessions/{}", mine(&there)), None);
        assert_eq!(closing.status, 204, "{}", closing.text);
        assert_eq!(open[1].next().await, Heard::Closed(4401), "{backend:?}");
        assert_eq!(open[0].within(Duration::from_millis(500)).await, Heard::Nothing, "{backend:?}");
        assert_eq!(by_token.within(Duration::from_millis(200)).await, Heard::Nothing, "{backend:?}");
        assert_eq!(
            Socket::of_page(&stage.server.url, &there).await.expect("a frame that scripts can read").next().await,
            Heard::Closed(4401)
        );
    }
}

#[tokio::test]
async fn a_pending_second_factor_opens_no_socket() {
    let stage = Stage::set(BOTH[0]);
    let store = store::Store::open(&format!("sqlite:{}", stage.server.folder().join("palabre.db").display())).expect("the database opens");
    let write = |sql: &'static str| store.write(move |tx| tx.run(sql, &[]).map_err(base::Fault::broken));
    write("INSERT INTO code_apps(person_id, sealed, last_step, created_at) SELECT id, '', 0, 0 FROM people").await.expect("written");
    let pending = cookie(&stage, &stage.luc.email);
    assert_eq!(Socket::of_page(&stage.server.url, &pending).await.err(), Some(401));
    assert_eq!(stage.server.form("/sign-in", "email=x&password=y").status, 422);
    tokio::task::spawn_blocking(move || store.close()).await.expect("closed");
}

#[tokio::test]
async fn whoever_is_taken_out_hears_nothing_more() {
    for (backend, rounds) in BOTH.into_iter().zip([100, 20]) {
        let stage = Stage::set(backend);
        let (token, topic) = (token(&stage), format!("space:{}", stage.space));
        let member = format!("/spaces/{}/members/{}", stage.space, stage.luc.id);
        let mut host = Socket::open(&stage.server.url, &stage.server.add_token(&stage.awa.email)).await;
        host.follow(&[&topic], Some("0")).await;
        for round in 0..rounds {
            let mut socket = Socket::open(&stage.server.url, &token).await;
            let (before, after) = (format!("avec Luc {round}"), format!("sans Luc {round}"));
            stage.post(&stage.awa, &before);
            socket.follow(&[&topic], Some("0")).await;
            socket.read_until(&before).await;
            stage.awa.api.delete(&member);
            stage.post(&stage.awa, &after);
            // Whoever may hear it has been told now.
            host.read_until(&after).await;
            while let Heard::Change(change) = socket.within(Duration::from_millis(10)).await {
                assert_ne!(change["item"]["body"], after.as_str(), "{backend:?}, round {round}");
            }
            stage.awa.api.put(&member, &json!({ "role": "contributor" }));
        }
    }
}

#[tokio::test]
async fn a_stopping_program_says_that_it_goes() {
    let stage = Stage::set(BOTH[0]);
    let mut socket = Socket::open(&stage.server.url, &token(&stage)).await;
    socket.follow(&["inbox"], None).await;
    assert_eq!(socket.within(Duration::from_millis(300)).await, Heard::Nothing);
    let Stage { mut server, .. } = stage;
    let stopping = tokio::task::spawn_blocking(move || Server::stop(&mut server));
    assert_eq!(socket.next().await, Heard::Closed(1001));
    let (status, took) = stopping.await.expect("it ends");
    assert!(status.success() && took < Duration::from_secs(10), "{took:?}");
}
