//! What every room needs and nothing else: ids, moments, languages, zones, refusals and small checked values.
//! Invariant: no I/O beyond the clock and the system's randomness; deliberately absent: any product word.

pub mod checked;
mod histogram;
mod id;
mod language;
mod moment;
mod refusal;
mod secret;
mod zone;

pub use histogram::{Histogram, Spread};
pub use id::{HUES, Id};
pub use language::Language;
pub use moment::Moment;
pub use refusal::{Fault, FieldError, Refusal, Result};
pub use secret::Secret;
pub use zone::Zone;
