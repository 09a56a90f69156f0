//! Questions in a village, on both databases: answered, settled by whom it may, and by nobody else.

use base::{Id, Refusal, Result};
use http::Method;
use kernel::items::{self, queries};
use kernel::notices::{self, Reason};
use kernel::people;
use kernel::spaces::{self, members};
use kernel::{Kind, Manage, View, access};
use questions::{QuestionRoom, accept, unaccept};
use serde_json::{Value as Json, json};
use utoipa_axum::router::OpenApiRouter;
use village::{Village, in_both};

/// Mehdi asks, Nadia answers.
async fn asked(village: Village) -> (Village, Id, Id) {
    let village = village.with(vec![Box::new(QuestionRoom)]);
    let question = village.posts("mehdi", "Atelier", Kind::Question, "Quelle colle ?\n", Json::Null).await.expect("a question");
    let answer = village.comment("nadia", question, "La blanche").await;
    (village, question, answer)
}

async fn seen(village: &Village, name: &str, question: Id) -> (String, Json) {
    let kinds = village.kinds();
    let one = village
        .looks(name, move |db, actor| queries::one(db, &kinds, &access::item::<View>(db, actor, question)?))
        .await
        .expect("a question");
    (one.state, one.data["answer"]["id"].clone())
}

fn refusal(done: Result<()>) -> Option<Refusal> {
    done.err().map(|fault| fault.refusal().cloned().unwrap_or_else(|| panic!("{fault}")))
}

async fn accepts(village: &Village, name: &str, question: Id, answer: Id) -> Option<Refusal> {
    refusal(village.does(name, move |tx, actor| accept(tx, actor, question, answer)).await)
}

async fn unaccepts(village: &Village, name: &str, question: Id) -> Option<Refusal> {
    refusal(village.does(name, move |tx, actor| unaccept(tx, actor, question)).await)
}

in_both! {
    async fn the_asker_says_which_answer_it_was(village) {
        let (village, question, answer) = asked(village).await;
        let other = village.comment("luc", answer, "Ou la brune").await;
        assert_eq!(seen(&village, "rita", question).await, ("open".into(), Json::Null));
        for _ in 0..2 {
            assert_eq!(accepts(&village, "mehdi", question, answer).await, None);
        }
        assert_eq!(seen(&village, "rita", question).await, ("answered".into(), json!(answer)));
        let told = village.looks("nadia", |db, nadia| Ok(notices::page(db, nadia.id, true, None, 20)?)).await.expect("notices");
        assert_eq!(told.iter().filter(|notice| notice.reason == Reason::Accepted).count(), 1);
        assert_eq!(accepts(&village, "luc", question, other).await, None, "a host may correct, and an answer's answer be the one");
        assert_eq!(seen(&village, "mehdi", question).await, ("answered".into(), json!(other)));
        for _ in 0..2 {
            assert_eq!(unaccepts(&village, "mehdi", question).await, None);
        }
        assert_eq!(seen(&village, "rita", question).await, ("open".into(), Json::Null));
    }

    async fn only_a_comment_of_this_question(village) {
        let (village, question, answer) = asked(village).await;
        let elsewhere = village.post("mehdi", "Atelier", "Autre").await;
        let foreign = village.comment("nadia", elsewhere, "Hors sujet").await;
        let gone = village.comment("nadia", question, "Non").await;
        village.does("nadia", move |tx, nadia| items::trash(tx, &access::item_to_trash(tx, nadia, gone)?)).await.expect("trashed");
        for wrong in [foreign, elsewhere, question, gone, Id(1)] {
            assert_eq!(accepts(&village, "mehdi", question, wrong).await, Some(Refusal::field("answer", "unknown")), "{wrong}");
        }
        assert_eq!(accepts(&village, "mehdi", elsewhere, foreign).await, Some(Refusal::NotFound), "a post has no answer");
        assert_eq!(seen(&village, "rita", question).await.0, "open");
        let data = village.posts("mehdi", "Atelier", Kind::Question, "Et ?\n", json!({ "answer": answer })).await;
        assert_eq!(data.err().and_then(|fault| fault.refusal().cloned()), Some(Refusal::field("data", "unknown_field")));
    }

    async fn an_answer_in_the_trash_is_not_shown(village) {
        let (village, question, answer) = asked(village).await;
        assert_eq!(accepts(&village, "mehdi", question, answer).await, None);
        village.does("nadia", move |tx, nadia| items::trash(tx, &access::item_to_trash(tx, nadia, answer)?)).await.expect("trashed");
        assert_eq!(seen(&village, "rita", question).await.1, Json::Null);
        let kinds = village.kinds();
        village.does("nadia", move |tx, nadia| items::restore(tx, &kinds, &access::item_to_trash(tx, nadia, answer)?)).await.expect("restored");
        assert_eq!(seen(&village, "rita", question).await.1, json!(answer));
    }

    async fn nobody_else_settles_it(village) {
        let (village, question, answer) = asked(village).await;
        for name in ["oscar", "awa", "bob"] {
            assert_eq!(accepts(&village, name, question, answer).await, Some(Refusal::NotFound), "{name}");
            assert_eq!(unaccepts(&village, name, question).await, Some(Refusal::NotFound), "{name}");
        }
        assert_eq!(accepts(&village, "nadia", question, answer).await, Some(Refusal::Forbidden("not_the_asker")));
        assert_eq!(accepts(&village, "rita", question, answer).await, Some(Refusal::Forbidden("read_only")));
        let (mehdi, atelier) = (village.person("mehdi"), village.space("Atelier"));
        village.does("luc", move |tx, luc| members::leave(tx, luc, atelier, mehdi)).await.expect("removed");
        assert_eq!(accepts(&village, "mehdi", question, answer).await, Some(Refusal::NotFound), "the asker who is out");
        village.does("awa", move |tx, awa| people::deactivate(tx, awa, mehdi)).await.expect("deactivated");
        assert_eq!(accepts(&village, "mehdi", question, answer).await, Some(Refusal::SignedOut));
        village.does("luc", move |tx, luc| spaces::archive(tx, &access::space::<Manage>(tx, luc, atelier)?)).await.expect("archived");
        assert_eq!(accepts(&village, "luc", question, answer).await, Some(Refusal::Conflict("archived")));
        assert_eq!(unaccepts(&village, "luc", question).await, Some(Refusal::Conflict("archived")));
    }

    async fn the_api_and_the_form_settle_it(village) {
        let (village, question, answer) = asked(village).await;
        let (routes, _) = OpenApiRouter::new().nest("/api/v1", questions::api()).split_for_parts();
        let api = village.http(routes.merge(questions::pages()));
        let path = format!("/api/v1/items/{question}/answer");
        assert_eq!(api.json("mehdi", Method::PUT, &path, &json!({ "comment": answer })).await.status, 204);
        assert_eq!(seen(&village, "rita", question).await.0, "answered");
        assert_eq!(api.json("mehdi", Method::DELETE, &path, &Json::Null).await.status, 204);
        assert_eq!(seen(&village, "rita", question).await.0, "open");
        for body in [json!({}), json!({ "comment": 12 }), json!({ "comment": "x" }), json!({ "comment": "12" }), json!({ "comment": answer, "why": 1 })] {
            assert_eq!(api.json("mehdi", Method::PUT, &path, &body).await.status, 422, "{body}");
        }
        assert_eq!(api.json("nadia", Method::PUT, &path, &json!({ "comment": answer })).await.status, 403);
        assert_eq!(api.json("oscar", Method::PUT, &path, &json!({ "comment": answer })).await.status, 404);
        assert_eq!(api.json("", Method::DELETE, &path, &Json::Null).await.status, 401);
        let form = format!("/items/{question}/accept");
        assert_eq!(api.post_form("mehdi", &form, &[("answer", &answer.to_string())]).await.status, 303);
        assert_eq!(seen(&village, "rita", question).await, ("answered".into(), json!(answer)));
        assert_eq!(api.post_form("mehdi", &form, &[("answer", "")]).await.status, 303);
        assert_eq!(seen(&village, "rita", question).await.0, "open");
        assert!(village.heard_by("oscar").await.iter().all(|change| change.item != Some(question)), "the outsider hears nothing");
    }
}
