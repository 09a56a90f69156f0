//! What I keep, my trash and an item's history: page by page through the API, and by the pages' own links.

use base::Id;
use http::Method;
use kernel::items::{self, ItemEdit};
use kernel::{Edit, View, access};
use serde_json::Value as Json;
use store::params;
use village::{Http, Village, in_both};

use crate::open;

/// Every page of `path`, at most two entries each.
async fn walked(api: &Http, path: &str) -> Vec<Json> {
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = api.get_as("luc", &format!("{path}?limit=2{after}")).await.expect(200);
        let items = page["items"].as_array().expect("items");
        assert!(items.len() <= 2, "{page}");
        seen.extend(items.iter().cloned());
        let Some(next) = page["next"].as_str() else { return seen };
        assert_eq!(items.len(), 2, "{page}");
        after = format!("&after={next}");
    }
}

fn ids(items: &[Json]) -> Vec<Id> {
    items.iter().map(|item| item["id"].as_str().expect("an id").parse().expect("digits")).collect()
}

/// So many posts of Mehdi's, in a space that Luc hosts.
async fn posted(village: &Village, how_many: usize) -> Vec<Id> {
    let mut posted = Vec::new();
    for n in 0..how_many {
        posted.push(village.post("mehdi", "Atelier", &format!("n° {n}")).await);
    }
    posted
}

async fn keeps(village: &Village, those: Vec<Id>) {
    let keep = move |tx: &store::Tx, luc: &kernel::Actor| {
        those.iter().try_for_each(|item| items::bookmark(tx, &access::item::<View>(tx, luc, *item)?))
    };
    village.does("luc", keep).await.expect("kept");
}

async fn trashes(village: &Village, those: Vec<Id>) {
    let trash = move |tx: &store::Tx, luc: &kernel::Actor| {
        those.iter().try_for_each(|item| items::trash(tx, &access::item_to_trash(tx, luc, *item)?))
    };
    village.does("luc", trash).await.expect("trashed");
}

/// The address behind the link to the other page, and how many entries this one has.
fn leads(page: &str, rel: &str, entry: &str) -> (Option<String>, usize) {
    let link = page.split("<a ").find(|link| link.contains(&format!("rel=\"{rel}\"")));
    let href = link.and_then(|link| link.split("href=\"").nth(1)?.split('"').next());
    (href.map(str::to_owned), page.matches(entry).count())
}

in_both! {
    async fn the_api_goes_on_where_a_page_ended(village) {
        let (village, api) = open(village);
        let mut posted = posted(&village, 7).await;
        let one = posted[3];
        // Kept and trashed in another order than posted, most of them at the same moment.
        keeps(&village, posted.clone()).await;
        village.store().write(move |tx| tx.run("UPDATE bookmarks SET at = CASE WHEN item_id = $1 THEN 9 ELSE 5 END", params![one])).await.expect("long ago");
        posted.reverse();
        posted.sort_by_key(|id| *id != one);
        assert_eq!(ids(&walked(&api, "/api/v1/bookmarks").await), posted);
        trashes(&village, posted.clone()).await;
        village.store().write(move |tx| tx.run("UPDATE items SET trashed_at = CASE WHEN id = $1 THEN 9 ELSE 5 END WHERE trashed_at > 0", params![one])).await.expect("long ago");
        assert_eq!(ids(&walked(&api, "/api/v1/trash").await), posted);
        assert!(walked(&api, "/api/v1/bookmarks").await.is_empty());
    }

    async fn what_is_taken_out_meanwhile_makes_no_gap(village) {
        let (village, api) = open(village);
        let posted = posted(&village, 5).await;
        trashes(&village, posted.clone()).await;
        let first = api.get_as("luc", "/api/v1/trash?limit=2").await.expect(200);
        let last = ids(first["items"].as_array().expect("items"))[1];
        api.json("luc", Method::DELETE, &format!("/api/v1/items/{last}/trash"), &Json::Null).await.expect(200);
        let next = first["next"].as_str().expect("more");
        let rest = api.get_as("luc", &format!("/api/v1/trash?after={next}")).await.expect(200);
        assert_eq!((ids(rest["items"].as_array().expect("items")).len(), &rest["next"]), (3, &Json::Null));
    }

    async fn a_history_is_read_in_pages(village) {
        let (village, api) = open(village);
        let (item, kinds) = (village.post("luc", "Atelier", "version 1").await, village.kinds());
        let rewrite = move |tx: &store::Tx, luc: &kernel::Actor| {
            (2..=5).try_for_each(|n| {
                let edit = ItemEdit { body: Some(format!("version {n}")), ..ItemEdit::default() };
                items::edit(tx, &kinds, &access::item::<Edit>(tx, luc, item)?, &edit)
            })
        };
        village.does("luc", rewrite).await.expect("rewritten");
        let seen = walked(&api, &format!("/api/v1/items/{item}/history")).await;
        assert_eq!(seen.iter().filter_map(|version| version["revision"].as_i64()).collect::<Vec<_>>(), [5, 4, 3, 2, 1]);
        let page = village.http(feed::pages()).get_as("luc", &format!("/items/{item}/history?limit=3")).await.text();
        let (older, versions) = leads(&page, "next", "class=\"prose\"");
        assert_eq!(versions, 3, "{page}");
        assert!(older.is_some_and(|href| href.starts_with(&format!("/items/{item}/history?after="))), "{page}");
    }

    async fn the_shelves_lead_on_by_a_link(village) {
        let (village, api) = open(village);
        let pages = village.http(feed::pages());
        let posted = posted(&village, 51).await;
        for (path, entry) in [("/bookmarks", "<article"), ("/trash", "<li class=\"entry\"")] {
            if path == "/bookmarks" { keeps(&village, posted.clone()).await } else { trashes(&village, posted.clone()).await }
            let first = pages.get_as("luc", path).await.text();
            let (older, entries) = leads(&first, "next", entry);
            assert_eq!((entries, leads(&first, "prev", entry).0), (50, None), "{path}");
            let second = pages.get_as("luc", &older.expect("a link to what is older")).await.text();
            assert_eq!(leads(&second, "next", entry), (None, 1), "{path}");
            assert_eq!(leads(&second, "prev", entry).0.as_deref(), Some(path));
            for list in [path.to_owned(), format!("/api/v1{path}")] {
                let foreign = web::Cursor(vec![1]);
                let asked = if list == path { &pages } else { &api };
                assert_eq!(asked.get_as("luc", &format!("{list}?after={foreign}")).await.status, 422, "{list}");
            }
        }
    }
}
