//! Counts how often something was how large, for monitoring. Invariant: adding never waits, and holds no more than its buckets.

use std::sync::atomic::{AtomicU64, Ordering};

/// How finely a sum is kept: in millionths of the unit.
const FINE: f64 = 1_000_000.0;

/// A histogram of `N` buckets, each up to its bound, and one for what is larger.
#[derive(Debug)]
pub struct Histogram<const N: usize> {
    bounds: [f64; N],
    counts: [AtomicU64; N],
    larger: AtomicU64,
    sum: AtomicU64,
}

/// What a histogram held at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// How many were at most so large, bucket after bucket.
    pub buckets: Vec<(f64, u64)>,
    /// How many there were.
    pub count: u64,
    /// Their sum.
    pub sum: f64,
}

impl<const N: usize> Histogram<N> {
    /// An empty one, with `bounds` from small to large.
    pub const fn new(bounds: [f64; N]) -> Histogram<N> {
        Histogram { bounds, counts: [const { AtomicU64::new(0) }; N], larger: AtomicU64::new(0), sum: AtomicU64::new(0) }
    }

    /// Counts one of that size, which is not negative.
    pub fn add(&self, size: f64) {
        let place = self.bounds.partition_point(|bound| *bound < size);
        self.counts.get(place).unwrap_or(&self.larger).fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add((size * FINE) as u64, Ordering::Relaxed);
    }

    /// What was counted so far.
    pub fn look(&self) -> Spread {
        let mut count = 0;
        let buckets = self.bounds.iter().zip(&self.counts).map(|(bound, counted)| {
            count += counted.load(Ordering::Relaxed);
            (*bound, count)
        });
        let buckets = buckets.collect();
        Spread { buckets, count: count + self.larger.load(Ordering::Relaxed), sum: self.sum.load(Ordering::Relaxed) as f64 / FINE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_falls_into_its_bucket() {
        let histogram = Histogram::new([0.5, 1.0, 8.0]);
        [0.0, 0.5, 0.75, 8.0, 9.5].into_iter().for_each(|size| histogram.add(size));
        assert_eq!(histogram.look(), Spread { buckets: vec![(0.5, 2), (1.0, 3), (8.0, 4)], count: 5, sum: 18.75 });
    }
}
