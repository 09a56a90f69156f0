//! The files a browser loads, inside the program; `web` serves them under names that carry their hash.
//! Invariant: whatever one file names in another (font, module) leads to the hashed name too: rewritten in the style and in each module.
//! Deliberately absent: an import map, which would be an inline script.

use std::sync::LazyLock;

use web::{Asset, Assets};

macro_rules! css {
    ($($name:literal),* $(,)?) => { concat!($(include_str!(concat!("../assets/css/", $name, ".css"))),*) };
}

/// The whole style: layers are declared once in `tokens`, then one file per component.
pub const APP_CSS: &str = css!(
    "tokens", "base", "layout", "nav", "button", "form", "face", "menu", "card", "poll", "thread", "composer", "space", "list", "toast",
    "dialog", "files", "bare", "door", "desk", "print",
);

/// The sprite, generated from Lucide (see `assets/vendor/README.md`).
pub const ICONS: &str = include_str!("../assets/icons.svg");

const FONT: Asset = Asset { name: "inter.woff2", bytes: include_bytes!("../assets/vendor/inter-latin-5.3.0.woff2") };

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        &[
            Asset { name: "idiomorph.js", bytes: include_bytes!("../assets/vendor/idiomorph-0.8.0.js") },
            $(Asset { name: concat!($name, ".js"), bytes: include_bytes!(concat!("../assets/js/", $name, ".js")) }),*
        ]
    };
}

/// The modules of every page, each after those it imports.
const MODULES: &[Asset] = modules!(
    "words", "toasts", "replies", "morph", "times", "menus", "compose", "drafts", "uploads", "outbox", "pdf", "attach", "complete", "send",
    "go", "keys", "passkeys", "watch", "live", "feed", "points", "app"
);

static ALL: LazyLock<Assets> = LazyLock::new(|| Assets::new(files()));

/// The modules as served: what each imports is named with its hash, so that a new version is never mixed with an old one.
static LINKED: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    MODULES.iter().fold(Vec::new(), |mut served, module| {
        let bytes = String::from_utf8_lossy(module.bytes);
        let linked = link(&bytes, &served);
        served.push(Asset { name: module.name, bytes: linked.leak().as_bytes() });
        served
    })
});

/// `source` with the plain names it imports replaced by their hashed names.
fn link(source: &str, served: &[Asset]) -> String {
    let names = Assets::new(served.iter().copied());
    served.iter().fold(source.to_owned(), |source, Asset { name, .. }| {
        source
            .replace(&format!("from \"./{name}\""), &format!("from \"{}\"", names.url(name)))
            .replace(&format!("import \"./{name}\""), &format!("import \"{}\"", names.url(name)))
    })
}

/// A feature's own module, made to import the very modules of the shell that pages load already.
pub fn module(source: &str) -> String {
    link(source, &LINKED)
}

/// The addresses of the modules behind `app.js`, for pages to fetch at once instead of one after another.
pub fn modules() -> impl Iterator<Item = String> {
    LINKED.iter().filter(|module| module.name != "app.js").map(|module| href(module.name))
}

/// Every file of the shell, for the program's `web::Assets`.
pub fn files() -> Vec<Asset> {
    static STYLE: LazyLock<String> = LazyLock::new(|| APP_CSS.replace(FONT.name, &Assets::new([FONT]).url(FONT.name)));
    let own = [
        Asset { name: "app.css", bytes: STYLE.as_bytes() },
        FONT,
        Asset { name: "icons.svg", bytes: ICONS.as_bytes() },
        Asset { name: "sign.svg", bytes: include_bytes!("../assets/sign.svg") },
    ];
    own.into_iter().chain(LINKED.iter().copied()).collect()
}

/// The address of a file of the shell.
pub fn href(name: &str) -> String {
    ALL.url(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_import_only_what_is_served() {
        for module in MODULES {
            let source = std::str::from_utf8(module.bytes).expect("modules are text");
            for line in source.lines().filter(|l| l.starts_with("import ")) {
                let from =
                    line.rsplit('"').nth(1).and_then(|path| path.strip_prefix("./")).expect("imports are relative and in double quotes");
                assert!(MODULES.iter().any(|m| m.name == from), "{} imports {from}", module.name);
            }
        }
    }

    #[test]
    fn styles_load_nothing_but_our_font() {
        let style = files().into_iter().find(|f| f.name == "app.css").expect("the style");
        let urls: Vec<&str> = std::str::from_utf8(style.bytes).expect("text").split("url(").skip(1).collect();
        assert_eq!(urls.len(), 1);
        assert!(urls[0].starts_with(&format!("\"{}\")", href(FONT.name))), "{}", urls[0]);
    }

    #[test]
    fn every_module_imports_hashed_names() {
        for module in LINKED.iter() {
            let source = std::str::from_utf8(module.bytes).expect("modules are text");
            assert!(!source.contains("\"./"), "{} imports a plain name: is it listed after what it imports?", module.name);
        }
    }
}
