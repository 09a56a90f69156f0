//! The second wall: whatever `render` writes passes through this allow-list, so that a mistake there is not yet a hole.
//! Also the one rule of which addresses may be links. Deliberately absent: images, inputs, styles, ids, scripts, any other attribute.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, Url, UrlRelative};

/// What a link to the outside says of itself.
pub(crate) const OUTSIDE_REL: &str = "noopener noreferrer nofollow ugc";

const TAGS: [&str; 23] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

static WALL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut wall = Builder::empty();
    wall.tags(HashSet::from(TAGS));
    wall.tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]));
    wall.tag_attribute_values(HashMap::from([("a", HashMap::from([("rel", HashSet::from([OUTSIDE_REL]))]))]));
    wall.allowed_classes(HashMap::from([
        ("a", HashSet::from(["mention"])),
        ("li", HashSet::from(["task", "done"])),
        ("td", HashSet::from(["to-center", "to-right"])),
        ("th", HashSet::from(["to-center", "to-right"])),
    ]));
    wall.url_schemes(HashSet::from(["http", "https", "mailto"]));
    wall.url_relative(UrlRelative::Custom(Box::new(only_site_relative)));
    wall.link_rel(None);
    wall
});

/// Keeps only what the list allows.
pub(crate) fn pass(html: &str) -> String {
    WALL.clean(html).to_string()
}

/// Where a link may lead.
pub(crate) enum Destination {
    /// A path of this site.
    Inside(String),
    /// Another site or a mailbox.
    Outside(String),
}

/// The destination a written address stands for; `None` when it must not be a link.
pub(crate) fn destination(url: &str) -> Option<Destination> {
    if is_site_relative(url) {
        return Some(Destination::Inside(url.into()));
    }
    let url = Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| Destination::Outside(url.into()))
}

fn only_site_relative(url: &str) -> Option<Cow<'_, str>> {
    is_site_relative(url).then_some(Cow::Borrowed(url))
}

/// Browsers drop tabs and line ends inside addresses and read `\` as `/`: either would turn a path into another host.
fn is_site_relative(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !url.contains(|c: char| c <= ' ' || c == '\\' || c == '\u{7f}')
}
