//! A provider whose documents point into our network: nothing is connected to (safety tests 62, 86, 88).

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;
use village::in_both;

use crate::issuer::Signed;
use crate::{Door, set};

/// Listens where nobody should come.
fn trap() -> (String, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, caught) = (listener.local_addr().unwrap().to_string(), Arc::new(AtomicU32::new(0)));
    let count = caught.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        }
    });
    (address, caught)
}

in_both! {
    async fn what_the_description_points_to(village) {
        let mut door = Door::new(&village, "member").await;
        let (trap, caught) = trap();
        let right = door.issuer.book().description.clone();
        for (name, scheme) in [("jwks_uri", "http"), ("jwks_uri", "https"), ("token_endpoint", "http"), ("token_endpoint", "https")] {
            let mut lie = right.clone();
            lie[name] = format!("{scheme}://{trap}/x").into();
            door.issuer.book().description = lie;
            door.restart("member");
            let answer = door.http.get_as("", "/oidc/start").await;
            // Unencrypted elsewhere is seen at once; the rest when it would be called.
            if scheme == "http" {
                door.nobody_enters(&answer, 502, name).await;
            } else {
                door.nobody_enters(&door.sign_in("zoe").await, 502, name).await;
            }
        }
        for (name, value) in [("issuer", "https://evil.example"), ("authorization_endpoint", "javascript:alert(1)"), ("authorization_endpoint", "http://evil.example/")] {
            let mut lie = right.clone();
            lie[name] = value.into();
            door.issuer.book().description = lie;
            door.restart("member");
            let answer = door.http.get_as("", "/oidc/start").await;
            door.nobody_enters(&answer, 502, value).await;
            assert!(answer.text().contains("Annuaire ne répond pas") && set(&answer, "palabre_oidc").is_none());
        }
        assert_eq!(caught.load(Ordering::SeqCst), 0);
    }

    async fn a_picture_is_never_fetched(village) {
        let door = Door::new(&village, "member").await;
        let (trap, caught) = trap();
        door.issuer.lie(Signed::Ed25519, json!({}), move |claims| {
            claims["picture"] = format!("http://{trap}/zoe.png").into();
            (claims["email"], claims["email_verified"]) = ("zoe@ailleurs.example".into(), true.into());
        });
        assert_eq!(door.sign_in("zoe").await.status, 303);
        assert_eq!(caught.load(Ordering::SeqCst), 0);
        assert_eq!(door.count("SELECT count(*) FROM photos").await, 0);
    }
}
