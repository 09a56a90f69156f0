//! Slows down whoever guesses passwords or asks for links. Invariant: what is counted is the same for accounts that exist and that don't.

use crate::House;
use base::{Refusal, Secret};

/// One act of one visitor on one account, as it is counted.
pub struct Attempt([String; 2]);

impl Attempt {
    /// `what` is the act, e.g. `sign-in`; `peer` may be empty where only the account counts.
    pub fn new(what: &str, account: &str, peer: &str) -> Attempt {
        let (account, peer) = (Secret::digest_of(account), Secret::digest_of(peer));
        // Counted by account and by peer, each against one eighth of the others: a stranger can't lock somebody out from everywhere,
        // and guesses spread over many accounts or many addresses are bounded all the same.
        Attempt([format!("{what} {account} {}", eighth(&peer)), format!("{what} {} {peer}", eighth(&account))])
    }

    /// Counts it.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn take(&self, house: &House) -> Result<(), Refusal> {
        self.0.iter().try_for_each(|key| house.attempts.take(key))
    }

    /// Forgets those counted so far, after a success.
    pub fn forgive(&self, house: &House) {
        self.0.iter().for_each(|key| house.attempts.forgive(key));
    }
}

fn eighth(digest: &str) -> u8 {
    digest.as_bytes().first().map_or(0, |byte| byte % 8)
}
