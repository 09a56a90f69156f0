//! A village of named people in a few spaces, founded through the ordinary verbs on either database: where tests take place.
//! Invariant: for tests alone, no room of the product uses it. Deliberately absent: any feature; a test brings the rooms it is about.

mod attic;
mod founding;
mod http;
mod rooms;
mod village;

pub use attic::Attic;
pub use http::{Answer, Http};
pub use rooms::{Bare, furnish};
pub use store::Dialect;
pub use store::testing::block_on;
pub use village::Village;

/// Declares a test that takes place in a village on each database: `in_both! { async fn name(village) { … } }`.
#[macro_export]
macro_rules! in_both {
    ($($(#[$meta:meta])* async fn $name:ident($village:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                on($crate::Village::on($crate::Dialect::Sqlite));
            }

            #[test]
            fn postgres() {
                on($crate::Village::on($crate::Dialect::Postgres));
            }

            fn on($village: $crate::Village) {
                $crate::block_on(async { $body });
            }
        }
    )+};
}
