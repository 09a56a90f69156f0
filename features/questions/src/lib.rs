//! Question: an item whose asker, or a host, says which comment answered it (glossary: accepted_answer).

mod api;
mod pages;
mod room;
mod verbs;
mod views;

pub use api::api;
pub use pages::pages;
pub use room::QuestionRoom;
pub use verbs::{accept, unaccept};
pub use views::{chip, face};
