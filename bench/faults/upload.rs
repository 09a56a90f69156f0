//! R16: files sent in pieces over a line that is cut within each tenth of them, while the program is killed now and then; wrong offsets, too much,
//! and two who go on at once. What is whole afterwards is what was sent; what was given up leaves nothing behind.

use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bench::chance::Chance;
use bench::wire::host;
use e2e::{Answer, Api, Backend, Stage};

use crate::{Found, Scale};

const PIECE: &str = "application/offset+octet-stream";

pub fn run(scale: Scale) -> Found {
    let mut stage = Stage::set(Backend::Sqlite);
    let (token, mut chance) = (stage.server.add_token(&stage.luc.email), Chance::new(16));
    let (uploads, mut whole, mut cuts, mut kills, mut wrong) = (scale.of(40, 5), 0, 0, 0, Vec::new());
    for upload in 0..uploads {
        let text: String = (0..4_000).map(|_| chance.message(20)).collect();
        let place = begin(&stage.luc.api, text.len(), &format!("essai-{upload}.txt"));
        for tenth in 0..10 {
            let from = offset(&stage.luc.api, &place);
            let to = text.len() * (tenth + 1) / 10;
            // Part of a tenth goes out, then the line is dead.
            let to_cut = from + chance.below(to.saturating_sub(from).max(1));
            cut_off(&stage.server.url, &token, &place, from, &text.as_bytes()[from..to], to_cut - from).expect("it listens");
            cuts += 1;
            if chance.below(10) == 0 {
                stage.server.restart();
                kills += 1;
            }
            let now = settled(&stage.luc.api, &place, from);
            if now > to_cut {
                wrong.push(format!("{now} bytes acknowledged of {to_cut} sent"));
            }
            let early = go_on(&stage.luc.api, &place, now + 1, "x");
            if tenth < 9 && early.status != 409 {
                wrong.push(format!("a piece beyond the end was answered {}", early.status));
            }
            // Two take it up at once: one of them does, or both in turn find it done.
            let piece = text_between(&text, now, to);
            let answers = thread::scope(|scope| {
                [0, 1].map(|_| scope.spawn(|| go_on(&stage.luc.api, &place, now, piece))).map(|hand| hand.join().expect("a hand"))
            });
            let taken = answers.iter().filter(|answer| answer.status == 204).count();
            if taken != 1 && !piece.is_empty() {
                wrong.push(format!("{taken} of two pieces for one place were taken"));
            }
        }
        let id = place.rsplit('/').next().unwrap_or_default();
        let kept = stage.luc.api.ask("GET", &format!("/files/{id}/content"), None);
        whole += usize::from(kept.status == 200 && kept.text == text);
    }
    let given_up = (0..10).filter(|_| abandoned(&stage)).count();
    let (left, blobs) = (count(&stage.server.folder().join("uploads")), count(&stage.server.folder().join("files")));
    let told = format!(
        "{uploads} files of some 500 kB, {cuts} cuts and {kills} kills within them: {whole} arrived whole; {} wrong answers{}; of {given_up} given up in the middle \
         {left} files are left, and {blobs} blobs are kept for {uploads} files.",
        wrong.len(),
        wrong.first().map_or_else(String::new, |first| format!(" (the first: {first})")),
    );
    Found::of(told, whole == uploads && wrong.is_empty() && given_up == 10 && left == 0 && blobs == uploads)
}

fn text_between(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

fn begin(api: &Api, length: usize, name: &str) -> String {
    let (length, name) = (length.to_string(), format!("filename {}", STANDARD.encode(name)));
    let headers = [("Tus-Resumable", "1.0.0"), ("Upload-Length", length.as_str()), ("Upload-Metadata", name.as_str())];
    let answer = api.send("POST", "/api/v1/uploads", &headers, None).expect("it listens");
    header(&answer, "location").unwrap_or_else(|| panic!("{} {}", answer.status, answer.text))
}

fn offset(api: &Api, place: &str) -> usize {
    let answer = api.send("HEAD", place, &[("Tus-Resumable", "1.0.0")], None).expect("it listens");
    header(&answer, "upload-offset").and_then(|offset| offset.parse().ok()).unwrap_or_else(|| panic!("{place}: {}", answer.status))
}

/// The offset once the server has noticed that nobody sends any more.
fn settled(api: &Api, place: &str, before: usize) -> usize {
    let mut last = before;
    for _ in 0..20 {
        thread::sleep(Duration::from_millis(20));
        let now = offset(api, place);
        if now == last && now > before {
            break;
        }
        last = now;
    }
    last
}

fn go_on(api: &Api, place: &str, offset: usize, piece: &str) -> Answer {
    let offset = offset.to_string();
    let headers = [("Tus-Resumable", "1.0.0"), ("Upload-Offset", offset.as_str()), ("Content-Type", PIECE)];
    api.send_text("PATCH", place, &headers, piece).expect("it listens")
}

/// Announces `piece`, sends its first `sent` bytes, and is gone.
fn cut_off(url: &str, token: &str, place: &str, offset: usize, piece: &[u8], sent: usize) -> io::Result<()> {
    let mut stream = TcpStream::connect(host(url))?;
    let head = format!(
        "PATCH {place} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\nContent-Type: {PIECE}\r\n\
         Content-Length: {}\r\n\r\n",
        host(url),
        piece.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&piece[..sent])?;
    stream.set_read_timeout(Some(Duration::from_millis(50)))?;
    // What it would say to the half of a piece nobody hears.
    let _ = stream.read(&mut [0; 16]);
    Ok(())
}

/// One upload begun, half sent, and taken back.
fn abandoned(stage: &Stage) -> bool {
    let place = begin(&stage.luc.api, 2_000, "rien.txt");
    go_on(&stage.luc.api, &place, 0, &"mot ".repeat(250));
    stage.luc.api.send("DELETE", &place, &[("Tus-Resumable", "1.0.0")], None).is_ok_and(|answer| answer.status == 204)
}

fn header(answer: &Answer, name: &str) -> Option<String> {
    answer
        .head
        .lines()
        .find_map(|line| line.split_once(": ").filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()))
}

/// Files below a folder, but its lock.
fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { count(&entry.path()) } else { usize::from(entry.file_name() != "lock") }).sum()
}
