//! Inviting and joining.

use http::Method;
use kernel::people::PersonRole;
use serde_json::{Value, json};

use crate::on_both;
use crate::town::{PASSWORD, Town, Visitor, address, day, nobody};

async fn invited(town: &Town, by: &Visitor, body: Value) -> String {
    let made = town.call(by, Method::POST, "/invitations", body).await;
    assert_eq!(made.status, 201, "{}", made.text());
    made.json()["url"].as_str().expect("a link").replace("http://palabre.example", "")
}

fn newcomer(email: &str) -> [(&str, &str); 5] {
    [("name", "Inès Roux"), ("email", email), ("password", PASSWORD), ("language", "fr"), ("zone", "America/Montreal")]
}

on_both! {
    async fn one_link_makes_one_account(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let link = invited(&town, &owner, json!({ "role": "member" })).await;
        assert!(town.get(&nobody(), &link).await.text().contains("Awa Diallo vous invite"));
        let emails: Vec<String> = (0..8).map(|n| format!("p{n}@exemple.fr")).collect();
        let tasks: Vec<_> = (0..20).map(|n| {
            let (town, link, email) = (&town, &link, &emails[n % 8]);
            async move { town.post(&nobody(), link, &newcomer(email)).await.status.as_u16() }
        }).collect();
        let mut answers = all(tasks).await;
        answers.sort_unstable();
        // The throttle stops the last ones; of the others one alone gets in.
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|status| [303, 404, 429].contains(status)), "{answers:?}");
        assert_eq!(town.count("SELECT count(*) FROM people").await, 2);
        assert_eq!(town.get(&nobody(), &link).await.status, 404);
        assert_eq!(town.count("SELECT count(*) FROM invitations WHERE used_at IS NOT NULL AND used_by IS NOT NULL").await, 1);
    }

    async fn a_guest_comes_into_one_space_until_a_day(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let host = town.person("Luc Morel", PersonRole::Member).await;
        let space = town.space(&host, "Chantier Roux").await;
        let id = space.to_string();
        let form = [("role", "guest"), ("email", "Ines@Client.fr"), ("space", id.as_str()), ("ends_on", &day(30))];
        let page = town.post(&host, "/invitations", &form).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let link = address(&page.text(), "http://palabre.example/join/").replace("http://palabre.example", "");
        assert!(!town.get(&host, "/invitations").await.text().contains("/join/"), "the link is shown once");
        assert!(town.get(&host, "/invitations").await.text().contains("ines@client.fr"));
        // An administrator sees that somebody is invited, not into which private space.
        let seen = town.call(&owner, Method::GET, "/invitations", Value::Null).await.json();
        assert_eq!((&seen["items"][0]["email"], &seen["items"][0]["space"]), (&"ines@client.fr".into(), &Value::Null));
        assert!(!town.get(&owner, "/invitations").await.text().contains("Chantier Roux"));

        let joined = town.post(&nobody(), &link, &newcomer("autre@client.fr")).await;
        assert_eq!((joined.status.as_u16(), joined.to()), (303, "/charter?next=/"));
        let guest = Visitor { cookie: joined.session(), ..nobody() };
        assert_eq!(town.count("SELECT count(*) FROM people WHERE email = 'ines@client.fr' AND role = 'guest' AND ends_at IS NOT NULL AND inviter_id IS NOT NULL").await, 1);
        let directory = town.get(&guest, "/people").await.text();
        assert!(directory.contains("Luc Morel") && directory.contains("Inès Roux") && !directory.contains("Awa Diallo"));
        assert!(!directory.contains("exemple.fr"));
        assert_eq!(town.get(&guest, &format!("/people/{}", owner.id)).await.status, 404);
        assert_eq!(town.get(&guest, &format!("/people/{}", host.id)).await.status, 200);
        assert_eq!(town.get(&guest, "/invitations").await.status, 403);
    }

    async fn who_may_invite_whom(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let (host, other) = (town.person("Luc Morel", PersonRole::Member).await, town.person("Zoé Petit", PersonRole::Member).await);
        let guest = town.person("Inès Roux", PersonRole::Guest).await;
        let space = town.space(&host, "Atelier").await.to_string();
        for (by, body, status) in [
            (&host, json!({ "role": "member" }), 403),
            (&host, json!({ "role": "guest" }), 422),
            (&host, json!({ "role": "owner" }), 422),
            (&other, json!({ "role": "guest", "space": space }), 404),
            (&owner, json!({ "role": "guest", "space": space }), 404),
            (&guest, json!({ "role": "guest", "space": space }), 403),
            (&host, json!({ "role": "guest", "space": space, "email": "pas une adresse" }), 422),
            (&host, json!({ "role": "guest", "space": space, "ends_at": "2020-01-01T00:00:00Z" }), 422),
            (&host, json!({ "role": "guest", "space": space, "ends_at": "2099-01-01T00:00:00Z" }), 422),
            (&host, json!({ "role": "guest", "space": space, "note": "x" }), 422),
            (&host, json!({ "role": "guest", "space": space }), 201),
            (&owner, json!({ "role": "guest" }), 201),
        ] {
            let answer = town.call(by, Method::POST, "/invitations", body.clone()).await;
            assert_eq!(answer.status.as_u16(), status, "{body} {}", answer.text());
        }
    }

    async fn what_is_revoked_or_whose_inviter_left_is_dead(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let admin = town.person("Luc Morel", PersonRole::Admin).await;
        let revoked = invited(&town, &admin, json!({ "role": "member" })).await;
        let list = town.call(&admin, Method::GET, "/invitations", Value::Null).await;
        assert!(!list.text().contains("/join/"));
        let id = list.json()["items"][0]["id"].as_str().expect("an id").to_owned();
        let stranger = town.person("Zoé Petit", PersonRole::Member).await;
        assert_eq!(town.call(&stranger, Method::DELETE, &format!("/invitations/{id}"), Value::Null).await.status, 404);
        assert_eq!(town.call(&admin, Method::DELETE, &format!("/invitations/{id}"), Value::Null).await.status, 204);
        assert_eq!(town.post(&nobody(), &revoked, &newcomer("a@exemple.fr")).await.status, 404);

        // Demoted, its inviter may no longer invite members; deactivated, nobody.
        let demoted = invited(&town, &admin, json!({ "role": "member" })).await;
        let role = format!("/people/{}/role", admin.id);
        assert_eq!(town.call(&owner, Method::PUT, &role, json!({ "role": "member" })).await.status, 200);
        assert_eq!(town.post(&nobody(), &demoted, &newcomer("b@exemple.fr")).await.status, 404);
        assert_eq!(town.call(&owner, Method::PUT, &role, json!({ "role": "admin" })).await.status, 200);
        assert_eq!(town.call(&owner, Method::PUT, &format!("/people/{}/deactivation", admin.id), Value::Null).await.status, 204);
        assert_eq!(town.get(&nobody(), &demoted).await.status, 404);
        assert_eq!(town.count("SELECT count(*) FROM people").await, 3);
    }

    async fn a_retry_is_the_same_invitation_under_another_link(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let at_it = Visitor { key: "clef".into(), ..owner.clone() };
        let body = json!({ "role": "guest", "name": "Inès Roux" });
        let first = town.call(&at_it, Method::POST, "/invitations", body.clone()).await.json();
        let again = town.call(&at_it, Method::POST, "/invitations", body.clone()).await;
        assert_eq!((again.status.as_u16(), &again.json()["id"]), (201, &first["id"]));
        assert_eq!(town.count("SELECT count(*) FROM invitations").await, 1);
        assert_eq!(town.count("SELECT count(*) FROM audit WHERE act = 'invited'").await, 1);
        assert_eq!(town.count("SELECT count(*) FROM answers WHERE answer LIKE '%/join/%' OR length(answer) > 40").await, 0, "no link is kept");
        let path = |made: &Value| made["url"].as_str().expect("a link").replace("http://palabre.example", "");
        assert_eq!(town.get(&nobody(), &path(&first)).await.status, 404);
        let link = path(&again.json());
        assert_eq!(town.get(&nobody(), &link).await.status, 200);
        let other = town.call(&at_it, Method::POST, "/invitations", json!({ "role": "member" })).await;
        assert_eq!((other.status.as_u16(), &other.json()["errors"][0]["code"]), (422, &"used_for_another".into()));
        assert_eq!(town.post(&nobody(), &link, &newcomer("ines@exemple.fr")).await.status, 303);
        let used = town.call(&at_it, Method::POST, "/invitations", body).await.json();
        assert_eq!((&used["id"], &used["url"]), (&first["id"], &Value::Null));
        assert_eq!(town.count("SELECT count(*) FROM people").await, 2);
    }

    async fn a_taken_address_leaves_the_invitation_open(town) {
        let owner = town.person("Awa Diallo", PersonRole::Owner).await;
        let link = invited(&town, &owner, json!({ "role": "member" })).await;
        let refused = town.post(&nobody(), &link, &newcomer("awa.diallo@exemple.fr")).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Inès Roux"));
        assert_eq!(town.post(&nobody(), &link, &newcomer("ines@exemple.fr")).await.status, 303);
    }
}

/// Runs them all at once.
async fn all<T>(tasks: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut tasks: Vec<_> = tasks.into_iter().map(|task| (Box::pin(task), None)).collect();
    std::future::poll_fn(|context| {
        for (task, done) in &mut tasks {
            if done.is_none()
                && let std::task::Poll::Ready(value) = task.as_mut().poll(context)
            {
                *done = Some(value);
            }
        }
        if tasks.iter().all(|(_, done)| done.is_some()) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    tasks.into_iter().filter_map(|(_, done)| done).collect()
}
