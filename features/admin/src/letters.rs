//! The letter that lets in somebody whom an administrator brought in. Invariant: nothing is sent to whoever entered or was closed meanwhile.

use std::sync::Arc;

use jobs::{Failure, Job, Work};
use kernel::people::links;
use kernel::{Actor, settings};
use reach::{Mail, Mailer, Undelivered};
use store::{Query, Store, Tx, params};

use crate::queries::WAITING;
use crate::verbs::welcome::{WELCOME, Welcomed};
use crate::words;

/// What does this room's jobs, for the program's list of kinds.
pub fn works(store: &Store, mailer: &Mailer, public_url: &Arc<str>) -> [(&'static str, Work); 1] {
    let (store, mailer, url) = (store.clone(), mailer.clone(), Arc::clone(public_url));
    let work: Work = Box::new(move |job| {
        let (job, url) = (job.clone(), Arc::clone(&url));
        let letter = store.write_now(move |tx| letter(tx, &job, &url))?;
        letter.map_or(Ok(()), |letter| mailer.send(&letter)).map_err(|undelivered| match undelivered {
            Undelivered::Never(why) => Failure::Never(why),
            Undelivered::NotNow(why) => Failure::Again(why),
        })
    });
    [(WELCOME, work)]
}

fn letter(tx: &Tx, job: &Job, url: &str) -> Result<Option<Mail>, Failure> {
    let Welcomed { person, by } = job.payload()?;
    let sql = format!("SELECT p.email FROM people p WHERE p.id = $1 AND p.deactivated_at IS NULL AND {WAITING}");
    let email = tx.one(&sql, params![person], |row| row.opt_text(0))?.flatten();
    let (Some(to), Some(newcomer), Some(by)) = (email, Actor::of_person(tx, person)?, Actor::of_person(tx, by)?) else { return Ok(None) };
    let network = settings::get(tx, settings::NETWORK_NAME)?.unwrap_or_else(|| "Palabre".into());
    let secret = links::make(tx, person, links::WELCOME_MINUTES)?;
    let l = newcomer.language;
    let lines = [
        words::letter_hello(l, &newcomer.name),
        words::letter_welcome(l, &by.name, &network),
        format!("{url}/reset/{}", secret.reveal()),
        words::letter_days(l, links::WELCOME_MINUTES / 1440),
    ];
    Ok(Some(Mail {
        key: format!("welcome-{}", job.id),
        subject: words::letter_subject(l, &network),
        from_name: network,
        to,
        to_name: newcomer.name,
        text: lines.join("\n\n"),
        html: None,
    }))
}
