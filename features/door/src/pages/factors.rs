//! Adding and removing one's own factors, under a fresh proof; recovery codes made anew.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use base::{Id, Refusal};
use house::{Attempt, House, Proved, ProvedForm, Vault, bare, form};
use http::HeaderMap;
use kernel::audit::{self, Act};
use kernel::{Actor, settings};
use serde::Deserialize;
use shell::form::Errors;
use store::{Query as _, Tx, params};
use web::{Failure, Path};

use super::{Answer, Typed, framed, told};
use crate::answer::{self, party};
use crate::challenge::{self, Purpose};
use crate::webauthn::Credential;
use crate::{codes, passkeys, recovery, views, words};

pub fn routes() -> Router<House> {
    Router::new()
        .route("/me/passkeys/new", get(show_passkey).post(add_passkey))
        .route("/me/passkeys/{id}/remove", post(remove_passkey))
        .route("/me/codes/new", get(show_codes).post(add_codes))
        .route("/me/codes/remove", post(remove_codes))
        .route("/me/recovery-codes", post(renew))
}

/// A form without fields.
#[derive(Deserialize)]
struct Nothing {}

/// A factor about to be added.
pub enum Adding {
    /// A passkey, checked; its name, and the challenge it answered.
    Passkey(Credential, String, String),
    /// An application of codes: its sealed secret and the code it showed.
    Codes(String, String),
}

impl Adding {
    /// Keeps it; gives recovery codes to show when it is the first one.
    pub fn keep(&self, tx: &Tx, vault: &Vault, person: Id) -> base::Result<Vec<String>> {
        match self {
            Adding::Passkey(credential, name, challenge) => passkeys::add(tx, person, name, credential, challenge),
            Adding::Codes(sealed, code) => codes::add(tx, vault, person, sealed, code),
        }
    }
}

/// Reads what was sent: an authenticator's answer to this session's question, or else a code.
pub fn read(house: &House, headers: &HeaderMap, session: Id, typed: &Typed) -> Result<Adding, Failure> {
    if typed.passkey.is_empty() {
        return Ok(Adding::Codes(typed.sealed.clone(), typed.code.clone()));
    }
    let (_, bytes) = answer::Answer::parse(&typed.passkey)?;
    let challenge = challenge::awaited(house, headers, Purpose::Add(session)).ok_or_else(|| Refusal::field("passkey", "wrong"))?;
    let credential = passkeys::check_new(&party(house), &challenge, &bytes)?;
    Ok(Adding::Passkey(credential, typed.name.clone(), challenge))
}

/// What an application of codes is given: a new secret, or the one that a refused form carried.
pub async fn offer(house: &House, actor: &Actor, carried: &str) -> Result<codes::Offer, Failure> {
    let person = actor.id;
    let (network, email) = house
        .read(move |db| {
            let email = db.one("SELECT email FROM people WHERE id = $1", params![person], |row| row.opt_text(0))?.flatten();
            Ok((settings::get(db, settings::NETWORK_NAME)?, email))
        })
        .await?;
    let (network, account) = (network.unwrap_or_else(|| "Palabre".into()), email.unwrap_or_else(|| actor.name.clone()));
    Ok(codes::offer(&house.vault, actor, &network, &account, carried)?)
}

async fn show_passkey(State(house): State<House>, Proved(actor): Proved) -> Answer {
    passkey_again(&house, actor, Typed::default(), Errors::default()).await
}

async fn add_passkey(State(house): State<House>, headers: HeaderMap, ProvedForm(actor, typed): ProvedForm<Typed>) -> Answer {
    // The proof was asked for before the authenticator was: its turn comes now, under the name that was typed.
    if typed.passkey.is_empty() {
        return passkey_again(&house, actor, typed, Errors::default()).await;
    }
    match add(&house, &headers, &actor, &typed).await {
        Ok(codes) => done(&house, &actor, &codes).await,
        Err(failure) => {
            let errors = told(actor.language, failure)?;
            passkey_again(&house, actor, typed, errors).await
        }
    }
}

async fn show_codes(State(house): State<House>, Proved(actor): Proved) -> Answer {
    codes_again(&house, actor, Typed::default(), Errors::default()).await
}

async fn add_codes(State(house): State<House>, headers: HeaderMap, ProvedForm(actor, typed): ProvedForm<Typed>) -> Answer {
    Attempt::by("second", actor.id).take(&house)?;
    match add(&house, &headers, &actor, &Typed { passkey: String::new(), ..typed.clone() }).await {
        Ok(codes) => done(&house, &actor, &codes).await,
        Err(failure) => {
            let errors = told(actor.language, failure)?;
            codes_again(&house, actor, typed, errors).await
        }
    }
}

async fn add(house: &House, headers: &HeaderMap, actor: &Actor, typed: &Typed) -> Result<Vec<String>, Failure> {
    let adding = read(house, headers, actor.by, typed)?;
    let (person, vault) = (actor.id, house.vault.clone());
    house.write(move |tx| adding.keep(tx, &vault, person)).await
}

/// Recovery codes are shown by the answer itself: they are nowhere to be read again.
async fn done(house: &House, actor: &Actor, codes: &[String]) -> Answer {
    if codes.is_empty() {
        return Ok(Redirect::to("/me/security").into_response());
    }
    let l = actor.language;
    let page = bare(house, l, words::recovery_title(l), views::recovery_codes(l, codes, "/me/security")).await?;
    Ok(page.into_response())
}

async fn remove_passkey(State(house): State<House>, Path(id): Path<Id>, ProvedForm(actor, Nothing {}): ProvedForm<Nothing>) -> Answer {
    house.write(move |tx| passkeys::remove(tx, &actor, id)).await?;
    Ok(Redirect::to("/me/security").into_response())
}

async fn remove_codes(State(house): State<House>, ProvedForm(actor, Nothing {}): ProvedForm<Nothing>) -> Answer {
    house.write(move |tx| codes::remove(tx, &actor)).await?;
    Ok(Redirect::to("/me/security").into_response())
}

async fn renew(State(house): State<House>, ProvedForm(actor, Nothing {}): ProvedForm<Nothing>) -> Answer {
    let person = actor.id;
    let codes = house
        .write(move |tx| {
            if !kernel::people::factors::has_any(tx, person)? {
                return Err(Refusal::Conflict("no_factor").into());
            }
            audit::note(tx, Some(person), Act::FactorAdded, Some(person), "recovery-codes")?;
            recovery::make(tx, person)
        })
        .await?;
    done(&house, &actor, &codes).await
}

async fn passkey_again(house: &House, actor: Actor, typed: Typed, errors: Errors) -> Answer {
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            framed(db, &actor, "/me/security", words::passkey_add_title(actor.language), |frame| {
                Ok(views::new_passkey(frame.reader.lang, &typed.name, &errors))
            })
        })
        .await?;
    Ok(form::answer(page, &refused))
}

async fn codes_again(house: &House, actor: Actor, typed: Typed, errors: Errors) -> Result<Response, Failure> {
    let offer = offer(house, &actor, &typed.sealed).await?;
    let refused = errors.clone();
    let page = house
        .read(move |db| {
            framed(db, &actor, "/me/security", words::codes_add_title(actor.language), |frame| {
                Ok(views::new_codes(frame.reader.lang, &offer, &errors))
            })
        })
        .await?;
    Ok(form::answer(page, &refused))
}
