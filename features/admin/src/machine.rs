//! What the program knows of the machine it runs on, as its settings say: for the pages on storage, health and what leaves it.
//! Invariant: no secret; an address is told without its user and password.

use std::path::PathBuf;

/// The machine, as far as the pages need it.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    /// The data folder.
    pub data: Option<PathBuf>,
    /// The program's version.
    pub version: &'static str,
    /// Every door that leads out and stands open.
    pub doors: Vec<(Door, String)>,
}

/// A way in which the program speaks to another machine. The list is complete: `reach` knows no other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Door {
    /// Letters, to the mail server.
    Mail,
    /// Sign-in, with an identity provider.
    SignIn,
    /// Files, kept in an object store.
    Files,
    /// The database, on another machine.
    Database,
}

impl Door {
    /// Every door, open or not.
    pub const ALL: [Door; 4] = [Door::Mail, Door::SignIn, Door::Files, Door::Database];
}

impl Machine {
    /// Where a door leads, when it stands open.
    pub fn door(&self, door: Door) -> Option<&str> {
        self.doors.iter().find(|(known, _)| *known == door).map(|(_, to)| to.as_str())
    }

    /// The host of an address, and its port: never what stands before `@` or after the host.
    pub fn host(url: &str) -> String {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        authority.rsplit('@').next().unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_told() {
        for (url, host) in [
            ("smtp://user:p@ss@mail.example.org:587?from=x@y.fr", "mail.example.org:587"),
            ("postgres://palabre:secret@db.example.org/palabre", "db.example.org"),
            ("s3://bucket/prefix?endpoint=https://s3.example.org", "bucket"),
            ("smtp://localhost", "localhost"),
        ] {
            assert_eq!(Machine::host(url), host);
        }
    }
}
