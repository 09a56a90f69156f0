//! Invitations that wait, and new ones.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Fault, Id, Moment, Result, Secret};
use house::{House, Signed};
use http::{HeaderMap, StatusCode};
use kernel::{Actor, once};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use web::{Body, Failure, Paging, Path};

use crate::rows::Invitation;
use crate::verbs::invitation::{self, NewInvitation};
use crate::{letters, queries};

/// An invitation that waits, without its link.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
struct InvitationShape {
    #[schema(value_type = String)]
    id: Id,
    /// `member` or `guest`.
    role: &'static str,
    name: String,
    email: Option<String>,
    /// The space it leads into, where I may know it.
    #[schema(value_type = Option<String>)]
    space: Option<Id>,
    #[schema(value_type = String)]
    inviter: Id,
    /// For a guest: when their access will end.
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_at: Option<Moment>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Moment,
    /// When the link stops working.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Moment,
}

impl From<Invitation> for InvitationShape {
    fn from(i: Invitation) -> InvitationShape {
        let Invitation { id, name, email, ends_at, created_at, expires_at, .. } = i;
        InvitationShape { id, role: i.role.name(), name, email, space: i.space_id, inviter: i.inviter_id, ends_at, created_at, expires_at }
    }
}

/// A page of invitations, the newest first.
#[derive(Serialize, ToSchema)]
struct Invitations {
    items: Vec<InvitationShape>,
    /// What to give as `after` for the next page; `null` at the end.
    next: Option<String>,
}

/// An invitation to make.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invite {
    /// `member` (administrators only) or `guest`.
    role: String,
    /// For whom, at most 80 characters.
    #[serde(default)]
    name: String,
    /// Binds the invitation to this address, and mails the link when the network can.
    email: Option<String>,
    /// A space that I host; members need one to invite a guest.
    #[schema(value_type = Option<String>)]
    space: Option<Id>,
    /// For a guest: when their access ends, in a year at most; half a year unless told.
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_at: Option<Moment>,
}

/// An invitation that was just made.
#[derive(Serialize, ToSchema)]
struct MadeInvitation {
    #[schema(value_type = String)]
    id: Id,
    /// The link, shown this once; `null` when it is mailed, and in the answer to a retry once it was used or withdrawn.
    url: Option<String>,
}

pub fn routes() -> OpenApiRouter<House> {
    OpenApiRouter::new().routes(routes!(list, invite)).routes(routes!(revoke))
}

/// The invitations that wait: mine, and everybody's for administrators.
#[utoipa::path(get, path = "/invitations", tag = "people", params(("limit" = Option<u32>, Query), ("after" = Option<String>, Query)),
    responses((status = 200, body = Invitations), (status = 401), (status = 422)))]
async fn list(State(house): State<House>, Signed(actor): Signed, paging: Paging) -> Result<Json<Invitations>, Failure> {
    let before = paging.key::<1>()?.map(|[id]| Id(id));
    let rows = paging.rows();
    let found = house.read(move |db| Ok(queries::invitations(db, &actor, before, rows)?)).await?;
    let page = paging.page(found, |invitation| [invitation.id.0]);
    Ok(Json(Invitations {
        items: page.items.into_iter().map(InvitationShape::from).collect(),
        next: page.next.map(|next| next.to_string()),
    }))
}

/// Invites somebody. The link is kept nowhere: a retry under the same key answers with the same invitation under another link, and the link that
/// may have been lost on its way works no more.
#[utoipa::path(post, path = "/invitations", tag = "people", params(("Idempotency-Key" = Option<String>, Header)), request_body = Invite,
    responses((status = 201, body = MadeInvitation), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn invite(
    State(house): State<House>,
    Signed(actor): Signed,
    headers: HeaderMap,
    Body(invite): Body<Invite>,
) -> Result<impl IntoResponse, Failure> {
    let (key, mails) = (web::idempotency_key(&headers)?, house.mail);
    let (id, secret) = house.write(move |tx| invite_once(tx, &actor, key.as_deref(), &invite, mails)).await?;
    let url = secret.map(|secret| invitation::link(&house.public_url, &secret));
    Ok((StatusCode::CREATED, Json(MadeInvitation { id, url })))
}

/// The invitation, and the secret of its link unless that is mailed.
fn invite_once(tx: &Tx, actor: &Actor, key: Option<&str>, wanted: &Invite, mails: bool) -> Result<(Id, Option<Secret>)> {
    let print = serde_json::to_vec(&("/invitations", wanted)).map_err(Fault::broken)?;
    let mut shown = None;
    let act = || {
        let new = NewInvitation::parse(&wanted.role, &wanted.name, wanted.email.as_deref(), wanted.space, wanted.ends_at)?;
        let mailed = mails && new.email().is_some();
        let (id, secret) = letters::invite(tx, actor, &new, mailed)?;
        shown = (!mailed).then_some(secret);
        serde_json::to_string(&(id, mailed)).map_err(Fault::broken)
    };
    let (answer, again) = once::once(tx, actor.id, key, &print, act)?;
    let (id, mailed): (Id, bool) = serde_json::from_str(&answer).map_err(Fault::broken)?;
    if again && !mailed {
        shown = invitation::renew(tx, id)?;
    }
    Ok((id, shown))
}

/// Takes an invitation back.
#[utoipa::path(delete, path = "/invitations/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 204), (status = 401), (status = 404)))]
async fn revoke(State(house): State<House>, Signed(actor): Signed, Path(id): Path<Id>) -> Result<StatusCode, Failure> {
    house.write(move |tx| invitation::revoke(tx, &actor, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
