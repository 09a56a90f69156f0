//! Whatever is asked, nothing breaks (safety.md 81).

use kernel::Kind;
use serde_json::Value as Json;
use village::in_both;

use super::{http, query};

const SYNTAX: [&str; 24] = [
    "\"",
    "\"\"",
    "'",
    "''",
    "a\"b",
    "a OR",
    "NOT a",
    "AND",
    "NEAR(a b, 2)",
    "a*",
    "*",
    "^a",
    "words:a",
    "{a b}:c",
    "(",
    ")",
    "a | b & !c",
    "a:*",
    "<->",
    "\\",
    "a\\'",
    "%00",
    "-",
    "';DROP TABLE search;--",
];

fn strings() -> Vec<String> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/strings/blns.json");
    let text = std::fs::read_to_string(file).expect("the shared samples stand beside the repository");
    serde_json::from_str(&text).expect("a list of strings")
}

in_both! {
    async fn any_words(village) {
        let http = http(&village);
        let huge = ["a".repeat(60_000), "a ".repeat(30_000), "é\u{301}".repeat(4_000), "\"".repeat(20_000), "#".repeat(20_000), "\u{1}\u{2028}".into()];
        for q in strings().iter().map(String::as_str).chain(SYNTAX).chain(huge.iter().map(String::as_str)) {
            let query = query(&[("q", q)]);
            let shown = if q.contains(['<', '"', '\'']) { "/search" } else { "/search/quick" };
            for path in ["/api/v1/search", shown] {
                let answer = http.get_as("luc", &format!("{path}?{query}")).await;
                assert_eq!(answer.status, 200, "{path} {q:?}");
                assert!(!answer.text().contains("<script>alert"), "{path} {q:?}");
            }
        }
        assert_eq!(http.get_as("luc", "/api/v1/search?q=a%00b").await.status, 400, "NUL is in no text");
        for raw in ["q=%", "q=%ff%fe", "q=%ED%A0%80", "q", "q=a&q=b", "=", "&&", "q[]=1"] {
            assert_eq!(http.get_as("luc", &format!("/api/v1/search?{raw}")).await.status, 200, "{raw}");
        }
    }

    async fn any_filter(village) {
        let http = http(&village);
        for bad in SYNTAX.into_iter().chain(["9223372036854775808", "1e400", "[1]", "-1", "2026-03-12 10:00", "+292278994-01-01T00:00:00Z", "\u{202e}"]) {
            for name in ["kind", "space", "author", "from", "until", "after", "limit"] {
                for path in ["/api/v1/search", "/search"] {
                    let status = http.get_as("luc", &format!("{path}?{}", query(&[("q", "a"), (name, bad)]))).await.status;
                    assert_eq!(status, 422, "{path} {name} {bad:?}");
                }
            }
        }
    }

    async fn any_text_is_found_again(village) {
        let http = http(&village);
        let strings = strings();
        for text in &strings {
            // What is empty once cleaned is refused; the rest must be indexed whatever it is.
            let _ = village.posts("luc", "Place", Kind::Post, &format!("Salsifis\n{text}"), Json::Null).await.expect("posted");
        }
        let page = http.get_as("luc", "/api/v1/search?q=salsifis&limit=200").await.expect(200);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(200));
        assert!(!http.get_as("luc", "/search?q=salsifis").await.text().contains("<script>alert"));
    }
}
