//! `/prove`: who is there, before a sensitive act. Invariant: what was being done is then done, with everything that was typed; the session
//! goes on under a new secret.

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use base::{Fault, Refusal};
use house::{AtDoor, Attempt, House, KEPT_LIMIT, Kept, PROOF, PROOF_PASSKEY, Signed, ask, password, session_cookie};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::Actor;
use kernel::people::sessions::{self, Session};
use serde::Deserialize;
use shell::form::Errors;
use store::{Query as _, params};
use web::{Failure, Query, next};

use super::second::proved_by;
use super::{Answer, Wanted, told};
use crate::{codes, passkeys};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Going {
    next: String,
    /// Whether the fields go on to `next`, or `next` is only opened.
    send: bool,
}

/// What the proof itself adds to a form, in bytes.
const PROVEN: usize = 64 << 10;

pub fn routes() -> Router<House> {
    Router::new().route("/prove", get(show).post(prove).layer(DefaultBodyLimit::max(KEPT_LIMIT + PROVEN)))
}

async fn show(State(house): State<House>, Signed(actor): Signed, Query(Wanted { next }): Query<Wanted>) -> Answer {
    let mut page = ask(&house, &actor, None, next::local(&next), &Errors::default()).await?;
    *page.status_mut() = http::StatusCode::OK;
    Ok(page)
}

async fn prove(
    State(house): State<House>,
    Signed(actor): Signed,
    door: AtDoor,
    Query(going): Query<Going>,
    headers: HeaderMap,
    axum::Form(fields): axum::Form<Kept>,
) -> Answer {
    let of = |wanted: &str| fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()).unwrap_or_default();
    let proved = match of(PROOF_PASSKEY) {
        none if none.is_empty() => by_word(&house, &actor, of(PROOF)).await.map(|()| None),
        passkey => proved_by(&house, &headers, &actor, &door.session, &passkey).await.map(Some),
    };
    let wanted = next::local(&going.next);
    match proved {
        Ok(accepted) => go_on(&house, &door.session, accepted, wanted, going.send).await,
        Err(failure) => {
            let errors = told(actor.language, failure)?;
            ask(&house, &actor, going.send.then_some(&fields), wanted, &errors).await
        }
    }
}

/// By the password; by a code for whoever has no password.
async fn by_word(house: &House, actor: &Actor, proof: String) -> Result<(), Failure> {
    let attempt = Attempt::by("prove", actor.id);
    attempt.take(house)?;
    let person = actor.id;
    let stored =
        house.read(move |db| Ok(db.one("SELECT password FROM people WHERE id = $1", params![person], |row| row.opt_text(0))?)).await?;
    let right = match stored.flatten() {
        Some(stored) => password::verify(proof, Some(stored)).await?,
        None => {
            let vault = house.vault.clone();
            match house.write(move |tx| codes::spend(tx, &vault, person, &proof)).await {
                Ok(_) => true,
                Err(Failure(Fault::Refused(_))) => false,
                Err(broken) => return Err(broken),
            }
        }
    };
    if !right {
        return Err(Refusal::field(PROOF, "wrong").into());
    }
    attempt.forgive(house);
    Ok(())
}

async fn go_on(house: &House, session: &Session, accepted: Option<passkeys::Accepted>, wanted: &str, send: bool) -> Answer {
    let session = session.id;
    let secret = house
        .write(move |tx| {
            accepted.iter().try_for_each(|accepted| passkeys::spend(tx, accepted))?;
            sessions::prove(tx, session)
        })
        .await?;
    // 307 has the browser send the same form once more, to where it was going.
    let on = if send { Redirect::temporary(wanted) } else { Redirect::to(wanted) };
    Ok(([(SET_COOKIE, session_cookie(house, &secret)?)], on).into_response())
}
