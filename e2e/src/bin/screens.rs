//! Pictures of the main screens on the demonstration network: light and dark, laptop and phone. `cargo xtask screens` runs it.
//! They are for human eyes; the journeys assert. Deliberately absent: any comparison with earlier pictures.

use std::path::{Path, PathBuf};
use std::{env, fs};

use e2e::{Backend, Browser, Server, Visitor};

/// A screen's name, and how one gets there once signed in.
const SCREENS: [(&str, Way); 13] = [
    ("feed", Way::To("/")),
    ("inbox", Way::To("/inbox")),
    ("spaces", Way::To("/spaces")),
    ("space", Way::Through("/spaces", "main a[href^='/spaces/']:not([href$='/new'])")),
    ("members", Way::Through("/spaces", "main a[href^='/spaces/']:not([href$='/new'])|a[href$='/members']")),
    ("space-new", Way::To("/spaces/new")),
    ("item", Way::Through("/", "main a[href^='/items/']")),
    ("people", Way::To("/people")),
    ("person", Way::Through("/people", "main a[href^='/people/']")),
    ("search", Way::To("/search?q=chantier")),
    ("me", Way::To("/me")),
    ("charter", Way::To("/charter")),
    ("help", Way::To("/help")),
];

enum Way {
    /// A path of its own.
    To(&'static str),
    /// From a path, the first link that matches; `|` separates one page's link from the next one's.
    Through(&'static str, &'static str),
}

#[tokio::main]
async fn main() {
    let directory = env::args_os().nth(1).map_or_else(|| PathBuf::from("screens"), PathBuf::from);
    fs::create_dir_all(&directory).expect("the directory can be made");
    let server = Server::demo(Backend::Sqlite);
    let (email, password) = server.accounts().into_iter().next().expect("the demonstration prints an account to sign in with");
    for (device, visitor) in [("laptop", Visitor::default()), ("phone", Visitor::on_phone())] {
        for (colours, visitor) in [("light", visitor.clone()), ("dark", visitor.in_dark())] {
            let browser = Browser::open(&server.url, visitor).await;
            let file = |name: &str| directory.join(format!("{name}-{device}-{colours}.png"));
            browser.visit("/sign-in").await;
            show(&browser, &file("sign-in")).await;
            browser.sign_in(&email, &password).await;
            for (name, way) in &SCREENS {
                go(&browser, way).await;
                show(&browser, &file(name)).await;
            }
        }
    }
}

async fn go(browser: &Browser, way: &Way) {
    match way {
        Way::To(path) => browser.visit(path).await,
        Way::Through(path, links) => {
            browser.visit(path).await;
            for link in links.split('|') {
                let href = browser.wait_for(link).await.attr("href").await.ok().flatten();
                browser.visit(&href.expect("a link has an address")).await;
            }
        }
    }
}

async fn show(browser: &Browser, file: &Path) {
    browser.script("return document.fonts.ready.then(() => true)").await;
    browser.picture(file).await;
    println!("{}", file.display());
}
