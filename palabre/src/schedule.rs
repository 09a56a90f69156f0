//! What the program does by the clock: ends what has outlived its retention, every night; sweeps files that nothing carries; ends the streams of
//! those whose session, token or last day is over; reminds of requests about data whose month runs out.

use std::time::Duration;

use base::{Id, Moment};
use house::House;
use kernel::people::sessions;
use live::Hub;
use store::{Query, params};

/// The jobs that this program knows how to do; without a mail server, letters wait for one.
///
/// # Errors
/// When the mail server's address can't be used.
pub fn work(house: &House, smtp: Option<&str>) -> Result<jobs::Kinds, String> {
    let mut work = jobs::Kinds::from([(kernel::later::SEND, kernel::later::work(&house.store, &house.kinds))]);
    let program = std::env::current_exe().map_err(|error| format!("the program does not find itself: {error}"))?;
    work.extend(documents::works(house, &files::child::Reader::new(program)));
    work.extend(rights::works(house));
    if let Some(url) = smtp {
        let mailer = reach::Mailer::new(url).map_err(|bad| bad.to_string())?;
        work.extend(people::letters::works(&house.store, &mailer, &house.public_url));
        work.extend(admin::letters::works(&house.store, &mailer, &house.public_url));
    }
    Ok(work)
}

/// Runs until the program stops.
pub async fn run(house: House, hub: Hub) {
    let mut minutes = 0_u64;
    loop {
        if let Err(error) = end_streams(&house, &hub).await {
            tracing::error!(%error, "whose access ended could not be read");
        }
        // Looked at each quarter of an hour: three o'clock is told by the house's clock, not by when the program started.
        if minutes.is_multiple_of(15) {
            match admin::nightly::purge(&house, Moment::now()).await {
                Ok(None) => {}
                Ok(Some(ended)) => tracing::info!(ended, "what had outlived its duration is gone"),
                Err(error) => tracing::error!(%error, "the nightly purge failed"),
            }
        }
        if minutes.is_multiple_of(15)
            && let Err(error) = documents::sweep(&house).await
        {
            tracing::error!(%error, "the sweep of files failed");
        }
        if minutes.is_multiple_of(60)
            && let Err(error) = rights::watch(&house, Moment::now()).await
        {
            tracing::error!(%error, "the clocks of requests about data could not be looked at");
        }
        minutes += 1;
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
}

/// Requests of a guest whose day is over, or with a session or token that expired, are refused anyway; an open stream must be told. Of sessions and
/// tokens, those are asked after that a stream is open with: an ending is noticed even when the program was busy at its minute.
///
/// # Errors
/// A broken database.
pub async fn end_streams(house: &House, hub: &Hub) -> base::Result<()> {
    let now = Moment::now();
    let open: Vec<Id> = hub.sessions().into_iter().map(Id).collect();
    let sql = "SELECT id FROM people WHERE ends_at <= $1 AND ends_at > $2";
    let read = house.store.read(move |db| {
        let guests = db.all(sql, params![now, now.plus_seconds(-180)], |row| row.id(0))?;
        Ok::<_, base::Fault>((sessions::ended(db, &open, now)?, guests))
    });
    let (ended, guests) = read.await?;
    ended.into_iter().for_each(|session| hub.sign_out(session.0));
    guests.into_iter().for_each(|person| hub.dismiss(person.0));
    Ok(())
}
