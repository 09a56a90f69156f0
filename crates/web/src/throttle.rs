//! Limits attempts (sign-in, reset, setup) by a key such as address and account. Invariant: memory is bounded however many keys come.
//! In memory on purpose: a restart or a second node grants a few more attempts, which the lengths of our secrets allow for.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base::Refusal;

/// Buckets of tokens: `burst` at once, then one more per `every`.
pub struct Throttle {
    burst: u32,
    every: Duration,
    keys: usize,
    buckets: Mutex<Generations>,
}

/// When the young ones are too many they become the old ones, and the former old ones are forgotten: at most twice `keys` in memory.
#[derive(Default)]
struct Generations {
    young: HashMap<String, Bucket>,
    old: HashMap<String, Bucket>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Throttle {
    /// `keys`: how many distinct keys are remembered at least.
    pub fn new(burst: u32, every: Duration, keys: usize) -> Throttle {
        Throttle { burst, every, keys, buckets: Mutex::default() }
    }

    /// Takes one attempt of `key`, or refuses with the seconds to wait.
    pub fn take(&self, key: &str) -> Result<(), Refusal> {
        self.take_at(key, Instant::now())
    }

    /// Forgets the attempts of `key`: after a success.
    pub fn forgive(&self, key: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.young.remove(key);
        buckets.old.remove(key);
    }

    fn take_at(&self, key: &str, now: Instant) -> Result<(), Refusal> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let known = buckets.young.get(key).or_else(|| buckets.old.get(key)).copied();
        let mut bucket = known.unwrap_or(Bucket { tokens: f64::from(self.burst), at: now });
        let gained = now.saturating_duration_since(bucket.at).as_secs_f64() / self.every.as_secs_f64();
        bucket = Bucket { tokens: (bucket.tokens + gained).min(f64::from(self.burst)), at: now };
        let granted = bucket.tokens >= 1.0;
        if granted {
            bucket.tokens -= 1.0;
        }
        if buckets.young.len() >= self.keys && !buckets.young.contains_key(key) {
            buckets.old = std::mem::take(&mut buckets.young);
        }
        buckets.young.insert(key.to_owned(), bucket);
        if granted {
            return Ok(());
        }
        let wait = self.every.mul_f64(1.0 - bucket.tokens).as_secs_f64().ceil();
        Err(Refusal::TooMany(wait.clamp(1.0, 86_400.0) as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_a_drip() {
        let throttle = Throttle::new(3, Duration::from_secs(10), 100);
        let start = Instant::now();
        assert!((0..3).all(|_| throttle.take_at("awa", start).is_ok()));
        assert_eq!(throttle.take_at("awa", start), Err(Refusal::TooMany(10)));
        assert!(throttle.take_at("luc", start).is_ok());
        assert_eq!(throttle.take_at("awa", start + Duration::from_secs(4)), Err(Refusal::TooMany(6)));
        assert!(throttle.take_at("awa", start + Duration::from_secs(11)).is_ok());
        assert!(throttle.take_at("awa", start + Duration::from_secs(11)).is_err());
        throttle.forgive("awa");
        assert!(throttle.take_at("awa", start + Duration::from_secs(11)).is_ok());
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::new(1, Duration::from_secs(1), 10);
        for i in 0..1000 {
            let _ = throttle.take(&i.to_string());
        }
        let buckets = throttle.buckets.lock().expect("not poisoned");
        assert!(buckets.young.len() + buckets.old.len() <= 20);
    }
}
