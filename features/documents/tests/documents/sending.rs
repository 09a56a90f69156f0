//! Sending: whole, in pieces, broken off, twice at once, too large, and into a room that is full.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderName, Method};
use kernel::documents::{self, Limits};
use store::{Query, params};
use village::{Answer, Http, Village, in_both};

use crate::{RESUMABLE, id, open, post, send, sent};

const PIECE: (HeaderName, &str) = (CONTENT_TYPE, "application/offset+octet-stream");

async fn begin(http: &Http, who: &str, name: &str, length: usize) -> Answer {
    let (length, metadata) = (length.to_string(), format!("filename {},is_confidential", STANDARD.encode(name)));
    let headers = [
        RESUMABLE,
        (HeaderName::from_static("upload-length"), length.as_str()),
        (HeaderName::from_static("upload-metadata"), metadata.as_str()),
    ];
    http.ask(who, Method::POST, "/api/v1/uploads", &headers, "").await
}

async fn begun(http: &Http, who: &str, name: &str, length: usize) -> String {
    let answer = begin(http, who, name, length).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert!(answer.headers["upload-expires"].to_str().is_ok_and(|at| at.ends_with("GMT")));
    answer.headers["location"].to_str().expect("an address").to_owned()
}

async fn piece(http: &Http, who: &str, place: &str, offset: usize, bytes: &[u8]) -> Answer {
    let offset = offset.to_string();
    let headers = [RESUMABLE, PIECE, (HeaderName::from_static("upload-offset"), offset.as_str())];
    http.ask(who, Method::PATCH, place, &headers, bytes.to_vec()).await
}

/// Sends a file whole under a key, its length announced.
async fn send_once(http: &Http, who: &str, key: &str, name: &str, bytes: &[u8]) -> Answer {
    let (disposition, length) = (format!("attachment; filename=\"{name}\""), bytes.len().to_string());
    let headers =
        [(CONTENT_DISPOSITION, disposition.as_str()), (CONTENT_LENGTH, length.as_str()), (HeaderName::from_static("idempotency-key"), key)];
    http.ask(who, Method::POST, "/api/v1/files", &headers, bytes.to_vec()).await
}

async fn how_many(village: &Village, sql: &'static str) -> i64 {
    village.looks("awa", move |db, _| Ok(db.count(sql, &[])?)).await.expect("counted")
}

async fn stands(http: &Http, who: &str, place: &str) -> Option<String> {
    let answer = http.ask(who, Method::HEAD, place, &[RESUMABLE], "").await;
    (answer.status == 200).then(|| answer.headers["upload-offset"].to_str().expect("a number").to_owned())
}

in_both! {
    async fn a_file_sent_whole(village) {
        let http = open(&village);
        let answer = send(&http, "mehdi", "../l’été.txt", "Bonjour").await;
        assert_eq!(answer.headers["location"], format!("/api/v1/files/{}", id(&answer.json())).as_str());
        let file = answer.expect(201);
        // `printf Bonjour | sha256sum`
        let sha256 = "9172e8eec99f144f72eca9a568759580edadb2cfd154857f07e657569493bc44";
        assert_eq!((file["name"].as_str(), file["size"].as_u64(), file["type"].as_str(), file["sha256"].as_str()), (Some("l’été.txt"), Some(7), Some("text/plain"), Some(sha256)));
        assert_eq!(http.get_as("mehdi", &format!("/api/v1/files/{}/content", id(&file))).await.text(), "Bonjour");
        assert_eq!(http.ask("", Method::POST, "/api/v1/files", &[], "x").await.status, 401);
        let form = [(CONTENT_TYPE, "multipart/form-data; boundary=x")];
        assert_eq!(http.ask("mehdi", Method::POST, "/api/v1/files", &form, "--x--").await.status, 415);
    }

    async fn a_file_sent_again_under_its_key_is_the_same_file(village) {
        let http = open(&village);
        let small = Limits { largest: 1 << 20, person: 1 << 20, network: 1 << 20 };
        village.does("awa", move |tx, awa| documents::set_limits(tx, awa, &small)).await.expect("set");
        let bytes = vec![b'a'; 1 << 20];
        let first = send_once(&http, "mehdi", "clef", "a.txt", &bytes).await;
        let place = first.headers["location"].clone();
        let file = id(&first.expect(201));
        // There is no room for another; there is for what is here already.
        let again = send_once(&http, "mehdi", "clef", "a.txt", &bytes).await;
        assert_eq!(again.headers["location"], place);
        assert_eq!(id(&again.expect(201)), file);
        assert_eq!(send_once(&http, "mehdi", "autre", "a.txt", &bytes).await.status, 507);
        village.does("awa", |tx, awa| documents::set_limits(tx, awa, &Limits::default())).await.expect("set");
        let told = vec![("idempotency_key".to_owned(), "used_for_another".to_owned())];
        for (name, bytes) in [("b.txt", &bytes[..]), ("a.txt", &bytes[1..])] {
            let other = send_once(&http, "mehdi", "clef", name, bytes).await;
            assert_eq!((other.status, other.wrong()), (422, told.clone()), "{name}");
        }
        assert_eq!(send_once(&http, "mehdi", "outil", "x", b"#!/bin/sh\n").await.status, 422);
        assert_eq!(send_once(&http, "mehdi", "outil", "x", b"rien").await.status, 201, "what was refused may be tried again");
        assert_eq!(send_once(&http, "luc", "clef", "a.txt", &bytes).await.status, 201, "a key is one person's");
        assert_eq!(how_many(&village, "SELECT count(*) FROM files").await, 3);
    }

    async fn an_upload_refused_at_its_last_byte_is_forgotten(village) {
        let http = open(&village);
        let small = Limits { largest: 1 << 20, person: 2 << 20, network: 3 << 20 };
        village.does("awa", move |tx, awa| documents::set_limits(tx, awa, &small)).await.expect("set");
        let bytes = vec![b'a'; 1 << 20];
        let place = begun(&http, "mehdi", "a.txt", bytes.len()).await;
        let others = [sent(&http, "mehdi", "b.txt", bytes.clone()).await, sent(&http, "mehdi", "c.txt", bytes.clone()).await];
        assert_eq!(piece(&http, "mehdi", &place, 0, &bytes).await.status, 507);
        assert!(stands(&http, "mehdi", &place).await.is_none());
        assert_eq!(how_many(&village, "SELECT count(*) FROM uploads").await, 0);
        // Its room is free again as soon as there is room at all.
        for file in others {
            village.does("mehdi", move |tx, mehdi| documents::discard(tx, mehdi, file)).await.expect("taken back");
        }
        for _ in 0..2 {
            begun(&http, "mehdi", "a.txt", bytes.len()).await;
        }
    }

    async fn a_file_sent_in_pieces(village) {
        let http = open(&village);
        let bytes: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
        let place = begun(&http, "mehdi", "plan.bin", bytes.len()).await;
        assert_eq!(stands(&http, "mehdi", &place).await.as_deref(), Some("0"));
        for tenth in 0..10 {
            let (from, to) = (bytes.len() * tenth / 10, bytes.len() * (tenth + 1) / 10);
            let wrong = piece(&http, "mehdi", &place, from + 1, b"x").await;
            assert_eq!(wrong.status, 409, "a piece that doesn't follow");
            let answer = piece(&http, "mehdi", &place, from, &bytes[from..to]).await;
            assert_eq!((answer.status, answer.headers["upload-offset"].to_str().ok()), (204, Some(to.to_string().as_str())), "{}", answer.text());
            assert_eq!(stands(&http, "mehdi", &place).await, Some(to.to_string()));
        }
        let file = place.rsplit('/').next().expect("an id");
        let about = http.get_as("mehdi", &format!("/api/v1/files/{file}")).await.expect(200);
        assert_eq!((about["name"].as_str(), about["size"].as_u64(), about["sha256"].as_str()), (Some("plan.bin"), Some(400_000), Some(files::Sha256::of(&bytes).to_string().as_str())));
        assert_eq!(piece(&http, "mehdi", &place, bytes.len(), b"").await.status, 409, "whole already");
        // Once something carries it, the upload is over.
        let item = post(&village, "mehdi", "Atelier", "Voici", vec![id(&about)]).await;
        assert!(item.is_ok() && stands(&http, "mehdi", &place).await.is_none());
        let end = http.ask("mehdi", Method::DELETE, &place, &[RESUMABLE], "").await;
        assert_eq!((end.status, http.get_as("rita", &format!("/files/{file}/content")).await.status), (404, 200));
    }

    async fn an_upload_is_its_senders_alone(village) {
        let http = open(&village);
        let place = begun(&http, "mehdi", "plan.txt", 4).await;
        for who in ["luc", "awa"] {
            assert!(stands(&http, who, &place).await.is_none());
            assert_eq!(piece(&http, who, &place, 0, b"abcd").await.status, 404);
            assert_eq!(http.ask(who, Method::DELETE, &place, &[RESUMABLE], "").await.status, 404);
        }
        assert_eq!(piece(&http, "mehdi", &place, 0, b"abcd").await.status, 204);
        assert_eq!(http.ask("luc", Method::DELETE, &place, &[RESUMABLE], "").await.status, 404);
        assert_eq!(http.ask("mehdi", Method::DELETE, &place, &[RESUMABLE], "").await.status, 204);
        assert!(stands(&http, "mehdi", &place).await.is_none());
        let given_up = begun(&http, "mehdi", "plan.txt", 4).await;
        assert_eq!(http.ask("mehdi", Method::DELETE, &given_up, &[RESUMABLE], "").await.status, 204);
        assert_eq!(piece(&http, "mehdi", &given_up, 0, b"abcd").await.status, 404);
    }

    async fn two_resumes_at_once_make_one_file(village) {
        let http = open(&village);
        let bytes = vec![7_u8; 2 << 20];
        let place = begun(&http, "mehdi", "plan.bin", bytes.len()).await;
        let tries: Vec<_> = (0..4)
            .map(|_| {
                let (http, place, bytes) = (http.clone(), place.clone(), bytes.clone());
                tokio::spawn(async move { piece(&http, "mehdi", &place, 0, &bytes).await.status })
            })
            .collect();
        let mut statuses = Vec::new();
        for one in tries {
            statuses.push(one.await.expect("answered"));
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409, 409, 409]);
        let rows = village.looks("mehdi", |db, _| Ok(db.count("SELECT count(*) FROM files", &[])?)).await.expect("counted");
        assert_eq!(rows, 1);
    }

    async fn what_is_wrong_with_an_upload_is_said(village) {
        let http = open(&village);
        let answer = http.ask("mehdi", Method::POST, "/api/v1/uploads", &[(HeaderName::from_static("upload-length"), "4")], "").await;
        assert_eq!((answer.status, answer.headers["tus-version"].to_str().ok()), (412, Some("1.0.0")));
        assert_eq!(http.ask("mehdi", Method::POST, "/api/v1/uploads", &[RESUMABLE], "").await.status, 400, "without a length");
        assert_eq!(begin(&http, "mehdi", "x", (100 << 20) + 1).await.status, 413);
        let place = begun(&http, "mehdi", "x", 4).await;
        let plain = [RESUMABLE, (CONTENT_TYPE, "text/plain"), (HeaderName::from_static("upload-offset"), "0")];
        assert_eq!(http.ask("mehdi", Method::PATCH, &place, &plain, "abcd").await.status, 415);
        assert_eq!(piece(&http, "mehdi", &place, 0, b"abcde").await.status, 413, "more than was announced");
        assert_eq!(http.ask("mehdi", Method::OPTIONS, "/api/v1/uploads", &[], "").await.headers["tus-max-size"], (100 << 20).to_string().as_str());
        let empty = begun(&http, "mehdi", "vide.txt", 0).await;
        assert_eq!(stands(&http, "mehdi", &empty).await.as_deref(), Some("0"));
        assert_eq!(http.get_as("mehdi", &empty.replace("uploads", "files")).await.expect(200)["size"], 0);
    }

    async fn programs_are_not_taken(village) {
        let http = open(&village);
        for (name, bytes) in [("outil.exe", &b"MZ\x90\x00\x03\x00\x00\x00"[..]), ("photo.png", b"\x7fELF\x02\x01\x01\x00"), ("lance.sh", b"#!/bin/sh\nrm -rf /\n")] {
            let answer = send(&http, "mehdi", name, bytes).await;
            assert_eq!((answer.status, answer.wrong()), (422, vec![("file".to_owned(), "program".to_owned())]), "{name}");
            let place = begun(&http, "mehdi", name, bytes.len()).await;
            assert_eq!(piece(&http, "mehdi", &place, 0, bytes).await.status, 422, "{name}");
            assert!(stands(&http, "mehdi", &place).await.is_none(), "{name}");
        }
        let rows = village.looks("mehdi", |db, _| Ok(db.count("SELECT count(*) FROM files", &[])?)).await.expect("counted");
        assert_eq!(rows, 0);
    }

    async fn rooms_fill_up(village) {
        let http = open(&village);
        let small = Limits { largest: 1 << 20, person: 2 << 20, network: 3 << 20 };
        let refused = village.does("luc", move |tx, luc| documents::set_limits(tx, luc, &small)).await.expect_err("refused");
        assert_eq!(refused.refusal(), Some(&base::Refusal::Forbidden("not_an_admin")));
        for _ in 0..2 {
            village.does("awa", move |tx, awa| documents::set_limits(tx, awa, &small)).await.expect("set");
        }
        let lines = "SELECT count(*) FROM audit WHERE act = 'setting-changed' AND details = 'files_largest: 104857600 → 1048576 · files_person: 5368709120 → 2097152 · files_network: 53687091200 → 3145728'";
        let all = how_many(&village, "SELECT count(*) FROM audit WHERE act = 'setting-changed'").await;
        assert_eq!((how_many(&village, lines).await, all), (1, 1), "one line for one change, none for what changes nothing");
        let large = vec![b'a'; (1 << 20) + 1];
        let answer = send(&http, "mehdi", "a.txt", large.clone()).await;
        assert_eq!(answer.status, 413);
        assert!(answer.text().contains("1\u{a0}Mo"), "the limit is said: {}", answer.text());
        let just = |n: u8| vec![n; 1 << 20];
        sent(&http, "mehdi", "a.txt", just(b'a')).await;
        sent(&http, "mehdi", "b.txt", just(b'b')).await;
        let own = send(&http, "mehdi", "c.txt", "c").await.expect(507);
        assert!(own["type"].as_str().is_some_and(|kind| kind.ends_with(":own-room")), "{own}");
        assert_eq!(begin(&http, "mehdi", "c.txt", 1).await.status, 507);
        sent(&http, "luc", "d.txt", just(b'd')).await;
        let network = send(&http, "rita", "e.txt", "e").await.expect(507);
        assert!(network["type"].as_str().is_some_and(|kind| kind.ends_with(":network-room")), "{network}");
        // What is announced counts as well.
        village.does("awa", |tx, awa| documents::set_limits(tx, awa, &Limits::default())).await.expect("set");
        village.does("awa", |tx, _| Ok(tx.run("UPDATE settings SET value = $1 WHERE name = 'files_person'", params!["3145728"])?)).await.expect("set");
        begun(&http, "mehdi", "f.txt", 1 << 20).await;
        assert_eq!(begin(&http, "mehdi", "g.txt", 1).await.status, 507);
    }
}
