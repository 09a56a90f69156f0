//! The visual house: page layout, navigation, tokens, shared components, their CSS, JS, icons and fonts.
//! Invariant: a component is a function of data, a [`view::Reader`] (language, zone, clock) and what is mine; never of a session or a request.
//! Deliberately absent: queries, routes, inline scripts and style attributes (the content policy refuses both).

pub mod accent;
pub mod answer;
pub mod assets;
pub mod bare;
pub mod button;
pub mod card;
pub mod colour;
pub mod comments;
pub mod composer;
pub mod confirm;
pub mod desk;
pub mod dialog;
pub mod dom;
pub mod empty;
pub mod error;
pub mod face;
pub mod facts;
pub mod files;
pub mod form;
pub mod help;
pub mod hits;
pub mod icon;
mod menu;
pub mod nav;
pub mod notices;
pub mod page;
pub mod pager;
pub mod people;
pub mod poll;
mod react;
pub mod share;
pub mod space;
pub mod times;
pub mod toast;
pub mod view;

pub use bare::bare_page;
pub use dom::Part;
pub use icon::icon;
pub use page::{Frame, Place, columns, page};

#[allow(missing_docs, clippy::needless_pass_by_value, dead_code, reason = "generated, with a look-up by key that the shell does not need")]
mod words {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}
