//! A retry never doubles, however many arrive at once.

use base::{Id, Refusal, Result};
use kernel::items::{self, NewItem};
use kernel::{Kind, Kinds, access, once};
use serde_json::Value as Json;
use store::Query;
use village::{Village, in_both};

/// Mehdi posts `body` in the Atelier under `key`.
async fn posted(village: &Village, key: Option<&'static str>, body: &'static str) -> Result<(Id, bool)> {
    let (kinds, atelier): (Kinds, Id) = (village.kinds(), village.space("Atelier"));
    let (answer, again) = village
        .does("mehdi", move |tx, mehdi| {
            once::once(tx, mehdi.id, key, body.as_bytes(), || {
                let new = NewItem::parse(&kinds, "post", "", body, Json::Null)?;
                Ok(items::post(tx, &kinds, &access::space_to_post(tx, mehdi, atelier, Kind::Post)?, &new)?.to_string())
            })
        })
        .await?;
    Ok((answer.parse().expect("an id"), again))
}

async fn how_many(village: &Village) -> i64 {
    village.store().read(|db| db.count("SELECT count(*) FROM items", &[])).await.expect("a count")
}

in_both! {
    async fn twenty_at_once_make_one(village) {
        let before = how_many(&village).await;
        let village = std::sync::Arc::new(village);
        let tries: Vec<_> = (0..20)
            .map(|_| {
                let village = std::sync::Arc::clone(&village);
                tokio::spawn(async move { posted(&village, Some("clé"), "Une seule fois").await })
            })
            .collect();
        let mut answers = Vec::new();
        for one in tries {
            answers.push(one.await.expect("no panic").expect("an answer"));
        }
        assert!(answers.iter().all(|(id, _)| *id == answers[0].0), "{answers:?}");
        assert_eq!(answers.iter().filter(|(_, again)| !again).count(), 1);
        assert_eq!(how_many(&village).await, before + 1);
        tokio::task::spawn_blocking(move || drop(village)).await.expect("closed");
    }

    async fn a_key_stands_for_one_request_of_one_person(village) {
        let (first, _) = posted(&village, Some("k"), "Un").await.expect("posted");
        assert_eq!(posted(&village, Some("k"), "Un").await.expect("the same"), (first, true));
        let other = posted(&village, Some("k"), "Deux").await.err().and_then(|fault| fault.refusal().cloned());
        assert_eq!(other, Some(Refusal::field("idempotency_key", "used_for_another")));
        let luc = village.does("luc", |tx, luc| once::once(tx, luc.id, Some("k"), b"Deux", || Ok("mine".into()))).await.expect("another's key");
        assert_eq!(luc, ("mine".into(), false));
        assert_ne!(posted(&village, None, "Un").await.expect("posted").0, posted(&village, None, "Un").await.expect("posted").0);
    }

    async fn what_was_refused_may_be_tried_again(village) {
        let refused = village.does("mehdi", |tx, mehdi| once::once(tx, mehdi.id, Some("k"), b"x", || Err(Refusal::Busy.into()))).await;
        assert!(refused.is_err());
        let (_, again) = posted(&village, Some("k"), "Enfin").await.expect("posted");
        assert!(!again, "a refusal keeps no answer");
        static LONG: [u8; 201] = [b'k'; 201];
        for key in ["", std::str::from_utf8(&LONG).expect("ASCII")] {
            let refused = posted(&village, Some(key), "Non").await.err().and_then(|fault| fault.refusal().cloned());
            assert_eq!(refused, Some(Refusal::limit("idempotency_key", "too_long", 200)));
        }
    }
}
