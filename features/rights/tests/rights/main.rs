//! The rights of the person in a village, on both databases.

mod census;
mod copy;
mod erased;
mod requests;

use axum::Router;
use house::House;
use kernel::notices;
use village::{Http, Village};

fn routes() -> Router<House> {
    rights::pages()
}

fn http(village: &Village) -> Http {
    village.http(routes())
}

/// How many notices about data wait for somebody.
async fn waiting(village: &Village, name: &str) -> usize {
    let page = village.looks(name, |db, me| Ok(notices::page(db, me.id, false, None, 50)?)).await.expect("notices");
    page.iter().filter(|notice| notice.reason.name().starts_with("data_")).count()
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
