//! Jobs on both backends, through the public face alone, with a pace of milliseconds.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use base::{Id, Moment};
use jobs::{Failure, Job, Kinds, Pace, Work, enqueue_later, unfinished};
use store::testing::Scratch;
use store::{Error, Migration, Query, Store, on_both, params};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const TABLE: Migration =
    Migration { number: 1, name: "jobs", sql: include_str!("../../../migrations/0002_jobs.sql"), sqlite: "", postgres: "" };

fn ready(scratch: &Scratch) -> Store {
    scratch.store.migrate(&[TABLE]).expect("the table is made");
    scratch.store.clone()
}

fn quick() -> Pace {
    let ms = Duration::from_millis;
    Pace { lanes: 4, lease: ms(400), first_wait: ms(1), longest_wait: ms(4), farewell: ms(5_000), look: ms(100) }
}

/// A worker under way.
struct Running {
    stop: oneshot::Sender<()>,
    end: JoinHandle<()>,
}

impl Running {
    fn start(store: &Store, pace: Pace, kinds: Kinds) -> Running {
        let (stop, stopped) = oneshot::channel::<()>();
        let run = jobs::run(store.clone(), kinds, pace, async { drop(stopped.await) });
        Running { stop, end: tokio::spawn(run) }
    }

    async fn stop(self) {
        self.stop.send(()).expect("it was running");
        self.end.await.expect("it ends well");
    }
}

fn one(kind: &'static str, work: impl Fn(&Job) -> Result<(), Failure> + Send + Sync + 'static) -> Kinds {
    Kinds::from([(kind, Box::new(work) as Work)])
}

async fn enqueue(store: &Store, kind: &'static str, payload: i64, due: Moment) -> Id {
    store.write(move |tx| enqueue_later(tx, kind, &payload, due)).await.expect("enqueued")
}

async fn until_finished(store: &Store) {
    let start = Instant::now();
    while store.read(|db| unfinished(db, Moment(i64::MAX))).await.expect("counted") > 0 {
        assert!(start.elapsed() < Duration::from_secs(20), "jobs are left");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// `(tries, last_error, done, dead)`.
async fn state(store: &Store, id: Id) -> (i64, Option<String>, bool, bool) {
    let ask = "SELECT tries, last_error, done_at, dead_at FROM jobs WHERE id = $1";
    let row = store
        .read(move |db| db.one(ask, params![id], |r| Ok((r.int(0)?, r.opt_text(1)?, r.opt_int(2)?.is_some(), r.opt_int(3)?.is_some()))));
    row.await.expect("asked").expect("there")
}

on_both! {
    async fn work_is_done_once_and_only_after_its_cause(scratch) {
        let store = ready(&scratch);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        let worker = Running::start(&store, quick(), one("count", move |job| {
            record.lock().expect("alive").push(job.payload::<i64>()?);
            Ok(())
        }));
        for n in 0..30 {
            enqueue(&store, "count", n, Moment::now()).await;
        }
        let undone: Result<(), Error> = store.write(|tx| {
            enqueue_later(tx, "count", &99, Moment::now())?;
            Err(Error::Busy)
        }).await;
        assert!(undone.is_err());
        until_finished(&store).await;
        worker.stop().await;
        let mut seen = seen.lock().expect("alive").clone();
        seen.sort_unstable();
        assert_eq!(seen, (0..30).collect::<Vec<i64>>());
    }

    async fn a_job_waits_for_its_hour_and_a_worker_wakes_for_it(scratch) {
        let store = ready(&scratch);
        let (done, when) = oneshot::channel();
        let done = Mutex::new(Some(done));
        // It never looks by itself: only the bell and the hour wake it.
        let pace = Pace { look: Duration::from_secs(600), ..quick() };
        let worker = Running::start(&store, pace, one("later", move |_| {
            done.lock().expect("alive").take().expect("once").send(Moment::now()).expect("heard");
            Ok(())
        }));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let due = Moment(Moment::now().0 + 300);
        enqueue(&store, "later", 0, due).await;
        let when = tokio::time::timeout(Duration::from_secs(10), when).await.expect("in time").expect("done");
        assert!(when >= due && when.0 < due.0 + 5_000, "{when} for {due}");
        worker.stop().await;
    }

    async fn failures_are_tried_again_ten_times(scratch) {
        let store = ready(&scratch);
        let fails_twice = |job: &Job| if job.tries < 3 { Err(Failure::Again("pas encore".into())) } else { Ok(()) };
        let kinds = Kinds::from([
            ("twice", Box::new(fails_twice) as Work),
            ("always", Box::new(|_: &Job| Err(Failure::Again("é".repeat(1_000))))),
            ("never", Box::new(|_: &Job| Err(Failure::Never("non".into())))),
            ("panics", Box::new(|job: &Job| if job.tries < 2 { panic!("essai") } else { Ok(()) })),
            ("strict", Box::new(|job: &Job| job.payload::<String>().map(drop))),
        ]);
        let worker = Running::start(&store, quick(), kinds);
        let mut ids = Vec::new();
        for kind in ["twice", "always", "never", "panics", "strict"] {
            ids.push(enqueue(&store, kind, 1, Moment::now()).await);
        }
        until_finished(&store).await;
        worker.stop().await;
        assert_eq!(state(&store, ids[0]).await, (3, None, true, false));
        let (tries, error, done, dead) = state(&store, ids[1]).await;
        assert_eq!((tries, error.expect("a reason").len(), done, dead), (10, 500, false, true));
        assert_eq!(state(&store, ids[2]).await, (1, Some("non".into()), false, true));
        assert_eq!(state(&store, ids[3]).await, (2, None, true, false));
        let (tries, error, _, dead) = state(&store, ids[4]).await;
        assert!(tries == 1 && dead && error.expect("a reason").starts_with("unreadable payload"));
    }

    async fn what_a_dead_worker_held_is_done_by_another(scratch) {
        let store = ready(&scratch);
        let id = enqueue(&store, "fragile", 0, Moment::now()).await;
        let begun = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&begun);
        let first = Running::start(&store, quick(), one("fragile", move |_| {
            counter.fetch_add(1, SeqCst);
            thread::sleep(Duration::from_millis(50));
            Ok(())
        }));
        while begun.load(SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        // Dies before it can write how the job ended.
        first.end.abort();
        let _ = first.end.await;
        let start = Instant::now();
        let second = Running::start(&store, quick(), one("fragile", |_| Ok(())));
        until_finished(&store).await;
        assert!(start.elapsed() > Duration::from_millis(200), "the hold was respected");
        assert_eq!(state(&store, id).await, (2, None, true, false));
        second.stop().await;
    }

    async fn a_job_that_kills_its_workers_is_given_up(scratch) {
        let store = ready(&scratch);
        let id = enqueue(&store, "deadly", 0, Moment::now()).await;
        store.write(move |tx| tx.run("UPDATE jobs SET tries = 10, leased_until = 5 WHERE id = $1", params![id])).await.expect("as if");
        let worker = Running::start(&store, quick(), one("deadly", |_| panic!("must not run")));
        until_finished(&store).await;
        worker.stop().await;
        assert_eq!(state(&store, id).await, (10, None, false, true));
    }

    async fn two_nodes_share_the_work(scratch) {
        let store = ready(&scratch);
        let other = Store::open(&scratch.url).expect("a second node");
        let times: Arc<Vec<AtomicUsize>> = Arc::new((0..100).map(|_| AtomicUsize::new(0)).collect());
        let work = |times: &Arc<Vec<AtomicUsize>>| {
            let times = Arc::clone(times);
            one("shared", move |job| {
                times[job.payload::<usize>()?].fetch_add(1, SeqCst);
                Ok(())
            })
        };
        let workers = [Running::start(&store, quick(), work(&times)), Running::start(&other, quick(), work(&times))];
        for n in 0..100 {
            enqueue(if n % 2 == 0 { &store } else { &other }, "shared", n, Moment::now()).await;
        }
        until_finished(&store).await;
        for worker in workers {
            worker.stop().await;
        }
        assert!(times.iter().all(|n| n.load(SeqCst) == 1), "{times:?}");
        other.close();
    }

    async fn long_work_keeps_its_hold_and_a_stop_waits_for_it(scratch) {
        let store = ready(&scratch);
        let begun = Arc::new(AtomicUsize::new(0));
        let long = |begun: &Arc<AtomicUsize>| {
            let begun = Arc::clone(begun);
            one("long", move |_| {
                begun.fetch_add(1, SeqCst);
                thread::sleep(Duration::from_millis(1_200));
                Ok(())
            })
        };
        let workers = [Running::start(&store, quick(), long(&begun)), Running::start(&store, quick(), long(&begun))];
        let id = enqueue(&store, "long", 0, Moment::now()).await;
        while begun.load(SeqCst) == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(900)).await;
        for worker in workers {
            worker.stop().await;
        }
        assert_eq!(begun.load(SeqCst), 1, "although the lease is three times shorter");
        assert_eq!(state(&store, id).await, (1, None, true, false));
    }

    async fn unknown_kinds_wait_and_block_nobody(scratch) {
        let store = ready(&scratch);
        let unknown = enqueue(&store, "tomorrow", 0, Moment(0)).await;
        let known = enqueue(&store, "today", 0, Moment::now()).await;
        let worker = Running::start(&store, quick(), one("today", |_| Ok(())));
        let idle = Running::start(&store, quick(), Kinds::new());
        while !state(&store, known).await.2 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        worker.stop().await;
        idle.stop().await;
        assert_eq!(state(&store, unknown).await, (0, None, false, false));
    }
}
