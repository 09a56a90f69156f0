//! The rights of the person in a village, on both databases.

mod census;
mod copy;
mod erased;
mod requests;

use axum::Router;
use house::House;
use village::{Http, Village};

fn routes() -> Router<House> {
    rights::pages()
}

fn http(village: &Village) -> Http {
    village.http(routes())
}

/// Does the jobs of this room that are due, once each, as the worker would.
async fn work(village: &Village) {
    let kinds: jobs::Kinds = rights::works(&village.house()).into_iter().collect();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let store = village.store().clone();
    let worker = tokio::spawn(jobs::run(store.clone(), kinds, jobs::Pace::default(), async { drop(stopped.await) }));
    let mut waited = 0;
    while store.read(|db| jobs::unfinished(db, base::Moment::now())).await.expect("jobs") > 0 {
        waited += 1;
        assert!(waited < 1_000, "the jobs of this room end");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    drop(stop);
    worker.await.expect("the worker stops");
}
