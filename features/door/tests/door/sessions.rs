//! One's own sessions: seen by their owner alone, closed one by one or all others.

use http::Method;
use kernel::people::PersonRole;
use kernel::people::sessions::Means;
use village::in_both;

use crate::hall::{Hall, to};

in_both! {
    async fn sessions_are_listed_and_closed(village) {
        let hall = Hall::of(village);
        hall.run("DELETE FROM sessions").await;
        let (mut here, mut there, mut other) = (hall.signed_in("luc").await, hall.arrives("luc", Means::Passkey).await.1, hall.signed_in("luc").await);
        let mut mehdi = hall.signed_in("mehdi").await;
        let page = here.get("/me/security").await.text();
        assert_eq!((page.matches("Firefox sur Linux</b>").count(), page.matches("Cet appareil").count()), (3, 1));
        assert!(page.contains("par clé d’accès"));
        let list = here.ask(Method::GET, "/api/v1/me/sessions", "").await.expect(200);
        let items = list["items"].as_array().expect("a list");
        assert_eq!((items.len(), items.iter().filter(|session| session["current"] == true).count()), (3, 1));
        assert!(!list.to_string().contains(&here.session()));

        let id = there.session_id().await;
        assert_eq!(mehdi.post(&format!("/me/sessions/{id}/close"), &[]).await.status, 404);
        assert_eq!(mehdi.ask(Method::DELETE, &format!("/api/v1/me/sessions/{id}"), "").await.status, 404);
        assert_eq!(there.get("/").await.status, 200);
        assert_eq!(here.ask(Method::DELETE, &format!("/api/v1/me/sessions/{id}"), "").await.status, 204);
        assert_eq!(there.get("/").await.status, 303);
        assert_eq!(other.get("/").await.status, 200);
        assert_eq!(to(&here.post("/me/sessions/close", &[]).await), "/me/security#sessions");
        assert_eq!((other.get("/").await.status, here.get("/").await.status, mehdi.get("/").await.status), (303, 200, 200));
        let id = here.session_id().await;
        let closed = here.post(&format!("/me/sessions/{id}/close"), &[]).await;
        assert_eq!(to(&closed), "/sign-in");
        assert!(here.session().is_empty());
        assert_eq!(hall.count("SELECT count(*) FROM audit WHERE act = 'sessions-closed'").await, 3);
    }

    async fn another_role_signs_in_anew(village) {
        let hall = Hall::of(village);
        let (mut rita, mut awa) = (hall.signed_in("rita").await, hall.signed_in("awa").await);
        let id = hall.village.person("rita");
        hall.village.does("awa", move |tx, actor| kernel::people::set_role(tx, actor, id, PersonRole::Guest)).await.expect("given");
        assert_eq!((rita.get("/").await.status, awa.get("/").await.status), (303, 200));
    }

    async fn the_day_of_use_is_noted_once_a_day(village) {
        let hall = Hall::of(village);
        let mut luc = hall.signed_in("luc").await;
        luc.get("/").await;
        assert_eq!(hall.count("SELECT count(*) FROM sessions WHERE used_at IS NOT NULL").await, 0, "not on its first day");
        hall.run("UPDATE sessions SET created_at = created_at - 100000000").await;
        luc.get("/").await;
        assert_eq!(hall.count("SELECT count(*) FROM sessions WHERE used_at IS NOT NULL").await, 1);
    }
}
