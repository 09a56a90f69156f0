//! This room asked over HTTP as browsers and programs ask it, on both databases.

mod api;
mod charter;
mod door;
mod invitations;
mod letters;
mod profile;
mod town;

/// Declares tests that run on both databases, each in a town of its own: `on_both! { async fn name(town) { … } }`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($town:ident) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            #[test]
            fn sqlite() {
                on(store::Dialect::Sqlite);
            }

            #[test]
            fn postgres() {
                on(store::Dialect::Postgres);
            }

            fn on(backend: store::Dialect) {
                let $town = $crate::town::Town::new(backend);
                store::testing::block_on(async { $body });
            }
        }
    )+};
}
