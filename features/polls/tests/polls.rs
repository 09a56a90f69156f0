//! Polls in a village, on both databases: asked, voted, closed, found, forgotten, and by whom not.

use base::{Id, Moment, Refusal, Result};
use http::Method;
use kernel::items::{self, queries};
use kernel::people;
use kernel::spaces::{self, members};
use kernel::{Contribute, Kind, Manage, View, access, find};
use polls::{PollRoom, vote};
use serde_json::{Value as Json, json};
use store::{Query, counted, params};
use utoipa_axum::router::OpenApiRouter;
use village::{Village, in_both};

fn open(village: Village) -> Village {
    village.with(vec![Box::new(PollRoom)])
}

async fn asks(village: &Village, data: Json) -> Result<Id> {
    village.posts("luc", "Atelier", Kind::Poll, "Quand ?\n", data).await
}

async fn data(village: &Village, name: &str, poll: Id) -> Json {
    let kinds = village.kinds();
    village.looks(name, move |db, actor| Ok(queries::one(db, &kinds, &access::item::<View>(db, actor, poll)?)?.data)).await.expect("a poll")
}

/// The ids of the choices, in order.
async fn choices(village: &Village, poll: Id) -> Vec<Id> {
    let options = data(village, "luc", poll).await["options"].clone();
    options.as_array().expect("options").iter().map(|option| option["id"].as_str().expect("an id").parse().expect("digits")).collect()
}

async fn casts(village: &Village, name: &str, poll: Id, options: Vec<Id>) -> Option<Refusal> {
    let cast = move |tx: &store::Tx, actor: &kernel::Actor| vote(tx, &access::item::<Contribute>(tx, actor, poll)?, &options);
    village.does(name, cast).await.err().and_then(|fault| fault.refusal().cloned())
}

fn votes(data: &Json) -> Vec<(i64, bool)> {
    let option = |option: &Json| (option["votes"].as_i64().expect("votes"), option["mine"].as_bool().expect("mine"));
    data["options"].as_array().expect("options").iter().map(option).collect()
}

in_both! {
    async fn one_person_one_ballot(village) {
        let village = open(village);
        let poll = asks(&village, json!({ "options": ["lundi", " mardi "] })).await.expect("a poll");
        let days = choices(&village, poll).await;
        assert_eq!(data(&village, "rita", poll).await["options"][1]["label"], "mardi");
        for _ in 0..2 {
            assert_eq!(casts(&village, "mehdi", poll, vec![days[0]]).await, None);
        }
        assert_eq!(casts(&village, "nadia", poll, vec![days[1]]).await, None);
        assert_eq!(casts(&village, "mehdi", poll, vec![days[1]]).await, None);
        let seen = data(&village, "mehdi", poll).await;
        assert_eq!((votes(&seen), &seen["voters"], &seen["closed"], &seen["multiple"]), (vec![(0, false), (2, true)], &json!(2), &json!(false), &json!(false)));
        assert_eq!(votes(&data(&village, "luc", poll).await), [(0, false), (2, false)]);
        assert_eq!(casts(&village, "mehdi", poll, Vec::new()).await, None);
        assert_eq!(votes(&data(&village, "mehdi", poll).await), [(0, false), (1, false)]);
        assert_eq!(casts(&village, "mehdi", poll, days.clone()).await, Some(Refusal::limit("options", "too_many", 1)));
        assert_eq!(casts(&village, "mehdi", poll, vec![Id(1)]).await, Some(Refusal::field("options", "unknown")));
    }

    async fn several_choices_where_they_are_allowed(village) {
        let village = open(village);
        let poll = asks(&village, json!({ "options": ["a", "b", "c"], "multiple": true })).await.expect("a poll");
        let other = asks(&village, json!({ "options": ["a", "b"] })).await.expect("a poll");
        let (letters, foreign) = (choices(&village, poll).await, choices(&village, other).await);
        assert_eq!(casts(&village, "mehdi", poll, vec![letters[0], letters[2], letters[0]]).await, None);
        let seen = data(&village, "mehdi", poll).await;
        assert_eq!((votes(&seen), &seen["voters"]), (vec![(1, true), (0, false), (1, true)], &json!(1)));
        assert_eq!(casts(&village, "mehdi", poll, vec![letters[0], foreign[0]]).await, Some(Refusal::field("options", "unknown")));
        assert_eq!(votes(&data(&village, "mehdi", poll).await), [(1, true), (0, false), (1, true)], "a refused ballot changes nothing");
    }

    async fn what_is_asked_badly_is_named(village) {
        let village = open(village);
        let many: Vec<String> = (0..21).map(|n| n.to_string()).collect();
        let long = "é".repeat(201);
        let cases = [
            (json!({ "options": ["a"] }), Refusal::limit("options", "too_few", 2)),
            (json!({ "options": [] }), Refusal::limit("options", "too_few", 2)),
            (json!({ "options": many }), Refusal::limit("options", "too_many", 20)),
            (json!({ "options": ["a", " a"] }), Refusal::field("options", "duplicate")),
            (json!({ "options": ["a", ""] }), Refusal::field("options", "required")),
            (json!({ "options": ["a", long] }), Refusal::limit("options", "too_long", 200)),
            (json!({ "options": ["a", "b"], "closes_at": "2020-01-01T00:00:00Z" }), Refusal::field("closes_at", "in_the_past")),
            (json!({ "options": ["a", "b"], "closes_at": "hier" }), Refusal::field("data", "wrong_type")),
            (json!({ "options": ["a", 2] }), Refusal::field("data", "wrong_type")),
            (json!({ "options": ["a", "b"], "secret": true }), Refusal::field("data", "wrong_type")),
            (json!([["a", "b"]]), Refusal::field("data", "wrong_type")),
            (Json::Null, Refusal::field("data", "wrong_type")),
        ];
        for (data, expected) in cases {
            let refused = asks(&village, data.clone()).await.err().and_then(|fault| fault.refusal().cloned());
            assert_eq!(refused, Some(expected), "{data}");
        }
    }

    async fn a_closed_poll_takes_no_ballot(village) {
        let village = open(village);
        let at = Moment::now().plus_seconds(3_600);
        let poll = asks(&village, json!({ "options": ["a", "b"], "closes_at": at })).await.expect("a poll");
        let letters = choices(&village, poll).await;
        assert_eq!(casts(&village, "mehdi", poll, vec![letters[0]]).await, None);
        assert_eq!(data(&village, "mehdi", poll).await["closed"], false);
        let early = Moment::now().plus_seconds(-1);
        village.store().write(move |tx| tx.run("UPDATE polls SET closes_at = $2 WHERE item_id = $1", params![poll, early])).await.expect("time passes");
        assert_eq!(casts(&village, "mehdi", poll, vec![letters[1]]).await, Some(Refusal::Conflict("poll_closed")));
        let seen = data(&village, "mehdi", poll).await;
        assert_eq!((&seen["closed"], votes(&seen)), (&json!(true), vec![(1, true), (0, false)]));
    }

    async fn who_may_not_vote_does_not(village) {
        let village = open(village);
        let poll = asks(&village, json!({ "options": ["a", "b"] })).await.expect("a poll");
        let letter = choices(&village, poll).await[0];
        for name in ["oscar", "awa", "bob"] {
            assert_eq!(casts(&village, name, poll, vec![letter]).await, Some(Refusal::NotFound), "{name}");
        }
        assert_eq!(casts(&village, "rita", poll, vec![letter]).await, Some(Refusal::Forbidden("read_only")));
        let post = village.post("luc", "Atelier", "Pas un sondage").await;
        assert_eq!(casts(&village, "mehdi", post, vec![letter]).await, Some(Refusal::NotFound));
        let (nadia, atelier) = (village.person("nadia"), village.space("Atelier"));
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, nadia)).await.expect("removed");
        assert_eq!(casts(&village, "nadia", poll, vec![letter]).await, Some(Refusal::NotFound));
        let mehdi = village.person("mehdi");
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, mehdi)).await.expect("deactivated");
        assert_eq!(casts(&village, "mehdi", poll, vec![letter]).await, Some(Refusal::SignedOut));
        village.does("luc", move |tx, luc| spaces::archive(tx, &access::space::<Manage>(tx, luc, atelier)?)).await.expect("archived");
        assert_eq!(casts(&village, "luc", poll, vec![letter]).await, Some(Refusal::Conflict("archived")));
    }

    async fn it_is_found_by_its_choices_until_it_is_forgotten(village) {
        let village = open(village);
        let poll = asks(&village, json!({ "options": ["girouette", "moulin"] })).await.expect("a poll");
        let found = || {
            let wanted = find::Wanted { words: "girouettes".into(), ..find::Wanted::default() };
            village.looks("rita", move |db, rita| Ok(find::items(db, rita, &wanted, 5)?.len()))
        };
        assert_eq!(found().await.ok(), Some(1));
        let kinds = village.kinds();
        let edit = items::ItemEdit { title: Some("Et quand ?".into()), ..items::ItemEdit::default() };
        village.does("luc", move |tx, luc| items::edit(tx, &kinds, &access::item::<kernel::Edit>(tx, luc, poll)?, &edit)).await.expect("edited");
        assert_eq!(found().await.ok(), Some(1), "an edit keeps the choices findable");
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, poll)?)).await.expect("trashed");
        assert_eq!(found().await.ok(), Some(0));
        let kinds = village.kinds();
        village.does("luc", move |tx, luc| items::restore(tx, &kinds, &access::item_to_trash(tx, luc, poll)?)).await.expect("restored");
        assert_eq!(found().await.ok(), Some(1));
        village.does("luc", move |tx, luc| items::trash(tx, &access::item_to_trash(tx, luc, poll)?)).await.expect("trashed");
        let kinds = village.kinds();
        village.store().write(move |tx| items::purge(tx, &kinds, Moment::now().plus_days(31), 10)).await.expect("purged");
        let words = village.store().read(|db| db.count("SELECT count(*) FROM poll_options WHERE label <> ''", &[])).await;
        assert_eq!(words.ok(), Some(0), "no word of it is left");
    }

    async fn ten_polls_cost_what_one_costs(village) {
        let village = open(village);
        let (kinds, atelier, rita) = (village.kinds(), village.space("Atelier"), village.actor("rita").await);
        let cost = || {
            let (kinds, rita) = (kinds.clone(), rita.clone());
            counted(village.store().read(move |db| {
                let space = access::space::<View>(db, &rita, atelier)?;
                let page = queries::of_space(db, &kinds, &space, &queries::Narrowed::default(), None, 50)?;
                Ok::<_, base::Fault>(page.iter().filter(|poll| votes(&poll.data).len() == 2).count())
            }))
        };
        asks(&village, json!({ "options": ["a", "b"] })).await.expect("a poll");
        let (one, statements) = cost().await;
        for _ in 0..9 {
            asks(&village, json!({ "options": ["a", "b"] })).await.expect("a poll");
        }
        let (ten, again) = cost().await;
        assert_eq!((one.ok(), ten.ok(), again), (Some(1), Some(10), statements));
    }

    async fn the_api_takes_ballots(village) {
        let village = open(village);
        let (routes, _) = OpenApiRouter::new().nest("/api/v1", polls::api()).split_for_parts();
        let api = village.http(routes);
        let poll = asks(&village, json!({ "options": ["a", "b"] })).await.expect("a poll");
        let letters = choices(&village, poll).await;
        let path = format!("/api/v1/items/{poll}/vote");
        assert_eq!(api.json("mehdi", Method::PUT, &path, &json!({ "options": [letters[1]] })).await.status, 204);
        assert_eq!(votes(&data(&village, "mehdi", poll).await), [(0, false), (1, true)]);
        for (body, status) in [
            (json!({}), 422), (json!({ "options": "a" }), 422), (json!({ "options": [12] }), 422), (json!({ "options": ["x"] }), 422),
            (json!({ "options": ["9223372036854775808"] }), 422), (json!({ "options": ["12"] }), 422), (json!({ "options": [], "by": "luc" }), 422),
            (json!({ "options": letters }), 422), (json!([]), 422),
        ] {
            assert_eq!(api.json("mehdi", Method::PUT, &path, &body).await.status, status, "{body}");
        }
        assert_eq!(api.json("oscar", Method::PUT, &path, &json!({ "options": [letters[1]] })).await.status, 404);
        assert_eq!(api.json("", Method::PUT, &path, &json!({ "options": [] })).await.status, 401);
        let heard = village.heard_by("oscar").await;
        assert!(heard.iter().all(|change| change.item != Some(poll)), "the outsider hears nothing");
    }

    async fn the_form_takes_ballots(village) {
        let village = open(village);
        let pages = village.http(polls::pages());
        let poll = asks(&village, json!({ "options": ["a", "b", "c"], "multiple": true })).await.expect("a poll");
        let letters: Vec<String> = choices(&village, poll).await.iter().map(Id::to_string).collect();
        let answer = pages.post_form("mehdi", &format!("/items/{poll}/vote"), &[("option", &letters[0]), ("option", &letters[2])]).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(votes(&data(&village, "mehdi", poll).await), [(1, true), (0, false), (1, true)]);
        assert_eq!(pages.post_form("mehdi", &format!("/items/{poll}/vote"), &[]).await.status, 303);
        assert_eq!(votes(&data(&village, "mehdi", poll).await), [(0, false), (0, false), (0, false)]);
        assert_eq!(pages.post_form("oscar", &format!("/items/{poll}/vote"), &[("option", &letters[0])]).await.status, 404);
    }
}
