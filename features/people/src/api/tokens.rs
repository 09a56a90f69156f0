//! My access tokens. A token makes no other token: whoever finds one can't outlast it.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Fault, Id, Moment, Refusal};
use house::{House, Proved, Signed};
use http::{HeaderMap, StatusCode};
use kernel::once;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Path};

use super::at_a_page;
use crate::queries;
use crate::verbs::tokens::{self, PREFIX};

/// One of my tokens, without its text.
#[derive(Serialize, ToSchema)]
#[schema(as = Token)]
struct TokenShape {
    #[schema(value_type = String)]
    id: Id,
    name: String,
    #[schema(value_type = String, format = DateTime)]
    created_at: Moment,
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Moment>,
}

/// All of them.
#[derive(Serialize, ToSchema)]
struct Tokens {
    items: Vec<TokenShape>,
    /// Always `null`: there are a hundred at most.
    next: Option<String>,
}

/// A token to make.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewToken {
    /// What it is for, 1 to 80 characters.
    name: String,
    /// When it stops working; without, it works until revoked.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Moment>,
}

/// A token that was just made.
#[derive(Serialize, ToSchema)]
struct MadeToken {
    #[schema(value_type = String)]
    id: Id,
    /// Its text, `pal_…`, shown this once.
    token: String,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(revoke))
}

/// My tokens that still work.
#[utoipa::path(get, path = "/tokens", tag = "tokens", responses((status = 200, body = Tokens), (status = 401)))]
async fn list(State(house): State<House>, Signed(actor): Signed) -> Result<Json<Tokens>, Failure> {
    let found = house.read(move |db| Ok(queries::tokens(db, &actor)?)).await?;
    let shape = |token: crate::rows::Token| TokenShape {
        id: token.id,
        name: token.name,
        created_at: token.created_at,
        expires_at: token.expires_at,
    };
    Ok(Json(Tokens { items: found.into_iter().map(shape).collect(), next: None }))
}

/// Makes a token; with a session only, and for people of the house. Its text is kept nowhere: a retry under the same key makes no other token, and cannot show this one again.
#[utoipa::path(post, path = "/tokens", tag = "tokens", params(("Idempotency-Key" = Option<String>, Header)), request_body = NewToken,
    responses((status = 201, body = MadeToken), (status = 401), (status = 403, description = "asked with a token, by a guest, or `proof-needed`"),
        (status = 409, description = "`token-made`: already made under this key"), (status = 422)))]
async fn add(
    State(house): State<House>,
    Proved(actor): Proved,
    headers: HeaderMap,
    Body(new): Body<NewToken>,
) -> Result<impl IntoResponse, Failure> {
    at_a_page(&headers)?;
    let key = web::idempotency_key(&headers)?;
    let print = serde_json::to_vec(&("/tokens", &new)).map_err(Fault::broken)?;
    let made = house.write(move |tx| {
        let mut made = None;
        let act = || {
            let (id, secret) = tokens::mint(tx, &actor, &new.name, new.expires_at)?;
            made = Some((id, secret));
            Ok(id.to_string())
        };
        once::once(tx, actor.id, key.as_deref(), &print, act)?;
        made.ok_or(Refusal::Conflict("token_made").into())
    });
    let (id, secret) = made.await?;
    Ok((StatusCode::CREATED, Json(MadeToken { id, token: format!("{PREFIX}{}", secret.reveal()) })))
}

/// Revokes one of my tokens.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", params(("id" = String, Path)), responses((status = 204), (status = 401), (status = 404)))]
async fn revoke(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| tokens::revoke(tx, actor.id, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
