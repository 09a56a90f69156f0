//! `/metrics` as a monitoring program reads it: OpenMetrics to the letter, for this machine and administrators alone, and nothing of anybody in it,
//! nor in the log of slow statements.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use e2e::{Answer, Api, Stage};

use crate::BOTH;

const CANARY: &str = "jaune-paille-4711";

#[test]
fn figures_and_slow_statements_tell_nothing_of_anybody() {
    for backend in BOTH {
        let mut stage = Stage::set(backend);
        stage.server.kill();
        stage.server.start_again(&["--slow-query", "0"]);
        let item = stage.post(&stage.awa, CANARY);
        let nobody = Api::new(&stage.server.url, "");
        nobody.send("GET", &format!("/nowhere/{CANARY}"), &[], None).expect("an answer");
        let found = stage.awa.api.ask("GET", &format!("/search?q={CANARY}"), None);
        assert!(found.text.contains(&item), "{}", found.text);
        let request = found.head.lines().find_map(|line| line.strip_prefix("x-request-id: ")).expect("a request id").to_owned();

        let families = read(&ask(&nobody, &[]).text);
        for (name, kind) in [
            ("palabre_build", "info"),
            ("palabre_start_time_seconds", "gauge"),
            ("palabre_http_requests", "counter"),
            ("palabre_http_request_duration_seconds", "histogram"),
            ("palabre_live_sockets", "gauge"),
            ("palabre_database_statements", "counter"),
            ("palabre_database_slow_statements", "counter"),
            ("palabre_database_wait_seconds", "histogram"),
            ("palabre_database_group_writes", "histogram"),
            ("palabre_database_size_bytes", "gauge"),
            ("palabre_jobs", "gauge"),
        ] {
            assert_eq!(families.get(name).map(|family| family.kind.as_str()), Some(kind), "{name}");
        }
        let posts = "palabre_http_requests_total{method=\"POST\",route=\"/api/v1/spaces/{id}/items\",status=\"2xx\"}";
        assert_eq!(families["palabre_http_requests"].samples[posts], 1.0);
        assert!(families["palabre_database_size_bytes"].samples["palabre_database_size_bytes"] > 4096.0);
        assert!(families["palabre_database_group_writes"].samples["palabre_database_group_writes_count"] >= 1.0);

        let text = ask(&nobody, &[]).text;
        let log = fs::read_to_string(stage.server.folder().join("../log")).expect("the log");
        for private in [CANARY, "nowhere", &item, &stage.space, &stage.awa.id, "awa@lilas.example"] {
            assert!(!text.contains(private), "{private} is in the figures");
        }
        for private in [CANARY, "nowhere", "awa@lilas.example", "Atelier des Lilas"] {
            assert!(!log.contains(private), "{private} is in the log");
        }
        assert!(
            log.lines().any(|line| line.contains(&request) && line.contains("SELECT") && line.contains("ms=")),
            "{request} tells no statement"
        );
        assert!(log.contains("INSERT INTO items"), "what is written is told");
    }
}

#[test]
fn figures_are_for_this_machine_and_administrators() {
    let stage = Stage::set(BOTH[0]);
    let nobody = Api::new(&stage.server.url, "");
    assert_eq!(ask(&nobody, &[]).status, 200);
    for passed_on in [("X-Forwarded-For", "203.0.113.9"), ("Forwarded", "for=203.0.113.9"), ("X-Real-IP", "127.0.0.1")] {
        assert_eq!(ask(&nobody, &[passed_on]).status, 404, "{passed_on:?}");
        assert_eq!(ask(&stage.luc.api, &[passed_on]).status, 404, "a member");
        assert_eq!(ask(&stage.awa.api, &[passed_on]).status, 200, "an owner’s token");
    }
}

fn ask(api: &Api, headers: &[(&str, &str)]) -> Answer {
    let answer = api.send("GET", "/metrics", headers, None).expect("an answer");
    let typed = answer.head.contains("content-type: application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert_eq!(typed, answer.status == 200, "{}", answer.head);
    answer
}

#[derive(Default)]
struct Family {
    kind: String,
    samples: BTreeMap<String, f64>,
}

/// Reads OpenMetrics 1.0 strictly: what a monitoring program would refuse, this refuses too.
fn read(text: &str) -> BTreeMap<String, Family> {
    let lines = text.strip_suffix("# EOF\n").expect("it ends with # EOF").lines();
    let (mut families, mut current) = (BTreeMap::<String, Family>::new(), String::new());
    let mut said = BTreeSet::new();
    for line in lines {
        if let Some(told) = line.strip_prefix("# ") {
            let mut words = told.splitn(3, ' ');
            let (what, name, rest) = (words.next().expect(line), words.next().expect(line), words.next().expect(line));
            assert!(is_name(name), "{line}");
            assert!(said.insert((what.to_owned(), name.to_owned())), "said twice: {line}");
            match what {
                "TYPE" => {
                    assert!(["counter", "gauge", "histogram", "info"].contains(&rest), "{line}");
                    current = name.to_owned();
                    families.insert(current.clone(), Family { kind: rest.to_owned(), ..Family::default() });
                }
                "UNIT" => assert!(name == current && name.ends_with(&format!("_{rest}")), "{line}"),
                "HELP" => assert!(name == current && !rest.is_empty(), "{line}"),
                _ => panic!("{line}"),
            }
            continue;
        }
        let family = families.get_mut(&current).unwrap_or_else(|| panic!("before any family: {line}"));
        let (sample, value) = line.rsplit_once(' ').expect(line);
        let name = sample.split('{').next().expect(line);
        let ending = name.strip_prefix(current.as_str()).unwrap_or_else(|| panic!("of another family than {current}: {line}"));
        let endings: &[&str] = match family.kind.as_str() {
            "counter" => &["_total"],
            "info" => &["_info"],
            "histogram" => &["_bucket", "_count", "_sum"],
            _ => &[""],
        };
        assert!(endings.contains(&ending), "{line}");
        labels(&sample[name.len()..]);
        let value: f64 = value.parse().expect(line);
        assert!(value >= 0.0 && value.is_finite(), "{line}");
        assert!(family.samples.insert(sample.to_owned(), value).is_none(), "told twice: {line}");
    }
    families.iter().filter(|(_, family)| family.kind == "histogram").for_each(|(name, family)| buckets(name, &family.samples));
    families
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// `{name="value",…}` or nothing. No value of ours needs an escape.
fn labels(text: &str) -> BTreeMap<&str, &str> {
    if text.is_empty() {
        return BTreeMap::new();
    }
    let pairs = text.strip_prefix('{').and_then(|text| text.strip_suffix("\"}")).unwrap_or_else(|| panic!("{text}"));
    let pair = |pair| -> (&str, &str) { str::split_once(pair, "=\"").unwrap_or_else(|| panic!("{text}")) };
    let all: BTreeMap<_, _> = pairs.split("\",").map(pair).collect();
    assert!(all.iter().all(|(name, value)| is_name(name) && !value.contains(['"', '\\', '\n'])), "{text}");
    all
}

/// Bounds with their counts.
type Buckets = Vec<(f64, f64)>;

/// Each series grows from bucket to bucket up to `+Inf`, which is its count.
fn buckets(name: &str, samples: &BTreeMap<String, f64>) {
    let mut series = BTreeMap::<Vec<(&str, &str)>, Buckets>::new();
    for (sample, count) in samples.iter().filter(|(sample, _)| sample.starts_with(&format!("{name}_bucket"))) {
        let mut told = labels(&sample[format!("{name}_bucket").len()..]);
        let bound = told.remove("le").expect("a bound");
        let bound = if bound == "+Inf" { f64::INFINITY } else { bound.parse().expect("a number") };
        series.entry(told.into_iter().collect()).or_default().push((bound, *count));
    }
    assert!(!series.is_empty(), "{name}");
    for (of, mut buckets) in series {
        buckets.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(buckets.windows(2).all(|two| two[0].1 <= two[1].1 && two[0].0 < two[1].0), "{name} {of:?}");
        let pairs: Vec<String> = of.iter().map(|(label, value)| format!("{label}=\"{value}\"")).collect();
        let all = if pairs.is_empty() { format!("{name}_count") } else { format!("{name}_count{{{}}}", pairs.join(",")) };
        assert_eq!(buckets.last().copied(), samples.get(&all).map(|count| (f64::INFINITY, *count)), "{name} {of:?}");
    }
}
