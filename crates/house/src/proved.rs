//! Sensitive acts ask again who is there, unless that was proved in the last ten minutes (ASVS 7.5.1, 7.5.3). Invariant: nothing typed is lost:
//! the page that asks carries the form along, and sends it on to where it was going. A token counts as a proof: it was made under one.
//! Deliberately absent: how the proof is checked, which is `POST /prove`, the door's.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Redirect, Response};
use base::{Language, Moment, Refusal};
use http::request::Parts;
use http::{Method, StatusCode};
use kernel::Actor;
use kernel::people::sessions::{Session, Step};
use maud::{Markup, html};
use serde::de::DeserializeOwned;
use shell::button::{self, Weight};
use shell::form::{Errors, Field, summary};
use store::{Query, params};
use web::{Failure, Form, Wants, next};

use crate::signed::Came;
use crate::{House, bare, words};

/// Somebody signed in who proved a moment ago who they are. For pages that are read and for the API: a page leads to the proof and back,
/// a program gets 403 `proof-needed`.
pub struct Proved(pub Actor);

/// The same with a form that was sent: the last argument of a handler.
pub struct ProvedForm<T>(pub Actor, pub T);

/// The fields of a form, kept while its sender proves who they are.
pub type Kept = Vec<(String, String)>;

/// Largest form that is kept, in bytes as browsers send it; room for the proof comes on top. A route whose forms may be larger can't be
/// a [`ProvedForm`]'s: they would be lost on the way.
pub const KEPT_LIMIT: usize = 2 << 20;

/// The names of the password's and of the passkey's field on the page that asks; never kept.
pub const PROOF: &str = "proof";
/// See [`PROOF`].
pub const PROOF_PASSKEY: &str = "proof_passkey";

async fn whose(parts: &mut Parts, house: &House) -> Result<(Actor, bool), Failure> {
    let Came(came) = Came::of(parts, house).await?;
    let through = |session: &Session| session.step == Step::In;
    match came {
        Some((actor, None)) => Ok((actor, true)),
        Some((actor, Some(session))) if through(&session) => Ok((actor, session.is_proved(Moment::now()))),
        _ => Err(Refusal::SignedOut.into()),
    }
}

impl FromRequestParts<House> for Proved {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Proved, Response> {
        let (actor, proved) = whose(parts, house).await.map_err(IntoResponse::into_response)?;
        if proved {
            return Ok(Proved(actor));
        }
        let Ok(wants) = Wants::from_request_parts(parts, house).await;
        let api = parts.extensions.get::<axum::extract::MatchedPath>().is_some_and(|path| path.as_str().starts_with("/api/"));
        if api || wants != Wants::Page || parts.method != Method::GET {
            return Err(Failure::from(Refusal::Forbidden("proof_needed")).into_response());
        }
        let wanted = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Err(Redirect::to(&next::sign_in(wanted).replacen("/sign-in", "/prove", 1)).into_response())
    }
}

impl<T: DeserializeOwned> FromRequest<House> for ProvedForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, house: &House) -> Result<ProvedForm<T>, Response> {
        let (mut parts, body) = request.into_parts();
        let (actor, proved) = whose(&mut parts, house).await.map_err(IntoResponse::into_response)?;
        let wanted = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        let request = Request::from_parts(parts, body);
        if proved {
            let Form(form) = Form::from_request(request, house).await.map_err(IntoResponse::into_response)?;
            return Ok(ProvedForm(actor, form));
        }
        let kept = axum::Form::<Kept>::from_request(request, house).await.map_err(IntoResponse::into_response)?.0;
        Err(ask(house, &actor, Some(&kept), &wanted, &Errors::default()).await.into_response())
    }
}

/// The page that asks who is there. `kept` are the fields to send on to `wanted`; without them, `wanted` is only opened afterwards.
///
/// # Errors
/// A broken database.
pub async fn ask(house: &House, actor: &Actor, kept: Option<&Kept>, wanted: &str, errors: &Errors) -> Result<Response, Failure> {
    let l = actor.language;
    let id = actor.id;
    let (has, email) = house
        .read(move |db| {
            let sql = "SELECT p.password IS NOT NULL, EXISTS (SELECT 1 FROM code_apps c WHERE c.person_id = p.id),
                 EXISTS (SELECT 1 FROM passkeys k WHERE k.person_id = p.id),
                 EXISTS (SELECT 1 FROM identities i WHERE i.person_id = p.id), coalesce(p.email, '') FROM people p WHERE p.id = $1";
            let found = db.one(sql, params![id], |row| {
                Ok((Has { password: row.flag(0)?, codes: row.flag(1)?, passkeys: row.flag(2)?, identity: row.flag(3)? }, row.text(4)?))
            })?;
            Ok(found.unwrap_or_default())
        })
        .await?;
    let page = bare(house, l, words::prove_title(l), draw(l, &has, &email, house.sign_in_with.as_deref(), kept, wanted, errors)).await?;
    // 200 would let a script take the page for the answer it awaited.
    let status = if errors.0.is_empty() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, page).into_response())
}

/// By what somebody can prove who they are.
#[derive(Clone, Copy, Default)]
struct Has {
    password: bool,
    codes: bool,
    passkeys: bool,
    identity: bool,
}

fn draw(l: Language, has: &Has, email: &str, provider: Option<&str>, kept: Option<&Kept>, wanted: &str, errors: &Errors) -> Markup {
    let action = next::sign_in(wanted).replacen("/sign-in", "/prove", 1);
    let action = if kept.is_some() { format!("{action}&send=1") } else { action };
    html! {
        p { (words::prove_purpose(l)) }
        (summary(l, errors))
        form.stack-form method="post" action=(action) {
            @for (name, value) in kept.into_iter().flatten().filter(|(name, _)| name != PROOF && name != PROOF_PASSKEY) { input type="hidden" name=(name) value=(value); }
            @if has.password {
                input type="hidden" value=(email) autocomplete="username";
                (Field::new(PROOF, words::prove_password(l)).input("password").autocomplete("current-password").errors(errors).show(l))
            } @else if has.codes {
                (Field::new(PROOF, words::prove_code(l)).autocomplete("one-time-code").errors(errors).show(l))
            }
            @if has.password || has.codes { (button::submit(Weight::Main, None, words::prove_button(l))) }
            @if has.passkeys {
                @let main = if has.password || has.codes { Weight::Plain } else { Weight::Main };
                (button::passkey(main, words::prove_passkey(l), "/prove/passkey/options", PROOF_PASSKEY, words::passkey_failed(l)))
            }
        }
        @if let Some(name) = provider.filter(|_| has.identity && !has.password && !has.codes) {
            // A form that waits would be lost on the way: afterwards one begins again from one's own page.
            @let back = next::sign_in(if kept.is_some() { "/me" } else { wanted }).replacen("/sign-in", "/oidc/prove", 1);
            div.row { (button::link(Weight::Main, None, &words::prove_with(l, name), &back)) }
        } @else if !has.password && !has.codes { p.quiet { (words::prove_otherwise(l)) } }
        p { a href="/" { (words::prove_back(l)) } }
    }
}
