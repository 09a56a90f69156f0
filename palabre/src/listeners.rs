//! What follows from changes while the program runs: live pages hear them, and streams end with the right to hear them.
//! Invariant: changes are published in the order of their numbers, each once per node.

use std::time::Duration;

use base::{Id, Result};
use house::House;
use kernel::changes::{self, Recorded, Verb};
use kernel::{Actor, View, access};
use live::{Hub, Utf8Bytes};
use store::{Db, Store};

const PAGE: usize = 200;

/// Publishes changes to the hub until the program stops. Starts with what happens from now on: what came before is `missed`'s.
pub async fn listen(house: House, hub: Hub) {
    let mut bell = house.store.bell();
    let mut seq = latest(&house.store).await;
    loop {
        match publish_after(&house, &hub, seq).await {
            Ok((last, is_full)) => {
                seq = last;
                if is_full {
                    continue;
                }
            }
            Err(error) => tracing::error!(%error, "the live listener could not read changes"),
        }
        // The slow poll is a net under the bell: another node's commit may ring nowhere.
        tokio::select! {
            rung = bell.changed() => if rung.is_err() { return },
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

async fn latest(store: &Store) -> i64 {
    loop {
        match store.read(|db| Ok::<_, base::Fault>(changes::latest(db)?)).await {
            Ok(seq) => return seq,
            Err(error) => {
                tracing::error!(%error, "the live listener could not start");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

/// Up to which number that went, and whether more may wait behind it.
async fn publish_after(house: &House, hub: &Hub, seq: i64) -> Result<(i64, bool)> {
    let (kinds, listening) = (house.kinds.clone(), hub.clone());
    let read = move |db: &Db| {
        let page = changes::after(db, seq, PAGE as i64)?;
        // Nobody listens, so nothing is drawn. Asked after reading: whoever comes from now on reads these as missed.
        let texts = if listening.connected() == 0 { Vec::new() } else { crate::live_desk::texts(db, &kinds, &page)? };
        Ok::<_, base::Fault>((page, texts))
    };
    let (page, texts) = house.store.read(read).await?;
    for (change, text) in page.iter().zip(texts) {
        tell(house, hub, change, &text).await?;
    }
    Ok((page.last().map_or(seq, |change| change.seq), page.len() == PAGE))
}

/// The exhaustive list of what a change means for open streams.
async fn tell(house: &House, hub: &Hub, change: &Recorded, text: &Utf8Bytes) -> Result<()> {
    let key = match (change.space, change.person) {
        (Some(space), _) => Some(space),
        (None, person) => person,
    };
    match change.verb {
        Verb::Left => {
            if let (Some(space), Some(person)) = (change.space, change.person) {
                // An open space stays readable for people of the house.
                if !reaches(house, person, space).await? {
                    hub.end(person.0, space.0, Some(text));
                }
            }
        }
        Verb::Arranged => {
            if let Some(space) = change.space {
                for person in hub.followers(space.0) {
                    if !reaches(house, Id(person), space).await? {
                        hub.end(person, space.0, None);
                    }
                }
            }
        }
        // A changed role is felt at once: the page connects again, with the rights of the new one.
        Verb::Deactivated | Verb::SignedOut => {
            match (change.details.parse(), change.person) {
                (Ok(session), _) => hub.sign_out(session),
                (Err(_), person) => person.into_iter().for_each(|person| hub.dismiss(person.0)),
            }
            return Ok(());
        }
        Verb::Presented if !change.details.is_empty() => change.person.into_iter().for_each(|person| hub.dismiss(person.0)),
        // Who asks to join is told to the hosts by their notices, not to every member.
        Verb::Asked => return Ok(()),
        Verb::Posted
        | Verb::Commented
        | Verb::Edited
        | Verb::Trashed
        | Verb::Restored
        | Verb::Reacted
        | Verb::Answered
        | Verb::Pinned
        | Verb::Linked
        | Verb::Illustrated
        | Verb::Opened
        | Verb::Archived
        | Verb::Reopened
        | Verb::Joined
        | Verb::Arrived
        | Verb::Presented
        | Verb::Reactivated
        | Verb::Chartered
        | Verb::Read
        | Verb::Noticed => {}
    }
    if let Some(key) = key {
        hub.publish(key.0, change.seq, text);
    }
    // Who was let into a space hears it on a page that doesn't follow that space yet.
    if let (Verb::Joined | Verb::Left, Some(person), Some(_)) = (change.verb, change.person, change.space) {
        hub.publish(person.0, change.seq, text);
    }
    Ok(())
}

async fn reaches(house: &House, person: Id, space: Id) -> Result<bool> {
    house
        .store
        .read(move |db| {
            let Some(actor) = Actor::of_person(db, person)? else { return Ok(false) };
            Ok(access::space::<View>(db, &actor, space).is_ok())
        })
        .await
}
