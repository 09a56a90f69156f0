//! Writers who remember what was promised to them. Whatever happens meanwhile, each sends its next post again under the same key until it is
//! answered; afterwards every promise must be there once, and nothing that nobody sent.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bench::load::Seen;
use e2e::{Api, Stage};
use serde_json::json;

const WRITERS: usize = 8;

/// All the writers.
pub struct Ledger {
    writers: Vec<Writer>,
}

struct Writer {
    name: usize,
    next: usize,
    unanswered: Option<String>,
    promised: HashMap<String, String>,
    refused: HashMap<u16, usize>,
    broken: usize,
    /// How long each promise was waited for since somebody last asked.
    waited: Vec<Duration>,
}

/// What the ledger and the database say of each other.
pub struct Verdict {
    /// Posts that were answered 201.
    pub promised: usize,
    /// Of those, how many are missing or bear another id.
    pub lost: usize,
    /// Texts that stand there more than once.
    pub doubled: usize,
    /// Texts that stand there without a promise; at most one for each writer may, the one whose answer was cut off last.
    pub unpromised: usize,
    /// Answers that were neither a promise nor "try again" (503, 507).
    pub wrong: usize,
    /// Answers "try again".
    pub refused: usize,
    /// Connections that broke off.
    pub broken: usize,
}

impl Verdict {
    /// Whether every promise was kept.
    pub fn holds(&self) -> bool {
        self.promised > 0 && self.lost + self.doubled + self.wrong == 0 && self.unpromised <= WRITERS
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Verdict { promised, lost, doubled, refused, broken, wrong, .. } = self;
        write!(
            f,
            "{promised} posts acknowledged, {lost} lost, {doubled} doubled; {refused} told to try again, {broken} connections cut, {wrong} wrong answers"
        )
    }
}

impl Ledger {
    /// Nothing written yet.
    pub fn new() -> Ledger {
        let writer = |name| Writer {
            name,
            next: 0,
            unanswered: None,
            promised: HashMap::new(),
            refused: HashMap::new(),
            broken: 0,
            waited: Vec::new(),
        };
        Ledger { writers: (0..WRITERS).map(writer).collect() }
    }

    /// Writes through `api` into a space while `meanwhile` happens.
    pub fn write<T>(&mut self, api: &Api, space: &str, length: usize, meanwhile: impl FnOnce() -> T) -> T {
        let (over, path) = (AtomicBool::new(false), format!("/api/v1/spaces/{space}/items"));
        thread::scope(|scope| {
            for writer in &mut self.writers {
                scope.spawn(|| writer.write(api, &path, length, &over));
            }
            // Raised even when `meanwhile` panics, or the writers would go on for ever.
            let _raised = Raise(&over);
            meanwhile()
        })
    }

    /// How many posts were promised so far.
    pub fn promised(&self) -> usize {
        self.writers.iter().map(|writer| writer.promised.len()).sum()
    }

    /// What was promised so far: the first word of each text.
    pub fn texts(&self) -> Vec<String> {
        self.writers.iter().flat_map(|writer| writer.promised.keys().cloned()).collect()
    }

    /// Within how many milliseconds that part of the promises came since this was last asked.
    pub fn waited(&mut self, part: f64) -> f64 {
        let waited = self.writers.iter_mut().flat_map(|writer| writer.waited.drain(..)).collect();
        Seen::of(waited, 0, Duration::ZERO).within(part)
    }

    /// How often that status was the answer.
    pub fn answered(&self, status: u16) -> usize {
        self.writers.iter().filter_map(|writer| writer.refused.get(&status)).sum()
    }

    /// Compares with what stands in the space.
    pub fn check(&self, stage: &Stage) -> Verdict {
        let mut found: HashMap<String, Vec<String>> = HashMap::new();
        for item in stage.awa.api.all(&format!("/spaces/{}/items", stage.space)) {
            let text = item["body"].as_str().unwrap_or_default().split(' ').next().unwrap_or_default().to_owned();
            found.entry(text).or_default().push(e2e::id(&item));
        }
        let kept = |text: &String, id: &String| found.get(text).is_some_and(|ids| ids.contains(id));
        let promised: Vec<(&String, &String)> = self.writers.iter().flat_map(|writer| &writer.promised).collect();
        let again = |status: &u16| matches!(status, 503 | 507);
        let refused = |wanted: bool| -> usize {
            let answers = self.writers.iter().flat_map(|writer| &writer.refused);
            answers.filter(|(status, _)| again(status) == wanted).map(|(_, times)| times).sum()
        };
        Verdict {
            promised: promised.len(),
            lost: promised.iter().filter(|(text, id)| !kept(text, id)).count(),
            doubled: found.values().filter(|ids| ids.len() > 1).count(),
            unpromised: found.keys().filter(|text| !self.writers.iter().any(|writer| writer.promised.contains_key(*text))).count(),
            wrong: refused(false),
            refused: refused(true),
            broken: self.writers.iter().map(|writer| writer.broken).sum(),
        }
    }
}

struct Raise<'a>(&'a AtomicBool);

impl Drop for Raise<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Writer {
    fn write(&mut self, api: &Api, path: &str, length: usize, over: &AtomicBool) {
        while !over.load(Ordering::Relaxed) {
            let text = self.unanswered.take().unwrap_or_else(|| {
                self.next += 1;
                format!("{}-{}", self.name, self.next)
            });
            let body = json!({ "kind": "post", "body": format!("{text} {}", "mot ".repeat(length / 4)) });
            let asked = Instant::now();
            match api.send("POST", path, &[("Idempotency-Key", &text)], Some(&body)) {
                Ok(answer) if answer.status == 201 => {
                    self.promised.insert(text, e2e::id(&answer.json));
                    self.waited.push(asked.elapsed());
                    continue;
                }
                Ok(answer) => *self.refused.entry(answer.status).or_default() += 1,
                Err(_) => self.broken += 1,
            }
            self.unanswered = Some(text);
            thread::sleep(Duration::from_millis(5));
        }
    }
}
