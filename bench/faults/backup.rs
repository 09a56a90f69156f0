//! R17 and R18: backups taken by the command while eight programs write, one of them killed, one onto a full disk; each is then cut, altered, and
//! restored by the command into the other database, where it must hold whatever was acknowledged before it began, and back up to the same digests.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::thread::sleep;
use std::time::{Duration, Instant};

use bench::chance::Chance;
use bench::table::short;
use e2e::{Backend, Database, Scratch, Stage};
use store::{Query, Store};

use crate::ledger::Ledger;
use crate::{Found, Scale};

/// R17: what a backup beside a busy network holds.
pub fn while_writing(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for (backend, backups) in [(Backend::Sqlite, scale.of(20, 3)), (Backend::Postgres, scale.of(10, 2))] {
        let (stage, folder, mut ledger) = (Stage::set(backend), Scratch::new("backups"), Ledger::new());
        let (api, space) = (stage.luc.api.clone(), stage.space.clone());
        ledger.write(&api, &space, 200, || sleep(Duration::from_secs(3)));
        let alone = ledger.waited(0.99);
        let (mut missing, mut refused, mut busy) = (0, 0, Vec::new());
        for backup in 0..backups {
            let (file, before) = (folder.path().join(format!("{backup}.backup")), ledger.texts());
            let saved =
                ledger.write(&api, &space, 200, || stage.server.command().arg("backup").arg(&file).output().expect("the command starts"));
            busy.push(ledger.waited(0.99));
            refused += usize::from(!saved.status.success());
            let there = restored(&stage, &file, Backend::Sqlite).map(|(texts, _)| texts);
            missing += there.map_or(before.len(), |there| before.iter().filter(|text| there.binary_search(text).is_err()).count());
        }
        let (killed, full) = (killed(&stage, folder.path()), onto_a_full_disk(&stage, folder.path()));
        let verdict = ledger.check(&stage);
        busy.sort_by(f64::total_cmp);
        held &= missing == 0 && refused == 0 && killed && full.is_none_or(|full| full) && verdict.holds();
        told.push(format!(
            "{backend:?}, {backups} backups: {refused} failed, {missing} posts acknowledged before them are missing from their restores; meanwhile {verdict}, an answer \
             within {} ms (p99; {} without a backup); one killed {}; one onto a full disk {}",
            short(busy[busy.len() / 2]),
            short(alone),
            if killed { "left nothing that passes for a backup" } else { "left SOMETHING that passes for a backup" },
            match full {
                None => "not tried, which only root may",
                Some(true) => "failed with a sentence",
                Some(false) => "did NOT fail as it must",
            }
        ));
    }
    Found::of(told.join(". ") + ".", held)
}

/// R18: onto the other database, and what is bad about a file is said.
pub fn restore(scale: Scale) -> Found {
    let (mut told, mut held, mut chance) = (Vec::new(), true, Chance::new(18));
    for (from, to) in [(Backend::Sqlite, Backend::Postgres), (Backend::Postgres, Backend::Sqlite)] {
        let (stage, folder, mut ledger) = (Stage::set(from), Scratch::new("restore"), Ledger::new());
        ledger.write(&stage.luc.api, &stage.space, 2_000, || sleep(Duration::from_secs(scale.of(20, 2) as u64)));
        let file = folder.path().join("whole.backup");
        // On PostgreSQL the last changes get their numbers a moment after they are committed.
        sleep(Duration::from_secs(1));
        let saved = stage.server.command().arg("backup").arg(&file).output().expect("the command starts");
        let (verify, tries) = (
            |file: &Path| stage.server.command().args(["backup", "verify"]).arg(file).output().expect("the command starts"),
            scale.of(20, 3),
        );
        let passes = verify(&file).status.success();
        let bytes = fs::read(&file).unwrap_or_default();
        let (bad, mut accepted, mut wordless) = (folder.path().join("bad.backup"), 0, 0);
        for one in 0..tries * 2 {
            let mut spoiled = bytes.clone();
            if one < tries {
                spoiled.truncate(bytes.len() * one / tries);
            } else {
                let at = bytes.len() / 10 + chance.below(bytes.len() * 8 / 10);
                spoiled[at] ^= 0x40;
            }
            fs::write(&bad, spoiled).expect("a bad backup is written");
            let answer = verify(&bad);
            // Some bytes of a ZIP mean nothing to a reader, such as dates: what may not pass is another content.
            accepted += usize::from(answer.status.success() && !digests(&answer).starts_with(&digests(&saved)));
            wordless += usize::from(!answer.status.success() && !is_sentence(&answer));
        }
        let begun = Instant::now();
        let back = restored(&stage, &file, to);
        let took = begun.elapsed();
        let (texts, again) = back.unwrap_or_default();
        let same = digests(&saved) == again && !again.is_empty();
        let wanted = ledger.texts();
        let missing = wanted.iter().filter(|text| texts.binary_search(text).is_err()).count();
        held &= passes && accepted == 0 && wordless == 0 && same && missing == 0;
        told.push(format!(
            "{from:?} to {to:?}: {} of backup with {} posts {}; {} cut or altered copies: {accepted} accepted with another content, {wordless} refused without a word; restored in {:.1} s, \
             {missing} posts missing, and a backup of the restored network has {} digests",
            bench::table::mib(bytes.len() as u64),
            wanted.len(),
            if passes { "passes" } else { "does NOT pass" },
            tries * 2,
            took.as_secs_f64(),
            if same { "the same" } else { "OTHER" },
        ));
    }
    Found::of(told.join(". ") + ".", held)
}

/// Restores into an empty network of that kind: the first word of every text there, sorted, and the digests of a backup of it.
fn restored(stage: &Stage, file: &Path, to: Backend) -> Option<(Vec<String>, Vec<String>)> {
    let folder = Scratch::new("restored");
    let database = (to == Backend::Postgres).then(Database::create);
    let url =
        database.as_ref().map_or_else(|| format!("sqlite:{}", folder.path().join("palabre.db").display()), |database| database.url.clone());
    let command = |arguments: &[&Path]| {
        let mut command = stage.server.command();
        command.args(arguments).env("PALABRE_DATA", folder.path()).env("PALABRE_DATABASE", &url).current_dir(folder.path());
        command.output().expect("the command starts")
    };
    let restored = command(&[Path::new("restore"), file]);
    if !restored.status.success() {
        eprintln!("   {}", String::from_utf8_lossy(&restored.stderr));
        return None;
    }
    let store = Store::open(&url).ok()?;
    let read = store.read_now(|db| db.all("SELECT source FROM bodies", &[], |row| row.text(0)));
    store.close();
    let mut texts: Vec<String> = read.ok()?.iter().map(|text| text.split(' ').next().unwrap_or_default().to_owned()).collect();
    texts.sort();
    let again = command(&[Path::new("backup"), &folder.path().join("again.backup")]);
    Some((texts, digests(&again)))
}

/// The lines that tell a table, its rows and their digest: all but the trail, in which a restore is noted.
fn digests(printed: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&printed.stdout).into_owned();
    text.lines().filter(|line| !["audit", "settings"].iter().any(|table| line.starts_with(table))).map(str::to_owned).collect()
}

/// Whether a refusal says why.
fn is_sentence(answer: &Output) -> bool {
    let said = String::from_utf8_lossy(&answer.stderr);
    !said.trim().is_empty() && !said.contains("panicked")
}

/// A backup that is killed leaves no file of that name, or a whole one when it was quicker.
fn killed(stage: &Stage, folder: &Path) -> bool {
    (1..=5).all(|tenth: u64| {
        let file = folder.join(format!("killed-{tenth}.backup"));
        let mut child =
            stage.server.command().arg("backup").arg(&file).stdout(std::process::Stdio::null()).spawn().expect("the command starts");
        sleep(Duration::from_millis(15 * tenth));
        let _ = child.kill();
        let _ = child.wait();
        !file.exists() || stage.server.command().args(["backup", "verify"]).arg(&file).output().is_ok_and(|output| output.status.success())
    })
}

/// `None` when the small disk can't be mounted.
fn onto_a_full_disk(stage: &Stage, folder: &Path) -> Option<bool> {
    let small = folder.join("small");
    fs::create_dir(&small).ok()?;
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&small).status();
    mounted.ok().filter(|status| status.success())?;
    let file = small.join("full.backup");
    let answer = stage.server.command().arg("backup").arg(&file).output().expect("the command starts");
    let refused = !answer.status.success() && is_sentence(&answer) && !file.exists();
    let _ = Command::new("umount").arg(&small).status();
    Some(refused)
}
