//! A Slack export of any size, of the form that Slack describes: people, channels, a file per channel and day.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::chance::Chance;

const PEOPLE: usize = 40;
const CHANNELS: usize = 20;
const A_DAY: usize = 250;
/// 2 January 2023, in seconds.
const BEGINNING: usize = 1_672_650_000;

/// Writes one with that many messages: one in four answers in a thread, one in ten bears a reaction, one in eight a mention.
///
/// # Errors
/// The disk refuses.
pub fn write(path: &Path, messages: usize) -> io::Result<()> {
    let mut zip = ZipWriter::new(File::create(path)?);
    let mut chance = Chance::new(11);
    let users: Vec<Value> = (0..PEOPLE)
        .map(|n| {
            let name = format!("Personne {n}");
            json!({ "id": user(n), "name": format!("personne{n}"), "deleted": false,
                "profile": { "real_name": name, "email": format!("personne{n}@exemple.example") } })
        })
        .collect();
    let members: Vec<String> = (0..PEOPLE).map(user).collect();
    let channels: Vec<Value> = (0..CHANNELS)
        .map(|n| {
            json!({ "id": format!("C{n:06}"), "name": format!("canal-{n}"), "created": BEGINNING, "creator": user(n), "members": members,
                "is_archived": false, "purpose": { "value": "Travailler ensemble." } })
        })
        .collect();
    put(&mut zip, "users.json", &users)?;
    put(&mut zip, "channels.json", &channels)?;
    for channel in 0..CHANNELS {
        let mut left = messages / CHANNELS;
        for day in 0.. {
            let here = left.min(A_DAY);
            if here == 0 {
                break;
            }
            left -= here;
            put(&mut zip, &format!("canal-{channel}/{}.json", date(day)), &of_a_day(&mut chance, channel, day, here))?;
        }
    }
    zip.finish()?;
    Ok(())
}

fn of_a_day(chance: &mut Chance, channel: usize, day: usize, messages: usize) -> Vec<Value> {
    let mut thread = String::new();
    (0..messages)
        .map(|at| {
            let ts = format!("{}.{channel:06}", BEGINNING + day * 86_400 + at * 60);
            let mut text = chance.message(20);
            if chance.below(8) == 0 {
                text = format!("<@{}> {text}", user(chance.below(PEOPLE)));
            }
            let mut message = json!({ "type": "message", "user": user(chance.below(PEOPLE)), "text": text, "ts": ts });
            if !thread.is_empty() && chance.below(4) == 0 {
                message["thread_ts"] = Value::from(thread.as_str());
            } else {
                thread = ts;
            }
            if chance.below(10) == 0 {
                message["reactions"] = json!([{ "name": "thumbsup", "users": [user(chance.below(PEOPLE))], "count": 1 }]);
            }
            message
        })
        .collect()
}

fn put(zip: &mut ZipWriter<File>, name: &str, values: &[Value]) -> io::Result<()> {
    zip.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
    zip.write_all(serde_json::to_string(values)?.as_bytes())
}

fn user(n: usize) -> String {
    format!("U{n:06}")
}

/// Twelve months of 28 days are dates enough, and each is a real one.
fn date(day: usize) -> String {
    format!("{}-{:02}-{:02}", 2023 + day / 336, day % 336 / 28 + 1, day % 28 + 1)
}
