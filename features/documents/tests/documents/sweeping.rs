//! What nothing carries goes, bytes and all; what something carries stays, also when its bytes have two names (safety R16).

use base::Moment;
use kernel::{access, items};
use store::{Query, params};
use village::{Village, in_both};

use crate::{open, post, send, sent};

async fn count(village: &Village, sql: &'static str) -> i64 {
    village.looks("awa", move |db, _| Ok(db.count(sql, &[])?)).await.expect("counted")
}

/// As if it had been uploaded two days ago.
async fn aged(village: &Village) {
    let past = Moment::now().plus_days(-2);
    village
        .does("awa", move |tx, _| Ok(tx.run("UPDATE files SET loose_since = $1 WHERE loose_since > $1", params![past])?))
        .await
        .expect("aged");
}

async fn bytes_of(village: &Village, file: &serde_json::Value) -> Option<u64> {
    let sha256 = file["sha256"].as_str().and_then(|sha256| sha256.parse().ok()).expect("a hash");
    village.house().files.has(&sha256).await.expect("asked")
}

in_both! {
    async fn loose_files_go_after_a_day(village) {
        let http = open(&village);
        let loose = send(&http, "mehdi", "un.txt", "un").await.expect(201);
        let twin = send(&http, "mehdi", "deux.txt", "un").await.expect(201);
        let other = send(&http, "mehdi", "trois.txt", "trois").await.expect(201);
        post(&village, "mehdi", "Atelier", "Voici", vec![crate::id(&twin)]).await.expect("posted");
        documents::sweep(&village.house()).await.expect("swept");
        assert_eq!(count(&village, "SELECT count(*) FROM files").await, 3, "within the day nothing goes");
        aged(&village).await;
        documents::sweep(&village.house()).await.expect("swept");
        assert_eq!(count(&village, "SELECT count(*) FROM files").await, 1);
        assert_eq!(http.get_as("mehdi", &format!("/api/v1/files/{}", crate::id(&loose))).await.status, 404);
        assert_eq!(http.get_as("rita", &format!("/files/{}/content", crate::id(&twin))).await.text(), "un", "the same bytes under another name");
        assert_eq!(count(&village, "SELECT count(*) FROM contents").await, 1);
        // Bytes wait a little longer, in case they are just being attached; then nobody needs them.
        assert!(bytes_of(&village, &other).await.is_some());
        let names = vec![other["sha256"].as_str().expect("a hash").to_owned(), twin["sha256"].as_str().expect("a hash").to_owned()];
        let unneeded = village.looks("awa", move |db, _| Ok(kernel::documents::unneeded(db, &names)?)).await.expect("asked");
        assert_eq!(unneeded, [other["sha256"].as_str().expect("a hash")]);
    }

    async fn an_emptied_trash_takes_its_files(village) {
        let http = open(&village);
        let file = sent(&http, "mehdi", "un.txt", "un").await;
        let item = post(&village, "mehdi", "Atelier", "Voici", vec![file]).await.expect("posted");
        village.does("mehdi", move |tx, mehdi| items::trash(tx, &access::item_to_trash(tx, mehdi, item)?)).await.expect("trashed");
        documents::sweep(&village.house()).await.expect("swept");
        assert_eq!(count(&village, "SELECT count(*) FROM attachments").await, 1, "the trash keeps them for its thirty days");
        let kinds = village.kinds();
        let late = Moment::now().plus_days(31);
        village.does("awa", move |tx, _| items::purge(tx, &kinds, late, 10)).await.expect("purged");
        documents::sweep(&village.house()).await.expect("swept");
        assert_eq!((count(&village, "SELECT count(*) FROM attachments").await, count(&village, "SELECT count(*) FROM files").await), (0, 0));
        assert_eq!(http.get_as("mehdi", &format!("/files/{file}/content")).await.status, 404);
    }

    async fn an_upload_left_alone_is_forgotten(village) {
        let person = village.person("mehdi");
        let begin = move |tx: &store::Tx, mehdi: &kernel::Actor| kernel::documents::uploads::begin(tx, mehdi, &"0".repeat(32), "x", "", 5);
        let upload = village.does("mehdi", begin).await.expect("begun");
        village.does("awa", move |tx, _| Ok(tx.run("UPDATE uploads SET expires_at = $1 WHERE owner_id = $2", params![Moment::now().plus_days(-1), person])?)).await.expect("aged");
        let asked = village.looks("mehdi", move |db, mehdi| kernel::documents::uploads::mine(db, mehdi, upload.id)).await;
        assert_eq!(asked.expect_err("gone").refusal(), Some(&base::Refusal::NotFound));
        documents::sweep(&village.house()).await.expect("swept");
        assert_eq!(count(&village, "SELECT count(*) FROM uploads").await, 0);
    }
}
