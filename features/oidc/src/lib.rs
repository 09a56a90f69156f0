//! Signing in by an identity provider that the operator chose (OpenID Connect, code flow with PKCE), and being signed out by it.
//! Invariants: who somebody is there is (issuer, subject) and nothing else; an address never links an account; who is deactivated stays so.
//! Deliberately absent: more than one provider, `picture`, tokens kept for later. Why jsonwebtoken: docs/adr/0007.

mod arrive;
mod identities;
mod pages;
mod provider;
mod settings;
mod token;
mod trip;
mod views;

pub use arrive::Welcome;
pub use pages::pages;
pub use provider::{Failed, Provider};
pub use settings::{NewPeople, Settings};

#[allow(missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
