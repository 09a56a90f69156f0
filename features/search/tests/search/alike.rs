//! A few hundred generated messages, asked the same on both databases: the same answers, in the same order. And both agree with a plain
//! reading of the texts.

use base::Moment;
use kernel::items::{self, NewItem};
use kernel::{Kind, access};
use serde_json::Value as Json;
use village::{Dialect, Village, block_on};

use super::{found, http};

const WORDS: [&str; 12] =
    ["budget", "réunion", "réunions", "atelier", "compte", "rendu", "l’équipe", "de", "la", "Bois", "brouillon", "été"];
const PEOPLE: [&str; 2] = ["luc", "mehdi"];

/// The nth text: its author, the day of 2025 on which it was written, its words.
fn text(n: u64) -> (&'static str, i64, String) {
    let mut seed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995;
    let mut next = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    let words: Vec<&str> = (0..3 + next(6)).map(|_| WORDS[next(WORDS.len())]).collect();
    (PEOPLE[next(2)], next(360) as i64, format!("n{n} {}", words.join(" ")))
}

async fn answers(village: Village) -> Vec<(String, Vec<String>)> {
    let (kinds, place) = (village.kinds(), village.space("Place"));
    for name in PEOPLE {
        let kinds = kinds.clone();
        let write = move |tx: &store::Tx, actor: &kernel::Actor| {
            for n in 0..300 {
                let (author, day, body) = text(n);
                if author == name {
                    let at = Moment::parse("2025-01-01T12:00:00Z").expect("a time").plus_days(day).plus_seconds(n as i64);
                    let new = NewItem::parse(&kinds, "post", "", &body, Json::Null)?.dated(at, n as u16, None);
                    items::post(tx, &kinds, &access::space_to_post(tx, actor, place, Kind::Post)?, &new)?;
                }
            }
            Ok(())
        };
        village.does(name, write).await.expect("posted");
    }
    let http = http(&village);
    let mut all = Vec::new();
    for q in QUESTIONS {
        for sort in ["date", "fit"] {
            let (mut seen, mut after) = (Vec::new(), String::new());
            loop {
                let page = found(&http, "oscar", &[("q", q), ("sort", sort), ("limit", "40"), ("after", &after)]).await;
                let texts = page["items"].as_array().expect("items").iter().map(|hit| {
                    hit["excerpt"]
                        .as_array()
                        .expect("pieces")
                        .iter()
                        .map(|piece| piece["text"].as_str().unwrap_or_default())
                        .collect::<String>()
                });
                seen.extend(texts);
                let Some(next) = page["next"].as_str() else { break };
                after = next.to_owned();
            }
            all.push((format!("{q} by {sort}"), seen));
        }
    }
    all
}

const QUESTIONS: [&str; 16] = [
    "budget",
    "réunion",
    "reunion -brouillon",
    "\"compte rendu\"",
    "\"rendu compte\"",
    "-\"compte rendu\" compte",
    "\"de la\" budget",
    "\"l'équipe de la\"",
    "budget -réunion -été -bois",
    "de:luc compte",
    "-de:luc compte",
    "avant:mars 2025 budget",
    "après:2025-06-30 avant:01/09/2025",
    "dans:place -de",
    "de:luc de:mehdi été",
    "type:publication atelier -\"de la\"",
];

#[test]
fn both_databases_answer_alike() {
    let [sqlite, postgres] = [Dialect::Sqlite, Dialect::Postgres].map(|dialect| {
        let village = Village::on(dialect);
        block_on(answers(village))
    });
    assert_eq!(sqlite, postgres);
    let of = |q: &str| sqlite.iter().find(|(asked, _)| *asked == format!("{q} by date")).map(|(_, found)| found.clone()).expect("asked");
    let plain = |holds: &dyn Fn(&str) -> bool| {
        let mut texts: Vec<_> = (0..300).map(text).filter(|(.., body)| holds(&format!(" {body} "))).collect();
        texts.sort_by_key(|(_, day, body)| (-day, std::cmp::Reverse(body[1..].split(' ').next().and_then(|n| n.parse::<i64>().ok()))));
        texts.into_iter().map(|(.., body)| body).collect::<Vec<_>>()
    };
    assert_eq!(of("budget"), plain(&|text| text.contains(" budget ")));
    assert_eq!(of("\"compte rendu\""), plain(&|text| text.contains(" compte rendu ")));
    assert_eq!(of("-\"compte rendu\" compte"), plain(&|text| text.contains(" compte ") && !text.contains(" compte rendu ")));
    assert_eq!(of("reunion -brouillon"), plain(&|text| text.contains(" réunion") && !text.contains(" brouillon ")));
    assert!(sqlite.iter().filter(|(_, found)| !found.is_empty()).count() >= 28, "questions that find nothing prove nothing");
}
