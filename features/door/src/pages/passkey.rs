//! Questions for authenticators, as `passkeys.js` asks for them, and signing in with a passkey alone: nobody types who they are.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base::{Moment, Refusal};
use house::{Arriving, AtDoor, House, Visitor, bare, enter, form};
use http::HeaderMap;
use http::header::SET_COOKIE;
use kernel::people::sessions::{self, Means, Step};
use kernel::settings;
use store::{Query, params};
use web::{Failure, Form};

use super::{Answer, Typed, told};
use crate::answer::{self, party};
use crate::challenge::{self, Purpose};
use crate::{passkeys, views, words};

pub fn routes() -> Router<House> {
    Router::new()
        .route("/sign-in/passkey/options", post(to_sign_in))
        .route("/sign-in/passkey", post(sign_in))
        .route("/prove/passkey/options", post(to_prove))
        .route("/me/passkeys/options", post(to_add))
}

fn asked(question: serde_json::Value, cookie: http::HeaderValue) -> Response {
    ([(SET_COOKIE, cookie)], Json(question)).into_response()
}

async fn to_sign_in(State(house): State<House>) -> Answer {
    let (challenge, cookie) = challenge::give(&house, Purpose::SignIn)?;
    Ok(asked(answer::get(&party(&house), &challenge, &[]), cookie))
}

async fn to_prove(State(house): State<House>, AtDoor { actor, session }: AtDoor) -> Answer {
    let (challenge, cookie) = challenge::give(&house, Purpose::Prove(session.id))?;
    let credentials = house.read(move |db| Ok(passkeys::credentials(db, actor.id)?)).await?;
    Ok(asked(answer::get(&party(&house), &challenge, &credentials), cookie))
}

async fn to_add(State(house): State<House>, AtDoor { actor, session }: AtDoor) -> Answer {
    // Whoever must add a factor has just proved the first one.
    if !(session.step == Step::Enrol || session.is_proved(Moment::now())) {
        return Err(Refusal::Forbidden("proof_needed").into());
    }
    let (challenge, cookie) = challenge::give(&house, Purpose::Add(session.id))?;
    let (id, name) = (actor.id, actor.name);
    let (credentials, email, network) = house
        .read(move |db| {
            let email = db.one("SELECT email FROM people WHERE id = $1", params![id], |row| row.opt_text(0))?.flatten();
            Ok((passkeys::credentials(db, id)?, email, settings::get(db, settings::NETWORK_NAME)?))
        })
        .await?;
    let (email, network) = (email.unwrap_or_else(|| name.clone()), network.unwrap_or_else(|| "Palabre".into()));
    let handle = passkeys::handle(id);
    Ok(asked(answer::create(&party(&house), &challenge, &network, (&handle, &email, &name), &credentials), cookie))
}

async fn sign_in(
    State(house): State<House>,
    visitor: Visitor,
    Arriving(from): Arriving,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Answer {
    match open(&house, &headers, &typed, from).await {
        Ok(opened) => enter(&house, &opened, &typed.next),
        Err(failure) => {
            let (l, errors) = (visitor.l, told(visitor.l, failure)?);
            let page = bare(&house, l, words::passkey_title(l), views::passkey_refused(l, &typed.next, &errors)).await?;
            Ok(form::answer(page, &errors))
        }
    }
}

async fn open(house: &House, headers: &HeaderMap, typed: &Typed, from: sessions::Arrival) -> Result<sessions::Opened, Failure> {
    let given = answer::Answer::parse(&typed.passkey)?;
    let challenge = challenge::awaited(house, headers, Purpose::SignIn).ok_or_else(|| Refusal::field("passkey", "wrong"))?;
    let party = party(house);
    let accepted = house.read(move |db| passkeys::check(db, &party, &challenge, &given, None)).await?;
    house
        .write(move |tx| {
            passkeys::spend(tx, &accepted)?;
            sessions::open(tx, accepted.person, Means::Passkey, &from)
        })
        .await
}
