//! The page with and without scripts.

use http::header::{CONTENT_TYPE, LOCATION, REFERER};
use http::{HeaderName, Method};
use village::in_both;

use super::{clear, http, waiting};

const PARTIAL: HeaderName = HeaderName::from_static("x-palabre-partial");
const FORM: (HeaderName, &str) = (CONTENT_TYPE, "application/x-www-form-urlencoded");

in_both! {
    async fn an_empty_place_says_what_it_is_for(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        let page = http.get_as("mehdi", "/inbox").await.text();
        assert!(page.contains("Rien ne vous attend") && page.contains("Ici arrive ce qui vous concerne") && !page.contains("Tout marquer vu"), "{page}");
    }

    async fn scripts_get_the_list_and_the_navigation(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        village.post("luc", "Place", "Un\n@Mehdi Benali").await;
        village.post("luc", "Place", "Deux\n@Mehdi Benali").await;
        let page = http.get_as("mehdi", "/inbox").await.text();
        assert!(page.contains("id=\"inbox\" data-refresh") && page.contains("Tout marquer vu"), "{page}");
        let first = waiting(&http, "mehdi").await[0]["id"].as_str().expect("an id").to_owned();
        let path = format!("/inbox/{first}/read");
        let answer = http.ask("mehdi", Method::POST, &path, &[(PARTIAL, "1"), FORM], "").await;
        let text = answer.text();
        assert!(answer.status == 200 && !text.contains("<html") && text.contains("id=\"inbox\"") && text.contains("id=\"nav\""), "{text}");
        assert!(!text.contains(&format!("notice-{first}")) && text.matches("id=\"notice-").count() == 1);
        let here = "http://village.example/inbox?all=1";
        let answer = http.ask("mehdi", Method::POST, "/inbox/read", &[(PARTIAL, "1"), FORM, (REFERER, here)], "").await;
        assert!(answer.text().contains(&format!("notice-{first}")), "the whole list stays the whole list");
        assert!(waiting(&http, "mehdi").await.is_empty());
    }

    async fn browsers_get_the_page_again(village) {
        let http = http(&village);
        clear(&http, "mehdi").await;
        village.post("luc", "Place", "@Mehdi Benali").await;
        let id = waiting(&http, "mehdi").await[0]["id"].as_str().expect("an id").to_owned();
        let answer = http.post_form("mehdi", &format!("/inbox/{id}/read"), &[]).await;
        assert_eq!((answer.status, answer.headers[LOCATION].to_str().ok()), (303, Some("/inbox")));
        assert!(http.get_as("mehdi", "/inbox?all=1").await.text().contains(&format!("notice-{id}")));
        for odd in ["/inbox?all=1&before=x", "/inbox?before=-1", "/inbox?before=9223372036854775808", "/inbox?all=&before="] {
            assert_eq!(http.get_as("mehdi", odd).await.status, 200, "{odd}");
        }
        let elsewhere = http.ask("mehdi", Method::POST, "/inbox/read", &[FORM, (REFERER, "https://ailleurs.example/inbox/..?all=1")], "").await;
        assert_eq!(elsewhere.headers[LOCATION].to_str().ok(), Some("/inbox"));
    }
}
