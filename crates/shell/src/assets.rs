//! The files a browser loads, inside the program. Invariant: all stand in one folder named by their common fingerprint, so that modules import each
//! other by relative names, and every answer may be kept for ever. Deliberately absent: serving them, which is `web`'s.

use std::collections::HashMap;
use std::sync::LazyLock;

/// One file.
pub struct Asset {
    /// Its name inside the folder.
    pub name: &'static str,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

macro_rules! css {
    ($($name:literal),* $(,)?) => { concat!($(include_str!(concat!("../assets/css/", $name, ".css"))),*) };
}

/// The whole style: layers are declared once in `tokens`, then one file per component.
pub const APP_CSS: &str = css!(
    "tokens", "base", "layout", "nav", "button", "form", "face", "menu", "card", "poll", "thread", "composer", "space", "list", "toast", "dialog", "bare",
    "print",
);

/// The sprite, generated from Lucide (see `assets/vendor/README.md`).
pub const ICONS: &str = include_str!("../assets/icons.svg");

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

macro_rules! file {
    ($name:literal, $type:expr) => {
        Asset { name: $name, content_type: $type, bytes: include_bytes!(concat!("../assets/", $name)) }
    };
}
macro_rules! module {
    ($name:literal) => {
        Asset { name: concat!($name, ".js"), content_type: JS, bytes: include_bytes!(concat!("../assets/js/", $name, ".js")) }
    };
}

/// Every file of the shell.
pub const FILES: &[Asset] = &[
    Asset { name: "app.css", content_type: CSS, bytes: APP_CSS.as_bytes() },
    module!("app"),
    module!("compose"),
    module!("drafts"),
    module!("go"),
    module!("keys"),
    module!("live"),
    module!("menus"),
    module!("page"),
    module!("send"),
    module!("times"),
    file!("vendor/idiomorph-0.8.0.js", JS),
    file!("vendor/inter-latin-5.3.0.woff2", "font/woff2"),
    file!("icons.svg", SVG),
    file!("sign.svg", SVG),
];

static HREFS: LazyLock<HashMap<&'static str, String>> =
    LazyLock::new(|| FILES.iter().map(|f| (f.name, format!("{}{}", prefix(), f.name))).collect());
static PREFIX: LazyLock<String> = LazyLock::new(|| format!("/assets/{:016x}/", fingerprint()));

/// The folder in which the files are served: `/assets/<fingerprint>/`.
pub fn prefix() -> &'static str {
    &PREFIX
}

/// The address of a file; the folder alone when no such file exists, which a test of the shell would have caught.
pub fn href(name: &str) -> &'static str {
    let found = HREFS.get(name);
    debug_assert!(found.is_some(), "no asset {name}");
    found.map_or(prefix(), String::as_str)
}

/// The file of that name inside the folder.
pub fn find(name: &str) -> Option<&'static Asset> {
    FILES.iter().find(|f| f.name == name)
}

/// FNV-1a over all names and bytes: no secret is kept by it, it only has to change when a file does.
fn fingerprint() -> u64 {
    let bytes = FILES.iter().flat_map(|f| f.name.bytes().chain(f.bytes.iter().copied()));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_the_weights_that_were_promised() {
        assert!(APP_CSS.len() <= 30_000, "app.css weighs {}", APP_CSS.len());
        let own: usize = FILES.iter().filter(|f| f.content_type == JS && !f.name.starts_with("vendor/")).map(|f| f.bytes.len()).sum();
        assert!(own <= 40_000, "our modules weigh {own}");
    }

    #[test]
    fn modules_import_only_what_is_served() {
        for module in FILES.iter().filter(|f| f.content_type == JS && !f.name.starts_with("vendor/")) {
            let source = std::str::from_utf8(module.bytes).expect("modules are text");
            for line in source.lines().filter(|l| l.starts_with("import ")) {
                let from = line.rsplit('"').nth(1).and_then(|path| path.strip_prefix("./")).expect("imports are relative and in double quotes");
                assert!(find(from).is_some(), "{} imports {from}", module.name);
            }
        }
    }

    #[test]
    fn styles_load_nothing_from_elsewhere() {
        for url in APP_CSS.split("url(").skip(1) {
            let name = url.split(')').next().unwrap_or_default().trim_matches('"');
            assert!(find(name).is_some(), "app.css loads {name}");
        }
    }
}
