//! Time-ordered 64-bit ids: 41 bits of milliseconds since 2000, 12 of sequence, 10 of node.
//! Invariant: ids made by one process grow strictly; written as decimal strings in JSON, since JavaScript loses bits past 2^53.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::Moment;

/// 2000-01-01T00:00:00Z: early enough for what imports date back; 41 bits last until 2069.
const EPOCH_MS: i64 = 946_684_800_000;

/// How many hues people and spaces are told apart by, beside their names.
pub const HUES: u16 = 12;

/// The identity of a person, a space, an item or any other row. Greater means made later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Id(pub i64);

static LAST: AtomicI64 = AtomicI64::new(0);
static NODE: OnceLock<i64> = OnceLock::new();

impl Id {
    /// A new id, greater than every id this process made before.
    pub fn new() -> Id {
        Id::no_earlier_than(Moment::now())
    }

    /// Makes every new id greater than `last`, which an earlier process made: a clock that was set back changes no order.
    pub fn begin_after(last: Id) {
        LAST.fetch_max(last.0 >> 10, Ordering::Relaxed);
    }

    /// A new id that sorts as if made at `at`; used by imports so that old messages keep their order among new ones.
    /// Uniqueness within one millisecond rests on `salt`, which the caller counts up (0 to 4095).
    pub fn dated(at: Moment, salt: u16) -> Id {
        let ms = (at.0 - EPOCH_MS).max(1);
        Id(ms << 22 | i64::from(salt & 0xfff) << 10 | node())
    }

    /// The next id that a [`dated`](Id::dated) one can be, when this one is taken.
    #[must_use]
    pub fn following(self) -> Id {
        Id(self.0 + (1 << 10))
    }

    fn no_earlier_than(at: Moment) -> Id {
        let floor = ((at.0 - EPOCH_MS).max(1)) << 12;
        let step = |last: i64| Some((last + 1).max(floor));
        let last = LAST.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step).unwrap_or(floor);
        Id((last + 1).max(floor) << 10 | node())
    }

    /// A number below `n` that tells neighbours apart: ids of one moment differ in their middle bits only, which a multiplication
    /// spreads over the top ones.
    pub fn spread(self, n: u64) -> u64 {
        (self.0.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) % n
    }

    /// The moment this id was made, to the millisecond.
    pub fn made_at(self) -> Moment {
        Moment((self.0 >> 22) + EPOCH_MS)
    }
}

fn node() -> i64 {
    *NODE.get_or_init(|| {
        let mut bytes = [0; 2];
        // Without randomness the process id still tells nodes of one machine apart.
        match getrandom::fill(&mut bytes) {
            Ok(()) => i64::from(u16::from_le_bytes(bytes) & 0x3ff),
            Err(_) => i64::from(std::process::id() & 0x3ff),
        }
    })
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = std::num::ParseIntError;
    fn from_str(s: &str) -> Result<Id, Self::Err> {
        s.parse().map(Id)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Id, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(|_| D::Error::custom("an id is a string of digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_grow_even_within_one_millisecond() {
        let ids: Vec<Id> = (0..20_000).map(|_| Id::new()).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]));
    }

    #[test]
    fn a_clock_set_back_changes_no_order() {
        let tomorrow = Id::no_earlier_than(Moment::now().plus_days(1));
        Id::begin_after(tomorrow);
        assert!(Id::new() > tomorrow);
    }

    #[test]
    fn a_dated_id_sorts_by_its_date() {
        let old = Id::dated(Moment(1_710_000_000_000), 0);
        assert!(old < Id::dated(Moment(1_710_000_000_001), 0));
        assert_eq!(old.made_at(), Moment(1_710_000_000_000));
        assert_eq!(old.following(), Id::dated(Moment(1_710_000_000_000), 1));
        assert_eq!(Id::dated(Moment(1_710_000_000_000), 4095).following(), Id::dated(Moment(1_710_000_000_001), 0));
    }
}
