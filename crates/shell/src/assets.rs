//! The files a browser loads, inside the program; `web` serves them under names that carry their hash.
//! Invariant: whatever one file names in another (font, module) leads to the hashed name too: rewritten in the style, mapped for modules.

use std::sync::LazyLock;

use web::{Asset, Assets};

macro_rules! css {
    ($($name:literal),* $(,)?) => { concat!($(include_str!(concat!("../assets/css/", $name, ".css"))),*) };
}

/// The whole style: layers are declared once in `tokens`, then one file per component.
pub const APP_CSS: &str = css!(
    "tokens", "base", "layout", "nav", "button", "form", "face", "menu", "card", "poll", "thread", "composer", "space", "list", "toast",
    "dialog", "bare", "desk", "print",
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

const MODULES: &[Asset] =
    modules!("app", "complete", "compose", "drafts", "go", "keys", "live", "menus", "morph", "outbox", "send", "times", "toasts", "words");

static ALL: LazyLock<Assets> = LazyLock::new(|| Assets::new(files()));

static IMPORT_MAP: LazyLock<String> = LazyLock::new(|| {
    let imports: serde_json::Map<_, _> = MODULES.iter().map(|m| (format!("/assets/{}", m.name), ALL.url(m.name).into())).collect();
    serde_json::json!({ "imports": imports }).to_string()
});

/// Every file of the shell, for the program's `web::Assets`.
pub fn files() -> Vec<Asset> {
    static STYLE: LazyLock<String> = LazyLock::new(|| APP_CSS.replace(FONT.name, &Assets::new([FONT]).url(FONT.name)));
    let own = [
        Asset { name: "app.css", bytes: STYLE.as_bytes() },
        FONT,
        Asset { name: "icons.svg", bytes: ICONS.as_bytes() },
        Asset { name: "sign.svg", bytes: include_bytes!("../assets/sign.svg") },
    ];
    own.into_iter().chain(MODULES.iter().copied()).collect()
}

/// The address of a file of the shell.
pub fn href(name: &str) -> String {
    ALL.url(name)
}

/// The one inline script of every page, which maps modules to their hashed names; `web::Kit::inline` must hold this very text.
pub fn import_map() -> &'static str {
    &IMPORT_MAP
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
    fn every_module_is_mapped_to_its_hashed_name() {
        for module in MODULES {
            assert!(import_map().contains(&format!("\"/assets/{}\":\"{}\"", module.name, href(module.name))));
        }
    }
}
