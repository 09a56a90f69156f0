//! R21 in short: every pure reader of foreign text, fed with seeds that are cut, doubled, joined and spoiled by chance. A panic or a slow text is
//! told with its seed. Deliberately absent: guidance by coverage, which needs a compiler that we do not build with.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use bench::chance::Chance;

use crate::{Found, Scale};

/// Longest text tried, in bytes.
const LONGEST: usize = 20_000;
const SLOW: Duration = Duration::from_secs(1);

type Reader = (&'static str, fn(&str));

const READERS: [Reader; 7] = [
    ("render", |text| {
        let html = text::render(text).html;
        // A text may well show `href="javascript:…"`; a tag may not bear it. Texts hold no `<` of their own any more.
        let tags = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or_default().to_lowercase());
        let executes = |tag: String| tag.starts_with("script") || tag.contains("=\"javascript:");
        assert!(!tags.into_iter().any(executes), "something executes");
    }),
    ("index_words", |text| drop(text::index_words(text))),
    ("query_terms", |text| drop(text::query_terms(text, true))),
    ("marked", |text| drop(text::marked(text, &text.chars().take(40).collect::<String>(), 200))),
    ("resolve_mentions", |text| drop(text::resolve_mentions(text, &[(base::Id(1), "Awa Diallo"), (base::Id(2), "Luc")]))),
    ("from_slack", |text| drop(text::from_slack(text, &|_| None, &|_| None))),
    ("tags", |text| drop(text::tags(text))),
];

const SEEDS: [&str; 14] = [
    "# Titre\n\n- [ ] tâche\n- [x] faite\n\n> cité\n\n```rust\nfn main() {}\n```\n",
    "|a|b|\n|-|-:|\n|1|2|\n\n~~non~~ **oui** *peut-être* `code`",
    "[lien](https://a.example/?q=1 \"titre\") ![image](x.png) <https://b.example> http://c.example/d_e",
    "@[Awa Diallo](person:1) et @Luc, #budget-2026 #été",
    "<script>alert(1)</script><img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">",
    "<@U012AB> dit *gras* _italique_ ~barré~ &lt;b&gt; <https://x.example|texte> <!here> :smile: <#C01|canal>",
    "budget OR NOT \"une phrase\" -sans de:luc dans:atelier avant:2026-01-01 (((",
    "e\u{301}\u{200d}👩\u{200d}👩\u{200d}👧 \u{202e}envers\u{202c} ﷽ 한글 が Ｆｕｌｌ ǅ ß İ",
    "[a]: <b> 'c'\n[a][a] [a](<b>) [[[[[[a]]]]]] ****a**** ____b____",
    "&amp;&lt;&#0;&#x110000;&notanentity;&num;tag",
    "1. a\n   1. b\n      1. c\n\n* d\n  * e\n\t* f",
    "\u{0}\u{1}\u{7f}\u{85}\u{2028}\u{2029}\u{feff}\r\n\r",
    "data:text/html;base64,PHNjcmlwdD4= vbscript:x JaVaScRiPt:y //hote.example \\\\hote\\part",
    "(((((((((( [[[[[[[[[[ <<<<<<<<<< ********** __________ ~~~~~~~~~~ ``````````",
];

pub fn run(scale: Scale) -> Found {
    let tries = scale.of(200_000, 3_000);
    let (mut worst, mut failures) = (("", Duration::ZERO), Vec::new());
    // A panic is told below, with its seed, rather than by each thread as it happens.
    std::panic::set_hook(Box::new(|_| ()));
    for seed in 0..tries {
        let spoiled = spoiled(seed as u64);
        let (name, read) = READERS[seed % READERS.len()];
        let begun = Instant::now();
        if catch_unwind(AssertUnwindSafe(|| read(&spoiled))).is_err() {
            failures.push(format!("{name} with seed {seed}"));
        }
        if begun.elapsed() > worst.1 {
            worst = (name, begun.elapsed());
        }
    }
    let _ = std::panic::take_hook();
    let told = format!(
        "{tries} spoiled texts of up to {} kB over {} readers: {} panics or escapes{}; slowest {} ms, by `{}`.",
        LONGEST / 1000,
        READERS.len(),
        failures.len(),
        failures.iter().take(5).map(|failure| format!(" ({failure})")).collect::<String>(),
        worst.1.as_millis(),
        worst.0,
    );
    Found::of(told, failures.is_empty() && scale.in_time(worst.1 < SLOW))
}

/// The text of a seed: a few changes to a few of the seeds above.
fn spoiled(seed: u64) -> String {
    let mut chance = Chance::new(seed + 1);
    let mut text: Vec<char> = SEEDS[chance.below(SEEDS.len())].chars().collect();
    for _ in 0..=chance.below(8) {
        let (from, to) = (chance.below(text.len() + 1), chance.below(text.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        match chance.below(5) {
            0 => drop(text.drain(from..to)),
            1 => {
                let piece = text[from..to].to_vec();
                let times = chance.below(200);
                text.splice(to..to, piece.iter().copied().cycle().take(piece.len() * times));
            }
            2 => text.extend(SEEDS[chance.below(SEEDS.len())].chars()),
            3 if from < text.len() => text[from] = char::from_u32(chance.below(0x3000) as u32).unwrap_or('<'),
            _ => text.reverse(),
        }
        text.truncate(LONGEST);
    }
    let mut text: String = text.into_iter().collect();
    text.truncate(text.floor_char_boundary(LONGEST));
    text
}
