//! Files as people see them: sent in one go or in pieces, fetched by whoever may read what carries them, gathered as the Documents of a space.
//! Deliberately absent: attaching, which is part of posting (the feature `feed`), and where the bytes are (`files`).

mod api;
mod name;
mod page;
mod range;
mod reading;
mod serve;
mod sweep;
mod tus;

mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub use api::api;
pub use page::pages;
pub use reading::works;
pub use sweep::sweep;
