//! The lines of routes.txt: how each route is asked, and by whom it may be.

use axum::body::Body;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderName, Method};

/// Who may succeed at all, whatever the ids.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    All,
    Signed,
    Admins,
}

/// When whoever is entitled does it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    InTurn,
    AtLast,
    Never,
}

/// One way to ask a route. `<kind>` in path and body stands for an id of that kind.
#[derive(Clone, Debug)]
pub struct Line {
    pub who: Who,
    /// When whoever is entitled does it too.
    pub done: Done,
    pub method: Method,
    path: String,
    body: String,
}

/// Parameters without their names: `/items/{}`.
pub fn bare(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| if part.contains(['{', '<']) { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

impl Line {
    /// Every line of a text.
    pub fn all(text: &str) -> Vec<Line> {
        text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(Line::parse).collect()
    }

    fn parse(line: &str) -> Line {
        let (who, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{line}"));
        let (method, rest) = rest.trim().split_once(' ').unwrap_or_else(|| panic!("{line}"));
        let (path, body) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let who_may = match who.trim_end_matches(['~', '-']) {
            "all" => Who::All,
            "signed" => Who::Signed,
            "admins" => Who::Admins,
            _ => panic!("who? {line}"),
        };
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let done = match who.as_bytes().last() {
            Some(b'~') => Done::AtLast,
            Some(b'-') => Done::Never,
            _ => Done::InTurn,
        };
        Line { who: who_may, done, method, path: path.to_owned(), body: body.trim().to_owned() }
    }

    /// The route, as `GET /items/{}`.
    pub fn route(&self) -> String {
        format!("{} {}", self.method, bare(&self.path))
    }

    /// Whether it belongs to the API.
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }

    /// Whether it changes nothing.
    pub fn reads(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD | Method::OPTIONS)
    }

    /// The kinds of the ids that it takes, from left to right.
    pub fn kinds(&self) -> Vec<&str> {
        let text = [self.path.as_str(), self.body.as_str()];
        text.iter().flat_map(|text| text.split('<').skip(1).filter_map(|part| Some(part.split_once('>')?.0))).collect()
    }

    /// Path, headers and body with these ids, one for each of [`Line::kinds`].
    pub fn filled(&self, ids: &[String]) -> Asked {
        let (path, rest) = fill(&self.path, ids);
        let (body, _) = fill(&self.body, rest);
        let mut headers = Vec::new();
        let tus = path.starts_with("/api/v1/uploads");
        if tus {
            let given = [("tus-resumable", "1.0.0"), ("upload-length", "9"), ("upload-offset", "0")];
            headers.extend(given.map(|(name, value)| (HeaderName::from_static(name), value)));
        }
        let body = if let Some(bytes) = body.strip_prefix("raw:") {
            headers.push((CONTENT_TYPE, if tus { "application/offset+octet-stream" } else { "application/octet-stream" }));
            headers.push((CONTENT_DISPOSITION, "attachment; filename=\"note.txt\""));
            bytes.to_owned()
        } else if let Some(field) = body.strip_prefix("multipart:") {
            headers.push((CONTENT_TYPE, "multipart/form-data; boundary=cut"));
            format!(
                "--cut\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"x.csv\"\r\n\r\nnom,email\r\nX,x@y.example\r\n--cut--\r\n"
            )
        } else {
            match body.chars().next() {
                Some('{') => headers.push((CONTENT_TYPE, "application/json")),
                _ if self.reads() || self.is_api() => {}
                _ => headers.push((CONTENT_TYPE, "application/x-www-form-urlencoded")),
            }
            body
        };
        Asked { path, headers, body }
    }
}

/// A request, but for who sends it.
pub struct Asked {
    pub path: String,
    pub headers: Vec<(HeaderName, &'static str)>,
    pub body: String,
}

impl Asked {
    /// All that the sender wrote, which an answer may repeat.
    pub fn echo(&self) -> String {
        format!("{}\n{}", self.path, self.body)
    }

    /// The body as bytes.
    pub fn bytes(&self) -> Body {
        Body::from(self.body.clone())
    }
}

/// `<…>` by `<…>` replaced by the ids; what is left of them.
fn fill<'a>(template: &str, ids: &'a [String]) -> (String, &'a [String]) {
    let mut parts = template.split('<');
    let (mut filled, mut used) = (parts.next().unwrap_or_default().to_owned(), 0);
    for part in parts {
        let (_, rest) = part.split_once('>').unwrap_or_else(|| panic!("{template}"));
        filled.push_str(&ids[used]);
        filled.push_str(rest);
        used += 1;
    }
    (filled, &ids[used..])
}
