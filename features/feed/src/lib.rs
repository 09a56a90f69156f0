//! Fil: posting, commenting, reading, and what one does with an item of any kind. The pages and the API of everything items have in common.
//! Deliberately absent: what one kind alone has (polls, questions: features of their own, drawn through `House::looks`).

mod api;
mod cards;
mod pages;
mod plain;
mod shape;
mod shelves;
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use api::api;
pub use pages::pages;
pub use plain::{CommentRoom, PlainRoom, no_chip, no_face, note_chip, share_chip, share_face};
pub use shape::{ChangeShape, ItemShape};
