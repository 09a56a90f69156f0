//! Challenges for authenticators: random, for one purpose, for five minutes, bound to the browser that asked. Invariant: none is accepted twice.
//! The challenge itself waits in a sealed cookie, so that asking for one writes nothing; the table remembers only those that were answered.

use base::{Id, Moment, Refusal, Result, Secret};
use house::House;
use http::{HeaderMap, HeaderValue};
use store::{Tx, params};
use web::cookie;

/// How long an answer is awaited, in seconds.
pub const SECONDS: u32 = 300;

/// What a challenge is for; an answer to one is none to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signing in, with whatever passkey the browser offers.
    SignIn,
    /// Proving in this session who is there: the second step, or before a sensitive act.
    Prove(Id),
    /// Adding a passkey in this session.
    Add(Id),
}

impl Purpose {
    fn seal_name(self) -> String {
        match self {
            Purpose::SignIn => "passkey sign-in".into(),
            Purpose::Prove(session) => format!("passkey prove {session}"),
            Purpose::Add(session) => format!("passkey add {session}"),
        }
    }
}

fn cookie_name(house: &House) -> &'static str {
    if house.secure() { "__Host-palabre_challenge" } else { "palabre_challenge" }
}

/// Makes a challenge, and the `Set-Cookie` that binds it to the browser.
///
/// # Errors
/// Only when the machine is broken.
pub fn give(house: &House, purpose: Purpose) -> Result<(String, HeaderValue)> {
    let challenge = Secret::new();
    let until = Moment::now().plus_seconds(i64::from(SECONDS));
    let sealed = house.vault.seal(&purpose.seal_name(), format!("{} {}", until.0, challenge.reveal()).as_bytes())?;
    Ok((challenge.reveal().to_owned(), cookie::write(cookie_name(house), &sealed, SECONDS, house.secure())?))
}

/// The challenge that this browser was given for this purpose, while it lasts.
pub fn awaited(house: &House, headers: &HeaderMap, purpose: Purpose) -> Option<String> {
    let opened = house.vault.open(&purpose.seal_name(), cookie::read(headers, cookie_name(house))?)?;
    let text = String::from_utf8(opened).ok()?;
    let (until, challenge) = text.split_once(' ')?;
    (until.parse::<i64>().ok()? > Moment::now().0).then(|| challenge.to_owned())
}

/// Marks a challenge as answered.
///
/// # Errors
/// 422 `passkey` `wrong` when it already was.
pub fn spend(tx: &Tx, challenge: &str) -> Result<()> {
    let now = tx.now();
    tx.run("DELETE FROM spent_challenges WHERE expires_at < $1", params![now])?;
    let sql = "INSERT INTO spent_challenges(digest, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    if tx.run(sql, params![Secret::digest_of(challenge), now.plus_seconds(i64::from(SECONDS))])? == 0 {
        return Err(Refusal::field("passkey", "wrong").into());
    }
    Ok(())
}
