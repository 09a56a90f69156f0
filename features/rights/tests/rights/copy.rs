//! The copy of one's data: all of it, nothing of others, for its owner alone (safety.md 14 and 15).

use std::io::{Cursor, Read};

use base::Id;
use kernel::items;
use kernel::spaces::members;
use kernel::{View, access};
use serde_json::Value as Json;
use store::{Query, params};
use village::{Village, in_both};
use zip::ZipArchive;

use super::{http, waiting, work};

/// The path of somebody's archive, made now.
async fn made(village: &Village, name: &str) -> String {
    assert_eq!(http(village).post_form(name, "/me/data/archive", &[]).await.status, 303);
    work(village).await;
    let person = village.person(name);
    let id = village
        .store()
        .read(move |db| db.one("SELECT max(request_id) FROM data_archives WHERE person_id = $1", params![person], |row| row.id(0)));
    format!("/me/data/{}/archive", id.await.expect("read").expect("an archive"))
}

async fn unpacked(village: &Village, name: &str, path: &str) -> Vec<(String, String)> {
    let answer = http(village).get_as(name, path).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.headers["cache-control"], "private, no-store");
    let mut zip = ZipArchive::new(Cursor::new(answer.bytes())).expect("a ZIP");
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("a name").into_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

fn json(files: &[(String, String)]) -> Json {
    let text = &files.iter().find(|(name, _)| name == "mes-donnees.json").expect("the JSON").1;
    serde_json::from_str(text).expect("JSON")
}

in_both! {
    async fn everything_of_mine_and_nothing_of_others(village) {
        let mine = village.post("mehdi", "Place", "Mon secret\nUn <script>iguanodon</script>").await;
        let others = village.post("luc", "Place", "Le quetzalcoatl est à @Mehdi").await;
        village.comment("mehdi", others, "Ma réponse").await;
        let hidden = village.post("mehdi", "Atelier", "Dit dans l’atelier").await;
        village.post("luc", "Atelier", "Le tamanoir est à @Mehdi").await;
        village.does("mehdi", move |tx, mehdi| {
            items::bookmark(tx, &access::item::<View>(tx, mehdi, others)?)?;
            let text = tx.run("UPDATE people SET headline = 'Menuisier' WHERE id = $1", params![mehdi.id])?;
            tx.run("INSERT INTO photos(person_id, type, bytes) VALUES ($1, 'image/jpeg', $2)", params![mehdi.id, b"PHOTO".as_slice()])?;
            Ok(text)
        }).await.expect("done");
        // A file of mine, and one of somebody else's.
        let files = village.house().files;
        for (name, bytes) in [("mehdi", "le plan"), ("luc", "le chacal")] {
            let id = files.begin().await.expect("begun");
            let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(bytes))]);
            files.append(&id, 0, stream, 1 << 20).await.expect("appended");
            let sha256 = files.seal(&id).await.expect("sealed").sha256.to_string();
            let sql = "INSERT INTO files(id, sha256, name, folded, type, size, owner_id, created_at, loose_since) VALUES ($1, $2, '../plan.txt', 'plan', 'text/plain', 1, $3, 1, 1)";
            village.does(name, move |tx, me| Ok(tx.run(sql, params![Id::new(), sha256, me.id])?)).await.expect("kept");
        }
        let atelier = village.space("Atelier");
        let mehdi = village.person("mehdi");
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        let path = made(&village, "mehdi").await;
        let files = unpacked(&village, "mehdi", &path).await;
        let copy = json(&files);
        assert_eq!(copy["profile"]["email"], "mehdi@village.example");
        assert_eq!(copy["profile"]["headline"], "Menuisier");
        let items: Vec<&Json> = copy["items"].as_array().expect("items").iter().collect();
        assert_eq!(items.len(), 3);
        assert_eq!((&items[0]["id"], &items[0]["space"]), (&Json::from(mine.to_string()), &Json::from("Place")));
        let there = items.iter().find(|item| item["id"] == hidden.to_string()).expect("my own words stay mine");
        assert_eq!((&there["text"], &there["space"]), (&"Dit dans l’atelier".into(), &Json::Null), "a place that I can no longer reach is not named");
        assert_eq!(copy["bookmarks"][0]["item"], others.to_string());
        let mentions: Vec<&Json> = copy["mentions"].as_array().expect("mentions").iter().map(|mention| &mention["item"]).collect();
        assert_eq!(mentions, [&Json::from(others.to_string())], "a reference, and only where I can read");
        for (name, text) in &files {
            for canary in ["quetzalcoatl", "tamanoir", "chacal", "luc@village.example", "Atelier", "session-of", "argon2"] {
                assert!(!text.contains(canary), "{canary} of others in {name}");
            }
            assert!(!name.contains(".."), "{name}");
        }
        let page = &files.iter().find(|(name, _)| name == "mes-donnees.html").expect("the page").1;
        assert!(page.contains("&lt;script&gt;iguanodon") && page.contains("<style>") && page.contains("lang=\"fr\""));
        for outside in ["<script", "src=", "http-equiv", "@import", "url("] {
            assert!(!page.contains(outside), "the page opens offline: {outside}");
        }
        assert!(files.iter().any(|(name, text)| name == "photo.jpg" && text == "PHOTO"));
        assert!(files.iter().any(|(name, text)| name.starts_with("fichiers/") && text == "le plan"), "my file");
    }

    async fn an_archive_is_its_owner_s_alone_and_for_a_week(village) {
        let http = http(&village);
        let path = made(&village, "luc").await;
        assert_eq!(http.get_as("luc", &path).await.status, 200);
        assert!(http.get_as("luc", "/me/data").await.text().contains(&path));
        let unknown = http.get_as("mehdi", "/me/data/1234/archive").await;
        for name in ["mehdi", "awa", "nadia", "bob"] {
            let other = http.get_as(name, &path).await;
            assert_eq!((other.status, other.text()), (404, unknown.text()), "{name}");
        }
        assert_eq!(http.get_as("", &path).await.status, 303, "nobody is led to sign in");
        village.does("luc", |tx, _| Ok(tx.run("UPDATE data_archives SET expires_at = $1", params![base::Moment::now()])?)).await.expect("over");
        let over = http.get_as("luc", &path).await;
        assert_eq!((over.status, over.text()), (404, unknown.text()));
        assert!(!http.get_as("luc", "/me/data").await.text().contains(&path));
        rights::watch(&village.house(), base::Moment::now().plus_seconds(1)).await.expect("watched");
        assert_eq!(village.store().read(|db| db.count("SELECT count(*) FROM data_archives", &[])).await.expect("read"), 0, "and it goes");
    }

    async fn one_copy_is_made_at_a_time_and_its_owner_is_told(village) {
        let http = http(&village);
        assert_eq!(http.post_form("luc", "/me/data/archive", &[]).await.status, 303);
        assert_eq!(http.post_form("luc", "/me/data/archive", &[]).await.status, 409);
        assert!(http.get_as("luc", "/me/data").await.text().contains("se prépare"));
        work(&village).await;
        assert_eq!((waiting(&village, "luc").await, waiting(&village, "awa").await), (1, 0));
        assert_eq!(http.post_form("luc", "/me/data/archive", &[]).await.status, 303, "and another may be asked for");
    }
}
