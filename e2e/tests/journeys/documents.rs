//! J-MBR-3: pages photographed on a telephone become one document of the space, whatever the network does, and a colleague finds it.

use std::fs;

use e2e::{Backend, Browser, Scratch, Stage, Visitor};
use serde_json::json;

use crate::hands::through_a_wire;

/// What a telephone's camera app hands back after one photograph; noise, so that it weighs what a photograph weighs.
const PHOTOGRAPH: &str = "
  const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 1200 });
  const pen = canvas.getContext('2d'), picture = pen.createImageData(900, 1200);
  for (let i = 0; i < picture.data.length; i++) picture.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
  pen.putImageData(picture, 0, 0);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg')).then((photo) => {
    const taken = new DataTransfer();
    taken.items.add(new File([photo], 'IMG_0001.jpg', { type: 'image/jpeg' }));
    const camera = document.querySelector('#composer [data-pages]');
    camera.files = taken.files;
    camera.dispatchEvent(new Event('change', { bubbles: true }));
  })";

#[tokio::test]
async fn three_pages_photographed_where_the_network_drops() {
    let stage = Stage::set(Backend::Sqlite);
    let (relay, phone) = through_a_wire(&stage, Visitor::on_phone()).await;

    phone.click("#composer .attach > summary").await;
    assert_eq!(phone.text("#composer .attach label:first-of-type").await, "Photographier");
    for pages in ["1 page", "2 pages", "3 pages"] {
        phone.script(PHOTOGRAPH).await;
        phone.wait_for_text(".tray .file", pages).await;
    }
    phone.assert_accessible().await;
    // Slow enough to break off in the middle.
    let slow = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 400_000 });
    phone.devtools("Network.enable", json!({})).await;
    phone.devtools("Network.emulateNetworkConditions", slow).await;
    phone.click("#composer button[type=submit]").await;
    phone
        .until("half of it has left", async || phone.script("return document.querySelector('.tray progress')?.value > 0.4").await == true)
        .await;
    relay.cut();
    phone.wait_for_text(".tray .file", "En attente de connexion").await;
    let any = json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    phone.devtools("Network.emulateNetworkConditions", any).await;
    relay.mend();
    phone.wait_for("article.item:not(.pending) .file").await;
    phone.wait_gone(".tray .file").await;

    let list = stage.awa.api.all(&format!("/spaces/{}/files", stage.space));
    assert_eq!(list.len(), 1, "one file, no duplicate: {list:?}");
    let name = list[0]["name"].as_str().expect("a name").to_owned();
    assert!(name.starts_with("Document du ") && list[0]["type"] == "application/pdf", "{list:?}");

    let content = stage.awa.api.ask("GET", &format!("/files/{}/content", e2e::id(&list[0])), None);
    assert!(content.status == 200 && content.text.starts_with("%PDF-") && content.text.contains("/Count 3 "), "three pages");

    let awa = stage.browser(&stage.awa, Visitor::default()).await;
    awa.click(".tabs a[href$='/documents']").await;
    awa.wait_for_text(".documents .name", "Document du").await;
    awa.assert_accessible().await;
    let folder = Scratch::new("added");
    let file = folder.path().join("plan.txt");
    fs::write(&file, "chevrons").expect("written");
    awa.wait_for(".add-file [data-upload]").await.send_keys(&file.display().to_string()).await.expect("a file is chosen");
    awa.wait_for_text(".tray .file", "Prêt").await;
    awa.click(".add-file button[type=submit]").await;
    awa.wait_for_text(".documents .entry:first-child .name", "plan.txt").await;
    awa.wait_gone(".tray .file").await;
    awa.click(".documents .entry:last-child .origin a").await;
    awa.wait_for_text("article.item .file", ".pdf").await;
    awa.visit("/search?q=document").await;
    awa.wait_for_text(".hits mark", "Document").await;
}

#[tokio::test]
async fn a_document_in_a_comment_is_found_by_a_word_of_its_text() {
    let stage = Stage::set(Backend::Sqlite);
    let item = stage.post(&stage.awa, "Où en est le toit ?");
    let folder = Scratch::new("document");
    let file = folder.path().join("devis.pdf");
    fs::write(&file, pdf("Le madrier de douglas coute 48 euros")).expect("written");
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.click(&format!("#item-{item} [data-reply]")).await;
    let input = luc.wait_for(&format!("#item-{item}-reply [data-upload]")).await;
    input.send_keys(&file.display().to_string()).await.expect("a file is chosen");
    luc.wait_for_text(".tray .file", "Prêt").await;
    luc.click(&format!("#item-{item}-reply button[type=submit]")).await;
    luc.wait_for_text(".comment:not(.pending) .file", "devis.pdf").await;

    // Reading is done after the commit: a colleague may have to ask twice.
    let phone = stage.browser(&stage.awa, Visitor::on_phone()).await;
    phone
        .until("the word is found", async || {
            phone.visit("/search?q=madriers").await;
            phone.texts(".hits mark").await.iter().any(|mark| mark == "madrier")
        })
        .await;
    phone.visit(&format!("{}/documents", stage.page())).await;
    phone.wait_for_text(".documents .origin", "Où en est le toit").await;
}

#[tokio::test]
async fn what_was_attached_survives_a_reload_and_may_be_taken_out() {
    let stage = Stage::set(Backend::Sqlite);
    let folder = Scratch::new("attached");
    let files: Vec<String> = ["un.txt", "deux.txt"].iter().map(|name| folder.path().join(name).display().to_string()).collect();
    files.iter().for_each(|file| fs::write(file, file).expect("written"));
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.wait_for("#composer [data-upload]").await.send_keys(&files.join("\n")).await.expect("two files are chosen");
    luc.until("both are there", async || luc.texts(".tray .file").await.iter().filter(|row| row.contains("Prêt")).count() == 2).await;
    luc.visit(&stage.page()).await;
    luc.until("both are back", async || luc.count(".tray .file").await == 2).await;
    luc.click(".tray .file:first-child .tool").await;
    luc.until("one is out", async || luc.count(".tray .file").await == 1).await;
    luc.fill("#composer textarea", "Une pièce").await;
    luc.click("#composer button[type=submit]").await;
    luc.wait_for_text("article.item:not(.pending) .file", "deux.txt").await;
    assert_eq!((luc.count("article.item .file").await, luc.count(".tray .file").await), (1, 0));
}

#[tokio::test]
async fn what_the_server_let_go_of_is_sent_again() {
    let stage = Stage::set(Backend::Sqlite);
    let folder = Scratch::new("let-go");
    let file = folder.path().join("releve.txt");
    fs::write(&file, "12 kWh").expect("written");
    let luc = stage.browser(&stage.luc, Visitor::default()).await;
    luc.wait_for("#composer [data-upload]").await.send_keys(&file.display().to_string()).await.expect("a file is chosen");
    luc.wait_for_text(".tray .file", "Prêt").await;
    let first = let_go(&stage, &luc).await;
    // Back the next day, and back to a page that stayed open: both times the file is still here.
    luc.visit(&stage.page()).await;
    luc.wait_for_text(".tray .file", "Prêt").await;
    let second = let_go(&stage, &luc).await;
    assert_ne!(first, second);
    luc.fill("#composer textarea", "Le relevé").await;
    luc.click("#composer button[type=submit]").await;
    luc.wait_for_text("article.item:not(.pending) .file", "releve.txt").await;
    luc.visit(&stage.page()).await;
    luc.wait_for_text("article.item .file", "releve.txt").await;
    assert_eq!((luc.count("article.item").await, luc.count(".tray .file").await), (1, 0));
}

#[tokio::test]
async fn a_message_that_waited_for_days_keeps_its_files() {
    let stage = Stage::set(Backend::Sqlite);
    let folder = Scratch::new("waited");
    let file = folder.path().join("facture.txt");
    fs::write(&file, "250 €").expect("written");
    let (relay, luc) = through_a_wire(&stage, Visitor::default()).await;
    luc.wait_for("#composer [data-upload]").await.send_keys(&file.display().to_string()).await.expect("a file is chosen");
    luc.wait_for_text(".tray .file", "Prêt").await;
    relay.cut();
    let first = let_go(&stage, &luc).await;
    luc.fill("#composer textarea", "La facture").await;
    luc.click("#composer button[type=submit]").await;
    luc.wait_for_text("article.pending .state", "En attente").await;
    assert_eq!(luc.count(".tray .file").await, 0, "it left with its message");
    relay.mend();
    luc.visit(&stage.page()).await;
    luc.wait_for_text("article.item:not(.pending) .file", "facture.txt").await;
    luc.wait_gone(".pending").await;
    assert_eq!((stage.posted("La facture"), luc.count(".tray .file").await), (1, 0));
    let list = stage.awa.api.all(&format!("/spaces/{}/files", stage.space));
    assert!(list.len() == 1 && e2e::id(&list[0]) != first, "{list:?}");
    luc.until("nothing of it is kept on the device", async || luc.script(KEPT).await == 0).await;
}

/// How many files this device keeps.
const KEPT: &str = "
  return new Promise((done) => {
    const opening = indexedDB.open('palabre', 1);
    opening.onsuccess = () => {
      const count = opening.result.transaction('uploads').objectStore('uploads').count();
      count.onsuccess = () => (done(count.result), opening.result.close());
    };
  })";

/// The id of the file in the composer's tray.
async fn in_tray(browser: &Browser) -> String {
    browser.script("return document.querySelector('#composer .tray [name=file]')?.value ?? ''").await.as_str().expect("text").to_owned()
}

/// Takes it off the server, as the sweep does with what nothing carries for a day.
async fn let_go(stage: &Stage, browser: &Browser) -> String {
    let id = in_tray(browser).await;
    let ended = stage.luc.api.send("DELETE", &format!("/api/v1/uploads/{id}"), &[("Tus-Resumable", "1.0.0")], None).expect("an answer");
    assert_eq!(ended.status, 204, "{}", ended.text);
    id
}

/// A PDF of one page with one line of text.
fn pdf(line: &str) -> Vec<u8> {
    let draw = format!("BT /F1 14 Tf 60 760 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (n, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", text.len());
        text += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let place = text.len();
    text += &format!("xref\n0 6\n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{place}\n%%EOF\n");
    text.into_bytes()
}
