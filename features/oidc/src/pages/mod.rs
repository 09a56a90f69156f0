//! Addresses: `/oidc/start` and `/oidc/link` lead away, `/oidc/callback` comes back, `/oidc/logout` is the provider's, `/me/identities` one's own.
//! Invariant: whatever is refused here gets a page that says what to do next, and the log the reason.

mod back;
mod logout;
mod mine;
mod start;

use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use base::Language;
use house::{House, bare};
use http::StatusCode;
use web::Failure;

use crate::arrive::{Outside, Welcome};
use crate::provider::{Failed, Provider};
use crate::{views, words};

/// The whole answer of a page.
type Answer = Result<Response, Failure>;

/// What the pages stand on.
#[derive(Clone)]
struct Ways {
    provider: Provider,
    welcome: Welcome,
}

impl Ways {
    /// The one address to which the provider sends browsers back; registered there.
    fn back(&self, house: &House) -> String {
        format!("{}/oidc/callback", house.public_url)
    }

    async fn refused(&self, house: &House, l: Language, failed: &Failed) -> Answer {
        tracing::warn!(reason = %failed, "signing in by the identity provider failed");
        let name = self.provider.name();
        let (status, title, main) = match failed {
            Failed::Silent(_) => (StatusCode::BAD_GATEWAY, words::silent_title(l, name), views::again(l, &words::silent_advice(l, name))),
            Failed::Unbelieved(_) => {
                (StatusCode::BAD_REQUEST, words::refused_title(l).to_owned(), views::again(l, &words::refused_advice(l, name)))
            }
        };
        Ok((status, bare(house, l, &title, main).await?).into_response())
    }

    async fn outside(&self, house: &House, l: Language, why: Outside) -> Answer {
        let name = self.provider.name();
        let (status, title, main) = match why {
            Outside::Unknown => (StatusCode::FORBIDDEN, words::unknown_title(l), views::unknown(l, name)),
            Outside::Closed => (StatusCode::FORBIDDEN, words::closed_title(l), views::again(l, words::closed_advice(l))),
            Outside::Taken => (StatusCode::CONFLICT, words::taken_title(l), views::taken(l, name)),
            Outside::Replayed => {
                return self.refused(house, l, &Failed::Unbelieved("it came back twice, or to somebody else".into())).await;
            }
        };
        Ok((status, bare(house, l, title, main).await?).into_response())
    }
}

/// Every page of this room. Without a provider there is none. `welcome` accepts an invitation.
pub fn pages(provider: Option<Provider>, welcome: Welcome) -> Router<House> {
    let Some(provider) = provider else { return Router::new() };
    let routes = Router::new().merge(start::routes()).merge(back::routes()).merge(logout::routes()).merge(mine::routes());
    routes.layer(Extension(Ways { provider, welcome }))
}
