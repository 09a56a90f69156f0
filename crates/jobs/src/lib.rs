//! Durable work in the same database: written in the transaction of its cause, done after it, at least once, by whichever node is free.
//! Invariant: a job ends done or dead, never forgotten; one that is tried again must find what its earlier try did and not repeat it.
//! Deliberately absent: priorities, chains, and jobs of kinds that this program doesn't know, which wait for one that does.

mod job;
mod rows;
mod worker;

pub use job::{Failure, Job, Kinds, Work};
pub use rows::{Dead, KEPT_DAYS, dead, discard, enqueue_later, forget, forgettable, revive, unfinished};
pub use worker::{Pace, run};
