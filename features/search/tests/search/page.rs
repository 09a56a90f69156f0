//! The page, and the lines of the go-anywhere dialog.

use http::Method;
use http::header::{ACCEPT, LOCATION};
use village::in_both;

use super::http;

in_both! {
    async fn what_was_found_by_what_it_is(village) {
        let http = http(&village);
        let text = http.get_as("luc", "/search").await.text();
        assert!(text.contains("Que cherchez-vous\u{202f}?") && text.contains("name=\"until\""), "help, and the filters");
        let post = village.post("mehdi", "Place", "Un atelier\nOn y fait <i>tout</i>, à l’atelier de Luc").await;
        let text = http.get_as("luc", "/search?q=atelier").await.text();
        assert!(text.contains("id=\"found-spaces\"") && text.contains("id=\"found-items\"") && !text.contains("id=\"found-people\""), "{text}");
        assert!(text.contains(&format!("href=\"/items/{post}\"")) && text.contains("Un <mark>atelier</mark>"));
        assert!(text.contains("On y fait &lt;i&gt;tout&lt;/i&gt;, à l’<mark>atelier</mark>"), "{text}");
        assert!(http.get_as("oscar", "/search?q=luc").await.text().contains("id=\"found-people\""));
        let none = http.get_as("luc", "/search?q=%3Cb%3Eintrouvable&kind=poll").await.text();
        assert!(none.contains("Rien pour «\u{202f}&lt;b&gt;introuvable\u{202f}»") && none.contains("/search?q=%3Cb%3Eintrouvable\""), "{none}");
        assert!(http.get_as("luc", "/search?q=%23rien").await.text().contains("href=\"/search?q=rien\""), "a tag that nothing bears is a word");
        let signed_out = http.ask("", Method::GET, "/search?q=a", &[(ACCEPT, "text/html")], "").await;
        assert_eq!((signed_out.status, signed_out.headers[LOCATION].to_str().ok()), (303, Some("/sign-in?next=/search%3Fq%3Da")));
    }

    async fn older_hits_are_a_link_away(village) {
        let http = http(&village);
        for n in 0..25 {
            village.post("luc", "Place", &format!("Navet {n}")).await;
        }
        let first = http.get_as("mehdi", "/search?q=navet&kind=post").await.text();
        let older = first.split("rel=\"next\"").next().and_then(|head| head.rsplit("href=\"").next()).and_then(|rest| rest.split('"').next());
        let older = older.expect("a link").replace("&amp;", "&");
        assert!(older.starts_with("/search?q=navet&kind=post&after="), "{older}");
        let second = http.get_as("mehdi", &older).await.text();
        let count = |text: &str| text.matches("<mark>Navet</mark>").count();
        assert_eq!((count(&first), count(&second)), (20, 5));
        assert!(second.contains("rel=\"prev\"") && !second.contains("rel=\"next\""));
    }

    async fn the_number_of_queries_is_fixed(village) {
        let http = http(&village);
        let mut counts = Vec::new();
        for n in [1, 15] {
            for _ in 0..n {
                village.post("luc", "Place", "Un panais").await;
            }
            for path in ["/search?q=panais", "/api/v1/search?q=panais", "/search/quick?q=panais"] {
                let before = village.store().queries();
                assert_eq!(http.get_as("mehdi", path).await.status, 200);
                counts.push(village.store().queries() - before);
            }
        }
        assert_eq!(counts[..3], counts[3..]);
        // PostgreSQL is first asked whether the word is rare.
        assert!(counts[0] <= 12 && counts[1] <= 7 && counts[2] <= 7, "{counts:?}");
    }

    async fn going_anywhere(village) {
        let http = http(&village);
        let post = village.post("luc", "Place", "Le fenouil\nEn salade").await;
        let lines = async |q: &str| {
            let text = http.get_as("mehdi", &format!("/search/quick?q={q}")).await.text();
            let hrefs = text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned));
            hrefs.filter(|href| !href.starts_with("/search?") && !href.starts_with("/assets/")).collect::<Vec<_>>()
        };
        let (place, luc) = (format!("/spaces/{}", village.space("Place")), format!("/people/{}", village.person("luc")));
        assert_eq!(lines("fenou").await, [format!("/items/{post}")]);
        assert_eq!(lines("pla").await[0], place);
        assert!(lines("mor").await.contains(&luc), "a person by the beginning of a name");
        assert_eq!(lines("a+trai").await, ["/inbox"]);
        assert_eq!(lines("annu").await, ["/people"]);
        assert!(lines("").await.contains(&place), "one’s own spaces to begin with");
        assert_eq!(lines("zz").await, [""; 0]);
        // Tokens of stems and of places in the index are no words.
        assert!(lines("f").await.iter().all(|href| *href == format!("/items/{post}")));
        for typed in ["_", "_item", "%5Fby", "ite"] {
            assert_eq!(lines(typed).await, [""; 0], "{typed}");
        }
    }
}
