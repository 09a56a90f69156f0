//! R20: files, bodies and exports spoiled by chance, each through the entry that a person would use. What is taken in goes on to be read for its
//! words and drawn, in the child that has its own limits. Deliberately absent: mail, calendars and feeds, which nothing takes in yet.

use std::fs;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bench::chance::Chance;
use bench::process::Process;
use bench::slack_archive;
use bench::wire::{Wire, bearer, get, host};
use e2e::{Backend, Stage};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Found, Scale};

const SLOW: Duration = Duration::from_secs(1);
/// Of its own, in bytes.
const MEMORY: u64 = 128 << 20;
/// Longest file tried, in bytes.
const LONGEST: usize = 1_000_000;

/// Name, type and content of a file that is as it should be.
type Seed = (&'static str, &'static str, Vec<u8>);

pub fn run(scale: Scale) -> Found {
    let stage = Stage::set(Backend::Sqlite);
    let (program, who) = (Process(stage.server.pid()), bearer(&stage.server.add_token(&stage.luc.email)));
    let (url, seeds, mut chance, mut seen) = (&stage.server.url, seeds(), Chance::new(20), Seen::default());
    let posts = format!("/api/v1/spaces/{}/items", stage.space);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let files = scale.of(1_500, 60);
    let bodies = scale.of(1_500, 60);
    runtime.block_on(async {
        for _ in 0..files {
            let (name, kind, whole) = &seeds[chance.below(seeds.len())];
            let headers = format!("Content-Type: {kind}\r\nContent-Disposition: attachment; filename=\"{name}\"");
            let kept = seen.asked(url, &request(url, "/api/v1/files", &who, &headers, &spoiled(&mut chance, whole))).await;
            if let Some(id) = kept {
                // Its words and its picture are wanted from now on.
                let body = json!({ "kind": "post", "body": "voir", "files": [id] }).to_string();
                seen.asked(url, &request(url, &posts, &who, "Content-Type: application/json", body.as_bytes())).await;
            }
            seen.beside(url, &who, program).await;
        }
        let body = json!({ "kind": "poll", "title": "Où ?", "body": "[a](http://b) @[Awa](person:1) #c", "data": { "options": ["ici", "là"], "multiple": true, "closes_at": null } });
        for _ in 0..bodies {
            let body = spoiled(&mut chance, body.to_string().as_bytes());
            seen.asked(url, &request(url, &posts, &who, "Content-Type: application/json", &body)).await;
            seen.beside(url, &who, program).await;
        }
    });
    let exports = scale.of(100, 5);
    let file = stage.server.folder().join("export.zip");
    slack_archive::write(&file, 60).expect("an export is written");
    let whole = fs::read(&file).expect("it is there");
    for _ in 0..exports {
        fs::write(&file, spoiled(&mut chance, &whole)).expect("it is written");
        let begun = Instant::now();
        let ended = stage.server.run(&["import", "slack", &file.display().to_string()], "");
        seen.slowest = seen.slowest.max(begun.elapsed());
        let said = String::from_utf8_lossy(&ended.stderr);
        seen.wrong += usize::from(ended.status.code().is_none_or(|code| code > 2) || said.contains("panicked"));
    }
    runtime.block_on(seen.beside(url, &who, program));
    let told = format!(
        "{files} files, {bodies} bodies and {exports} Slack exports, spoiled: {} taken, {} refused with a sentence, {} answered 5xx, not at all or with a panic; \
         the slowest took {} ms; pages beside them within {} ms; the program held at most {} MiB of its own.",
        seen.taken,
        seen.refused,
        seen.wrong,
        seen.slowest.as_millis(),
        seen.page.as_millis(),
        seen.memory >> 20,
    );
    Found::of(told, seen.wrong == 0 && scale.in_time(seen.slowest.max(seen.page) < SLOW) && seen.memory < MEMORY)
}

/// What came of all that was tried.
#[derive(Default)]
struct Seen {
    taken: usize,
    refused: usize,
    wrong: usize,
    slowest: Duration,
    page: Duration,
    memory: u64,
}

impl Seen {
    /// Sends it; the id of what was made of it.
    async fn asked(&mut self, url: &str, request: &[u8]) -> Option<String> {
        let begun = Instant::now();
        let (status, body) = answer(url, request).await;
        self.slowest = self.slowest.max(begun.elapsed());
        match status {
            200..=299 => self.taken += 1,
            400..=499 => self.refused += 1,
            _ => self.wrong += 1,
        }
        (status == 201).then(|| e2e::id(&body))
    }

    /// A page for somebody else, and the memory by now.
    async fn beside(&mut self, url: &str, who: &str, program: Process) {
        let begun = Instant::now();
        let (status, _) = answer(url, &get(url, "/api/v1/feed?limit=10", who)).await;
        self.wrong += usize::from(status != 200);
        self.page = self.page.max(begun.elapsed());
        self.memory = self.memory.max(program.own_memory());
    }
}

/// On a connection of its own: whoever is refused may be cut off.
async fn answer(url: &str, request: &[u8]) -> (u16, Value) {
    let Ok(mut wire) = Wire::open(url).await else { return (0, Value::Null) };
    match wire.ask(request).await {
        Ok(answer) => (answer.status, serde_json::from_slice(answer.body).unwrap_or_default()),
        Err(_) => (0, Value::Null),
    }
}

fn request(url: &str, path: &str, who: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{who}\r\n{headers}\r\nContent-Length: {}\r\n\r\n", host(url), body.len());
    [head.as_bytes(), body].concat()
}

/// A few changes by chance: bytes turned, cut out, repeated, set to their most.
fn spoiled(chance: &mut Chance, whole: &[u8]) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..chance.below(6) {
        let (from, to) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        match chance.below(4) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let piece = bytes[from..to].repeat(chance.below(40));
                bytes.splice(to..to, piece);
            }
            2 => bytes.iter_mut().skip(from).take(4).for_each(|byte| *byte = 0xff),
            _ => bytes.iter_mut().skip(from).take(1).for_each(|byte| *byte ^= 1 << chance.below(8)),
        }
        bytes.truncate(LONGEST);
    }
    bytes
}

fn seeds() -> Vec<Seed> {
    let word = "<w:document><w:body><w:p><w:r><w:t>Le devis du chantier</w:t></w:r></w:p></w:body></w:document>";
    let text = "<office:document-content><office:body><text:p>Le devis</text:p></office:body></office:document-content>";
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Total</t></is></c><c><v>12</v></c></row></sheetData></worksheet>";
    let page = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n4 0 obj<</Length 44>>stream\n\
        BT /F1 12 Tf 20 100 Td (Le devis) Tj ET 0 0 9 9 re f\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    vec![
        (
            "point.png",
            "image/png",
            decoded("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
        ),
        ("point.gif", "image/gif", decoded("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")),
        ("page.pdf", "application/pdf", page.as_bytes().to_vec()),
        ("devis.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", archive("word/document.xml", word)),
        ("devis.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", archive("xl/worksheets/sheet1.xml", sheet)),
        ("devis.odt", "application/vnd.oasis.opendocument.text", archive("content.xml", text)),
        ("dessin.svg", "image/svg+xml", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec()),
        ("page.html", "text/html", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("liste.csv", "text/csv", "Nom;Courriel\n=1+1;a@b.example\n".as_bytes().to_vec()),
    ]
}

fn decoded(text: &str) -> Vec<u8> {
    STANDARD.decode(text).expect("a picture of one point")
}

/// One entry, and fifty megabytes of nothing beside it.
fn archive(name: &str, content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [(name, content.as_bytes().to_vec()), ("rien.xml", vec![b' '; 50_000_000])] {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(&bytes).expect("memory takes it");
    }
    zip.finish().expect("an archive").into_inner()
}
