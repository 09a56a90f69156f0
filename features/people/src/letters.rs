//! The two letters of this room, written and sent by jobs: a link for a new password, and an invitation.
//! Invariant: a link's secret is made when its letter is sent, so that none is ever stored on its way; and asking for a letter does the same
//! work whether the address is known or not, since that is looked up here.

use std::sync::Arc;

use base::{Id, Language, Moment, Result, Secret};
use jobs::{Failure, Job, Work};
use kernel::people::links;
use kernel::{Actor, settings};
use reach::{Mail, Mailer, Undelivered};
use serde::{Deserialize, Serialize};
use store::{Query, Store, Tx, params};

use crate::verbs::invitation::{self, NewInvitation};
use crate::{queries, words};

/// The job that mails a link for a new password.
pub const RESET: &str = "people.reset";
/// The job that mails an invitation.
pub const INVITATION: &str = "people.invitation";

#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
}

#[derive(Serialize, Deserialize)]
struct Invited {
    invitation: Id,
}

/// Has a link for a new password mailed to `email`, if somebody signs in with it.
///
/// # Errors
/// A broken database.
pub fn reset_later(tx: &Tx, email: &str) -> Result<()> {
    jobs::enqueue_later(tx, RESET, &Asked { email: email.into() }, Moment::now())?;
    Ok(())
}

/// Invites somebody, and has the link mailed when `mail` says so; the secret is then useless to anybody else.
///
/// # Errors
/// As [`invitation::invite`].
pub fn invite(tx: &Tx, actor: &Actor, new: &NewInvitation, mail: bool) -> Result<(Id, Secret)> {
    let (id, secret) = invitation::invite(tx, actor, new)?;
    if mail {
        jobs::enqueue_later(tx, INVITATION, &Invited { invitation: id }, Moment::now())?;
    }
    Ok((id, secret))
}

/// What does this room's jobs, for the program's list of kinds.
pub fn works(store: &Store, mailer: &Mailer, public_url: &Arc<str>) -> [(&'static str, Work); 2] {
    let work = |write: fn(&Tx, &Job, &str) -> Result<Option<Mail>, Failure>| -> Work {
        let (store, mailer, url) = (store.clone(), mailer.clone(), Arc::clone(public_url));
        Box::new(move |job| {
            let (job, url) = (job.clone(), Arc::clone(&url));
            let letter = store.write_now(move |tx| write(tx, &job, &url))?;
            letter.map_or(Ok(()), |letter| mailer.send(&letter)).map_err(|undelivered| match undelivered {
                Undelivered::Never(why) => Failure::Never(why),
                Undelivered::NotNow(why) => Failure::Again(why),
            })
        })
    };
    [(RESET, work(reset_letter)), (INVITATION, work(invitation_letter))]
}

fn reset_letter(tx: &Tx, job: &Job, url: &str) -> Result<Option<Mail>, Failure> {
    let Asked { email } = job.payload()?;
    let Some(account) = queries::account(tx, &email)? else { return Ok(None) };
    let Some(person) = Actor::of_person(tx, account.id)? else { return Ok(None) };
    let (l, network) = (person.language, network(tx)?);
    let link = format!("{url}/reset/{}", links::make(tx, person.id, links::MAILED_MINUTES)?.reveal());
    let lines = [words::letter_hello(l, &person.name), words::letter_reset(l, &network), link, words::letter_reset_ignore(l).to_owned()];
    let subject = words::letter_reset_subject(l, &network);
    Ok(Some(Mail {
        key: format!("reset-{}", job.id),
        from_name: network,
        to: email,
        to_name: person.name,
        subject,
        text: lines.join("\n\n"),
        html: None,
    }))
}

fn invitation_letter(tx: &Tx, job: &Job, url: &str) -> Result<Option<Mail>, Failure> {
    let Invited { invitation } = job.payload()?;
    let Some(found) = queries::invitation_by_id(tx, invitation)? else { return Ok(None) };
    let (Some(email), Some(secret)) = (found.email, invitation::renew(tx, invitation)?) else { return Ok(None) };
    // Nobody knows yet what the invited person reads: the inviter's language is the best guess.
    let l = tx.one("SELECT language FROM people WHERE id = $1", params![found.inviter_id], |row| row.text(0))?;
    let (l, network) = (l.as_deref().and_then(Language::parse).unwrap_or_default(), network(tx)?);
    let hello = if found.name.is_empty() { words::letter_hello_nobody(l).to_owned() } else { words::letter_hello(l, &found.name) };
    let invites = match found.space_name.as_str() {
        "" => words::letter_invitation(l, &found.inviter_name, &network),
        space => words::letter_invitation_into(l, &found.inviter_name, &network, space),
    };
    let lines = [hello, invites, invitation::link(url, &secret), words::letter_invitation_days(l, invitation::LINK_DAYS)];
    let subject = words::letter_invitation_subject(l, &found.inviter_name, &network);
    Ok(Some(Mail {
        key: format!("invitation-{}", job.id),
        from_name: network,
        to: email,
        to_name: found.name,
        subject,
        text: lines.join("\n\n"),
        html: None,
    }))
}

fn network(tx: &Tx) -> Result<String, store::Error> {
    Ok(settings::get(tx, settings::NETWORK_NAME)?.unwrap_or_else(|| "Palabre".into()))
}
