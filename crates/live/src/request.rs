//! What a client may say, read strictly: one JSON object, known names only.

use serde::Deserialize;

/// `{"follow":["space:<id>"],"since":"<seq>"}`, `{"unfollow":[…]}` or `{"typing":"space:<id>"}`.
#[derive(Deserialize, Default, Debug, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Request {
    pub follow: Vec<String>,
    pub unfollow: Vec<String>,
    pub typing: Option<String>,
    since: Option<String>,
}

impl Request {
    /// `None` for anything else.
    pub fn parse(text: &str) -> Option<Request> {
        let request: Request = text.starts_with('{').then(|| serde_json::from_str(text).ok())??;
        let something = !request.follow.is_empty() || !request.unfollow.is_empty() || request.typing.is_some();
        (something && request.since.as_deref().is_none_or(|s| s.parse::<i64>().is_ok())).then_some(request)
    }

    /// The last number that the client has seen.
    pub fn since(&self) -> Option<i64> {
        self.since.as_deref()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_requests() {
        let request = Request::parse(r#"{"follow":["space:1","inbox"],"since":"42"}"#).expect("known");
        assert_eq!((request.follow.len(), request.since()), (2, Some(42)));
        assert!(Request::parse(r#"{"typing":"space:1"}"#).is_some());
        let deep = "[".repeat(10_000);
        for bad in [
            "",
            "{}",
            "[]",
            "{\"follow\":\"a\"}",
            "{\"op\":1}",
            "{\"follow\":[\"a\"],\"since\":\"x\"}",
            "{\"since\":\"1\"}",
            &deep,
            &format!("{{\"follow\":{deep}"),
        ] {
            assert_eq!(Request::parse(bad), None);
        }
    }
}
