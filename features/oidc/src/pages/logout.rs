//! `POST /oidc/logout`: the provider tells that somebody signed out there (OpenID Connect Back-Channel Logout 1.0 §2.5).
//! Invariant: the token alone speaks; whoever brings it is nobody.

use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::post;
use axum::{Extension, Json, Router};
use house::House;
use http::StatusCode;
use http::header::CACHE_CONTROL;
use serde::Deserialize;
use serde_json::json;
use web::Form;

use super::{Answer, Ways};
use crate::identities;
use crate::provider::Failed;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Told {
    logout_token: String,
}

pub fn routes() -> Router<House> {
    Router::new().route("/oidc/logout", post(logged_out))
}

async fn logged_out(State(house): State<House>, Extension(ways): Extension<Ways>, Form(told): Form<Told>) -> Answer {
    let outcome = match ways.provider.logged_out(&told.logout_token).await {
        Ok(claims) => {
            let issuer = ways.provider.issuer().to_owned();
            let ended = house.write(move |tx| {
                if !identities::once(tx, &issuer, claims.text("jti").unwrap_or_default())? {
                    return Ok(None);
                }
                Ok(Some(identities::log_out(tx, &issuer, claims.text("sub"), claims.text("sid"))?))
            });
            ended.await?.ok_or_else(|| Failed::Unbelieved("the token: it was taken before (`jti`)".into()))
        }
        Err(failed) => Err(failed),
    };
    let no_copy = [(CACHE_CONTROL, "no-store")];
    match outcome {
        Ok(ended) => {
            tracing::info!(ended, "the identity provider signed somebody out");
            Ok((StatusCode::OK, no_copy).into_response())
        }
        Err(failed) => {
            tracing::warn!(reason = %failed, "a logout token was refused");
            Ok((StatusCode::BAD_REQUEST, no_copy, Json(json!({"error": "invalid_request"}))).into_response())
        }
    }
}
