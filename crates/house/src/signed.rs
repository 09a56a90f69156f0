//! Who is asking. A token works for the API alone, a cookie everywhere; either dies with the session, the token or the person.
//! Invariant: a session whose second factor is awaited signs nobody in (safety test 48).

use axum::extract::{FromRequestParts, MatchedPath};
use base::{Moment, Refusal, Secret};
use http::request::Parts;
use kernel::Actor;
use kernel::people::sessions::{self, Session, Step};
use web::Failure;

use crate::House;
use crate::enter::digest;

/// Somebody signed in; otherwise the answer is 401, or for a page the way to sign in.
pub struct Signed(pub Actor);

/// Perhaps somebody signed in: for pages that everybody may open.
pub struct Maybe(pub Option<Actor>);

/// Somebody with a session, whatever it has proved so far. For the pages of the door alone; 401 with a token.
pub struct AtDoor {
    /// Who says to be there.
    pub actor: Actor,
    /// Their session.
    pub session: Session,
}

/// Who came, and with which session; none with a token.
#[derive(Clone)]
pub(crate) struct Came(pub(crate) Option<(Actor, Option<Session>)>);

impl Came {
    pub(crate) async fn of(parts: &mut Parts, house: &House) -> Result<Came, Failure> {
        // Asked once, kept for every extractor of the same request.
        if let Some(came) = parts.extensions.get::<Came>() {
            return Ok(came.clone());
        }
        // The path of the URI is cut where the API is nested; the matched one is whole.
        let api = parts.extensions.get::<MatchedPath>().is_some_and(|path| path.as_str().starts_with("/api/"));
        let bearer = web::bearer(&parts.headers).map(str::to_owned);
        let now = Moment::now();
        let came = match (bearer, digest(house, &parts.headers)) {
            // Whoever presents a token is judged by it, never by a cookie that happens to travel along.
            (Some(bearer), _) if api => match bearer.strip_prefix("pal_").map(Secret::digest_of) {
                Some(digest) => house.read(move |db| Ok(Actor::of_token(db, &digest, now)?)).await?.map(|actor| (actor, None)),
                None => None,
            },
            (_, Some(digest)) => {
                let found = house.read(move |db| Ok(Actor::of_session(db, &digest, now)?)).await?;
                found.map(|(actor, session)| (actor, Some(session)))
            }
            _ => None,
        };
        if let Some((actor, session)) = &came {
            if !api {
                web::speak_in(&parts.extensions, actor.language);
            }
            if let Some(session) = session.as_ref().filter(|session| session.used_at.plus_days(1) < now) {
                let id = session.id;
                // Once a day at most. Whoever asks is answered even if the day can't be noted.
                let _ = house.write(move |tx| sessions::touch(tx, id)).await;
            }
        }
        let came = Came(came);
        parts.extensions.insert(came.clone());
        Ok(came)
    }
}

impl FromRequestParts<House> for Maybe {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Maybe, Failure> {
        let Came(came) = Came::of(parts, house).await?;
        let through = came.filter(|(_, session)| session.as_ref().is_none_or(|session| session.step == Step::In));
        Ok(Maybe(through.map(|(actor, _)| actor)))
    }
}

impl FromRequestParts<House> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Signed, Failure> {
        let Maybe(actor) = Maybe::from_request_parts(parts, house).await?;
        Ok(Signed(actor.ok_or(Refusal::SignedOut)?))
    }
}

impl FromRequestParts<House> for AtDoor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<AtDoor, Failure> {
        let Came(came) = Came::of(parts, house).await?;
        let Some((actor, Some(session))) = came else { return Err(Refusal::SignedOut.into()) };
        Ok(AtDoor { actor, session })
    }
}
