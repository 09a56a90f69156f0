//! What this room reads from the database, as plain data.

use base::{Id, Moment};
use kernel::people::PersonRole;

/// What signing in needs of an account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Whose.
    pub id: Id,
    /// The stored hash; `None` for somebody who never chose a password.
    pub password: Option<String>,
}

/// Somebody to whom a link leads: for a new password.
#[derive(Clone, Debug)]
pub struct Owner {
    /// Who.
    pub id: Id,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// A token of one's own; never its secret.
#[derive(Clone, Debug)]
pub struct Token {
    /// Its id.
    pub id: Id,
    /// What it is for.
    pub name: String,
    /// Since when.
    pub created_at: Moment,
    /// Until when.
    pub expires_at: Option<Moment>,
}

/// An invitation that waits; never its secret.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its id.
    pub id: Id,
    /// The address it is bound to.
    pub email: Option<String>,
    /// For whom, as the inviter calls them.
    pub name: String,
    /// As what they come in.
    pub role: PersonRole,
    /// The space they come into.
    pub space_id: Option<Id>,
    /// That space's name; empty where the reader may not know it.
    pub space_name: String,
    /// Who invites.
    pub inviter_id: Id,
    /// Their name.
    pub inviter_name: String,
    /// For a guest: until when.
    pub ends_at: Option<Moment>,
    /// Since when it waits.
    pub created_at: Moment,
    /// Until when the link works.
    pub expires_at: Moment,
}
