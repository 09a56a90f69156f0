//! The canary matrix (test 0): as everybody, every route with every id. Nobody hears a word that is not for them; an id that one may not know
//! answers as one that nobody has, to the byte; what is refused changes nothing; and who may do nothing at all is told so.
//! `PALABRE_TEST_MATRIX=long` asks in more ways.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use base::Id;
use http::Method;
use http::header::{COOKIE, HeaderName, IF_NONE_MATCH, RANGE};
use village::{Answer, Dialect, Village, in_both};

use super::census;
use super::lines::{Done, Line, Who};
use super::standing;
use super::world::{ACTORS, World};
use crate::socket::{Heard, Socket};

pub const ROUTES: &str = include_str!("routes.txt");
/// Headers that tell one answer from another and nothing of what is asked.
const PASSING: [&str; 4] = ["x-request-id", "date", "etag", "content-length"];
/// Who administers the network.
const ADMINS: [&str; 2] = ["awa", "ada"];

/// Another way of asking the same.
#[derive(Clone, Copy, Debug)]
enum Form {
    Plain,
    Head,
    Part,
    Conditional,
    Fragment,
}

impl Form {
    fn of(line: &Line, long: bool) -> Vec<Form> {
        if line.method != Method::GET {
            return vec![Form::Plain];
        }
        let file = line.kinds().contains(&"file");
        if long {
            vec![Form::Plain, Form::Head, Form::Part, Form::Conditional, Form::Fragment]
        } else if file {
            vec![Form::Plain, Form::Head, Form::Part, Form::Conditional]
        } else {
            vec![Form::Plain]
        }
    }

    fn headers(self) -> Vec<(HeaderName, &'static str)> {
        match self {
            Form::Plain | Form::Head => Vec::new(),
            Form::Part => vec![(RANGE, "bytes=0-7")],
            Form::Conditional => vec![(IF_NONE_MATCH, "*")],
            Form::Fragment => vec![(HeaderName::from_static("x-palabre-partial"), "1")],
        }
    }
}

/// What came of all the ways in which a line was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Unasked,
    Refused,
    Done,
}

impl Outcome {
    fn and(self, answer: &Answer) -> Outcome {
        if self != Outcome::Done && is_refusal(answer) { Outcome::Refused } else { Outcome::Done }
    }
}

/// The running matrix.
struct Matrix {
    world: World,
    lines: Vec<Line>,
    long: bool,
    /// How many hidden ids of a kind are tried at each place.
    most: usize,
    asked: AtomicUsize,
    /// The lines at which somebody succeeded: elsewhere the refusal of the others proves nothing.
    succeeded: Mutex<HashSet<String>>,
    ids: HashSet<String>,
}

impl Matrix {
    async fn of(village: Village) -> Matrix {
        let long = std::env::var("PALABRE_TEST_MATRIX").is_ok_and(|form| form == "long");
        // One database hears everything; the other enough to differ if it did.
        let most = if long || village.store().dialect() == Dialect::Sqlite { usize::MAX } else { 3 };
        let world = World::build(village).await;
        let lines = Line::all(ROUTES);
        let missing = census::missing(&census::routes(&world.router, &world.http).await, &lines);
        assert!(missing.is_empty(), "{}", missing.join("\n"));
        let ids = world.known.iter().map(|known| known.id.clone()).collect();
        Matrix { world, lines, long, most, asked: AtomicUsize::new(0), succeeded: Mutex::default(), ids }
    }

    /// An id of that kind that nobody has.
    fn nobodys(kind: &str) -> String {
        match kind {
            "word" => format!("{}{}", super::canaries::BEGINNING, "zzzzzzzzzk"),
            "email" => "nobody@village.example".into(),
            "secret" => "zyxwvutsrqponmlkjihgfedcba".into(),
            "asset" => "nothing.css".into(),
            "keep" => "nothing".into(),
            "version" => "9".into(),
            "emoji" => "%F0%9F%91%8E".into(),
            _ => Id::new().to_string(),
        }
    }

    /// An id of that kind that the actor may use, so that nothing else is the reason of a refusal.
    fn home(&self, kind: &str, actor: &str) -> String {
        let mine = self.world.known.iter().find(|known| known.kind == kind && known.seen_by.contains(&actor));
        mine.map_or_else(|| Matrix::nobodys(kind), |known| known.id.clone())
    }

    async fn ask(&self, actor: &str, line: &Line, ids: &[String], form: Form) -> (Answer, String) {
        let asked = line.filled(ids);
        let method = if matches!(form, Form::Head) { Method::HEAD } else { line.method.clone() };
        self.asked.fetch_add(1, Ordering::Relaxed);
        let answer = self.world.ask(actor, method, &asked, &form.headers()).await;
        if !is_refusal(&answer) {
            self.succeeded.lock().expect("lock").insert(format!("{line:?}"));
        }
        (answer, asked.echo())
    }

    /// Status, headers and body, without what is new in every answer and without the id that was asked for.
    fn shape(&self, answer: &Answer, id: &str) -> (u16, Vec<String>, String) {
        let mut headers: Vec<String> = answer
            .headers
            .iter()
            .filter(|(name, _)| !PASSING.contains(&name.as_str()))
            .map(|(name, value)| format!("{name}: {}", self.plain(&String::from_utf8_lossy(value.as_bytes()), id)))
            .collect();
        headers.sort();
        (answer.status, headers, self.plain(&answer.text(), id))
    }

    /// A text with the asked id as `§`, and with every id that was made for this very answer as `#`.
    fn plain(&self, text: &str, id: &str) -> String {
        let mut text = text.replace(id, "§");
        // A form's own key, and how far everything has come, which moves while we look, are nobody's secret.
        for passing in ["data-seq=\"", "name=\"key\" value=\""] {
            text = text
                .split(passing)
                .enumerate()
                .map(|(n, part)| if n == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) })
                .collect();
        }
        let mut plain = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let end = rest[start..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |length| start + length);
            let number = &rest[start..end];
            plain.push_str(&rest[..start]);
            plain.push_str(if number.len() >= 15 && !self.ids.contains(number) { "#" } else { number });
            rest = &rest[end..];
        }
        plain.push_str(rest);
        plain
    }

    /// What is wrong with an answer by itself.
    fn judge(&self, actor: &str, line: &Line, answer: &Answer, echo: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        let whole = [answer.bytes(), format!("\n{:?}", answer.headers).as_bytes()].concat();
        for place in self.world.canaries.overheard(actor, if answer.bytes().starts_with(b"PK") { answer.bytes() } else { &whole }, echo) {
            wrong.push(format!("“{actor}” hears {place}: {} {echo}", line.method));
        }
        let signed = match actor {
            "" | "dora" | "dora's token" => false,
            "bob" => line.is_api(),
            _ => true,
        };
        let may = match line.who {
            Who::All => true,
            Who::Signed => signed,
            Who::Admins => signed && ADMINS.contains(&actor),
        };
        if !may && !is_refusal(answer) {
            wrong.push(format!("“{actor}” is let in with {}: {} {echo}", answer.status, line.method));
        }
        let caching = answer.headers.get("cache-control").and_then(|caching| caching.to_str().ok()).unwrap_or_default();
        let kept = !caching.contains("private") && !caching.contains("no-store");
        if line.who != Who::All && kept {
            wrong.push(format!("a cache on the way may keep it: {} {echo}", line.method));
        }
        if answer.status >= 500 && answer.status != 502 {
            wrong.push(format!("“{actor}” breaks it with {}: {} {echo}: {}", answer.status, line.method, answer.text()));
        }
        wrong
    }

    /// Asks a line with every id that the actor may not know of, each beside one that nobody has.
    async fn hidden(&self, actor: &str, line: &Line) -> (Vec<String>, Outcome) {
        let (mut wrong, mut outcome) = (Vec::new(), Outcome::Unasked);
        if actor == "dora's token" && !line.is_api() {
            // A token is nothing to a page: nobody asks there already.
            return (wrong, outcome);
        }
        let kinds = line.kinds();
        let home: Vec<String> = kinds.iter().map(|kind| self.home(kind, actor)).collect();
        for (place, kind) in kinds.iter().enumerate() {
            let with = |id: String| {
                let mut ids = home.clone();
                ids[place] = id;
                ids
            };
            let nobodys = with(Matrix::nobodys(kind));
            let hidden: Vec<&str> = self
                .world
                .known
                .iter()
                .filter(|known| known.kind == *kind && !known.seen_by.contains(&actor))
                .map(|known| known.id.as_str())
                .take(self.most)
                .collect();
            for form in Form::of(line, self.long) {
                let mut beside: Option<(u16, Vec<String>, String)> = None;
                for id in &hidden {
                    let mut found = None;
                    // What happens meanwhile, a minute that turns, may tell two answers apart once; never twice.
                    for _ in 0..2 {
                        if beside.is_none() {
                            let (answer, echo) = self.ask(actor, line, &nobodys, form).await;
                            wrong.extend(self.judge(actor, line, &answer, &echo));
                            outcome = outcome.and(&answer);
                            beside = Some(self.shape(&answer, &nobodys[place]));
                        }
                        let (answer, echo) = self.ask(actor, line, &with((*id).to_owned()), form).await;
                        wrong.extend(self.judge(actor, line, &answer, &echo));
                        outcome = outcome.and(&answer);
                        let shape = self.shape(&answer, id);
                        found = beside.as_ref().filter(|beside| **beside != shape).map(|beside| difference(beside, &shape));
                        if found.is_none() {
                            break;
                        }
                        beside = None;
                    }
                    wrong.extend(found.map(|how| {
                        format!(
                            "“{actor}” learns of {kind} {id} ({form:?}): {} {}: {how}",
                            line.method,
                            line.filled(&with((*id).to_owned())).echo()
                        )
                    }));
                }
            }
        }
        (wrong, outcome)
    }

    /// Every way to fill a line with ids that the actor may know of, one of them changing at a time.
    fn ways(&self, actor: &str, line: &Line) -> Vec<Vec<String>> {
        let kinds = line.kinds();
        let mut ways = vec![kinds.iter().map(|kind| self.home(kind, actor)).collect::<Vec<_>>()];
        for (place, kind) in kinds.iter().enumerate() {
            for known in self.world.known.iter().filter(|known| known.kind == *kind && known.seen_by.contains(&actor)) {
                let mut ids = ways[0].clone();
                ids[place].clone_from(&known.id);
                if !ways.contains(&ids) {
                    ways.push(ids);
                }
            }
        }
        ways
    }

    /// The same, and then every item with every file: what one's own file goes with is one's own item.
    fn pairs(&self, actor: &str, line: &Line) -> Vec<Vec<String>> {
        let mut ways = self.ways(actor, line);
        if line.kinds() == ["item", "loose"] {
            let of = |kind: &str| ways.iter().map(|ids| ids[usize::from(kind == "loose")].clone()).collect::<BTreeSet<_>>();
            let files = of("loose");
            ways.extend(of("item").iter().flat_map(|item| files.iter().map(|file| vec![item.clone(), file.clone()])).collect::<Vec<_>>());
        }
        ways
    }

    /// Asks a line with every id that the actor may know of.
    async fn known(&self, actor: &str, line: &Line) -> Vec<String> {
        let mut wrong = Vec::new();
        for ids in self.ways(actor, line) {
            let (answer, echo) = self.ask(actor, line, &ids, Form::Plain).await;
            wrong.extend(self.judge(actor, line, &answer, &echo));
        }
        wrong
    }

    /// Everybody reads, at once. `again`: what was hidden stays so if what is shown is right, so only that is looked at.
    async fn reads(self: &Arc<Matrix>, again: bool) -> Vec<String> {
        let mut asking = tokio::task::JoinSet::new();
        for actor in ACTORS {
            let matrix = Arc::clone(self);
            asking.spawn(async move {
                let mut wrong = Vec::new();
                for line in matrix.lines.iter().filter(|line| line.reads()) {
                    if !again {
                        wrong.extend(matrix.hidden(actor, line).await.0);
                    }
                    wrong.extend(matrix.known(actor, line).await);
                }
                wrong
            });
        }
        asking.join_all().await.concat()
    }

    /// Those asking at once ask the same line for ids that are not for them; if all are refused, nothing may have changed.
    async fn refusals(self: &Arc<Matrix>, n: usize, actors: &[&'static str]) -> (Vec<String>, Vec<(&'static str, Outcome)>) {
        let mut asking = tokio::task::JoinSet::new();
        for actor in actors.iter().copied() {
            let matrix = Arc::clone(self);
            asking.spawn(async move { (actor, matrix.hidden(actor, &matrix.lines[n]).await) });
        }
        let (mut wrong, mut outcomes) = (Vec::new(), Vec::new());
        for (actor, (found, outcome)) in asking.join_all().await {
            wrong.extend(found);
            outcomes.push((actor, outcome));
        }
        (wrong, outcomes)
    }

    /// Whatever is not for somebody, they try to change.
    async fn forbidden_writes(self: &Arc<Matrix>) -> Vec<String> {
        let mut wrong = Vec::new();
        self.world.rest().await;
        let mut before = standing::of(self.world.village.store()).await;
        for (n, line) in self.lines.iter().enumerate().filter(|(_, line)| !line.reads()) {
            let (found, mut outcomes) = self.refusals(n, &ACTORS).await;
            wrong.extend(found);
            if outcomes.iter().any(|(_, outcome)| *outcome == Outcome::Done) {
                // Some did what anybody may do with ids of their own: the others once more, among themselves.
                self.world.rest().await;
                before = standing::of(self.world.village.store()).await;
                let refused: Vec<&str> =
                    outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Refused).map(|(actor, _)| *actor).collect();
                outcomes = self.refusals(n, &refused).await.1;
            }
            if outcomes.iter().all(|(_, outcome)| *outcome == Outcome::Unasked) {
                continue;
            }
            let after = standing::of(self.world.village.store()).await;
            let mut changed = standing::changed(&before, &after);
            // What was typed in vain is kept for whoever typed it.
            changed.retain(|table| table != "drafts" || line.is_api());
            if !changed.is_empty() {
                wrong.push(format!("whoever is refused changes {changed:?} all the same: {}", line.route()));
            }
            before = after;
        }
        wrong
    }

    /// Whatever is for somebody, they change; from nobody to the owner, so that nobody's deeds hide what the next one could see.
    async fn allowed_writes(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for actor in ACTORS {
            for line in self.lines.iter().filter(|line| !line.reads() && line.done != Done::AtLast) {
                self.world.let_in(actor).await;
                wrong.extend(self.known(actor, line).await);
            }
            self.world.let_in(actor).await;
        }
        self.world.rest().await;
        wrong
    }

    /// The lines at which nobody succeeded, after those who are entitled did what comes last, once each.
    async fn fruitless(&self) -> Vec<String> {
        for line in self.lines.iter().filter(|line| line.done == Done::AtLast) {
            'line: for actor in ["eve", "mehdi", "luc", "awa"] {
                self.world.let_in(actor).await;
                for ids in self.pairs(actor, line) {
                    if !is_refusal(&self.ask(actor, line, &ids, Form::Plain).await.0) {
                        break 'line;
                    }
                }
            }
        }
        let succeeded = self.succeeded.lock().expect("lock");
        let tried = self.lines.iter().filter(|line| line.who != Who::All && line.done != Done::Never);
        tried.filter(|line| !succeeded.contains(&format!("{line:?}"))).map(|line| format!("{line:?}\n")).collect()
    }

    /// What everybody hears at the live socket while the members of the private space talk.
    async fn live(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let spaces: Vec<(&str, &[&str])> =
            self.world.known.iter().filter(|known| known.kind == "space").map(|known| (known.id.as_str(), &known.seen_by[..])).collect();
        let mut open = Vec::new();
        for actor in ACTORS.iter().filter(|actor| !actor.is_empty() && !actor.starts_with("dora")) {
            let (name, pass) = self.world.pass(actor).expect("a pass");
            for (space, seen_by) in &spaces {
                let mut socket = if name == COOKIE {
                    Socket::of_page(&self.world.url, &pass).await.expect("a socket")
                } else {
                    Socket::open(&self.world.url, pass.trim_start_matches("Bearer ")).await
                };
                socket.follow(&[&format!("space:{space}"), "inbox"], Some("0")).await;
                open.push((*actor, *space, seen_by.contains(actor), socket));
            }
        }
        let before = open.len();
        for (actor, space, seen, mut socket) in open {
            loop {
                match socket.within(std::time::Duration::from_millis(150)).await {
                    Heard::Nothing => break,
                    Heard::Closed(4403) => break,
                    Heard::Closed(code) => {
                        wrong.push(format!("“{actor}” is closed with {code} on space {space}"));
                        break;
                    }
                    Heard::Change(change) => {
                        let text = change.to_string();
                        wrong.extend(
                            self.world
                                .canaries
                                .overheard(actor, text.as_bytes(), "")
                                .into_iter()
                                .map(|place| format!("“{actor}” hears {place} at the socket: {text}")),
                        );
                        if !seen {
                            wrong.push(format!("“{actor}” hears of space {space}: {text}"));
                        }
                    }
                }
            }
        }
        assert!(before > 40, "everybody listens everywhere");
        wrong
    }

    /// Letters for whoever they are addressed to; the log for nobody.
    fn outside(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let letters = self.world.postbox.letters();
        assert!(!letters.is_empty(), "letters were really sent");
        for letter in &letters {
            // An address is its owner's to know: whoever it holds the word of.
            let reader = if letter.to.ends_with("@ailleurs.example") { "an invited guest" } else { "" };
            let heard = self.world.canaries.overheard(reader, letter.text.as_bytes(), &letter.to);
            wrong.extend(heard.into_iter().map(|place| format!("the letter to {} tells {place}", letter.to)));
        }
        let log = self.world.log.text();
        assert!(log.len() > 10_000, "the log was written");
        wrong.extend(self.world.canaries.overheard("the log", &log, "").into_iter().map(|place| format!("the log tells {place}")));
        wrong
    }
}

fn is_refusal(answer: &Answer) -> bool {
    let away = answer.headers.get("location").is_some_and(|to| to.as_bytes().starts_with(b"/sign-in"));
    answer.status >= 400 || answer.status == 303 && away
}

fn difference(one: &(u16, Vec<String>, String), other: &(u16, Vec<String>, String)) -> String {
    if one.0 != other.0 || one.1 != other.1 {
        return format!("{} {:?} instead of {} {:?}", other.0, other.1, one.0, one.1);
    }
    let at = one.2.bytes().zip(other.2.bytes()).position(|(a, b)| a != b).unwrap_or(one.2.len().min(other.2.len()));
    let around = |text: &str| String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(60)..text.len().min(at + 120)]).into_owned();
    format!("…{}… instead of …{}…", around(&other.2), around(&one.2))
}

/// One example of each sort of finding, with how many there are of it.
fn told(wrong: &[String]) -> String {
    let mut sorts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for finding in wrong {
        let sort = finding.split("kanari").map(|part| part.replace(|c: char| c.is_ascii_digit(), "")).next().unwrap_or_default();
        sorts.entry(sort).or_insert((0, finding)).0 += 1;
    }
    sorts.values().map(|(count, example)| format!("{count} × {example}\n")).collect()
}

in_both! {
    async fn nobody_hears_what_is_not_for_them(village) {
        let matrix = Arc::new(Matrix::of(village).await);
        let mut wrong = matrix.reads(false).await;
        if matrix.most == usize::MAX {
            wrong.extend(matrix.forbidden_writes().await);
            wrong.extend(matrix.allowed_writes().await);
            wrong.extend(matrix.reads(!matrix.long).await);
        }
        wrong.extend(matrix.live().await);
        wrong.extend(matrix.outside());
        let asked = matrix.asked.load(Ordering::Relaxed);
        println!("{asked} requests, {} lines, {} words and secrets, {} ids", matrix.lines.len(), matrix.world.canaries.count(), matrix.world.known.len());
        assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), told(&wrong));
        assert_eq!(matrix.world.canaries.unheard(), Vec::<&str>::new(), "what nobody hears at all proves nothing");
        if matrix.most == usize::MAX {
            assert_eq!(matrix.fruitless().await, Vec::<String>::new(), "where nobody succeeds, a refusal proves nothing: mend the line's body");
        }
        tokio::task::block_in_place(|| drop(matrix));
    }
}
