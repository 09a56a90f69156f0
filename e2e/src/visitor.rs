//! Who is at the browser: the device, the taste and the language, turned into Chromium's options.

use serde_json::{Value, json};

use crate::scratch::Scratch;

/// A person's device and settings. The default is a French laptop of 1366×768 in light colours.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) touch: bool,
    pub(crate) dark: bool,
    pub(crate) javascript: bool,
    pub(crate) language: &'static str,
}

impl Default for Visitor {
    fn default() -> Visitor {
        Visitor { width: 1366, height: 768, touch: false, dark: false, javascript: true, language: "fr-FR,fr" }
    }
}

impl Visitor {
    /// A telephone of 360×800 with a touch screen.
    pub fn on_phone() -> Visitor {
        Visitor { width: 360, height: 800, touch: true, ..Visitor::default() }
    }

    /// The same with another viewport, in CSS pixels.
    pub fn sized(self, width: u32, height: u32) -> Visitor {
        Visitor { width, height, ..self }
    }

    /// The same, preferring dark colours.
    pub fn in_dark(self) -> Visitor {
        Visitor { dark: true, ..self }
    }

    /// The same, with page scripts blocked.
    pub fn without_javascript(self) -> Visitor {
        Visitor { javascript: false, ..self }
    }

    /// The same, reading English.
    pub fn in_english(self) -> Visitor {
        Visitor { language: "en-GB,en", ..self }
    }

    pub(crate) fn capabilities(&self, profile: &Scratch) -> Value {
        let mut options = json!({
            "args": [
                "--headless=new",
                "--no-sandbox", // Chromium refuses to start as root with it, and a CI often is root
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--no-proxy-server",
                // No journey may reach another machine.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                format!("--user-data-dir={}", profile.path().display()),
                format!("--window-size={},{}", self.width, self.height),
                format!("--accept-lang={}", self.language),
            ],
            "prefs": {
                "intl.accept_languages": self.language,
                "credentials_enable_service": false,
                "profile.managed_default_content_settings.javascript": if self.javascript { 1 } else { 2 },
            },
        });
        if self.touch {
            let metrics = json!({ "width": self.width, "height": self.height, "pixelRatio": 2.0, "touch": true, "mobile": true });
            options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
        }
        json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "script": 30_000, "pageLoad": 30_000, "implicit": 0 },
        })
    }
}
