//! Source text → safe HTML, mentions, excerpts, plain text and search words.
//! Invariant: pure functions, total over any input, in time linear in its length. Deliberately absent: any I/O, any product rule
//! about who may be mentioned or found.

mod emoji;
mod excerpt;
mod mentions;
mod names;
mod query;
mod render;
mod search;
mod slack;
mod source;
mod tags;
mod wall;
mod words;

pub use emoji::{emoji, is_emoji, one_emoji};
pub use excerpt::excerpt;
pub use mentions::{mention, plain_mentions, rename_mentions, resolve_mentions};
pub use names::{initials, near};
pub use query::{Operator, Part, What, operator_text, parts};
pub use render::{Rendered, render};
pub use search::{Fit, Phrase, Term, index_words, marked, query_terms};
pub use slack::from_slack;
pub use tags::tags;
pub use words::fold;
