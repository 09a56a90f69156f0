//! Somebody the provider vouches for stands at the door: in, linked, proved, or not from here. One transaction decides, and takes the nonce once.
//! Invariant: an unknown identity comes in by an invitation, or as a newcomer if the operator wants that; never as somebody who is here already.

use base::{Fault, Id, Language, Result, Secret, Zone};
use kernel::people::sessions::{self, Arrival, Means, Opened};
use kernel::people::{self, NewPerson, PersonRole};
use store::Tx;

use crate::identities;
use crate::provider::Provider;
use crate::settings::NewPeople;
use crate::token::Claims;
use crate::trip::{Purpose, Trip};

/// Makes the account that an invitation is for; the room of people does it.
pub type Welcome = fn(tx: &Tx, token: &str, newcomer: &NewPerson) -> Result<Id>;

/// What became of it.
pub enum Arrived {
    /// Signed in.
    In(Opened),
    /// Their identity is theirs here too.
    Linked,
    /// They proved who they are: the session's new cookie.
    Proved(Secret),
    /// Not let in.
    Outside(Outside),
}

/// Why somebody stays outside, as they are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outside {
    /// Nobody here is linked to this identity.
    Unknown,
    /// Their access here has ended.
    Closed,
    /// The identity is somebody else's here.
    Taken,
    /// It was all done before, or by somebody else.
    Replayed,
}

/// Somebody who asks from within: their session, and whether it was proved a moment ago.
#[derive(Clone, Copy)]
pub struct Within {
    /// Who.
    pub person: Id,
    /// Their session.
    pub session: Id,
    /// Whether they proved who they are a moment ago.
    pub proved: bool,
}

/// Decides, in one transaction.
///
/// # Errors
/// `NotFound` when the invitation is used or too old, 422 when its address or the newcomer's is taken: nothing is written then.
pub fn arrive(
    tx: &Tx,
    provider: &Provider,
    welcome: Welcome,
    trip: &Trip,
    claims: &Claims,
    from: &Arrival,
    within: Option<Within>,
) -> Result<Arrived> {
    let issuer = provider.issuer();
    if !identities::once(tx, issuer, &trip.nonce)? {
        return Ok(Arrived::Outside(Outside::Replayed));
    }
    let known = identities::owner(tx, issuer, claims.subject())?;
    match (&trip.purpose, known) {
        (Purpose::Link(person), _) => match within {
            Some(within) if within.person == *person && within.proved => {
                match identities::link(tx, *person, issuer, claims.subject(), &label(claims)) {
                    Ok(_) => Ok(Arrived::Linked),
                    Err(Fault::Refused(_)) => Ok(Arrived::Outside(Outside::Taken)),
                    Err(broken) => Err(broken),
                }
            }
            _ => Ok(Arrived::Outside(Outside::Replayed)),
        },
        (Purpose::Prove(person), Some((_, owner))) if owner == *person => match within {
            Some(within) if within.person == owner => Ok(Arrived::Proved(sessions::prove(tx, within.session)?)),
            _ => Ok(Arrived::Outside(Outside::Replayed)),
        },
        (Purpose::Prove(_), _) => Ok(Arrived::Outside(Outside::Taken)),
        (_, Some((identity, person))) => enter(tx, identity, person, claims, from),
        (Purpose::Join(token), None) => {
            let person = welcome(tx, token, &newcomer(claims))?;
            first_entry(tx, issuer, person, claims, from)
        }
        (Purpose::SignIn, None) => {
            let new = newcomer(claims);
            if provider.new_people() == NewPeople::Refuse || new.email.is_none() {
                return Ok(Arrived::Outside(Outside::Unknown));
            }
            let person = people::add(tx, &new, None)?;
            first_entry(tx, issuer, person, claims, from)
        }
    }
}

fn first_entry(tx: &Tx, issuer: &str, person: Id, claims: &Claims, from: &Arrival) -> Result<Arrived> {
    let identity = identities::link(tx, person, issuer, claims.subject(), &label(claims))?;
    enter(tx, identity, person, claims, from)
}

fn enter(tx: &Tx, identity: Id, person: Id, claims: &Claims, from: &Arrival) -> Result<Arrived> {
    if !identities::may_enter(tx, person)? {
        return Ok(Arrived::Outside(Outside::Closed));
    }
    let means = if claims.is_strong() { Means::ExternalStrong } else { Means::External };
    let opened = sessions::open(tx, person, means, from)?;
    identities::remember(tx, identity, &opened, claims.text("sid"))?;
    Ok(Arrived::In(opened))
}

/// What the provider tells of somebody new. An address counts only if the provider says that it is theirs.
fn newcomer(claims: &Claims) -> NewPerson {
    let email = claims.verified_email();
    let both = [claims.text("given_name"), claims.text("family_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let before_at = email.and_then(|email| email.split('@').next());
    let names = [claims.text("name"), Some(both.as_str()), claims.text("preferred_username"), before_at, Some("?")];
    let parsed = |email: Option<&str>| names.iter().flatten().find_map(|name| NewPerson::parse(name, email, PersonRole::Member).ok());
    let language = claims.text("locale").map(Language::accepted).unwrap_or_default();
    let zone = claims.text("zoneinfo").and_then(Zone::parse).unwrap_or_default();
    let new = parsed(email).or_else(|| parsed(None));
    let new = new.unwrap_or_else(|| unreachable!("`?` is a name"));
    NewPerson { language, zone, ..new }
}

/// By what its owner recognises an identity among others.
fn label(claims: &Claims) -> String {
    let label = claims.text("email").or(claims.text("preferred_username")).or(claims.text("name")).unwrap_or(claims.subject());
    label.chars().filter(|c| !c.is_control()).take(100).collect()
}
