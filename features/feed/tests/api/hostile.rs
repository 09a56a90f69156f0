//! Texts that nobody here wrote: 318 files of JSON, good and bad, and 515 naughty strings.

use http::Method;
use http::header::CONTENT_TYPE;
use serde_json::json;
use village::in_both;

use crate::open;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples");

in_both! {
    async fn bad_json_is_refused_and_good_json_read(village) {
        let (village, api) = open(village);
        let path = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let files = std::fs::read_dir(format!("{SAMPLES}/json")).expect("the samples stand beside the clone");
        let mut read = 0;
        for file in files {
            let file = file.expect("a file").path();
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            let status = api.ask("luc", Method::POST, &path, &[(CONTENT_TYPE, "application/json")], std::fs::read(&file).expect("bytes")).await.status;
            match &name[..2] {
                // Good JSON, but no item.
                "y_" => assert_eq!(status, 422, "{name}"),
                "n_" => assert_eq!(status, 400, "{name}"),
                _ => assert!(matches!(status, 400 | 422), "{name}: {status}"),
            }
            read += 1;
        }
        assert!(read > 300, "{read}");
    }

    async fn naughty_strings_are_words_like_others(village) {
        let (village, api) = open(village);
        let path = format!("/api/v1/spaces/{}/items", village.space("Atelier"));
        let text = std::fs::read_to_string(format!("{SAMPLES}/strings/blns.json")).expect("the samples stand beside the clone");
        let strings: Vec<String> = serde_json::from_str(&text).expect("a list of strings");
        let mut written = 0;
        for string in &strings {
            let answer = api.json("luc", Method::POST, &path, &json!({ "kind": "post", "title": string, "body": string })).await;
            if answer.status == 422 {
                assert!(string.trim().chars().count() == 0 || string.chars().count() > 200 || answer.wrong()[0].1 == "required", "{string:?}");
                continue;
            }
            let item = answer.expect(201);
            let id = item["id"].as_str().expect("an id");
            let shown = api.get_as("mehdi", &format!("/api/v1/items/{id}")).await.expect(200);
            assert_eq!((&shown["title"], &shown["body"]), (&item["title"], &item["body"]));
            let html = shown["html"].as_str().expect("html").to_lowercase();
            let mut tags = html.split('<').skip(1).filter_map(|tag| tag.split('>').next());
            assert!(!tags.any(|tag| tag.starts_with("script") || tag.contains(" on") || tag.contains("javascript:")), "{string:?}: {html}");
            written += 1;
        }
        assert!(written > 450, "{written}");
        let listed = api.get_as("mehdi", &format!("{path}?limit=200")).await.expect(200);
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(200));
    }
}
