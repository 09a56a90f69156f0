//! Takes jobs as they fall due, does a few at a time, and puts back what failed, each time for longer.
//! Invariant: a job is held while it is done and its end is written; when this program dies meanwhile, the hold runs out and another does it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use base::{Id, Moment};
use store::{Error, Store, Tx};
use tokio::task::{self, JoinError, JoinSet, spawn_blocking};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, sleep_until};

use crate::job::{Failure, Job, Kinds};
use crate::rows::{self, KEPT_DAYS, TRIES};

/// How fast a worker goes.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many jobs at once, so that one slow server doesn't hold up the others.
    pub lanes: usize,
    /// How long after its worker's last sign a job may be taken by another.
    pub lease: Duration,
    /// The wait before the second try; each further one is three times longer…
    pub first_wait: Duration,
    /// …up to this one. Ten tries span 30 hours, give or take a fifth.
    pub longest_wait: Duration,
    /// How long a worker that is told to stop lets its jobs finish.
    pub farewell: Duration,
    /// How often a worker looks without being called.
    pub look: Duration,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            lanes: 4,
            lease: Duration::from_secs(60),
            first_wait: Duration::from_secs(20),
            longest_wait: Duration::from_secs(12 * 3600),
            farewell: Duration::from_secs(8),
            look: Duration::from_secs(15),
        }
    }
}

const FORGET: Duration = Duration::from_secs(3600);
/// Rings that follow so soon are answered by one look: while many people write, most are about something else.
const LULL: Duration = Duration::from_millis(50);

/// Works until `stop`, then lets what is under way finish.
pub async fn run(store: Store, kinds: Kinds, pace: Pace, stop: impl Future<Output = ()>) {
    let mut bell = store.bell();
    let mut worker =
        Worker { store, names: kinds.keys().copied().collect(), kinds: Arc::new(kinds), pace, lanes: JoinSet::new(), held: HashMap::new() };
    let mut stop = pin!(stop);
    let mut renewal = interval(pace.lease / 3);
    renewal.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut forgetting = interval(FORGET);
    loop {
        // Whatever rings from here on is news, even while we look.
        bell.borrow_and_update();
        let rest = worker.take_on().await;
        let lull = Instant::now() + LULL;
        tokio::select! {
            () = &mut stop => break,
            Some(ended) = worker.lanes.join_next_with_id() => worker.let_go(ended),
            _ = async { sleep_until(lull).await; bell.changed().await }, if worker.has_room() => {}
            () = sleep(rest), if worker.has_room() => {}
            _ = renewal.tick() => worker.hold_on().await,
            _ = forgetting.tick() => worker.write(|tx| rows::forget(tx, Moment::now().plus_days(-KEPT_DAYS)).map(drop)).await,
        }
    }
    let mut farewell = pin!(sleep(pace.farewell));
    while !worker.lanes.is_empty() {
        tokio::select! {
            Some(ended) = worker.lanes.join_next_with_id() => worker.let_go(ended),
            _ = renewal.tick() => worker.hold_on().await,
            () = &mut farewell => {
                tracing::warn!(jobs = worker.held.len(), "stopped while jobs were under way; they will be done again");
                return;
            }
        }
    }
}

struct Worker {
    store: Store,
    kinds: Arc<Kinds>,
    names: Vec<&'static str>,
    pace: Pace,
    lanes: JoinSet<()>,
    /// The job in each lane, with the try that holds it.
    held: HashMap<task::Id, (Id, i64)>,
}

impl Worker {
    fn has_room(&self) -> bool {
        self.lanes.len() < self.pace.lanes && !self.names.is_empty()
    }

    /// Fills the free lanes with what is due; how long to rest unless something happens.
    async fn take_on(&mut self) -> Duration {
        if !self.has_room() {
            return self.pace.look;
        }
        let (names, now) = (self.names.clone(), Moment::now());
        // Reading first: most rings are about something else, and a write would queue behind posts.
        match self.store.read(move |db| rows::next_due(db, &names, now)).await {
            Ok(Some(due)) if due <= now => {}
            Ok(Some(due)) => return Duration::from_millis((due.0 - now.0).unsigned_abs()).min(self.pace.look),
            Ok(None) => return self.pace.look,
            Err(error) => return self.complain(&error),
        }
        let (names, until, room) = (self.names.clone(), after(now, self.pace.lease), self.pace.lanes - self.lanes.len());
        match self.store.write(move |tx| rows::take(tx, &names, now, until, room)).await {
            Ok(jobs) => {
                for job in jobs {
                    let held = (job.id, job.tries);
                    let lane = self.lanes.spawn(see_through(self.store.clone(), Arc::clone(&self.kinds), self.pace, job));
                    self.held.insert(lane.id(), held);
                }
                Duration::ZERO
            }
            Err(error) => self.complain(&error),
        }
    }

    /// The database is away or busy: no reason to die, nor to hammer it.
    fn complain(&self, error: &Error) -> Duration {
        tracing::warn!(%error, "jobs can't be looked at now");
        self.pace.look.min(Duration::from_secs(1))
    }

    fn let_go(&mut self, ended: Result<(task::Id, ()), JoinError>) {
        let lane = ended.map_or_else(|broken| broken.id(), |(lane, ())| lane);
        self.held.remove(&lane);
    }

    async fn hold_on(&self) {
        if self.held.is_empty() {
            return;
        }
        let (held, until): (Vec<_>, _) = (self.held.values().copied().collect(), after(Moment::now(), self.pace.lease));
        self.write(move |tx| held.iter().try_for_each(|&(id, tries)| rows::hold(tx, id, tries, until))).await;
    }

    async fn write(&self, f: impl FnOnce(&Tx) -> Result<(), Error> + Send + 'static) {
        if let Err(error) = self.store.write(f).await {
            tracing::warn!(%error, "jobs can't be written now");
        }
    }
}

/// Does one job and writes how it ended.
async fn see_through(store: Store, kinds: Arc<Kinds>, pace: Pace, job: Job) {
    let at_work = job.clone();
    let tried = spawn_blocking(move || attempt(&kinds, &at_work)).await.unwrap_or_else(|e| Err(Failure::Again(e.to_string())));
    if let Err(failure) = &tried {
        tracing::warn!(job = %job.id, kind = job.kind, tries = job.tries, why = %failure, "a job failed");
    }
    let (id, job) = (job.id, Arc::new(job));
    loop {
        let (job, tried, now) = (Arc::clone(&job), tried.clone(), Moment::now());
        let end = move |tx: &Tx| match tried {
            Ok(()) => rows::done(tx, &job, now),
            Err(Failure::Again(why)) if job.tries < TRIES => rows::failed(tx, &job, &why, now, Some(after(now, wait(&pace, job.tries)))),
            Err(failure) => rows::failed(tx, &job, &failure.to_string(), now, None),
        };
        match store.write(end).await {
            Ok(()) | Err(Error::Closed) => return,
            Err(error) => {
                // What was done outside must not be done again only because the database was busy.
                tracing::warn!(%error, %id, "how a job ended can't be written yet");
                sleep(pace.look.min(Duration::from_secs(1))).await;
            }
        }
    }
}

fn attempt(kinds: &Kinds, job: &Job) -> Result<(), Failure> {
    let work = kinds.get(job.kind.as_str()).ok_or_else(|| Failure::Again("no work of this kind".into()))?;
    catch_unwind(AssertUnwindSafe(|| work(job))).unwrap_or_else(|_| Err(Failure::Again("the work panicked".into())))
}

/// The wait after so many tries, a fifth more or less, so that what failed together doesn't come back together.
fn wait(pace: &Pace, tries: i64) -> Duration {
    let tripled = 3_u32.saturating_pow(u32::try_from(tries - 1).unwrap_or(u32::MAX));
    let wait = pace.first_wait.saturating_mul(tripled).min(pace.longest_wait);
    let chance = (RandomState::new().hash_one(tries) % 401) as u32;
    wait * (800 + chance) / 1000
}

fn after(now: Moment, wait: Duration) -> Moment {
    Moment(now.0.saturating_add(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_span_a_day() {
        let pace = Pace::default();
        let bounds = |tries, seconds: u64| {
            let (low, high) = (Duration::from_millis(seconds * 800), Duration::from_millis(seconds * 1200));
            assert!((low..=high).contains(&wait(&pace, tries)), "after {tries}");
        };
        bounds(1, 20);
        bounds(2, 60);
        bounds(7, 20 * 729);
        bounds(9, 12 * 3600);
        bounds(i64::MAX, 12 * 3600);
        assert!((1..TRIES).map(|tries| wait(&pace, tries)).sum::<Duration>() > Duration::from_secs(24 * 3600));
    }
}
