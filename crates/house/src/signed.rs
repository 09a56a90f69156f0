//! Who is asking. A token works for the API alone, a cookie everywhere; either dies with the session, the token or the person.

use axum::extract::{FromRequestParts, MatchedPath};
use base::{Moment, Refusal, Secret};
use http::header::AUTHORIZATION;
use http::request::Parts;
use kernel::Actor;
use web::{Failure, cookie};

use crate::House;

/// Somebody signed in; otherwise the answer is 401, or for a page the way to sign in.
pub struct Signed(pub Actor);

/// Perhaps somebody signed in: for pages that everybody may open.
pub struct Maybe(pub Option<Actor>);

impl FromRequestParts<House> for Maybe {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Maybe, Failure> {
        // Asked once, kept for every extractor of the same request.
        if let Some(actor) = parts.extensions.get::<Actor>() {
            return Ok(Maybe(Some(actor.clone())));
        }
        // The path of the URI is cut where the API is nested; the matched one is whole.
        let api = parts.extensions.get::<MatchedPath>().is_some_and(|path| path.as_str().starts_with("/api/"));
        let bearer = parts.headers.get(AUTHORIZATION).map(|value| value.to_str().unwrap_or_default().to_owned());
        let session = cookie::read(&parts.headers, cookie::session(house.secure())).map(Secret::digest_of);
        let now = Moment::now();
        let actor = match (bearer, session) {
            // Whoever presents a token is judged by it, never by a cookie that happens to travel along.
            (Some(bearer), _) if api => {
                let Some(digest) = bearer.strip_prefix("Bearer pal_").map(Secret::digest_of) else { return Ok(Maybe(None)) };
                house.read(move |db| Ok(Actor::of_token(db, &digest, now)?)).await?
            }
            (_, Some(digest)) => house.read(move |db| Ok(Actor::of_session(db, &digest, now)?)).await?,
            _ => None,
        };
        if let Some(actor) = &actor {
            parts.extensions.insert(actor.clone());
            if !api {
                web::speak_in(&parts.extensions, actor.language);
            }
        }
        Ok(Maybe(actor))
    }
}

impl FromRequestParts<House> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Signed, Failure> {
        let Maybe(actor) = Maybe::from_request_parts(parts, house).await?;
        Ok(Signed(actor.ok_or(Refusal::SignedOut)?))
    }
}
