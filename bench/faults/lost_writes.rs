//! R3: the power goes and takes with it whatever was not flushed. `strace` of Debian writes down every write and flush of the database's files
//! while four programs post; then any number of crash images are made of that record: what came before the last flush of a file is there,
//! each write after it is there, or torn at a sector, or not. Every image must open, be sound and hold what was acknowledged before its moment.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bench::chance::Chance;
use e2e::{Backend, Scratch, Stage};
use serde_json::json;
use store::{Query, Store};

use crate::{Found, Scale};

/// The database and its log; the third file beside them is made anew from the log.
const FILES: [&str; 2] = ["palabre.db", "palabre.db-wal"];
const SECTOR: usize = 512;

enum Act {
    Write { at: usize, bytes: Vec<u8> },
    Cut { length: usize },
    Flush,
}

/// One act upon one of [`FILES`], with the moment at which it began.
struct Step {
    began: f64,
    file: usize,
    act: Act,
}

pub fn run(scale: Scale) -> Found {
    let mut stage = Stage::set(Backend::Sqlite);
    let (folder, scratch) = (stage.server.folder(), Scratch::new("lost"));
    // At rest, so that nothing is written while the first image is taken.
    thread::sleep(Duration::from_secs(1));
    let Some(mut tracer) = trace(stage.server.pid(), scratch.path()) else {
        return Found::not_tried("install the Debian package strace, and be allowed to trace");
    };
    let base = FILES.map(|name| fs::read(folder.join(name)).unwrap_or_default());
    let promised = post(&stage, Duration::from_secs(scale.of(15, 4) as u64));
    stage.server.kill();
    let _ = tracer.wait();
    let steps = read(scratch.path());
    let flushes = steps.iter().filter(|step| matches!(step.act, Act::Flush)).count();
    let (images, mut chance, mut lost, mut unsound) = (scale.of(500, 30), Chance::new(3), 0, 0);
    for image in 0..images {
        let cut = chance.below(steps.len() + 1);
        let place = scratch.path().join(format!("image-{image}"));
        fs::create_dir(&place).expect("a folder");
        for (name, bytes) in FILES.iter().zip(after_the_cut(&base, &steps[..cut], &mut chance)) {
            fs::write(place.join(name), bytes).expect("an image is written");
        }
        let moment = steps.get(cut).map_or(f64::INFINITY, |step| step.began);
        let wanted = promised.iter().filter(|(_, answered)| *answered < moment).map(|(text, _)| text);
        match held(&place.join(FILES[0])) {
            Some(texts) => lost += wanted.filter(|text| texts.binary_search(text).is_err()).count(),
            None => unsound += 1,
        }
        fs::remove_dir_all(place).expect("an image goes");
    }
    let told = format!(
        "{} posts acknowledged, {} writes and {flushes} flushes recorded; of {images} images of what a power cut leaves {} are not sound, {lost} acknowledged posts \
         are missing from them.",
        promised.len(),
        steps.len() - flushes,
        if unsound == 0 { "none".to_owned() } else { unsound.to_string() },
    );
    Found::of(told, lost == 0 && unsound == 0 && promised.len() > 50 && flushes > 50)
}

fn trace(process: u32, folder: &Path) -> Option<Child> {
    let ready = |child: &mut Child| {
        let end = Instant::now() + Duration::from_secs(5);
        while Instant::now() < end && child.try_wait().ok()?.is_none() {
            if traced(process) {
                return Some(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        None
    };
    let mut command = Command::new("strace");
    command.args(["-ff", "-y", "-xx", "-ttt", "-s", "70000", "-e", "trace=pwrite64,ftruncate,fsync,fdatasync", "-o"]);
    let mut child = command.arg(folder.join("trace")).args(["-p", &process.to_string()]).stderr(Stdio::null()).spawn().ok()?;
    ready(&mut child).map(|()| child)
}

/// Whether every thread of it is.
fn traced(process: u32) -> bool {
    let Ok(threads) = fs::read_dir(format!("/proc/{process}/task")) else { return false };
    threads.flatten().all(|thread| {
        let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
        status.lines().any(|line| line.strip_prefix("TracerPid:").is_some_and(|tracer| tracer.trim() != "0"))
    })
}

/// Four people post until the time is over: each text with the moment at which its promise was heard.
fn post(stage: &Stage, span: Duration) -> Vec<(String, f64)> {
    let (promised, over, path) = (Mutex::new(Vec::new()), AtomicBool::new(false), format!("/api/v1/spaces/{}/items", stage.space));
    thread::scope(|scope| {
        for name in 0..4 {
            let (promised, over, path, api) = (&promised, &over, &path, stage.luc.api.clone());
            scope.spawn(move || {
                for turn in 0.. {
                    if over.load(Ordering::Relaxed) {
                        return;
                    }
                    let text = format!("{name}-{turn}");
                    let sent = api.send("POST", path, &[], Some(&json!({ "kind": "post", "body": text })));
                    if sent.is_ok_and(|answer| answer.status == 201) {
                        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
                        promised.lock().expect("no thread panics with it").push((text, now));
                    }
                }
            });
        }
        thread::sleep(span);
        over.store(true, Ordering::Relaxed);
    });
    promised.into_inner().expect("no thread panics with it")
}

/// What the threads did to the files, in order.
fn read(folder: &Path) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for entry in fs::read_dir(folder).expect("the trace").flatten() {
        if entry.file_name().to_string_lossy().starts_with("trace") {
            steps.extend(fs::read_to_string(entry.path()).unwrap_or_default().lines().filter_map(step));
            let _ = fs::remove_file(entry.path());
        }
    }
    steps.sort_by(|one, other| one.began.total_cmp(&other.began));
    steps
}

/// One line: `1795320119.95 pwrite64(7</…/palabre.db-wal>, "\x00…", 24, 32) = 24`; names are written in `\x..` as well.
fn step(line: &str) -> Option<Step> {
    let (began, call) = line.split_once(' ')?;
    let (name, rest) = call.trim_start().split_once('(')?;
    let (path, rest) = rest.split_once('<')?.1.split_once('>')?;
    let path = String::from_utf8(bytes(path)).ok()?;
    let file = FILES.iter().position(|file| path.ends_with(&format!("/{file}")))?;
    // A flush that the kill cut short flushed nothing for certain.
    let done: i64 = rest.rsplit_once(" = ")?.1.split(' ').next()?.parse().ok()?;
    let act = match name {
        "pwrite64" => {
            let (data, place) = rest.strip_prefix(", \"")?.split_once('"')?;
            Act::Write { at: place.rsplit_once(')')?.0.rsplit_once(", ")?.1.parse().ok()?, bytes: bytes(data) }
        }
        "ftruncate" => Act::Cut { length: rest.strip_prefix(", ")?.split_once(')')?.0.parse().ok()? },
        "fsync" | "fdatasync" if done == 0 => Act::Flush,
        _ => return None,
    };
    Some(Step { began: began.parse().ok()?, file, act })
}

fn bytes(written: &str) -> Vec<u8> {
    if !written.starts_with("\\x") {
        return written.as_bytes().to_vec();
    }
    written.split("\\x").filter_map(|two| u8::from_str_radix(two, 16).ok()).collect()
}

fn after_the_cut(base: &[Vec<u8>; 2], steps: &[Step], chance: &mut Chance) -> [Vec<u8>; 2] {
    let flushed = [0, 1].map(|file| steps.iter().rposition(|step| step.file == file && matches!(step.act, Act::Flush)).unwrap_or(0));
    let mut files = base.clone();
    for (at, step) in steps.iter().enumerate() {
        let file = &mut files[step.file];
        let certain = at < flushed[step.file];
        match &step.act {
            Act::Write { at, bytes } => {
                let (from, to) = match chance.below(4) {
                    _ if certain => (0, bytes.len()),
                    0 => continue,
                    // Sectors arrive whole, and not always the first ones.
                    1 => {
                        let sectors = [chance.below(bytes.len() / SECTOR + 1), chance.below(bytes.len() / SECTOR + 1)].map(|n| n * SECTOR);
                        (sectors[0].min(sectors[1]), sectors[0].max(sectors[1]))
                    }
                    _ => (0, bytes.len()),
                };
                file.resize(file.len().max(at + to), 0);
                file[at + from..at + to].copy_from_slice(&bytes[from..to]);
            }
            Act::Cut { length } if certain || chance.below(2) == 0 => file.resize(*length, 0),
            Act::Cut { .. } | Act::Flush => {}
        }
    }
    files
}

/// The texts that an image holds, sorted; `None` when it does not open or is not sound.
fn held(image: &Path) -> Option<Vec<String>> {
    let store = Store::open(&format!("sqlite:{}", image.display())).ok()?;
    let found = store.read_now(|db| {
        let sound = db.one("PRAGMA integrity_check", &[], |row| row.text(0))?;
        let mut texts =
            db.all("SELECT b.source FROM items i JOIN bodies b ON b.id = i.body_id JOIN changes c ON c.item_id = i.id", &[], |row| {
                row.text(0)
            })?;
        texts.sort();
        Ok::<_, store::Error>((sound.as_deref() == Some("ok")).then_some(texts))
    });
    store.close();
    found.ok().flatten()
}
