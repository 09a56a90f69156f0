//! Slows down whoever guesses passwords or asks for links. Invariant: what is counted is the same for accounts that exist and that don't.

use base::{Id, Refusal, Secret};
use web::Throttle;

use crate::House;

/// One act of one visitor on one account, as it is counted.
pub struct Attempt(Vec<String>);

impl Attempt {
    /// `what` is the act, e.g. `sign-in`, from an address where nobody is known yet.
    pub fn new(what: &str, account: &str, peer: &str) -> Attempt {
        let (account, peer) = (Secret::digest_of(account), Secret::digest_of(peer));
        // Counted by account and by peer, each against one eighth of the others: a stranger can't lock somebody out from everywhere,
        // and guesses spread over many accounts or many addresses are bounded all the same. The address first: one that is refused
        // leaves no account behind to be remembered, or a flood of them would push out what others have tried.
        Attempt(vec![format!("{what} {} {peer}", eighth(&account)), format!("{what} {account} {}", eighth(&peer))])
    }

    /// The same by somebody known, whatever their address.
    pub fn by(what: &str, person: Id) -> Attempt {
        Attempt(vec![format!("{what} {person}")])
    }

    /// Counts it.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub fn take(&self, house: &House) -> Result<(), Refusal> {
        self.taken(&house.attempts)
    }

    fn taken(&self, throttle: &Throttle) -> Result<(), Refusal> {
        self.0.iter().try_for_each(|key| throttle.take(key))
    }

    /// Forgets those counted so far, after a success.
    pub fn forgive(&self, house: &House) {
        self.0.iter().for_each(|key| house.attempts.forgive(key));
    }
}

fn eighth(digest: &str) -> u8 {
    digest.as_bytes().first().map_or(0, |byte| byte % 8)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn nobody_waits_for_somebody_elses_tries() {
        let throttle = Throttle::new(10, Duration::from_secs(90), 1_000);
        let tried = |person| (0..11).map(|_| Attempt::by("second", Id(person)).taken(&throttle)).filter(Result::is_ok).count();
        assert!((1..=100).all(|person| tried(person) == 10));
    }

    #[test]
    fn a_flood_from_one_address_forgets_nobodys_tries() {
        let throttle = Throttle::new(10, Duration::from_secs(90), 1_000);
        let guess = || Attempt::new("sign-in", "awa@village.example", "192.0.2.1").taken(&throttle);
        assert!((0..10).all(|_| guess().is_ok()) && guess().is_err());
        for n in 0..10_000 {
            let _ = Attempt::new("sign-in", &format!("{n}@village.example"), "198.51.100.7").taken(&throttle);
        }
        assert!(guess().is_err());
    }
}
