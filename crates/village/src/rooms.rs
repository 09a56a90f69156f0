//! Rooms for the kinds that a test is not about.

use base::checked::Errors;
use kernel::items::NewItem;
use kernel::{Kind, KindRoom, Kinds};

/// A room that takes any words and keeps nothing of its own.
pub struct Bare(pub Kind);

impl KindRoom for Bare {
    fn kind(&self) -> Kind {
        self.0
    }

    fn check_words(&self, _title: &str, _body: &str, _errors: &mut Errors) {}

    fn check(&self, _new: &NewItem, _errors: &mut Errors) {}
}

/// A room for every kind: the given ones, and bare ones for the rest.
pub fn furnish(mut own: Vec<Box<dyn KindRoom>>) -> Kinds {
    for kind in Kind::ALL {
        if !own.iter().any(|room| room.kind() == *kind) {
            own.push(Box::new(Bare(*kind)));
        }
    }
    Kinds::new(own)
}
