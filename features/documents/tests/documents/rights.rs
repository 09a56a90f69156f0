//! Safety tests 9 to 12: a file is read by whoever may read the item that carries it, at the moment of asking, and by nobody else.

use base::Refusal;
use http::header::{IF_NONE_MATCH, RANGE};
use http::{HeaderName, Method};
use kernel::documents::{self, Preview, Read};
use kernel::items::{self, ItemEdit, NewItem};
use kernel::spaces::members;
use kernel::{Edit, Manage, access};
use village::{Http, in_both};

use crate::{open, post, send, sent};

/// Every way to a file, for somebody who must not know that it is there.
async fn hidden(http: &Http, who: &str, file: base::Id, why: &str) {
    let known: [&[(HeaderName, &str)]; 3] = [&[], &[(RANGE, "bytes=0-3")], &[(IF_NONE_MATCH, "*")]];
    for path in [
        format!("/api/v1/files/{file}"),
        format!("/api/v1/files/{file}/content"),
        format!("/api/v1/files/{file}/preview"),
        format!("/files/{file}/content"),
        format!("/files/{file}/preview"),
    ] {
        for method in [Method::GET, Method::HEAD] {
            for headers in known {
                let answer = http.ask(who, method.clone(), &path, headers, "").await;
                assert_eq!(answer.status, 404, "{why}: {who} {method} {path}");
                assert!(!answer.text().contains("canari"), "{why}");
                assert!(answer.headers.get("etag").is_none() && answer.headers.get("content-disposition").is_none(), "{why}");
            }
        }
    }
}

async fn reads(http: &Http, who: &str, file: base::Id) -> u16 {
    http.get_as(who, &format!("/files/{file}/content")).await.status
}

in_both! {
    async fn only_readers_of_the_item_read_its_file(village) {
        let http = open(&village);
        let file = sent(&http, "mehdi", "canari.txt", "canari 1").await;
        for who in ["luc", "awa", "oscar", "nadia"] {
            hidden(&http, who, file, "attached to nothing").await;
        }
        assert_eq!(reads(&http, "mehdi", file).await, 200);
        let item = post(&village, "mehdi", "Atelier", "Voici", vec![file]).await.expect("posted");
        for who in ["mehdi", "luc", "rita", "nadia"] {
            assert_eq!(reads(&http, who, file).await, 200, "{who}");
        }
        for who in ["oscar", "awa", "bob"] {
            hidden(&http, who, file, "of a private space").await;
        }
        assert_eq!(http.get_as("", &format!("/api/v1/files/{file}")).await.status, 401);
        // In the trash it is there for its author and the hosts alone.
        village.does("mehdi", move |tx, mehdi| items::trash(tx, &access::item_to_trash(tx, mehdi, item)?)).await.expect("trashed");
        hidden(&http, "rita", file, "trashed").await;
        assert_eq!((reads(&http, "mehdi", file).await, reads(&http, "luc", file).await), (200, 200));
    }

    async fn a_right_that_ends_ends_at_once(village) {
        let http = open(&village);
        let file = sent(&http, "mehdi", "canari.txt", "canari 2").await;
        post(&village, "mehdi", "Atelier", "Voici", vec![file]).await.expect("posted");
        assert_eq!(reads(&http, "nadia", file).await, 200);
        let (atelier, nadia) = (village.space("Atelier"), village.person("nadia"));
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, nadia)).await.expect("removed");
        hidden(&http, "nadia", file, "removed").await;
        // Test 12: what was open becomes private.
        let shown = sent(&http, "luc", "canari.txt", "canari 3").await;
        post(&village, "luc", "Place", "Pour tous", vec![shown]).await.expect("posted");
        assert_eq!(reads(&http, "rita", shown).await, 200);
        let cached = http.get_as("rita", &format!("/files/{shown}/content")).await.headers["cache-control"].clone();
        assert_eq!(cached, "no-store, private");
        let place = village.space("Place");
        let close = move |tx: &store::Tx, awa: &kernel::Actor| {
            let space = access::space::<Manage>(tx, awa, place)?;
            tx.run("UPDATE spaces SET opening = 'private' WHERE id = $1", store::params![space.it().id]).map(drop).map_err(Into::into)
        };
        village.does("awa", close).await.expect("closed");
        hidden(&http, "rita", shown, "the space became private").await;
    }

    async fn nobody_attaches_what_is_not_theirs(village) {
        let http = open(&village);
        let foreign = sent(&http, "luc", "canari.txt", "canari 4").await;
        let unknown = base::Id(12345);
        let mine = sent(&http, "mehdi", "mien.txt", "à moi").await;
        let item = post(&village, "mehdi", "Atelier", "Voici", vec![mine]).await.expect("posted");
        let not_found = |outcome: base::Result<base::Id>| assert_eq!(outcome.expect_err("refused").refusal(), Some(&Refusal::NotFound));
        for files in [vec![foreign], vec![unknown], vec![mine]] {
            not_found(post(&village, "mehdi", "Atelier", "Encore", files.clone()).await);
            let kinds = village.kinds();
            let (fresh, kept) = (files.clone(), kinds.clone());
            let comment = village.does("mehdi", move |tx, mehdi| {
                items::comment(tx, &kinds, &access::item_to_comment(tx, mehdi, item)?, &NewItem::comment_with(&kinds, "Voici", fresh)?)
            });
            not_found(comment.await);
            if files != [mine] {
                let edit = village.does("mehdi", move |tx, mehdi| {
                    let edit = ItemEdit { files: Some(files), ..ItemEdit::default() };
                    items::edit(tx, &kept, &access::item::<Edit>(tx, mehdi, item)?, &edit).map(|()| item)
                });
                not_found(edit.await);
            }
        }
        // What was refused left everything as it was.
        assert_eq!(reads(&http, "luc", foreign).await, 200);
        hidden(&http, "mehdi", foreign, "somebody else's").await;
        assert_eq!(reads(&http, "rita", mine).await, 200);
    }

    async fn a_file_given_up_by_an_edit_is_its_uploaders_again(village) {
        let http = open(&village);
        let (first, second) = (sent(&http, "mehdi", "un.txt", "un").await, sent(&http, "mehdi", "deux.txt", "deux").await);
        let item = post(&village, "mehdi", "Atelier", "Voici", vec![first]).await.expect("posted");
        let kinds = village.kinds();
        village
            .does("mehdi", move |tx, mehdi| {
                let edit = ItemEdit { files: Some(vec![second]), ..ItemEdit::default() };
                items::edit(tx, &kinds, &access::item::<Edit>(tx, mehdi, item)?, &edit)
            })
            .await
            .expect("edited");
        hidden(&http, "rita", first, "given up").await;
        assert_eq!((reads(&http, "mehdi", first).await, reads(&http, "rita", second).await), (200, 200));
    }

    async fn words_inside_are_found_by_readers_alone(village) {
        let http = open(&village);
        let answer = send(&http, "mehdi", "devis_toiture.txt", "contenu").await.expect(201);
        let (file, sha) = (crate::id(&answer), answer["sha256"].as_str().expect("a hash").to_owned());
        let item = post(&village, "mehdi", "Atelier", "", vec![file]).await.expect("a file needs no words");
        let found = async |who: &str, words: &str| {
            let wanted = kernel::find::Wanted { words: words.to_owned(), ..Default::default() };
            village.looks(who, move |db, actor| kernel::find::items(db, actor, &wanted, 10)).await.expect("asked")
        };
        let hits = found("rita", "toiture").await;
        assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [item], "by its name");
        assert!(hits[0].title.contains("devis_toiture.txt"), "{:?}", hits[0].title);
        assert!(found("rita", "ornithorynque").await.is_empty());
        let (kinds, read) = (village.kinds(), Read {
            text: "Un ornithorynque\0 sur le toit".into(),
            preview: Some(Preview { sha256: sha.clone(), media: "image/jpeg".into(), width: 4, height: 3 }),
        });
        village.does("mehdi", move |tx, _| documents::keep(tx, &kinds, &sha, &read)).await.expect("kept");
        let hits = found("rita", "ornithorynques").await;
        assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [item]);
        assert!(hits[0].excerpt.iter().any(|(text, marked)| *marked && text == "ornithorynque"), "{:?}", hits[0].excerpt);
        assert!(found("oscar", "ornithorynque").await.is_empty() && found("awa", "toiture").await.is_empty());
        hidden(&http, "oscar", file, "read, with a picture").await;
        assert_eq!(http.get_as("rita", &format!("/files/{file}/preview")).await.status, 200);
        assert!(village.heard_by("rita").await.iter().any(|change| change.verb == kernel::changes::Verb::Illustrated));
        assert!(!village.heard_by("oscar").await.iter().any(|change| change.verb == kernel::changes::Verb::Illustrated));
    }

    async fn documents_of_a_space_are_for_its_readers(village) {
        let http = open(&village);
        let file = sent(&http, "mehdi", "canari 100 %.txt", "canari 5").await;
        let item = village.post("luc", "Atelier", "Le chantier\nOù en est-on ?").await;
        let kinds = village.kinds();
        village
            .does("mehdi", move |tx, mehdi| {
                items::comment(tx, &kinds, &access::item_to_comment(tx, mehdi, item)?, &NewItem::comment_with(&kinds, "", vec![file])?)
            })
            .await
            .expect("a comment may be a file alone");
        let atelier = village.space("Atelier");
        let list = format!("/api/v1/spaces/{atelier}/files");
        let page = http.get_as("rita", &list).await.expect(200);
        let one = &page["items"][0];
        assert_eq!((one["id"].as_str(), one["origin"].as_str(), one["author_name"].as_str()), (Some(file.to_string().as_str()), Some("Le chantier"), Some("Mehdi Benali")));
        for (query, count) in [("q=CANARI", 1), ("q=100%20%25", 1), ("q=_", 0), ("type=image", 0), ("type=office", 1), ("limit=1", 1)] {
            let found = http.get_as("rita", &format!("{list}?{query}")).await.expect(200);
            assert_eq!(found["items"].as_array().map(Vec::len), Some(count), "{query}");
        }
        let by_luc = http.get_as("rita", &format!("{list}?author={}", village.person("luc"))).await.expect(200);
        assert_eq!(by_luc["items"].as_array().map(Vec::len), Some(0));
        assert_eq!(http.get_as("rita", &format!("{list}?type=exe")).await.status, 422);
        let drawn = http.get_as("rita", &format!("/spaces/{atelier}/documents")).await;
        assert!(drawn.status == 200 && drawn.text().contains("Le chantier") && drawn.text().contains(&format!("/items/{item}#item-")), "{}", drawn.status);
        for who in ["oscar", "awa"] {
            assert_eq!(http.get_as(who, &list).await.status, 404, "{who}");
            let page = http.get_as(who, &format!("/spaces/{atelier}/documents")).await;
            assert!(page.status == 404 && !page.text().contains("canari"), "{who}");
        }
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, item)?)).await.expect("trashed");
        assert_eq!(http.get_as("rita", &list).await.expect(200)["items"].as_array().map(Vec::len), Some(0), "with its thread in the trash");
    }
}
