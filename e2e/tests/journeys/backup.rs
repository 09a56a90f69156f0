//! J-ADM-3: a network is backed up from the page, proven, downloaded under its key, and put back on another machine with another database:
//! the same counts, the same file.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::{Api, Backend, Browser, PASSWORD, Scratch, Server, Stage, Visitor, id};
use serde_json::{Value, json};

const HERE: &str = "/administration/backups";
const TEXT: &str = "Le madrier de douglas coûte 48 euros.";

#[tokio::test]
async fn a_backup_goes_home_and_comes_back_elsewhere() {
    let stage = Stage::set(Backend::Sqlite);
    let file = attach(&stage);
    let downloads = Scratch::new("downloads");
    let awa = Browser::open(&stage.server.url, Visitor::default()).await;
    awa.sign_in(&stage.awa.email, PASSWORD).await;
    awa.visit("/administration").await;
    awa.click(&format!("main a[href='{HERE}']")).await;
    awa.wait_for_text("main", "Aucune sauvegarde ici").await;
    awa.assert_accessible().await;
    awa.click(&format!("form[action='{HERE}'] button[type=submit]")).await;
    awa.wait_for_text("h1", "La clé de cette sauvegarde").await;
    awa.assert_accessible().await;
    let key = awa.text(".secret").await;
    awa.click("main a.btn.main").await;
    // The page follows the work by itself.
    awa.wait_for_text(".entry .kind", "Pas encore vérifiée").await;
    awa.assert_accessible().await;

    awa.click("main .entry a[href$='/verify']").await;
    awa.fill("[name=backup_key]", "ce-n-est-pas-la-bonne-cle").await;
    awa.press("Enter").await;
    awa.wait_for_text("main .notice", "Ce n’est pas la clé").await;
    awa.click("main .entry a[href$='/verify']").await;
    awa.fill("[name=backup_key]", &key).await;
    awa.press("Enter").await;
    awa.wait_for_text(".entry .kind", "Vérifiée").await;
    awa.wait_for_text("main .defs", "par Awa Diallo").await;
    awa.assert_accessible().await;

    let folder = json!({ "behavior": "allow", "downloadPath": downloads.path() });
    awa.devtools("Browser.setDownloadBehavior", folder).await;
    awa.click("main .entry a[href$='/file']").await;
    awa.until("the file is there", async || downloaded(downloads.path()).is_some()).await;
    let backup = downloaded(downloads.path()).expect("it is there");
    assert!(fs::read(&backup).expect("readable").starts_with(b"palabre-vault-1"), "it is encrypted");
    let key_file = downloads.path().join("cle.txt");
    fs::write(&key_file, &key).expect("the key is written down");

    let mut elsewhere = Server::start(Backend::Postgres);
    elsewhere.kill();
    let (backup, key_file) = (backup.display().to_string(), key_file.display().to_string());
    let refused = elsewhere.run(&["restore", &backup], "");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("key"), "{refused:?}");
    let restored = elsewhere.run(&["restore", &backup, "--key-file", &key_file], "");
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    elsewhere.start_again(&[]);

    let there = Browser::open(&elsewhere.url, Visitor::default()).await;
    there.sign_in(&stage.awa.email, PASSWORD).await;
    let (mine, theirs) = (counts(&awa).await, counts(&there).await);
    assert_eq!(mine, theirs);
    assert!(mine.iter().all(|row| row.chars().any(|c| ('1'..='9').contains(&c))), "{mine:?}");
    let (here, again) = (stage.server.api(&stage.luc.email), elsewhere.api(&stage.luc.email));
    assert_eq!(hash(&here, &file), hash(&again, &file));
    let content = again.ask("GET", &format!("/files/{file}/content"), None);
    assert_eq!((content.status, content.text.as_str()), (200, TEXT));
    // Its secrets came with it, or nobody's code would open any more.
    assert_eq!(fs::read(stage.server.folder().join("secret.key")).ok(), fs::read(elsewhere.folder().join("secret.key")).ok());
}

/// Luc posts with a file; its id.
fn attach(stage: &Stage) -> String {
    let headers = [("Content-Type", "text/plain"), ("Content-Disposition", "attachment; filename=\"devis.txt\"")];
    let sent = stage.luc.api.send_text("POST", "/api/v1/files", &headers, TEXT).expect("an answer");
    assert_eq!(sent.status, 201, "{}", sent.text);
    let file = id(&sent.json);
    let post = json!({ "kind": "post", "body": "Le devis du toit", "files": [file] });
    stage.luc.api.post(&format!("/spaces/{}/items", stage.space), &post);
    file
}

/// The file that was downloaded, once it is whole.
fn downloaded(folder: &Path) -> Option<PathBuf> {
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "palabre")).find(|path| path.is_file())
}

/// What the page of storage counts of what people wrote: sessions and the trail go on by themselves.
async fn counts(browser: &Browser) -> Vec<String> {
    browser.visit("/administration/storage").await;
    let rows = browser.texts("main table tbody tr").await;
    let kept: Vec<String> =
        rows.into_iter().filter(|row| ["Espaces", "Publications", "Fichiers"].iter().any(|what| row.starts_with(what))).collect();
    assert_eq!(kept.len(), 3, "{kept:?}");
    kept
}

fn hash(api: &Api, file: &str) -> Value {
    let told = api.get(&format!("/files/{file}"))["sha256"].clone();
    assert_eq!(told.as_str().map(str::len), Some(64));
    told
}
