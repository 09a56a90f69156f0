//! Requests that come from elsewhere, by another road, or for what lies beside: none is taken for one of ours, and none changes anything.

use std::collections::BTreeSet;

use base::Id;
use e2e::Api;
use http::Method;
use http::header::HOST;
use kernel::spaces::{SpaceRole, members};
use serde_json::json;
use village::{Dialect, Village, block_on};

use super::census;
use super::lines::{Asked, Line};
use super::standing;
use super::world::World;

fn in_world(test: impl AsyncFnOnce(World)) {
    let village = Village::on(Dialect::Sqlite);
    block_on(async {
        test(World::build(village).await).await;
    });
}

fn cookie(world: &World, actor: &str) -> String {
    world.pass(actor).expect("a cookie").1
}

/// Every line that changes something, with ids that its asker knows.
fn writes(world: &World, actor: &str) -> Vec<(Line, Asked)> {
    let id = |kind: &str| {
        world
            .known
            .iter()
            .find(|known| known.kind == kind && known.seen_by.contains(&actor))
            .map_or_else(|| "1".to_owned(), |known| known.id.clone())
    };
    let lines = Line::all(super::matrix::ROUTES).into_iter().filter(|line| !line.reads());
    lines
        .map(|line| {
            let asked = line.filled(&line.kinds().iter().map(|kind| id(kind)).collect::<Vec<_>>());
            (line, asked)
        })
        .collect()
}

#[test]
fn no_other_site_changes_anything() {
    in_world(async |world| {
        let (api, cookie) = (Api::new(&world.url, ""), cookie(&world, "awa"));
        let before = standing::of(world.village.store()).await;
        let mut asked = 0;
        for (line, request) in writes(&world, "awa") {
            for elsewhere in [
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"),
                ("Origin", "https://evil.example"),
                ("Origin", "null"),
                ("X-Nothing", ""),
            ] {
                let headers: Vec<(&str, &str)> = request
                    .headers
                    .iter()
                    .map(|(name, value)| (name.as_str(), *value))
                    .chain([elsewhere, ("Cookie", cookie.as_str())])
                    .collect();
                let answer = api.send_text(line.method.as_str(), &request.path, &headers, &request.body).expect("an answer");
                assert_eq!(answer.status, 403, "{} from {elsewhere:?}: {}", line.route(), answer.head);
                asked += 1;
            }
        }
        assert!(asked > 500, "{asked}");
        assert_eq!(standing::changed(&before, &standing::of(world.village.store()).await), Vec::<String>::new());
        for origin in [&[("Origin", "https://evil.example")][..], &[("Origin", "null")], &[]] {
            let upgrade = [
                ("Upgrade", "websocket"),
                ("Sec-WebSocket-Version", "13"),
                ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
                ("Cookie", cookie.as_str()),
            ];
            let answer = api.send_text("GET", "/api/v1/live", &[&upgrade[..], origin].concat(), "").expect("an answer");
            assert_eq!(answer.status, 403, "a socket from {origin:?}");
        }
    });
}

#[test]
fn reading_changes_nothing_and_a_text_is_no_json() {
    in_world(async |world| {
        let routes = census::routes(&world.router, &world.http).await;
        let before = standing::of(world.village.store()).await;
        let mut tried = BTreeSet::new();
        for (line, request) in writes(&world, "awa") {
            let get = line.route().replacen(line.method.as_str(), "GET", 1);
            if !routes.contains(&get) && tried.insert(get) {
                for method in [Method::GET, Method::HEAD] {
                    let plain = Asked { path: request.path.clone(), headers: Vec::new(), body: String::new() };
                    // HEAD is a question of its own where one asks how far an upload has come.
                    if method == Method::HEAD && routes.contains(&line.route().replacen(line.method.as_str(), "HEAD", 1)) {
                        continue;
                    }
                    let answer = world.ask("awa", method.clone(), &plain, &[]).await;
                    assert_eq!(answer.status, 405, "{method} {}", request.path);
                }
            }
            if line.is_api() && request.body.starts_with('{') {
                let texts = Asked { headers: vec![(http::header::CONTENT_TYPE, "text/plain")], ..request };
                assert_eq!(world.ask("awa", line.method.clone(), &texts, &[]).await.status, 415, "{}", line.route());
            }
        }
        assert!(tried.len() > 60, "{}", tried.len());
        assert_eq!(standing::changed(&before, &standing::of(world.village.store()).await), Vec::<String>::new());
    });
}

#[test]
fn links_in_letters_lead_to_the_configured_address() {
    in_world(async |world| {
        let address = world.known.iter().find(|known| known.kind == "email").expect("an address").id.clone();
        let form = vec![(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")];
        let json = vec![(http::header::CONTENT_TYPE, "application/json")];
        let invitation = json!({ "role": "member", "name": "Léo", "email": "leo@ailleurs.example" }).to_string();
        for (actor, asked) in [
            ("", Asked { path: "/forgot".into(), headers: form, body: format!("email={address}") }),
            ("awa", Asked { path: "/api/v1/invitations".into(), headers: json, body: invitation }),
        ] {
            let forwarded = http::HeaderName::from_static("x-forwarded-host");
            let answer = world.ask(actor, Method::POST, &asked, &[(HOST, "evil.example"), (forwarded, "evil.example")]).await;
            assert!(answer.status < 400, "{}: {}", asked.path, answer.text());
        }
        world.rest().await;
        let letters = world.postbox.letters();
        for to in [address.as_str(), "leo@ailleurs.example"] {
            let letter = letters.iter().rfind(|letter| letter.to == to).unwrap_or_else(|| panic!("no letter to {to}"));
            assert!(letter.text.contains("http://village.example/") && !letter.text.contains("evil.example"), "{}", letter.text);
        }
    });
}

#[test]
fn paths_that_climb_or_pretend_lead_nowhere() {
    in_world(async |world| {
        let item = &world.known.iter().find(|known| known.kind == "item" && known.seen_by.contains(&"mehdi")).expect("an item").id;
        let file = &world.known.iter().find(|known| known.kind == "file" && known.seen_by.contains(&"mehdi")).expect("a file").id;
        let mut paths: Vec<String> = [
            "..%2f..%2fCargo.toml",
            "%2e%2e%2fapp.css",
            "..%5capp.css",
            "%252e%252e%252fapp.css",
            "app.css%00",
            "app.css;x",
            "/app.css",
            "app.css/",
        ]
        .iter()
        .map(|name| format!("/assets/{name}"))
        .collect();
        for id in ["..%2f1", "%2e%2e", "1%2f..", "1;x", "1%00", "%252e", "//1"] {
            paths.extend([
                format!("/files/{id}/content"),
                format!("/api/v1/files/{id}/content"),
                format!("/people/{id}/photo"),
                format!("/items/{id}"),
            ]);
        }
        // What ends like a file of everybody's is not one: no cache on the way keeps it for the next.
        paths.extend([
            format!("/items/{item}/x.css"),
            format!("/items/{item}.css"),
            format!("/items/{item};x.css"),
            format!("/files/{file}/content/x.png"),
            "/me/x.css".into(),
            "/inbox/style.css".into(),
        ]);
        for path in paths {
            let answer =
                world.ask("mehdi", Method::GET, &Asked { path: path.clone(), headers: Vec::new(), body: String::new() }, &[]).await;
            assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        }
        let odd = format!("/api/v1/items/{item}/reactions/..%2f..%2f");
        let answer = world.ask("mehdi", Method::PUT, &Asked { path: odd, headers: Vec::new(), body: String::new() }, &[]).await;
        assert_eq!(answer.status, 422, "{}", answer.text());
        for path in [
            "/%3Cscript%3Ealert(1)%3C/script%3E",
            "/items/%3Cscript%3Ealert(1)",
            "/search?q=%3Cscript%3Ealert(1)",
            "/spaces?q=%3Cscript%3Ealert(1)",
            "/people?q=%3Cscript%3Ealert(1)",
        ] {
            let answer = world.ask("mehdi", Method::GET, &Asked { path: path.into(), headers: Vec::new(), body: String::new() }, &[]).await;
            assert!(answer.status < 500 && !answer.text().contains("<script>alert"), "{path}");
        }
    });
}

#[test]
fn no_id_around_a_known_one_answers_otherwise() {
    in_world(async |world| {
        let hidden: Vec<i64> = world
            .known
            .iter()
            .filter(|known| ["item", "file", "space"].contains(&known.kind) && !known.seen_by.contains(&"oscar"))
            .map(|known| known.id.parse().expect("a number"))
            .collect();
        for pattern in ["/api/v1/items/§", "/api/v1/files/§", "/api/v1/spaces/§", "/items/§", "/files/§/content"] {
            let mut shapes = BTreeSet::new();
            for id in hidden.iter().flat_map(|id| id - 15..=id + 15).map(Id) {
                let asked = Asked { path: pattern.replace('§', &id.to_string()), headers: Vec::new(), body: String::new() };
                let answer = world.ask("oscar", Method::GET, &asked, &[]).await;
                let headers: Vec<String> = answer
                    .headers
                    .iter()
                    .filter(|(name, _)| *name != "x-request-id")
                    .map(|(name, value)| format!("{name}: {value:?}"))
                    .collect();
                shapes.insert((answer.status, headers, answer.text()));
            }
            assert_eq!(shapes.len(), 1, "{pattern}: {shapes:?}");
            assert_eq!(shapes.first().map(|shape| shape.0), Some(404), "{pattern}");
        }
        assert!(hidden.len() > 10, "{}", hidden.len());
    });
}

#[test]
fn who_only_reads_now_changes_no_words_of_before() {
    in_world(async |world| {
        let item = world.village.post("mehdi", "Atelier", "Dit quand je le pouvais").await;
        let (atelier, mehdi) = (world.village.space("Atelier"), world.village.person("mehdi"));
        let demoted = move |tx: &store::Tx, luc: &kernel::Actor| members::admit(tx, luc, atelier, mehdi, SpaceRole::Reader);
        world.village.does("luc", demoted).await.expect("a reader now");
        let before = standing::of(world.village.store()).await;
        let json = vec![(http::header::CONTENT_TYPE, "application/json")];
        for (method, rest, body) in [
            (Method::PATCH, "", r#"{"body":"Autre chose"}"#),
            (Method::PATCH, "", r#"{"files":[]}"#),
            (Method::PUT, "/trash", ""),
            (Method::DELETE, "", ""),
            (Method::POST, "/comments", r#"{"body":"Encore"}"#),
        ] {
            let headers = if body.is_empty() { Vec::new() } else { json.clone() };
            let asked = Asked { path: format!("/api/v1/items/{item}{rest}"), headers, body: body.into() };
            let answer = world.ask("mehdi", method.clone(), &asked, &[]).await;
            assert_eq!(answer.status, 403, "{method} {rest}: {}", answer.text());
        }
        assert_eq!(standing::changed(&before, &standing::of(world.village.store()).await), Vec::<String>::new());
    });
}

#[test]
fn each_sensitive_act_leaves_one_line() {
    in_world(async |world| {
        let (rita, place) = (world.village.person("rita"), world.village.space("Place"));
        let json =
            |path: String, body: &str| Asked { path, headers: vec![(http::header::CONTENT_TYPE, "application/json")], body: body.into() };
        let form = |path: String, body: &str| Asked {
            path,
            headers: vec![(http::header::CONTENT_TYPE, "application/x-www-form-urlencoded")],
            body: body.into(),
        };
        let count = async || {
            world
                .village
                .store()
                .read(|db| store::Query::all(db, "SELECT act FROM audit ORDER BY id", &[], |row| row.text(0)))
                .await
                .expect("the trail")
        };
        let bare = |path: String| Asked { path, headers: Vec::new(), body: String::new() };
        for (act, method, asked) in [
            ("role-changed", Method::PUT, json(format!("/api/v1/people/{rita}/role"), r#"{"role":"admin"}"#)),
            ("deactivated", Method::PUT, bare(format!("/api/v1/people/{rita}/deactivation"))),
            ("reactivated", Method::DELETE, bare(format!("/api/v1/people/{rita}/deactivation"))),
            ("token-made", Method::POST, json("/api/v1/tokens".into(), r#"{"name":"essai"}"#)),
            (
                "invited",
                Method::POST,
                json(
                    "/api/v1/invitations".into(),
                    &json!({ "role": "guest", "name": "X", "space": place, "ends_at": base::Moment::now().plus_days(60).to_string() })
                        .to_string(),
                ),
            ),
            ("retention-changed", Method::PUT, json("/api/v1/administration/retention/notices".into(), r#"{"days":45,"why":"Essai"}"#)),
            ("identity-changed", Method::PATCH, json("/api/v1/network".into(), r#"{"name":"Un autre nom"}"#)),
            ("sign-in-rule-changed", Method::POST, form("/administration/sign-in".into(), "rule=administrators")),
            (
                "setting-changed",
                Method::POST,
                form("/administration/identity/hours".into(), "country=FR&zone=Europe/Paris&opens=09:00&closes=18:00&days=1"),
            ),
            ("charter-published", Method::PUT, json("/api/v1/charter".into(), r#"{"title":"Charte","body":"Autrement"}"#)),
            ("exported", Method::POST, form("/me/data/archive".into(), "")),
            ("erased", Method::POST, form(format!("/administration/people/{rita}/erase"), "confirm=1")),
        ] {
            let before = count().await;
            let answer = world.ask("awa", method.clone(), &asked, &[]).await;
            assert!(answer.status < 400, "{act}: {} {}", answer.status, answer.text());
            // A copy of one's data is made, and noted, by a job.
            world.rest().await;
            let after = count().await;
            // Whoever is erased is let in no more: two acts.
            let expected: &[&str] = if act == "erased" { &["deactivated", "erased"] } else { &[act] };
            assert_eq!(after[before.len()..], *expected, "{method} {}", asked.path);
            world.let_in("awa").await;
        }
    });
}

#[test]
fn no_answer_tells_the_secret_of_a_letter() {
    in_world(async |world| {
        let letter = world.postbox.letters().into_iter().find(|letter| letter.to.ends_with("@ailleurs.example")).expect("a letter");
        let (_, rest) = letter.text.split_once("/join/").expect("a link");
        let secret: String = rest.chars().take_while(char::is_ascii_graphic).collect();
        assert!(secret.len() >= 20, "{secret}");
        let mut asked = 0;
        for line in Line::all(super::matrix::ROUTES).into_iter().filter(Line::reads) {
            for actor in ["awa", "ada", "luc", "oscar"] {
                let ids: Vec<String> = line
                    .kinds()
                    .iter()
                    .map(|kind| {
                        world
                            .known
                            .iter()
                            .find(|known| known.kind == *kind && known.seen_by.contains(&actor))
                            .map_or_else(|| "1".into(), |known| known.id.clone())
                    })
                    .collect();
                let answer = world.ask(actor, line.method.clone(), &line.filled(&ids), &[]).await;
                assert!(
                    !answer.text().contains(&secret) && !format!("{:?}", answer.headers).contains(&secret),
                    "{actor}: {}",
                    line.route()
                );
                asked += 1;
            }
        }
        assert!(asked > 500, "{asked}");
        let answer =
            world.ask("", Method::GET, &Asked { path: format!("/join/{secret}"), headers: Vec::new(), body: String::new() }, &[]).await;
        assert_eq!(answer.status, 200, "the link itself is good");
    });
}

#[test]
fn names_are_only_names_in_letters() {
    in_world(async |world| {
        let json = vec![(http::header::CONTENT_TYPE, "application/json")];
        let name = "Awa\u{1b}[31m<b>Diallo</b>\r\nBcc: evil@evil.example\u{202e}";
        for (method, path, body) in [
            (Method::PATCH, "/api/v1/me", json!({ "name": name })),
            (Method::POST, "/api/v1/invitations", json!({ "role": "member", "name": name, "email": "zoe@ailleurs.example" })),
        ] {
            let answer = world.ask("awa", method, &Asked { path: path.into(), headers: json.clone(), body: body.to_string() }, &[]).await;
            assert!(answer.status < 300, "{path}: {}", answer.text());
        }
        world.rest().await;
        let letters = world.postbox.letters();
        let letter = letters.iter().rfind(|letter| letter.to == "zoe@ailleurs.example").expect("a letter");
        let head = letter.text.split("\n\n").next().expect("a head");
        assert!(head.contains("text/plain") && !letter.text.contains("text/html"), "nothing of it is drawn: {head}");
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{head}");
        for (what, text) in [("letter", letter.text.as_bytes()), ("log", &world.log.text()[..])] {
            assert!(!text.contains(&0x1b) && !String::from_utf8_lossy(text).contains('\u{202e}'), "a terminal would obey the {what}");
        }
    });
}

#[test]
fn marks_and_tokens_are_counted() {
    in_world(async |world| {
        let item = world.village.post("luc", "Place", "Un").await;
        let last = async |requests: Vec<Asked>, method: Method| {
            let mut statuses = Vec::new();
            for asked in requests {
                statuses.push(world.ask("luc", method.clone(), &asked, &[]).await.status);
            }
            (statuses.first().copied(), statuses.last().copied())
        };
        let faces = (0x1F600..0x1F640)
            .filter_map(char::from_u32)
            .map(|face| face.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect::<String>());
        let marks =
            faces.map(|face| Asked { path: format!("/api/v1/items/{item}/reactions/{face}"), headers: Vec::new(), body: String::new() });
        assert_eq!(last(marks.collect(), Method::PUT).await, (Some(200), Some(422)));
        let headers = vec![(http::header::CONTENT_TYPE, "application/json")];
        let tokens =
            (0..101).map(|n| Asked { path: "/api/v1/tokens".into(), headers: headers.clone(), body: format!("{{\"name\":\"{n}\"}}") });
        let (first, end) = last(tokens.collect(), Method::POST).await;
        assert!(first == Some(201) && end.is_some_and(|status| (400..500).contains(&status)), "{end:?}");
    });
}
