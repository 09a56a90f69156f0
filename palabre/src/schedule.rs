//! What the program does by the clock: empties what has been in the trash for 30 days, forgets dead sessions, ends guests' streams on their last day.

use std::time::Duration;

use base::Moment;
use house::House;
use live::Hub;
use store::{Query, params};

/// The jobs that this program knows how to do; without a mail server, letters wait for one.
///
/// # Errors
/// When the mail server's address can't be used.
pub fn work(house: &House, smtp: Option<&str>) -> Result<jobs::Kinds, String> {
    let mut work = jobs::Kinds::from([(kernel::later::SEND, kernel::later::work(&house.store, &house.kinds))]);
    if let Some(url) = smtp {
        let mailer = reach::Mailer::new(url).map_err(|bad| bad.to_string())?;
        work.extend(people::letters::works(&house.store, &mailer, &house.public_url));
    }
    Ok(work)
}

/// Runs until the program stops.
pub async fn run(house: House, hub: Hub) {
    let mut minutes = 0_u64;
    loop {
        if let Err(error) = end_guests(&house, &hub).await {
            tracing::error!(%error, "guests whose access ended could not be read");
        }
        if minutes.is_multiple_of(60)
            && let Err(error) = tidy_up(&house).await
        {
            tracing::error!(%error, "the hourly tidying failed");
        }
        minutes += 1;
        tokio::time::sleep(Duration::from_secs(60)).await;
    }
}

/// Requests of a guest whose day is over are refused anyway; an open stream must be told.
async fn end_guests(house: &House, hub: &Hub) -> base::Result<()> {
    let now = Moment::now();
    let sql = "SELECT id FROM people WHERE ends_at <= $1 AND ends_at > $2";
    let ended =
        house.store.read(move |db| Ok::<_, base::Fault>(db.all(sql, params![now, now.plus_seconds(-180)], |row| row.id(0))?)).await?;
    ended.into_iter().for_each(|person| hub.dismiss(person.0));
    Ok(())
}

async fn tidy_up(house: &House) -> base::Result<()> {
    let now = Moment::now();
    loop {
        let kinds = house.kinds.clone();
        let purged = house.store.write(move |tx| kernel::items::purge(tx, &kinds, now, 200)).await?;
        if purged == 0 {
            break;
        }
        tracing::info!(purged, "items left the trash for good");
    }
    house
        .store
        .write(move |tx| {
            tx.run("DELETE FROM sessions WHERE expires_at < $1", params![now])?;
            tx.run("DELETE FROM resets WHERE expires_at < $1", params![now])?;
            Ok::<_, base::Fault>(())
        })
        .await
}
