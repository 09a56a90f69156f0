//! Espaces: finding, opening, joining, arranging and archiving the places where people meet, and "Qui voit quoi" of each.
//! Invariant: every rule is the kernel's; pages and API only ask and tell. Deliberately absent: what stands in a space (its Fil is another feature).

mod api;
mod arranged;
mod pages;
mod shape;

#[allow(missing_docs, clippy::needless_pass_by_value)]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use api::api;
pub use pages::pages;
