//! What leaves: nothing that runs in our origin, under any name, and the part that was asked for (safety tests 75, 100, 101, 103).

use http::Method;
use http::header::{IF_NONE_MATCH, IF_RANGE, RANGE};
use village::in_both;

use crate::{open, sent};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

in_both! {
    async fn nothing_runs_in_our_origin(village) {
        let http = open(&village);
        let hostile: [(&str, &[u8]); 6] = [
            ("page.png", b"<!doctype html><script>alert(1)</script>"),
            ("image.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
            ("photo.jpg", b"<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.xsl\"?><a/>"),
            ("image.gif", PDF),
            ("notes.txt", b"<html><body onload=alert(1)>"),
            ("image.png", b"GIF89a/*<script>*/=1;alert(1)//"),
        ];
        for (name, bytes) in hostile {
            let file = sent(&http, "mehdi", name, bytes).await;
            for path in [format!("/files/{file}/content"), format!("/api/v1/files/{file}/content")] {
                let answer = http.get_as("mehdi", &path).await;
                let text = |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
                assert_eq!(answer.status, 200);
                assert_eq!((text("x-content-type-options"), text("cache-control"), text("cross-origin-resource-policy")), ("nosniff", "no-store, private", "same-origin"), "{name}");
                assert!(text("content-security-policy").starts_with("sandbox; default-src 'none'"), "{name}");
                let kind = text("content-type");
                assert!(!["html", "svg", "xml", "javascript"].iter().any(|run| kind.contains(run)), "{name}: {kind}");
                assert!(text("content-disposition").starts_with("attachment;") || kind == "image/gif", "{name}: {}", text("content-disposition"));
                assert_eq!(answer.text().as_bytes(), String::from_utf8_lossy(bytes).as_bytes(), "{name}");
            }
        }
    }

    async fn parts_and_conditions(village) {
        let http = open(&village);
        let file = sent(&http, "mehdi", "dix.txt", "0123456789").await;
        let path = format!("/files/{file}/content");
        let whole = http.get_as("mehdi", &path).await;
        let tag = whole.headers["etag"].to_str().expect("a tag").to_owned();
        assert_eq!((whole.status, whole.headers["accept-ranges"].to_str().ok()), (200, Some("bytes")));
        for (range, status, body, place) in [
            ("bytes=0-3", 206, "0123", Some("bytes 0-3/10")),
            ("bytes=-3", 206, "789", Some("bytes 7-9/10")),
            ("bytes=8-", 206, "89", Some("bytes 8-9/10")),
            ("bytes=10-", 416, "", Some("bytes */10")),
            ("bytes=0-1,3-4", 200, "0123456789", None),
        ] {
            let answer = http.ask("mehdi", Method::GET, &path, &[(RANGE, range)], "").await;
            let told = answer.headers.get("content-range").and_then(|place| place.to_str().ok());
            assert_eq!((answer.status, told), (status, place), "{range}");
            assert!(status == 416 || answer.text() == body, "{range}");
        }
        let stale = http.ask("mehdi", Method::GET, &path, &[(RANGE, "bytes=0-3"), (IF_RANGE, "\"x\"")], "").await;
        assert_eq!((stale.status, stale.text().as_str()), (200, "0123456789"));
        let known = http.ask("mehdi", Method::GET, &path, &[(IF_NONE_MATCH, &tag)], "").await;
        assert_eq!((known.status, known.text().as_str()), (304, ""));
        let head = http.ask("mehdi", Method::HEAD, &path, &[], "").await;
        assert_eq!((head.status, head.headers["content-length"].to_str().ok(), head.text().as_str()), (200, Some("10"), ""));
    }

    async fn any_name_makes_one_safe_header(village) {
        let http = open(&village);
        for (name, kept) in [
            ("é".repeat(300) + ".pdf", "é".repeat(196) + ".pdf"),
            ("fac\u{202e}fdp.exe".into(), "facfdp.exe".into()),
            ("a; filename=b.exe".into(), "a; filename=b.exe".into()),
            ("CON".into(), "CON".into()),
            ("..%2f..%2fetc".into(), "%2f..%2fetc".into()),
        ] {
            let file = sent(&http, "mehdi", &name, "x").await;
            let answer = http.get_as("mehdi", &format!("/files/{file}/content")).await;
            let header = answer.headers["content-disposition"].to_str().expect("ASCII").to_owned();
            let encoded = header.rsplit_once("filename*=UTF-8''").expect("the true name").1;
            assert_eq!(percent(encoded), kept);
            assert_eq!(header.matches(';').count() - header.split_once("filename=\"").map_or(0, |(_, rest)| rest.split('"').next().unwrap_or_default().matches(';').count()), 2, "{header}");
        }
        for odd in ["/files/..%2f..%2fetc/content", "/files/1;x/content", "/files//content", "/files/%00/content", "/files/-1/content", "/files/1%2fcontent"] {
            assert!(matches!(http.get_as("mehdi", odd).await.status, 400 | 404), "{odd}");
        }
    }
}

fn percent(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        if *first == b'%' {
            let code = std::str::from_utf8(&more[..2]).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
            bytes.push(code.expect("two digits"));
            rest = &more[2..];
        } else {
            bytes.push(*first);
            rest = more;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
